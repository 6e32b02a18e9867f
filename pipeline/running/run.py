"""One run: look at the corpus, do what has to be done in worker processes, link, load. What need not be done is not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from pipeline.edges.corpus import Corpus, Told, known_files, look, unknown_files
from pipeline.edges.far_files import check_owner, files_of
from pipeline.edges.files import only_one, read_checked, remove, set_aside, write_checked
from pipeline.edges.hand import read_judgments
from pipeline.edges.processor import expect_many
from pipeline.edges.withdrawals import read_withdrawals
from pipeline.errors import Damaged, DamagedDatabase, NotWritten, UsageError
from pipeline.records import Judgment, PaperFile
from pipeline.register import Register, register
from pipeline.running.ledger import Ledger
from pipeline.running.loading import DATABASE, Loading, judged_of, now
from pipeline.running.plan import Limits, Stages, as_set, job_of
from pipeline.running.redacting import redact_files
from pipeline.running.work import Done, Job
from pipeline.withdraw import Withdrawn, about_others, sorted_out

if TYPE_CHECKING:
    from pipeline.running.crews import Crew


SAMPLE_CORPUS = "corpus"
OWNER = Path("register", "corpus.json")
"""Which folder of papers an output folder belongs to."""
_SLOWEST = 5
_MENDED_AT_MOST = 1000


class Watcher(Protocol):
    """Somebody who is told how a run goes on."""

    def looking(self, path: str) -> None:
        """A file of the corpus is looked at."""

    def begins(self, jobs: int, documents: int, workers: int) -> None:
        """So many of the documents have to be worked on."""

    def ended(self, path: str, done: Done) -> None:
        """A document's work has ended."""

    def loading(self, documents: int) -> None:
        """So many documents are brought into the database."""


class Slow(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was worked on, with its seconds."""

    path: str
    seconds: float
    pages: int


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did.

    `hashed` counts the files whose bytes were read, `ran` the documents by stage, `loaded` and `removed` those of the
    database; `left` were not finished. `notes` say what was damaged and is put right. `troubles` are failures of the program that left
    a document, or the links, out.
    """

    database: str
    corpus: str
    register: Register
    documents: int = 0
    links_outside: list[str] = []
    hashed: int = 0
    ran: dict[str, int] = {}
    loaded: int = 0
    removed: int = 0
    left: int = 0
    slowest: list[Slow] = []
    troubles: list[str] = []
    notes: list[str] = []
    interrupted: bool = False

    @property
    def did_nothing(self) -> bool:
        """Whether everything was as the last run had left it."""
        return not (self.ran or self.loaded or self.removed or self.left or self.troubles)


class Run:
    """A run over one corpus folder into one output folder, by the given stages.

    `workers` is how many papers are worked on at a time, None for one a processor; 0 does without worker processes (see `Alone`). With a
    `crew`, that one works on them.
    """

    def __init__(
        self, corpus: Path, out: Path, stages: Stages, watcher: Watcher, limits: Limits, workers: int | None, crew: Crew | None = None
    ) -> None:
        self.folder = corpus
        self.out = out
        self.stages = stages
        self.watcher = watcher
        self.limits = limits
        self.workers = workers
        self.crew = crew
        self.files = files_of(out)
        self.database = out / DATABASE
        self.ran: Counter[str] = Counter()
        self.slow: list[Slow] = []
        self.notes: list[str] = []
        self.unfinished: list[str] = []
        self.withdrawn = Withdrawn()
        self.dropped: set[str] = set()

    def ingest(self, stop: Callable[[], bool] = lambda: False, only: Container[str] | None = None, growing: Container[str] = ()) -> Ran:
        """Bring the database up to the corpus. After `stop()` no document is begun; what is finished is loaded all the same.

        With `only`, no other documents than these are worked on. Files that are still `growing` are not looked into. What was withdrawn
        stays away. A file of a stage that is not as it was written is made anew, and so is a database that cannot be read as one: it is
        set aside.

        Raises UsageError when there is no such folder, WrongCorpus when the database belongs to another one, Busy when
        another run writes to the same output, NotWritten when the system will not write.
        """
        expect_many()
        try:
            return self._ingest(stop, only, growing)
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise NotWritten(
                f"The system says: {error.strerror or error}{where}. Put that right and ingest again; nothing is lost."
            ) from error

    def _ingest(self, stop: Callable[[], bool], only: Container[str] | None, growing: Container[str]) -> Ran:
        if not self.folder.is_dir():
            raise UsageError(f"There is no folder {self.folder}. Name the folder that holds the papers: minutebook ingest FOLDER.")
        begun = now()
        with only_one(self.out):
            self._check_owner()
            check_owner(self.files)
            self.withdrawn = sorted_out(read_withdrawals(self.folder, self.out))
            corpus = self._look(stop, growing)
            found = self._register(corpus)
            did = Ran(database=str(self.database), corpus=str(self.folder), register=found, links_outside=corpus.links, hashed=corpus.read)
            if not corpus.complete:
                return replace(did, interrupted=True)
            documents = self._documents(found)
            hand = about_others(read_judgments(self.folder), found.papers, self.withdrawn)
            ledger = Ledger(self.files, self.stages, self.limits, self._open(documents, hand))
            loading = self._loading(documents, hand, ledger)
            self._redact(documents)
            for last in (*[False] * _MENDED_AT_MOST, True):
                jobs = [job for job in self._jobs(documents, corpus, ledger) if only is None or job.paper.document_id in only]
                damaged = self._work(jobs, len(documents), stop)
                if damaged and not last:
                    continue
                slowest = sorted(self.slow, key=lambda slow: -slow.seconds)[:_SLOWEST]
                did = replace(did, documents=len(documents), ran=dict(self.ran), slowest=slowest, interrupted=stop())
                try:
                    paths = [paper.path for paper in found.papers]
                    loaded = loading.bring_in(self.watcher, paths, self.unfinished, self.dropped, idle=not self.ran, begun=begun)
                    if loaded.untouched and ledger.look_closely() and not last:
                        continue
                    return replace(
                        did, loaded=loaded.loaded, removed=loaded.removed, left=loaded.left, troubles=loaded.troubles, notes=self.notes
                    )
                except Damaged as error:
                    if last:
                        raise
                    remove(Path(str(error)))
                    ledger.forget(Path(str(error)).stem)
                except DamagedDatabase:
                    if last:
                        raise
                    self._set_aside()
            raise AssertionError("the last try returns or raises")

    def waiting(self) -> tuple[int, int]:
        """How many documents an ingest would work on, and how many it would take out of the database. Writes nothing."""
        corpus = look(self.folder, known_files(self.out).values, leave_out=self.out)
        self.stages = as_set(self.stages, corpus.settings)
        self.withdrawn = sorted_out(read_withdrawals(self.folder, self.out))
        found = self._register(corpus)
        documents = self._documents(found)
        hand = about_others(read_judgments(self.folder), found.papers, self.withdrawn)
        ledger = Ledger(self.files, self.stages, self.limits, self._open(documents, hand))
        ledger.look_closely()
        jobs = {job.paper.document_id for job in self._jobs(documents, corpus, ledger)}
        from pipeline.edges.database import Database

        with Database.read(self.database) as database:
            loaded = database.stamps()
        new = self._loading(documents, hand, ledger).changed(loaded)
        return len(jobs | new), len(loaded.keys() - documents.keys() - self.withdrawn.papers.keys())

    # --- looking ------------------------------------------------------------------------------------------------------

    def _check_owner(self) -> None:
        """Raise WrongCorpus before anything of another corpus is touched; make the database when there is none."""
        folder = self.folder.resolve()
        if self.database.is_file() and owner(self.out) == folder:
            return
        from pipeline.edges.database import Database

        try:
            with Database.open(self.database, self.folder):
                pass
        except DamagedDatabase:
            if owner(self.out) != folder:
                raise
            self._set_aside()
            with Database.open(self.database, self.folder):
                pass
        write_checked(self.out / OWNER, str(folder))

    def _set_aside(self) -> None:
        """Give the database another name, so that a new one takes its place: all its rows come from the files of the stages."""
        name = set_aside(self.database)
        self.notes.append(f"The database was damaged. It is kept as {name}, and a new one was made from the files of the stages.")

    def _look(self, stop: Callable[[], bool], growing: Container[str]) -> Corpus:
        def go_on(path: str) -> bool:
            self.watcher.looking(path)
            return not stop()

        kept = known_files(self.out)
        known = kept.values
        told: dict[str, Told] = {}
        if self.crew:
            told = self.crew.look_into(unknown_files(self.folder, known, self.out), self.stages, self.files, stop)
        corpus = look(self.folder, known, leave_out=self.out, go_on=go_on, growing=growing, told=told)
        self.stages = as_set(self.stages, corpus.settings)
        found = corpus.known if corpus.complete else {**known, **corpus.known}
        now_known = found.get
        self.dropped = {file.seen.sha256[:16] for path, file in known.items() if now_known(path) is not file and file.seen.sha256}
        withdrawn = self.withdrawn.digests
        if withdrawn:
            found = {path: file for path, file in found.items() if file.seen.sha256 not in withdrawn}
        kept.write(found, anew=bool(withdrawn) and any(file.seen.sha256 in withdrawn for file in known.values()))
        return corpus

    def _register(self, corpus: Corpus) -> Register:
        return register(corpus.seen, corpus.manifest, corpus.settings, sample_folder=corpus.root.name == SAMPLE_CORPUS)

    def _documents(self, found: Register) -> dict[str, list[PaperFile]]:
        """The files of each document that is not withdrawn, in the order of the documents' ids."""
        documents = by_document(found.papers)
        for name in self.withdrawn.papers:
            documents.pop(name, None)
        return documents

    def _open(self, documents: dict[str, list[PaperFile]], hand: list[Judgment]) -> set[str]:
        """The documents in which people have put something right, and of which something was withdrawn."""
        return {*judged_of(documents, hand), *self.withdrawn.parts}

    def _loading(self, documents: dict[str, list[PaperFile]], hand: list[Judgment], ledger: Ledger) -> Loading:
        return Loading(self.folder, self.out, self.stages, self.files, documents, hand, self.withdrawn, ledger)

    def _redact(self, documents: dict[str, list[PaperFile]]) -> None:
        """Take out of the files what was withdrawn since they were made; a document whose files are damaged is read again."""
        for name in self.withdrawn.parts.keys() & documents.keys():
            try:
                redact_files(self.stages, self.files, documents[name], self.withdrawn.parts[name])
            except Damaged as error:
                remove(Path(str(error)))

    # --- working ------------------------------------------------------------------------------------------------------

    def _jobs(self, documents: dict[str, list[PaperFile]], corpus: Corpus, ledger: Ledger) -> list[Job]:
        """The work to be done, the biggest first, so that no worker is left with a long one at the end."""
        settled = ledger.settled(documents)
        jobs = [
            job_of(
                self.stages,
                papers,
                corpus.place(papers[0].path),
                self.files,
                self.limits,
                self.withdrawn.parts.get(name, []),
            )
            for name, papers in documents.items()
            if name not in settled
        ]
        return sorted((job for job in jobs if job), key=lambda job: (-len(job.stages), -job.paper.bytes, job.paper.path))

    def _work(self, jobs: list[Job], documents: int, stop: Callable[[], bool]) -> bool:
        """Do the work; whether some of it has to be done again, because a file that it needed was damaged."""
        if not jobs or stop():
            return False
        from pipeline.running.crews import OnThisMachine
        from pipeline.running.rounds import done_by

        crew = self.crew or OnThisMachine(self.workers)
        self.watcher.begins(len(jobs), documents, crew.gather(jobs, self.stages, self.files))
        damaged = False
        for job, done in done_by(crew, jobs, self.stages, self.files, self.limits, stop):
            damaged = damaged or done.damaged
            if done.unwritten:
                self.unfinished.append(f"{job.paper.path}: {done.error}")
            self.ran.update(done.ran.keys())
            self.slow.append(Slow(path=job.paper.path, seconds=sum(done.ran.values()), pages=done.pages))
            self.watcher.ended(job.paper.path, done)
        return damaged


def owner(out: Path) -> Path | None:
    """The corpus folder that an output folder belongs to; None when it belongs to none yet."""
    folder: str | None = read_checked(out / OWNER, str)
    return Path(folder) if folder else None


def by_document(papers: list[PaperFile]) -> dict[str, list[PaperFile]]:
    """The files of each document, in the order of their ids; a document is what has the same bytes."""
    documents: dict[str, list[PaperFile]] = {}
    for paper in papers:
        name = paper.document_id
        if name in documents:
            documents[name].append(paper)
        else:
            documents[name] = [paper]
    return {name: documents[name] for name in sorted(documents)}
