"""Front sheets that are plain headings."""

from __future__ import annotations

from pages import read_sheets, typed

from pipeline.extract.reports.openings import Opening, read_opening


def opening(text: str, council: str | None = None) -> Opening:
    return read_opening(read_sheets(typed(text))[0], council, [])


def test_body_day_title_and_author_each_on_a_line() -> None:
    found = opening("""
        # Planning Committee
        # 3 October 2022
        # Tree Preservation Order 5 of 2022
        # Report of the Assistant Director – Planning
        *Purpose of report
        To confirm the order.
        """)
    assert found.maker == "Planning Committee"
    assert found.dated is not None and found.dated.text == "3 October 2022"
    assert found.title is not None and found.title.text == "Tree Preservation Order 5 of 2022"
    assert found.authored


def test_body_and_day_on_one_line_below_the_council_s_name() -> None:
    found = opening("# EXAMPLETON COUNTY COUNCIL\n# CABINET – 19 MARCH 2024\n# FIRE COVER REVIEW", "Exampleton County Council")
    assert (found.maker, found.title.text if found.title else None) == ("CABINET", "FIRE COVER REVIEW")


def test_report_to_a_body_and_the_number_of_an_item() -> None:
    found = opening("*Report to Full Council – 12 March 2024\n*Agenda item 9: Replacing the play area fence\nThe fence is broken.")
    assert (found.maker, found.title.text if found.title else None) == ("Full Council", "Replacing the play area fence")


def test_running_text_opens_nothing() -> None:
    found = opening("The service has grown over the last three years.\nIt now helps four thousand households.")
    assert found.told == 0
