"""Serving the database: the command, a real server, and reading on while an ingest writes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.edges.database import Database
from pipeline.edges.serving import serve
from pipeline.errors import UsageError
from pipeline.load import rows_of
from pipeline.publish import serve_arguments

MINUTES = "b" * 16
HERE = Path(__file__).parents[2]


def test_the_server_stays_on_this_machine(tmp_path: Path) -> None:
    command = serve_arguments(tmp_path / "minutebook.db", tmp_path / "metadata.json", 8123)
    assert command[0] == "serve"
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "8123"
    assert "--open" not in command
    assert "--open" in serve_arguments(tmp_path / "minutebook.db", tmp_path / "metadata.json", 8123, open_browser=True)
    assert not {"-i", "--immutable"} & set(command)  # an ingest may go on beside it


def test_there_is_nothing_to_serve_before_an_ingest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="minutebook ingest"):
        serve(tmp_path / "minutebook.db")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (signal.SIGINT, 0),  # as Ctrl-C does
        (signal.SIGTERM, -signal.SIGTERM),  # as a service manager does
    ],
)
def test_a_server_answers_and_stops(tmp_path: Path, filled: Any, sent: signal.Signals, code: int) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = f"from pathlib import Path; from pipeline.edges.serving import serve; raise SystemExit(serve(Path({str(path)!r}), {port}))"
    elsewhere = {**os.environ, "PYTHONPATH": str(HERE)}
    server = subprocess.Popen([sys.executable, "-c", run], cwd=tmp_path, env=elsewhere, stderr=subprocess.PIPE)
    try:
        answer = _answer(port, "/minutebook/overdue_actions.json?_shape=array&_search=grit", server)
        assert [row["days_overdue"] for row in json.loads(answer)] == [122]
        assert json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))["title"] == "Minutebook"
    finally:
        server.send_signal(sent)
    assert server.wait(timeout=20) == code


def _answer(port: int, address: str, server: subprocess.Popen[bytes]) -> bytes:
    for _ in range(150):
        assert server.poll() is None, server.stderr.read() if server.stderr else ""
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", address)
            return connection.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_what_is_served_follows_an_ingest(tmp_path: Path, corpus: Any, filled: Any, site_of: Any) -> None:
    path = tmp_path / "minutebook.db"
    filled(path)
    get = site_of(path)
    assert len(get("/minutebook/resolutions.json", _shape="array").json()) == 1
    paper, pages = corpus.papers[1]
    second = msgspec.structs.replace(paper.facts.resolutions[0], id=f"{MINUTES}-resolutions-2-2", ordinal=2, text="that barges be bought")
    facts = msgspec.structs.replace(paper.facts, resolutions=[*paper.facts.resolutions, second])
    rows = rows_of(msgspec.structs.replace(paper, facts=facts), pages, corpus.links)
    with Database.open(path) as database:
        assert len(get("/minutebook/resolutions.json", _shape="array").json()) == 1  # while the ingest runs
        database.replace_document(MINUTES, rows)
        assert len(get("/minutebook/resolutions.json", _shape="array", _search="barges").json()) == 1
    assert len(get("/minutebook/resolutions.json", _shape="array").json()) == 2  # and after it
