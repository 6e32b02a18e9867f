"""Officers in the columns of tables that are headed with a label (`Contact officer` in a forward plan)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.extract.officers.mentions import Mention, Role
from pipeline.extract.officers.names import find_names
from pipeline.extract.officers.people import find_people, only_names, spans_in
from pipeline.extract.officers.posts import find_posts, has_post_word, names_post
from pipeline.extract.reports.labels import find_label
from pipeline.extract.reports.rows import Piece, as_paragraph, find_rows
from pipeline.records import Cell, Line, Page, Table

ROLES: dict[str, Role] = {"contact officer": "contact officer", "author": "author", "presenter": "presenter"}
"""Columns that are read here; those that name who leads an action are read with the actions."""
LEAST_COLUMNS = 3
"""Cells of a row at least whose heads are those of columns."""
LONGEST_POST = 90
GAP = 0.9
"""White space in a column, in heights of its letters, that parts two entries."""


@dataclass(frozen=True, slots=True)
class _Column:
    role: Role
    x0: float
    x1: float
    bottom: float


def find_side_by_side(page: Page, with_posts: Container[int]) -> Iterator[Mention]:
    """The officers of a page whose post fills one cell of a table's row and whose name the next, or the other way round; `with_posts` are
    the numbers of its tables that have a word for a post."""
    for number, table in enumerate(page.tables):
        if number not in with_posts:
            continue
        texts = [" ".join(page.text[cell.start : cell.end].split()) for cell in table.cells]
        labels = [table.columns == 2 and cell.column == 0 for cell in table.cells]
        for place, (left, right) in enumerate(pairwise(table.cells)):
            if left.row != right.row or not texts[place] or not texts[place + 1]:
                continue
            if _is_post(texts[place], labels[place]) and only_names(texts[place + 1]):
                yield from _holders(page, table, right, texts[place])
            elif _is_post(texts[place + 1], labels[place + 1]) and only_names(texts[place]):
                yield from _holders(page, table, left, texts[place + 1])


def _is_post(text: str, label: bool) -> bool:
    """Whether a cell is a post and nothing else; as a `label`, also where its words have no capitals."""
    if len(text) > LONGEST_POST or not has_post_word(text):
        return False
    writings = [text, _capitalised(text)] if label else [text]
    return any(names_post(words) and _ends_in_post(words) for words in writings) and not find_names(text)


def _capitalised(text: str) -> str:
    """The words of a label, each with a capital: in a table of two columns `Safety lead` beside a name is a post too."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _holders(page: Page, table: Table, cell: Cell, post: str) -> Iterator[Mention]:
    """The people of a cell who hold a post."""
    words = as_paragraph([piece for row in find_rows(page, _lines(page, table, cell)) for piece in row])
    for person in find_people(words):
        if person.name and not person.member:
            yield Mention(person.name, post, "mentioned", tuple(spans_in(words, person)), person.titled)


@lru_cache(512)
def _ends_in_post(text: str) -> bool:
    """Whether a cell is a post to its end, a bracket aside: `Depots - Assistant Funds` is none, though an assistant is somebody."""
    words = re.sub(r"\s*\([^()]*\)\s*$", "", text).rstrip(" .:,;")
    return any(post.end >= len(words) for post in find_posts(words))


def _lines(page: Page, table: Table, cell: Cell) -> list[Line]:
    number = page.tables.index(table)
    return [line for line in page.lines if line.table == number and cell.start <= line.start < cell.end]


class HeadedColumns:
    """The officers below a heading of a table's column, on its page and on those after it until other tables begin."""

    def __init__(self) -> None:
        self._column: _Column | None = None

    def end(self) -> None:
        """Forget the column that a page before may have headed."""
        self._column = None

    def find(self, page: Page) -> Iterator[Mention]:
        """The officers of the next page."""
        heads = _heads(page)
        column = self._column
        if column is not None and page.tables and not any(_fits(column, cell) for table in page.tables for cell in table.cells):
            column = None
        bounds = [*heads, None]
        if column is not None:
            yield from _below(page, column, 0.0, heads[0].bottom if heads else page.height)
        for head, following in zip(heads, bounds[1:], strict=False):
            yield from _below(page, head, head.bottom, following.bottom if following else page.height)
            column = head
        self._column = column


def _heads(page: Page) -> list[_Column]:
    heads: list[_Column] = []
    for table in page.tables:
        if table.columns < LEAST_COLUMNS:
            continue
        beside = Counter(cell.row for cell in table.cells)
        for cell in table.cells:
            text = page.text[cell.start : cell.end] if beside[cell.row] >= LEAST_COLUMNS else ""
            label = find_label(text) if text else None
            whole = label is not None and label.end >= len(text) and label.spelling not in ("by", "from")
            if whole and label is not None and label.group == "people" and label.meaning in ROLES:
                heads.append(_Column(ROLES[label.meaning], cell.x0, cell.x1, cell.bottom))
    return sorted(heads, key=lambda head: head.bottom)


def _fits(column: _Column, cell: Cell) -> bool:
    return abs(cell.x0 - column.x0) < 6 and abs(cell.x1 - column.x1) < 6


def _below(page: Page, column: _Column, top: float, bottom: float) -> Iterator[Mention]:
    for pieces in _entries(page, column, top, bottom):
        words = as_paragraph(pieces)
        for person in find_people(words):
            if not person.member:
                yield Mention(person.name, person.post, column.role, tuple(spans_in(words, person)), person.titled)


def _entries(page: Page, column: _Column, top: float, bottom: float) -> Iterator[Sequence[Piece]]:
    """The lines between a column's edges, those of one cell or without white space between them together."""
    inside: list[tuple[Line, Piece]] = []
    for line in page.lines:
        if line.top < top - 1 or line.bottom > bottom + 1:
            continue
        for row in find_rows(page, [line]):
            inside.extend((line, piece) for piece in row if column.x0 - 2 <= piece.x0 and piece.x1 <= column.x1 + 2)
    inside.sort(key=lambda entry: entry[1].top)
    group: list[Piece] = []
    for _, piece in inside:
        if group and piece.top - group[-1].bottom > GAP * piece.size:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
