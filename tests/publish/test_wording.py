"""Rows in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.edges.schemas import tables
from pipeline.publish.site.wording import marked, one_of, pair, spoken_date, spoken_name, spoken_row


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("2021-03-10", "10 March 2021"),
        ("2026-11-25T16:29:51Z", "25 November 2026"),  # a time as the database writes it
        ("spring", "spring"),
        (None, ""),
    ],
)
def test_dates(value: Any, spoken: str) -> None:
    assert spoken_date(value) == spoken


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("It was\nAGREED that bins\nbe bought.", "that bins be bought", 'It was\nAGREED <mark id="words">that bins\nbe bought</mark>.'),
        ("a (b) c", "(b)", 'a <mark id="words">(b)</mark> c'),
        ("a < b", "a < b", '<mark id="words">a &lt; b</mark>'),
        ("a < b", "c", "a &lt; b"),  # not there
        ("a", None, "a"),
    ],
)  # fmt: skip
def test_the_words_of_a_fact_are_marked(text: str, quote: str | None, expected: str) -> None:
    assert str(marked(text, quote)) == expected


def test_every_table_has_a_name_for_one_row() -> None:
    assert {name: one_of(name) for name in ("actions", "minutes", "agenda_items", "votes")} == {
        "actions": "action",
        "minutes": "minute",
        "agenda_items": "agenda item",
        "votes": "vote",
    }
    assert all("_" not in one_of(name) for name in tables())


def test_names_of_columns() -> None:
    assert (spoken_name("due_text"), spoken_name("meeting_id"), spoken_name("next_steps")) == ("Due, as printed", "Meeting", "Next steps")


def test_a_row_leaves_out_what_it_does_not_say() -> None:
    table = tables()["actions"]
    row = {**dict.fromkeys(table.columns), "id": "x", "action": "Mend it", "due_end": "2021-05-01", "extra": '{"Budget": "£2"}', "page": 3}
    assert [(part.name, part.text) for part in spoken_row(table, row)] == [
        ("Action", "Mend it"),
        ("Due by", "1 May 2021"),
        ("Budget", "£2"),
    ]


@pytest.mark.parametrize(("count", "words"), [(0, "0 pages"), (1, "1 page"), (2000, "2,000 pages")])
def test_counts(count: int, words: str) -> None:
    assert pair(count, "page") == words
