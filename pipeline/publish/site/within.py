"""Which council's pages a request is about."""

from __future__ import annotations

from contextvars import ContextVar

within: ContextVar[str | None] = ContextVar("within", default=None)
"""The name of the database that the request is below; None at the root, where the index is."""


def below(name: str | None, path: str) -> str:
    """An address of ours as it is below the name of a database: `/-/actions` is `/name/-/actions`, `/changes` is `/name/-/changes`.

    What is the same for all (styles, what Datasette itself brings) stays at the root.
    """
    if name is None or path.startswith(("/-/minutebook/", "/-/static")):
        return path
    if path.startswith("/-/"):
        return f"/{name}{path}"
    return f"/{name}/-{path}" if path.startswith("/changes") else path
