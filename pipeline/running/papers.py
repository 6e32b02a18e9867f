"""All that is known of one document, put together from the files of its stages."""

from __future__ import annotations

from msgspec.structs import asdict, replace

from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.link.context import dates_across
from pipeline.records import Division, Facts, Failure, Finding, LinkedFacts, Paper, PaperFile, Reading

_LIMITS: dict[Failure, str] = {"time": "time-limit", "memory": "memory-limit", "too-many-pages": "page-limit"}


EXEMPT = "This paper says of itself that it is exempt or confidential. Nothing of it is shown; see whether it should be in the corpus."


def is_exempt(division: Division) -> bool:
    """Whether a document holds nothing but exempt papers."""
    return any(section.restricted for section in division.sections) and all(
        section.restricted or section.kind == "blank" for section in division.sections
    )


def paper_of(files: StageFiles, papers: list[PaperFile], across: bool = False) -> Paper | None:
    """The document whose files these are, with its verdict; None when its work has not been finished.

    With `across` it has no more of its facts than is looked at across documents, of which there may be thousands.

    It is `failed` when it could not be read, `partial` when it was read but a later stage failed over it: then its pages
    are there, and what the stages before the failure gave.
    """
    first = papers[0]
    name = first.document_id
    if first.error:
        return replace(_without_facts(papers, "failed", first.error), failure=first.failure)
    read, reading = files.stamped("read", name, Reading)
    if read is None:
        return None
    if reading is None or read.error:
        return _without_facts(papers, "failed", read.error, reading, read)
    divide, division = files.stamped("divide", name, Division)
    if divide is None:
        return None
    extract, facts = (None, None) if divide.error else _facts(files, name, division, across)
    broken = next((stamp for stamp in (divide, extract) if stamp and stamp.error), None)
    if broken:
        found = _without_facts(papers, "partial", broken.error, reading, read, division, _limits(broken))
        return replace(found, failure=broken.failure)
    if division is None or facts is None:
        return None
    exempt = is_exempt(division)
    return Paper(
        files=papers,
        status="withheld" if exempt else reading.status,
        division=division,
        facts=facts,
        pages=read.pages,
        pages_ocr=read.pages_ocr,
        producer=reading.producer,
        error=EXEMPT if exempt else reading.error,
        failure=reading.failure,
        findings=[*reading.findings, *_copies(papers)],
    )


def council_of(files: StageFiles, papers: list[PaperFile]) -> str | None:
    """The council of a document whose files these are, as `paper_of` has it, without looking at its facts."""
    division = division_of(files, papers)
    return division.council if division else papers[0].council


def division_of(files: StageFiles, papers: list[PaperFile]) -> Division | None:
    """The parts of a document whose files these are; None when it could not be read or divided."""
    name = papers[0].document_id
    read = None if papers[0].error else files.stamp("read", name)
    if read is None or read.error:
        return None
    divide, division = files.stamped("divide", name, Division)
    return division if divide and not divide.error else None


def _facts(files: StageFiles, name: str, division: Division | None, across: bool) -> tuple[Stamp | None, Facts | None]:
    if not across:
        return files.stamped("extract", name, Facts)
    stamp, linked = files.stamped("extract", name, LinkedFacts)
    if linked is None or division is None:
        return stamp, None
    return stamp, Facts(**{**asdict(linked), "dates": dates_across(linked.dates, division)})


def _without_facts(
    papers: list[PaperFile],
    status: str,
    error: str | None,
    reading: Reading | None = None,
    read: Stamp | None = None,
    division: Division | None = None,
    findings: list[Finding] | None = None,
) -> Paper:
    name = papers[0].document_id
    own = _limits(read) if read else []
    return Paper(
        files=papers,
        status="partial" if status == "partial" else "failed",
        division=division or Division(document_id=name, kind="other", council=papers[0].council),
        facts=Facts(document_id=name),
        pages=read.pages if read else 0,
        pages_ocr=read.pages_ocr if read else 0,
        producer=reading.producer if reading else None,
        error=error,
        failure=read.failure if read else None,
        findings=[*(reading.findings if reading else []), *own, *(findings or []), *_copies(papers)],
    )


def _limits(stamp: Stamp) -> list[Finding]:
    """The finding for a limit that a stage ran into."""
    code = _LIMITS.get(stamp.failure) if stamp.failure else None
    return [Finding(code=code, severity="error", message=stamp.error or "")] if code else []


def _copies(papers: list[PaperFile]) -> list[Finding]:
    """The finding for a document that lies in the corpus more than once."""
    if len(papers) < 2:
        return []
    paths = ", ".join(paper.path for paper in papers)
    message = f"The same file is in the corpus {len(papers)} times: {paths}. It counts once; see whether one was meant to be another."
    return [Finding(code="duplicate-document", severity="info", message=message)]
