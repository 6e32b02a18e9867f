"""Stage 4, extract: sections become facts, each with its words, page and box."""

from __future__ import annotations

from pipeline.extract.agenda import find_agenda_items
from pipeline.extract.attendance import find_attendance
from pipeline.extract.date_rows import find_date_rows
from pipeline.extract.material import Material
from pipeline.extract.meetings import find_meetings
from pipeline.extract.paper_date import find_contexts
from pipeline.records import Division, Facts, PaperFile, Reading

VERSION = 1


def extract(paper: PaperFile, reading: Reading, division: Division) -> Facts:
    """Everything that one document says: who met, what was on the agenda, what was decided, promised and measured, by whom and when."""
    material = Material(paper, reading, division)
    meetings = find_meetings(material)
    agenda_items = find_agenda_items(material, meetings.records)
    attendance = find_attendance(material, meetings.records)
    contexts = find_contexts(material, meetings.records, [])
    dates = find_date_rows(material, contexts, meetings.records, [])
    return Facts(
        document_id=reading.document_id,
        meetings=meetings.records,
        agenda_items=agenda_items.records,
        attendance=attendance.records,
        dates=dates.records,
        findings=[*meetings.findings, *agenda_items.findings, *dates.findings],
    )
