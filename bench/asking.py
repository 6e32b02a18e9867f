"""Questions put to a running site as readers put them: words and rows to ask for, the kinds of pages, and how long the answers took."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import sqlite3
import statistics
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 8
PATIENCE = 60.0


class Material(NamedTuple):
    """What questions are made of: words by how common they are, and rows that are there."""

    words: list[str]
    references: list[str]
    meetings: list[str]
    threads: list[str]
    rows: list[str]
    councils: list[str]


def look(database: Path) -> Material:
    """Words and rows of a database to ask for."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as opened:

        def some(question: str) -> list[str]:
            return [str(row[0]) for row in opened.execute(question)]

        texts = some("select text from resolutions where rowid % 97 = 1 limit 2000")
        return Material(
            words=[word.strip(".").lower() for text in texts for word in text.split() if len(word) > 4],
            references=some("select reference from resolutions where rowid % 997 = 1 limit 300"),
            meetings=some("select id from meetings where rowid % 7 = 1 limit 2000"),
            threads=some("select id from action_threads limit 2000"),
            rows=some("select id from resolutions where rowid % 97 = 1 limit 2000"),
            councils=some("select distinct council from documents where council is not null"),
        )


Asking = Callable[[random.Random, Material], str]


def _phrase(chance: random.Random, known: Material) -> str:
    if chance.random() < 0.1:
        return chance.choice(known.references)
    return " ".join(chance.sample(known.words, chance.choice((1, 1, 2, 3))))


def _register(chance: random.Random, known: Material, parameters: dict[str, str]) -> str:
    """One of the first pages of a register, half of them of one council: most are asked for once only, as by many readers."""
    asked = parameters | {"page": str(chance.randint(1, 5))}
    return urlencode(asked | ({"council": chance.choice(known.councils)} if chance.random() < 0.5 else {}))


OURS: dict[str, tuple[int, Asking]] = {
    "home": (10, lambda chance, known: "/"),
    "search": (30, lambda chance, known: "/-/search?" + urlencode({"q": _phrase(chance, known)})),
    "actions register": (
        15,
        lambda chance, known: "/-/actions?" + _register(chance, known, {"state": chance.choice(("overdue", "soon", "slipped"))}),
    ),
    "resolutions register": (10, lambda chance, known: "/-/resolutions?" + _register(chance, known, {})),
    "meeting": (20, lambda chance, known: "/-/meeting/" + quote(chance.choice(known.meetings), safe="")),
    "action": (15, lambda chance, known: "/-/action/" + quote(chance.choice(known.threads), safe="")),
}
"""How often each kind of page is asked for, in a hundred, and its addresses."""
PLAIN: dict[str, tuple[int, Asking]] = {
    "home": (10, lambda chance, known: "/"),
    "search": (30, lambda chance, known: "/minutebook/resolutions?" + urlencode({"_search": _phrase(chance, known)})),
    "actions register": (15, lambda chance, known: "/minutebook/overdue_actions"),
    "resolutions register": (10, lambda chance, known: "/minutebook/resolution_register"),
    "meeting": (20, lambda chance, known: "/minutebook/meetings/" + quote(chance.choice(known.meetings), safe="")),
    "action": (15, lambda chance, known: "/minutebook/action_threads/" + quote(chance.choice(known.threads), safe="")),
}
"""The nearest that Datasette has by itself."""


@contextmanager
def served(command: list[str], port: int) -> Iterator[None]:
    """A server, until the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                with socket.socket() as place:
                    if place.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)


def ask(
    port: int, kinds: dict[str, tuple[int, Asking]], known: Material, seconds: float, clients: int = CLIENTS
) -> tuple[dict[str, list[float]], int, float]:
    """The times that answers took by kind of page, how many were no answers, and the seconds that it went on."""
    took: dict[str, list[float]] = defaultdict(list)
    wrong = [0]
    begun = time.monotonic()

    def one(number: int) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while time.monotonic() - begun < seconds:
            kind = chance.choices(list(kinds), [share for share, _ in kinds.values()])[0]
            address = kinds[kind][1](chance, known)
            started = time.monotonic()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                wrong[0] += answer.status != 200
            except (OSError, http.client.HTTPException):
                wrong[0] += 1
                connection.close()
            took[kind].append(time.monotonic() - started)

    askers = [threading.Thread(target=one, args=(number,)) for number in range(clients)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return took, wrong[0], time.monotonic() - begun


def print_table(name: str, took: dict[str, list[float]], wrong: int, seconds: float) -> None:
    """The figures of a run."""
    total = sum(map(len, took.values()))
    print(f"\n{name}: {total / seconds:.0f} requests a second, {wrong} of {total} without an answer")
    print(f"{'':<24}{'asked':>8}{'half within ms':>16}{'95 % within ms':>16}{'longest ms':>12}")
    for kind, times in took.items():
        cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
        print(f"{kind:<24}{len(times):>8}{statistics.median(times) * 1000:>16.0f}{cuts[-1] * 1000:>16.0f}{max(times) * 1000:>12.0f}")


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])
