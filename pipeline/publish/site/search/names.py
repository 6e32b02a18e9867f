"""The names of councils and committees that a reader may mean by a part of one."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

MOST_OFFERED = 200

_COUNCILS = "select distinct council from documents where council is not null and status in ('ok', 'partial') order by council"
_BODIES = "select distinct council, committee from committees where committee is not null order by committee"
_PRINTED = "select distinct committee from meetings where committee is not null"


class Names(NamedTuple):
    """The councils; the committees of each as (council, committee), in the order of their names; every name of one as it is printed."""

    councils: tuple[str, ...] = ()
    bodies: tuple[tuple[str | None, str], ...] = ()
    printed: tuple[str, ...] = ()

    def councils_like(self, part: str) -> list[str]:
        """The councils of that name, or else those that have it in their name."""
        return _like(part, self.councils)

    def committees_like(self, part: str) -> list[str]:
        """The printed names of committees that are that name, or else those that have it in them."""
        return _like(part, self.printed)

    def committees_of(self, council: str) -> list[str]:
        """The committees of the councils of that name, for a list to choose from; of all councils without a name."""
        councils = set(self.councils_like(council)) if council else None
        found = dict.fromkeys(committee for of, committee in self.bodies if councils is None or of in councils)
        return list(found)[:MOST_OFFERED]


def names_in(connection: sqlite3.Connection) -> Names:
    """The names in a database."""
    return Names(
        councils=tuple(row[0] for row in connection.execute(_COUNCILS)),
        bodies=tuple((row[0], row[1]) for row in connection.execute(_BODIES)),
        printed=tuple(row[0] for row in connection.execute(_PRINTED)),
    )


def _like(part: str, names: tuple[str, ...]) -> list[str]:
    wanted = _plain(part)
    same = [name for name in names if _plain(name) == wanted]
    return same or [name for name in names if wanted in _plain(name)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("&", "and").split())
