"""A page of a report of our own making as it is set from the top down: paragraphs, lines, tables with captions and notes."""

from __future__ import annotations

import random
from pathlib import Path

from made_contents import Cell, sentence
from made_report_bodies import Body
from made_report_tables import Setter, Setting
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

NOTES = (
    "¹ Includes those not stated.",
    "Source: Annual survey of districts.",
    "NOTE: Parts may not add to totals because of rounding.",
    "— Represents zero.",
    "(D) Withheld to avoid disclosure.",
)
UNITS = ("[In thousands of dollars]", "[Number of persons unless noted]", "(percent)")


class Leaf:
    """A page being set: its canvas, how far down it is, the true cells of its tables."""

    def __init__(self, path: Path, die: random.Random, pagesize: tuple[float, float] = LETTER) -> None:
        self.canvas = Canvas(str(path), pagesize=pagesize, invariant=1)
        self.die, self.width, self.height = die, *pagesize
        self.font, self.bold = die.choice((("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold")))
        self.size = die.choice((9.0, 10.0, 11.0))
        self.y = self.height - 72
        self.flush = False
        self.tables: list[list[Cell]] = []

    def prose(self, x: float, width: float, words: int, *, numbers: bool = False) -> None:
        """A paragraph, set flush on both sides now and then, with figures when asked."""
        text = sentence(self.die, words)
        if numbers:
            text = " ".join(f"{self.die.randint(2, 9000):,}" if self.die.random() < 0.12 else word for word in text.split())
        lines = simpleSplit(text, self.font, self.size, width)
        for at, line in enumerate(lines):
            self.canvas.setFont(self.font, self.size)
            spare = width - stringWidth(line, self.font, self.size)
            words_apart = spare / max(line.count(" "), 1) if self.flush and at < len(lines) - 1 else 0.0
            self.canvas.drawString(x, self.y, line, wordSpace=words_apart)
            self.y -= self.size * 1.2
        self.y -= self.size * 0.7

    def line(
        self, x: float, text: str, *, bold: bool = False, size: float | None = None, gap: float = 1.4, middle: float | None = None
    ) -> None:
        size = size or self.size
        self.canvas.setFont(self.bold if bold else self.font, size)
        if middle is not None:
            self.canvas.drawCentredString(middle, self.y, text)
        else:
            self.canvas.drawString(x, self.y, text)
        self.y -= size * gap

    def table(self, body: Body, setting: Setting, x: float, most: float, number: int = 1) -> None:
        """A table with its caption above and a note below, as the die says."""
        die = self.die
        stub = most * die.choice((0.28, 0.36, 0.5))
        if die.random() < 0.8:
            caption = die.choice(
                (f"Table {number}. {sentence(die, 6)}", f"TABLE {number}.—{sentence(die, 5)[:-1].upper()}", sentence(die, 5)[:-1])
            )
            for line in simpleSplit(caption, self.bold, self.size, most):
                self.line(x, line, bold=True, gap=1.2)
            if die.random() < 0.3:
                self.line(x, die.choice(UNITS), gap=1.2)
            self.y -= self.size * die.choice((0.4, 0.8, 1.4))
        setter = Setter(self.canvas, body, setting, x, self.y, most, stub)
        self.y = setter.run() - self.size * 0.5
        self.tables.append(setter.true)
        if die.random() < 0.55:
            for note in die.sample(NOTES, die.choice((1, 2))):
                self.line(x, note, size=min(8.0, setting.size), gap=1.2)
        self.y -= self.size * die.choice((0.8, 1.5))
