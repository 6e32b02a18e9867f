"""When a field of a matched row is right, when it is not judged, and what it counts as."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.evaluate.records import Person, Row
from pipeline.evaluate.tasks import TASKS

CLERK, STREETS = Person("Dee Hart", "Clerk"), Person("", "Head of Streets & Lanes")

# task, field, gold, found, right (None: not judged), case
FIELDS: list[tuple[str, str, dict[str, Any], dict[str, Any], bool | None, str]] = [
    ("actions", "status", {"status": "Amber"}, {"status": "amber"}, True, "capitals"),
    ("actions", "status", {"status": None}, {}, True, "rightly empty"),
    ("actions", "status", {}, {"status": "amber"}, None, "gold does not speak of it"),
    ("actions", "due", {"due_start": "2021-04-01", "due_end": "2021-04-30"}, {"due_start": "2021-04-01"}, False, "an end is missing"),
    ("actions", "due", {"due_start": None, "due_end": None}, {}, True, "no date, none found"),
    ("actions", "due", {"due_text": "soon"}, {"due_start": "2021-04-01"}, None, "only the words are in gold"),
    ("actions", "theme", {"theme": "Safer lanes for all"}, {"theme": "Safer lanes, for all"}, True, "by words"),
    ("actions", "leads", {"leads": ["Clerk"]}, {"leads": [CLERK]}, True, "by post"),
    ("actions", "leads", {"leads": ["Hart, Dee"]}, {"leads": [CLERK]}, True, "by name"),
    ("actions", "leads", {"leads": ["Dee Hart Clerk"]}, {"leads": [CLERK]}, True, "by both"),
    ("actions", "leads", {"leads": ["Head of Streets and Lanes", "Clerk"]}, {"leads": [CLERK, STREETS]}, True, "in any order"),
    ("actions", "leads", {"leads": ["Clerk"]}, {"leads": [CLERK, STREETS]}, False, "one too many"),
    ("actions", "leads", {"leads": ["Clerk", "Clerk"]}, {"leads": [CLERK, STREETS]}, False, "each person once"),
    ("actions", "leads", {"leads": []}, {"leads": []}, True, "nobody"),
    ("resolutions", "label", {"label": "(a)"}, {"label": "a)"}, True, "brackets"),
    ("resolutions", "votes", {"votes_for": 4, "votes_against": None}, {"votes_for": 4, "votes_abstained": 1}, True, "only what gold says"),
    ("resolutions", "votes", {"votes_for": 0}, {"votes_for": None}, False, "none is a number"),
    ("resolutions", "mover", {"mover": "AF", "alt_mover": ["Ann Field"]}, {"mover": "Cllr Ann Field"}, True, "another form"),
    ("resolutions", "mover", {"mover": "AF", "alt_mover": "Ann Field"}, {"mover": "Bo Marsh"}, False, "somebody else"),
    ("resolutions", "mover", {"mover": None}, {"mover": None}, True, "nobody"),
    ("officers", "role", {"role": "author", "roles": ["author", "presenter"]}, {"roles": ["presenter"]}, True, "any of them"),
    ("officers", "role", {"role": None}, {"roles": ["author"]}, None, "gold has none"),
    ("sections", "restricted", {"restricted": True}, {"restricted": 1}, True, "a number for yes"),
    ("sections", "restricted", {"restricted": False}, {"restricted": None}, True, "nothing for no"),
    ("declarations", "item", {"item": "minute 57"}, {"item": "57"}, True, "fewer words"),
    ("declarations", "item", {"item": "57"}, {"item": "minute 57 as a tenant"}, True, "more words"),
    ("declarations", "item", {"item": "minute 57"}, {"item": "minute 58"}, False, "another item"),
    ("declarations", "item", {"item": "minute 57"}, {"item": None}, False, "no item"),
    ("attendance", "post", {"post": "Head of Streets & Lanes"}, {"post": "Head of Streets and Lanes"}, True, "ampersand"),
]


@pytest.mark.parametrize(("task", "field", "gold", "found", "right", "case"), FIELDS)
def test_field(task: str, field: str, gold: dict[str, Any], found: dict[str, Any], right: bool | None, case: str) -> None:
    assert TASKS[task].fields[field].right(Row(gold), Row(found)) is right, case


@pytest.mark.parametrize(
    ("field", "gold", "found", "given", "filled"),
    [
        ("due", {"due_start": None, "due_end": None}, {"due_start": "2021-04-01"}, False, True),
        ("due", {"due_start": "2021-04-01", "due_end": "2021-04-30"}, {}, True, False),
        ("leads", {"leads": []}, {"leads": [CLERK]}, False, True),
        ("status", {"status": ""}, {"status": None}, False, False),
    ],
)
def test_values_that_count(field: str, gold: dict[str, Any], found: dict[str, Any], given: bool, filled: bool) -> None:
    judged = TASKS["actions"].fields[field]
    assert judged.given(Row(gold)) is given
    assert judged.filled(Row(gold), Row(found)) is filled


def test_leads_are_shown_with_name_and_post() -> None:
    assert TASKS["actions"].fields["leads"].shown(Row({"leads": [CLERK, STREETS]})) == "Dee Hart / Clerk, Head of Streets & Lanes"
