"""What earlier runs have found out about each document that is settled, so that a run over many looks only at those that may not be."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

import msgspec

from pipeline.edges.files import StageFiles, read_checked, write_checked
from pipeline.records import PaperFile
from pipeline.running.plan import Limits, Stages, engine_of, job_of
from pipeline.running.work import NO_ENGINE, files_of, fingerprint

LEDGER = Path("load", "ledger.json")


class Settled(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A document whose stages are through, or have failed for good, by what is known of its files.

    `marks` are those of the files that its stages left, in the order of the stages; `stamp` is that of its rows; `council` is its council's
    key. A document with `pictures` may not be settled when there is another engine to read them.
    """

    files: list[tuple[str | None, ...]]
    marks: list[tuple[int, int]]
    stamp: str
    council: str
    pictures: bool = False


class _Written(msgspec.Struct, frozen=True):
    """The ledger as it is kept: by which stages and limits its documents are settled, and what read their pictures."""

    by: str
    engine: str
    documents: dict[str, Settled]


class Ledger:
    """The settled documents of an output folder, as far as they are settled by these stages and limits.

    A settled document is not looked at further, but that there are files of its stages. Whether these are as they were written is seen
    when they are needed, or when `look_closely` is asked to. Those that are `open` are never settled: people have put something right in
    them, or withdrawn something of them.
    """

    def __init__(self, files: StageFiles, stages: Stages, limits: Limits, open_to_change: Container[str] = ()) -> None:
        self._files = files
        self._stages = stages
        self._limits = limits
        self._open = open_to_change
        shaping = (stages.document, stages.open_pdf, stages.find_engine, stages.ocr_languages, stages.ocr_dots_an_inch, stages.load_version)
        self._by = fingerprint(shaping, limits)
        written = read_checked(files.out / LEDGER, _Written)
        self._documents: dict[str, Settled] = written.documents if written and written.by == self._by else {}
        if written and self._engine() != written.engine:
            self._documents = {name: known for name, known in self._documents.items() if not known.pictures}
        self._there = [files.names(stage) for stage in stages.names] if self._documents else []
        self._told: dict[str, Settled | None] = {}
        self._changed = False

    def settled(self, papers: list[PaperFile]) -> Settled | None:
        """What is known of a document that is settled; None when it has to be looked at."""
        name = papers[0].document_id
        if name not in self._told:
            known = self._documents.get(name)
            self._told[name] = known if known and self._holds_for(name, papers, known) else None
            if self._told[name] is None:
                self.forget(name)
        return self._told[name]

    def look_closely(self) -> bool:
        """Whether some document is not settled after all, for a file of its stages was written to, or cut short."""
        altered = [name for name, known in self._documents.items() if known.marks != self._files.marks(self._stages.names, name)]
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
        self._documents[name] = Settled(files_of(papers), marks, stamp, council, bool(read and read.sight))
        self._changed = True

    def forget(self, name: str) -> None:
        """Look at a document again."""
        self._changed = self._documents.pop(name, None) is not None or self._changed
        self._told[name] = None

    def write(self, documents: Mapping[str, object]) -> None:
        """Keep what is known of these documents, and of no others, for the next run."""
        kept = {name: known for name, known in self._documents.items() if name in documents}
        if self._changed or len(kept) < len(self._documents):
            write_checked(self._files.out / LEDGER, _Written(self._by, self._engine(), kept))

    def _holds_for(self, name: str, papers: list[PaperFile], known: Settled) -> bool:
        there = all(name in names for names in self._there[: len(known.marks)])
        return there and name not in self._open and known.files == files_of(papers)

    def _engine(self) -> str:
        """What reads pictures on this machine; looked for only when a document has some."""
        engine = engine_of(self._stages) if any(known.pictures for known in self._documents.values()) else None
        return engine.name if engine else NO_ENGINE
