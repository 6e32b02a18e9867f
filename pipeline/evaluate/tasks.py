"""The tasks that are measured, in the order of the database: how rows match, which fields are judged, and what a row is known by."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.evaluate import matching
from pipeline.evaluate.fields import Field, all_of, all_said, exact, flag, label, leads, mention, name, one_role, post, text
from pipeline.evaluate.matching import Rule
from pipeline.evaluate.records import Rates, Row

PROVENANCE = "provenance"
"""Needs no gold: the share of rows whose words stand on the page they give."""

BY_RECALL = frozenset({"findings"})
"""Tasks of which gold does not list every true row: only what it lists has to be there."""


class Task(NamedTuple):
    """A task, named for its table. `match` is None for documents: one paper is one row. `known_by` are the columns that name a row."""

    match: Rule | None
    known_by: tuple[str, ...]
    fields: dict[str, Field] = {}  # noqa: RUF012

    def shown(self, row: Row) -> str:
        """A row in a line, for a person to read."""
        parts = (" ".join(row.text(column).split()) for column in self.known_by)
        return " | ".join(part or "-" for part in parts)


def _fields(*fields: Field, **named: Field) -> dict[str, Field]:
    return {**{field.columns[0]: field for field in fields}, **named}


TASKS: dict[str, Task] = {
    "documents": Task(None, ("kind", "council", "title"), _fields(exact("kind"), text("council"), text("title"))),
    "sections": Task(matching.same_section, ("kind", "page_start", "page_end", "title"), _fields(flag("restricted"))),
    "meetings": Task(matching.same_meeting, ("date", "committee"), _fields(exact("start_time"), text("venue"))),
    "agenda_items": Task(matching.same_numbered_title("number", tie="part"), ("number", "title"), _fields(exact("part"))),
    "attendance": Task(
        matching.same_person_there,
        ("name", "status"),
        _fields(exact("meeting_date"), exact("capacity"), text("role"), post("post")),
    ),
    "minutes": Task(matching.same_numbered_title("reference"), ("reference", "title")),
    "resolutions": Task(
        matching.same_resolution,
        ("reference", "label", "text"),
        _fields(
            label("reference"),
            label("label"),
            exact("verb"),
            exact("outcome"),
            name("mover"),
            name("seconder"),
            votes=all_said("votes_for", "votes_against", "votes_abstained"),
        ),
    ),
    "reports": Task(
        matching.same_text("title"),
        ("report_number", "title"),
        _fields(label("report_number"), text("decision_maker"), exact("meeting_date"), text("decision_type"), text("wards")),
    ),
    "recommendations": Task(matching.same_text("text", label="number"), ("number", "text"), _fields(label("number"))),
    "actions": Task(
        matching.same_action,
        ("action", "detail", "progress", "due_text"),
        _fields(
            exact("origin"),
            text("theme"),
            text("action"),
            text("detail"),
            text("measure_of_success"),
            exact("recurring"),
            leads(),
            exact("status"),
            text("progress"),
            text("next_steps"),
            due=all_of("due_start", "due_end"),
        ),
    ),
    "measures": Task(matching.same_measure, ("measure", "reported"), _fields(text("theme"))),
    "officers": Task(matching.same_officer, ("name", "post"), {"role": one_role()}),
    "dates": Task(matching.same_date, ("text", "start", "end")),
    "votes": Task(matching.same_vote, ("reference", "name", "vote", "text"), _fields(label("reference"))),
    "declarations": Task(
        matching.same_declaration, ("name", "kind", "item"), _fields(exact("meeting_date"), exact("kind"), mention("item"))
    ),
    "findings": Task(matching.same_finding, ("code", "quote")),
}


def headline(task: str, rates: Rates) -> float | None:
    """The one rate by which a task is judged: F1, or recall where gold does not list every true row."""
    return rates.recall if task in BY_RECALL else rates.f1


def chosen(names: tuple[str, ...]) -> list[str]:
    """The tasks that are asked for, a name or a list with commas each, in the order above; all when none is.

    Raises UsageError when there is no such task.
    """
    wanted = {word.strip() for part in names for word in part.split(",") if word.strip()}
    known = [*TASKS, PROVENANCE]
    for unknown in sorted(wanted.difference(known)):
        raise UsageError(f"There is no task {unknown}. Tasks are: {', '.join(known)}.")
    return [task for task in known if task in wanted or not wanted]
