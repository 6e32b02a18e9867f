"""The words of the rules by which papers are cleared: which findings are in the way of showing a page, or of handing out a file."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN = ("ok", "partial")
"""The papers of which anything is shown."""
DOUBTS = ("hidden-text", "exempt-marker", "personal-data")
"""Somebody has to look first."""
UNSURE = ("no-text", "ocr-low-confidence", "garbled-text", "engines-disagree", "read-otherwise", "time-limit", "memory-limit")
"""As a warning: the page shows something that was not read, so nobody can say that it is clear."""
RISKS = ("active-content",)
"""The file brings along what nobody has looked at."""

STANDS = """
not exists (select 1 from corrections as judged where judged.table_name = 'findings' and judged.field = 'cleared' and judged.row_id = findings.id)
"""  # noqa: E501
"""What holds of one of the `findings` that nobody has cleared."""


def listed(codes: Iterable[str]) -> str:
    """Codes as SQL has them in a list."""
    return ", ".join(f"'{code}'" for code in codes)
