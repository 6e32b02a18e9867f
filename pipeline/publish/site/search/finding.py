"""Finding: the rows of every kind that answer a search, ranked in one list, within the time that a reader waits.

A word may stand in a million rows. So of each kind at most LOOKED_AT matching rows are weighed (the ones loaded last, where there are
more) and the best MOST_OF_A_KIND kept. Filters are tried on the rows that are weighed. Where more rows match than that, the filters are
worked out first: where no more than NARROW rows pass them, exactly those are looked for among all that match; where more do, they are
tried on the rows that are weighed, and on more if hardly any pass.

A public site has every question answered by another process, so each kind is asked for with few questions: one, where nothing narrows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import Any, NamedTuple

from datasette.utils import sqlite_timelimit

from pipeline.publish.site.search.asked import Asked
from pipeline.publish.site.search.filters import Filter, conditions_of, filter_of, passing
from pipeline.publish.site.search.kinds import KINDS, Kind
from pipeline.publish.site.search.phrases import search_phrase
from pipeline.publish.site.search.routine import is_routine, likely_routine

LOOKED_AT = 1_500
"""Rows of a kind that are weighed."""
BEST_TRIED = 400
"""Of these, the rows of which it is looked up whether they count, where more match."""
FEW_ROWS = 3_000
"""So many rows that pass the filters are told one by one in a search without words."""
MOST_OF_A_KIND = 200
FEW_HITS = 20
"""Where fewer of the rows that are weighed pass the filters, more are tried."""
MOST = 1_000
"""Rows of all kinds that a search lists."""
PATIENCE_SECONDS = 1.5
"""What a search may take; each kind may take LEAST_SECONDS, whatever the others took."""
LEAST_SECONDS = 0.05

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


class Best(NamedTuple):
    """The best rows of a kind as they are told: number, rank, key, date, text that may be routine, whether it may be shown. And how
    many answer."""

    rows: Sequence[Sequence[Any]] = ()
    there: Count = Count(0)


def find(connection: sqlite3.Connection, asked: Asked, councils: Iterable[str], committees: Iterable[str]) -> Hits:
    """The rows that answer a search; `councils` and `committees` are the names that its filters mean.

    The counts are those of every kind, whichever kinds are asked for, so that a reader sees what else there is.
    """
    hits: list[Hit] = []
    counts: dict[str, Count] = {}
    late = False
    words = search_phrase(asked.words) if asked.words else ""
    given = filter_of(connection, asked, councils, committees)
    end = monotonic() + PATIENCE_SECONDS
    for name in kinds_in(connection):
        wanted = not asked.kinds or name in asked.kinds
        seconds = max(end - monotonic(), LEAST_SECONDS)
        stop = monotonic() + seconds
        try:
            with sqlite_timelimit(connection, seconds * 1000):
                best = _of_kind(connection, KINDS[name], words, given, wanted)
                counts[name] = best.there
                hits += _hits(name, KINDS[name], best)
        except sqlite3.OperationalError:
            if monotonic() < stop:
                raise
            late = True  # SQLite says so in several ways
    return Hits(tuple(sorted(hits)[:MOST]), counts, late)


def kinds_in(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The kinds that a database can be searched for; an index over several councils has no pages."""
    there = {row[0] for row in connection.execute("select name from sqlite_master where name like '%_fts'")}
    return tuple(name for name, kind in KINDS.items() if kind.searched in there)


def _of_kind(connection: sqlite3.Connection, kind: Kind, words: str, given: Filter, wanted: bool) -> Best:
    """The best rows of a kind, and how many answer; only that where the rows are not wanted."""
    narrowed = any(given)
    if words and not given.person and not (narrowed and _too_common(connection, kind, words)):
        return _weighed(connection, kind, words, given, wanted)  # so few that the filters can be tried on each
    rows = passing(connection, kind, given)
    if rows == []:
        return Best()
    if words and rows is not None:
        return _weighed_among(connection, kind, words, rows, wanted)
    if given.person and rows is None:  # too many to list: the name is looked for as if it were words
        words, given = f"({words}) AND {given.person}" if words else given.person, given._replace(person="")
    return _weighed(connection, kind, words, given, wanted) if words else _listed(connection, kind, given, rows, wanted)


def _hits(name: str, kind: Kind, best: Best) -> Iterator[Hit]:
    for rowid, rank, row_id, day, text, shown in best.rows:
        if shown:
            routine = text is not None and is_routine(text, kind.routine_as)
            yield Hit(routine, rank * kind.weight, -_number(day), name, rowid, row_id, day)


def _weighed(connection: sqlite3.Connection, kind: Kind, words: str, given: Filter, wanted: bool) -> Best:
    """The best of the rows that match and pass the filters, of those loaded last where more match than are looked at."""
    narrowing = conditions_of(kind, given)
    conditions = [*kind.counted, *narrowing]
    values = {**given._asdict(), "match": words}
    best = _told(connection, kind, _looked_at(kind, conditions, bool(narrowing)), values, wanted)
    if conditions and not narrowing and best.there.more and best.there.rows < MOST_OF_A_KIND:  # many of the best do not count
        best = _told(connection, kind, _looked_at(kind, conditions, True), values, wanted)
    if conditions and best.there.rows < FEW_HITS and (best.there.more or _too_common(connection, kind, words)):
        # the rows read last are of other councils, say: look on until some pass
        further = f"""
        select r.rowid, f.rank from {kind.searched} as f cross join {kind.joined_rows("r.rowid = f.rowid")}
        where {kind.searched} match :match and {" and ".join(conditions)} order by f.rowid desc limit {MOST_OF_A_KIND}
        """
        best = _told(connection, kind, _all_of(further), values, wanted)
        return best._replace(there=Count(best.there.rows, more=best.there.rows == MOST_OF_A_KIND))
    return best


def _weighed_among(connection: sqlite3.Connection, kind: Kind, words: str, rows: list[int], wanted: bool) -> Best:
    """The best of the rows with these numbers that match."""
    among = f"""
    select rowid, rank from {kind.searched} where {kind.searched} match :match and +rowid in (select value from json_each(:passing))
    """
    return _told(connection, kind, _all_of(among), {"match": words, "passing": json.dumps(rows)}, wanted)


def _all_of(rows: str) -> str:
    """SQL for what `_told` tells of: the rows that other SQL gives with their ranks, as `passed`; and that these are all, as `common`."""
    return f"common (more) as (select 0), passed as materialized ({rows})"


def _looked_at(kind: Kind, conditions: Sequence[str], narrowed: bool) -> str:
    """SQL for what `_told` tells of: those rows looked at that meet the conditions; and whether there are more than are looked at.

    What makes a row count is looked up row by row, which is dear. So where there are more, and nothing else is asked of a row, only the
    BEST_TRIED of them are tried.
    """
    matching = f"from {kind.searched} where {kind.searched} match :match"
    seen = f"""
    seen as materialized (select rowid, rank {matching} order by rowid desc limit {LOOKED_AT}),
    common (more) as materialized (
      select (select count(*) from seen) = {LOOKED_AT} and (select count(*) from (select 1 {matching} limit 1 offset {LOOKED_AT}))
    )"""
    if not conditions:
        return f"{seen}, passed as (select rowid, rank from seen)"
    where = " and ".join(conditions)
    if narrowed:
        rows = f"select r.rowid, f.rank from seen as f cross join {kind.joined_rows('r.rowid = f.rowid')} where {where}"
    else:
        tried = f"select rowid, rank from seen order by rank limit iif((select more from common), {BEST_TRIED}, {LOOKED_AT})"
        rows = f"select r.rowid, f.rank from ({tried}) as f cross join {kind.table} as r on r.rowid = f.rowid where {where}"
    return f"{seen}, passed as materialized ({rows})"


def _told(connection: sqlite3.Connection, kind: Kind, passed: str, values: Mapping[str, Any], wanted: bool) -> Best:
    """The best of the rows of the table `passed`, which that SQL makes, with their ranks, the lower the better; and how many there are."""
    sql = f"with {passed}, best as materialized (select rowid, rank from passed order by rank limit {MOST_OF_A_KIND if wanted else 1})"
    counted = "(select count(*) from passed), (select more from common)"
    if wanted:
        sql += f"select {counted}, r.rowid, b.rank, {_columns(kind)} from best as b cross join {kind.joined_rows('r.rowid = b.rowid')}"
    else:
        sql += f"select {counted} from best"
    found = connection.execute(sql, values).fetchall()
    if not found:
        return Best()
    return Best([row[2:] for row in found] if wanted else (), Count(found[0][0], bool(found[0][1])))


def _too_common(connection: sqlite3.Connection, kind: Kind, words: str) -> bool:
    """Whether more rows match than are looked at."""
    sql = f"select 1 from {kind.searched} where {kind.searched} match ? limit 1 offset {LOOKED_AT}"
    return connection.execute(sql, [words]).fetchone() is not None


def _listed(connection: sqlite3.Connection, kind: Kind, given: Filter, passed: list[int] | None, wanted: bool) -> Best:
    """The latest rows that pass the filters, for a search without words, and how many do."""
    if passed is not None and (len(passed) <= FEW_ROWS or given.person):
        return _shown(connection, kind, sorted(passed)[-FEW_ROWS:], Count(len(passed)), wanted)
    rows, day = kind.latest
    conditions = [*kind.counted, *conditions_of(kind, given)]
    where = f"where {' and '.join(conditions)}" if conditions else ""
    sql = f"select r.rowid from {rows} {where} order by {day} desc limit {MOST_OF_A_KIND}"
    found = [row[0] for row in connection.execute(sql, given._asdict())]
    count = Count(len(passed)) if passed is not None else Count(len(found), more=len(found) == MOST_OF_A_KIND)
    return _shown(connection, kind, found, count, wanted)


def _shown(connection: sqlite3.Connection, kind: Kind, rows: list[int], count: Count, wanted: bool) -> Best:
    """The rows with these numbers, none better than another."""
    if not wanted:
        return Best(there=count)
    sql = f"""
    select r.rowid, 0.0, {_columns(kind)} from {kind.joined_rows()} where r.rowid in (select value from json_each(?))
    """
    return Best(connection.execute(sql, [json.dumps(rows)]).fetchall(), count)


def _columns(kind: Kind) -> str:
    """What is told of a row besides its number and its rank."""
    return f"r.id, {kind.date}, {likely_routine(kind.routine, kind.routine_as)}, {_SHOWN.format(page=kind.page)}"


def _number(day: str | None) -> int:
    return int((day or "0").replace("-", "") or 0)
