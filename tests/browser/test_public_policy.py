"""The public server's pages in a browser that keeps to their policy: ours works under it, and what is smuggled in does not run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from public_server import PublicServer
from site_kinds import KINDS
from story import find_and_see

from pipeline.edges.bars import Bar
from pipeline.operations.picturing import show_papers
from pipeline.operations.publishing import publish_database


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, sample_database: Path) -> Iterator[str]:
    published = publish_database(sample_database.parent, tmp_path_factory.mktemp("public") / "minutebook.db")
    show_papers(sample_database.parent, published.path, Bar("pages"))
    with PublicServer(published.path) as server:
        yield f"http://127.0.0.1:{server.port}"


def look(chromium: Any, address: str) -> tuple[Any, list[str]]:
    """The page, and what the browser refused of it."""
    page = chromium.new_context().new_page()
    refused: list[str] = []
    page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error('refused: ' + e.violatedDirective))")
    page.on("console", lambda said: said.type == "error" and "refused" in said.text.lower() and refused.append(said.text))
    page.goto(address)
    page.wait_for_load_state("load")
    return page, refused


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_ours_is_refused(chromium: Any, public: str, addresses: dict[str, str], kind: str) -> None:
    _, refused = look(chromium, public + addresses[kind])
    assert not refused


def test_a_journalist_comes_to_the_marked_picture(chromium: Any, public: str, sample_database: Path) -> None:
    """The same way as in the house, over the public copy, which knows no papers."""
    page, refused = look(chromium, public + "/")
    find_and_see(page, sample_database)
    link = page.get_by_role("link", name="The paper where the council publishes it").or_(
        page.get_by_role("link", name="Download the original")
    )
    assert link.count() or page.get_by_text("was not cleared to be handed out").count()
    assert not refused


def test_scripts_of_ours_run(chromium: Any, public: str) -> None:
    page, _ = look(chromium, public + "/minutebook/actions")
    assert page.evaluate("typeof DATASETTE_ALLOW_FACET") == "boolean"


def test_what_is_smuggled_in_does_not_run(chromium: Any, public: str) -> None:
    """The page is made to hold a script by the browser itself, as a fault of ours would: the policy stops it."""
    sql = "select '<img src=x onerror=\"document.title=1\">' as a"
    page, _ = look(chromium, f"{public}/minutebook?{urlencode({'sql': sql})}")
    title = page.title()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    page.wait_for_timeout(300)
    assert page.title() == title
