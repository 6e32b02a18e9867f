"""Posts of officers, in sentences and as whole texts."""

from __future__ import annotations

import pytest

from pipeline.extract.officers.names import find_names
from pipeline.extract.officers.posts import find_posts, has_post_word, is_not_officer, may_begin_post, names_post, post_words

IN_SENTENCES = [
    ("the Director of Leisure and Sport said", ["Director of Leisure and Sport"], "over `of` and `and`"),
    ("the Strategic Director, Finance & Resources replied", ["Strategic Director, Finance & Resources"], "over a comma, with its subject"),
    ("the Acting Head of Planning, Maud Ellery, said", ["Acting Head of Planning"], "a name behind a comma ends it"),
    ("the interim Corporate Director Finance", ["interim Corporate Director Finance"], "a small word before, the subject without `of`"),
    ("the Assistant Director (Skills & Early Years) said", ["Assistant Director (Skills & Early Years)"], "brackets with its subject"),
    ("the Director of Public Health (DPH) said", ["Director of Public Health"], "an abbreviation is no part"),
    ("the Chief Executive and the Clerk", ["Chief Executive", "Clerk"], "two posts"),
    ("the Section 151 Officer", ["Section 151 Officer"], "a number inside"),
    ("the Rights of Way Officer", ["Rights of Way Officer"], "`of` before the word that makes the post"),
    ("the Office of the Town Clerk", ["Town Clerk"], "words that lead to a post"),
    ("the Planning Officer Report", [], "a paper named after a post"),
    ("the Clerk’s salary and the Director’s car", [], "what belongs to an officer"),
    (
        "the Director for Children, Young People, and Education (DCS)",
        ["Director for Children, Young People, and Education"],
        "a list of subjects",
    ),
    ("the Head of Finance, and Planning Officer", ["Head of Finance", "Planning Officer"], "two posts behind a comma"),
    ("the Town Manager of the Town of Ashby", ["Town Manager"], "whose post it is"),
    ("Authorizing the Town Manager to Execute the Lease", ["Town Manager"], "what somebody is to do, in a title"),
    ("the Town Manager to Adjust Rates", ["Town Manager"], "the same"),
    ("the Chief Adviser to Cabinet", ["Chief Adviser to Cabinet"], "whom somebody serves"),
    ("the Clerk to the Board", ["Clerk to the Board"], "whom somebody serves"),
    ("the City Attorney advised", ["City Attorney"], "an American post"),
    ("the Cabinet Member for Finance", [], "a member's seat"),
    ("the Minister of State for Care", [], "a minister"),
    ("officers said that managers would", [], "officers in general"),
    ("It rained on the Parade. Head of Parks Ann Ash spoke to the Clerk.", ["Head of Parks", "Clerk"], "not over a sentence's end"),
    ("The path is open again. Rain fell? The Town Clerk said so. The gate is shut.", ["Town Clerk"], "in one of several sentences"),
]


@pytest.mark.parametrize(("text", "posts", "case"), IN_SENTENCES)
def test_posts_in_sentences(text: str, posts: list[str], case: str) -> None:
    names = [(name.outer, name.end) for name in find_names(text)]
    assert [text[post.start : post.end] for post in find_posts(text, names) if post.certain] == posts, case


WHOLE = [
    ("Head of Housing", True, "a post"),
    ("Libraries Innovation and Development manager", True, "a small letter"),
    ("Corporate Director, Adults – West", True, "marks inside"),
    ("HR Business Partner", True, "a word that makes a post beside a name only"),
    ("Cabinet Member for Housing", False, "a member's seat"),
    ("Leader of the Council", False, "the leader"),
    ("Team Leader", True, "another leader"),
    ("Lead Officer", False, "a label"),
    ("Quill Marsh Architects", False, "a firm"),
    ("Clerk expenses", False, "a payment"),
    ("Manager to confirm dates with the contractor and tell residents.", False, "a sentence"),
    ("Housing", False, "no word that makes a post"),
]


@pytest.mark.parametrize(("text", "answer", "case"), WHOLE)
def test_texts_that_are_posts(text: str, answer: bool, case: str) -> None:
    assert names_post(text) is answer, case


def test_seats_that_are_not_officers() -> None:
    assert is_not_officer("Deputy Leader and Cabinet Member for Finance")
    assert not is_not_officer("Deputy Chief Executive")


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("Clerk", True, "alone"),
        ("the town\nclerk", True, "behind a line end"),
        ("1clerk", False, "hangs on a figure"),
        ("sub-clerk", False, "hangs on a hyphen"),
        ("(Clerk)", True, "in brackets"),
        ("éclerk", False, "hangs on a letter with an accent"),
        ("the clerk's car", False, "what belongs to somebody"),
        ("clerkship", False, "the beginning of a word"),
        ("CO-ORDINATOR", True, "in capitals, with a hyphen of its own"),
        ("general counsel", True, "two words"),
        ("general", False, "one of them"),
    ],
)
def test_words_for_posts_are_seen_at_a_glance_where_they_are_found(text: str, expected: bool, note: str) -> None:
    assert has_post_word(text) is expected, note
    assert (post_words().search(text) is not None) is expected, note


@pytest.mark.parametrize("text", ["Town", "a GENERAL", "the deputy", "Clerk"])
def test_a_post_of_two_words_may_begin_in_the_cell_above(text: str) -> None:
    assert may_begin_post(text)


def test_no_post_begins_where_other_words_end() -> None:
    assert not may_begin_post("Town hall")
