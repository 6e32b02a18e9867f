"""A real browser and a real server, for tests and for the pictures in the documentation."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
"""The pages are our own and come from this machine, so that the browser needs neither its cage nor the network."""


def missing(axe: bool = True) -> str | None:
    """What a browser test lacks on this machine, in words; None when all is there. Not all of them need axe-core."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "Playwright is not installed"
    if not _program():
        return "Chromium is not installed"
    return None if AXE.exists() or not axe else "axe-core is not installed"


def _program() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@contextmanager
def started() -> Iterator[Any]:
    """Chromium, started by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=_program(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of a server over a database, run as `minutebook serve` runs it."""
    port = _free_port()
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "serve", "--out", str(database.parent), "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address + "/-/minutebook/site.css", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not answer within a minute.")
