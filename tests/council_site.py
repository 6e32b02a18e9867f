"""Websites of a council that never was, on this machine: pages as ModernGov and CMIS make them, with words of our own, and their whims.

A site notes what it is asked, in order. What it does at an address is a function from the request to a reply, so that a test can have it
answer otherwise.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from tiny_papers import tiny_pdf

LAST_CHANGED = 1_700_000_000


class Asked(NamedTuple):
    """What was asked: the address, the headers (names in small letters), and when by a clock that is never put back."""

    path: str
    headers: Mapping[str, str]
    at: float


class Reply(NamedTuple):
    """What a site answers. `sent` is how many bytes of the body really come before the connection is cut; `slowly` the seconds between
    pieces of a hundred bytes; without `length` the end of the body is only told by that of the connection."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    sent: int | None = None
    slowly: float = 0.0
    length: bool = True


Answer = Callable[[Asked], Reply]


class CouncilSite:
    """A site at `address`, with `tls` a certificate and its key.

    `does` says what is done at each path with its query; at all others there is nothing.
    """

    def __init__(self, tls: tuple[Path, Path] | None = None) -> None:
        self.does: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> CouncilSite:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def paths(self) -> list[str]:
        """What was asked for, in order, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def robots(self, text: str) -> None:
        """Lay a robots.txt."""
        self.does["/robots.txt"] = lambda asked: Reply(text.encode(), headers={"Content-Type": "text/plain"})

    def page(self, path: str, title: str, body: str, **headers: str) -> None:
        """Lay a page."""
        content = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()
        self.does[path] = lambda asked: Reply(content, headers={"Content-Type": "text/html; charset=utf-8", **headers})

    def paper(self, path: str, *pages: str, etag: str | None = None) -> bytes:
        """Lay a paper as a good server gives it: with an ETag, in parts if one likes, and not again when it is known."""
        content = tiny_pdf(*pages)
        mark = f'"{etag or abs(hash(content))}"'

        def give(asked: Asked) -> Reply:
            headers = {"Content-Type": "application/pdf", "ETag": mark, "Last-Modified": formatdate(LAST_CHANGED, usegmt=True)}
            if asked.headers.get("if-none-match") == mark:
                return Reply(status=304, headers=headers)
            start = range_of(asked, mark)
            if start is None:
                return Reply(content, headers=headers)
            if start >= len(content):
                return Reply(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
            return Reply(content[start:], 206, {**headers, "Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"})

        self.does[path] = give
        return content

    def moves(self, path: str, to: str, status: int = 302) -> None:
        """Send whoever asks for a path elsewhere."""
        self.does[path] = lambda asked: Reply(status=status, headers={"Location": to})

    def first(self, path: str, *replies: Reply) -> None:
        """Answer so at first, one after the other, and then as before."""
        after = self.does[path]
        waiting = list(replies)
        self.does[path] = lambda asked: waiting.pop(0) if waiting else after(asked)


def range_of(asked: Asked, mark: str) -> int | None:
    """Where the part begins that is asked for; None when the whole is to be given."""
    said = asked.headers.get("range", "")
    if not said.startswith("bytes=") or asked.headers.get("if-range", mark) != mark:
        return None
    return int(said.removeprefix("bytes=").partition("-")[0])


def _handler(site: CouncilSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
            site.asked.append(asked)
            reply = site.does.get(self.path, lambda asked: Reply(b"<html><body>Not found</body></html>", 404))(asked)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.length and reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            if reply.status != 304:
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            body = reply.body[: reply.sent]
            try:
                for start in range(0, len(body), 100 if reply.slowly else 1 << 16):
                    self.wfile.write(body[start : start + (100 if reply.slowly else 1 << 16)])
                    self.wfile.flush()
                    time.sleep(reply.slowly)
            except OSError:
                pass  # the visitor has gone

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    return Handler


def lay_moderngov(site: CouncilSite) -> None:
    """A site as ModernGov makes them: two committees; the list of the first has two pages, and its first meeting a pack with reports."""
    site.robots("User-agent: *\nDisallow: /documents/s666/\n")
    site.page(
        "/mgListCommittees.aspx?bcr=1",
        "Committees - Wexcombe District Council",
        '<ul><li><a href="mgCommitteeDetails.aspx?ID=11">Lanes Committee</a></li>'
        '<li><a href="mgCommitteeDetails.aspx?ID=12">Harbour Board</a></li></ul><a href="mgMemberIndex.aspx">People</a>',
    )
    for number, name in ((11, "Lanes Committee"), (12, "Harbour Board")):
        site.page(
            f"/mgCommitteeDetails.aspx?ID={number}",
            f"Committee details - {name}",
            f'<h1>{name}</h1><a href="ieListMeetings.aspx?CommitteeId={number}">Browse meetings and agendas for this committee</a>'
            '<a href="mgCommitteeDetails.aspx?ID=99">Another committee</a>',
        )
    site.page(
        "/ieListMeetings.aspx?CommitteeId=11",
        "Browse meetings - Lanes Committee",
        "<h1>Browse meetings</h1><ul>"
        '<li><a href="ieListDocuments.aspx?CId=11&amp;MId=103&amp;Ver=4">4 Mar 2026 6.30 pm</a></li>'
        '<li><a href="ieListDocuments.aspx?CId=11&amp;MId=102&amp;Ver=4">14 Jan 2026 6.30 pm - Cancelled</a></li></ul>'
        '<a href="ieListMeetings.aspx?CId=11&amp;Year=2025">Earlier</a>'
        '<a href="ieListDocuments.aspx?CId=12&amp;MId=201&amp;Ver=4">Next meeting of the Harbour Board</a>'
        '<a href="ieListMeetings.aspx?CId=12">Harbour Board</a>',
    )
    site.page(
        "/ieListMeetings.aspx?CId=11&Year=2025",
        "Browse meetings - Lanes Committee",
        '<a href="ieListDocuments.aspx?CId=11&amp;MId=101&amp;Ver=4#AI7">10 Sep 2025 6.30 pm</a>'
        '<a href="ieListMeetings.aspx?CommitteeId=11">Later</a>',
    )
    site.page("/ieListMeetings.aspx?CommitteeId=12", "Browse meetings - Harbour Board", "<p>No meetings have been held.</p>")
    site.page(
        "/ieListDocuments.aspx?CId=11&MId=103&Ver=4",
        "Agenda for Lanes Committee on Wednesday, 4th March, 2026, 6.30 pm",
        '<h1>Agenda and minutes</h1><h2>Lanes Committee - Wednesday, 4th March, 2026 6.30 pm</h2><ul class="mgActionList">'
        '<li><a href="documents/g103/Agenda%20frontsheet.pdf?T=0">Agenda frontsheet <span class="mgHide">PDF 70 KB</span></a></li>'
        '<li><a href="documents/g103/Public reports pack.pdf?T=10">Agenda reports pack <span class="mgHide">PDF 2 MB</span></a></li>'
        '<li><a href="documents/g103/Printed%20minutes.pdf?T=1">Printed minutes <span class="mgHide">PDF 90 KB</span></a></li></ul>'
        '<a href="documents/s501/Gritting.pdf">Winter gritting <span class="mgHide">PDF 1 MB</span></a>'
        '<a href="documents/s501/Gritting.pdf#search=%22grit%22">Winter gritting again</a>'
        '<a href="http://elsewhere.example/documents/s9/x.pdf">Somebody else\'s paper</a>'
        '<a href="ieDecisionDetails.aspx?ID=4">Decision</a>',
    )
    site.page(
        "/ieListDocuments.aspx?CId=11&MId=102&Ver=4",
        "Agenda for Lanes Committee on Wednesday, 14th January, 2026, 6.30 pm",
        "<h2>Lanes Committee - Wednesday, 14th January, 2026 6.30 pm</h2><p>CANCELLED</p>",
    )
    site.page(
        "/ieListDocuments.aspx?CId=11&MId=101&Ver=4",
        "Agenda for Lanes Committee on Wednesday, 10th September, 2025, 6.30 pm",
        "<h2>Lanes Committee - Wednesday, 10th September, 2025 6.30 pm</h2>"
        '<a href="documents/s401/Lease.pdf">Depot lease <span>PDF 1 MB</span></a>'
        '<a href="documents/s402/Missing.pdf">A paper that was taken away</a>',
    )
    site.paper("/documents/g103/Agenda%20frontsheet.pdf?T=0", "Agenda of the Lanes Committee")
    site.paper("/documents/g103/Public%20reports%20pack.pdf?T=10", "Pack of the Lanes Committee", "Winter gritting")
    site.paper("/documents/g103/Printed%20minutes.pdf?T=1", "Minutes of the Lanes Committee")
    site.paper("/documents/s501/Gritting.pdf", "Winter gritting")
    site.paper("/documents/s401/Lease.pdf", "Depot lease")


CMIS_MEETING = "/wexcombe/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/Meeting/{}/Committee/4/Default.aspx"


def lay_cmis(site: CouncilSite) -> None:
    """A site as CMIS makes them: a committee with two meetings, whose papers have addresses that say nothing."""
    site.page(
        "/wexcombe/Committees/tabid/62/ctl/ViewCMIS_CommitteeDetails/mid/381/id/4/Default.aspx",
        "Committee Details",
        "<h1>Harbour Board</h1><table>"
        f'<tr><td><a href="{CMIS_MEETING.format(801)}">9 Jul 2026 11:00</a></td><td>Scheduled</td></tr>'
        f'<tr><td><a href="{CMIS_MEETING.format(800)}">12 Feb 2026 11:00</a></td><td>Occurred</td></tr></table>'
        f'<a href="{CMIS_MEETING.format(900).replace("Committee/4", "Committee/5")}">Another committee\'s meeting</a>',
    )
    for number, day in ((801, "9 Jul 2026"), (800, "12 Feb 2026")):
        site.page(
            CMIS_MEETING.format(number),
            "Meeting Details",
            "<h1>Meeting Details</h1><div><div><label><span>Committee:</span></label></div><div>Harbour Board</div></div>"
            f"<div><div><label><span>Date/Time:</span></label></div><div>{day} - 11:00</div></div>"
            f'<ol><li><a title="Click to view" href="/wexcombe/Document.ashx?czJKcaeAi5t{number}%3d%3d">'
            "Agenda and Reports</a> <span>(156Kb)</span></li></ol>",
        )
        site.paper(f"/wexcombe/Document.ashx?czJKcaeAi5t{number}%3d%3d", f"Agenda of the Harbour Board\n{day}")


@contextmanager
def moderngov() -> Iterator[CouncilSite]:
    """A running site as ModernGov makes them."""
    with CouncilSite() as site:
        lay_moderngov(site)
        yield site
