"""The command that brings the database up to the papers: `ingest`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import OUT, Place
from pipeline.errors import NotWritten, UsageError

if TYPE_CHECKING:
    from pipeline.running.crews import Crew


@click.command(short_help="Bring the database up to the papers in a folder.")
@click.argument("corpus", type=Place(), default=Path("corpus"))
@OUT
@click.option("--workers", type=click.IntRange(min=1), help="How many papers are read at a time.  [default: one a processor]")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="What reads the papers.")
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler to use.  [default: workers are started on this machine]")
@click.option(
    "--stage-files", metavar="ADDRESS", help="Keep the files of the stages there, such as at s3://bucket/folder.  [default: in --out]"
)
@click.option("--timeout", type=click.FloatRange(min=1), metavar="SECONDS", help="How long a paper may take.  [default: by its size]")
@click.option(
    "--memory", type=click.IntRange(min=512), default=4096, show_default=True, metavar="MEGABYTES", help="How much memory a paper may take."
)
@click.option("--retry-failed", is_flag=True, help="Try the papers again that could not be read, though they have not changed.")
@click.option("--no-ocr", is_flag=True, help="Leave pages unread that are pictures, though tesseract is there; what was read stays.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that was set aside, and show what went wrong inside.")
def ingest(
    corpus: Path | str,
    out: Path,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    stage_files: str | None,
    timeout: float | None,
    memory: int,
    retry_failed: bool,
    no_ocr: bool,
    verbose: bool,
) -> None:
    """Bring the database up to the papers in the folder CORPUS (by default `corpus`), or at an address such as s3://bucket/papers.

    Every PDF in the folder and below it is read; what has not changed since the last time is not read again. Ctrl-C stops
    after the papers at work, and loses nothing: the next ingest goes on from there.

    With --engine dask, papers are read by workers of Dask, on as many machines as a scheduler has; docs/scale.md says how to start them.
    The database is written here all the same, with the same rows. That page says also how papers may lie at an address, such as s3://.

    Ends with 0 when every file has a verdict, be it that it cannot be read.
    """
    from pipeline.edges.stopping import Stopping
    from pipeline.running.plan import Limits, our_stages
    from pipeline.running.report import Progress, print_summary, say
    from pipeline.running.run import Run

    if scheduler and engine != "dask":
        raise UsageError(f"A scheduler is for Dask: minutebook ingest --engine dask --scheduler {scheduler}")
    if scheduler and workers:
        raise UsageError("How many papers the workers of a scheduler read at a time is said when they are started: leave --workers away.")
    corpus = _settle(corpus, out, stage_files, say)
    with Stopping() as stopping, Progress() as progress, _crew(engine, scheduler, workers, say) as crew:
        run = Run(corpus, out, our_stages(ocr=not no_ocr), progress, Limits(timeout, retry_failed, memory), workers, crew)

        def stop() -> bool:
            if stopping.asked():
                progress.stopping()
            return stopping.asked()

        did = run.ingest(stop)
    print_summary(did, progress.seconds, verbose)
    if did.interrupted:
        sys.exit(130)
    if did.troubles or did.left:
        sys.exit(1)


def _settle(corpus: Path | str, out: Path, stage_files: str | None, say: Callable[[str], None]) -> Path:
    """The folder of the papers, or the one that stands for it, after the files of the stages have got the place they are to have."""
    if isinstance(corpus, Path) and not stage_files:
        return corpus
    from pipeline.edges.far_corpus import stand_in
    from pipeline.edges.far_files import keep_at
    from pipeline.edges.locks import only_one

    try:
        with only_one(out):
            if stage_files:
                keep_at(out, stage_files, say)
            return corpus if isinstance(corpus, Path) else stand_in(out, corpus)
    except OSError as error:
        raise NotWritten(f"The system says: {error.strerror or error}. Put that right and ingest again; nothing is lost.") from error


def _crew(engine: str, scheduler: str | None, workers: int | None, say: Callable[[str], None]) -> AbstractContextManager[Crew | None]:
    """Who reads the papers, where it is not simply this machine."""
    if engine == "local":
        return nullcontext()
    from pipeline.running.crews import OnDask

    return OnDask(scheduler, workers, say)
