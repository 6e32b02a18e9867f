"""Showing the papers themselves beside the public copy: the clear pages are painted, the clear originals laid ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.edges.bars import NoBar
from pipeline.edges.clear_pages import clear_papers
from pipeline.edges.database import Database
from pipeline.edges.page_pictures import files_inside
from pipeline.edges.painters import PaintedPage, painted_pages
from pipeline.edges.public_copy import edition_of, tell_servers
from pipeline.edges.published_papers import PublishedPapers, Refusal, ShownPaper
from pipeline.edges.workers import worker_count
from pipeline.errors import NotWritten
from pipeline.operations.publishing import DATABASE, public_database, publish_database

MOST_PICTURES = 0.1
"""Pictures on a page of text that cover a larger share of it may show words, and nobody has read them."""


class Watcher(Protocol):
    """Who is told how far it is."""

    def begin(self, total: int, told: str) -> None:
        """So many pages are to be painted."""

    def advance(self, part: str, done: int = 1) -> None:
        """A page of that paper is done."""

    def ended(self, part: str) -> None:
        """All pages of that paper are done."""


class Showed(NamedTuple):
    """What became of it: how many pages are clear, were painted now, are left to paint, or have no picture all the same, by why; how many
    originals are handed out; the papers whose file is not at hand. `stopped` says that somebody broke it off, `replaced` that another copy
    took the place of this one.
    """

    clear: int
    painted: int
    left: int
    refused: Counter[Refusal]
    originals: int
    missing: tuple[str, ...]
    stopped: bool
    replaced: bool


class _Replaced(Exception):
    """Another copy has taken the place of the one for which this is painted."""


def show_papers(
    out: Path,
    target: Path | None,
    watcher: Watcher,
    stop: Callable[[], bool] = lambda: False,
    pictures: bool = True,
    originals: bool = True,
    workers: int | None = None,
) -> Showed:
    """Make what is lacking beside a public copy that was just made: what is there already stays.

    It may take long, and can be broken off at any time: the next time goes on from there. When another copy takes the place of this one, as
    after a withdrawal, it ends. Raises NotWritten when the system will not write.
    """
    target = target or public_database(out)
    work = _Work(out, target, watcher, stop)
    papers = clear_papers(out / DATABASE, target)
    try:
        if originals:
            for paper in papers.values():
                work.hand_out(paper)
        if pictures:
            work.paint_all(papers, worker_count(workers))
    except _Replaced:
        work.replaced = True
    except OSError as error:
        words = error.strerror or error
        raise NotWritten(
            f"Pictures and originals could not be written ({words}). The public copy is published; publish again to go on."
        ) from error
    if work.made and not work.replaced:
        tell_servers(target)
    return _counted(work, papers if pictures else {})


def publish_and_show(out: Path, stop: Callable[[], bool]) -> None:
    """Publish the database of an output folder, with the pictures and originals beside it, in silence. Raises as the two of them do."""
    published = publish_database(out)
    show_papers(out, published.path, NoBar(), stop)


def _counted(work: _Work, papers: dict[str, ShownPaper]) -> Showed:
    """What is there now, counted."""
    refused: Counter[Refusal] = Counter()
    left = 0
    for paper in papers.values():
        for number in paper.clear:
            if work.beside.picture(paper.document_id, number) is None:
                why = work.beside.refusal(paper.document_id, number)
                refused.update([why] if why else [])
                left += why is None
    return Showed(
        clear=sum(len(paper.clear) for paper in papers.values()),
        painted=work.painted,
        left=left,
        refused=refused,
        originals=work.beside.count_originals(),
        missing=tuple(sorted(work.missing)),
        stopped=left > 0 and not work.replaced and work.stopped(),
        replaced=work.replaced,
    )


class _Work:
    """Painting and handing out for one public copy."""

    def __init__(self, out: Path, target: Path, watcher: Watcher, stop: Callable[[], bool]) -> None:
        self.beside = PublishedPapers(target)
        self.painted = 0
        self.made = False
        self.replaced = False
        self.missing: set[str] = set()
        self._target = target
        self._edition = edition_of(target)
        self._watcher = watcher
        self.stopped = stop
        with Database.read(out / DATABASE) as database:
            named = database.rows("select value from settings where name = 'corpus'")
        self._corpus = out.resolve() / named[0]["value"] if named else None

    def hand_out(self, paper: ShownPaper) -> None:
        """Lay the original of a paper ready, if nothing in it has to stay in the house."""
        if not paper.whole or self.stopped() or self.beside.original(paper.document_id) is not None:
            return
        for file in self._files(paper):
            with self.beside.held():
                self._check()
                if self.beside.put_original(paper.document_id, file, paper.sha256):
                    self.made = True
                    return
        self.missing.add(_named(paper))

    def paint_all(self, papers: dict[str, ShownPaper], workers: int) -> None:
        """Paint what is lacking, some papers at a time."""
        lacking = {name: self.beside.lacking(paper) for name, paper in papers.items()}
        jobs = iter([(papers[name], numbers) for name, numbers in lacking.items() if numbers])
        total = sum(map(len, lacking.values()))
        if not total:
            return
        many = sum(1 for numbers in lacking.values() if numbers)
        self._watcher.begin(total, f"{total:,} {_plural(total, 'page')} of {many:,} {_plural(many, 'paper')} to paint")
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(workers) as pool:
            try:
                while True:
                    while len(running) < workers and not self.stopped() and (job := next(jobs, None)):
                        running.add(pool.submit(self._paint, *job))
                    if not running:
                        return
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for each in done:
                        each.result()
            except BaseException:
                self.stopped = lambda: True
                raise

    def _paint(self, paper: ShownPaper, numbers: list[int]) -> None:
        left = numbers
        for file in self._files(paper):
            for page in painted_pages(file, paper.sha256, paper.pages, left):
                if self.stopped():
                    return
                if page.trouble == "other-file":
                    break
                self._put(paper, page)
                self._watcher.advance(_named(paper))
                left = left[1:]
            if not left:
                self._watcher.ended(_named(paper))
                return
        self.missing.add(_named(paper))

    def _put(self, paper: ShownPaper, page: PaintedPage) -> None:
        """Show a page that was painted, or note why it is not shown; only as long as the copy for which it was cleared is there."""
        with self.beside.held():
            self._check()
            if page.trouble in ("time", "broken"):
                self.beside.put_refusal(paper.document_id, page.number, page.trouble)
            elif page.pictures > MOST_PICTURES and page.number not in paper.seen:
                self.beside.put_refusal(paper.document_id, page.number, "pictures")
            else:
                self.beside.put_picture(paper.document_id, page.number, page.png)
                self.painted += 1
            self.made = True

    def _check(self) -> None:
        if edition_of(self._target) != self._edition:
            raise _Replaced

    def _files(self, paper: ShownPaper) -> list[Path]:
        return files_inside(self._corpus, paper.paths) if self._corpus is not None else []


def lines_about(showed: Showed) -> Iterator[str]:
    """What is shown beside the public copy, for a person."""
    kept = showed.refused.total()
    now = f"  ({showed.painted:,} painted now)" if showed.painted else ""
    yield f"{'Pictures of pages':32} {showed.clear - kept - showed.left:9,}{now}"
    yield f"{'Originals':32} {showed.originals:9,}"
    reasons = {"pictures": "show a picture that nobody has read", "broken": "cannot be painted", "time": "take too long to paint"}
    if kept:
        said = ", ".join(f"{count:,} {reasons[why]}" for why, count in showed.refused.items())
        yield f"{kept:,} clear {_plural(kept, 'page')} without a picture: {said}."
    if showed.missing:
        named = ", ".join(showed.missing[:5]) + (f" and {len(showed.missing) - 5:,} more" if len(showed.missing) > 5 else "")
        yield f"Not at hand as they were read, so they are not shown: {named}. Run `minutebook ingest`, and publish again."
    if showed.replaced:
        yield "Another public copy took the place of this one in the meantime, so the rest was left to whoever made that."
    elif showed.stopped:
        yield f"Stopped: {showed.left:,} pages are left to paint. The public copy is published; publish again to go on."


def _named(paper: ShownPaper) -> str:
    return paper.paths[0] if paper.paths else paper.document_id


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
