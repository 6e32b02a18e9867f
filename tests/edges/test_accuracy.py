"""What is measured in a database, and where the figures go."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.accuracy import FIGURES, PAGE, read_extracted, read_provenance, read_published, write_accuracy, write_published
from pipeline.edges.database import Database
from pipeline.errors import UsageError
from pipeline.evaluate.page import accuracy_page
from pipeline.evaluate.published import AccuracyRow
from pipeline.evaluate.records import Figure, Published, Quotes, ScopeFigures
from pipeline.load import link_rows, rows_of


@pytest.fixture
def path(tmp_path: Path, corpus: Any) -> Path:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        for paper, pages in corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        database.replace_links(link_rows(corpus.links))
    return path


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_rows_of_a_paper_by_its_file_name(path: Path) -> None:
    with Database.read(path) as database:
        found, notes = read_extracted(database, ["minutes.pdf", "nowhere.pdf"])
    assert notes == []
    tasks = found["minutes.pdf"].tasks
    assert {name: len(rows) for name, rows in tasks.items() if rows} == {
        "documents": 1,
        "sections": 1,
        "meetings": 1,
        "attendance": 4,
        "minutes": 1,
        "resolutions": 1,
        "actions": 1,
        "officers": 1,
        "votes": 2,
        "declarations": 1,
    }
    assert [row.items("roles") for row in tasks["officers"]] == [["action lead"]]
    assert tasks["attendance"][0].value("meeting_date") == "2021-03-10"


def test_two_documents_of_one_name(path: Path) -> None:
    change(path, "update documents set filename = 'pack.pdf' where path <> 'closed.pdf' and kind <> 'minutes'")
    with Database.read(path) as database:
        found, notes = read_extracted(database, ["pack.pdf"])
    assert notes == ["3 documents are called pack.pdf: the one that was read best is measured."]
    assert found["pack.pdf"].tasks["documents"][0].text("kind") == "agenda_pack", "of two that were read, the longer one"


def test_provenance_of_all_documents(path: Path) -> None:
    with Database.read(path) as database:
        before = read_provenance(database)
        actions = database.rows("select count(*) from actions")[0][0]
    assert before.tables["actions"].rows == actions
    assert before.whole.share == 1.0, before.misquotes
    change(path, "update actions set page = page + 1 where document_id = 'bbbbbbbbbbbbbbbb'")
    with Database.read(path) as database:
        after = read_provenance(database)
    assert after.tables["actions"] == Quotes(actions, actions, actions - 1)
    assert [misquote.quoted.table for misquote in after.misquotes] == ["actions"]
    assert after.documents["b" * 16].found == before.documents["b" * 16].found - 1


def test_sections_need_no_quote(path: Path) -> None:
    with Database.read(path) as database:
        assert "sections" not in read_provenance(database).tables
        assert database.rows("select count(*) from sections where quote is null")[0][0]


def test_accuracy_table_is_replaced(path: Path) -> None:
    rows = [
        AccuracyRow("dates", None, "near", Figure(precision=0.5, recall=1.0, f1=0.6667, rows=3)),
        AccuracyRow("actions", "due", "near", Figure(rows=0)),
    ]
    write_accuracy(path, [*rows, AccuracyRow("minutes", None, "near", Figure())], "2021-03-10")
    write_accuracy(path, rows, "2021-03-11")
    with Database.read(path) as database:
        assert [tuple(row) for row in database.rows("select * from accuracy order by id")] == [
            ("actions/due/near", "actions", "due", "near", None, None, None, 0, "2021-03-11"),
            ("dates/near", "dates", None, "near", 0.5, 1.0, 0.6667, 3, "2021-03-11"),
        ]


def test_published_figures_come_back(tmp_path: Path) -> None:
    assert read_published(tmp_path) == Published()
    figures = ScopeFigures(measured_on="2021-03-10", version="1", papers=1, provenance=Figure(precision=1.0, rows=9), tasks={}, councils={})
    published = Published(sets={"near": figures})
    assert write_published(tmp_path, published) == [FIGURES, PAGE]
    assert read_published(tmp_path) == published
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == accuracy_page(published)
    (tmp_path / FIGURES).write_text('{"sets": 1}', encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        read_published(tmp_path)
