"""Several councils as one site: the index at the root, each council below its name, and nothing that leads nowhere."""

from __future__ import annotations

import asyncio
import html
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from councils import EASTLEY, NORTHMERE, council_papers, joint_paper, put_council
from public_server import ROOT, PublicServer

from pipeline.edges.federation.served import served_by
from pipeline.operations.federating import federate, index_of
from pipeline.publish.federation import house_federation, public_federation

NORTH, EAST = "northmere-borough-council", "eastley-town-council"
SELDOM = re.compile(r"[?&](?:_|sort=|page=)")
"""Addresses of Datasette's own that lead to the same rows in another order or shape."""

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("federation")
    for folder, council, name in (("north", NORTHMERE, "Northmere"), ("east", EASTLEY, "Eastley")):
        put_council(place / folder, [*council_papers(council, name), joint_paper(council)], public=True)
    for public in (False, True):
        federate(place / "region", [str(place / "north"), str(place / "east")], public)
    return place / "region"


@pytest.fixture(scope="module", params=["house", "public"])
def get(region: Path, request: pytest.FixtureRequest) -> Iterator[Get]:
    """What gets a page from the site of the house, and from the public one."""
    public = request.param == "public"
    served = served_by(index_of(region, public), public)
    site = (public_federation if public else house_federation)(served.path, served.councils)
    transport = httpx.ASGITransport(app=site.app)

    async def asked(address: str) -> Any:
        await site.datasette.invoke_startup()
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(address)

    def get(address: str, expect: int = 200) -> Any:
        answer = asyncio.run(asked(address))
        if expect == 200 and answer.status_code == 302 and "search_everything" in address:
            answer = asyncio.run(asked(answer.headers["location"]))
        assert answer.status_code == expect, (address, answer.text[:600])
        return answer

    yield get
    if public:
        site.close()


def links_on(address: str, page: str) -> set[str]:
    found = {
        urlsplit(urljoin(f"http://localhost{address}", html.unescape(link))) for link in re.findall(r'(?:href|action)="([^"#]+)"', page)
    }
    return {link.path + (f"?{link.query}" if link.query else "") for link in found if link.netloc == "localhost"}


def test_the_root_is_about_all_councils(get: Get) -> None:
    home = get("/").text
    assert f'href="/{NORTH}/-/"' in home and f'href="/{EAST}/-/"' in home
    counted = get("/-/actions.json?state=overdue").json()
    assert {row["council"] for row in counted} == {NORTHMERE, EASTLEY}
    found = get("/-/search.json?q=ferry").json()
    assert {row["council"] for row in found["results"]} == {NORTHMERE, EASTLEY}
    assert "page" not in found["counts"]


@pytest.mark.parametrize("name, council, other", [(NORTH, NORTHMERE, EASTLEY), (EAST, EASTLEY, NORTHMERE)])
def test_below_its_name_a_council_is_by_itself(get: Get, name: str, council: str, other: str) -> None:
    for address in (
        "",
        "actions",
        "resolutions",
        "meetings",
        "attendance",
        "charts",
        "search?q=quay",
        "feeds",
        "changes",
        "actions/counts",
    ):
        page = get(f"/{name}/-/{address}").text
        assert other not in page
        own = {link for link in links_on("/", page) if not link.startswith(("/-/minutebook/", "/-/static"))}
        assert all(link == "/" or link.startswith(f"/{name}") for link in own), (address, own)
        assert f'href="/{name}/-/">{council}</a>' in page
    assert get(f"/{name}/-/search.json?q=quay&kind=page").json()["counts"]["page"]["rows"] == 0
    assert get(f"/{name}/actions.json?_shape=array").json()
    assert {row["council"] for row in get(f"/{name}/-/actions.json").json()} == {council}


def test_feeds_and_changes_have_the_addresses_of_their_council(get: Get) -> None:
    assert f"http://localhost/{EAST}/-/meeting/" in get(f"/{EAST}/-/feeds/meetings.atom").text
    told = get(f"/{EAST}/-/changes.json?since=0").json()
    assert told["next_url"].startswith(f"http://localhost/{EAST}/-/changes.json")
    assert {change["url"].split("/")[3] for change in told["changes"] if change["url"]} == {EAST}
    assert "http://localhost/-/meeting/" in get("/-/feeds/meetings.atom").text
    assert get("/changes.json?since=0").json()["changes"]


def test_every_link_of_the_first_pages_leads_somewhere(get: Get) -> None:
    """As a reader goes: from the root pages, and from the pages that these lead to."""
    start = ["/", "/-/councils", "/-/actions", "/-/resolutions", "/-/meetings", "/-/attendance", "/-/search?q=ferry", "/-/charts"]
    start += ["/-/actions/counts", "/-/feeds", "/changes", "/minutebook", f"/{EAST}/-/", f"/{EAST}", f"/{EAST}/action_tracker"]
    links: set[str] = set()
    for address in start:
        links |= links_on(address, get(address).text)
    kept = sorted(link for link in links - set(start) if not SELDOM.search(link))
    assert len(kept) > 60
    for link in kept:
        if re.match(r"/-/(?:page|document|meeting|action|resolution|committee|member|officer)/", link):
            to = get(link, expect=302).headers["location"]
            assert to.startswith((f"/{NORTH}/-/", f"/{EAST}/-/"))
            get(to)
        else:
            get(link)


def test_the_root_leads_to_the_page_of_the_council_that_has_the_thing(get: Get) -> None:
    joint = joint_paper(EASTLEY).document_id
    rows = get("/-/actions.json").json()
    shared = [row for row in rows if row["action"] == "Share the skips"]
    assert {row["council"] for row in shared} == {NORTHMERE, EASTLEY}
    for row in shared:
        name = NORTH if row["council"] == NORTHMERE else EAST
        to = get(f"/-/page/{row['document_id']}/1?row=actions/{row['id']}", expect=302).headers["location"]
        assert to == f"/{name}/-/page/{joint}/1?row=actions/{joint}-actions-p1-1"
        page = get(to).text
        assert "Share the skips" in page and row["council"] in page


@pytest.mark.parametrize(
    "address",
    [
        "/-/document/0000000000000000",  # no paper
        "/-/meeting/nothing",
        "/elsewhere/-/actions",  # no council
        f"/{EAST}/-/councils",  # a council is no list of councils
        f"/{EAST}/-/versions",  # what Datasette tells of the machine is nowhere below a council
        f"/{EAST}/-/-/actions",
        f"/{EAST}/nothing",
    ],
)
def test_what_is_not_there(get: Get, address: str) -> None:
    get(address, expect=404)


def test_questions_that_the_index_cannot_answer_are_not_offered(get: Get) -> None:
    page = get("/minutebook").text
    assert "What is overdue" in page and "what_to_check" not in page
    get("/minutebook/what_to_check", expect=404)
    get(f"/{EAST}/what_to_check")
    assert get("/minutebook/whats_overdue.json?council=&committee=&lead=").json()["rows"]


def test_a_row_of_the_index_names_its_council(get: Get) -> None:
    assert f">{EAST}</a>" in get("/minutebook/actions").text


def test_the_list_among_the_data_leads_to_the_councils(get: Get) -> None:
    assert f'<a href="/{EAST}/-/">{EAST}</a>' in get("/minutebook/shards").text


def test_every_copy_can_be_downloaded(region: Path) -> None:
    served = served_by(index_of(region, True), True)
    site = public_federation(served.path, served.councils)

    async def look(address: str) -> Any:
        await site.datasette.invoke_startup()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app), base_url="http://localhost") as client:
            return await client.get(address)

    try:
        for council in served.councils:
            assert asyncio.run(look(f"/{council.name}.db")).content == council.database.read_bytes()
        assert asyncio.run(look("/minutebook.db")).content == served.path.read_bytes()
        assert asyncio.run(look("/elsewhere.db")).status_code == 404
    finally:
        site.close()


def test_a_council_whose_database_is_away_is_left_out_and_said(region: Path) -> None:
    database = region.parent / "east/minutebook.db"
    away = database.rename(database.with_suffix(".away"))
    try:
        served = served_by(index_of(region, False), False)
        assert [council.name for council in served.councils] == [NORTH]
        assert EAST in served.missing[0] and "not served until then" in served.missing[0]
        site = house_federation(served.path, served.councils)
        page = asyncio.run(site.datasette.client.get("/-/councils")).text
        assert "its database is not at hand" in page
    finally:
        away.rename(database)


def test_only_so_many_databases_are_open_at_a_time(region: Path) -> None:
    from pipeline.publish.federation.pool import Pool

    served = served_by(index_of(region, False), False)
    site = house_federation(served.path, served.councils)
    pool = site.datasette._shards[EAST].pool = site.datasette._shards[NORTH].pool = Pool(1)

    async def look() -> list[int]:
        await site.datasette.invoke_startup()
        return [len((await site.datasette.get_database(name).execute("select id from documents")).rows) for name in (EAST, NORTH) * 8]

    assert asyncio.run(look()) == [3] * 16
    assert len(pool) == 1


@pytest.mark.slow
def test_the_command_serves_the_index_and_the_councils(region: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "serve", "--out", str(region), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout and "2 councils are served at" in server.stdout.readline()
            for _ in range(100):
                with suppress(httpx.ConnectError):
                    answer = httpx.get(f"http://127.0.0.1:{port}/{EAST}/-/")
                    break
                time.sleep(0.1)
            assert answer.status_code == 200 and EASTLEY in answer.text
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0


@pytest.mark.slow
def test_a_copy_that_is_published_anew_is_served_and_the_old_one_is_not(tmp_path: Path) -> None:
    papers = council_papers(EASTLEY, "Eastley")
    put_council(tmp_path / "east", papers, public=True)
    federate(tmp_path / "region", [str(tmp_path / "east")], public=True)
    gone = f"/{EAST}/-/document/{papers[0].document_id}"
    with PublicServer(tmp_path / "region/public/minutebook.db") as server:
        assert server.get(gone)[0] == 200
        put_council(tmp_path / "east", papers[1:], public=True)
        for _ in range(100):
            time.sleep(0.2)
            if server.get(gone)[0] == 404:
                break
        assert server.get(gone)[0] == 404
        assert server.get(f"/{EAST}/-/document/{papers[1].document_id}")[0] == 200
