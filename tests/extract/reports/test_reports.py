"""Reports of a document: a row for each front sheet, and for each that a minute names by its number."""

from __future__ import annotations

from pages import Sheet, material_of, typed

from pipeline.extract.reports import find_reports
from pipeline.records import Meeting, Report, Section, Source

SOURCE = Source(page=1, quote="x", bbox=(0, 0, 1, 1))


def only(text: str) -> Report:
    (report,) = find_reports(material_of(typed(text), kind="report")).records
    return report


def test_every_field_of_a_front_sheet() -> None:
    report = only("""
        Report No.\tES22001
        Decision Maker:\tEnvironment Portfolio Holder
        Date:\t\tFor scrutiny by the Environment Committee on 9 June 2021
        Decision Type:\tNon-Urgent\tExecutive\tNon-Key
        Title:\t\tSTREET TREES
        Ward:\t\t(All Wards);
        *1. Reason for report
        To agree the planting programme.
        """)
    assert (report.report_number, report.title, report.decision_maker) == ("ES22001", "STREET TREES", "Environment Portfolio Holder")
    assert (report.meeting_date, report.decision_type, report.wards) == ("2021-06-09", "Non-Urgent Executive Non-Key", "All Wards")
    assert report.purpose == "To agree the planting programme."
    assert report.source.quote == "STREET TREES"


def test_a_body_printed_with_its_day() -> None:
    report = only("To:\tCabinet – 30 January 2025\nSubject:\tSchool places\nDecision No:\t25/00096\nElectoral Division: All")
    assert (report.decision_maker, report.meeting_date, report.report_number) == ("Cabinet", "2025-01-30", "25/00096")


def test_a_key_decision_is_a_decision_type() -> None:
    assert only("To:\tCabinet\nSubject:\tSchool places\nKey Decision:\tYes").decision_type == "Key Decision"
    assert only("To:\tCabinet\nSubject:\tSchool places\nKey Decision:\tNo").decision_type is None


def test_what_is_said_not_to_be_there_is_none() -> None:
    report = only("To:\tCabinet\nSubject:\tSchool places\nReport No:\tN/A\nWards:\tNone")
    assert (report.report_number, report.wards) == (None, None)


def test_a_month_on_the_front_sheet_is_the_day_of_the_pack_s_meeting_in_it() -> None:
    material = material_of(typed("Report to:\tReview Panel\nDate:\tNovember 2017\nSubject:\tDay centres"), kind="report")
    meeting = Meeting(id="m", committee="Review Panel", date="2017-11-01", source=SOURCE, role="announced")
    assert find_reports(material, [meeting]).records[0].meeting_date == "2017-11-01"
    later = Meeting(id="m", committee="Review Panel", date="2017-12-01", source=SOURCE, role="announced")
    assert find_reports(material, [later]).records[0].meeting_date is None


def test_a_report_without_a_front_sheet_is_no_row() -> None:
    assert find_reports(material_of(typed("# Monthly news\nThe verges were cut."), kind="report")).records == []


def test_each_section_of_a_pack_has_its_own() -> None:
    sheets = [typed("To:\tCabinet\nSubject:\tReport one"), typed("Title:\tReport two\nDecision Maker:\tThe Leader", 2)]
    sections = [Section(ordinal=n, kind="report", page_start=n, page_end=n) for n in (1, 2)]
    found = find_reports(material_of(*sheets, sections=sections)).records
    assert [(report.section, report.title) for report in found] == [(1, "Report one"), (2, "Report two")]


def test_a_report_named_in_minutes_has_the_minute_s_title() -> None:
    text = """
        # Minutes of the Health Committee held on 3 May 2022
        *12\tPORTFOLIO PLAN
        Report ACH22-044
        The Committee considered the plan.
        *13\tANY OTHER BUSINESS
        There was none.
        """
    found = find_reports(material_of(typed(text), kind="minutes")).records
    assert [(report.report_number, report.title) for report in found] == [("ACH22-044", "PORTFOLIO PLAN")]


def test_nothing_is_read_from_restricted_sheets() -> None:
    sheet = Sheet()
    sheet.write("Title: Secret")
    section = Section(ordinal=1, kind="restricted", page_start=1, page_end=1, restricted=True)
    assert find_reports(material_of(sheet, sections=[section])).records == []
