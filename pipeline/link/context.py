"""What a paper as a whole says about a row of it: its meeting, and the day as of which it speaks."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.records import DateExpression, Division, Facts, Meeting, Paper

OPENING_PAGES = 2
"""On how many pages, from the first, a date of publication is that of the paper and not of something it speaks of."""


class Context:
    """The meetings and dates of one paper, as far as its rows need them."""

    def __init__(self, paper: Paper) -> None:
        facts = paper.facts
        self.document_id = paper.document_id
        self.council = paper.division.council
        self.published_on = published_on(paper)
        recorded = [meeting for meeting in facts.meetings if meeting.role == "recorded" and meeting.section is not None]
        self._recorded: dict[int | None, Meeting] = {meeting.section: meeting for meeting in reversed(recorded)}
        self._main = _main_meeting(facts)
        self._reported = {report.section: report.meeting_date for report in reversed(facts.reports) if report.meeting_date}
        self._dates = facts.dates
        self._title = paper.division.title
        self._titles: dict[int | None, str | None] = {section.ordinal: section.title for section in paper.division.sections}
        self._agendas = {section.ordinal for section in paper.division.sections if section.kind == "agenda"}
        self._days: dict[str | None, str | None] = {}

    def section_id(self, ordinal: int | None) -> str | None:
        """The id of a section of the paper by its ordinal."""
        return None if ordinal is None else f"{self.document_id}-sections-{ordinal}"

    def meeting_id(self, section: int | None) -> str | None:
        """The meeting that the section is the minutes of, else the one that the paper was made for."""
        meeting = self._recorded.get(section) or self._main
        return meeting.id if meeting else None

    def committee(self, section: int | None) -> str | None:
        """The body whose minutes the section is, else the one that the paper was made for."""
        meeting = self._recorded.get(section) or self._main
        return meeting.committee if meeting else None

    def reported_on(self, section: int | None) -> str | None:
        """The day as of which the section speaks.

        For minutes that is the day of their meeting; else the date of the paper, the meeting that the section's front sheet names,
        the day or month in the section's title (which in an agenda may be another meeting's), the meeting that the paper was made for,
        or the day or month in the paper's title.
        """
        if section in self._recorded:
            return self._recorded[section].date
        main = self._main.date if self._main else None
        told = self.published_on or self._reported.get(section)
        if not told and (section not in self._agendas or main is None):
            told = self._named_in(self._titles.get(section))
        return told or main or self._named_in(self._title)

    def _named_in(self, title: str | None) -> str | None:
        """The last day of what a title names; looked for once, when it is first asked for."""
        if title not in self._days:
            self._days[title] = _last_day(self._dates, title)
        return self._days[title]


def published_on(paper: Paper) -> str | None:
    """The date of the paper: as the division has it, else the first full date of publication on its opening pages."""
    printed = (
        date.start
        for date in paper.facts.dates
        if date.role == "publication" and date.precision == "day" and date.source.page <= OPENING_PAGES
    )
    return paper.division.published_on or next(printed, None)


def dates_across(dates: Iterable[DateExpression], division: Division) -> list[DateExpression]:
    """Those of a paper's dates that matter to other papers: what may be its day of publication, and what its titles name."""
    titles = {title for title in (division.title, *(section.title for section in division.sections)) if title}
    return [
        date
        for date in dates
        if (date.role == "publication" and date.source.page <= OPENING_PAGES) or any(date.text in title for title in titles)
    ]


def _main_meeting(facts: Facts) -> Meeting | None:
    """The meeting that a paper was made for: the first it announces, else the only one that it records."""
    announced = [meeting for meeting in facts.meetings if meeting.role == "announced"]
    if announced:
        return announced[0]
    return facts.meetings[0] if len(facts.meetings) == 1 else None


def _last_day(dates: Iterable[DateExpression], title: str | None) -> str | None:
    """The last day of the latest day or month that a title names (`half-year update, end of November 2013`)."""
    if not title:
        return None
    named = [date.end for date in dates if date.end and date.precision in ("day", "month") and date.text in title]
    return max(named, default=None)
