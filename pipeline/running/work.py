"""What a worker does with one document: the stages that have to run, one after the other, each leaving its file behind."""

from __future__ import annotations

import errno
import hashlib
import time
import traceback
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from pipeline.edges.corpus import is_unchanged
from pipeline.edges.ocr import Engine
from pipeline.edges.patience import Patience
from pipeline.edges.processor import collect, most_memory, processor_seconds
from pipeline.edges.shelves import HELD, Shelves
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Sight, Stamp
from pipeline.edges.whole_files import remove
from pipeline.errors import Damaged, TooMuch, Unreadable
from pipeline.records import Division, Failure, PaperFile, Reading, Withdrawal

_TRACE_CALLS = 12
MOST_BYTES = 1 << 30
MOST_PAGES = 20_000
"""What is larger or longer than this is no paper of a council, and is not read."""
CHANGED = "This file changed while it was being read. Ingest again."
OUT_OF_MEMORY = (
    "This paper needs more memory than a worker may take ({doing}; {memory} megabytes). "
    "Give it more, minutebook ingest --memory {more}, or split it into smaller files."
)
TOO_MUCH = "What is in this paper is more than is kept of one paper. Split it into smaller files."
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ESTALE}
NO_ENGINE = "none"
_SHARE_OF_PICTURES = 0.7
"""The share of a document's time that reading its pictures may take."""
_SHARE_OF_READING = 0.85
"""The share of a document's time after which no page is begun, so that what was read is not lost."""
_MOST_SECONDS_A_PAGE, _SHARE_OF_A_PAGE = 60.0, 0.2
"""What a page may take, without its picture: so many seconds, but no more than such a share of the document's time."""
_DOING = {"read": "reading its pages", "divide": "telling its parts", "extract": "finding its facts"}


class Stage(msgspec.Struct, frozen=True):
    """A stage: its name, its version, and its function as `module:name`, so that only a worker has to load it."""

    name: str
    version: str
    function: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A document to be worked on: where it lies, and the stages that have to run, each with the fingerprint of what it is given.

    The fingerprints hold for a document without pictures; with pictures, `engine` reads them, and the fingerprints cover it too.
    `seconds` is the time that the document may take, `memory` the megabytes of its worker. `without` are pages that have cost a worker
    already, and why: they are left out. With something `withdrawn` of it, all stages run, and nothing is written before that is taken out.
    """

    paper: PaperFile
    place: str
    out: str
    open_pdf: str
    stages: list[tuple[Stage, str]]
    engine: Engine | None = None
    seconds: float = 0.0
    memory: int = 0
    without: dict[int, Failure] = {}
    withdrawn: list[Withdrawal] = []


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document: the stages that ran with their seconds, its pages when it was read, and the error that ended it early;
    or, in `partial`, why some of its pages could not be read.

    With `unwritten` the error is the machine's, not the paper's: nothing is on record of it, and the next run does the work again.
    With `damaged` a file of an earlier stage was not as it was written, and is gone: the work has to be done again from there.
    `cpu` are the seconds of processor that it took, those of programs that read its pictures too; `peak` is the most memory that its worker
    has taken so far, in megabytes. Both are 0 where the system does not say.
    """

    ran: dict[str, float] = {}
    pages: int = 0
    error: str | None = None
    partial: str | None = None
    unwritten: bool = False
    damaged: bool = False
    cpu: float = 0.0
    peak: float = 0.0


def work(job: Job) -> Done:
    """Run the stages that the job asks for. What each gives is written before the next begins; the first that fails is the last.

    The stages put what they make of each page on shelves, so that a document of thousands of pages takes no more memory than one of some
    hundred; what a stage before has made is taken from there.
    """
    begun = processor_seconds()
    try:
        with Shelves(Path(job.out)) as shelves:
            done = _work(job, StageFiles(Path(job.out)), shelves)
        return replace(done, cpu=processor_seconds() - begun, peak=most_memory())
    except Damaged as error:
        remove(Path(str(error)))
        return Done(error="A file of an earlier stage was damaged, and is made anew.", damaged=True)


def _work(job: Job, files: StageFiles, shelves: Shelves) -> Done:
    made: dict[str, Any] = {}
    ran: dict[str, float] = {}
    pages = 0
    marks = {stage.name: mark for stage, mark in job.stages}
    kept: list[tuple[Stamp, Any]] = []
    for stage, _ in job.stages:
        begun = time.perf_counter()
        record, stamp = _attempt(stage, marks[stage.name], job, files, made, shelves)
        if stamp.sight:
            marks = fingerprints([stage for stage, _ in job.stages], job.paper, stamp.sight, job.withdrawn)
        made[stage.name] = record
        ran[stage.name] = time.perf_counter() - begun
        pages = pages or stamp.pages
        kept.append((replace(stamp, seconds=round(ran[stage.name], 3)), record))
        ended = stamp.error is not None or stage is job.stages[-1][0]
        if job.withdrawn and not ended:
            continue
        try:
            for each, given in _without_withdrawn(kept, job.withdrawn):
                stamp = each
                files.write(each, job.paper.document_id, given)
        except TooMuch:
            stamp = replace(stamp, error=TOO_MUCH, failure="too-large")
            files.write(stamp, job.paper.document_id, None)
        except OSError as error:
            return Done(ran=ran, pages=pages, error=f"What was made of it could not be written ({error.strerror}).", unwritten=True)
        kept.clear()
        if stamp.error:
            return Done(ran=ran, pages=pages, error=stamp.error)
    reading = made.get("read")
    return Done(ran=ran, pages=pages, partial=reading.error if isinstance(reading, Reading) and "read" in ran else None)


def _without_withdrawn(made: list[tuple[Stamp, Any]], withdrawn: list[Withdrawal]) -> list[tuple[Stamp, Any]]:
    """What the stages made, each with its stamp, without what was withdrawn of the paper."""
    records = {stamp.stage: record for stamp, record in made}
    if not withdrawn or records.get("read") is None:
        return made
    from pipeline.withdraw import redact

    redacted = redact(records["read"], records.get("divide"), records.get("extract"), withdrawn)
    records.update(zip(("read", "divide", "extract"), redacted, strict=True))
    return [(stamp, records[stamp.stage]) for stamp, _ in made]


def function(name: str) -> Any:
    """The function of that name, `module:name`."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def fingerprint(*parts: object) -> str:
    """A short digest of everything given, in its order."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]


def files_of(papers: Iterable[PaperFile]) -> list[tuple[str | None, ...]]:
    """What is known of a document's files, as far as a stage may see it; not when they were last touched."""
    return [(paper.path, paper.council, paper.source_url, paper.error) for paper in papers]


def fingerprints(stages: Iterable[Stage], paper: PaperFile, sight: Sight | None, withdrawn: Iterable[Withdrawal] = ()) -> dict[str, str]:
    """For each stage of a document, from the first, the digest of its version and of everything that it is given: the document's bytes,
    what was withdrawn of it and by what its pictures are read, what is known of its file, the stages before."""
    found: dict[str, str] = {}
    rows = [each.row for each in withdrawn]
    before = fingerprint(paper.sha256, rows) if rows else paper.sha256
    for stage in stages:
        before = fingerprint(stage.version, before, files_of([paper]) if stage.name != "read" else sight)
        found[stage.name] = before
    return found


def sights_of(job: Job) -> tuple[Sight, Sight]:
    """By what a job reads pictures: when it comes to their end, and when its time is up before."""
    whole = Sight(engine=job.engine.name if job.engine else NO_ENGINE)
    return whole, replace(whole, stopped_after=float(job.seconds))


def with_sight(stamp: Stamp, job: Job, sight: Sight) -> Stamp:
    """The stamp of a document that was read with its pictures, as far as `sight` went."""
    mark = fingerprints([stage for stage, _ in job.stages], job.paper, sight, job.withdrawn)[stamp.stage]
    return replace(stamp, sight=sight, fingerprint=mark)


def _attempt(stage: Stage, fingerprint: str, job: Job, files: StageFiles, made: dict[str, Any], shelves: Shelves) -> tuple[Any, Stamp]:
    """What the stage gives for the document, None when it fails, and the stamp that says so.

    A file that changed under the reader has no fingerprint: the next run reads it again.
    """
    stamp = Stamp(stage=stage.name, version=stage.version, fingerprint=fingerprint)
    try:
        record = _run(stage, job, files, made, shelves)
    except Damaged:
        raise
    except Unreadable as error:
        record, stamp = None, replace(stamp, error=str(error), failure=error.failure)
    except MemoryError:
        words = OUT_OF_MEMORY.format(doing=_DOING[stage.name], memory=job.memory, more=2 * job.memory)
        record, stamp = None, replace(stamp, error=words, failure="memory", memory=job.memory)
    except OSError as error:
        record, stamp = None, _system_trouble(error, stage, stamp)
    except Exception as error:
        record, stamp = None, _fault(error, stage, stamp)
    if stage.name == "read":
        if not is_unchanged(Path(job.place), job.paper.bytes, job.paper.modified_ns):
            return None, replace(stamp, fingerprint="", error=CHANGED, failure="corrupt", trace=None)
        if isinstance(record, Reading):
            stamp = _stamp_of(record, stamp, job)
    return record, stamp


def _stamp_of(reading: Reading, stamp: Stamp, job: Job) -> Stamp:
    """The stamp of a document as read: its pages, what was not enough for some of them, by what its pictures were read."""
    ocr = sum(page.text_source == "ocr" for page in reading.pages) if reading.pictures else 0
    error = _error_of(reading)
    failure = reading.failure or ("corrupt" if error else None)
    stamp = replace(stamp, pages=len(reading.pages), pages_ocr=ocr, error=error, failure=failure)
    codes = {finding.code for finding in reading.findings}
    if "time-limit" in codes:
        stamp = replace(stamp, limit=float(job.seconds))
    if "memory-limit" in codes:
        stamp = replace(stamp, memory=job.memory)
    return with_sight(stamp, job, sights_of(job)["time-limit" in codes]) if reading.pictures else stamp


def _system_trouble(error: OSError, stage: Stage, stamp: Stamp) -> Stamp:
    """The stamp when the system would not read or write: without a fingerprint where the paper is not to blame, so that it runs again."""
    if error.errno in OF_THE_MACHINE:
        words = f"The system would not go on {_DOING[stage.name]} ({error.strerror}). Put that right and ingest again."
        return replace(stamp, fingerprint="", error=words, failure="no-access")
    if error.errno == errno.EFBIG:
        return replace(stamp, error=TOO_MUCH, failure="too-large")
    return _fault(error, stage, stamp)


def _fault(error: Exception, stage: Stage, stamp: Stamp) -> Stamp:
    """The stamp when the program is to blame."""
    words = f"The program failed at {_DOING[stage.name]} ({type(error).__name__}). Please report this, with the file."
    return replace(stamp, error=words, failure="program", trace=traceback.format_exc(limit=-_TRACE_CALLS))


def _run(stage: Stage, job: Job, files: StageFiles, made: dict[str, Any], shelves: Shelves) -> Any:
    """What the stage gives, from what was made just now or else from the files of the stages before."""
    name = job.paper.document_id
    paper = replace(job.paper, modified_ns=0)
    run = function(stage.function)
    if stage.name == "read":
        return _read(run, job, files, shelves)
    if "read" not in made:
        made["read"] = files.reading(name, shelves)
    if stage.name == "divide":
        return run(paper, made["read"], shelves)
    if "divide" not in made:
        made["divide"] = files.record("divide", name, Division)
    return run(paper, made["read"], made["divide"], shelves)


def _read(run: Any, job: Job, files: StageFiles, shelves: Shelves) -> Any:
    """The document as read, without the pages that take too long.

    Raises Unreadable when it is too large or has too many pages, or cannot be opened.
    """
    if job.paper.bytes > MOST_BYTES:
        words = f"This file is larger than {MOST_BYTES >> 20} megabytes and was not opened. Split it into smaller files."
        raise Unreadable(words, "too-large")
    engine = job.engine.within(job.seconds * _SHARE_OF_PICTURES) if job.engine else None
    page_seconds = min(_MOST_SECONDS_A_PAGE, job.seconds * _SHARE_OF_A_PAGE)
    name = job.paper.document_id
    with (
        Patience(page_seconds, job.seconds * _SHARE_OF_READING, files.mark(name)) as patience,
        function(job.open_pdf)(Path(job.place), engine) as pdf,
    ):
        pages = pdf.document.page_count
        if pages > MOST_PAGES:
            words = f"This PDF has {pages} pages; at most {MOST_PAGES} are read. Split it into smaller files."
            raise Unreadable(words, "too-many-pages")
        drawn = pdf.pages(patience, job.without)
        recognise = patience.aside(pdf.recognise) if pdf.recognise else None
        record = run(name, pdf.document, drawn, recognise, shelves, patience, pdf.glance)
    if pages > HELD:
        collect()
    return record


def _error_of(reading: Reading) -> str | None:
    if reading.status == "failed" or not reading.pages:
        return reading.error or "No page of this PDF could be read: it is empty or damaged. Download the paper again from its page."
    return None
