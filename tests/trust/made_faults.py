"""Papers that are wrong in one way each, made here, and the verdict that each must have: a status, and the failure in a word."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

from raw_pdf import RESOURCES, write_pdf
from tiny_papers import tiny_pdf

WORDS = b"BT /F1 11 Tf 72 700 Td (Minutes of a meeting) Tj ET "
PLAIN = tiny_pdf("Council\n5 March 2024", "RESOLVED that the report be noted.")


def packed(content: bytes, more: str = "") -> bytes:
    data = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >> stream\n%s\nendstream" % (len(data), more.encode(), data)


@cache
def blanks(size: int) -> bytes:
    """So many blanks, packed."""
    packer = zlib.compressobj(6)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()


def packed_times(size: int, times: int) -> bytes:
    """A stream of blanks that is packed several times, each packing in another."""
    data = blanks(size)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * times
    return b"<< /Length %d /Filter [%s] >> stream\n%s\nendstream" % (len(data), filters, data)


def form(content: bytes) -> bytes:
    return b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d >> stream\n%s\nendstream" % (len(content), content)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    parts = [b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count %d /Kids [" % count + kids]
    parts.append(b"] /MediaBox [0 0 9 9] >>\nendobj\n")
    places = [9, 9 + len(parts[0]) - len(b"2 0 obj\n")]
    data = bytearray(b"".join(parts))
    places[1] = data.index(b"2 0 obj")
    for number in range(3, count + 3):
        places.append(len(data))
        data += b"%d 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n" % number
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (count + 3) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count + 3, start))


def many_words(count: int, down: float) -> bytes:
    """A page of so many words, 250 a line; each line so many points below the one before."""
    lines = [b" ".join(b"word%d" % (number + place) for place in range(250)) for number in range(0, count, 250)]
    shown = b" ".join(b"(%s) Tj 0 -%f Td" % (line, down) for line in lines)
    return write_pdf(b"BT /F1 10 Tf 9 5100 Td " + shown + b" ET", page="/MediaBox [0 0 16000 5200]")


def ladder(depth: int) -> bytes:
    """A page at the end of a tree of pages that is a chain."""
    chain = {500 + n: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (501 + n) for n in range(depth)}
    chain[500 + depth] = b"<< /Type /Page /Contents 200 0 R /MediaBox [0 0 595 842] >>"
    return write_pdf(WORDS, objects={**chain, 2: b"<< /Type /Pages /Count 1 /Kids [500 0 R] /Resources << %s >> >>" % RESOURCES.encode()})


def doubling(depth: int) -> bytes:
    """A tree of pages in which every node has the next one twice."""
    chain = {500 + n: b"<< /Type /Pages /Count %d /Kids [%d 0 R %d 0 R] >>" % (1 << (depth - n), 501 + n, 501 + n) for n in range(depth)}
    chain[500 + depth] = b"<< /Type /Page /Contents 200 0 R /MediaBox [0 0 595 842] >>"
    return write_pdf(WORDS, objects={**chain, 2: b"<< /Type /Pages /Count %d /Kids [500 0 R] /Resources << >> >>" % (1 << depth)})


def two_tables(pdf: bytes) -> bytes:
    """A PDF with two tables of objects, each of which calls the other the one before."""
    start = pdf.index(b"xref\n")
    body, table = pdf[:start], pdf[start : pdf.index(b"startxref")]
    first = table.replace(b"trailer <<", b"trailer << /Prev %d " % (start + len(table) + 30))
    padding = b" " * (30 + len(table) - len(first))
    second = table.replace(b"trailer <<", b"trailer << /Prev %d " % start)
    return body + first + padding + second + b"startxref\n%d\n%%%%EOF\n" % (start + len(table) + 30)


def table_in_a_ring() -> bytes:
    """A PDF whose table of objects is a stream that calls itself the one before."""
    whole = write_pdf(WORDS)
    start = whole.index(b"xref\n")
    places = [line.split()[0] for line in whole[start:].split(b"\n") if line.endswith(b" n ")]
    numbers = [int(line.split()[0]) for line in whole[start:].split(b"\n") if len(line.split()) == 2 and line.endswith(b" 1")][1:]
    rows = b"".join(b"\x01" + int(place).to_bytes(4, "big") + b"\0" for place in places)
    index = b" ".join(b"%d 1" % number for number in numbers)
    entries = b"/Type /XRef /Size 999 /Root 1 0 R /W [1 4 1] /Index [%s] /Prev %d /Length %d" % (index, start, len(rows))
    return whole[:start] + b"900 0 obj\n<< %s >> stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (entries, rows, start)


def unicode_map(lines: bytes) -> bytes:
    """A page in a font whose map from codes to letters has these lines."""
    data = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + lines + b"\nendcmap"
    return write_pdf(
        b"BT /F4 10 Tf 50 700 Td <00240025> Tj ET", objects={20: b"<< /Length %d >> stream\n%s\nendstream" % (len(data), data)}
    )


FAULTS: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"%",
    "header only": b"%PDF-1.7\n",
    "web page": b"<!doctype html><html><body>Not found</body></html>",
    "text": b"Minutes of a meeting\n" * 20,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "office document": b"PK\x03\x04" + b"\0" * 100,
    "old office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "rich text": b"{\\rtf1 Minutes}",
    "noise": bytes(range(256)) * 40,
    "cut in half": PLAIN[: len(PLAIN) // 2],
    "without its end": PLAIN[: PLAIN.index(b"xref")],
    "zeros in the middle": PLAIN[:300] + b"\0" * 400 + PLAIN[700:],
    "no pages": write_pdf(),
    "xref that points to itself": PLAIN.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % PLAIN.index(b"xref\n")),
    "xref far outside": PLAIN.replace(b"startxref\n", b"startxref\n9999999"),
    "xref of wrong places": PLAIN.replace(b" 00000 n", b" 00001 n"),
    "pages that hold themselves": write_pdf(WORDS, objects={2: b"<< /Type /Pages /Kids [2 0 R 100 0 R] /Count 2 >>"}),
    "count of a million": PLAIN.replace(b"/Count 2", b"/Count 1000000"),
    "negative count": PLAIN.replace(b"/Count 2", b"/Count -2"),
    "length that refers to itself": write_pdf(WORDS, objects={200: b"<< /Length 200 0 R >> stream\nBT ET\nendstream"}),
    "contents that are the page": write_pdf(WORDS, objects={100: b"<< /Type /Page /Parent 2 0 R /Contents 100 0 R >>"}),
    "form that draws itself": write_pdf(WORDS + b"/Self Do"),
    "two forms that draw each other": write_pdf(
        WORDS + b"/Form Do", resources="/XObject << /Form 23 0 R /Back 24 0 R >>", objects={23: form(b"/Back Do"), 24: form(b"/Form Do")}
    ),
    "forms that double thirty times": write_pdf(
        WORDS + b"/F0 Do",
        resources="/XObject << " + " ".join(f"/F{n} {300 + n} 0 R" for n in range(31)) + " >>",
        objects={300 + n: form(b"/F%d Do /F%d Do" % (n + 1, n + 1)) for n in range(30)} | {330: form(b"n")},
    ),
    "bomb in a bomb": write_pdf(WORDS, objects={200: packed(zlib.compress(b" " * 20_000_000, 9))}),
    "unknown packing": write_pdf(WORDS, objects={200: b"<< /Length 5 /Filter /Own >> stream\nabcde\nendstream"}),
    "arrays nested deep": write_pdf(WORDS + b"[" * 20_000 + b"]" * 20_000 + b" TJ"),
    "dictionaries nested deep": write_pdf(WORDS, catalog="/Own " + "<< /A " * 3000 + "1" + " >>" * 3000),
    "states saved without end": write_pdf(WORDS + b"q " * 100_000),
    "string that never ends": write_pdf(b"BT (" + b"word " * 20_000),
    "page of 200,000 points": write_pdf(WORDS, page="/MediaBox [0 0 200000 200000]"),
    "page of no size": write_pdf(WORDS, page="/MediaBox [0 0 0 0]"),
    "page of endless size": write_pdf(WORDS, page="/MediaBox [0 0 1e300 1e300]"),
    "numbers that are none": write_pdf(b"BT /F1 nan Tf 1e999 -1e999 Td (Minutes) Tj ET 1 0 0 1 inf inf cm"),
    "encrypted by an unknown hand": write_pdf(WORDS, trailer="/Encrypt << /Filter /Own /V 9 >>"),
    "script and launch actions": write_pdf(WORDS, catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "bookmarks in a ring": write_pdf(
        WORDS, catalog="/Outlines 40 0 R", objects={40: b"<< /First 41 0 R >>", 41: b"<< /Title (A) /Next 41 0 R /First 41 0 R >>"}
    ),
    "letters for four thousand million codes": unicode_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
    "pages at the end of a long chain": ladder(5_000),
    "pages that double thirty times": doubling(30),
    "two tables that call each other": two_tables(write_pdf(WORDS)),
    "table that calls itself": table_in_a_ring(),
    "glyph that shows itself": write_pdf(
        b"BT /F3 10 Tf 50 700 Td (aa) Tj ET " + WORDS,
        objects={21: b"<< /Length 44 >> stream\n700 0 d0 BT /F3 1000 Tf (aaaa) Tj ET        \nendstream"},
    ),
    "labels in a ring": write_pdf(WORDS, catalog="/PageLabels 41 0 R", objects={41: b"<< /Kids [41 0 R 41 0 R] >>"}),
    "names in a ring": write_pdf(
        WORDS,
        catalog="/Names << /Dests 41 0 R >> /Outlines 42 0 R",
        objects={41: b"<< /Kids [41 0 R] >>", 42: b"<< /First 43 0 R >>", 43: b"<< /Title (A) /Dest (nowhere) >>"},
    ),
    "a million bookmarks": write_pdf(
        WORDS,
        catalog="/Outlines 42 0 R",
        objects={42: b"<< /First 43 0 R >>", 43: b"<< /Title (A) /Next 44 0 R >>", 44: b"<< /Title (A) /Next 43 0 R >>"},
    ),
    "inline picture without an end": write_pdf(WORDS + b"q BI /W 9999 /H 9999 /BPC 8 /CS /G ID " + b"x" * 200_000),
    "words under a broken stream": write_pdf(
        WORDS,
        objects={
            100: b"<< /Type /Page /Parent 2 0 R /Contents [200 0 R 201 0 R] >>",
            201: b"<< /Length 5 /Filter /Own >> stream\nabcde\nendstream",
        },
    ),
    "half of its pages gone": write_pdf(*[WORDS] * 4)[: write_pdf(*[WORDS] * 4).index(b"102 0 obj")],
    "words that only another reader finds": write_pdf(WORDS, objects={200: b"<< /Length 0 >> stream\n%s\nendstream" % WORDS}),
}
"""Those that are quick to make, and to read."""

HEAVY: dict[str, Callable[[], bytes]] = {
    "decompression bomb": lambda: write_pdf(WORDS, objects={200: packed(b"q Q " * 2_000_000)}),
    "strings nested deep": lambda: write_pdf(WORDS + b"(" * 20_000 + b")" * 20_000 + b" Tj"),
    "more pages than are read": lambda: many_pages(20_001),
    "100,000 pages": lambda: many_pages(100_000),
    "100,000 words on a page": lambda: many_words(100_000, 12),
    "100,000 words on top of each other": lambda: many_words(100_000, 0.001),
    "endless content": lambda: write_pdf(b"BT /F1 9 Tf 50 700 Td " + b"(word) Tj 1 0 Td " * 3_000_000 + b"ET"),
    "300 megabytes in a page": lambda: write_pdf(WORDS, objects={200: packed_times(300 << 20, 1)}),
    "three packings in each other": lambda: write_pdf(WORDS, objects={200: packed_times(300 << 20, 3)}),
    "bomb in a font": lambda: write_pdf(b"BT /F4 10 Tf 50 700 Td <00240025> Tj ET", objects={20: packed_times(300 << 20, 1)}),
    "letters for every code, a thousand times": lambda: unicode_map(
        b"1000 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 1000 + b"endbfrange"
    ),
    "a hundred thousand rectangles": lambda: write_pdf(WORDS + b"9 9 9 9 re f " * 100_000),
    "a hundred thousand lines": lambda: write_pdf(WORDS + b" ".join(b"%d 9 m %d 800 l S" % (n % 590, n % 590) for n in range(100_000))),
}
"""Those that take seconds."""

VERDICTS: dict[str, tuple[str, ...]] = {
    "100,000 pages": ("failed too-many-pages",),
    "100,000 words on a page": ("ok",),
    "100,000 words on top of each other": ("ok", "partial time"),
    "300 megabytes in a page": ("partial too-large",),
    "bomb in a font": ("ok", "partial time", "partial memory"),
    "count of a million": ("partial corrupt",),
    "cut in half": ("partial truncated",),
    "decompression bomb": ("ok", "partial time"),
    "empty": ("failed empty",),
    "encrypted by an unknown hand": ("failed encrypted",),
    "endless content": ("partial too-large",),
    "half of its pages gone": ("partial truncated",),
    "header only": ("failed truncated",),
    "length that refers to itself": ("partial corrupt",),
    "letters for every code, a thousand times": ("ok", "partial time"),
    "more pages than are read": ("failed too-many-pages",),
    "no pages": ("failed corrupt",),
    "noise": ("failed not-a-pdf",),
    "office document": ("failed not-a-pdf",),
    "old office document": ("failed not-a-pdf",),
    "one byte": ("failed not-a-pdf",),
    "pages that double thirty times": ("partial corrupt",),
    "pages that hold themselves": ("partial corrupt",),
    "picture": ("failed not-a-pdf",),
    "rich text": ("failed not-a-pdf",),
    "strings nested deep": ("ok", "partial time"),
    "text": ("failed not-a-pdf",),
    "three packings in each other": ("ok", "partial too-large"),
    "unknown packing": ("partial corrupt",),
    "web page": ("failed not-a-pdf",),
    "words that only another reader finds": ("partial corrupt",),
    "words under a broken stream": ("partial corrupt",),
    "zeros in the middle": ("failed corrupt",),
}
"""The status, and the failure in a word, that each must have; where two stand, it depends on the machine. All others are read whole."""
