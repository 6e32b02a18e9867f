"""Words that only look like dates."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates
from pipeline.extract.dates.refuse import follows, is_law
from pipeline.extract.dates.words import words

SPRING = DateContext(document_date="2024-03-15")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The Chair may decide. May I ask? You may march on.", "verbs"),
        ("3. May the panel adopt", "a verb behind a list's number"),
        ("Mrs May and Cllr March spoke", "names"),
        ("a letter from April Jones, thanks to June Lee", "names behind words that dates follow too"),
        ("section 5 may apply", "a section"),
        ("the march in aid of the hospice", "a noun"),
        ("in august company", "an adjective"),
        ("sounds carry in summer", "a habit"),
        ("mar, dec, sat, sun", "small letters alone"),
        ("SEND, MARCHING BAND, DECISION", "parts of words"),
    ],
)
def test_no_date(text: str, note: str) -> None:
    assert find_dates(text, SPRING) == [], note


@pytest.mark.parametrize(
    ("text", "start", "note"),
    [
        ("agreed in May.", "2024-05-01", "May behind a preposition"),
        ("until\nMarch", "2024-03-01", "over a line end"),
        ("by mid-June", "2024-06-01", "with a hyphen"),
        ("late November", "2023-11-01", "late"),
        ("a report in the Spring", "2024-03-01", "a season with a capital"),
        ("in June Council agreed", "2024-06-01", "another word with a capital behind"),
        ("yn Hydref", "2023-10-01", "Welsh"),
    ],
)
def test_month_alone(text: str, start: str, note: str) -> None:
    (found,) = find_dates(text, SPRING)
    assert (found.start, found.year_inferred) == (start, True), note


@pytest.mark.parametrize("name", ["before_places", "before_references", "before_four_figures", "before_bare", "before_day_and_month"])
def test_every_word_of_a_list_is_seen_in_front_of_a_number(name: str) -> None:
    unseen = [
        (word, between)
        for word in words().list_of(name)
        for between in ("", " ", ". ", "# ", " the ", " no. ", " No ")
        if not follows(f"({word.capitalize()}{between}", len(f"({word}{between}"), name)
    ]
    assert unseen == []


def test_every_kind_of_law_has_its_year() -> None:
    for word in words().list_of("statutes"):
        for behind in (" ", " (Wales) ", ", ", " of ", " 2011 and "):
            text = f"under the Footpaths {word.upper()}{behind}2014"
            assert is_law(text, len(text) - 4, len(text)), text
