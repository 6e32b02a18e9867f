"""Words that an OCR engine saw, made into words as a PDF would have drawn them: of one size in a line, on one base line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from pipeline.read.frames import Frame
from pipeline.read.pieces import Piece
from pipeline.records import Box, RecognisedWord

DEPTH = 0.21
"""How deep a letter hangs below the base line, and how high letters rise above it, as shares of the size of type."""
SMALL, TALL = 0.52, 0.72
PLAIN = re.compile(r"[A-Za-z0-9&.’'-]*[A-Za-z0-9][A-Za-z0-9&.’'-]*")
RISING = re.compile(r"[A-Z0-9bdfhijkl&]")
HALF_RISING = "t"
HANGING = re.compile(r"[gjpqyQ]")
MISREAD = {"Clir": "Cllr", "Clir.": "Cllr.", "Clirs": "Cllrs", "Cilr": "Cllr", "Cilr.": "Cllr.", "Cilrs": "Cllrs"}
"""What the engine takes for a word that it does not know."""
DOTS = re.compile(r"[.ceson]{9,}")
"""What rows of dots are taken for."""
RULES = re.compile(r"[|\[\]{}_—–~=\\/‘’“”\"'`´.,:;*°^<>«»-]+")
"""What rules, specks and folds of the paper are taken for, where nothing else stands in a word."""
SURE, GUESS = 60.0, 30.0
"""Signs by themselves count when the engine is sure; other words when they are more than a guess, or look like words."""
LETTERS = re.compile(r"\W*[A-Za-z]?[a-z’'-]{3,}\W*")
ROUND_BULLETS = {"e", "°", "©", "¢", "®", "«", "»", "oO", "eo", "@"}
PERHAPS_BULLETS = {"o", "O", "0", "*"}
"""What round bullets are taken for at the beginning of a line; the latter when they stand a bullet's distance before its words."""
SAME_SIZE = 0.15
"""Sizes that differ by less than this share of the common one are the common one."""


def find_recognised_pieces(words: Iterable[RecognisedWord], frame: Frame) -> list[Piece]:
    """The words of a recognised page, laid for reading; what is not a word (rules, specks, guesses) is left out."""
    lines: defaultdict[int, list[tuple[RecognisedWord, Box]]] = defaultdict(list)
    for word in words:
        if _counts(word):
            lines[word.line].append((word, frame.laid((word.x0, word.top, word.x1, word.bottom))))
    measured = {number: _measure(line) for number, line in lines.items()}
    common = _common([(measured[number][0], len(word.text)) for number, line in lines.items() for word, _ in line])
    pieces: list[Piece] = []
    for number, line in lines.items():
        size, base = measured[number]
        size = common if abs(size - common) <= SAME_SIZE * common or not size else round(2 * size) / 2
        pieces += _bullets_read([_piece(word, box, size, base) for word, box in line])
    return pieces


def _counts(word: RecognisedWord) -> bool:
    """Whether it is a word, and not a rule, a speck or a scrawl."""
    if RULES.fullmatch(word.text):
        return word.confidence >= SURE and "|" not in word.text
    if DOTS.fullmatch(word.text):
        return False
    return word.confidence >= GUESS or LETTERS.fullmatch(word.text) is not None


def _measure(line: Sequence[tuple[RecognisedWord, Box]]) -> tuple[float, float]:
    """The size of type of a line, 0 when no word tells it, and the height of its base line."""
    sizes: list[float] = []
    bases: list[float] = []
    for word, (_, top, _, bottom) in line:
        rises = RISING.search(word.text)
        if not PLAIN.fullmatch(word.text) or (HALF_RISING in word.text and not rises):
            continue
        hangs = DEPTH if HANGING.search(word.text) else 0.0
        size = (bottom - top) / ((TALL if rises else SMALL) + hangs)
        sizes.append(size)
        bases.append(bottom - hangs * size)
    if not sizes:
        return 0.0, median([box[3] for _, box in line])
    return round(median(sizes), 2), median(bases)


def _common(measures: Sequence[tuple[float, int]]) -> float:
    """The size of most letters of a page, to half a point, given measured sizes with the letters that each was measured for."""
    known = sorted((size, letters) for size, letters in measures if size)
    half = sum(letters for _, letters in known) / 2
    for size, letters in known:
        half -= letters
        if half <= 0:
            return round(2 * size) / 2
    return 0.0


def _piece(word: RecognisedWord, box: Box, size: float, base: float) -> Piece:
    """A word set in its line's size on its line's base; one that stands out of the line keeps its own box."""
    x0, top, x1, bottom = box
    if size and abs(bottom - base) < 0.5 * size and bottom - top < 1.4 * size:
        bottom = base + DEPTH * size
        top = bottom - size
    return Piece(MISREAD.get(word.text, word.text), x0, top, x1, bottom, size or round(bottom - top, 1), False, False, None, True)


def _bullets_read(line: list[Piece]) -> list[Piece]:
    """A line whose round bullet was taken for a letter or sign, with the bullet put right."""
    if len(line) < 2:
        return line
    mark, word = line[:2]
    if mark.text in ROUND_BULLETS or (mark.text in PERHAPS_BULLETS and word.x0 - mark.x1 > 0.45 * mark.size):
        return [mark.with_text("•", mark.x0, mark.top, mark.x1, mark.bottom), *line[1:]]
    return line
