"""What a date expression is, what is known of the paper around it, and what a due cell says."""

from __future__ import annotations

from datetime import date

from pipeline.records import DateRole, Precision, Record


class DateContext(Record, frozen=True, kw_only=True):
    """What the paper decides about dates that are printed in part. All are ISO days, but for `column_month` (`YYYY-MM`).

    `document_date` is the day of the paper itself: its meeting, or its publication. `period_start` and `period_end` bound the time that
    a plan covers: a date without a year that falls into it once has that year. `column_month` is the month of the column that a cell
    of a milestone grid stands in: a day alone is a day of that month. `month_first`: the paper writes the month before the day, as in
    North America, so that `2/9/2021` is a day of February.
    """

    document_date: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    column_month: str | None = None
    month_first: bool = False

    @property
    def reference(self) -> date | None:
        """The day that dates without a year are counted from: the document's own."""
        return date.fromisoformat(self.document_date) if self.document_date else None

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and last day of the time that the paper covers."""
        if self.period_start and self.period_end:
            return date.fromisoformat(self.period_start), date.fromisoformat(self.period_end)
        return None

    @property
    def column(self) -> tuple[int, int] | None:
        """The year and month of the cell's column."""
        if self.column_month is None:
            return None
        year, month = self.column_month.split("-")[:2]
        return int(year), int(month)


class FoundDate(Record, frozen=True, kw_only=True):
    """A date expression: `text` is `found_in[start_at:end_at]` with white space collapsed.

    `start` and `end` are ISO days, both inclusive; None, with `precision`, where the paper does not decide them. `year_inferred`: the year
    was not printed. `weekday_mismatch`: the printed weekday is not that date's. `impossible`: there is no such day (31 June).
    """

    start_at: int
    end_at: int
    text: str
    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    role: DateRole | None = None
    year_inferred: bool = False
    weekday_mismatch: bool = False
    impossible: bool = False


class Due(Record, frozen=True, kw_only=True):
    """When something was promised, as a due cell says it: the words, the interval they mean, and how often it recurs.

    `open_ended` holds where the cell names no day on purpose (Ongoing, TBC). The flags are those of `FoundDate`.
    """

    text: str | None = None
    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    recurring: str | None = None
    open_ended: bool = False
    year_inferred: bool = False
    weekday_mismatch: bool = False
    impossible: bool = False
