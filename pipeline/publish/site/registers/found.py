"""Rows of a register: the keys that filters find, in order, by its indexes, and only then everything that is shown of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

from pipeline.publish.site.asking import one_row, rows_of
from pipeline.publish.site.registers.asked import LAST_PAGE, PAGE_ROWS, Asked

MOST_COUNTED = 10_000
MOST_IN_FILE = 100_000
AT_ONCE = 400


class Question(NamedTuple):
    """How a register is asked: its table, the tables that find its keys (it is `t` among them) with `conditions` and `parameters`, the
    `order`, and the SQL of whole rows.

    `rows` has `{keys}` in the place of the keys of one page.
    """

    register: str
    tables: str
    conditions: Sequence[str]
    parameters: dict[str, Any]
    order: str
    rows: str

    @property
    def where(self) -> str:
        """The conditions as one."""
        return " and ".join(self.conditions) or "1"


class Found(NamedTuple):
    """One page of a register; `total` is how many rows there are: MOST_COUNTED + 1 where more were not counted, None when there was no
    time to count."""

    rows: list[dict[str, Any]]
    total: int | None
    more: bool
    too_slow: bool = False

    @property
    def counted(self) -> str:
        """How many rows there are, in words."""
        if self.total is None:
            return "too many to count here"
        return f"{self.total:,}" if self.total != MOST_COUNTED + 1 else f"more than {MOST_COUNTED:,}"


async def find(db: Any, question: Question, asked: Asked, total: int | None = None) -> Found:
    """The rows of the page that was asked for; `total` is how many there are, where that is known already."""
    keys = await _keys(db, question, PAGE_ROWS + 1, asked.offset)
    if keys is None:
        return Found([], None, False, too_slow=True)
    if total is None or total < asked.offset + len(keys):
        total = await _count(db, question)
    rows = await _whole(db, question, keys[:PAGE_ROWS])
    return Found(rows, total, len(keys) > PAGE_ROWS and asked.page < LAST_PAGE)


async def find_first(db: Any, question: Question, most: int) -> list[dict[str, Any]]:
    """The first rows, so many at most, without counting them."""
    return await _whole(db, question, await _keys(db, question, most, 0) or [])


async def every(db: Any, question: Question) -> AsyncIterator[dict[str, Any]]:
    """All rows of a question, at most MOST_IN_FILE, in its order."""
    keys = await _keys(db, question, MOST_IN_FILE, 0) or []
    for start in range(0, len(keys), AT_ONCE):
        for row in await _whole(db, question, keys[start : start + AT_ONCE]):
            yield row


async def _keys(db: Any, question: Question, most: int, offset: int) -> list[str] | None:
    """The keys in their order. The numbers of the rows are found first: an index has these, and need not be sorted to give the keys."""
    numbers = (
        f"select t.rowid as number from {question.tables} where {question.where} order by {question.order} limit {most} offset {offset}"
    )
    sql = f"select (select id from {question.register} where rowid = number) as id from ({numbers})"
    found = await rows_of(db, sql, question.parameters)
    return None if found is None else [row["id"] for row in found]


async def _count(db: Any, question: Question) -> int | None:
    sql = f"select count(*) as rows from (select 1 from {question.tables} where {question.where} limit {MOST_COUNTED + 1})"
    found = await one_row(db, sql, question.parameters)
    return found["rows"] if found else None


async def _whole(db: Any, question: Question, keys: list[str]) -> list[dict[str, Any]]:
    if not keys:
        return []
    marks = ", ".join("?" * len(keys))
    found = await rows_of(db, question.rows.format(keys=marks), keys) or []
    by_key = {row["id"]: row for row in found}
    return [by_key[key] for key in keys if key in by_key]
