"""Pages of statistical reports of our own making, most tables of which have no rules, each with its truth.

    python bench/made_reports.py FOLDER [--seed N]

After the yearbooks of statistics and the reports of agencies: several tables above each other, in one column of pages set in two, beside
running text, landscape and turned pages, tables that go on overleaf; and pages that hold none though their words stand apart: contents,
addresses, signatures, formulas, charts, references, an index, lists with tabs. Made by a die with a fixed seed (see `made_tables.py`).
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from made_contents import Cell
from made_leaves import Leaf
from made_lookalikes import without_tables
from made_report_bodies import BODIES, Body, pairs, ranking, yearbook, years
from made_report_tables import Setter, setting_of
from made_tables import write_truth
from reportlab.lib.pagesizes import LETTER

MOST_WORDS = 60
"""Words of a paragraph."""


def one_or_more(path: Path, die: random.Random) -> list[list[Cell]]:
    """One table to three above each other, among paragraphs or not."""
    leaf = Leaf(path, die)
    leaf.flush = die.random() < 0.5
    talk = die.random() < 0.7
    setting = setting_of(die)
    for number in range(die.choice((1, 1, 2, 3))):
        if talk:
            leaf.prose(72, 468, die.randint(20, MOST_WORDS), numbers=True)
        body = die.choice(BODIES)(die)
        room = leaf.y - 60 - setting.size * 8
        body.entries = body.entries[: max(3, int(room / (setting.leading * 1.4)))]
        if number and room < 60:
            break
        leaf.table(body, setting if die.random() < 0.6 else setting_of(die), 72, die.choice((468, 468, 380)), number + 1)
    if talk and leaf.y > 120:
        leaf.prose(72, 468, 40, numbers=True)
    leaf.canvas.save()
    return leaf.tables


def in_a_column(path: Path, die: random.Random) -> list[list[Cell]]:
    """A page in two columns with a narrow gutter, a table or two in one of them, running text above, below and beside."""
    leaf = Leaf(path, die)
    leaf.flush = die.random() < 0.6
    gutter = die.choice((14, 18, 24))
    width = (504 - gutter) / 2
    lefts = (54.0, 54.0 + width + gutter)
    here = die.choice((0, 1))
    top = leaf.y
    for side in (0, 1):
        leaf.y = top
        leaf.prose(lefts[side], width, die.randint(30, 90), numbers=True)
        if side == here:
            for number in range(die.choice((1, 1, 2))):
                body = die.choice((pairs, ranking, years, yearbook, yearbook))(die)
                while len(body.align) > 5:
                    body = die.choice((pairs, ranking, yearbook))(die)
                body.entries = body.entries[:9]
                leaf.table(body, setting_of(die, small=True), lefts[side], width, number + 1)
        while leaf.y > 140:
            leaf.prose(lefts[side], width, die.randint(25, 60), numbers=True)
    leaf.canvas.save()
    return leaf.tables


def sideways(path: Path, die: random.Random) -> list[list[Cell]]:
    """A wide table on a landscape page, or on a portrait page that is turned, or whose words are."""
    how = die.choice(("landscape", "turned page", "turned words"))
    leaf = Leaf(path, die, LETTER if how == "turned words" else (LETTER[1], LETTER[0]))
    body = yearbook(die)
    while len(body.align) < 6:
        body = die.choice((yearbook, years))(die)
    body.entries = body.entries[:18]
    setting = setting_of(die, small=True)
    if how != "landscape":
        leaf.canvas.translate(LETTER[0], 0)
        leaf.canvas.rotate(90)
        leaf.y = LETTER[0] - 72
        if how == "turned page":
            leaf.canvas.setPageRotation(90)
    leaf.table(body, setting, 60, 660)
    leaf.canvas.save()
    return leaf.tables


def overleaf(path: Path, die: random.Random) -> list[list[Cell]]:
    """A long table that goes on on the next page, its headings printed again or not."""
    leaf = Leaf(path, die)
    body = years(die) if die.random() < 0.3 else yearbook(die)
    while len(body.entries) < 12:
        body = yearbook(die)
    setting = setting_of(die)
    setting.bands = 0
    cut = len(body.entries) // 2
    for part, entries in enumerate((body.entries[:cut], body.entries[cut:])):
        leaf.y = leaf.height - 72
        again = part == 0 or die.random() < 0.7
        shown = Body(body.heads if again else [], body.head_rows if again else 0, entries, body.align)
        if part == 0:
            leaf.prose(72, 468, 50)
        elif again:
            leaf.line(72, "Table 1—Continued", bold=True, gap=2)
        setter = Setter(leaf.canvas, shown, setting, 72, leaf.y, 468, 170)
        leaf.y = setter.run()
        leaf.tables.append(setter.true)
        if part:
            leaf.y -= 20
            leaf.prose(72, 468, 50)
        leaf.canvas.showPage()
    leaf.canvas.save()
    return leaf.tables


def beside_prose(path: Path, die: random.Random) -> list[list[Cell]]:
    """A small table that running text stands beside, above and below."""
    leaf = Leaf(path, die)
    leaf.flush = die.random() < 0.5
    leaf.prose(72, 468, 60)
    start = leaf.y
    body = die.choice((pairs, ranking))(die)
    body.entries = body.entries[:10]
    leaf.table(body, setting_of(die, small=True), 330, 210)
    end, leaf.y = leaf.y, start
    while leaf.y > end + 30:
        leaf.prose(72, 235, die.randint(20, 50))
    leaf.y = min(leaf.y, end)
    leaf.prose(72, 468, 60)
    leaf.canvas.save()
    return leaf.tables


PAGES = (one_or_more, one_or_more, one_or_more, one_or_more, in_a_column, in_a_column, sideways, overleaf, beside_prose)


def make(folder: Path, seed: int = 1, tables: int = 80, others: int = 24) -> None:
    """Write reports with tables and pages without into a folder, each with its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(tables + others):
        die = random.Random(seed * 20_000 + number)
        path = folder / f"report-{seed}-{number:03}.pdf"
        write_truth(path, die.choice(PAGES)(path, die) if number < tables else without_tables(path, die))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    make(arguments.folder, arguments.seed)
