"""The database: what is written, what counts as a change, what is refused."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.edges import rows, structure
from pipeline.edges.councils import Council
from pipeline.edges.database import Changed, Database
from pipeline.edges.schemas import tables, views
from pipeline.errors import Busy, SchemaTooNew, UsageError, WrongCorpus
from pipeline.load import link_rows, rows_of

PACK, MINUTES, UPDATE, BROKEN, CLOSED = (digit * 16 for digit in "abcde")
AT = "2022-01-01T00:00:00Z"


def fill(database: Database, corpus: Any, order: list[int] | None = None) -> Changed:
    changed = Changed()
    for index in order if order is not None else range(len(corpus.papers)):
        paper, pages = corpus.papers[index]
        changed += database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links), stamp="1", at=AT)
    return changed + database.replace_links(link_rows(corpus.links), at=AT)


def contents(database: Database, without: tuple[str, ...] = ("changes", "runs")) -> dict[str, list[Any]]:
    every = [name for name in [*tables(), *views()] if name not in without]
    return {name: sorted((sorted(dict(row).items()) for row in database.rows(f'select * from "{name}"')), key=repr) for name in every}


@pytest.fixture
def database(tmp_path: Path) -> Any:
    with Database.open(tmp_path / "minutebook.db", tmp_path / "corpus") as opened:
        yield opened


def test_a_filled_database_is_sound(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    assert database.check() == []


def test_every_kind_of_row_arrives(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    empty = {name for name, count in database.counts().items() if count == 0}
    assert empty == {"action_threads", "corrections", "withdrawals", "personal_data", "accuracy", "runs"}


def test_loading_the_same_again_changes_nothing(database: Database, corpus: Any) -> None:
    assert fill(database, corpus).new > 40
    before, changes = contents(database), database.counts()["changes"]
    assert fill(database, corpus) == Changed()
    assert contents(database) == before
    assert database.counts()["changes"] == changes


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_papers_does_not_matter(tmp_path: Path, corpus: Any, seed: int) -> None:
    order = list(range(len(corpus.papers)))
    random.Random(seed).shuffle(order)
    with Database.open(tmp_path / "one.db") as one, Database.open(tmp_path / "other.db") as other:
        fill(one, corpus)
        fill(other, corpus, order)
        assert contents(one) == contents(other)


def test_changes_name_what_is_new_changed_and_withdrawn(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    last = database.rows("select max(seq) from changes")[0][0]
    paper, pages = corpus.papers[1]
    minute = msgspec.structs.replace(paper.facts.minutes[0], confirmed="confirmed")
    attendance = paper.facts.attendance[:-1]
    extra = msgspec.structs.replace(paper.facts.votes[0], id=f"{MINUTES}-votes-2-3", name="Cy Reed", vote="abstained")
    facts = msgspec.structs.replace(paper.facts, minutes=[minute], attendance=attendance, votes=[*paper.facts.votes, extra])
    again = msgspec.structs.replace(paper, facts=facts)
    assert database.replace_document(MINUTES, rows_of(again, pages, corpus.links), at="2022-02-02T00:00:00Z") == Changed(1, 1, 1)
    told = database.rows("select at, table_name, row_id, kind from changes where seq > ? order by seq", [last])
    assert sorted(map(tuple, told)) == [
        ("2022-02-02T00:00:00Z", "attendance", f"{MINUTES}-attendance-1-4", "withdrawn"),
        ("2022-02-02T00:00:00Z", "minutes", f"{MINUTES}-minutes-2-1", "changed"),
        ("2022-02-02T00:00:00Z", "votes", f"{MINUTES}-votes-2-3", "new"),
    ]


def test_search_follows_every_change(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    paper, pages = corpus.papers[1]
    resolution = msgspec.structs.replace(paper.facts.resolutions[0], text="that the barges be painted")
    again = msgspec.structs.replace(paper, facts=msgspec.structs.replace(paper.facts, resolutions=[resolution]))
    database.replace_document(MINUTES, rows_of(again, pages, corpus.links))
    find = "select count(*) from resolutions_fts where resolutions_fts match ?"
    assert database.rows(find, ["barge"])[0][0] == 1
    assert database.rows(find, ["gritting"])[0][0] == 0
    database.remove_document(MINUTES)
    assert database.rows(find, ["barge"])[0][0] == 0
    assert database.check() != []  # the links still name rows that went; the next replace_links mends that


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("reports", '"ACH21-044"', 1),  # a report's number, quoted as Datasette does it
        ("pages", '"ACH21-044"', 1),  # the same where it is printed
        ("minutes", '"A21/17"', 1),  # a minute's reference with a stroke
        ("resolutions", '"A21/17"', 1),
        ("resolutions", '"A21/1"', 0),  # a shorter reference is another reference
        ("reports", '"ACH21-04"', 0),
        ("recommendations", "cafe", 1),  # without the accent, which the paper prints as two characters
        ("recommendations", "café", 1),
        ("actions", "signing", 2),  # another form of a word: signs, in both papers
        ("actions", '"worn signs"', 2),  # a phrase, in both papers
        ("actions", "missing", 0),
    ],
)
def test_search_finds_what_is_typed(database: Database, corpus: Any, table: str, words: str, found: int) -> None:
    fill(database, corpus)
    assert database.rows(f"select count(*) from {table}_fts where {table}_fts match ?", [words])[0][0] == found


def test_rows_that_are_searched_come_in_their_order_however_many_at_once(
    tmp_path: Path, corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for count in (1, 3, 256):
        monkeypatch.setattr(rows, "GATHERED", count)
        with Database.open(tmp_path / f"{count}.db") as database:
            fill(database, corpus)
            assert database.check() == []  # the search is in step with its tables
            searched = [name for name, table in tables().items() if table.search]
            found.append([[tuple(row) for row in database.rows(f"select rowid, * from {name} order by rowid")] for name in searched])
    assert sum(map(len, found[0])) > 6
    assert found[0] == found[1] == found[2]


def test_links_are_put_right_without_loading_papers_again(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    links = msgspec.structs.replace(corpus.links, canonical={}, leads_of_action={}, document_links=[])
    changed = database.replace_links(link_rows(links))
    assert changed == Changed(changed=2, withdrawn=5)
    assert database.rows("select count(*) from meetings where canonical_id <> id")[0][0] == 0
    assert database.replace_links(link_rows(links)) == Changed()


def test_a_removed_paper_leaves_no_row_and_after_compacting_no_byte(tmp_path: Path, corpus: Any) -> None:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
        assert database.remove_document(PACK).withdrawn > 20
        left = [name for name, rows in contents(database).items() for row in rows if PACK in repr(row)]
        assert set(left) <= {"meetings", "minutes", "resolutions", "resolution_register", "actions", "findings"}  # only links to it
        without = {"canonical": {}, "agenda_item_of": {}, "report_of": {}, "officer_of_mention": {}}
        database.replace_links(link_rows(corpus.links)._replace(tables={"action_leads": [], "findings": []}, columns=without))
        assert database.check() == []
        database.compact()
        assert database.check() == []
    assert b"grit bins" not in path.read_bytes()
    assert b"gritting" in path.read_bytes()


def test_nothing_of_a_withheld_paper_or_page_is_stored(tmp_path: Path, corpus: Any) -> None:
    with Database.open(tmp_path / "minutebook.db") as database:
        fill(database, corpus)
        assert database.rows("select text, furniture from pages where text_source = 'withheld'")[0][:] == ("", None)
        assert database.rows("select restricted from sections where page_start = 4")[0][0] == 1
        assert database.rows("select part from agenda_items where number = '3'")[0][0] == "exempt"
        assert [tuple(row) for row in database.rows("select status, title, error from documents where id = ?", [CLOSED])] == [
            ("withheld", None, "The paper is exempt.")
        ]
    assert b"nobody may know" not in (tmp_path / "minutebook.db").read_bytes()
    assert b"Runs into the exempt page" not in (tmp_path / "minutebook.db").read_bytes()


# --- files and runs ---------------------------------------------------------------------------------------------------


def test_two_files_with_the_same_bytes_are_one_document(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    assert database.rows("select count(*) from files where document_id = ?", [PACK])[0][0] == 2
    assert database.rows("select path from documents where id = ?", [PACK])[0][0] == "copies/pack-again.pdf"


def test_a_file_that_is_gone_is_marked_and_comes_back(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.record_run("2022-02-01T00:00:00Z", "2022-02-01T00:05:00Z", "1.2.3")
    database.see_files(["broken.pdf"], at="2022-03-01T00:00:00Z")
    assert [row[0] for row in database.rows("select id from files where not gone")] == ["broken.pdf"]
    assert {row[0] for row in database.rows("select last_seen from files where gone")} == {"2022-02-01T00:05:00Z"}  # by the last run
    database.see_files(["broken.pdf", "closed.pdf"], at="2022-03-02T00:00:00Z")
    rows = database.rows("select id, first_seen, last_seen from files where not gone order by id")
    assert [tuple(row) for row in rows] == [("broken.pdf", AT, AT), ("closed.pdf", AT, "2022-03-02T00:00:00Z")]


def test_files_of_other_folders_than_those_looked_at_are_left_as_they_are(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.see_files([], folders=["copies", "cop", "copies/deeper"], at="2022-03-01T00:00:00Z")
    assert [row[0] for row in database.rows("select id from files where gone")] == ["copies/pack-again.pdf"]
    database.see_files(["closed.pdf"], folders=[""], at="2022-03-02T00:00:00Z")
    there = [row[0] for row in database.rows("select id from files where not gone")]
    assert "closed.pdf" in there
    assert all("/" in path or path == "closed.pdf" for path in there)


def test_the_stamps_of_some_documents(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    assert database.stamps([PACK, "not there"]) == {PACK: "1"}
    assert database.stamps([]) == {}
    assert database.stamps().keys() > {PACK, BROKEN}


def test_a_file_of_a_removed_paper_was_last_seen_by_the_last_run(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.record_run("2022-02-01T00:00:00Z", "2022-02-01T00:05:00Z", "1.2.3")
    database.remove_document(BROKEN)
    assert database.rows("select last_seen from files where id = 'broken.pdf'")[0][0] == "2022-02-01T00:05:00Z"


def test_the_numbers_of_rows_are_kept_as_they_are(database: Database, corpus: Any) -> None:
    """Through papers that come, change and go, linking, and a part that fails and is taken back."""

    def counted() -> dict[str, int]:
        return {name: database.rows(f'select count(*) from "{name}"')[0][0] for name in tables()}

    assert database.counts() == counted()
    fill(database, corpus)
    assert database.counts() == counted()
    assert database.counts()["registered_meetings"]
    assert set(database.counts(leave_out={"pages", "dates"})) == set(tables()) - {"pages", "dates"}
    paper, pages = corpus.papers[1]
    less = msgspec.structs.replace(paper, facts=msgspec.structs.replace(paper.facts, votes=[], minutes=paper.facts.minutes[:1]))
    database.replace_document(MINUTES, rows_of(less, pages, corpus.links))
    database.replace_links(link_rows(corpus.links))
    assert database.counts() == counted()
    with database.together(), pytest.raises(sqlite3.IntegrityError):
        rows = rows_of(paper, pages, corpus.links)
        database.replace_document(MINUTES, {**rows, "votes": [*rows["votes"], *rows["votes"]]})
    assert database.counts() == counted()
    database.remove_document(PACK)
    database.replace_links(link_rows(corpus.links))
    assert database.counts() == counted()


def test_the_files_of_a_removed_paper_stay_listed_as_gone_unless_they_are_to_be_forgotten(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.remove_document(PACK)
    database.remove_document(BROKEN, forget_files=True)
    rows = database.rows("select id from files where gone and document_id is null order by id")
    assert [row[0] for row in rows] == ["copies/pack-again.pdf", "highways/2021/pack.pdf"]
    assert database.rows("select count(*) from files where id = 'broken.pdf'")[0][0] == 0
    fill(database, corpus)  # they are back
    assert database.rows("select count(*) from files where gone")[0][0] == 0
    assert database.rows("select count(*) from files where document_id = ?", [PACK])[0][0] == 2


def test_one_of_two_copies_can_go(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    paper, pages = corpus.papers[0]
    again = msgspec.structs.replace(paper, files=paper.files[:1])
    database.replace_document(PACK, rows_of(again, pages, corpus.links))
    database.see_files([file.path for other, _ in corpus.papers for file in other.files if file.path != "copies/pack-again.pdf"])
    assert [row[0] for row in database.rows("select id from files where gone")] == ["copies/pack-again.pdf"]
    assert database.rows("select path from documents where id = ?", [PACK])[0][0] == "highways/2021/pack.pdf"


def test_a_file_with_new_bytes_is_another_document(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    paper, pages = corpus.papers[1]
    file = msgspec.structs.replace(corpus.papers[3][0].files[0], document_id=MINUTES)
    again = msgspec.structs.replace(paper, files=[*paper.files, file])
    database.replace_document(MINUTES, rows_of(again, pages, corpus.links), at="2022-04-01T00:00:00Z")
    assert tuple(database.rows("select document_id, first_seen from files where id = 'broken.pdf'")[0]) == (MINUTES, AT)


def test_a_run_is_recorded_with_the_counts_as_they_stand(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.record_run("2022-01-01T10:00:00Z", "2022-01-01T10:05:00Z", "1.2.3")
    run = database.rows("select * from runs")[0]
    assert (run["version"], run["documents"], run["ok"], run["failed"], run["findings"]) == ("1.2.3", 5, 3, 1, 6)


def test_stamps_tell_what_is_loaded(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    assert database.stamps() == dict.fromkeys((PACK, MINUTES, UPDATE, BROKEN, CLOSED), "1")
    database.remove_document(PACK)
    assert PACK not in database.stamps()


# --- what is refused --------------------------------------------------------------------------------------------------


def test_a_database_that_another_version_made_is_not_asked_what_it_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()
    with Database.read(path) as opened:
        assert opened.made_by_this_version() is opened
    connection = sqlite3.connect(path)
    connection.execute("update settings set value = 'before' where name = 'schema'")
    connection.commit()
    connection.close()
    with Database.read(path) as opened, pytest.raises(UsageError, match="Run `minutebook ingest`"):
        opened.made_by_this_version()
    Database.open(path).close()
    with Database.read(path) as opened:
        opened.made_by_this_version()


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    Database.open(tmp_path / "out" / "minutebook.db", tmp_path / "corpus").close()
    Database.open(tmp_path / "out" / "minutebook.db", tmp_path / "corpus").close()
    with pytest.raises(WrongCorpus, match="Choose another output folder"):
        Database.open(tmp_path / "out" / "minutebook.db", tmp_path / "elsewhere")


def test_corpus_and_database_can_move_together(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    Database.open(tmp_path / "here" / "out" / "minutebook.db", tmp_path / "here" / "corpus").close()
    (tmp_path / "here").rename(tmp_path / "there")
    with Database.open(tmp_path / "there" / "out" / "minutebook.db", tmp_path / "there" / "corpus") as database:
        assert database.rows("select value from settings where name = 'corpus'")[0][0] == "../corpus"


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"pragma user_version = {structure.VERSION + 1}")
    with pytest.raises(SchemaTooNew, match="later Minutebook"):
        Database.open(path)


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table recipes (name text)")
    with pytest.raises(UsageError, match="not one of Minutebook's"):
        Database.open(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    path.write_bytes(b"%PDF-1.4 this is something else" * 50)
    with pytest.raises(UsageError, match="cannot be used as a database"):
        Database.open(path)


def test_reading_needs_a_database(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no database"):
        Database.read(tmp_path / "minutebook.db")


def test_two_writers_do_not_mix(tmp_path: Path, corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.edges.database.WAIT_SECONDS", 0.05)
    paper, pages = corpus.papers[0]
    path, rows = tmp_path / "minutebook.db", rows_of(paper, pages, corpus.links)
    with Database.open(path) as one, Database.open(path) as other, one._transaction(), pytest.raises(Busy, match="another ingest"):
        other.replace_document(PACK, rows)


# --- several in one transaction ---------------------------------------------------------------------------------------


def test_documents_share_a_transaction_until_enough_is_written(tmp_path: Path, corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "minutebook.db"
    rows = [(paper.document_id, rows_of(paper, pages, corpus.links)) for paper, pages in corpus.papers]
    with Database.open(path) as database, Database.read(path) as reader:
        with database.together():
            database.replace_document(*rows[0])
            assert reader.stamps() == {}
            monkeypatch.setattr("pipeline.edges.transactions.MOST_TOGETHER", 5)
            database.replace_document(*rows[1])
            assert reader.stamps().keys() == {rows[0][0], rows[1][0]}
            monkeypatch.undo()
            database.replace_document(*rows[2])
            assert len(reader.stamps()) == 2
        assert len(reader.stamps()) == 3
        database.replace_document(*rows[3])
        assert len(reader.stamps()) == 4


def test_links_of_many_papers_have_a_transaction_of_their_own(tmp_path: Path, corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "minutebook.db"
    names = [paper.document_id for paper, _ in corpus.papers]
    links, council = link_rows(corpus.links), Council(stamp="s", names=[corpus.papers[0][0].division.council])
    with Database.open(path) as database, Database.read(path) as reader, database.together():
        database.replace_council("a", council, [], links._replace(tables={}, columns={}))
        assert reader.councils() == {}
        for paper, pages in corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        assert reader.stamps() == {}
        monkeypatch.setattr("pipeline.edges.database.MOST_LINKED_TOGETHER", len(names) - 1)
        database.replace_council("b", council, names, links)
        assert reader.stamps().keys() == set(names)
        assert reader.councils().keys() == {"a", "b"}
        database.remove_document(names[0])
        assert len(reader.stamps()) == len(names)
    with Database.read(path) as reader:
        assert len(reader.stamps()) == len(names) - 1


def test_a_document_that_fails_harms_none_that_shares_its_transaction(tmp_path: Path, corpus: Any) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    (first, bad, last), found = corpus.papers[:3], []
    for path in (one, two):
        with Database.open(path) as database:
            with database.together():
                database.replace_document(first[0].document_id, rows_of(*first, corpus.links), at=AT)
                if path == two:
                    rows = rows_of(*bad, corpus.links)
                    with pytest.raises(sqlite3.IntegrityError):
                        database.replace_document(bad[0].document_id, {**rows, "pages": [*rows["pages"], *rows["pages"]]}, at=AT)
                database.replace_document(last[0].document_id, rows_of(*last, corpus.links), at=AT)
            found.append(contents(database))
    assert found[0] == found[1]
    assert len(found[1]["documents"]) == 2


def test_what_was_not_committed_is_taken_back_when_the_rest_fails(database: Database, corpus: Any) -> None:
    paper, pages = corpus.papers[0]
    with pytest.raises(ZeroDivisionError), database.together():
        database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        raise ZeroDivisionError
    assert database.counts()["documents"] == database.counts()["pages"] == 0
    database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
    assert database.counts()["documents"] == 1


# --- structure --------------------------------------------------------------------------------------------------------


def test_an_older_database_gets_what_it_lacks(tmp_path: Path, corpus: Any) -> None:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
        before = contents(database)
    with sqlite3.connect(path) as connection:  # as if before a column, a table, a view and an index were added
        connection.executescript(
            "drop view overdue_actions; drop view slipped_actions; drop view action_tracker; drop table accuracy;"
            "drop index idx_measures_document_id; alter table measures drop column theme;"
            "update settings set value = 'old' where name = 'schema';"
        )
    with Database.open(path) as database:
        after = contents(database)
        assert set(database.stamps().values()) == {""}  # every document is loaded again, since a new column has values too
        assert {name: rows for name, rows in after.items() if name != "loads"} == {
            name: rows for name, rows in before.items() if name != "loads"
        }
        assert database.check() == []


def test_what_is_only_looked_up_otherwise_does_not_load_papers_again(tmp_path: Path, corpus: Any) -> None:
    """An index or a view that is new holds nothing that papers say: no paper is loaded, and registers are filled anew when they were filled
    in another way."""
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
        before, stamps = contents(database), database.stamps()
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "drop index idx_files_gone_id; drop view action_tracker;"
            "delete from settings where name glob 'rows of *'; update settings set value = 'old' where name = 'schema';"
        )
    with Database.open(path) as database:
        assert (contents(database), database.stamps(), database.check()) == (before, stamps, [])
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "delete from registered_meetings; update settings set value = 'old' where name in ('schema', 'registers');"
        )
    with Database.open(path) as database:
        assert (contents(database), database.stamps(), database.check()) == (before, stamps, [])


def test_a_number_of_rows_that_is_not_as_it_is_kept_is_told(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    database.rows("update settings set value = value + 1 where name = 'rows of votes'")
    assert len(database.check()) == 1
    assert "votes" in database.check()[0]


def test_an_older_search_index_is_made_anew(tmp_path: Path, corpus: Any) -> None:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
    with sqlite3.connect(path) as connection:  # as if references were not yet searched
        connection.executescript(
            "drop trigger minutes_ai; drop trigger minutes_ad; drop trigger minutes_au; drop table minutes_fts;"
            'create virtual table minutes_fts using fts5 (title, content="minutes");'
            "update settings set value = 'old' where name = 'schema';"
        )
    with Database.open(path) as database:
        assert database.check() == []
        assert database.rows("select count(*) from minutes_fts where minutes_fts match '\"A21/17\"'")[0][0] == 1
        database.remove_document(MINUTES)
        assert database.rows("select count(*) from minutes_fts where minutes_fts match '\"A21/17\"'")[0][0] == 0


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()
    ran: list[int] = []
    steps = tuple(structure.Migration(n, "a step", lambda connection, n=n: ran.append(n)) for n in (2, 3))
    connection = sqlite3.connect(path, isolation_level=None)
    structure.bring_up_to_date(connection, path, steps, version=3)
    structure.bring_up_to_date(connection, path, steps, version=3)
    assert ran == [2, 3]
    assert connection.execute("pragma user_version").fetchone()[0] == 3


def test_a_failed_migration_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    Database.open(path).close()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("drop table measures")
        raise RuntimeError("stopped halfway")

    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(RuntimeError):
        structure.bring_up_to_date(connection, path, (structure.Migration(2, "fails", fail),), version=2)
    connection.close()
    with Database.open(path) as database:
        assert database.check() == []
        assert "measures" in database.counts()


def test_it_is_one_file_when_closed_and_readable_while_open(tmp_path: Path, corpus: Any) -> None:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
        with Database.read(path) as reader:
            assert reader.counts()["documents"] == 5
    assert [file.name for file in tmp_path.iterdir()] == ["minutebook.db"]
    with Database.read(path) as reader:
        assert reader.rows("pragma journal_mode")[0][0] == "delete"


def test_closing_while_somebody_reads_is_no_error(tmp_path: Path, corpus: Any) -> None:
    path = tmp_path / "minutebook.db"
    with Database.open(path) as database:
        fill(database, corpus)
        reader = Database.read(path)
        assert reader.counts()["documents"] == 5
    assert reader.counts()["documents"] == 5
    reader.close()
    Database.open(path).close()
    assert [file.name for file in tmp_path.iterdir()] == ["minutebook.db"]


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.edges.database import Database
database = Database.open(Path(sys.argv[1]))
document = ("f" * 16, "W", "f.pdf", "f.pdf", "f" * 64, 1, None, "other", None, None, 1, 0, None, "ok", None, None)
database.replace_document("f" * 16, {"documents": [document]})
with database._transaction():
    database._connection.execute("delete from documents")
    print("halfway", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_being_killed_halfway_loses_only_the_paper_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout == "halfway\n"
    with Database.open(path) as database:
        assert database.check() == []
        assert database.counts()["documents"] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["minutebook.db"]


def test_boxes_and_grids_are_json(database: Database, corpus: Any) -> None:
    fill(database, corpus)
    assert json.loads(database.rows("select bbox from reports")[0][0]) == [72.0, 72.12, 300.5, 83.0]
    assert json.loads(database.rows("select rows from tables")[0][0])[1] == ["Signs", "Replace\nworn signs"]
