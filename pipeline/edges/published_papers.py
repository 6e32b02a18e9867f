"""What a public copy shows of the papers themselves: pictures of pages and originals, in a folder beside the copy.

    minutebook.db                the public copy
    minutebook-papers/           beside it
        1f0c…/                   a folder for each paper, named by its id
            12.png               the picture of page 12
            13.not               why page 13 has none, where it was looked at and cannot have one
            original.pdf         the file itself, where nothing in it has to stay in the house

Nothing is in it but what was cleared when the copy was made, and the names are all that it tells.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal, NamedTuple, get_args

from pipeline.edges.locks import lock
from pipeline.edges.page_pictures import PagePicture, known_picture
from pipeline.edges.painting import VERSION
from pipeline.edges.steps import step
from pipeline.edges.whole_files import write_whole
from pipeline.errors import Busy

ORIGINAL = "original.pdf"
WAIT_SECONDS = 30.0
_LOCK = ".lock"
_PAPER = re.compile(r"[0-9a-f]{16}")
_PAGE = re.compile(r"([1-9][0-9]{0,5})\.(?:png|not)")
_HALF = re.compile(r"\..+\.part")
_BLOCK = 1 << 20

Refusal = Literal["pictures", "broken", "time"]
"""Why a page that is clear has no picture: pictures on it that nobody has read, it breaks the painter, it takes too long."""


class ShownPaper(NamedTuple):
    """What may be shown of a paper: the numbers of its clear pages, and whether the original may be handed out as a `whole`.

    `seen` are those of the pages that were read from their picture. `paths` are the paper's files in the corpus, `sha256` the digest of
    their bytes, `pages` how many there are.
    """

    document_id: str
    sha256: str
    pages: int
    paths: tuple[str, ...]
    clear: frozenset[int]
    seen: frozenset[int]
    whole: bool


class _OtherBytes(Exception):
    """The file is not the one that was read."""


class PublishedPapers:
    """The folder beside a public copy."""

    def __init__(self, copy: Path) -> None:
        self.folder = copy.with_name(f"{copy.stem}-papers")

    # --- for whoever asks ---------------------------------------------------------------------------------------------

    def picture(self, document_id: str, number: int) -> PagePicture | None:
        """The picture of a page; None when there is none."""
        file = self._file(document_id, f"{number}.png")
        return known_picture(file) if file else None

    def refusal(self, document_id: str, number: int) -> Refusal | None:
        """Why a page that was looked at has no picture; None when it has one, or was not looked at."""
        file = self._file(document_id, f"{number}.not")
        if file is None:
            return None
        with suppress(OSError):
            word, _, version = file.read_text("ascii", "replace").strip().partition(" ")
            if version == str(VERSION):
                return next((each for each in get_args(Refusal) if each == word), None)
        return None

    def original(self, document_id: str) -> Path | None:
        """The original of a paper; None when there is none."""
        return self._file(document_id, ORIGINAL)

    def _file(self, document_id: str, name: str) -> Path | None:
        """A file of a paper that is there; links are not followed."""
        if not _PAPER.fullmatch(document_id):
            return None
        file = self.folder / document_id / name
        linked = any(part.is_symlink() for part in (self.folder, file.parent, file))
        return file if not linked and file.is_file() else None

    # --- for whoever publishes ----------------------------------------------------------------------------------------

    def lacking(self, paper: ShownPaper) -> list[int]:
        """The clear pages of a paper that have neither picture nor refusal, in order."""
        return [
            number
            for number in sorted(paper.clear)
            if self.picture(paper.document_id, number) is None and self.refusal(paper.document_id, number) is None
        ]

    def count_originals(self) -> int:
        """How many originals are handed out."""
        return sum((folder / ORIGINAL).is_file() for folder in self._folders())

    def put_picture(self, document_id: str, number: int, png: bytes) -> None:
        """Show a page."""
        write_whole(self.folder / document_id / f"{number}.png", [png])

    def put_refusal(self, document_id: str, number: int, why: Refusal) -> None:
        """Note why a page is not shown, so that it is not tried again each time."""
        self._take(self.folder / document_id / f"{number}.png")
        write_whole(self.folder / document_id / f"{number}.not", [f"{why} {VERSION}\n".encode()])

    def put_original(self, document_id: str, file: Path, sha256: str) -> bool:
        """Hand out a file; whether it had the bytes of that digest, without which it is not handed out."""
        with suppress(_OtherBytes), file.open("rb") as stream:
            write_whole(self.folder / document_id / ORIGINAL, _checked(stream, sha256))
            return True
        return False

    def keep_only(self, papers: Mapping[str, ShownPaper], pictures: bool = True, originals: bool = True) -> int:
        """How many pictures and originals were taken away, as they may not be shown, or shall not be, any more."""
        gone = 0
        for folder in self._folders():
            paper = papers.get(folder.name)
            for file in self._ours(folder):
                page = _PAGE.fullmatch(file.name)
                if page is not None:
                    keep = pictures and paper is not None and int(page[1]) in paper.clear
                else:
                    keep = originals and paper is not None and paper.whole and file.name == ORIGINAL
                if not keep:
                    gone += file.suffix in (".png", ".pdf")
                    self._take(file)
            with suppress(OSError):  # there is something left in it
                folder.rmdir()
        return gone

    def forget(self, document_id: str, pages: range) -> None:
        """Take away what is shown of a paper: all of it when `pages` begins at 0, else its original and those pages."""
        for folder in self._folders():
            if folder.name == document_id:
                for file in self._ours(folder):
                    page = _PAGE.fullmatch(file.name)
                    if pages.start == 0 or page is None or int(page[1]) in pages:
                        self._take(file)
                with suppress(OSError):
                    folder.rmdir()

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder for oneself, for a moment. Raises Busy when somebody else does not let go of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("a+b") as file:
            end = time.monotonic() + WAIT_SECONDS
            while not lock(file.fileno()):
                if time.monotonic() > end:
                    raise Busy(f"Another process is working in {self.folder}. Try again when it has ended.")
                time.sleep(0.02)
            yield

    def _folders(self) -> list[Path]:
        """The folders of papers; none where the folder is not there, or is a link to somebody else's."""
        if self.folder.is_symlink() or not self.folder.is_dir():
            return []
        return [each for each in self.folder.iterdir() if _PAPER.fullmatch(each.name) and each.is_dir() and not each.is_symlink()]

    def _ours(self, folder: Path) -> Iterable[Path]:
        """The files in a paper's folder that were put there by us, halves that a break left behind included."""
        return [file for file in folder.iterdir() if file.name == ORIGINAL or _PAGE.fullmatch(file.name) or _HALF.fullmatch(file.name)]

    def _take(self, file: Path) -> None:
        if file.is_symlink() or file.exists():
            step("remove a picture")
            file.unlink(missing_ok=True)


def _checked(stream: IO[bytes], sha256: str) -> Iterator[bytes]:
    """The bytes of a file. Raises _OtherBytes at its end when they are others than those of the digest."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
        yield block
    if digest.hexdigest() != sha256:
        raise _OtherBytes
