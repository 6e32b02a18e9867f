"""An answer is worked out once, until the database is written to."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from pipeline.publish.site import lasting
from pipeline.publish.site.lasting import kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("create table words (word)")
    connection.close()
    return tmp_path / "x.db"


def test_it_is_worked_out_once_until_something_is_written(path: Path) -> None:
    db = Datasette([str(path)]).get_database("x")
    asked: list[str] = []

    async def work_out() -> int:
        asked.append("once")
        return len(asked)

    def ask(question: str, worth: bool = True) -> int:
        return asyncio.run(kept(db, question, work_out, lambda _: worth))

    assert [ask("a"), ask("a"), ask("b"), ask("a")] == [1, 1, 2, 1]
    assert [ask("c", worth=False), ask("c", worth=False)] == [3, 4]
    with sqlite3.connect(path) as connection:
        connection.execute("insert into words values ('salt')")
    connection.close()
    assert ask("a") == 5


def test_only_so_many_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MOST", 2)
    db = Datasette([str(path)]).get_database("x")
    asked: list[str] = []

    def ask(question: str) -> None:
        async def work_out() -> str:
            asked.append(question)
            return question

        asyncio.run(kept(db, question, work_out))

    for question in "abacabb":
        ask(question)
    assert asked == ["a", "b", "c", "b"]
