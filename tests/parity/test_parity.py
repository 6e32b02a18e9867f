"""A small part of `make parity`: pages of our own making are read as stock pdfplumber reads them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bench.parity import Comparison, compare_paper

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted((ROOT / "corpus" / "sample").rglob("*.pdf"))
STYLES = getSampleStyleSheet()


def compared(path: Path, most_pages: int = 1000) -> tuple[Comparison, list[str]]:
    total = Comparison()
    return total, list(compare_paper(path, most_pages, total))


def action_table() -> Table:
    """A table with merged cells, shading, paragraphs in cells and text turned upright."""
    cells = [
        ["Action", "Lead officer", "By", "Status"],
        [Paragraph("Replace the <b>grit bins</b> in every ward and report on it", STYLES["BodyText"]), "Head of Streets", "31/03/2021", ""],
        ["", "Parks Manager", "Spring 2021", "Amber"],
        [Paragraph("Renew the lease of the depot<br/>• survey<br/>• valuation", STYLES["BodyText"]), "Clerk", "ongoing", "Green"],
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (0, 2)), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("BACKGROUND", (3, 2), (3, 2), colors.orange), ("BACKGROUND", (3, 3), (3, 3), colors.CMYKColor(0.6, 0, 0.7, 0.1)),
        ("BOX", (0, 0), (-1, -1), 2, colors.black), ("FONTSIZE", (0, 0), (-1, 0), 11),
    ]  # fmt: skip
    return Table(cells, colWidths=[200, 90, 70, 60], style=TableStyle(style))


def flowing_paper(path: Path) -> None:
    """Minutes of several pages with paragraphs, tables, and a table that runs over pages."""
    story = [
        Paragraph("Highways Committee", STYLES["Title"]),
        Paragraph("Minutes of the meeting held on 10 March 2021. " * 12, STYLES["BodyText"]),
    ]
    story += [Spacer(1, 12), action_table(), PageBreak(), Paragraph("Annex", STYLES["Heading2"])]
    story.append(
        Table(
            [[f"{row}.{column}" for column in range(6)] for row in range(90)],
            style=[("GRID", (0, 0), (-1, -1), 0.25, colors.grey)],
            repeatRows=1,
        )
    )
    story.append(Table([["only", "level", "rules"]] * 4, style=[("LINEBELOW", (0, 0), (-1, -1), 0.7, colors.navy)]))
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


def drawn_paper(path: Path) -> None:
    """A page for each thing that a canvas can do to letters and lines."""
    canvas = Canvas(str(path), pagesize=landscape(A4))
    text = canvas.beginText(60, 400)
    text.setFont("Times-Italic", 13)
    text.setCharSpace(1.2)
    text.setWordSpace(6)
    text.setHorizScale(85)
    text.setRise(3)
    text.textLines("Resolved: that the report\nbe noted (unanimously) \\ 100%")
    text.setTextRenderMode(3)
    text.textLine("unseen")
    canvas.drawText(text)
    canvas.showPage()
    canvas.saveState()
    canvas.translate(200, 200)
    for turn in range(0, 360, 45):
        canvas.rotate(45)
        canvas.drawString(20, 0, f"turned by {turn}")
        canvas.line(0, 0, 100, 0)
    canvas.restoreState()
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.rect(400, 100, 120, 60, fill=1)
    canvas.roundRect(400, 200, 120, 60, 10, fill=0)
    canvas.circle(460, 320, 30, fill=1)
    canvas.drawCentredString(460, 130, "über 5 % – “quoted”")
    canvas.showPage()
    canvas.beginForm("stamp")
    canvas.setFont("Courier", 9)
    canvas.drawString(5, 5, "Page 7")
    canvas.grid([0, 40, 80], [0, 20, 40])
    canvas.endForm()
    for x in (50, 250):
        canvas.saveState()
        canvas.translate(x, 100)
        canvas.scale(1.5, 2)
        canvas.doForm("stamp")
        canvas.restoreState()
    canvas.drawInlineImage(picture(), 500, 300, 40, 40)
    canvas.drawImage(picture_reader(), 500, 200, 40, 30)
    canvas.setPageRotation(90)
    canvas.showPage()
    canvas.save()


def picture():  # type: ignore[no-untyped-def]
    from PIL import Image

    return Image.new("RGB", (4, 3), (10, 200, 30))


def picture_reader():  # type: ignore[no-untyped-def]
    from reportlab.lib.utils import ImageReader

    file = BytesIO()
    picture().save(file, "PNG")
    return ImageReader(file)


@pytest.mark.parametrize("make", [flowing_paper, drawn_paper])
def test_papers_of_our_own_are_read_as_stock_pdfplumber_reads_them(tmp_path: Path, monkeypatch, make) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(rl_config, "useA85", 1)  # another printer of ours may have set it: inline images need it
    path = tmp_path / "paper.pdf"
    make(path)
    total, differences = compared(path)
    assert differences == []
    assert total.pages >= 3
    assert total.same["characters"] == total.same["cells"] == total.pages


@pytest.mark.parametrize("path", SAMPLE, ids=[path.stem for path in SAMPLE])
def test_the_first_pages_of_the_sample_papers_are_too(path: Path) -> None:
    total, differences = compared(path, most_pages=2)
    assert differences == []
    assert total.pages or all(reason.startswith("cannot be opened") for reason in total.left_out)
