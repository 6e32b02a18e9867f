"""The data dictionary: every table, column, closed list and question of the database as one page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.edges.schemas import Column, Query, Table, closed_list, public_tables, public_views, queries, tables, views

INTRODUCTION = """\
# Data dictionary

Every table, view and column of `minutebook.db`. This page is generated from `schemas/*.yml` by `minutebook generate`; change the
schemas, not this page.

## What holds everywhere

- **Nothing is invented.** An empty cell (NULL) means that the paper does not say. What could not be read is a finding.
- **Ids** are text and stay the same when a paper is read again. A document's id is the first 16 hex digits of its SHA-256; the id
  of a row taken from it begins with that, and names the table and the place. What papers share (officers, threads) has a readable
  key of its own.
- **One row a document and fact.** What stands in several papers has a row for each; `canonical_id` points to the one that counts,
  and the registers show only that.
- **Dates** are `YYYY-MM-DD`. A date expression is an interval, first and last day included, with the precision that is printed; it
  is never made more exact. A UK financial year runs from 1 April to 31 March. Times are `HH:MM`, 24 hours.
- **Pages** are counted from 1 through the PDF file. The number printed on the page is `pages.printed_label`.
- **Provenance.** A row taken from a page has `document_id`, `page`, `quote` (words of that page's text) and `bbox`, the box around
  them.
- **Text** is NFC with one space between words; the items of a list are a line each, without their bullets. Columns ending in
  `_text` have the words as printed.

## Search

Full-text search (FTS5, `{tokenizer}`) finds every form of a word and forgets accents. In Datasette, words are looked for in any
order, `"words in quotes"` as a phrase. References are found as typed: `ACH21-044` and `A21/17` are looked for as a phrase of their
parts, so `A21/1` does not find `A21/17`. In SQL of your own, use `where resolutions_fts match escape_fts(:words)`, or put a
reference in double quotes yourself: `match '"A21/17"'`.

| index | of the columns |
| --- | --- |
{searched}
"""


EXPORTED = """\
# Data dictionary

Every table and column of this export, which was made from the public copy of a Minutebook database.

- **Nothing is invented.** An empty cell means that the paper does not say. What could not be read is a row of `findings`.
- **One row a document and fact.** What stands in several papers has a row for each; `canonical_id` points to the one that counts, and the
  registers (`action_tracker`, `resolution_register` and so on) have only those.
- **Dates** are `YYYY-MM-DD`; an interval has its first and last day, and the precision that is printed. Times are `HH:MM`.
- **Pages** are counted from 1 through the PDF file. `quote` has a row's words on its page, `bbox` the box around them in points.
- **Formats.** In CSV, UTF-8 with a mark that spreadsheets know, yes and no are 1 and 0, lists are JSON, and a text that a spreadsheet would
  take for a formula has an apostrophe before it. In JSON (`.jsonl`) every line is a row. Parquet has the types below, and the meaning of
  each column beside it.

## Tables and registers
"""


def data_dictionary(tokenizer: str) -> str:
    """The page, the same for the same schemas. `tokenizer` is that of the search indexes."""
    searched = "\n".join(
        f"| `{name}_fts` | {', '.join(f'`{column}`' for column in table.search)} |" for name, table in tables().items() if table.search
    )
    parts = [INTRODUCTION.format(tokenizer=tokenizer, searched=searched), "## Tables\n"]
    parts += [_described(table) for table in tables().values()]
    parts += ["## Views\n", *(_described(view) for view in views().values())]
    parts += ["## Ready-made questions\n", *(_asked(name, query) for name, query in queries().items())]
    parts += ["## Closed lists\n", *(_listed(name) for name in _lists([*tables().values(), *views().values()]))]
    return "\n".join(parts).rstrip() + "\n"


def exported_dictionary() -> str:
    """The page that goes with an export: the tables and views that are in it, and the closed lists of their columns."""
    exported = [*public_tables().values(), *public_views().values()]
    parts = [EXPORTED, *(_described(table, publication=False) for table in exported)]
    parts += ["## Closed lists\n", *(_listed(name) for name in _lists(exported))]
    return "\n".join(parts).rstrip() + "\n"


def _described(table: Table, publication: bool = True) -> str:
    lines = [f"### {table.name}\n", f"{table.label}. {table.description}\n"]
    if table.note:
        lines.append(f"{table.note}\n")
    lines += ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {_typed(name, column, table)} | {_meaning(column)} |" for name, column in table.columns.items()]
    if publication:
        lines.append(f"\n{_publication(table)}")
    return "\n".join(lines) + "\n"


def _publication(table: Table) -> str:
    """What of a table goes into the public copy."""
    if not table.public:
        return "Not published."
    kept = [f"`{name}`" for name in table.columns if name not in table.public]
    said = f"Published without {', '.join(kept)}" if kept else "Published"
    return f"{said}, only rows with `{table.public_rows}`." if table.public_rows else f"{said}."


def _typed(name: str, column: Column, table: Table) -> str:
    parts: list[str] = [column.type]
    if name == table.key and table.view is None:
        parts.append("key")
    if column.references:
        parts.append(f"→ [{column.references}](#{column.references})")
    return ", ".join(parts)


def _meaning(column: Column) -> str:
    parts = [column.description, column.note or ""]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.values:
        parts.append(f"One of [{_title(column.values)}](#{column.values.replace('_', '-')}-list).")
    return " ".join(part for part in parts if part).replace("|", "\\|")


def _asked(name: str, query: Query) -> str:
    lines = [f"### {query.title}\n", f"`/minutebook/{name}`. {query.description}\n"]
    lines += [f"- `{parameter}`: {meaning}" for parameter, meaning in query.parameters.items()]
    return "\n".join(lines) + "\n"


def _lists(described: Iterable[Table]) -> list[str]:
    named = [column.values for table in described for column in table.columns.values() if column.values]
    return list(dict.fromkeys(named))


def _listed(name: str) -> str:
    lines = [f"### {name.replace('_', '-')} list\n", "| value | meaning |", "| --- | --- |"]
    lines += [f"| `{value}` | {meaning} |" for value, meaning in closed_list(name).items()]
    return "\n".join(lines) + "\n"


def _title(name: str) -> str:
    return name.replace("_", " ")
