"""What one request may take, however many questions it asks; and that an answer which cannot go on does not look whole."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from datasette.database import QueryInterrupted

from pipeline.edges.questions import PUBLIC
from pipeline.publish.public import PublicSite, public_site
from pipeline.publish.public.allowance import Allowance, CutShort, current
from pipeline.publish.public.door import Door

SLOW = "with recursive c(x) as (select 1 union all select x + 1 from c limit {}) select count(*) from c"
Message = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicSite]:
    path = tmp_path_factory.mktemp("asked") / "minutebook.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table papers (id integer primary key, words text)")
        connection.execute("insert into papers values (1, 'grit'), (2, 'signs')")
        connection.commit()
    made = public_site(path, workers=1)
    yield made
    made.close()


def under(site: PublicSite, allowance: Allowance, do: Callable[[Any], Any]) -> Any:
    """What is done with the database by a request that may take so much."""

    async def request() -> Any:
        current.set(allowance)
        return await do(site.datasette.get_database())

    return asyncio.run(request())


def test_questions_come_off_what_a_request_may_take(site: PublicSite) -> None:
    allowance = Allowance(0.5, 1_000_000)
    under(site, allowance, lambda db: db.execute(SLOW.format(200_000)))
    assert 0 < allowance.seconds < 0.5


def test_a_page_that_has_used_up_all_still_gets_its_small_things(site: PublicSite) -> None:
    found = under(site, Allowance(0.0, 1_000_000), lambda db: db.execute("select words from papers where id = ?", [1]))
    assert [row["words"] for row in found.rows] == ["grit"]
    with pytest.raises(QueryInterrupted):
        under(site, Allowance(0.0, 1_000_000), lambda db: db.execute(SLOW.format(3_000_000)))


@pytest.mark.parametrize("limits", [{"custom_time_limit": 300}, {}])
def test_facets_and_counts_leave_something_for_the_rest(site: PublicSite, limits: dict[str, int]) -> None:
    left = Allowance(PUBLIC.kept_seconds, 1_000_000)
    with pytest.raises(QueryInterrupted):
        under(site, left, lambda db: db.execute("select count(*) from papers", **limits))
    assert left.seconds == PUBLIC.kept_seconds


def test_a_function_that_asks_much_is_bounded_as_a_whole(site: PublicSite) -> None:
    def work(connection: Any) -> list[int]:
        return [connection.execute(SLOW.format(100_000)).fetchone()[0] for _ in range(1000)]

    allowance = Allowance(0.2, 1_000_000)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        under(site, allowance, lambda db: db.execute_fn(work))
    assert allowance.seconds < 0.02


def test_a_function_gets_rows_as_from_a_connection(site: PublicSite) -> None:
    def work(connection: Any) -> Any:
        first = connection.execute("select id, words from papers order by id")
        return first.fetchone()["words"], [tuple(row) for row in first], connection.execute("select ? as a", ["b"]).fetchall()[0]["a"]

    assert under(site, Allowance(0.5, 1_000_000), lambda db: db.execute_fn(work)) == ("grit", [(2, "signs")], "b")


def test_an_answer_that_has_begun_is_cut_short(site: PublicSite) -> None:
    with pytest.raises(CutShort):
        under(site, Allowance(0.0, 1_000_000, begun=True), lambda db: db.execute(SLOW.format(3_000_000)))


SCOPE = {"type": "http", "method": "GET", "path": "/a", "query_string": b"", "headers": [(b"host", b"localhost")]}


def test_who_finds_no_place_is_told_to_come_again() -> None:
    """One request is answered and never ends; the next waits a moment, and then hears why."""
    statuses: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(60)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def two() -> None:
        bounds = PUBLIC._replace(at_once=1, waiting_seconds=0.05)
        door = Door(app, [re.compile("^/a")], [], False, "edition", "placeholder", bounds)
        first = asyncio.create_task(door(SCOPE, None, send))
        await asyncio.sleep(0)
        await door(SCOPE, None, send)
        first.cancel()

    asyncio.run(two())
    assert statuses == [503]


def test_who_does_not_take_the_answer_does_not_get_it() -> None:
    ended: list[bool] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        except CutShort:
            ended.append(True)
            raise

    async def send(message: Message) -> None:
        await asyncio.sleep(60)

    async def one() -> None:
        bounds = PUBLIC._replace(sending_seconds=0.05)
        await Door(app, [re.compile("^/a")], [], False, "edition", "placeholder", bounds)(SCOPE, None, send)

    asyncio.run(one())
    assert ended == [True]


def test_an_answer_that_was_cut_short_has_no_end() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        await send({"type": "http.response.body", "body": b"a,b\r\n", "more_body": True})
        raise CutShort("no more")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    door = Door(app, [re.compile("^/a")], [], False, "edition", "placeholder", PUBLIC)
    asyncio.run(door(SCOPE, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[-1]["more_body"]
