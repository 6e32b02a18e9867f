"""The command by which the public rows leave as files: `export`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import FOLDER, OUT
from pipeline.errors import UsageError


@click.command(short_help="Write the public tables as CSV, JSON and Parquet.")
@click.argument("folder", type=FOLDER)
@click.option("--format", "formats", metavar="FORMATS", help="csv, json, parquet, with commas.  [default: all that can be written]")
@click.option(
    "--parquet-by",
    type=click.Choice(["council,year"]),
    help="Parquet only, with a file for each table, council and year: for much data, and for all councils of an index.",
)
@click.option("--tables", metavar="TABLES", help="With --parquet-by: only these tables and registers, with commas.")
@click.option(
    "--from", "database", type=click.Path(path_type=Path, dir_okay=False), help="The public copy.  [default: the one below --out]"
)
@OUT
def export(folder: Path, formats: str | None, parquet_by: str | None, tables: str | None, database: Path | None, out: Path) -> None:
    """Write the public tables into FOLDER, a file for each table and format, with a description of every column.

    CSV is safe to open with a spreadsheet; JSON has a row a line (.jsonl); Parquet has types, and needs pyarrow (pip install
    'minutebook[parquet]'). Beside them are data-dictionary.md for people, datapackage.json for programs, and manifest.json and SHA256SUMS,
    by which the files can be checked: sha256sum -c SHA256SUMS.

    With --parquet-by council,year the files are actions/council_key=NAME/year=2025/part.parquet and so on, as DuckDB, Arrow and Spark read
    them; examples/ has questions to begin with. Of an index over councils (`minutebook federate --public`) the rows of every council are
    written. A council and year in which nothing changed gives the same file, byte for byte.

    The export is made from the public copy (`minutebook publish`), and takes the place of the folder's last export when it is whole.
    """
    from pipeline.operations.exporting import export_partitions, export_public_copy, lines_about, lines_about_partitions

    if parquet_by is None and tables is not None:
        raise UsageError("Name tables with --parquet-by council,year. Other exports have all of them.")
    if parquet_by is None:
        lines = lines_about(folder, export_public_copy(out, folder, formats, database))
    elif formats not in (None, "parquet"):
        raise UsageError("With --parquet-by the files are Parquet. Leave --format out.")
    else:
        parts = export_partitions(out, folder, tables, database, lambda line: click.echo(line, err=True))
        lines = lines_about_partitions(folder, parts)
    for line in lines:
        click.echo(line)
