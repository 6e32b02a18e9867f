"""Rows in plain words: the names of columns, dates as people write them, and the words of a fact marked in the text around them."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from pipeline.edges.schemas import Column, Table

ONE_OF = {
    "agenda_items": "agenda item",
    "attendance": "attendance",
    "minutes": "minute",
    "officer_mentions": "mention of an officer",
    "action_threads": "action over several papers",
}
LEFT_OUT = ("id", "section_id", "document_id", "page", "page_end", "quote", "bbox", "canonical_id", "ordinal", "first_seen", "last_seen")
NAMES = {
    "due_text": "Due, as printed",
    "due_start": "Due from",
    "due_end": "Due by",
    "due_precision": "Printed to the",
    "leads_text": "Leads, as printed",
    "status_text": "Status, as printed",
    "name_text": "Name, as printed",
    "post_text": "Post, as printed",
    "verb": "Decision",
    "mover": "Moved by",
    "seconder": "Seconded by",
    "votes_for": "Votes for",
    "votes_against": "Votes against",
    "votes_abstained": "Abstentions",
    "reported_on": "Reported on",
    "thread_id": "Followed over papers",
}
FIELDS = {
    "sql": "Question in SQL",
    "_filter_column": "Column",
    "_filter_op": "Comparison",
    "_filter_value": "Value",
    "_sort": "Sort by",
    "_sort_by_desc": "Descending",
}
"""What the fields of Datasette's pages are for, by their names."""
_NAMELESS = re.compile(rf'<(?:textarea|select|input)\b(?=[^>]*\bname="({"|".join(FIELDS)})(?:_\d+)?")(?![^>]*type="(?:hidden|checkbox)")')


class Shown(NamedTuple):
    """A value with the name of its column; `target` is the table that it points to, with `key` its id there."""

    name: str
    text: str
    target: str | None = None
    key: str | None = None


def spoken_date(value: Any) -> str:
    """`2021-03-10` as 10 March 2021; what is no such date as it is, nothing as an empty text."""
    text = str(value or "")
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.day} {month_name[day.month]} {day.year}"


def spoken_month(value: str) -> str:
    """`2021-03` as March 2021."""
    return f"{month_name[int(value[5:7])]} {value[:4]}"


def spoken_name(name: str) -> str:
    """The name of a table or column as people say it."""
    return NAMES.get(name) or name.removesuffix("_id").replace("_", " ").capitalize()


def one_of(table: str) -> str:
    """What a row of the table is called."""
    return ONE_OF.get(table) or table.removesuffix("s").replace("_", " ")


def spoken_row(table: Table, row: Mapping[str, Any]) -> list[Shown]:
    """What a row says, column by column in the order of the schema; without its empty cells, its ids and its place on the page."""
    shown = []
    for name, column in table.columns.items():
        value = row[name]
        if name in LEFT_OUT or value in (None, ""):
            continue
        if column.type == "json":
            shown += _pairs(name, str(value))
            continue
        target = column.references
        shown.append(Shown(spoken_name(name), _spoken(column, value), target, str(value) if target else None))
    return shown


def _spoken(column: Column, value: Any) -> str:
    if column.references:
        return "see how it went" if column.references == "action_threads" else f"see the {one_of(column.references)}"
    if column.type == "boolean":
        return "yes" if value else "no"
    return spoken_date(value) if column.type in ("date", "timestamp") else str(value)


def _pairs(name: str, value: str) -> list[Shown]:
    """The other columns of a printed table under their printed headings; other JSON as a count of its rows."""
    try:
        found = json.loads(value)
    except ValueError:
        return []
    if isinstance(found, dict):
        return [Shown(str(key), str(text)) for key, text in found.items() if text]
    return [Shown(spoken_name(name), f"{len(found)}")] if isinstance(found, list) else []


def marked(text: str, quote: str | None) -> Markup:
    """The text with the words of the quote in a `mark`, where they stand for the first time; all of it escaped."""
    words = (quote or "").split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    if found is None:
        return escape(text)
    return Markup('{}<mark id="words">{}</mark>{}').format(text[: found.start()], found.group(), text[found.end() :])


def pair(count: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def labelled(page: Markup) -> Markup:
    """A page of Datasette's own, with names for the fields that it leaves without one."""
    return Markup(_NAMELESS.sub(lambda field: f'{field[0]} aria-label="{FIELDS[field[1]]}"', str(page)))
