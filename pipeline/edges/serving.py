"""Running Datasette over the database, until it is stopped."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import click

from pipeline.edges.database import Database
from pipeline.edges.files import write_whole
from pipeline.publish import metadata, serve_arguments
from pipeline.publish.site.reporting import report_target


def serve(database: Path, port: int = 8001, open_browser: bool = False, report_to: str | None = None) -> int:
    """The exit code of Datasette, once it ends; Ctrl-C is the usual end, and gives 0.

    Writes the metadata beside the database first. Datasette runs in this process, so that what stops the one stops the other.
    `report_to` is an e-mail or web address for readers who find a mistake. Raises UsageError when it is neither, or when there is no
    database yet, or one that another version made.
    """
    from datasette.cli import cli  # slow to import, and only needed here

    with Database.read(database) as opened:
        opened.made_by_this_version()
    told = metadata(database.stem, report_to=report_target(report_to))
    described = database.with_name("metadata.json")
    write_whole(described, [json.dumps(told, indent=1, ensure_ascii=False).encode()])
    with suppress(KeyboardInterrupt, click.Abort):
        cli.main(serve_arguments(database, described, port, open_browser), prog_name="datasette", standalone_mode=False)
    return 0
