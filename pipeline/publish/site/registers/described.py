"""The registers: what each has, and where in the database it is. Pages, files, feeds and calendars are made from this."""

from __future__ import annotations

from typing import NamedTuple


class Register(NamedTuple):
    """A register: what it has, in a sentence; the `table` of its facts; the table that says which of them count, with all that they can be
    narrowed and put in order by (`kept`); the `view` of whole rows for people; and the address of its `page`."""

    says: str
    table: str
    kept: str
    view: str
    page: str


REGISTERS = {
    "actions": Register("Every action once, however it stands.", "actions", "tracked_actions", "action_tracker", "/-/actions"),
    "meetings": Register(
        "Every meeting that a paper announces or records.", "meetings", "registered_meetings", "meeting_register", "/-/meetings"
    ),
    "resolutions": Register(
        "Every decision, motion and amendment that minutes record.",
        "resolutions",
        "registered_resolutions",
        "resolution_register",
        "/-/resolutions",
    ),
    "attendance": Register(
        "Everybody whom the papers name as present at a meeting, or missing from it.",
        "attendance",
        "registered_attendance",
        "attendance_register",
        "/-/attendance",
    ),
}
"""Every register by its name in addresses."""
