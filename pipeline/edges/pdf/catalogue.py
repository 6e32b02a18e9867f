"""What a PDF says of itself: its sheets, title, producer, bookmarks and page labels, read from pdfminer's document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from math import inf
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, int_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from pipeline.records import Box, DrawnDocument, OutlineEntry

INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
DEEPEST_ENTRY = 12
MOST_ENTRIES = 20000
MOST_PAGES = 100000
UTF8_MARK = b"\xef\xbb\xbf"


class Sheet:
    """A page of a PDF as its tree of pages describes it; what it is made of is fetched only when it is asked for."""

    def __init__(self, number: int | None, entries: dict[str, Any]) -> None:
        self.object_number = number
        self.entries = entries

    @property
    def mediabox(self) -> Box:
        """The corners of the sheet; those of a letter sheet when they make no sense."""
        try:
            x0, y0, x1, y1 = (float(resolve1(value)) for value in resolve1(self.entries["MediaBox"]))
        except Exception:
            return LETTER
        return (x0, y0, x1, y1) if 0 < abs(x1 - x0) < inf and 0 < abs(y1 - y0) < inf else LETTER

    @property
    def cropbox(self) -> Box | None:
        """The part of the sheet that is shown; None when that is all of it, or its corners make no sense."""
        if "CropBox" not in self.entries:
            return None
        sheet = self.mediabox
        try:
            x0, y0, x1, y1 = (float(resolve1(value)) for value in resolve1(self.entries["CropBox"]))
        except Exception:
            return None
        if (x0, y0, x1, y1) == sheet:
            return None
        left, right = max(min(x0, x1), min(sheet[0], sheet[2])), min(max(x0, x1), max(sheet[0], sheet[2]))
        low, high = max(min(y0, y1), min(sheet[1], sheet[3])), min(max(y0, y1), max(sheet[1], sheet[3]))
        whole = (min(sheet[0], sheet[2]), min(sheet[1], sheet[3]), max(sheet[0], sheet[2]), max(sheet[1], sheet[3]))
        return (left, low, right, high) if left < right and low < high and (left, low, right, high) != whole else None

    @property
    def rotation(self) -> int:
        """How far the sheet is turned to the right to be read, in degrees."""
        return int_value(self.entries.get("Rotate", 0)) % 360

    @property
    def resources(self) -> dict[str, Any]:
        return dict_value(self.entries.get("Resources"))

    @property
    def streams(self) -> list[PDFStream]:
        """The streams of its content, in order."""
        contents = resolve1(self.entries.get("Contents"))
        parts = [resolve1(part) for part in contents] if isinstance(contents, list) else [contents]
        return [part for part in parts if isinstance(part, PDFStream) and part.objid is not None]


def list_sheets(document: PDFDocument) -> list[Sheet]:
    """The sheets of a document in order; those found by looking through the whole file when the tree of pages is broken."""
    return list(_walk_tree(document)) or list(_search_sheets(document))


def count_announced(document: PDFDocument) -> int:
    """How many pages the document says that it has, 0 when it does not say."""
    count = resolve1(dict_value(document.catalog.get("Pages")).get("Count"))
    return count if isinstance(count, int) else 0


def describe(document: PDFDocument, sheets: list[Sheet]) -> DrawnDocument:
    """What the document says of itself; what is broken in it is left out."""
    about: dict[str, Any] = {}
    for entries in document.info:
        about.update(entries)
    outline: list[OutlineEntry] = []
    labels: list[str] = []
    with suppress(Exception):
        outline = list(islice(_walk_outline(document, sheets), MOST_ENTRIES))
    with suppress(Exception):
        if "PageLabels" in document.catalog:
            labels = list(islice(document.get_page_labels(), len(sheets)))
    return DrawnDocument(
        page_count=len(sheets),
        lost_pages=max(0, min(count_announced(document), MOST_PAGES) - len(sheets)),
        pdf_title=_text(about.get("Title")),
        producer=_text(about.get("Producer")),
        created=_text(about.get("CreationDate")),
        outline=outline,
        carries=_carried(document),
        page_labels=labels if any(labels) and len(labels) == len(sheets) else [],
    )


def _carried(document: PDFDocument) -> list[str]:
    """What a document brings along beside its pages: `attachments`, `scripts` that run when it is opened."""
    carried = []
    with suppress(Exception):
        names = dict_value(document.catalog["Names"]) if "Names" in document.catalog else {}
        if "EmbeddedFiles" in names and _has_names(names["EmbeddedFiles"]):
            carried.append("attachments")
        opened = resolve1(document.catalog.get("OpenAction"))
        runs = isinstance(opened, dict) and "S" in opened and literal_name(resolve1(opened["S"])) in ("JavaScript", "Launch")
        if runs or ("JavaScript" in names and _has_names(names["JavaScript"])):
            carried.append("scripts")
    return carried


def _has_names(tree: Any) -> bool:
    entries = dict_value(tree)
    return bool(list_value(entries.get("Names", []))) or bool(list_value(entries.get("Kids", [])))


def _walk_tree(document: PDFDocument) -> Iterator[Sheet]:
    """The sheets that the tree of pages leads to, from left to right, each node once."""
    waiting: list[tuple[Any, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    seen: set[int] = set()
    while waiting:
        reference, inherited = waiting.pop()
        if isinstance(reference, PDFObjRef):
            if reference.objid in seen:
                continue
            seen.add(reference.objid)
        node = None
        with suppress(Exception):
            node = resolve1(reference)
        if not isinstance(node, dict):
            continue
        node = {**inherited, **node}
        kind = node.get("Type", node.get("type"))
        kind = literal_name(resolve1(kind)) if kind is not None else "Pages" if "Kids" in node else "Page"
        if kind == "Pages" and "Kids" in node:
            passed_on = {key: node[key] for key in INHERITED if key in node}
            waiting += [(child, passed_on) for child in reversed(list_value(node["Kids"]))]
        elif kind == "Page":
            yield Sheet(getattr(reference, "objid", None), node)


def _search_sheets(document: PDFDocument) -> Iterator[Sheet]:
    """The sheets among all objects of the file."""
    for table in document.xrefs:
        for number in table.get_objids():
            found = None
            with suppress(Exception):
                found = document.getobj(number)
            if isinstance(found, dict) and isinstance(found.get("Type"), PSLiteral) and found["Type"].name == "Page":
                yield Sheet(number, found)


def _walk_outline(document: PDFDocument, sheets: list[Sheet]) -> Iterator[OutlineEntry]:
    """The bookmarks in printed order."""
    numbers = {sheet.object_number: number for number, sheet in enumerate(sheets, 1)}
    names: dict[Any, Any] | None = None
    seen: set[int] = set()
    waiting: list[tuple[int, Any]] = [(0, dict_value(document.catalog.get("Outlines")).get("First"))]
    while waiting:
        depth, reference = waiting.pop()
        entry = dict_value(reference)
        if not entry or id(entry) in seen:
            continue
        seen.add(id(entry))
        waiting.append((depth, entry.get("Next")))
        if depth < DEEPEST_ENTRY:
            waiting.append((depth + 1, entry.get("First")))
        page = None
        with suppress(Exception):
            goal = resolve1(entry.get("Dest", dict_value(entry.get("A")).get("D")))
            if isinstance(goal, (bytes, PSLiteral)):
                names = _named_goals(document) if names is None else names
                goal = resolve1(names.get(goal if isinstance(goal, bytes) else literal_name(goal)))
            page = _page_of(goal, numbers)
        yield OutlineEntry(depth=depth, title=_text(entry.get("Title")) or "", page=page)


def _page_of(goal: Any, numbers: dict[Any, int]) -> int | None:
    """The page that a destination shows, None when it shows none."""
    if isinstance(goal, dict):
        goal = resolve1(goal.get("D"))
    if not isinstance(goal, list) or not goal:
        return None
    return numbers.get(goal[0].objid) if isinstance(goal[0], PDFObjRef) else None


def _named_goals(document: PDFDocument) -> dict[Any, Any]:
    """Every named destination of a document by its name, as bytes or (in old documents) as text."""
    goals: dict[Any, Any] = dict(dict_value(document.catalog.get("Dests")))
    waiting = [dict_value(document.catalog.get("Names")).get("Dests")]
    seen: set[int] = set()
    while waiting:
        node = dict_value(waiting.pop())
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting += list_value(node.get("Kids"))
        pairs = list_value(node.get("Names"))
        goals.update({resolve1(name): goal for name, goal in zip(pairs[::2], pairs[1::2], strict=False)})
    return goals


def _text(value: object) -> str | None:
    """The text of a string of the document, None when it is empty or something else."""
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        value = value.name
    if isinstance(value, bytes):
        value = value[3:].decode("utf-8", "replace") if value.startswith(UTF8_MARK) else decode_text(value)
    if not isinstance(value, str):
        return None
    return value.replace("\0", "").strip() or None
