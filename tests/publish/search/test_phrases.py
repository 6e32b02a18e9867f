"""What somebody typed becomes a query that SQLite's full-text index takes, whatever it is."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.edges.structure import TOKENIZER
from pipeline.publish.site.search.phrases import name_phrase, search_phrase


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"create virtual table papers using fts5(text, tokenize = '{TOKENIZER}')")
    yield connection
    connection.close()


def finds(index: sqlite3.Connection, asked: str, text: str, phrase: object = search_phrase) -> bool:
    assert callable(phrase)
    index.execute("delete from papers")
    index.execute("insert into papers values (?)", [text])
    return bool(index.execute("select count(*) from papers where papers match ?", [phrase(asked)]).fetchone()[0])


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("A21/17", "Minute A21/17 was confirmed", True),  # as printed
        ("a21/17", "Minute A21/17", True),  # in small letters
        ("A 21/17", "Minute A21/17", True),  # a space too many
        ("a 21/17", "Minute A21/17", True),
        ("A21 / 17", "Minute A21/17", True),
        ("A21/17", "Minute A 21/17", True),  # a space left out
        ("A21/17", "Minute A21-17", True),  # other strokes
        ("A21/1", "Minute A21/17", False),  # found whole
        ("A21/17", "Minute A21/171", False),
        ("A21/17", "Minute 17, A21", False),
        ("A21/17", "Minutes B21/17", False),
        ("ACH21-044", "Report ACH21-044", True),
        ("ach 21 - 044", "Report ACH21-044", True),
        ("ACH21-044", "Report ACH 21/044", True),
        ("ACH21-04", "Report ACH21-044", False),
        ("EPS25/14", "EPS/25/14 Shelters", True),  # a stroke left out
        ("EPS/25/14", "EPS25/14 Shelters", True),
        ("in 2021/22", "the budget of 2021/22", True),  # a small word before a year is none of it
        ("budget 2021/22", "the 2021/22 budget", True),
        ("2021/22", "the budget of 2021", False),
        ("COVID19", "covid 19", True),
    ],
)
def test_references_are_found_whole_however_they_are_typed(index: sqlite3.Connection, asked: str, text: str, found: bool) -> None:
    assert finds(index, asked, text) is found


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("salt routes", "routes for the salt", True),  # any order
        ("salt routes", "routes", False),  # all of them
        ("salt OR grit", "grit", True),
        ("salt OR grit routes", "grit routes", True),
        ("salt OR grit routes", "salt", False),  # OR is between its two neighbours
        ('"gritting routes" OR bins', "new bins", True),
        ('"gritting routes"', "routes for gritting", False),
        ("OR salt OR", "salt", True),  # OR with nothing on a side
        ("salt or grit", "grit", False),  # in small letters a small word
        ("salt AND grit", "salt and grit", True),
        ("the cost of salt", "salt: cost", True),  # small words are passed over
        ('"the cost of salt"', "salt: cost", False),  # but not in quotes
        ("the", "the end", True),  # nor alone
        ("parked", "parking", True),  # other endings
        ("cafe", "the café", True),
        ("“cost of salt”", "the cost of salt", True),
        ('cost "of salt', "the cost of salt", True),  # no partner
        ("council’s", "the council's", True),
        ("col*", "collection", False),  # no wildcards
        ("-", "anything", False),
        ("", "anything", False),
        ("½ mile", "½ mile", True),
    ],
)
def test_words_phrases_and_either(index: sqlite3.Connection, asked: str, text: str, found: bool) -> None:
    assert finds(index, asked, text) is found


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Ann Field", "Councillor Ann Field", True),
        ("Field, Ann", "Councillor Ann Field", True),
        ("Ann Field", "Ann B. Field", True),
        ("Ann Field", "Ann Marsh spoke of the cost of the new playing field", False),
        ("Field", "Cllr Field", True),
        ("Councillor Ann Field", "Cllr Ann Field", True),  # titles are passed over
        ("Cllr. Field", "Ann Field", True),
        ("Mr O'Neill", "Pat O’Neill", True),
        ("The Mayor", "the Mayor opened the fair", True),
        ("", "Cllr Field", False),
    ],
)
def test_names_stand_near_each_other(index: sqlite3.Connection, asked: str, text: str, found: bool) -> None:
    assert finds(index, asked, text, name_phrase) is found


def test_nothing_that_is_typed_breaks_a_query(index: sqlite3.Connection) -> None:
    """Pieces of the query language, quotes, controls and other scripts in any order."""
    pieces = [
        *"ab17 \"'()*^:{}+-~/\\,.\0\n\t“”",
        "OR",
        "AND",
        "NOT",
        "NEAR(",
        " OR ",
        "é",
        "½",
        "²",
        "٣",
        "ß",
        "字",
        "\ue000",
        "𝔘",
        "A21/17",
        "A 21/17",
    ]
    chance = random.Random(21)
    for _ in range(5000):
        asked = "".join(chance.choices(pieces, k=chance.randint(0, 40)))
        for phrase in (search_phrase(asked), name_phrase(asked), f"({search_phrase(asked)}) AND {name_phrase(asked)}"):
            index.execute("select count(*) from papers where papers match ?", [phrase]).fetchone()
    for asked in ("x " * 5000, "(" * 5000, '"' * 999, "A1B2C3D4E5F6G7H8/" * 40):
        index.execute("select count(*) from papers where papers match ?", [search_phrase(asked)]).fetchone()
