"""Commands that stand in modules of their own; `cli.py` puts them into their order. What they do is elsewhere, and loaded only then."""
