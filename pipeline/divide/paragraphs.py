"""Paragraphs: printed lines joined over line ends and page ends, with the label they open with."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.divide.going_on import ASK_FOR_MORE, SENTENCE_END, SMALL, join_pages
from pipeline.divide.labels import find_label
from pipeline.edges.codes import codes
from pipeline.edges.shelves import Shelf, Shelves
from pipeline.records import Line, Page, Paragraph, Span, Table, Word

LEAST_INDENT = 7.0
"""Points by which a left edge must differ to be another indent."""
WIDE = 0.9
"""White space between lines of so many times their height is that of double spacing, or of paragraphs."""
NEAR = 90.0
"""Points within which left edges are of one column."""
NARROWEST = 10.0
"""A column of running text is at least so many times as wide as its letters are high; shorter lines are a list, each by itself."""
LONG = 25.0
"""A line that is longer than so many times the height of its letters is one of running text."""
WRAPPED = 0.8
"""A long line that ends in no stop goes on in the next when it is at least so wide a part of the column."""
HANGING = 2.0
"""Points by which the lines of an item may stand apart from the words behind its number."""
FIELD = re.compile(r"(?:Agenda )?Item \d{1,2}[.:]? |[A-Z][\w'’-]+(?: [\w'’-]+){0,3}(?: \([^()]{2,20}\))?:(?: |-|$)")
"""A line that opens with a label and a colon (`Present: ...`, `Apologies for absence: ...`) opens a paragraph."""
FIGURE = re.compile(r"\d")
"""A label with a figure in it may be the rest of a name that the line above breaks (`the Area` / `Plan 5: Greener Streets`)."""
GLUED = re.compile(r"\(?\d{1,2}[.)](?=[A-Z][a-z'’]+\s|[A-Z]{2,}\b)")
"""A number with no white space behind it (`10.To receive`)."""
MARK = re.compile(r"[A-Z]{2,4}[a-z]?(?:[/&,][A-Z]{2,4}[a-z]?)*|All")
"""Initials in a margin: who is to do what stands beside them."""
MARK_GAP = 0.9
"""White space in front of them at least, in heights of the letters."""
NOT_OF_WORDS = re.compile(r"\W")
NO_LETTER = re.compile(r"[\W\d_]")
NO_CELL = (-1, -1, -1, 0.0)


def find_paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """All paragraphs of some pages in reading order, those of table cells included (with `table` and `cell` set).

    A paragraph that a page's end cuts is joined to its rest.
    """
    return list(itertools.chain.from_iterable(join_pages(map(find_on_page, pages))))


def find_on_page(page: Page) -> list[Paragraph]:
    """The paragraphs of one page in reading order."""
    middle, aside, indent = page.width / 2, 0.04 * page.width, 0.16 * page.width
    return [_paragraph(page, draft, middle, aside, indent) for draft in _drafts(page)]


def shelve_paragraphs(pages: Sequence[Page], shelves: Shelves) -> Shelf[list[Paragraph]]:
    """The paragraphs of each page, found now unless a stage before this one has found them."""
    shelf: Shelf[list[Paragraph]] = shelves.shelf("paragraphs", list[Paragraph])
    if len(shelf) != len(pages):
        for page in pages:
            shelf.append(find_on_page(page))
    return shelf


@dataclass(slots=True)
class _Draft:
    """Lines of one page that make a paragraph, in order; where the words behind its label start."""

    lines: list[Line]
    label: str | None
    margin: str | None
    body: int
    body_x0: float
    gap: float | None
    right: float
    cell: int = -1
    indents: list[float] = field(default_factory=list)


def _drafts(page: Page) -> list[_Draft]:
    starts = [word.start for word in page.words]
    lines = page.lines
    typical = _typical_gap([line for line in lines if line.table < 0])
    cells = [_filled_cells(table) for table in page.tables]
    cell_starts = [[cell[0] for cell in filled] for filled in cells]
    drafts: list[_Draft] = []
    position, last = 0, len(lines)
    while position < last:
        first = lines[position]
        table = first.table
        end = position + 1
        if table < 0:
            while end < last and lines[end].table < 0:
                end += 1
            _group(drafts, page, lines[position:end], starts, typical, None, -1)
        else:
            inside_of = bisect_right(cell_starts[table], first.start) - 1
            _, stop, number, edge = cells[table][inside_of] if inside_of >= 0 else NO_CELL
            if first.start >= stop:
                stop, number, edge = first.end, -1, 0.0
            while end < last and lines[end].table == table and lines[end].start < stop:
                end += 1
            inside = lines[position:end]
            _group(drafts, page, inside, starts, _typical_gap(inside), edge - 4, number)
        position = end
    return drafts


def _filled_cells(table: Table) -> list[tuple[int, int, int, float]]:
    """The cells of a table that have words, in the order of the text: where each starts and ends, its number, its right edge in points."""
    return sorted([(cell.start, cell.end, number, cell.x1) for number, cell in enumerate(table.cells) if cell.end > cell.start])


def _group(drafts: list[_Draft], page: Page, lines: list[Line], starts: list[int], typical: float, edge: float | None, cell: int) -> None:
    """Adds the paragraphs that some lines make, those outside tables between two tables or those of one cell, to the drafts of the page."""
    text, words = page.text, page.words
    draft: _Draft | None = None
    behind = 0
    rights = [_text_right(page, line, starts) for line in lines] if edge is None else []
    for position, line in enumerate(lines):
        at = behind if behind < len(starts) and starts[behind] == line.start else bisect_left(starts, line.start)
        behind = bisect_left(starts, line.end, at)
        word = words[at]
        first = text[line.start : _end(page, word, line)]
        label = margin = glued = None
        body, wide = at, False
        if not first.isalpha() or first == "o":
            label, count, wide = find_label(first, words[at + 1].x0 - word.x1 if behind > at + 1 else None, line.size)
            body += count
            if label is None and (glued := GLUED.match(text, line.start, line.end)) is not None:
                label = glued[0]
        if label is None and behind > at + 1 and (count := _margin_words(page, words[at : min(behind, at + 5)], line)):
            body += count
            margin = text[line.start : _end(page, words[body - 1], line)]
        labelled = label is not None or margin is not None
        gap = line.top - lines[position - 1].bottom if position else None
        if (
            draft is not None
            and gap is not None
            and not _breaks(page, draft, line, word, first, labelled, wide or margin is not None, gap, typical)
        ):
            draft.lines.append(line)
            draft.indents.append(line.x0)
            if draft.label is not None and len(draft.lines) == 2 and not text[draft.body : draft.lines[0].end].strip():
                draft.body, draft.body_x0 = line.start, line.x0
            continue
        body_x0, body_start = (words[body].x0, words[body].start) if body < behind else (line.x1, line.end)
        right = edge
        if right is None:
            right = _right_edge(lines, rights, position, body_x0)
            if body < behind:
                right = max(right, body_x0 + NARROWEST * line.size)
        if glued is not None:
            body_start = glued.end()
        draft = _Draft([line], label, margin, body_start if labelled else line.start, body_x0, gap, right, cell, [line.x0])
        drafts.append(draft)


def _breaks(page: Page, draft: _Draft, line: Line, word: Word, first: str, labelled: bool, wide: bool, gap: float, typical: float) -> bool:
    """Whether a new paragraph starts at `line`, whose first word is `word` and reads `first`."""
    last = draft.lines[-1]
    size = max(line.size, last.size, 1.0)
    if gap < -0.7 * size or gap > typical + 0.45 * size:
        return True
    if abs(line.size - last.size) > 0.12 * size and len(page.text[line.start : line.end]) > 3:
        return True
    full = draft.right - last.x1 < (word.x1 - word.x0) + 0.3 * size
    before = page.text[last.start : last.end].rstrip()
    ended = before.endswith(SENTENCE_END)
    continuation = draft.indents[1] if len(draft.indents) > 1 else draft.body_x0
    if labelled:
        if wide or not full or ended or gap > typical + 0.2 * size:
            return True
        return line.x0 < continuation - LEAST_INDENT
    if line.bold != last.bold and (not full or (ended and before[-1] not in ":;") or gap > min(typical + 0.15 * size, 0.75 * size)):
        return True
    centred = abs((line.x0 + line.x1) - (last.x0 + last.x1)) < 6 and abs(line.x0 - last.x0) > 2
    if centred:
        return False
    opens = FIELD.match(page.text, line.start, line.end) if first[:1].isupper() else None
    if opens and (ended or not full or not FIGURE.search(opens[0])):
        return True
    if not full and not _goes_on(page, draft, last, line, first, ended, size, continuation):
        return True
    away = line.x0 - continuation
    if len(draft.lines) == 1:
        allowed = draft.label is not None or draft.margin is not None or -60 < away < 0
        return abs(away) > LEAST_INDENT and not (allowed and (not ended or away < 0 or draft.label is not None))
    return abs(away) > LEAST_INDENT


def _goes_on(page: Page, draft: _Draft, last: Line, line: Line, first: str, ended: bool, size: float, continuation: float) -> bool:
    """Whether a line goes on with the sentence of the one before it, though that does not fill its column."""
    if first == "&":
        return True
    if ended:
        return False
    if SMALL.match(first) is not None:
        return True
    width = last.x1 - last.x0
    if width > max(LONG * size, WRAPPED * (draft.right - last.x0)):
        return _dangles(page.text[draft.lines[0].start : last.end].rstrip())
    hangs = draft.label is not None and abs(line.x0 - continuation) < HANGING and width > LONG * size
    return hangs and _dangles(page.text[draft.lines[0].start : last.end].rstrip())


def _dangles(text: str) -> bool:
    """Whether words ask for more: they end in a comma, a small word (`of`, `the`) or a given name, or inside a bracket."""
    if text.endswith((",", "&")) or text.rfind("(") > text.rfind(")"):
        return True
    last = NOT_OF_WORDS.split(text[max(text.rfind(" "), text.rfind("\n")) + 1 :])[-1]
    return last.lower() in ASK_FOR_MORE or NO_LETTER.split(last)[-1] in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(str, codes("names")["given_names"]))


def _typical_gap(lines: Sequence[Line]) -> float:
    """The white space between two lines of one paragraph: the lower quartile of the gaps between neighbouring lines, in points.

    Where lines stand as far apart as in double spacing and few of them fill the column, each is a paragraph: the gap is then a
    paragraph's.
    """
    if len(lines) < 2:
        return 2.0
    gaps: list[float] = []
    for line, following in itertools.pairwise(lines):
        gap = following.top - line.bottom
        if gap < 3 * line.size and following.top > line.top and -1 < following.size - line.size < 1:
            gaps.append(gap)
    if not gaps:
        return 2.0
    gaps.sort()
    gap = gaps[len(gaps) // 4]
    if gap < WIDE * lines[0].size:
        return gap
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    filled = sum(1 for line in lines if line.x1 > right - 0.2 * (right - left))
    return gap if filled * 2 > len(lines) else gap / 2


def _text_right(page: Page, line: Line, starts: list[int]) -> float:
    """How far to the right a line reaches without initials that stand apart from it in a margin, in points."""
    last_word = page.text.rfind(" ", line.start, line.end) + 1
    if not last_word or not page.text[last_word].isupper() or not MARK.fullmatch(page.text, last_word, line.end):
        return line.x1
    end = bisect_left(starts, line.end)
    before, last = page.words[end - 2], page.words[end - 1]
    return before.x1 if last.x0 - before.x1 > MARK_GAP * line.size else line.x1


def _right_edge(lines: Sequence[Line], rights: Sequence[float], position: int, body_x0: float) -> float:
    """How far to the right the text (`rights`) of the lines around one reaches that start near it or near its body, in points."""
    line = lines[position]
    first = max(0, position - 8)
    x0, right = line.x0, rights[position]
    near = zip(lines[first : position + 9], rights[first : position + 9], strict=True)
    return max(
        [right, *[x1 for o, x1 in near if o.x0 < right and (-NEAR < o.x0 - x0 < NEAR or -NEAR < o.x0 - body_x0 < NEAR) and o is not line]]
    )


def _margin_words(page: Page, words: list[Word], line: Line) -> int:
    """How many words at the start of a line stand a tab's width before the rest; 0 for none. Behind a colon a smaller space is one."""
    narrow, wide = 0.6 * line.size, 1.5 * line.size
    edge = words[0].x1
    for index, word in enumerate(words[1:5], 1):
        space = word.x0 - edge
        if space > narrow and (space > wide or page.text[_end(page, words[index - 1], line) - 1] == ":"):
            return index
        edge = word.x1
    return 0


def _end(page: Page, word: Word, line: Line) -> int:
    end = page.text.find(" ", word.start, line.end)
    return end if end >= 0 else line.end


def _paragraph(page: Page, draft: _Draft, middle: float, aside: float, indent: float) -> Paragraph:
    """The paragraph that a draft makes; one is centred whose lines start behind the `indent`, their middles at most `aside` from the
    page's `middle`, all in points."""
    lines = draft.lines
    start, end = lines[0].start, lines[-1].end
    letters = bold = italic = longest = 0
    size, x1, centred = 0.0, lines[0].x1, True
    for line in lines:
        length = line.end - line.start
        letters += length
        bold += length * line.bold
        italic += length * line.italic
        if length > longest:
            longest, size = length, line.size
        if line.x1 > x1:
            x1 = line.x1
        centred = centred and line.x0 > indent and abs((line.x0 + line.x1) / 2 - middle) < aside
    return Paragraph(
        text=page.text[start:end].replace("\n", " "),
        spans=[Span(page.number, start, end)],
        label=draft.label,
        margin=draft.margin,
        body=draft.body - start,
        x0=draft.body_x0,
        label_x0=lines[0].x0,
        x1=x1,
        gap=draft.gap,
        size=size,
        bold=bold * 2 > letters,
        italic=italic * 2 > letters,
        colour=lines[0].colour,
        centred=centred,
        table=lines[0].table,
        cell=draft.cell,
    )
