"""The names of councils and committees that a reader may mean by a part of one."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

MOST_OFFERED = 200

_COUNCILS = "select distinct council from documents where council is not null and status in ('ok', 'partial') order by council"
_OF_INDEX = "select distinct council from shards where council is not null order by council"
"""The same of an index over several councils' databases, which may have more papers than can be looked at."""
_BODIES = "select id, council, committee from committees where committee is not null order by committee, council"
_PRINTED = "select distinct committee from meetings where committee is not null"


class Body(NamedTuple):
    """A committee: its key, its council and its name."""

    id: str
    council: str | None
    committee: str


class Names(NamedTuple):
    """The councils; the committees, each once, in the order of their names; every name of one as it is printed."""

    councils: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    printed: tuple[str, ...] = ()

    def councils_like(self, part: str) -> list[str]:
        """The councils of that name, or else those that have it in their name."""
        return _like(part, self.councils)

    def committees_like(self, part: str) -> list[str]:
        """The printed names of committees that are that name, or else those that have it in them."""
        return _like(part, self.printed)

    def bodies_like(self, part: str) -> list[Body]:
        """The committees of that key or name, or else those that have it in their name."""
        return [body for body in self.bodies if body.id == part] or [
            body for body in self.bodies if body.committee in set(_like(part, tuple(dict.fromkeys(one.committee for one in self.bodies))))
        ]

    def committees_of(self, council: str) -> list[str]:
        """The committees of the councils of that name, for a list to choose from; of all councils without a name."""
        councils = set(self.councils_like(council)) if council else None
        found = dict.fromkeys(body.committee for body in self.bodies if councils is None or body.council in councils)
        return list(found)[:MOST_OFFERED]


def names_in(connection: sqlite3.Connection) -> Names:
    """The names in a database."""
    is_index = connection.execute("select 1 from sqlite_master where name = 'shards'").fetchone()
    return Names(
        councils=tuple(row[0] for row in connection.execute(_OF_INDEX if is_index else _COUNCILS)),
        bodies=tuple(Body(*row) for row in connection.execute(_BODIES)),
        printed=tuple(row[0] for row in connection.execute(_PRINTED)),
    )


def _like(part: str, names: tuple[str, ...]) -> list[str]:
    wanted = _plain(part)
    same = [name for name in names if _plain(name) == wanted]
    return same or [name for name in names if wanted in _plain(name)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("&", "and").split())
