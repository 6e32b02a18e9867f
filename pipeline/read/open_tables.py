"""Open tables: rows divided by horizontal rules, columns told by the rules' own breaks or by the white space between words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import median

from pipeline.read.aligned_tables import tables_among
from pipeline.read.columns import ITEM, MONEY, Phrase, all_spaced, covered_by
from pipeline.read.furniture import PAGE_NUMBER
from pipeline.read.lines import PrintedLine, find_lines, split_line
from pipeline.read.pieces import Piece
from pipeline.read.rules import LEAST_RULES, NEAR, Rule, breaks_of, divides, find_rules, find_runs, is_inside, middle
from pipeline.read.table_ends import extend
from pipeline.read.tables import GridCell, GridTable, words_left
from pipeline.records import DrawnPage

MOST_RULES_AROUND = 4
"""So many rules can be those around a table and its headings, with the rows left undivided."""
FEWEST_ROWS = 4
HALVES = 0.2
"""The share of rows that begin in the middle of a sentence, from which on they are the lines of fewer rows."""
MOST_HEAD_LINES = 4
AROUND = 70.0
"""Headings stand so many points at most above the first stripe of a table, other rows so many below the last."""
WITHIN = 0.95
"""The share of the words over stripes that the lines of a table hold."""
FOOT = 0.78
"""The share of a page's height below which a table's last row may be cut by the page's end."""
MOST_FIGURES = 0.8
"""The share of figures among what stands between rules over totals, and of their lines that have labels, at least."""
GUTTER = 4.0
"""The least width in points of the white space between two columns."""


def find_open_tables(page: DrawnPage, pieces: list[Piece], closed: Sequence[GridTable]) -> tuple[list[GridTable], list[Piece]]:
    """The open tables of a page outside its `closed` (ruled) ones, and the words that stand in none.

    A run of three rules and more with words between each two, over the same width, is a table when its words leave white space for two
    columns. Where a rule is not drawn over a column, the cell goes on below it. A last row without a rule under it, cut by the page's end,
    belongs to the table. Source: plans and registers in house styles without vertical lines.
    """
    rules = find_rules(page)
    for ruled in closed:
        rules = [rule for rule in rules if not _is_of(rule, ruled)]
    rules = [rule for rule in rules if not _is_border(rule, page)]
    if len(rules) < 2:
        return [], pieces
    upright = [piece for piece in pieces if piece.upright]
    tables: list[GridTable] = []
    for run in find_runs(rules, upright):
        inside = [p for p in upright if run[0].y < middle(p) and run[0].x0 - NEAR < (p.x0 + p.x1) / 2 < run[0].x1 + NEAR]
        if len(run) < LEAST_RULES and _heads_lines(run, inside, page):
            continue
        if _is_beside_labels(run, inside, upright):
            continue
        below = any(rule.y > run[-1].y + NEAR and is_inside(rule, run[0]) and divides(rule, run[0]) for rule in rules)
        table = _table(run, inside, None if below else page.height * FOOT)
        if LEAST_RULES <= len(run) <= MOST_RULES_AROUND or _is_undivided(run, inside):
            table = _by_lines(run, inside, page, table)
        striped = _by_stripes(run, upright, page)
        if striped is not None and (table is None or striped.columns >= table.columns):
            table = striped
        elif table is not None:
            near = (table.box[1] - 60, table.box[3] + 60)
            extend(table, all_spaced(find_lines([p for p in upright if near[0] < p.top and p.bottom < near[1]])))
        if table is not None:
            tables.append(table)
            upright, pieces = words_left(upright, table), words_left(pieces, table)
    return tables, pieces


def _is_of(rule: Rule, table: GridTable) -> bool:
    """Whether a rule is one of a ruled table."""
    left, top, right, bottom = table.box
    return top - NEAR <= rule.y <= bottom + NEAR and rule.x0 < right + NEAR and rule.x1 > left - NEAR


def _is_border(rule: Rule, page: DrawnPage) -> bool:
    """Whether a rule is a side of the page itself, as where its background is painted in strips."""
    return rule.x1 - rule.x0 > 0.98 * page.width


def _is_undivided(run: Sequence[Rule], pieces: Sequence[Piece]) -> bool:
    """Whether most words of a run stand between two of its rules, on lines below each other: those are its rows, undivided."""
    heights = sorted([middle(piece) for piece in pieces if middle(piece) < run[-1].y])
    count, top, bottom = max([(bisect_right(heights, b.y) - bisect_right(heights, a.y), a.y, b.y) for a, b in pairwise(run)])
    tall = max([piece.bottom - piece.top for piece in pieces], default=0.0)
    return 2 * count > len(heights) and bottom - top > FEWEST_ROWS * tall


def _by_lines(run: Sequence[Rule], pieces: Sequence[Piece], page: DrawnPage, table: GridTable | None) -> GridTable | None:
    """The table between the outer rules of a run as its lines tell it, when that finds more rows than the rules divide."""
    lines = all_spaced(find_lines([piece for piece in pieces if middle(piece) < run[-1].y]))
    if len(lines) <= len(run):
        return table
    under_head = [line for line in lines if line.top > run[1].y - 1]
    found = tables_among(lines, page, sure=0 < len(lines) - len(under_head) <= MOST_HEAD_LINES)
    held = sum([len(cell.pieces) for other in found for cell in other.cells])
    if len(found) != 1 or held < 0.9 * sum([len(line.line.pieces) for line in lines]):
        return table
    if table is not None and (found[0].rows <= table.rows or _are_halves(found[0])):
        return table
    found[0].ruled = True
    return found[0]


def _heads_lines(run: Sequence[Rule], pieces: Sequence[Piece], page: DrawnPage) -> bool:
    """Whether the one row between two rules is the headings of lines below it that make a table of figures."""
    found = tables_among(all_spaced(find_lines(pieces)), page)
    return bool(found) and found[0].box[1] < run[-1].y and found[0].rows >= FEWEST_ROWS and _is_of_figures(found[0])


def _is_beside_labels(run: Sequence[Rule], inside: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether rules lead over figures only, those above and below totals, whose labels stand left of them.

    Rents              12       14
    Fees                9        8
                      ---      ---
    Total              21       22
                      ===      ===
    """
    if len(run[0].stretches) < 2:
        return False
    top, bottom, left = run[0].y, run[-1].y, run[0].x0
    within = [piece for piece in inside if top < middle(piece) < bottom]
    figures = sum([Phrase([piece], piece.x0, piece.x1).is_value for piece in within])
    if figures < MOST_FIGURES * len(within):
        return False
    heights = sorted([middle(piece) for piece in pieces if piece.x1 < left])
    lines = find_lines(within)
    labelled = sum([bisect_right(heights, line.bottom) > bisect_right(heights, line.top) for line in lines])
    return labelled > MOST_FIGURES * len(lines)


def _by_stripes(run: Sequence[Rule], pieces: Sequence[Piece], page: DrawnPage) -> GridTable | None:
    """The table of figures that stripes lie behind, as its lines tell it: one stripe may be several rows, and none has sides of columns."""
    if not _are_stripes(run, page):
        return None
    left, right = run[0].x0 - NEAR, run[0].x1 + NEAR
    around = [p for p in pieces if run[0].y - AROUND < middle(p) < run[-1].y + AROUND and left < (p.x0 + p.x1) / 2 < right]
    found = [table for table in tables_among(all_spaced(find_lines(around)), page) if table.box[1] < run[-1].y and table.box[3] > run[0].y]
    if len(found) != 1 or not _is_of_figures(found[0]):
        return None
    held = {id(piece) for cell in found[0].cells for piece in cell.pieces}
    inside = [id(piece) for piece in around if run[0].y < middle(piece) < run[-1].y]
    if sum([number in held for number in inside]) < WITHIN * len(inside):
        return None
    found[0].ruled = True
    return found[0]


def _are_stripes(run: Sequence[Rule], page: DrawnPage) -> bool:
    """Whether most rules of a run are only the upper and lower sides of paint as wide as it."""
    wide = 0.9 * (run[0].x1 - run[0].x0)
    painted = [(top, bottom) for (x0, top, x1, bottom), colour in page.fills if x1 - x0 > wide and bottom - top > 5 and colour != "#ffffff"]
    sides = [y for box in painted for y in box]
    return bool(sides) and 2 * sum([any(abs(rule.y - y) < NEAR for y in sides) for rule in run]) > len(run)


def _is_of_figures(table: GridTable) -> bool:
    """Whether most cells behind the first column that hold words are figures."""
    worded = [cell for cell in table.cells if cell.column and cell.pieces]
    return 2 * sum([Phrase(cell.pieces, 0.0, 0.0).is_value for cell in worded]) > len(worded)


def _are_halves(table: GridTable) -> bool:
    """Whether some rows of a table begin in the middle of a sentence: what stands between two rules is one row then, not several."""
    first = [min(cell.pieces, key=lambda piece: (piece.top, piece.x0)).text for cell in table.cells if cell.column == 0 and cell.pieces]
    return sum(text[0].islower() and len(text) > 1 for text in first) >= max(1, HALVES * len(first))


def _table(run: list[Rule], pieces: list[Piece], foot: float | None) -> GridTable | None:
    lines = find_lines(pieces)
    rows = [rule.y for rule in run]
    breaks = breaks_of(run)
    sides = breaks if len(breaks) >= 3 else _gutters(run, rows, lines)
    if len(sides) < 3:
        return None
    cells = _filled(run, rows, sides, lines)
    bottom = _end_of_last_row(run, sides, lines, foot, _lefts(cells, -1)) if foot is not None else None
    if bottom is not None:
        rows.append(bottom)
        cells = _filled(run, rows, sides, lines)
    cells = _bands_joined(cells, sides, rows, lines)
    level: Counter[int] = Counter(cell.row for cell in cells if cell.pieces)
    if sum(1 for count in level.values() if count >= 2) < min(2, len(rows) - 1):
        return None
    labels = [piece.text for cell in cells if cell.column == 0 for piece in cell.pieces]
    if len(sides) == 3 and all(ITEM.fullmatch(text) for text in labels):
        return None
    return GridTable((sides[0], rows[0], sides[-1], rows[-1]), len(rows) - 1, len(sides) - 1, cells)


def _filled(run: Sequence[Rule], rows: Sequence[float], sides: Sequence[float], lines: Sequence[PrintedLine]) -> list[GridCell]:
    cells = _cells(run, rows, sides)
    _place(cells, sides, rows, [piece for line in lines if rows[0] <= line.top < rows[-1] for piece in line.pieces])
    return cells


def _gutters(run: Sequence[Rule], rows: Sequence[float], lines: Sequence[PrintedLine]) -> list[float]:
    """The sides of columns by the white space that nine rows in ten leave free, the outer ends of the rules included."""
    left, right = run[0].x0, run[0].x1
    width = int(right - left) + 1
    covered = [0] * (width + 1)
    spoken = worded = 0
    for upper, lower in pairwise(rows):
        inside = [line for line in lines if upper <= (line.top + line.bottom) / 2 < lower]
        worded += bool(inside)
        if len(inside) == 1 and abs(inside[0].x0 + inside[0].x1 - left - right) < 0.1 * (right - left) < inside[0].x0 - left:
            continue
        spans = [span for line in inside for span in covered_by(line.pieces)]
        if not spans:
            continue
        spoken += 1
        seen: set[int] = set()
        for x0, x1 in spans:
            seen.update(range(max(0, int(x0 - left)), min(width, int(x1 - left) + 1)))
        for at in seen:
            covered[at] += 1
    if spoken < max(2, 0.6 * worded):
        return []
    sides = [left]
    widest = max(GUTTER, 0.5 * median(line.size for line in lines))
    start = None
    for at, count in enumerate([*covered, spoken]):
        if count <= spoken // 10:
            start = at if start is None else start
            continue
        if start is not None and at - start >= widest and start > 0 and at < width:
            sides.append(left + at - 1.5)
        start = None
    return [*sides, right]


def _end_of_last_row(
    run: Sequence[Rule], sides: Sequence[float], lines: Sequence[PrintedLine], foot: float, lefts: dict[int, float]
) -> float | None:
    """Where a last row without a rule under it ends: its lines follow the last rule closely, keep to the columns, reach the page's foot."""
    below = [line for line in lines if line.top > run[-1].y - 1]
    if not below or below[0].top - run[-1].y > 2.5 * (below[0].bottom - below[0].top):
        return None
    end = run[-1].y
    for line in below:
        if (end > run[-1].y and line.top - end > 2.2 * (line.bottom - line.top)) or _run_over(line, sides, lefts):
            break
        if PAGE_NUMBER.fullmatch(line.text):
            break
        end = max(end, line.bottom)
    return end + 2 if end > max(foot, run[-1].y) else None


def _lies_on(line: PrintedLine, side: float) -> bool:
    return any(piece.x0 < side - 1 and piece.x1 > side + 1 for piece in line.pieces)


def _run_over(line: PrintedLine, sides: Sequence[float], lefts: dict[int, float]) -> set[int]:
    """The columns' inner sides, by number, that a line runs over: of each phrase (words close to each other) all sides within it, if a word
    lies on one of them or starts close behind one elsewhere than at `lefts`, where the lines of the column on the right begin."""
    crossed: set[int] = set()
    space = max(4.0, 0.6 * line.size)
    for phrase in split_line(line, space):
        within = [number for number, side in enumerate(sides) if phrase.x0 < side - 1 and phrase.x1 > side + 1]
        sure = any(
            _lies_on(phrase, sides[number])
            or any(
                before.x1 <= sides[number] + 1 <= after.x0 + 2 and abs(after.x0 - lefts.get(number, -9.0)) > 1.5
                for before, after in pairwise(phrase.pieces)
            )
            for number in within
        )
        if sure:
            crossed.update(within)
    return crossed


def _lefts(cells: Sequence[GridCell], row: int) -> dict[int, float]:
    """Where most cells of each column outside one row have their first words, in points."""
    found: dict[int, Counter[float]] = {}
    for cell in cells:
        if cell.pieces and cell.row != row:
            found.setdefault(cell.column, Counter())[round(min(piece.x0 for piece in cell.pieces))] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in found.items()}


def _bands_joined(cells: list[GridCell], sides: Sequence[float], rows: Sequence[float], lines: Sequence[PrintedLine]) -> list[GridCell]:
    """The cells with those of one row joined whose words run on from one into the next: bands, wide cells, headings over two columns."""
    by_row: dict[int, list[GridCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    joined: list[GridCell] = []
    for row, members in by_row.items():
        lefts = _lefts(cells, row)
        inside = [line for line in lines if rows[row] <= (line.top + line.bottom) / 2 < rows[row + 1]]
        crossed = {number for line in inside for number in _run_over(line, sides, lefts)}
        out = [members[0]]
        for cell in members[1:]:
            before = out[-1]
            next_to = before.column + before.column_span == cell.column and before.row_span == cell.row_span == 1
            if next_to and cell.column in crossed:
                before.column_span += cell.column_span
                before.box = (before.box[0], before.box[1], cell.box[2], before.box[3])
                before.pieces += cell.pieces
            else:
                out.append(cell)
        joined.extend(out)
    return sorted(joined, key=lambda cell: (cell.row, cell.column))


def _cells(run: Sequence[Rule], rows: Sequence[float], sides: Sequence[float]) -> list[GridCell]:
    """The cells of the grid; one whose lower side is not ruled goes on into the row below."""
    cells: list[GridCell] = []
    for column, (x0, x1) in enumerate(pairwise(sides)):
        middle = (x0 + x1) / 2
        start = 0
        for row in range(len(rows) - 1):
            last = row == len(rows) - 2
            if last or run[row + 1].covers(middle):
                cells.append(GridCell(start, column, row + 1 - start, 1, (x0, rows[start], x1, rows[row + 1])))
                start = row + 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells


def _place(cells: list[GridCell], sides: Sequence[float], rows: Sequence[float], pieces: Sequence[Piece]) -> None:
    """Put words into cells by their middles."""
    by_place = {(row, cell.column): cell for cell in cells for row in range(cell.row, cell.row + cell.row_span)}
    for piece, following in zip_longest(pieces, pieces[1:]):
        at = following if piece.text in MONEY and following is not None and following.x0 > piece.x1 else piece
        column = bisect_right(sides, (at.x0 + at.x1) / 2) - 1
        row = bisect_right(rows, middle(piece)) - 1
        cell = by_place.get((min(max(row, 0), len(rows) - 2), min(max(column, 0), len(sides) - 2)))
        if cell is not None:
            cell.pieces.append(piece)
