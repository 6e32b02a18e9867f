"""No page of a thing and no register looks at every row of a table: what it asks is found by an index, however many rows there are."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.site.home import home_context
from pipeline.publish.site.meeting_page import meeting_context
from pipeline.publish.site.registers import actions, attendance, meetings, resolutions
from pipeline.publish.site.registers.charts import charts_context
from pipeline.publish.site.registers.counts import counts_context
from pipeline.publish.site.things.committee_page import committee_context
from pipeline.publish.site.things.member_page import member_context
from pipeline.publish.site.things.officer_page import officer_context
from pipeline.publish.site.things.resolution_page import resolution_context
from pipeline.publish.site.thread_page import thread_context

KEPT_READY = {"committees", "action_counts", "documents", "runs", "accuracy"}
"""Tables that stay small, or that home counts once each time the database is written to."""
ONCE = {"meetings"}
"""What home alone looks through, once each time the database is written to."""


class Listening:
    """A database that answers, and keeps how SQLite went about each question."""

    path = None
    name = "minutebook"

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        self.plans: list[tuple[str, str]] = []

    async def execute(self, sql: str, parameters: Any = ()) -> Any:
        steps = self.connection.execute(f"explain query plan {sql}", parameters).fetchall()
        self.plans += [(step["detail"], sql) for step in steps]
        rows = self.connection.execute(sql, parameters).fetchall()

        class Answer:
            def __init__(self) -> None:
                self.rows = rows

            def first(self) -> Any:
                return rows[0] if rows else None

        return Answer()

    async def execute_fn(self, function: Callable[[Any], Any]) -> Any:
        listening = self

        class Asked:
            def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
                steps = listening.connection.execute(f"explain query plan {sql}", parameters).fetchall()
                listening.plans += [(step["detail"], sql) for step in steps]
                return listening.connection.execute(sql, parameters)

            def set_progress_handler(self, *_: Any) -> None:
                pass

        return function(Asked())

    def looked_through(self, but: set[str]) -> list[tuple[str, str]]:
        """The steps that read a table from end to end, with the question; a part of the question itself is no table."""
        tables = {row[0] for row in self.connection.execute("select name from sqlite_master where type = 'table'")}
        found = []
        for step, sql in self.plans:
            scanned = re.match(r"SCAN (\w+)$", step)
            if scanned is None:
                continue
            named = re.search(rf"\b(?:from|join) (\w+) as {scanned.group(1)}\b", sql)
            table = named.group(1) if named else scanned.group(1)
            if table in tables - but:
                found.append((step, sql))
        return found


@pytest.fixture(scope="module")
def large(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as SQLite goes about a large database: it does not know that the tables are small."""
    path = tmp_path_factory.mktemp("large") / "minutebook.db"
    shutil.copy(sample_database, path)
    connection = sqlite3.connect(path)
    connection.execute("delete from sqlite_stat1")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def listening(large: Path) -> Iterator[Listening]:
    database = Listening(large)
    yield database
    database.connection.close()


def first(database: Listening, sql: str) -> str:
    return str(database.connection.execute(sql).fetchone()[0])


@pytest.mark.parametrize(
    ("context_of", "sql"),
    [
        (resolution_context, "select resolution_id from votes limit 1"),
        (resolution_context, "select id from resolutions where report_id is not null limit 1"),
        (committee_context, "select id from committees order by resolutions desc limit 1"),
        (member_context, "select id from members order by votes desc, motions desc limit 1"),
        (officer_context, "select officer_id from action_leads limit 1"),
        (meeting_context, "select id from registered_meetings order by resolutions desc limit 1"),
        (thread_context, "select thread_id from actions where thread_id is not null limit 1"),
    ],
)
def test_pages_of_things(listening: Listening, context_of: Any, sql: str) -> None:
    assert asyncio.run(context_of(listening, first(listening, sql)))
    assert listening.plans
    assert listening.looked_through(KEPT_READY) == []


RESOLUTIONS = [{}, {"council": "A"}, {"committee": "a"}, {"member": "a"}, {"verb": "noted"}, {"kind": "motion"}, {"outcome": "lost"}]
ATTENDANCE = [
    {},
    {"council": "A"},
    {"committee": "a"},
    {"member": "a"},
    {"status": "absent"},
    {"capacity": "other"},
    {"from": "2021-01-01"},
]


@pytest.mark.parametrize("order", ["date", "-date"])
@pytest.mark.parametrize(
    ("register", "context_of", "asked"),
    [(resolutions, resolutions.resolutions_context, asked) for asked in RESOLUTIONS]
    + [(attendance, attendance.attendance_context, asked) for asked in ATTENDANCE]
    + [(meetings, meetings.meetings_context, asked) for asked in ({}, {"council": "A"}, {"committee": "a"}, {"from": "2021-01-01"})],
)
def test_registers(listening: Listening, register: Any, context_of: Any, asked: dict[str, str], order: str) -> None:
    asyncio.run(context_of(listening, register.asked_of({**asked, "sort": order})))
    assert listening.plans
    assert listening.looked_through(KEPT_READY) == []


@pytest.mark.parametrize("state", list(actions.STATES))
@pytest.mark.parametrize(
    "asked", [{}, {"council": "A"}, {"committee": "a"}, {"lead": "a"}, {"status": "red"}, {"council": "A", "status": "none"}]
)
def test_the_tracker(listening: Listening, state: str, asked: dict[str, str]) -> None:
    asyncio.run(actions.actions_context(listening, actions.asked_of({**asked, "state": state})))
    assert listening.plans
    assert listening.looked_through(KEPT_READY) == []


def test_counts_and_charts(listening: Listening) -> None:
    asyncio.run(counts_context(listening, None))
    asyncio.run(counts_context(listening, "Skelbourne Borough Council"))
    asyncio.run(charts_context(listening, {}))
    asyncio.run(charts_context(listening, {"committee": "a"}))
    assert listening.plans
    assert listening.looked_through(KEPT_READY) == []


def test_home(listening: Listening) -> None:
    class Served:
        def get_database(self) -> Listening:
            return listening

    assert asyncio.run(home_context(Served()))["councils"]
    assert listening.looked_through(KEPT_READY | ONCE) == []


STATISTICS = {
    "idx_tracked_actions_due_end_standing": "2630880 12 8",
    "idx_tracked_actions_standing_due_end_status_slips": "1687576 401 401 401 401",
    "sqlite_autoindex_tracked_actions_1": "400416 1",
}
"""What SQLite notes of a million actions when it looks at some hundred of each index, as it does when the public copy is made."""


def test_the_tracker_is_not_sorted_to_show_its_first_page(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    shutil.copy(large, path)
    connection = sqlite3.connect(path)
    connection.executemany("insert into sqlite_stat1 values ('tracked_actions', ?, ?)", STATISTICS.items())
    connection.commit()
    connection.close()
    database = Listening(path)
    asyncio.run(actions.actions_context(database, actions.asked_of({})))
    assert [step for step, sql in database.plans if "order by t.due_end" in sql and "TEMP B-TREE" in step] == []
    database.connection.close()
