"""Going back to an older database without those who follow its changes being left behind."""

from __future__ import annotations

from pathlib import Path

from pipeline.edges.database import Database, now
from pipeline.edges.schemas import quoted, tables


def carry_changes(database: Database, newer: Path, since: int) -> int:
    """How many rows were noted as changed back in `database`, which takes the place of the database at `newer`.

    Those who follow the changes have read the newer one's, after number `since`. These are taken over, so that no number means two things;
    behind them, each row that they speak of is noted once more, as changed where it is there now and as withdrawn where it is not.
    """
    at, count = now(), 0
    after = "select table_name, row_id from {}changes where seq > :since"
    with database.attached(newer, "newer") as connection:
        connection.execute("create temp table told as " + after.format("newer.") + " union " + after.format("main."), {"since": since})
        connection.execute("delete from main.changes where seq > ?", [since])
        connection.execute(
            "insert into main.changes (seq, at, table_name, row_id, kind) "
            "select seq, at, table_name, row_id, kind from newer.changes where seq > ?",
            [since],
        )
        for name, table in tables().items():
            if table.tracked:
                there = f"exists (select 1 from main.{quoted(name)} where {quoted(table.key)} = told.row_id)"
                count += connection.execute(
                    f"insert into main.changes (at, table_name, row_id, kind) select ?, ?, row_id, iif({there}, 'changed', 'withdrawn') "
                    "from told where table_name = ? order by row_id",
                    [at, name, name],
                ).rowcount
        connection.execute("drop table told")
    return count
