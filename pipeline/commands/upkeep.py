"""The commands that keep an output folder in order: `gc`, `compact`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import FOLDER, OUT, keep_copies_in


@click.command(short_help="Take away what nobody needs any more.")
@OUT
@click.option("--dry-run", is_flag=True, help="Only say what would be taken away, and how much it is.")
def gc(out: Path, dry_run: bool) -> None:
    """Take away what nobody needs any more in the folder of the database.

    These are the stages' files and the pictures of papers that are gone, half files that a break has left, and damaged databases that were
    set aside. What belongs to a paper that the database has stays, also when its file cannot be reached just now.
    """
    from pipeline.operations.upkeep import collect, lines_about
    from pipeline.running.plan import our_stages

    for line in lines_about(collect(out, our_stages(), dry_run), dry_run):
        click.echo(line)


@click.command(short_help="Write the database anew, as small as it can be.")
@OUT
def compact(out: Path) -> None:
    """Write the database anew: without the room that removed rows have left, with the search in one piece.

    Nothing is left in the file of the words of rows that were removed. It takes about as long as copying the file twice, and needs
    twice its room on the disk meanwhile. Others may go on reading. A break leaves the database as it was.
    """
    keep_copies_in(out)
    from pipeline.operations.upkeep import compact as run
    from pipeline.running.report import say

    did = run(out, lambda step: say(f"Writing anew: {step}"))
    click.echo(f"The database had {did.before / 1e6:,.1f} MB, and has {did.after / 1e6:,.1f} MB now.")
    if did.still_read:
        click.echo(
            "Somebody is reading it just now, so the old bytes stay in the file until they stop. Stop `minutebook serve`, and compact "
            "again."
        )


@click.command(short_help="Make a backup, with checksums, while others read.")
@click.argument("to", type=FOLDER)
@OUT
@click.option("--without-stages", is_flag=True, help="Leave out the stages' files: smaller, but after restoring all papers are read again.")
def backup(to: Path, out: Path, without_stages: bool) -> None:
    """Make a backup in the folder TO: a folder of its own, named by the time, whole or not at all.

    In it are the database as it stands at one moment, the files of the stages, the lists of what was withdrawn, what people have judged in
    hand/, and backup.json with a checksum for each file. The papers themselves are not: keep them as you keep your other files. Others may
    read the database meanwhile.

    A backup has all words that the database has. What is withdrawn later does not go out of it: delete backups that were made before.
    """
    from pipeline.operations.keeping import back_up
    from pipeline.running.plan import our_stages
    from pipeline.running.report import say

    place, made = back_up(out, to, our_stages(), say, not without_stages)
    size = sum(file.bytes for file in made.files)
    click.echo(f"{place}: {made.documents:,} documents, {len(made.files):,} files, {size / 1e6:,.1f} MB")
    click.echo(f"To look whether it is whole: minutebook restore --check {place}")


@click.command(short_help="Bring a backup back, without what was withdrawn.")
@click.argument("folder", metavar="BACKUP", type=FOLDER)
@OUT
@click.option("--corpus", type=FOLDER, help="The folder of the papers, when it is not where it was.")
@click.option("--force", is_flag=True, help="Go back also when the database that is there is newer than the backup.")
@click.option("--check", is_flag=True, help="Only look whether the backup is whole.")
def restore(folder: Path, out: Path, corpus: Path | None, force: bool, check: bool) -> None:
    """Bring BACKUP back, a folder that `minutebook backup` made, in place of what is in the folder of the database.

    Every file is held against its checksum before anything is replaced. What was withdrawn since the backup was made is taken out of it on
    the way, and its bytes searched for: it does not come back. What people have judged since stays. Those who follow the changes are told
    which rows went back. A database that is newer than the backup is not replaced without --force.

    Ends with 10 when the backup is damaged.
    """
    keep_copies_in(out.resolve().parent)
    from pipeline.operations.keeping import check_backup, shape_is_ours
    from pipeline.operations.keeping import restore as run
    from pipeline.running.plan import our_stages
    from pipeline.running.report import say

    if check:
        made = check_backup(folder, say)
        click.echo(f"The backup of {made.made_at} is whole: {made.documents:,} documents, {len(made.files):,} files.")
        return
    did = run(folder, out, our_stages(), say, corpus, force)
    click.echo(f"Restored to {out}: {did.backup.documents:,} documents, as of {did.backup.made_at} (version {did.backup.version}).")
    if did.newer:
        click.echo(f"Taken out of it, because it was withdrawn since: {len(did.newer)} (minutebook withdraw --list --out {out})")
    for note in did.notes:
        click.echo(note)
    if not shape_is_ours(did.backup):
        click.echo("It was made by another version; the next ingest brings it up to this one.")
    click.echo(f"To bring it up to the papers: minutebook ingest {did.corpus} --out {out}")
