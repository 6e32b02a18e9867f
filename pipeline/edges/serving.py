"""Running Datasette over the database, until it is stopped."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import click

from pipeline.edges.database import Database
from pipeline.edges.federation import is_federation
from pipeline.edges.federation.served import Served, served_by
from pipeline.edges.whole_files import write_whole
from pipeline.publish import metadata, serve_arguments
from pipeline.publish.serving import HOST
from pipeline.publish.site.reporting import report_target


def serve(database: Path, port: int = 8001, open_browser: bool = False, report_to: str | None = None) -> int:
    """The exit code of Datasette, once it ends; Ctrl-C is the usual end, and gives 0.

    Writes the metadata beside the database first. Datasette runs in this process, so that what stops the one stops the other.
    `report_to` is an e-mail or web address for readers who find a mistake. Raises UsageError when it is neither, or when there is no
    database yet, or one that another version made.
    """
    from datasette.cli import cli  # slow to import, and only needed here

    if is_federation(database):
        return _serve_all(served_by(database, public=False), port, open_browser, report_to)
    with Database.read(database) as opened:
        opened.made_by_this_version()
    told = metadata(database.stem, report_to=report_target(report_to))
    described = database.with_name("metadata.json")
    write_whole(described, [json.dumps(told, indent=1, ensure_ascii=False).encode()])
    with suppress(KeyboardInterrupt, click.Abort):
        cli.main(serve_arguments(database, described, port, open_browser), prog_name="datasette", standalone_mode=False)
    return 0


def _serve_all(served: Served, port: int, open_browser: bool, report_to: str | None) -> int:
    """The exit code of the server of several councils, once it ends."""
    import webbrowser

    import uvicorn

    from pipeline.publish.federation import house_federation

    for words in served.missing:
        click.echo(words, err=True)
    site = house_federation(served.path, served.councils, report_to=report_target(report_to))
    address = f"http://{HOST}:{port}/"
    click.echo(f"{len(served.councils):,} councils are served at {address} (Ctrl-C ends it)")
    if open_browser:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        uvicorn.run(site.app, host=HOST, port=port, log_level="warning", lifespan="on")
    return 0
