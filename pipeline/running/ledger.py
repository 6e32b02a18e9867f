"""What earlier runs have found out about each document that is settled, so that a run over many looks only at those that may not be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pipeline.edges.files import StageFiles, read_checked
from pipeline.edges.kept import Kept
from pipeline.records import PaperFile
from pipeline.running.plan import Limits, Stages, engine_of, job_of
from pipeline.running.work import NO_ENGINE, files_of, fingerprint

LEDGER = Path("load", "ledger.json")
_encode = msgspec.json.Encoder().encode


class Settled(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A document whose stages are through, or have failed for good, by what is known of its files.

    `files` are what is known of them, `marks` are those of the files that its stages left, in the order of the stages, both as they are
    written, for most are only compared; `stamp` is that of its rows; `council` is its council's
    key. A document with `pictures` may not be settled when there is another engine to read them.
    """

    files: msgspec.Raw
    marks: msgspec.Raw
    stamp: str
    council: str
    pictures: bool = False


class _Former(msgspec.Struct, frozen=True):
    """The ledger as earlier versions kept it."""

    by: str
    engine: str
    documents: dict[str, Settled]


class Ledger:
    """The settled documents of an output folder, as far as they are settled by these stages and limits.

    A settled document is not looked at further. Whether the files of its stages are there, and as they were written, is seen when they are
    needed, or when `look_closely` is asked to. What is kept says by which stages and limits it holds, and what read the pictures. Those
    that are `open` are never settled: people have put something right in them, or withdrawn something of them.
    """

    def __init__(self, files: StageFiles, stages: Stages, limits: Limits, open_to_change: Container[str] = ()) -> None:
        self._files = files
        self._stages = stages
        self._limits = limits
        self._open = open_to_change
        shaping = (stages.document, stages.open_pdf, stages.find_engine, stages.ocr_languages, stages.ocr_dots_an_inch, stages.load_version)
        self._by = fingerprint(shaping, limits)
        self._kept: Kept[Settled] = Kept(files.out / LEDGER, Settled, _former)
        by, engine = self._kept.head or ("", "")
        self._documents = dict(self._kept.values) if by == self._by else {}
        if self._engine() != engine:
            self._documents = {name: known for name, known in self._documents.items() if not known.pictures}
        self._settled: dict[str, Settled] = {}
        self._asked: Mapping[str, list[PaperFile]] = {}

    def settled(self, documents: Mapping[str, list[PaperFile]]) -> Mapping[str, Settled]:
        """What is known of those of these documents that are settled; the others have to be looked at. It is not to be changed.

        What was settled in between (`settle`) is not among them, as long as it is asked about the same documents.
        """
        if self._asked is not documents:
            settled, known_of = {}, self._documents.get
            for name, papers in documents.items():
                known = known_of(name)
                if known is not None and known.files == _raw(files_of(papers)) and name not in self._open:
                    settled[name] = known
                else:
                    self._documents.pop(name, None)
            self._asked, self._settled = documents, settled
        return self._settled

    def look_closely(self) -> bool:
        """Whether some document is not settled after all, for a file of its stages was written to, or cut short."""
        altered = [name for name, known in self._documents.items() if known.marks != _raw(self._files.marks(self._stages.names, name))]
        for name in altered:
            self.forget(name)
        return bool(altered)

    def settle(self, papers: list[PaperFile], stamp: str, council: str) -> None:
        """Note that a document is settled, if it is: all its stages are through, and none would run again."""
        name = papers[0].document_id
        if name in self._open or job_of(self._stages, papers, "", self._files, self._limits) is not None:
            return
        read = self._files.stamp("read", name)
        marks = self._files.marks(self._stages.names, name)
        self._documents[name] = Settled(_raw(files_of(papers)), _raw(marks), stamp, council, bool(read and read.sight))

    def forget(self, name: str) -> None:
        """Look at a document again."""
        self._documents.pop(name, None)
        self._settled.pop(name, None)

    def write(self, documents: Mapping[str, object], withdrawn: Iterable[str]) -> None:
        """Keep what is known of these documents, and of no others, for the next run; nothing is left of those that were `withdrawn`."""
        gone = self._documents.keys() - documents.keys()
        values = {name: known for name, known in self._documents.items() if name not in gone} if gone else dict(self._documents)
        anew = self._kept.head is None or not self._kept.values.keys().isdisjoint(withdrawn)
        self._kept.write(values, [self._by, self._engine()], anew)

    def _engine(self) -> str:
        """What reads pictures on this machine; looked for only when a document has some."""
        engine = engine_of(self._stages) if any(known.pictures for known in self._documents.values()) else None
        return engine.name if engine else NO_ENGINE


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(_encode(value))


def _former(path: Path) -> tuple[Any, Mapping[str, Settled]]:
    written = read_checked(path, _Former)
    return ([written.by, written.engine], written.documents) if written else (None, {})
