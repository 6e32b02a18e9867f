"""Decisions in running sentences: `It was agreed that …`, `The accounts were approved`, `Play policy – agreed`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extract.resolutions.people import find_movers
from pipeline.extract.resolutions.wording import pattern, verbs_of, words
from pipeline.records import Verb

DASH = re.compile("[–—-]")
STATES = re.compile(
    r"\b(?:was|were|had|has been|have been|is|are|looks?|seems?|feels?|felt)\b"
    r"(?! (?:to|accepted|approved|adopted|appointed|required|needed|now (?:formalised|finalised|adopted|approved|ratified|confirmed))\b)"
)
MEASURE = re.compile(
    r"as an? (?:interim|temporary|trial|one[- ]off|first|short[- ]term|stop[- ]?gap|precautionary|emergency) \w+", re.IGNORECASE
)
"""What a decision is taken as, in front of its words: it says for how long or how firmly they hold."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that records a decision: where its operative words start and end in the paragraph, and the contract's verb.

    `refers` holds when it only assents to the words in front of it (`All agreed`), which are then taken along.
    """

    start: int
    end: int
    verb: Verb | None
    refers: bool = False


@cache
def _active() -> re.Pattern[str]:
    verbs = "|".join(verbs_of("loose"))
    opening = r"(?:^|[,;:–—.-]\s*|\b(?:and|but|discussion|consideration|debate|then|therefore|so|also|where)\s+)"
    not_behind = "".join(rf"(?<!\b{word} )" for word in ("as", "that", "what", "if", "how", "before", "once", "after", "until"))
    lately = r"has been(?= (?:now |also )?(?:decided|resolved) (?:that|to|not to)\b)"
    impersonal = rf"{not_behind}\bit (?:was|{lately})(?: (?-i:[A-Z]{{2,3}}))?"
    present = (
        r"by \w+ votes? to \w+|by a majority(?: vote)?|by (?:all|everyone|the \w+(?: \w+)?(?: (?:council|board|committee))?)(?: present)?"
    )
    return re.compile(
        rf"(?:{opening}(?P<subject>{words('bodies')}|also)|{impersonal})\s+(?:{words('adverbs')}\s+|\w+ed\s*(?:,|and|&)\s*)*"
        rf"(?P<verb>{verbs})\b(?:,?\s+(?:{words('adverbs')}|{present}|in principle),?)*[:,]?\s*(?P<object>(?P<link>that|to|not to)\b|\S)",
        re.IGNORECASE,
    )


@cache
def _agreed_with() -> re.Pattern[str]:
    """A body that is in agreement with what was put to it, and nothing more."""
    return re.compile(rf"^(?:The )?{words('bodies')} (?:(?:was|were) )?(?:all )?{words('agreed_with')}\W*$", re.IGNORECASE)


@cache
def _compound() -> re.Pattern[str]:
    """A body that did one thing and decided another (`The Board thanked the clerk and agreed to …`)."""
    return re.compile(
        rf"^(?:The )?{words('bodies')}\s+(?:was|were|\w+ed)\b[^.;:]{{3,120}}?\band\s+"
        r"(?:unanimously\s+)?(?P<verb>agreed|resolved|decided)\s+(?P<object>(?:that|to)\b)",
        re.IGNORECASE,
    )


@cache
def _after_movers() -> re.Pattern[str]:
    verbs = "|".join(verbs_of("loose"))
    return re.compile(
        rf"(?:\band|,)\s+(?:unanimously\s+)?(?P<verb>{verbs})(?:\s+unanimously|,?\s+by\s+[^,.;]{{3,60}},)?\s+(?P<object>that|to)\b",
        re.IGNORECASE,
    )


@cache
def _passive() -> re.Pattern[str]:
    verbs = "|".join(verbs_of("passive"))
    return re.compile(
        rf"^(?P<subject>.{{2,420}}?)\s+(?:was|were)\s+(?:(?:then|{words('adverbs')})\s+)*(?P<chain>(?:\w+(?:ed|d)\s*(?:,|and)\s+)*)"
        rf"(?P<verb>{verbs})\b(?P<rest>.*)$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _shortened() -> re.Pattern[str]:
    """A note that leaves out `was`: `Terms of reference agreed and to be put on the website`."""
    return re.compile(rf"(?P<subject>[A-Z][^.;:]{{2,120}}?) (?P<verb>{'|'.join(verbs_of('passive'))}) and to be ", re.DOTALL)


@cache
def _says_decided() -> re.Pattern[str]:
    """Finds a word of deciding in small letters, which all further patterns want."""
    return re.compile("|".join({**verbs_of("loose"), **verbs_of("passive"), "noted": None, "agreement": None}))


@cache
def _assent() -> re.Pattern[str]:
    return re.compile(words("assent") + r"\W*", re.IGNORECASE)


@cache
def _trailing() -> re.Pattern[str]:
    verbs = "|".join(verbs_of("passive"))
    return re.compile(rf"^(?P<text>.{{3,300}}?)\s*[–—-]\s*(?:(?:this )?was )?(?P<verb>{verbs}|noted)\b(?P<rest>[^–—]*)$", re.IGNORECASE)


def find_loose(text: str, spans: Sequence[tuple[int, int]], begin: int) -> list[Sentence]:
    """The sentences of a paragraph that record a decision of the body; `spans` are its sentences, `begin` is where its words start.

    A sentence that only says `This was agreed` takes the one before it along, and where that tells of a discussion the one before that
    too. Approvals of minutes, apologies, opinions, what another
    body decided, and what single people agreed to do are none.
    """
    found: list[Sentence] = []
    for position, (low, high) in enumerate(spans):
        low = max(low, begin)
        sentence = text[low:high]
        decided = _decided(sentence) if sentence.strip() else None
        if decided is None or pattern("elsewhere").search(sentence):
            continue
        start, end, verb = decided
        refers = refers_back(sentence)
        if start == 0 and position and refers:
            first = position - 2 if position > 1 and pattern("discussed").match(text[slice(*spans[position - 1])]) else position - 1
            low = max(spans[first][0], begin)
            end += spans[position][0] - low if spans[position][0] >= begin else 0
            if found and found[-1].end > low:
                found.pop()
        elif (
            start == 0 and not refers and _trailing().match(sentence) is not None and position == len(spans) - 1 and len(text) - begin < 160
        ):
            end += low - max(spans[0][0], begin)
            low = max(spans[0][0], begin)
        if verb != "resolved" and (
            pattern("not_decisions").search(text[low + start : low + end]) or pattern("not_decisions").search(sentence)
        ):
            continue
        found.append(Sentence(low + start, low + end, verb, refers))
    return found


def refers_back(sentence: str) -> bool:
    """Whether a sentence only says that what stands before it was agreed (`This was agreed`, `All in favour`)."""
    if _assent().fullmatch(sentence.strip()):
        return True
    passive = _passive().match(sentence.strip())
    if passive is None or re.match(r"\s*(?:unanimously\s+)?(?:that|to)\b", passive["rest"], re.IGNORECASE):
        return False
    return bool(re.fullmatch(words("anaphoric"), passive["subject"].strip(), re.IGNORECASE))


def tells_what(sentence: str) -> bool:
    """Whether a passive sentence says itself what was decided (`The rates were agreed`), so that it is no result of what stands before."""
    return _passive().match(sentence.strip()) is not None and not refers_back(sentence)


def _decided(sentence: str) -> tuple[int, int, Verb | None] | None:
    """Where the operative words of a sentence start and end, and its verb; None when it records no decision."""
    if _assent().fullmatch(sentence.strip()):
        return 0, len(sentence), "agreed" if "agree" in sentence.lower() else None
    lowered = sentence.lower()
    if not _says_decided().search(lowered):
        return None
    trailing = _trailing().match(sentence) if DASH.search(sentence) else None
    if trailing is not None and len(trailing["text"].split()) <= 24:
        return _trailed(sentence, trailing)
    if _agreed_with().match(sentence) is not None:
        return 0, len(sentence), "agreed"
    active = _active().search(sentence)
    while active is not None:
        acted = _acted(sentence, active)
        if acted is not None:
            return acted
        active = _active().search(sentence, active.end("verb"))
    compound = _compound().match(sentence)
    if compound is not None:
        return compound.start("object"), len(sentence), verbs_of("loose")[compound["verb"].lower()]
    handed = _after_movers().search(sentence)
    if handed is not None and find_movers(sentence[: handed.start() + 1]) is not None:
        return handed.start("object"), len(sentence), verbs_of("loose")[handed["verb"].lower()]
    shortened = _shortened().match(sentence)
    if shortened is not None and not STATES.search(shortened["subject"]) and not _is_a_body(shortened["subject"]):
        return 0, len(sentence), verbs_of("passive")[shortened["verb"]]
    passive = _passive().match(sentence) if "was" in lowered or "were" in lowered else None
    if passive is not None and _is_ours(passive):
        return 0, len(sentence), "agreed" if "agreed" in passive["chain"].lower() else verbs_of("passive")[passive["verb"].lower()]
    return None


def _trailed(sentence: str, match: re.Match[str]) -> tuple[int, int, Verb | None]:
    """`Policy – agreed`: the words before the dash; with more words behind the verb (`deferred to the next meeting`) the whole."""
    verb = verbs_of("markers").get(match["verb"].lower())
    whole = len(match["rest"].strip(" .")) > 0
    return 0, len(sentence) if whole else match.end("text"), verb


def _acted(sentence: str, match: re.Match[str]) -> tuple[int, int, Verb | None] | None:
    """The words behind `agreed that`, `resolved to`, `accepted the`; None for opinions and for words about when and by whom."""
    verb = verbs_of("loose")[match["verb"].lower()]
    start = match.start("object")
    said = sentence[start:]
    if match["link"] is None and re.match(r"(?:at|on|in|by|with|as|and|following|after)\b", said, re.IGNORECASE):
        linked = re.match(r"(?:as|in|by|with|following|after)\b[^.;:]{3,90}?\b(?=(?:that|to)\b)", said, re.IGNORECASE)
        if linked is None:
            return None
        start += 0 if MEASURE.match(said) else linked.end()
        said = sentence[start:]
    if verb != "resolved" and (match["link"] is None or match["link"].lower() == "that") and _is_opinion(said):
        return None
    if match["link"] is None and match["verb"].lower() in ("voted", "supported"):
        return None
    if len(said.split()) < 4:
        start = 0
    return start, len(sentence), verb


def _is_a_body(subject: str) -> bool:
    """Whether a subject is the body that met, so that `agreed` is what it did."""
    return re.fullmatch(rf"(?:the )?{words('bodies')}", subject.strip(), re.IGNORECASE) is not None


def _is_opinion(clause: str) -> bool:
    """Whether a clause behind `agreed that` states what is or was, and not what is to be done."""
    if pattern("modal").search(clause):
        return False
    return STATES.search(" ".join(clause.split()[:14])) is not None


def _is_ours(match: re.Match[str]) -> bool:
    """Whether a passive sentence records a decision of this body at this meeting."""
    subject, rest = match["subject"], match["rest"]
    if re.search(r"\b(?:as|which|that|who|what|when|if|until|once|before|where|it)\s*$", subject, re.IGNORECASE):
        return False
    if re.search(r"\b(?:which|who|that had|whether)\b", subject, re.IGNORECASE) and len(subject.split()) > 30:
        return False
    agent = re.match(r"(?:\s+unanimously)?\s+by\s+(?P<agent>.+)", rest, re.IGNORECASE)
    if agent is None:
        return True
    return bool(re.match(rf"(?:the )?{words('bodies')}\b", agent["agent"], re.IGNORECASE))
