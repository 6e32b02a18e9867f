"""Words of the sample's source files as paragraphs, headings and tables, in the look that each paper asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, PageBreak, Paragraph, Spacer
from sample_tables import Form, Grid, Row

FAMILIES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
}
ALIGNMENTS = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


@dataclass(frozen=True)
class Look:
    """Type and colour of one part of a paper, as its source file gives them; sizes in points."""

    family: str = "sans"
    size: float = 11
    align: str = "left"
    colour: str | None = None
    indent: float = 42
    heading: float = 0
    title: float = 0
    centre_headings: bool = False

    def style(self, **changes: Any) -> ParagraphStyle:
        """A paragraph style: body text, with what is different in this paragraph."""
        size = changes.pop("size", self.size)
        bold = changes.pop("bold", False)
        align = ALIGNMENTS[changes.pop("align", self.align)]
        colour = changes.pop("colour", None)
        font = FAMILIES[self.family][1 if bold else 0]
        settings: dict[str, Any] = {"spaceAfter": size * 0.6, "leading": size * 1.22, "bulletFontName": font, "bulletFontSize": size}
        settings.update(changes)
        return ParagraphStyle(
            "look", fontName=font, fontSize=size, alignment=align, textColor=HexColor(colour) if colour else black, **settings
        )


def markup(text: object, look: Look) -> str:
    """Text of a source file for a Paragraph: `**bold**` and `//italic//`, all else as it stands."""
    _, bold, italic = FAMILIES[look.family]
    marked = re.sub(r"\*\*(.+?)\*\*", rf'<font name="{bold}">\1</font>', escape(str(text)))
    return re.sub(r"//(.+?)//", rf'<font name="{italic}">\1</font>', marked)


def paragraph(text: object, look: Look, bullet: str | None = None, **changes: Any) -> Paragraph:
    return Paragraph(markup(text, look), look.style(**changes), bulletText=bullet)


def cell(content: Any, look: Look, **changes: Any) -> list[Paragraph]:
    """The paragraphs of a cell: a text, a list of bullets, or `lines` one under the other."""
    plain = {"spaceAfter": 0, "align": "left", **changes}
    if content is None or content == "":
        return []
    if isinstance(content, dict):
        if content.get("bold"):
            plain["bold"] = True
        if content.get("colour"):
            plain["colour"] = content["colour"]
        if content.get("align"):
            plain["align"] = content["align"]
        lines = content.get("lines", [content["text"]] if content.get("text") else [])
        found = [paragraph(line, look, **plain) for line in lines]
        return found + cell(content.get("bullets"), look, **changes)
    if isinstance(content, list):
        return [paragraph(line, look, bullet="•", leftIndent=9, bulletIndent=0, **plain) for line in content]
    return [paragraph(content, look, **plain)]


def fill_of(content: Any) -> str | None:
    return content.get("fill") if isinstance(content, dict) else None


def table(spec: dict[str, Any], look: Look) -> Grid:
    """A table from its source: `widths`, `header`, `rows`; `merge_first` lets an empty first cell belong to the one above."""
    small = Look(family=look.family, size=spec.get("size", look.size))
    form = Form(
        widths=spec["widths"], rules=spec.get("rules", "all"), repeat=spec.get("repeat_header", True),
        whole_rows=spec.get("whole_rows", False), line=spec.get("line", 0.6), colour=spec.get("line_colour"),
    )  # fmt: skip
    header = []
    if spec.get("header"):
        cells = [cell(text, small, bold=True, colour=spec.get("header_colour")) for text in spec["header"]]
        header = [Row(cells, [spec.get("header_fill")] * len(cells))]
    rows = []
    for source in spec["rows"]:
        if isinstance(source, dict):
            rows.append(Row([cell(source["band"], small, bold=True)], [source.get("fill")], band=True))
            continue
        if len(source) > len(form.widths):
            raise ValueError(f"more cells than columns (a comma without quotes?): {source}")
        bold_first = spec.get("bold_first", False)
        cells = [cell(text, small, bold=bold_first and index == 0) for index, text in enumerate(source)]
        fills = [fill_of(text) or (spec.get("first_fill") if index == 0 else None) for index, text in enumerate(source)]
        short = len(cells) < len(form.widths)
        rows.append(Row(cells, fills, continues=bool(spec.get("merge_first")) and not source[0], band=short))
    return Grid(form, rows, header)


def logo(look: Look) -> Flowable:
    """The council's mark: three waves under a gull."""

    class Mark(Flowable):  # type: ignore[misc]
        def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
            return available_width, 46

        def draw(self) -> None:
            canvas = self.canv
            canvas.setStrokeColor(HexColor(look.colour or "#1b4f72"))
            canvas.setLineWidth(2.4)
            for wave in range(3):
                for crest in range(4):
                    x, y = crest * 18, 8 + wave * 9
                    canvas.bezier(x, y, x + 5, y + 7, x + 13, y - 7, x + 18, y)
            canvas.arc(20, 30, 36, 42, 20, 120)
            canvas.arc(34, 30, 50, 42, 40, 120)

    return Mark()


def flowables(blocks: list[dict[str, Any]], look: Look) -> list[Flowable]:
    """What a part of a paper holds, in order. Raises KeyError for a block that has no form here."""
    return [flowable for block in blocks for flowable in block_of(block, look)]


def block_of(block: dict[str, Any], look: Look) -> list[Flowable]:
    """One block of a source file; its only key says what it is."""
    ((kind, content),) = block.items()
    heading, title = look.heading or look.size + 1, look.title or look.size + 5
    middle = "centre" if look.centre_headings else "left"
    texts: dict[str, dict[str, Any]] = {
        "text": {},
        "centred": {"align": "centre", "bold": True},
        "right": {"align": "right"},
        "title": {"size": title, "bold": True, "colour": look.colour, "align": middle, "spaceAfter": title * 0.5},
        "heading": {"size": heading, "bold": True, "colour": look.colour, "align": middle, "spaceBefore": heading * 0.5},
        "subheading": {"bold": True, "spaceBefore": 3, "keepWithNext": 1},
        "under": {"leftIndent": look.indent},
        "action": {"align": "right", "bold": True},
    }
    if kind == "heading":
        return [CondPageBreak(90), paragraph(content, look, **texts[kind])]
    if kind in texts:
        return [paragraph(content, look, **texts[kind])]
    if kind in ("item", "minute", "clause"):
        label, text = content
        outer = look.indent if kind == "clause" else 0
        inner = outer + (24 if kind == "clause" else look.indent)
        bold = kind == "minute" or label.endswith("!")
        if kind == "minute":
            return [paragraph(text, look, bullet=label, leftIndent=inner, bulletIndent=outer, bold=bold, spaceBefore=4, keepWithNext=1)]
        return [paragraph(text, look, bullet=label.rstrip("!"), leftIndent=inner, bulletIndent=outer, bold=bold)]
    if kind == "bullets":
        return [paragraph(line, look, bullet="•", leftIndent=look.indent + 14, bulletIndent=look.indent) for line in content]
    plain: dict[str, Any] = {
        "table": lambda: table(content, look),
        "logo": lambda: logo(look),
        "rule": lambda: HRFlowable(width="100%", thickness=content, color=black, spaceBefore=2, spaceAfter=8),
        "space": lambda: Spacer(1, content),
        "break": PageBreak,
    }
    return [plain[kind]()]
