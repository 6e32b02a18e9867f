"""A public server as it truly runs, in processes of its own, and what they take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


class Taken(NamedTuple):
    """The answer's status and length, and what it took: processor time and memory of all processes, in seconds and bytes."""

    status: int
    length: int
    seconds: float
    memory: int


class PublicServer:
    """`minutebook serve-public` over a public copy. Use it as a context manager."""

    def __init__(self, database: Path, *arguments: str, name: str = "localhost") -> None:
        self.name = name
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        run = "from pipeline.cli import main; main()"
        command = [sys.executable, "-c", run, "serve-public", str(database), "--port", str(self.port), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, cwd=database.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self) -> Self:
        for _ in range(300):
            assert self.process.poll() is None, self.process.stderr.read() if self.process.stderr else ""
            with suppress(ConnectionRefusedError):
                self.get("/robots.txt")
                return self
            time.sleep(0.1)
        raise AssertionError("the server did not answer")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def get(self, address: str) -> tuple[int, bytes]:
        """The status and the body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", address, headers={"host": self.name})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def wait_until(self, true: Callable[[], bool], seconds: float = 20) -> bool:
        """Whether something comes true in time."""
        for _ in range(int(seconds * 10)):
            with suppress(OSError, HTTPException):
                if true():
                    return True
            time.sleep(0.1)
        return False

    def open_files(self) -> list[str]:
        """The files that the server and the processes below it have open."""
        found = []
        for one in self._processes():
            with suppress(OSError):
                for link in Path(f"/proc/{one}/fd").iterdir():
                    with suppress(OSError):
                        found.append(str(link.readlink()))
        return found

    def measure(self, address: str) -> Taken:
        """What an answer takes."""
        before, held = self._seconds(), self.memory()
        peaks = [held]
        done = threading.Event()

        def watch() -> None:
            while not done.is_set():
                peaks.append(self.memory())
                done.wait(0.01)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            status, body = self.get(address)
        finally:
            done.set()
            watcher.join()
        time.sleep(0.05)  # a process that was ended is counted when the one above it has noticed
        return Taken(status, len(body), self._seconds() - before, max(peaks) - held)

    def _processes(self) -> list[int]:
        """The server and all below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            one = waiting.pop()
            found.append(one)
            with suppress(OSError):
                for task in Path(f"/proc/{one}/task").iterdir():
                    waiting += map(int, (task / "children").read_text(encoding="ascii").split())
        return found

    def _seconds(self) -> float:
        """Processor time of all processes, those that have ended counted by the one above them."""
        ticks = 0
        for one in self._processes():
            with suppress(OSError):
                fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                ticks += sum(int(field) for field in fields[11:15])
        return ticks / TICKS

    def memory(self) -> int:
        """What all processes hold, what they share counted once."""
        total = 0
        for one in self._processes():
            with suppress(OSError, IndexError):
                told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
                total += int(told.partition("\nPss:")[2].split()[0]) * 1024
        return total
