"""Dates in council papers: a grammar of the expressions they print, to intervals with the printed precision."""

from __future__ import annotations

from pipeline.extract.dates.columns import months_in_order
from pipeline.extract.dates.context import DateContext, Due, FoundDate
from pipeline.extract.dates.due import parse_due
from pipeline.extract.dates.find import find_dates, find_due_dates

__all__ = ["DateContext", "Due", "FoundDate", "find_dates", "find_due_dates", "months_in_order", "parse_due"]
