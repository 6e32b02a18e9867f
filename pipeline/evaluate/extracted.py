"""The rows that the database has for one paper, brought into the shape of gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.records import Extracted, Person, Row
from pipeline.evaluate.words import Words, text_of, words_of

Values = Mapping[str, Any]
Tables = Mapping[str, Sequence[Values]]

AS_THEY_ARE = ("sections", "meetings", "agenda_items", "minutes", "resolutions", "reports", "recommendations", "measures", "findings")


def extracted(document: Values, tables: Tables) -> Extracted:
    """What the database has of one paper, by task.

    `tables` has the paper's rows by table in the order of the table. `meetings` also has those of other papers that its rows belong to,
    `officers` everyone whom its mentions and the leads of its actions point to.
    """
    tasks = {"documents": [Row(document)]}
    for table in AS_THEY_ARE:
        tasks[table] = [Row(values) for values in tables.get(table, ())]
    dates = {meeting["id"]: meeting["date"] for meeting in tables.get("meetings", ())}
    for table in ("attendance", "declarations"):
        tasks[table] = [Row({**values, "meeting_date": dates.get(values["meeting_id"])}) for values in tables.get(table, ())]
    tasks["actions"] = _actions(tables)
    tasks["officers"] = _officers(tables)
    tasks["dates"] = _dates(tables)
    tasks["votes"] = _votes(tables)
    return Extracted(document["id"], document["council"], tasks)


def _actions(tables: Tables) -> list[Row]:
    people = {officer["id"]: Person(text_of(officer["name"]), text_of(officer["post"])) for officer in tables.get("officers", ())}
    leads: dict[str, list[Person]] = {}
    for lead in tables.get("action_leads", ()):
        leads.setdefault(lead["action_id"], []).append(people.get(lead["officer_id"], Person("", "")))
    return [Row({**values, "leads": leads.get(values["id"], [])}) for values in tables.get("actions", ())]


def _officers(tables: Tables) -> list[Row]:
    """One row an officer, with every role, name and post that the paper gives."""
    roles: dict[str, set[str]] = {}
    names: dict[str, list[str]] = {}
    posts: dict[str, list[str]] = {}
    for mention in tables.get("officer_mentions", ()):
        who = mention["officer_id"]
        roles.setdefault(who, set()).add(text_of(mention["role"]))
        names.setdefault(who, []).append(text_of(mention["name_text"]))
        posts.setdefault(who, []).append(text_of(mention["post_text"]))
    for lead in tables.get("action_leads", ()):
        roles.setdefault(lead["officer_id"], set()).add("action lead")
    pages = {mention["officer_id"]: mention["page"] for mention in reversed(tables.get("officer_mentions", ()))}
    return [
        Row(
            {
                **officer,
                "page": pages.get(officer["id"]),
                "roles": sorted(roles[officer["id"]]),
                "names": _present(officer["name"], *names.get(officer["id"], [])),
                "posts": _present(officer["post"], *posts.get(officer["id"], [])),
            }
        )
        for officer in tables.get("officers", ())
        if officer["id"] in roles
    ]


def _dates(tables: Tables) -> list[Row]:
    """Each different expression once."""
    return different_dates([Row(values) for values in tables.get("dates", ())])


def _votes(tables: Tables) -> list[Row]:
    resolutions = {resolution["id"]: resolution for resolution in tables.get("resolutions", ())}
    rows = []
    for vote in tables.get("votes", ()):
        voted_on = resolutions.get(vote["resolution_id"], {})
        rows.append(Row({**vote, "text": voted_on.get("text"), "reference": voted_on.get("reference")}))
    return rows


def different_dates(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that have the words, start, end and freedom (optional or not) of one before."""
    kept: dict[tuple[Words, object, object, bool], Row] = {}
    for row in rows:
        kept.setdefault((words_of(row.value("text")), row.value("start"), row.value("end"), row.optional), row)
    return list(kept.values())


def _present(*values: object) -> list[str]:
    return [text for text in map(text_of, values) if text]
