"""Running the public site until it is stopped."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.publish.public import PublicSite

MOST_CONNECTIONS = 100
MOST_HEAD_BYTES = 16_384
KEPT_OPEN_SECONDS = 5
GRACE_SECONDS = 5
LOOK_SECONDS = 1.0


class Address(NamedTuple):
    """How readers reach the site: the names that it goes by (none: any), and whether by https."""

    hosts: tuple[str, ...] = ()
    https: bool = False


def address_of(url: str | None) -> Address:
    """The address that a URL stands for. Raises UsageError when it is not one of a whole site."""
    if url is None:
        return Address()
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/") or parts.query or "@" in parts.netloc:
        raise UsageError(f"{url} is not the address of a site. Give one such as https://minutes.example.org/.")
    return Address((parts.netloc.lower(),), parts.scheme == "https")


def check_public(path: Path) -> None:
    """Nothing, if the database at `path` may be shown to everybody.

    Raises UsageError when there is none, when it cannot be read, or when it is the database of the house, which knows where papers lie.
    """
    if not path.is_file():
        raise UsageError(f"There is no public copy at {path} yet. Run `minutebook publish` first.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
            told = {name for (name,) in connection.execute("select name from settings")} if "settings" in tables else set()
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{path} cannot be read as a database ({error}). Run `minutebook publish` again.") from error
    if "loads" in tables or "corpus" in told:
        raise UsageError(
            f"{path} is the database of the house, with what must not be published. Run `minutebook publish`, and serve its copy."
        )
    if path.with_name(path.name + "-wal").exists():
        raise UsageError(f"{path} is being written. Serve the copy that `minutebook publish` makes, which nobody changes.")


def serve_public(
    path: Path, host: str = "127.0.0.1", port: int = 8001, url: str | None = None, workers: int = 2, report_to: str | None = None
) -> int:
    """The exit code of the server once it ends; Ctrl-C and the signal of a service manager are the usual end, and give 0.

    When another copy takes the place of the one that is served (a publishing, or a withdrawal), it is served within a few seconds, and
    nothing of the old one any more; whoever asks meanwhile waits. Raises UsageError when there is no public copy, or none any more, and
    when the port is taken.
    """
    from pipeline.publish.site.reporting import report_target

    address = address_of(url)
    target = report_target(report_to)
    check_public(path)
    with _listening(host, port) as listening:
        place = f"[{host}]" if ":" in host else host
        known = f" Readers reach it at {url}" if url else ""
        click.echo(f"{path} is served at http://{place}:{port}/{known} (Ctrl-C ends it)")
        while True:
            check_public(path)
            site, files = _site(path, address, workers, target)
            copies = _all_seen(files)
            ended = _serve_one(files, site, listening)
            if not ended or _all_seen(files) == copies:
                return 0 if ended else 1


def _site(path: Path, address: Address, workers: int, target: str | None) -> tuple[PublicSite, list[Path]]:
    """The site over a public copy, or over several and their index; and the files that it serves."""
    from pipeline.edges.federation import is_federation
    from pipeline.edges.federation.served import served_by
    from pipeline.publish.federation import public_federation
    from pipeline.publish.public import public_site

    if not is_federation(path):
        return public_site(path, address.hosts, address.https, workers, report_to=target), [path]
    served = served_by(path, public=True)
    for words in served.missing:
        click.echo(words, err=True)
    site = public_federation(path, served.councils, address.hosts, address.https, workers, report_to=target)
    return site, [path, *(council.database for council in served.councils)]


def _serve_one(files: Sequence[Path], site: PublicSite, listening: socket.socket) -> bool:
    """Whether the server ran at all; it ends when it is told to, or when one of the files is another one."""
    import uvicorn  # slow to import, and only needed here

    config = uvicorn.Config(
        site.app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEPT_OPEN_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        http="h11",
        ws="none",
    )
    server = uvicorn.Server(config)
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(files, _all_seen(files), server, done), daemon=True)
    watcher.start()
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening.dup()])
    finally:
        done.set()
        site.close()
    return bool(server.started)


def _watch(files: Sequence[Path], copies: object, server: Any, done: threading.Event) -> None:
    """Have the server end when a file is no longer the one that it serves."""
    while not done.wait(LOOK_SECONDS):
        if _all_seen(files) != copies:
            server.should_exit = True
            return


def _all_seen(files: Sequence[Path]) -> list[tuple[int, ...] | None]:
    return [_seen(path) for path in files]


def _seen(path: Path) -> tuple[int, ...] | None:
    """By what a file is told from another; None when there is none."""
    with suppress(OSError):
        state = path.stat()
        return (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)
    return None


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=MOST_CONNECTIONS)
    except OSError as error:
        raise UsageError(f"Nothing can listen at {host}, port {port} ({error.strerror}). Name another with --port.") from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else a page waits until its head is acknowledged, 40 ms at worst
    return listening
