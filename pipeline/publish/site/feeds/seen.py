"""When rows were first seen and last changed, by the record of changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.publish.site.feeds.atom import NEVER

_SEEN = """
select row_id, min(at) as first, max(at) as last from changes
where row_id in (select value from json_each(?)) and kind <> 'withdrawn' group by row_id
"""


class Seen(NamedTuple):
    """When a row was first seen, and when it was last changed, as UTC times."""

    first: str = NEVER
    last: str = NEVER


def seen(connection: sqlite3.Connection, row_ids: Iterable[str]) -> dict[str, Seen]:
    """When each row was seen and changed; rows without a record of that are left out."""
    return {row[0]: Seen(row[1], row[2]) for row in connection.execute(_SEEN, [json.dumps(list(row_ids))])}
