"""Running the public site until it is stopped."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.errors import UsageError

MOST_CONNECTIONS = 100
MOST_HEAD_BYTES = 16_384
KEPT_OPEN_SECONDS = 5
GRACE_SECONDS = 5


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
    """The exit code of the server once it ends; Ctrl-C and the signal of a service manager are the usual end, and give 0."""
    import uvicorn  # slow to import, and only needed here

    from pipeline.publish.public import public_site
    from pipeline.publish.site.reporting import report_target

    check_public(path)
    address = address_of(url)
    site = public_site(path, address.hosts, address.https, workers, report_to=report_target(report_to))
    config = uvicorn.Config(
        site.app,
        host=host,
        port=port,
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
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        site.answerers.close()
    return 0 if server.started else 1
