"""Tables set in type of our own making: words with narrow spaces between them, columns told by nothing but where words stand."""

from __future__ import annotations

from collections.abc import Sequence

from pages import PLAIN, Sheet, read_sheets

from pipeline.records import Page, Table

SPACE = 0.28
"""The white space between two words, in letter heights."""


def width_of(words: str, size: float) -> float:
    """How wide words are set: each letter is half as wide as it is high."""
    parts = words.split()
    return sum(len(part) for part in parts) * size / 2 + SPACE * size * (len(parts) - 1)


def set_words(sheet: Sheet, words: str, x: float, top: float, *, size: float = 10.0, font: str = PLAIN, align: str = "l") -> None:
    """Write words at a place; with `align` `r` they end there, with `c` it is their middle."""
    x -= {"l": 0.0, "c": 0.5, "r": 1.0}[align] * width_of(words, size)
    for word in words.split():
        x = sheet.write(word, x, top, size=size, font=font) + SPACE * size


def set_row(
    sheet: Sheet, top: float, texts: Sequence[str], xs: Sequence[float], aligns: str, *, size: float = 10.0, font: str = PLAIN
) -> None:  # fmt: skip
    """Write one line of texts, each at its place with its own alignment; empty ones are left out."""
    for text, x, align in zip(texts, xs, aligns, strict=True):
        if text:
            set_words(sheet, text, x, top, size=size, font=font, align=align)


def set_rows(
    sheet: Sheet, top: float, rows: Sequence[Sequence[str]], xs: Sequence[float], aligns: str, *, leading: float = 14.0, size: float = 10.0,
    font: str = PLAIN,
) -> float:  # fmt: skip
    """Write lines of texts below each other; where the next would stand."""
    for row in rows:
        set_row(sheet, top, row, xs, aligns, size=size, font=font)
        top += leading
    return top


def page_of(sheet: Sheet) -> Page:
    """The sheet as read."""
    return read_sheets(sheet)[0]


def rows_of(page: Page, table: Table | None = None) -> list[list[str]]:
    """The words of a table's cells, row by row, line ends as spaces; of the page's only table when none is given."""
    if table is None:
        (table,) = page.tables
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(" ".join(page.text[cell.start : cell.end].split()))
    return rows


def spans_of(page: Page, row: int) -> list[tuple[str, int, int, int]]:
    """Words, first column, columns and rows of the cells that begin in one row of the page's only table."""
    (table,) = page.tables
    cells = [cell for cell in table.cells if cell.row == row]
    return [(" ".join(page.text[c.start : c.end].split()), c.column, c.column_span, c.row_span) for c in cells]
