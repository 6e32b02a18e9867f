"""Datasette's CSV, and ours, made safe for spreadsheets on its way out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from datasette import hookimpl

from pipeline.publish.spreadsheets import MARK, DefusedCsv

Message = MutableMapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper() -> Callable[[App], App]:
    """What stands around Datasette and looks at the answers that are CSV."""
    return _around


def _around(app: App) -> App:
    async def defusing(scope: Any, receive: Any, send: Any) -> None:
        path = scope.get("path", "") if scope["type"] == "http" else ""
        if not path.endswith(".csv"):
            await app(scope, receive, send)
            return
        csv = DefusedCsv()
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun, csv
            if message["type"] == "http.response.start":
                begun = message["status"] == 200
                if begun and _is_download(message):
                    csv = DefusedCsv(MARK)
                kept = [
                    (name, value) for name, value in message.get("headers", []) if not begun or bytes(name).lower() != b"content-length"
                ]
                message = {**message, "headers": kept}
            elif begun:
                message = {**message, "body": csv.feed(message.get("body", b""), last=not message.get("more_body"))}
            await send(message)

        await app(scope, receive, sending)

    return defusing


def _is_download(message: Message) -> bool:
    """Whether the answer is to be kept as a file, which is what people open with a spreadsheet."""
    return any(bytes(name).lower() == b"content-disposition" for name, _ in message.get("headers", []))
