"""Sites that answer what no server should: each costs its address, with words, and neither hangs nor breaks the program."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tiny_papers import tiny_pdf

from pipeline.edges.web.door import Door, Origin
from pipeline.edges.web.download import Bounds, download
from pipeline.edges.web.troubles import NotHad
from pipeline.edges.web.visitor import Manners, Visitor

PDF = tiny_pdf("A page")
GOOD = b"HTTP/1.1 200 OK\r\n"


@contextmanager
def site(answer: bytes, endless: bytes = b"") -> Iterator[int]:
    """A site that answers everything with these bytes, and then with `endless` over and over; it has no robots.txt. Its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                asked = connection.recv(65536)
                if b"/robots.txt" in asked:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    continue
                connection.sendall(answer)
                while endless and not ended.is_set():
                    connection.sendall(endless)
                    time.sleep(0.001)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        ended.set()
        listening.close()


def visitor(port: int) -> Visitor:
    manners = Manners("clerk@wexcombe.example", pause=0.0, back_off=0.0, patience=0.3)
    return Visitor(Door(frozenset({Origin("http", "127.0.0.1", port)})), manners, lambda: False)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\xfe garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 999 What\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        GOOD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        GOOD + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xc3\xa9\xff//\\\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:99999/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://a b/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 300 + b".example/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://xn--\xff.example/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 429 Slow\r\nRetry-After: " + b"9" * 400 + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 206 Partial\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_an_answer_that_is_none_costs_the_paper_and_nothing_else(tmp_path: Path, answer: bytes) -> None:
    with site(answer) as port, visitor(port) as asking, pytest.raises(NotHad):
        had = download(asking, f"http://127.0.0.1:{port}/a.pdf", tmp_path / "half.part", {}, lambda: False, lambda url: False)
        raise AssertionError(f"something was had: {had}")


@pytest.mark.parametrize(
    "answer",
    [
        b"\x00\xff",
        GOOD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        GOOD + b"Content-Type: text/html; charset=nothing-of-the-kind\r\nContent-Length: 5\r\n\r\nhello",
        GOOD + b"Content-Length: 500\r\n\r\nhello",
    ],
)
def test_a_page_that_is_none(answer: bytes) -> None:
    with site(answer) as port, visitor(port) as asking:
        try:
            had = asking.page(f"http://127.0.0.1:{port}/x.aspx")
        except NotHad:
            return
        assert had.content == b"hello"


def test_an_endless_paper_ends_at_what_is_taken(tmp_path: Path) -> None:
    half = tmp_path / "half.part"
    with (
        site(GOOD + b"\r\n%PDF-1.4\n", endless=b"% more\n" * 1000) as port,
        visitor(port) as asking,
        pytest.raises(NotHad, match="more than"),
    ):
        download(asking, f"http://127.0.0.1:{port}/a.pdf", half, {}, lambda: False, lambda url: False, Bounds(most_bytes=1 << 20))
    assert not half.exists()


def test_a_paper_that_drips_is_given_up_in_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    with site(GOOD + b"\r\n%PDF-1.4\n", endless=b"%") as port, visitor(port) as asking, pytest.raises(NotHad, match="too slowly"):
        download(asking, f"http://127.0.0.1:{port}/a.pdf", tmp_path / "half", {}, lambda: False, lambda url: False, Bounds(seconds=0.2))
    assert time.monotonic() - begun < 10


def test_headers_that_never_end(tmp_path: Path) -> None:
    begun = time.monotonic()
    with site(GOOD, endless=b"X") as port, visitor(port) as asking, pytest.raises(NotHad):
        asking.page(f"http://127.0.0.1:{port}/x.aspx")
    assert time.monotonic() - begun < 5


def test_a_good_answer_is_had(tmp_path: Path) -> None:
    with site(GOOD + b"Content-Length: %d\r\n\r\n" % len(PDF) + PDF) as port, visitor(port) as asking:
        had = download(asking, f"http://127.0.0.1:{port}/a.pdf", tmp_path / "half.part", {}, lambda: False, lambda url: False)
    assert had is not None
    assert had.place.read_bytes() == PDF
