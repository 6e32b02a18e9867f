"""What somebody asked of a register: its filters, its order and its page, and the addresses that ask for something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

PAGE_ROWS = 50
LAST_PAGE = 200
LONGEST = 300
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Asked(NamedTuple):
    """The filters of a register by name, only those that say something; the order, and the page from 1."""

    filters: Mapping[str, str]
    order: str
    page: int = 1

    @property
    def offset(self) -> int:
        """How many rows stand before those of the page."""
        return (self.page - 1) * PAGE_ROWS

    def query(self, **changed: str | int | None) -> str:
        """The query of an address that asks for the same with something changed, and from the first page on."""
        parts: dict[str, Any] = {**self.filters, "sort": self.order, **changed}
        return urlencode({name: value for name, value in parts.items() if value not in (None, "")})


def read_asked(arguments: Any, filters: Mapping[str, frozenset[str] | None], orders: Sequence[str]) -> Asked:
    """What the arguments of an address ask for.

    `filters` has each filter with its closed list of values, None for one that takes any text; a value that is not on its list, a day
    that is none, and an order or page that there is not are passed over, so that an address from elsewhere still shows something.
    """
    found: dict[str, str] = {}
    for name, known in filters.items():
        value = (arguments.get(name) or "").strip()[:LONGEST]
        if not value or (known is not None and value not in known) or (name in ("from", "to") and not _DAY.fullmatch(value)):
            continue
        found[name] = value
    page = arguments.get("page") or "1"
    asked_order = arguments.get("sort") or ""
    return Asked(
        filters=found,
        order=asked_order if asked_order in orders else orders[0],
        page=min(max(int(page), 1), LAST_PAGE) if page.isdecimal() and len(page) < 10 else 1,
    )


def dated_conditions(asked: Asked, columns: Mapping[str, str]) -> list[str]:
    """The conditions of a register `t` of rows with a date, in SQL: `columns` has the column that each filter by a value narrows."""
    conditions = [f"t.{column} = :{name}" for name, column in columns.items() if name in asked.filters]
    if asked.order == "-date":
        conditions.append("t.date is not null")  # what has no date would stand before everything else
    return conditions + [f"t.date {sign} :{name}" for name, sign in (("from", ">="), ("to", "<=")) if name in asked.filters]
