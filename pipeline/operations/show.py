"""Everything known about one document or one row, as lines for a person to read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.edges.schemas import Table, tables
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.edges.database import Database

Row = dict[str, Any]

_WIDTH = 100
_INDENT = 22
DOZEN = 12
_LONGEST = 600
_SHORTEST_PREFIX = 4
_REFERENCES = {"reference", "report_number"}


class _List(NamedTuple):
    """Rows of one kind, a line each."""

    title: str
    entries: list[str]

    def lines(self, most: int | None) -> Iterator[str]:
        """The lines to print: none when there are no rows."""
        if not self.entries:
            return
        yield ""
        yield f"{self.title}: {len(self.entries)}"
        shown = self.entries[:most]
        for entry in shown:
            yield f"  {entry.rstrip()}"
        if len(self.entries) > len(shown):
            yield f"  … and {len(self.entries) - len(shown)} more (--all lists them)"


def lines_about(database: Database, what: str, most: int | None = DOZEN) -> Iterator[str]:
    """Lines about the document or row that `what` names; of each kind of row that belongs to it, at most `most`.

    It may be a row's id, a document's id or enough of its beginning, a file's path or name, a printed reference (then a
    minute goes before what was resolved in it). Raises UsageError when it names nothing, or more than one thing.
    """
    table, row = find(database, what)
    for line in _about(database, table, row):
        if isinstance(line, str):
            yield line
        else:
            yield from line.lines(most)


def find(database: Database, what: str) -> tuple[Table, Row]:
    """The table and the row that `what` names, as `lines_about` understands it."""
    for name, table in tables().items():
        if not table.hidden and name != "files":
            found = _rows(database, f'select * from "{name}" where "{table.key}" = ?', what)
            if found:
                return table, found[0]
    found_in = [_of_file(database, what), *_of_reference(database, what), _of_part_of_path(database, what)]
    named = next(((table, rows) for table, rows in found_in if rows), None)
    if named is None:
        raise UsageError(f"There is nothing with the id, the reference or the file name {what!r}. `minutebook status` tells what there is.")
    table, rows = named
    if len(rows) > 1:
        names = (row["path"] if table.name == "documents" else _summary(table, row) for row in rows)
        listed = "\n".join(f"  {row[table.key]}  {name}" for row, name in list(zip(rows, names, strict=True))[:DOZEN])
        raise UsageError(f"{what!r} may be any of {len(rows)} {table.name}; give the id of one:\n{listed}")
    return table, rows[0]


def _of_file(database: Database, what: str) -> tuple[Table, list[Row]]:
    """The documents of that path, else file name, else beginning of an id."""
    by_file = "select distinct d.* from documents d join files f on f.document_id = d.id where {} order by d.path"
    tries = [(by_file.format("f.path = ?"), what), (by_file.format("f.filename = ? collate nocase"), what)]
    if len(what) >= _SHORTEST_PREFIX:
        tries.append(("select * from documents where id like ? escape '\\' order by path", f"{_literal(what)}%"))
    return tables()["documents"], next((found for sql, value in tries if (found := _rows(database, sql, value))), [])


def _of_part_of_path(database: Database, what: str) -> tuple[Table, list[Row]]:
    """The documents whose path has these words in it."""
    return tables()["documents"], _rows(
        database, "select * from documents where path like ? escape '\\' order by path", f"%{_literal(what)}%"
    )


def _of_reference(database: Database, what: str) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table that a paper gives that reference or number."""
    for name, table in tables().items():
        for column in sorted(_REFERENCES & table.columns.keys()):
            yield table, _rows(database, f'select * from "{name}" where "{column}" = ? collate nocase order by rowid', what)


def _literal(words: str) -> str:
    """Words as a pattern of LIKE that stands for themselves."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _about(database: Database, table: Table, row: Row) -> Iterator[str | _List]:
    yield f"{table.label}: {_name_of(table, row) or row[table.key]}"
    yield ""
    for column, value in row.items():
        if value is not None:
            yield from _value(column, _with_name(database, table, column, value))
    if table.name == "documents":
        yield from _about_document(database, row)
    else:
        yield from _pointing_here(database, table, row)
        yield from _notes(database, table, row)


def _about_document(database: Database, document: Row) -> Iterator[_List]:
    key = document["id"]
    files = _rows(database, "select path, gone from files where document_id = ? order by path", key)
    if len(files) > 1:
        yield _List("files", [row["path"] + (" (gone)" if row["gone"] else "") for row in files])
    sections = _rows(database, "select * from sections where document_id = ? order by ordinal", key)
    yield _List("sections", [f"pages {row['page_start']}-{row['page_end']}  {row['kind']}  {row['title'] or ''}" for row in sections])
    for name, table in tables().items():
        if table.rows_of != "document" or name in ("documents", "files", "pages", "sections", "findings"):
            continue
        rows = _rows(database, f'select * from "{name}" where document_id = ? order by page, rowid', key)
        yield _List(name, [f"page {row['page']}  {row[table.key]}  {_summary(table, row)}" for row in rows])
    linked = "select * from document_links where ? in (from_document_id, to_document_id)"
    yield _List("links", [f"{row['from_document_id']} {row['kind']} {row['to_document_id']}" for row in _rows(database, linked, key)])
    findings = _rows(database, "select * from findings where document_id = ? order by page, id", key)
    yield _List("findings", [_finding(row) for row in findings])


def _pointing_here(database: Database, table: Table, row: Row) -> Iterator[_List]:
    """The rows of other tables that point to this row."""
    for name, other in tables().items():
        for column, part in other.columns.items():
            if part.references == table.name:
                sql = f'select * from "{name}" where "{column}" = ? and "{other.key}" <> ? order by rowid'
                rows = [dict(found) for found in database.rows(sql, (row[table.key], row[table.key]))]
                yield _List(f"{name} ({column})", [f"{found[other.key]}  {_summary(other, found)}" for found in rows])


def _notes(database: Database, table: Table, row: Row) -> Iterator[_List]:
    """What was doubted about the row, put right, and changed."""
    key = row[table.key]
    findings = _rows(database, "select * from findings where row_id = ? order by id", key)
    yield _List("findings", [_finding(found) for found in findings])
    corrections = _rows(database, "select * from corrections where row_id = ?", key)
    put_right = [f"{found['field']}: {found['value']!r} for {found['machine_value']!r} ({found['reason']})" for found in corrections]
    yield _List("corrections", put_right)
    changes = database.rows("select at, kind from changes where table_name = ? and row_id = ? order by seq", (table.name, key))
    yield _List("changes", [f"{found['at']}  {found['kind']}" for found in changes])


def _rows(database: Database, sql: str, value: str) -> list[Row]:
    return [dict(row) for row in database.rows(sql, (value,))]


def _with_name(database: Database, table: Table, column: str, value: Any) -> Any:
    """The value, and the name of the row that it points to."""
    part = table.columns.get(column)
    if part is None or part.references is None:
        return value
    other = tables()[part.references]
    found = _rows(database, f'select * from "{other.name}" where "{other.key}" = ?', value)
    name = _name_of(other, found[0]) if found else None
    return f"{value}  ({name})" if name else value


def _name_of(table: Table, row: Row) -> str | None:
    name = row.get(table.label_column) if table.label_column else None
    if table.name == "documents":
        name = name or row["filename"]
    return None if name is None else " ".join(str(name).split())


def _summary(table: Table, row: Row) -> str:
    """A row in a few words: its text columns, without ids and provenance."""
    left_out = {table.key, "quote", "bbox", "document_id", "extra", "rows"}
    words = [
        " ".join(str(value).split())
        for column, value in row.items()
        if value is not None and column in table.given and column not in left_out and table.columns[column].references is None
        and table.columns[column].type in ("text", "lines", "date", "time")
    ]  # fmt: skip
    return textwrap.shorten(" | ".join(words), _WIDTH, placeholder=" …")


def _finding(row: Row) -> str:
    page = f"page {row['page']}: " if row["page"] is not None else ""
    return f"{row['severity']}  {row['code']}  {page}{row['message']}"


def _value(column: str, value: Any) -> Iterator[str]:
    """A column and its value, wrapped; of a very long value the beginning."""
    text = str(value)
    if text[:1] in "[{":
        text = _readable(text)
    rest = len(text) - _LONGEST
    shown = text if rest <= 0 else f"{text[:_LONGEST]} … ({rest:,} characters more)"
    lines = [part for line in shown.split("\n") for part in textwrap.wrap(line, _WIDTH - _INDENT, break_long_words=False) or [""]]
    yield f"{column:<{_INDENT - 2}}  {lines[0]}"
    for line in lines[1:]:
        yield " " * _INDENT + line


def _readable(text: str) -> str:
    """JSON as a person would write it: an object a line for each entry, anything else as it is."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return "\n".join(f"{name}: {entry}" for name, entry in value.items()) if isinstance(value, dict) else text
