"""What was withdrawn, sorted out for a run: whole papers, and parts of papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.link.corrections import Corrected
from pipeline.records import Judgment, PaperFile, Withdrawal

_UNFIT = "A judgment in hand/ about this paper no longer fits, after something was withdrawn of it. Put it right, or take it out."


class Withdrawn(NamedTuple):
    """The withdrawn papers by id, and of other papers what was withdrawn of them."""

    papers: Mapping[str, Withdrawal] = {}
    parts: Mapping[str, list[Withdrawal]] = {}

    @property
    def all(self) -> list[Withdrawal]:
        """Everything that was withdrawn."""
        return [*self.papers.values(), *(each for parts in self.parts.values() for each in parts)]

    @property
    def digests(self) -> set[str]:
        """By which the files of withdrawn papers are known."""
        return {each.sha256 for each in self.papers.values()}


def sorted_out(withdrawals: Iterable[Withdrawal]) -> Withdrawn:
    """The withdrawals as a run needs them; parts of a paper that is withdrawn as a whole are passed over."""
    papers: dict[str, Withdrawal] = {}
    parts: dict[str, list[Withdrawal]] = {}
    for each in withdrawals:
        if each.row is None:
            papers[each.document_id] = each
        else:
            parts.setdefault(each.document_id, []).append(each)
    return Withdrawn(papers, {name: rows for name, rows in parts.items() if name not in papers})


def about_others(hand: Iterable[Judgment], papers: Iterable[PaperFile], withdrawn: Withdrawn) -> list[Judgment]:
    """The judgments that are not about withdrawn papers: to say that those do not fit would say what the papers said."""
    shut = [paper for paper in papers if paper.document_id in withdrawn.papers]
    names = {*withdrawn.papers, *(paper.path for paper in shut), *(paper.filename for paper in shut)}
    return [judgment for judgment in hand if judgment.document not in names]


def said_discreetly(judged: Corrected, withdrawn: Withdrawn) -> Corrected:
    """The same, but where something was withdrawn of a paper, no finding repeats the words of a judgment that no longer fits."""
    judged.findings = [
        (name, type(finding)(code=finding.code, severity=finding.severity, message=_UNFIT, page=finding.page))
        if name in withdrawn.parts
        else (name, finding)
        for name, finding in judged.findings
    ]
    return judged
