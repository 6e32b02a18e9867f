"""What has to hold of a public copy before it may be published, looked at in the finished file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.edges import soundness
from pipeline.edges.public_rows import count, public_rows
from pipeline.edges.schemas import public_tables, public_views, quoted
from pipeline.publish.masking import Masks

_SHUT = "document_id in (select id from documents where status in ('withheld', 'withdrawn'))"
_BLOCK = 1 << 22
_OVERLAP = 1 << 12


def check(path: Path, masks: Masks, rows: dict[str, int]) -> list[str]:
    """What is wrong with a public copy, a sentence each; empty when it may be published. `rows` are how many each table was given."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as copy:
            wrong = soundness.check(copy, writable=True, described=public_tables())
            wrong += _strangers(copy)
            wrong += _other_counts(copy, rows)
            wrong += _withheld_words(copy)
            wrong += _not_masked(copy, masks)
            wrong += _unanswered(copy)
        return wrong + _in_the_bytes(path, masks)
    except sqlite3.DatabaseError as error:
        return [f"The copy cannot be read as a database ({error})."]


def _strangers(copy: sqlite3.Connection) -> list[str]:
    """Tables, views and columns that the schemas do not publish."""
    allowed = {**public_tables(), **public_views()}
    indexes = tuple(f"{table.name}_fts" for table in public_tables().values() if table.search)
    wrong = []
    for name, kind in copy.execute("select name, type from sqlite_master where type <> 'index'").fetchall():
        if name.startswith(("sqlite_", *indexes)):
            continue
        if name not in allowed:
            wrong.append(f"The {kind} {name} is not to be published.")
            continue
        columns = {row[1] for row in copy.execute(f"pragma table_info({quoted(name)})")}
        wrong += [f"{name}.{column} is not to be published." for column in sorted(columns - set(allowed[name].columns))]
    return wrong


def _other_counts(copy: sqlite3.Connection, rows: dict[str, int]) -> list[str]:
    found = {name: count(copy, name) for name in rows}
    return [f"{name} has {found[name]} rows and was given {given}." for name, given in rows.items() if found[name] != given]


def _withheld_words(copy: sqlite3.Connection) -> list[str]:
    """Words of what is withheld: the text of a withheld page, facts from one, anything of a paper that is withheld or withdrawn."""
    wrong = []
    texts = "text_source = 'withheld' and coalesce(text, '') || coalesce(furniture, '') <> ''"
    if found := copy.execute(f"select count(*) from pages where {texts}").fetchone()[0]:
        wrong.append(f"{found} withheld pages have their text.")
    for table in public_tables().values():
        if table.rows_of != "document" or table.name in ("documents", "findings"):
            continue
        if found := copy.execute(f"select count(*) from {quoted(table.name)} where {_SHUT}").fetchone()[0]:
            wrong.append(f"{table.name} has {found} rows of papers that are withheld or withdrawn.")
        if table.provenance and table.name != "sections":
            last = "t.page" if "page_start" in table.columns else "coalesce(t.page_end, t.page)"  # an item ends where its papers end
            from_shut = (
                f"select count(distinct t.id) from {quoted(table.name)} as t join pages as p on p.document_id = t.document_id "
                f"and p.number between t.page and {last} where p.text_source = 'withheld'"
            )
            if found := copy.execute(from_shut).fetchone()[0]:
                wrong.append(f"{table.name} has {found} rows from withheld pages.")
    return wrong


def _not_masked(copy: sqlite3.Connection, masks: Masks) -> list[str]:
    """Values in which something is left that has to be taken out."""
    left = {table.name: sum(changed for _, changed in public_rows(copy, table, masks)) for table in public_tables().values()}
    return [f"{name} has {found} values with personal data that was to be taken out." for name, found in left.items() if found]


def _unanswered(copy: sqlite3.Connection) -> list[str]:
    """Views that cannot be asked."""
    wrong = []
    for name in public_views():
        try:
            copy.execute(f"select * from {quoted(name)} limit 1").fetchall()
        except sqlite3.OperationalError as error:
            wrong.append(f"The view {name} gives no answer ({error}).")
    return wrong


def _in_the_bytes(path: Path, masks: Masks) -> list[str]:
    """Personal data that stands in the bytes of the file, wherever that is; the file is read a part at a time."""
    found: set[str] = set()
    before = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found |= masks.left_in((before + block).decode("utf-8", "replace"))
            before = block[-_OVERLAP:]
    return [f"The file's bytes still hold {len(found)} pieces of personal data that were to be taken out."] if found else []
