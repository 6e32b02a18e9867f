"""Markers of decisions, and where their operative words start."""

from __future__ import annotations

import pytest

from pipeline.extract.resolutions.markers import find_markers, is_formal

MARKED = [
    ("RESOLVED that the gate be mended.", ("resolved", "that the gate be mended."), "in capitals"),
    ("RESOLVED – That the gate be mended.", ("resolved", "That the gate be mended."), "a dash"),
    ("RESOLVED (by 7 votes to 2) that it be mended.", ("resolved", "that it be mended."), "counts in brackets"),
    ("It was RESOLVED unanimously to mend it.", ("resolved", "to mend it."), "an adverb"),
    ("The Panel RESOLVED to note the report.", ("resolved", "to note the report."), "the body in front"),
    ("RECOMMENDED to Council: That the policy be adopted.", ("recommended", "That the policy be adopted."), "to another body"),
    ("RESOLVED: (i) That it be mended.", ("resolved", "(i) That it be mended."), "a sub-clause is no bracket"),
    ("Resolved: to mend it.", ("resolved", "to mend it."), "with one capital"),
    ("Agreed that it should be mended.", ("agreed", "that it should be mended."), "at the start of a sentence"),
    ("The works were discussed. AGREED", ("agreed", ""), "behind the words"),
    ("Decision: The licence is granted.", (None, "The licence is granted."), "a heading"),
    ("Resolution 24/7: to mend it.", ("resolved", "to mend it."), "with its number"),
]


@pytest.mark.parametrize(("text", "expected", "case"), MARKED, ids=[case for *_, case in MARKED])
def test_markers(text: str, expected: tuple[str | None, str], case: str) -> None:
    [marker] = find_markers(text)
    assert (marker.verb, text[marker.operative :]) == expected


NOT_MARKED = [
    ("The District Council had RESOLVED to close it.", "another decision, told"),
    ("To RESOLVE that the public be excluded", "a form of motion"),
    ("The Highways Committee RESOLVED on 3 May to close it.", "another meeting's decision"),
    ("He read: “This Council RESOLVED to mend it” and sat down.", "a quotation"),
    ("Members agreed to differ.", "running text"),
    ("DECISIONS TAKEN BY OFFICERS SINCE MARCH", "a heading in capitals"),
    ("The problem was resolved.", "not a decision"),
    ("Noted that the path is wet.", "a note"),
]


@pytest.mark.parametrize(("text", "case"), NOT_MARKED, ids=[case for *_, case in NOT_MARKED])
def test_no_marker(text: str, case: str) -> None:
    assert not find_markers(text)


def test_the_number_of_a_resolution() -> None:
    [marker] = find_markers("Resolution 24/7: to mend it.")
    assert marker.reference == "24/7"


def test_markers_of_another_language() -> None:
    text = "PENDERFYNWYD cymeradwyo'r adroddiad."
    assert not find_markers(text)
    [marker] = find_markers(text, language=True)
    assert (marker.verb, text[marker.operative :]) == ("resolved", "cymeradwyo'r adroddiad.")


def test_formal_papers_keep_decisions_behind_markers() -> None:
    assert is_formal(["RESOLVED that it be mended.", "It was agreed that it rained."])
    assert not is_formal(["It was agreed to mend it.", "Resolved to pay.", "It was agreed to paint it."])
