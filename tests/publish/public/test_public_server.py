"""The public site as a real server, over the public copy of the small corpus."""

from __future__ import annotations

import html
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from public_server import ROOT, PublicServer

from pipeline.edges.public_copy import publish
from pipeline.edges.public_serving import address_of, check_public
from pipeline.edges.questions import PUBLIC
from pipeline.edges.schemas import public_tables, public_views, queries
from pipeline.errors import UsageError
from pipeline.publish.masking import Masks
from pipeline.publish.public.site import MOST_ROWS

PACK, MINUTES = "a" * 16, "b" * 16
MEETING = f"{MINUTES}-meetings-1-1"
DATASETTE_PAGES = [
    "/minutebook",
    "/minutebook/actions",
    "/minutebook/action_tracker",
    f"/minutebook/actions/{PACK}-actions-3-1",
    "/minutebook?sql=select+1+as+one",
    "/minutebook?sql=nonsense",
    "/minutebook?sql=select+nonsense",
    "/minutebook/whats_overdue",
    "/minutebook/nothing",
]
OUR_PAGES = ["/", f"/-/document/{PACK}", f"/-/page/{PACK}/1", f"/-/meeting/{MEETING}"]


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Site:
    """The server, and where it is run."""

    def __init__(self, server: PublicServer, folder: Path) -> None:
        self.server = server
        self.folder = folder

    def ask(self, address: str, method: str = "GET", **headers: str) -> Got:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            connection.putrequest(method, address, skip_host="host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer: HTTPResponse = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, lasting_corpus: Any, filled_by: Any) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("house-of-papers")
    filled_by(folder / "minutebook.db", lasting_corpus)
    publish(folder / "minutebook.db", folder / "public" / "minutebook.db", Masks([]), {})
    with PublicServer(folder / "public" / "minutebook.db") as server:
        yield Site(server, folder)


@pytest.mark.parametrize("address", [*OUR_PAGES, *DATASETTE_PAGES[:5], "/robots.txt", "/-/static/app.css", "/-/minutebook/site.css"])
def test_pages_are_there(site: Site, address: str) -> None:
    assert site.ask(address).status == 200


@pytest.mark.parametrize("name", [*public_tables(), *public_views(), *queries()])
def test_every_table_view_and_question_opens(site: Site, name: str) -> None:
    assert site.ask(f"/minutebook/{name}").status in (200, 302)
    assert site.ask(f"/minutebook/{name}.json").status == 200
    assert site.ask(f"/minutebook/{name}.csv").status == 200


def test_no_table_is_too_wide_for_a_whole_page() -> None:
    """Rows are left out of an answer with too many cells, which must never happen to a page of a table: the next would not follow it."""
    widest = max(len(table.columns) for table in (*public_tables().values(), *public_views().values()))
    assert widest * (MOST_ROWS + 1) <= PUBLIC.cells


def test_search_works(site: Site) -> None:
    found = site.ask("/minutebook/overdue_actions.json?_shape=array&_search=grit")
    assert [row["days_overdue"] for row in json.loads(found.body)] == [122]
    assert "A21/17" in site.ask("/-/search?q=A21%2F17").text


def test_analysts_can_ask(site: Site) -> None:
    sql = (
        "with c as (select committee, count(*) as n from resolution_register group by 1) select * from c where n > cast(:least as integer)"
    )
    got = site.ask("/minutebook.json?" + urlencode({"sql": sql, "least": "0", "_shape": "array"}))
    assert json.loads(got.body) == [{"committee": "Highways Committee", "n": 1}]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("select * from pragma_database_list", "only read"),
        ("select load_extension('x')", "load_extension"),
        ("select fts3_tokenizer('x')", "fts3_tokenizer"),
        ("select path from files", "no such table"),
        ("select absent from actions", "no such column"),
    ],
)
def test_what_may_not_be_asked_is_said(site: Site, sql: str, words: str) -> None:
    for kind in (".json", ".csv", ""):
        got = site.ask(f"/minutebook{kind}?" + urlencode({"sql": sql}))
        assert got.status == 400
        assert words in got.text


# --- what goes out ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*OUR_PAGES, *DATASETTE_PAGES, "/minutebook/actions.json", "/minutebook/actions.csv", "/-/nothing"])
def test_every_answer_is_protected(site: Site, address: str) -> None:
    said = site.ask(address).headers
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-frame-options"] == "DENY"
    assert said["referrer-policy"] in ("same-origin", "no-referrer")
    assert "camera=()" in said["permissions-policy"]
    policy = said["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert not {"server", "set-cookie", "access-control-allow-origin"} & set(said)


@pytest.mark.parametrize("address", DATASETTE_PAGES)
def test_scripts_and_styles_bear_the_number_of_the_answer(site: Site, address: str) -> None:
    got = site.ask(address)
    number = re.search(r"script-src 'self' 'nonce-([^']+)'", got.headers["content-security-policy"])
    assert number
    tags = re.findall(r"<(?:script|style)\b[^>]*>", got.text)
    assert all(f'nonce="{number[1]}"' in tag for tag in tags)
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", got.text)
    assert "number-" not in got.text


def test_what_is_smuggled_in_bears_no_number(site: Site) -> None:
    smuggled = "<script>alert(1)</script><style>a</style><b style='x' onclick=y>"
    for address in (
        f"/minutebook?{urlencode({'sql': f'select {smuggled!r} as c, 1 as {chr(34)}{smuggled}{chr(34)}'})}",
        f"/minutebook/actions?_search={quote(smuggled)}",
    ):
        got = site.ask(address)
        assert got.status in (200, 400)
        assert "<script>alert" not in got.text and "<style>a<" not in got.text and "<b style" not in got.text


def test_numbers_differ_from_page_to_page(site: Site) -> None:
    policies = {site.ask(address).headers["content-security-policy"] for address in DATASETTE_PAGES}
    assert len(policies) == len(DATASETTE_PAGES)


# --- what is not told -------------------------------------------------------------------------------------------------

HIDDEN = ["databases", "versions", "plugins", "settings", "config", "threads", "metadata", "actor", "permissions", "messages", "patterns"]


@pytest.mark.parametrize("name", [*HIDDEN, "auth-token", "logout", "allow-debug"])
def test_pages_about_the_machine_are_not_there(site: Site, name: str) -> None:
    for address in (f"/-/{name}", f"/-/{name}.json", f"/-/{name}/"):
        assert site.ask(address).status == 404


@pytest.mark.parametrize(
    "address",
    [
        *OUR_PAGES,
        *DATASETTE_PAGES,
        "/minutebook.json",
        "/minutebook/documents.json?_size=max",
        "/minutebook/settings.json",
        "/minutebook/actions.json?_sort=nothing",
        "/minutebook/actions.json?_next=%00",
        "/minutebook/action_tracker.json?_next=x",
        "/minutebook/actions?_size=x",
        "/minutebook/actions?_shape=x",
        "/minutebook/actions.blob?_blob_column=x",
        "/minutebook/actions/x.json",
        "/minutebook/files.json",
        "/_internal",
        "/_memory",
        f"/-/page/{PACK}/999999",
        f"/-/original/{PACK}.pdf",
    ],
)
def test_no_answer_tells_where_anything_lies(site: Site, address: str) -> None:
    got = site.ask(address)
    assert got.status in (200, 400, 403, 404)
    for secret in (str(site.folder), site.folder.name, "site-packages", "Traceback", str(ROOT), "/tmp/"):
        assert secret not in got.text


def test_a_question_that_took_too_long_can_be_changed(site: Site) -> None:
    sql = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c where x <> :least"
    got = site.ask("/minutebook?" + urlencode({"sql": sql, "least": '"7"'}))
    assert got.status == 400
    assert "took too long" in got.text
    assert html.unescape(got.text).count(sql) == 1
    assert 'name="least" value="&#34;7&#34;"' in got.text
    assert "Ask again" not in site.ask("/-/databases").text


def test_a_missing_page_is_a_page(site: Site) -> None:
    got = site.ask("/-/databases")
    assert got.headers["content-type"].startswith("text/html")
    assert "There is no such page" in got.text
    assert json.loads(site.ask("/minutebook/nothing.json").body)["status"] == 404


# --- where one is led -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/\\example.com/",
        "//example.com/",
        "/\\/example.com/",
        "/%5Cexample.com/",
        "/%2Fexample.com/",
        "/.//example.com/",
        "/%09/example.com/",
    ],
)
def test_nobody_is_led_elsewhere(site: Site, address: str) -> None:
    got = site.ask(address)
    assert got.status == 404
    assert "location" not in got.headers


def test_within_the_site_one_is(site: Site) -> None:
    got = site.ask("/minutebook/actions/?status=amber")
    assert (got.status, got.headers["location"]) == (302, "/minutebook/actions?status=amber")
    assert site.ask(f"/-/meeting/{PACK}-meetings-1-1").headers["location"] == f"/-/meeting/{MEETING}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_nothing_can_be_sent(site: Site, method: str) -> None:
    got = site.ask("/minutebook/actions", method)
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options(site: Site) -> None:
    got = site.ask("/minutebook/actions", "OPTIONS")
    assert (got.status, got.body) == (204, b"")
    assert "access-control-allow-origin" not in got.headers


@pytest.mark.parametrize(
    "address", ["/", "/minutebook/actions", "/minutebook/actions.csv", "/minutebook.json", "/minutebook.db", "/-/nothing"]
)
def test_the_head_alone(site: Site, address: str) -> None:
    head, whole = site.ask(address, "HEAD"), site.ask(address)
    assert (head.status, head.body) == (whole.status, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_who_has_it_already_gets_nothing_more(site: Site) -> None:
    for address in ("/minutebook/actions", "/", "/minutebook/actions.csv"):
        first = site.ask(address)
        assert first.headers["cache-control"] == "public, max-age=300"
        again = site.ask(address, if_none_match=first.headers["etag"])
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert site.ask(address, if_none_match='"other"').status == 200
    assert site.ask("/minutebook/nothing").headers["cache-control"] == "no-store"


def test_cookies_and_names_change_nothing(site: Site) -> None:
    plain, known = site.ask("/"), site.ask("/", cookie="ds_actor=x", authorization="Bearer x")
    assert (known.body, known.headers["cache-control"]) == (plain.body, "public, max-age=300")
    assert site.ask("/", host="a b").status in (400, 421)


def test_a_spreadsheet_runs_nothing(site: Site) -> None:
    sql = "select '=1+1' as a, '+x' as \"@b\", -5 as c, '-5' as d, '-x' as e"
    got = site.ask("/minutebook.csv?" + urlencode({"sql": sql}))
    assert got.text == "a,'@b,c,d,e\r\n'=1+1,'+x,-5,-5,'-x\r\n"
    download = site.ask("/minutebook.csv?" + urlencode({"sql": sql, "_dl": "on"}))
    assert download.body == b"\xef\xbb\xbf" + got.body
    assert "attachment" in download.headers["content-disposition"]


def test_all_rows_of_a_table_can_be_had(site: Site) -> None:
    rows = json.loads(site.ask("/minutebook/actions.json?_shape=array&_size=max").body)
    assert site.ask("/minutebook/actions.csv?_stream=on").text.count("\r\n") >= len(rows) + 1


def test_the_public_copy_can_be_downloaded(site: Site) -> None:
    assert site.ask("/minutebook.db").body == (site.folder / "public" / "minutebook.db").read_bytes()


# --- what is served, and how it ends ----------------------------------------------------------------------------------


def test_the_database_of_the_house_is_not_served(site: Site, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="of the house"):
        check_public(site.folder / "minutebook.db")
    with pytest.raises(UsageError, match="minutebook publish"):
        check_public(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database" * 200, encoding="ascii")
    with pytest.raises(UsageError, match="cannot be read"):
        check_public(tmp_path / "text.db")
    check_public(site.folder / "public" / "minutebook.db")


@pytest.mark.parametrize(
    ("url", "hosts", "https"),
    [
        (None, (), False),
        ("https://minutes.example.org/", ("minutes.example.org",), True),
        ("http://Localhost:8001", ("localhost:8001",), False),
        ("minutes.example.org", None, None),
        ("https://example.org/below", None, None),
        ("https://a@example.org/", None, None),
        ("ftp://example.org/", None, None),
    ],
)
def test_addresses_of_sites(url: str | None, hosts: tuple[str, ...] | None, https: bool | None) -> None:
    if hosts is None:
        with pytest.raises(UsageError, match="address of a site"):
            address_of(url)
    else:
        assert address_of(url) == (hosts, https)


def test_a_server_goes_by_its_name_and_stops_when_told(site: Site) -> None:
    with PublicServer(
        site.folder / "public" / "minutebook.db", "--url", "https://minutes.example.org/", name="minutes.example.org"
    ) as server:
        other = Site(server, site.folder)
        assert other.ask("/", host="minutes.example.org").status == 200
        assert other.ask("/").status == 421
        page = other.ask("/minutebook/actions?_size=1", host="minutes.example.org")
        assert page.headers["strict-transport-security"]
        assert "http://minutes.example.org" not in page.text
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) in (0, -signal.SIGTERM)


def test_a_new_copy_is_served_and_the_old_one_let_go(site: Site, tmp_path: Path) -> None:
    path, later = tmp_path / "minutebook.db", tmp_path / "later.db"
    for copy in (path, later):
        shutil.copyfile(site.folder / "public" / "minutebook.db", copy)
    with closing(sqlite3.connect(later)) as connection:
        connection.execute("update documents set title = 'Put right since'")
        connection.commit()
    with PublicServer(path) as server:
        served = Site(server, tmp_path)
        address = f"/-/document/{MINUTES}"
        first = served.ask(address)
        assert "Put right since" not in first.text
        later.replace(path)
        assert server.wait_until(lambda: "Put right since" in served.ask(address).text)
        assert served.ask(address, if_none_match=first.headers["etag"]).status == 200
        assert not [link for link in server.open_files() if "(deleted)" in link and "minutebook" in link]
        path.unlink()
        assert server.process.wait(timeout=20) == 2


def test_it_says_where_it_is(site: Site) -> None:
    database = site.folder / "public" / "minutebook.db"
    with PublicServer(database, "--url", "http://localhost/", name="localhost") as server:
        server.process.terminate()
        assert server.process.stdout is not None
        said = server.process.stdout.read().decode()
    assert f"{database} is served at http://127.0.0.1:{server.port}/" in said


def test_a_port_that_is_taken_is_said(site: Site) -> None:
    run = "from pipeline.cli import main; main()"
    database = str(site.folder / "public" / "minutebook.db")
    command = [sys.executable, "-c", run, "serve-public", database, "--port", str(site.server.port)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "serve-public", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Run `minutebook publish` first." in done.stderr
