"""The decisions of one minuted item: markers, motions, votes and results read in order and put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.extract.prose import sentences
from pipeline.extract.resolutions.clauses import Clause, Piece, label_family, read_clauses, trimmed_end
from pipeline.extract.resolutions.loose import find_loose, refers_back
from pipeline.extract.resolutions.markers import Marker, find_markers
from pipeline.extract.resolutions.motions import Noted, Outcome, Proposal, numbered_motion, read_proposals
from pipeline.extract.resolutions.people import find_movers, find_single
from pipeline.extract.resolutions.votes import Counts, RecordedVote, find_counts, find_outcome, read_recorded_vote
from pipeline.extract.resolutions.wording import Verb, pattern, verb_in, words
from pipeline.records import Paragraph

LABEL = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})?(?<!\.\d0)|[A-Za-z]|[ivxIVX]{1,5})[.):]*")
Kind = Literal["decision", "motion", "amendment"]


@dataclass(slots=True)
class Decision:
    """A decision as minuted: its rows, and what holds for all of them."""

    clauses: list[Clause]
    kind: Kind = "decision"
    verb: Verb | None = None
    outcome: Outcome | None = None
    mover: str | None = None
    seconder: str | None = None
    counts: Counts | None = None
    recorded: RecordedVote | None = None
    reference: str | None = None
    number: str | None = None
    paragraph: int = -1


@dataclass(slots=True)
class _Item:
    """What has been read of an item so far: open motions, movers waiting for their decision, a vote waiting for what it was on."""

    decisions: list[Decision] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    waiting: Noted | None = None
    vote: RecordedVote | None = None
    counts: Counts | None = None
    last: Decision | None = None
    spoken: list[str] = field(default_factory=list)

    def open(self, kind: str | None = None) -> Proposal | None:
        """The latest motion or amendment (of a kind) without a result."""
        for proposal in reversed(self.proposals):
            if proposal.outcome is None and not proposal.withdrawn and not proposal.resolved and kind in (None, proposal.kind):
                return proposal
        return None


def read_decisions(paragraphs: Sequence[Paragraph], formal: bool, language: bool) -> list[Decision]:
    """The decisions of an item in printed order.

    `formal`: the section keeps its decisions behind markers, so that running sentences record none. `language`: its markers are
    those of another language. A carried motion that a marker repeats is one decision, with the motion's movers and votes.
    """
    item = _Item()
    at = 0
    while at < len(paragraphs):
        at = _read(item, paragraphs, at, formal, language)
    return sorted([*item.decisions, *_left_over(item)], key=lambda decision: decision.paragraph)


def _read(item: _Item, paragraphs: Sequence[Paragraph], at: int, formal: bool, language: bool) -> int:
    """Reads one paragraph with what belongs to it; the index of the next."""
    paragraph = paragraphs[at]
    recorded = read_recorded_vote(paragraphs, at)
    if recorded is not None:
        item.vote = recorded[0]
        return recorded[1]
    numbered = numbered_motion(paragraphs, at)
    if numbered is not None:
        item.proposals.append(numbered[0])
        numbered[0].clause.label = None
        item.last = None
        _place(item, numbered[0], at)
        return numbered[1]
    markers = find_markers(paragraph.text, language)
    limit = markers[0].start if markers else len(paragraph.text)
    read = read_proposals(paragraphs, at, limit)
    for proposal in read.proposals:
        item.proposals.append(proposal)
        item.last = None
        _place(item, proposal, at)
    for note in read.notes:
        _note(item, note, at)
    _read_results(item, paragraph, 0, limit, read.used, at)
    item.spoken.append(paragraph.text[:limit])
    behind = read.behind
    for position, marker in enumerate(markers):
        end = markers[position + 1].start if position + 1 < len(markers) else None
        behind = max(behind, _read_marker(item, paragraphs, at, marker, end, formal))
    if not markers and not formal:
        _read_loose(item, paragraphs, at, read.used)
    return max(behind, at + 1)


def _place(item: _Item, proposal: Proposal, at: int) -> None:
    item.vote = item.counts = None
    proposal.clause.pieces = [piece for piece in proposal.clause.pieces if piece.text]
    proposal.paragraph = at


def _note(item: _Item, note: Noted, at: int) -> None:
    """Movers without words: for the decision right before them, else for the next."""
    last = item.last
    proposal = item.open()
    if not note.before and proposal is not None and proposal.seconder is None and at - proposal.paragraph <= 2:
        proposal.mover, proposal.seconder = note.mover, note.seconder
        return
    if not note.before and last is not None and last.mover is None and at - last.paragraph <= 2:
        last.mover, last.seconder = note.mover, note.seconder
        return
    item.waiting = note


def _read_results(item: _Item, paragraph: Paragraph, begin: int, end: int, used: set[int], at: int) -> None:
    """Counts and results in the sentences of a paragraph: for the open motion or amendment, else for the decision right before."""
    for low, high in sentences(paragraph.text[begin:end]):
        sentence = paragraph.text[begin + low : begin + high]
        if begin + low in used:
            _after_words(item, sentence)
            continue
        if pattern("withdrawn").search(sentence):
            proposal = item.open("amendment" if pattern("amendment").search(sentence) else None)
            if proposal is not None:
                proposal.withdrawn = True
            continue
        counts = find_counts(sentence)
        if counts is not None:
            item.counts = counts
        outcome = find_outcome(sentence) if pattern("result").search(sentence.strip()) or len(sentence.split()) < 6 else None
        if outcome is not None:
            _result(item, sentence, outcome, at)
        elif counts is not None and item.last is not None and item.last.counts is None and at - item.last.paragraph <= 2 and item.open() is None:
            item.last.counts, item.counts = counts, None


def _after_words(item: _Item, sentence: str) -> None:
    """A result in the sentence that moved the motion: `… be elected, and this was carried`."""
    match = re.search(r"(?:and|which)\s+(?:this|the|it|was)\b[^,.]{0,40}\b(?:carried|passed|agreed|approved|confirmed|lost|defeated)\b.*$", sentence, re.IGNORECASE)
    if match is not None and item.proposals:
        item.proposals[-1].outcome = find_outcome(match.group()) or "carried"


def _result(item: _Item, sentence: str, outcome: Outcome, at: int) -> None:
    kind = "amendment" if pattern("amendment").search(sentence) and not re.search(r"\b(?:substantive|motion as amended|amended motion)\b", sentence, re.IGNORECASE) else None
    if kind is None and re.search(r"\bmotion\b", sentence, re.IGNORECASE):
        kind = "motion"
    proposal = item.open(kind) or (item.open() if kind is None else None)
    if proposal is not None:
        proposal.outcome = outcome
        proposal.counts = item.vote.counts if item.vote is not None else item.counts
        proposal.recorded = item.vote
        if re.search(r"\bagreed\b", sentence, re.IGNORECASE) and outcome == "carried" and len(sentence.split()) < 6:
            proposal.verb = "agreed"
        item.vote = item.counts = None
    elif item.last is not None and item.last.outcome is None and at - item.last.paragraph <= 2:
        item.last.outcome = outcome
        if item.last.counts is None:
            item.last.counts = item.vote.counts if item.vote is not None else item.counts
            item.last.recorded = item.vote
        item.vote = item.counts = None


def _read_marker(item: _Item, paragraphs: Sequence[Paragraph], at: int, marker: Marker, end: int | None, formal: bool) -> int:
    """Reads the decision behind a marker, or the one that the marker ends; the index behind its last paragraph."""
    paragraph = paragraphs[at]
    if not marker.formal and not marker.label:
        end = _sentence_end(paragraph.text, marker, end)
    clauses, behind = read_clauses(paragraphs, at, marker.operative, end)
    if not marker.formal and _only_movers(clauses):
        item.waiting = None
        return behind
    verb = marker.verb
    lead = paragraph.text[: marker.start]
    if not marker.formal and not marker.label and _closes(paragraph, marker):
        clauses, behind = [], at + 1
    pointed = re.search(r"[:–—]\s*$", paragraph.text[marker.start : marker.operative]) is not None
    if not clauses or (len(clauses) == 1 and len(clauses[0].text.split()) < 4 and clauses[0].label is None and not pointed):
        before = _before_marker(paragraph, marker, len(paragraph.text) if end is None else end, bool(clauses))
        if before is None:
            if not clauses:
                return at + 1
        else:
            clauses, behind = [before], at + 1
    if marker.label and verb is None:
        verb = verb_in(" ".join(clause.text for clause in clauses))
    if _is_minutes_approval(clauses, marker):
        return behind
    decision = Decision(clauses, verb=verb, paragraph=at, number=marker.reference)
    _take_motion(item, decision, lead)
    inside = paragraph.text[marker.start : marker.operative]
    decision.counts = find_counts(inside) or decision.counts
    if re.search(r"unanimous|nem", marker.between, re.IGNORECASE):
        decision.outcome = "carried"
    _read_tail(item, decision, paragraphs[behind - 1])
    if not formal and not marker.formal:
        _own_label(decision, paragraphs, at)
    item.decisions.append(decision)
    item.last = decision
    return behind


def _closes(paragraph: Paragraph, marker: Marker) -> bool:
    """Whether a marker stands behind its words, at the end of a paragraph (`… as quoted. AGREED`)."""
    behind = paragraph.text[marker.start :]
    return marker.operative >= len(paragraph.text.rstrip()) and ":" not in behind and bool(paragraph.text[paragraph.body : marker.start].strip())


def _sentence_end(text: str, marker: Marker, end: int | None) -> int | None:
    """Where the sentence behind a marker in running text ends; None where nothing follows it, so that items may."""
    high = next((high for low, high in sentences(text) if low <= marker.operative < high), len(text))
    if end is not None and end <= high:
        return end
    return high if text[high:].strip() else end


def _only_movers(clauses: Sequence[Clause]) -> bool:
    """Whether the words behind a marker only say who moved and seconded (`Approved – AB Seconded – CD`)."""
    text = clauses[0].text if len(clauses) == 1 else ""
    return bool(re.match(rf"[\w .’'-]{{1,40}}?\s+{words('seconds')}\b.{{0,40}}$", text, re.IGNORECASE))


def _before_marker(paragraph: Paragraph, marker: Marker, end: int, has_words: bool) -> Clause | None:
    """The words in front of a marker that has none (or hardly any) behind it: its own sentence, or the one before."""
    text = paragraph.text
    spans = [(low, high) for low, high in sentences(text) if low < marker.start]
    if not spans:
        return None
    low, high = spans[-1]
    if high <= marker.start:
        return Clause(None, [Piece(paragraph, max(low, paragraph.body), high)])
    own = text[low : marker.start].strip(" –—-:")
    if pattern("anaphoric").match(own) and len(own.split()) < 5:
        if len(spans) < 2:
            return None
        return Clause(None, [Piece(paragraph, max(spans[-2][0], paragraph.body), high)])
    if len(own.split()) < 2:
        return Clause(None, [Piece(paragraph, max(spans[-2][0], paragraph.body), spans[-2][1])]) if len(spans) > 1 and not has_words else None
    passive = re.search(r"\b(?:was|were|be|is|been|it)\s*$", text[low : marker.start]) is not None
    stop = end if has_words or passive else low + len(text[low : marker.start].rstrip(" –—-:"))
    return Clause(None, [Piece(paragraph, max(low, paragraph.body), stop)])


def _is_minutes_approval(clauses: Sequence[Clause], marker: Marker) -> bool:
    """Whether a marker in running style only approves minutes, which counts as a decision behind a formal marker alone."""
    return not marker.formal and len(clauses) == 1 and bool(pattern("not_decisions").search(clauses[0].text))


def _take_motion(item: _Item, decision: Decision, lead: str) -> None:
    """Gives a decision the movers, votes and result of the motion that it repeats or that waits for it."""
    movers = find_movers(lead)
    motions = [p for p in item.proposals if p.kind == "motion" and not p.resolved and p.outcome != "lost" and not p.withdrawn]
    proposal = motions[-1] if motions else None
    if movers is not None:
        decision.mover, decision.seconder = movers.mover, movers.seconder
    elif item.waiting is not None:
        decision.mover, decision.seconder = item.waiting.mover, item.waiting.seconder
    elif proposal is not None:
        decision.mover, decision.seconder = proposal.mover, proposal.seconder
    else:
        decision.mover, decision.seconder = find_single(" ".join(item.spoken))
    item.spoken.clear()
    if proposal is not None:
        proposal.resolved = True
        decision.outcome, decision.counts, decision.recorded = proposal.outcome, proposal.counts, proposal.recorded
    elif item.vote is not None or item.counts is not None:
        decision.counts = item.vote.counts if item.vote is not None else item.counts
        decision.recorded = item.vote
    for other in item.proposals:
        if other.kind == "amendment" and other.outcome == "carried":
            other.resolved = True
    item.waiting = None
    item.vote = item.counts = None


def _read_tail(item: _Item, decision: Decision, last: Paragraph) -> None:
    """Movers, counts and results in the words behind the operative ones, in the decision's last paragraph."""
    pieces = decision.clauses[-1].pieces
    if not pieces or pieces[-1].paragraph is not last:
        return
    behind = last.text[pieces[-1].end :]
    if not behind.strip(" .;"):
        return
    movers = find_movers(behind)
    if movers is not None:
        decision.mover, decision.seconder = movers.mover, movers.seconder
    counts = find_counts(behind)
    if counts is not None:
        decision.counts = counts
    outcome = find_outcome(behind)
    if outcome is not None:
        decision.outcome = outcome


def _read_loose(item: _Item, paragraphs: Sequence[Paragraph], at: int, used: set[int]) -> None:
    """Decisions in the running sentences of a paragraph; `used` are the places of those that moved a motion."""
    paragraph = paragraphs[at]
    spans = sentences(paragraph.text)
    for sentence in find_loose(paragraph.text, spans, paragraph.body):
        if any(low <= sentence.start < high for low, high in spans if low in used):
            proposal = item.open()
            if sentence.refers and proposal is not None:
                proposal.outcome, proposal.verb = "carried", sentence.verb
            continue
        text = paragraph.text[sentence.start : sentence.end]
        proposal = item.open()
        if proposal is not None and sentence.refers and at - proposal.paragraph <= 3:
            proposal.outcome = "carried"
            proposal.verb = sentence.verb
            continue
        piece = Piece(paragraph, sentence.start, trimmed_end(paragraph.text, sentence.start, sentence.end))
        movers = find_movers(text)
        if movers is not None and movers.start <= 2 and re.fullmatch(rf"\W*(?:and )?(?:{words('assent')})?\W*", text[movers.end :], re.IGNORECASE):
            _note(item, Noted(movers.mover, movers.seconder, before=False), at)
            if item.last is not None and at - item.last.paragraph <= 2:
                item.last.outcome = "carried"
            continue
        if movers is not None and movers.start > 12:
            piece = Piece(paragraph, sentence.start, sentence.start + len(text[: movers.start].rstrip(" ,;–—-(")))
        elif movers is not None and movers.start <= 2:
            begin = re.match(r"[\s,;:)–—-]*(?:and\s+)?(?:it was\s+)?(?:unanimously\s+)?(?:(?:agreed|resolved|approved|decided)\s+)?", text[movers.end :])
            piece = Piece(paragraph, sentence.start + movers.end + (begin.end() if begin else 0), sentence.end)
        alone = sentence.refers and refers_back(text)
        before = _last_sentence(paragraphs, at) if alone else None
        if alone and before is None:
            continue
        leads = re.search(r"\b(?:that|to)\s*:$", piece.text) is not None and piece.end >= len(paragraph.text.rstrip())
        clauses, _ = read_clauses(paragraphs, at, piece.start, None if leads else piece.end) if movers is None else ([Clause(None, [piece])], at)
        if before is not None:
            clauses = [Clause(None, [before, piece])]
        decision = Decision(clauses, verb=sentence.verb, paragraph=at)
        if movers is not None:
            decision.mover, decision.seconder = movers.mover, movers.seconder
        elif item.waiting is not None:
            decision.mover, decision.seconder = item.waiting.mover, item.waiting.seconder
        item.waiting = None
        if re.search(r"\bunanimous", paragraph.text[max(0, sentence.start - 40) : sentence.end], re.IGNORECASE):
            decision.outcome = "carried"
        _own_label(decision, paragraphs, at)
        item.decisions.append(decision)
        item.last = decision


def _last_sentence(paragraphs: Sequence[Paragraph], at: int) -> Piece | None:
    """The last sentence of the paragraph in front of one that only assents to it; None where a heading or nothing stands there."""
    if at == 0 or paragraphs[at - 1].bold or len(paragraphs[at - 1].text.split()) < 4:
        return None
    before = paragraphs[at - 1]
    low, high = sentences(before.text)[-1]
    return Piece(before, max(low, before.body), high)


def _own_label(decision: Decision, paragraphs: Sequence[Paragraph], at: int) -> None:
    """The number or letter that a running decision stands under: its paragraph's own, or that of the small heading right above."""
    if len(decision.clauses) != 1 or decision.clauses[0].label is not None:
        return
    own = paragraphs[at]
    if own.label is not None:
        decision.clauses[0].label = own.label if LABEL.fullmatch(own.label) and label_family(own.label) != "bullet" else None
        return
    for paragraph in reversed(paragraphs[max(0, at - 6) : at]):
        if paragraph.label is not None or paragraph.bold:
            if paragraph.bold and paragraph.label is not None and label_family(paragraph.label) != "bullet":
                decision.clauses[0].label = paragraph.label
            return


def _left_over(item: _Item) -> list[Decision]:
    """Motions and amendments that no marker repeats: those lost, those carried, and those seconded whose result is not printed."""
    found: list[Decision] = []
    for proposal in item.proposals:
        if proposal.resolved or proposal.withdrawn or not proposal.clause.pieces:
            continue
        if proposal.outcome is None and proposal.seconder is None:
            continue
        verb = proposal.verb
        if verb is None and proposal.outcome == "carried" and proposal.seconder is not None:
            verb = "resolved"
        found.append(
            Decision(
                [proposal.clause],
                kind="decision" if proposal.kind == "motion" and proposal.outcome == "carried" else proposal.kind,
                verb=verb,
                outcome=proposal.outcome,
                mover=proposal.mover,
                seconder=proposal.seconder,
                counts=proposal.counts,
                recorded=proposal.recorded,
                reference=proposal.reference,
                paragraph=proposal.paragraph,
            )
        )
    return found
