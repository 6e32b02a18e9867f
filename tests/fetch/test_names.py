"""Names for what was fetched: whatever a page calls it, the name is one file in one folder, on every system."""

from __future__ import annotations

import pytest

from pipeline.fetch.names import file_name, folder_of, safe_name
from pipeline.fetch.records import MeetingPage, Sort


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Public reports pack", "Public reports pack"),
        ("../../etc/passwd", "etc passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("..", "Untitled"),
        ("", "Untitled"),
        ("  Minutes.  ", "Minutes"),
        ("CON", "Paper CON"),
        ("nul.txt", "Paper nul.txt"),
        ("README", "Paper README"),
        ("hand", "Paper hand"),
        ("=1+1", "Paper 1+1"),
        ("-rf", "Paper rf"),
        ("~$lock", "Paper lock"),
        ("plan.part", "Paper plan.part"),
        ("Line\nbreak\x07\u202efdp", "Line breakfdp"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("é" * 100, "é" * 60),
    ],
)
def test_safe_names(words: str, name: str) -> None:
    assert safe_name(words) == name


def test_names_that_are_taken() -> None:
    assert file_name("Minutes", set()) == "Minutes.pdf"
    assert file_name("Minutes", {"minutes.pdf"}) == "Minutes (2).pdf"
    assert file_name("Minutes", {"minutes.pdf", "minutes (2).pdf"}) == "Minutes (3).pdf"
    assert file_name("Minutes", {"minutes.pdf"}, "2026-03-04") == "Minutes (2026-03-04).pdf"
    assert file_name("Minutes", {"minutes (2026-03-04).pdf"}, "2026-03-04") == "Minutes (2026-03-04, 2).pdf"


def test_folders() -> None:
    sort = Sort(kind="meeting", product="ModernGov", committee="11", meeting="103")
    assert folder_of(MeetingPage(address="", sort=sort, committee="Lanes / Paths", date="2026-03-04")) == "Lanes Paths/2026-03-04"
    assert folder_of(MeetingPage(address="", sort=sort)) == "Committee 11/meeting 103"
