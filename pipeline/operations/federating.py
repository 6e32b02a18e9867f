"""Federating: one index over the databases of several councils is brought up to them, and what changed is said in a few lines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from pipeline import __version__
from pipeline.edges.database import now
from pipeline.edges.federation import Brought, Index, Shard, read_shards, write_shards
from pipeline.edges.federation.shards import Told, name_for, named_place, stamp_of, told_by
from pipeline.edges.locks import only_one
from pipeline.errors import MinutebookError, NotWritten, UsageError
from pipeline.operations.publishing import DATABASE, public_database

Say = Callable[[str], None]


class Council(NamedTuple):
    """What became of one council's database: its name, what it did to the index, how long that took, and why it could not be brought in."""

    name: str
    brought: Brought | None = None
    seconds: float = 0.0
    trouble: str = ""


class Federated(NamedTuple):
    """What a run did: every council that was looked at, those that were taken out, and the rows that the index has now.

    `stopped` says that somebody stopped it before all councils were looked at.
    """

    path: Path
    councils: list[Council]
    removed: dict[str, int]
    rows: dict[str, int]
    bytes: int
    stopped: bool = False

    @property
    def troubles(self) -> list[str]:
        """Why councils could not be brought in, a sentence each."""
        return [council.trouble for council in self.councils if council.trouble]


def index_of(out: Path, public: bool) -> Path:
    """Where the index of a federation lies; with `public`, the one over public copies."""
    return public_database(out) if public else out / DATABASE


def federate(
    out: Path,
    given: Sequence[str] = (),
    public: bool = False,
    remove: Sequence[str] = (),
    say: Say = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Federated:
    """Bring the index in the folder `out` up to the councils' databases: those it knows and those in `given` (`FOLDER` or `NAME=FOLDER`).

    A council whose file has not been written to since is passed over. One that cannot be read leaves its rows as they are, and is among
    the troubles. The index over public copies is a new file that takes the place of the last one, so that nobody sees half of it.
    Raises UsageError when there is no council, or two databases are of one; Busy when another run is at work; NotWritten.
    """
    with only_one(out):
        shards = read_shards(out)
        for name in remove:
            if name not in {shard.name for shard in shards}:
                known = ", ".join(shard.name for shard in shards) or "none"
                raise UsageError(f"The index in {out} has no council {name}. It has {known}.")
        shards = _with(out, [shard for shard in shards if shard.name not in remove], given, public)
        if not shards and not remove:
            raise UsageError("Name the folders of the councils: minutebook federate COUNCIL_FOLDER... --out FOLDER")
        write_shards(out, shards)
        if same := _nothing_to_do(index_of(out, public), shards, public):
            return same
        return _public_index(out, shards, say, stop) if public else _bring_all(index_of(out, False), shards, False, say, stop)


def lines_about(did: Federated) -> Iterator[str]:
    """What was done, for a person."""
    changed = [council for council in did.councils if council.brought is not None]
    for name, rows in did.removed.items():
        yield f"Taken out: {name} ({rows:,} rows)"
    same = len(did.councils) - len(changed) - len(did.troubles)
    counted = [f"{len(changed):,} brought in"] if changed else []
    counted += [f"{same:,} unchanged"] if same else []
    counted += [f"{len(did.troubles):,} not read"] if did.troubles else []
    if did.councils:
        yield f"Councils    {len(did.councils):,}: {', '.join(counted)}"
    total = sum((council.brought for council in changed if council.brought), Brought())
    if changed:
        yield f"Changes     {total.new:,} rows new, {total.changed:,} changed, {total.withdrawn:,} taken out"
    yield "Rows        " + ", ".join(f"{name} {count:,}" for name, count in did.rows.items() if count)
    yield f"Index       {did.path} ({did.bytes / 1e6:,.1f} MB)"


def _with(out: Path, shards: list[Shard], given: Sequence[str], public: bool) -> list[Shard]:
    """The councils with those that were named, each with a name of its own. Raises UsageError when two are of one council."""
    by_place = {shard.place.resolve(): shard for shard in shards}
    named = {shard.name: shard for shard in shards}
    for each in given:
        name, place = named_place(each)
        known = by_place.get(place.resolve())
        if known is not None and name in (None, known.name):
            continue
        if known is not None:
            raise UsageError(
                f"{place} is in the index as {known.name}. Take it out first: minutebook federate --out {out} --remove {known.name}"
            )
        if name is None:
            name = name_for(told_by(Shard(place.name, place), public).council, place)
        if name in named:
            raise UsageError(
                f"{named[name].place} and {place} both hold {name}. A council has one database: leave one of them out, or, if they are "
                f"two councils, give one another name: NAME={place}"
            )
        named[name] = Shard(name, place)
        by_place[place.resolve()] = named[name]
    return sorted(named.values())


def _nothing_to_do(path: Path, shards: list[Shard], public: bool) -> Federated | None:
    """What a run did that finds every council as it was; None when there is something to do. Nothing is written."""
    index = Index.look(path, public)
    if index is None:
        return None
    with index:
        known = index.known()
        if known.keys() != {shard.name for shard in shards}:
            return None
        if any(known[shard.name].stamp != stamp_of(shard.database(public)) for shard in shards):
            return None
        return Federated(path, [Council(shard.name) for shard in shards], {}, index.rows(), path.stat().st_size)


def _public_index(out: Path, shards: list[Shard], say: Say, stop: Callable[[], bool]) -> Federated:
    """The index over public copies, made beside its place from the last one."""
    path = index_of(out, True)
    path.parent.mkdir(parents=True, exist_ok=True)
    for half in path.parent.glob(f".{path.name}.*.part*"):
        half.unlink()
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_file():
            shutil.copyfile(path, beside)
        did = _bring_all(beside, shards, True, say, stop)
        if did.removed or any(council.brought is not None for council in did.councils) or not path.is_file():
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(path)
    except OSError as error:
        raise NotWritten(f"The index could not be written ({error.strerror or error}). What was there before stays as it is.") from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return did._replace(path=path, bytes=path.stat().st_size)


def _bring_all(path: Path, shards: list[Shard], public: bool, say: Say, stop: Callable[[], bool]) -> Federated:
    started = now()
    councils: list[Council] = []
    removed: dict[str, int] = {}
    stopped = False
    with Index.open(path, public, log=not public) as index:
        before = index.known()
        held = {known.council.casefold(): name for name, known in before.items() if known.council}
        for name in before.keys() - {shard.name for shard in shards}:
            removed[name] = index.remove(name)
            held = {council: holder for council, holder in held.items() if holder != name}
        for place, shard in enumerate(shards, 1):
            if stop():
                stopped = True
                break
            known = before.get(shard.name)
            if known is not None and known.stamp == stamp_of(shard.database(public)):
                councils.append(Council(shard.name))
                continue
            council = _bring_one(index, shard, public, held)
            councils.append(council)
            say(f"[{place}/{len(shards)}] {_said(council)}")
        changed = bool(removed) or any(council.brought is not None for council in councils)
        if changed or not before:
            if not index.is_complete():
                say("Making the index quick to search")
            index.complete({"published_at": started, "version": __version__}, started, __version__)
        if any(council.brought and council.brought.withdrawn_papers for council in councils):
            say("Taking the words of what was withdrawn out of the file")
            index.compact()
        rows = index.rows()
    return Federated(path, councils, removed, rows, path.stat().st_size, stopped)


def _bring_one(index: Index, shard: Shard, public: bool, held: dict[str, str]) -> Council:
    """What became of one council; `held` are the names of the databases by the council that they hold, and gains this one's."""
    began = monotonic()
    try:
        told = told_by(shard, public)
        _only_one_of(told, shard, held)
        brought = index.bring(shard, told)
    except NotWritten:
        raise
    except MinutebookError as error:
        return Council(shard.name, trouble=str(error))
    return Council(shard.name, brought, monotonic() - began)


def _only_one_of(told: Told, shard: Shard, held: dict[str, str]) -> None:
    council = (told.council or "").casefold()
    holder = held.setdefault(council, shard.name) if council else shard.name
    if holder != shard.name:
        raise UsageError(
            f"{shard.name}: {shard.place} holds the papers of {told.council}, which {holder} holds already. A council has one database: "
            f"take one of them out with --remove."
        )


def _said(council: Council) -> str:
    if council.brought is None:
        return council.trouble
    parts = [f"{count:,} {word}" for count, word in zip(council.brought[:3], ("new", "changed", "taken out"), strict=True) if count]
    return f"{council.name}: {', '.join(parts) or 'nothing new'} ({council.seconds:.1f} s)"
