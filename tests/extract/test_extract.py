"""The stage: everything that one document says, each fact with its place."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pages import Sheet, paper_file, reading_of, typed

from pipeline.divide import divide
from pipeline.extract import extract
from pipeline.extract.material import Material
from pipeline.records import Facts, Reading, Record

AGENDA = """
# Ashby Town Council
# AGENDA
The Works Committee will meet on Tuesday 4 June 2024 at 7.30 pm in the Guildhall.

1.	Apologies

2.	Minutes of the meeting held on 7 May 2024 (Page 2)

3.	Lease of the depot (Page 3)
"""
MINUTES = """
# Ashby Town Council
# Minutes of the Works Committee
held on Tuesday 7 May 2024 at 7.30 pm in the Guildhall, Market Place, Ashby

Present:	Councillors Ann Ash (Chair), Ben Birch and Carol Cole

Officers:	Dan Dale, Head of Streets

1.	Apologies

Apologies were received from Councillor Eve Elm.

2.	Gate in Mill Lane

RESOLVED that the gate be painted by the end of July 2024.

ACTION: Dan Dale to order the paint

The meeting closed at 9.15 pm.
"""
REPORT = """
# Lease of the depot
Report to:	Works Committee

Date:	4 June 2024

Report author:	Dan Dale, Head of Streets

1.	Recommendations

1.1	That the lease be renewed until March 2027.
"""


@pytest.fixture(scope="module")
def pack() -> tuple[Reading, Facts]:
    sheets = [typed(text, number) for number, text in enumerate((AGENDA, MINUTES, REPORT), 1)]
    for number, sheet in enumerate(sheets, 1):
        sheet.write(f"Page {number}", 280, 800)
        if number > 1:
            sheet.write(f"Agenda Item {number}", 420, 30)
    reading = reading_of(*sheets)
    return reading, extract(paper_file("2024-06-04 pack.pdf"), reading, divide(paper_file(), reading))


def rows(facts: Facts) -> Iterator[Record]:
    for name in facts.__struct_fields__:
        if name not in ("document_id", "findings"):
            yield from getattr(facts, name)


def test_a_pack_gives_facts_of_every_part(pack: tuple[Reading, Facts]) -> None:
    _, facts = pack
    assert [(m.committee, m.date, m.role) for m in facts.meetings] == [
        ("Works Committee", "2024-06-04", "announced"),
        ("Works Committee", "2024-05-07", "recorded"),
    ]
    assert [item.number for item in facts.agenda_items] == ["1", "2", "3"]
    assert [row.name for row in facts.attendance] == ["Ann Ash", "Ben Birch", "Carol Cole", "Dan Dale", "Eve Elm"]
    assert [row.title for row in facts.minutes] == ["Apologies", "Gate in Mill Lane"]
    assert [row.text for row in facts.resolutions] == ["that the gate be painted by the end of July 2024."]
    assert [row.title for row in facts.reports] == ["Lease of the depot"]
    assert facts.recommendations and facts.actions and facts.officer_mentions and facts.dates


def test_every_quote_is_a_slice_of_its_page(pack: tuple[Reading, Facts]) -> None:
    reading, facts = pack
    texts = {page.number: " ".join(page.text.split()) for page in reading.pages}
    for row in rows(facts):
        source = row.source  # type: ignore[attr-defined]
        assert source.quote and source.quote in texts[source.page], row


def test_every_box_stands_on_its_page(pack: tuple[Reading, Facts]) -> None:
    reading, facts = pack
    for row in rows(facts):
        x0, top, x1, bottom = row.source.bbox  # type: ignore[attr-defined]
        page = reading.pages[row.source.page - 1]  # type: ignore[attr-defined]
        assert 0 <= x0 < x1 <= page.width and 0 <= top < bottom <= page.height, row


def test_ids_are_given_once_and_tell_their_place(pack: tuple[Reading, Facts]) -> None:
    _, facts = pack
    ids = [(row.id, row.source.page) for row in rows(facts)]  # type: ignore[attr-defined]
    assert len({key for key, _ in ids}) == len(ids)
    assert all(key.startswith(f"{facts.document_id}-") and f"-p{page}-" in key for key, page in ids)


def test_facts_are_the_same_each_time(pack: tuple[Reading, Facts]) -> None:
    reading, facts = pack
    assert extract(paper_file("2024-06-04 pack.pdf"), reading, divide(paper_file(), reading)) == facts


def test_a_restricted_sheet_gives_nothing() -> None:
    first, second = typed(AGENDA, 1), typed("Document is Restricted\n\nSold on 4 June 2024 by Dan Dale, Head of Streets", 2)
    second.write("Agenda Item 3", 420, 30)
    reading = reading_of(first, second)
    facts = extract(paper_file(), reading, divide(paper_file(), reading))
    assert {row.source.page for row in rows(facts)} == {1}  # type: ignore[attr-defined]


def test_a_blank_document_says_nothing() -> None:
    reading = reading_of(Sheet())
    facts = extract(paper_file(), reading, divide(paper_file(), reading))
    assert list(rows(facts)) == []


def test_nothing_of_a_paper_stays_in_circles(pack: tuple[Reading, Facts]) -> None:
    """What is left in a circle of values stays in memory until it is looked for, and looking takes long."""
    reading, _ = pack
    division = divide(paper_file(), reading)
    gc.collect()
    gc.disable()
    try:
        extract(paper_file(), reading, division)
        assert not [value for value in gc.get_objects() if isinstance(value, Material)]
    finally:
        gc.enable()
