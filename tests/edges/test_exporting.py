"""An export of the public copy: its files, what they hold, and that a folder is never half of one."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.edges.exporting import export
from pipeline.edges.public_copy import publish
from pipeline.edges.schemas import public_tables, public_views
from pipeline.errors import UsageError
from pipeline.operations.exporting import chosen, lines_about
from pipeline.publish.masking import Masks

FORMATS: Any = ["csv", "json", "parquet"]
PACK = "a" * 16


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, lasting_corpus: Any) -> Path:
    from pipeline.edges.database import Database
    from pipeline.load import link_rows, rows_of

    folder = tmp_path_factory.mktemp("copy")
    with Database.open(folder / "house.db") as database:
        for paper, pages in lasting_corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, lasting_corpus.links))
        database.replace_links(link_rows(lasting_corpus.links))
    publish(folder / "house.db", folder / "minutebook.db", Masks([]), {"published_at": "2026-01-02T03:04:05Z"})
    return folder / "minutebook.db"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, public: Path) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "one"
    export(public, folder, FORMATS)
    return folder


def rows_of_table(public: Path, name: str, columns: list[str]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(public)) as connection:
        return connection.execute(f"select {', '.join(columns)} from {name} order by id").fetchall()


def test_every_public_table_and_register_is_there_and_nothing_else(exported: Path) -> None:
    names = {name for name, table in {**public_tables(), **public_views()}.items() if not table.hidden}
    for folder, ending in (("csv", "csv"), ("json", "jsonl"), ("parquet", "parquet")):
        assert {path.name for path in (exported / folder).iterdir()} == {f"{name}.{ending}" for name in names}
    assert not {"files", "loads", "settings"} & names


def test_csv_has_the_rows_and_is_known_as_utf8(exported: Path, public: Path) -> None:
    data = (exported / "csv" / "actions.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found[0] == list(public_tables()["actions"].columns)
    rows = rows_of_table(public, "actions", found[0])
    assert found[1:] == [["" if value is None else str(value) for value in row] for row in rows]


def test_json_has_lists_and_truth(exported: Path) -> None:
    lines = (exported / "json" / "actions.jsonl").read_text(encoding="utf-8").splitlines()
    row = next(row for row in map(json.loads, lines) if row["id"] == f"{PACK}-actions-3-1")
    assert row["extra"] == {"Budget": "£2,000 a year"}
    assert isinstance(row["bbox"], list) and len(row["bbox"]) == 4
    assert row["recurring"] is None
    sections = [json.loads(line) for line in (exported / "json" / "sections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["restricted"] for row in sections} == {True, False}


def test_parquet_has_types_and_says_what_columns_mean(exported: Path) -> None:
    from pyarrow import parquet

    table = parquet.read_table(exported / "parquet" / "actions.parquet")
    row = next(row for row in table.to_pylist() if row["id"] == f"{PACK}-actions-3-1")
    assert row["due_end"] == datetime.date(2020, 10, 31)
    assert row["page"] == 3
    described = public_tables()["actions"].columns["due_end"].description
    assert table.schema.field("due_end").metadata[b"description"].decode() == described
    assert {str(field.type) for field in table.schema} == {"string", "int64", "date32[day]"}


def test_formats_agree_on_how_many(exported: Path) -> None:
    from pyarrow import parquet

    for path in (exported / "csv").iterdir():
        in_csv = len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))) - 1
        in_json = len((exported / "json" / f"{path.stem}.jsonl").read_bytes().splitlines())
        assert in_csv == in_json == parquet.read_metadata(exported / "parquet" / f"{path.stem}.parquet").num_rows


def test_the_manifest_has_every_file_with_its_sum(exported: Path) -> None:
    files = {file["path"]: file for file in json.loads((exported / "manifest.json").read_text(encoding="utf-8"))["files"]}
    there = {str(path.relative_to(exported)) for path in exported.rglob("*") if path.is_file()}
    assert there == set(files) | {"manifest.json", "SHA256SUMS"}
    for path, file in files.items():
        data = (exported / path).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert f"{files['csv/actions.csv']['sha256']}  csv/actions.csv\n" in (exported / "SHA256SUMS").read_text(encoding="ascii")


def test_every_column_is_described_for_people_and_for_programs(exported: Path) -> None:
    page = (exported / "data-dictionary.md").read_text(encoding="utf-8")
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    for name, table in {**public_tables(), **public_views()}.items():
        if table.hidden:
            continue
        fields = {field["name"]: field for field in resources[f"csv/{name}.csv"]["schema"]["fields"]}
        assert list(fields) == list(table.columns)
        for column, described in table.columns.items():
            assert described.description in fields[column]["description"]
            assert f"| `{column}` |" in page
    assert "Not published" not in page
    assert "`machine_value`" not in page


def test_the_same_copy_gives_the_same_files(exported: Path, public: Path, tmp_path: Path) -> None:
    export(public, tmp_path / "two", FORMATS)
    assert (tmp_path / "two" / "manifest.json").read_bytes() == (exported / "manifest.json").read_bytes()


def test_an_export_takes_the_place_of_the_last_one(public: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(public, folder, ["csv", "json"])
    export(public, folder, ["json"])
    assert not (folder / "csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_break_left_behind_is_mended(public: Path, tmp_path: Path) -> None:
    """Broken off between the moves: the last export is beside its place. It is put back, and then replaced."""
    folder = tmp_path / "out"
    export(public, folder, ["json"])
    folder.rename(tmp_path / ".out.last")
    (tmp_path / ".out.1.part").mkdir()
    with pytest.raises(UsageError):
        export(tmp_path / "none.db", folder, ["json"])
    export(public, folder, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_things_is_left_alone(public: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear", encoding="ascii")
    with pytest.raises(UsageError, match="nothing was touched"):
        export(public, tmp_path / "letters", ["csv"])
    assert (tmp_path / "letters" / "a.txt").read_text(encoding="ascii") == "dear"


def test_the_database_of_the_house_is_not_exported(public: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="of the house"):
        export(public.with_name("house.db"), tmp_path / "out", ["csv"])


def test_a_formula_is_defused_in_csv_and_kept_in_json(public: Path, tmp_path: Path) -> None:
    copy = tmp_path / "minutebook.db"
    shutil.copyfile(public, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update actions set action = '=cmd()' where id = ?", [f"{PACK}-actions-3-1"])
        connection.commit()
    export(copy, tmp_path / "out", FORMATS)
    assert ",'=cmd()," in (tmp_path / "out" / "csv" / "actions.csv").read_text(encoding="utf-8-sig")
    assert '"=cmd()"' in (tmp_path / "out" / "json" / "actions.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("named", "formats"),
    [("json", ["json"]), ("parquet, csv", ["csv", "parquet"]), ("CSV,csv", ["csv"]), (None, ["csv", "json", "parquet"])],
)
def test_formats_by_name(named: str | None, formats: list[str]) -> None:
    assert chosen(named) == formats


@pytest.mark.parametrize("named", ["xlsx", "csv,xlsx", "", ","])
def test_formats_that_are_none(named: str) -> None:
    with pytest.raises(UsageError, match="csv, json, parquet"):
        chosen(named)


def test_what_was_written_is_said(public: Path, tmp_path: Path) -> None:
    files = export(public, tmp_path / "out", ["csv"])
    said = "\n".join(lines_about(tmp_path / "out", files))
    actions = next(file.rows for file in files if file.table == "actions")
    assert f"{'actions':24} {actions:11,}\n" in said
    assert "sha256sum -c SHA256SUMS" in said
