"""Which databases an index is over: the list that lies beside it, and what each of them says about itself."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.edges.public_serving import check_public
from pipeline.edges.schemas import digest
from pipeline.edges.standing import standing
from pipeline.edges.whole_files import write_whole
from pipeline.errors import UsageError
from pipeline.link.names import slug

LIST = "councils.json"
DATABASE = "minutebook.db"
PUBLIC = Path("public") / DATABASE
RESERVED = frozenset({"minutebook", "changes", "robots", "favicon"})
"""Names that addresses of the site begin with."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class Shard(NamedTuple):
    """The database of one council: the name that it is served under, and the folder that `minutebook ingest` wrote, or the file itself."""

    name: str
    place: Path

    def database(self, public: bool) -> Path:
        """The file with its rows; with `public`, its public copy."""
        return self.place if self.place.suffix == ".db" else self.place / (PUBLIC if public else DATABASE)


class Told(NamedTuple):
    """What a database says about itself. `council` is the authority of most of its papers, None when no paper names one."""

    council: str | None
    documents: int
    pages: int
    changes_seq: int


def read_shards(folder: Path) -> list[Shard]:
    """The databases that the index in a folder is over, by name; none when there is no index yet.

    Raises UsageError when the list cannot be read.
    """
    path = folder / LIST
    if not path.is_file():
        return []
    try:
        named: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["councils"]
        return [Shard(name, Path(os.path.normpath(folder / place))) for name, place in sorted(named.items())]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). Delete it, and name all councils' folders again.") from error


def write_shards(folder: Path, shards: list[Shard]) -> None:
    """Keep the list, with places as they are seen from the folder, so that all can move together."""
    for half in folder.glob(f".{LIST}.*.part"):
        half.unlink()
    named = {shard.name: _seen_from(folder, shard.place) for shard in sorted(shards)}
    write_whole(folder / LIST, [json.dumps({"councils": named}, indent=1, ensure_ascii=False).encode() + b"\n"])


def check(shard: Shard, public: bool) -> Path:
    """The file of a council's database, if this version can read it.

    Raises UsageError when it is not there, when it cannot be read, when another version of Minutebook made it, or when it should be a
    public copy and is none.
    """
    path = shard.database(public)
    if not path.is_file():
        made_by = f"minutebook publish --out {shard.place}" if public else f"minutebook ingest PAPERS --out {shard.place}"
        raise UsageError(f"{shard.name}: there is no {'public copy' if public else 'database'} at {path}. `{made_by}` makes it.")
    if public:
        check_public(path)
    with _read(shard, path) as connection:
        known = connection.execute("select value from settings where name = 'schema'").fetchone()
    if not known or known[0] != digest():
        again = "publish" if public else "ingest"
        raise UsageError(
            f"{shard.name}: {path} was made by another version of Minutebook. Run `minutebook {again}` there, which brings it up to "
            "this one."
        )
    return path


def told_by(shard: Shard, public: bool) -> Told:
    """What the database of a council says about itself. Raises UsageError as `check` does."""
    path = check(shard, public)
    with _read(shard, path) as connection:
        council = connection.execute(
            "select council from documents where council is not null group by council order by count(*) desc, council limit 1"
        ).fetchone()
        documents, pages = connection.execute(
            "select count(*), coalesce(sum(pages), 0) from documents where status <> 'withdrawn'"
        ).fetchone()
        last = connection.execute("select coalesce(max(seq), 0) from changes").fetchone()[0]
    return Told(council[0] if council else None, documents, pages, last)


def stamp_of(path: Path) -> str:
    """A mark that is another one each time a database was written; empty when it is not there."""
    found = standing(path)
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16] if found else ""


def named_place(given: str) -> tuple[str | None, Path]:
    """`NAME=FOLDER` or `FOLDER` taken apart. Raises UsageError for a name that cannot stand in an address."""
    name, equals, place = given.partition("=")
    if not equals:
        return None, Path(given)
    if not NAME.fullmatch(name) or name in RESERVED:
        raise UsageError(f"{name} cannot be the name of a council: names are small letters, digits and hyphens, and not {_listed()}.")
    return name, Path(place)


def name_for(council: str | None, place: Path) -> str:
    """The name that a database is served under when nobody named it: its council's, else its folder's.

    Raises UsageError when neither gives one.
    """
    own = place.parent if place.suffix == ".db" or place.name == "public" else place
    for words in (council, own.resolve().name):
        name = slug(words) if words else ""
        if NAME.fullmatch(name) and name not in RESERVED:
            return name
    raise UsageError(f"{place} names no council. Give it a name: NAME={place}")


@contextmanager
def _read(shard: Shard, path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{shard.name}: {path} cannot be read as a database of Minutebook ({error}).") from error


def _seen_from(folder: Path, place: Path) -> str:
    try:
        return Path(os.path.relpath(place.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return place.resolve().as_posix()


def _listed() -> str:
    *first, last = sorted(RESERVED)
    return f"{', '.join(first)} or {last}"
