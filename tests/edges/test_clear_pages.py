"""Which pages are clear: each thing that is in the way, alone, keeps its page in the house, and the original."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.clear_pages import clear_papers
from pipeline.edges.schemas import public_tables, tables
from pipeline.edges.structure import make_tables

PAPER = "0123456789abcdef"
Rows = Sequence[tuple[str, dict[str, Any]]]


def put(path: Path, described: Any, rows: Rows) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        make_tables(database, described)
        for table, row in rows:
            if table in described:
                known = {name: value for name, value in row.items() if name in described[table].columns}
                places = ", ".join("?" * len(known))
                database.execute(f"insert into {table} ({', '.join(known)}) values ({places})", list(known.values()))


def paper(status: str = "ok", pages: int = 3) -> Rows:
    return [
        ("documents", {"id": PAPER, "sha256": PAPER * 4, "pages": pages, "status": status}),
        ("files", {"path": "b/paper.pdf", "document_id": PAPER, "gone": 0}),
        ("files", {"path": "a/paper.pdf", "document_id": PAPER, "gone": 0}),
        ("files", {"path": "old.pdf", "document_id": PAPER, "gone": 1}),
        *[page(number) for number in range(1, pages + 1)],
    ]


def page(number: int, source: str = "native", text: str = "Words.") -> tuple[str, dict[str, Any]]:
    row = {"id": f"{PAPER}-pages-{number}", "document_id": PAPER, "number": number, "text_source": source, "text": text}
    return "pages", {**row, "furniture": "Page"}


def finding(code: str, number: int | None = 2, severity: str = "warning") -> tuple[str, dict[str, Any]]:
    row = {"id": f"{PAPER}-findings-{code}", "document_id": PAPER, "page": number, "code": code, "severity": severity}
    return "findings", {**row, "message": "Look."}


def others(number: int, *rows: Any, source: str = "native") -> Rows:
    """A paper of three pages of which one is as given."""
    return [*[row for row in paper() if row[1].get("number") != number], *rows, *([page(number, source)] if source else [])]


def looked(tmp_path: Path, house: Rows, copy: Rows | None = None) -> tuple[set[int], bool]:
    put(tmp_path / "house.db", tables(), house)
    put(tmp_path / "copy.db", public_tables(), house if copy is None else copy)
    papers = clear_papers(tmp_path / "house.db", tmp_path / "copy.db")
    found = papers.get(PAPER)
    return (set(found.clear), found.whole) if found else (set(), False)


def test_a_paper_with_nothing_in_the_way_is_clear(tmp_path: Path) -> None:
    put(tmp_path / "house.db", tables(), others(2, source="ocr"))
    put(tmp_path / "copy.db", public_tables(), others(2, source="ocr"))
    (found,) = clear_papers(tmp_path / "house.db", tmp_path / "copy.db").values()
    assert (found.clear, found.seen, found.whole) == ({1, 2, 3}, {2}, True)
    assert (found.paths, found.pages, found.sha256) == (("a/paper.pdf", "b/paper.pdf"), 3, PAPER * 4)


@pytest.mark.parametrize(
    ("case", "more", "clear", "whole"),
    [
        ("hidden words", finding("hidden-text"), {1, 3}, False),
        ("hidden words somewhere", finding("hidden-text", None), set(), False),
        ("personal data", finding("personal-data", severity="info"), {1, 3}, False),
        ("a mark that may be one of exemption", finding("exempt-marker", severity="info"), {1, 3}, False),
        ("a picture that was not read", finding("no-text"), {1, 3}, False),
        ("a blank part", finding("no-text", severity="info"), {1, 2, 3}, True),
        ("a doubtful reading", finding("ocr-low-confidence"), {1, 3}, False),
        ("words that were left out", finding("garbled-text"), {1, 3}, False),
        ("words that were read from their picture", finding("garbled-text", severity="info"), {1, 2, 3}, True),
        ("two readings that differ", finding("engines-disagree"), {1, 3}, False),
        ("read another way than usual", finding("read-otherwise"), {1, 3}, False),
        ("another count of pages", finding("engines-disagree", None), set(), False),
        ("a script in the file", finding("active-content", None, "info"), {1, 2, 3}, False),
        ("a doubt about a date", finding("weekday-mismatch"), {1, 2, 3}, True),
        ("something personal", ("personal_data", {"id": "p", "document_id": PAPER, "page": 2, "kind": "name"}), {1, 3}, False),
        ("over two pages", ("personal_data", {"id": "p", "document_id": PAPER, "page": 2, "page_end": 3, "kind": "name"}), {1}, False),
        ("a fact withdrawn", ("withdrawals", {"id": "w", "document_id": PAPER, "page": 2}), {1, 3}, False),
        ("over two pages", ("withdrawals", {"id": "w", "document_id": PAPER, "page": 1, "page_end": 2}), {3}, False),
        ("a sheet", ("sections", {"id": "s", "document_id": PAPER, "restricted": 1, "page_start": 2}), {1, 3}, False),
        ("exempt", ("agenda_items", {"id": "i", "document_id": PAPER, "part": "exempt", "page_start": 2, "page_end": 3}), {1}, False),
        ("public", ("agenda_items", {"id": "i", "document_id": PAPER, "part": "public", "page_start": 2}), {1, 2, 3}, True),
    ],
)
def test_what_keeps_a_page_in_the_house(tmp_path: Path, case: str, more: Any, clear: set[int], whole: bool) -> None:
    assert looked(tmp_path, [*paper(), more]) == (clear, whole), case


@pytest.mark.parametrize(
    ("row_id", "field", "table", "clear"),
    [
        (f"{PAPER}-findings-hidden-text", "cleared", "findings", {1, 2, 3}),
        (f"{PAPER}-findings-no-text", "cleared", "findings", {1, 3}),  # another finding
        (None, "cleared", "findings", {1, 3}),
        (f"{PAPER}-findings-hidden-text", "severity", "findings", {1, 3}),
        (f"{PAPER}-findings-hidden-text", "cleared", "actions", {1, 3}),
    ],
)
def test_a_finding_that_somebody_has_cleared(tmp_path: Path, row_id: str | None, field: str, table: str, clear: set[int]) -> None:
    judged = ("corrections", {"id": "c", "table_name": table, "row_id": row_id, "field": field, "value": "The Clerk"})
    assert looked(tmp_path, [*paper(), finding("hidden-text"), judged]) == (clear, clear == {1, 2, 3})


@pytest.mark.parametrize(
    ("source", "clear", "whole"),
    [("ocr", {1, 2, 3}, True), ("withheld", {1, 3}, False), ("none", {1, 3}, True)],
)
def test_where_the_words_come_from(tmp_path: Path, source: str, clear: set[int], whole: bool) -> None:
    assert looked(tmp_path, others(2, source=source)) == (clear, whole)


@pytest.mark.parametrize("status", ["failed", "withheld", "withdrawn"])
def test_papers_that_are_not_shown(tmp_path: Path, status: str) -> None:
    assert looked(tmp_path, paper(status)) == (set(), False)


def test_of_a_paper_that_was_not_read_whole_there_is_no_original(tmp_path: Path) -> None:
    assert looked(tmp_path, paper("partial")) == ({1, 2, 3}, False)


def test_a_page_whose_words_were_masked_stays_in_the_house(tmp_path: Path) -> None:
    masked = [("pages", {**row, "text": "[name removed]"}) if row.get("number") == 3 else (name, row) for name, row in paper()]
    assert looked(tmp_path, paper(), masked) == ({1, 2}, False)


def test_a_paper_that_is_not_in_the_copy_is_not_shown(tmp_path: Path) -> None:
    assert looked(tmp_path, paper(), []) == (set(), False)
