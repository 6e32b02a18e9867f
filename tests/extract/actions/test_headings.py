"""What headings of columns mean."""

from __future__ import annotations

import pytest

from pipeline.extract.actions.headings import columns_of, is_rank, meaning_of, says

MEANINGS = [
    ("Action", ("action",), "the plain word"),
    ("Agreed management action", ("action",), "as auditors say"),
    ("What we will do", ("action",), "a sentence"),
    ("Key Actions for 2024/25", ("action",), "with a year behind it"),
    ("Action owner", ("leads",), "the longer phrase wins"),
    ("By Whom?", ("leads",), "with a question mark"),
    ("Lead officer(s)", ("leads",), "with a plural in brackets"),
    ("By When", ("due",), "when, not who"),
    ("Target completion date", ("due",), "three words"),
    ("Timescal e", ("due",), "a word torn by a narrow column"),
    ("Revised target date", ("due_revised",), "the later date"),
    ("Date raised", ("date_raised",), "no due date"),
    ("BRAG rating", ("status",), "colours"),
    ("Half year update - September", ("progress",), "with the month"),
    ("Progress (March 2024)", ("progress",), "the date in brackets does not count"),
    ("How will we know?", ("measure_of_success",), "a question"),
    ("Between April and June we are focusing on", ("next_steps",), "a sentence with dates"),
    ("Lead / Timescale", ("leads", "due"), "two in one column"),
    ("Status and latest position", ("status", "progress"), "two in one column"),
    ("Resources required", ("extra",), "kept by its heading"),
    ("Completed by", ("due",), "a day to come, not one that is past"),
    ("How we'll know", ("measure_of_success",), "a verb in short"),
    ("Who will take it forward", ("leads",), "a question by the word it opens with"),
    ("Who is going to do it?", ("leads",), "who, though `to do` stands in it"),
    ("When will this be finished", ("due",), "a question for a date"),
    ("What will be different", ("measure_of_success",), "a question for an outcome"),
    ("How much will it cost", ("extra",), "a question for money, not how it is done"),
    ("% complete", ("status",), "a share, not a day of completion"),
    ("Hazard identified", ("cause",), "why something is done"),
    ("Remedial action required", ("action",), "as safety inspectors say"),
]


@pytest.mark.parametrize(("heading", "roles", "case"), MEANINGS, ids=[case[0] for case in MEANINGS])
def test_meaning_of(heading: str, roles: tuple[str, ...], case: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None, case
    assert meaning.roles == roles, case


NO_HEADINGS = [
    ("Weather", "a word that no list has"),
    ("The officer said that the lane had been swept twice and that it would be swept again before the fair was held", "a sentence"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "case"), NO_HEADINGS, ids=[case for _, case in NO_HEADINGS])
def test_no_heading(text: str, case: str) -> None:
    assert meaning_of(text) is None, case


def test_kinds_of_other_tables_are_told() -> None:
    assert columns_of(["Payee", "Detail", "Total", "VAT"]).not_actions == {"payments"}
    assert columns_of(["Key decision", "Decision maker", "Date"]).not_actions == {"forward_plans"}
    assert columns_of(["Action", "Owner", "Due"]).not_actions == frozenset()


def test_measures_beside_their_indicators_are_what_is_done() -> None:
    plan = columns_of(["Measure No.", "Measure", "Lead authority", "Key performance indicator", "Progress to date"])
    assert [column.roles for column in plan.columns][:2] == [("reference",), ("action",)]
    assert columns_of(["Measure", "Target", "Actual"]).of("action") is None


def test_a_column_is_found_by_its_role() -> None:
    columns = columns_of(["Ref", "Action", "Owner", "Weather"])
    owner = columns.of("leads")
    assert owner is not None
    assert (owner.index, owner.heading) == (2, "Owner")
    assert [column.heading for column in columns.unknown] == ["Weather"]
    assert columns.has("leads", "due") == 1


RANKS = [("High", True), ("2", True), ("Medium risk", True), ("Safer streets", False), ("Health and wellbeing of all", False)]


@pytest.mark.parametrize(("text", "rank"), RANKS)
def test_ranks_are_no_themes(text: str, rank: bool) -> None:
    assert is_rank(text) is rank


def test_says() -> None:
    assert says("We measure this by:", "measure_bands")
    assert says("ACTION LIST SUMMARY", "action_titles")
    assert not says("The action plan of the regional board was discussed at length", "action_titles")
