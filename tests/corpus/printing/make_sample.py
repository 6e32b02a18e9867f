"""Write the sample papers of Skelbourne, a council that does not exist, from their words in `sample_source/`.

    python tests/corpus/printing/make_sample.py [FOLDER]

FOLDER is `corpus/sample` unless given. The same words always give the same bytes. Needs reportlab and PyYAML.
`--scan` prints the page of the scanned paper anew as a picture, `sample_source/scan.jpg`; needs pypdfium2 and Pillow.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer

sys.path.insert(0, str(Path(__file__).resolve().parent))
from sample_pages import FAMILIES, Look, flowables

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "sample_source"
COUNCIL = "Skelbourne Borough Council"
SHORT, LONG = A4

rl_config.invariant = 1
rl_config.useA85 = 0
for vera in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(vera, f"{vera}.ttf"))


class Sheets(PageTemplate):  # type: ignore[misc]
    """The pages of one part of a paper: its size, its margins, and what is printed around the text."""

    def __init__(self, part: dict[str, Any], number: int, paper: dict[str, Any], total: int) -> None:
        self.part, self.paper, self.total, self.opened = part, paper, total, False
        wide = part.get("landscape") or part.get("turned")
        width, height = (LONG, SHORT) if wide else (SHORT, LONG)
        left, top, right, bottom = part.get("margins", [62, 60, 62, 64])
        frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0)
        super().__init__(f"part{number}", [frame], onPage=self.print_around, pagesize=(width, height))
        self.rotation = 90 if part.get("turned") else 0  # reportlab swaps the sides of a turned sheet itself
        self.shown = width, height

    def print_around(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Turn the sheet where the paper does so, and print what stands above and below the text."""
        width, height = self.shown
        if self.part.get("turned"):
            canvas.translate(SHORT, 0)
            canvas.rotate(90)
        regular, bold, _ = FAMILIES[self.part.get("look", {}).get("family", "sans")]
        number = canvas.getPageNumber()
        if not self.opened:
            self.opened = True
            if self.part.get("bookmark"):
                canvas.bookmarkPage(self.id)
                canvas.addOutlineEntry(self.part["bookmark"], self.id, level=self.part.get("level", 0))
            if self.part.get("stamp"):
                canvas.setFont("Helvetica-Bold", 11)
                canvas.drawRightString(width - 28, height - 32, f"Agenda Item {self.part['stamp']}")
        if self.part.get("cover") and number == 1:
            return
        for place, text in (self.part.get("around") or self.paper.get("around") or {}).items():
            canvas.setFont(bold if place.startswith("bold") else regular, 9)
            words = text.format(page=number, pages=self.total)
            y = height - 34 if place.endswith("top") else 30
            left, right = self.part.get("margins", [62, 0, 62, 0])[0], width - self.part.get("margins", [0, 0, 62, 0])[2]
            if "centre" in place:
                canvas.drawCentredString(width / 2, y, words)
            elif "right" in place:
                canvas.drawRightString(right, y, words)
            else:
                canvas.drawString(left, y, words)


def parts_of(paper: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of a paper; one that is no pack is a single part."""
    parts: list[dict[str, Any]] = paper.get("parts", [paper])
    return parts


def story_of(part: dict[str, Any]) -> list[Flowable]:
    """What a part prints: its blocks, or the few words of a blank or restricted sheet."""
    if part.get("sheet") == "blank":
        return [Spacer(1, 240), *flowables([{"centred": "This page is intentionally left blank"}], Look(size=10))]
    if part.get("sheet") == "restricted":
        words = [{"text": part["reason"]}, {"space": 150}, {"centred": "Document is Restricted"}]
        return [Spacer(1, 60), *flowables(words, Look(size=12))]
    return flowables(part["blocks"], Look(**part.get("look", {})))


def draw(paper: dict[str, Any], total: int) -> tuple[bytes, int]:
    """One paper as a PDF, and how many pages it has. `total` is what `{pages}` prints."""
    parts = parts_of(paper)
    sheets = [Sheets(part, number, paper, total) for number, part in enumerate(parts)]
    story: list[Flowable] = []
    for part, template in zip(parts, sheets, strict=True):
        if story:
            story += [NextPageTemplate(template.id), PageBreak()]
        story += story_of(part)
    buffer = BytesIO()
    password = paper.get("password")
    document = BaseDocTemplate(
        buffer, title=paper["title"], author=COUNCIL, subject="", creator=paper.get("creator", ""), pageTemplates=sheets,
        pageCompression=0, invariant=1, encrypt=StandardEncryption(password, paper["owner_password"], strength=128) if password else None,
    )  # fmt: skip
    document.build(story)
    return buffer.getvalue(), document.page


def paper_bytes(paper: dict[str, Any]) -> bytes:
    """One paper as the bytes of its file."""
    if "html" in paper:
        return str(paper["html"]).encode()
    with printed_on(paper["printed"]):
        if "picture" in paper:
            return picture_page(SOURCE / paper["picture"])
        _, pages = draw(paper, 0)
        return draw(paper, pages)[0]


@contextmanager
def printed_on(day: date) -> Iterator[None]:
    """The day that PDFs made meanwhile give as their own; reportlab takes it from the environment and asks no clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(day, time(9, 30), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def picture_page(picture: Path) -> bytes:
    """A scanned sheet: one page that is nothing but a picture."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setCreator("Multifunction device")
    canvas.drawImage(ImageReader(BytesIO(picture.read_bytes())), 0, 0, SHORT, LONG)  # named for its content, not for where it lies
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def print_scan() -> None:
    """Print the scanned paper's words, look at them through a dull glass, and keep the picture."""
    import pypdfium2
    from PIL import Image, ImageFilter

    for paper in papers():
        if "picture" in paper:
            page = pypdfium2.PdfDocument(draw(paper, 0)[0])[0]
            sheet = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
            sheet = sheet.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.5))
            sheet.point(lambda grey: min(255, int(grey * 0.92 + 14))).save(SOURCE / paper["picture"], quality=55, optimize=True)


def papers() -> list[dict[str, Any]]:
    """Every paper of the sample, by the name of its source file."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.glob("*.yml"))]


def write_sample(folder: Path) -> list[Path]:
    """The files of the sample, written below `folder`; what else stands there is left alone."""
    written = []
    for paper in papers():
        path = folder / paper["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper_bytes(paper))
        written.append(path)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parents[2] / "corpus" / "sample")
    parser.add_argument("--scan", action="store_true", help="print the scanned paper's page anew first")
    arguments = parser.parse_args()
    if arguments.scan:
        print_scan()
    for path in write_sample(arguments.folder):
        print(f"{path.stat().st_size:>8}  {path}")


if __name__ == "__main__":
    main()
