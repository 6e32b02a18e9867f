"""Each question that was thought up to bring the public server down is answered at little cost, and the next one is answered too."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from public_server import PublicServer
from sql_bombs import BOMBS

from pipeline.operations.publishing import publish_database

SECONDS = 1.0
BYTES = 100_000_000

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, sample_database: Path) -> Iterator[PublicServer]:
    published = publish_database(sample_database.parent, tmp_path_factory.mktemp("public") / "minutebook.db")
    with PublicServer(published.path) as running:
        for address in ("/", "/minutebook", "/minutebook/actions", "/minutebook.json?sql=select+1"):
            assert running.get(address)[0] == 200
        yield running


@pytest.mark.parametrize("name", list(BOMBS))
def test_it_is_put_out(server: PublicServer, tally: Any, name: str) -> None:
    with tally.one("SQL bombs put out"):
        bomb = BOMBS[name]
        taken = server.measure(f"{bomb.path}?{urlencode(bomb.parameters)}")
        assert taken.status in (200, 400)
        assert taken.seconds < SECONDS
        assert taken.memory < BYTES
        status, body = server.get("/minutebook.json?_shape=array&sql=select+1+as+one")
        assert (status, json.loads(body)) == (200, [{"one": 1}])


def test_the_measure_can_tell(server: PublicServer) -> None:
    """What takes its full time is seen to take it, and what takes memory too."""
    endless = BOMBS["an endless recursion"]
    assert server.measure(f"{endless.path}?{urlencode(endless.parameters)}").seconds > 0.4
    big = urlencode({"sql": "select hex(zeroblob(900000)), hex(zeroblob(900000)), hex(zeroblob(900000))"})
    assert server.measure(f"/minutebook.json?{big}").memory > 2_000_000


HEAVY = ("eight million signs, as a page", "signs that JSON writes in six", "as many cells as there may be, as a page", "all in one list")
AT_ONCE = 32
MOST_AT_ONCE = 700_000_000


def test_many_at_once_do_not_bring_it_down(server: PublicServer) -> None:
    """The memory that the unit of systemd gives it is enough for the heaviest answers to as many as may ask at a time."""
    addresses = [f"{BOMBS[name].path}?{urlencode(BOMBS[name].parameters)}" for name in HEAVY] * (AT_ONCE // len(HEAVY))
    with ThreadPoolExecutor(AT_ONCE) as many:
        waiting = [many.submit(server.get, address) for address in addresses]
        peak = 0
        while not all(one.done() for one in waiting):
            peak = max(peak, server.memory())
            time.sleep(0.05)
    assert {one.result()[0] for one in waiting} <= {200, 400, 503}
    assert peak < MOST_AT_ONCE
    assert server.get("/minutebook.json?sql=select+1")[0] == 200
