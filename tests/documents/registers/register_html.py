"""A paper as a web page, for a browser to print."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

from register_words import Cell, Row, Source, read_rows

LINES = {
    "grid": "td, th { border: 0.6pt solid #444; }",
    "rows": "tr { border-bottom: 0.5pt solid #777; }",
    "shade": "thead th, tr.head th { background: #dfe6ee; } tbody tr:nth-child(even) td { background: #f3f5f8; }",
    "none": "th { border-bottom: 0; }",
    "head": "tr.head:last-of-type th { border-bottom: 1pt solid #222; }",
}

SHEET = """
@page { size: %(paper)s; margin: %(margin)s; @bottom-center { content: %(foot)s; font: 8pt 'Liberation Sans'; } %(page)s }
body { font-family: '%(font)s', sans-serif; font-size: %(size)spt; line-height: 1.25; margin: 0; }
h1 { font-size: 1.8em; color: %(colour)s; margin: 0 0 6pt; } h2 { font-size: 1.3em; color: %(colour)s; margin: 12pt 0 4pt; }
h3 { font-size: 1.1em; margin: 8pt 0 3pt; } p { margin: 3pt 0 6pt; }
table { border-collapse: collapse; width: 100%%; margin: 4pt 0 10pt; page-break-inside: auto; }
td, th { padding: 3pt 4pt; vertical-align: top; text-align: left; }
td ul { margin: 0; padding-left: 11pt; } td p { margin: 0 0 2pt; }
tr.band td { background: %(band)s; font-weight: bold; }
.margin { display: grid; grid-template-columns: 1fr 70pt; } .margin .mark { font-weight: bold; padding-left: 14pt; }
.minute { display: flex; } .minute .number { flex: 0 0 44pt; } .break { page-break-before: always; }
"""

Printer = Callable[[Any], str]


def html_of(source: Source) -> str:
    """The whole page, its style in it."""
    look = source.settings.get("look") or {}
    values = {
        "paper": look.get("paper", "A4 landscape" if look.get("landscape") else "A4"),
        "margin": look.get("margin", "18mm 16mm"),
        "foot": look.get("foot", "none"),
        "page": look.get("page", ""),
        "font": look.get("font", "Liberation Sans"),
        "size": look.get("size", 9),
        "colour": look.get("colour", "#1c3f6e"),
        "band": look.get("band", "#d9e2ec"),
    }
    body = "\n".join(_block(block) for block in source.blocks)
    head = f"<meta charset='utf-8'><title>{html.escape(look.get('pdf_title', ''))}</title>"
    return f"<html><head>{head}<style>{SHEET % values}{look.get('css', '')}</style></head><body>{body}</body></html>"


def _block(block: dict[str, Any]) -> str:
    ((kind, content),) = block.items()
    return PRINTERS[kind](content)


def _tag(name: str) -> Printer:
    return lambda text: f"<{name}>{_inline(text)}</{name}>"


def _inline(text: str) -> str:
    """Escaped text: `**bold**`, ` // ` as a line's end, the marks of actions taken out."""
    text = re.sub(r"\{\{|\}\}", "", html.escape(str(text), quote=False))
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text).replace(" // ", "<br>")


def _items(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{_inline(line)}</li>" for line in lines) + "</ul>"


def _table(table: dict[str, Any]) -> str:
    head, rows = read_rows(table["head"]) if table.get("head") else [], read_rows(table["rows"])
    columns = max(len(row.cells) for row in [*head, *rows] if row.kind != "band")
    widths = "".join(f"<col style='width:{width}%'>" for width in table.get("widths", []))
    top, below = _rows(head, columns, "th", "head"), _rows(rows, columns, "td", "")
    top = f"<thead>{top}</thead>" if table.get("repeat", True) else top
    number = f"t{crc32(table['rows'].encode())}"
    style = re.sub(r"(^|\}\s*|,\s*)([a-z])", rf"\1.{number} \2", LINES[table.get("lines", "grid")])
    name = f"{number} {table.get('class', '')}"
    return f"<style>{style}</style><table class='{name}'><colgroup>{widths}</colgroup>{top}<tbody>{below}</tbody></table>"


def _rows(rows: list[Row], columns: int, tag: str, name: str) -> str:
    printed = []
    for place, row in enumerate(rows):
        if row.kind == "band":
            paint = f" style='background:{row.fill}'" if row.fill else ""
            printed.append(f"<tr class='band'><td colspan='{columns}'{paint}>{_inline(row.cells[0].words)}</td></tr>")
            continue
        cells = []
        for column, cell in enumerate(row.cells):
            if cell.merged:
                continue
            down = _run(rows[place + 1 :], lambda other, column=column: other.kind != "band" and other.cells[column].merged == "^")
            across = _run(row.cells[column + 1 :], lambda other: other.merged == ">")
            span = (f" rowspan='{down + 1}'" if down else "") + (f" colspan='{across + 1}'" if across else "")
            paint = f" style='background:{cell.fill}'" if cell.fill else ""
            cells.append(f"<{tag}{span}{paint}>{_cell(cell)}</{tag}>")
        printed.append(f"<tr class='{name}'>{''.join(cells)}</tr>")
    return "".join(printed)


def _run(things: Sequence[Any], goes_on: Callable[[Any], bool]) -> int:
    count = 0
    for thing in things:
        if not goes_on(thing):
            break
        count += 1
    return count


def _cell(cell: Cell) -> str:
    if any(line.startswith("* ") for line in cell.lines):
        plain = [line for line in cell.lines if not line.startswith("* ")]
        return "".join(f"<p>{_inline(line)}</p>" for line in plain) + _items([line[2:] for line in cell.lines if line.startswith("* ")])
    return "<br>".join(_inline(line) for line in cell.lines)


def _minutes(minutes: dict[str, Any]) -> str:
    """Minuted items with a mark in the margin, in a ruled column, or after the paragraph, as `layout` says; `form` words the mark."""
    layout, form = minutes["layout"], minutes.get("form", "{}")
    printed = []
    for line in minutes["items"].splitlines():
        if not line.strip():
            continue
        if line.lstrip().startswith("#"):
            printed.append(
                f"<tr><td><b>{_inline(line.strip('# '))}</b></td><td></td></tr>"
                if layout == "column"
                else f"<h3>{_inline(line.strip('# '))}</h3>"
            )
            continue
        text, *marks = [part.strip() for part in line.split("|")]
        mark = _inline(marks[0].split("=>")[0].strip()) if marks else ""
        due = _inline(marks[1].split("=>")[0].strip()) if len(marks) > 1 else ""
        said = form.format(mark, due) if mark else ""
        if layout == "column":
            printed.append(f"<tr><td>{_inline(text)}</td><td>{said}</td></tr>")
        elif layout == "margin":
            printed.append(f"<div class='margin'><p>{_inline(text)}</p><p class='mark'>{said}</p></div>")
        elif layout == "after":
            printed.append(f"<p>{_inline(text)}</p>" + (f"<p class='mark'>{said}</p>" if said else ""))
        else:
            printed.append(f"<p>{_inline(text)} {said}</p>")
    body = "".join(printed)
    if layout != "column":
        return body
    head = "".join(f"<th>{_inline(words)}</th>" for words in minutes.get("head", ["", "Action"]))
    style = "<style>.mins td, .mins th { border: 0.6pt solid #555; }</style>"
    return f"{style}<table class='mins'><col style='width:84%'><tr>{head}</tr>{body}</table>"


def _promises(promises: dict[str, Any]) -> str:
    printed = []
    for line in promises["items"].splitlines():
        if line.lstrip().startswith("#"):
            printed.append(f"<h3>{_inline(line.strip('# '))}</h3>")
        elif line.strip():
            printed.append(f"<p style='margin-left:{promises.get('indent', 12)}pt'>{_inline(line.split('|')[0].strip())}</p>")
    return "".join(printed)


PRINTERS: dict[str, Printer] = {
    "title": _tag("h1"),
    "h": _tag("h2"),
    "h3": _tag("h3"),
    "p": _tag("p"),
    "bullets": _items,
    "space": lambda points: f"<div style='height:{points}pt'></div>",
    "gold": lambda _: "",
    "break": lambda _: "<div class='break'></div>",
    "table": _table,
    "minutes": _minutes,
    "promises": _promises,
}
