"""Publishing: the database becomes its public copy, and what was published is said in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline import __version__
from pipeline.edges.clear_pages import clear_papers
from pipeline.edges.database import Database, now
from pipeline.edges.locks import only_one
from pipeline.edges.public_copy import FOLDER, Published, publish
from pipeline.edges.published_papers import PublishedPapers
from pipeline.edges.schemas import digest, public_tables
from pipeline.errors import UsageError
from pipeline.publish.masking import Masks, Personal

DATABASE = "minutebook.db"
_NOT_COUNTED = ("settings", "runs", "changes", "accuracy")


def public_database(out: Path) -> Path:
    """Where the public copy of an output folder's database lies."""
    return out / FOLDER / DATABASE


def publish_database(
    out: Path, target: Path | None = None, accept_fewer: bool = False, pictures: bool = True, originals: bool = True
) -> Published:
    """Publish the database of an output folder, by default into its folder `public`.

    The pictures and originals beside the last copy that may not be shown any more are taken away before the new copy shows; all of them
    where there shall be none. New ones are made by `show_papers`. Raises UsageError when there is no database, or one of another version's
    shape; Busy when an ingest is at work; NotPublished when a check fails; NotWritten when the system will not write.
    """
    source = out / DATABASE
    target = target or public_database(out)
    if target.resolve() == source.resolve():
        raise UsageError("The public copy cannot take the place of the database itself. Name another file with --to.")
    with Database.read(source) as database:
        if not database.rows("select 1 from settings where name = 'schema' and value = ?", [digest()]):
            raise UsageError(f"{source} was written by another version of Minutebook. Run `minutebook ingest` first.")
    beside = PublishedPapers(target)

    def keep_what_is_clear(copy: Path) -> None:
        if beside.folder.is_dir():
            with beside.held():
                beside.keep_only(clear_papers(source, copy), pictures, originals)

    with only_one(out):
        published = publish(
            source, target, masks_of(source), {"published_at": now(), "version": __version__}, accept_fewer, keep_what_is_clear
        )
        keep_what_is_clear(target)  # again, as what painted for the last copy may have gone on until it was another
    return published


def masks_of(source: Path) -> Masks:
    """What has to be taken out of the texts of a database before they are published: what it lists as personal."""
    with Database.read(source) as database:
        found = database.rows("select document_id, kind, quote from personal_data")
    return Masks(Personal(row["document_id"], row["kind"], row["quote"]) for row in found if row["quote"])


def lines_about(published: Published) -> Iterator[str]:
    """What was published, for a person: how many rows, how many more or fewer than last time, what was taken out."""
    labels = {name: table.label for name, table in public_tables().items() if name not in _NOT_COUNTED}
    for name, label in labels.items():
        rows, before = published.rows.get(name, 0), published.before.get(name)
        if rows or before:
            since = "" if before is None or before == rows else f"  ({rows - before:+,} since the last copy)"
            yield f"{label:32} {rows:9,}{since}"
    yield f"Personal data was taken out of {published.masked:,} values." if published.masked else "There was no personal data to take out."
    yield f"All checks were passed. Published to {published.path}"
