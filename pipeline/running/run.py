"""One run: look at the corpus, do what has to be done in worker processes, link, load. What need not be done is not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from pipeline.edges.corpus import Corpus, Told, look, unknown_files
from pipeline.edges.far_files import check_owner, files_of
from pipeline.edges.hand import read_judgments
from pipeline.edges.known_files import known_files
from pipeline.edges.locks import only_one
from pipeline.edges.processor import expect_many
from pipeline.edges.whole_files import read_checked, remove, set_aside, write_checked
from pipeline.edges.withdrawals import read_withdrawals
from pipeline.errors import Damaged, DamagedDatabase, NotWritten, UsageError
from pipeline.records import Judgment, PaperFile
from pipeline.register import SetAside
from pipeline.running.awake import Awake
from pipeline.running.ledger import Ledger
from pipeline.running.loading import Loading, judged_of, now
from pipeline.running.plan import Limits, Stages, as_set, job_of
from pipeline.running.redacting import redact_files
from pipeline.running.state import DATABASE, is_as_left
from pipeline.running.work import Done, Job, fingerprint
from pipeline.withdraw import Withdrawn, about_others, sorted_out

if TYPE_CHECKING:
    from pipeline.running.crews import Crew


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

    `sample` says that the papers are the sample's; `set_aside` are files that are no papers, `refused` papers that cannot be read at all,
    each with the reason. `hashed` counts the files whose bytes were read, `ran` the documents by stage, `loaded` and `removed` those of the
    database; `left` were not finished. `notes` say what was damaged and is put right. `troubles` are failures of the program that left
    a document, or the links, out.
    """

    database: str
    corpus: str
    sample: bool = False
    set_aside: list[SetAside] = []
    refused: dict[str, str] = {}
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
            did = Ran(database=str(self.database), corpus=str(self.folder), links_outside=corpus.links, hashed=corpus.read)
            if not corpus.complete:
                return replace(did, interrupted=True)
            awake, hand = self._awake(corpus, may_rest=is_as_left(self.out))
            did = replace(did, sample=awake.found.sample, set_aside=awake.set_aside, refused=awake.refused)
            self._redact(awake.documents)
            for last in (*[False] * _MENDED_AT_MOST, True):
                jobs = [job for job in self._jobs(awake) if only is None or job.paper.document_id in only]
                damaged = self._work(jobs, awake.count, stop)
                if damaged and not last:
                    continue
                slowest = sorted(self.slow, key=lambda slow: -slow.seconds)[:_SLOWEST]
                did = replace(did, documents=awake.count, ran=dict(self.ran), slowest=slowest, interrupted=stop())
                loading = Loading(self.folder, self.out, self.stages, self.files, awake, hand, self.withdrawn)
                try:
                    loaded = loading.bring_in(self.watcher, self.unfinished, self.dropped, idle=not self.ran, begun=begun)
                    if loaded.untouched:
                        if awake.look_closely() and not last:
                            continue
                        loading.keep()
                    return replace(
                        did, loaded=loaded.loaded, removed=loaded.removed, left=loaded.left, troubles=loaded.troubles, notes=self.notes
                    )
                except Damaged as error:
                    if last:
                        raise
                    remove(Path(str(error)))
                    awake.ledger.forget(Path(str(error)).stem)
                except DamagedDatabase:
                    if last:
                        raise
                    self._set_aside()
            raise AssertionError("the last try returns or raises")

    def waiting(self) -> tuple[int, int]:
        """How many documents an ingest would work on, and how many it would take out of the database. Writes nothing."""
        corpus = look(self.folder, known_files(self.out), leave_out=self.out)
        self.stages = as_set(self.stages, corpus.settings)
        self.withdrawn = sorted_out(read_withdrawals(self.folder, self.out))
        awake, hand = self._awake(corpus, may_rest=False)
        awake.look_closely()
        jobs = {job.paper.document_id for job in self._jobs(awake)}
        from pipeline.edges.database import Database

        with Database.read(self.database) as database:
            loaded = database.stamps()
        new = Loading(self.folder, self.out, self.stages, self.files, awake, hand, self.withdrawn).changed(loaded)
        return len(jobs | new), len(loaded.keys() - awake.documents.keys() - self.withdrawn.papers.keys())

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

        known = known_files(self.out)
        withdrawn = self.withdrawn.digests
        still = known.packed(withdrawn)
        told: dict[str, Told] = {}
        if self.crew:
            told = self.crew.look_into(unknown_files(self.folder, known, self.out, still), self.stages, self.files, stop)
        corpus = look(self.folder, known, still=still, leave_out=self.out, go_on=go_on, growing=growing, told=told)
        self.stages = as_set(self.stages, corpus.settings)
        now_known = corpus.known.get
        for folder in known.folders.keys() - corpus.still.keys():
            for path, file in known.of(folder).items():
                if now_known(path) is not file and file.seen.sha256:
                    self.dropped.add(file.seen.sha256[:16])
        known.write(corpus.looked, corpus.still if corpus.complete else known.folders, withdrawn)
        return corpus

    def _awake(self, corpus: Corpus, may_rest: bool) -> tuple[Awake, list[Judgment]]:
        """The documents that the run has to do with, and what people say of documents that are not withdrawn."""
        said = read_judgments(self.folder)
        made_by = fingerprint(self.stages.link.version, self.stages.load_version, said, self.withdrawn.all)
        ledger = Ledger(self.files, self.stages, self.limits, made_by)
        awake = Awake(corpus, ledger, self.withdrawn, self.dropped, may_rest)
        hand = about_others(said, awake.found.papers, self.withdrawn)
        ledger.leave_open({*judged_of(awake.documents, hand), *self.withdrawn.parts})
        return awake, hand

    def _redact(self, documents: dict[str, list[PaperFile]]) -> None:
        """Take out of the files what was withdrawn since they were made; a document whose files are damaged is read again."""
        for name in self.withdrawn.parts.keys() & documents.keys():
            try:
                redact_files(self.stages, self.files, documents[name], self.withdrawn.parts[name])
            except Damaged as error:
                remove(Path(str(error)))

    # --- working ------------------------------------------------------------------------------------------------------

    def _jobs(self, awake: Awake) -> list[Job]:
        """The work to be done, the biggest first, so that no worker is left with a long one at the end."""
        settled = awake.ledger.settled(awake.documents)
        jobs = [
            job_of(
                self.stages,
                papers,
                awake.corpus.place(papers[0].path),
                self.files,
                self.limits,
                self.withdrawn.parts.get(name, []),
            )
            for name, papers in awake.documents.items()
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
