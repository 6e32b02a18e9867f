"""The index over several councils: what it has of each, what is written when one changes, and what a clerk is told."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from councils import EASTLEY, NORTHMERE, council_papers, joint_paper, put_council
from msgspec.structs import replace

from pipeline.cli import main
from pipeline.edges.federation.shape import copied_columns, index_tables, plan
from pipeline.edges.schemas import public_tables
from pipeline.errors import UsageError
from pipeline.operations.federating import federate

ROOT = Path(__file__).parents[2]
NORTH, EAST = "northmere-borough-council", "eastley-town-council"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    put_council(tmp_path / "north", council_papers(NORTHMERE, "Northmere"))
    put_council(tmp_path / "east", council_papers(EASTLEY, "Eastley"))
    return tmp_path


def region(place: Path, *given: str, **more: Any) -> Any:
    return federate(place / "region", [str(place / name) for name in given], **more)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def index(place: Path, sql: str) -> list[tuple[Any, ...]]:
    return rows(place / "region/minutebook.db", sql)


def everything(place: Path, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a council in the index, with its number, by table."""
    whose = f"shard = (select id from shards where name = '{name}')"
    return {table: index(place, f"select rowid, * from {table} where {whose} order by rowid") for table in plan().copied}


def bytes_of(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("table", plan().copied)
def test_the_index_has_every_row_of_every_council_and_whose_it_is(place: Path, table: str) -> None:
    region(place, "north", "east")
    columns = ", ".join(column for column in copied_columns(table, False) if column != "seq")
    for folder, name in (("north", NORTH), ("east", EAST)):
        own = rows(place / folder / "minutebook.db", f"select {columns} from {table}")
        if table == "changes":
            own = [row for row in own if row[1] in plan().copied]
        known = index(place, f"select {columns} from {table} where shard = (select id from shards where name = '{name}')")
        assert sorted(known, key=repr) == sorted(own, key=repr)


def test_the_registers_count_over_all(place: Path) -> None:
    region(place, "north", "east")
    assert index(place, "select council, action from action_tracker where due_state = 'overdue' order by council") == [
        (EASTLEY, "Mend the quay wall"),
        (NORTHMERE, "Mend the quay wall"),
    ]
    found = (
        "select council from resolutions as r join documents as d on d.id = r.document_id "
        "where r.rowid in (select rowid from resolutions_fts where resolutions_fts match '{}') order by council"
    )
    assert index(place, found.format("ferry")) == [(EASTLEY,), (NORTHMERE,)]
    assert index(place, found.format("eastley")) == [(EASTLEY,)]


def test_when_nothing_was_written_nothing_is_written(place: Path) -> None:
    region(place, "north", "east")
    before = bytes_of(place)
    did = region(place)
    assert [council.brought for council in did.councils] == [None, None]
    after = bytes_of(place)
    assert {name for name in before if before[name] != after.get(name)} <= {"region/ingest.lock"}


def test_a_council_that_comes_changes_or_goes_leaves_the_others_alone(place: Path) -> None:
    region(place, "north")
    north, own = everything(place, NORTH), bytes_of(place / "north")
    region(place, "east")
    assert everything(place, NORTH) == north
    put_council(place / "east", council_papers(EASTLEY, "Eastley", ["Mend the quay wall", "Paint the bandstand"]))
    east = bytes_of(place / "east")
    did = region(place)
    assert [council.name for council in did.councils if council.brought] == [EAST]
    assert index(place, f"select count(*) from actions where shard = (select id from shards where name = '{EAST}')") == [(4,)]
    assert everything(place, NORTH) == north
    region(place, remove=[EAST])
    assert everything(place, NORTH) == north
    assert bytes_of(place / "north") == own
    assert bytes_of(place / "east") == east, "what was taken out of the index stays where it is"
    for table in (*plan().copied, "shards"):
        assert index(place, f"select count(*) from {table}") == [(len(north[table]) if table != "shards" else 1,)]


def test_rows_that_are_equal_keep_their_place(place: Path) -> None:
    region(place, "east")
    before = everything(place, EAST)
    put_council(place / "east", council_papers(EASTLEY, "Eastley", ["Mend the quay wall", "Paint the bandstand"]))
    did = region(place)
    after = everything(place, EAST)
    assert set(before["meetings"]) == set(after["meetings"])
    assert set(before["resolutions"]) == set(after["resolutions"])
    assert len(set(before["actions"]) & set(after["actions"])) == 2
    assert did.councils[0].brought.withdrawn == 0


def test_the_index_brought_up_step_by_step_is_the_one_made_at_once(place: Path) -> None:
    region(place, "north", "east")
    put_council(place / "east", council_papers(EASTLEY, "Eastley", ["Paint the bandstand"]))
    region(place)
    federate(place / "anew", [str(place / "north"), str(place / "east")])
    for table in plan().copied:
        columns = ", ".join(f"t.{column}" for column in copied_columns(table, False) if column != "seq")
        sql = f"select {columns}, s.name from {table} as t join shards as s on s.id = t.shard"
        assert sorted(index(place, sql), key=repr) == sorted(rows(place / "anew/minutebook.db", sql), key=repr), table


def test_what_is_withdrawn_goes_from_the_rows_and_the_bytes_of_the_index(place: Path) -> None:
    secret = "Pay Isolde Farthingwick"
    papers = council_papers(EASTLEY, "Eastley", [secret, "Mend the quay wall"])
    put_council(place / "east", papers)
    region(place, "north", "east")
    assert secret.encode() in (place / "region/minutebook.db").read_bytes()
    put_council(place / "east", [replace(each, status="withdrawn", error="Withdrawn.") for each in papers])
    with closing(sqlite3.connect(place / "east/minutebook.db")) as database, database:
        database.execute("delete from changes where row_id like '%isolde%'")  # as `minutebook withdraw` does
    region(place)
    data = (place / "region/minutebook.db").read_bytes()
    assert secret.encode() not in data and b"isolde" not in data.lower() and b"farthingwick" not in data
    assert index(place, "select council from documents group by council") == [(NORTHMERE,)]
    assert rows(place / "east/minutebook.db", "select distinct status from documents") == [("withdrawn",)]
    assert index(place, "select count(*) from actions_fts where actions_fts match 'quay'") == [(2,)], "the search still works"


def test_a_paper_of_two_councils_is_in_the_index_for_both(place: Path) -> None:
    for folder, council, name in (("north", NORTHMERE, "Northmere"), ("east", EASTLEY, "Eastley")):
        put_council(place / folder, [*council_papers(council, name), joint_paper(council)])
    region(place, "north", "east")
    joint = joint_paper(EASTLEY).document_id
    assert index(place, "select council from documents where title like 'Joint%' order by council") == [(EASTLEY,), (NORTHMERE,)]
    assert index(place, "select council, action from action_tracker where action like 'Share%' order by council") == [
        (EASTLEY, "Share the skips"),
        (NORTHMERE, "Share the skips"),
    ]
    ((alias, own, name),) = index(
        place, "select a.id, own_id, name from aliases as a join shards as s on s.id = a.shard where table_name = 'documents'"
    )
    assert (own, name) == (joint, NORTH), "the one that was brought in first keeps its id"
    for table in ("actions", "resolutions", "meetings"):
        keys = index(place, f"select id, document_id from {table} where substr(id, 1, 16) in ('{joint}', '{alias}')")
        assert {key[:16] for key, _ in keys} == {joint, alias} and all(key.startswith(paper) for key, paper in keys)
    assert index(place, "select count(*) from resolutions where meeting_id not in (select id from meetings)") == [(0,)]
    north = everything(place, NORTH)
    region(place, remove=[EAST])
    assert everything(place, NORTH) == north, "an id that was given once stays"
    region(place, "east")
    assert everything(place, NORTH) == north


def test_rows_are_numbered_by_day_over_all_councils(place: Path) -> None:
    early = [replace(each, division=replace(each.division, published_on="2019-01-01")) for each in council_papers(EASTLEY, "Eastley")]
    put_council(place / "east", early)
    region(place, "north")
    region(place, "east")
    days = [day for (day,) in index(place, "select reported_on from actions order by rowid")]
    assert days == sorted(days) and days[0] < "2025"


def test_the_index_over_public_copies_has_what_may_be_published_and_no_more(place: Path) -> None:
    put_council(place / "north", council_papers(NORTHMERE, "Northmere"), public=True)
    with pytest.raises(UsageError, match=r"no public copy at .*east.*minutebook publish --out"):
        region(place, "north", "east", public=True)
    put_council(place / "east", council_papers(EASTLEY, "Eastley"), public=True)
    did = region(place, "north", "east", public=True)
    assert did.path == place / "region/public/minutebook.db"
    with closing(sqlite3.connect(did.path)) as database:
        tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        own = {name for name in tables if "_fts" not in name and not name.startswith("sqlite_")}
        assert own <= {*public_tables(), "shards", "aliases"}
        for name in tables & public_tables().keys():
            columns = {row[1] for row in database.execute(f"pragma table_info({name})")}
            assert columns <= {*public_tables()[name].columns, "shard"}
        assert str(place).encode() not in did.path.read_bytes()
        assert database.execute("select count(*) from overdue_actions").fetchone() == (2,)
    assert not [path for path in did.path.parent.iterdir() if path != did.path], "nothing is left beside it"


def test_what_a_clerk_is_told(place: Path) -> None:
    def said(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(main, ["federate", *arguments, "--out", str(place / "region")])
        assert done.exit_code == status, done.output
        return done.output

    told = said(str(place / "north"), f"eastley={place / 'east'}")
    assert "Councils    2: 2 brought in" in told and "minutebook serve --out" in told
    assert "Councils    2: 2 unchanged" in said()
    listed = said("--list").splitlines()
    assert [line.split() for line in listed] == [["eastley", str(place / "east")], [NORTH, str(place / "north")]]
    assert "Taken out: eastley" in said("--remove", "eastley")
    assert "has no council elsewhere" in said("--remove", "elsewhere", status=2)


def test_two_databases_of_one_council_are_refused(place: Path) -> None:
    put_council(place / "again", council_papers(NORTHMERE, "Northmere again"))
    with pytest.raises(UsageError, match="both hold northmere-borough-council"):
        region(place, "north", "again")
    did = federate(place / "region", [str(place / "north"), f"other={place / 'again'}"])
    (trouble,) = did.troubles
    assert f"which {NORTH} holds already" in trouble
    assert index(place, "select name from shards") == [(NORTH,)]


def test_a_council_that_cannot_be_read_keeps_its_rows_and_is_named(place: Path) -> None:
    region(place, "north", "east")
    before = everything(place, EAST)
    (place / "east/minutebook.db").rename(place / "east/elsewhere.db")
    (trouble,) = region(place).troubles
    assert trouble.startswith(EAST) and "there is no database at" in trouble
    (place / "east/elsewhere.db").rename(place / "east/minutebook.db")
    with closing(sqlite3.connect(place / "east/minutebook.db")) as database, database:
        database.execute("update settings set value = 'older' where name = 'schema'")
    (trouble,) = region(place).troubles
    assert "another version of Minutebook" in trouble
    (place / "east/minutebook.db").write_bytes(b"no database at all, though it is long enough to be looked at by SQLite" * 40)
    (trouble,) = region(place).troubles
    assert "cannot be read" in trouble
    assert everything(place, EAST) == before


def test_an_index_of_another_version_is_made_anew(place: Path) -> None:
    region(place, "north", "east")
    with closing(sqlite3.connect(place / "region/minutebook.db")) as database, database:
        database.execute("update settings set value = 'older' where name = 'index'")
        database.execute("delete from actions")
    did = region(place)
    assert [council.brought is not None for council in did.councils] == [True, True]
    assert index(place, "select count(*) from actions") == [(4,)]


@pytest.mark.parametrize(
    "command", [["ingest", "{papers}"], ["status"], ["publish"], ["show", "x"], ["withdraw", "0000000000000000", "--reason", "none"]]
)
def test_the_index_is_not_taken_for_a_council(place: Path, command: list[str]) -> None:
    region(place, "north", "east")
    before = bytes_of(place / "region")
    (place / "papers").mkdir()
    words = [word.format(papers=place / "papers") for word in command]
    done = CliRunner().invoke(main, [*words, "--out", str(place / "region")])
    assert done.exit_code == 2 and "is an index over several councils" in done.output, done.output
    assert bytes_of(place / "region")["minutebook.db"] == before["minutebook.db"]


def test_a_database_of_another_kind_is_not_written_over(place: Path) -> None:
    with pytest.raises(UsageError, match="no index over councils"):
        federate(place / "north", [str(place / "east")])


@pytest.mark.parametrize("name", ["minutebook", "North", "a/b", "-x", ""])
def test_names_that_cannot_stand_in_an_address(place: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a council"):
        federate(place / "region", [f"{name}={place / 'north'}"])


def test_stopping_keeps_what_was_brought_in(place: Path) -> None:
    asked = iter([False, True])
    did = region(place, "north", "east", stop=lambda: next(asked))
    assert did.stopped and [council.name for council in did.councils] == [EAST]
    assert index(place, "select name from shards") == [(EAST,)]
    region(place)
    assert index(place, "select count(*) from shards") == [(2,)]


def test_the_tables_of_the_index_are_described(place: Path) -> None:
    for public in (False, True):
        for table in index_tables(public).values():
            assert table.label and table.description and all(column.description for column in table.columns.values())


@pytest.mark.slow
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("fault", ["3:kill", "25:kill", "26:kill", "40:kill", "7:EIO", "25:EIO"])
def test_a_run_that_is_killed_or_cannot_write_is_finished_by_the_next(place: Path, fault: str, public: bool) -> None:
    for folder, council, name in (("north", NORTHMERE, "Northmere"), ("east", EASTLEY, "Eastley")):
        put_council(place / folder, council_papers(council, name), public=True)
    arguments = [str(place / "north"), str(place / "east"), "--out", str(place / "region"), *(["--public"] if public else [])]
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "federate", *arguments]
    environment = {**os.environ, "MINUTEBOOK_STEPS": str(place / "steps"), "MINUTEBOOK_STEP_FAULT": fault}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, start_new_session=True)
    assert done.returncode == (-9 if "kill" in fault else 9), done.stderr
    assert b"Traceback" not in done.stderr
    did = region(place, "north", "east", public=public)
    assert did.rows["actions"] == 4 and not did.troubles
    assert rows(did.path, "pragma integrity_check") == [("ok",)]
    assert rows(did.path, "select count(*) from actions_fts where actions_fts match 'quay'") == [(4,)]
    assert not list(did.path.parent.glob(".*part*"))
