"""Names of people, as papers print them."""

from __future__ import annotations

import pytest

from pipeline.extract.officers.names import find_name, find_names, has_given_name, is_name, is_plausible

NAMES = [
    ("Maud Ellery", ["Maud Ellery"], "two words"),
    ("Mrs T Quillan", ["T Quillan"], "a title and an initial"),
    ("Mr R.C. Dunmore, OBE", ["R.C. Dunmore"], "initials without a space, letters behind"),
    ("Dr Okafor said", ["Okafor"], "one word is enough behind a title"),
    ("Okafor said", [], "one word without a title is not"),
    ("Paul de Wolfe and Ann van der Meer", ["Paul de Wolfe", "Ann van der Meer"], "small words inside names"),
    ("FIONA O’DELL-MARSH", ["FIONA O’DELL-MARSH"], "capitals, an apostrophe and a hyphen"),
    ("Sally McBride", ["Sally McBride"], "a capital inside a word"),
    ("Adult Social Care", [], "words of a service"),
    ("Tuesday Market Place", [], "words that stand in no name"),
    ("Julie Head and Jim Green", ["Julie Head", "Jim Green"], "surnames that are other words, behind known given names"),
    ("Jane Bray Head of Housing", ["Jane Bray"], "a post ends a name"),
    ("Jane Head of Housing", [], "and is none itself"),
    ("Mr C Rudd Mrs B Lowe", ["C Rudd", "B Lowe"], "a title ends a name"),
    ("Educational Visits Co-ordinator", [], "half a word is no name"),
    ("the City of Ottoline Quayle Library", [], "a place"),
    ("Township of Quayle Wood Clerk Ann Field", ["Ann Field"], "somebody behind a place"),
    ("Developer Contributions Guide", [], "a paper"),
    ("mail to ann.field@exampleton.gov.uk", [], "addresses"),
]


@pytest.mark.parametrize(("text", "names", "case"), NAMES)
def test_names_in_a_text(text: str, names: list[str], case: str) -> None:
    assert [text[name.start : name.end] for name in find_names(text)] == names, case


def test_titles_tell_members_from_others() -> None:
    name = find_name("Councillor Ann Field")
    assert name is not None
    assert (name.start, name.outer, name.member) == (11, 0, True)
    other = find_name("Ms Ann Field")
    assert other is not None
    assert (other.titled, other.member) == (True, False)


@pytest.mark.parametrize(("text", "answer"), [("Ann Field MBE", True), ("Ann Field, Clerk", False), ("Housing Committee", False)])
def test_a_text_that_is_a_name_and_nothing_else(text: str, answer: bool) -> None:
    assert is_name(text) is answer


def test_given_names_are_known() -> None:
    assert has_given_name("Ann-Marie Field")
    assert not has_given_name("Quarries Guide")


@pytest.mark.parametrize(
    ("text", "plausible", "case"),
    [
        ("Quarries Guide", False, "both words stand in small letters elsewhere"),
        ("Ottoline Guide", False, "one of them does"),
        ("Grace Guide", True, "a known given name"),
        ("Mx Guide", True, "a title"),
        ("Ottoline Quayle", True, "neither word stands in small letters"),
    ],
)
def test_a_name_is_held_against_the_small_words_of_its_paper(text: str, plausible: bool, case: str) -> None:
    name = find_name(text)
    assert name is not None
    assert is_plausible(name, text, {"contributions", "guide"}.__contains__) is plausible, case
