"""When two rows are the same row: a table for each task."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.evaluate.records import Row
from pipeline.evaluate.tasks import TASKS

ACTION = {"action": "Refill the grit bins", "detail": "the bins by the school and on the hill, before the first frost of the year"}
LONG = "The clerk reported on the lanes. The clerk will write to the contractor about them. Members thanked her."

# task, gold, found, whether they are the same row, case
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], bool, str]] = [
    (
        "sections",
        {"kind": "agenda", "page_start": 1, "page_end": 3},
        {"kind": "agenda", "page_start": 1, "page_end": 3},
        True,
        "same pages",
    ),
    (
        "sections",
        {"kind": "agenda", "page_start": 1, "page_end": 3},
        {"kind": "agenda", "page_start": 1, "page_end": 4},
        False,
        "a page more",
    ),
    (
        "meetings",
        {"committee": "The Lanes Panel", "date": "2021-03-10"},
        {"committee": "Lanes Panel", "date": "2021-03-10"},
        True,
        "article",
    ),
    (
        "meetings",
        {"committee": "Lanes Panel", "date": "2021-03-10"},
        {"committee": "Lanes Panel", "date": "2021-03-11"},
        False,
        "another day",
    ),
    (
        "meetings",
        {"committee": "Lanes Panel", "date": "2021-03-10"},
        {"committee": "Roads Forum", "date": "2021-03-10"},
        False,
        "another body",
    ),
    (
        "meetings",
        {"committee": "Council", "date": "2021-03-10"},
        {"committee": "Wexcombe Town Council", "date": "2021-03-10"},
        True,
        "whole",
    ),
    ("agenda_items", {"number": "4.", "title": "Depot lease"}, {"number": "4", "title": "DEPOT LEASE"}, True, "stop after the number"),
    ("agenda_items", {"number": "4", "title": "Depot lease"}, {"number": "5", "title": "Depot lease"}, False, "another number"),
    ("minutes", {"reference": "A21/17", "title": "Lanes"}, {"reference": "A21/17", "title": "Depot"}, False, "another title"),
    ("minutes", {"reference": None, "title": "Lanes"}, {"title": "Lanes"}, True, "no reference on either side"),
    ("attendance", {"name": "Ann Field", "status": "present"}, {"name": "Cllr A Field", "status": "present"}, False, "initial"),
    ("attendance", {"name": "Ann Field", "status": "present"}, {"name": "FIELD, Ann", "status": "present"}, True, "surname first"),
    ("attendance", {"name": "Ann Field", "status": "present"}, {"name": "Ann Field", "status": "apologies"}, False, "was she there"),
    ("resolutions", {"text": "that the lanes be gritted"}, {"text": "that the lanes be gritted."}, True, "full stop"),
    ("resolutions", {"text": "that the lanes be gritted"}, {"text": "that the lanes be swept"}, False, "four of five words"),
    ("reports", {"title": "Gritting of lanes in winter"}, {"title": "Gritting of Lanes in Winter"}, True, "capitals"),
    ("recommendations", {"text": "adopt the routes"}, {"text": "reject the depot"}, False, "another text"),
    ("actions", ACTION, ACTION, True, "the same"),
    ("actions", ACTION, {**ACTION, "detail": None}, True, "the action has words enough: the detail is a field"),
    ("actions", {**ACTION, "action": "Grit bins"}, {"action": "Grit bins"}, False, "but two words are not enough"),
    ("actions", {"action": "Bins", "progress": "12 of 15 filled"}, {"action": "Bins", "progress": "12 of 15 filled"}, True, "by progress"),
    ("actions", {"action": "Fill the bins"}, {"action": "Fill the bins", "detail": "x " * 9}, True, "gold does not speak of detail"),
    ("actions", {"origin": "minute", "action": "The clerk will write to the contractor"}, {"action": LONG}, True, "its whole paragraph"),
    ("actions", {"origin": "table", "action": "The clerk will write to the contractor"}, {"action": LONG}, False, "only in minutes"),
    ("measures", {"measure": "Bins", "reported": "12 of 15"}, {"measure": "Bins 12", "reported": "of 15"}, True, "cut elsewhere"),
    ("officers", {"name": "Dee Hart", "post": None}, {"names": ["Dee Hart"], "posts": []}, True, "a name alone"),
    ("officers", {"name": "Dee Hart", "post": "Clerk"}, {"names": ["Dee Hart"], "posts": []}, False, "the post is missing"),
    (
        "officers",
        {"name": "Dee Hart", "post": "Clerk"},
        {"names": ["D Hart", "Dee Hart"], "posts": ["Officer", "Clerk"]},
        True,
        "a spelling",
    ),
    ("officers", {"post": "Clerk", "alt_posts": ["Town Clerk"]}, {"names": [], "posts": ["Town Clerk"]}, True, "another spelling in gold"),
    ("officers", {"name": None, "post": "Clerk"}, {"names": ["Dee Hart"], "posts": ["Clerk"]}, True, "gold has no name"),
    ("dates", {"text": "10 March", "start": "2021-03-10", "end": "2021-03-10"}, {"text": "10 March 2021"}, False, "no days found"),
    (
        "dates",
        {"text": "10 March", "start": "2021-03-10", "end": "2021-03-10"},
        {"text": "Wednesday 10 March 2021", "start": "2021-03-10", "end": "2021-03-10"},
        True,
        "a longer expression",
    ),
    (
        "dates",
        {"text": "March 2021", "start": "2021-03-01", "end": "2021-03-31"},
        {"text": "March 2021", "start": "2021-03-01", "end": "2021-03-01"},
        False,
        "a day that was made up",
    ),
    ("findings", {"code": "no-text", "quote": "x"}, {"code": "no-text"}, True, "the code alone"),
    ("findings", {"code": "no-text"}, {"code": "garbled-text"}, False, "another code"),
    (
        "votes",
        {"name": "Ann Field", "vote": "for"},
        {"name": "Cllr Ann Field", "vote": "for", "text": "any"},
        True,
        "gold names no resolution",
    ),
    ("votes", {"name": "Ann Field", "vote": "for"}, {"name": "Ann Field", "vote": "against"}, False, "the other side"),
    (
        "votes",
        {"name": "Ann Field", "vote": "for", "text": "that the lanes be gritted"},
        {"name": "Ann Field", "vote": "for", "text": "that the depot be let"},
        False,
        "on something else",
    ),
    (
        "votes",
        {"name": "Ann Field", "vote": "for", "reference": "12"},
        {"name": "Ann Field", "vote": "for", "reference": "13"},
        False,
        "in another minute",
    ),
    ("votes", {"name": "Ann Field", "alt_name": ["Field"], "vote": "for"}, {"name": "Cllr Field", "vote": "for"}, True, "another form"),
    ("declarations", {"name": "Ann Field", "item": "4"}, {"name": "Ann Field", "item": "5"}, True, "the item is a field"),
    ("declarations", {"name": "Ann Field"}, {"name": "Bo Marsh"}, False, "somebody else"),
]


@pytest.mark.parametrize(("task", "gold", "found", "same", "case"), PAIRS)
def test_same_row(task: str, gold: dict[str, Any], found: dict[str, Any], same: bool, case: str) -> None:
    rule = TASKS[task].match
    assert rule is not None
    assert (rule(Row(gold), Row(found)) is not None) is same, case


def test_every_task_with_a_rule_is_in_the_table() -> None:
    assert {name for name, task in TASKS.items() if task.match} == {pair[0] for pair in PAIRS}
