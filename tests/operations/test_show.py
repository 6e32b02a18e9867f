"""What is shown of a document or a row, found by all the names that it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.database import Database
from pipeline.errors import UsageError
from pipeline.load import link_rows, rows_of
from pipeline.operations.show import lines_about

PACK, MINUTES = "a" * 16, "b" * 16


@pytest.fixture
def database(tmp_path: Path, corpus: Any) -> Iterator[Database]:
    with Database.open(tmp_path / "minutebook.db", tmp_path) as database:
        for paper, pages in corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        database.replace_links(link_rows(corpus.links))
        yield database


FOUND = [
    (MINUTES, "Documents: Minutes of the Highways Committee", "a document by its id"),
    ("bbbb", "Documents: Minutes of the Highways Committee", "by the beginning of its id"),
    ("highways/2021/minutes.pdf", "Documents: Minutes of the Highways Committee", "by its path"),
    ("MINUTES.pdf", "Documents: Minutes of the Highways Committee", "by its file's name"),
    ("pack-again.pdf", "Documents: Highways Committee agenda", "by the name of its second file"),
    ("lanes", "Documents: Lanes plan: half-year update", "by part of its path"),
    ("broken.pdf", "Documents: broken.pdf", "without a title"),
    (f"{MINUTES}-resolutions-2-1", "Resolutions: A21/17", "a row by its id"),
    ("wexcombe/clerk", "Officers and other leads: wexcombe/clerk", "what papers share, by its readable key"),
    ("a21/17", "Minutes: Winter gritting", "a minute before the resolution in it"),
    ("ACH21-044", "Reports: Winter gritting routes", "a report by its number"),
]


@pytest.mark.parametrize(("what", "first", "case"), FOUND, ids=[case for _, _, case in FOUND])
def test_found(database: Database, what: str, first: str, case: str) -> None:
    assert next(lines_about(database, what)).startswith(first)


@pytest.mark.parametrize(
    ("what", "words", "case"),
    [
        ("zebra", "There is nothing with", "nothing of that name"),
        ("bbb", "There is nothing with", "too little of an id"),
        ("%", "There is nothing with", "a sign that means something to a search"),
        ("pdf", "may be any of 5 documents", "part of every path"),
    ],
)
def test_not_found(database: Database, what: str, words: str, case: str) -> None:
    with pytest.raises(UsageError, match=words):
        list(lines_about(database, what))


def test_row_names_what_it_points_to_and_lists_what_points_to_it(database: Database) -> None:
    said = "\n".join(lines_about(database, f"{MINUTES}-resolutions-2-1"))
    assert f"meeting_id            {MINUTES}-meetings-1-1  (Highways Committee)" in said
    assert f"report_id             {PACK}-reports-2-1  (Winter gritting routes)" in said
    assert "votes (resolution_id): 2" in said
    assert "Bo Marsh | against" in said
    assert "changes: " in said


def test_columns_that_are_empty_are_left_out(database: Database) -> None:
    said = "\n".join(lines_about(database, f"{MINUTES}-resolutions-2-1"))
    assert "votes_abstained" not in said
    assert "votes_against         1" in said


def test_document_lists_its_rows_and_its_doubts(database: Database) -> None:
    said = "\n".join(lines_about(database, PACK))
    assert "files: 2" in said
    assert "sections: 3" in said
    assert "actions: 2" in said
    assert f"page 3  {PACK}-actions-3-1" in said
    assert f"{MINUTES} minutes-of {PACK}" in said
    assert "exempt-marker  page 4: Page 4 is marked exempt." in said


def test_long_lists_are_cut_unless_all_is_asked_for(database: Database) -> None:
    short = list(lines_about(database, PACK, most=1))
    assert "  … and 1 more (--all lists them)" in short
    assert len(list(lines_about(database, PACK, most=None))) > len(short)
    assert not any("more (--all" in line for line in lines_about(database, PACK, most=None))


def test_officer_has_the_actions_that_it_leads(database: Database) -> None:
    said = "\n".join(lines_about(database, "wexcombe/clerk"))
    assert "action_leads (officer_id): 3" in said
