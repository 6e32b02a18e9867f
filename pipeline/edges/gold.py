"""Folders of gold: one JSON file for each paper, saying by hand what the database must hold for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.errors import UsageError
from pipeline.evaluate.records import Gold, GoldSet, Row
from pipeline.evaluate.tasks import TASKS

SAMPLE = Path("tests/gold/sample")
"""The gold of the sample papers, in a checkout."""


class GoldRead(NamedTuple):
    """The sets of gold that were read, and what could not be used, a sentence each."""

    sets: list[GoldSet]
    notes: list[str]


class _File(msgspec.Struct, frozen=True):
    """What every file of gold must have; what else is in it are tasks, or nothing that is scored."""

    file: str
    document: dict[str, Any] = {}


def read_gold(places: Sequence[str]) -> GoldRead:
    """The gold in folders or single files, each a set named for its folder, or by the one who asks: `NAME=FOLDER`.

    A file that cannot be used, and a second gold for the same paper, are left out with a note. Raises UsageError when a place is not
    there or holds no gold, and when two sets have one name.
    """
    sets: list[GoldSet] = []
    notes: list[str] = []
    seen: set[str] = set()
    for place in places:
        name, path = _named(place)
        if name in (known.name for known in sets):
            raise UsageError(f"Two sets of gold are called {name}. Give one of them another name: NAME={path}.")
        papers = []
        for source in _files(path):
            try:
                gold = _decoded(source)
            except msgspec.MsgspecError as error:
                notes.append(f"{source} cannot be used as gold: {error}.")
                continue
            if gold.file in seen:
                notes.append(f"{source} is a second gold for {gold.file}: it is left out.")
                continue
            seen.add(gold.file)
            papers.append(gold)
        sets.append(GoldSet(name, papers))
    if not seen:
        raise UsageError("There is no gold to measure against. " + (" ".join(notes) or "Name a folder that holds some."))
    return GoldRead([group for group in sets if group.papers], notes)


def _named(place: str) -> tuple[str, Path]:
    """The name of a set and where it lies."""
    name, equals, rest = place.partition("=")
    if equals and not Path(place).exists():
        return name, Path(rest)
    path = Path(place)
    folder = path if path.is_dir() else path.parent
    return folder.resolve().name, path


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise UsageError(f"There is no gold in {path}: it holds no JSON files.")
        return files
    if not path.is_file():
        raise UsageError(f"There is no gold at {path}.")
    return [path]


def _decoded(source: Path) -> Gold:
    """The gold of one file. Raises msgspec.MsgspecError when it is not in the shape of gold."""
    data = source.read_bytes()
    head = msgspec.json.decode(data, type=_File)
    content: dict[str, Any] = msgspec.json.decode(data)
    tasks = {
        name: [Row(values) for values in msgspec.convert(content[name] or [], list[dict[str, Any]])] for name in TASKS if name in content
    }
    if "document" in content:
        tasks["documents"] = [Row(head.document)]
    return Gold(head.file, head.document.get("council"), tasks)
