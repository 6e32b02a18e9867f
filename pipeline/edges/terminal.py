"""Tables for a person: drawn on a terminal, plain text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.edges.accuracy import Provenance
from pipeline.evaluate.published import Fall
from pipeline.evaluate.records import Evaluation
from pipeline.evaluate.report import Table, falls_table, misquotes_table, quotes_table, report

if TYPE_CHECKING:
    from rich.table import Table as RichTable


def print_evaluation(
    evaluation: Evaluation, provenance: Provenance | None, falls: Sequence[Fall], notes: Sequence[str], worst: int
) -> None:
    """Print an evaluation: its tables, at most `worst` faulty rows, provenance, and what is worse than published. Notes go to stderr."""
    for note in notes:
        print(note, file=sys.stderr)
    tables = report(evaluation, worst)
    if provenance is not None:
        tables += [quotes_table(provenance.tables), misquotes_table(provenance.misquotes, worst)]
    for table in [*tables, falls_table(falls)]:
        if table.rows:
            print_table(table)


def print_table(table: Table) -> None:
    """Print a table with its title and an empty line before it; on a terminal drawn to its width."""
    if sys.stdout.isatty():
        _draw(table)
        return
    print()
    print(table.title)
    for line in _stacked(table) if table.stacked else _aligned(table):
        print(line)


def _draw(table: Table) -> None:
    from rich.console import Console, Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    drawn: RenderableType = Group(*(_grid(table, row) for row in table.rows)) if table.stacked else _grid(table)
    console = Console(highlight=False)
    console.print()
    console.print(Text(table.title, style="bold"))
    console.print(Padding(drawn, (0, 0, 0, 2)))


def _grid(table: Table, row: Sequence[str] | None = None) -> RichTable:
    """The table to draw; or one of its rows, with a line for each value that it has, and an empty one."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Drawn
    from rich.text import Text

    if row is not None:
        drawn = Drawn.grid(padding=(0, 2, 0, 0))
        drawn.add_column(style="dim", min_width=max(map(len, table.columns)))
        for column, value in zip(table.columns, row, strict=True):
            if value:
                drawn.add_row(column, Text(value))
        drawn.add_row()
        return drawn
    drawn = Drawn(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for column in table.columns:
        if column in table.figures:
            drawn.add_column(column, justify="right", no_wrap=True)
        else:
            drawn.add_column(column, overflow="fold")
    for cells in table.rows:
        drawn.add_row(*map(Text, cells))
    return drawn


def _aligned(table: Table) -> Iterator[str]:
    """A line for the names of the columns and one for each row."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = (
            value.rjust(width) if column in table.figures else value.ljust(width)
            for column, value, width in zip(table.columns, row, widths, strict=True)
        )
        yield "  " + "  ".join(cells).rstrip()


def _stacked(table: Table) -> Iterator[str]:
    """A line for each value of each row, with the name of its column before it."""
    width = max(map(len, table.columns))
    for row in table.rows:
        yield ""
        for column, value in zip(table.columns, row, strict=True):
            if value:
                yield f"  {column.ljust(width)}  {value}"
