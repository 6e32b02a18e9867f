"""What a PDF says of itself: its pages, its title, its bookmarks and page labels, whole or broken."""

from __future__ import annotations

from io import BytesIO

import pytest
from raw_pdf import sheets_of, write_pdf

from pipeline.edges.pdf.catalogue import count_announced, describe, list_sheets
from pipeline.edges.pdf.objects import ObjectParser, Objects
from pipeline.records import DrawnDocument, OutlineEntry


def described(pdf: bytes) -> DrawnDocument:
    objects = Objects(ObjectParser(BytesIO(pdf)))
    return describe(objects, list_sheets(objects))


def test_title_producer_and_date_are_read_from_the_information() -> None:
    entries = b"<< /Title (Agenda\\000 ) /Producer <FEFF0041> /CreationDate (D:20210310) >>"
    document = described(write_pdf(b"", trailer="/Info 50 0 R", objects={50: entries}))
    assert (document.pdf_title, document.producer, document.created) == ("Agenda", "A", "D:20210310")


def test_a_document_that_says_nothing_has_no_title() -> None:
    document = described(write_pdf(b"", b""))
    assert document == DrawnDocument(page_count=2)


OUTLINE = {
    50: b"<< /First 51 0 R /Last 53 0 R >>",
    51: b"<< /Title (Part A) /Dest [100 0 R /Fit] /First 52 0 R /Last 52 0 R /Next 53 0 R >>",
    52: b"<< /Title (Item 1) /A << /S /GoTo /D (one) >> >>",
    53: b"<< /Title <FEFF0050> /Dest /old /Next 54 0 R >>",
    54: b"<< /Title (Elsewhere) /A << /S /URI /URI (https://example.org) >> /Next 55 0 R >>",
    55: b"<< /Title (Nowhere) /Dest (none) /Next 51 0 R >>",
    60: b"<< /Kids [61 0 R] >>",
    61: b"<< /Names [(one) << /D [101 0 R /Fit] >>] >>",
}


def test_bookmarks_lead_to_pages_directly_or_by_name() -> None:
    catalog = "/Outlines 50 0 R /Names << /Dests 60 0 R >> /Dests << /old [101 0 R /Fit] >>"
    assert described(write_pdf(b"", b"", catalog=catalog, objects=OUTLINE)).outline == [
        OutlineEntry(depth=0, title="Part A", page=1),
        OutlineEntry(depth=1, title="Item 1", page=2),
        OutlineEntry(depth=0, title="P", page=2),
        OutlineEntry(depth=0, title="Elsewhere", page=None),
        OutlineEntry(depth=0, title="Nowhere", page=None),
    ]


LABELS = [
    ("roman numbers, then plain ones", "/Nums [0 << /S /r >> 2 << /S /D >>]", ["i", "ii", "1"]),
    ("a prefix and a first number", "/Nums [0 << /S /D /P (A-) /St 7 >>]", ["A-7", "A-8", "A-9"]),
    ("labels without any text", "/Nums [0 << >>]", []),
    ("a broken table", "/Nums 7", []),
]


@pytest.mark.parametrize(("table", "labels"), [row[1:] for row in LABELS], ids=[row[0] for row in LABELS])
def test_page_labels_are_those_printed_by_a_viewer(table: str, labels: list[str]) -> None:
    assert described(write_pdf(b"", b"", b"", catalog=f"/PageLabels << {table} >>")).page_labels == labels


def test_pages_take_over_what_the_tree_above_them_says() -> None:
    tree = {2: b"<< /Type /Pages /Kids [40 0 R 101 0 R] /Count 2 /MediaBox [0 0 10 20] /Rotate 90 >>"}
    tree[40] = b"<< /Type /Pages /Kids [100 0 R] /Count 1 /MediaBox [0 0 30 40] >>"
    tree[101] = b"<< /Type /Page /Rotate 0 >>"
    sheets = sheets_of(write_pdf(b"", b"", objects=tree))
    assert [(sheet.mediabox, sheet.rotation) for sheet in sheets] == [((0, 0, 30, 40), 90), ((0, 0, 10, 20), 0)]


BROKEN_TREES = [
    ("a tree that bites its own tail", b"<< /Type /Pages /Kids [2 0 R 100 0 R] /Count 1 >>", 1),
    ("a page that is not there", b"<< /Type /Pages /Kids [77 0 R 100 0 R] /Count 2 >>", 1),
    ("a tree without kinds", b"<< /Kids [100 0 R] >>", 1),
    ("a tree that leads nowhere: the pages are found by looking", b"<< /Type /Pages /Kids [] >>", 1),
    ("a page whose size makes no sense", b"<< /Type /Pages /Kids [100 0 R] /Count 1 /MediaBox [/A null] >>", 1),
]


@pytest.mark.parametrize(("tree", "count"), [row[1:] for row in BROKEN_TREES], ids=[row[0] for row in BROKEN_TREES])
def test_pages_are_found_in_broken_trees(tree: bytes, count: int) -> None:
    assert len(sheets_of(write_pdf(b"", objects={2: tree}))) == count


def test_a_sheet_whose_size_makes_no_sense_is_taken_as_a_letter_sheet() -> None:
    (sheet,) = sheets_of(write_pdf(b"", page="/MediaBox [/A null]"))
    assert sheet.mediabox == (0, 0, 612, 792)


def test_pages_that_are_announced_and_not_there_are_counted() -> None:
    tree = {2: b"<< /Type /Pages /Kids [100 0 R 77 0 R 78 0 R] /Count 3 >>"}
    assert described(write_pdf(b"", objects=tree)).lost_pages == 2


def test_a_document_announces_its_number_of_pages() -> None:
    assert count_announced(Objects(ObjectParser(BytesIO(write_pdf(b"", b""))))) == 2
