"""Words of a page: which characters stand together, and the text of a page or a cell made of them.

The rules are pdfplumber's defaults, over columns instead of one object a character: a line is a cluster of tops, a word ends
at white space, at a gap of more than three points, or where the next character steps back or leaves the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count, pairwise
from operator import ne

from pipeline.read.clusters import number_clusters
from pipeline.read.stretches import of_stretches
from pipeline.records import DrawnPage

TOLERANCE = 3.0
LONG_STRETCH = 3
"""So many characters has a stretch at least, on average, where words are cut from stretches and not put together from characters."""
Word = Sequence[int]
"""The characters of a word, by their indices on the drawn page."""
LIGATURES = {"ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬁ": "fi", "ﬂ": "fl", "ﬆ": "st", "ﬅ": "st"}
SPELLED = str.maketrans(LIGATURES)


def find_words(page: DrawnPage, characters: Sequence[int] | None = None) -> list[Word]:
    """The words of a page, or of the given characters of it, each as the indices of its characters from left to right.

    Words come line by line within each run of characters drawn with the same `upright`. Characters that are not upright are read
    as columns from top to bottom. White space belongs to no word; a character without text is a word of its own. A word that is a range
    of indices lies in one stretch of the page.
    """
    words: list[Word] = []
    upright = page.upright
    if characters is None:
        characters = range(len(upright))
        if all(of_stretches(page, upright)):
            if LONG_STRETCH * len(page.stretches) <= len(upright) and page.stretches:
                _read_stretches(page, words)
            else:
                _read_rows(page, characters, words)
            return words
    elif all([upright[index] for index in characters]):  # noqa: C419 (a list is quicker here)
        _read_rows(page, characters, words)
        return words
    for run in _runs(characters, upright):
        if upright[run[0]]:
            _read_rows(page, run, words)
        else:
            _read_columns(page, run, words)
    return words


def word_text(page: DrawnPage, word: Word) -> str:
    """The text of a word, ligatures spelled out."""
    letters = page.text[word.start : word.stop] if isinstance(word, range) else list(map(page.text.__getitem__, word))
    return spelled("".join(letters))


def spelled(text: str) -> str:
    """A text with its ligatures spelled out."""
    return text if text.isascii() else text.translate(SPELLED)


def stock_text(page: DrawnPage) -> str:
    """The text of a page as pdfplumber's `extract_text()` gives it: words joined by spaces, lines by newlines, as they were drawn."""
    words = find_words(page)
    tops = _word_tops(page, words)
    cluster_of = number_clusters(tops, TOLERANCE)
    lines: list[str] = []
    last = -1
    for word, top in zip(words, tops, strict=True):
        cluster = cluster_of[top]
        if cluster != last:
            lines.append(word_text(page, word))
            last = cluster
        elif lines[-1]:
            lines[-1] += " " + word_text(page, word)
        else:
            lines[-1] = word_text(page, word)
    return "\n".join(lines)


def cell_text(page: DrawnPage, characters: Sequence[int]) -> str:
    """The text of the characters of one table cell, line by line from the top, as pdfplumber's `extract_tables()` gives it."""
    words = find_words(page, characters)
    tops = _word_tops(page, words)
    cluster_of = number_clusters(tops, TOLERANCE)
    if len(cluster_of) == 1:
        return " ".join([word_text(page, word) for word in words])
    lines: dict[int, list[str]] = {}
    for word, top in zip(words, tops, strict=True):
        lines.setdefault(cluster_of[top], []).append(word_text(page, word))
    return "\n".join([" ".join(lines[number]) for number in sorted(lines)])


def _word_tops(page: DrawnPage, words: list[Word]) -> list[float]:
    top = page.top
    return [top[word.start] if isinstance(word, range) else min([top[index] for index in word]) for word in words]


def _read_stretches(page: DrawnPage, words: list[Word]) -> None:
    """Append the words of a page whose characters are all upright, cut from its stretches: rows by their tops, each from left to right."""
    text, whole, x0, x1, top = page.text, page.letters, page.x0, page.x1, page.top
    starts = [*page.stretches, len(text)]
    lefts = of_stretches(page, x0)
    lasts = [x0[start - 1] for start in starts[1:]]
    number_of = number_clusters(of_stretches(page, top), TOLERANCE)
    rows: list[list[int]] = [[] for _ in range(1 + max(number_of.values()))]
    for number, start in enumerate(page.stretches):
        rows[number_of[top[start]]].append(number)
    for row in rows:
        if len(row) > 1:
            drawn = row.copy()
            row.sort(key=lefts.__getitem__)
            if any([lasts[one] > lefts[two] or (lasts[one] == lefts[two] and one > two) for one, two in pairwise(row)]):  # noqa: C419 (a list is quicker)
                _read_row(page, [index for number in drawn for index in range(starts[number], starts[number + 1])], words)
                continue
        is_open = False
        end = level = 0.0
        for number in row:
            start, stop = starts[number], starts[number + 1]
            letters = whole[start:stop] if whole else "".join(text[start:stop])
            cut = _cut_stretch(letters, start, stop)
            goes_on = bool(is_open and cut and letters) and cut[0].start == start and x0[start] <= end
            is_open = bool(cut and letters) and cut[-1].stop == stop
            if goes_on and -TOLERANCE <= top[start] - level <= TOLERANCE:
                words[-1] = [*words[-1], *cut.pop(0)]
            words += cut
            end, level = x1[stop - 1] + TOLERANCE, top[start]


def _cut_stretch(letters: str, start: int, stop: int) -> list[range]:
    """The words of the stretch from the character `start` up to `stop`, given its letters, one a character if these are several."""
    parts = letters.split()
    if stop - start == 1:
        return [range(start, stop)] if parts or not letters else []
    if len(parts) == 1 and len(parts[0]) == stop - start:
        return [range(start, stop)]
    places: list[range] = []
    end = 0
    for part in parts:
        begin = letters.index(part, end)
        end = begin + len(part)
        places.append(range(start + begin, start + end))
    return places


def _read_rows(page: DrawnPage, characters: Sequence[int], words: list[Word]) -> None:
    """Append the words of upright characters: rows by their tops, each from left to right."""
    for row in _gather(characters, page.top):
        _read_row(page, row, words)


def _read_row(page: DrawnPage, row: list[int], words: list[Word]) -> None:
    """Append the words of the upright characters of one row, given in the order in which they were drawn."""
    row.sort(key=page.x0.__getitem__)
    _cut(page.text, row, page.x0, page.x1, page.top, words)


def _read_columns(page: DrawnPage, characters: Sequence[int], words: list[Word]) -> None:
    """Append the words of turned characters: columns by their left edges, each from top to bottom."""
    top, bottom = page.top, page.bottom
    for column in _gather(characters, page.x0):
        column.sort(key=lambda index: (top[index], bottom[index]))
        _cut(page.text, column, top, bottom, page.x0, words)


def _cut(text: list[str], line: list[int], start: list[float], stop: list[float], across: list[float], words: list[Word]) -> None:
    """Append the words of a row or column, whose characters start and stop along it, and lie across it, where these lists say (points)."""
    word: list[int] | None = None
    end = level = 0.0
    for index in line:
        letter = text[index]
        if letter.isspace():
            word = None
            continue
        before = level
        level = across[index]
        if word is None or start[index] > end or level - before > TOLERANCE or before - level > TOLERANCE or not letter:
            word = [index]
            words.append(word)
            if not letter:
                word = None
        else:
            word.append(index)
        end = stop[index] + TOLERANCE


def _gather(characters: Sequence[int], position: list[float]) -> list[list[int]]:
    """The characters in lists of one cluster of positions each, in the order of the positions."""
    runs = [(position[run[0]], run) for run in _runs(characters, position)]
    if len(runs) < 2:
        return [list(run) for _, run in runs]
    number_of = number_clusters([place for place, _ in runs], TOLERANCE)
    gathered: list[list[int]] = [[] for _ in range(1 + max(number_of.values()))]
    for place, run in runs:
        gathered[number_of[place]] += run
    return gathered


def _runs(characters: Sequence[int], column: Sequence[object]) -> list[Sequence[int]]:
    """The characters cut where the value that they have in a column changes."""
    values = column if len(characters) == len(column) else list(map(column.__getitem__, characters))
    cuts = [0, *compress(count(1), map(ne, values, values[1:])), len(values)]
    return [characters[start:end] for start, end in pairwise(cuts)] if values else []
