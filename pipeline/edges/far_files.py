"""Files of the stages at a far place. Here lie only the small ones, and of a document as read the beginning, without its pages.

What lies here says what has to be done, as if all of it did; whatever is here is whole at the far place. Pages are fetched from there when
they are loaded. A folder that has lost its files, or never had any, takes them over from the far place.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from pipeline.edges.locks import scratch_of
from pipeline.edges.places import FarFolder, is_far
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp, as_blocks
from pipeline.edges.whole_files import read_checked, write_checked, write_whole
from pipeline.errors import Damaged, UsageError
from pipeline.records import Page, Reading

P = TypeVar("P")

_REMEMBERED = Path("register", "stage-files.json")
_OWNER = "minutebook.json"
STAGES = ("read", "divide", "extract")


class _Kept(msgspec.Struct, frozen=True):
    """Where an output folder's files of the stages are kept, by what name the far place knows that folder, and whether they are there."""

    address: str
    folder: str
    settled: bool = False


class FarStageFiles(StageFiles):
    """The stage files of an output folder that are kept at a far place. `folder` is the name by which that knows the output folder."""

    def __init__(self, out: Path, far: FarFolder, folder: str) -> None:
        super().__init__(out)
        self.far = far
        self.folder = folder

    @property
    def address(self) -> str | None:
        """The far place at which they are kept."""
        return self.far.address

    def write(self, stamp: Stamp, name: str, record: msgspec.Struct | None) -> None:
        """A stage's file: whole at the far place, then what of it is kept here. Raises TooMuch as on this machine."""
        with self._scratch() as folder:
            whole = StageFiles(Path(folder))
            whole.write(stamp, name, record)
            self.far.put(far_path(stamp.stage, name), whole.path(stamp.stage, name))
        beginning = msgspec.structs.replace(record, pages=[]) if isinstance(record, Reading) else record
        super().write(stamp, name, beginning)

    def keep(self, stage: str, name: str, content: bytes) -> None:
        """Keep here what a worker has put whole at the far place: its content, of a document as read only the beginning."""
        write_whole(self.path(stage, name), [content])

    def pages(self, name: str, kind: type[P] = Page) -> Iterator[P]:  # type: ignore[assignment]
        """The pages of a document as read, as far as `kind` has them, fetched from the far place; none when it was never read.

        Raises Damaged when what is there is not what was put there.
        """
        stamp = self.stamp("read", name)
        if stamp is None:
            return
        with self._scratch() as folder:
            whole = StageFiles(Path(folder))
            path = whole.path("read", name)
            path.parent.mkdir()
            try:
                self.far.fetch(far_path("read", name), path)
                if whole.stamp("read", name) != stamp:
                    raise Damaged(str(path))
                yield from whole.pages(name, kind)
            except (FileNotFoundError, Damaged) as error:
                raise Damaged(str(self.path("read", name))) from error

    def remove(self, stage: str, name: str) -> None:
        """No file of that document any more, neither here nor there."""
        super().remove(stage, name)
        self.far.remove(far_path(stage, name))

    def names(self, stage: str) -> set[str]:
        """The documents that a stage has files of, here or there."""
        return super().names(stage) | {_name(path) for path in self.far.files(stage)}

    @contextmanager
    def _scratch(self) -> Iterator[str]:
        """A folder for files that are on their way."""
        scratch_of(self.out).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch_of(self.out), prefix="far.") as folder:
            yield folder

    # --- first of all -------------------------------------------------------------------------------------------------

    def take_over(self) -> int:
        """Keep here what the far place has and this folder has not; how many files those were."""
        taken = 0
        for stage in STAGES:
            here = StageFiles.names(self, stage)
            for name in sorted({_name(path) for path in self.far.files(stage)} - here):
                with self._scratch() as folder:
                    whole = StageFiles(Path(folder))
                    path = whole.path(stage, name)
                    path.parent.mkdir()
                    self.far.fetch(far_path(stage, name), path)
                    content = small_part(whole, stage, name)
                if content is not None:
                    self.keep(stage, name, content)
                    taken += 1
        return taken

    def put_out(self) -> int:
        """Put at the far place what lies here as a whole; how many files those were."""
        here = [(stage, name) for stage in STAGES for name in sorted(StageFiles.names(self, stage))]
        for stage, name in here:
            self.far.put(far_path(stage, name), self.path(stage, name))
        return len(here)

    def shrink(self) -> None:
        """Keep here only the small part of what is at the far place."""
        for name in sorted(StageFiles.names(self, "read")):
            content = small_part(StageFiles(self.out), "read", name)
            if content is not None:
                self.keep("read", name, content)


def far_path(stage: str, name: str) -> str:
    """Where a stage keeps the file of a document, below the far place."""
    return StageFiles(Path()).path(stage, name).as_posix()


def _name(path: str) -> str:
    """The document of a file in a stage's folder."""
    return PurePosixPath(path).stem


def small_part(files: StageFiles, stage: str, name: str) -> bytes | None:
    """What is kept of a stage's file where its pages are not: all of it, of a document as read its beginning; None when it is not whole."""
    stamp = files.stamp(stage, name)
    if stamp is None:
        return None
    if stage != "read":
        return files.path(stage, name).read_bytes()
    return b"".join(as_blocks(stamp, files.record("read", name, Reading)))


def files_of(out: Path) -> StageFiles:
    """The stage files of an output folder, wherever they are kept."""
    kept = read_checked(out / _REMEMBERED, _Kept)
    return FarStageFiles(out, FarFolder(kept.address), kept.folder) if kept and kept.settled else StageFiles(out)


def keep_at(out: Path, address: str, say: Callable[[str], None]) -> None:
    """From now on, the stage files of an output folder are kept at that address; those that lie here go there, those there are known here.

    A break leaves them here, or there. Raises UsageError when they are kept elsewhere already, or the place is another output folder's.
    """
    address = address.rstrip("/")
    kept = read_checked(out / _REMEMBERED, _Kept)
    if kept and kept.settled and kept.address == address:
        return
    if kept and kept.settled:
        raise UsageError(f"The files of the stages of {out} are kept at {kept.address}. Leave --stage-files away, or take another --out.")
    if not is_far(address):
        raise UsageError(
            f"--stage-files takes an address such as s3://bucket/folder. {address} is a folder of this machine: that is --out."
        )
    if kept is None or kept.address != address:
        kept = _Kept(address, uuid.uuid4().hex)
        write_checked(out / _REMEMBERED, kept)
    files = FarStageFiles(out, FarFolder(address), kept.folder)
    owner = mark_of(files.far)
    mine = any(StageFiles(out).names(stage) for stage in STAGES)
    if owner not in (None, kept.folder) and mine:
        raise UsageError(
            f"{address} holds the files of another output folder, and {out} has its own. Take another address, or a new --out."
        )
    files.far.put_bytes(_OWNER, kept.folder.encode())
    if mine:
        say(f"{files.put_out()} files of the stages were put at {address}")
    elif owner is not None:
        say(f"{files.take_over()} files of the stages were taken over from {address}")
    write_checked(out / _REMEMBERED, msgspec.structs.replace(kept, settled=True))
    files.shrink()


def check_owner(files: StageFiles) -> None:
    """Raise UsageError when another output folder has taken over the far place, or its files are not there any more."""
    if not isinstance(files, FarStageFiles):
        return
    owner = mark_of(files.far)
    if owner is None:
        raise UsageError(f"{files.far.address} does not hold the files of the stages any more. Put them back, or take a new --out.")
    if owner != files.folder:
        raise UsageError(f"{files.far.address} has been taken over by another output folder. Ingest into that one, or take a new --out.")


def mark_of(far: FarFolder) -> str | None:
    """By what a far place of stage files is known, wherever it is seen from; None when it is none."""
    owner = far.read(_OWNER)
    return owner.decode("ascii", "replace") if owner is not None else None
