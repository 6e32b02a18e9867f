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
    letters = list(map(page.text.__getitem__, word))
    plain = "".join(letters)
    return plain if plain.isascii() else "".join([LIGATURES.get(letter, letter) for letter in letters])


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


def _word_tops(page: DrawnPage, words: list[list[int]]) -> list[float]:
    top = page.top.__getitem__
    return [min(map(top, word)) for word in words]


def _read_rows(page: DrawnPage, characters: Sequence[int], words: list[list[int]]) -> None:
    """Append the words of upright characters: rows by their tops, each from left to right."""
    text, x0, x1, top = page.text, page.x0, page.x1, page.top
    for row in _gather(characters, top):
        row.sort(key=x0.__getitem__)
        word: list[int] | None = None
        end = level = 0.0
        for index in row:
            letter = text[index]
            if letter.isspace():
                word = None
                continue
            before = level
            level = top[index]
            if word is None or x0[index] > end or level - before > TOLERANCE or before - level > TOLERANCE or not letter:
                word = [index]
                words.append(word)
                if not letter:
                    word = None
            else:
                word.append(index)
            end = x1[index] + TOLERANCE


def _read_columns(page: DrawnPage, characters: Sequence[int], words: list[list[int]]) -> None:
    """Append the words of turned characters: columns by their left edges, each from top to bottom."""
    text, x0, top, bottom = page.text, page.x0, page.top, page.bottom
    for column in _gather(characters, x0):
        column.sort(key=lambda index: (top[index], bottom[index]))
        word: list[int] | None = None
        end = edge = 0.0
        for index in column:
            letter = text[index]
            if letter.isspace():
                word = None
                continue
            before = edge
            edge = x0[index]
            if word is None or top[index] > end or abs(edge - before) > TOLERANCE or not letter:
                word = [index]
                words.append(word)
                if not letter:
                    word = None
            else:
                word.append(index)
            end = bottom[index] + TOLERANCE


def _gather(characters: Sequence[int], position: list[float]) -> list[list[int]]:
    """The characters in lists of one cluster of positions each, in the order of the positions."""
    runs = [(place, list(run)) for place, run in groupby(characters, key=position.__getitem__)]
    if len(runs) == 1:
        return [runs[0][1]]
    number_of = number_clusters([place for place, _ in runs], TOLERANCE)
    gathered: list[list[int]] = [[] for _ in range(1 + max(number_of.values()))]
    for place, run in runs:
        gathered[number_of[place]] += run
    return gathered
