"""Personal data of the public: e-mail addresses, telephone numbers, home addresses, names of those who signed a petition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.material import Material
from pipeline.extract.personal.marks import Mark, Printed, printed_lines
from pipeline.extract.personal.reached import find_addresses, find_emails, find_telephones, may_reach
from pipeline.extract.personal.signed import find_signatories, may_be_signed
from pipeline.records import Finding, Found, PersonalData, Span

__all__ = ["find_personal_data", "marks_of"]


def find_personal_data(material: Material) -> Found[PersonalData]:
    """What a paper prints of private people, page by page in printed order, and a finding for each page that has some, without its words.

    What stands on restricted pages is not looked for, as it is not stored.
    """
    found: Found[PersonalData] = Found()
    for number, page in material.pages.items():
        section = material.section_at(number)
        if not page.text or (section is not None and section.restricted):
            continue
        marks = list(marks_of(printed_lines(page.text))) if may_hold(page.text) else []
        for mark in marks:
            source = material.source_at(Span(number, mark.start, mark.end))
            found.records.append(PersonalData(id=material.next_id("personal_data", number), kind=mark.kind, source=source))
        if marks:
            found.findings.append(_finding(number, len(marks)))
    return found


def may_hold(text: str) -> bool:
    """Whether a page may have something personal: the cheap test in front of looking line by line."""
    return may_reach(text) or may_be_signed(text)


def marks_of(lines: list[Printed]) -> Iterator[Mark]:
    """What is personal on a page, in printed order; of two that overlap, the longer."""
    marks = [*find_emails(lines), *find_telephones(lines), *find_addresses(lines), *find_signatories(lines)]
    end = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _finding(number: int, count: int) -> Finding:
    what = "something" if count == 1 else f"{count} things"
    message = (
        f"Page {number} prints {what} that seem{'s' if count == 1 else ''} to be personal to people of the public. It is taken out of what "
        "is published. Look at the table personal_data, and at whether the paper itself should be online."
    )
    return Finding(code="personal-data", severity="warning", page=number, message=message)
