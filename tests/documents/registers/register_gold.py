"""What the database must hold for one paper: its words set beside what its author wrote down that they mean."""

from __future__ import annotations

import re
from typing import Any

from register_words import Cell, Row, Source, read_rows

TEXTS = ("reference", "action", "detail", "measure_of_success", "progress", "next_steps", "theme")
NOT_SAID: dict[str, Any] = {"detail": None, "measure_of_success": None, "progress": None, "next_steps": None, "status": None, "leads": []}
MARKED = re.compile(r"\{\{(.*?)\}\}")


def gold_of(source: Source, pages: int) -> dict[str, Any]:
    """The gold of a paper, in the shape that the scorer reads; a task that its author left open is not in it."""
    settings = source.settings
    actions = _actions(source)
    gold: dict[str, Any] = {"file": f"{source.stem}.pdf", "document": settings["document"]}
    kind = settings.get("sections")
    if kind:
        title = settings["document"].get("title")
        gold["sections"] = [{"kind": kind, "title": title, "page_start": 1, "page_end": pages, "restricted": False}]
    gold["actions"] = actions
    if settings.get("measures", "open") != "open":
        gold["measures"] = settings["measures"]
    if settings.get("officers") != "open":
        gold["officers"] = _officers(actions, settings.get("officers") or [], source)
    if settings.get("dates") != "open":
        gold["dates"] = _dates(actions, settings.get("dates") or [])
    for action in actions:
        for name in [name for name in action if name.startswith("_")]:
            del action[name]
    return gold


def _actions(source: Source) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in source.blocks:
        if "table" in block and block["table"].get("fields"):
            found += _table_actions(block["table"])
        if "minutes" in block:
            found += _minute_actions(block["minutes"])
        if "promises" in block:
            found += _list_actions(block["promises"])
        found += [dict(action) for action in block.get("gold", [])]
    return found


def _table_actions(table: dict[str, Any]) -> list[dict[str, Any]]:
    fields: list[str] = table["fields"]
    theme = table.get("theme", False)
    above: list[Cell] = [Cell()] * len(fields)
    found = []
    for row in read_rows(table["rows"]):
        if row.kind == "band":
            theme = row.cells[0].words
            continue
        cells = [old if new.merged == "^" else new for new, old in zip(row.cells, above, strict=True)]
        above = cells
        if row.kind == "row":
            found += _grid_actions(table, cells, theme) if "m" in fields else [_table_action(table, cells, theme)]
    return found


def _table_action(table: dict[str, Any], cells: list[Cell], theme: str | bool) -> dict[str, Any]:
    action: dict[str, Any] = {"origin": table.get("origin", "table"), **NOT_SAID, "leads": []}
    if theme is not False:
        action["theme"] = theme or None
    action |= {"due_text": None, "due_start": None, "due_end": None}
    for name, cell in zip(table["fields"], cells, strict=True):
        if cell.meaning == "?":
            action.pop(name, None)
            if name == "due":
                action.pop("due_start"), action.pop("due_end")
        elif name in TEXTS:
            action[name] = cell.words or None
        elif name == "due":
            action["due_text"] = " ".join(cell.lines) or None
            action["due_start"], action["due_end"], recurring = _interval(cell.meaning)
            if recurring or action["due_start"] or not action["due_text"]:
                action["recurring"] = recurring
        elif name == "leads":
            action["leads"] = action["leads"] + _leads(cell)
        elif name == "status":
            action["status"] = cell.meaning if cell.meaning not in ("-", None) else None
    for name in table.get("open", []):
        action.pop(name, None)
        if name == "due":
            action.pop("due_start", None), action.pop("due_end", None)
    _set_people_apart(action)
    return action


def _grid_actions(table: dict[str, Any], cells: list[Cell], theme: str | bool) -> list[dict[str, Any]]:
    columns = [place for place, name in enumerate(table["fields"]) if name == "m"]
    found = []
    for place, period in zip(columns, table["periods"], strict=True):
        cell = cells[place]
        if not (cell.words or cell.fill):
            continue
        action = _table_action(table, cells, theme)
        start, _, end = period.partition("..")
        day = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", cell.words)
        if day:
            start = end = f"{start[:8]}{int(day.group(1)):02d}"
        action |= {"origin": "milestone", "due_text": cell.words, "due_start": start, "due_end": end or start}
        action.pop("status", None)
        if table.get("texts"):
            action["detail"] = cell.words
        found.append(action)
    return found


def _minute_actions(minutes: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for line in minutes["items"].splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        text, *marks = [part.strip() for part in line.split("|")]
        if not marks or not marks[0]:
            continue
        cell = _meaning(marks[0])
        sentence = MARKED.search(text)
        action: dict[str, Any] = {"origin": "minute", "action": sentence.group(1) if sentence else text, "leads": _leads(cell)}
        if len(marks) > 1:
            due = _meaning(marks[1])
            start, end, _ = _interval(due.meaning)
            action |= {"due_text": due.words or None, "due_start": start, "due_end": end}
        _set_people_apart(action)
        found.append(action)
    return found


def _list_actions(promises: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    theme: str | None = None
    for line in promises["items"].splitlines():
        if line.lstrip().startswith("#"):
            theme = line.strip().lstrip("# ")
            continue
        text, *rest = [part.strip() for part in line.split("|")]
        marked = MARKED.search(text)
        if not marked or not rest:
            continue
        action = {"origin": "list", "theme": theme, "action": marked.group(1), "leads": _leads(Cell((), rest[0]))}
        if len(rest) > 1:
            start, end, _ = _interval(rest[1])
            action |= {"due_text": rest[2] if len(rest) > 2 else None, "due_start": start, "due_end": end}
        _set_people_apart(action)
        found.append(action)
    return found


def _meaning(text: str) -> Cell:
    words, arrow, meaning = text.partition("=>")
    return Cell((words.strip(),) if words.strip() else (), meaning.strip() if arrow else None)


def _leads(cell: Cell) -> list[str]:
    said = cell.meaning if cell.meaning is not None else " ".join(cell.lines)
    return [] if said == "-" else [part.strip() for part in said.split(";") if part.strip()]


def _set_people_apart(action: dict[str, Any]) -> None:
    """`@` before a lead says that it is a person's name; what follows a comma is the person's post."""
    if "leads" in action:
        action["_people"] = [lead for lead in action["leads"] if lead.startswith("@")]
        action["_posts"] = [lead for lead in action["leads"] if not lead.startswith("@")]
        action["leads"] = [lead.removeprefix("@").partition(",")[0] if lead.startswith("@") else lead for lead in action["leads"]]


def _interval(meaning: str | None) -> tuple[str | None, str | None, str | None]:
    if not meaning or meaning == "-":
        return None, None, None
    days, _, recurring = meaning.partition("~")
    start, _, end = days.strip().partition("..")
    return start or None, (end or start) or None, recurring.strip() or None


def _officers(actions: list[dict[str, Any]], named: list[str], source: Source) -> list[dict[str, Any]]:
    """Each lead once, then who is named elsewhere: `Name, Post: role`, `, Post: role`, with `?` before it when optional."""
    found: list[dict[str, Any]] = []
    for entry in named:
        who, _, role = entry.rpartition(":")
        optional = who.startswith("?")
        name, _, post = who.lstrip("?").partition(",")
        found.append({"name": name.strip() or None, "post": post.strip() or None, "role": role.strip(), "optional": optional})
    for action in actions:
        for lead in action.get("_people", []):
            name, _, post = lead.removeprefix("@").partition(",")
            found.append({"name": name.strip(), "post": post.strip() or None, "role": "action lead", "optional": False})
        found += [{"name": None, "post": lead, "role": "action lead", "optional": False} for lead in action.get("_posts", [])]
    seen, once = set(), []
    for officer in found:
        who = (officer["name"] or officer["post"] or "").lower()
        if who not in seen:
            seen.add(who)
            once.append(officer)
        elif officer["role"] == "action lead" and officer["name"]:
            for other in once:
                if (other["name"] or "").lower() == who:
                    other["roles"] = sorted({*other.get("roles", [other["role"]]), "action lead"})
    return once


def _dates(actions: list[dict[str, Any]], printed: list[str]) -> list[dict[str, Any]]:
    """The dates in the running text as their author listed them (`text = start..end`, `?` before an optional one), then the due ones."""
    found = []
    for entry in printed:
        text, _, meaning = entry.lstrip("?").rpartition("=")
        start, end, _ = _interval(meaning.strip())
        found.append({"text": text.strip(), "start": start, "end": end, "optional": entry.startswith("?")})
    for action in actions:
        text, interval = action.get("due_text") or "", (action.get("due_start"), action.get("due_end"))
        if text and interval[0] and not any((one["start"], one["end"]) == interval and one["text"] in text for one in found):
            found.append({"text": text, "start": interval[0], "end": interval[1], "optional": False})
    return found


def all_cells(rows: list[Row]) -> int:
    """How many columns a table has."""
    return max(len(row.cells) for row in rows if row.kind != "band")
