"""The councils that an index is over: where each has its pages, how much there is of it, and how its actions stand."""

from __future__ import annotations

from typing import Any

from pipeline.publish.site.asking import every_row
from pipeline.publish.site.lasting import kept
from pipeline.publish.site.registers.counts import council_counts
from pipeline.publish.site.registers.standing import today

_SHARDS = "select name, council, documents, pages, brought_at from shards order by coalesce(council, name)"
_IS_INDEX = "select 1 from sqlite_master where type = 'table' and name = 'shards'"
_MET = "select council, count(*) as committees, min(first_date) as first, max(last_date) as last from committees group by council"


async def shards_in(db: Any) -> list[dict[str, Any]]:
    """The councils' databases that an index is over, by the name of their council; none for a database that is no index."""

    async def look() -> list[dict[str, Any]]:
        return await every_row(db, _SHARDS) if await every_row(db, _IS_INDEX) else []

    return await kept(db, "shards", look)


async def shard_names(db: Any) -> dict[str, str]:
    """The name in addresses of each council of an index."""
    return {row["council"]: row["name"] for row in await shards_in(db) if row["council"]}


async def councils_context(db: Any) -> dict[str, Any]:
    """What the template of the list of councils shows."""

    async def work_out() -> dict[str, Any]:
        met = {row["council"]: row for row in await every_row(db, _MET)}
        standings = {row.key: row.standings for row in await council_counts(db)}
        councils = [{**row, "met": met.get(row["council"]), "standings": standings.get(row["council"])} for row in await shards_in(db)]
        return {
            "councils": councils,
            "documents": sum(row["documents"] for row in councils),
            "pages": sum(row["pages"] for row in councils),
        }

    return await kept(db, ("councils", today()), work_out)
