"""Running Datasette over the database, until it is stopped."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import click

from pipeline.edges.database import Database
from pipeline.edges.files import write_whole
from pipeline.publish import metadata, serve_arguments


def serve(database: Path, port: int = 8001, open_browser: bool = False) -> int:
    """The exit code of Datasette, once it ends; Ctrl-C is the usual end, and gives 0.

    Writes the metadata beside the database first. Datasette runs in this process, so that what stops the one stops the other.
    Raises UsageError when there is no database yet.
    """
    from datasette.cli import cli  # slow to import, and only needed here

    Database.read(database).close()
    described = database.with_name("metadata.json")
    write_whole(described, [json.dumps(metadata(database.stem), indent=1, ensure_ascii=False).encode()])
    with suppress(KeyboardInterrupt, click.Abort):
        cli.main(serve_arguments(database, described, port, open_browser), prog_name="datasette", standalone_mode=False)
    return 0
