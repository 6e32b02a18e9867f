"""Votes: printed counts, outcomes, and recorded votes by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from pipeline.edges.codes import codes
from pipeline.extract.resolutions.people import plain_name
from pipeline.extract.resolutions.wording import at_word_start, pattern, small, words
from pipeline.records import Outcome, Paragraph, VoteSide

SIDES: tuple[VoteSide, ...] = get_args(VoteSide)
COUNTED: tuple[VoteSide, ...] = ("for", "against", "abstained")


TOTAL_LAST = re.compile(r"\s*[(\[](\d{1,3})[)\]]$")
ONE_OF_A_LIST = re.compile(r"[^,;]+?(?=,|;|\band\b|$)")
AND_FIRST = re.compile(r"^\s*and\s+")
NOBODY = re.compile(r"none|nil|0|and", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counts:
    """Printed numbers of votes; None for those that are not printed."""

    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None


@dataclass(frozen=True, slots=True)
class NamedVote:
    """How somebody voted, as printed without titles: `paragraph.text[start:end]`."""

    side: VoteSide
    name: str
    paragraph: Paragraph
    start: int
    end: int


@dataclass(slots=True)
class RecordedVote:
    """A vote recorded by name, with its printed counts."""

    counts: Counts
    names: list[NamedVote] = field(default_factory=list)

    def miscounted(self) -> list[tuple[VoteSide, int, int]]:
        """The sides whose printed count is not the number of names, as (side, count, names); those without any names are left out."""
        counts = self.counts
        printed: list[tuple[VoteSide, int | None]] = [
            ("for", counts.votes_for),
            ("against", counts.votes_against),
            ("abstained", counts.votes_abstained),
        ]
        sides = [(side, count, sum(1 for vote in self.names if vote.side == side)) for side, count in printed if count is not None]
        return [(side, count, named) for side, count, named in sides if named and named != count]


THREE = re.compile(
    r"(?:\b(?:vot(?:e|es|ed|ing)|majority|carried|lost|resolved|agreed)\b\W{0,4}(?:of\s+|by\s+)?|^\W*)[(\[]?"
    r"(?P<for>\d{1,2})\s*(?P<between>[-–:/])\s*(?P<against>\d{1,2})\s*(?P=between)\s*(?P<abstained>\d{1,2})(?![\d/.:-])[)\]]?(?=\W*$|\s)",
    re.IGNORECASE,
)
"""Counts for, against and abstained in a row: `vote: 5-2-0`, `by majority (6:2:1)`."""
THREE_NUMBERS = re.compile(r"\d\s*[-–:/]\s*\d{1,2}\s*[-–:/]")
"""Stands in all of them."""


VOTING = re.compile(r"\bvot(?:es?|ed|ing)\b|\bin favour\b|\babst|\bcasting\b", re.IGNORECASE)


@cache
def _number() -> str:
    return r"(?:\d{1,3}|no|" + "|".join(codes("resolutions")["numbers"]) + ")"


@cache
def _any_number() -> re.Pattern[str]:
    """A figure or a number in words, in small letters with a line end before them."""
    return small(rf"\d|[^a-z](?={_number()}(?![a-z]))")


def _value(text: str) -> int:
    text = text.lower()
    if text.isdigit():
        return int(text)
    return 0 if text == "no" else int(codes("resolutions")["numbers"].index(text))


@cache
def _count(side: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A side's count in front of its words and behind them, for texts in small letters with a line end before them."""
    word, number = words(f"vote_words.{side}"), _number()
    noun = r"(?:votes?|members?|councillors?|people|governors?)"
    return (
        at_word_start(rf"\b(?P<n>{number})\s+(?:{noun}\s+)?(?:voted\s+|voting\s+|being\s+|were\s+)?(?:cast\s+)?{word}\b"),
        at_word_start(
            rf"\b{word}(?:\s+the (?:motion|amendment|proposal))?\s*(?:[:=(–-]\s*)+(?P<n>{number})\b"
            rf"|\b{word}\s+(?P<m>\d+)(?=\s*[,;.)]|\s+(?:against|abst|and)|\s*$)"
        ),
    )


@cache
def _any_side() -> re.Pattern[str]:
    return at_word_start(rf"\b(?:{'|'.join(words(f'vote_words.{side}') for side in COUNTED)})\b")


@cache
def _whole_number() -> re.Pattern[str]:
    return at_word_start(rf"\b(?:\d+|{_number()})\b")


def _number_first(lowered: str) -> bool:
    """Whether a text prints numbers in front of their sides (`5 for, 2 against`), and not behind (`For 5, Against 2`)."""
    side, number = _any_side().search(lowered), _whole_number().search(lowered)
    return number is None or number.start() < (side.start() if side is not None else len(lowered))


@cache
def _versus() -> re.Pattern[str]:
    """`by eight votes to three`, `carried 6-2`, `5 voted for the motion and 3 for the amendment`."""
    return at_word_start(
        rf"\b(?P<e>{_number()})\s+(?:members\s+|councillors\s+)?voted\s+for\s+the\s+motion\s+and\s+(?P<f>{_number()})\s+for\s+the\s+amendment\b"
        rf"|\bvoted\s+(?P<g>{_number()})\s+(?:votes?\s+)?to\s+(?P<h>{_number()})\s+(?P<side>in\s+favour|for|against)\b"
        rf"|\bby\s+(?P<a>{_number()})\s+(?:votes?\s+)?to\s+(?P<b>{_number()})\b"
        rf"|\b(?P<i>{_number()})\s+votes?\s+to\s+(?P<j>{_number()})\b"
        r"|\b(?:carried|lost|vote of|vote)\s*[,(]?\s*(?P<c>\d+)\s*[-–:]\s*(?P<d>\d+)\b"
    )


@cache
def vote_words() -> str:
    """One of these stands in every sentence that counts votes: whoever counts those for something counts others too, or says `vote`."""
    others = rf"\b(?:{words('vote_words.against')}|{words('vote_words.abstained')})\b"
    return rf"(?:{others}|vot|in favour|abst|casting|carried|lost|\bby\s+{_number()}\s|\d\s*[-–:/]\s*\d)"


def find_counts(text: str) -> Counts | None:
    """The counts that a text prints, as numbers or in words (`eight votes to three`); None when it prints none."""
    lowered = f"\n{text.lower()}"
    if not (_any_number().search(lowered) and at_word_start(vote_words()).search(lowered)):
        return None
    three = THREE.search(text) if THREE_NUMBERS.search(text) else None
    if three is not None:
        return Counts(int(three["for"]), int(three["against"]), int(three["abstained"]))
    found: dict[str, int] = {}
    number_first = _number_first(lowered)
    for side in COUNTED:
        if not at_word_start(words(f"vote_words.{side}")).search(lowered):
            continue
        before, behind = _count(side)
        first, second = (before, behind) if number_first else (behind, before)
        match = first.search(lowered) or second.search(lowered)
        if match is not None:
            groups = match.groupdict()
            found[side] = _value(groups.get("n") or groups["m"])
    versus = _versus().search(lowered)
    if versus is not None and (versus["e"] or versus["g"] or "for" not in found):
        more = _value(versus["a"] or versus["c"] or versus["e"] or versus["g"] or versus["i"])
        less = _value(versus["b"] or versus["d"] or versus["f"] or versus["h"] or versus["j"])
        if (pattern("lost").search(text) and more > less) or versus["side"] == "against":
            more, less = less, more
        found["for"], found["against"] = more, less
    voting = VOTING.search(text)
    if len(found) < 2 and not (found and voting and not (found.get("against") == 0 and "for" not in found)):
        return None
    return Counts(found.get("for"), found.get("against"), found.get("abstained"))


def find_outcome(text: str) -> Outcome | None:
    """The result of a vote that a sentence prints; None when it prints none."""
    lowered = f"\n{text.lower()}"
    if not at_word_start(f"{words('lost')}|{words('carried')}").search(lowered):
        return None
    if at_word_start(words("lost")).search(lowered) and not at_word_start(r"\bunanimous").search(lowered):
        return "lost"
    return "carried" if at_word_start(words("carried")).search(lowered) else None


@cache
def _side_heading() -> re.Pattern[str]:
    sides = "|".join(f"(?P<{side}>{words(f'vote_words.{side}')})" for side in SIDES)
    return re.compile(
        rf"^(?:(?:those |votes? |voting |members? )?(?:voting |voted )?(?:{sides}))(?: the (?:motion|amendment|recommendations?))?"
        rf"(?:\s*[(\[]\s*(?P<count>{_number()})\s*[)\]])?\s*(?P<mark>[:–-])?\s*",
        re.IGNORECASE,
    )


def vote_side(paragraph: Paragraph) -> tuple[VoteSide, int | None, int] | None:
    """The side that a paragraph of a recorded vote heads, its count, and where the names start; None for other paragraphs.

    `For (12)` with the names in the next paragraph, or `Against (5): Councillors A and B`.
    """
    text = paragraph.words
    match = _side_heading().match(text)
    if match is None or not (match["count"] or match["mark"]):
        return None
    rest = text[match.end() :].strip()
    if rest and not match["mark"]:
        return None
    if rest and not (re.fullmatch(r"none|nil|0", rest.rstrip("."), re.IGNORECASE) or _lists_people(rest)):
        return None
    side = next(side for side in SIDES if match[side])
    return side, _value(match["count"]) if match["count"] else None, len(paragraph.text) - len(text) + match.end()


def read_recorded_vote(paragraphs: Sequence[Paragraph], start: int) -> tuple[RecordedVote, int] | None:
    """The recorded vote that starts at a paragraph, and the index behind it; None when none starts there."""
    counts: dict[VoteSide, int] = {}
    names: list[NamedVote] = []
    heads: list[VoteSide] = []
    at = start
    while at < len(paragraphs):
        heading = vote_side(paragraphs[at])
        if heading is None or heading[0] in heads:
            break
        side, count, begin = heading
        heads.append(side)
        own, behind = _names(paragraphs[at], begin)
        at += 1
        count = count if count is not None else behind
        while at < len(paragraphs) and (len(own) < count if count is not None else not own):
            if vote_side(paragraphs[at]) is not None or not _is_names(paragraphs[at]):
                break
            more, behind = _names(paragraphs[at], paragraphs[at].body)
            own.extend(more)
            count = count if count is not None else behind
            at += 1
        names.extend(NamedVote(side, *one) for one in own)
        if count is not None:
            counts[side] = count
    if not heads or (len(heads) == 1 and not names):
        return None
    return RecordedVote(Counts(counts.get("for"), counts.get("against"), counts.get("abstained")), names), at


def _is_names(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but a list of names."""
    text = paragraph.words.strip()
    return len(text) > 3 and not pattern("result").search(text) and find_outcome(text) is None and _lists_people(text)


def _lists_people(text: str) -> bool:
    """Whether every part between commas can be a person."""
    text = re.sub(r"[(\[]\d+[)\]]\.?$", "", text.rstrip(". "))
    parts = [part.strip() for part in re.split(r",|\band\b|;", text) if part.strip()]
    return bool(parts) and all(_is_person(part) for part in parts)


@cache
def _small_words() -> re.Pattern[str]:
    """What a name or an office may have in small letters."""
    return re.compile(rf"{words('particles')}|the|of|d['’]\w+", re.IGNORECASE)


def _is_person(text: str) -> bool:
    """Whether a few words can be a name, an office (`the Lord Mayor`) or honours: capitals but for particles."""
    said = text.split()
    return (
        len(said) < 7
        and all(word[:1].isupper() or word[:1] in "(’'" or _small_words().fullmatch(word) for word in said)
        and not (text.isupper() and len(text) > 5)
    )


@cache
def _honours() -> re.Pattern[str]:
    return re.compile(words("honours"))


def _names(paragraph: Paragraph, begin: int) -> tuple[list[tuple[str, Paragraph, int, int]], int | None]:
    """The names in a list, each with its place, and the count in brackets that ends the list, None without one."""
    text = paragraph.text.rstrip(". ")
    total = TOTAL_LAST.search(text[begin:]) if text.rstrip()[-1:] in (")", "]") else None
    end = begin + total.start() if total is not None else len(text)
    found: list[tuple[str, Paragraph, int, int]] = []
    for match in ONE_OF_A_LIST.finditer(text[begin:end]):
        printed = AND_FIRST.sub("", match.group()).strip()
        if not printed or _honours().fullmatch(printed) or NOBODY.fullmatch(printed):
            continue
        name = plain_name(printed)
        if name and name[0].isalpha():
            offset = begin + match.start() + match.group().find(printed)
            found.append((name, paragraph, offset, offset + len(printed)))
    return found, int(total.group(1)) if total is not None else None
