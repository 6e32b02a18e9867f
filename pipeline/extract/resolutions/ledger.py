"""The decisions of one item while it is read: motions waiting for a result, movers and votes waiting for their decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.resolutions.clauses import Clause
from pipeline.extract.resolutions.motions import Noted, Proposal
from pipeline.extract.resolutions.people import find_movers, find_single
from pipeline.extract.resolutions.votes import Counts, RecordedVote
from pipeline.extract.resolutions.wording import pattern
from pipeline.records import Outcome, ResolutionKind, Verb

NEAR = 2
"""Paragraphs by which movers or a result may stand behind the decision that they belong to."""


@dataclass(slots=True)
class Decision:
    """A decision as minuted: its rows, and what holds for all of them.

    `reference` is the decision's own, which goes before the minute's; `number` is one that stands in where the minute has none.
    `paragraph` is the index of the paragraph that it starts in, `end` of the one that it ends in.
    """

    clauses: list[Clause]
    kind: ResolutionKind = "decision"
    verb: Verb | None = None
    outcome: Outcome | None = None
    mover: str | None = None
    seconder: str | None = None
    counts: Counts | None = None
    recorded: RecordedVote | None = None
    reference: str | None = None
    number: str | None = None
    paragraph: int = -1
    end: int = -1


@dataclass(slots=True)
class Ledger:
    """What has been read of an item so far. `spoken` holds the text since the last decision, where movers may be named apart.

    `passed` holds when a motion of which no words are printed was carried: the next decision has them.
    """

    decisions: list[Decision] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    waiting: Noted | None = None
    vote: RecordedVote | None = None
    counts: Counts | None = None
    last: Decision | None = None
    spoken: list[str] = field(default_factory=list)
    passed: bool = False

    def open(self, kind: str | None = None) -> Proposal | None:
        """The latest motion or amendment (of a kind) without a result."""
        for proposal in reversed(self.proposals):
            waits = proposal.outcome is None and proposal.verb != "deferred" and not proposal.withdrawn and not proposal.resolved
            if waits and kind in (None, proposal.kind):
                return proposal
        return None

    def moved(self, at: int) -> Clause | None:
        """The words of a motion right before a paragraph whose marker has none of its own."""
        for proposal in reversed(self.proposals):
            if proposal.kind == "motion" and not proposal.resolved and not proposal.withdrawn and proposal.outcome != "lost":
                return proposal.clause if at - proposal.paragraph <= NEAR else None
        return None

    def recent(self, at: int) -> Decision | None:
        """The decision right before a paragraph."""
        return self.last if self.last is not None and at - max(self.last.paragraph, self.last.end) <= NEAR else None

    def propose(self, proposal: Proposal, at: int) -> None:
        """Enters a motion or amendment; votes read before it are not on it."""
        self.vote = self.counts = self.last = None
        proposal.clause.pieces = [piece for piece in proposal.clause.pieces if piece.text]
        proposal.paragraph = at
        self.proposals.append(proposal)
        self.spoken.clear()

    def note(self, note: Noted, at: int) -> None:
        """Enters movers without words: for the motion or decision right before them, else for the next decision."""
        proposal, last = self.open(), self.recent(at)
        if not note.before and proposal is not None and proposal.seconder is None and at - proposal.paragraph <= NEAR:
            proposal.mover, proposal.seconder = note.mover, note.seconder
        elif not note.before and last is not None and last.mover is None and last.seconder is None:
            last.mover, last.seconder = note.mover, note.seconder
        else:
            self.waiting = note

    def forget(self) -> None:
        """Lets go of movers in a paragraph of their own when the next point begins: they belong to nothing that was read."""
        if self.waiting is not None and self.waiting.before is None:
            self.waiting = None

    def count(self, counts: Counts, at: int, said: bool) -> None:
        """Enters printed counts: for the decision right before them, unless a result is said with them or a motion is open."""
        self.counts = counts
        last = self.recent(at)
        if not said and last is not None and last.counts is None and self.open() is None:
            last.counts, self.counts = counts, None

    def result(self, sentence: str, outcome: Outcome, at: int) -> None:
        """Enters the result of a vote: for the open amendment or motion that it names, else for the decision right before it."""
        kind = "motion" if re.search(r"\bmotion\b", sentence, re.IGNORECASE) else None
        if kind is not None and (against := pattern("motion_or_amendment").search(sentence)):
            self._settle_amendment(outcome)
            sentence = sentence.replace(against.group(), "")
        if pattern("amendment").search(sentence) and not pattern("substantive").search(sentence):
            kind = "amendment"
        proposal = self.open(kind)
        last = self.recent(at)
        if proposal is not None:
            proposal.outcome, proposal.settled = outcome, at
            proposal.counts, proposal.recorded = self._voted(), self.vote
            if outcome == "carried" and re.search(r"\bagreed\b", sentence, re.IGNORECASE) and len(sentence.split()) < 6:
                proposal.verb = "agreed"
        elif last is not None and last.outcome is None and not pattern("moved_before").search(sentence):
            last.outcome = outcome
            if last.counts is None:
                last.counts, last.recorded = self._voted(), self.vote
        elif outcome == "carried":
            self.passed = kind == "motion" or find_movers(sentence) is not None or pattern("moved_before").search(sentence) is not None
            return
        self.vote = self.counts = None

    def _settle_amendment(self, outcome: Outcome) -> None:
        """Enters the result of an amendment that was voted on against its motion."""
        amendment = self.open("amendment")
        if amendment is not None:
            amendment.outcome = "lost" if outcome == "carried" else "carried"

    def second(self, sentence: str) -> None:
        """Enters a seconder who is named in a sentence of his own."""
        proposal = self.open()
        if proposal is not None and proposal.seconder is None:
            proposal.seconder = find_single(sentence)[1]

    def assent(self, verb: Verb | None) -> None:
        """Enters that all agreed to the open motion."""
        proposal = self.open()
        if proposal is not None:
            proposal.outcome, proposal.verb = "carried", verb

    def withdraw(self, sentence: str) -> None:
        """Enters that a motion or amendment was withdrawn."""
        proposal = self.open("amendment" if pattern("amendment").search(sentence) else None)
        if proposal is not None:
            proposal.withdrawn = True

    def take_motion(self, decision: Decision, lead: str) -> None:
        """Gives a decision the movers, votes and result of the motion that it repeats, or those that wait for it.

        `lead` are the words in front of its marker. Amendments that were carried are part of it and make no row of their own.
        """
        movers = find_movers(lead)
        motions = [p for p in self.proposals if p.kind == "motion" and not p.resolved and p.outcome != "lost" and not p.withdrawn]
        motions = [p for p in motions if p.outcome is None or _refers(p, decision) or _repeats(p, decision)]
        proposal = motions[-1] if motions else None
        if movers is not None:
            decision.mover, decision.seconder = movers.mover, movers.seconder
        elif not self.take_waiting(decision):
            if proposal is not None:
                decision.mover, decision.seconder = proposal.mover, proposal.seconder
            else:
                decision.mover, decision.seconder = find_single(" ".join(self.spoken))
        if proposal is not None:
            proposal.resolved = True
            decision.outcome, decision.counts, decision.recorded = proposal.outcome, proposal.counts, proposal.recorded
        elif self.passed:
            decision.outcome = "carried"
        if decision.counts is None:
            decision.counts, decision.recorded = self._voted(), self.vote
        for other in self.proposals:
            other.resolved = other.resolved or (other.kind == "amendment" and other.outcome == "carried")
        self.waiting = self.vote = self.counts = None
        self.passed = False
        self.spoken.clear()

    def take_waiting(self, decision: Decision) -> bool:
        """Gives a decision the movers that wait for one; whether there were any."""
        if self.waiting is None:
            return False
        decision.mover, decision.seconder = self.waiting.mover, self.waiting.seconder
        self.waiting = None
        return True

    def enter(self, decision: Decision) -> None:
        """Enters a decision."""
        self.decisions.append(decision)
        self.last = decision

    def all_decisions(self) -> list[Decision]:
        """The decisions in printed order, with the motions and amendments that none of them repeats.

        Those are the ones lost, the ones carried, and the ones moved and seconded whose result is not printed.
        """
        left = [proposal for proposal in self.proposals if not proposal.resolved and not proposal.withdrawn and proposal.clause.pieces]
        found = [_decision_of(proposal) for proposal in left if proposal.outcome is not None or proposal.seconder is not None]
        return sorted([*self.decisions, *found], key=lambda decision: decision.paragraph)

    def _voted(self) -> Counts | None:
        return self.vote.counts if self.vote is not None else self.counts


def _refers(proposal: Proposal, decision: Decision) -> bool:
    """Whether a motion carried right in front of a decision moved what its report recommends, which the decision then prints."""
    return proposal.settled >= decision.paragraph - 1 and pattern("refers").search(proposal.clause.text) is not None


def _repeats(proposal: Proposal, decision: Decision) -> bool:
    """Whether a decision has the words of a motion that was carried; a motion of a few words only names what it moves."""
    moved = re.findall(r"\w{4,}", proposal.clause.text.lower())
    decided = set(re.findall(r"\w{4,}", all_text(decision.clauses).lower()))
    return len(moved) < 6 or sum(word in decided for word in moved) >= 0.3 * len(moved)


def _decision_of(proposal: Proposal) -> Decision:
    """A motion or amendment as a decision of its own; a motion that was carried is what the body resolved."""
    carried = proposal.outcome == "carried"
    verb = proposal.verb
    if verb is None and carried and proposal.seconder is not None:
        verb = "resolved"
    return Decision(
        [proposal.clause],
        kind="decision" if proposal.kind == "motion" and carried else proposal.kind,
        verb=verb,
        outcome=proposal.outcome,
        mover=proposal.mover,
        seconder=proposal.seconder,
        counts=proposal.counts,
        recorded=proposal.recorded,
        reference=proposal.reference,
        paragraph=proposal.paragraph,
    )


def all_text(clauses: Sequence[Clause]) -> str:
    """The words of some clauses, one after the other."""
    return " ".join(clause.text for clause in clauses)
