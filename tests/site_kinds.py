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
    "resolution": Kind(
        "A resolution: the recommendation beside it, and its clauses",
        "/-/resolution/{}",
        "select r.id from resolutions as r join recommendations as m on m.report_id = r.report_id where r.canonical_id = r.id limit 1",
    ),
    "vote": Kind(
        "A recorded vote",
        "/-/resolution/{}",
        "select resolution_id from votes group by 1 order by count(*) desc limit 1",
    ),
    "committee": Kind("A committee", "/-/committee/{}", "select id from committees order by resolutions desc limit 1"),
    "member": Kind("A councillor", "/-/member/{}", "select id from members order by motions desc, votes desc, present desc limit 1"),
    "officer": Kind(
        "An officer or post: the actions that it leads",
        "/-/officer/{}",
        "select officer_id from action_leads group by 1 order by count(*) desc limit 1",
    ),
    "actions": Kind("The action tracker", "/-/actions"),
    "overdue": Kind("What is overdue, and as of which paper", "/-/actions?state=overdue"),
    "none of these": Kind("A list that is empty", "/-/actions?state=overdue&status=green"),
    "meetings": Kind("The register of meetings", "/-/meetings"),
    "counts": Kind("Actions by committee and post", "/-/actions/counts"),
    "resolutions": Kind("The register of resolutions", "/-/resolutions"),
    "attendance": Kind(
        "The register of attendance", "/-/attendance?committee={}", "select id from committees order by meetings desc limit 1"
    ),
    "charts": Kind("Figures by month", "/-/charts"),
    "page": Kind(
        "A page with the fact marked on it",
        "/-/page/{}/{}?row=resolutions/{}",
        "select document_id, page, id from resolutions where outcome is not null limit 1",
    ),
    "feeds": Kind("Feeds and calendars, of one committee", "/-/feeds?committee=scrutiny"),
    "changes": Kind("What changed", "/changes"),
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
