"""Chromium before the site over the sample papers. Where the tools are missing these tests say so and are left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from browsing import missing, served, started
from site_kinds import addresses_of

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking = missing()
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if lacking:
                item.add_marker(pytest.mark.skip(f"{lacking}: make browser-tools"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(chromium: Any, sample_database: Path) -> Iterator[str]:
    """The address of the site over the sample papers."""
    with served(sample_database) as address:
        yield address


@pytest.fixture(scope="session")
def addresses(sample_database: Path) -> dict[str, str]:
    """An address of each kind of page."""
    with closing(sqlite3.connect(sample_database)) as database:
        return addresses_of(database)


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """A function that opens an address of the site in a window of its own: `visit("/", width=320, dark=True)`.

    Whatever a page logs as an error, or asks of another host, fails the test at its end.
    """
    contexts: list[Any] = []
    troubles: list[str] = []

    def opened(address: str = "/", width: int = 1200, dark: bool = False, **options: Any) -> Any:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and troubles.append(f"{page.url}: {said.text}"))
        page.on("request", lambda asked: asked.url.startswith((site, "data:", "blob:")) or troubles.append(f"asks {asked.url}"))
        page.goto(site + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
