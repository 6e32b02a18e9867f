"""Attendance grids: names down, meetings across, a mark in each cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pages import Sheet, material_of, typed

from pipeline.extract.attendance import find_attendance
from pipeline.extract.meetings import find_meetings
from pipeline.records import Attendance

XS = (72, 222, 302, 382, 462)
HEADING = ("Governor", "Category", "7 May 2024", "4 June 2024")


def grid(rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING) -> list[Attendance]:
    sheet = typed("# Minutes of the Board of Governors\nheld on Tuesday 4 June 2024 in the school hall")
    sheet.table(XS[: len(heading) + 1], [200 + 24 * row for row in range(len(rows) + 2)], [heading, *rows])
    material = material_of(sheet, kind="minutes")
    return find_attendance(material, find_meetings(material).records).records


def test_the_column_of_the_day_tells_who_was_there() -> None:
    rows = grid([("Ann Ash", "Parent", "A", "P"), ("Ben Birch", "Foundation", "P", "Ap"), ("Carol Cole", "Staff", "P", "Absent")])
    assert [(row.name, row.status) for row in rows] == [("Ann Ash", "present"), ("Ben Birch", "apologies"), ("Carol Cole", "absent")]


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("✓", "present"),
        ("P", "present"),
        ("Yes", "present"),
        ("x", "present"),
        ("A", "apologies"),
        ("Ap.", "apologies"),
        ("Apologies", "apologies"),
        ("Absent", "absent"),
        ("No", "absent"),
        ("", None),
        ("?", None),  # a mark that nobody has explained
    ],
)
def test_marks(mark: str, status: str | None) -> None:
    assert [row.status for row in grid([("Ann Ash", "Parent", "P", mark)])] == ([status] if status else [])


@pytest.mark.parametrize(
    ("category", "capacity", "post"),
    [
        ("Parent", "member", None),
        ("Co-opted", "co-opted", None),
        ("Headteacher", "officer", "Headteacher"),
        ("Clerk", "officer", "Clerk"),
        ("Something else", "member", None),
    ],
)
def test_the_kind_of_seat(category: str, capacity: str, post: str | None) -> None:
    assert [(row.capacity, row.post) for row in grid([("Ann Ash", category, "P", "P")])] == [(capacity, post)]


def test_a_role_beside_the_name() -> None:
    assert [(row.name, row.role) for row in grid([("Ann Ash (Chair)", "Parent", "P", "P")])] == [("Ann Ash", "Chair")]


def test_names_in_capitals_are_written_as_names() -> None:
    assert [row.name for row in grid([("ANN ASH", "Parent", "P", "P")])] == ["Ann Ash"]


def test_a_row_without_one_name_is_nobody() -> None:
    assert [row.name for row in grid([("Vacancy", "Parent", "P", "P"), ("Ann Ash / Ben Birch", "Parent", "P", "P")])] == []


def test_people_of_the_grid_without_a_mark_were_not_there() -> None:
    rows = grid([("Ann Ash", "Parent", "A", "P"), ("Ben Birch", "Parent", "P", ""), ("Carol Cole", "Parent", "P", "")])
    assert [row.name for row in rows] == ["Ann Ash"]


def test_names_below_the_grid_are_no_list() -> None:
    sheet = typed("# Minutes of the Board of Governors\nheld on Tuesday 4 June 2024")
    sheet.table(XS, (200, 224, 248), [HEADING, ("Ann Ash", "Parent", "A", "P")])
    for place, name in enumerate(("Ben Birch", "Carol Cole", "Dan Dale")):
        sheet.write(name, top=280 + 30 * place)
    material = material_of(sheet, kind="minutes")
    assert [row.name for row in find_attendance(material, find_meetings(material).records).records] == ["Ann Ash"]


def test_a_grid_goes_on_at_the_top_of_the_next_page() -> None:
    first, second = typed("# Minutes of the Board of Governors\nheld on Tuesday 4 June 2024"), Sheet(2)
    first.table(XS, (700, 724, 748), [HEADING, ("Ann Ash", "Parent", "A", "P")])
    second.table(XS, (120, 144, 168), [("Ben Birch", "Parent", "P", "Ap"), ("Carol Cole", "Staff", "P", "")])
    material = material_of(first, second, kind="minutes")
    rows = find_attendance(material, find_meetings(material).records).records
    assert [(row.name, row.status, row.source.page) for row in rows] == [("Ann Ash", "present", 1), ("Ben Birch", "apologies", 2)]


def test_a_table_that_only_names_the_day_is_no_grid() -> None:
    sheet = typed("# Minutes of the Board of Governors")
    sheet.table((72, 192, 500), (200, 224, 248), [("Date", "Tuesday 4 June 2024"), ("Present", "Ann Ash, Ben Birch, Carol Cole")])
    material = material_of(sheet, kind="minutes")
    rows = find_attendance(material, find_meetings(material).records).records
    assert [row.name for row in rows] == ["Ann Ash", "Ben Birch", "Carol Cole"]


def test_a_column_head_without_its_year_is_the_paper_s() -> None:
    assert [row.status for row in grid([("Ann Ash", "Parent", "A", "P")], ("Governor", "Category", "7 May", "4 June"))] == ["present"]


def test_a_grid_of_other_days_tells_nothing() -> None:
    assert grid([("Ann Ash", "Parent", "P", "P")], ("Governor", "Category", "6 May 2023", "3 June 2023")) == []


def test_the_source_is_the_row_from_the_name_to_the_mark() -> None:
    (row,) = grid([("Ann Ash", "Parent", "A", "P")])
    assert (row.source.page, row.source.quote) == (1, "Ann Ash Parent A P")


@pytest.mark.parametrize(
    ("heading", "rows", "expected"),
    [
        (  # a column for each way to be there or not
            ("Member", "Present", "Apologies", "Absent"),
            [("Cllr Ann Ash (Chair)", "✓", "", ""), ("Cllr Ben Birch", "", "x", ""), ("Cllr Carol Cole", "", "", "✓")],
            [("Ann Ash", "present"), ("Ben Birch", "apologies"), ("Carol Cole", "absent")],
        ),
        (  # one column whose words say it, beside whom they are there for
            ("Panel member", "Representing", "Attendance"),
            [("Cllr Ann Ash", "Ashby", "Present"), ("Ben Birch", "Ashby Trust", "Apologies")],
            [("Ann Ash", "present"), ("Ben Birch", "apologies")],
        ),
        (  # one column of those present: a blank says nothing
            ("Member", "Present"),
            [("Cllr Ann Ash", "✓"), ("Cllr Ben Birch", "")],
            [("Ann Ash", "present")],
        ),
    ],
)  # fmt: skip
def test_columns_that_say_who_was_there(heading: Sequence[str], rows: Sequence[Sequence[str]], expected: list[tuple[str, str]]) -> None:
    assert [(row.name, row.status) for row in grid(rows, heading)] == expected


def test_a_co_opted_seat_in_more_words() -> None:
    rows = grid([("Ann Ash", "A co-opted one", "Present")], ("Member", "Seat", "Attendance"))
    assert [row.capacity for row in rows] == ["co-opted"]


def test_roles_posts_and_initials_in_columns_and_words_behind_a_mark() -> None:
    rows = [
        ("Name", "Initials", "Role", "Present / Apologies"),
        ("Ann Ash", "AA", "Chair of Trustees", "Present"),
        ("Ben Birch", "BB", "Trustee", "Present (online)"),
        ("Dr Dan Dale", "DD", "Chief Finance Officer", "Present"),
        ("Eve Elm", "EE", "Parent Trustee", "Apologies"),
    ]
    sheet = typed("# Minutes of the Board of Trustees\nheld on Tuesday 4 June 2024")
    sheet.table((72, 172, 232, 372, 522), [190 + 24 * row for row in range(len(rows) + 1)], rows)
    material = material_of(sheet, kind="minutes")
    people = find_attendance(material, find_meetings(material).records).records
    told = [(row.name, row.capacity, row.role, row.post, row.status, row.note, row.initials) for row in people]
    assert told == [
        ("Ann Ash", "member", "Chair of Trustees", None, "present", None, "AA"),
        ("Ben Birch", "member", None, None, "present", "online", "BB"),
        ("Dan Dale", "officer", None, "Chief Finance Officer", "present", None, "DD"),
        ("Eve Elm", "member", None, None, "apologies", None, "EE"),
    ]
