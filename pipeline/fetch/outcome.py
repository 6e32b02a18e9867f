"""What is wanted of a run that fetches papers, what it did, and that in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

SETTLED_DAYS = 90
"""After how many days the papers of a meeting are not asked for again, unless its page says something else of them."""


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: meetings from `since` to `until` (ISO days, both inclusive), every paper or, without `everything`, none that a pack
    holds; how many papers and bytes at most in one run. `council` is noted with each paper. With `again`, what was had before is asked for
    too, however old. `private`: the addresses given are on a private network. With `dry_run`, papers are only named."""

    since: str | None = None
    until: str | None = None
    council: str | None = None
    everything: bool = False
    again: bool = False
    private: bool = False
    dry_run: bool = False
    most_papers: int = 500
    most_bytes: int = 5 << 30


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be had, and why."""

    address: str
    what: str
    why: str


class Fetched(msgspec.Struct, kw_only=True):
    """What a run did: meetings looked at, and those of long ago that had been already; papers that are new, unchanged, had already under
    another address, no PDF, or withdrawn; bytes that came; failures; whether it ended early because somebody stopped it, or because it had
    fetched as much as it may."""

    meetings: int = 0
    settled: int = 0
    papers: int = 0
    unchanged: int = 0
    copies: int = 0
    no_pdf: int = 0
    withdrawn: int = 0
    bytes: int = 0
    failures: list[Failure] = []
    stopped: bool = False
    enough: bool = False


def lines_about(did: Fetched, to: Path, dry_run: bool = False) -> Iterator[str]:
    """What a person should know of a run, and what to do next, a line each."""
    beside = [
        f"{number} {words}"
        for number, words in (
            (did.unchanged, "unchanged"),
            (did.copies, "had already"),
            (did.no_pdf, "no PDF"),
            (did.withdrawn, "withdrawn"),
            (len(did.failures), "not had"),
        )
        if number
    ]
    yield f"{counted(did.papers, 'new paper')} of {counted(did.meetings, 'meeting')} ({did.bytes / 1e6:.1f} MB)" + "".join(
        f", {words}" for words in beside
    )
    if did.settled:
        yield f"{counted(did.settled, 'meeting')} of more than {SETTLED_DAYS} days ago had been fetched whole (--again asks for them again)"
    for failure in did.failures:
        yield f"Not had: {failure.what}. {failure.why} {failure.address}"
    if did.enough:
        yield "There is more: run the same command again to go on, or raise --most-papers or --most-megabytes."
    elif did.stopped:
        yield "Stopped. Nothing that has come is lost; run the same command again to go on."
    elif did.papers and not dry_run:
        yield f"To read them: minutebook ingest {to}"


def counted(number: int, word: str) -> str:
    """A number with its word, in the plural where it is none or several."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
