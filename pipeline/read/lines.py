"""The printed lines that the words of a page stand in."""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from pipeline.read.marks import SUPERSCRIPT
from pipeline.read.pieces import Piece
from pipeline.records import Box

BULLETS = "•▪■●○◦‣⁃∙·❖➢➤►▶✓✔"
ORDINAL = ("st", "nd", "rd", "th")
FOOTNOTE = re.compile(r"\d{1,2}|[\[(](?:\d{1,2}|[a-z*])[\])]|[*†‡§]{1,2}")
"""A footnote's mark when it stands by itself."""
BESIDE = 0.45
"""How far, in shares of the size of type, a footnote's mark stands behind its word at the most."""
DOTS = "...."
"""What leads the eye from a label to its figures, or to a page; it is no part of the word that it touches."""
FEWEST_SPACED = 4
"""So many letters standing alone side by side are a letter-spaced word; fewer may be initials."""


Look = tuple[float, bool, bool, str | None]
_Row = tuple[float, float, list[Piece]]
_by_left = attrgetter("x0")
_by_top = attrgetter("top")


class PrintedLine:
    """Words that stand side by side, from left to right, with the box around them."""

    __slots__ = ("bottom", "pieces", "top", "x0", "x1")

    def __init__(self, pieces: list[Piece]) -> None:
        first = pieces[0]
        x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
        for piece in pieces:
            if piece.x0 < x0:
                x0 = piece.x0
            if piece.top < top:
                top = piece.top
            if piece.x1 > x1:
                x1 = piece.x1
            if piece.bottom > bottom:
                bottom = piece.bottom
        self.pieces = pieces
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom

    @property
    def text(self) -> str:
        return " ".join([piece.text for piece in self.pieces])

    @property
    def size(self) -> float:
        first = self.pieces[0].size
        for piece in self.pieces:
            if piece.size != first:
                break
        else:
            return first
        counts: Counter[float] = Counter()
        for piece in self.pieces:
            counts[piece.size] += len(piece.text)
        return counts.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        return self._share("bold")

    @property
    def italic(self) -> bool:
        return self._share("italic")

    @property
    def colour(self) -> str | None:
        first = self.pieces[0].colour
        if all([piece.colour == first for piece in self.pieces]):  # noqa: C419 (a list is quicker here)
            return first
        counts: Counter[str | None] = Counter()
        for piece in self.pieces:
            counts[piece.colour] += len(piece.text)
        return counts.most_common(1)[0][0]

    @property
    def even_look(self) -> Look | None:
        """The size, weight, slant and colour of all its words; None when they differ."""
        first = self.pieces[0]
        size, bold, italic, colour = first.size, first.bold, first.italic, first.colour
        for piece in self.pieces:
            if piece.size != size or piece.bold != bold or piece.italic != italic or piece.colour != colour:
                return None
        return size, bold, italic, colour

    @property
    def look(self) -> Look:
        """The size, weight, slant and colour of most of its words."""
        return self.even_look or (self.size, self.bold, self.italic, self.colour)

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    def _share(self, name: str) -> bool:
        said = [getattr(piece, name) for piece in self.pieces]
        if True not in said:
            return False
        on = sum([len(piece.text) for piece, says in zip(self.pieces, said, strict=True) if says])
        return on * 2 > sum([len(piece.text) for piece in self.pieces])


def find_lines(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """Lines of upright words, top to bottom: words whose middles lie within half a height of each other share a line.

    A raised ordinal (`5` and a small `th`) is joined to its number, a letter-spaced heading (`A G E N D A`) is closed up. A raised footnote
    mark (`[1]`) belongs to the line of the word that it stands behind. The words themselves stay as they are.
    """
    rows: list[_Row] = []
    for level in sorted(_levels(pieces), key=_by_middle):
        first = level[0]
        middle = (first.top + first.bottom) / 2
        height = first.bottom - first.top
        left = level
        while left:
            if rows:  # the words of a line mostly follow each other
                at, tall, members = rows[-1]
                if height <= tall * 1.05 and abs(middle - at) <= 0.45 * min(height, tall):
                    members += left
                    break
            piece, left = left[0], left[1:]
            for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
                at, tall, members = rows[index]
                raised = [piece] if height < tall else members
                if abs(middle - at) <= 0.45 * min(height, tall) or (
                    abs(middle - at) <= 0.45 * max(height, tall) and all(_is_ordinal(member) for member in raised)
                ):
                    members.append(piece)
                    if height > tall * 1.05:
                        rows[index] = (middle, height, members)
                    break
            else:
                rows.append((middle, height, [piece]))
    lines = []
    for _, _, members in _marks_joined(rows):
        members.sort(key=_by_left)
        lines.append(PrintedLine(_closed_up(_joined(members))))
    lines.sort(key=_by_top)
    return lines


def _levels(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Words in runs that stand at one height: the words of a line mostly come one after the other, and are put in it together."""
    levels: list[list[Piece]] = []
    top = bottom = 0.0
    for piece in pieces:
        if not levels or piece.top != top or piece.bottom != bottom:
            top, bottom = piece.top, piece.bottom
            levels.append([])
            level = levels[-1]
        level.append(piece)
    return levels


def _is_ordinal(piece: Piece) -> bool:
    return piece.text.rstrip(".,;:)").lower() in ORDINAL


def _marks_joined(rows: list[_Row]) -> list[_Row]:
    """Rows of words, given as middle, height and words, with small figures and signs that make a row by themselves where they belong: a
    raised footnote mark beside its word in the row below, a lowered figure at its letters (`CO` and a small 2) in the row above."""
    first_alone = [number for number, (_, _, members) in enumerate(rows) if FOOTNOTE.fullmatch(members[0].text)]
    alone = [number for number in first_alone if all(FOOTNOTE.fullmatch(piece.text) for piece in rows[number][2])]
    for number in reversed(alone):
        middle, height, marks = rows[number]
        below, above = rows[number + 1 : number + 4], rows[max(0, number - 3) : number]
        left = [mark for mark in marks if not _is_put(mark, below, above, lone=len(marks) == 1)]
        if left:
            rows[number] = (middle, height, left)
        else:
            del rows[number]
    return rows


def _is_put(mark: Piece, below: Sequence[_Row], above: Sequence[_Row], *, lone: bool) -> bool:
    """Whether a mark found its word in one of the rows below, or, when `lone`, its letters in one above; it is then put there."""
    if any(_takes_mark(members, mark, tall) for _, tall, members in below):
        return True
    return lone and any(_takes_lowered(members, mark) for _, _, members in above)


def _takes_mark(members: list[Piece], mark: Piece, tall: float) -> bool:
    """Whether a raised mark stands right behind one of the words of a row; it is then put beside it."""
    foot = max([piece.bottom for piece in members])
    if not 0.2 * tall < foot - mark.bottom < 0.8 * tall or mark.bottom - mark.top > tall:
        return False
    for before in members:
        if -1 < mark.x0 - before.x1 < BESIDE * before.size:
            text = mark.text.translate(SUPERSCRIPT) if mark.text.isdigit() else mark.text
            members.append(mark.with_text(text, mark.x0, before.top, mark.x1, before.bottom))
            return True
    return False


def _takes_lowered(members: list[Piece], mark: Piece) -> bool:
    """Whether a lowered small figure touches capital letters of one of the words of a row; it is then a part of that word."""
    for place, before in enumerate(members):
        touches = -1 < mark.x0 - before.x1 < 0.1 * before.size and before.top < mark.top < before.bottom < mark.bottom
        if touches and mark.size < 0.8 * before.size and mark.text.isdigit() and before.text[-1:].isupper():
            members[place] = before.with_text(before.text + mark.text, before.x0, before.top, mark.x1, before.bottom)
            return True
    return False


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Words of a line with what belongs together joined: a raised ordinal and its number, and two pieces of one word that touch
    (a space drawn across a letter cuts words in some papers' bold headings)."""
    before = pieces[0]
    joined: list[Piece] = [before]
    for piece in pieces[1:]:
        size = before.size
        space = piece.x0 - before.x1
        if space < 0.04 * size or piece.size < size:
            ordinal = space < 3 and piece.size < size and before.text[-1:].isdigit() and _is_ordinal(piece)
            touching = -0.15 * size < space < 0.04 * size and piece.size == size and before.text not in BULLETS
            if touching and (piece.text[:4] == DOTS or before.text[-4:] == DOTS):
                touching = False
            if ordinal or touching:
                before = joined[-1] = before.with_text(before.text + piece.text, before.x0, before.top, piece.x1, before.bottom)
                continue
        joined.append(piece)
        before = piece
    return joined


def _closed_up(pieces: list[Piece]) -> list[Piece]:
    """Words of a line with letter-spaced words closed up: four letters or more with no word beside them. A wider space parts two words.

    Figures by themselves and an alphabet (`A B C D`, a form's lots or columns) are no words.
    """
    if len(pieces) < FEWEST_SPACED or [len(piece.text) for piece in pieces].count(1) < FEWEST_SPACED:
        return pieces
    pieces = _dots_joined(pieces)
    closed: list[Piece] = []
    end = 0
    for single, run in itertools.groupby(pieces, key=_is_letter):
        letters = list(run)
        start, end = end, end + len(letters)
        beside = [*pieces[max(0, start - 1) : start], *pieces[end : end + 1]]
        if single and len(letters) >= FEWEST_SPACED and not any(_is_beside(letters, piece) for piece in beside):
            letters = _spaced_words(letters)
        closed += letters
    return closed


def _dots_joined(pieces: list[Piece]) -> list[Piece]:
    """Words of a line with four dots and more that stand apart, to lead the eye, as one."""
    joined: list[Piece] = []
    for dots, run in itertools.groupby(pieces, key=_is_dot):
        members = list(run)
        if dots and len(members) >= FEWEST_SPACED:
            first, last = members[0], members[-1]
            members = [first.with_text("." * len(members), first.x0, first.top, last.x1, first.bottom)]
        joined += members
    return joined


def _is_dot(piece: Piece) -> bool:
    return piece.text == "."


def _is_letter(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.text.isalnum()


def _is_beside(letters: list[Piece], piece: Piece) -> bool:
    """Whether a piece is a word that stands less than a tab's width away from a run of letters."""
    space = max(letters[0].x0 - piece.x1, piece.x0 - letters[-1].x1)
    return any(letter.isalpha() for letter in piece.text) and space < 3 * letters[0].size


def _spaced_words(letters: list[Piece]) -> list[Piece]:
    """The words that a run of spaced letters makes; the letters themselves where they stand too far apart, are figures, or an alphabet."""
    figures = sum(piece.text.isdigit() for piece in letters)
    spaces = [piece.x0 - before.x1 for before, piece in itertools.pairwise(letters)]
    usual = sorted(spaces)[len(spaces) // 2]
    alphabet = "".join(piece.text for piece in letters).lower() in string.ascii_lowercase
    if usual > letters[0].size or len(letters) - figures < 3 or alphabet:
        return letters
    words = letters[:1]
    for space, piece in zip(spaces, letters[1:], strict=True):
        if space > 1.7 * usual:
            words.append(piece)
        else:
            before = words[-1]
            words[-1] = before.with_text(before.text + piece.text, before.x0, before.top, piece.x1, before.bottom)
    return words


def find_turned_lines(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """Lines of turned words, from left to right: words above each other share a line; its words are joined where no space stands between.

    A line is read from the bottom up when most of its words rise, as the headings of narrow columns do.
    """
    columns: list[list[Piece]] = []
    for piece in sorted(pieces, key=_by_left):
        if columns and piece.x0 - columns[-1][0].x0 < 0.5 * max(piece.size, 4.0):
            columns[-1].append(piece)
        else:
            columns.append([piece])
    lines: list[PrintedLine] = []
    for column in columns:
        letters = sum(len(piece.text) for piece in column if len(piece.text) > 1)
        rises = 2 * sum(len(piece.text) for piece in column if piece.rises) >= letters
        column.sort(key=lambda piece: -piece.bottom if rises else piece.top)
        words = [column[0]]
        for piece in column[1:]:
            before = words[-1]
            space = before.top - piece.bottom if rises else piece.top - before.bottom
            if space < 0.18 * max(piece.x1 - piece.x0, 4.0):
                left, right = min(before.x0, piece.x0), max(before.x1, piece.x1)
                joined = before.with_text(
                    before.text + piece.text, left, min(before.top, piece.top), right, max(before.bottom, piece.bottom)
                )
                joined.rises = rises
                words[-1] = joined
            else:
                words.append(piece)
        lines.append(PrintedLine(words))
    return lines


def split_line(line: PrintedLine, widest_gap: float) -> list[PrintedLine]:
    """The line cut where two neighbouring words are further apart than `widest_gap` points; itself when nowhere."""
    parts: list[list[Piece]] = [[line.pieces[0]]]
    for before, piece in zip(line.pieces, line.pieces[1:], strict=False):
        if piece.x0 - before.x1 > widest_gap:
            parts.append([])
        parts[-1].append(piece)
    return [line] if len(parts) == 1 else [PrintedLine(part) for part in parts]


def _by_middle(level: list[Piece]) -> float:
    return level[0].top + level[0].bottom
