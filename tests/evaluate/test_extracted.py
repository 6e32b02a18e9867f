"""The database's rows of a paper in the shape of gold."""

from __future__ import annotations

from typing import Any

from pipeline.evaluate.extracted import extracted
from pipeline.evaluate.records import Person

DOCUMENT = {"id": "d", "council": "Wexcombe District Council", "kind": "minutes"}
TABLES: dict[str, list[dict[str, Any]]] = {
    "meetings": [{"id": "m", "date": "2021-03-10"}],
    "attendance": [{"meeting_id": "m", "name": "Ann Field"}, {"meeting_id": None, "name": "Bo Marsh"}],
    "actions": [{"id": "a1"}, {"id": "a2"}],
    "action_leads": [{"action_id": "a1", "officer_id": "clerk"}, {"action_id": "a1", "officer_id": "streets"}],
    "officers": [
        {"id": "clerk", "name": "Dee Hart", "post": "Clerk"},
        {"id": "streets", "name": None, "post": "Head of Streets"},
    ],
    "officer_mentions": [
        {"officer_id": "clerk", "name_text": "D Hart", "post_text": None, "role": "presenter", "page": 2},
        {"officer_id": "clerk", "name_text": None, "post_text": "Town Clerk", "role": "author", "page": 3},
    ],
    "dates": [
        {"text": "10 March", "start": "2021-03-10", "end": "2021-03-10", "page": 1},
        {"text": "10 MARCH", "start": "2021-03-10", "end": "2021-03-10", "page": 2},
        {"text": "10 March", "start": "2022-03-10", "end": "2022-03-10", "page": 2},
    ],
    "resolutions": [{"id": "r", "reference": "A21/17", "text": "that the lanes be gritted"}],
    "votes": [{"resolution_id": "r", "name": "Ann Field", "vote": "for"}],
    "declarations": [{"meeting_id": "m", "name": "Ann Field", "kind": "personal"}],
}


def test_tasks() -> None:
    found = extracted(DOCUMENT, TABLES)
    assert (found.document_id, found.council) == ("d", "Wexcombe District Council")
    tasks = found.tasks
    assert [row.text("kind") for row in tasks["documents"]] == ["minutes"]
    assert [row.value("meeting_date") for row in tasks["attendance"]] == ["2021-03-10", None]
    assert [row.items("leads") for row in tasks["actions"]] == [[Person("Dee Hart", "Clerk"), Person("", "Head of Streets")], []]
    assert [(row.text("text"), row.text("start")) for row in tasks["dates"]] == [("10 March", "2021-03-10"), ("10 March", "2022-03-10")]
    assert [(row.text("reference"), row.text("text")) for row in tasks["votes"]] == [("A21/17", "that the lanes be gritted")]
    assert [row.value("meeting_date") for row in tasks["declarations"]] == ["2021-03-10"]


def test_officer_has_every_spelling_and_role_of_the_paper() -> None:
    clerk, streets = extracted(DOCUMENT, TABLES).tasks["officers"]
    assert clerk.items("names") == ["Dee Hart", "D Hart"]
    assert clerk.items("posts") == ["Clerk", "Town Clerk"]
    assert clerk.items("roles") == ["action lead", "author", "presenter"]
    assert clerk.value("page") == 2, "where it is first named"
    assert (streets.items("names"), streets.items("roles")) == ([], ["action lead"])


def test_paper_without_rows_has_every_task() -> None:
    tasks = extracted(DOCUMENT, {}).tasks
    assert {name for name, rows in tasks.items() if rows} == {"documents"}
