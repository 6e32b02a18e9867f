"""What only looks like a table without rules."""

from __future__ import annotations

import pytest
from pages import Sheet
from typeset import set_row

from pipeline.read.columns import spaced
from pipeline.read.lines import find_lines
from pipeline.read.not_tables import lists_people
from pipeline.read.pieces import find_pieces


@pytest.mark.parametrize(
    ("heading", "people"),
    [
        ("Present:", True),
        ("IN ATTENDANCE", True),
        ("Also present -", True),
        ("Councillors Present", True),
        ("Present Councillors", True),
        ("Members of the Panel in attendance", True),
        ("Parish councillors absent", True),
        ("Co-opted members present", True),
        ("Officers in attendance remotely", True),
        ("Absent without apologies", True),
        ("Apologies for absence received from", True),
        ("Attendance", True),
        ("Sessions attended", False),  # figures of schools
        ("Days absent", False),
        ("Attendance rate", False),
        ("Representatives", False),  # says nothing of being there
        ("Presented to Members", False),
        ("Present value", False),  # of money
    ],
)
def test_headings_of_lists_of_people(heading: str, people: bool) -> None:
    sheet = Sheet()
    set_row(sheet, 100, [heading, "2024/25"], (72, 400), "ll")
    head = [spaced(line) for line in find_lines(find_pieces(sheet.drawn()))]
    assert lists_people(head) is people
