"""Finding: the rows of every kind that answer a search, ranked in one list, within the time that a reader waits.

A word may stand in a million rows. So of each kind at most LOOKED_AT matching rows are weighed (the ones loaded last, where there are
more) and the best MOST_OF_A_KIND kept. Filters are tried on the rows that are weighed. Where more rows match than that, the filters are
worked out first: where no more than NARROW rows pass them, exactly those are looked for among all that match; where more do, they are
tried on the rows that are weighed, and on more if hardly any pass.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from time import monotonic
from typing import NamedTuple

from datasette.utils import sqlite_timelimit

from pipeline.publish.site.search.asked import Asked
from pipeline.publish.site.search.kinds import KINDS, Kind
from pipeline.publish.site.search.phrases import name_phrase, search_phrase, without_title
from pipeline.publish.site.search.routine import is_routine

LOOKED_AT = 1_500
NARROW = 20_000
FEW_PAPERS = 1_000
FEW_ROWS = 3_000
MOST_OF_A_KIND = 200
FEW_HITS = 20
MOST = 1_000
PATIENCE_SECONDS = 1.5
LEAST_SECONDS = 0.05
EVER = ("0000-00-00", "9999-99-99")

_IN_TIME = """
select id from documents where published_on between :since and :until
union select document_id from meetings where date between :since and :until limit :most
"""
_SHOWN = """
not exists (
  select 1 from agenda_items where document_id = d.id and part = 'exempt' and {page} between page_start and coalesce(page_end, page_start)
) and not exists (
  select 1 from sections where document_id = d.id and restricted = 1 and {page} between page_start and coalesce(page_end, page_start)
)
"""
"""True of what stands on a page that may be shown: where the agenda calls its papers exempt, its words are not quoted either."""


class Hit(NamedTuple):
    """A row that answers, in an order that puts the best first: what is routine last, then by score, then the latest."""

    routine: bool
    score: float
    age: int
    kind: str
    rowid: int
    row_id: str
    date: str | None


class Count(NamedTuple):
    """How many rows answer; with `more`, at least so many."""

    rows: int
    more: bool = False


class Hits(NamedTuple):
    """What a search found: the best first, routine last; how many of each kind there are; whether time ran out before all were seen."""

    hits: tuple[Hit, ...] = ()
    counts: Mapping[str, Count] = {}
    late: bool = False


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


def find(connection: sqlite3.Connection, asked: Asked, councils: Iterable[str], committees: Iterable[str]) -> Hits:
    """The rows that answer a search; `councils` and `committees` are the names that its filters mean.

    The counts are those of every kind, whichever kinds are asked for, so that a reader sees what else there is.
    """
    hits: list[Hit] = []
    counts: dict[str, Count] = {}
    late = False
    words = search_phrase(asked.words) if asked.words else ""
    given = _filter(connection, asked, councils, committees)
    end = monotonic() + PATIENCE_SECONDS
    for name in kinds_in(connection):
        kind = KINDS[name]
        seconds = max(end - monotonic(), LEAST_SECONDS)
        stop = monotonic() + seconds
        try:
            with sqlite_timelimit(connection, seconds * 1000):
                best, counts[name] = _of_kind(connection, kind, words, given)
                if not asked.kinds or name in asked.kinds:
                    hits += _hits(connection, name, kind, best)
        except sqlite3.OperationalError:
            if monotonic() < stop:
                raise
            late = True  # SQLite says so in several ways
    return Hits(tuple(sorted(hits)[:MOST]), counts, late)


def kinds_in(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The kinds that a database can be searched for; an index over several councils has no pages."""
    there = {row[0] for row in connection.execute("select name from sqlite_master where name like '%_fts'")}
    return tuple(name for name, kind in KINDS.items() if f"{kind.table}_fts" in there)


def _filter(connection: sqlite3.Connection, asked: Asked, councils: Iterable[str], committees: Iterable[str]) -> Filter:
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


def _of_kind(connection: sqlite3.Connection, kind: Kind, words: str, given: Filter) -> tuple[dict[int, float], Count]:
    """The best rows of a kind with their ranks, the lower the better, and how many answer."""
    if words and not given.person and not _too_common(connection, kind, words):
        return _weighed(connection, kind, words, given, None)  # so few that the filters can be tried on each
    passing = _passing(connection, kind, given)
    if passing == []:
        return {}, Count(0)
    if given.person and passing is None and not words:  # too many to list: as if the name were words
        words, given = given.person, given._replace(person="")
    return _weighed(connection, kind, words, given, passing) if words else _listed(connection, kind, given, passing)


def _hits(connection: sqlite3.Connection, name: str, kind: Kind, best: Mapping[int, float]) -> Iterator[Hit]:
    shown = _SHOWN.format(page=kind.page)
    known = "r.rowid in (select value from json_each(?))"
    sql = f"select r.rowid, r.id, {kind.date}, {kind.routine} from {_joined(kind)} where {known} and {shown}"
    for rowid, row_id, day, text in connection.execute(sql, [json.dumps(list(best))]):
        routine = text is not None and _routine(name, text)
        yield Hit(routine, best[rowid] * kind.weight, -_number(day), name, rowid, row_id, day)


def _passing(connection: sqlite3.Connection, kind: Kind, given: Filter) -> list[int] | None:
    """The rows that pass the filters; None when there are no filters, or more than NARROW rows pass them."""
    named = _named(connection, kind, given) if given.person else None
    if named is None and not (given.councils or given.committees or given.papers):
        return None
    conditions = _conditions(kind, given)
    if kind.table != "actions" and given.papers:
        conditions.append("r.document_id in (select value from json_each(:papers))")
    if named is not None:
        conditions.append("r.rowid in (select value from json_each(:named))")
    sql = f"select r.rowid from {_joined(kind)} where {' and '.join(conditions)} limit {NARROW + 1}"
    found = [row[0] for row in connection.execute(sql, {**given._asdict(), "named": json.dumps(named)})]
    return found if len(found) <= NARROW else None


def _named(connection: sqlite3.Connection, kind: Kind, given: Filter) -> list[int] | None:
    """The rows that name a person or are theirs to lead, to vote on or to answer for; None when they are more than NARROW."""
    index = f"{kind.table}_fts"
    found: set[int] = set()
    for sql in (f"select rowid from {index} where {index} match :person", kind.of_person):
        if sql and len(found) <= NARROW:
            found.update(row[0] for row in connection.execute(f"{sql} limit {NARROW + 1}", given._asdict()))
    return sorted(found) if len(found) <= NARROW else None


def _weighed(
    connection: sqlite3.Connection, kind: Kind, words: str, given: Filter, passing: list[int] | None
) -> tuple[dict[int, float], Count]:
    """The best of the matching rows with their ranks, the lower the better, and how many match."""
    index = f"{kind.table}_fts"
    conditions = _conditions(kind, given)
    match, more = words, False
    if passing is not None:
        rows = f"select rowid, rank from {index} where {index} match :match and +rowid in (select value from json_each(:passing))"
    else:
        match = f"({words}) AND {given.person}" if given.person else words
        more = _too_common(connection, kind, match)
        rows = f"select rowid, rank from {index} where {index} match :match order by rowid desc limit {LOOKED_AT}"
        if conditions:
            known = f"({rows}) as f cross join {_joined(kind, 'r.rowid = f.rowid')}"
            rows = f"select r.rowid, f.rank from {known} where {' and '.join(conditions)}"
    best = f"select rowid, rank, count(*) over () from ({rows}) order by rank limit {MOST_OF_A_KIND}"
    values = {**given._asdict(), "match": match, "passing": json.dumps(passing)}
    found = connection.execute(best, values).fetchall()
    if more and conditions and len(found) < FEW_HITS:  # the rows read last are of other councils, say: look on until some pass
        known = f"{index} as f cross join {_joined(kind, 'r.rowid = f.rowid')}"
        further = f"select r.rowid, f.rank from {known} where {index} match :match and {' and '.join(conditions)} order by f.rowid desc"
        passed = connection.execute(f"{further} limit {MOST_OF_A_KIND}", values).fetchall()
        return {row[0]: row[1] for row in passed}, Count(len(passed), more=len(passed) == MOST_OF_A_KIND)
    return {row[0]: row[1] for row in found}, Count(found[0][2] if found else 0, more)


def _too_common(connection: sqlite3.Connection, kind: Kind, match: str) -> bool:
    """Whether more rows match than are looked at."""
    index = f"{kind.table}_fts"
    seen = connection.execute(f"select count(*) from (select 1 from {index} where {index} match ? limit {LOOKED_AT + 1})", [match])
    return bool(seen.fetchone()[0] > LOOKED_AT)


def _listed(connection: sqlite3.Connection, kind: Kind, given: Filter, passing: list[int] | None) -> tuple[dict[int, float], Count]:
    """The latest rows that pass the filters, for a search without words, and how many do."""
    if passing is not None and (len(passing) <= FEW_ROWS or given.person):
        return dict.fromkeys(sorted(passing)[-FEW_ROWS:], 0.0), Count(len(passing))
    rows, day = kind.latest
    conditions = _conditions(kind, given)
    where = f"where {' and '.join(conditions)}" if conditions else ""
    sql = f"select r.rowid from {rows} {where} order by {day} desc limit {MOST_OF_A_KIND}"
    found = [row[0] for row in connection.execute(sql, given._asdict())]
    return dict.fromkeys(found, 0.0), Count(len(passing)) if passing is not None else Count(len(found), more=len(found) == MOST_OF_A_KIND)


def _conditions(kind: Kind, given: Filter) -> list[str]:
    """The filters but that by person, and what makes a row one that is counted."""
    conditions = [kind.counted] if kind.counted else []
    if given.councils:
        conditions.append("d.council in (select value from json_each(:councils))")
    if given.committees:
        conditions.append(kind.of_committee)
    if given.since:
        conditions.append(f"{kind.date} between :since and :until")
    return conditions


def _joined(kind: Kind, on: str = "") -> str:
    """A kind's rows with their paper, and their meeting or report; with `on`, looked up in the order in which they are named."""
    rows = f"{kind.table} as r on {on} cross join" if on else f"{kind.table} as r join"
    return f"{rows} documents as d on d.id = r.document_id {kind.joined}"


def _routine(kind: str, text: str) -> bool:
    return is_routine(minute=text) if kind == "minute" else is_routine(decision=text)


def _number(day: str | None) -> int:
    return int((day or "0").replace("-", "") or 0)
