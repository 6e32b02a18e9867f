"""Asking within the time that a reader waits."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.database import Database
from datasette.views.base import DatasetteError

from pipeline.publish.site.asking import worked_out

ENDLESS = "with recursive more (n) as (select 1 union all select n + 1 from more) select count(*) from more"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    sqlite3.connect(tmp_path / "x.db").execute("create table words (word)").connection.close()
    return Datasette([str(tmp_path / "x.db")]).get_database("x")


def test_what_takes_too_long_is_said_and_ends(db: Database) -> None:
    with pytest.raises(DatasetteError) as raised:
        asyncio.run(worked_out(db, lambda connection: connection.execute(ENDLESS).fetchone(), seconds=0.05))
    assert raised.value.status == 503
    assert "Ask for less" in str(raised.value.message)


def test_other_troubles_stay_what_they_are(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        asyncio.run(worked_out(db, lambda connection: connection.execute("select * from absent").fetchone()))
    assert asyncio.run(worked_out(db, lambda connection: connection.execute("select 1").fetchone()[0])) == 1
