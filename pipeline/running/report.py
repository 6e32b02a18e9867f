"""What a person sees of a run: a bar while it works, and a summary at its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pipeline.edges.stopping import FIRST
from pipeline.records import Withdrawal
from pipeline.running.run import Ran
from pipeline.running.work import Done
from pipeline.unseen import made_visible

if TYPE_CHECKING:
    from pipeline.operations.withdrawing import Withdrew

_SHOWN_FILES = 5
_SHOWN_ERRORS = 10
_QUIET_TABLES = {"documents", "files", "changes", "runs", "settings", "loads"}


class Silence:
    """A watcher that says nothing."""

    def looking(self, path: str) -> None:
        """Nothing."""

    def begins(self, jobs: int, documents: int, workers: int) -> None:
        """Nothing."""

    def ended(self, path: str, done: Done) -> None:
        """Nothing."""

    def loading(self, documents: int) -> None:
        """Nothing."""


class Failures(Silence):
    """A watcher that names the papers that could not be read, or not whole, a line each."""

    def ended(self, path: str, done: Done) -> None:
        """Say what was wrong with the paper, if anything was."""
        if done.error or done.partial:
            say(f"{path}: {_outcome(done)}")


class Progress:
    """A watcher that shows a bar on a terminal, and a line for each document elsewhere. Use it as a context manager."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._jobs = 0
        self._ended = 0
        self._bar: Any = None
        self._task: Any = None
        self._stopping = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    @property
    def seconds(self) -> float:
        """The seconds since the run began."""
        return time.monotonic() - self._begun

    def looking(self, path: str) -> None:
        """A file of the corpus is looked at: too quick to be worth a word."""

    def begins(self, jobs: int, documents: int, workers: int) -> None:
        """Say how much there is to do."""
        self._jobs = jobs
        readers = "worker" if workers == 1 else "workers"
        say(f"{jobs} of {documents} {_plural(documents, 'document')} to work on, {workers} {readers}")
        if sys.stderr.isatty():
            self._open_bar()

    def ended(self, path: str, done: Done) -> None:
        """Move the bar on, or write a line."""
        self._ended += 1
        if self._bar is not None:
            self._bar.update(self._task, advance=1, paper=made_visible(path))
            if done.error or done.partial:
                self._bar.console.print(made_visible(f"{path}: {_outcome(done)}"), markup=False, highlight=False, soft_wrap=True)
            return
        pages = f", {done.pages} {_plural(done.pages, 'page')}" if done.pages else ""
        say(f"[{self._ended}/{self._jobs}] {path}: {_outcome(done)} ({sum(done.ran.values()):.1f} s{pages})")

    def loading(self, documents: int) -> None:
        """Say that the database is being written."""
        self._close()
        if documents:
            say(f"Bringing {documents} {_plural(documents, 'document')} into the database")

    def stopping(self) -> None:
        """Say over the bar, which covers what others write, that the run will stop."""
        if self._bar is not None and not self._stopping:
            self._stopping = True
            self._bar.console.print(FIRST.decode().strip(), markup=False, highlight=False, soft_wrap=True)

    def _open_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        paper = TextColumn("{task.fields[paper]}", markup=False)
        columns = [BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(), paper]
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("papers", total=self._jobs, paper="")
        self._bar.start()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def print_summary(did: Ran, seconds: float, verbose: bool) -> None:
    """Print what a run did, what the database holds now, and what to do next."""
    from pipeline.edges.database import Database

    if not did.documents and not did.interrupted:
        print(f"There are no papers in {did.corpus}. Put PDFs into it, or name another folder: minutebook ingest FOLDER")
    elif did.did_nothing and not did.interrupted:
        print("Nothing has changed since the last run.")
    elif did.sample:
        print(f"{did.corpus} holds no papers of its own yet: these are the sample papers in {did.corpus}/sample.")
    with Database.read(Path(did.database)) as database:
        _print_lines(_contents(database, None if verbose else _SHOWN_ERRORS))
    if did.slowest:
        _print_lines(_column("Slowest", (f"{slow.seconds:6.1f} s  {slow.path}" for slow in did.slowest)))
    _print_lines(_set_aside(did, verbose))
    stages = ", ".join(f"{name} {count}" for name, count in did.ran.items())
    took = f"{seconds:.1f} s" + (f" ({stages})" if stages else "")
    _print_lines([("Time", took)])
    for note in did.notes:
        print(note)
    if did.interrupted:
        left = f": {did.left} {_plural(did.left, 'document')} left to do" if did.left else ""
        print(f"Stopped{left}. Nothing finished is lost; run the same command again to go on.")
    elif did.troubles:
        for trouble in did.troubles:
            shown = trouble.split("\n") if verbose else [trouble.partition("\n")[0]]
            print("\n".join(map(made_visible, shown)), file=sys.stderr)
        print("That is a failure of the program: please report it (with -v, the whole of it is shown).", file=sys.stderr)
    else:
        out = Path(did.database).parent
        print(f"Written to {did.database}. To look at it: minutebook serve" + ("" if out == Path("extracted") else f" --out {out}"))


def print_status(path: Path, corpus: Path | None, waiting: tuple[int, int] | None) -> None:
    """Print what a database holds, and what an ingest would have to do."""
    from pipeline.edges.database import Database

    with Database.read(path) as database:
        lines = [("Database", f"{path} ({path.stat().st_size / 1e6:.1f} MB)"), ("Corpus", str(corpus) if corpus else "not known here")]
        runs = database.rows("select finished_at, version from runs order by started_at desc limit 1")
        if runs:
            lines.append(("Last run", f"{runs[0]['finished_at']} by version {runs[0]['version']}"))
        _print_lines([*lines, *_contents(database, None)])
    if corpus and waiting is None:
        print(f"The folder {corpus} is not there any more.")
    elif waiting is not None:
        jobs, gone = waiting
        if jobs or gone:
            print(f"An ingest would work on {jobs} {_plural(jobs, 'document')} and take {gone} out: minutebook ingest {corpus}")
        else:
            print("The database is up to date with the corpus.")


def print_withdrawn(did: Withdrew) -> bool:
    """Print what became of a withdrawal; whether nothing is left of its words."""
    withdrawal = did.withdrawal
    named = f"{withdrawal.table} row {withdrawal.row}" if withdrawal.row else f"paper {withdrawal.document_id}"
    print(f"Withdrawn: the {named}. To take that back: minutebook withdraw --undo {withdrawal.row or withdrawal.document_id}")
    for note in did.notes:
        print(note)
    for paper in did.in_corpus:
        print(f"The file itself is still in your folder of papers, and is not read any more: {paper}")
    for name in did.elsewhere:
        print(f"Look at {name} too: it may say the same, and is not withdrawn.")
    if not did.left:
        print("The bytes of every file in the output folder were searched: none has its words.")
        return True
    for path in did.left:
        print(f"{path} still has its words.", file=sys.stderr)
    print("Stop what has these files open (`minutebook serve`), delete those that are yours, and run `minutebook ingest`.", file=sys.stderr)
    return False


def print_withdrawals(withdrawals: Sequence[Withdrawal]) -> None:
    """Print what was withdrawn, a line each, oldest first."""
    for each in withdrawals:
        print(f"{each.at[:10]}  {each.row or each.document_id:40}  {each.reason}")
    if not withdrawals:
        print("Nothing was withdrawn.")


def print_undone(withdrawal: Withdrawal, notes: Sequence[str], corpus: Path, out: Path) -> None:
    """Print what it means that a withdrawal was taken back."""
    print(f"The withdrawal of {withdrawal.row or withdrawal.document_id} is taken back.")
    for note in notes:
        print(note)
    print(f"What was withdrawn comes back when its paper is read again, if its file is still there: minutebook ingest {corpus} --out {out}")
    print("It is in the public copy after the next `minutebook publish`.")


def _contents(database: Any, most: int | None) -> list[tuple[str, str]]:
    """What a database holds: documents by verdict, rows by table, findings by code, and `most` of the papers that could not be read."""
    verdicts = database.rows("select status, count(*) as n from documents group by status order by n desc, status")
    total = sum(row["n"] for row in verdicts)
    files = database.rows("select count(*) as n from files where gone = 0")[0]["n"]
    lines = [("Documents", f"{total} in {files} {_plural(files, 'file')}" + _listed(f"{row['n']} {row['status']}" for row in verdicts))]
    counts = {name: count for name, count in database.counts(_QUIET_TABLES).items() if count}
    if counts:
        lines.append(("Rows", ", ".join(f"{name} {count:,}" for name, count in counts.items())))
    findings = database.rows("select code, count(*) as n from findings group by code order by n desc, code")
    if findings:
        lines.append(("Findings", ", ".join(f"{row['code']} {row['n']:,}" for row in findings)))
    for name, status in (("Not read", "= 'failed'"), ("Withheld", "= 'withheld'"), ("In part", "= 'partial'")):
        broken = database.rows(f"select path, error from documents where error is not null and status {status} order by path")
        lines += _column(name, (f"{row['path']}: {row['error']}" for row in broken[:most]))
        if most is not None and len(broken) > most:
            lines.append(("", f"and {len(broken) - most} more (minutebook status lists them)"))
    return lines


def _outcome(done: Done) -> str:
    """What became of a paper, in a line."""
    return done.error or (f"read in part. {done.partial}" if done.partial else "done")


def _set_aside(did: Ran, verbose: bool) -> list[tuple[str, str]]:
    """The files that were not taken, by their reason; a few of them by name, or all."""
    reasons: dict[str, list[str]] = {}
    for file in did.set_aside:
        reasons.setdefault(file.reason, []).append(file.path)
    if did.links_outside:
        reasons["links that lead out of the corpus"] = did.links_outside
    lines = []
    for reason, paths in reasons.items():
        shown = paths if verbose else paths[:_SHOWN_FILES]
        more = f" and {len(paths) - len(shown)} more (-v names them)" if len(paths) > len(shown) else ""
        lines.append(("Set aside", f"{len(paths)} {_plural(len(paths), 'file')}, {reason}: {', '.join(shown)}{more}"))
    return lines


def _column(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """The values, one under the other; the first with the name before it."""
    return [("" if place else name, value) for place, value in enumerate(values)]


def _print_lines(lines: Sequence[tuple[str, str]]) -> None:
    for name, value in lines:
        print(f"{name:<10} {made_visible(value)}")


def say(words: str) -> None:
    """Write a line for a person beside what the command gives."""
    print(made_visible(words), file=sys.stderr, flush=True)


def _listed(words: Iterable[str]) -> str:
    found = ", ".join(words)
    return f": {found}" if found else ""


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"
