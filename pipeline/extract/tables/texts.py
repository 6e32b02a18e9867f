"""The words of table cells: paragraphs and list items with their line ends mended."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.extract.material import Material
from pipeline.extract.printed import LINE_END_HYPHEN, PrintedWords
from pipeline.extract.tables.cells import SENTENCE_END, CellItem
from pipeline.records import Paragraph, Span

LINE_END = re.compile(r"[-\u2010\u00ad][ \t]*\n")
SOFT = "\u2010\u00ad"


class LineEnds:
    """Printed lines of a document as running words, the hyphens of its line ends mended."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._printed = material.once(PrintedWords)

    def text_of(self, spans: Sequence[Span]) -> str:
        """The words of some slices of pages, as one text."""
        return self.mended("\n".join(self._material.pages[span.page].text[span.start : span.end] for span in spans))

    def mended(self, text: str) -> str:
        """Words of several printed lines as one: hyphens at line ends taken out where the paper writes the word without."""
        if "\n" not in text or not LINE_END.search(text):
            return " ".join(text.split())

        def join(match: re.Match[str]) -> str:
            left, sign, right = match.groups()
            whole, hyphened = (left + right).lower(), f"{left}-{right}".lower()
            known = self._printed.has_whole
            if not right[0].islower() or known(hyphened) or (sign not in SOFT and not known(whole)):
                return f"{left}-{right}"
            return left + right

        return " ".join(LINE_END_HYPHEN.sub(join, text).split())


class CellTexts:
    """The items of the cells of one page's tables: `items[table, cell]`, in reading order."""

    def __init__(self, material: Material, number: int) -> None:
        self._material = material
        self._ends = material.once(LineEnds)
        self._page = material.pages[number]
        self._starts, self._stops = [line.start for line in self._page.lines], [line.end for line in self._page.lines]
        self.items: dict[tuple[int, int], list[CellItem]] = {}
        inside = defaultdict(list)
        for paragraph in material.paragraphs_on(number):
            if paragraph.table >= 0:
                inside[paragraph.table, paragraph.cell].append(paragraph)
        for place, paragraphs in inside.items():
            self.items[place] = self._items(paragraphs) or self._sign(paragraphs)

    def _items(self, paragraphs: list[Paragraph]) -> list[CellItem]:
        if len(paragraphs) == 1:
            item = self._item(paragraphs[0])
            return [item] if item.text else []
        items: list[CellItem] = []
        hanging: float | None = None
        for paragraph in paragraphs:
            item = self._item(paragraph)
            if not item.text:
                continue
            if items and paragraph.label is None and self._wraps(items[-1], item, hanging):
                items[-1] = _merged(items[-1], item)
            else:
                items.append(item)
                hanging = paragraph.x0 if paragraph.label is not None and paragraph.x0 - paragraph.label_x0 > 4 else None
        return items

    def _sign(self, paragraphs: list[Paragraph]) -> list[CellItem]:
        """The tick, cross or dot that is all that a cell holds: no bullet, for nothing follows it."""
        signs = [self._item(paragraph) for paragraph in paragraphs if paragraph.label is not None]
        return [replace(sign, text=sign.label, label=None) for sign in signs[:1] if sign.label]

    def _wraps(self, last: CellItem, item: CellItem, hanging: float | None) -> bool:
        """Whether an item is only the next line of the one before it: it hangs under a label's words, or its sentence goes on."""
        if hanging is not None and abs(item.x0 - hanging) < 2.5 and item.bold == last.bold:
            return True
        open_end = not last.text.endswith(SENTENCE_END)
        return last.text.endswith(",") or (item.text[:1].islower() and open_end and item.bold == last.bold)

    def _item(self, paragraph: Paragraph) -> CellItem:
        spans, label = paragraph.spans, paragraph.label
        said = self._page.text[spans[0].start : spans[0].end]
        if len(spans) > 1:
            said = "\n".join([said, *(self._material.pages[span.page].text[span.start : span.end] for span in spans[1:])])
        if label is not None and not any(c.isalnum() for c in label):
            said = said[paragraph.body :]
        if "\n" in said:
            lines = tuple([words for line in said.split("\n") if (words := " ".join(line.split()))])
            text = " ".join(lines) if len(lines) < 2 or not LINE_END.search(said) else self._ends.mended(said)
        else:
            text = " ".join(said.split())
            lines = (text,) if text else ()
        top, bottom = self._extent(spans[0])
        return CellItem(text, tuple(spans), label, paragraph.bold, paragraph.italic, paragraph.x0, top, bottom, lines)

    def _extent(self, span: Span) -> tuple[float, float]:
        """The top and bottom in points of the lines of the page that some of its words stand on."""
        first = bisect_right(self._stops, span.start)
        lines = self._page.lines[first : bisect_left(self._starts, span.end, first)]
        if len(lines) == 1:
            return lines[0].top, lines[0].bottom
        return (min([line.top for line in lines], default=0.0), max([line.bottom for line in lines], default=0.0))


def _merged(last: CellItem, item: CellItem) -> CellItem:
    return CellItem(
        text=f"{last.text}{'' if last.text.endswith('-') else ' '}{item.text}",
        spans=last.spans + item.spans,
        label=last.label,
        bold=last.bold,
        italic=last.italic,
        x0=last.x0,
        top=last.top,
        bottom=max(last.bottom, item.bottom),
        lines=last.lines + item.lines,
    )
