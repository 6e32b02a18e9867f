"""Running text: paragraphs that go on in the next one."""

from __future__ import annotations

import pytest
from pages import paragraphs_of, typed

from pipeline.extract.prose import head, rejoined, tail
from pipeline.records import Paragraph, Span


def _paragraph(
    text: str, *, gap: float | None = 2.0, x0: float = 72.0, page: int = 1, label: str | None = None, bold: bool = False
) -> Paragraph:
    return Paragraph(
        text=text, spans=[Span(page, 0, len(text))], label=label, x0=x0, label_x0=x0, x1=x0 + 5 * len(text), gap=gap, size=11, bold=bold
    )


@pytest.mark.parametrize(
    ("before", "after", "goes_on", "case"),
    [
        (_paragraph("It was agreed to ask for the existing"), _paragraph("bin to be moved."), True, "a ragged line"),
        (_paragraph("Approved, proposed by"), _paragraph("AB, seconded by CD."), True, "a word that hands on to a name"),
        (_paragraph("It was agreed."), _paragraph("and noted."), False, "the sentence has ended"),
        (_paragraph("The accounts were signed by the Chairman"), _paragraph("Internal audit"), False, "a new line with a capital"),
        (_paragraph("It was agreed to"), _paragraph("mend the gate.", gap=14.0), False, "white space between"),
        (_paragraph("the fence and the"), _paragraph("gate.", gap=None, page=2), True, "over a page's end"),
        (_paragraph("the meeting of 1"), _paragraph("April 2022 was noted."), True, "a date cut in two"),
        (_paragraph("It was agreed to"), _paragraph("(a) mend the gate", label="(a)"), False, "a list item"),
        (_paragraph("it was also resolved to pay Ashby Builders"), _paragraph("£ 210.00 for the turf"), True, "an amount"),
        (_paragraph("The following papers to be looked at :-"), _paragraph("Asset register"), False, "what opens a list"),
        (_paragraph("The title"), _paragraph("and its text", bold=True), False, "another look"),
    ],
)
def test_paragraphs_go_on(before: Paragraph, after: Paragraph, goes_on: bool, case: str) -> None:
    assert (len(rejoined([before, after])) == 1) is goes_on, case


def test_words_in_the_margin_are_taken_in() -> None:
    [paragraph] = rejoined(paragraphs_of(typed("RESOLVED:\tThat the gate be mended.")))
    assert (paragraph.margin, paragraph.words) == (None, "RESOLVED: That the gate be mended.")


def test_head_and_tail_keep_their_place() -> None:
    whole = _paragraph("Gate. It was agreed to mend it.")
    assert (head(whole, 5).text, head(whole, 5).spans) == ("Gate.", [Span(1, 0, 5)])
    assert (tail(whole, 5).text, tail(whole, 5).spans) == ("It was agreed to mend it.", [Span(1, 6, 31)])
    assert tail(whole, 0) is whole
