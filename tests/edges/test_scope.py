"""What SQL sees of a database when it is asked about one council's papers alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.councils import Council
from pipeline.edges.database import Database
from pipeline.edges.registers import of_registers
from pipeline.edges.schemas import tables
from pipeline.edges.scope import scope_of, see_alone, seen_alone
from pipeline.load import link_rows, rows_of


@pytest.mark.parametrize(
    ("sql", "alone"),
    [
        ("select id from actions", "select id from temp.alone_actions as actions"),
        ("from votes as v join resolutions as r on true", "from temp.alone_votes as v join temp.alone_resolutions as r on true"),
        ("cross join action_leads as l", "cross join temp.alone_action_leads as l"),
        ("from documents\nwhere", "from temp.alone_documents as documents\nwhere"),
        ("from officers as o", "from officers as o"),  # of a council, not of a paper
        ("from main.documents where votes > 1", "from main.documents where votes > 1"),  # the whole table; a column of that name
        ("from votes_given join minutes_fts", "from votes_given join minutes_fts"),  # names that only begin so
    ],
)
def test_which_tables_are_seen_alone(sql: str, alone: str) -> None:
    assert seen_alone(sql) == alone


@pytest.mark.parametrize("name", [table.name for table in of_registers()])
def test_no_register_is_filled_past_the_scope(tmp_path: Path, name: str) -> None:
    """Whatever a register reads of a table with papers' rows, it reads by way of what shows only those of the scope."""
    Database.open(tmp_path / "minutebook.db").close()
    read: set[tuple[str, str | None]] = set()

    def note(action: int, table: str | None, column: str | None, schema: str | None, within: str | None) -> int:
        if action == sqlite3.SQLITE_READ and schema == "main":
            read.add((str(table), within))
        return sqlite3.SQLITE_OK

    with closing(sqlite3.connect(tmp_path / "minutebook.db")) as connection:
        for function in ("body_id", "person_id", "may_be", "are_initials"):
            connection.create_function(function, 2, lambda *_: None)
        connection.create_function("surname", 1, lambda *_: None)
        see_alone(connection)
        scope_of(connection, ["Wexcombe District Council"], [])
        connection.set_authorizer(note)
        connection.execute(f"explain {seen_alone(tables()[name].filled_by or '')}")
    assert read
    for table, within in read:
        if table in ("documents", "action_leads") or "document_id" in tables()[table].columns:
            assert within and within.startswith("alone_"), f"{name} reads all of {table}"


def test_nothing_is_made_anew_for_another_council(tmp_path: Path, corpus: Any) -> None:
    """What is made once on a connection stays: else SQLite would forget all its statements, and have to make each ready again."""
    with Database.open(tmp_path / "minutebook.db") as database:
        versions = []
        for paper, pages in [*corpus.papers, *corpus.papers]:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
            council = Council(stamp="a", names=[paper.division.council])
            database.replace_council(paper.document_id, council, [paper.document_id], link_rows(corpus.links))
            versions.append([database.rows(f"pragma {schema}.schema_version")[0][0] for schema in ("temp", "main")])
    again = versions[len(corpus.papers) :]
    assert len(again) > 1 and all(version == again[0] for version in again)
