"""Labels in the margin that run over lines."""

from __future__ import annotations

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.margin_labels import mend_margins

KNOWN = {"Officers in Attendance", "Apologies for absence:"}


def mended(*lines: tuple[str, str]) -> list[tuple[str | None, str]]:
    """Margins and words of paragraphs set as lines with a margin and words beside it."""
    sheet = Sheet()
    for place, (margin, words) in enumerate(lines):
        sheet.write(margin, 72, 120 + 14 * place)
        sheet.write(words, 230, 120 + 14 * place)
    paragraphs = list(material_of(sheet, kind="minutes").paragraphs)
    return [(paragraph.margin, paragraph.words) for paragraph in mend_margins(paragraphs, KNOWN.__contains__)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (  # the words beside it run over lines too
            [("Officers in", "Ann Ash (Head of Streets),"), ("Attendance", "Ben Birch and Carol Cole")],
            [("Officers in Attendance", "Ann Ash (Head of Streets), Ben Birch and Carol Cole")],
        ),
        (  # or end in front of the label's second line
            [("Chair:", "Councillor Ben Birch of Ashby"), ("Apologies for", "Councillor Ann Ash"), ("absence:", "")],
            [("Chair:", "Councillor Ben Birch of Ashby"), ("Apologies for absence:", "Councillor Ann Ash")],
        ),
        (  # words in a margin that say nothing together are left
            [("Ann Ash", "Ben Birch"), ("Carol Cole", "Dan Dale")],
            [("Ann Ash", "Ben Birch"), ("Carol Cole", "Dan Dale")],
        ),
    ],
)
def test_labels_over_lines(printed: list[tuple[str, str]], expected: list[tuple[str | None, str]]) -> None:
    assert mended(*printed) == expected


def test_a_mended_paragraph_leads_back_to_the_page() -> None:
    material = material_of(typed("Officers in\t\tAnn Ash (Head\nAttendance\t\tof Streets)"), kind="minutes")
    paragraph = mend_margins(list(material.paragraphs), KNOWN.__contains__)[0]
    at = paragraph.text.index("Ann")
    assert material.source(paragraph, at, at + 7).quote == "Ann Ash"
    assert material.source(paragraph).quote == "Officers in"
