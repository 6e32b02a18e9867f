"""What has to be done: for every document the stages whose files were not made from what they would be made from now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from pipeline.edges.files import StageFiles, Stamp
from pipeline.link.corrections import names_of
from pipeline.records import Judgment, PaperFile
from pipeline.work import Job, Stage

_BASE_SECONDS = 300.0
_SECONDS_A_MEGABYTE = 60.0
_MOST_SECONDS = 3600.0


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """The stages of the pipeline: those of one document in order, link over all of them, and the version of load."""

    open_pdf: str
    document: list[Stage]
    link: Stage
    load_version: str

    @property
    def names(self) -> list[str]:
        """The stages that leave a file for each document."""
        return [stage.name for stage in self.document]


class Limits(msgspec.Struct, frozen=True):
    """The seconds a document may take: `seconds` when given, else by its size. With `retry`, failures are tried again."""

    seconds: float | None = None
    retry: bool = False

    def of(self, paper: PaperFile) -> float:
        """The seconds that this paper may take."""
        return self.seconds or min(_MOST_SECONDS, _BASE_SECONDS + _SECONDS_A_MEGABYTE * paper.bytes / (1 << 20))


def our_stages() -> Stages:
    """The stages as they are in this program."""
    from pipeline.edges.code import StageVersions

    versions = StageVersions()
    return Stages(
        open_pdf="pipeline.edges.pdf:open_pdf",
        document=[
            Stage("read", versions.version("read", "edges.pdf"), "pipeline.read:read"),
            Stage("divide", versions.version("divide"), "pipeline.divide:divide"),
            Stage("extract", versions.version("extract"), "pipeline.extract:extract"),
        ],
        link=Stage("link", versions.version("link"), "pipeline.link:link"),
        load_version=versions.version("load"),
    )


def fingerprint(*parts: object) -> str:
    """A short digest of everything given, in its order."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]


def files_of(papers: Iterable[PaperFile]) -> list[tuple[str | None, ...]]:
    """What is known of a document's files, as far as a stage may see it; not when they were last touched."""
    return [(paper.path, paper.council, paper.source_url, paper.error) for paper in papers]


def fingerprints(stages: Stages, papers: list[PaperFile]) -> dict[str, str]:
    """For each stage of a document, the digest of its version and of everything that it is given: the document's bytes,
    what is known of its file, the stages before."""
    found: dict[str, str] = {}
    before = papers[0].sha256
    for stage in stages.document:
        before = fingerprint(stage.version, before, files_of(papers[:1]) if stage.name != "read" else None)
        found[stage.name] = before
    return found


def stale(files: StageFiles, name: str, wanted: Mapping[str, str], retry: bool, seconds: float) -> list[str]:
    """The stages of a document that have to run: the first whose file is not made from what it would be made from now, and those after it.

    A stage that failed is not tried again before something changes, except with `retry`, or when it may take longer than it was given.
    """
    names = list(wanted)
    for place, stage in enumerate(names):
        stamp = files.stamp(stage, name)
        if stamp is None or stamp.fingerprint != wanted[stage]:
            return names[place:]
        if stamp.error:
            return names[place:] if retry or (stamp.limit or seconds) < seconds else []
    return []


def job_of(stages: Stages, papers: list[PaperFile], place: Path, files: StageFiles, limits: Limits) -> Job | None:
    """The work that a document needs; None when it needs none, or cannot be read at all."""
    paper = papers[0]
    if paper.error:
        return None
    wanted = fingerprints(stages, papers)
    names = stale(files, paper.document_id, wanted, limits.retry, limits.of(paper))
    if not names:
        return None
    todo = [(stage, wanted[stage.name]) for stage in stages.document if stage.name in names]
    return Job(paper=paper, place=str(place), out=str(files.out), open_pdf=stages.open_pdf, stages=todo)


def load_stamp(stages: Stages, files: StageFiles, papers: list[PaperFile], judgments: Iterable[Judgment] = ()) -> str | None:
    """A digest of all that a document's rows are made from; None when its stages have not run to their end, or to a failure."""
    made: list[object] = []
    if not papers[0].error:
        for stage, wanted in fingerprints(stages, papers).items():
            stamp = files.stamp(stage, papers[0].document_id)
            if stamp is None or stamp.fingerprint not in (wanted, ""):
                return None
            made.append((stamp.fingerprint, stamp.error))
            if stamp.error:
                break
    names = names_of(papers, papers[0].document_id)
    judged = [judgment for judgment in judgments if judgment.document in names]
    by_people = [stages.link.version, judged] if judged else None
    return fingerprint(stages.load_version, files_of(papers), [(paper.sha256, paper.bytes) for paper in papers], made, by_people)


def _done(stamp: Stamp | None, wanted: str) -> bool:
    return stamp is not None and stamp.fingerprint == wanted and not stamp.error


def blame(job: Job, files: StageFiles, trouble: str, detail: str, seconds: float, limit: float) -> tuple[str, str]:
    """Write down at which stage a worker was lost; returns the stage, and the words for a clerk."""
    name = job.paper.document_id
    stage, wanted = next(
        ((stage, wanted) for stage, wanted in job.stages if not _done(files.stamp(stage.name, name), wanted)),
        job.stages[-1],
    )
    if trouble == "time":
        words = f"This paper took longer than {detail} seconds and was given up. Give it more: minutebook ingest --timeout {4 * limit:.0f}."
    elif trouble == "crash":
        words = f"The program broke down over this paper (exit code {detail}). Download it again from its page, or report it."
    else:
        words = f"The program failed on this paper ({detail}). Please report this with the file, so that it can be mended."
    given = limit if trouble == "time" else None
    stamp = Stamp(stage=stage.name, version=stage.version, fingerprint=wanted, seconds=round(seconds, 3), error=words, limit=given)
    files.write(stamp, name, None)
    return stage.name, words
