"""What is served of a federation: the index, and the councils' databases that are there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.federation.shape import index_digest
from pipeline.edges.federation.shards import LIST, Shard, check, read_shards
from pipeline.errors import UsageError


class Council(NamedTuple):
    """A council whose database is served: the name in addresses, the council's own, and the file."""

    name: str
    council: str
    database: Path


class Served(NamedTuple):
    """The index, the councils' databases, and what is missing of them, a sentence each."""

    path: Path
    councils: list[Council]
    missing: list[str]


def served_by(index: Path, public: bool) -> Served:
    """What is served of the index at a path; a database that is not there, or may not be served, is left out and said.

    Raises UsageError when the list of councils is not beside the index, or when another version made the index.
    """
    folder = next((place for place in (index.parent, index.parent.parent) if (place / LIST).is_file()), None)
    if folder is None:
        raise UsageError(f"The list of councils, {LIST}, is not beside {index}. Run `minutebook federate` again.")
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        made_by = connection.execute("select value from settings where name = 'index'").fetchone()
        if not made_by or made_by[0] != index_digest(public):
            raise UsageError(f"{index} was made by another version of Minutebook. Run `minutebook federate --out {folder}` again.")
        named: dict[str, str | None] = dict(connection.execute("select name, council from shards order by name"))
    shards = {shard.name: shard for shard in read_shards(folder)}
    councils, missing = [], []
    for name, council in named.items():
        shard = shards.get(name, Shard(name, folder / name))
        try:
            path = check(shard, public)
        except UsageError as error:
            missing.append(f"{error} Its pages are not served until then.")
            continue
        councils.append(Council(name, council or name, path.resolve()))
    return Served(index.resolve(), councils, missing)
