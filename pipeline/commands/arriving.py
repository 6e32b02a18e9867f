"""The command by which papers arrive by themselves: `watch`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.options import FOLDER, OUT


@click.command(short_help="Bring in what arrives in a folder, until it is stopped.")
@click.argument("corpus", type=FOLDER, default=Path("corpus"))
@OUT
@click.option("--once", is_flag=True, help="End after one run, when what is there has come to rest.")
@click.option("--publish", "publishing", is_flag=True, help="Make the public copy anew after every run that changed something.")
@click.option(
    "--every", type=click.FloatRange(min=0.2), default=2.0, show_default=True, metavar="SECONDS", help="How often the folder is looked at."
)
@click.option(
    "--settle",
    type=click.FloatRange(min=0.5),
    default=4.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must have stood still before it is read.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="How long others wait for a file that is still being written.",
)
@click.option("--workers", type=click.IntRange(min=1), help="How many papers are read at a time.  [default: one a processor]")
@click.option("--no-ocr", is_flag=True, help="Leave pages unread that are pictures, though tesseract is there; what was read stays.")
def watch(
    corpus: Path, out: Path, once: bool, publishing: bool, every: float, settle: float, patience: float, workers: int | None, no_ocr: bool
) -> None:
    """Bring into the database what arrives in the folder CORPUS (by default `corpus`), until it is stopped.

    The folder is looked at every few seconds, which works on network drives too. A file that was moved in whole is read at once;
    one that is still being written is waited for until its size and time stand still. Files with the names that browsers and sync
    programs give to what they have not finished are passed over. What arrives together makes one run. A paper that cannot be read
    gets its verdict, and holds up nothing; when another ingest is at work, its end is waited for. When more than half of the papers
    are gone at once, as when a drive is missing, nothing is taken out of the database.

    Each run is a line on the terminal: the time, what came in, what went out, the seconds. Ctrl-C, or asking the process to end,
    stops after the papers at work, and loses nothing.
    """
    from pipeline.edges.stopping import Stopping
    from pipeline.plan import Limits, our_stages
    from pipeline.publishing import publish_database
    from pipeline.report import Failures, say
    from pipeline.run import Run
    from pipeline.watching import Watch, Watched

    watched = Watched(folder=corpus, out=out, every=every, settle=settle, patience=patience, once=once)
    with Stopping() as stopping:
        did = Watch(
            watched,
            lambda growing: Run(corpus, out, our_stages(ocr=not no_ocr), Failures(), Limits(), workers).ingest(
                stopping.asked, growing=growing
            ),
            say,
            stopping.asked,
            (lambda: publish_database(out)) if publishing else None,
        ).go_on()
    if once and (did is None or did.interrupted):
        sys.exit(130)
    if once and did is not None and (did.troubles or did.left):
        sys.exit(1)
