"""Lead cells cut at the ends of their printed lines."""

from __future__ import annotations

import pytest
from plans import actions, leads_of, person, table

from pipeline.extract.actions.parting import at_line_ends, parted

LINES = [
    (("Team Leader (East)", "Team Leader (West)"), 2, "two posts"),
    (("Youth Worker", "Harbour Museum"), 2, "a post and an organisation"),
    (("Northshire Council", "Police"), 2, "two organisations, one of a single word"),
    (("Head of Parks and", "Leisure"), 1, "a post that wraps behind a joining word"),
    (("Principal Planning", "Officer (Trees)"), 1, "the word for the post on the second line"),
    (("Assistant Director", "Adult Social Care"), 1, "what a director is in charge of"),
    (("Chief Fire", "Officer"), 1, "the word for the post after one of rank"),
    (("Deputy Town", "Clerk"), 1, "the same with a post that stands alone"),
    (("Director", "Housing Officer"), 1, "a word that may only begin a post"),
    (("Parochial Church", "Council"), 1, "the last word of a body"),
    (("Housing Association", "Forum"), 1, "a group named for its members"),
    (("Sports Develop-", "ment Officer"), 1, "a word cut by the line's end"),
]


@pytest.mark.parametrize(("lines", "count", "case"), LINES, ids=[case for *_, case in LINES])
def test_at_line_ends(lines: tuple[str, ...], count: int, case: str) -> None:
    assert len(at_line_ends(lines)) == count, case


def test_initials_with_a_space_between_them_are_two_where_the_paper_explains_them() -> None:
    sheet = table(("Action", "Who", "When"), ("Mend the butt", "BA GP", "May 2025"), ("Ask the team", "FH WFD", "May 2025"))
    first, second = actions(sheet, kind="plan", people=(person("Bill Ash"), person("Gus Pond")))
    assert (leads_of(first), leads_of(second)) == (["Bill Ash", "Gus Pond"], ["FH WFD"])


def test_a_posts_last_line_is_no_post_of_its_own() -> None:
    lines = ["Head of Climate", "and Environment", "Parks and Open", "Spaces Manager"]
    assert "Spaces Manager" not in at_line_ends(lines)


def test_a_bracket_that_closes_nothing_is_no_part_of_a_name() -> None:
    assert parted(["(Paul Evans/ Sandra Carter"], frozenset()) == ["Paul Evans", "Sandra Carter"]
    assert parted(["Head of Parks (East)"], frozenset()) == ["Head of Parks (East)"]
