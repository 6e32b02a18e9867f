"""The list of what was withdrawn, kept twice: with the papers, so that no new database brings it back, and with the database."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.edges.hand import HAND
from pipeline.edges.whole_files import write_json
from pipeline.errors import UsageError
from pipeline.records import Withdrawal

NAME = "withdrawn.json"


def places(corpus: Path, out: Path) -> list[Path]:
    """Where the list is kept: in `hand/` of the corpus, and in the output folder."""
    return [corpus / HAND / NAME, out / NAME]


def read_withdrawals(corpus: Path, out: Path) -> list[Withdrawal]:
    """What either list has, in the order in which it was withdrawn; each paper or row once.

    Raises UsageError when a list is there and cannot be understood, for nothing may come back because of that.
    """
    found: dict[tuple[str, str | None], Withdrawal] = {}
    for place in places(corpus, out):
        for each in read_list_of(place):
            found.setdefault((each.document_id, each.row), each)
    return sorted(found.values(), key=lambda each: (each.at, each.document_id, each.row or ""))


def write_withdrawals(corpus: Path, out: Path, withdrawals: list[Withdrawal]) -> list[Path]:
    """The places that could not be written, as the folder of the papers may be for reading only. Raises OSError when that of the output
    folder could not."""
    first, second = places(corpus, out)
    write_json(second, withdrawals)
    try:
        write_json(first, withdrawals)
    except OSError:
        return [first]
    return []


def read_list_of(place: Path) -> list[Withdrawal]:
    """What a list has; nothing when it is not there. Raises UsageError when it is there and cannot be understood."""
    try:
        return msgspec.json.decode(place.read_bytes(), type=list[Withdrawal])
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"The list of what was withdrawn, {place}, cannot be read ({error}). Put it back from a copy; without it, what was withdrawn "
            "would come back."
        ) from error
