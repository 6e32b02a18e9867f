"""What a feed or calendar is narrowed to: a council, a committee, a lead."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pipeline.publish.site.names import Names

LONGEST = 200
MOST_OF_LEADS = 5_000

_LEADS = """
select id, coalesce(post || coalesce(' (' || name || ')', ''), name) as lead from officers
where id = :lead or name like :like escape '\\' or post like :like escape '\\' order by id = :lead desc
"""
_LED = "exists (select 1 from action_leads where action_id = t.id and officer_id in (select value from json_each(:leads)))"
_AMONG = f"t.id in (select action_id from action_leads where officer_id in (select value from json_each(:leads)) limit {MOST_OF_LEADS})"


@dataclass(frozen=True)
class Narrowed:
    """What a feed or calendar is narrowed to, as it is asked for: a key, a name or a part of a name; an empty text is no limit."""

    council: str = ""
    committee: str = ""
    lead: str = ""

    def address(self, path: str) -> str:
        """The path with what it is narrowed to."""
        asked = {name: value for name, value in vars(self).items() if value}
        return path + (f"?{urlencode(asked)}" if asked else "")

    @property
    def without_lead(self) -> Narrowed:
        """The same for what has no lead."""
        return Narrowed(self.council, self.committee)


class Within(NamedTuple):
    """The same as the database knows it: conditions on a table of the registers called `t`, with their values.

    `among` is one more, that bounds how many actions of a lead are looked at where they are not looked up one by one.
    `words` says it (`Highways Committee, Wexcombe`), `unknown` has a sentence for each name that nothing here has, and `exactly` the
    council, committee and lead by their keys, where they are single ones.
    """

    conditions: tuple[str, ...]
    among: str
    values: dict[str, str]
    words: str
    unknown: tuple[str, ...]
    exactly: Narrowed


def narrowed_by(args: Any) -> Narrowed:
    """What the parameters of an address narrow a feed to."""
    return Narrowed(*(" ".join((args.get(name) or "").split())[:LONGEST] for name in ("council", "committee", "lead")))


def within(connection: sqlite3.Connection, asked: Narrowed, names: Names) -> Within:
    """What is asked for as the database knows it."""
    conditions: list[str] = []
    values: dict[str, str] = {}
    words: list[str] = []
    unknown: list[str] = []
    exactly: dict[str, str] = {}
    among = "1"
    if asked.committee:
        bodies = names.bodies_like(asked.committee)
        conditions.append("t.committee_id in (select value from json_each(:bodies))")
        values["bodies"] = json.dumps([body.id for body in bodies])
        words.append(_only({body.committee for body in bodies}, asked.committee))
        exactly["committee"] = _only({body.id for body in bodies})
        unknown += [] if bodies else [f"No committee here has “{asked.committee}” in its name."]
    if asked.council:
        councils = names.councils_like(asked.council)
        conditions.append("t.council in (select value from json_each(:councils))")
        values["councils"] = json.dumps(councils)
        words.append(_only(set(councils), asked.council))
        exactly["council"] = _only(set(councils))
        unknown += [] if councils else [f"No council here has “{asked.council}” in its name."]
    if asked.lead:
        sign = asked.lead.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        leads = [tuple(row) for row in connection.execute(_LEADS, {"lead": asked.lead, "like": f"%{sign}%"})]
        leads = leads[:1] if leads and leads[0][0] == asked.lead else leads
        conditions.append(_LED)
        among = _AMONG
        values["leads"] = json.dumps([lead[0] for lead in leads])
        words.append(f"led by {_only({lead[1] for lead in leads}, asked.lead)}")
        exactly["lead"] = _only({lead[0] for lead in leads})
        unknown += [] if leads else [f"No officer or post here has “{asked.lead}” in the name."]
    return Within(tuple(conditions), among, values, ", ".join(words), tuple(unknown), Narrowed(**exactly))


def _only(names: set[str], otherwise: str = "") -> str:
    return next(iter(names)) if len(names) == 1 else otherwise
