"""Markers of decisions (RESOLVED, `Resolved that`, `Decision:`, IT WAS AGREED), and where the operative words behind them start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.extract.resolutions.wording import verbs_of, words
from pipeline.extract.sentences import sentences
from pipeline.records import Verb

SIGNS = ("“", '"', "'", "‘", "(", "•", "*", "-", " ")
"""What may stand in front of a sentence's first word."""
LOOSE = re.compile(r"\bit was (?:\w+ )?(?:agreed|decided|resolved)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker in a paragraph's text: its place, where the operative words start, the contract's verb.

    `formal` holds for the markers that a house uses for all its decisions (RESOLVED, RECOMMENDED, `Decision:`); `between` are the words
    between the marker and the operative words (`unanimously`, counts); `reference` is a number that the marker itself carries.
    """

    start: int
    operative: int
    verb: Verb | None
    formal: bool
    between: str = ""
    label: bool = False
    reference: str | None = None


@cache
def _capitals(name: str) -> re.Pattern[str]:
    listed = "|".join(word.upper() for word in verbs_of(name))
    return re.compile(rf"\b(?:{listed})\b(?: AND (?:{listed})\b)?")


@cache
def _any_capitals() -> re.Pattern[str]:
    """The words of `_capitals` alone, for a first look."""
    return re.compile("|".join(word.upper() for word in verbs_of("markers")))


@cache
def _opening() -> re.Pattern[str]:
    listed = "|".join(word.capitalize() for word in verbs_of("markers") if word != "noted")
    handed = r"(?:(?:unanimously|nem\.? ?con\.?|by [^:;]{0,60}?|\([^)]{0,80}\))\s*)?(?:[:–—-]|that\b|to\b|we\b|she\b|he\b|they\b)"
    return re.compile(rf"(?:{listed})\b(?=\s*{handed})")


@cache
def _inner() -> re.Pattern[str]:
    """`Resolved to` inside a sentence, behind words or an amount that are no subject (`Presented for payment … Resolved to pay`)."""
    return re.compile(r"(?<=[a-z0-9),–-] )Resolved(?= (?:that|to)\b|:)|(?<=\d )resolved(?= to\b)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{words('labels')})\s*(?P<close>[:–—-]\s|:|$)", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,;:.–—-]*{words('between')}(?=[\s,;:.–—-]|$))*[\s,;:.–—-]*", re.IGNORECASE)


def find_markers(text: str, language: bool = False, bold: bool = False) -> Sequence[Marker]:
    """The markers of a paragraph in printed order; empty without one.

    `language` looks for those of other languages instead; in `bold` type a word like `Decision` alone heads one.
    """
    return _find_markers(text, language, bold)


@lru_cache(512)
def _find_markers(text: str, language: bool, bold: bool) -> Sequence[Marker]:
    if language:
        return tuple(
            _marker(text, m.start(), m.end(), verbs_of("languages")[m.group().lower()], True) for m in _capitals("languages").finditer(text)
        )
    found: list[Marker] = []
    starts = {low for low, _ in sentences(text)}
    verbs = verbs_of("markers")
    for match in _capitals("markers").finditer(text) if _any_capitals().search(text) else ():
        if re.match(r"\s+(?:on|in)\s+\d", text[match.end() :]):
            continue
        if (
            _is_capitals(text[match.start() :])
            or re.search(words("reported"), text[: match.start()], re.IGNORECASE)
            or _inside_quotation(text, match.start())
        ):
            continue
        word = match.group().split()[0].lower()
        found.append(_marker(text, match.start(), match.end(), verbs[word], word in ("resolved", "recommended")))
    for match in _inner().finditer(text) if "esolved" in text else ():
        found.append(_marker(text, match.start(), match.end(), "resolved", False))
    for low in sorted(starts):
        body = low
        while text[body : body + 1] in SIGNS:
            body += 1
        if not text[body : body + 1].isupper():
            continue
        match_opening = _opening().match(text, body)
        if match_opening is not None and not any(marker.start == body for marker in found):
            word = match_opening.group().lower()
            pointed = re.match(r"[^:–—.;]{0,60}?(?:[:–—]|\bthat\b)", text[match_opening.end() :], re.IGNORECASE) is not None
            formal = word in ("resolved", "recommended") and pointed
            found.append(_marker(text, body, match_opening.end(), verbs[word], formal))
            continue
        match_label = _label().match(text, body)
        if match_label is not None and len(match_label["label"]) < 60:
            alone = match_label.end() >= len(text)
            if match_label["label"].lower().startswith("resolution"):
                number = re.search(r"[\w/.-]*\d[\w/.-]*$", match_label["label"])
                found.append(_marker(text, body, match_label.end(), "resolved", True, True, number.group() if number else None))
            elif not alone or text[body:].rstrip().endswith((":", "–", "-")) or match_label["label"].isupper() or bold:
                found.append(_marker(text, body, match_label.end(), None, True, label=True))
    headed = {marker.operative for marker in found if marker.label}
    return tuple(sorted((marker for marker in found if marker.start not in headed), key=lambda marker: marker.start))


def _marker(text: str, start: int, end: int, verb: Verb | None, formal: bool, label: bool = False, reference: str | None = None) -> Marker:
    between = _between().match(text, end)
    operative = between.end() if between is not None else end
    return Marker(start, operative, verb, formal, text[end:operative], label, reference)


def _is_capitals(text: str) -> bool:
    """Whether all words from a marker on are printed in capitals, so that capitals mark nothing there."""
    letters = [character for character in text if character.isalpha()]
    return len(text.split()) > 2 and sum(character.isupper() for character in letters) > 0.8 * len(letters)


def _inside_quotation(text: str, at: int) -> bool:
    """Whether a place stands between double quotation marks that open before it and close behind it."""
    before = text[:at]
    opened = before.count("“") - before.count("”")
    return (opened > 0 and "”" in text[at:]) or (before.count('"') % 2 == 1 and '"' in text[at:] and before.strip(' "') != "")


def is_formal(texts: list[str]) -> bool:
    """Whether a section keeps its decisions behind formal markers: there are as many of them as sentences like `It was agreed that`."""
    formal = sum(marker.formal for text in texts for marker in find_markers(text))
    if not formal:
        return False
    return formal >= sum(len(LOOSE.findall(text)) for text in texts if "it was" in text.lower())
