"""What takes long to work out and stays the same until the database is written to, or the day ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from pipeline.edges.standing import standing

T = TypeVar("T")

MOST = 200
"""How many answers are kept for one database."""

_kept: WeakKeyDictionary[Any, tuple[Any, dict[Any, Any]]] = WeakKeyDictionary()


async def remembered(db: Any, name: Any, work: Callable[[], Awaitable[T]]) -> T:
    """What `work` gives, which is asked once for the same `name`, until the database was written to or on another day."""
    if not db.path:
        return await work()
    stands = (standing(Path(db.path)), datetime.now(UTC).date())
    known = _kept.get(db)
    if known is None or known[0] != stands:
        known = _kept[db] = (stands, {})
    if name not in known[1]:
        found = await work()
        if len(known[1]) >= MOST:
            known[1].clear()
        known[1][name] = found
    result: T = known[1][name]
    return result
