"""The door of the public site: every request comes in through it, and every answer goes out."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pipeline.edges.questions import Bounds
from pipeline.publish.public.allowance import Allowance, CutShort, current
from pipeline.publish.public.arriving import Asked, Refused, arrived
from pipeline.publish.public.kept_pages import KeptPage, KeptPages
from pipeline.publish.public.leaving import NO_PAGE, Headers, etag_of, finished, is_safe_place, nonce_of, page_policy, unchanged

BUSY = "Too many people ask at the moment. Try again in a few seconds."
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

_LEFT_BEHIND = frozenset(
    {b"cookie", b"authorization", b"x-forwarded-host", b"forwarded", b"range", b"content-length", b"transfer-encoding"}
)
_REGISTER_FILE = re.compile(r"(?:/[a-z0-9-]+)?/-/[a-z]+\.(?:csv|json)")
"""The addresses of whole registers as files, which are sent as they are read."""
_REDIRECTS = (301, 302, 303, 307, 308)


class Door:
    """An ASGI application around Datasette's.

    `edition` names what is served, so that equal requests have equal marks as long as it is the same. `placeholder` is what stands in
    the pages where the number used once belongs.
    """

    def __init__(
        self,
        app: App,
        allowed: Sequence[re.Pattern[str]],
        hosts: Sequence[str],
        https: bool,
        edition: str,
        placeholder: str,
        bounds: Bounds,
    ) -> None:
        self._app = app
        self._allowed = allowed
        self._hosts = [host.lower() for host in hosts]
        self._https = https
        self._edition = edition
        self._placeholder = placeholder.encode()
        self._bounds = bounds
        self._secret = secrets.token_bytes(32)
        self._places = asyncio.Semaphore(bounds.at_once)
        self._kept = KeptPages()

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
        query = scope["query_string"].decode("latin-1")
        host = headers.get(b"host", b"localhost").decode("latin-1")
        asked = arrived(scope["method"], path, query, host, self._hosts, self._allowed)
        if isinstance(asked, Refused):
            await self._refuse(asked, send)
            return
        etag = etag_of(self._secret, self._edition, datetime.now(UTC).date().isoformat(), host, asked.path, asked.query)
        if etag in headers.get(b"if-none-match", b"").decode("latin-1"):
            await self._send(send, 304, unchanged(etag), b"")
            return
        kept = self._kept.find(etag)
        if kept is not None:
            await self._send(self._patient(send), 200, kept.headers, b"" if asked.head else kept.body)
            return
        left = [(name, value) for name, value in scope["headers"] if name.lower() not in _LEFT_BEHIND]
        inner = {
            **scope,
            "method": "GET",
            "headers": left,
            "path": asked.path,
            "raw_path": asked.path.encode(),
            "query_string": asked.query.encode("latin-1"),
        }
        if self._https:
            inner["scheme"] = "https"
        allowance = self._allowance(asked)
        leaving = _Leaving(self, asked, etag, allowance, self._patient(send))
        if asked.path.endswith(".db"):  # takes long and needs little
            await self._within(inner, leaving, allowance)
            return
        try:
            async with asyncio.timeout(self._bounds.waiting_seconds):
                await self._places.acquire()
        except TimeoutError:
            await self._refuse(Refused(503, BUSY, (("retry-after", "5"),)), send)
            return
        try:
            await self._within(inner, leaving, allowance)
        finally:
            self._places.release()

    async def _within(self, scope: Any, leaving: Send, allowance: Allowance) -> None:
        """Have Datasette answer."""
        mark = current.set(allowance)
        try:
            await self._app(scope, _nothing, leaving)
        except CutShort:
            return  # without an end, by which whoever reads it knows
        finally:
            current.reset(mark)

    def _patient(self, send: Send) -> Send:
        """Sending that gives up when somebody does not take what they asked for, which is held in memory meanwhile."""

        async def sending(message: Message) -> None:
            try:
                async with asyncio.timeout(self._bounds.sending_seconds):
                    await send(message)
            except TimeoutError:
                raise CutShort("Nobody takes the answer.") from None

        return sending

    def _allowance(self, asked: Asked) -> Allowance:
        """What a request may take: less where texts are unpacked, more where all rows are sent one page after the other."""
        streamed = "_stream=" in asked.query or _REGISTER_FILE.fullmatch(asked.path)
        seconds = self._bounds.stream_seconds if streamed else self._bounds.request_seconds
        weight = self._bounds.unpacked_weight if "_json=" in asked.query else self._bounds.weight
        return Allowance(seconds, weight, strict=asked.path.endswith(".csv"))

    async def _refuse(self, refused: Refused, send: Send) -> None:
        body = refused.words.encode()
        headers: Headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        headers += [(name.encode(), value.encode()) for name, value in refused.headers]
        await self._send(send, refused.status, finished(refused.status, headers, "", NO_PAGE, self._https), body)

    async def _send(self, send: Send, status: int, headers: Headers, body: bytes) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def page(self, address: str, body: bytes) -> tuple[bytes, str]:
        """A page with its number in the place of the placeholder, and the policy that goes with it."""
        nonce = nonce_of(self._secret, address, body)
        return body.replace(self._placeholder, nonce.encode()), page_policy(nonce)

    def keep(self, etag: str, headers: Headers, body: bytes) -> None:
        """Keep a page for the next one who asks for the same, until another copy is served or the day is over."""
        self._kept.keep(etag, KeptPage(headers, body))

    def finish(self, status: int, headers: Headers, etag: str, policy: str) -> Headers:
        """The headers of an answer that goes out."""
        return finished(status, headers, etag, policy, self._https)


class _Leaving:
    """An answer on its way out: pages are held until they are whole, everything else goes as it comes."""

    def __init__(self, door: Door, asked: Asked, etag: str, allowance: Allowance, send: Send) -> None:
        self._door = door
        self._allowance = allowance
        self._asked = asked
        self._etag = etag
        self._send = send
        self._start: Message = {}
        self._held: list[bytes] | None = None

    async def __call__(self, message: Message) -> None:
        """Take the next part of the answer."""
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._held is not None:
            self._held.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._whole(b"".join(self._held))
        else:
            await self._send({**message, "body": b"" if self._asked.head else message.get("body", b"")})

    async def _begin(self, message: Message) -> None:
        headers: Headers = [(bytes(name), bytes(value)) for name, value in message.get("headers", [])]
        status = message["status"]
        said = {name.lower(): value.decode("latin-1") for name, value in headers}
        if status in _REDIRECTS and not is_safe_place(said.get(b"location", "")):
            status, headers = 404, [(b"content-type", b"text/plain; charset=utf-8")]
        self._start = {**message, "status": status, "headers": headers}
        if said.get(b"content-type", "").startswith("text/html"):
            self._held = []
        else:
            self._allowance.begun = True
            await self._send({**self._start, "headers": self._door.finish(status, headers, self._etag, NO_PAGE)})

    async def _whole(self, body: bytes) -> None:
        body, policy = self._door.page(f"{self._asked.path}?{self._asked.query}", body)
        headers = [(name, value) for name, value in self._start["headers"] if name.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        headers = self._door.finish(self._start["status"], headers, self._etag, policy)
        if self._start["status"] == 200 and not self._allowance.hurried:
            self._door.keep(self._etag, headers, body)
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": b"" if self._asked.head else body})


async def _nothing() -> Message:
    """What comes with a request: nothing, since nothing that comes with one is read here."""
    return {"type": "http.request", "body": b"", "more_body": False}
