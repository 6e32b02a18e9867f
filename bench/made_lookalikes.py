"""Pages of reports of our own making that hold no table though their words stand apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from made_contents import Cell, sentence
from made_leaves import Leaf
from made_report_bodies import LINES, NAMES, OFFICES, PLACES
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth


def without_tables(path: Path, die: random.Random) -> list[list[Cell]]:
    """A page that holds no table."""
    leaf = Leaf(path, die)
    leaf.line(72, sentence(die, 4)[:-1], bold=True, size=14, gap=2)
    whole, parts = die.choice(KINDS)
    if whole is not None:
        whole(leaf)
    for number in range(die.randint(6, 12)):
        parts(leaf, number)
    leaf.canvas.save()
    return []


def _put(leaf: Leaf, x: float, text: str, *, right: bool = False) -> None:
    leaf.canvas.setFont(leaf.font, leaf.size)
    (leaf.canvas.drawRightString if right else leaf.canvas.drawString)(x, leaf.y, text)


def _paragraph(leaf: Leaf, number: int) -> None:
    leaf.prose(72, 468, leaf.die.randint(20, 40), numbers=True)


def _nothing(leaf: Leaf, number: int) -> None:
    """Nothing more."""


def _contents(leaf: Leaf, number: int) -> None:
    die, x = leaf.die, 72 + (18 if number % 3 else 0)
    title = f"{number + 1}. {sentence(die, die.randint(2, 6))[:-1]}" if die.random() < 0.6 else f"Appendix {'ABCDEFGHIJKLM'[number]}"
    end = x + stringWidth(title, leaf.font, leaf.size) + 4
    _put(leaf, end, "." * int((500 - end) / stringWidth(".", leaf.font, leaf.size)))
    _put(leaf, 530, "iv" if not number and die.random() < 0.5 else str(number * 4 + 1), right=True)
    leaf.line(x, title)


def _addresses(leaf: Leaf, number: int) -> None:
    die = leaf.die
    if number > 3:
        return
    for line in range(4):
        for x in (72, 240, 400):
            street, town = f"{die.randint(1, 900)} {die.choice(PLACES)} Street", f"{die.choice(PLACES)}, {die.randint(10000, 99999)}"
            _put(leaf, x, (die.choice(NAMES), die.choice(OFFICES), street, town)[line])
        leaf.y -= leaf.size * 1.25
    leaf.y -= leaf.size


def _signatures(leaf: Leaf, number: int) -> None:
    die = leaf.die
    leaf.prose(72, 468, die.randint(20, 40))
    if number > 4:
        for left, right in ((die.choice(NAMES), f"{die.randint(1, 28)} May 2010"), ("Director", "Date")):
            _put(leaf, 72, left)
            _put(leaf, 330, right)
            leaf.y -= leaf.size * 1.3


def _formulas(leaf: Leaf, number: int) -> None:
    leaf.prose(72, 468, leaf.die.randint(10, 30))
    _put(leaf, 180, leaf.die.choice(("y = a x + b", "s2 = (n - 1) / n", "V = p q r + 0.5", "R(t) = 100 (1 - k)")))
    _put(leaf, 540, f"({number + 1})", right=True)
    leaf.y -= 22


def _references(leaf: Leaf, number: int) -> None:
    die = leaf.die
    pages = f"{die.randint(1, 300)}-{die.randint(301, 400)}"
    text = f"{die.choice(NAMES)}, {die.randint(1980, 2010)}, {sentence(die, 14)} v. {die.randint(1, 60)}, p. {pages}."
    for at, line in enumerate(simpleSplit(text, leaf.font, leaf.size, 440)):
        leaf.line(72 + (24 if at else 0), line, gap=1.2)


def _index(leaf: Leaf, number: int) -> None:
    die = leaf.die
    for _ in range(3):
        for x in (72, 240, 410):
            more = f", {die.randint(201, 400)}" if die.random() < 0.4 else ""
            _put(leaf, x, f"{die.choice(PLACES)}, {die.randint(1, 200)}{more}")
        leaf.y -= leaf.size * 1.2


def _tabs(leaf: Leaf, number: int) -> None:
    _put(leaf, 72, f"({'abcdefghijklmn'[number]})")
    leaf.prose(108, 420, leaf.die.randint(4, 40), numbers=True)


def _numbered(leaf: Leaf, number: int) -> None:
    _put(leaf, 72, f"{number // 3 + 1}.{number % 3 + 1}")
    leaf.prose(120, 400, leaf.die.randint(4, 40), numbers=True)


def _glossary(leaf: Leaf, number: int) -> None:
    _put(leaf, 72, leaf.die.choice(("acre", "census", "gauge", "median", "rate", "stock", "yield", "ward")))
    leaf.prose(170, 360, leaf.die.randint(6, 30))


def _letter(leaf: Leaf) -> None:
    for text, right in (("Agency of Records", "May 4, 2010"), ("12 Alder Street", "File 77-B"), ("Calder 10234", "Room 210")):
        _put(leaf, 72, text)
        _put(leaf, 540, right, right=True)
        leaf.y -= leaf.size * 1.3
    leaf.y -= 14


def _columns(leaf: Leaf) -> None:
    die = leaf.die
    leaf.flush = die.random() < 0.5
    three = die.random() < 0.4
    top = leaf.y
    for x in (54, 225, 396) if three else (54, 312):
        leaf.y = top
        for _ in range(5):
            leaf.prose(x, 160 if three else 240, die.randint(20, 50), numbers=True)


def _chart(leaf: Leaf) -> None:
    """Bars above a scale of years, or beside labels, with their values."""
    die, canvas = leaf.die, leaf.canvas
    leaf.prose(72, 468, 60, numbers=True)
    leaf.line(72, f"Figure 1. {sentence(die, 6)}", bold=True)
    top, low = leaf.y, leaf.y - 180
    canvas.setFont(leaf.font, 8)
    if die.random() < 0.5:
        for step in range(7):
            canvas.drawRightString(100, low + step * 28, f"{step * 20}")
        for n in range(8):
            x, value = 120 + n * 50, die.randint(10, 118)
            _bar(leaf, x, low, 24, value * 1.4)
            canvas.drawCentredString(x + 12, low + value * 1.4 + 3, str(value))
            canvas.drawCentredString(x + 12, low - 12, str(2000 + n))
    else:
        for n, label in enumerate(die.sample(LINES, 7)):
            y, value = top - 16 - n * 24, die.randint(10, 240)
            canvas.drawRightString(250, y, label[:40])
            _bar(leaf, 256, y - 4, value, 14)
            canvas.drawString(260 + value, y, f"{value / 2.4:.1f}")
        for step in range(6):
            canvas.drawCentredString(256 + step * 48, low - 8, str(step * 20))
    leaf.y = low - 34
    leaf.prose(72, 468, 60, numbers=True)


def _bar(leaf: Leaf, x: float, y: float, width: float, height: float) -> None:
    leaf.canvas.setFillGray(0.6)
    leaf.canvas.rect(x, y, width, height, stroke=0, fill=1)
    leaf.canvas.setFillGray(0)


KINDS: tuple[tuple[Callable[[Leaf], None] | None, Callable[[Leaf, int], None]], ...] = (
    (None, _contents), (None, _addresses), (None, _signatures), (None, _formulas), (None, _references), (None, _index), (None, _tabs),
    (None, _numbered), (None, _glossary), (_letter, _paragraph), (_columns, _nothing), (_chart, _nothing),
)  # fmt: skip
"""What a page opens with, and what it is made of."""
