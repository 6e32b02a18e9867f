"""Recommendations of reports, in the styles that councils use."""

from __future__ import annotations

import pytest
from pages import BOLD, Sheet, material_of, typed

from pipeline.extract.recommendations import find_recommendations
from pipeline.extract.reports import find_reports
from pipeline.records import Recommendation

Row = tuple[str | None, str | None, str]


def recommendations(*sheets: Sheet) -> list[Recommendation]:
    material = material_of(*sheets, kind="report")
    return find_recommendations(material, find_reports(material).records).records


CASES: list[tuple[str, list[Row], str]] = [
    (
        """
        *2.	RECOMMENDATIONS
        2.1	Note the forecast of £3m without schools.			Please refer to Section 3
        2.2	Agree the plan as set out in section 4.
        """,
        [("2.1", None, "Note the forecast of £3m without schools."), ("2.2", None, "Agree the plan as set out in section 4.")],
        "where to read more, in a column behind them",
    ),
    (
        """
        *1.\tRECOMMENDATIONS
        1.1\tThe Panel is asked to note the report.
        1.2\tThe Panel is asked to agree the plan.

        *2.\tEXECUTIVE SUMMARY
        2.1\tThe plan is new.
        """,
        [("1.1", "The Panel", "The Panel is asked to note the report."), ("1.2", "The Panel", "The Panel is asked to agree the plan.")],
        "numbered, each a sentence",
    ),
    (
        """
        *Recommendations:
        Cabinet is asked to:
        (1)\tNote the budget.
        (2)\tApprove the transfer to reserves.

        *Background
        The budget is tight.
        """,
        [("(1)", "Cabinet", "Note the budget."), ("(2)", "Cabinet", "Approve the transfer to reserves.")],
        "numbered behind a lead-in, which is left out",
    ),
    (
        """
        *2.\tRECOMMENDATION(S)
        *The Scrutiny Committee
        The Scrutiny Committee is asked to comment on progress.

        *Portfolio Holder
        To endorse the next phase.

        *3.\tCOMMENTARY
        """,
        [
            (None, "The Scrutiny Committee", "The Scrutiny Committee is asked to comment on progress."),
            (None, "Portfolio Holder", "To endorse the next phase."),
        ],
        "bold headings for whom they are put to",
    ),
    (
        """
        *RECOMMENDATION
        That the Cabinet:
        (a)\tagrees the policy; and
        (b)\tdelegates small changes to the Director.

        *Reasons for recommendation
        The policy is old.
        """,
        [("(a)", "the Cabinet", "agrees the policy; and"), ("(b)", "the Cabinet", "delegates small changes to the Director.")],
        "lettered behind `That the Cabinet:`",
    ),
    (
        """
        *Recommendations
        The Committee is recommended, now that the fund has been set up, to:

        •\tapprove the criteria;

        •\tpay grants from July.

        *Background papers
        None
        """,
        [(None, "The Committee", "approve the criteria;"), (None, "The Committee", "pay grants from July.")],
        "bullets with verbs of their own",
    ),
    (
        """
        *Recommendation
        Members are asked to support work on:
        •\tparks
        •\tallotments

        *Background
        """,
        [(None, "Members", "Members are asked to support work on: parks allotments")],
        "bullets that only complete the sentence",
    ),
    (
        "Recommendation: Council is asked to endorse the report.\n\n*1.\tIntroduction\nThe report is short.",
        [(None, "Council", "Council is asked to endorse the report.")],
        "on the line of its heading",
    ),
    (
        "*Introduction\nThe road is narrow.\n\nThe Committee is RECOMMENDED to approve the order.",
        [(None, "The Committee", "The Committee is RECOMMENDED to approve the order.")],
        "without a heading",
    ),
    (
        "*Background\nThe review made recommendations, which members were asked to note.\nThe recommendations are in hand.",
        [],
        "a mention in running text",
    ),
]


@pytest.mark.parametrize(("text", "expected", "case"), CASES)
def test_recommendations_of_a_report(text: str, expected: list[Row], case: str) -> None:
    assert [(r.number, r.addressee, r.text) for r in recommendations(typed(text))] == expected, case


def test_one_that_is_printed_in_the_summary_and_at_the_end_is_given_once() -> None:
    first = typed("*Recommendation(s):\nCabinet is asked to agree the plan for school places.\n*1.\tIntroduction\nThe plan is new.")
    last = typed("*9.\tRecommendation(s):\n9.1\tCabinet is asked to agree the plan for school places.", 2)
    assert [(r.number, r.source.page) for r in recommendations(first, last)] == [(None, 1)]


def test_they_belong_to_their_report_in_order() -> None:
    found = recommendations(typed("To:\tCabinet\nSubject:\tTrees\n\n*Recommendations\n1.\tTo note the report.\n2.\tTo plant trees."))
    assert [(r.ordinal, r.report_id is not None) for r in found] == [(1, True), (2, True)]
    assert [r.source.quote for r in found] == ["To note the report.", "To plant trees."]


def test_minutes_have_none() -> None:
    material = material_of(typed("*Recommendations\n1.\tTo note the report."), kind="minutes")
    assert find_recommendations(material, []).records == []


def test_a_box_holds_them_and_its_other_rows_do_not() -> None:
    sheet = Sheet()
    sheet.write("To: Cabinet", top=60)
    sheet.write("Subject: Grants", top=75)
    rows = [["Recommendations:\nThat Cabinet:\n1. Accept the grant.\n2. Spend it."], ["Other options:\n1. Note that none was found."]]
    sheet.table([60, 520], [100, 180, 240], rows)
    assert [(r.number, r.text) for r in recommendations(sheet)] == [("1.", "Accept the grant."), ("2.", "Spend it.")]


def test_a_number_may_stand_in_a_cell_of_its_own() -> None:
    sheet = Sheet()
    sheet.write("Recommendations", top=80, font=BOLD)
    sheet.table([60, 110, 520], [100, 130, 160], [["2.1", "Note the forecast overspend."], ["2.2", "Agree the capital programme."]])
    assert [(r.number, r.text) for r in recommendations(sheet)] == [
        ("2.1", "Note the forecast overspend."),
        ("2.2", "Agree the capital programme."),
    ]
