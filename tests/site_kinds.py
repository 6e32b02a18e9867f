"""The kinds of pages that the site has, with an address of each in a given database."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple
from urllib.parse import quote


class Kind(NamedTuple):
    """A kind of page: what it shows, in the words of a caption; the form of its address; what asks a database for what stands in it."""

    caption: str
    address: str
    question: str | None = None


KINDS = {
    "home": Kind("The first page", "/"),
    "search": Kind("A search, narrowed to a committee", "/-/search?q=shelters+OR+parking&committee=scrutiny"),
    "search in vain": Kind("A search that finds nothing", "/-/search?q=hovercraft"),
    "document": Kind(
        "A paper: its sections, findings and facts",
        "/-/document/{}",
        "select id from documents order by pages desc limit 1",
    ),
    "meeting": Kind(
        "A meeting: who was there and what was decided",
        "/-/meeting/{}",
        "select meeting_id from resolutions group by 1 order by count(*) desc limit 1",
    ),
    "action": Kind(
        "An action followed over papers",
        "/-/action/{}",
        "select thread_id from actions group by 1 order by count(distinct document_id) desc, count(distinct due_end) desc limit 1",
    ),
    "page": Kind(
        "A page with the fact marked on it",
        "/-/page/{}/{}?row=resolutions/{}",
        "select document_id, page, id from resolutions where outcome is not null limit 1",
    ),
    "table": Kind("A table, as Datasette shows it", "/minutebook/resolutions"),
    "row": Kind("A row, as Datasette shows it", "/minutebook/resolutions/{}", "select id from resolutions limit 1"),
    "query": Kind("A question kept with the database", "/minutebook/whats_overdue"),
    "sql": Kind("A question of one's own", "/minutebook?sql=select+committee%2C+count%28*%29+from+meetings+group+by+1"),
    "database": Kind("All tables and questions", "/minutebook"),
}


def addresses_of(database: sqlite3.Connection) -> dict[str, str]:
    """An address of each kind of page."""
    return {name: _address(database, kind) for name, kind in KINDS.items()}


def _address(database: sqlite3.Connection, kind: Kind) -> str:
    if kind.question is None:
        return kind.address
    return kind.address.format(*(quote(str(value), safe="") for value in database.execute(kind.question).fetchone()))
