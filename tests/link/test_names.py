"""Names and posts in the form in which they are compared."""

from __future__ import annotations

import pytest

from pipeline.link.names import could_be_short_for, is_letters, is_nobodys_name, person_key, post_key, slug, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann  Ash", ("ann", "ash")),
        ("ANN ASH", ("ann", "ash")),
        ("Zoë O’Dowd", ("zoe", "odowd")),  # accents and apostrophes
        ("Ann Birch-Cole", ("ann", "birch", "cole")),
        ("Works Sub-Committee (No. 2)", ("works", "sub", "committee", "no", "2")),
        ("—", ()),
    ],
)
def test_words_of(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Councillor Mrs Ann Ash", ("ann", "ash")),
        ("Cllr. A. Ash", ("a", "ash")),
        ("Dr Ann Ash", ("ann", "ash")),
        ("the Revd Ann Ash", ("ann", "ash")),
        ("Ann Major", ("ann", "major")),  # a title that is a surname
        ("Mr Major", ("major",)),
        ("", ()),
    ],
)
def test_person_key(name: str, key: tuple[str, ...]) -> None:
    assert person_key(name) == key


@pytest.mark.parametrize(
    ("post", "same"),
    [
        ("Director, Adult & Community Services", "Director of Adult and Community Services"),
        ("Director Adult Services", "the Director for Adult Services"),
        ("HEAD OF STREETS", "Head of Streets"),
    ],
)
def test_spellings_of_one_post(post: str, same: str) -> None:
    assert post_key(post) == post_key(same)


def test_posts_that_differ_in_a_telling_word_are_two() -> None:
    assert post_key("Director of Adult Services") != post_key("Assistant Director of Adult Services")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ashby Town Council", "ashby-town-council"),
        ("Adult & Community Services", "adult-and-community-services"),
        ("Director, Health (Interim)", "director-health-interim"),
        ("—", "unnamed"),
        ("Streets " * 20, "streets-" * 9 + "streets"),  # at most 80 characters, no hyphen at the end
    ],
)
def test_slug(text: str, key: str) -> None:
    assert slug(text) == key
    assert len(key) <= 80


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("J Penn", "Jean Penn", True),
        ("J. A. Penn", "Jean Anne Penn", True),
        ("J Penn", "Jean Anne Penn", True),
        ("J A Penn", "Jean Penn", True),  # the second name is left out
        ("J Penn-Ash", "Jean Penn-Ash", True),  # a surname of two words
        ("J Penn", "Jean Penn-Ash", False),  # half of it
        ("A Penn", "Jean Penn", False),
        ("J A Penn", "Jean Beth Penn", False),
        ("Penn", "Jean Penn", False),  # no initial: anybody of that name
        ("Jean Penn", "Jean Penn", False),  # no shorter
        ("Jo Penn", "Joan Penn", False),  # another name, perhaps
        ("J P", "Jean Penn", False),
        ("", "Jean Penn", False),
    ],
)
def test_could_be_short_for(short: str, full: str, fits: bool) -> None:
    assert could_be_short_for(person_key(short), person_key(full)) == fits


@pytest.mark.parametrize("text", ["CPH", "WFD", "McA", "MMcK"])
def test_letters(text: str) -> None:
    assert is_letters(text)


@pytest.mark.parametrize("text", ["Ann", "Ann Ash", "L&D", "P", "Performance"])
def test_no_letters(text: str) -> None:
    assert not is_letters(text)


@pytest.mark.parametrize("text", ["L&D", "Linked CPH", "CYP PH", "Performance", "Organisation Development & Staff", "Active Travel"])
def test_what_no_person_is_called(text: str) -> None:
    assert is_nobodys_name(text)


@pytest.mark.parametrize("text", ["Ann Ash", "J Ash", "AH Gray", "J McAsh", "Keith", "Thompson", "Priya Sandhu", "Ann Marsh", "Grant Park"])
def test_what_a_person_may_be_called(text: str) -> None:
    assert not is_nobodys_name(text)
