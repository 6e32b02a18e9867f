"""Telling of a mistake: what may be set, and what the page of a paper links to."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from datasette.app import Datasette

from pipeline.errors import UsageError
from pipeline.publish import metadata
from pipeline.publish.serving import PLUGINS, TEMPLATES
from pipeline.publish.site.reporting import report_link, report_target

PACK = "a" * 16


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("clerk@wexcombe.example.org", "mailto:clerk@wexcombe.example.org"),
        ("mailto:clerk@wexcombe.example.org", "mailto:clerk@wexcombe.example.org"),
        (" https://wexcombe.example.org/mistakes ", "https://wexcombe.example.org/mistakes"),
        ("", None),  # nothing set
        (None, None),
    ],
)
def test_what_may_be_set(given: str | None, target: str | None) -> None:
    assert report_target(given) == target


@pytest.mark.parametrize(
    "given", ["the clerk", "clerk@wexcombe", "javascript:alert(1)", "a@b.org?bcc=c@d.org", "a@b.org,c@d.org", "http://"]
)
def test_what_may_not(given: str) -> None:
    with pytest.raises(UsageError, match="neither an e-mail address nor a web address"):
        report_target(given)


def test_a_mail_names_the_page() -> None:
    link = report_link("mailto:clerk@wexcombe.example.org", "http://localhost/-/page/a/1?row=actions/b&x=1")
    assert "http://localhost/-/page/a/1?row=actions/b&x=1" in parse_qs(urlsplit(link).query)["body"][0]  # type: ignore[type-var]
    assert report_link("https://wexcombe.example.org/mistakes", "http://localhost/") == "https://wexcombe.example.org/mistakes"
    assert report_link(None, "http://localhost/") is None


@pytest.mark.parametrize(("report_to", "expected"), [("mailto:clerk@wexcombe.example.org", True), (None, False)])
def test_the_page_of_a_paper_links_to_it(tmp_path: Path, filled: Any, report_to: str | None, expected: bool) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    told = metadata(path.stem, report_to=report_to)
    served = Datasette([str(path)], metadata=told, plugins_dir=str(PLUGINS), template_dir=str(TEMPLATES))
    page = asyncio.run(served.client.get(f"/-/page/{PACK}/1")).text
    assert ("Report a mistake" in page) is expected
    assert ("mailto:clerk@wexcombe.example.org?subject=" in page) is expected
