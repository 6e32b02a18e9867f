"""Words of a page: which characters stand together, and the text of a page or a cell made of them.

The rules are pdfplumber's defaults, over columns instead of one object a character: a line is a cluster of tops, a word ends
at white space, at a gap of more than three points, or where the next character steps back or leaves the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.read.clusters import number_clusters
from pipeline.records import DrawnPage

TOLERANCE = 3.0
LIGATURES = {"ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬁ": "fi", "ﬂ": "fl", "ﬆ": "st", "ﬅ": "st"}


def find_words(page: DrawnPage, characters: Sequence[int] | None = None) -> list[list[int]]:
    """The words of a page, or of the given characters of it, each as the indices of its characters from left to right.

    Words come line by line within each run of characters drawn with the same `upright`. Characters that are not upright are read
    as columns from top to bottom. White space belongs to no word; a character without text is a word of its own.
    """
    if characters is None:
        characters = range(len(page.text))
    if not characters:
        return []
    words: list[list[int]] = []
    upright = page.upright
    if len(characters) == len(upright) and all(upright):
        _read_rows(page, characters, words)
        return words
    for stands, run in groupby(characters, key=upright.__getitem__):
        if stands:
            _read_rows(page, list(run), words)
        else:
            _read_columns(page, list(run), words)
    return words


def word_text(page: DrawnPage, word: Iterable[int]) -> str:
    """The text of a word, ligatures spelled out."""
    text = page.text
    plain = "".join([text[index] for index in word])
    if plain.isascii():
        return plain
    return "".join([LIGATURES.get(text[index], text[index]) for index in word])


def stock_text(page: DrawnPage) -> str:
    """The text of a page as pdfplumber's `extract_text()` gives it: words joined by spaces, lines by newlines, as they were drawn."""
    words = find_words(page)
    tops = _word_tops(page, words)
    cluster_of = number_clusters(tops, TOLERANCE)
    lines: list[str] = []
    for _, run in groupby(zip(words, tops, strict=True), key=lambda pair: cluster_of[pair[1]]):
        line = ""
        for word, _ in run:
            line = f"{line} {word_text(page, word)}" if line else word_text(page, word)
        lines.append(line)
    return "\n".join(lines)


def cell_text(page: DrawnPage, characters: Sequence[int]) -> str:
    """The text of the characters of one table cell, line by line from the top, as pdfplumber's `extract_tables()` gives it."""
    words = find_words(page, characters)
    if not words:
        return ""
    tops = _word_tops(page, words)
    cluster_of = number_clusters(tops, TOLERANCE)
    lines: dict[int, list[str]] = {}
    for word, top in zip(words, tops, strict=True):
        lines.setdefault(cluster_of[top], []).append(word_text(page, word))
    return "\n".join([" ".join(lines[number]) for number in sorted(lines)])


def _word_tops(page: DrawnPage, words: list[list[int]]) -> list[float]:
    top = page.top
    return [min([top[index] for index in word]) for word in words]


def _read_rows(page: DrawnPage, characters: Sequence[int], words: list[list[int]]) -> None:
    """Append the words of upright characters: rows by their tops, each from left to right."""
    text, x0, x1, top = page.text, page.x0, page.x1, page.top
    for row in _gather(characters, top):
        row.sort(key=x0.__getitem__)
        word: list[int] | None = None
        start = end = height = 0.0
        for index in row:
            letter = text[index]
            if letter.isspace():
                word = None
                continue
            left = x0[index]
            if not letter:
                words.append([index])
                word = None
                continue
            level = top[index]
            if word is None or left < start or left > end or level - height > TOLERANCE or height - level > TOLERANCE:
                word = [index]
                words.append(word)
            else:
                word.append(index)
            start, end, height = left, x1[index] + TOLERANCE, level


def _read_columns(page: DrawnPage, characters: Sequence[int], words: list[list[int]]) -> None:
    """Append the words of turned characters: columns by their left edges, each from top to bottom."""
    text, x0, top, bottom = page.text, page.x0, page.top, page.bottom
    for column in _gather(characters, x0):
        column.sort(key=lambda index: (top[index], bottom[index]))
        word: list[int] | None = None
        start = end = edge = 0.0
        for index in column:
            letter = text[index]
            if letter.isspace():
                word = None
                continue
            level = top[index]
            if not letter:
                words.append([index])
                word = None
                continue
            left = x0[index]
            if word is None or level < start or level > end or abs(left - edge) > TOLERANCE:
                word = [index]
                words.append(word)
            else:
                word.append(index)
            start, end, edge = level, bottom[index] + TOLERANCE, left


def _gather(characters: Sequence[int], position: list[float]) -> list[list[int]]:
    """The characters in lists of one cluster of positions each, in the order of the positions."""
    number_of = number_clusters([position[index] for index in characters], TOLERANCE)
    gathered: list[list[int]] = [[] for _ in range(1 + max(number_of.values()))]
    for index in characters:
        gathered[number_of[position[index]]].append(index)
    return gathered
