"""Scripts planted in every text column are shown by the site as the words that they are: in a browser, without its policy, none runs.

The browser is told to pass over the content policy, so that what is tested is how values are written into pages.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import missing, served, started
from datasette.utils import tilde_encode
from site_kinds import addresses_of
from tally import Tally

from pipeline.edges.database import Database
from pipeline.edges.schemas import Table, tables, views

PAYLOADS = [
    "<script>ran(0)</script>",
    '"><script>ran(1)</script>',
    "'><img src=x onerror=ran(2)>",
    "<svg onload=ran(3)>",
    "</script><script>ran(4)</script>",
    "</title></textarea></style><script>ran(5)</script>",
    "--><script>ran(6)</script>",
    '<iframe srcdoc="<script>parent.ran(7)</script>"></iframe>',
    "<details open ontoggle=ran(8)>",
    '" autofocus onfocus="ran(9)" x="',
    "' autofocus onfocus='ran(10)' x='",
    "javascript:ran(11)",
    "{{ 7919 * 7907 }}{% print(7919 * 7907) %}",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=ran(13)&gt;'><img src=x onerror=ran(13)>",
    "\\u003cimg src=x onerror=ran(14)\\u003e';ran(14);//",
    '&lt;img src=x onerror=ran(15)&gt;<img/src="x"/onerror=ran(15)>',
]
A_VALUE = 4
"""How many of them stand together in one value, so that four rows have them all."""
COMPUTED = str(7919 * 7907)
LISTENER = "window.runs = []; window.ran = number => { window.runs.push(number) }"
PLANTED = {"text": "? || ' ' || {}", "lines": "? || char(10) || {}", "url": "'javascript:ran(11)//' || {}"}
THINGS = {
    "/-/document/{}": "select id from documents order by rowid limit 4",
    "/-/page/{}/1": "select document_id from pages where number = 1 limit 4",
    "/-/meeting/{}": "select canonical_id from meetings group by 1 limit 4",
    "/-/action/{}": "select id from action_threads limit 4",
    "/-/resolution/{}": "select canonical_id from resolutions group by 1 limit 4",
    "/-/officer/{}": "select id from officers limit 4",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(bool(missing(axe=False)), reason=f"{missing(axe=False)}: make browser-tools"),
]


def plant(path: Path) -> int:
    """Put scripts before the words of every text column; returns how many columns there are."""
    columns = 0
    with closing(sqlite3.connect(path)) as database:
        for table in tables().values():
            for name in _shown_as_text(table):
                value = PLANTED[table.columns[name].type].format(f"coalesce(\"{name}\", '')")
                for first in range(A_VALUE):
                    together = " ".join(PAYLOADS[first * A_VALUE : (first + 1) * A_VALUE])
                    given = () if table.columns[name].type == "url" else (together,)
                    sql = f'update or ignore "{table.name}" set "{name}" = {value} where rowid % {A_VALUE} = {first}'
                    database.execute(sql, given)
                columns += 1
        database.commit()
    with Database.open(path) as database:
        database.fill_registers()
    return columns


def _shown_as_text(table: Table) -> list[str]:
    """The columns that hold words of papers: no keys, no closed lists, nothing that the pipeline writes about itself."""
    if table.rows_of not in ("document", "link"):
        return []
    return [
        name
        for name, column in table.columns.items()
        if column.type in PLANTED and name != table.key and not (column.references or column.values or column.linked or column.clock)
        and not name.endswith("_id") and name not in ("path", "sha256")
    ]  # fmt: skip


def addresses(path: Path) -> Iterator[str]:
    """Every kind of page, with four things of a kind; every table and view; four rows of every table."""
    with closing(sqlite3.connect(path)) as database:
        yield from addresses_of(database).values()
        for address, question in THINGS.items():
            yield from (address.format(quote(str(key), safe="")) for (key,) in database.execute(question))
        for name in (*tables(), *views()):
            yield f"/minutebook/{name}?_size=40"
        for table in tables().values():
            for (key,) in database.execute(f'select "{table.key}" from "{table.name}" limit 4'):
                yield f"/minutebook/{table.name}/{tilde_encode(str(key))}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with started() as chromium:
        yield chromium.new_context(bypass_csp=True)


def ran_on(browser: Any, show: Any) -> set[int]:
    """The numbers of the scripts that ran on a page."""
    page = browser.new_page()
    try:
        page.add_init_script(LISTENER)
        show(page)
        page.wait_for_timeout(100)
        found = set(page.evaluate("window.runs"))
        if page.locator("a[href^='javascript:' i], iframe[src^='javascript:' i], form[action^='javascript:' i]").count():
            found.add(11)
        if COMPUTED in page.content():
            found.add(12)
        return found
    finally:
        page.close()


def test_the_browser_would_run_them(browser: Any, tmp_path: Path) -> None:
    """On a page that writes values as they are, nearly all of them run: what is shown by their silence elsewhere is our care."""
    ran: set[int] = set()
    for payload in PAYLOADS:
        html = f"<title>{payload}</title><!-- {payload} --><p>{payload}</p><a href='{payload}'>a</a>"
        fields = [f'<input value="{payload}">', f"<input value='{payload}'>", f"<script>let words = '{payload}'</script>"]
        for part in (html, *fields):
            file = tmp_path / "page.html"
            file.write_text(f"<!doctype html><meta charset=utf-8>{part}", encoding="utf-8")
            ran |= ran_on(browser, lambda page, file=file: page.goto(file.as_uri()))
    assert ran >= set(range(len(PAYLOADS))) - {12}


def test_none_runs_on_the_site(browser: Any, sample_database: Path, tmp_path: Path, tally: Tally) -> None:
    path = Path(shutil.copy(sample_database, tmp_path / "minutebook.db"))
    assert plant(path) > 50
    ran: dict[str, set[int]] = {}
    seen = 0
    with served(path) as site:
        for address in dict.fromkeys(addresses(path)):
            answers: list[Any] = []
            ran[address] = ran_on(browser, lambda page, address=address, answers=answers: answers.append(page.goto(site + address)))
            assert answers[0].status in (200, 403, 410), address
            seen += 1
    tally.add("script payloads that ran", len(set().union(*ran.values())), len(PAYLOADS))
    assert seen > 100
    assert not {address: numbers for address, numbers in ran.items() if numbers}
