"""From the words of an action to its record: dates, leads and status understood, doubts as findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.leads import Leads, learn_posts, parse_leads
from pipeline.extract.actions.people import People
from pipeline.extract.actions.status import code_of, code_of_fill
from pipeline.extract.dates import DateContext, Due, find_dates, parse_due
from pipeline.extract.material import Material
from pipeline.extract.paper_date import context_at
from pipeline.records import Action, Finding, Found

BEFORE_DUE = re.compile(
    r"\b(?:by|before|no later than|not later than|in time for|due(?: on| by)?|deadline(?: of| is)?"
    r"|to (?:the|its|their|a|our)(?: next)? meeting (?:on|of|in))"
    r"\s+(?:the\s+)?(?:(?:end|close|beginning|start|middle) of\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before a date by which something is promised."""


def built(material: Material, drafts: Sequence[Draft], people: People, contexts: dict[int, DateContext]) -> Found[Action]:
    """The actions that drafts make, in their order, with a finding for each doubt."""
    found: Found[Action] = Found()
    learn_posts([draft.leads for draft in drafts], people)
    unknown: set[str] = set()
    leads_of: dict[tuple[str, ...], Leads] = {}
    for draft in drafts:
        context = context_at(contexts, material, draft.span.page)
        due_text = draft.due_text or (_due_in(draft.action, context) if draft.origin in ("minute", "list") else None)
        due = parse_due(draft.due_cell or due_text, draft.dates or context) if due_text else Due()
        if draft.leads not in leads_of:
            leads_of[draft.leads] = parse_leads(draft.leads, people)
        leads = leads_of[draft.leads]
        source = material.source_at(draft.span, draft.page_end)
        section = material.section_at(source.page)
        action = Action(
            id=material.next_id("actions", source.page),
            section=section.ordinal if section is not None else None,
            origin=draft.origin,
            action=draft.action,
            source=source,
            theme=draft.theme,
            reference=draft.reference,
            detail=draft.detail,
            measure_of_success=draft.measure_of_success,
            due_text=due_text if due.text else None,
            due_start=due.start,
            due_end=due.end,
            due_precision=due.precision,
            recurring=due.recurring,
            leads_text=draft.leads_text,
            leads=list(leads.leads),
            status_text=draft.status_text,
            status=code_of(draft.status_text) if draft.status_text else code_of_fill(draft.fill),
            progress=draft.progress,
            next_steps=draft.next_steps,
            extra=draft.extra,
        )
        found.records.append(action)
        fresh = [key for key in leads.unresolved if key not in unknown]
        unknown.update(fresh)
        found.findings.extend(_doubts(action, due, context, fresh))
    return found


def _due_in(action: str | None, context: DateContext) -> str | None:
    """The date by which a sentence says that something will be done; None when it names no such date, or several."""
    dates = [date for date in find_dates(action or "", context) if date.start and BEFORE_DUE.search((action or "")[: date.start_at])]
    return dates[0].text if len(dates) == 1 else None


def _doubts(action: Action, due: Due, context: DateContext, initials: Sequence[str]) -> list[Finding]:
    doubts = [
        _finding("lead-unresolved", "warning", f"Nothing in the paper says who {key} is.", action, action.leads_text) for key in initials
    ]
    if due.impossible:
        doubts.append(_finding("impossible-date", "warning", f"There is no such day as {due.text}.", action, due.text))
    if due.weekday_mismatch:
        doubts.append(_finding("weekday-mismatch", "warning", f"The weekday of {due.text} is not that date's.", action, due.text))
    if due.year_inferred:
        message = f"The year of {due.text} is not printed; taken from the paper's own date: {due.start or 'no such day'}."
        doubts.append(_finding("year-inferred", "info", message, action, due.text))
    if due.end and context.document_date and due.end < context.document_date and action.status not in ("complete", "superseded"):
        message = f"Due {due.text}, which is before the paper's own date, {context.document_date}."
        doubts.append(_finding("due-before-document", "info", message, action, due.text))
    return doubts


def _finding(code: str, severity: str, message: str, action: Action, quote: str | None) -> Finding:
    return Finding(
        code=code,
        severity=severity,  # type: ignore[arg-type]
        message=message,
        page=action.source.page,
        quote=quote,
        table_name="actions",
        row_id=action.id,
    )
