"""A document for the extractors, and the way from words back to their place."""

from __future__ import annotations

import pytest
from pages import material_of, typed

from pipeline.extract.material import Material, box_of, spans_of
from pipeline.records import Page, Paragraph, Section, Span

UPPER = "The lowest of the tenders was within the money set aside by the Finance Panel and"
LOWER = "the Council."
GATE = "The Clerk said that the gate in Mill Lane  had been painted in May and that"


@pytest.fixture
def material() -> Material:
    return material_of(
        typed(f"# Works Committee\n\n1.\t{GATE}\n\tthe roof is next.\n\n{UPPER}", 1),
        typed(f"{LOWER}\n\nClosed.", 2),
        typed("Document is Restricted", 3),
        sections=[
            Section(ordinal=1, kind="minutes", page_start=1, page_end=2),
            Section(ordinal=2, kind="restricted", page_start=3, page_end=3, restricted=True),
        ],
    )


def find(material: Material, words: str) -> Paragraph:
    return next(paragraph for paragraph in material.paragraphs if words in paragraph.text)


def test_paragraphs_leave_restricted_sheets_out(material: Material) -> None:
    assert [paragraph.text[:9] for paragraph in material.paragraphs] == ["Works Com", "1. The Cl", "The lowes", "Closed."]


def test_paragraphs_belong_to_the_section_they_start_in() -> None:
    halves = [Section(ordinal=n, kind=kind, page_start=n, page_end=n) for n, kind in ((1, "report"), (2, "appendix"))]  # type: ignore[arg-type]
    material = material_of(typed(UPPER, 1), typed(f"{LOWER}\n\nClosed.", 2), sections=halves)
    assert [[paragraph.text for paragraph in material.paragraphs_of(section)] for section in halves] == [[f"{UPPER} {LOWER}"], ["Closed."]]


def test_sections_by_kind_and_by_page(material: Material) -> None:
    assert [section.ordinal for section in material.sections("minutes", "agenda")] == [1]
    assert [section and section.ordinal for section in map(material.section_at, (1, 2, 3, 4))] == [1, 1, 2, None]


def test_ids_count_by_table_and_page(material: Material) -> None:
    asked = [("minutes", 1), ("minutes", 1), ("actions", 1), ("minutes", 2)]
    assert [material.next_id(*row) for row in asked] == [
        f"{'a' * 16}-minutes-p1-1",
        f"{'a' * 16}-minutes-p1-2",
        f"{'a' * 16}-actions-p1-1",
        f"{'a' * 16}-minutes-p2-1",
    ]


def test_a_quote_is_a_slice_of_its_page_with_white_space_collapsed(material: Material) -> None:
    source = material.source(find(material, "gate"))
    assert (source.page, source.quote, source.page_end) == (
        1,
        "1. The Clerk said that the gate in Mill Lane had been painted in May and that the roof is next.",
        None,
    )
    assert source.quote in " ".join(material.pages[1].text.split())


def test_a_quote_may_be_a_part_of_a_paragraph(material: Material) -> None:
    paragraph = find(material, "gate")
    start = paragraph.text.index("gate")
    source = material.source(paragraph, start, start + 4)
    assert source.quote == "gate"
    assert source.bbox == (108 + 5.5 * GATE.index("gate"), 151, 108 + 5.5 * (GATE.index("gate") + 4), 162)


def test_a_source_s_box_holds_all_its_words(material: Material) -> None:
    source = material.source(find(material, "gate"))
    assert source.bbox == (72, 151, 108 + 5.5 * len(GATE), 176)


def test_a_paragraph_over_a_page_s_end_is_quoted_from_its_first_page(material: Material) -> None:
    source = material.source(find(material, "lowest"))
    assert (source.page, source.quote, source.page_end) == (1, UPPER, 2)


def test_its_rest_is_quoted_from_the_page_it_stands_on(material: Material) -> None:
    paragraph = find(material, "lowest")
    source = material.source(paragraph, paragraph.text.index(LOWER))
    assert (source.page, source.quote, source.page_end) == (2, LOWER, None)


def test_white_space_around_a_span_is_no_part_of_the_quote(material: Material) -> None:
    text = material.pages[1].text
    end = text.index("Mill")
    source = material.source_at(Span(1, text.index("gate") - 1, end))
    assert source.quote == "gate in"
    assert source.bbox[0] == 108 + 5.5 * GATE.index("gate")


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (0, 9, [Span(1, 10, 15), Span(2, 0, 3)]),  # all of it
        (0, 5, [Span(1, 10, 15)]),
        (1, 3, [Span(1, 11, 13)]),
        (6, 9, [Span(2, 0, 3)]),
        (4, 7, [Span(1, 14, 15), Span(2, 0, 1)]),  # over the end
        (5, 6, [Span(1, 10, 15)]),  # the space between: the first stands in
    ],
)
def test_spans_of(start: int, end: int, spans: list[Span]) -> None:
    paragraph = Paragraph(text="first sec", spans=[Span(1, 10, 15), Span(2, 0, 3)])
    assert spans_of(paragraph, start, end) == spans


def test_the_box_of_no_words_is_the_page() -> None:
    assert box_of(Page(number=1, width=595, height=842), 0, 0) == (0, 0, 595, 842)


def test_the_box_of_a_word_s_part_is_the_word_s(material: Material) -> None:
    page = material.pages[1]
    start = page.text.index("Committee")
    assert box_of(page, start + 2, start + 4) == box_of(page, start, start + 9)
