"""What a plan promises under labels, below a heading for it."""

from __future__ import annotations

import pytest
from pages import typed
from plans import actions

PROMISES = """
    # {title}
    Warm homes - We will lag the roofs of all houses that the council lets before the winter.

    Clean travel - Cycle sheds will stand at both stations and at the market.

    Young people (under 18) – We aim to open the hall to clubs for young people on two evenings.

    # How we got here
    The town grew quickly - Its people will tell you so in every street and at every fair.
    """


@pytest.mark.parametrize("title", ["Our actions", "What we will do", "Our actions: how we will deliver them"])
def test_promises_under_labels(title: str) -> None:
    made = actions(typed(PROMISES.format(title=title)), kind="plan")
    assert [(a.origin, a.theme, a.action) for a in made] == [
        ("list", "Warm homes", "We will lag the roofs of all houses that the council lets before the winter."),
        ("list", "Clean travel", "Cycle sheds will stand at both stations and at the market."),
        ("list", "Young people (under 18)", "We aim to open the hall to clubs for young people on two evenings."),
    ]


@pytest.mark.parametrize(("title", "kind", "case"), [("How we got here", "plan", "another heading"), ("Our actions", "report", "no plan")])
def test_other_labelled_paragraphs(title: str, kind: str, case: str) -> None:
    assert actions(typed(PROMISES.format(title=title)), kind=kind) == [], case  # type: ignore[arg-type]


def test_two_are_no_list() -> None:
    two = PROMISES.replace("We aim to open", "We have opened")
    assert actions(typed(two.format(title="Our actions")), kind="plan") == []
