"""An answer is worked out once, until the database is written to."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from pipeline.publish.site import lasting
from pipeline.publish.site.asking import every_row
from pipeline.publish.site.lasting import kept

SLOW = "with recursive more (n) as (select 1 union all select n + 1 from more limit {}) select count(*) as rows from more"


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


def test_what_lacks_something_for_want_of_time_is_not_kept(path: Path) -> None:
    db = Datasette([str(path)], settings={"sql_time_limit_ms": 40}).get_database("x")
    rows = [100_000_000, 10, 10]

    async def part() -> list[dict[str, int]]:
        return await every_row(db, SLOW.format(rows.pop(0)))

    async def whole() -> list[dict[str, int]]:
        return await kept(db, "part", part)

    def ask() -> list[dict[str, int]]:
        return asyncio.run(kept(db, "whole", whole))

    assert [ask(), ask(), ask()] == [[], [{"rows": 10}], [{"rows": 10}]]
    assert rows == [10]
