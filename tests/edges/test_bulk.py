"""A bulk export: a file for each table, council and year, with every row once, the same bytes for the same rows, and checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from councils import EASTLEY, NORTHMERE, council_papers, joint_paper, put_council
from pyarrow import parquet

from pipeline.cli import main
from pipeline.edges.bulk import chosen_tables
from pipeline.errors import UsageError
from pipeline.operations.exporting import PARTITIONS, export_again, export_partitions, lines_about_partitions
from pipeline.operations.federating import federate

NORTH, EAST = "northmere-borough-council", "eastley-town-council"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two councils with a paper in common, and one database with the papers of two."""
    place = tmp_path_factory.mktemp("bulk")
    for folder, council, name in (("north", NORTHMERE, "Northmere"), ("east", EASTLEY, "Eastley")):
        put_council(place / folder, [*council_papers(council, name), joint_paper(council)], public=True)
    put_council(place / "both", [*council_papers(NORTHMERE, "Northmere"), *council_papers(EASTLEY, "Eastley")], public=True)
    federate(place / "region", [str(place / "north"), str(place / "east")], public=True)
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "made")
    return tmp_path / "made"


def marks(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.parquet")}


def rows_in(folder: Path, pattern: str, columns: list[str]) -> list[tuple[Any, ...]]:
    found = []
    for path in sorted(folder.glob(pattern)):
        table = parquet.ParquetFile(path).read(columns)
        found += list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))
    return found


@pytest.mark.parametrize("out", ["north", "both"])
def test_every_public_row_is_in_one_file(made: Path, tmp_path: Path, out: str) -> None:
    export_partitions(made / out, tmp_path / "bulk")
    with closing(sqlite3.connect(made / out / "public/minutebook.db")) as copy:
        for name, table in chosen_tables(None).items():
            key = table.key if table.key in table.columns else next(iter(table.columns))
            known = sorted(copy.execute(f"select {key} from {name}").fetchall(), key=repr)
            assert sorted(rows_in(tmp_path / "bulk", f"{name}/**/*.parquet", [key]), key=repr) == known, name


def test_files_lie_where_readers_of_parquet_look(made: Path, tmp_path: Path) -> None:
    export_partitions(made / "both", tmp_path / "bulk")
    assert rows_in(tmp_path / "bulk", f"resolutions/council_key={EAST}/year=2025/part.parquet", ["text"]) == [
        ("the ferry of Eastley run on Sundays",)
    ]
    assert rows_in(tmp_path / "bulk", f"officers/council_key={EAST}/part.parquet", ["council"]) == [(EASTLEY,)]
    assert rows_in(tmp_path / "bulk", f"action_leads/council_key={NORTH}/year=2025/part.parquet", ["ordinal"]) == [(1,), (1,)]
    assert parquet.ParquetFile(tmp_path / "bulk/votes/council_key=all/year=__HIVE_DEFAULT_PARTITION__/part.parquet").metadata.num_rows == 0


def test_the_index_gives_the_rows_of_every_council(made: Path, tmp_path: Path) -> None:
    written = export_partitions(made / "region", tmp_path / "bulk")
    assert {part.council for part in written if part.rows} == {NORTH, EAST}
    skips = rows_in(tmp_path / "bulk", "action_tracker/*/*/*.parquet", ["council", "action"])
    assert {(EASTLEY, "Share the skips"), (NORTHMERE, "Share the skips")} <= set(skips)
    told = "\n".join(lines_about_partitions(tmp_path / "bulk", written))
    assert "2 councils, 2025 to 2025" in told


def test_the_manifest_says_what_every_file_holds(made: Path, tmp_path: Path) -> None:
    bulk = tmp_path / "bulk"
    export_partitions(made / "region", bulk)
    told = json.loads((bulk / "manifest.json").read_text(encoding="utf-8"))
    files = {file["path"]: file for file in told["files"]}
    assert set(marks(bulk)) == {path for path in files if path.endswith(".parquet")}
    for path, mark in marks(bulk).items():
        held = parquet.ParquetFile(bulk / path)
        assert files[path]["sha256"] == mark and files[path]["bytes"] == (bulk / path).stat().st_size
        assert files[path]["rows"] == held.metadata.num_rows
        named = told["tables"][files[path]["table"]]
        assert [field["name"] for field in named["fields"]] == held.schema_arrow.names
    assert told["rows"] == sum(table["rows"] for table in told["tables"].values())
    assert told["partitioned_by"] == ["council_key", "year"]
    assert told["page_address"].startswith("/{council_key}/-/page/")
    sums = dict(reversed(line.split("  ")) for line in (bulk / "SHA256SUMS").read_text().splitlines())
    assert sums == {path: file["sha256"] for path, file in files.items()}
    assert "# " in (bulk / "data-dictionary.md").read_text(encoding="utf-8")


def test_what_did_not_change_has_the_same_bytes(place: Path, tmp_path: Path) -> None:
    bulk = tmp_path / "bulk"
    said: list[str] = []
    export_partitions(place / "region", bulk)
    before, kept = marks(bulk), (bulk / f"actions/council_key={NORTH}/year=2025/part.parquet").stat().st_ino
    put_council(place / "east", [*council_papers(EASTLEY, "Eastley", due="2024-01"), joint_paper(EASTLEY)], public=True)
    federate(place / "region", public=True)
    export_partitions(place / "region", bulk, say=said.append)
    after = marks(bulk)
    others = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert others and all(f"council_key={EAST}/" in path for path in others)
    assert f"meetings/council_key={EAST}/year=2025/part.parquet" not in others, "its meetings are as they were"
    assert [line.endswith("as they were") for line in said] == [False, True]
    assert (bulk / f"actions/council_key={NORTH}/year=2025/part.parquet").stat().st_ino == kept, "taken over, not written again"
    shutil.rmtree(bulk)
    export_partitions(place / "region", bulk)
    assert marks(bulk) == after, "written anew, it is the same"


def test_registers_say_how_things_stood_when_the_copy_was_published(place: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(place / "north/public/minutebook.db")) as copy, copy:
        copy.execute("update settings set value = '2025-02-01T00:00:00Z' where name = 'published_at'")
    export_partitions(place / "north", tmp_path / "bulk")
    states = {state for (state,) in rows_in(tmp_path / "bulk", "action_tracker/*/*/*.parquet", ["due_state"])}
    assert states == {"not yet due"}, "every date was still to come on that day"


def test_only_some_tables(made: Path, tmp_path: Path) -> None:
    written = export_partitions(made / "north", tmp_path / "bulk", "resolutions, meetings,tracked_actions")
    assert {part.table for part in written} == {"resolutions", "meetings", "tracked_actions"}
    for wrong in ("files", "settings", "changes", "nothing", ","):
        with pytest.raises(UsageError, match="There is no table"):
            export_partitions(made / "north", tmp_path / "bulk", wrong)


def test_what_cannot_be_exported_is_said(place: Path, tmp_path: Path) -> None:
    def said(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["export", str(tmp_path / "bulk"), *arguments])
        assert done.exit_code == 2, done.output
        return done.output

    assert "--parquet-by council,year" in said("--out", str(place / "region"))
    assert "Leave --format out" in said("--out", str(place / "north"), "--parquet-by", "council,year", "--format", "csv")
    assert "Name tables with --parquet-by" in said("--out", str(place / "north"), "--tables", "actions")
    assert "minutebook publish" in said("--out", str(tmp_path / "none"), "--parquet-by", "council,year")
    (place / "east/public/minutebook.db").unlink()
    assert "Some councils cannot be exported" in said("--out", str(place / "region"), "--parquet-by", "council,year")
    (tmp_path / "bulk").mkdir()
    (tmp_path / "bulk/letter.txt").write_text("mine")
    assert "holds other things" in said("--out", str(place / "north"), "--parquet-by", "council,year")


def test_it_is_made_again_when_something_was_withdrawn(tmp_path: Path) -> None:
    bulk, place = tmp_path / "bulk", tmp_path
    put_council(place / "north", council_papers(NORTHMERE, "Northmere"), public=True)
    export_partitions(place / "north", bulk, "actions")
    put_council(place / "north", council_papers(NORTHMERE, "Northmere", ["Dredge the basin"]), public=True)
    assert export_again(place / "north") == [f"The export in {bulk} was made anew."]
    assert {words for (words,) in rows_in(bulk, "actions/**/*.parquet", ["action"])} == {"Dredge the basin"}
    assert PARTITIONS in (place / "north/exports.json").read_text()
