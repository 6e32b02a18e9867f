"""What a register can be narrowed to: councils, and the committees, leads and members of the one that was chosen."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.publish.site.asking import every_row, one_row

MOST = 500

_COUNCILS = """
select council from (select council from committees union select council from action_counts)
where council is not null order by council
"""
_COMMITTEES = "select id, committee as name from committees where council is ? order by committee limit ?"
_LEADS = """
select id, coalesce(post || coalesce(' (' || name || ')', ''), name, id) as name from officers
where id in (select officer_id from action_counts where officer_id is not null and council is ?) order by 2 limit ?
"""
_MEMBERS = "select id, name from members where council is ? order by name limit ?"
_NAMED = {
    "committee": "select committee as name, council from committees where id = ?",
    "lead": "select coalesce(post || coalesce(' (' || name || ')', ''), name, id) as name, council from officers where id = ?",
    "member": "select name, council from members where id = ?",
}


class Choices(NamedTuple):
    """The councils, the one that the others belong to, and what can be chosen in it as pairs of key and name.

    `council` is the one that was asked for, that of the committee, lead or member that was asked for, or the only one there is. `named`
    are the names of what was asked for, by filter.
    """

    councils: list[str]
    council: str | None
    committees: list[tuple[str, str]]
    leads: list[tuple[str, str]]
    members: list[tuple[str, str]]
    named: dict[str, str]


async def choices(db: Any, asked: dict[str, str], *lists: str) -> Choices:
    """The choices for a register with these filters; `lists` names which of `leads` and `members` it has."""
    councils = [row["council"] for row in await every_row(db, _COUNCILS)]
    council = asked.get("council")
    named: dict[str, str] = {}
    for name, sql in _NAMED.items():
        row = await one_row(db, sql, [asked[name]]) if name in asked else None
        if row:
            named[name] = row["name"]
            council = council or row["council"]
    if council is None and len(councils) == 1:
        council = councils[0]
    return Choices(
        councils=councils,
        council=council,
        committees=await _pairs(db, _COMMITTEES, council, asked.get("committee"), named.get("committee")) if council else [],
        leads=await _pairs(db, _LEADS, council, asked.get("lead"), named.get("lead")) if council and "leads" in lists else [],
        members=await _pairs(db, _MEMBERS, council, asked.get("member"), named.get("member")) if council and "members" in lists else [],
        named=named,
    )


async def _pairs(db: Any, sql: str, council: str, key: str | None, name: str | None) -> list[tuple[str, str]]:
    """The choices, with the one that was asked for also where it stands further down than they go."""
    found = [(row["id"], row["name"]) for row in await every_row(db, sql, [council, MOST])]
    return found if key is None or name is None or any(key == known for known, _ in found) else [(key, name), *found]
