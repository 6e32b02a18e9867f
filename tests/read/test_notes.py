"""Notes in the margin do not cut the sentences that they stand beside."""

from __future__ import annotations

import pytest
from pages import LEADING, LEFT, TOP, Sheet, read_sheets

BODY = [
    "The Committee considered the report of the Head of Streets on",
    "winter gritting and noted that two of the three gritters had been",
    "replaced since the last meeting. Members asked whether the routes",
    "past the primary schools would be treated before eight.",
]
NEXT = [
    "The lease of the depot at the ring road was then discussed, and it",
    "was agreed that the Head of Streets should ask for ten more years.",
    "Nobody else wished to speak.",
]


def sheet_with(note: list[str], x: float, *, size: float, leading: float, text_at: float = LEFT) -> Sheet:
    sheet = Sheet()
    sheet.lines(BODY, text_at, TOP)
    sheet.lines(NEXT, text_at, TOP + LEADING * len(BODY) + 14)
    for place, line in enumerate(note):
        sheet.write(line, x, TOP + 2 + leading * place, size=size)
    return sheet


def test_a_comment_on_the_right_is_read_after_its_paragraph() -> None:
    comment = ["Commented [JS1]: Is this", "still so? The depot says", "that all have been"]
    (page,) = read_sheets(sheet_with(comment, 450, size=8, leading=10))
    assert page.text.split("\n") == [*BODY, *comment, *NEXT]


def test_a_side_heading_on_the_left_is_read_before_its_paragraph() -> None:
    (page,) = read_sheets(sheet_with(["gritting of", "the roads"], 40, size=8, leading=9, text_at=130))
    assert page.text.split("\n") == ["gritting of", "the roads", *BODY, *NEXT]


@pytest.mark.parametrize(
    ("note", "size"),
    [
        (["ACTION: JS"], 11.0),  # in the type of the text
        (["JS", "CF"], 8.0),  # initials
        (["Head of Streets"], 8.0),  # one line
    ],
)
def test_marks_of_actions_stay_on_their_line(note: list[str], size: float) -> None:
    (page,) = read_sheets(sheet_with(note, 460, size=size, leading=LEADING))
    assert page.text.split("\n")[0] == f"{BODY[0]} {note[0]}"


def test_small_type_under_the_text_is_no_note() -> None:
    sheet = Sheet()
    sheet.lines(BODY)
    sheet.lines(NEXT, top=200)
    for place, line in enumerate(("The report is on the council's site", "and at the library")):
        sheet.write(line, LEFT, 300 + 10 * place, size=8)
    (page,) = read_sheets(sheet)
    assert page.text.split("\n")[-2:] == ["The report is on the council's site", "and at the library"]
