"""The commands by which papers arrive: `watch` takes what is laid into a folder, `fetch` gets what councils publish."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.commands.options import FOLDER, OUT
from pipeline.errors import NotFetched, UsageError

STOPPING = b"\nStopping; what has come is kept. Press Ctrl-C again to stop at once.\n"


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
    from pipeline.operations.picturing import publish_and_show
    from pipeline.operations.watching import Watch, Watched
    from pipeline.running.plan import Limits, our_stages
    from pipeline.running.report import Failures, say
    from pipeline.running.run import Run

    watched = Watched(folder=corpus, out=out, every=every, settle=settle, patience=patience, once=once)
    with Stopping() as stopping:
        did = Watch(
            watched,
            lambda growing: Run(corpus, out, our_stages(ocr=not no_ocr), Failures(), Limits(), workers).ingest(
                stopping.asked, growing=growing
            ),
            say,
            stopping.asked,
            (lambda: publish_and_show(out, stopping.asked)) if publishing else None,
        ).go_on()
    if once and (did is None or did.interrupted):
        sys.exit(130)
    if once and did is not None and (did.troubles or did.left):
        sys.exit(1)


@click.command(short_help="Get the papers of meetings from a council's website.")
@click.argument("addresses", metavar="[ADDRESS]...", nargs=-1)
@click.option("--to", type=FOLDER, required=True, help="The folder for the papers and their manifest.")
@click.option(
    "--contact",
    metavar="CONTACT",
    envvar="MINUTEBOOK_CONTACT",
    show_envvar=True,
    help="Your e-mail or web address. It is told to the website, so that those who run it can write to you.",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only meetings on this day or later (2025-04-01).")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only meetings on this day or earlier.")
@click.option("--everything", is_flag=True, help="Get also the agenda and the reports that the meeting's pack holds.")
@click.option("--council", metavar="NAME", help="Whose papers they are. It is noted in the manifest.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0.5),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between requests; longer where the website's robots.txt asks for it.",
)
@click.option(
    "--most-papers", type=click.IntRange(min=1), default=500, show_default=True, metavar="N", help="How many papers to get at most."
)
@click.option(
    "--most-megabytes", type=click.IntRange(min=1), default=5000, show_default=True, metavar="N", help="How much to get at most in one run."
)
@click.option("--again", is_flag=True, help="Ask for everything again, also for papers of old meetings that were got before.")
@click.option("--dry-run", is_flag=True, help="Look at the pages, and only say which papers would be got.")
@click.option("--private", is_flag=True, help="ADDRESS is on a private network of yours. Other private addresses are not asked even so.")
def fetch(
    addresses: tuple[str, ...],
    to: Path,
    contact: str | None,
    since: datetime | None,
    until: datetime | None,
    everything: bool,
    council: str | None,
    pause: float,
    most_papers: int,
    most_megabytes: int,
    again: bool,
    dry_run: bool,
    private: bool,
) -> None:
    """Get the papers of meetings from the web pages on which a council publishes them: packs, agendas, minutes, decisions, reports.

    ADDRESS is the page of a meeting, of a committee or of all committees, as you see it in the browser, on a site made with ModernGov
    (ieListDocuments.aspx, ieListMeetings.aspx) or CMIS (ViewMeetingPublic, ViewCMIS_CommitteeDetails). Without one, the addresses that were
    fetched into the folder before are fetched again: only what is new or has changed comes.

    Papers lie in a folder for each committee and in it one for each day; manifest.csv says where each came from, and the site links to
    it. Then: minutebook ingest FOLDER.

    The website is asked politely: as its robots.txt allows, one request at a time with a pause between them, no faster than it asks for,
    with your contact. What breaks off goes on from there with the next try. Ctrl-C stops, and loses nothing.

    Ends with 12 when something could not be had; the others are there.
    """
    from pipeline.edges.stopping import Stopping
    from pipeline.edges.web.visitor import Manners
    from pipeline.fetch.outcome import Wishes, lines_about
    from pipeline.operations.fetching import fetch as run
    from pipeline.running.report import say

    who = (contact or "").strip()
    if not who or not who.isascii() or not who.isprintable():
        raise UsageError(
            "Say who asks, so that those who run the website can write to you: --contact you@example.org, or MINUTEBOOK_CONTACT in the "
            "environment."
        )
    wishes = Wishes(
        since=since.date().isoformat() if since else None,
        until=until.date().isoformat() if until else None,
        council=council,
        everything=everything,
        again=again,
        dry_run=dry_run,
        private=private,
        most_papers=most_papers,
        most_bytes=most_megabytes * 1_000_000,
    )
    with Stopping(first=STOPPING) as stopping:
        did = run(addresses, to, Manners(who, pause), wishes, say, stopping.asked)
    for line in lines_about(did, to, dry_run):
        click.echo(line)
    if did.stopped:
        sys.exit(130)
    if did.failures:
        sys.exit(NotFetched.exit_code)
