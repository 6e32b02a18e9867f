"""Operative words: sub-clauses, lists, page ends, and where a decision stops."""

from __future__ import annotations

import pytest
from pages import Sheet, paragraphs_of, typed

from pipeline.extract.prose import rejoined
from pipeline.extract.resolutions.clauses import label_family, next_label, read_clauses
from pipeline.extract.resolutions.markers import find_markers

Rows = list[tuple[str | None, str]]


OPENING = (
    "The gate by the old school was looked at by all who were there, and the clerk said\nthat she had asked three builders for a price.\n\n"
)


def clauses(*sheets: Sheet) -> Rows:
    paragraphs = rejoined(paragraphs_of(*sheets))
    at = next(i for i, paragraph in enumerate(paragraphs) if find_markers(paragraph.text))
    found, _ = read_clauses(paragraphs, at, find_markers(paragraphs[at].text)[0].operative)
    return [(clause.label, clause.text) for clause in found]


CASES: list[tuple[str, Rows, str]] = [
    ("RESOLVED that the gate be mended.", [(None, "that the gate be mended.")], "one sentence"),
    (
        "RESOLVED that Cabinet agree to:\n\n(a)\tmend the gate; and\n\n(b)\tpaint the fence.\n\nThe meeting went on.",
        [("(a)", "mend the gate; and"), ("(b)", "paint the fence.")],
        "lettered paragraphs without their lead-in",
    ),
    (
        "RESOLVED that (1) the report be noted; (2) the gate be mended; and (3) thanks be sent.",
        [("(1)", "the report be noted"), ("(2)", "the gate be mended"), ("(3)", "thanks be sent.")],
        "numbered inside the paragraph",
    ),
    (
        "RESOLVED that planning permission be granted subject to the following conditions:\n\n1.\tWork starts.\n\n2.\tIt ends.",
        [(None, "that planning permission be granted subject to the following conditions:\nWork starts.\nIt ends.")],
        "conditions complete the decision",
    ),
    (
        "RESOLVED to:\n\n•\tnote the report; and\n\n•\tapprove the budget.",
        [(None, "note the report; and"), (None, "approve the budget.")],
        "list items with verbs of their own",
    ),
    (
        "RESOLVED that the clerk ask the builder the following:\n\n•\twhether it can be mended\n\n•\twhat it would cost",
        [(None, "that the clerk ask the builder the following:\nwhether it can be mended\nwhat it would cost")],
        "list items that complete the sentence",
    ),
    (
        "RESOLVED that:\n\nCouncil is asked to agree the following:\n\nGates\n\n(a)\tThe gate.\n\nFences\n\n(b)\tThe fence.",
        [("(a)", "The gate."), ("(b)", "The fence.")],
        "headings between the sub-clauses",
    ),
    (
        "RESOLVED:\n\nThat the minutes be signed.\n\n*Next item",
        [(None, "That the minutes be signed.")],
        "the words in the next paragraph",
    ),
    (
        "RESOLVED –\n\n(1)\tThat these be appointed:\n\n\t(a)\tCouncillor Moss\n\n\t(b)\tCouncillor Fern\n\n(2)\tThat they report.",
        [("(1)", "That these be appointed:\nCouncillor Moss\nCouncillor Fern"), ("(2)", "That they report.")],
        "a second level stays with its clause",
    ),
    (
        "RESOLVED that it be mended. Proposed by Cllr Moss, seconded by Cllr Fern. All in favour.",
        [(None, "that it be mended.")],
        "movers and the result behind it",
    ),
    ("RESOLVED that it be mended.\n\nReasons: it is broken.", [(None, "that it be mended.")], "reasons are no part of it"),
]


@pytest.mark.parametrize(("text", "expected", "case"), CASES, ids=[case for *_, case in CASES])
def test_clauses(text: str, expected: Rows, case: str) -> None:
    assert clauses(typed(OPENING + text)) == expected


def test_sub_clauses_over_a_page_end() -> None:
    found = clauses(
        typed(OPENING + "RESOLVED that:\n\n(a)\tthe gate be mended;"),
        typed("(b)\tthe fence be painted; and\n\n(c)\tthe path be swept.", number=2),
    )
    assert [label for label, _ in found] == ["(a)", "(b)", "(c)"]


@pytest.mark.parametrize(("label", "expected"), [("a", "b"), ("iv", "v"), ("9", "10"), ("z", None), ("§", None)])
def test_next_label(label: str, expected: str | None) -> None:
    assert next_label(label) == expected


def test_families_of_labels() -> None:
    assert label_family("(1)") == label_family("(27)") != label_family("1.")
    assert label_family("a)") != label_family("(a)")
    assert label_family("•") == label_family("-") == "bullet"
    assert label_family(None) is None


def test_many_words_that_lead_to_clauses_are_told_at_once() -> None:
    text = "RESOLVED that " + "the gate be mended, " * 40 + "and in particular:\n\n(a) that the hinge be oiled\n\n(b) that the post be set"
    paragraphs = rejoined(paragraphs_of(typed(text)))
    clauses, _ = read_clauses(paragraphs, 0, find_markers(paragraphs[0].text)[0].operative)
    assert [clause.label for clause in clauses] == ["(a)", "(b)"]
