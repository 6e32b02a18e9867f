"""Words that a page holds but does not show: painted over, without ink, cut away, off the page, tiny, in the colour of their ground."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from msgspec.structs import replace

from pipeline.edges.codes import codes
from pipeline.read.covers import bands_of, covers_of, hides, painted_over, runs_of
from pipeline.read.grounds import are_unseen, suspect_colours, unseen
from pipeline.read.pieces import Piece
from pipeline.read.stretches import of_stretches, right_ends
from pipeline.records import Box, DrawnPage, Finding

FEWEST_UNSEEN = 3
TALLEST = 60.0
"""Points that a covered word may rise above what covers its middle."""
MOST_BOXES = 3
BEYOND = 1.0
"""Points by which the middle of a character is off the page when nobody sees it."""
APART = 6.0
"""Points between two characters that were drawn one after the other and do not belong to one line."""
TINY, NARROW = 2.0, 1.0
"""A letter lower than the one, in points, and narrower than the other cannot be read."""

FEWEST_TOLD = 3
WAYS = {
    "invisible": "drawn without ink",
    "cut": "cut away, or on a layer that is switched off",
    "outside": "outside of the part of the sheet that is shown",
    "tiny": "too small to be read",
    "covered": "painted over",
    "pictured": "covered by a picture",
    "unseen": "in the colour of what they stand on",
}
COLUMNS = ("text", "x0", "x1", "top", "bottom", "font", "size", "upright", "colour")


@dataclass(slots=True)
class Hidden:
    """The characters of a page that nobody sees, by the way in which they are hidden."""

    ways: dict[str, set[int]] = field(default_factory=dict)

    @property
    def characters(self) -> set[int]:
        return set().union(*self.ways.values())

    def add(self, way: str, characters: set[int]) -> None:
        """Note characters that are hidden in a way, but for those that are hidden in another."""
        self.ways[way] = characters - self.characters


def find_hidden(page: DrawnPage, pieces: list[Piece]) -> Hidden | None:
    """The characters of a page that are not shown, given its words; None when all are, which is seen from the words at little cost.

    Where it is not known what is painted behind or over a word (pictures with holes, shadings, shapes), the word counts as shown.
    """
    covers = covers_of(page)
    pictures = [(box, place) for box, place in zip(page.images, page.image_places, strict=False) if place]
    suspect = suspect_colours(page)
    bare = {index for index in page.invisible if not page.text[index].isspace()}
    cut = {index for index in page.cut if not page.text[index].isspace()}
    away = _are_outside(page)
    small = min(of_stretches(page, page.size), default=TINY) < TINY
    if not (cut or away or small or bare or _are_covered(pieces, covers + pictures) or are_unseen(page, pieces, suspect)):
        return None
    hidden = Hidden()
    hidden.add("invisible", bare)
    hidden.add("cut", cut)
    if away:
        hidden.add("outside", set(_outside(page)))
    if small:
        hidden.add("tiny", _enough(set(_tiny(page))))
    runs = list(runs_of(page))
    if covers or pictures:
        bands = bands_of(runs)
        for way, over in (("covered", covers), ("pictured", pictures)):
            hidden.add(way, set(painted_over(page, over, bands)))
    if suspect:
        hidden.add("unseen", _enough(set(unseen(page, [run for run in runs if page.colour[run.start] in suspect]))))
    return hidden if hidden.characters else None


def without(page: DrawnPage, characters: set[int]) -> DrawnPage:
    """The page without some of its characters."""
    gone = _runs(characters)
    starts, ends = [0, *(run.stop for run in gone)], [*(run.start for run in gone), len(page.text)]
    return _only(page, [range(start, end) for start, end in zip(starts, ends, strict=True) if start < end])


def layer(page: DrawnPage, characters: set[int]) -> DrawnPage:
    """The page with none but some of its characters."""
    return _only(page, _runs(characters))


def hidden_findings(page: DrawnPage, hidden: Hidden) -> list[Finding]:
    """A finding for each way in which words of a page are hidden, with their boxes and never with the words."""
    findings = []
    for way, characters in hidden.ways.items():
        if not _is_worth_telling(words_of(page, characters)):
            continue
        boxes = _boxes(page, sorted(characters))
        places = "; ".join(" ".join(f"{side:.0f}" for side in box) for box in boxes[:MOST_BOXES])
        more = f" and {len(boxes) - MOST_BOXES} more" if len(boxes) > MOST_BOXES else ""
        message = (
            f"Words on page {page.number} are {WAYS[way]}: in the box{'es' if len(boxes) > 1 else ''} {places}{more} "
            "(left, top, right, bottom in points). They were left out."
        )
        findings.append(Finding(code="hidden-text", severity="warning", page=page.number, message=message))
    return findings


def words_of(page: DrawnPage, characters: set[int]) -> list[str]:
    """The letters and digits of hidden words, for each line of them; white space and marks left out."""
    words: list[str] = []
    last = 0
    for index in sorted(characters):
        if not words or index - last > 2 or abs(page.top[index] - page.top[last]) >= 1:
            words.append("")
        words[-1] += page.text[index] if page.text[index].isalnum() else ""
        last = index
    return [word for word in words if word]


def _is_worth_telling(words: list[str]) -> bool:
    """Whether hidden words say anything: the number of a page or the day of a meeting in its margin does not, nor do a few dots."""
    return sum(map(len, words)) >= FEWEST_TOLD and not all(_stamp().fullmatch(word) for word in words)


@cache
def _stamp() -> re.Pattern[str]:
    """What a page is stamped with: a day, a number; without white space."""
    calendar = codes("calendar")
    days, months = ("|".join(names[0] for names in calendar[kind].values()) for kind in ("weekdays", "months"))
    day = rf"(?:{days})?\d{{0,2}}(?:{'|'.join(calendar['ordinal_endings'])})?(?:{months})\d{{4,9}}"
    return re.compile(rf"{day}|(?:page)?\d{{1,3}}(?:of\d{{1,3}})?", re.IGNORECASE)


def comments_finding(page: DrawnPage) -> list[Finding]:
    """The finding that a page has notes whose words it does not show; none when it has none."""
    if not page.comments:
        return []
    notes = "A note on" if page.comments == 1 else f"{page.comments} notes on"
    message = f"{notes} page {page.number} can be opened in the file and hold words that the page does not show. They were left out."
    return [Finding(code="hidden-text", severity="warning", page=page.number, message=message)]


def _are_covered(pieces: list[Piece], covers: list[tuple[Box, int]]) -> bool:
    """Whether something was painted over the middle of a word."""
    if not covers:
        return False
    ordered = sorted(pieces, key=_top_of)
    tops = [piece.top for piece in ordered]
    for box, place in covers:
        for piece in ordered[bisect_left(tops, box[1] - TALLEST) : bisect_left(tops, box[3])]:
            if piece.first < place and hides(box, (piece.x0 + piece.x1) / 2, piece.top, piece.bottom):
                return True
    return False


# --- off the page, and too small --------------------------------------------------------------------------------------


def _shown_part(page: DrawnPage) -> Box:
    return page.visible or (0.0, 0.0, page.width, page.height)


def _are_outside(page: DrawnPage) -> bool:
    """Whether a character may be off the page, with its middle further than BEYOND: seen from the outermost of all."""
    if not page.text:
        return False
    left, upper, right, lower = _shown_part(page)
    if min(of_stretches(page, page.x0)) < left - BEYOND or max(right_ends(page)) > right + BEYOND:
        return True
    return min(of_stretches(page, page.top)) < upper - BEYOND or max(of_stretches(page, page.bottom)) > lower + BEYOND


def _outside(page: DrawnPage) -> Iterator[int]:
    """The characters of lines that stand off what is shown of the page; a line that only runs over its edge is no secret."""
    left, upper, right, lower = _shown_part(page)
    for line in _lines(page):
        middles = [((page.x0[index] + page.x1[index]) / 2, (page.top[index] + page.bottom[index]) / 2) for index in line]
        if not any(left - BEYOND <= x <= right + BEYOND and upper - BEYOND <= y <= lower + BEYOND for x, y in middles):
            yield from line


def _lines(page: DrawnPage) -> Iterator[list[int]]:
    """The characters of a page that were drawn one after the other at one height with no gap between them; without white space."""
    line: list[int] = []
    end = 0.0
    for index, text in enumerate(page.text):
        if line and (abs(page.top[index] - page.top[line[-1]]) > APART or abs(page.x0[index] - end) > APART):
            yield line
            line = []
        end = page.x1[index]
        if not text.isspace():
            line.append(index)
    if line:
        yield line


def _tiny(page: DrawnPage) -> Iterator[int]:
    """The characters that are both lower and narrower than anybody can read."""
    for index, size in enumerate(page.size):
        if 0 < size < TINY and page.x1[index] - page.x0[index] < NARROW and page.text[index].isalnum():
            yield index


def _enough(characters: set[int]) -> set[int]:
    return characters if len(characters) >= FEWEST_UNSEEN else set()


# --- characters and boxes ---------------------------------------------------------------------------------------------


def _only(page: DrawnPage, runs: Sequence[range]) -> DrawnPage:
    """The page with none but some runs of its characters, each of which begins a stretch."""
    columns = {name: list(chain.from_iterable([getattr(page, name)[run.start : run.stop] for run in runs])) for name in COLUMNS}
    stretches: list[int] = []
    count = 0
    for run in runs if page.stretches else ():
        inside = page.stretches[bisect_right(page.stretches, run.start) : bisect_left(page.stretches, run.stop)]
        stretches += [count, *(start - run.start + count for start in inside)]
        count += len(run)
    bare: dict[str, list[int]] = {"invisible": [], "cut": [], "covers": [], "cover_places": [], "image_places": []}
    letters = "".join(columns["text"]) if page.letters else ""
    return replace(page, **columns, **bare, stretches=stretches, letters=letters, fill_places=[0] * len(page.fills))


def _runs(characters: Iterable[int]) -> list[range]:
    """Some characters as runs of those that were drawn one after the other."""
    runs: list[range] = []
    for index in sorted(characters):
        if runs and runs[-1].stop == index:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def _boxes(page: DrawnPage, indices: Sequence[int]) -> list[Box]:
    """The boxes of some characters, those of one line that follow each other in one box, from the top."""
    boxes: list[list[float]] = []
    last = -2
    for index in indices:
        x0, top, x1, bottom = page.x0[index], page.top[index], page.x1[index], page.bottom[index]
        if boxes and index - last <= 2 and abs(top - boxes[-1][1]) < 1:
            boxes[-1][0], boxes[-1][2] = min(boxes[-1][0], x0), max(boxes[-1][2], x1)
        else:
            boxes.append([x0, top, x1, bottom])
        last = index
    return sorted(((x0, top, x1, bottom) for x0, top, x1, bottom in boxes), key=lambda box: (box[1], box[0]))


def _top_of(piece: Piece) -> float:
    return piece.top
