"""Which files of a corpus are papers, whose they are, and which of them cannot be read at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from pipeline.records import Failure, PaperFile
from pipeline.register.seen import FileType, FolderSettings, ManifestLine, SeenFile, is_paper_name

SAMPLE = "sample/"
_AGAIN = "Download the paper again from its page."
_ERRORS: dict[FileType, str] = {
    "empty": f"This file is empty (0 bytes): nothing was saved in it. {_AGAIN}",
    "web page": f"This is a web page saved with the name .pdf, not a PDF. {_AGAIN}",
    "office document": "This is a Word or other Office file (or a zip archive) with the name .pdf, not a PDF. Open it and save it as PDF.",
    "old office document": "This is an old Word or other Office file with the name .pdf, not a PDF. Open it and save it as PDF.",
    "picture": "This is a picture with the name .pdf, not a PDF. Print or save it as PDF.",
    "rich text": "This is a rich text file with the name .pdf, not a PDF. Open it and save it as PDF.",
    "text": f"This is a text file with the name .pdf, not a PDF. {_AGAIN}",
    "unknown": f"This is not a PDF, though its name says so: it does not begin as a PDF does. {_AGAIN}",
}


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is not taken as a paper, and why."""

    path: str
    reason: str


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The papers of a corpus in the order of their paths, the files set aside, and whether they are the sample corpus."""

    papers: list[PaperFile] = []
    set_aside: list[SetAside] = []
    sample: bool = False


def register(
    seen: Iterable[SeenFile],
    manifest: Sequence[ManifestLine] = (),
    settings: Sequence[FolderSettings] = (),
    *,
    sample_folder: bool = False,
) -> Register:
    """The papers among the files seen, in the order of their paths.

    A file is a paper by its name or by its first bytes. With `sample_folder`, the papers in `sample/` are taken only when
    there are no others. The council is that of the manifest's line, else of the nearest folder with settings, else None.
    """
    papers: list[SeenFile] = []
    set_aside: list[SetAside] = []
    for file in sorted(seen, key=attrgetter("path")):
        if file.type == "pdf" or is_paper_name(file.path):
            papers.append(file)
        else:
            set_aside.append(SetAside(path=file.path, reason="not a PDF"))
    sample = False
    if sample_folder:
        own = [file for file in papers if not file.path.startswith(SAMPLE)]
        sample = bool(papers) and not own
        if own:
            set_aside += [SetAside(path=file.path, reason="part of the sample") for file in papers if file.path.startswith(SAMPLE)]
            papers = own
    said = Sayings(manifest, settings)
    return Register(papers=[_paper(file, said) for file in papers], set_aside=set_aside, sample=sample)


class Sayings:
    """What manifests and settings say of the files of a corpus."""

    def __init__(self, manifest: Sequence[ManifestLine], settings: Sequence[FolderSettings]) -> None:
        self._lines = {line.file.removeprefix("./"): line for line in manifest}
        self._councils: dict[str, str | None] = {entry.folder: entry.council for entry in settings if entry.council}
        self._of_folder: dict[str, list[ManifestLine]] = {}
        for file, line in self._lines.items():
            self._of_folder.setdefault(file.rpartition("/")[0], []).append(line)
        self._of_any = _digest(self._of_folder.get("", []))

    def line(self, path: str, name: str) -> ManifestLine | None:
        """The manifest's line about a file, by its path or its name; a later line wins."""
        return (self._lines.get(path) or self._lines.get(name)) if self._lines else None

    def council(self, folder: str) -> str | None:
        """The council of a folder, or of the nearest above it that has one."""
        if folder not in self._councils:
            self._councils[folder] = self.council(folder.rpartition("/")[0]) if folder else None
        return self._councils[folder]

    def about(self, folder: str) -> str:
        """A digest of all that is said of the files that lie in a folder."""
        lines = self._of_folder.get(folder)
        return f"{_digest(lines) if lines and folder else ''} {self._of_any} {self.council(folder) or ''}"


def _digest(lines: Sequence[ManifestLine]) -> str:
    return hashlib.sha256(msgspec.json.encode(lines)).hexdigest()[:24] if lines else ""


def _paper(file: SeenFile, said: Sayings) -> PaperFile:
    folder, _, name = file.path.rpartition("/")
    line = said.line(file.path, name)
    sound = file.type == "pdf" and not file.trouble
    sha256 = file.sha256 or ""
    return PaperFile(
        path=file.path,
        filename=name,
        bytes=file.bytes,
        modified_ns=file.modified_ns,
        sha256=sha256,
        document_id=sha256[:16] or _stand_in(file.path),
        council=(line.council if line else None) or said.council(folder),
        source_url=line.source_url if line else None,
        error=None if sound else _error(file),
        failure=None if sound else _failure(file),
    )


def _error(file: SeenFile) -> str | None:
    if file.trouble:
        return f"This file could not be read ({file.trouble}). Check that it may be opened, and ingest again."
    return _ERRORS.get(file.type)


def _failure(file: SeenFile) -> Failure | None:
    """The same in a word."""
    if file.trouble:
        return "no-access"
    return None if file.type not in _ERRORS else "empty" if file.type == "empty" else "not-a-pdf"


def _stand_in(path: str) -> str:
    """An id for a file whose content nobody could read: from its place, since there is nothing else."""
    return hashlib.sha256(b"unread file " + path.encode()).hexdigest()[:16]
