"""What is found, in which order, and how much of it where there is too much."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.site.names import names_in
from pipeline.publish.site.search import filters, finding
from pipeline.publish.site.search.asked import Asked
from pipeline.publish.site.search.finding import Hits, find

SEARCHES = [
    Asked("gritting"),
    Asked("gritting", committee="highways"),
    Asked("gritting", council="wexcombe", since="2021-03-01", until="2021-03-31"),
    Asked("gritting", since="2021-03-05"),
    Asked("gritting", until="2020-12-31"),
    Asked("signs OR grit", person="Dee Hart"),
    Asked("the", council="wexcombe"),
    Asked(committee="highways"),
    Asked(person="Clerk"),
    Asked(since="2021-03-10"),
]


@pytest.fixture
def connection(tmp_path: Path, filled: Any) -> Iterator[sqlite3.Connection]:
    filled(tmp_path / "minutebook.db")
    opened = sqlite3.connect(tmp_path / "minutebook.db")
    yield opened
    opened.close()


def found(connection: sqlite3.Connection, asked: Asked) -> Hits:
    names = names_in(connection)
    return find(connection, asked, names.councils_like(asked.council), names.committees_like(asked.committee))


@pytest.mark.parametrize("asked", SEARCHES, ids=lambda asked: asked.address())
def test_filters_find_the_same_whether_many_rows_pass_them_or_few(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    few = found(connection, asked)
    if asked.filtered:
        with monkeypatch.context() as common:  # as if the words stood in too many rows to look at
            common.setattr(finding, "LOOKED_AT", 0)
            assert found(connection, asked) == few
    monkeypatch.setattr(filters, "NARROW", -1)
    monkeypatch.setattr(filters, "FEW_PAPERS", -1)
    many = found(connection, asked)
    if asked.person or not asked.words:  # then it is not known what is theirs by other tables, nor what has no date
        assert {hit.row_id for hit in many.hits} <= {hit.row_id for hit in few.hits}
    else:
        assert {hit.row_id for hit in many.hits} == {hit.row_id for hit in few.hits}
        assert [hit.row_id for hit in many.hits] == [hit.row_id for hit in few.hits]


def test_what_is_counted_and_what_is_there_beside_it(connection: sqlite3.Connection) -> None:
    every = found(connection, Asked("gritting"))
    one = found(connection, Asked("gritting", kinds=("resolution",)))
    assert {hit.kind for hit in one.hits} == {"resolution"}
    assert one.counts == every.counts
    assert sum(count.rows for count in every.counts.values()) == len(every.hits)
    assert not any(count.more for count in every.counts.values())


def test_common_words_are_weighed_in_the_rows_read_last(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    every = found(connection, Asked("gritting OR committee", kinds=("page",)))
    monkeypatch.setattr(finding, "LOOKED_AT", 1)
    some = found(connection, Asked("gritting OR committee", kinds=("page",)))
    assert every.counts["page"].rows > 1
    assert not every.counts["page"].more
    assert some.counts["page"] == (1, True)
    assert [hit.rowid for hit in some.hits] == [max(hit.rowid for hit in every.hits)]


def test_a_search_that_takes_too_long_says_so(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20_000):
        connection.execute("insert into minutes (id, document_id, text) values (?, ?, 'salt and grit')", [f"x-{number}", "b" * 16])
    connection.commit()
    monkeypatch.setattr(finding, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(finding, "LEAST_SECONDS", 0.00001)
    assert found(connection, Asked(person="salt", since="2000-01-01")).late


def test_the_person_is_found_by_lead_too(connection: sqlite3.Connection) -> None:
    led = found(connection, Asked(person="dee hart", kinds=("action",)))
    assert len(led.hits) >= 2
    texts = [connection.execute("select leads_text from actions where rowid = ?", [hit.rowid]).fetchone()[0] for hit in led.hits]
    assert any("Hart" not in (text or "") for text in texts)  # printed as a post, resolved to a name


def test_routine_comes_last(connection: sqlite3.Connection) -> None:
    connection.execute("update resolutions set text = 'that the minutes of the last meeting be approved as a correct record of gritting'")
    connection.commit()
    hits = found(connection, Asked("gritting")).hits
    assert [hit.kind for hit in hits if hit.routine] == ["resolution"]
    assert hits[-1].routine


def test_signs_of_patterns_in_a_name_are_letters(connection: sqlite3.Connection) -> None:
    assert found(connection, Asked(person="%")).hits == ()
    assert found(connection, Asked(person="D_e Hart")).hits == ()


def test_words_of_a_page_that_is_not_shown_are_not_quoted(connection: sqlite3.Connection) -> None:
    """The agenda calls papers exempt whose pages do not say so themselves."""
    before = found(connection, Asked("gritting", kinds=("report", "page")))
    shut = {"a" * 16 + "-reports-2-1", "a" * 16 + "-pages-2"}
    assert shut <= {hit.row_id for hit in before.hits}
    connection.execute(
        "update agenda_items set part = 'exempt', page_start = 2, page_end = 2 where document_id = ? and number = '2'", ["a" * 16]
    )
    connection.commit()
    after = found(connection, Asked("gritting", kinds=("report", "page")))
    assert {hit.row_id for hit in before.hits} - {hit.row_id for hit in after.hits} == shut


def test_rows_of_others_that_were_read_last_do_not_hide_those_asked_for(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.execute("insert into documents (id, council, status) values ('f0f0f0f0f0f0f0f0', 'Elsewhere', 'ok')")
    rows = [(f"f0f0f0f0f0f0f0f0-pages-{number}", number) for number in range(1, 40)]
    connection.executemany("insert into pages (id, document_id, number, text) values (?, 'f0f0f0f0f0f0f0f0', ?, 'gritting')", rows)
    connection.commit()
    asked = Asked("gritting", ("page",), council="wexcombe")
    few = found(connection, asked)
    monkeypatch.setattr(filters, "NARROW", -1)
    monkeypatch.setattr(finding, "LOOKED_AT", 30)
    many = found(connection, asked)
    assert [hit.row_id for hit in many.hits] == [hit.row_id for hit in few.hits] != []
    assert many.counts["page"] == few.counts["page"]
