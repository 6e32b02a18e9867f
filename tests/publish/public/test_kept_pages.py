"""Pages that are asked for again go out as they were, until another copy is served; none that lacks something."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from pipeline.edges.questions import PUBLIC
from pipeline.publish.public import kept_pages
from pipeline.publish.public.allowance import current
from pipeline.publish.public.door import Door
from pipeline.publish.public.kept_pages import KeptPage, KeptPages

Message = dict[str, Any]


def page(length: int) -> KeptPage:
    return KeptPage([], b"a" * length)


def test_those_that_were_asked_for_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "LONGEST", 60)
    pages = KeptPages(100)
    pages.keep("one", page(40))
    pages.keep("two", page(40))
    assert pages.find("one") == page(40)
    pages.keep("three", page(40))
    assert [pages.find(mark) is not None for mark in ("one", "two", "three")] == [True, False, True]
    pages.keep("one", page(40))  # by somebody who asked at the same time
    pages.keep("long", page(61))
    assert [pages.find(mark) is not None for mark in ("one", "two", "three", "long")] == [True, False, True, False]


def asked(door: Door, path: str, method: str = "GET", query: bytes = b"", host: bytes = b"localhost") -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": [(b"host", host)]}
    asyncio.run(door(scope, None, send))
    return sent


@pytest.mark.parametrize(
    ("status", "kind", "hurried", "made"),
    [
        (200, b"text/html; charset=utf-8", False, 1),
        (200, b"text/html; charset=utf-8", True, 2),  # a question was not let finish: the next one may be luckier
        (404, b"text/html; charset=utf-8", False, 2),
        (200, b"text/csv", False, 2),  # sent as it is read
    ],
)
def test_whole_pages_are_made_once(status: int, kind: bytes, hurried: bool, made: int) -> None:
    numbers: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        numbers.append(len(numbers))
        allowance = current.get()
        assert allowance is not None
        allowance.hurried = hurried
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": b"<script nonce='placeholder'></script>"})

    door = Door(app, [re.compile("^/a")], [], False, "edition", "placeholder", PUBLIC)
    first, again = asked(door, "/a"), asked(door, "/a")
    assert len(numbers) == made
    assert [message for message in again if message["type"] == "http.response.start"] == first[:1]
    assert again[-1]["body"] == first[-1]["body"]
    assert asked(door, "/a", "HEAD")[-1]["body"] == b""
    before = len(numbers)
    asked(door, "/a", query=b"b=1")
    asked(door, "/a", host=b"elsewhere")  # a page may name the host that it was asked of
    assert len(numbers) == before + 2
