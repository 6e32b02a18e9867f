"""What reports ask somebody to decide: the clauses under their RECOMMENDATION headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec
from rapidfuzz import fuzz

from pipeline.divide.cues import body_size
from pipeline.edges.codes import codes
from pipeline.extract.material import Material
from pipeline.extract.prose import goes_on, tail
from pipeline.extract.reports.labels import find_label
from pipeline.records import Found, Paragraph, Recommendation, Report, Section

LETTERED = re.compile(r"\(?(?:[A-Za-z]|[ivx]{1,5}|\d{1,2})[.)]\)?\s+")
OPEN = re.compile(r"(?:[,–—-]|\b(?:and|or|of|the|to|for|with|in|by|a|that))\s*$", re.I)
LONGEST_HEADING = 110
SAME = 94.0
"""Points of 100 from which two clauses of one report are the same, printed twice."""
PASSED_OVER = 2
"""Paragraphs in a row that are no recommendations after which a list of them has ended."""


@dataclass(slots=True)
class _Clause:
    """A clause as it is read: its paragraphs, its label, whether others complete it (`leads`), and how deep it stands."""

    paragraph: Paragraph
    label: str | None
    addressee: str | None
    leads: bool = False
    completed: bool = False
    parts: list[Paragraph] = field(default_factory=list)

    def words(self) -> str:
        return " ".join(" ".join(part.words for part in [self.paragraph, *self.parts]).split())


def find_recommendations(material: Material, reports: Sequence[Report]) -> Found[Recommendation]:
    """The recommendations of a document's reports, in printed order; one that a report repeats is given once.

    Numbered clauses, and clauses with a verb of their own, are one each, without the lead-in (`Cabinet is asked to:`); bullets that only
    complete it stay with it. Minutes and decision notices have none: what they record are resolutions.
    """
    found: Found[Recommendation] = Found()
    report_of = {report.section: report.id for report in reports}
    for section in material.division.sections:
        if section.restricted or not (section.kind == "report" or (section.kind == "other" and section.ordinal in report_of)):
            continue
        seen: list[str] = []
        ordinal = 0
        for clause in _clauses(material, section):
            words = _pointer().sub("", clause.words())
            key = re.sub(r"\W+", " ", words.lower()).strip()
            if not key or any(fuzz.ratio(key, other) >= SAME for other in seen):
                continue
            seen.append(key)
            ordinal += 1
            source = material.source(clause.paragraph, clause.paragraph.body)
            found.records.append(
                Recommendation(
                    id=material.next_id("recommendations", source.page),
                    report_id=report_of.get(section.ordinal),
                    ordinal=ordinal,
                    text=words,
                    source=source,
                    number=clause.label,
                    addressee=clause.addressee,
                )
            )
    return found


def _clauses(material: Material, section: Section) -> list[_Clause]:
    paragraphs = material.paragraphs_of(section)
    size = body_size(paragraphs)
    clauses: list[_Clause] = []
    position = 0
    while position < len(paragraphs):
        opened = _opening(paragraphs[position])
        if opened is None:
            position += 1
            continue
        first, addressee = opened
        rest = [first] if first is not None else []
        taken, position = _block(paragraphs, position, rest, addressee, size)
        clauses.extend(taken)
    if not clauses:
        for position, paragraph in enumerate(paragraphs):
            if _asks(paragraph):
                taken, _ = _block(paragraphs, position, [paragraph], None, size)
                clauses.extend(taken)
    return clauses


def _opening(paragraph: Paragraph) -> tuple[Paragraph | None, str | None] | None:
    """What a paragraph that opens recommendations holds of them itself, and whom its heading names; None when it opens none."""
    margin = (paragraph.margin or "").strip()
    if margin and _heading().fullmatch(_bare(margin)):
        return tail(paragraph, paragraph.body), None
    words = _bare(paragraph.words)
    if len(words) <= LONGEST_HEADING and words[:1].isupper() and (match := _heading().fullmatch(words)):
        addressee = match.groupdict().get("addressee")
        if addressee is None or paragraph.bold or words.isupper() or paragraph.words.rstrip().endswith(":"):
            return None, _named(addressee)
    if (match := _inline().match(paragraph.words)) and paragraph.words[match.end() :].strip():
        return tail(paragraph, paragraph.body + match.end()), None
    return None


def _asks(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a recommendation without a heading: `The Committee is RECOMMENDED to`, `It is recommended that`."""
    words = paragraph.words.strip()
    return bool(
        re.match(
            r"(?:That )?(?:The |Members of )?[A-Z][\w’' -]{2,80} (?:is|are) (?:asked|RECOMMENDED|recommended|requested|invited) to\b", words
        )
        or re.match(r"(?:It|IT) (?:is|IS) (?:therefore )?(?:recommended|RECOMMENDED)(?: that| THAT| to|:)", words)
    )


def _block(
    paragraphs: Sequence[Paragraph], position: int, rest: list[Paragraph], addressee: str | None, size: float
) -> tuple[list[_Clause], int]:
    """The clauses under one heading, and the place of the first paragraph behind them."""
    heading = paragraphs[position]
    clauses: list[_Clause] = []
    passed = 0
    queue = [*rest, *paragraphs[position + 1 :]]
    at = position + 1 - len(rest)
    held: str | None = None
    for paragraph in queue:
        own = paragraph in rest
        if paragraph.label is not None and paragraph.table >= 0 and not paragraph.words.strip():
            held = paragraph.label  # a number in a cell of its own
            at += 1
            continue
        if held is not None and paragraph.label is None:
            paragraph = msgspec.structs.replace(paragraph, label=held)
        held = None
        if not own and _ends(paragraph, heading, clauses, size):
            break
        if not own and (named := _sub_heading(paragraph, size)) is not None:
            addressee = named
        elif (clause := _clause(paragraph, clauses, addressee)) is not None:
            addressee = clause.addressee
            clauses.append(clause)
            passed = 0
        elif clauses and _belongs(paragraph, clauses[-1]):
            clauses[-1].parts.append(paragraph)
        else:
            passed += 1
            if passed >= PASSED_OVER:
                break
        at += 1
    return [clause for clause in clauses if not clause.completed], max(at, position + 1)


def _clause(paragraph: Paragraph, clauses: list[_Clause], addressee: str | None) -> _Clause | None:
    """The clause that a paragraph opens; None when it only goes on with, or explains, the one before."""
    before = clauses[-1] if clauses else None
    if before is not None and paragraph.label is None and goes_on(_last(before), paragraph) and not _has_verb(paragraph.words):
        return None
    paragraph, label = _labelled(paragraph)
    words = " ".join(paragraph.words.split())
    if not words:
        return None
    asked = _asked().search(words[:200])
    lead = next((c for c in reversed(clauses) if c.leads), None)
    own = _has_verb(words) or asked is not None or (label == "•" and lead is not None and bool(re.search(r"\bto\s*:?$", lead.words())))
    numbered = label is not None and label != "•"
    if not (before is None or numbered or own):
        return None
    clause = _Clause(
        paragraph, label if numbered else None, _addressee(words) or addressee, leads=words.endswith(":") or _only_leads(words)
    )
    if lead is not None and lead is before and not lead.parts:
        lead.completed = True
    return clause


def _belongs(paragraph: Paragraph, clause: _Clause) -> bool:
    """Whether a paragraph without a number or verb of its own is part of the clause before it."""
    last = _last(clause)
    if paragraph.label is not None or clause.leads:
        return True
    return goes_on(last, paragraph) or bool(OPEN.search(last.text)) or paragraph.words[:1].islower()


def _ends(paragraph: Paragraph, heading: Paragraph, clauses: list[_Clause], size: float) -> bool:
    """Whether recommendations have ended before a paragraph: a heading, a labelled field, or the end of their box."""
    words = _bare(paragraph.words)
    if heading.table >= 0 and clauses and _leaves_box(paragraph, clauses[-1]):
        return True
    if _opening(paragraph) is not None:
        return True
    if _sub_heading(paragraph, size) is not None or (clauses and _follows(paragraph.label, clauses[-1].label)):
        return False
    if (
        len(words) <= LONGEST_HEADING
        and _after().fullmatch(words)
        and (paragraph.bold or words.isupper() or paragraph.label or ":" in paragraph.words[-2:])
    ):
        return True
    label = find_label(paragraph.text)
    if (
        label is not None
        and (label.marked or label.end >= len(paragraph.text.strip()))
        and label.group in ("people", "fields", "contacts", "members")
    ):
        return not (label.meaning == "decision_maker" and not clauses)
    titled = paragraph.bold or (words.isupper() and len(words) > 3) or paragraph.size > size * 1.15
    if not titled or len(words) > LONGEST_HEADING or _has_verb(words) or _asked().search(words):
        return False
    return not (paragraph.label and not clauses and len(words) > 60)


def _leaves_box(paragraph: Paragraph, clause: _Clause) -> bool:
    """Whether a paragraph stands outside the cell of the clause before it: in the table's further cells, or below the table."""
    last = _last(clause)
    if paragraph.table < 0 or paragraph.page != last.page:
        return paragraph.table < 0 or paragraph.cell > 1
    return (paragraph.table, paragraph.cell) != (last.table, last.cell) and not _follows(paragraph.label, clause.label)


def _follows(label: str | None, before: str | None) -> bool:
    """Whether a label is the next after another of its kind: `5.` after `4.`, `(c)` after `(b)`, `2.4` after `2.3`."""
    if not label or not before or re.sub(r"\w+", "", label) != re.sub(r"\w+", "", before):
        return False
    *_, last = re.findall(r"\w+", label)
    *_, former = re.findall(r"\w+", before)
    if re.findall(r"\w+", label)[:-1] != re.findall(r"\w+", before)[:-1]:
        return False
    if last.isdigit() and former.isdigit():
        return int(last) == int(former) + 1
    return len(last) == 1 and len(former) == 1 and ord(last) == ord(former) + 1


def _sub_heading(paragraph: Paragraph, size: float) -> str | None:
    """The addressee that a sub-heading names (`The PDS Committee`, `Portfolio Holder:`); None for other paragraphs."""
    words = _bare(paragraph.words)
    if paragraph.label is not None or not words or len(words) > 90 or words[-1] in ".;," or _has_verb(words):
        return None
    if not (paragraph.bold or paragraph.italic or paragraph.words.strip().endswith(":") or words.isupper()):
        return None
    bare = re.sub(r"\s*\([^)]*\)$", "", words)
    ending = "|".join(re.escape(body) for body in sorted(codes("recommendations")["bodies"], key=len, reverse=True))
    match = re.fullmatch(rf"(?:to |for |that )?(?:the )?.*?\b(?:{ending})(?: for .+)?", bare, re.I)
    return re.sub(r"^(?:to|for|that)\s+", "", words, flags=re.I) if match and not _asked().search(words) else None


def _labelled(paragraph: Paragraph) -> tuple[Paragraph, str | None]:
    """The paragraph without its label, and the label: also a letter that the eye, not the white space, tells (`A. Agree to`)."""
    if paragraph.label is not None:
        return paragraph, paragraph.label
    match = LETTERED.match(paragraph.text)
    if match and not re.match(r"(?:[AI]\s)", match[0]):
        return tail(paragraph, match.end()), match[0].strip()
    return paragraph, None


def _last(clause: _Clause) -> Paragraph:
    return clause.parts[-1] if clause.parts else clause.paragraph


def _only_leads(words: str) -> bool:
    """Whether words only introduce the clauses that follow, though no colon ends them."""
    return len(words) < 120 and bool(re.search(rf"(?:{codes('recommendations')['lead_in']}|\bto|\bthat)$", words, re.I))


def _has_verb(words: str) -> bool:
    """Whether words open with `That`, or with a verb that asks for something (`Note`, `To approve`, `AGREES`)."""
    return _verb().match(words) is not None


def _addressee(words: str) -> str | None:
    match = re.match(r"(?:(?:it is|we) recommend(?:ed)? )?(?:that )?", words, re.I)
    start = match.end() if match else 0
    asked = _asked().search(words[:200])
    if asked and asked.start() > start:
        return _named(words[start : asked.start()])
    ending = "|".join(re.escape(body) for body in sorted(codes("recommendations")["bodies"], key=len, reverse=True))
    body = rf"(?:the )?(?:[A-Z][\w’'&,-]* )*?(?:{ending})\b(?= ?:|[,:]? (?:to )?(?:\(?[a-z0-9]\)|{_verbs()}))"
    named = re.match(body, words[start:], re.I) if start else None
    return _named(named[0]) if named else None


def _named(words: str | None) -> str | None:
    words = (words or "").strip(" ,:;-–")
    return words if 2 < len(words) <= 140 and not re.fullmatch(r"(?i)it|this|that|they|he|she|which", words) else None


def _bare(words: str) -> str:
    return re.sub(r"^(?:\d{1,2}(?:\.\d{1,2})?\.?\s*\|?\s*)", "", " ".join(words.split())).strip(" :|").strip()


@cache
def _heading() -> re.Pattern[str]:
    parts = codes("recommendations")["headings"]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.I)


@cache
def _after() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in codes("recommendations")["after"]), re.I)


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(codes("recommendations")["inline"], re.I)


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(codes("recommendations")["pointer"], re.I)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"\b{codes('recommendations')['asked']}\b", re.I)


@cache
def _verbs() -> str:
    return "|".join(rf"{re.escape(verb)}(?:s|es)?" for verb in sorted(codes("recommendations")["verbs"], key=len, reverse=True))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"[“\"‘']?(?:(?:and,? )?that\b|(?:to |also |further )*(?:{_verbs()})\b(?!\s*[:–-]\s*[A-Z]))", re.I)
