"""Notes in the margin: small type in lines of its own beside the text, read before it (on its left) or after its paragraph (on its right).

Their lines are out of step with those of the text, so that read line by line they would cut its sentences. Margins in the type of the text
(`ACTION: JS`, `Present:`) stay on the line they stand on. Source: comments beside a printed draft, side notes of orders and by-laws.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.lines import PrintedLine, split_line
from pipeline.read.tables import GridTable

SMALLER = 0.87
"""The size of a note's type is at most this share of the text's."""
GAP = 8.0
"""Points of white space between a note and the text, at the least."""
FEWEST_LINES, FEWEST_WORDS = 2, 3
FEWEST_BODY_LINES, FEWEST_BODY_WORDS = 6, 4
PARAGRAPH_GAP = 0.6
"""White space, in shares of the size of type, that parts two paragraphs."""

Block = PrintedLine | GridTable


@dataclass(slots=True)
class Note:
    """The lines of a note from the top; whether it stands left of the text."""

    lines: list[PrintedLine]
    is_left: bool

    @property
    def top(self) -> float:
        return self.lines[0].top


def part_notes(lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[Note]]:
    """The lines of a page without its notes, and the notes from the top; a page without any comes back as it is."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.pieces[0].size] += len(line.pieces)
    if not sizes:
        return lines, []
    body = sizes.most_common(1)[0][0]
    if sizes[body] < FEWEST_BODY_LINES * FEWEST_BODY_WORDS or not _may_have_notes(lines, body):
        return lines, []
    parts = [part for line in lines for part in split_line(line, GAP)]
    text = [part for part in parts if part.size > SMALLER * body and len(part.pieces) >= FEWEST_BODY_WORDS]
    small = [part for part in parts if part.size <= SMALLER * body and any(_are_level(part, line) for line in text)]
    notes = [note for group in _grouped(small) if (note := _note(group, text)) is not None]
    if not notes:
        return lines, []
    taken = {id(piece) for note in notes for line in note.lines for piece in line.pieces}
    rest = []
    for line in lines:
        pieces = [piece for piece in line.pieces if id(piece) not in taken]
        if len(pieces) == len(line.pieces):
            rest.append(line)
        elif pieces:
            rest.append(PrintedLine(pieces))
    return rest, sorted(notes, key=lambda note: note.top)


def put_notes(blocks: list[Block], notes: Sequence[Note]) -> list[Block]:
    """Blocks in reading order with the notes among them: a left one in front of the line beside it, a right one behind its paragraph."""
    for note in notes:
        at = next((place for place, block in enumerate(blocks) if _is_beside(block, note)), len(blocks))
        if not note.is_left:
            while at < len(blocks):
                at += 1
                if at == len(blocks) or not _go_on(blocks[at - 1], blocks[at]):
                    break
        blocks[at:at] = note.lines
    return blocks


def _may_have_notes(lines: Sequence[PrintedLine], body: float) -> bool:
    """Whether small words stand level with a line of the text; seen at a glance."""
    limit = SMALLER * body
    was_small, end = False, -1e9
    for line in lines:
        small, last_small = line.pieces[0].size <= limit, line.pieces[-1].size <= limit
        if small != last_small or (small != was_small and line.top < end):
            return True
        was_small, end = small, line.bottom
    return False


def _note(group: list[PrintedLine], text: Sequence[PrintedLine]) -> Note | None:
    """The note that some small lines are: words beside a text that leaves their strip free; None when they are something else."""
    words = [piece.text for line in group for piece in line.pieces]
    if len(group) < FEWEST_LINES or len(words) < FEWEST_WORDS or 2 * sum(word.islower() for word in words) < len(words):
        return None
    x0, x1 = min(line.x0 for line in group), max(line.x1 for line in group)
    top, bottom = group[0].top, group[-1].bottom
    level = [line for line in text if line.top < bottom and line.bottom > top]
    if len(level) < FEWEST_LINES:
        return None
    if all(line.x1 + GAP <= x0 for line in level):
        return Note(group, is_left=False)
    if all(line.x0 - GAP >= x1 for line in level):
        return Note(group, is_left=True)
    return None


def _grouped(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines that stand close below each other, left edges nearly the same, in one group."""
    groups: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.top):
        for group in groups:
            last = group[-1]
            if abs(line.x0 - group[0].x0) < 2 * GAP and -0.3 * line.size < line.top - last.bottom < line.size:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _are_level(one: PrintedLine, other: PrintedLine) -> bool:
    return one.top < other.bottom and one.bottom > other.top and one is not other


def _is_beside(block: Block, note: Note) -> bool:
    _, top, _, bottom = block.box
    return (top + bottom) / 2 > note.top or bottom > note.lines[0].bottom


def _go_on(block: Block, following: Block) -> bool:
    """Whether two blocks are lines of one paragraph, as far as the white space between them tells."""
    if isinstance(block, GridTable) or isinstance(following, GridTable):
        return False
    return -block.size < following.top - block.bottom < PARAGRAPH_GAP * block.size
