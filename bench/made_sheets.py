"""How the tables of our own making are set: type, distances, rules and stripes, on a page with the true cells kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from made_contents import Cell, Content, sentence
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

DRAWN = ("nothing", "nothing", "nothing", "head rule", "three rules", "stripes", "striped cells", "painted head", "frame")


@dataclass
class Style:
    """How a table looks."""

    font: str
    bold: str
    size: float
    pitch: float
    gap: float
    label_width: float
    drawn: str
    leaders: bool
    unit_apart: bool
    head_bottom: bool
    values_at: str
    bold_head: bool
    indent: float
    marks: bool
    breathe: bool
    spanner_rule: bool
    turned: bool


def style_of(die: random.Random, *, texts_only: bool) -> Style:
    serif = die.random() < 0.4
    size = die.choice((7, 8, 9, 9, 10, 10, 11))
    return Style(
        font="Times-Roman" if serif else "Helvetica",
        bold="Times-Bold" if serif else "Helvetica-Bold",
        size=size,
        pitch=size * die.choice((1.2, 1.3, 1.5, 1.8)),
        gap=die.choice((9, 14, 20, 30)),
        label_width=die.choice((90, 120, 170)),
        drawn=die.choice(DRAWN),
        leaders=not texts_only and die.random() < 0.12,
        unit_apart=die.random() < 0.12,
        head_bottom=die.random() < 0.7,
        values_at=die.choice(("top", "top", "bottom", "middle")),
        bold_head=texts_only or die.random() < 0.6,
        indent=die.choice((0, 0, 8, 14)),
        marks=not texts_only and die.random() < 0.2,
        breathe=die.random() < 0.15,
        spanner_rule=die.random() < 0.5,
        turned=not texts_only and die.random() < 0.06,
    )


class Sheet:
    """A page being set from the top down, and the true cells of its tables."""

    def __init__(self, path: Path, die: random.Random, pagesize: tuple[float, float] = A4) -> None:
        self.canvas = Canvas(str(path), pagesize=pagesize, invariant=1)
        self.die, self.width, self.height = die, *pagesize
        self.y = self.height - 72
        self.tables: list[list[Cell]] = []

    def text(self, x: float, width: float, words: int, *, font: str = "Helvetica", size: float = 10.0) -> None:
        """A paragraph of running text."""
        for line in simpleSplit(sentence(self.die, words), font, size, width):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, line)
            self.y -= size * 1.25
        self.y -= size * 0.7

    def line(self, x: float, words: str, *, font: str = "Helvetica", size: float = 10.0, gap: float = 1.4) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, words)
        self.y -= size * gap

    def table(self, content: Content, style: Style, x: float, most: float) -> None:
        """Set a table with its left side at `x`, at most `most` points wide, and keep its true cells."""
        size, count = style.size, len(content.align)
        widths = self._widths(content, style)
        while sum(widths) + style.gap * (count - 1) > most and size > 6:
            size -= 1
            style.size, style.pitch, style.gap = size, style.pitch * 0.9, max(8.0, style.gap * 0.8)
            style.label_width *= 0.85
            widths = self._widths(content, style)
        if style.unit_apart:
            style.gap = max(style.gap, 2 * style.size)
        lefts = [x + sum(widths[:n]) + style.gap * n for n in range(count)]
        right = lefts[-1] + widths[-1]
        top = self.y + size
        true: list[Cell] = []
        if style.drawn == "painted head" and content.heads:
            self._behind(lefts[0] - 3, self.y - self._head_height(content, style, lefts, widths) + size, right + 3, top + 2, 0.85)
        self._heads(content, style, lefts, widths, true)
        below_head = self.y + size * 0.9
        for number in range(len(content.rows)):
            self._row(number, content, style, lefts, widths, true)
        bottom = self.y + style.pitch - size * 0.5
        self.canvas.setLineWidth(0.6)
        if style.drawn in ("head rule", "three rules", "frame") and content.heads:
            self.canvas.line(lefts[0] - 2, below_head, right + 2, below_head)
        if style.drawn == "three rules":
            self.canvas.line(lefts[0] - 2, top + 2, right + 2, top + 2)
            self.canvas.line(lefts[0] - 2, bottom, right + 2, bottom)
        if style.drawn == "frame":
            self.canvas.rect(lefts[0] - 4, bottom - 2, right - lefts[0] + 8, top - bottom + 6)
        self.tables.append(true)
        self.y -= size

    def _behind(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def _widths(self, content: Content, style: Style) -> list[float]:
        font = style.bold if style.bold_head else style.font
        widths: list[float] = []
        for column in range(len(content.align)):
            texts = [row[column] for row in content.rows if len(row) > column]
            most = max(stringWidth(text, style.bold, style.size) for text in texts)
            if content.align[column] == "l":
                most = min(most, style.label_width)
            heads = [text for _, _, first, last, text in content.heads if first == last == column]
            words = [word for text in heads for word in text.split()] if not style.turned or not column else ["Mm"]
            widths.append(max([most, *(stringWidth(word, font, style.size) for word in words)]))
        return widths

    def _place(self, words: str, left: float, width: float, align: str, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        if align == "r":
            self.canvas.drawRightString(left + width, self.y, words)
        elif align == "c":
            self.canvas.drawCentredString(left + width / 2, self.y, words)
        else:
            self.canvas.drawString(left, self.y, words)

    def _head_heights(self, content: Content, style: Style, lefts: Sequence[float], widths: Sequence[float]) -> list[int]:
        """The lines of each level of headings."""
        return [
            max([len(self._split(cell, style, lefts, widths)) for cell in content.heads if cell[1] == level], default=1)
            for level in range(content.head_rows)
        ]

    def _head_height(self, content: Content, style: Style, lefts: Sequence[float], widths: Sequence[float]) -> float:
        if style.turned and content.head_rows == 1:
            font = style.bold if style.bold_head else style.font
            return max(stringWidth(cell[4], font, style.size) for cell in content.heads) + style.pitch - style.size
        leading = style.size * 1.15
        return sum(lines * leading + (style.pitch - leading) * 0.6 for lines in self._head_heights(content, style, lefts, widths))

    def _heads(self, content: Content, style: Style, lefts: Sequence[float], widths: Sequence[float], true: list[Cell]) -> None:
        font, size = (style.bold if style.bold_head else style.font), style.size
        heights = self._head_heights(content, style, lefts, widths)
        if style.turned and content.head_rows == 1:
            self._turned_heads(content, style, lefts, widths, true)
            return
        for level, height in enumerate(heights):
            start = self.y
            for cell in content.heads:
                if cell[1] != level:
                    continue
                lines = self._split(cell, style, lefts, widths)
                width = lefts[cell[3]] + widths[cell[3]] - lefts[cell[2]]
                align = "c" if cell[2] != cell[3] else content.align[cell[2]]
                self.y = start - ((height - len(lines)) * size * 1.15 if style.head_bottom else 0)
                for line in lines:
                    self._place(line, lefts[cell[2]], width, align, font, size)
                    self.y -= size * 1.15
                true.append(cell)
                if style.spanner_rule and cell[2] != cell[3]:
                    y = start - (height - 1) * size * 1.15 - size * 0.28
                    self.canvas.setLineWidth(0.4)
                    self.canvas.line(lefts[cell[2]], y, lefts[cell[3]] + widths[cell[3]], y)
            self.y = start - height * size * 1.15 - (style.pitch - size * 1.15) * 0.6

    def _turned_heads(self, content: Content, style: Style, lefts: Sequence[float], widths: Sequence[float], true: list[Cell]) -> None:
        """Headings read from the bottom up, that over the labels upright."""
        font, size = (style.bold if style.bold_head else style.font), style.size
        down = self._head_height(content, style, lefts, widths) - style.pitch + size
        for cell in content.heads:
            if cell[2] == 0:
                self.y -= down
                self._place(cell[4], lefts[0], widths[0], "l", font, size)
                self.y += down
            else:
                self.canvas.saveState()
                self.canvas.translate(lefts[cell[2]] + widths[cell[2]] / 2 + size * 0.35, self.y - down)
                self.canvas.rotate(90)
                self.canvas.setFont(font, size)
                self.canvas.drawString(0, 0, cell[4])
                self.canvas.restoreState()
            true.append(cell)
        self.y -= down + style.pitch

    def _split(self, cell: Cell, style: Style, lefts: Sequence[float], widths: Sequence[float]) -> list[str]:
        font, size = (style.bold if style.bold_head else style.font), style.size
        width = lefts[cell[3]] + widths[cell[3]] - lefts[cell[2]]
        return simpleSplit(cell[4], font, size, width + 0.5) or [cell[4]]

    def _row(self, number: int, content: Content, style: Style, lefts: Sequence[float], widths: Sequence[float], true: list[Cell]) -> None:
        row, size = content.rows[number], style.size
        font = style.bold if number in content.totals or len(row) == 1 else style.font
        lines = [
            simpleSplit(text, font, size, widths[n] + 0.5) if content.align[n] == "l" and len(row) > 1 else [text]
            for n, text in enumerate(row)
        ]
        height = max(len(cell) for cell in lines)
        leading = size * 1.1
        grouped = any(len(other) == 1 for other in content.rows)
        first = next(n for n, other in enumerate(content.rows) if len(other) > 1)
        start = self.y
        if style.drawn in ("stripes", "striped cells") and number % 2 == 0:
            sides = [lefts[0] - 3, lefts[-1] + widths[-1] + 3]
            if style.drawn == "striped cells" and not (len(row) == 1 and content.centred):
                sides[1:1] = [left - style.gap / 2 for left in lefts[1:]]
            for left, right in pairwise(sides):
                self._behind(left, start - (height - 1) * leading - size * 0.35, right, start + size * 0.95, 0.9)
        if len(row) == 1 and content.centred:
            self.y = start
            self._place(row[0], lefts[0], lefts[-1] + widths[-1] - lefts[0], "c", font, size)
            true.append((content.head_rows + number, content.head_rows + number, 0, len(lefts) - 1, row[0]))
            lines = []
        for column, cell in enumerate(lines):
            spare = height - len(cell)
            down = {"top": 0.0, "bottom": float(spare), "middle": spare / 2}[style.values_at] if content.align[column] != "l" else 0.0
            self.y = start - down * leading
            indent = style.indent if column == 0 and grouped and len(row) > 1 and number not in content.totals else 0.0
            for text in cell:
                self._place(text, lefts[column] + indent, widths[column], content.align[column], font, size)
                self.y -= leading
            if style.unit_apart and column and content.align[column] == "r" and number in (first, len(content.rows) - 1):
                self.y += leading
                if row[column][:1].isdigit():
                    self.canvas.drawString(lefts[column] - size * 0.9, self.y, "$")
                    row[column] = "$" + row[column]
                self.y -= leading
            if style.marks and column == 0 and number % 4 == 1:
                end = lefts[0] + indent + stringWidth(cell[-1], font, size)
                self.canvas.setFont(font, size * 0.6)
                self.canvas.drawString(end + 0.5, self.y + leading + size * 0.35, str(number))
                row[0] += str(number)
            if style.leaders and column == 0 and len(row) > 1:
                end = lefts[0] + stringWidth(cell[-1], font, size)
                dots = int((lefts[1] - end - 4) / stringWidth(".", font, size)) - 2
                self.y += leading
                self.canvas.drawString(end + 4, self.y, "." * dots if dots > 3 else "")
            true.append((content.head_rows + number, content.head_rows + number, column, column, row[column]))
        self.y = start - (height - 1) * leading - style.pitch - (style.pitch * 0.6 if style.breathe and number % 5 == 4 else 0)
