"""The words of a result, with what matched in them marked."""

from __future__ import annotations

import pytest

from pipeline.publish.site.search.results import END, START, bracketed, marked, plain


@pytest.mark.parametrize(
    ("words", "shown", "in_brackets"),
    [
        (f"the {START}flood{END} wardens", "the <mark>flood</mark> wardens", "the [flood] wardens"),
        (f"<b>{START}x{END}</b> [sic]", "&lt;b&gt;<mark>x</mark>&lt;/b&gt; [sic]", "<b>[x]</b> [sic]"),  # printed signs are text
        (f"{START}half", "half", "half"),  # cut off
        (None, "", ""),
    ],
)
def test_what_matched_is_marked(words: str | None, shown: str, in_brackets: str) -> None:
    assert str(marked(words)) == shown
    assert bracketed(words) == in_brackets
    assert plain(words) == plain(in_brackets).replace("[x]", "x").replace("[flood]", "flood")
