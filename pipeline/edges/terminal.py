"""Tables for a person: drawn on a terminal, plain text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from pipeline.edges.accuracy import Provenance
from pipeline.evaluate.published import Fall
from pipeline.evaluate.records import Evaluation
from pipeline.evaluate.report import Table, falls_table, misquotes_table, quotes_table, report


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
    """Print a table with its title and an empty line before it."""
    if sys.stdout.isatty():
        _draw(table)
        return
    print()
    print(table.title)
    for line in _stacked(table) if table.stacked else _aligned(table):
        print(line)


def _draw(table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(title=table.title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=table.stacked)
    for column in table.columns:
        right = column in table.figures
        drawn.add_column(column, justify="right" if right else "left", overflow="fold", no_wrap=right)
    for row in table.rows:
        drawn.add_row(*map(Text, row))
    Console().print(drawn)


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
