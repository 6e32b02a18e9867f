"""PDFs written by hand, operator by operator, for tests of what a page draws; and what stock pdfplumber sees on them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.edges.pdf.catalogue import Sheet, list_sheets
from pipeline.edges.pdf.content import draw_sheet
from pipeline.edges.pdf.fonts import FontShelf
from pipeline.edges.pdf.objects import ObjectParser, Objects
from pipeline.edges.pdf.stock import to_drawn
from pipeline.records import DrawnPage

TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"2 beginbfchar <0003> <0020> <0010> <FB01> endbfchar\n"
    b"2 beginbfrange <0024> <003D> <0041> <0044> <0046> [<0061> <00620063> <0064>] endbfrange\n"
    b"endcmap end end"
)
DESCRIPTOR = "/FontDescriptor << /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 >>"
COMPOSITE = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /{writing} /ToUnicode 20 0 R /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    "/W [3 [250] 36 61 600 68 [500 510 520]] /DW 1000 " + DESCRIPTOR + " >>] >>"
)
TYPE3 = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 -100 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 21 0 R >> "
    "/Encoding << /Type /Encoding /Differences [97 /a /b] >> /FirstChar 97 /LastChar 98 /Widths [700 800] >>"
)
RESOURCES = (
    "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    "/F2 << /Type /Font /Subtype /TrueType /BaseFont /Own /FirstChar 65 /LastChar 67 /Widths [600 700 800] " + DESCRIPTOR + " >> "
    f"/F3 {TYPE3} /F4 {COMPOSITE.format(writing='Identity-H')} /F5 {COMPOSITE.format(writing='Identity-V')} "
    ">> /ColorSpace << /Own [/ICCBased 22 0 R] /Spot [/Separation /Own /DeviceCMYK << >>] /Two [/DeviceN [/A /B] /DeviceRGB << >>] "
    "/Table [/Indexed /DeviceRGB 1 <000000FFFFFF>] >> "
    "/XObject << /Form 23 0 R /Self 24 0 R /Image 25 0 R /Bare 26 0 R >>"
)
OBJECTS: dict[int, bytes] = {
    20: b"<< /Length %d >> stream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE),
    21: b"<< /Length 29 >> stream\n700 0 0 0 700 700 d1 0 0 5 5 f\nendstream",
    22: b"<< /N 3 /Length 0 >> stream\n\nendstream",
    23: b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Matrix [2 0 0 1.5 10 20] /Resources << /Font << /F9 << /Type /Font "
    b"/Subtype /Type1 /BaseFont /Courier >> >> >> /Length 74 >> stream\n"
    b"0 0 1 rg BT /F9 10 Tf 5 7 Td (In a form) Tj ET 0 0 40 20 re f 3 3 m 50 3 l S\nendstream",
    24: b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Length 63 >> stream\n"
    b"/F1 8 Tf 0 g BT 1 1 Td (Mirror) Tj ET 1 0 0 1 5 5 cm /Self Do  \nendstream",
    25: b"<< /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >> stream\n0\nendstream",
    26: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 9 >> stream\n(No) Tj   \nendstream",
}


def write_pdf(
    *contents: bytes, resources: str = RESOURCES, page: str = "/MediaBox [0 0 595 842]", catalog: str = "", trailer: str = "",
    objects: dict[int, bytes] | None = None,
) -> bytes:  # fmt: skip
    """A PDF with a page for each content stream, which are objects 100 and 200 onwards; `objects` adds some or takes their places."""
    numbered = dict(OBJECTS)
    kids = " ".join(f"{100 + place} 0 R" for place in range(len(contents)))
    numbered[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    numbered[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /Resources << {resources} >> {page} >>".encode()
    for place, content in enumerate(contents):
        numbered[100 + place] = f"<< /Type /Page /Parent 2 0 R /Contents {200 + place} 0 R >>".encode()
        numbered[200 + place] = b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content)
    return assemble({**numbered, **(objects or {})}, trailer)


def assemble(objects: dict[int, bytes], trailer: str = "") -> bytes:
    """A PDF file of numbered objects with its table of them."""
    file = BytesIO()
    file.write(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        file.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    file.write(f"trailer << /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return file.getvalue()


def sheets_of(pdf: bytes) -> list[Sheet]:
    """The sheets of a PDF in memory."""
    return list_sheets(Objects(ObjectParser(BytesIO(pdf))))


def draw(pdf: bytes) -> list[DrawnPage]:
    """What our interpreter sees on every page of a PDF in memory."""
    fonts = FontShelf()
    return [draw_sheet(sheet, number, fonts)[0] for number, sheet in enumerate(sheets_of(pdf), 1)]


def draw_content(content: bytes, **options: Any) -> DrawnPage:
    """What our interpreter sees on a page with this content."""
    return draw(write_pdf(content, **options))[0]


def draw_stock(pdf: bytes) -> list[DrawnPage]:
    """What stock pdfplumber sees on every page of a PDF in memory."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return [to_drawn(page) for page in opened.pages]


def comparable(page: DrawnPage) -> dict[str, Any]:
    """A drawn page without what pdfplumber does not tell, its characters one by one."""
    columns: Sequence[Sequence[Any]] = (page.text, page.x0, page.x1, page.top, page.bottom, page.size, page.upright, page.colour)
    fonts = [page.fonts[number] for number in page.font]
    return {
        "size": (page.width, page.height, page.rotation),
        "characters": list(zip(*columns, fonts, strict=True)),
        "edges": page.edges,
        "fills": sorted(page.fills),
        "images": page.images,
    }


def save_pdf(folder: Path, pdf: bytes, name: str = "paper.pdf") -> Path:
    """The PDF as a file in a folder."""
    path = folder / name
    path.write_bytes(pdf)
    return path
