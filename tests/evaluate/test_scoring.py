"""Rows paired, counted and listed."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.matching import Match
from pipeline.evaluate.records import Counts, Extracted, FieldCounts, Gold, Rates, Row, TaskScore
from pipeline.evaluate.scoring import pair_up, score_paper
from pipeline.evaluate.tasks import TASKS, chosen


def score(task: str, gold: list[dict[str, Any]], found: list[dict[str, Any]] | None) -> TaskScore:
    extracted = None if found is None else Extracted("a" * 16, None, {task: [Row(values) for values in found]})
    return score_paper(Gold("a.pdf", None, {task: [Row(values) for values in gold]}), extracted, [task])[task]


def kinds(score: TaskScore) -> list[str]:
    return [fault.kind for fault in score.faults]


def title(text: str, **more: Any) -> dict[str, Any]:
    return {"reference": None, "title": text, **more}


def test_counts() -> None:
    done = score("minutes", [title("Lanes"), title("Depot")], [title("Lanes"), title("Bins"), title("Signs")])
    assert done.counts == Counts(gold=2, extracted=3, matched=1)
    assert done.counts.rates == Rates(pytest.approx(1 / 3), pytest.approx(1 / 2), pytest.approx(2 / 5))
    assert kinds(done) == ["missed", "spurious", "spurious"]


def test_a_row_counts_once() -> None:
    done = score("minutes", [title("Lanes")], [title("Lanes"), title("Lanes")])
    assert done.counts == Counts(gold=1, extracted=2, matched=1)


def test_paper_that_is_not_there_has_all_rows_missed() -> None:
    done = score("minutes", [title("Lanes"), title("Depot", optional=True)], None)
    assert done.counts == Counts(gold=1, extracted=0, matched=0)
    assert done.counts.rates == Rates(None, 0.0, 0.0)


def test_nothing_to_find_and_nothing_found() -> None:
    done = score("minutes", [], [])
    assert done.counts.rates == Rates(None, None, None)


@pytest.mark.parametrize(
    ("gold", "found", "counts", "case"),
    [
        ([title("Lanes", optional=True)], [], Counts(0, 0, 0, 0), "not there"),
        ([title("Lanes", optional=True)], [title("Lanes")], Counts(0, 0, 0, 1), "there"),
        ([title("Lanes", optional=True)], [title("Lanes"), title("Lanes")], Counts(0, 0, 0, 2), "there twice"),
        ([title("Lanes", optional=True), title("Lanes")], [title("Lanes")], Counts(1, 1, 1, 0), "required rows are served first"),
    ],
)
def test_optional_rows(gold: list[dict[str, Any]], found: list[dict[str, Any]], counts: Counts, case: str) -> None:
    assert score("minutes", gold, found).counts == counts, case


def test_optional_date_left_without_days() -> None:
    gold = [{"text": "in due course", "start": None, "end": None, "optional": True}]
    assert score("dates", gold, [{"text": "due course", "start": None, "end": None}]).counts == Counts(0, 0, 0, 1)
    assert score("dates", gold, [{"text": "due course", "start": "2021-01-01", "end": "2021-01-01"}]).counts == Counts(0, 1, 0, 0)


def test_dates_of_gold_count_once() -> None:
    day = {"text": "10 March", "start": "2021-03-10", "end": "2021-03-10"}
    assert score("dates", [day, {**day, "text": "10 march"}], [day]).counts == Counts(1, 1, 1, 0)


def test_documents_are_one_row_whatever_their_fields() -> None:
    done = score("documents", [{"kind": "minutes", "title": "Lanes"}], [{"kind": "agenda", "title": "Lanes"}])
    assert done.counts == Counts(1, 1, 1)
    assert done.fields["kind"] == FieldCounts(1, 0, 1, 0, 1)
    assert done.fields["council"] == FieldCounts(), "gold does not speak of it"
    assert [(fault.kind, fault.field, fault.gold, fault.found) for fault in done.faults] == [("wrong", "kind", "minutes", "agenda")]


def test_sections_without_pages_are_not_scored() -> None:
    gold = Gold("a.pdf", None, {"sections": [Row({"kind": "agenda", "page_start": None, "page_end": None})]})
    assert score_paper(gold, None, list(TASKS)) == {}


def test_task_that_gold_leaves_out_is_not_scored() -> None:
    assert score_paper(Gold("a.pdf", None, {"minutes": []}), None, list(TASKS)).keys() == {"minutes"}


def test_missed_row_stands_beside_what_was_found_in_its_place() -> None:
    done = score(
        "minutes", [title("Gritting of the lanes in a hard winter")], [title("Gritting of the lanes", page=4), title("Bins", page=5)]
    )
    assert [(fault.kind, fault.gold, fault.found, fault.page) for fault in done.faults] == [
        ("differs", "- | Gritting of the lanes in a hard winter", "- | Gritting of the lanes", 4),
        ("spurious", "", "- | Bins", 5),
    ]


def test_best_pair_first_then_the_ties() -> None:
    golds, founds = [Row({"n": 1}), Row({"n": 2})], [Row({"n": 1, "same": True}), Row({"n": 2})]

    def everything_matches(gold: Row, found: Row) -> Match:
        return Match(1.0, (float(bool(found.value("same")) and gold.value("n") == 2),))

    assert pair_up(golds, founds, everything_matches) == {1: 0, 0: 1}
    assert pair_up(golds, founds, lambda gold, found: Match(0.9 if gold.value("n") == found.value("n") else 0.8)) == {0: 0, 1: 1}


def test_field_that_should_be_empty_counts_against_precision() -> None:
    counts = FieldCounts(judged=4, right=2, given=2, given_right=1, filled=3)
    assert counts.accuracy == 0.5
    assert counts.rates == Rates(pytest.approx(1 / 3), pytest.approx(1 / 2), pytest.approx(2 / 5))


def test_choice_of_tasks() -> None:
    assert chosen(()) == [*TASKS, "provenance"]
    assert chosen(("dates, actions", "minutes")) == ["minutes", "actions", "dates"]
    with pytest.raises(UsageError, match="no task datse"):
        chosen(("datse",))
