"""Paragraphs, numbered items and tables for the drawn papers, and the printing of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

SIDES = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT, "both": TA_JUSTIFY}


class Hand:
    """One paper's typeface and size, and what is set in it."""

    def __init__(self, font: str = "Helvetica", size: float = 11, bold: str = "Helvetica-Bold", gap: float = 6) -> None:
        self.font, self.bold, self.size, self.gap = font, bold, size, gap

    def style(
        self, size: float = 0, bold: bool = False, side: str = "left", indent: float = 0, hang: float = 0, after: float = -1
    ) -> ParagraphStyle:
        """A style; indents in millimetres, space after in points."""
        size = size or self.size
        return ParagraphStyle(
            "x",
            fontName=self.bold if bold else self.font,
            fontSize=size,
            leading=size * 1.22,
            alignment=SIDES[side],
            leftIndent=(indent + hang) * mm,
            firstLineIndent=0,
            bulletIndent=indent * mm,
            bulletFontName=self.bold if bold else self.font,
            bulletFontSize=size,
            spaceAfter=self.gap if after < 0 else after,
        )

    def text(self, words: str, **look: object) -> Paragraph:
        """A paragraph."""
        return Paragraph(words, self.style(**look))  # type: ignore[arg-type]

    def head(self, words: str, **look: object) -> Paragraph:
        """A paragraph in bold, kept with the next."""
        style = self.style(bold=True, **look)  # type: ignore[arg-type]
        style.keepWithNext = 1
        return Paragraph(words, style)

    def item(self, label: str, words: str, indent: float = 0, hang: float = 10, **look: object) -> Paragraph:
        """A paragraph that hangs from its label."""
        style = self.style(indent=indent, hang=hang, **look)  # type: ignore[arg-type]
        style.keepWithNext = int(bool(look.get("bold")))
        return Paragraph(words, style, bulletText=label)

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], lines: str = "all", head: str | None = None, size: float = 0
    ) -> Table:
        """A table; widths in millimetres; lines: all, rows, none; head: the fill of the first row."""
        style = self.style(size=size or self.size - 1, after=0)
        bold = self.style(size=size or self.size - 1, bold=True, after=0)
        cells = [[Paragraph(cell, bold if head and n == 0 else style) for cell in row] for n, row in enumerate(rows)]
        look: list[tuple[object, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        if lines == "all":
            look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        elif lines == "rows":
            look.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey))
        if head:
            look.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(head)))
        return Table(cells, [w * mm for w in widths], repeatRows=1 if head else 0, style=TableStyle(look), hAlign="LEFT")


def print_paper(
    path: Path,
    story: list[Flowable],
    margins: tuple[float, float, float, float] = (22, 22, 20, 20),
    around: Callable[[Canvas, int], None] | None = None,
) -> None:
    """Write a paper on A4; margins (left, right, top, bottom) in millimetres; `around` draws what stands in them."""

    def page(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if around:
            canvas.saveState()
            around(canvas, document.page)
            canvas.restoreState()

    left, right, top, bottom = (m * mm for m in margins)
    document = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=left, rightMargin=right, topMargin=top, bottomMargin=bottom, invariant=1, title=path.stem
    )
    document.build(story, onFirstPage=page, onLaterPages=page)
