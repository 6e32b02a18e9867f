"""The site over a public copy, which lacks what stays in the house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.public_copy import publish
from pipeline.edges.schemas import queries
from pipeline.publish.masking import Masks

PACK = "a" * 16


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, lasting_corpus: Any, site_of: Any, filled_by: Any) -> Any:
    folder = tmp_path_factory.mktemp("public")
    filled_by(folder / "house.db", lasting_corpus)
    publish(folder / "house.db", folder / "minutebook.db", Masks([]), {})
    return site_of(folder / "minutebook.db")


@pytest.mark.parametrize("address", ["/", f"/-/document/{PACK}", f"/-/page/{PACK}/1", "/minutebook", "/minutebook/action_tracker"])
def test_the_pages_are_there(public: Any, address: str) -> None:
    assert public(address).text


@pytest.mark.parametrize("name", list(queries()))
def test_the_questions_are_answered(public: Any, name: str) -> None:
    assert public(f"/minutebook/{name}.json")


def test_no_page_says_where_a_file_lies(public: Any) -> None:
    assert "In the corpus as" not in public(f"/-/document/{PACK}").text


def test_no_original_and_no_picture_is_handed_out(public: Any) -> None:
    assert public(f"/-/original/{PACK}.pdf", expect=404)
    assert public(f"/-/page/{PACK}/1.png", expect=404)


def test_the_metadata_describes_only_what_is_there(public: Any, tmp_path: Path) -> None:
    assert public("/minutebook/files", expect=404)
    assert public("/minutebook/loads", expect=404)


def test_a_row_that_stays_in_the_house_is_passed_over(public: Any) -> None:
    assert public(f"/-/page/{PACK}/1", row=f"personal_data/{PACK}-personal_data-p1-1").text
