"""The commands: arguments in, counts and the next step out. What they do is elsewhere, and is loaded only when it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.commands.arriving import fetch, watch
from pipeline.commands.exporting import export
from pipeline.commands.federating import federate
from pipeline.commands.ingesting import ingest
from pipeline.commands.options import OUT, keep_copies_in
from pipeline.commands.upkeep import backup, compact, gc, restore
from pipeline.errors import AccuracyFell, MinutebookError, UsageError

_REPORT_TO = click.option(
    "--report-to",
    metavar="ADDRESS",
    envvar="MINUTEBOOK_REPORT_TO",
    show_envvar=True,
    help="An e-mail or web address for readers who find a mistake; each page of a paper then links to it.",
)


class Said(click.ClickException):
    """The message of an error of ours, with its exit code."""

    def __init__(self, error: MinutebookError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]


class Commands(click.Group):
    """The commands in the order in which one needs them; an error of ours ends with its message and its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were written down."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives."""
        try:
            return super().invoke(ctx)
        except MinutebookError as error:
            raise Said(error) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="minutebook")
def main() -> None:
    """Council agendas, minutes and plans as rows that can be questioned, each one click from the words on its page.

    Put papers into a folder, `minutebook ingest FOLDER`, then `minutebook serve`.
    """


main.add_command(ingest)


@main.command(short_help="What the database holds, and what an ingest would do.")
@OUT
def status(out: Path) -> None:
    """What the database holds, what could not be read, and what an ingest would have to do."""
    from pipeline.running.plan import Limits, our_stages
    from pipeline.running.report import Silence, print_status
    from pipeline.running.run import Run, owner
    from pipeline.running.state import DATABASE

    database = out / DATABASE
    folder = owner(out)
    waiting = Run(folder, out, our_stages(), Silence(), Limits(), None).waiting() if folder and folder.is_dir() else None
    print_status(database, folder, waiting)


@main.command(short_help="Everything known about one document or one row.")
@click.argument("what", metavar="ID")
@click.option("-a", "--all", "everything", is_flag=True, help="List every row that belongs to it, not only the first dozen of each kind.")
@OUT
def show(what: str, everything: bool, out: Path) -> None:
    """Everything known about one document or one row.

    ID is the id of any row, the id of a document or enough of its beginning, a file's name or path, or a printed reference.
    """
    from pipeline.edges.database import Database
    from pipeline.operations.show import DOZEN, lines_about
    from pipeline.running.state import DATABASE
    from pipeline.unseen import without_unseen

    with Database.read(out / DATABASE).made_by_this_version() as database:
        for line in lines_about(database, what, None if everything else DOZEN):
            click.echo(without_unseen(line))


@main.command(short_help="Open the database in Datasette, on this machine only.")
@OUT
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port on this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@_REPORT_TO
def serve(out: Path, port: int, open_browser: bool, report_to: str | None) -> None:
    """Open the database in Datasette, on this machine only (127.0.0.1)."""
    from pipeline.edges.serving import serve as run_datasette
    from pipeline.running.state import DATABASE

    sys.exit(run_datasette(out / DATABASE, port, open_browser, report_to))


main.add_command(watch)
main.add_command(fetch)


@main.command(short_help="Make the public copy of the database, and check it.")
@OUT
@click.option(
    "--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="The file to make.  [default: public/minutebook.db in --out]"
)
@click.option("--accept-fewer", is_flag=True, help="Publish though a table has lost more than a fifth of its rows since the last copy.")
@click.option("--no-pictures", is_flag=True, help="Show no pictures of pages; those that are shown are taken away.")
@click.option("--no-originals", is_flag=True, help="Hand out no originals; those that are handed out are taken away.")
@click.option("--workers", type=click.IntRange(min=1), help="How many papers are painted at a time.  [default: one a processor]")
def publish(out: Path, target: Path | None, accept_fewer: bool, no_pictures: bool, no_originals: bool, workers: int | None) -> None:
    """Make the public copy of the database, and check it.

    The copy is a fresh file that holds only the tables, columns and rows that may be published, with the personal data of private people
    taken out. It takes the place of the last copy in one step, and only when every check is passed: that the file is whole, that its counts
    are believable, that nothing withheld, withdrawn or personal is left in it.

    Beside it, in a folder of its own, come pictures of the pages and the originals, as far as nothing on them has to stay in the house: a
    page or paper that is not certain to be clear is not shown. Pictures that are there are not painted again; Ctrl-C loses nothing.

    Ends with 11, and leaves the last copy as it is, when a check fails.
    """
    from pipeline.edges.bars import Bar
    from pipeline.edges.stopping import Stopping
    from pipeline.operations import picturing
    from pipeline.operations.publishing import lines_about, publish_database

    published = publish_database(out, target, accept_fewer, not no_pictures, not no_originals)
    for line in lines_about(published):
        click.echo(line)
    if no_pictures and no_originals:
        return
    with Stopping() as stopping, Bar("pages") as bar:
        showed = picturing.show_papers(out, published.path, bar, stopping.asked, not no_pictures, not no_originals, workers)
    for line in picturing.lines_about(showed):
        click.echo(line)
    if showed.stopped:
        sys.exit(130)


main.add_command(export)
main.add_command(federate)


@main.command("serve-public", short_help="Open the public copy to everybody, with limits.")
@click.argument("database", type=click.Path(path_type=Path, dir_okay=False), required=False)
@OUT
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address of this machine to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port on this machine.")
@click.option(
    "--url", metavar="URL", help="Where readers reach the site, such as https://minutes.example.org/. Requests by other names are refused."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="How many questions are answered at a time.")
@_REPORT_TO
def serve_public(database: Path | None, out: Path, host: str, port: int, url: str | None, workers: int, report_to: str | None) -> None:
    """Open the public copy of the database to people whom nobody knows.

    DATABASE is the copy that `minutebook publish` made, by default the one below --out. Everybody may ask it in SQL; each question is
    answered by a process that may only read, for less than a second of the processor, and in little memory. SECURITY.md lists the
    limits, docs/public-server.md says how to put the site on the internet.
    """
    from pipeline.edges.public_serving import serve_public as run
    from pipeline.operations.publishing import public_database

    sys.exit(run(database or public_database(out), host, port, url, workers, report_to))


@main.command(short_help="Take a paper, a fact or a page out of everything, for good.")
@click.argument("what", metavar="[ID]", required=False)
@click.option("--reason", help="Why. It is kept with the withdrawal, and is not published.")
@click.option("--list", "listed", is_flag=True, help="What was withdrawn, when and why.")
@click.option("--undo", is_flag=True, help="Take the withdrawal ID back; it comes back with the next ingest.")
@OUT
def withdraw(what: str | None, reason: str | None, listed: bool, undo: bool, out: Path) -> None:
    """Take a paper, a fact or a page out of everything, for good.

    ID is a document (its id, its file's name or path) or the id of a row or a page. Its words go from the database, from the files of the
    stages, from the pictures of pages and from the public copy, byte for byte; a line without words stays in the table `withdrawals`. It
    stays away when the paper is read again, also under another name. The file in your folder of papers is yours, and is left alone.

    Ends with 1 when something still holds its words.
    """
    keep_copies_in(out)
    from pipeline.edges.withdrawals import read_withdrawals
    from pipeline.operations.withdrawing import corpus_of
    from pipeline.operations.withdrawing import undo as take_back
    from pipeline.operations.withdrawing import withdraw as take_out
    from pipeline.running.report import Silence, print_undone, print_withdrawals, print_withdrawn

    if listed:
        print_withdrawals(read_withdrawals(corpus_of(out), out))
    elif what is None:
        raise UsageError("Say what to withdraw, by its id: minutebook withdraw ID --reason '...'")
    elif undo:
        print_undone(*take_back(out, what), corpus_of(out), out)
    elif not print_withdrawn(take_out(out, what, reason or "", Silence())):
        sys.exit(1)


for _command in (backup, restore, compact, gc):
    main.add_command(_command)


@main.command(short_help="Hold the database against papers read by people.")
@click.argument("gold", metavar="[GOLD]...", nargs=-1)
@OUT
@click.option("--worst", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="How many faulty rows to show.")
@click.option(
    "--task", "tasks", metavar="TASK", multiple=True, help="Only this task (repeat it, or list several with commas); nothing is written."
)
@click.option("--write", is_flag=True, help="Publish the figures: docs/accuracy.json and docs/accuracy.md (for developers).")
def evaluate(gold: tuple[str, ...], out: Path, worst: int, tasks: tuple[str, ...], write: bool) -> None:
    """Hold the database against what people read in the same papers (by default, in the sample papers).

    GOLD is a folder with a JSON file for each paper, or NAME=FOLDER to give the set another name than its folder's. The figures also go
    into the table `accuracy` of the database.

    Ends with 8 when a task is worse than published by more than a point of a hundred; with --write the new figures are taken as they are.
    """
    from pipeline.edges.terminal import print_evaluation
    from pipeline.evaluate.tasks import chosen
    from pipeline.operations.measure import checkout, keep, measure, publish_figures
    from pipeline.running.state import DATABASE

    root = checkout()
    if write and (tasks or root is None):
        raise UsageError("Figures are published for all tasks together, and in a checkout of the repository.")
    measured = measure(out / DATABASE, gold, chosen(tasks), root)
    print_evaluation(measured.evaluation, measured.provenance, measured.falls, measured.notes, worst)
    if not tasks:
        keep(out / DATABASE, measured)
    if write and root is not None:
        for path in publish_figures(root, measured):
            click.echo(f"written: {path}")
    elif measured.falls:
        raise AccuracyFell("The database is less accurate than published. Put it right, or publish the new figures with --write.")


@main.command(short_help="What is installed, what is missing, how to get it.")
def doctor() -> None:
    """What is installed, what is missing, and how to get it. Ends with 1 when something needed is missing."""
    from pipeline.edges.doctor import examine

    found = examine()
    for line in found.lines:
        click.echo(line)
    sys.exit(0 if found.healthy else 1)


@main.command(short_help="Write what is made from the schemas (for developers).")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when a generated file is missing or out of date.")
def generate(check: bool) -> None:
    """Write the files of the repository that are made from its schemas and records (for developers)."""
    from pipeline.edges.generated import generate as write
    from pipeline.edges.generated import stale

    root = Path(__file__).resolve().parents[1]
    if not (root / "pyproject.toml").is_file():
        raise UsageError("The generated files belong to a checkout of the repository; this is an installed program.")
    paths = stale(root) if check else write(root)
    for path in paths:
        click.echo(f"{'out of date' if check else 'written'}: {path.relative_to(root)}")
    if not paths:
        click.echo("All generated files are up to date.")
    elif check:
        click.echo("Run `minutebook generate` and commit what it writes.", err=True)
        sys.exit(1)
