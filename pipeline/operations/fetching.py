"""Fetching the papers of meetings from the pages on which councils publish them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import msgspec

from pipeline.edges.fetched import HIDDEN, FetchedFolder, KnownPage, KnownPaper, ManifestRow
from pipeline.edges.locks import only_one
from pipeline.edges.web.door import Door, Origin, origin_of
from pipeline.edges.web.download import Bounds, NotPdf, Whole, download, forget
from pipeline.edges.web.troubles import HostRests, NotHad, NotThere, Stopped
from pipeline.edges.web.visitor import Manners, Visitor
from pipeline.errors import Busy, NotWritten, UsageError
from pipeline.fetch.meetings import day_in, find_meeting, find_way
from pipeline.fetch.names import file_name, folder_of
from pipeline.fetch.outcome import SETTLED_DAYS, Failure, Fetched, Wishes, counted
from pipeline.fetch.page import read_page
from pipeline.fetch.publishers import is_error_page, products, sort_of
from pipeline.fetch.records import Link, MeetingPage, PaperKind, PaperLink, WebPage

_MOST_LISTS = 300
_IN_A_PACK: set[PaperKind] = {"report", "agenda"}


def fetch(
    addresses: Sequence[str],
    to: Path,
    manners: Manners,
    wishes: Wishes,
    say: Callable[[str], None],
    stop: Callable[[], bool],
    bounds: Bounds = Bounds(),  # noqa: B008
) -> Fetched:
    """What was fetched into the folder `to` from these addresses, or, without any, from those that were fetched there before.

    Papers lie in a folder for each committee and in it one for each day; `manifest.csv` says where each came from. What has come stays,
    however the run ends. Raises UsageError when there is no address, Busy when another run fetches into the folder, NotWritten.
    """
    try:
        with _alone(to):
            return _fetch(addresses, FetchedFolder(to), manners, wishes, say, stop, bounds)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise NotWritten(f"The system says: {error.strerror or error}{where}. Put that right and fetch again; nothing is lost.") from error


def _fetch(
    addresses: Sequence[str],
    folder: FetchedFolder,
    manners: Manners,
    wishes: Wishes,
    say: Callable[[str], None],
    stop: Callable[[], bool],
    bounds: Bounds,
) -> Fetched:
    asked = list(dict.fromkeys(addresses)) or folder.known.addresses
    if not asked:
        raise UsageError("Say what to fetch, by the address of a meeting or a committee: minutebook fetch ADDRESS --to FOLDER")
    own = frozenset(each for address in asked for each in _both(_origin(address))) if wishes.private else frozenset()
    ports = frozenset(_origin(address).port for address in asked)
    folder.known.addresses = list(dict.fromkeys([*folder.known.addresses, *asked]))
    with Visitor(Door(own, ports), manners, stop) as visitor:
        run = _Run(folder, visitor, wishes, say, stop, bounds)
        try:
            for address in asked:
                run.from_address(address)
        except Stopped:
            run.did.stopped = True
        except _Enough:
            run.did.enough = True
        finally:
            folder.save()
    return run.did


@contextmanager
def _alone(to: Path) -> Iterator[None]:
    """The folder for oneself. Raises Busy when another run fetches into it."""
    try:
        with only_one(to / HIDDEN):
            yield
    except Busy as error:
        raise Busy(f"Another `minutebook fetch` is at work on {to}. Wait until it has finished, or fetch into another folder.") from error


class _Enough(Exception):
    pass


class _Run:
    def __init__(
        self, folder: FetchedFolder, visitor: Visitor, wishes: Wishes, say: Callable[[str], None], stop: Callable[[], bool], bounds: Bounds
    ) -> None:
        self.did = Fetched(failures=[])
        self._folder = folder
        self._visitor = visitor
        self._wishes = wishes
        self._say = say
        self._stop = stop
        self._bounds = bounds
        self._visited: set[str] = set()
        self._files = folder.by_digest()
        self._withdrawn = folder.withdrawn()
        self._today = datetime.now(UTC).date()

    def from_address(self, address: str) -> None:
        """Fetch what one address leads to."""
        try:
            if sort_of(address).kind == "meeting":
                self._meeting(Link(address, ""))
                return
            meetings = self._meetings_from(address)
            if not meetings and not self.did.failures:
                named = " or ".join(product.name for product in products())
                self._fail(address, "the page", f"It links to no meetings that are known as those of {named}.")
            for link in meetings:
                self._meeting(link)
        except HostRests as error:
            self._fail(address, "the rest", str(error))

    def _meetings_from(self, address: str) -> list[Link]:
        """The meetings that a list leads to, over all its pages, the latest first and those without a day before them."""
        waiting, seen, meetings = [Link(address, "")], {address}, dict[str, Link]()
        count = 0
        while count < _MOST_LISTS:
            if not waiting:
                break
            page = self._page(waiting.pop(0), "the list of meetings")
            count += 1
            if count > 1:
                self._say(f"The list goes on: page {count}, {counted(len(meetings), 'meeting')} so far")
            for link in find_way(page) if page else ():
                sort = sort_of(link.address)
                if sort.kind == "meeting":
                    key = f"{sort.product} {sort.meeting}"
                    if key not in meetings or not meetings[key].words:
                        meetings[key] = link
                elif link.address not in seen:
                    seen.add(link.address)
                    waiting.append(link)
        if waiting:
            self._fail(
                address, "the rest", f"Its list of meetings has more than {_MOST_LISTS} pages. Give the addresses of fewer committees."
            )
        wanted = [link for link in meetings.values() if self._is_wanted(day_in(link.words))]
        if meetings:
            self._say(f"{counted(len(meetings), 'meeting')} in the list, {len(wanted)} to look at")
        return sorted(wanted, key=lambda link: day_in(link.words) or "9999", reverse=True)

    def _meeting(self, link: Link) -> None:
        sort = sort_of(link.address)
        key = f"{_origin(link.address)} {sort.product} {sort.meeting}"
        known = self._folder.known.pages.get(link.address)
        if key in self._visited:
            return
        self._visited.add(key)
        if known is not None and _is_settled(known.date, known.at) and not self._wishes.again:
            self.did.settled += 1
            return
        page = self._page(link, link.words or "the meeting")
        if page is None:
            return
        meeting = find_meeting(page)
        meeting = msgspec.structs.replace(meeting, date=meeting.date or day_in(link.words), sort=sort)
        if not self._is_wanted(meeting.date):
            return
        self.did.meetings += 1
        chosen = self._chosen(meeting.papers)
        self._say(f"{_named(meeting)}: {counted(len(chosen), 'paper')}")
        pages = self._folder.known.pages
        pages[link.address] = msgspec.structs.replace(pages[link.address], date=None)
        settled = [self._try(meeting, paper) for paper in chosen]
        if all(settled) and not self._wishes.dry_run:  # otherwise the next run looks at the meeting again, however long ago it was
            pages[link.address] = msgspec.structs.replace(pages[link.address], date=meeting.date)

    def _try(self, meeting: MeetingPage, paper: PaperLink) -> bool:
        """Whether it is settled what becomes of a paper: it is there, or will never be."""
        try:
            self._paper(meeting, paper)
        except NotPdf:
            self.did.no_pdf += 1
        except HostRests:
            raise
        except NotHad as error:
            self._fail(paper.address, f"{_named(meeting)}: {paper.title}", str(error))
            return isinstance(error, NotThere)
        return True

    def _paper(self, meeting: MeetingPage, paper: PaperLink) -> None:
        known = self._folder.known.papers.get(paper.address)
        if known is not None and known.sha256 in self._withdrawn:
            self.did.withdrawn += 1
            return
        there = known if known is not None and self._folder.has(known) else None
        if there is not None and not self._is_worth_asking(meeting, paper, there):
            self.did.unchanged += 1
            return
        if self.did.papers >= self._wishes.most_papers or self.did.bytes >= self._wishes.most_bytes:
            raise _Enough
        if self._wishes.dry_run:
            self.did.papers += there is None
            self._say(f"  {folder_of(meeting)}: {paper.title} ({'changed?' if there else 'new'}) {paper.address}")
            return
        half = self._folder.half(paper.address)
        whole = download(self._visitor, paper.address, half, _conditions(there), self._stop, is_error_page, self._bounds)
        if whole is None or (there is not None and whole.sha256 == there.sha256):
            self.did.unchanged += 1
            forget(half)
            if there is not None:
                self._keep(paper, msgspec.structs.replace(there, words=paper.words))
            return
        self.did.bytes += whole.bytes
        if whole.sha256 in self._withdrawn:
            self.did.withdrawn += 1
            forget(half)
            self._keep(paper, _known(paper, whole, ""))
            return
        same = self._files.get(whole.sha256)
        if same is not None and self._folder.has(same):
            self.did.copies += 1
            forget(half)
            self._keep(paper, _known(paper, whole, same.file))
            return
        self._bring_in(meeting, paper, whole, there)

    def _bring_in(self, meeting: MeetingPage, paper: PaperLink, whole: Whole, before: KnownPaper | None) -> None:
        place = folder_of(meeting)
        name = file_name(paper.title, self._folder.names(place), self._today.isoformat() if before else None)
        known = _known(paper, whole, f"{place}/{name}")
        row = ManifestRow(
            file=known.file,
            council=self._wishes.council,
            source_url=paper.address,
            committee=meeting.committee,
            date=meeting.date,
            kind=paper.kind,
            title=paper.title,
            page=meeting.address,
            fetched_at=known.at,
            sha256=whole.sha256,
        )
        self._folder.note(row)
        self._folder.take(whole.place, known.file)
        self._keep(paper, known)
        self._files[whole.sha256] = known
        self.did.papers += 1
        self._say(f"  {known.file} ({whole.bytes / 1e6:.1f} MB)")

    def _keep(self, paper: PaperLink, known: KnownPaper) -> None:
        self._folder.known.papers[paper.address] = known
        self._folder.save()

    def _page(self, link: Link, what: str) -> WebPage | None:
        """A page; None when it could not be had, which is noted."""
        known = self._folder.known.pages.get(link.address)
        kept = self._folder.page(link.address) if known else None
        try:
            had = self._visitor.page(link.address, _conditions(known) if kept is not None else {})
            if is_error_page(had.address):
                raise NotThere("The site shows its page for what is not there.")
        except HostRests:
            raise
        except NotHad as error:
            self._fail(link.address, what, str(error))
            return None
        if had.content is None and known is not None and kept is not None:
            return read_page(kept, known.address, known.charset)
        content = had.content or b""
        self._folder.write_page(link.address, content)
        self._folder.known.pages[link.address] = KnownPage(
            at=_now(),
            address=had.address,
            etag=had.headers.get("etag"),
            last_modified=had.headers.get("last-modified"),
            charset=had.charset,
        )
        return read_page(content, had.address, had.charset)

    def _chosen(self, papers: Iterable[PaperLink]) -> list[PaperLink]:
        papers = list(papers)
        if self._wishes.everything or not any(paper.kind == "pack" for paper in papers):
            return papers
        return [paper for paper in papers if paper.kind not in _IN_A_PACK]

    def _is_wanted(self, day: str | None) -> bool:
        return day is None or ((self._wishes.since or "") <= day <= (self._wishes.until or "9999"))

    def _is_worth_asking(self, meeting: MeetingPage, paper: PaperLink, known: KnownPaper) -> bool:
        if self._wishes.again or paper.words != known.words:
            return True
        return bool(known.etag or known.last_modified) and not _is_settled(meeting.date, known.at)

    def _fail(self, address: str, what: str, why: str) -> None:
        self.did.failures.append(Failure(address, what, why))
        self._say(f"{what}: {why} {address}")


def _is_settled(day: str | None, at: str) -> bool:
    """Whether a meeting was so long ago when something was had that it will not have changed."""
    return day is not None and date.fromisoformat(at[:10]) - date.fromisoformat(day) >= timedelta(days=SETTLED_DAYS)


def _conditions(known: KnownPage | KnownPaper | None) -> dict[str, str]:
    """The headers that ask only for what is another than what is known."""
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _known(paper: PaperLink, whole: Whole, file: str) -> KnownPaper:
    return KnownPaper(
        file=file,
        sha256=whole.sha256,
        bytes=whole.bytes,
        words=paper.words,
        at=_now(),
        etag=whole.etag,
        last_modified=whole.last_modified,
    )


def _origin(address: str) -> Origin:
    try:
        return origin_of(httpx.URL(address))
    except (httpx.InvalidURL, NotHad) as error:
        raise UsageError(f"{address} is no address of a web page. It begins with https:// or http://.") from error


def _both(origin: Origin) -> list[Origin]:
    """The site as it was named, and the same one by the web's own ports."""
    return [origin, Origin("https", origin.host, 443), Origin("http", origin.host, 80)]


def _named(meeting: MeetingPage) -> str:
    return f"{meeting.committee or 'A committee without a name'}, {meeting.date or 'no day'}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
