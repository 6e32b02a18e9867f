"""The decisions of one minuted item: markers, motions, votes and results read in order and put together."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from pipeline.divide.going_on import joined
from pipeline.extract.resolutions.clauses import Clause, Piece, label_family, read_clauses
from pipeline.extract.resolutions.ledger import Decision, Ledger
from pipeline.extract.resolutions.loose import find_loose, tells_what
from pipeline.extract.resolutions.markers import Marker, find_markers
from pipeline.extract.resolutions.motions import Read, numbered_motion, read_proposals
from pipeline.extract.resolutions.people import find_movers, names_mover_alone
from pipeline.extract.resolutions.running import own_label, read_running
from pipeline.extract.resolutions.signs import says_something
from pipeline.extract.resolutions.vote_grids import read_vote_grid
from pipeline.extract.resolutions.votes import find_counts, find_outcome, read_recorded_vote
from pipeline.extract.resolutions.wording import at_word_start, pattern, verb_in, words
from pipeline.extract.sentences import sentences
from pipeline.records import Paragraph

LONGEST_HEADING = 60
"""Characters of a line in bold at most that heads a point (`Matters arising:`)."""
FEWEST_WORDS = 4
"""Words that a decision must have behind its marker; with fewer, the words in front of the marker are part of it."""
FEWEST_AROUND_RESULT = 6
"""Sentences with so many words tell a result only where they say what it is of."""


def read_decisions(paragraphs: Sequence[Paragraph], formal: bool, language: bool) -> list[Decision]:
    """The decisions of an item in printed order.

    `formal`: the section keeps its decisions behind markers, so that running sentences record none. `language`: its markers are
    those of another language. A carried motion that a marker repeats is one decision, with the motion's movers and votes.
    """
    ledger = Ledger()
    paragraphs = _with_seconders(paragraphs)
    at = 0
    while at < len(paragraphs):
        at = _read(ledger, paragraphs, at, formal, language)
    return ledger.all_decisions()


def _with_seconders(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, a line that names who seconded joined to the one in front that ends with who proposed."""
    seconder = re.compile(rf"\W*(?:{words('seconds')}|seconder|sec)\b", re.IGNORECASE)
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        if whole and paragraph.label is None and seconder.match(paragraph.text) and names_mover_alone(whole[-1].text):
            whole[-1] = joined(whole[-1], paragraph)
        else:
            whole.append(paragraph)
    return whole


def _read(ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, formal: bool, language: bool) -> int:
    """Reads one paragraph with what belongs to it; the index of the next."""
    paragraph = paragraphs[at]
    recorded = read_vote_grid(paragraphs, at) or read_recorded_vote(paragraphs, at)
    if recorded is not None:
        ledger.vote = recorded[0]
        return recorded[1]
    numbered = numbered_motion(paragraphs, at)
    if numbered is not None:
        for proposal in numbered[0]:
            ledger.propose(proposal, at)
        return numbered[1]
    markers = find_markers(paragraph.text, language, paragraph.bold)
    labelled = paragraph.label is not None and label_family(paragraph.label) != "bullet"
    headed = paragraph.bold and len(paragraph.text) < LONGEST_HEADING and paragraph.text.endswith(":")
    if (labelled or headed) and not (markers and markers[0].start <= paragraph.body):
        ledger.forget()
    limit = markers[0].start if markers else len(paragraph.text)
    behind = _read_in_front(ledger, paragraphs, at, limit, not markers and not formal)
    opens = _openings(paragraph.text, markers)
    for position, marker in enumerate(markers):
        end = opens[position + 1] if position + 1 < len(opens) else None
        behind = max(behind, _read_marker(ledger, paragraphs, at, marker, (opens[position], end), formal))
    return max(behind, at + 1)


def _read_in_front(ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, limit: int, running: bool) -> int:
    """Reads the sentences of a paragraph up to its first marker, which most have nothing in; the index behind what was used."""
    text = paragraphs[at].text[:limit]
    if not says_something(text, running):
        ledger.spoken.extend(text[low:high] for low, high in sentences(text))
        return at + 1
    telling = {low for low, high in sentences(text) if says_something(text[low:high], running=False)}
    read = read_proposals(paragraphs, at, limit, telling)
    _read_sentences(ledger, paragraphs, at, limit, read, telling, running)
    return read.behind


def _openings(text: str, markers: Sequence[Marker]) -> list[int]:
    """Where the words that belong to each marker start: the first one's with the paragraph, the others' with their sentence.

    Words like `it was further` in front of a second marker in the same sentence go with it.
    """
    opens: list[int] = []
    lows = [low for low, _ in sentences(text)]
    for position, marker in enumerate(markers):
        if position == 0:
            opens.append(0)
            continue
        behind = markers[position - 1].operative
        low = max((low for low in lows if low <= marker.start), default=0)
        low = max(low, behind)
        handed = re.search(words("handed"), text[low : marker.start], re.IGNORECASE)
        opens.append(low if low > behind or handed is None else low + handed.start())
    return opens


def _read_sentences(
    ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, limit: int, read: Read, telling: Container[int], running: bool
) -> None:
    """Motions, movers, counts, results and, where `running`, decisions in the sentences of a paragraph, in printed order; `telling` are the
    places of those that may tell of movers, counts or results."""
    paragraph = paragraphs[at]
    text = paragraph.text[:limit]
    spans = sentences(text)
    moved = [(low, high) for low, high in spans if low in read.used]
    loose = find_loose(text, spans, paragraph.body) if running else []
    for low, high in spans:
        for proposal in read.proposals:
            if proposal.start == low:
                ledger.propose(proposal, at)
        for note in read.notes:
            if note.start == low:
                ledger.note(note, at)
        if low in telling:
            _read_result(ledger, text[low:high], low in read.used, at)
        for sentence in loose:
            if low < sentence.end <= high:
                read_running(ledger, paragraphs, at, sentence, moved)
        if not read.proposals and not any(note.start == low for note in read.notes):
            ledger.spoken.append(text[low:high])


def _read_result(ledger: Ledger, sentence: str, moves: bool, at: int) -> None:
    """Counts and results in a sentence; `moves` holds for one that moved a motion."""
    if moves:
        behind = pattern("result_behind").search(sentence)
        if behind is not None and ledger.proposals and ledger.proposals[-1].outcome is None:
            ledger.proposals[-1].outcome = find_outcome(behind.group()) or "carried"
        if not ledger.proposals or ledger.proposals[-1].counts is None:
            ledger.counts = find_counts(sentence) or ledger.counts
        return
    ledger.second(sentence)
    if at_word_start(words("withdrawn")).search(f"\n{sentence.lower()}"):
        ledger.withdraw(sentence)
        return
    outcome = find_outcome(sentence)
    apart = len(sentence.split()) >= FEWEST_AROUND_RESULT or tells_what(sentence)
    if outcome is not None and apart and not pattern("result").search(sentence.strip()):
        outcome = None
    counts = find_counts(sentence)
    if counts is not None:
        ledger.count(counts, at, outcome is not None)
    if outcome is not None:
        ledger.result(sentence, outcome, at)


def _read_marker(
    ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, marker: Marker, place: tuple[int, int | None], formal: bool
) -> int:
    """Reads the decision behind a marker, or the one that the marker ends; the index behind its last paragraph.

    `place` is where the words that belong to the marker start and where the next marker's start, None without another.
    """
    paragraph = paragraphs[at]
    opening, last = place
    end = last
    running = not marker.formal and not marker.label
    if running:
        end = _sentence_end(paragraph.text, marker, end)
    clauses, behind = read_clauses(paragraphs, at, marker.operative, end)
    if not marker.formal and _only_movers(clauses):
        ledger.waiting = None
        return behind
    if running and _closes(paragraph, marker):
        clauses, behind = [], at + 1
    if _is_short(paragraph.text, marker, clauses):
        before = _before_marker(paragraph, marker, len(paragraph.text) if end is None else end, bool(clauses))
        if before is not None and not clauses and (moved := ledger.moved(at)) is not None:
            clauses, behind = [moved], at + 1
        elif before is not None:
            clauses, behind = [before], at + 1
        elif not clauses and (moved := ledger.moved(at)) is not None:
            clauses, behind = [moved], at + 1
        elif not clauses:
            return at + 1
    if running and len(clauses) == 1:
        _with_subject(paragraph, marker, clauses[0])
    if not marker.formal and marker.verb != "resolved" and len(clauses) == 1 and pattern("not_decisions").search(clauses[0].text):
        return behind
    if marker.label and marker.verb is None:
        for clause in clauses:
            clause.verb = verb_in(clause.text)
    decision = Decision(clauses, verb=marker.verb, paragraph=at, end=behind - 1, number=marker.reference)
    ledger.take_motion(decision, paragraph.text[opening : marker.start])
    decision.counts = find_counts(paragraph.text[marker.start : marker.operative]) or decision.counts
    if re.search(r"unanimous|nem", marker.between, re.IGNORECASE):
        decision.outcome = "carried"
    between = find_movers(marker.between)
    if between is not None:
        decision.mover, decision.seconder = between.mover, between.seconder
    _read_tail(decision, paragraphs[behind - 1], last)
    if not formal and not marker.formal:
        own_label(decision, paragraphs, at)
    ledger.enter(decision)
    return behind


def _with_subject(paragraph: Paragraph, marker: Marker, clause: Clause) -> None:
    """Takes the subject in front of a marker into the words of its decision (`Consideration was DEFERRED to the next meeting`)."""
    first = clause.pieces[0]
    low = max((low for low, _ in sentences(paragraph.text) if low <= marker.start), default=0)
    low = max(low, paragraph.body)
    if (
        clause.label is None
        and first.start == marker.operative
        and re.match(words("subject"), paragraph.text[low : marker.start], re.IGNORECASE)
    ):
        clause.pieces[0] = Piece(paragraph, low, first.end)


def _is_short(text: str, marker: Marker, clauses: Sequence[Clause]) -> bool:
    """Whether a marker has no or hardly any words behind it, or only when something is taken up again (`Deferred to the next meeting`);
    a colon before them says that they are all (`Resolved: no objection`)."""
    if not clauses:
        return True
    if marker.verb == "deferred" and len(clauses) == 1 and pattern("put_off").fullmatch(clauses[0].text.strip()):
        return True
    pointed = re.search(r"[:–—]\s*$", text[marker.start : marker.operative]) is not None
    return len(clauses) == 1 and clauses[0].label is None and len(clauses[0].text.split()) < FEWEST_WORDS and not pointed


def _closes(paragraph: Paragraph, marker: Marker) -> bool:
    """Whether a marker stands behind its words, at the end of a paragraph (`… as quoted. AGREED`)."""
    behind = paragraph.text[marker.start :]
    ends = marker.operative >= len(paragraph.text.rstrip()) and ":" not in behind
    return ends and bool(paragraph.text[paragraph.body : marker.start].strip())


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
    spans = [(max(low, paragraph.body), high) for low, high in sentences(text) if low < marker.start]
    if not spans:
        return None
    low, high = spans[-1]
    earlier = spans[-2] if len(spans) > 1 else None
    if high <= marker.start:
        return Clause(None, [Piece(paragraph, low, end if has_words and re.match(r"to\b", text[marker.operative :]) else high)])
    own = text[low : marker.start].strip(" –—-:")
    if pattern("anaphoric").match(own) and len(own.split()) < 5:
        return Clause(None, [Piece(paragraph, earlier[0], high)]) if earlier is not None else None
    if len(own.split()) < 2:
        return Clause(None, [Piece(paragraph, *earlier)]) if earlier is not None and not has_words else None
    passive = re.search(r"\b(?:was|were|be|is|been|it)\s*$", text[low : marker.start]) is not None
    stop = end if has_words or passive else low + len(text[low : marker.start].rstrip(" –—-:"))
    return Clause(None, [Piece(paragraph, low, stop)])


def _read_tail(decision: Decision, last: Paragraph, end: int | None) -> None:
    """Movers, counts and results in the words behind the operative ones, in the decision's last paragraph, up to the next marker's."""
    pieces = decision.clauses[-1].pieces
    if not pieces or pieces[-1].paragraph is not last:
        return
    behind = last.text[pieces[-1].end : end]
    if not behind.strip(" .;"):
        return
    movers = find_movers(behind)
    if movers is not None:
        decision.mover, decision.seconder = movers.mover, movers.seconder
    decision.counts = find_counts(behind) or decision.counts
    decision.outcome = find_outcome(behind) or decision.outcome
