"""A paper drawn with reportlab: tables that rule, shade or only align their cells, marks in a margin, pages that cut rows."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from register_words import Cell, Row, Source, read_rows
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

rl_config.invariant = 1
FONTS = {
    "sans": (
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    ),
    "serif": (
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf",
    ),
    "ticks": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
}


def draw(source: Source, path: Path) -> None:
    """Write the paper to `path`."""
    _Drawing(source).write(path)


class _Drawing:
    def __init__(self, source: Source) -> None:
        self.source, self.look = source, source.settings.get("look") or {}
        self.family = self.look.get("font", "sans")
        if self.family == "standard":
            self.family, self.bold = "Helvetica", "Helvetica-Bold"
        else:
            self.bold = f"{self.family}-bold"
            for name, file in zip((self.family, self.bold), FONTS[self.family], strict=True):
                pdfmetrics.registerFont(TTFont(name, file))
            pdfmetrics.registerFontFamily(self.family, normal=self.family, bold=self.bold, italic=self.family, boldItalic=self.bold)
        self.size = float(self.look.get("size", 9))
        width, height = A4
        self.sheet = (height, width) if self.look.get("landscape") else (width, height)
        self.side = float(self.look.get("side", 45))
        self.room = self.sheet[0] - 2 * self.side

    def write(self, path: Path) -> None:
        margins = {"leftMargin": self.side, "rightMargin": self.side, "topMargin": 45, "bottomMargin": self.look.get("bottom", 48)}
        document = SimpleDocTemplate(str(path), pagesize=self.sheet, title=self.look.get("pdf_title"), **margins)
        story: list[Flowable] = []
        for block in self.source.blocks:
            ((kind, content),) = block.items()
            story += getattr(self, f"_{kind}")(content)
        document.build(story, onFirstPage=self._foot, onLaterPages=self._foot)

    def _foot(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        foot = self.look.get("foot")
        if foot:
            canvas.setFont(self.family, 7.5)
            canvas.drawString(self.side, 26, foot)
            canvas.drawRightString(self.sheet[0] - self.side, 26, f"Page {document.page}")

    def _style(self, scale: float = 1.0, bold: bool = False, colour: str = "#000000", **more: Any) -> ParagraphStyle:
        size = self.size * scale
        face = self.bold if bold else self.family
        return ParagraphStyle("x", fontName=face, fontSize=size, leading=size * 1.22, textColor=colors.HexColor(colour), **more)

    def _title(self, text: str) -> list[Flowable]:
        return [Paragraph(_inline(text), self._style(1.8, True, self.look.get("colour", "#000000"), spaceAfter=6))]

    def _h(self, text: str) -> list[Flowable]:
        return [
            Paragraph(
                _inline(text), self._style(1.3, True, self.look.get("colour", "#000000"), spaceBefore=10, spaceAfter=4, keepWithNext=1)
            )
        ]

    def _h3(self, text: str) -> list[Flowable]:
        return [Paragraph(_inline(text), self._style(1.1, True, spaceBefore=7, spaceAfter=3, keepWithNext=1))]

    def _p(self, text: str) -> list[Flowable]:
        return [Paragraph(_inline(text), self._style(spaceAfter=5))]

    def _bullets(self, lines: list[str]) -> list[Flowable]:
        style = self._style(leftIndent=18, bulletIndent=6, spaceAfter=2)
        return [Paragraph(_inline(line), style, bulletText="•") for line in lines]

    def _space(self, points: float) -> list[Flowable]:
        return [Spacer(1, points)]

    def _gold(self, _: Any) -> list[Flowable]:
        return []

    def _break(self, _: Any) -> list[Flowable]:
        return [PageBreak()]

    def _table(self, table: dict[str, Any]) -> list[Flowable]:
        head, rows = read_rows(table["head"]) if table.get("head") else [], read_rows(table["rows"])
        columns = max(len(row.cells) for row in [*head, *rows] if row.kind != "band")
        widths = table.get("widths") or [100 / columns] * columns
        widths = [self.room * width / sum(widths) for width in widths]
        content: list[list[Any]] = []
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        commands += [("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        every = [*head, *rows]
        for place, row in enumerate(every):
            commands += self._spans(every, place, columns)
            bold = place < len(head)
            if row.kind == "band":
                content.append([[Paragraph(_inline(row.cells[0].words), self._style(bold=True))]] + [""] * (columns - 1))
                commands.append(("BACKGROUND", (0, place), (-1, place), colors.HexColor(row.fill or self.look.get("band", "#d9e2ec"))))
                continue
            content.append([self._cell(cell, bold) for cell in row.cells])
            commands += [
                ("BACKGROUND", (column, place), (column, place), colors.HexColor(cell.fill))
                for column, cell in enumerate(row.cells)
                if cell.fill
            ]
        commands += self._lines(table.get("lines", "grid"), len(head), len(every))
        made = Table(
            content, colWidths=widths, repeatRows=len(head) if table.get("repeat", True) else 0, splitInRow=1 if table.get("cut") else 0
        )
        made.setStyle(TableStyle(commands))
        return [made, Spacer(1, 8)]

    def _spans(self, rows: list[Row], place: int, columns: int) -> list[tuple[Any, ...]]:
        row = rows[place]
        if row.kind == "band":
            return [("SPAN", (0, place), (columns - 1, place))]
        found = []
        for column, cell in enumerate(row.cells):
            if cell.merged:
                continue
            across, down = column, place
            while across + 1 < len(row.cells) and row.cells[across + 1].merged == ">":
                across += 1
            while down + 1 < len(rows) and rows[down + 1].kind != "band" and rows[down + 1].cells[column].merged == "^":
                down += 1
            if (across, down) != (column, place):
                found.append(("SPAN", (column, place), (across, down)))
        return found

    def _lines(self, lines: str, head: int, count: int) -> list[tuple[Any, ...]]:
        grey = colors.HexColor("#555555")
        shade = [("BACKGROUND", (0, 0), (-1, head - 1), colors.HexColor(self.look.get("head", "#c9d6e4")))] if head else []
        return {
            "grid": [("GRID", (0, 0), (-1, -1), 0.5, grey), *shade],
            "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, grey)],
            "shade": [*shade, *[("BACKGROUND", (0, row), (-1, row), colors.HexColor("#eef1f5")) for row in range(head + 1, count, 2)]],
            "head": [("LINEBELOW", (0, head - 1), (-1, head - 1), 1, grey)],
            "none": [],
        }[lines]

    def _cell(self, cell: Cell, bold: bool) -> list[Flowable]:
        plain, listed = self._style(bold=bold), self._style(leftIndent=9, bulletIndent=1)
        return [
            Paragraph(_inline(line[2:]), listed, bulletText="•") if line.startswith("* ") else Paragraph(_inline(line), plain)
            for line in cell.lines
        ]

    def _minutes(self, minutes: dict[str, Any]) -> list[Flowable]:
        """Minuted items; in the layout `margin` the mark stands in the right margin, `drop` points below the paragraph's first line."""
        layout, form = minutes["layout"], minutes.get("form", "{}")
        content: list[list[Any]] = (
            [[Paragraph(_inline(words), self._style(bold=True)) for words in minutes["head"]]] if minutes.get("head") else []
        )
        flow: list[Flowable] = []
        for line in minutes["items"].splitlines():
            if not line.strip():
                continue
            if line.lstrip().startswith("#"):
                heading = Paragraph(_inline(line.strip("# ")), self._style(1.05, True, spaceBefore=5, spaceAfter=2))
                flow.append(heading)
                content.append([heading, ""])
                continue
            text, *marks = [part.strip() for part in line.split("|")]
            mark = marks[0].split("=>")[0].strip() if marks else ""
            due = marks[1].split("=>")[0].strip() if len(marks) > 1 else ""
            said = form.format(mark, due) if mark else ""
            if layout in ("margin", "column"):
                content.append(
                    [
                        Paragraph(_inline(text), self._style(spaceAfter=4)),
                        [Spacer(1, minutes.get("drop", 0)), Paragraph(_inline(said), self._style(bold=True))] if said else "",
                    ]
                )
            elif layout == "after":
                flow.append(Paragraph(_inline(text), self._style(spaceAfter=3)))
                flow += (
                    [Paragraph(_inline(said), self._style(bold=True, spaceAfter=6, alignment=minutes.get("alignment", 0)))] if said else []
                )
            else:
                flow.append(Paragraph(f"{_inline(text)} {_inline(said)}", self._style(spaceAfter=5)))
        if layout not in ("margin", "column"):
            return flow
        made = Table(content, colWidths=[self.room * 0.86, self.room * 0.14], repeatRows=0)
        lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if layout == "column" else []
        made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines]))
        return [made]

    def _promises(self, promises: dict[str, Any]) -> list[Flowable]:
        flow: list[Flowable] = []
        for line in promises["items"].splitlines():
            if line.lstrip().startswith("#"):
                flow += self._h3(line.strip("# "))
            elif line.strip():
                flow.append(
                    Paragraph(_inline(line.split("|")[0].strip()), self._style(leftIndent=promises.get("indent", 14), spaceAfter=4))
                )
        return flow


def _inline(text: str) -> str:
    text = re.sub(r"\{\{|\}\}", "", html.escape(str(text), quote=False))
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text).replace(" // ", "<br/>")
