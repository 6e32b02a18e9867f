"""What a paper as a whole says about a row of it: its meeting, and the day as of which it speaks."""

from __future__ import annotations

from pipeline.records import Facts, Meeting, Paper


class Context:
    """The meetings of one paper, by the section that records them, and the paper's own date."""

    def __init__(self, paper: Paper) -> None:
        meetings = paper.facts.meetings
        self.document_id = paper.document_id
        self.council = paper.division.council
        self._published_on = paper.division.published_on
        recorded = [meeting for meeting in meetings if meeting.role == "recorded" and meeting.section is not None]
        self._recorded: dict[int | None, Meeting] = {meeting.section: meeting for meeting in reversed(recorded)}
        self._main = _main_meeting(paper.facts)

    def section_id(self, ordinal: int | None) -> str | None:
        """The id of a section of the paper by its ordinal."""
        return None if ordinal is None else f"{self.document_id}-sections-{ordinal}"

    def meeting_id(self, section: int | None) -> str | None:
        """The meeting that the section is the minutes of, else the one that the paper was made for."""
        meeting = self._recorded.get(section) or self._main
        return meeting.id if meeting else None

    def reported_on(self, section: int | None) -> str | None:
        """The day as of which the section speaks: of its meeting when it is minutes, else of the paper."""
        if section in self._recorded:
            return self._recorded[section].date
        return self._published_on or (self._main.date if self._main else None)


def _main_meeting(facts: Facts) -> Meeting | None:
    """The meeting that a paper was made for: the first it announces, else the only one that it records."""
    announced = [meeting for meeting in facts.meetings if meeting.role == "announced"]
    if announced:
        return announced[0]
    return facts.meetings[0] if len(facts.meetings) == 1 else None
