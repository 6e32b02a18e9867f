"""The documents that a run has to do with: all but those of folders at rest, and of these too those that are bound to the others."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.edges.corpus import Corpus
from pipeline.records import PaperFile
from pipeline.register import Register, Sayings, SetAside, register
from pipeline.register.papers import SAMPLE
from pipeline.running.ledger import Ledger
from pipeline.withdraw import Withdrawn

SAMPLE_CORPUS = "corpus"


class Awake:
    """The documents of a corpus that are awake, each with its files, in the order of their ids.

    A council has all its papers at rest, or none: they are linked with each other. So it is with the files of one document. With
    `may_rest`, what the `ledger` knows to be as it was is at rest; what is `dropped` may be there still, in another folder.
    """

    def __init__(self, corpus: Corpus, ledger: Ledger, withdrawn: Withdrawn, dropped: Iterable[str], may_rest: bool) -> None:
        self.corpus = corpus
        self.ledger = ledger
        self._withdrawn = withdrawn
        self._sample_folder = corpus.root.name == SAMPLE_CORPUS
        said = Sayings(corpus.manifest, corpus.settings)
        marks = corpus.marks
        self.marks = {folder: mark and f"{mark} {said.about(folder)}" for folder, mark in marks.items()}
        has_sample = self._sample_folder and any(f"{folder}/".startswith(SAMPLE) for folder in marks)
        ledger.rest({folder: self.marks[folder] for folder in corpus.still} if may_rest and not has_sample else {})
        corpus.wake(list(corpus.still.keys() - ledger.at_rest.keys()))
        self.folders = marks.keys() | set(ledger.folders)
        self.folders -= ledger.at_rest.keys()
        self.found = Register()
        self.documents: dict[str, list[PaperFile]] = {}
        self._gather()
        self.wake({*self.documents, *ledger.former, *dropped}, ledger.councils_of(self.folders))

    def wake(self, names: Iterable[str], councils: Iterable[str]) -> bool:
        """Wake what has to do with these documents and these councils, by their keys; whether anything slept."""
        woken: list[str] = []
        while folders := self.ledger.bound_to(names, councils):
            self.ledger.wake(folders)
            woken += folders
            names, councils = self.ledger.former, self.ledger.councils_of(folders)
        self._are_awake(woken)
        return bool(woken)

    def wake_all(self) -> None:
        """Leave nothing at rest."""
        resting = list(self.ledger.at_rest)
        self.ledger.wake(resting)
        self._are_awake(resting)

    def look_closely(self) -> bool:
        """Whether some document is not settled after all; it is awake then."""
        altered = self.ledger.altered()
        self.wake(altered, ())
        for name in altered:
            self.ledger.forget(name)
        return bool(altered)

    @property
    def paths(self) -> list[str]:
        """The paths of the papers that are awake."""
        return [paper.path for paper in self.found.papers]

    @property
    def count(self) -> int:
        """The number of all documents, those at rest too."""
        return len(self.documents) + sum(folder.count for folder in self.ledger.at_rest.values())

    @property
    def set_aside(self) -> list[SetAside]:
        """All files that are not taken as papers, in the order of their paths."""
        resting = [SetAside(path=path, reason=why) for folder in self.ledger.at_rest.values() for path, why in folder.set_aside]
        return sorted([*self.found.set_aside, *resting], key=lambda file: file.path) if resting else self.found.set_aside

    @property
    def refused(self) -> dict[str, str]:
        """All papers that cannot be read at all, by their paths, and why."""
        resting = {path: why for folder in self.ledger.at_rest.values() for path, why in folder.refused}
        return resting | {paper.path: paper.error for paper in self.found.papers if paper.error}

    def _are_awake(self, woken: list[str]) -> None:
        if woken:
            self.corpus.wake(woken)
            self.folders |= set(woken)
            self._gather()

    def _gather(self) -> None:
        corpus = self.corpus
        self.found = register(corpus.seen, corpus.manifest, corpus.settings, sample_folder=self._sample_folder)
        self.documents = by_document(self.found.papers)
        for name in self._withdrawn.papers:
            self.documents.pop(name, None)


def by_document(papers: Iterable[PaperFile]) -> dict[str, list[PaperFile]]:
    """The files of each document, in the order of their ids; a document is what has the same bytes."""
    documents: dict[str, list[PaperFile]] = {}
    for paper in papers:
        name = paper.document_id
        if name in documents:
            documents[name].append(paper)
        else:
            documents[name] = [paper]
    return {name: documents[name] for name in sorted(documents)}
