"""Which council and year each row of a public copy belongs to, and how the rows of one are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.edges.schemas import Table, quoted
from pipeline.link.names import slug

REST = "rest"
"""In the place of a year: the table has none, as its rows stand in no paper."""
EVERY = "all"
"""In the place of a council: what belongs to no council, where a copy has several."""
NOBODY = "none"
"""In the place of a council: papers that do not name theirs."""
NO_COUNCIL = (EVERY, NOBODY)
_DAY = """
coalesce(
  d.published_on,
  (select max(+date) from meetings where document_id = d.id),
  (select max(+reported_on) from actions where document_id = d.id)
)
"""
"""The day of a paper (d): of its publication, else of its meeting, else the day as of which it reports. The plus has the index by paper
used, where that by date looks through all rows for each paper."""
_OF_PAPER = {
    "documents": "t.id",
    "document_links": "t.from_document_id",
    "action_leads": "(select document_id from actions where id = t.action_id)",
}


class Ask(NamedTuple):
    """The rows of one file: the council, the year (None where no paper tells it, REST where the table has none), and their question."""

    council: str
    year: int | str | None
    sql: str
    values: Sequence[Any]


class Places:
    """The councils and years of a copy, whose papers are told in the temporary table `places`."""

    def __init__(self, councils: dict[str | None, str], years: list[tuple[str, int | None]], rest: str) -> None:
        self._councils = councils
        self._years = years
        self._rest = rest

    @staticmethod
    def has_years(table: Table) -> bool:
        """Whether the rows of a table stand in papers, whose year they have."""
        return table.name in _OF_PAPER or "document_id" in table.columns

    def of(self, table: Table) -> Iterator[Ask]:
        """How the files of a table are asked for; together they have every row once, each in the order of its key."""
        columns = ", ".join(f't."{name}"' for name in table.columns)
        key = table.key if table.view is None or table.key in table.columns else None
        order = f't."{key}"' if key else ", ".join(str(at + 1) for at in range(len(table.columns)))
        chosen, named = f"select {columns} from", quoted(table.name)
        if self.has_years(table):
            paper = _OF_PAPER.get(table.name, "t.document_id")
            for council, year in self._years:
                if (council, year) == (self._rest, None):
                    continue
                of_year = f"{chosen} temp.places as p cross join {named} as t on {paper} = p.document_id"
                if table.name == "action_leads":
                    leads = f"cross join actions as a on a.document_id = p.document_id join {named} as t on t.action_id = a.id"
                    of_year = f"{chosen} temp.places as p {leads}"
                yield Ask(council, year, f"{of_year} where p.council = ? and p.year is ? order by {order}", (council, year))
            elsewhere = "select document_id from temp.places where council is not ? or year is not null"
            without = f"{chosen} {named} as t where {paper} is null or {paper} not in ({elsewhere}) order by {order}"
            yield Ask(self._rest, None, without, (self._rest,))
        elif "council" in table.columns and len(set(self._councils.values())) > 1:
            for key_of in dict.fromkeys(self._councils.values()):
                names = [name for name, known in self._councils.items() if known == key_of]
                where = " or ".join("t.council is ?" for _ in names)
                yield Ask(key_of, REST, f"{chosen} {named} as t where {where} order by {order}", names)
            marks = ", ".join("?" for name in self._councils if name is not None)
            known_names = [name for name in self._councils if name is not None]
            others = f"t.council not in ({marks})" + ("" if None in self._councils else " or t.council is null")
            yield Ask(EVERY, REST, f"{chosen} {named} as t where {others} order by {order}", known_names)
        else:
            yield Ask(self._rest, REST, f"{chosen} {named} as t order by {order}", ())


def placed_by(connection: sqlite3.Connection, key: str | None) -> Places:
    """The places of a copy: all of one council when its `key` is given, else of those that its papers name.

    Registers say how things stand as of the day that the copy was published, whichever day it is today.
    """
    _as_of(connection, _published_on(connection))
    names = [row[0] for row in connection.execute("select distinct council from documents order by council is null, council")]
    councils: dict[str | None, str] = {name: key or (slug(name) if name else NOBODY) for name in names}
    connection.create_function("council_key", 1, councils.get, deterministic=True)
    connection.execute("create temp table places (document_id text primary key, council text, year integer) without rowid")
    connection.execute(
        f"insert into temp.places select d.id, council_key(d.council), cast(substr({_DAY}, 1, 4) as integer) from documents as d"
    )
    connection.execute("create index temp.by_year on places (council, year)")
    years = connection.execute("select distinct council, year from temp.places order by council, year is null, year").fetchall()
    named = {known for name, known in councils.items() if name}
    return Places(councils, years, key or (named.pop() if len(named) == 1 else EVERY))


def _published_on(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("select value from settings where name = 'published_at'").fetchone()
    return str(found[0])[:10] if found else None


def _as_of(connection: sqlite3.Connection, day: str | None) -> None:
    """Have SQL take a day for today."""
    if day is None:
        return
    plain = sqlite3.connect(":memory:")

    def date(*arguments: Any) -> Any:
        if arguments in ((), ("now",)):
            return day
        asked = [day if argument == "now" else argument for argument in arguments]
        return plain.execute(f"select date({', '.join('?' * len(asked))})", asked).fetchone()[0]

    connection.create_function("date", -1, date, deterministic=True)
