"""Actions: every promise in the tables, grids, margins and lines of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.extract.actions.beside import drafts_beside, silent_columns
from pipeline.extract.actions.build import built
from pipeline.extract.actions.contents import plans, understood
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.inline import drafts_in_lines
from pipeline.extract.actions.keyed import with_keyed_columns
from pipeline.extract.actions.leads import is_lead
from pipeline.extract.actions.lists import drafts_in_lists
from pipeline.extract.actions.margins import drafts_in_margin
from pipeline.extract.actions.milestones import drafts_of_grid, periods_of
from pipeline.extract.actions.passages import subject_of
from pipeline.extract.actions.people import People
from pipeline.extract.actions.promised import drafts_promised
from pipeline.extract.actions.rows import drafts_of_table
from pipeline.extract.actions.segments import Segment, is_action_table, looks_unread, mark_column, minute_text_column, segments_in
from pipeline.extract.actions.stated import drafts_under_states
from pipeline.extract.actions.themes import Themes
from pipeline.extract.dates import DateContext
from pipeline.extract.material import Material
from pipeline.extract.paper_date import context_at
from pipeline.extract.tables import TableGrid
from pipeline.extract.tables.texts import LineEnds
from pipeline.records import Action, Attendance, Finding, Found

__all__ = ["find_actions"]

PLANNING = frozenset({"plan", "plan_update", "appendix", "presentation"})
"""The kinds of sections whose tables of activities are promises, though they say neither who nor when."""


def find_actions(
    material: Material, grids: Sequence[TableGrid], attendance: Sequence[Attendance], contexts: dict[int, DateContext]
) -> Found[Action]:
    """Every action, commitment and milestone of a document, in printed order; `contexts` are those of its sections, by their ordinals.

    Tables are understood by their headings (`schemas/codes/headings.yml`); one that looks like an action table and was not
    understood is a finding. Initials are looked up in the attendance list and in keys that the paper prints.
    """
    people = People(material, attendance)
    themes = material.once(Themes)
    ends = material.once(LineEnds)
    drafts: list[Draft] = []
    unread: list[Segment] = []
    taken: set[tuple[int, int]] = set()
    for printed in segments_in(material, grids):
        context = context_at(contexts, material, printed.rows[0].page)
        segment = understood(with_keyed_columns(printed), people, context)
        found = _of_table(material, segment, themes, people, context)
        if found is None:
            unread.extend([segment] if looks_unread(segment) else [])
        else:
            drafts.extend(found)
            taken.update(_places(segment))
    for section in material.sections("minutes", "other"):
        drafts.extend(drafts_in_margin(material, section, people))
        drafts.extend(drafts_in_lines(material, section, people, ends, frozenset(taken)))
    for section in material.sections("plan", "plan_update", "report", "appendix", "presentation", "other"):
        drafts.extend(drafts_in_lists(material, section, people, themes.titles, ends))
        drafts.extend(drafts_promised(material, section, themes.titles, ends) if section.kind in PLANNING else [])
        drafts.extend(drafts_under_states(material, section, themes.titles, ends, taken))
    drafts.sort(key=lambda draft: (draft.span.page, draft.span.start))
    actions = built(material, drafts, people, contexts)
    return Found(actions.records, _unread(material, unread) + actions.findings)


def _of_table(material: Material, segment: Segment, themes: Themes, people: People, context: DateContext) -> list[Draft] | None:
    """The actions of a stretch of a table; None when it holds none."""
    periods = periods_of(segment.columns, context)
    if periods:
        milestones = drafts_of_grid(segment, themes.of_table(segment.grid), periods, context)
        if milestones is not None:
            return milestones
    text, action = minute_text_column(segment), mark_column(segment.columns)
    if text is not None and action is not None:
        return drafts_beside(material, segment, text, action, people)
    if is_action_table(segment):
        return _with_subjects(drafts_of_table(segment, themes.of_table(segment.grid)), segment, people)
    section = material.section_at(segment.rows[0].page)
    if section is not None and section.kind in PLANNING and plans(segment, people, context, section.kind):
        return _with_subjects(drafts_of_table(segment, themes.of_table(segment.grid)), segment, people)
    silent = silent_columns(material, segment, people)
    return drafts_beside(material, segment, silent[0], silent[1], people) if silent is not None else None


def _with_subjects(drafts: list[Draft], segment: Segment, people: People) -> list[Draft]:
    """The actions of a table; where it has no column for leads, with those that their own words commit (`AB will write`)."""
    return drafts if segment.columns.of("leads") is not None else [replace(d, **_subject(d, people)) for d in drafts]


def _subject(draft: Draft, people: People) -> dict[str, Any]:
    parted = subject_of(draft.action) if draft.action and not draft.leads else None
    named = parted is not None and is_lead(parted[0], people)
    return {"leads": (parted[0],), "leads_text": parted[0]} if parted is not None and named else {}


def _places(segment: Segment) -> Iterator[tuple[int, int]]:
    """Where the words of a table that has been read stand; in minutes with an action column only those of that column."""
    minuted = minute_text_column(segment) is not None or not is_action_table(segment)
    for row in segment.rows:
        for cell in row.cells[-1:] if minuted else row.cells:
            yield from ((span.page, span.start) for item in cell.items for span in item.spans)


def _unread(material: Material, segments: Sequence[Segment]) -> list[Finding]:
    """A finding for each set of headings that was not understood, however many tables have it."""
    pages: dict[str, list[Segment]] = {}
    for segment in segments:
        headings = " | ".join(column.heading for column in segment.columns.columns)
        pages.setdefault(headings, []).append(segment)
    findings = []
    for headings, alike in pages.items():
        first = material.source_at(alike[0].rows[0].spans[0])
        others = sorted({segment.grid.page for segment in alike} - {first.page})
        also = f" (also on pages {', '.join(map(str, others))})" if others else ""
        findings.append(
            Finding(
                code="unread-heading",
                severity="warning",
                message=f"This table looks like one of actions, but its headings were not understood: {headings}{also}.",
                page=first.page,
                quote=first.quote,
                table_name="actions",
            )
        )
    return findings
