"""What Datasette is told."""

from __future__ import annotations

import json

from pipeline.edges.schemas import Column, queries, tables, views
from pipeline.publish import metadata
from pipeline.publish.metadata import column_description


def test_metadata_is_json_and_names_the_database() -> None:
    described = metadata("wexcombe")
    assert list(json.loads(json.dumps(described))["databases"]) == ["wexcombe"]


def test_every_table_view_and_question_is_in_it() -> None:
    database = metadata()["databases"]["minutebook"]
    assert set(database["tables"]) == {*tables(), *views()}
    assert set(database["queries"]) == set(queries())


def test_what_the_site_says_of_itself_can_be_set() -> None:
    described = metadata(title="Wexcombe papers", licence="Open Government Licence", source="wexcombe.example")
    assert (described["title"], described["license"], described["source"]) == (
        "Wexcombe papers",
        "Open Government Licence",
        "wexcombe.example",
    )


def test_tables_about_the_pipeline_itself_are_hidden() -> None:
    described = metadata()["databases"]["minutebook"]["tables"]
    assert [name for name, table in described.items() if table.get("hidden")] == [
        *(name for name, table in tables().items() if table.rows_of == "registers" and name not in ("committees", "members")),
        "settings",
        "loads",
    ]


def test_a_question_asks_for_exactly_what_its_sql_uses() -> None:
    import re

    for name, query in metadata()["databases"]["minutebook"]["queries"].items():
        assert set(re.findall(r"(?<![:\w]):(\w+)", query["sql"])) == set(query["params"]), name


def test_a_columns_description_has_note_unit_and_values() -> None:
    column = Column(type="text", description="The vote.", note="As printed.", unit="vote", values="outcomes")
    assert column_description(column) == "The vote. As printed. Unit: vote. One of: carried; lost."
    assert column_description(column, most_values=1) == "The vote. As printed. Unit: vote."
