"""Tables as councils print them, for the sample: ruled or not, cut by a page's end, with first cells merged downwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor, black
from reportlab.platypus import Flowable, Paragraph

PADDING = 3.5
BETWEEN = 2.0


@dataclass(frozen=True)
class Row:
    """A row: paragraphs and fill for each cell. A row that continues another has no rule above its first cell."""

    cells: list[list[Paragraph]]
    fills: list[str | None]
    continues: bool = False
    band: bool = False


@dataclass(frozen=True)
class Form:
    """How a table looks: widths of its columns in points, and its rules.

    `rules` is `all`, `rows`, `columns` (no rule between rows that continue one another) or `none`. A row may be cut by a
    page's end unless `whole_rows`; `repeat` prints the header again on the next page.
    """

    widths: list[float]
    rules: str = "all"
    repeat: bool = True
    whole_rows: bool = False
    line: float = 0.6
    colour: str | None = None


def height_of(paragraphs: list[Paragraph], width: float) -> float:
    """The height in points of a cell's paragraphs one under the other, with the cell's padding."""
    heights = [paragraph.wrap(width - 2 * PADDING, 10000)[1] for paragraph in paragraphs]
    return float(sum(heights)) + BETWEEN * max(0, len(heights) - 1) + 2 * PADDING


def cut_cell(paragraphs: list[Paragraph], width: float, room: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """A cell's paragraphs above and below a cut `room` points down, padding included."""
    above: list[Paragraph] = []
    left = room - 2 * PADDING
    for index, paragraph in enumerate(paragraphs):
        height = paragraph.wrap(width - 2 * PADDING, 10000)[1]
        if height <= left:
            above.append(paragraph)
            left -= height + BETWEEN
            continue
        parts = paragraph.split(width - 2 * PADDING, left) if left > 0 else []
        return above + parts[:1], parts[1:] + paragraphs[index + 1 :] if parts else paragraphs[index:]
    return above, []


class Grid(Flowable):  # type: ignore[misc]
    """A table that platypus can place: it cuts itself where the page ends."""

    def __init__(self, form: Form, rows: list[Row], header: list[Row]) -> None:
        super().__init__()
        self.form, self.rows, self.header = form, rows, header

    def row_width(self, row: Row, column: int) -> float:
        """The width of a cell; a band runs over the columns that its row has no cells for."""
        widths = self.form.widths
        return sum(widths[column:]) if row.band and column == len(row.cells) - 1 else widths[column]

    def row_height(self, row: Row) -> float:
        return max((height_of(cell, self.row_width(row, column)) for column, cell in enumerate(row.cells)), default=0.0)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return sum(self.form.widths), sum(self.row_height(row) for row in [*self.header, *self.rows])

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        room = available_height - sum(self.row_height(row) for row in self.header)
        for index, row in enumerate(self.rows):
            height = self.row_height(row)
            if height <= room:
                room -= height
                continue
            above, below = self.cut(row, room)
            head, tail = self.rows[:index] + above, below + self.rows[index + 1 :]
            if not head:
                return []
            return [Grid(self.form, head, self.header), Grid(self.form, tail, self.header if self.form.repeat else [])]
        return [self]

    def cut(self, row: Row, room: float) -> tuple[list[Row], list[Row]]:
        """A row as what stands above and below the page's end; uncut when too little of it would stand above."""
        if self.form.whole_rows or room < 30:
            return [], [row]
        pairs = [cut_cell(cell, self.row_width(row, column), room) for column, cell in enumerate(row.cells)]
        if not any(below for _, below in pairs) or not any(above for above, _ in pairs):
            return [], [row]
        above, below = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return [replace(row, cells=above)], [replace(row, cells=below, continues=True)]

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setLineWidth(self.form.line)
        canvas.setStrokeColor(HexColor(self.form.colour) if self.form.colour else black)
        rows = [*self.header, *self.rows]
        top = sum(self.row_height(row) for row in rows)
        for index, row in enumerate(rows):
            height = self.row_height(row)
            self.draw_row(row, top, height, first=index == 0 or index == len(self.header))
            top -= height
        if self.form.rules != "none":
            canvas.line(0, 0, sum(self.form.widths), 0)
        canvas.restoreState()

    def draw_row(self, row: Row, top: float, height: float, first: bool) -> None:
        canvas, left = self.canv, 0.0
        for column, cell in enumerate(row.cells):
            width = self.row_width(row, column)
            fill = row.fills[column]
            if fill:
                canvas.setFillColor(HexColor(fill))
                canvas.rect(left, top - height, width, height, stroke=0, fill=1)
                canvas.setFillColor(black)
            y = top - PADDING
            for paragraph in cell:
                _, tall = paragraph.wrap(width - 2 * PADDING, 10000)
                paragraph.drawOn(canvas, left + PADDING, y - tall)
                y -= tall + BETWEEN
            if self.form.rules in ("all", "columns"):
                canvas.line(left, top, left, top - height)
                canvas.line(left + width, top, left + width, top - height)
            merged = row.continues and (column == 0 or self.form.rules == "columns")
            if self.form.rules != "none" and (first or not merged):
                canvas.line(left, top, left + width, top)
            left += width
