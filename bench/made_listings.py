"""Pages of our own making in typewriter's type, as offices print listings of figures, each with its truth.

    python bench/made_listings.py FOLDER [--seed N]

A line is one text from margin to margin: nothing but spaces, one to four of them, stands between two columns. Labels go on over several
lines and are set in by groups, dots lead from them, dashes stand for rules, a line of units stands across the figures. Made by a die with
a fixed seed (see `made_tables.py`).
"""

from __future__ import annotations

import argparse
import random
import textwrap
from pathlib import Path

from made_contents import Cell, sentence
from made_report_bodies import Body, pairs, ranking, yearbook, years
from made_report_tables import plain
from made_tables import write_truth
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

PITCH = 0.6
"""The width of every letter, in letter heights."""
UNITS = ("Percent", "Number in thousands", "Dollars per acre")


def body_of(die: random.Random) -> Body:
    """What a listing says: headings on one level at the most, not too many columns."""
    while True:
        body = die.choice((pairs, ranking, yearbook, years))(die)
        if body.head_rows <= 1 and len(body.align) < 9:
            return body


def listed(body: Body, die: random.Random) -> tuple[list[str], list[Cell]]:
    """The lines of a table and its true cells."""
    count = len(body.align)
    gap, most = die.choice((1, 2, 3, 4)), die.choice((16, 24, 34))
    dots, rules, units = die.random() < 0.4, die.random() < 0.5, die.random() < 0.3 and count > 3
    names = {first: text for _, _, first, _, text in body.heads}
    texts = [[plain(text) for text in entry.texts] for entry in body.entries]
    heads = [textwrap.wrap(names.get(n, ""), 11, break_long_words=False) for n in range(count)]
    widths = [max(len(text) for text in [*heads[n], *(row[n] for row in texts)]) for n in range(count)]
    widths[0] = min(most, widths[0] + 2)
    full = sum(widths) + gap * (count - 1)
    lines: list[str] = []
    true: list[Cell] = []

    def put(parts: list[str]) -> None:
        labels = [part.ljust(widths[n]) if n == 0 or body.align[n] == "l" else part.rjust(widths[n]) for n, part in enumerate(parts)]
        lines.append((" " * gap).join(labels).rstrip())

    rule = "-" * full if rules else ""
    if body.head_rows:
        lines.append(rule)
        tall = max(map(len, heads))
        for at in range(tall):
            put([head[at - tall + len(head)] if at >= tall - len(head) else "" for head in heads])
        true += [(0, 0, n, n, names[n]) for n in names]
        lines.append(rule)
    row = body.head_rows
    if units and row:
        unit = die.choice(UNITS)
        lines += [(" " * (widths[0] + gap) + unit.center(full - widths[0] - gap)).rstrip(), ""]
        true.append((row, row, 1, count - 1, unit))
        row += 1
    for entry, cells in zip(body.entries, texts, strict=True):
        label = textwrap.wrap(cells[0], max(8, widths[0] - 2 * entry.indent), subsequent_indent=" ") or [""]
        for part in label[:-1]:
            lines.append("  " * entry.indent + part)
        last = "  " * entry.indent + label[-1]
        led = any(cells[1:]) and dots and len(last) + 4 < widths[0]
        put([last + " " + "." * (widths[0] - len(last) - 1) if led else last, *cells[1:]])
        true += [(row, row, n, n, text) for n, text in enumerate(cells) if text]
        row += 1
    return [*lines, rule], true


def page(path: Path, die: random.Random) -> list[list[Cell]]:
    """A page with one listing or two among paragraphs; the true cells of each."""
    size, lead = die.choice((7.0, 8.0, 9.0)), die.choice((1.0, 1.15, 1.3))
    most = int((LETTER[0] - 80) / (size * PITCH))
    room = int((LETTER[1] - 90) / (size * lead))
    lines: list[str] = []
    tables: list[list[Cell]] = []
    for number in range(die.choice((1, 2))):
        text, true = listed(body_of(die), die)
        said = [*textwrap.wrap(sentence(die, die.randint(20, 50)), min(most, 78)), "", f"Table {number + 1}. {sentence(die, 5)}", ""]
        if max(map(len, text)) <= most and len(lines) + len(said) + len(text) < room:
            lines += [*said, *text, ""]
            tables.append(true)
    lines += textwrap.wrap(sentence(die, 40), min(most, 78))
    canvas = Canvas(str(path), pagesize=LETTER, invariant=1)
    canvas.setFont("Courier", size)
    for at, line in enumerate(lines):
        canvas.drawString(40, LETTER[1] - 50 - at * size * lead, line)
    canvas.save()
    return tables


def make(folder: Path, seed: int = 1, pages: int = 60) -> None:
    """Write listings into a folder, each with its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        die = random.Random(seed * 40_000 + number)
        path = folder / f"listing-{seed}-{number:03}.pdf"
        write_truth(path, page(path, die))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    make(arguments.folder, arguments.seed)
