"""The rows of a database, to be compared with those of another."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from pipeline.edges.schemas import tables

WITH_TIMES = {"runs", "changes", "settings"}


def rows_of(database: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """The rows of every table, without what the clock says, and without files that are gone."""
    connection = sqlite3.connect(database)
    try:
        found = {}
        for table in tables().values():
            if table.name not in WITH_TIMES:
                columns = ", ".join(f'"{name}"' for name, column in table.columns.items() if not column.clock)
                where = "where not gone" if table.name == "files" else ""
                found[table.name] = Counter(connection.execute(f'select {columns} from "{table.name}" {where}').fetchall())
        return found
    finally:
        connection.close()
