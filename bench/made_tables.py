"""Papers of our own making with tables of which little or nothing is drawn, and pages that only look like tables, each with its truth.

    python bench/made_tables.py FOLDER [--seed N]

A paper is made by a die with a fixed seed: what the table holds (accounts, statistics by year, payments, works, plain texts), how many
columns and rows, headings on one or two levels or turned, labels on one line or two, groups and totals, how columns are aligned, how far
rows and columns stand apart, the type and its size, and what is drawn: nothing, a rule below the heading, three rules, stripes, a painted
heading, a frame. Tables stand among paragraphs with a caption and a note, beside a column of text, side by side, or on a slide; others of
the pages are agendas, contents, lists of people, columns of text, forms. The truth is what was meant when the words were set, in the form
of the ICDAR 2013 competition (`<paper>_<paper>-str.xml`), not what any reader sees.
"""

from __future__ import annotations

import argparse
import random
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from made_contents import WARDS, Cell, Content, payments, programme, sentence, statistics, texts
from made_sheets import Sheet, Style, style_of
from reportlab.pdfbase.pdfmetrics import stringWidth


def page_with_tables(path: Path, die: random.Random) -> list[list[Cell]]:
    """One page with a table or more; the true cells of each."""
    return die.choice((among_text, among_text, among_text, among_text, beside_text, side_by_side, on_a_slide))(path, die)


def among_text(path: Path, die: random.Random) -> list[list[Cell]]:
    """A table or two below each other, between paragraphs."""
    sheet = Sheet(path, die)
    left = die.choice((72, 72, 90))
    sheet.text(72, 450, die.randint(30, 70))
    for number in range(die.choice((1, 1, 2))):
        kind = die.choice((statistics, statistics, statistics, payments, programme, texts))
        captioned_table(sheet, number, kind(die), style_of(die, texts_only=kind is texts), left, 440.0)
        sheet.text(72, 450, die.randint(20, 60))
    sheet.canvas.save()
    return sheet.tables


def captioned_table(sheet: Sheet, number: int, content: Content, style: Style, left: float, most: float) -> None:
    """A table, mostly with a caption above, now and then with a note below."""
    die = sheet.die
    if die.random() < 0.7:
        caption = f"Table {number + 1}: {sentence(die, 5)[:-1]}"
        sheet.line(left, caption, font="Helvetica-Bold" if die.random() < 0.5 else "Helvetica", gap=die.choice((1.6, 2.4)))
    sheet.table(content, style, left, most)
    if die.random() < 0.5:
        note = die.choice(("Source: returns of the wardens.", "Note: figures may not add up.", "* Before charges."))
        sheet.line(left, note, size=8, gap=2.2)


def narrow(die: random.Random, most: int) -> Content:
    """Statistics of few columns."""
    content = statistics(die)
    while len(content.align) > most:
        content = statistics(die)
    return content


def beside_text(path: Path, die: random.Random) -> list[list[Cell]]:
    """A page in two columns: running text in one, a table or two in the other."""
    sheet = Sheet(path, die)
    text_left, left = die.choice(((60, 315), (320, 60)))
    for _ in range(7):
        sheet.text(text_left, 225, die.randint(40, 60))
    sheet.y = sheet.height - 110
    for number in range(die.choice((1, 2))):
        captioned_table(sheet, number, narrow(die, 4), style_of(die, texts_only=False), left, 210.0)
    sheet.canvas.save()
    return sheet.tables


def side_by_side(path: Path, die: random.Random) -> list[list[Cell]]:
    """Two tables at one height."""
    sheet = Sheet(path, die)
    sheet.text(60, 470, die.randint(30, 70))
    style = style_of(die, texts_only=False)
    start = sheet.y
    for left in (60, 315):
        sheet.y = start
        sheet.table(narrow(die, 4), style, left, 215.0)
    sheet.canvas.save()
    return sheet.tables


def on_a_slide(path: Path, die: random.Random) -> list[list[Cell]]:
    """A slide with a title, a few points, and a table below or beside them."""
    sheet = Sheet(path, die, (842.0, 595.0))
    sheet.line(50, sentence(die, 4)[:-1], font="Helvetica-Bold", size=26, gap=1.8)
    beside = die.random() < 0.5
    start = sheet.y
    for _ in range(die.randint(2, 4)):
        sheet.line(50, "• " + sentence(die, 4)[:-1], size=15, gap=1.7)
    style = style_of(die, texts_only=False)
    scale = die.choice((1.3, 1.5))
    style.size, style.pitch = style.size * scale, style.pitch * scale
    style.gap, style.label_width = style.gap * scale, style.label_width * scale
    if beside:
        sheet.y = start - 20
    sheet.table(narrow(die, 5), style, 400 if beside else 60, 400.0 if beside else 700.0)
    sheet.canvas.save()
    return sheet.tables


def page_without(path: Path, die: random.Random) -> list[list[Cell]]:
    """One page that holds no table though its words stand apart: agendas, contents, lists of people, columns of text, forms."""
    sheet = Sheet(path, die)
    canvas = sheet.canvas
    kind = die.choice(("agenda", "contents", "people", "columns", "signatures", "minutes", "timetable"))
    sheet.line(72, sentence(die, 4), font="Helvetica-Bold", size=13)
    for number in range(die.randint(7, 12)):
        canvas.setFont("Helvetica", 10)
        match kind:
            case "agenda":
                canvas.drawString(72, sheet.y, f"{number + 1}.")
                canvas.drawRightString(520, sheet.y, f"{number * 8 + 1} - {number * 8 + 8}")
                sheet.text(100, 330, die.randint(4, 14))
            case "contents":
                name = sentence(die, die.randint(2, 6))[:-1]
                end = 72 + stringWidth(name, "Helvetica", 10) + 4
                canvas.drawString(end, sheet.y, "." * int((495 - end) / 2.78))
                canvas.drawRightString(520, sheet.y, str(number * 3 + 1))
                sheet.line(72, name)
            case "people":
                for x in (72, 230, 380):
                    canvas.drawString(x, sheet.y, f"Cllr {die.choice('ABCDEFGH')} {die.choice(WARDS).split()[0]}")
                sheet.y -= 14
            case "columns":
                start = sheet.y
                sheet.text(60, 225, 30)
                after, sheet.y = sheet.y, start
                sheet.text(315, 225, 30)
                sheet.y = min(after, sheet.y)
            case "signatures":
                sheet.text(72, 450, 25)
                if number % 3 == 2:
                    sheet.line(72, "Signed ........................        Dated ....................")
            case "minutes":
                canvas.drawString(60, sheet.y, f"{number + 21}/26")
                if number % 2:
                    canvas.drawString(500, sheet.y, die.choice(("AB", "KP", "Clerk")))
                sheet.text(105, 370, die.randint(15, 40))
            case _:
                canvas.drawString(72, sheet.y, f"{9 + number // 2}.{30 * (number % 2):02} am")
                sheet.text(150, 340, die.randint(3, 9))
    canvas.save()
    return []


def write_truth(path: Path, tables: Sequence[Sequence[Cell]]) -> None:
    """The true cells of a paper beside it."""
    root = ET.Element("document", filename=path.name)
    for number, cells in enumerate(tables, 1):
        region = ET.SubElement(ET.SubElement(root, "table", id=str(number)), "region", id="1", page="1")
        for first, last, left, right, words in cells:
            places = {"start-row": first, "end-row": last, "start-col": left, "end-col": right}
            cell = ET.SubElement(region, "cell", {name: str(value) for name, value in places.items()})
            ET.SubElement(cell, "content").text = words
    ET.ElementTree(root).write(path.with_name(f"{path.stem}_{path.stem}-str.xml"), encoding="utf-8")


def make(folder: Path, seed: int = 1, tables: int = 80, others: int = 21) -> None:
    """Write papers with tables and papers without into a folder, each with its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(tables + others):
        die = random.Random(seed * 10_000 + number)
        path = folder / f"made-{seed}-{number:03}.pdf"
        write_truth(path, page_with_tables(path, die) if number < tables else page_without(path, die))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    make(arguments.folder, arguments.seed)
