"""A visitor of websites: asks as robots.txt allows, waits between requests, tries again what is worth it, and says who it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import httpx
from protego import Protego

from pipeline import __version__
from pipeline.edges.web.door import Door, Origin, ThroughDoor, origin_of
from pipeline.edges.web.pace import Pace, seconds_to_wait
from pipeline.edges.web.troubles import HostRests, NotAllowed, NotHad, NotThere, Stopped, TooBig

NAME = "Minutebook"
MOST_PAGE_BYTES = 5 << 20
_MOST_ROBOTS_BYTES = 512 << 10
_MOST_MOVES = 5
_TRIES = 5
_PAGE_SECONDS = 120.0
_HEADERS_BY = 2.0
"""How many times the patience for a piece of an answer its headers may take."""
_FAILURES_IN_A_ROW = 3
"""After how many addresses of a site that failed one after the other it is left alone."""
_MOVED = {301, 302, 303, 307, 308}
_GIVES = {200, 206, 304, 416}
_TOO_MUCH = {429, 503}
_PASSING = {408, 425, 500, 502, 504, *_TOO_MUCH}


BROKEN = (httpx.TransportError, httpx.DecodingError)
"""What goes wrong on the way, and is worth another try."""


class Manners(NamedTuple):
    """How a visitor behaves: whom those who run a site can write to; the seconds between requests, and those after which something that
    failed is tried again (twice as many each time); how many seconds are waited at most when a site asks for it, and for an answer."""

    contact: str
    pause: float = 2.0
    back_off: float = 5.0
    longest_wait: float = 600.0
    patience: float = 30.0


class Content(NamedTuple):
    """A page as it was had, or that it has not changed (then without content); `address` is where it was found in the end."""

    address: str
    content: bytes | None
    charset: str | None
    headers: Mapping[str, str]


class _Site:
    """What is known of one site in this run."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.rules: Protego | None = None
        self.closed: str | None = None
        self.failures = 0


class Visitor:
    """A visitor for one run. Use it as a context manager."""

    def __init__(self, door: Door, manners: Manners, stop: Callable[[], bool]) -> None:
        self._manners = manners
        self._stop = stop
        self._sites: dict[Origin, _Site] = {}
        self._through = ThroughDoor(door)
        self._client = httpx.Client(
            transport=self._through,
            headers={
                "User-Agent": f"{NAME}/{__version__} (+{manners.contact})",
                "Accept-Encoding": "identity",
                "Accept-Language": "en-GB,en;q=0.8",
            },
            timeout=manners.patience,
            follow_redirects=False,
        )

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def page(self, address: str, known: Mapping[str, str] | None = None) -> Content:
        """The page at an address; without content when it is still what the headers `known` (If-None-Match and the like) speak of.

        Raises NotHad, or one of its kinds, when it could not be had.
        """
        for turn in range(_TRIES):
            with self.answer(address, {"Accept": "text/html,*/*;q=0.5", **(known or {})}) as response:
                try:
                    if response.status_code not in (200, 304) or (response.status_code == 304 and not known):
                        raise NotHad(f"The site answered {response.status_code}, which it was not asked for.")
                    content = None if response.status_code == 304 else _body(response, MOST_PAGE_BYTES, self._stop)
                    return Content(str(response.url), content, response.charset_encoding, response.headers)
                except BROKEN as error:
                    self.failed(response.url, turn, in_words(error))
        raise AssertionError("the last turn returns or raises")

    @contextmanager
    def answer(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer of a site (200, 206, 304 or 416), its body still to be read; a move has been followed.

        Raises NotAllowed, NotThere, HostRests, or NotHad.
        """
        url = _parsed(address)
        for _ in range(_MOST_MOVES + 1):
            if not self._may(url):
                raise NotAllowed(f"The robots.txt of {origin_of(url)} forbids it.")
            with self._asked(url, headers) as response:
                if response.status_code not in _MOVED:
                    yield response
                    return
                url = _moved(response)
        raise NotHad(f"It moves on and on ({_MOST_MOVES} times).")

    def failed(self, url: httpx.URL, turn: int, why: str, wait: float | None = None) -> None:
        """Note a failure that is worth another try, and rest before it. Raises NotHad when that was the last."""
        site = self._site(url)
        if wait is not None and wait > self._manners.longest_wait:
            site.closed = f"{origin_of(url)} asks to be left alone for {wait:.0f} seconds. Fetch again later."
            raise HostRests(site.closed)
        if turn + 1 >= _TRIES:
            site.failures += 1
            if site.failures >= _FAILURES_IN_A_ROW:
                site.closed = f"{origin_of(url)} has failed again and again, and is left alone in this run."
            raise NotHad(f"{why} ({_TRIES} tries)")
        site.pace.rest(max(wait or 0.0, self._manners.back_off * 2**turn))

    # --- inside -------------------------------------------------------------------------------------------------------

    def _site(self, url: httpx.URL) -> _Site:
        origin = origin_of(url)
        if origin not in self._sites:
            self._sites[origin] = _Site(Pace(self._manners.pause, self._stop))
        return self._sites[origin]

    @contextmanager
    def _asked(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer to one request, whatever it is, closed behind whoever reads it; the site's pause begins then."""
        response = self._sent(url, headers)
        try:
            yield response
        finally:
            response.close()
            self._site(url).pace.answered()

    def _sent(self, url: httpx.URL, headers: Mapping[str, str]) -> httpx.Response:
        """An answer with a body that is worth reading, or a move; tried again while the site is busy or out of order.

        Raises NotThere, NotHad, HostRests.
        """
        site = self._site(url)
        for turn in range(_TRIES):
            if site.closed:
                raise HostRests(site.closed)
            site.pace.wait()
            wait = None
            drips = threading.Timer(self._manners.patience * _HEADERS_BY, self._through.hang_up)
            drips.daemon = True
            drips.start()
            try:
                response = self._client.send(self._client.build_request("GET", url, headers=dict(headers)), stream=True)
            except BROKEN as error:
                why = in_words(error)
            else:
                status = response.status_code
                if status in _GIVES or status in _MOVED:
                    site.failures = 0
                    return response
                response.close()
                if status not in _PASSING:
                    site.pace.answered()
                    raise _refusal(status)
                why = f"The site answered {status}."
                wait = seconds_to_wait(response.headers.get("retry-after"))
                if status in _TOO_MUCH:
                    site.pace.slow_down()
            finally:
                drips.cancel()
            site.pace.answered()
            self.failed(url, turn, why, wait)
        raise AssertionError("the last turn raises")

    def _may(self, url: httpx.URL) -> bool:
        site = self._site(url)
        if site.closed:
            raise HostRests(site.closed)
        if site.rules is None:
            site.rules = self._rules(site, url)
            delay = site.rules.crawl_delay(NAME) or 0.0
            rate = site.rules.request_rate(NAME)
            pause = max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
            if pause > self._manners.longest_wait:
                site.closed = f"The robots.txt of {origin_of(url)} asks for {pause:.0f} seconds between requests, more than is waited."
                raise HostRests(site.closed)
            site.pace.pause = max(site.pace.pause, pause)
        return bool(site.rules.can_fetch(str(url), NAME))

    def _rules(self, site: _Site, url: httpx.URL) -> Protego:
        """A site's robots.txt; one that allows all when there is none. Raises HostRests when nobody can know: then nothing is allowed."""
        place = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        try:
            for _ in range(_MOST_MOVES + 1):
                with self._asked(place, {}) as response:
                    if response.status_code not in _MOVED:
                        return Protego.parse(_body(response, _MOST_ROBOTS_BYTES, self._stop, cut=True).decode("utf-8", "replace"))
                    place = _moved(response)
        except (NotThere, NotAllowed):
            pass
        except (NotHad, *BROKEN) as error:
            site.closed = f"The robots.txt of {origin_of(url)} could not be had, so nothing else is asked of it: {error}"
            raise HostRests(site.closed) from error
        return Protego.parse("")


def in_words(error: httpx.RequestError) -> str:
    """What went wrong on the way, for a person."""
    if isinstance(error, httpx.TimeoutException):
        return "The site did not answer in time."
    if isinstance(error, httpx.DecodingError):
        return "It is packed in a way that cannot be undone."
    if isinstance(error, httpx.ConnectError):
        return f"The site could not be reached ({error})."
    return f"The connection broke off ({error})."


def _refusal(status: int) -> NotHad:
    if status in (404, 410):
        return NotThere(f"There is nothing at this address ({status}).")
    if status in (401, 403, 407, 451):
        return NotThere(f"The site does not give it to everybody ({status}).")
    return NotHad(f"The site answered {status}.")


def _parsed(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAllowed(f"{address} is no address of the web: {error}") from error


def _moved(response: httpx.Response) -> httpx.URL:
    where = response.headers.get("location", "")
    try:
        return response.url.join(where).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotHad(f"It moved to something that is no address: {where[:200]!r}") from error


def _body(response: httpx.Response, most: int, stop: Callable[[], bool], cut: bool = False) -> bytes:
    """The body of an answer. Raises TooBig when it is longer than `most` bytes, unless it is to be `cut` there."""
    until = time.monotonic() + _PAGE_SECONDS
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > most:
            if cut:
                break
            raise TooBig(f"The page is larger than {most >> 20} MB.")
        if stop():
            raise Stopped
        if time.monotonic() > until:
            raise httpx.ReadTimeout("The page comes too slowly.")
    return bytes(body[:most])
