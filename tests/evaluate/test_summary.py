"""Papers put together, published, and held against what was published."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.evaluate import evaluate
from pipeline.evaluate.page import accuracy_page, points
from pipeline.evaluate.published import AccuracyRow, Fall, accuracy_rows, falls, publish
from pipeline.evaluate.records import (
    Counts,
    Evaluation,
    Extracted,
    Figure,
    Gold,
    GoldSet,
    Published,
    Quotes,
    Rates,
    Row,
    Unseen,
    UnseenTask,
)
from pipeline.evaluate.report import falls_table, report, worst_faults

COUNCIL = "Wexcombe District Council"


def minutes(*titles: str) -> list[Row]:
    return [Row({"reference": None, "title": title}) for title in titles]


def gold(file: str, *titles: str, council: str | None = COUNCIL) -> Gold:
    return Gold(file, council, {"minutes": minutes(*titles)})


def found(file: str, *titles: str, council: str | None = None) -> Extracted:
    return Extracted(file, council, {"minutes": minutes(*titles)})


def evaluation(second: tuple[str, ...] = ("Signs", "Bins", "Mud")) -> Evaluation:
    """A long paper that is all right, a short one that is half right, in two sets; and one that is not there."""
    long = ("Lanes", "Depot", "Frost", "Salt")
    return evaluate(
        [
            GoldSet("near", [gold("long.pdf", *long), gold("short.pdf", "Signs", council=None)]),
            GoldSet("far", [gold("lost.pdf", "Verges", council="Ashby Parish Council")]),
        ],
        {"long.pdf": found("long.pdf", *long), "short.pdf": found("short.pdf", *second, council="Ashby Parish Council")},
        {"long.pdf": Quotes(8, 8, 8), "short.pdf": Quotes(2, 2, 1), "another": Quotes(9, 9, 0)},
        ["minutes", "dates"],
    )


def test_scopes() -> None:
    done = evaluation()
    assert [(scope.name, scope.kind, scope.papers) for scope in done.scopes] == [
        ("near", "set", 2),
        ("far", "set", 1),
        ("Ashby Parish Council", "council", 2),
        (COUNCIL, "council", 1),
        ("all", "all", 3),
    ]
    assert done.notes == ["lost.pdf is not in the database: all its rows count as missed."]


def test_pooled_and_mean() -> None:
    near = evaluation().of_kind("set")[0].tasks["minutes"]
    assert near.counts == Counts(gold=5, extracted=7, matched=5)
    assert near.rates == Rates(pytest.approx(5 / 7), 1.0, pytest.approx(10 / 12))
    assert near.mean == Rates(pytest.approx((1 + 1 / 3) / 2), 1.0, pytest.approx((1 + 1 / 2) / 2))


def test_mean_leaves_out_papers_without_a_rate() -> None:
    whole = evaluation().whole.tasks["minutes"]
    assert whole.mean.precision == pytest.approx((1 + 1 / 3) / 2), "the lost paper has no precision"
    assert whole.mean.recall == pytest.approx(2 / 3)


def test_quotes_are_those_of_the_papers_of_a_scope() -> None:
    near, far = evaluation().of_kind("set")
    assert (near.quotes, far.quotes) == (Quotes(10, 10, 9), Quotes())


def test_task_that_nobody_reads_is_not_measured() -> None:
    assert set(evaluation().whole.tasks) == {"minutes"}


def test_published_figures() -> None:
    first = publish(Published(), evaluation(), "2021-03-10", "1.0")
    assert list(first.sets) == ["far", "near"]
    near = first.sets["near"]
    assert (near.papers, near.measured_on, near.version) == (2, "2021-03-10", "1.0")
    assert near.tasks["minutes"].pooled == Figure(precision=0.7143, recall=1.0, f1=0.8333, rows=5)
    assert near.provenance == Figure(precision=0.9, rows=10)
    assert near.councils == {
        "Ashby Parish Council": {"minutes": Figure(precision=0.3333, recall=1.0, f1=0.5, rows=1)},
        COUNCIL: {"minutes": Figure(precision=1.0, recall=1.0, f1=1.0, rows=4)},
    }
    only_near = Evaluation([], [scope for scope in evaluation(("Signs",)).scopes if scope.name == "near"], [])
    second = publish(first, only_near, "2021-03-11", "1.1")
    assert second.sets["far"] == first.sets["far"], "what was not measured stays"
    assert second.sets["near"].tasks["minutes"].pooled.f1 == 1.0


@pytest.mark.parametrize(
    ("second", "fallen", "case"),
    [
        (("Signs", "Bins", "Mud"), [], "as it was"),
        (("Signs",), [], "better"),
        (("Signs", "Bins", "Mud", "Ice"), [Fall("near", "minutes", 0.8333, pytest.approx(10 / 13))], "a spurious row more"),
    ],
)
def test_falls(second: tuple[str, ...], fallen: list[Fall], case: str) -> None:
    published = publish(Published(), evaluation(), "2021-03-10", "1.0")
    assert falls(published, evaluation(second)) == fallen, case


def with_f1(f1: float) -> Published:
    whole = publish(Published(), evaluation(), "2021-03-10", "1.0").sets["far"]
    tasks = {"minutes": replace(whole.tasks["minutes"], pooled=Figure(f1=f1))}
    return Published(sets={"near": replace(whole, tasks=tasks, provenance=Figure())})


def test_a_point_is_allowed() -> None:
    now = 10 / 12
    assert falls(with_f1(round(now + 0.0099, 4)), evaluation()) == []
    assert [fall.task for fall in falls(with_f1(round(now + 0.0102, 4)), evaluation())] == ["minutes"]


def test_findings_are_judged_by_recall() -> None:
    def with_findings(*codes: str) -> Evaluation:
        listed = Gold("a.pdf", None, {"findings": [Row({"code": "no-text"})]})
        has = Extracted("a", None, {"findings": [Row({"code": code}) for code in codes]})
        return evaluate([GoldSet("near", [listed])], {"a.pdf": has}, {}, ["findings"])

    published = publish(Published(), with_findings("no-text"), "2021-03-10", "1.0")
    assert falls(published, with_findings("no-text", "garbled-text", "hidden-text")) == [], "more than gold lists"
    assert falls(published, with_findings("garbled-text")) == [Fall("near", "findings", 1.0, 0.0)]


def test_provenance_may_not_fall_at_all() -> None:
    published = publish(Published(), evaluation(), "2021-03-10", "1.0")
    worse = evaluate(
        [GoldSet("near", [gold("long.pdf", "Lanes")])],
        {"long.pdf": found("long.pdf", "Lanes")},
        {"long.pdf": Quotes(1000, 1000, 899)},
        ["minutes"],
    )
    assert falls(published, worse) == [Fall("near", "provenance", 0.9, 0.899)]


def test_rows_for_the_table() -> None:
    rows = accuracy_rows(evaluation(), Quotes(20, 20, 20))
    assert AccuracyRow("minutes", None, "near", Figure(precision=0.7143, recall=1.0, f1=0.8333, rows=5)) in rows
    assert AccuracyRow("provenance", None, "database", Figure(precision=1.0, rows=20)) in rows
    assert {row.scope for row in rows} == {"near", "far", "all", COUNCIL, "Ashby Parish Council", "database"}
    assert len({(row.task, row.field, row.scope) for row in rows}) == len(rows)


def test_page() -> None:
    page = accuracy_page(publish(Published(), evaluation(), "2021-03-10", "1.0"))
    assert "| `minutes` | 5 | 71.4 | 100.0 | 83.3 | 75.0 |" in page
    assert f"| {COUNCIL} | 100.0 |" in page
    assert "2 papers, measured on 2021-03-10 with version 1.0. Provenance: 90.0 of 10 rows." in page
    assert "Nothing has been measured yet." in accuracy_page(Published())


def test_what_unseen_papers_showed_is_kept_and_told_with_both_figures() -> None:
    told = Unseen(
        read_on="2021-03-09", about="Three papers.", left="Scans.", tasks=[UnseenTask(task="dates", rows=7, first=0.5, mended=0.75)]
    )
    published = publish(Published(unseen=[told]), evaluation(), "2021-03-10", "1.0")
    assert published.unseen == [told]
    page = accuracy_page(published)
    assert "## Papers not seen before, 2021-03-09\n\nThree papers.\n" in page
    assert "| `dates` | 7 | 50.0 | 75.0 |" in page
    assert page.index("Scans.") < page.index("measured on")
    again = Unseen(read_on="2021-03-09", which="second set", about="Two papers.", left="None.", tasks=told.tasks)
    assert "## Papers not seen before, 2021-03-09, second set\n\nTwo papers.\n" in accuracy_page(Published(unseen=[again, told]))


def test_points() -> None:
    assert [points(rate) for rate in (None, 0.0, 0.12345, 0.99999, 1.0)] == ["-", "0.0", "12.3", "99.9", "100.0"]


def test_report() -> None:
    tables = {table.title: table for table in report(evaluation(), worst=2)}
    assert list(tables) == [
        "3 papers, task by task",
        "F1 by set",
        "Papers, all tasks together",
        "Councils, all tasks together",
        "The worst 2 of 3 faults",
    ]
    assert tables["F1 by set"].rows == [("minutes", "83.3", "0.0")]
    assert tables["Papers, all tasks together"].rows[1] == ("short.pdf", "1", "3", "1", "33.3", "100.0", "50.0", "minutes 50.0")
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
    assert falls_table([Fall("near", "minutes", 0.9, None)]).rows == [("near", "minutes", "90.0", "-")]


def test_worst_faults_take_turns() -> None:
    listed = Gold("a.pdf", None, {"minutes": minutes("Lanes", "Depot"), "documents": [Row({"kind": "minutes"})]})
    has = Extracted("a", None, {"minutes": minutes("Lanes", "Bins", "Mud"), "documents": [Row({"kind": "agenda"})]})
    done = evaluate([GoldSet("near", [listed])], {"a.pdf": has}, {}, ["documents", "minutes"])
    assert [(fault.task, fault.kind) for fault in worst_faults(done, 2)] == [("minutes", "missed"), ("documents", "wrong")]
    assert [(fault.task, fault.kind) for fault in worst_faults(done, 9)] == [
        ("minutes", "missed"),
        ("minutes", "spurious"),
        ("minutes", "spurious"),
        ("documents", "wrong"),
    ]
    assert worst_faults(done, 0) == []
