"""Rows that were new, changed or withdrawn, in the order in which it happened, from wherever somebody stopped reading."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.edges.schemas import closed_list, tables
from pipeline.publish.site.addresses import OWN_PAGES, page_address
from pipeline.publish.site.wording import one_of

LOOKED_AT = 20_000
MOST = 1_000
_OF_PAPER = re.compile(r"([0-9a-f]{16})(?:-|$)")

_AFTER = """
select seq, at, table_name, row_id, kind from (
  select * from changes where seq > :since order by seq limit :looked_at
) where (:table = '' or table_name = :table) and (:kind = '' or kind = :kind) order by seq limit :most
"""
_BEFORE = """
select seq, at, table_name, row_id, kind from (
  select * from changes where seq < :before order by seq desc limit :looked_at
) where (:table = '' or table_name = :table) and (:kind = '' or kind = :kind) order by seq desc limit :most
"""
_LAST_LOOKED_AT = "select max(seq) from (select seq from changes where seq > ? order by seq limit ?)"
_FIRST_LOOKED_AT = "select min(seq) from (select seq from changes where seq < ? order by seq desc limit ?)"
_TITLES = "select id, coalesce(title, filename, id), council from documents where id in (select value from json_each(?))"


class Change(NamedTuple):
    """A change of a row. `document_id` is the paper that the row stands in; None for what papers share."""

    seq: int
    at: str
    table: str
    row_id: str
    kind: str

    @property
    def document_id(self) -> str | None:
        """The paper that the row stands in, which its id begins with."""
        found = _OF_PAPER.match(self.row_id)
        return found[1] if found else None


class Changes(NamedTuple):
    """Some of the changes; `cursor` is where to go on, and `more` whether there is anything to go on with."""

    changes: list[Change]
    cursor: int
    more: bool


class Batch(NamedTuple):
    """The changes of one paper (or of what papers share) at one time: how many of each table and kind, and the rows."""

    at: str
    document_id: str | None
    title: str | None
    council: str | None
    counts: list[tuple[str, str, int]]
    changes: list[Change]

    @property
    def first(self) -> int:
        """The number of the first of them."""
        return min(change.seq for change in self.changes)

    @property
    def words(self) -> str:
        """`new: 3 resolutions, 1 action; withdrawn: 1 finding`."""
        by_kind = {kind: [f"{n:,} {spoken_table(table, n)}" for table, of, n in self.counts if of == kind] for kind in change_kinds()}
        return "; ".join(f"{kind}: {', '.join(counted)}" for kind, counted in by_kind.items() if counted)


def changes_after(connection: sqlite3.Connection, since: int, table: str = "", kind: str = "", most: int = MOST) -> Changes:
    """The changes after a cursor, the first first; of one table or kind where they are given.

    At most LOOKED_AT changes are looked at, so that fewer than `most` may be given although there are more further on.
    """
    values = {"since": since, "looked_at": LOOKED_AT, "table": table, "kind": kind, "most": most}
    found = [Change(*row) for row in connection.execute(_AFTER, values)]
    looked_at = connection.execute(_LAST_LOOKED_AT, [since, LOOKED_AT]).fetchone()[0] or since
    cursor = found[-1].seq if len(found) == most else looked_at
    more = connection.execute("select exists (select 1 from changes where seq > ?)", [cursor]).fetchone()[0]
    return Changes(found, int(cursor), bool(more))


def changes_before(connection: sqlite3.Connection, before: int | None, table: str = "", kind: str = "", most: int = MOST) -> Changes:
    """The changes before a cursor, or the latest, the last first; `cursor` is that for the ones before those."""
    end = before if before is not None else (connection.execute("select max(seq) from changes").fetchone()[0] or 0) + 1
    values = {"before": end, "looked_at": LOOKED_AT, "table": table, "kind": kind, "most": most}
    found = [Change(*row) for row in connection.execute(_BEFORE, values)]
    looked_at = connection.execute(_FIRST_LOOKED_AT, [end, LOOKED_AT]).fetchone()[0] or end
    cursor = found[-1].seq if len(found) == most else looked_at
    more = connection.execute("select exists (select 1 from changes where seq < ?)", [cursor]).fetchone()[0]
    return Changes(found, int(cursor), bool(more))


def last_seq(connection: sqlite3.Connection) -> int:
    """The cursor of somebody who has read everything."""
    return int(connection.execute("select max(seq) from changes").fetchone()[0] or 0)


def batches(connection: sqlite3.Connection, changes: Sequence[Change]) -> list[Batch]:
    """Changes put together by time and paper, in the order of the first of each."""
    titles = _titles(connection, {change.document_id for change in changes if change.document_id})
    found = []
    for at, together in groupby(changes, key=lambda change: change.at):
        by_paper: dict[str | None, list[Change]] = {}
        for change in together:
            by_paper.setdefault(change.document_id, []).append(change)
        for document_id, rows in by_paper.items():
            title, council = titles.get(document_id or "", (None, None))
            tally = Counter((change.table, change.kind) for change in rows)
            order = list(tables())
            counts = sorted(((*named, count) for named, count in tally.items()), key=lambda one: (order.index(one[0]), one[1]))
            found.append(Batch(at, document_id, title, council, counts, rows))
    return found


def addresses_of(connection: sqlite3.Connection, changes: Iterable[Change]) -> dict[tuple[str, str], str]:
    """The page of ours that shows each row, by table and id; without rows that have none, or are not there any more."""
    found: dict[tuple[str, str], str] = {}
    wanted: dict[str, set[str]] = {}
    for change in changes:
        wanted.setdefault(change.table, set()).add(change.row_id)
    for name, ids in wanted.items():
        table, own = tables().get(name), OWN_PAGES.get(name)
        if table is None or not (own or table.provenance or name == "pages"):
            continue
        place = "number" if name == "pages" else "page" if table.provenance else "null"
        paper = "document_id" if table.provenance or name == "pages" else "null"
        sql = f'select id, {paper}, {place} from "{name}" where id in (select value from json_each(?))'
        for row_id, document_id, page in connection.execute(sql, [json.dumps(sorted(ids))]):
            if own or page is not None:
                found[name, row_id] = own(row_id) if own else page_address(document_id, page, row_id)
    return found


def spoken_table(table: str, count: int) -> str:
    """`resolution` or `resolutions`, by their count."""
    one = one_of(table)
    return one if count == 1 else tables()[table].label.lower() if table in tables() else f"{one}s"


def change_kinds() -> list[str]:
    """What may happen to a row."""
    return list(closed_list("change_kinds"))


def _titles(connection: sqlite3.Connection, document_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    return {row[0]: (" ".join(row[1].split()), row[2]) for row in connection.execute(_TITLES, [json.dumps(sorted(document_ids))])}
