"""The findings about a paper in the order of the stages, each with its id in the database, and what it means that one is cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pipeline.records import Finding, Paper

CLEARED = "cleared"
"""The field of a correction that says that a finding was cleared."""
CLEARABLE = (
    "hidden-text", "personal-data", "exempt-marker", "no-text", "ocr-low-confidence", "garbled-text", "engines-disagree", "active-content",
)  # fmt: skip
"""The findings that keep a page or a file in the house until somebody has looked."""


def staged_findings(paper: Paper, own: Iterable[Finding] = ()) -> list[tuple[str, Finding]]:
    """The findings of all stages with the stage that had each first, for a stage may hand on those of the one before; `own` are those of
    loading."""
    stages = {"read": paper.findings, "divide": paper.division.findings, "extract": paper.facts.findings, "load": own}
    first_seen: dict[Finding, str] = {}
    for stage, findings in stages.items():
        for finding in findings:
            first_seen.setdefault(finding, stage)
    return [(stage, finding) for finding, stage in first_seen.items()]


def finding_id(document_id: str | None, finding: Finding, seen: Counter[str], origin: str = "findings") -> str:
    """The id of a finding. It counts those with its page and code, so that other findings do not move it; `seen` counts along.

    A finding about no document (a judgment of a person whose document is gone) has an id without one.
    """
    place = f"{document_id or 'corpus'}-{origin}-{finding.page or 0}-{finding.code}"
    seen[place] += 1
    return f"{place}-{seen[place]}"


def known_findings(paper: Paper) -> Iterator[tuple[str, Finding]]:
    """The findings about a paper, each behind its id."""
    seen: Counter[str] = Counter()
    for _, finding in staged_findings(paper):
        yield finding_id(paper.document_id, finding, seen), finding


def with_cleared(paper: Paper, finding: Finding) -> Paper:
    """The paper once a finding is cleared: where nothing on a page is personal, nothing of it is listed as personal."""
    if finding.code != "personal-data":
        return paper
    kept = [row for row in paper.facts.personal_data if finding.page not in (None, row.source.page)]
    return replace(paper, facts=replace(paper.facts, personal_data=kept))
