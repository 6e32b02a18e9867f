"""Operative words of a decision: from the marker on, over sub-clauses, list items and page ends, a row each or together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.resolutions.people import Movers, find_movers
from pipeline.extract.resolutions.wording import pattern, words
from pipeline.extract.sentences import sentences
from pipeline.records import Paragraph, Verb

INLINE = re.compile(
    r"(?:(?<=^)|(?<=[\s:;,.–-]))\(?(?P<label>(?P<roman>[ivx]{1,5})|(?P<letter>[a-z])|(?P<number>\d{1,2}))(?P<close>\)|\.(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
OPEN_END = re.compile(r"(?:[:–—-]|\b(?:that|to|and|the following|as follows|be)|,)\s*$", re.IGNORECASE)
WHOLE_CLAUSE = re.compile(r"(?P<words>(?:that|to)\b(?:\W+\w+){3,})[;,]?\s+and", re.IGNORECASE | re.DOTALL)
"""A clause of its own, behind which others stand that have no number either (`That the gate be mended; and`)."""
OWNER = re.compile(r"(?<=[.;])\s+(?:[A-Z]{2,3}[a-z]?(?:\s?[/&,]\s?[A-Z]{2,3}[a-z]?)*|All|ALL)$")
"""Initials of who acts, which a lost action column leaves behind a sentence."""
SHORTEST = 8
"""Letters that operative words have at the least before words about movers, votes and results can follow them."""
BULLETS = frozenset("•-–—o*·▪")
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


PASSIVE = re.compile(r"\b(?:was|were|been|be)$", re.IGNORECASE)
"""Ends words that have to keep what is said of them (`The appointments were agreed unanimously`)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one paragraph: `paragraph.text[start:end]`."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end].strip()


@dataclass(slots=True)
class Clause:
    """One row of a decision: its printed label and its words; `verb` and `movers` where it prints its own."""

    label: str | None
    pieces: list[Piece] = field(default_factory=list)
    verb: Verb | None = None
    movers: Movers | None = None

    @property
    def text(self) -> str:
        return "\n".join(piece.text for piece in self.pieces if piece.text)


def read_clauses(paragraphs: Sequence[Paragraph], at: int, start: int, end: int | None = None) -> tuple[list[Clause], int]:
    """The rows of the decision whose operative words start at `paragraphs[at].text[start]`, and the index behind its last paragraph.

    Numbered sub-clauses, in the paragraph or in paragraphs of their own, are a row each without the words that lead in to them; so are
    list items that open with a verb of their own. Items that only complete the lead-in (conditions, reasons, names) stay with it.
    """
    first = paragraphs[at]
    stop = _end_of_words(first.text, start, end)
    inline = _inline_clauses(Piece(first, start, stop))
    if inline:
        behind = at + 1
        if end is None and _next_label(inline[-1].label) is not None:
            behind = _more_labelled(paragraphs, at + 1, inline)
        return inline, behind
    lead = Piece(first, start, _before_movers(first.text, start, stop))
    if end is not None or not _leads_on(lead, paragraphs, at):
        return ([Clause(None, [lead])] if lead.text else []), at + 1
    following = paragraphs[at + 1]
    bare = re.fullmatch(r"\W*(?:that|to)?\W*", lead.text, re.IGNORECASE) is not None
    if bare and following.label is None and not ends_decision(following) and _alike_run(paragraphs, at + 1) < 2:
        return read_clauses(paragraphs, at + 1, following.body)
    items, behind = _items(paragraphs, at + 1, first)
    if not items:
        return ([Clause(None, [lead])] if lead.text else []), at + 1
    if not lead.text or _separate(lead, items):
        first_clause = WHOLE_CLAUSE.fullmatch(lead.text)
        return [
            *([Clause(None, [Piece(first, lead.start, lead.start + first_clause.end("words"))])] if first_clause else []),
            *items,
        ], behind
    return [Clause(None, [lead, *(piece for item in items for piece in item.pieces)])], behind


def _end_of_words(text: str, start: int, end: int | None) -> int:
    """Where the operative words of a paragraph end: before the sentences about movers, votes and actions that stand behind them."""
    end = len(text) if end is None else end
    parts = [(start + low, start + high) for low, high in sentences(text[start:end])]
    while len(parts) > 1 and re.fullmatch(words("trailing"), text[parts[-1][0] : parts[-1][1]].strip(), re.IGNORECASE):
        end = parts.pop()[0]
    return trimmed_end(text, start, end)


def _before_movers(text: str, start: int, end: int) -> int:
    """Where words end that a sentence about movers alone follows, whatever is told behind it."""
    for low, high in sentences(text[start:end])[1:]:
        if re.fullmatch(words("moving"), text[start + low : start + high].strip(), re.IGNORECASE):
            return trimmed_end(text, start, start + low)
    return end


def trimmed_end(text: str, start: int, end: int) -> int:
    """The end of operative words without a mover's or a result's words behind them in the same sentence."""
    while end > start and text[end - 1].isspace():
        end -= 1
    owner = OWNER.search(text[start:end])
    if owner is not None and owner.start() > SHORTEST:
        end = start + owner.start()
    movers = find_movers(text[start:end])
    last = movers is not None and re.fullmatch(rf"\W*(?:{words('voted')}[^.]{{0,90}})?\W*", text[start + movers.end : end], re.IGNORECASE)
    if movers is not None and last and movers.start > SHORTEST:
        end = start + movers.start
        return trimmed_end(text, start, _without_separator(text, start, end))
    voted = pattern("counted_behind").search(text[start:end])
    if voted is not None and voted.start() > SHORTEST:
        return trimmed_end(text, start, start + voted.start())
    tail = re.search(
        r"[\s,;–—(-]+(?:carried|(?:and )?(?:carried|agreed|approved) unanimously|all in favour|all agreed|nem\.? ?con)[.)]*$",
        text[start:end],
        re.IGNORECASE,
    )
    if tail is not None and tail.start() > SHORTEST and not PASSIVE.search(text[start : start + tail.start()]):
        return trimmed_end(text, start, start + tail.start())
    return end


def _without_separator(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—-("):
        end -= 1
    return end


def _inline_clauses(lead: Piece) -> list[Clause]:
    """Sub-clauses numbered inside one paragraph, `(i) That …; (ii) That …`; empty when there are not two in sequence."""
    text = lead.paragraph.text[lead.start : lead.end]
    found: list[re.Match[str]] = []
    for match in INLINE.finditer(text):
        label = match["label"].lower()
        if match["close"] == "." and match["label"].isupper() and re.search(r"\w\s*$", text[: match.start()]):
            continue
        if not found:
            if label in ("i", "a", "1") and (match.start() < 160):
                found.append(match)
        elif _follows(found[-1], match):
            found.append(match)
    if len(found) < 2:
        return []
    clauses: list[Clause] = []
    for match, stop in zip(found, [*(following.start() for following in found[1:]), len(text)], strict=True):
        whole, start, high = lead.paragraph.text, lead.start + match.end(), lead.start + stop
        end = _without_and(whole, _before_movers(whole, start, _end_of_words(whole, start, high)))
        clauses.append(Clause(_printed(text, match), [Piece(lead.paragraph, start, end)], movers=find_movers(whole[end:high])))
    return clauses


def _printed(text: str, match: re.Match[str]) -> str:
    return text[match.start() : match.end()].strip()


def _without_and(text: str, end: int) -> int:
    before = re.sub(r"[,;\s]+(?:and)?\s*$", "", text[:end])
    return len(before)


def _follows(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether one inline label comes right behind another of its kind."""
    if before["close"] != after["close"]:
        return False
    return next_label(before["label"]) == after["label"].lower()


def next_label(label: str) -> str | None:
    """The label that comes behind `a`, `iv` or `3`; None for others."""
    label = label.lower()
    if label.isdigit():
        return str(int(label) + 1)
    if label in ROMAN and label not in ("c", "d", "l", "m"):
        return ROMAN[ROMAN.index(label) + 1] if ROMAN.index(label) + 1 < len(ROMAN) else None
    if len(label) == 1 and label.isalpha() and label != "z":
        return chr(ord(label) + 1)
    return None


def _next_label(label: str | None) -> str | None:
    return next_label(re.sub(r"\W", "", label)) if label else None


def _more_labelled(paragraphs: Sequence[Paragraph], at: int, clauses: list[Clause]) -> int:
    """Sub-clauses in their own paragraphs that go on where those inside the first paragraph end."""
    while at < len(paragraphs) and paragraphs[at].label is not None:
        label = re.sub(r"\W", "", paragraphs[at].label or "").lower()
        if label != _next_label(clauses[-1].label):
            break
        clauses.append(Clause(paragraphs[at].label, [Piece(paragraphs[at], paragraphs[at].body, len(paragraphs[at].text))]))
        at += 1
    return at


def _leads_on(lead: Piece, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the decision goes on in the next paragraphs: the words lead in, or items stand under them."""
    if at + 1 >= len(paragraphs):
        return False
    text = lead.text
    return not text or bool(OPEN_END.search(text)) or bool(pattern("completed").search(text))


def _items(paragraphs: Sequence[Paragraph], at: int, marker: Paragraph) -> tuple[list[Clause], int]:
    """The items under a lead-in, each with what belongs to it, and the index behind the last."""
    items: list[Clause] = []
    family: str | None = None
    opening = paragraphs[at]
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        if ends_decision(paragraph) or (items and _outdented(paragraph, opening, marker)):
            break
        label = paragraph.label
        kind = label_family(label)
        if label is not None:
            if (
                marker.label is not None
                and kind == label_family(marker.label)
                and _continues(marker.label, label)
                and paragraph.label_x0 < marker.label_x0 + 4
            ):
                break
            if family is None:
                family = kind
            if kind == family and (not items or kind == "bullet" or not _nested(paragraph, opening)):
                items.append(Clause(None if kind == "bullet" else label, [_whole(paragraph)]))
            elif items:
                items[-1].pieces.append(_whole(paragraph))
            else:
                items.append(Clause(label, [_whole(paragraph)]))
        elif not items:
            if _labels_follow(paragraphs, at + 1):
                at += 1
                opening = paragraphs[at]
                continue
            family = "plain"
            items.append(Clause(None, [_whole(paragraph)]))
        elif family == "plain":
            if not _alike(paragraph, opening):
                break
            items.append(Clause(None, [_whole(paragraph)]))
        elif _is_subheading(paragraphs, at, family):
            pass
        elif paragraph.x0 >= opening.x0 - 4 and paragraph.x0 > marker.x0 + 4:
            items[-1].pieces.append(_whole(paragraph))
        else:
            break
        at += 1
    return items, at


def _whole(paragraph: Paragraph) -> Piece:
    return Piece(paragraph, paragraph.body, trimmed_end(paragraph.text, paragraph.body, len(paragraph.text)))


def ends_decision(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no part of the decision in front of it: reasons, votes, actions, the next marker."""
    text = paragraph.words.strip()
    return bool(re.match(words("stops"), text, re.IGNORECASE)) or bool(pattern("next_marker").match(text))


def label_family(label: str | None) -> str | None:
    """The kind of a label: `bullet`, or how its number or letter is written and pointed (`(1)`, `a.`)."""
    if label is None:
        return None
    if label in BULLETS:
        return "bullet"
    core = re.sub(r"[^A-Za-z0-9.]", "", label).rstrip(".")
    kind = "number" if core[:1].isdigit() else "letter"
    return kind + re.sub(r"[A-Za-z0-9.]+", "", label.rstrip(".")) + ("." * core.count("."))


def _continues(before: str, after: str) -> bool:
    return _next_label(before) == re.sub(r"\W", "", after).lower()


def _nested(paragraph: Paragraph, opening: Paragraph) -> bool:
    return paragraph.label_x0 > opening.label_x0 + 12


def _outdented(paragraph: Paragraph, opening: Paragraph, marker: Paragraph) -> bool:
    """Whether a paragraph stands left of the items, so that they have ended."""
    if paragraph.page != opening.page and paragraph.table != opening.table:
        return False
    left = opening.label_x0 if opening.label is not None else opening.x0
    return paragraph.label_x0 < min(left, marker.x0 if opening.x0 <= marker.x0 else left) - 6


def _alike(paragraph: Paragraph, opening: Paragraph) -> bool:
    return paragraph.bold == opening.bold and abs(paragraph.x0 - opening.x0) < 4 and abs(paragraph.size - opening.size) < 0.6


def _alike_run(paragraphs: Sequence[Paragraph], at: int) -> int:
    """How many unlabelled paragraphs in a row open with a verb of their own and look like the first."""
    run = 0
    while (
        at + run < len(paragraphs)
        and paragraphs[at + run].label is None
        and _alike(paragraphs[at + run], paragraphs[at])
        and re.match(words("operative"), paragraphs[at + run].text, re.IGNORECASE)
    ):
        run += 1
    return run


def _labels_follow(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether lettered or numbered paragraphs follow at once or behind one short heading."""
    near = paragraphs[at : at + 2]
    return any(
        p.label is not None and label_family(p.label) != "bullet" and re.sub(r"\W", "", p.label).lower() in ("a", "i", "1") for p in near
    )


def _is_subheading(paragraphs: Sequence[Paragraph], at: int, family: str | None) -> bool:
    """A heading between two items: short, without a point, the next item behind it."""
    text = paragraphs[at].text.strip()
    following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    return (
        len(text) < 80
        and not text.endswith(".")
        and following is not None
        and label_family(following.label) == family
        and family != "bullet"
    )


def _separate(lead: Piece, items: Sequence[Clause]) -> bool:
    """Whether the items are rows of their own and the lead-in falls away."""
    if pattern("completed").search(lead.text):
        return False
    labelled = any(item.label is not None for item in items)
    operative = sum(bool(re.match(words("operative"), item.text, re.IGNORECASE)) for item in items)
    return labelled or (operative == len(items) and len(items) > 0 and len(lead.text.split()) < 14)
