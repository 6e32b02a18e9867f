"""One run: look at the corpus, do what has to be done in worker processes, link, load. What need not be done is not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from datetime import UTC, datetime
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from pipeline import __version__
from pipeline.edges.corpus import Corpus, KnownFile, look
from pipeline.edges.files import StageFiles, Stamp, only_one, read_checked, remove, set_aside, write_checked
from pipeline.edges.hand import read_judgments
from pipeline.edges.withdrawals import read_withdrawals
from pipeline.errors import Damaged, DamagedDatabase, MinutebookError, NotWritten, UsageError
from pipeline.link.corrections import Corrected, correct, names_of
from pipeline.papers import paper_of
from pipeline.plan import Limits, Stages, as_set, job_of, load_stamp
from pipeline.records import Judgment, Links, Paper, PaperFile
from pipeline.redacting import redact_files
from pipeline.register import Register, register
from pipeline.withdraw import Withdrawn, about_others, said_discreetly, sorted_out, tombstone, withdrawal_rows
from pipeline.work import Done, Job, files_of, fingerprint, function

if TYPE_CHECKING:
    from pipeline.edges.database import Database

DATABASE = "minutebook.db"
SAMPLE_CORPUS = "corpus"
_KNOWN = Path("register", "files.json")
_OWNER = Path("register", "corpus.json")
_STATE = Path("load", "state.json")
_LINKS = "links"
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


class _State(msgspec.Struct, frozen=True):
    """What the database was last made from, and the marks by which it is known to be that database still."""

    fingerprint: str
    marks: tuple[int, int, int]


class Run:
    """A run over one corpus folder into one output folder, by the given stages.

    `workers` is how many papers are worked on at a time, None for one a processor; 0 does without worker processes (see `Alone`).
    """

    def __init__(self, corpus: Path, out: Path, stages: Stages, watcher: Watcher, limits: Limits, workers: int | None) -> None:
        self.folder = corpus
        self.out = out
        self.stages = stages
        self.watcher = watcher
        self.limits = limits
        self.workers = workers
        self.files = StageFiles(out)
        self.database = out / DATABASE
        self.ran: Counter[str] = Counter()
        self.slow: list[Slow] = []
        self.notes: list[str] = []
        self.unfinished: list[str] = []
        self.withdrawn = Withdrawn()

    def ingest(self, stop: Callable[[], bool] = lambda: False, only: Container[str] | None = None) -> Ran:
        """Bring the database up to the corpus. After `stop()` no document is begun; what is finished is loaded all the same.

        With `only`, no other documents than these are worked on. What was withdrawn stays away. A file of a stage that is not as it was
        written is made anew, and so is a database that cannot be read as one: it is set aside.

        Raises UsageError when there is no such folder, WrongCorpus when the database belongs to another one, Busy when
        another run writes to the same output, NotWritten when the system will not write.
        """
        try:
            return self._ingest(stop, only)
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise NotWritten(
                f"The system says: {error.strerror or error}{where}. Put that right and ingest again; nothing is lost."
            ) from error

    def _ingest(self, stop: Callable[[], bool], only: Container[str] | None) -> Ran:
        if not self.folder.is_dir():
            raise UsageError(f"There is no folder {self.folder}. Name the folder that holds the papers: minutebook ingest FOLDER.")
        begun = now()
        with only_one(self.out):
            self._check_owner()
            self.withdrawn = sorted_out(read_withdrawals(self.folder, self.out))
            corpus = self._look(stop)
            found = self._register(corpus)
            did = Ran(database=str(self.database), corpus=str(self.folder), register=found, links_outside=corpus.links, hashed=corpus.read)
            if not corpus.complete:
                return replace(did, interrupted=True)
            documents = self._documents(found)
            hand = about_others(read_judgments(self.folder), found.papers, self.withdrawn)
            self._redact(documents)
            for last in (*[False] * _MENDED_AT_MOST, True):
                jobs = [job for job in self._jobs(documents, corpus) if only is None or job.paper.document_id in only]
                damaged = self._work(jobs, len(documents), stop)
                if damaged and not last:
                    continue
                slowest = sorted(self.slow, key=lambda slow: -slow.seconds)[:_SLOWEST]
                did = replace(did, documents=len(documents), ran=dict(self.ran), slowest=slowest, interrupted=stop())
                try:
                    return self._bring_in(did, documents, hand, idle=not self.ran, begun=begun)
                except Damaged as error:
                    if last:
                        raise
                    remove(Path(str(error)))
                except DamagedDatabase:
                    if last:
                        raise
                    self._set_aside()
            raise AssertionError("the last try returns or raises")

    def waiting(self) -> tuple[int, int]:
        """How many documents an ingest would work on, and how many it would take out of the database. Writes nothing."""
        known = read_checked(self.out / _KNOWN, dict[str, KnownFile]) or {}
        corpus = look(self.folder, known, leave_out=self.out)
        self.stages = as_set(self.stages, corpus.settings)
        self.withdrawn = sorted_out(read_withdrawals(self.folder, self.out))
        found = self._register(corpus)
        documents = self._documents(found)
        jobs = {job.paper.document_id for job in self._jobs(documents, corpus)}
        from pipeline.edges.database import Database

        with Database.read(self.database) as database:
            loaded = database.stamps()
        hand = about_others(read_judgments(self.folder), found.papers, self.withdrawn)
        new = {name for name, papers in documents.items() if loaded.get(name) != self._stamp(papers, hand)}
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
        write_checked(self.out / _OWNER, str(folder))

    def _set_aside(self) -> None:
        """Give the database another name, so that a new one takes its place: all its rows come from the files of the stages."""
        name = set_aside(self.database)
        self.notes.append(f"The database was damaged. It is kept as {name}, and a new one was made from the files of the stages.")

    def _look(self, stop: Callable[[], bool]) -> Corpus:
        def go_on(path: str) -> bool:
            self.watcher.looking(path)
            return not stop()

        known = read_checked(self.out / _KNOWN, dict[str, KnownFile]) or {}
        corpus = look(self.folder, known, leave_out=self.out, go_on=go_on)
        self.stages = as_set(self.stages, corpus.settings)
        found = corpus.known if corpus.complete else {**known, **corpus.known}
        found = {path: file for path, file in found.items() if file.seen.sha256 not in self.withdrawn.digests}
        if found != known:
            write_checked(self.out / _KNOWN, found)
        return corpus

    def _register(self, corpus: Corpus) -> Register:
        return register(corpus.seen, corpus.manifest, corpus.settings, sample_folder=corpus.root.name == SAMPLE_CORPUS)

    def _documents(self, found: Register) -> dict[str, list[PaperFile]]:
        """The files of each document that is not withdrawn."""
        return {name: papers for name, papers in by_document(found.papers).items() if name not in self.withdrawn.papers}

    def _redact(self, documents: dict[str, list[PaperFile]]) -> None:
        """Take out of the files what was withdrawn since they were made; a document whose files are damaged is read again."""
        for name in self.withdrawn.parts.keys() & documents.keys():
            try:
                redact_files(self.stages, self.files, documents[name], self.withdrawn.parts[name])
            except Damaged as error:
                remove(Path(str(error)))

    # --- working ------------------------------------------------------------------------------------------------------

    def _jobs(self, documents: dict[str, list[PaperFile]], corpus: Corpus) -> list[Job]:
        """The work to be done, the biggest first, so that no worker is left with a long one at the end."""
        jobs = [
            job_of(
                self.stages,
                papers,
                corpus.places.get(papers[0].path, Path()),
                self.files,
                self.limits,
                self.withdrawn.parts.get(papers[0].document_id, []),
            )
            for papers in documents.values()
        ]
        return sorted((job for job in jobs if job), key=lambda job: (-len(job.stages), -job.paper.bytes, job.paper.path))

    def _work(self, jobs: list[Job], documents: int, stop: Callable[[], bool]) -> bool:
        """Do the work; whether some of it has to be done again, because a file that it needed was damaged."""
        if not jobs or stop():
            return False
        from pipeline.rounds import count_of, done_in_workers

        self.watcher.begins(len(jobs), documents, count_of(self.workers, jobs))
        damaged = False
        for job, done in done_in_workers(jobs, self.stages, self.files, self.limits, self.workers, stop):
            damaged = damaged or done.damaged
            if done.unwritten:
                self.unfinished.append(f"{job.paper.path}: {done.error}")
            self.ran.update(done.ran.keys())
            self.slow.append(Slow(path=job.paper.path, seconds=sum(done.ran.values()), pages=done.pages))
            self.watcher.ended(job.paper.path, done)
        return damaged

    # --- linking and loading ------------------------------------------------------------------------------------------

    def _bring_in(self, did: Ran, documents: dict[str, list[PaperFile]], hand: list[Judgment], idle: bool, begun: str) -> Ran:
        """Make the database what the stage files say, unless it is so already (then others, such as `evaluate`, may have written to it)."""
        stamps = {name: self._stamp(papers, hand) for name, papers in documents.items()}
        left = sum(stamp is None for stamp in stamps.values())
        made_from = fingerprint(self.stages.load_version, self.stages.link.version, sorted(stamps.items()), hand, self.withdrawn.all)
        state = read_checked(self.out / _STATE, _State)
        marks = _marks(self.database)
        if idle and state == _State(made_from, marks):
            return did
        from pipeline.edges.database import Database
        from pipeline.load import link_rows

        remove(self.out / _STATE)
        for name in self.withdrawn.papers:
            for stage in self.stages.names:
                self.files.remove(stage, name)
        told = {judgment.document for judgment in hand}
        whole = {name for name, files in documents.items() if not told.isdisjoint(names_of(files, name))}
        each = (paper_of(self.files, files, across=name not in whole) for name, files in sorted(documents.items()))
        judged = said_discreetly(correct([paper for paper in each if paper], hand), self.withdrawn)
        links, troubles = self._links(judged, hand)
        troubles += self.unfinished
        finished = [paper.document_id for paper in judged.papers]
        corrected = {paper.document_id: paper for paper in judged.papers if paper.document_id in whole}
        del judged  # what was held of all papers is not needed any more
        with Database.open(self.database, self.folder) as database:
            if (state is None or state.marks != marks) and not database.is_whole():
                raise DamagedDatabase(f"{self.database} is damaged.")
            before = database.stamps()
            changed = [name for name in finished if stamps[name] and stamps[name] != before.get(name)]
            self.watcher.loading(len(changed))
            for name in changed:
                paper = corrected.get(name) or paper_of(self.files, documents[name])
                if paper is not None:
                    troubles += self._load(database, paper, links or Links(), stamps[name] or "")
            gone = [] if left else sorted(before.keys() - documents.keys() - self.withdrawn.papers.keys())
            for name in gone:
                database.remove_document(name)
            withdrawn = self._take_out(database, before)
            if changed or gone or state is None or state.fingerprint != made_from:
                database.see_files(paper.path for paper in did.register.papers)
                if links is not None:
                    database.replace_links(link_rows(links))
                else:
                    database.fill_registers()
                self._forget(database, withdrawn)
                database.record_run(begun, now(), __version__)
        if not left:
            self.files.sweep(self.stages.names, set(documents))
        if not left and not troubles:
            write_checked(self.out / _STATE, _State(made_from, _marks(self.database)))
        return replace(did, loaded=len(changed), removed=len(gone), left=left, troubles=troubles, notes=self.notes)

    def _stamp(self, papers: list[PaperFile], hand: list[Judgment]) -> str | None:
        return load_stamp(self.stages, self.files, papers, hand, self.withdrawn.parts.get(papers[0].document_id, []))

    def _take_out(self, database: Database, before: dict[str, str]) -> bool:
        """Leave of every withdrawn paper only that there was one; whether something was withdrawn that the database did not know of."""
        from pipeline.load import rows_of

        for name, withdrawal in self.withdrawn.papers.items():
            stamp = fingerprint(self.stages.load_version, withdrawal.at)
            if before.get(name) != stamp:
                database.remove_document(name, forget_files=True)
                database.replace_document(name, rows_of(tombstone(withdrawal), (), Links()), stamp)
        known = {row["id"] for row in database.rows("select id from withdrawals")}
        return any((each.row or each.document_id) not in known for each in self.withdrawn.all)

    def _forget(self, database: Database, newly: bool) -> None:
        """When something was newly withdrawn, leave no byte of it in the file. That is written down last, so that a break redoes it."""
        if newly:
            database.forget_names()
            database.compact()
        database.replace_table("withdrawals", withdrawal_rows(self.withdrawn.all))

    def _links(self, judged: Corrected, hand: list[Judgment]) -> tuple[Links | None, list[str]]:
        """The links between all documents, worked out anew when one of them, or a judgment, has changed; None, and why, when that fails."""
        stage = self.stages.link
        papers = judged.papers
        given = [(paper.status, files_of(paper.files), self.files.fingerprint("extract", paper.document_id)) for paper in papers]
        stamp = Stamp(stage=stage.name, version=stage.version, fingerprint=fingerprint(stage.version, given, hand))
        known = self.files.stamp(stage.name, _LINKS)
        if known and known.fingerprint == stamp.fingerprint:
            return self.files.record(stage.name, _LINKS, Links), []
        try:
            links: Links = function(stage.function)(papers, judged)
        except Exception:
            return None, [f"The papers could not be linked with each other:\n{format_exc()}"]
        self.files.write(stamp, _LINKS, links)
        return links, []

    def _load(self, database: Database, paper: Paper, links: Links, stamp: str) -> list[str]:
        """Bring one document into the database; what went wrong, if anything did: then the others are loaded all the same."""
        from pipeline.load import rows_of

        try:
            database.replace_document(paper.document_id, rows_of(paper, self.files.pages(paper.document_id), links), stamp)
        except MinutebookError:
            raise
        except Exception:
            return [f"{paper.files[0].path} could not be brought into the database:\n{format_exc()}"]
        return []


def owner(out: Path) -> Path | None:
    """The corpus folder that an output folder belongs to; None when it belongs to none yet."""
    folder: str | None = read_checked(out / _OWNER, str)
    return Path(folder) if folder else None


def by_document(papers: list[PaperFile]) -> dict[str, list[PaperFile]]:
    """The files of each document; a document is what has the same bytes."""
    documents: dict[str, list[PaperFile]] = {}
    for paper in papers:
        documents.setdefault(paper.document_id, []).append(paper)
    return documents


def now() -> str:
    """The time now in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _marks(database: Path) -> tuple[int, int, int]:
    """By what a database file is known to be the one that was left: which file it is, its size and its time."""
    try:
        status = database.stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
