"""Decisions in the running sentences of minutes without markers, and the number or letter that they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.resolutions.clauses import Clause, Piece, label_family, read_clauses, trimmed_end
from pipeline.extract.resolutions.ledger import Decision, Ledger
from pipeline.extract.resolutions.loose import Sentence, refers_back
from pipeline.extract.resolutions.motions import Noted
from pipeline.extract.resolutions.people import Movers, find_movers
from pipeline.extract.resolutions.votes import find_counts, find_outcome
from pipeline.extract.resolutions.wording import pattern, words
from pipeline.extract.sentences import sentences
from pipeline.records import Paragraph

LABEL = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})?(?<!\.\d0)|[A-Za-z]|[ivxIVX]{1,5})[.):]*")


def read_running(ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, sentence: Sentence, moved: Sequence[tuple[int, int]]) -> None:
    """Enters the decision that a running sentence records; `moved` are the sentences of its paragraph that moved a motion."""
    paragraph = paragraphs[at]
    inside = any(low <= sentence.start < high for low, high in moved)
    proposal = ledger.open()
    if inside or (sentence.refers and proposal is not None and at - proposal.paragraph <= 3):
        if sentence.refers:
            ledger.assent(sentence.verb)
        return
    decision = _decision(ledger, paragraphs, at, sentence)
    if decision is None:
        return
    if re.search(r"\bunanimous", paragraph.text[max(0, sentence.start - 40) : sentence.end], re.IGNORECASE):
        decision.outcome = "carried"
    said = next((paragraph.text[low:high] for low, high in sentences(paragraph.text) if low <= sentence.start < high), "")
    decision.counts = find_counts(said) or decision.counts
    last = decision.clauses[-1].pieces[-1]
    if last.paragraph is paragraph:
        decision.outcome = find_outcome(paragraph.text[last.end : sentence.end]) or decision.outcome
    own_label(decision, paragraphs, at)
    ledger.enter(decision)


def _decision(ledger: Ledger, paragraphs: Sequence[Paragraph], at: int, sentence: Sentence) -> Decision | None:
    """The decision of one sentence; None where it only names the movers of another or assents to nothing."""
    paragraph = paragraphs[at]
    text = paragraph.text[sentence.start : sentence.end]
    movers = find_movers(text)
    opens = movers is not None and movers.start <= 2
    if movers is not None and opens and re.fullmatch(rf"\W*(?:and )?(?:{words('assent')})?\W*", text[movers.end :], re.IGNORECASE):
        ledger.note(Noted(movers.mover, movers.seconder, before=False), at)
        last = ledger.recent(at)
        if last is not None:
            last.outcome = "carried"
        return None
    if sentence.refers and refers_back(text):
        before = _last_sentence(paragraphs, at)
        if before is None:
            return None
        clauses = [Clause(None, [before, Piece(paragraph, sentence.start, sentence.end)])]
    elif movers is not None:
        clauses = [Clause(None, [_without_movers(paragraph, sentence, movers)])]
    else:
        end = trimmed_end(paragraph.text, sentence.start, sentence.end)
        leads = pattern("leads_on").search(paragraph.text[:end])
        if leads is None or end < len(paragraph.text.rstrip()):
            clauses, _ = read_clauses(paragraphs, at, sentence.start, end)
        else:
            listed = leads["following"] is not None and at + 1 < len(paragraphs) and pattern("operative").match(paragraphs[at + 1].words)
            clauses, _ = read_clauses(paragraphs, at, end if listed else sentence.start)
    decision = Decision(clauses, verb=sentence.verb, paragraph=at)
    if movers is not None:
        decision.mover, decision.seconder = movers.mover, movers.seconder
        ledger.waiting = None
    else:
        ledger.take_waiting(decision)
    return decision


def _without_movers(paragraph: Paragraph, sentence: Sentence, movers: Movers) -> Piece:
    """The words of a sentence without those about movers in front of them or behind."""
    text = paragraph.text[sentence.start : sentence.end]
    if movers.start <= 2:
        handed = pattern("handed_on").match(text[movers.end :])
        return Piece(paragraph, sentence.start + movers.end + (handed.end() if handed else 0), sentence.end)
    if movers.start > 12:
        return Piece(paragraph, sentence.start, sentence.start + len(text[: movers.start].rstrip(" ,;–—-(")))
    return Piece(paragraph, sentence.start, sentence.end)


def _last_sentence(paragraphs: Sequence[Paragraph], at: int) -> Piece | None:
    """The last sentence of the paragraph in front of one that only assents to it; None where a heading or nothing stands there."""
    if at == 0 or paragraphs[at - 1].bold or len(paragraphs[at - 1].text.split()) < 4:
        return None
    before = paragraphs[at - 1]
    low, high = sentences(before.text)[-1]
    return Piece(before, max(low, before.body), high)


def own_label(decision: Decision, paragraphs: Sequence[Paragraph], at: int) -> None:
    """Gives a running decision the number or letter that it stands under: its paragraph's, or that of the small heading right above."""
    if len(decision.clauses) != 1 or decision.clauses[0].label is not None:
        return
    own = paragraphs[at].label
    if own is not None:
        decision.clauses[0].label = own if LABEL.fullmatch(own) and label_family(own) != "bullet" else None
        return
    above = next((p for p in reversed(paragraphs[max(0, at - 6) : at]) if p.label is not None or p.bold), None)
    titled = above is not None and above.bold and above.label is not None and bool(above.words.strip())
    if above is not None and titled and label_family(above.label) != "bullet":
        decision.clauses[0].label = above.label
