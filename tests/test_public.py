"""What may be published is named in the schemas, and what is published works on its own."""

from __future__ import annotations

import sqlite3

from pipeline.edges.schemas import Table, public_tables, public_views, tables, views


def _create(table: Table) -> str:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    return f'create table "{table.name}" ({columns})'


def test_what_stays_in_the_house() -> None:
    """Where the files lie, what had been read before somebody put it right, and how rows were made is nobody else's business."""
    assert not {"files", "loads"} & set(public_tables())
    assert "path" not in public_tables()["documents"].columns
    assert "machine_value" not in public_tables()["corrections"].columns


def test_a_column_that_is_not_named_is_not_published() -> None:
    table = tables()["documents"]
    assert set(table.columns) - set(public_tables()["documents"].columns) == set(table.columns) - set(table.public)


def test_every_key_is_published_with_its_table() -> None:
    assert [name for name, table in public_tables().items() if table.key not in table.columns] == []


def test_references_of_published_columns_lead_to_published_tables() -> None:
    lost = {
        (name, column)
        for name, table in public_tables().items()
        for column, part in table.columns.items()
        if part.references and part.references not in public_tables()
    }
    assert lost == set()


def test_the_published_views_need_nothing_that_is_not_published() -> None:
    connection = sqlite3.connect(":memory:")
    for table in public_tables().values():
        connection.execute(_create(table))
    for view in views().values():
        if view.public:
            connection.execute(f"create view {view.name} as {view.view}")
    for view in public_views().values():
        cursor = connection.execute(f"select * from {view.name}")
        assert [column[0] for column in cursor.description] == list(view.columns)


def test_the_conditions_on_rows_can_be_asked() -> None:
    connection = sqlite3.connect(":memory:")
    for name, table in public_tables().items():
        connection.execute(_create(table))
        assert connection.execute(f"select count(*) from {name} where {table.public_rows or '1'}").fetchone() == (0,)
