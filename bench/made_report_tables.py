"""Tables as statistical reports set them: labels with leader dots, headings on three levels, figures at the decimal point, raised marks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from made_contents import Cell
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

RAISED = 0.62
"""A raised mark (written `^1` behind its word) is so many times as high as the letters."""


@dataclass
class Entry:
    """A printed row: texts in each column, `` where nothing stands; how far its label is set in; white space above in lines."""

    texts: list[str]
    indent: int = 0
    bold: bool = False
    above: float = 0.0


@dataclass
class Body:
    """What a table says: headings, rows, and how each column is set: left, right, centre, decimal point, text on lines."""

    heads: list[Cell]
    head_rows: int
    entries: list[Entry]
    align: str
    widths: dict[int, float] = field(default_factory=dict)
    """Of columns of text, in letter heights."""


@dataclass
class Setting:
    """How a table is set."""

    font: str
    bold: str
    size: float
    leading: float
    gap: float
    leaders: bool = False
    rules: str = "none"
    head_at: str = "bottom"
    head_align: str = "c"
    spanner_rule: bool = True
    values_at: str = "last"
    hanging: float = 0.8
    bold_head: bool = False
    bands: int = 0
    dollars: bool = False


def setting_of(die: random.Random, *, small: bool = False) -> Setting:
    """How one table is set, by the die."""
    font, bold = die.choice(
        (("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold"), ("Helvetica", "Helvetica-Bold"), ("Courier", "Courier-Bold"))
    )
    size = die.choice((6, 6.5, 7, 8)) if small else die.choice((7.5, 8, 9, 10, 11, 12))
    if font == "Courier":
        size = min(size, 8)
    return Setting(
        font,
        bold,
        size,
        size * die.choice((1.12, 1.2, 1.3, 1.5, 1.9)),
        size * die.choice((1.0, 1.4, 2.0, 3.0, 4.0)),
        leaders=die.random() < 0.35,
        rules=die.choice(("none", "none", "none", "head", "head and foot", "head and foot", "above and below the head")),
        head_at=die.choice(("bottom", "bottom", "top")),
        head_align=die.choice(("c", "c", "as body")),
        spanner_rule=die.random() < 0.5,
        values_at=die.choice(("last", "first")),
        hanging=die.choice((0.0, 0.8, 1.6)),
        bold_head=die.random() < 0.4,
        bands=die.choice((0, 0, 0, 0, 1, 2, 5)),
        dollars=die.random() < 0.15,
    )  # fmt: skip


def plain(text: str) -> str:
    """A text without the signs that raise its marks."""
    return text.replace("^", "")


def width_of(text: str, font: str, size: float) -> float:
    words, _, mark = text.partition("^")
    return stringWidth(words, font, size) + stringWidth(mark, font, size * RAISED)


def draw(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Set a text with its raised mark, its left end at `x`."""
    words, _, mark = text.partition("^")
    canvas.setFont(font, size)
    canvas.drawString(x, y, words)
    if mark:
        canvas.setFont(font, size * RAISED)
        canvas.drawString(x + stringWidth(words, font, size) + 0.3, y + size * 0.35, mark)


class Setter:
    """A table being set on a canvas from the top down; its true cells."""

    def __init__(self, canvas: Canvas, body: Body, setting: Setting, x: float, y: float, most: float, stub: float) -> None:
        self.canvas, self.body, self.set, self.x, self.y = canvas, body, setting, x, y
        self.true: list[Cell] = []
        self.dollars: set[int] = set()
        self._measure(most, stub)

    def _measure(self, most: float, stub: float) -> None:
        """The left sides and widths of the columns; letters shrink and gaps close until the table is not wider than `most`."""
        s = self.set
        while True:
            self.widths = [self._width(n, stub) for n in range(len(self.body.align))]
            self._widen()
            total = sum(self.widths) + s.gap * (len(self.widths) - 1)
            if total <= most or s.size < 5:
                break
            s.size, s.leading = s.size * 0.94, s.leading * 0.94
            s.gap = max(s.gap * 0.88, s.size * 0.75)
            stub *= 0.96
        self.lefts = [self.x + sum(self.widths[:n]) + s.gap * n for n in range(len(self.widths))]
        self.right = self.lefts[-1] + self.widths[-1]

    def _width(self, column: int, stub: float) -> float:
        s, align = self.set, self.body.align[column]
        texts = [entry.texts[column] for entry in self.body.entries if len(entry.texts) > column]
        heads = [word for _, _, first, last, text in self.body.heads if first == last == column for word in text.split()]
        head = max([width_of(word, s.bold if s.bold_head else s.font, s.size) for word in heads], default=0.0)
        if align == "t":
            return max(self.body.widths.get(column, 12) * s.size, head)
        most = max([width_of(text, s.bold, s.size) for text in texts], default=0.0)
        if align == "d":
            parts = [text.partition(".") for text in texts]
            left = max(width_of(a, s.font, s.size) for a, _, _ in parts)
            self.after = getattr(self, "after", {})
            self.after[column] = max(width_of(b + c, s.font, s.size) for _, b, c in parts)
            most = left + self.after[column]
        if column == 0:
            indents = max([entry.indent for entry in self.body.entries], default=0)
            most = min(most + indents * s.size, stub)
        return max(most, head)

    def _widen(self) -> None:
        """Make columns wider below headings over several that do not fit on two lines."""
        s = self.set
        for _, _, first, last, text in self.body.heads:
            if last > first:
                have = sum(self.widths[first : last + 1]) + s.gap * (last - first)
                words = max(width_of(word, s.bold, s.size) for word in text.split())
                need = max(words, width_of(text, s.bold, s.size) * 0.6) + s.size
                for column in range(first, last + 1):
                    self.widths[column] += max(0.0, need - have) / (last - first + 1)

    def run(self, entries: Sequence[Entry] | None = None) -> float:
        """Set headings and rows; the height at which the table ends."""
        s, canvas = self.set, self.canvas
        top = self.y + s.size
        self._heads()
        canvas.setLineWidth(0.5)
        below = self.y + s.leading - s.size * 0.45
        if s.rules != "none" and self.body.head_rows:
            canvas.line(self.x, below, self.right, below)
            if s.rules != "head":
                canvas.line(self.x, top + 2, self.right, top + 2)
        self.y -= s.size * 0.3
        shown = self.body.entries if entries is None else entries
        for number, entry in enumerate(shown):
            self._entry(number, entry)
        if s.rules == "head and foot":
            canvas.line(self.x, self.y + s.leading - s.size * 0.4, self.right, self.y + s.leading - s.size * 0.4)
        return self.y

    def _heads(self) -> None:
        s, font = self.set, self.set.bold if self.set.bold_head else self.set.font
        lead = s.size * 1.12
        wrapped = [self._head_lines(cell, font) for cell in self.body.heads]
        levels = self.body.head_rows
        height = [0] * levels
        for cell, lines in zip(self.body.heads, wrapped, strict=True):
            if cell[0] == cell[1]:
                height[cell[0]] = max(height[cell[0]], len(lines))
        for cell, lines in zip(self.body.heads, wrapped, strict=True):
            have = sum(height[cell[0] : cell[1] + 1])
            if len(lines) > have:
                height[cell[1]] += len(lines) - have
        extra = s.size * 0.35
        tops = [self.y - sum(height[:n]) * lead - extra * n for n in range(levels + 1)]
        for cell, lines in zip(self.body.heads, wrapped, strict=True):
            spare = sum(height[cell[0] : cell[1] + 1]) - len(lines)
            y = tops[cell[0]] - (spare * lead + extra * (cell[1] - cell[0]) if s.head_at == "bottom" else 0)
            left, width = self.lefts[cell[2]], self.lefts[cell[3]] + self.widths[cell[3]] - self.lefts[cell[2]]
            align = "c" if cell[2] != cell[3] or (s.head_align == "c" and cell[2]) else self.body.align[cell[2]]
            for line in lines:
                used = width_of(line, font, s.size)
                x = left + {"c": (width - used) / 2, "r": width - used, "d": width - used}.get(align, 0.0)
                draw(self.canvas, x, y, line, font, s.size)
                y -= lead
            if cell[2] != cell[3] and s.spanner_rule:
                self.canvas.setLineWidth(0.4)
                self.canvas.line(left, y + lead - s.size * 0.3, left + width, y + lead - s.size * 0.3)
            self.true.append((*cell[:4], plain(cell[4])))
        if levels:
            self.y = tops[-1] - (s.leading - lead)

    def _head_lines(self, cell: Cell, font: str) -> list[str]:
        width = self.lefts[cell[3]] + self.widths[cell[3]] - self.lefts[cell[2]]
        return simpleSplit(cell[4], font, self.set.size, width + 0.5) or [cell[4]]

    def _entry(self, number: int, entry: Entry) -> None:
        s = self.set
        self.y -= entry.above * s.leading
        font = s.bold if entry.bold else s.font
        indent = entry.indent * s.size
        lead = s.size * 1.1
        alone = not any(entry.texts[1:])
        columns: list[list[str]] = []
        for n, text in enumerate(entry.texts):
            width = self.widths[n] - (indent if n == 0 else 0)
            if n == 0 and not alone:
                columns.append(self._hung(text, font, width))
            elif self.body.align[n] == "t":
                columns.append(simpleSplit(text, font, s.size, width))
            else:
                columns.append([text] if text else [])
        height = max([len(lines) for lines in columns], default=1)
        if s.bands and (number // s.bands) % 2 == 0:
            self.canvas.setFillGray(0.9)
            low = self.y - (height - 1) * lead - s.size * 0.3
            self.canvas.rect(self.x - 3, low, self.right - self.x + 6, self.y + s.leading - s.size * 0.3 - low, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        for n, lines in enumerate(columns):
            figure = self.body.align[n] in "rcd" and n > 0
            y = self.y - ((len(columns[0]) - 1) * lead if figure and s.values_at == "last" and columns[0] else 0)
            for at, line in enumerate(lines):
                self._set(n, line, y, font, indent + (s.hanging * s.size if n == 0 and at and not alone else 0), entry)
                y -= lead
            if lines:
                row = self.body.head_rows + number
                self.true.append((row, row, n, n, ("$" if (number, n) in self.dollars else "") + plain(entry.texts[n])))
        self.y -= (height - 1) * lead + s.leading

    def _hung(self, text: str, font: str, width: float) -> list[str]:
        lines = simpleSplit(text, font, self.set.size, width)
        if len(lines) > 1:
            rest = " ".join(lines[1:])
            return [lines[0], *simpleSplit(rest, font, self.set.size, width - self.set.hanging * self.set.size)]
        return lines

    def _set(self, column: int, text: str, y: float, font: str, indent: float, entry: Entry) -> None:
        s, left, width = self.set, self.lefts[column], self.widths[column]
        used = width_of(text, font, s.size)
        align = self.body.align[column]
        x = left + indent
        if column and align == "r":
            x = left + width - used
        elif column and align == "c":
            x = left + (width - used) / 2
        elif column and align == "d":
            whole = text.partition(".")[0]
            x = left + width - self.after[column] - width_of(whole, font, s.size)
        draw(self.canvas, x, y, text, font, s.size)
        number = self.body.entries.index(entry)
        if column and align in "rd" and s.dollars and text[0].isdigit() and (number == 0 or number == len(self.body.entries) - 1):
            self.canvas.drawString(left - s.size * 0.6, y, "$")
            self.dollars.add((number, column))
        if column == 0 and s.leaders and any(entry.texts[1:]):
            first = next(n for n, other in enumerate(entry.texts) if n and other)
            end = self.lefts[1] - s.gap * 0.3 if first else 0
            dots = int((end - x - used - 2) / stringWidth(".", s.font, s.size))
            if dots > 2 and text == self._hung(entry.texts[0], font, self.widths[0] - entry.indent * s.size)[-1]:
                self.canvas.setFont(s.font, s.size)
                self.canvas.drawString(x + used + 2, y, "." * dots)
