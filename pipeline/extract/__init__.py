"""Stage 4, extract: sections become facts, each with its words, page and box."""

from __future__ import annotations

from typing import Any

from pipeline.edges.shelves import Shelves
from pipeline.extract.actions import find_actions
from pipeline.extract.agenda import find_agenda_items
from pipeline.extract.attendance import find_attendance
from pipeline.extract.checks import check_meetings
from pipeline.extract.date_rows import find_date_rows
from pipeline.extract.declarations import find_declarations
from pipeline.extract.material import Material
from pipeline.extract.measures import find_measures
from pipeline.extract.meetings import find_meetings
from pipeline.extract.minutes import find_minutes
from pipeline.extract.officers import find_officer_mentions
from pipeline.extract.paper_date import find_contexts
from pipeline.extract.personal import find_personal_data
from pipeline.extract.recommendations import find_recommendations
from pipeline.extract.reports import find_reports
from pipeline.extract.resolutions import find_resolutions
from pipeline.extract.tables import find_grids, find_tables
from pipeline.records import Division, Facts, Found, PaperFile, Reading

VERSION = 1


def extract(paper: PaperFile, reading: Reading, division: Division, shelves: Shelves | None = None) -> Facts:
    """Everything that one document says: who met, what was on the agenda, what was decided, promised and measured, by whom and when."""
    material = Material(paper, reading, division, shelves)
    meetings = find_meetings(material)
    agenda_items = find_agenda_items(material, meetings.records)
    attendance = find_attendance(material, meetings.records)
    minutes = find_minutes(material, meetings.records)
    resolutions, votes = find_resolutions(material, minutes.records, attendance.records)
    declarations = find_declarations(material, meetings.records, attendance.records)
    reports = find_reports(material, meetings.records)
    recommendations = find_recommendations(material, reports.records)
    contexts = find_contexts(material, meetings.records, reports.records)
    grids = find_grids(material)
    tables = find_tables(material, grids)
    actions = find_actions(material, grids, attendance.records, contexts)
    measures = find_measures(material, grids)
    officers = find_officer_mentions(material, attendance.records, actions.records)
    dates = find_date_rows(material, contexts, meetings.records, actions.records)
    personal = find_personal_data(material)
    found: list[Found[Any]] = [meetings, agenda_items, attendance, minutes, resolutions, declarations, reports, recommendations]
    found += [tables, actions, measures, officers, dates, personal]
    doubts = check_meetings(material, meetings.records)
    material.forget()
    return Facts(
        document_id=reading.document_id,
        meetings=meetings.records,
        agenda_items=agenda_items.records,
        attendance=attendance.records,
        minutes=minutes.records,
        resolutions=resolutions.records,
        votes=votes,
        declarations=declarations.records,
        reports=reports.records,
        recommendations=recommendations.records,
        actions=actions.records,
        measures=measures.records,
        officer_mentions=officers.records,
        dates=dates.records,
        tables=tables.records,
        personal_data=personal.records,
        findings=[*(finding for part in found for finding in part.findings), *doubts],
    )
