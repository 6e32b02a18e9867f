"""Rows of two councils with one id: the later one gets another id in the index, which it keeps."""

from __future__ import annotations

import hashlib
import sqlite3

from pipeline.edges.federation.shape import plan
from pipeline.edges.schemas import quoted

DOCUMENT_ID = 16
_KNOWN = "select own_id from aliases where shard = :shard and table_name = '{table}'"


class Renaming:
    """The ids of the rows of one council's database (attached as `council`) as they are in the index."""

    def __init__(self, connection: sqlite3.Connection, shard: int, name: str) -> None:
        self._connection = connection
        self._shard = shard
        self._name = name
        self._renamed: set[str] = set()

    def find(self) -> bool:
        """Find which ids have to be others, and remember them; whether any has. Ids that were given once stay."""
        for table in ("documents", *plan().keyed):
            gone = f"shard = :shard and table_name = '{table}' and own_id not in (select id from council.{quoted(table)})"
            self._connection.execute(f"delete from aliases where {gone}", {"shard": self._shard})
            taken = (
                f"select c.id from council.{quoted(table)} as c join main.{quoted(table)} as m on m.id = c.id "
                f"where m.shard <> :shard and c.id not in ({_KNOWN.format(table=table)})"
            )
            found = [row[0] for row in self._connection.execute(taken, {"shard": self._shard})]
            self._connection.executemany(
                "insert into aliases (id, shard, table_name, own_id) values (?, ?, ?, ?)",
                [(self._other(table, own), self._shard, table, own) for own in found],
            )
            if self._connection.execute(
                "select 1 from aliases where shard = ? and table_name = ? limit 1", [self._shard, table]
            ).fetchone():
                self._renamed.add(table)
        return bool(self._renamed)

    def column(self, table: str, column: str, row: str = "r") -> str:
        """The SQL expression for a column of a row in the index."""
        plain = f"{row}.{quoted(column)}"
        if column != "id" and not column.endswith("_id"):
            return plain
        keyed = table if column == "id" else next((name for name, columns in plan().keyed.items() if column in columns), None)
        if keyed in plan().keyed:
            return self._whole(str(keyed), plain) if keyed in self._renamed else plain
        if column == "row_id":
            for name in sorted(self._renamed & plan().keyed.keys()):
                plain = f"case when {row}.table_name = '{name}' then {self._whole(name, plain)} else {plain} end"
        return self._begun(plain) if "documents" in self._renamed else plain

    def _whole(self, table: str, value: str) -> str:
        known = f"select id from aliases where shard = {self._shard} and table_name = '{table}' and own_id = {value}"
        return f"coalesce(({known}), {value})"

    def _begun(self, value: str) -> str:
        """An id that begins with that of a paper."""
        begins = f"substr({value}, 1, {DOCUMENT_ID})"
        known = (
            f"select id || substr({value}, {DOCUMENT_ID + 1}) from aliases "
            f"where shard = {self._shard} and table_name = 'documents' and own_id = {begins}"
        )
        return f"coalesce(({known}), {value})"

    def _other(self, table: str, own: str) -> str:
        if table == "documents":
            return hashlib.sha256(f"{self._name} {own}".encode()).hexdigest()[:DOCUMENT_ID]
        return f"{own}--in-{self._name}"
