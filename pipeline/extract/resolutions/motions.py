"""Motions and amendments: who moved and seconded, what was put, over the paragraphs that hold its words."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipeline.extract.resolutions.clauses import Clause, Piece, ends_decision, label_family, next_label, trimmed_end
from pipeline.extract.resolutions.people import find_movers, name_source, plain_name, says_moved, says_seconded
from pipeline.extract.resolutions.votes import Counts, RecordedVote, find_counts, vote_side
from pipeline.extract.resolutions.wording import pattern, small, words
from pipeline.extract.sentences import sentences
from pipeline.records import Outcome, Paragraph, Verb

INITIAL_AND_NAME = re.compile(r"\b([A-Z])\.(?=[A-Z][a-z])")
NUMBERED = re.compile(r"(?P<reference>[A-Z]{0,4}\s?\d{2,4}[-/.]\d{1,4})[.:]?\s+(?:moved by\s+)?(?P<movers>.+)")


@dataclass(slots=True)
class Proposal:
    """A motion or amendment that was moved, and what became of it so far; `start` is where its sentence starts in `paragraph`.

    `settled` is the index of the paragraph that says its result.
    """

    kind: Literal["motion", "amendment"]
    mover: str | None
    seconder: str | None
    clause: Clause
    reference: str | None = None
    verb: Verb | None = None
    outcome: Outcome | None = None
    counts: Counts | None = None
    recorded: RecordedVote | None = None
    withdrawn: bool = False
    resolved: bool = False
    paragraph: int = 0
    start: int = 0
    settled: int = -9


@dataclass(frozen=True, slots=True)
class Noted:
    """Movers named without the words that they moved: they belong to the decision beside them.

    `before` holds when they stand in front of it, None when a paragraph of their own leaves that open. `start` is their sentence's.
    """

    mover: str | None
    seconder: str | None
    before: bool | None
    start: int = 0


@dataclass(slots=True)
class Read:
    """What the sentences of one paragraph say about movers: proposals and notes, and the sentences used up, by where they start."""

    proposals: list[Proposal] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    behind: int = 0


@cache
def _object() -> re.Pattern[str]:
    """What stands between the seconder and the words put: `the following amendment to the motion in paragraph 5:`, `that`."""
    return re.compile(
        r"[,\s]*(?:(?:the|a|an|as an|this)\s+)?(?:following\s+)?(?:further\s+)?(?:motion|amendment|resolution|recommendations?|proposals?)?"
        r"(?:\s+(?:to|in|set out|on|of|as)\b[^:“]{0,160}?(?=:|,?\s+that\b|$))?\s*(?:as follows)?\s*"
        r"(?:[:–-]|,?\s*that\b(?=\s*$|\s*[“:])|(?=,?\s*that\b)|(?=to\b)|$)\s*",
        re.IGNORECASE,
    )


@cache
def _passed_on() -> re.Pattern[str]:
    """Words behind a seconder that hand on to a marker: `and RESOLVED`, `and agreed that`."""
    return re.compile(
        r"[,;:\s]*(?:and\b|that\s+it\s+be\b)?[,\s]*(?:it\s+was\s+|was\s+|unanimously\s+|accordingly\s+)*"
        r"(?:resolved|agreed|carried|approved|recommended|unanimous\w*|all\b|$)",
        re.IGNORECASE,
    )


@cache
def _split_motion() -> re.Pattern[str]:
    """A motion whose seconder stands behind its words: `AB proposed that … and CD seconded this`."""
    name, seconds = name_source(), words("seconds")
    return re.compile(
        rf"\b(?:(?P<mover>{name})\s+(?:then\s+|formally\s+)?{words('proposes')}|{words('proposes')}\s+by\s+(?P<by>{name}))\s+"
        r"(?P<text>(?:that|to|[a-z]{3,}ing)\b.{4,400}?)[,;]?\s+(?:and\s+)?(?:this was\s+)?"
        rf"(?:(?P<active>{name})\s+{seconds}|{seconds}\s+(?:by\s+)?(?P<passive>{name}))(?:\s+(?:this|it|the (?:motion|proposal)))?"
        r"\s*(?:\.?$|(?=[;,]\s*(?:votes?|voting|all|carried|unanimous)\b))",
        re.IGNORECASE,
    )


@cache
def _moved() -> re.Pattern[str]:
    """A proposal without a seconder in its sentence: `It was proposed that …`, `AB proposed to …`."""
    proposes = words("proposes")
    return re.compile(
        rf"(?:\bit was (?:\w+ )?{proposes}|(?:^|[,;–-]\s*)(?P<mover>{name_source()}) (?:then |formally )?{proposes}),? "
        r"(?P<text>(?:that|to)\b.+|(?:the|a|an)\b[^,;:]{3,120}? be\b.+)$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _told() -> re.Pattern[str]:
    """A motion with its result in one sentence: `A motion to paint the gate (AB / CD) was not carried`."""
    name, proposes, seconds = name_source(), words("proposes"), words("seconds")
    seconder = rf"(?:,?\s*(?:and\s+)?{seconds}\s+by\s+(?P<seconder>{name}))?"
    by = rf"(?:,?\s+(?:which was |was )?(?:{proposes} |made )?(?:by|from)\s+(?P<mover>{name}){seconder},?)?"
    return re.compile(
        rf"\b{words('told.motion')}{by}\s+(?P<text>(?:that|to)\b[^.]{{4,300}}?|[“\"][^”\"]{{4,400}}[”\"])(?P<aside>\s*[(\[][^)\]]{{3,80}}[)\]])?,?\s+"
        rf"(?:was|were|and)\s+(?P<how>[^.]{{0,160}}?)\b(?:(?P<lost>{words('told.lost')})|{words('told.carried')})\b(?P<behind>[^.]*)",
        re.IGNORECASE,
    )


def _tell(paragraph: Paragraph, low: int, told: re.Match[str]) -> Proposal:
    """The motion that a sentence tells with its result."""
    movers = find_movers(told["aside"] or "") or find_movers(told["how"])
    mover, seconder = (
        (movers.mover, movers.seconder) if movers is not None else (plain_name(told["mover"] or ""), plain_name(told["seconder"] or ""))
    )
    clause = Clause(None, [Piece(paragraph, low + told.start("text"), low + told.end("text"))])
    outcome: Outcome = "lost" if told["lost"] else "carried"
    kind: Literal["motion", "amendment"] = "amendment" if told["kind"].lower() == "amendment" else "motion"
    return Proposal(kind, mover, seconder, clause, outcome=outcome, counts=find_counts(told.group()), start=low)


def read_proposals(paragraphs: Sequence[Paragraph], at: int, limit: int, telling: Container[int]) -> Read:
    """Proposals and notes of movers in those sentences of `paragraphs[at].text[:limit]` that start at the places of `telling`; `behind` is
    the index behind the last paragraph used."""
    paragraph = paragraphs[at]
    read = Read(behind=at + 1)
    text = paragraph.text
    for low, high in sentences(text[:limit]):
        if low not in telling:
            continue
        sentence = text[low:high]
        lowered = sentence.lower()
        moves, seconds = says_moved(lowered), says_seconded(lowered)
        told = _told().search(sentence) if small(words("told.motion")).search(lowered) else None
        if told is not None:
            read.proposals.append(_tell(paragraph, low, told))
            read.used.add(low)
            continue
        split = _split_motion().search(sentence) if moves and seconds else None
        if split is not None:
            clause = Clause(None, [Piece(paragraph, low + split.start("text"), low + split.end("text"))])
            mover, seconder = plain_name(split["mover"] or split["by"]), plain_name(split["active"] or split["passive"])
            read.proposals.append(Proposal(_kind(sentence[: split.start("text")]), mover, seconder, clause, start=low))
            read.used.add(low)
            continue
        movers = find_movers(sentence) if (moves and seconds) or "/" in sentence else None
        if movers is None:
            moved = _moved().search(sentence) if moves else None
            if moved is not None:
                clause = Clause(None, [Piece(paragraph, low + moved.start("text"), low + moved.end("text"))])
                mover = plain_name(moved["mover"] or "")
                read.proposals.append(Proposal(_kind(sentence[: moved.start("text")]), mover, None, clause, start=low))
                read.used.add(low)
            continue
        if pattern("decided").search(sentence[: movers.start]):
            continue
        rest = sentence[movers.end :]
        handed = _passed_on().match(rest)
        opened = _object().match(rest)
        colon = not text[high:].strip() and _hands_over(rest, paragraphs, at)
        hands_on = handed is not None and not rest[handed.end() :].lower().startswith("that")
        if hands_on and handed is not None and not colon and (handed.group().strip(" ,;:") or not rest.strip(" .,;:)]")):
            read.notes.append(Noted(movers.mover, movers.seconder, before=_introduces(text, low, high, movers.start), start=low))
            continue
        if opened is None:
            read.notes.append(Noted(movers.mover, movers.seconder, before=False, start=low))
            continue
        begin = low + movers.end + opened.end()
        said = f"{sentence[: movers.end]} {opened.group()}"
        put, behind = _words_put(paragraphs, at, begin, high)
        if put is None:
            read.notes.append(Noted(movers.mover, movers.seconder, before=True, start=low))
            continue
        read.proposals.append(Proposal(_kind(said), movers.mover, movers.seconder, put, start=low))
        read.used.add(low)
        read.behind = max(read.behind, behind)
    return read


def _hands_over(rest: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the motion stands in the next paragraph: behind a colon, or between quotation marks."""
    if at + 1 >= len(paragraphs) or rest.strip() not in (":", ""):
        return False
    following = paragraphs[at + 1]
    return not ends_decision(following) and (rest.strip() == ":" or following.text.strip().startswith(("“", '"')))


def _introduces(text: str, low: int, high: int, movers_start: int) -> bool | None:
    """Whether movers stand in front of their decision: their sentence hands on to it; None when they are a paragraph of their own."""
    if text[low:high].rstrip().endswith((":", " and", "was", ",")):
        return True
    return None if movers_start < 3 and not text[high:].strip() else False


def _kind(text: str) -> Literal["motion", "amendment"]:
    return "amendment" if pattern("amendment").search(text) else "motion"


def _words_put(paragraphs: Sequence[Paragraph], at: int, begin: int, end: int) -> tuple[Clause | None, int]:
    """The words of a motion from a place in a paragraph on: the rest of its sentence, or the paragraphs behind the colon."""
    paragraph = paragraphs[at]
    rest = paragraph.text[begin:end]
    behind = pattern("result_behind").search(rest)
    if behind is not None:
        end = begin + behind.start()
        rest = paragraph.text[begin:end]
    if len(rest.split()) >= 3 and not rest.rstrip().endswith(":"):
        if end < len(paragraph.text.rstrip()) and rest.lstrip().startswith(("“", '"')) and "”" in paragraph.text[end:]:
            end = paragraph.text.index("”", end) + 1
        return Clause(None, [Piece(paragraph, begin, trimmed_end(paragraph.text, begin, end))]), at + 1
    if paragraph.text[end:].strip():
        return None, at + 1
    pieces = [Piece(paragraph, begin, end)] if len(rest.split()) >= 3 else []
    block, following = _block(paragraphs, at + 1, paragraph)
    pieces.extend(block)
    return (Clause(None, pieces), following) if pieces else (None, at + 1)


def _block(paragraphs: Sequence[Paragraph], at: int, opening: Paragraph) -> tuple[list[Piece], int]:
    """The paragraphs that hold a motion's words: to the closing quotation mark, the next numbered paragraph or the text's own edge."""
    pieces: list[Piece] = []
    quoted = False
    left: float | None = None
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        text = paragraph.text.strip()
        same_family = paragraph.label is not None and label_family(paragraph.label) == label_family(opening.label)
        if (same_family and not quoted and paragraph.label_x0 <= opening.label_x0 + 4) or vote_side(paragraph) is not None:
            break
        if not quoted and (ends_decision(paragraph) or _is_heading(paragraph, opening)):
            break
        if not pieces:
            quoted = text.startswith(("“", '"', "‘"))
            left = min(paragraph.x0, paragraph.label_x0)
        elif left is not None and min(paragraph.x0, paragraph.label_x0) < left - 15:
            break
        pieces.append(Piece(paragraph, paragraph.body if paragraph.label is None else 0, len(paragraph.text)))
        at += 1
        if quoted and text.endswith(("”", "”.", '"', '".', "’", "’.")) and text.count("“") <= text.count("”") and _closes(pieces):
            following = paragraphs[at] if at < len(paragraphs) else None
            if following is None or not (following.text.strip().endswith(":") and len(following.text) < 60 and following.label is None):
                break
            quoted = False
    return pieces, at


def _closes(pieces: Sequence[Piece]) -> bool:
    """Whether every quotation mark that the pieces open is closed."""
    text = " ".join(piece.text for piece in pieces)
    return text.count("“") <= text.count("”")


def _is_heading(paragraph: Paragraph, opening: Paragraph) -> bool:
    return paragraph.bold and not opening.bold and paragraph.label is None and len(paragraph.text) < 120


@cache
def _pair() -> re.Pattern[str]:
    """Two names beside a motion's number."""
    return re.compile(rf"(?P<a>{name_source()})\s*(?:,|/|and|&)\s*(?P<b>{name_source()})\s*[:;]?", re.IGNORECASE)


def numbered_motion(paragraphs: Sequence[Paragraph], at: int) -> tuple[list[Proposal], int] | None:
    """A motion under its own number with its movers beside it (`R24-17 A. Reed, B. Moss:`), and the index behind its words; its numbered
    clauses are a proposal each.

    None for other paragraphs. Source: minutes that number every motion and end it with `Carried`.
    """
    paragraph = paragraphs[at]
    match = NUMBERED.fullmatch(paragraph.text.strip())
    if match is None or len(paragraph.text) > 120:
        return None
    named = INITIAL_AND_NAME.sub(r"\1. ", match["movers"])
    movers = find_movers(named) if pattern("seconds").search(named) else None
    pair = _pair().fullmatch(named)
    if movers is None and pair is None:
        return None
    mover, seconder = (
        (movers.mover, movers.seconder) if movers is not None else (plain_name(pair["a"]), plain_name(pair["b"])) if pair else (None, None)
    )
    pieces: list[Piece] = []
    outcome: Outcome | None = None
    position = at + 1
    ended = deferred = False
    while position < len(paragraphs) and not ended:
        text = paragraphs[position].text
        if NUMBERED.fullmatch(text.strip()) and len(text) < 120:
            break
        result = pattern("result_at_end").search(text)
        end = result.start() if result is not None else len(text)
        ended = result is not None
        if result is not None and (result["lost"] or result["carried"]):
            outcome = "lost" if result["lost"] else "carried"
        deferred = deferred or (result is not None and bool(result["deferred"]))
        pieces.append(Piece(paragraphs[position], 0, end))
        position += 1
    if not pieces:
        return None
    verb: Verb | None = "resolved" if outcome == "carried" else "deferred" if deferred else None
    reference = match["reference"].strip()
    clauses = _numbered(_operative(pieces))
    return [Proposal("motion", mover, seconder, clause, reference, verb, outcome) for clause in clauses], position


def _numbered(pieces: list[Piece]) -> list[Clause]:
    """The numbered clauses of a motion, without the words that lead in to them; one clause for all of a motion that has none."""
    starts: list[int] = []
    for position, piece in enumerate(pieces):
        label = re.sub(r"\W", "", piece.paragraph.label or "") if piece.start <= piece.paragraph.body else ""
        if label and label == (next_label(re.sub(r"\W", "", pieces[starts[-1]].paragraph.label or "")) if starts else "1"):
            starts.append(position)
    leads_in = starts[:1] == [1] and pieces[0].text.rstrip()[-1:] in ("", ":")
    if len(starts) < 2 or not (starts[0] == 0 or leads_in):
        return [Clause(None, pieces)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        first = pieces[start]
        opening = Piece(first.paragraph, first.paragraph.body, first.end)
        found.append(Clause(first.paragraph.label, [opening, *pieces[start + 1 : end]]))
    return found


def _operative(pieces: list[Piece]) -> list[Piece]:
    """A motion's words without its recitals: from `(now) therefore`, `be it resolved` on, where it has them."""
    for position, piece in enumerate(pieces):
        text = piece.paragraph.text[piece.start : piece.end]
        match = pattern("resolves").match(text)
        recited = any(p.text.lower().startswith("whereas") for p in pieces[:position])
        if match is not None and match.group().strip() and (recited or match["resolved"]):
            return [Piece(piece.paragraph, piece.start + match.end(), piece.end), *pieces[position + 1 :]]
    return pieces
