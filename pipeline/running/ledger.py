"""What earlier runs have found out about each document that is settled, by folder, so that a run over many looks only at those that may
not be: a folder in which nothing was touched, and all is settled, is at rest and stays packed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from pipeline.edges.kept import Kept
from pipeline.edges.known_files import folder_of
from pipeline.edges.stage_files import StageFiles
from pipeline.link.series import UNKNOWN
from pipeline.records import PaperFile
from pipeline.register import SetAside
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


class SettledFolder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of the documents of one folder, as it is written.

    `mark` says by what the folder is known to be as it was when all of them were settled; it is empty when some were not. `names` are the
    documents of which a file lies in it, `councils` the keys of theirs. A document stands in the folder of its first file: there are
    `count` that do so here, `stamps` is a digest of theirs, and `settled` has those that are settled, by name. `set_aside` are files that
    are no papers, `refused` papers that cannot be read at all, by their paths and with the reason.
    """

    mark: str
    names: str
    councils: list[str]
    count: int
    stamps: str
    pictures: bool
    set_aside: list[tuple[str, str]]
    refused: list[tuple[str, str]]
    settled: msgspec.Raw

    def unpacked(self) -> dict[str, Settled]:
        """What is known of its settled documents."""
        return _decode(self.settled)


_decode = msgspec.json.Decoder(dict[str, Settled]).decode


class Ledger:
    """The settled documents of an output folder, as far as they are settled by these stages and limits.

    A settled document is not looked at further. Whether the files of its stages are there, and as they were written, is seen when they are
    needed, or when `altered` is asked. What is kept says by which stages and limits it holds, what read the pictures, and `made_by` what
    else the database was made. Documents that are kept open are never settled: people have put something right in them, or withdrawn
    something of them.
    """

    def __init__(self, files: StageFiles, stages: Stages, limits: Limits, made_by: str = "") -> None:
        self._files = files
        self._stages = stages
        self._limits = limits
        self._made_by = made_by
        self._open: Container[str] = ()
        shaping = (stages.document, stages.open_pdf, stages.find_engine, stages.ocr_languages, stages.ocr_dots_an_inch, stages.load_version)
        self._by = fingerprint(shaping, limits)
        self._kept: Kept[SettledFolder] = Kept(files.out / LEDGER, SettledFolder)
        head: list[str] = self._kept.head or []
        by, engine, self._was_made_by = head if len(head) == 3 else ("", "", "")
        self._holds = by == self._by
        self._pictures_hold = not self._holds or engine == self._engine(folder.pictures for folder in self._kept.values.values())
        self.at_rest: dict[str, SettledFolder] = {}
        self._documents: dict[str, Settled] = {}
        self._settled: dict[str, Settled] = {}
        self._asked: Mapping[str, list[PaperFile]] = {}
        self.former: set[str] = set()

    # --- at rest ------------------------------------------------------------------------------------------------------

    def rest(self, marks: Mapping[str, str]) -> None:
        """Leave those folders at rest that are as they were when all in them was settled; `marks` say how each is now.

        The others are awake: their documents, `former` ones too, are gone into. None is at rest when papers of no known council are there,
        for those are linked with papers of all councils, nor when the database was made by something else.
        """
        kept = self._kept.values
        may = self._holds and self._was_made_by == self._made_by and not any(UNKNOWN in folder.councils for folder in kept.values())
        self.at_rest = {
            name: folder
            for name, folder in (kept.items() if may else ())
            if folder.mark and folder.mark == marks.get(name) and (self._pictures_hold or not folder.pictures)
        }
        for name, folder in kept.items():
            if name not in self.at_rest:
                self._unpack(folder)

    def bound_to(self, names: Iterable[str], councils: Iterable[str]) -> list[str]:
        """The folders at rest that have some of these documents, or papers of some of these councils."""
        asked, keys = frozenset(names), frozenset(councils)
        return [
            folder
            for folder, known in self.at_rest.items()
            if not (keys.isdisjoint(known.councils) and asked.isdisjoint(known.names.split()))
        ]

    def wake(self, folders: Iterable[str]) -> None:
        """These folders are not at rest any more."""
        for folder in folders:
            self._unpack(self.at_rest.pop(folder))

    def councils_of(self, folders: Iterable[str]) -> set[str]:
        """The keys of the councils of which papers lay in these folders."""
        return {key for folder in folders if folder in self._kept.values for key in self._kept.values[folder].councils}

    @property
    def folders(self) -> Iterable[str]:
        """The folders of which something is known."""
        return self._kept.values.keys()

    def _unpack(self, folder: SettledFolder) -> None:
        self.former.update(folder.names.split())
        if self._holds:
            self._documents.update((name, known) for name, known in folder.unpacked().items() if self._pictures_hold or not known.pictures)

    # --- settled ------------------------------------------------------------------------------------------------------

    def leave_open(self, names: Container[str]) -> None:
        """Never settle these documents."""
        self._open = names

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

    def altered(self) -> list[str]:
        """Documents that are not settled after all, for a file of their stages was written to, or cut short."""
        marks_of, names = self._files.marks, self._stages.names
        return [name for name, known in self._all() if known.marks != _raw(marks_of(names, name))]

    def _all(self) -> Iterator[tuple[str, Settled]]:
        yield from self._documents.items()
        for folder in self.at_rest.values():
            yield from folder.unpacked().items()

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

    # --- kept ---------------------------------------------------------------------------------------------------------

    def stamps(self, stamps: Mapping[str, str | None], documents: Mapping[str, list[PaperFile]]) -> dict[str, str]:
        """For each folder a digest of what the rows of its documents are made from, given that of those documents which are awake."""
        held: dict[str, list[tuple[str, str | None]]] = {}
        for name, stamp in stamps.items():  # in the order of their ids
            held.setdefault(folder_of(documents[name][0].path), []).append((name, stamp))
        found = {folder: known.stamps for folder, known in self.at_rest.items() if known.count}
        return found | {folder: fingerprint(each) for folder, each in held.items()}

    def write(
        self,
        documents: Mapping[str, list[PaperFile]],
        council_of: Mapping[str, str],
        stamps: Mapping[str, str],
        marks: Mapping[str, str],
        set_aside: Iterable[SetAside],
        withdrawn: Container[str],
    ) -> None:
        """Keep what is known of these documents, and of those at rest, for the next run; nothing is left of those that were `withdrawn`.

        `council_of` has the keys of their councils, `stamps` the digests that `stamps` gives, `marks` how each folder is now.
        """
        made = {folder: _Made() for folder in {folder_of(paper.path) for papers in documents.values() for paper in papers}}
        for file in set_aside:
            made.setdefault(folder_of(file.path), _Made()).set_aside.append((file.path, file.reason))
        for name, papers in documents.items():
            known = self._documents.get(name)
            first = made[folder_of(papers[0].path)]
            first.count += 1
            if known:
                first.settled[name] = known
            for paper in papers:
                folder = made[folder_of(paper.path)]
                folder.names[name] = council_of.get(name, "")
                folder.whole = folder.whole and known is not None
                if paper.error:
                    folder.refused.append((paper.path, paper.error))
        values = {
            **self.at_rest,
            **{
                folder: each.packed(marks.get(folder, ""), stamps.get(folder, ""))
                for folder, each in made.items()
                if folder not in self.at_rest
            },
        }
        anew = self._kept.head is None or (
            bool(withdrawn) and any(name in withdrawn for folder in self._kept.values.values() for name in folder.names.split())
        )
        self._kept.write(values, [self._by, self._engine(folder.pictures for folder in values.values()), self._made_by], anew)

    def _engine(self, pictures: Iterable[bool]) -> str:
        """What reads pictures on this machine; looked for only when a document has some."""
        engine = engine_of(self._stages) if any(pictures) else None
        return engine.name if engine else NO_ENGINE


class _Made:
    """What is to be kept of a folder."""

    def __init__(self) -> None:
        self.whole = True
        self.count = 0
        self.names: dict[str, str] = {}
        self.settled: dict[str, Settled] = {}
        self.set_aside: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str]] = []

    def packed(self, mark: str, stamps: str) -> SettledFolder:
        """It as it is written."""
        return SettledFolder(
            mark=mark if self.whole else "",
            names=" ".join(self.names),
            councils=sorted({key for key in self.names.values() if key}),
            count=self.count,
            stamps=stamps,
            pictures=any(known.pictures for known in self.settled.values()),
            set_aside=self.set_aside,
            refused=self.refused,
            settled=_raw(self.settled),
        )


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(_encode(value))
