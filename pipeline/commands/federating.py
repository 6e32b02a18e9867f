"""The command by which the databases of several councils become one: `federate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.options import FOLDER


@click.command(short_help="One index over the databases of several councils.")
@click.argument("councils", nargs=-1, metavar="[COUNCIL_FOLDER]...")
@click.option(
    "--out", type=FOLDER, default=Path("federation"), show_default=True, help="The folder of the index, which `serve --out` opens."
)
@click.option("--public", is_flag=True, help="Over the councils' public copies (`minutebook publish`), for `serve-public`.")
@click.option("--remove", multiple=True, metavar="NAME", help="Take the council of that name out of the index. Its own files stay.")
@click.option("--list", "listed", is_flag=True, help="List the councils with their names and folders, and do nothing.")
def federate(councils: tuple[str, ...], out: Path, public: bool, remove: tuple[str, ...], listed: bool) -> None:
    """One index over the databases of several councils, for registers, counts and a search across them.

    COUNCIL_FOLDER is an output folder of `minutebook ingest`, one a council, or the database or public copy itself. It is named after its
    council in the addresses of the site; NAME=COUNCIL_FOLDER gives it another name. The folders are remembered: run it again, without
    naming them, to bring the index up to all of them. Only councils whose database was written to are looked at, only rows that differ
    are written, and no council's own files are touched.

    \b
        minutebook ingest papers/skelbourne --out councils/skelbourne
        minutebook ingest papers/northmere --out councils/northmere
        minutebook federate councils/* --out region
        minutebook serve --out region

    Ends with 1 when a council could not be read: then its rows stay as they were.
    """
    from pipeline.edges.federation import read_shards
    from pipeline.edges.stopping import Stopping
    from pipeline.operations.federating import federate as bring_up
    from pipeline.operations.federating import lines_about

    if listed:
        for shard in read_shards(out):
            click.echo(f"{shard.name:40} {shard.place}")
        return
    with Stopping() as stopping:
        did = bring_up(out, councils, public, remove, lambda line: click.echo(line, err=True), stopping.asked)
    for line in lines_about(did):
        click.echo(line)
    for trouble in did.troubles:
        click.echo(trouble, err=True)
    if did.stopped:
        click.echo("Stopped. The councils that were brought in are kept; run the same command again to go on.")
        sys.exit(130)
    if did.troubles:
        sys.exit(1)
    click.echo(f"To look at it: minutebook {'serve-public' if public else 'serve'} --out {out}")
