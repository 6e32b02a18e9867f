"""What has to be done: for every document the stages whose files were not made from what they would be made from now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from pipeline.edges.ocr import Engine
from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.link.corrections import names_of
from pipeline.records import Failure, Judgment, PaperFile, Withdrawal
from pipeline.register import FolderSettings
from pipeline.running.work import NO_ENGINE, OUT_OF_MEMORY, Job, Stage, files_of, fingerprint, fingerprints, function, sights_of, with_sight

MEMORY_MEGABYTES = 4096
_BASE_SECONDS = 300.0
_SECONDS_A_MEGABYTE = 60.0
_MOST_SECONDS = 3600.0
_KILLED = 9


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """The stages of the pipeline: those of one document in order, link over all of them, and the version of load.

    `find_engine` names the function that finds what reads words from pictures, None when they are not to be read; in which languages and
    how finely, is as the function has it unless it is said here.
    """

    open_pdf: str
    find_engine: str | None = None
    ocr_languages: tuple[str, ...] | None = None
    ocr_dots_an_inch: int | None = None
    document: list[Stage]
    link: Stage
    load_version: str

    @property
    def names(self) -> list[str]:
        """The stages that leave a file for each document."""
        return [stage.name for stage in self.document]


class Limits(msgspec.Struct, frozen=True):
    """The seconds a document may take: `seconds` when given, else by its size; and the `memory` that its worker may take, in megabytes
    of address space. With `retry`, failures are tried again."""

    seconds: float | None = None
    retry: bool = False
    memory: int = MEMORY_MEGABYTES

    def of(self, paper: PaperFile) -> float:
        """The seconds that this paper may take."""
        return self.seconds or min(_MOST_SECONDS, _BASE_SECONDS + _SECONDS_A_MEGABYTE * paper.bytes / (1 << 20))


@cache
def our_stages(ocr: bool = True) -> Stages:
    """The stages as they are in this program; without `ocr`, pages that are pictures are not read.

    As the program stays what it was when it was started, whatever becomes of its files, so do their versions.
    """
    from pipeline.edges.code import StageVersions

    versions = StageVersions()
    return Stages(
        open_pdf="pipeline.edges.pdf.document:open_pdf",
        find_engine="pipeline.edges.ocr:find_engine" if ocr else None,
        document=[
            Stage("read", versions.version("read", "edges.pdf"), "pipeline.read:read"),
            Stage("divide", versions.version("divide"), "pipeline.divide:divide"),
            Stage("extract", versions.version("extract"), "pipeline.extract:extract"),
        ],
        link=Stage("link", versions.version("link"), "pipeline.link:link"),
        load_version=versions.version("load"),
    )


def wanted_of(stages: Stages, papers: list[PaperFile], files: StageFiles, withdrawn: Sequence[Withdrawal] = ()) -> dict[str, str]:
    """The fingerprints that the files of a document's stages should have, given what was withdrawn of it, and what is known of its
    pictures since it was last read.

    What an engine has read stays read when that engine is not there any more.
    """
    stamp = files.stamp("read", papers[0].document_id)
    if stamp is None or stamp.sight is None:
        return fingerprints(stages.document, papers[0], None, withdrawn)
    engine = engine_of(stages)
    if engine:
        by = engine.name
    else:
        by = NO_ENGINE if stamp.error else stamp.sight.engine
    return fingerprints(stages.document, papers[0], replace(stamp.sight, engine=by), withdrawn)


def engine_of(stages: Stages) -> Engine | None:
    """What reads words from pictures on this machine; looked for only once, when there is a picture or a paper to be read."""
    if stages.find_engine is None:
        return None
    return _found_engine(stages.find_engine, stages.ocr_languages, stages.ocr_dots_an_inch)


@cache
def _found_engine(find_engine: str, languages: tuple[str, ...] | None, dots_an_inch: int | None) -> Engine | None:
    engine: Engine | None = function(find_engine)(languages, dots_an_inch)
    return engine


def as_set(stages: Stages, settings: Iterable[FolderSettings]) -> Stages:
    """The stages with what the corpus's own settings say of reading pictures."""
    for said in settings:
        if said.folder == "":
            languages = tuple(said.ocr_languages) if said.ocr_languages else None
            return replace(stages, ocr_languages=languages, ocr_dots_an_inch=said.ocr_dots_an_inch)
    return stages


def stale(files: StageFiles, name: str, wanted: Mapping[str, str], limits: Limits, seconds: float) -> list[str]:
    """The stages of a document that have to run: the first whose file is not made from what it would be made from now, and those after it.

    A stage that failed, or left pages out, is not tried again before something changes, except with `retry`, or when it may take longer, or
    more memory, than what was not enough.
    """
    names = list(wanted)
    for place, stage in enumerate(names):
        stamp = files.stamp(stage, name)
        if stamp is None or stamp.fingerprint != wanted[stage]:
            return names[place:]
        may_take_more = (stamp.limit or seconds) < seconds or (stamp.memory or limits.memory) < limits.memory
        if may_take_more or (stamp.failure and limits.retry):
            return names[place:]
        if stamp.error:
            return []
        if stamp.sight and (stamp.sight.stopped_after or seconds) < seconds:
            return names[place:]
    return []


def job_of(
    stages: Stages, papers: list[PaperFile], place: Path | str, files: StageFiles, limits: Limits, withdrawn: Sequence[Withdrawal] = ()
) -> Job | None:
    """The work that a document needs; None when it needs none, or cannot be read at all.

    A document of which something was withdrawn is read again as a whole, for its files no longer have all that a later stage needs.
    """
    paper = papers[0]
    if paper.error:
        return None
    wanted = wanted_of(stages, papers, files, withdrawn)
    names = stale(files, paper.document_id, wanted, limits, limits.of(paper))
    if not names:
        return None
    if withdrawn:
        names = stages.names
    engine = None
    if "read" in names:
        engine = engine_of(stages)
        wanted = fingerprints(stages.document, paper, None, withdrawn)
    todo = [(stage, wanted[stage.name]) for stage in stages.document if stage.name in names]
    return Job(
        paper=paper,
        place=str(place),
        out=str(files.out),
        open_pdf=stages.open_pdf,
        stages=todo,
        engine=engine,
        seconds=limits.of(paper),
        memory=limits.memory,
        withdrawn=list(withdrawn),
    )


def load_stamp(
    stages: Stages,
    files: StageFiles,
    papers: list[PaperFile],
    judgments: Iterable[Judgment] = (),
    withdrawn: Sequence[Withdrawal] = (),
) -> str | None:
    """A digest of all that a document's rows are made from; None when its stages have not run to their end, or to a failure."""
    made: list[object] = []
    if not papers[0].error:
        for stage, wanted in wanted_of(stages, papers, files, withdrawn).items():
            stamp = files.stamp(stage, papers[0].document_id)
            if stamp is None or stamp.fingerprint not in (wanted, ""):
                return None
            made.append((stamp.fingerprint, stamp.error, *([stamp.limit, stamp.memory] if stamp.limit or stamp.memory else [])))
            if stamp.error:
                break
    names = names_of(papers, papers[0].document_id)
    judged = [judgment for judgment in judgments if judgment.document in names]
    by_people = [stages.link.version, judged] if judged else None
    return fingerprint(stages.load_version, files_of(papers), [(paper.sha256, paper.bytes) for paper in papers], made, by_people)


def _lost(job: Job, files: StageFiles) -> tuple[Stage, str]:
    """The stage of a job at which its worker was lost, the first that is not done, and its fingerprint."""
    marks = {stage.name: mark for stage, mark in job.stages}
    read = files.stamp("read", job.paper.document_id)
    if "read" in marks and read and read.sight and read.sight in sights_of(job):
        marks = fingerprints([stage for stage, _ in job.stages], job.paper, read.sight, job.withdrawn)
    for stage, _ in job.stages:
        stamp = files.stamp(stage.name, job.paper.document_id)
        if stamp is None or stamp.fingerprint != marks[stage.name] or stamp.error:
            break
    return stage, marks[stage.name]


def blame(job: Job, files: StageFiles, trouble: str, detail: str, seconds: float, limit: float) -> tuple[str, str]:
    """Write down at which stage a worker was lost; returns the stage, and the words for a clerk."""
    name = job.paper.document_id
    stage, wanted = _lost(job, files)
    failure, words = _words(job, trouble, detail, limit)
    stamp = Stamp(
        stage=stage.name,
        version=stage.version,
        fingerprint=wanted,
        seconds=round(seconds, 3),
        error=words,
        failure=failure,
        limit=limit if trouble == "time" else None,
        memory=job.memory if trouble == "memory" else None,
    )
    if stage.name == "read" and job.engine:
        stamp = with_sight(stamp, job, sights_of(job)[0])
    files.write(stamp, name, None)
    return stage.name, words


def _words(job: Job, trouble: str, detail: str, limit: float) -> tuple[Failure, str]:
    """What became of a worker, in a word and for a clerk."""
    if trouble == "time":
        more = f"minutebook ingest --timeout {4 * limit:.0f}"
        return "time", f"This paper took longer than {detail} seconds and was given up. Give it more: {more}."
    if trouble == "lost":
        words = "Two workers were lost while they were at work on this paper, the second while it had nothing else to do."
        less = "minutebook ingest --memory 2048 --retry-failed"
        return "crash", f"{words} If their machine has little memory, bound what the paper may take: {less}."
    if trouble == "memory":
        return "memory", OUT_OF_MEMORY.format(doing="at work on it", memory=job.memory, more=2 * job.memory)
    if detail == f"-{_KILLED}":
        words = "The system ended the program while it was at work on this paper (signal 9), as it does when memory runs out."
        return "crash", f"{words} Try fewer papers at a time: minutebook ingest --workers 1 --retry-failed."
    if trouble == "crash":
        how = f"signal {detail[1:]}" if detail.startswith("-") else f"exit code {detail}"
        return "crash", f"The program broke down over this paper ({how}). Download it again from its page, or report it."
    return "program", f"The program failed on this paper ({detail}). Please report this with the file, so that it can be mended."
