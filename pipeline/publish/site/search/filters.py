"""The filters of a search: as SQL knows them, what they ask of a row, and which rows pass them where these are few."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.publish.site.search.asked import Asked
from pipeline.publish.site.search.kinds import Kind
from pipeline.publish.site.search.phrases import name_phrase, without_title

NARROW = 20_000
FEW_PAPERS = 1_000
EVER = ("0000-00-00", "9999-99-99")

_IN_TIME = """
select id from documents where published_on between :since and :until
union select document_id from meetings where date between :since and :until limit :most
"""


class Filter(NamedTuple):
    """The filters of a search as SQL knows them: JSON lists of names and of the papers of a span of days; a person as a phrase of the
    index and as a pattern. An empty text is no filter."""

    councils: str = ""
    committees: str = ""
    since: str = ""
    until: str = ""
    papers: str = ""
    person: str = ""
    name: str = ""


def filter_of(connection: sqlite3.Connection, asked: Asked, councils: Iterable[str], committees: Iterable[str]) -> Filter:
    """The filters of a search; `councils` and `committees` are the names that it means."""
    since, until = asked.since or EVER[0], asked.until or EVER[1]
    dated = bool(asked.since or asked.until)
    papers: list[str] = []
    if dated:
        found = connection.execute(_IN_TIME, {"since": since, "until": until, "most": FEW_PAPERS + 1})
        papers = [row[0] for row in found]
    likely = without_title(asked.person).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Filter(
        councils=json.dumps(sorted(councils)) if asked.council else "",
        committees=json.dumps(sorted(committees)) if asked.committee else "",
        since=since if dated else "",
        until=until if dated else "",
        papers=json.dumps(papers) if dated and len(papers) <= FEW_PAPERS else "",
        person=name_phrase(asked.person) if asked.person else "",
        name=f"%{likely}%" if likely else "",
    )


def conditions_of(kind: Kind, given: Filter) -> list[str]:
    """What the filters but that by person ask of a row of a kind, in SQL."""
    conditions = []
    if given.councils:
        conditions.append("d.council in (select value from json_each(:councils))")
    if given.committees:
        conditions.append(kind.of_committee)
    if given.since:
        conditions.append(f"{kind.date} between :since and :until")
    return conditions


def passing(connection: sqlite3.Connection, kind: Kind, given: Filter) -> list[int] | None:
    """The rows that count and pass the filters; None when there are no filters, or more than NARROW rows pass them."""
    named = _named(connection, kind, given) if given.person else None
    if named is None and not (given.councils or given.committees or given.papers):
        return None
    conditions = [*kind.counted, *conditions_of(kind, given)]
    if kind.table != "actions" and given.papers:  # an action's date is that of the last paper that reports on it, which may be another
        conditions.append("r.document_id in (select value from json_each(:papers))")
    if named is not None:
        conditions.append("r.rowid in (select value from json_each(:named))")
    sql = f"select r.rowid from {kind.joined_rows()} where {' and '.join(conditions)} limit {NARROW + 1}"
    found = [row[0] for row in connection.execute(sql, {**given._asdict(), "named": json.dumps(named)})]
    return found if len(found) <= NARROW else None


def _named(connection: sqlite3.Connection, kind: Kind, given: Filter) -> list[int] | None:
    """The rows that name a person or are theirs to lead, to vote on or to answer for; None when they are more than NARROW."""
    found: set[int] = set()
    for sql in (f"select rowid from {kind.searched} where {kind.searched} match :person", kind.of_person):
        if sql and len(found) <= NARROW:
            found.update(row[0] for row in connection.execute(f"{sql} limit {NARROW + 1}", given._asdict()))
    return sorted(found) if len(found) <= NARROW else None
