"""What the stages made of a paper, after something was withdrawn of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from pipeline.records import Division, Facts, Finding, Page, Reading, Withdrawal, Word
from pipeline.withdraw import digest_of, redact

SALT = "00" * 16
PACK, MINUTES = "a" * 16, "b" * 16


def withdrawal(fact: Any, table: str, **changes: Any) -> Withdrawal:
    source = fact.source
    entry = Withdrawal(
        document_id=fact.id.partition("-")[0],
        sha256="",
        at="2026-01-01T00:00:00Z",
        reason="a test",
        table=table,
        row=fact.id,
        page=source.page,
        page_end=source.page_end,
        bbox=source.bbox,
        salt=SALT,
        digest=digest_of(source.quote, SALT),
    )
    return replace(entry, **changes)


class Papers:
    """The minutes of the small corpus as the stages leave them."""

    def __init__(self, corpus: Any, place: int) -> None:
        paper, pages = corpus.papers[place]
        self.reading = Reading(
            document_id=paper.document_id,
            status="ok",
            pages=pages,
            findings=[Finding(code="no-text", severity="info", message="x", page=1)],
        )
        self.division: Division = paper.division
        self.facts: Facts = paper.facts

    def without(self, *withdrawals: Withdrawal) -> tuple[Reading, Division, Facts]:
        reading, division, facts = redact(self.reading, self.division, self.facts, withdrawals)
        assert division is not None and facts is not None
        return reading, division, facts


@pytest.fixture
def minutes(corpus: Any) -> Papers:
    return Papers(corpus, 1)


@pytest.fixture
def pack(corpus: Any) -> Papers:
    return Papers(corpus, 0)


def everything(*records: Any) -> str:
    return msgspec.json.encode(records).decode()


def test_a_resolution_goes_with_its_votes_and_leaves_blocks(minutes: Papers) -> None:
    row = minutes.facts.resolutions[0]
    reading, division, facts = minutes.without(withdrawal(row, "resolutions"))
    assert row.text not in everything(reading, division, facts)
    assert row.id not in {each.id for each in facts.resolutions}
    assert not [vote for vote in facts.votes if vote.resolution_id == row.id]
    assert "█" in reading.pages[1].text


def test_what_was_not_withdrawn_keeps_its_ids(minutes: Papers) -> None:
    row = minutes.facts.resolutions[0]
    _, _, facts = minutes.without(withdrawal(row, "resolutions"))
    assert [each.id for each in facts.attendance] == [each.id for each in minutes.facts.attendance]
    assert [each.id for each in facts.minutes] == [each.id for each in minutes.facts.minutes]


def test_the_places_in_the_text_stay(minutes: Papers) -> None:
    row = minutes.facts.resolutions[0]
    reading, _, _ = minutes.without(withdrawal(row, "resolutions"))
    for before, after in zip(minutes.reading.pages, reading.pages, strict=True):
        assert (len(after.text), after.lines) == (len(before.text), before.lines)
        assert [word.isspace() for word in after.text] == [word.isspace() for word in before.text]


def test_a_quote_is_still_a_slice_of_its_page(minutes: Papers) -> None:
    reading, _, facts = minutes.without(withdrawal(minutes.facts.resolutions[0], "resolutions"))
    for row in facts.minutes:
        assert " ".join(row.source.quote.split()) in " ".join(reading.pages[row.source.page - 1].text.split())


def test_a_table_is_left_with_blocks_in_its_cells(pack: Papers) -> None:
    row = next(each for each in pack.facts.actions if each.origin == "table")
    reading, _, facts = pack.without(withdrawal(row, "actions"))
    assert (row.action or "?") not in everything(reading.pages[row.source.page - 1].text)
    assert len(facts.tables) == len(pack.facts.tables)
    assert row.id not in {each.id for each in facts.actions}


def test_a_page_goes_as_a_whole(minutes: Papers) -> None:
    gone = Withdrawal(
        document_id=MINUTES, sha256="", at="", reason="x", table="pages", row=f"{MINUTES}-pages-2", page=2, salt=SALT, digest=""
    )
    reading, _, facts = minutes.without(gone)
    assert (reading.pages[1].text, reading.pages[1].text_source, reading.pages[1].words) == ("", "withheld", [])
    assert {row.source.page for name in ("resolutions", "votes", "minutes", "attendance") for row in getattr(facts, name)} <= {1}


def test_a_row_with_another_id_is_known_by_its_digest(minutes: Papers) -> None:
    row = minutes.facts.resolutions[0]
    _, _, facts = minutes.without(withdrawal(row, "resolutions", row=f"{MINUTES}-resolutions-p9-9"))
    assert row.id not in {each.id for each in facts.resolutions}


def test_where_no_fact_is_read_the_words_in_its_box_go(minutes: Papers) -> None:
    page = Page(
        number=1,
        width=595,
        height=842,
        text="Say nothing of this",
        words=[Word(start, x0, 72.0, x0 + 20, 83.0) for start, x0 in ((0, 72.0), (4, 100.0), (12, 130.0), (15, 160.0))],
    )
    reading = Reading(document_id=MINUTES, status="ok", pages=[page])
    gone = withdrawal(minutes.facts.resolutions[0], "resolutions", page=1, bbox=(98.0, 70.0, 125.0, 85.0))
    made, division, facts = redact(reading, None, None, [gone])
    assert (made.pages[0].text, division, facts) == ("Say ███████ of this", None, None)


def test_nothing_withdrawn_changes_nothing(minutes: Papers) -> None:
    assert redact(minutes.reading, minutes.division, minutes.facts, []) == (minutes.reading, minutes.division, minutes.facts)


def test_withdrawn_twice_is_withdrawn_once(minutes: Papers) -> None:
    gone = withdrawal(minutes.facts.resolutions[0], "resolutions")
    once = minutes.without(gone)
    assert redact(*once, [gone]) == once


@pytest.mark.parametrize(("said", "same"), [("Ada  QUILL, clerk", True), ("Ada Quill clerks", False)])
def test_a_digest_knows_words_by_nothing_but_their_letters(said: str, same: bool) -> None:
    assert (digest_of(said, SALT) == digest_of("ada quill: clerk", SALT)) is same
    assert digest_of(said, SALT) != digest_of(said, "11" * 16)
