"""What stays of what was withdrawn: that there was something, where, and when it went."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date

from pipeline.edges.schemas import Row
from pipeline.load.text import lines
from pipeline.records import Division, Facts, Paper, Withdrawal


def tombstone(withdrawal: Withdrawal) -> Paper:
    """A withdrawn paper as it is loaded: that there was one, and when it was withdrawn."""
    day = date.fromisoformat(withdrawal.at[:10])
    said = f"This paper was withdrawn on {day.day} {month_name[day.month]} {day.year}."
    name = withdrawal.document_id
    return Paper(files=[], status="withdrawn", division=Division(document_id=name, kind="other"), facts=Facts(document_id=name), error=said)


def withdrawal_rows(withdrawals: Sequence[Withdrawal]) -> list[Row]:
    """The rows of the table `withdrawals`, in the order of their ids."""
    return sorted(
        (each.row or each.document_id, each.document_id, each.table or "documents", each.page, each.page_end, each.at, lines(each.reason))
        for each in withdrawals
    )
