"""docs/addresses.md names what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.site.feeds.calendars import CALENDARS
from pipeline.publish.site.feeds.registers import FEEDS
from pipeline.publish.site.search.asked import NAMES
from pipeline.publish.site.search.kinds import KINDS

TEXT = (Path(__file__).parents[2] / "docs" / "addresses.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*NAMES.values(), *KINDS, "page"])
def test_every_parameter_and_kind_of_the_search_is_described(name: str) -> None:
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("name", [*FEEDS, *(f"calendars/{name}.ics" for name in CALENDARS)])
def test_every_feed_and_calendar_is_described(name: str) -> None:
    assert f"`{name}`" in TEXT or f"feeds/{name}.atom`" in TEXT or f"/{name}`" in TEXT


def test_every_field_of_a_change_is_described(get: object) -> None:
    assert callable(get)
    for name in get("/changes.json", limit="1").json()["changes"][0]:
        assert f"`{name}`" in TEXT
