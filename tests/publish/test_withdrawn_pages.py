"""What the site answers where something was withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.edges.database import Database
from pipeline.load import rows_of
from pipeline.records import Links, Withdrawal
from pipeline.withdraw import tombstone, withdrawal_rows

PACK, MINUTES = "a" * 16, "b" * 16
AT = "2026-03-03T09:00:00Z"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, lasting_corpus: Any, site_of: Any, filled_by: Any) -> Any:
    path = tmp_path_factory.mktemp("withdrawn") / "minutebook.db"
    filled_by(path, lasting_corpus)
    paper = Withdrawal(document_id=MINUTES, sha256="", at=AT, reason="Her address.")
    part = Withdrawal(document_id=PACK, sha256="", at=AT, reason="x", table="actions", row=f"{PACK}-actions-3-1", page=3)
    with Database.open(path) as database:
        database.remove_document(MINUTES, forget_files=True)
        database.replace_document(MINUTES, rows_of(tombstone(paper), (), Links()))
        database.replace_table("withdrawals", withdrawal_rows([paper, part]))
    return site_of(path)


@pytest.mark.parametrize("address", [f"/-/document/{MINUTES}", f"/-/page/{MINUTES}/1", f"/-/meeting/{MINUTES}-meetings-1-1"])
def test_the_addresses_of_a_withdrawn_paper_are_gone(site: Any, address: str) -> None:
    page = site(address, expect=410).text
    assert "This paper was withdrawn on 3 March 2026." in page
    assert "Her address" not in page and "Highways" not in page


def test_its_pictures_and_its_original_are_not_to_be_had(site: Any) -> None:
    site(f"/-/page/{MINUTES}/1.png", expect=404)
    site(f"/-/original/{MINUTES}.pdf", expect=404)


def test_a_page_with_something_withdrawn_has_no_picture(site: Any) -> None:
    assert "Something on this page was withdrawn" in site(f"/-/page/{PACK}/3").text
    assert "Something on this page was withdrawn" not in site(f"/-/page/{PACK}/2").text
    site(f"/-/original/{PACK}.pdf", expect=404)
