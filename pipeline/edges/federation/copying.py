"""Bringing the rows of one table of a council's database into the index, so that equal rows stay as they are."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from pipeline.edges.federation.renaming import Renaming
from pipeline.edges.federation.shape import copied_columns, plan
from pipeline.edges.schemas import quoted

DAY_BITS = 36
"""Rows of searched tables are numbered by day first: the higher bits of a row's number are the days since 1970."""
_DAY = "max(0, coalesce(cast(julianday({day}) - 2440587.5 as integer), 0))"


class Brought(NamedTuple):
    """How many rows were new, changed and taken out, and whether a whole paper was taken out."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    withdrawn_papers: bool = False

    def __add__(self, other: object) -> Brought:
        """The sum of both, number by number."""
        if not isinstance(other, Brought):
            return NotImplemented
        return Brought(
            self.new + other.new,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
            self.withdrawn_papers or other.withdrawn_papers,
        )


def bring_table(connection: sqlite3.Connection, name: str, shard: int, renaming: Renaming, public: bool, new: bool) -> Brought:
    """What changed in the index when a table of the database attached as `council` was brought in; `new` when it has no rows there yet."""
    if name == "changes":
        return _bring_changes(connection, shard, renaming)
    columns = copied_columns(name, public)
    given = {column: renaming.column(name, column) for column in columns}
    kept = plan().kept.get(name, "true")
    changed = withdrawn = 0
    missing = "true"
    if not new:
        changed, withdrawn = _take_out(connection, name, shard, given, kept)
        missing = f"not exists (select 1 from main.{quoted(name)} as m where m.id = {given['id']} and m.shard = {shard})"
    where = f"({kept}) and {missing}"
    put = _put_by_day if name in plan().days else _put
    added = put(connection, name, shard, given, where)
    return Brought(added - changed, changed, withdrawn)


def _take_out(connection: sqlite3.Connection, name: str, shard: int, given: dict[str, str], kept: str) -> tuple[int, int]:
    """How many rows are others now and how many are gone; both are taken out, the others to be put in again as they are now."""
    selected = ", ".join(f"{said} as {quoted(column)}" for column, said in given.items())
    differs = " or ".join(f"c.{quoted(column)} is not m.{quoted(column)}" for column in given if column != "id") or "false"
    connection.execute("drop table if exists temp.stale")
    connection.execute(
        f"create temp table stale as select m.rowid as number, c.id is null as gone from main.{quoted(name)} as m "
        f"left join (select {selected} from council.{quoted(name)} as r where {kept}) as c on c.id = m.id "
        f"where m.shard = {shard} and (c.id is null or {differs})"
    )
    gone, every = connection.execute("select coalesce(sum(gone), 0), count(*) from temp.stale").fetchone()
    if every:
        connection.execute(f"delete from main.{quoted(name)} where rowid in (select number from temp.stale)")
    return every - gone, gone


def _put(connection: sqlite3.Connection, name: str, shard: int, given: dict[str, str], where: str) -> int:
    into = f"insert into main.{quoted(name)} ({quoted(*given)}, shard)"
    return connection.execute(f"{into} select {', '.join(given.values())}, {shard} from council.{quoted(name)} as r where {where}").rowcount


def _put_by_day(connection: sqlite3.Connection, name: str, shard: int, given: dict[str, str], where: str) -> int:
    """Put rows in with numbers that are the higher the later their day, among those of all councils."""
    connection.execute("drop table if exists temp.coming")
    connection.execute("create temp table coming (place integer primary key, source integer, day integer)")
    day = _DAY.format(day=plan().days[name])
    connection.execute(
        f"insert into temp.coming (source, day) select r.rowid, {day} from council.{quoted(name)} as r where {where} order by 2, 1"
    )
    base = _setting(connection, "numbered")
    count = connection.execute(
        f"insert into main.{quoted(name)} (rowid, {quoted(*given)}, shard) "
        f"select (f.day << {DAY_BITS}) + {base} + f.place, {', '.join(given.values())}, {shard} "
        f"from temp.coming as f cross join council.{quoted(name)} as r on r.rowid = f.source order by f.place"
    ).rowcount
    _set(connection, "numbered", base + count)
    return count


def _bring_changes(connection: sqlite3.Connection, shard: int, renaming: Renaming) -> Brought:
    """Add what changed in the council's database since the index was last brought up to it, under numbers of the index's own.

    Changes that the council's database has forgotten (the names of what was withdrawn) are forgotten here too.
    """
    named = ", ".join(f"'{name}'" for name in plan().copied)
    row = connection.execute("select changes_seq from shards where id = ?", [shard]).fetchone()
    seen = row[0] if row else 0
    last = connection.execute("select coalesce(max(seq), 0) from council.changes").fetchone()[0]
    there = connection.execute(f"select count(*) from council.changes where seq <= ? and table_name in ({named})", [seen]).fetchone()[0]
    have = connection.execute("select count(*) from main.changes where shard = ?", [shard]).fetchone()[0]
    if there != have or last < seen:
        connection.execute("delete from main.changes where shard = ?", [shard])
        seen = 0
    base = _setting(connection, "changed")  # no number comes twice, also when those that had the last ones have gone
    connection.execute(
        f"insert into main.changes (seq, at, table_name, row_id, kind, shard) "
        f"select ? + row_number() over (order by r.seq), r.at, r.table_name, {renaming.column('changes', 'row_id')}, r.kind, {shard} "
        f"from council.changes as r where r.seq > ? and r.table_name in ({named}) order by r.seq",
        [base, seen],
    )
    after = connection.execute("select coalesce(max(seq), 0) from main.changes").fetchone()[0]
    _set(connection, "changed", max(base, after))
    return Brought()


def _setting(connection: sqlite3.Connection, name: str) -> int:
    found = connection.execute("select value from settings where name = ?", [name]).fetchone()
    return int(found[0]) if found else 0


def _set(connection: sqlite3.Connection, name: str, value: int) -> None:
    connection.execute("insert or replace into settings (name, value) values (?, ?)", [name, str(value)])
