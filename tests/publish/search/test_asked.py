"""A search is read from an address and written back into the same one."""

from __future__ import annotations

import pytest
from datasette.utils import MultiParams

from pipeline.publish.site.search.asked import Asked, asked_of


def asked(**parameters: str | list[str]) -> Asked:
    return asked_of(MultiParams({name: [value] if isinstance(value, str) else value for name, value in parameters.items()}))


@pytest.mark.parametrize(
    ("since", "until", "days", "sentences"),
    [
        ("2021-03-10", "2021-03-11", ("2021-03-10", "2021-03-11"), 0),
        ("2021-03", "2021-02", ("2021-03-01", "2021-02-28"), 1),  # the wrong way round
        ("2021", "2024", ("2021-01-01", "2024-12-31"), 0),
        ("2021-02-30", "", ("", ""), 1),
        ("yesterday", "10/03/2021", ("", ""), 2),
        ("", "", ("", ""), 0),
    ],
)
def test_days(since: str, until: str, days: tuple[str, str], sentences: int) -> None:
    found = asked(**{"from": since, "to": until})
    assert (found.since, found.until) == days
    assert len(found.wrong) == sentences


def test_an_address_keeps_everything() -> None:
    whole = Asked("salt & grit", ("action", "page"), "Wexcombe", "Highways", "2021-01-01", "2021-12-31", "Ann Field", routine=True, page=3)
    address = whole.address(page=3)
    assert address.startswith("/-/search?q=salt+%26+grit&kind=action&kind=page&council=Wexcombe&committee=Highways&from=2021-01-01")
    pairs = [part.split("=") for part in address.partition("?")[2].replace("%26", "&#").replace("+", " ").split("&") if "=" in part]
    assert [name for name, _ in pairs] == ["q", "kind", "kind", "council", "committee", "from", "to", "person", "routine", "page"]
    assert whole.address("csv", kinds=()).startswith("/-/search.csv?q=salt")
    assert "page" not in whole.address("csv", kinds=())
    assert Asked().address() == "/-/search"


@pytest.mark.parametrize(
    ("page", "number"),
    [("2", 2), ("0", 1), ("-1", 1), ("999", 50), ("x", 1), ("²", 1)],
)
def test_pages(page: str, number: int) -> None:
    assert asked(page=page).page == number


def test_kinds_are_known_or_named() -> None:
    assert asked(kind=["page", "action"]).kinds == ("action", "page")
    assert asked(kind=["motion"]).kinds == ()
    assert "“motion”" in asked(kind=["motion"]).wrong[0]
    assert asked(kind=["resolution", "action", "minute", "report", "recommendation", "page"]).kinds == ()  # all are no filter


def test_texts_are_one_line_and_bounded() -> None:
    found = asked(q=" salt \n\0 grit ", council="x" * 999)
    assert found.words == "salt grit"
    assert len(found.council) == 200
