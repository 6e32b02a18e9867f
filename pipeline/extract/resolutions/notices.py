"""Decision notices: what an executive, a committee or an officer decided, from the sheet that records it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.prose import rejoined, tail
from pipeline.extract.resolutions.clauses import Clause, Piece, read_clauses
from pipeline.extract.resolutions.ledger import Decision
from pipeline.extract.resolutions.markers import find_markers
from pipeline.extract.resolutions.wording import pattern, verb_in, words
from pipeline.records import Paragraph, Verb

NUMBER = re.compile(r"\b(?:[A-Z]{1,5}[ /-]?)?\d{2,4}[/-]\d{2,6}\b|\b[A-Z]{2,5}\d{2,6}\b")
STEMS: dict[str, Verb] = {"agree": "agreed", "resolve": "resolved"}


def read_notice(paragraphs: Sequence[Paragraph]) -> list[Decision]:
    """The decisions of one notice, in printed order; empty where the sheet only proposes one.

    The words stand behind each heading `Decision`, up to the next heading; `I agree to:` leads in to them. A notice without such a
    heading has them where somebody undertakes (`I have decided to …`).
    """
    paragraphs = rejoined(paragraphs)
    reference = notice_reference(paragraphs)
    found: list[Decision] = []
    end = 0
    for at, paragraph in enumerate(paragraphs):
        start = _decision_heading(paragraph)
        if start is None or at < end:
            continue
        if any(pattern("notices.proposed").search(p.text) for p in paragraphs[:at] if len(p.text) < 120):
            return []
        end = _next_heading(paragraphs, at)
        body = [p for p in ([tail(paragraph, start)] if start < len(paragraph.text.rstrip()) else []) if p.text.strip()]
        body.extend(paragraphs[at + 1 : end])
        if body and not pattern("notices.proposed").search(body[0].text):
            found.extend(_read(body))
    if not found:
        undertaken = next((at for at, p in enumerate(paragraphs) if _undertakes(p.text)), None)
        found = _read(paragraphs[undertaken:]) if undertaken is not None else []
    for decision in found:
        decision.reference = reference
    return found


def notice_reference(paragraphs: Sequence[Paragraph]) -> str | None:
    """The number of a decision: behind `Decision no.`, or in the line under it; None where none is printed."""
    label = re.compile(words("notices.reference"), re.IGNORECASE)
    for at, paragraph in enumerate(paragraphs[:30]):
        match = label.search(paragraph.text)
        if match is None:
            continue
        for text in (paragraph.text[match.end() :], *(p.text for p in paragraphs[at + 1 : at + 4])):
            number = NUMBER.search(text)
            if number is not None:
                return number.group()
    return None


def _decision_heading(paragraph: Paragraph) -> int | None:
    """Where the words behind the heading `Decision` start in a paragraph; None when it has no such heading."""
    text = paragraph.text
    if re.match(words("notices.not_decision"), text.strip(), re.IGNORECASE):
        return None
    match = re.match(rf"\W*(?:\d+[.)]?\s*)?{words('notices.decision')}\s*(?P<close>[:–-]\s*|$)", text, re.IGNORECASE)
    if match is None or (paragraph.bold is False and paragraph.table < 0 and not match["close"].strip() and not text.isupper()):
        return None
    return match.end()


def _next_heading(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The index of the next heading behind the decision: a short line that looks like its heading, or ends with a colon."""
    heading = paragraphs[at]
    for index in range(at + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        text = paragraph.text.strip()
        if pattern("notices.behind").match(text) and (len(text) < 90 or ":" in text):
            return index
        if index > at + 1 and len(text) < 70 and paragraph.bold and heading.bold and paragraph.label is None and text.endswith(":"):
            return index
    return len(paragraphs)


def _undertakes(text: str) -> re.Match[str] | None:
    """The words at the start of a paragraph with which somebody decides (`As Cabinet Member for Roads I agree to:`)."""
    return re.match(rf"\W*(?:as [^.;]{{0,140}}?)?{words('notices.undertakes')}\s*", text, re.IGNORECASE)


def _read(body: Sequence[Paragraph]) -> list[Decision]:
    """The decision in the paragraphs behind its heading; empty when they hold no words."""
    first = body[0]
    markers = find_markers(first.text)
    undertaking = _undertakes(first.text)
    if markers:
        clauses, _ = read_clauses(body, 0, markers[0].operative)
        return [Decision(clauses, verb=markers[0].verb)] if clauses else []
    if undertaking is not None:
        verb = next((verb for stem, verb in STEMS.items() if re.search(rf"\b{stem}", undertaking.group(), re.IGNORECASE)), None)
        clauses, _ = read_clauses(body, 0, undertaking.end())
        return [Decision(clauses, verb=verb)] if clauses else []
    clauses, _ = read_clauses(body, 0, first.body)
    labelled = [p for p in body if p.label is not None]
    if len(clauses) == 1 and first.label is not None and len(labelled) > 1:
        clauses = [Clause(p.label, [Piece(p, p.body, len(p.text))]) for p in labelled]
    for clause in clauses:
        clause.verb = verb_in(clause.text)
    return [Decision(clauses)] if any(clause.text.strip() for clause in clauses) else []
