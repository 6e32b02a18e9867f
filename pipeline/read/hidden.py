"""Words that a page holds but does not show: drawn without ink, painted over, or in the colour of what they stand on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from msgspec.structs import replace

from pipeline.read.pieces import Piece
from pipeline.records import Box, DrawnPage, Finding

SMALLEST = 3.0
"""Points that a rectangle is wide and high at least when it hides words or is their ground; thinner ones are rules."""
OUTSIDE = 5.0
"""Points by which a rectangle may stand out of the page; one that reaches further is cut to a shape that is not known."""
FRAME = 4.0
SAME = 0.2
"""Two rectangles painted one after the other whose sides lie so far apart, but no further, are the outer and inner side of a frame."""
PALE, DARK = 0xE8, 0x28
"""Colours with all parts at or above the one are as good as white, with all parts at or below the other as good as black."""
BLACK, WHITE = "#000000", "#ffffff"
FEWEST_UNSEEN = 3
BAND = 12.0
TALLEST = 60.0
"""Points that a covered word may rise above what covers its middle."""
MOST_BOXES = 3

WAYS = {
    "invisible": "drawn without ink",
    "covered": "painted over",
    "pictured": "covered by a picture",
    "unseen": "in the colour of what they stand on",
}
COLUMNS = ("text", "x0", "x1", "top", "bottom", "font", "size", "upright", "colour")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn one after the other at one height: `page.text[start:end]`."""

    start: int
    end: int
    top: float
    bottom: float


@dataclass(slots=True)
class Hidden:
    """The characters of a page that nobody sees, by the way in which they are hidden."""

    ways: dict[str, set[int]] = field(default_factory=dict)

    @property
    def characters(self) -> set[int]:
        return set().union(*self.ways.values())


def find_hidden(page: DrawnPage, pieces: list[Piece]) -> Hidden | None:
    """The characters of a page that are not shown, given its words; None when all are, which is seen from the words at little cost.

    Where it is not known what is painted behind or over a word (pictures with holes, shadings, shapes), the word counts as shown.
    """
    covers = _covers(page)
    pictures = [(box, place) for box, place in zip(page.images, page.image_places, strict=False) if place]
    suspect = _suspect_colours(page, pieces)
    if not (page.invisible or _are_covered(pieces, covers + pictures) or _are_unseen(page, pieces, suspect)):
        return None
    hidden = Hidden()
    hidden.ways["invisible"] = {index for index in page.invisible if not page.text[index].isspace()}
    runs = list(_runs(page))
    if covers or pictures:
        bands = _bands(runs)
        for way, over in (("covered", covers), ("pictured", pictures)):
            hidden.ways[way] = set(_painted_over(page, over, bands)) - hidden.characters
    if suspect:
        unseen = set(_unseen(page, [run for run in runs if page.colour[run.start] in suspect]))
        hidden.ways["unseen"] = unseen - hidden.characters if len(unseen) >= FEWEST_UNSEEN else set()
    return hidden if hidden.characters else None


def without(page: DrawnPage, characters: set[int]) -> DrawnPage:
    """The page without some of its characters."""
    return _only(page, [index for index in range(len(page.text)) if index not in characters])


def layer(page: DrawnPage, characters: set[int]) -> DrawnPage:
    """The page with none but some of its characters."""
    return _only(page, sorted(characters))


def hidden_findings(page: DrawnPage, hidden: Hidden) -> list[Finding]:
    """A finding for each way in which words of a page are hidden, with their boxes and never with the words."""
    findings = []
    for way, characters in hidden.ways.items():
        if not characters:
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


def _are_covered(pieces: list[Piece], covers: list[tuple[Box, int]]) -> bool:
    """Whether something was painted over the middle of a word."""
    if not covers:
        return False
    ordered = sorted(pieces, key=_top_of)
    tops = [piece.top for piece in ordered]
    for (x0, top, x1, bottom), place in covers:
        for piece in ordered[bisect_left(tops, top - TALLEST) : bisect_left(tops, bottom)]:
            if piece.first < place and x0 <= (piece.x0 + piece.x1) / 2 <= x1 and top <= (piece.top + piece.bottom) / 2 <= bottom:
                return True
    return False


# --- what covers ------------------------------------------------------------------------------------------------------


def _fills(page: DrawnPage) -> Iterator[tuple[int, Box, str, int]]:
    """The painted rectangles of a page: number, box, colour, and how many characters were drawn before."""
    for number, (box, colour) in enumerate(page.fills):
        yield number, box, colour, page.fill_places[number] if page.fill_places else 0


def _covers(page: DrawnPage) -> list[tuple[Box, int]]:
    """The rectangles that were painted after words, with the number of characters before them."""
    if not any(page.fill_places):
        return []
    frames = _frames(page)
    return [
        (box, place)
        for number, box, _, place in _fills(page)
        if place and _is_large(box) and number not in frames and _is_inside(box, page)
    ]


def _frames(page: DrawnPage) -> set[int]:
    """The numbers of the rectangles that are the sides of a frame, painted only between them."""
    frames: set[int] = set()
    for (before, box, colour, place), (number, other_box, other, other_place) in pairwise(_fills(page)):
        if colour == other and place == other_place:
            apart = [abs(side - same) for side, same in zip(box, other_box, strict=True)]
            if SAME < max(apart) < FRAME:
                frames |= {before, number}
    return frames


def _painted_over(page: DrawnPage, covers: Iterable[tuple[Box, int]], bands: dict[int, list[Run]]) -> Iterator[int]:
    """The characters whose middle was painted over after they were drawn."""
    for (x0, top, x1, bottom), place in covers:
        for band in range(int(top // BAND), int(bottom // BAND) + 1):
            for run in bands.get(band, ()):
                if run.start < place and top <= (run.top + run.bottom) / 2 <= bottom:
                    for index in range(run.start, min(run.end, place)):
                        if x0 <= (page.x0[index] + page.x1[index]) / 2 <= x1 and not page.text[index].isspace():
                            yield index


def _bands(runs: Iterable[Run]) -> dict[int, list[Run]]:
    """Runs by the height at which their middle stands."""
    bands: dict[int, list[Run]] = {}
    for run in runs:
        bands.setdefault(int((run.top + run.bottom) / 2 // BAND), []).append(run)
    return bands


# --- what nobody sees on its ground -----------------------------------------------------------------------------------


def _suspect_colours(page: DrawnPage, pieces: list[Piece]) -> set[str | None]:
    """The colours of words that may be those of their ground: white and the like, and black where something is painted black."""
    colours: set[str | None] = {piece.colour for piece in pieces}
    colours -= {None if ink == BLACK else ink for ink in page.inks}
    pale: set[str | None] = {colour for colour in colours if colour is not None and _is_pale(colour)}
    dark = {colour for colour in colours if colour is None or _is_dark(colour)}
    if dark and any(_is_large(box) and _is_dark(colour) for box, colour in page.fills):
        return pale | dark
    return pale


class _Grounds:
    """What words of a page stand on."""

    def __init__(self, page: DrawnPage) -> None:
        frames = _frames(page)
        self.page = page
        self.fills = [(box, colour, place) for number, box, colour, place in _fills(page) if _is_large(box) and number not in frames]
        self.fills.reverse()
        self.unknown = [*page.images, *page.shapes]

    def hides(self, index: int, ink: str, x: float, top: float, bottom: float) -> bool:
        """Whether a character, or the word that begins with it, has the colour of its ground at a place of its middle height.

        Where a picture, a shape or a thick line may be the ground, it is not known, and the word counts as shown.
        """
        y = (top + bottom) / 2
        ground = WHITE
        for (x0, upper, x1, lower), colour, place in self.fills:
            if place <= index and x0 <= x <= x1 and upper <= y <= lower:
                ground = colour
                break
        alike = (_is_pale(ink) and _is_pale(ground)) or (_is_dark(ink) and _is_dark(ground))
        if not alike or ground in self.page.inks:
            return False
        if any(x0 <= x <= x1 and upper <= y <= lower for x0, upper, x1, lower in self.unknown):
            return False
        return not any(side == "h" and x0 <= x <= x1 and top < at < bottom for side, x0, x1, at, _ in self.page.edges)


def _are_unseen(page: DrawnPage, pieces: list[Piece], suspect: set[str | None]) -> bool:
    """Whether a word in one of the suspect colours has the colour of its ground."""
    words = [piece for piece in pieces if piece.colour in suspect] if suspect else []
    if not words:
        return False
    grounds = _Grounds(page)
    return any(grounds.hides(word.first, word.colour or BLACK, (word.x0 + word.x1) / 2, word.top, word.bottom) for word in words)


def _unseen(page: DrawnPage, runs: Iterable[Run]) -> Iterator[int]:
    """The characters of some runs that have the colour of their ground, white or black."""
    grounds = _Grounds(page)
    for run in runs:
        ink = page.colour[run.start] or BLACK
        for index in range(run.start, run.end):
            x = (page.x0[index] + page.x1[index]) / 2
            if not page.text[index].isspace() and grounds.hides(index, ink, x, run.top, run.bottom):
                yield index


def _is_pale(colour: str) -> bool:
    return min(_parts_of(colour)) >= PALE


def _is_dark(colour: str) -> bool:
    return max(_parts_of(colour)) <= DARK


def _parts_of(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


# --- characters and boxes ---------------------------------------------------------------------------------------------


def _runs(page: DrawnPage) -> Iterator[Run]:
    """The characters of a page in runs of one height and colour, in drawing order."""
    start = 0
    for _, part in groupby(zip(page.top, page.bottom, page.colour, strict=True)):
        end = start + sum(1 for _ in part)
        yield Run(start, end, page.top[start], page.bottom[start])
        start = end


def _only(page: DrawnPage, indices: Sequence[int]) -> DrawnPage:
    columns = {name: [getattr(page, name)[index] for index in indices] for name in COLUMNS}
    return replace(page, **columns, invisible=[], fill_places=[0] * len(page.fills), image_places=[])


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


def _is_large(box: Box) -> bool:
    return box[2] - box[0] > SMALLEST and box[3] - box[1] > SMALLEST


def _is_inside(box: Box, page: DrawnPage) -> bool:
    return min(box[0], box[1]) >= -OUTSIDE and box[2] <= page.width + OUTSIDE and box[3] <= page.height + OUTSIDE
