"""Each kind of page, for everybody: what axe-core finds, the narrowest window, shifting while it loads, the weight of home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsing import AXE
from site_kinds import KINDS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 320
HEAVIEST = 100_000
Visit = Callable[..., Any]


@pytest.mark.parametrize("width", [NARROW, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(visit: Visit, addresses: dict[str, str], kind: str, dark: bool, width: int) -> None:
    page = visit(addresses[kind], width, dark)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    said = [f"{fault['id']}: {fault['help']}: {node['html'][:200]}" for fault in found["violations"] for node in fault["nodes"]]
    assert not said
    assert len(found["passes"]) > 10, "axe-core looked at nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_needs_sideways_scrolling(visit: Visit, addresses: dict[str, str], kind: str) -> None:
    """WCAG 1.4.10: at 320 pixels only a table may be wider than the window, in a frame of its own that scrolls."""
    page = visit(addresses[kind], NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize("kind", KINDS)
def test_has_a_title_one_heading_and_a_main_part(visit: Visit, addresses: dict[str, str], kind: str) -> None:
    page = visit(addresses[kind])
    assert page.title()
    assert page.locator("h1").count() == 1
    assert page.locator("main, [role=main]").count() == 1
    assert page.locator("html[lang]").count() == 1


@pytest.mark.parametrize("kind", ["home", "page"])
def test_nothing_shifts_while_it_loads(visit: Visit, addresses: dict[str, str], kind: str) -> None:
    page = visit(addresses[kind])
    page.wait_for_load_state("load")
    shifted = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 500);
        })"""
    )
    assert shifted < 0.01


def test_home_is_light(visit: Visit) -> None:
    """What the first page and all that it asks for weigh, without pictures."""
    weights: dict[str, int] = {}
    page = visit("/-/minutebook/site.css")
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    page.goto(page.url.replace("/-/minutebook/site.css", "/"))
    page.wait_for_load_state("networkidle")
    texts = {address: weight for address, weight in weights.items() if not address.endswith(".png")}
    assert 5_000 < sum(texts.values()) < HEAVIEST, texts


def test_works_without_scripts(visit: Visit, addresses: dict[str, str]) -> None:
    page = visit(addresses["page"], java_script_enabled=False)
    assert page.locator("img").first.bounding_box()["width"] > 200


def test_the_caption_of_a_wide_table_stays_in_sight(visit: Any) -> None:
    """A table that is wider than the window is moved to the side; what it is called is not."""
    page = visit("/-/actions/counts", width=320)
    caption = page.locator("caption:not(.unseen)").first
    before = caption.bounding_box()
    moved = caption.evaluate("caption => { const wide = caption.closest('.wide'); wide.scrollLeft = 200; return wide.scrollLeft }")
    after = caption.bounding_box()
    assert moved == 200 and after["x"] == before["x"] >= 0 and after["x"] + after["width"] <= 320


@pytest.mark.parametrize(("width", "beside", "share"), [(1000, True, 0.55), (1280, True, 0.62), (1600, True, 0.68), (320, False, 0.85)])
def test_the_picture_of_a_page_is_large_with_its_words_beside_it(
    visit: Visit, addresses: dict[str, str], width: int, beside: bool, share: float
) -> None:
    page = visit(addresses["page"], width=width)
    picture, words = page.locator(".picture").bounding_box(), page.locator(".words").bounding_box()
    assert picture["width"] > share * width
    assert (words["x"] >= picture["x"] + picture["width"]) is beside
    assert (words["y"] >= picture["y"] + picture["height"]) is not beside
    page.get_by_role("link", name="To the mark on the page").click()
    mark = page.locator("svg .mark").bounding_box()
    assert mark["y"] >= 0 and mark["y"] + mark["height"] <= 900
    fact = page.get_by_role("heading", name="What was read").bounding_box()
    assert not beside or 0 <= fact["y"] < 900  # it is still in sight, beside the mark
