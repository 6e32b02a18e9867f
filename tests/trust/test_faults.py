"""Papers that are wrong in one way each, made here, ingested among good ones: each has a verdict in words, the good ones their rows."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections import Counter
from pathlib import Path

import pytest
from raw_pdf import write_pdf
from tally import Tally
from tiny_papers import put, tiny_pdf

from pipeline.edges.schemas import tables
from pipeline.plan import Limits, our_stages
from pipeline.report import Silence
from pipeline.run import Run

WORDS = b"BT /F1 11 Tf 72 700 Td (Minutes of a meeting) Tj ET "
PLAIN = tiny_pdf("Council\n5 March 2024", "RESOLVED that the report be noted.")


def packed(content: bytes, more: str = "") -> bytes:
    data = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >> stream\n%s\nendstream" % (len(data), more.encode(), data)


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
    "decompression bomb": write_pdf(WORDS, objects={200: packed(b"q Q " * 2_000_000)}),
    "bomb in a bomb": write_pdf(WORDS, objects={200: packed(zlib.compress(b" " * 20_000_000, 9))}),
    "unknown packing": write_pdf(WORDS, objects={200: b"<< /Length 5 /Filter /Own >> stream\nabcde\nendstream"}),
    "arrays nested deep": write_pdf(WORDS + b"[" * 20_000 + b"]" * 20_000 + b" TJ"),
    "dictionaries nested deep": write_pdf(WORDS, catalog="/Own " + "<< /A " * 3000 + "1" + " >>" * 3000),
    "strings nested deep": write_pdf(WORDS + b"(" * 20_000 + b")" * 20_000 + b" Tj"),
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
    "more pages than are read": many_pages(20_001),
}
NAMES = [
    "<script>alert(1)<!--.pdf",
    "two\nlines.pdf",
    "bell\x07.pdf",
    "right\u202efdp.left.pdf",
    "quo\"te'.pdf",
    "up..\\..pdf.pdf",
    "=1+1.pdf",
]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in ("good", "mixed"):
        folder = tmp_path_factory.mktemp(name)
        papers = folder / "papers"
        put(papers, "minutes.pdf", "Wexcombe Council\nMinutes of the meeting held on 5 March 2024", "RESOLVED that the report be noted.")
        put(papers, "plan.pdf", "Parks plan 2024\nReplace the swings by May 2025")
        if name == "mixed":
            for fault, content in FAULTS.items():
                (papers / f"fault {fault}.pdf").write_bytes(content)
            for number, odd in enumerate(NAMES):
                (papers / odd).write_bytes(tiny_pdf(f"Paper number {number}"))
            (folder / "outside.pdf").write_bytes(tiny_pdf("Outside"))
            (papers / "link out.pdf").symlink_to(folder / "outside.pdf")
            (papers / "device.pdf").symlink_to("/dev/zero")
            (papers / "ring.pdf").symlink_to("ring.pdf")
            os.mkfifo(papers / "pipe.pdf")
        did = Run(papers, folder / "out", our_stages(ocr=False), Silence(), Limits(seconds=40), 2).ingest()
        assert not did.troubles
        assert not did.left
        found[name] = folder / "out" / "minutebook.db"
    return found


def ask(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_has_a_verdict(ingested: dict[str, Path], tally: Tally, fault: str) -> None:
    with tally.one("faults survived"):
        [(status, error)] = ask(ingested["mixed"], "select status, error from documents where path = ?", f"fault {fault}.pdf")
        assert status in ("ok", "partial", "failed")
        assert status == "ok" or (error and "Traceback" not in str(error) and "Please report" not in str(error))


def test_too_many_pages_is_a_finding(ingested: dict[str, Path]) -> None:
    assert ask(ingested["mixed"], "select count(*) from findings where code = 'page-limit'") == [(1,)]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_are_harmless(ingested: dict[str, Path], tally: Tally, name: str) -> None:
    with tally.one("faults survived"):
        assert ask(ingested["mixed"], "select status from documents where path = ?", name) == [("ok",)]


def test_links_pipes_and_devices_are_not_opened(ingested: dict[str, Path], tally: Tally) -> None:
    with tally.one("faults survived"):
        sql = "select path from files where path in ('link out.pdf', 'device.pdf', 'ring.pdf', 'pipe.pdf')"
        assert ask(ingested["mixed"], sql) == []


def test_rows_of_good_papers_are_the_same(ingested: dict[str, Path], tally: Tally) -> None:
    ids = "(select document_id from files where path in ('minutes.pdf', 'plan.pdf'))"
    for table in tables().values():
        if table.rows_of == "document" and table.name not in ("files", "documents", "findings"):
            columns = ", ".join(f'"{name}"' for name, column in table.columns.items() if not column.clock and not column.linked)
            sql = f'select {columns} from "{table.name}" where document_id in {ids}'
            assert Counter(ask(ingested["good"], sql)) == Counter(ask(ingested["mixed"], sql)), table.name
