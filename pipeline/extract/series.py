"""The numbered lines of minutes that are its items: the series of references that runs on and has text under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.divide.going_on import joined
from pipeline.extract.headings import Heading, heading_at, listed, opens_bold, title_of
from pipeline.extract.prose import goes_on
from pipeline.records import Page, Paragraph

SAME_EDGE = 10.5
"""Points by which the left edges of numbers of one series may differ: those set flush right, and pages with other margins."""
NO_STEP = -20.0
MISPRINT_WITHIN = 60
"""Paragraphs behind the last item of a series within which its next may stand under a misprinted number."""
CLEAR = 1.4
"""The look of a line that is a heading wherever it stands on the page: bold, short, with a capital."""
REFERENCE = re.compile(
    r"(?:(?i:minute|item|min\.?)\s+(?:(?i:no)\.?\s*)?)?"
    r"(?P<reference>(?P<prefix>[A-Z][A-Za-z]{0,5}(?: [A-Z]{1,4})?)?[ ./-]{0,2}(?P<numbers>\d{1,4}(?:(?:[./-]|\.\.)\d{1,5}){0,3})"
    r"(?:[/-][A-Z]{1,4}|[a-z])?[.:)]{0,2})"
)
GLUED = re.compile(REFERENCE.pattern + r"(?:\s+[-–—]?\s*(?=[A-Z“\"‘'(\d])|(?<=[.)])(?=[A-Z][a-z]|[A-Z][A-Z])|$)")
YEARLY = re.compile(r"(?:19|20)\d\d[./-]\d{1,4}")
"""A reference that is the year and a number (`2024.031`)."""
DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d|(?:19|20)\d\d(?:[/-]\d\d)?")
FIGURES = re.compile(r"\d+")
NO_CAPITAL = re.compile(r"[^A-Z]")
TIME = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
NAMES_ONLY = re.compile(r"(?:[A-Z]\. ?)+[A-Z][\w'’-]+(?:,| and|/| &) (?:[A-Z]\. ?)+[A-Z][\w'’-]+:?")


@dataclass(slots=True)
class _Candidate:
    heading: Heading
    index: int
    shape: tuple[str, int]
    numbers: tuple[int, ...]
    score: float


def numbered_chain(paragraphs: Sequence[Paragraph], pages: Mapping[int, Page]) -> list[Heading]:
    """The numbered lines that are the section's items, in printed order; empty when no series of numbers divides it.

    Lines of one shape of number and one left edge make a series; the series whose numbers run on, whose lines look like headings and
    which have text under them wins. Numbers may be missing, doubled or out of order.
    """
    found = _candidates(paragraphs, pages)
    best: list[_Candidate] = []
    best_score, best_group = 0.0, found
    for group, rising in _groups(found, _margins(paragraphs)):
        scores = _scores(group)
        chain, score = _best_chain(group, scores, _counter(group), rising)
        chain = _without_empty_doubles(chain, dict(zip(map(id, group), scores, strict=True)))
        if len(chain) >= 2 and score > 1.1 * best_score and sum(scores[group.index(c)] for c in chain) / len(chain) > 0.45:
            best, best_score, best_group = _with_misprints(chain, group), score, group
    while best:
        more = _another_chain(best, best_group)
        if not more:
            break
        best = sorted([*best, *more], key=lambda candidate: candidate.index)
    if 2 * sum(candidate.heading.paragraph.bold for candidate in best) > len(best):
        for candidate in best:
            _take_title_above(candidate.heading, paragraphs[max(0, candidate.index - 1) : candidate.index])
    return [candidate.heading for candidate in best]


def _with_misprints(chain: Sequence[_Candidate], group: Sequence[_Candidate]) -> list[_Candidate]:
    """The series with the lines whose number has a figure too many where one is missing (`BM 503/21` between 49 and 51), or at its end."""
    if len(chain) < 3 or len(chain[0].numbers) < 2:
        return list(chain)
    counter = _counter(group)
    found = list(chain)
    for before, after in zip(chain, [*chain[1:], None], strict=True):
        missing = before.numbers[counter] + 1
        if after is not None and after.numbers[counter] != missing + 1:
            continue
        last = after.index if after is not None else before.index + MISPRINT_WITHIN
        between = [c for c in group if before.index < c.index < last and _one_figure_more(c.numbers, before.numbers, counter)]
        found.extend(between[:1])
    return sorted(found, key=lambda candidate: candidate.index)


def _one_figure_more(printed: tuple[int, ...], before: tuple[int, ...], counter: int) -> bool:
    """Whether a reference is the next one but for a figure too many in its number."""
    if any(printed[at] != before[at] for at in range(len(before)) if at != counter):
        return False
    figures, expected = str(printed[counter]), str(before[counter] + 1)
    return len(figures) == len(expected) + 1 and any(figures[:at] + figures[at + 1 :] == expected for at in range(len(figures)))


def _margins(paragraphs: Sequence[Paragraph]) -> tuple[float, float]:
    """The left margins of even and odd pages, in points: those of a book differ."""
    margins = [1e9, 1e9]
    for paragraph in paragraphs:
        margins[paragraph.page % 2] = min(margins[paragraph.page % 2], paragraph.label_x0)
    return margins[0], margins[1]


def _scores(group: Sequence[_Candidate]) -> list[float]:
    """How much each candidate of a series looks like a heading, less where no text stands under it."""
    following = {candidate.index for candidate in group}
    scores: list[float] = []
    for candidate in group:
        heading = candidate.heading
        empty = candidate.index + 1 + len(heading.title_parts) in following and heading.rest >= len(heading.paragraph.text)
        scores.append(candidate.score - (0.6 if empty else 0.0))
    return scores


def _without_empty_doubles(chain: Sequence[_Candidate], scores: Mapping[int, float]) -> list[_Candidate]:
    """The series without lines that list, without text under them, a number that stands in it again: the agenda in front of the minutes."""
    kept: list[_Candidate] = []
    for position, candidate in enumerate(chain):
        again = [at for at, other in enumerate(chain) if at > position and other.numbers == candidate.numbers]
        unique = candidate.shape != ("", 1) and again and again[0] > position + 1
        if not (again and (unique or scores[id(candidate)] < candidate.score)):
            kept.append(candidate)
    return kept


def _another_chain(chain: Sequence[_Candidate], group: Sequence[_Candidate]) -> list[_Candidate]:
    """A second series of the same look before or behind the first, with text under its items: the minutes of another meeting."""
    bold = sum(c.heading.paragraph.bold for c in chain) * 2 > len(chain)
    tables = sum(c.heading.paragraph.table >= 0 for c in chain) * 2 > len(chain)
    for part in ([c for c in group if c.index < chain[0].index], [c for c in group if c.index > chain[-1].index]):
        alike = [c for c in part if c.heading.paragraph.bold == bold and (c.heading.paragraph.table >= 0) == tables]
        if len(alike) < 3:
            continue
        scores = _scores(alike)
        found, _ = _best_chain(alike, scores, _counter(alike))
        mean = sum(scores[alike.index(c)] for c in found) / len(found)
        if len(found) >= 3 and mean > 0.8 and found[0].numbers[_counter(alike)] <= 2:
            return found
    return []


def _candidates(paragraphs: Sequence[Paragraph], pages: Mapping[int, Page]) -> list[_Candidate]:
    found: list[_Candidate] = []
    tables = {(paragraph.page, paragraph.table): paragraph for paragraph in paragraphs if paragraph.table >= 0}
    trackers = {place for place, paragraph in tables.items() if is_tracker(paragraph, pages)}
    for index, paragraph in enumerate(paragraphs):
        match, start = _reference(paragraph)
        if match is None or _is_date(match["numbers"]) or (paragraph.page, paragraph.table) in trackers:
            continue
        if index and _is_part(paragraph, paragraphs[index - 1]):
            continue
        heading = heading_at(paragraph, pages, " ".join(match["reference"].split()), start)
        if paragraph.label is None and heading.rest >= len(paragraph.text):
            _cut_with_next_line(heading, paragraphs[index + 1 : index + 2], start, pages)
        if heading.title is None and heading.rest >= len(paragraph.text):
            after = index + 1
            while after < len(paragraphs) and _is_part(paragraphs[after], paragraphs[after - 1]):
                after += 1
            _take_title_behind(heading, paragraphs[after : after + 7], pages)
        if heading.title is not None and (NAMES_ONLY.fullmatch(heading.title) or TIME.match(heading.title)):
            continue
        numbers = tuple(int(number) for number in FIGURES.findall(match["numbers"]))
        if len(numbers) == 2 and numbers[1] == 0 and "." in match["numbers"]:
            numbers = numbers[:1]
        prefix = NO_CAPITAL.sub("", match["prefix"].upper()) if match["prefix"] else ""
        found.append(_Candidate(heading, index, (prefix, len(numbers)), numbers, _look(heading, prefix, numbers, pages)))
    return found


def _is_part(paragraph: Paragraph, before: Paragraph) -> bool:
    """Whether a number stands alone below another in one cell: that of a point of the item, whose text is in the next cell."""
    if paragraph.cell < 0 or (paragraph.page, paragraph.table, paragraph.cell) != (before.page, before.table, before.cell):
        return False
    return not paragraph.words.strip() and not before.words.strip() and before.label is not None


def is_tracker(paragraph: Paragraph, pages: Mapping[int, Page]) -> bool:
    """Whether a table's first row heads a list of actions with dates or updates."""
    page = pages[paragraph.page]
    heads = [page.text[cell.start : cell.end].strip() for cell in page.tables[paragraph.table].cells if cell.row == 0]
    return any(listed("tracker_heads").fullmatch(" ".join(head.split())) for head in heads if head)


def _reference(paragraph: Paragraph) -> tuple[re.Match[str] | None, int]:
    """The reference that a paragraph opens with or consists of, and where the words behind it start."""
    label = paragraph.label or paragraph.margin
    if label is not None:
        match = REFERENCE.fullmatch(label)
        if match is not None and not (match["prefix"] and match["prefix"].islower()):
            return match, paragraph.body
        if paragraph.label is not None:
            return None, 0
    match = GLUED.match(paragraph.text)
    if match is None:
        return None, 0
    prefix = match["prefix"] or ""
    alone = match.end() >= len(paragraph.text)
    complex_number = any(mark in match["numbers"] for mark in "./-")
    if prefix and (not prefix[0].isupper() or not (prefix.replace(" ", "").isupper() or complex_number)):
        return None, 0
    if not (
        paragraph.bold
        or alone
        or (prefix and prefix.replace(" ", "").isupper() and complex_number)
        or match["reference"][-1:] in ".)"
        or YEARLY.fullmatch(match["numbers"])
    ):
        return None, 0
    return match, match.end()


def _is_date(numbers: str) -> bool:
    return DATE.fullmatch(numbers) is not None


def _cut_with_next_line(heading: Heading, following: Sequence[Paragraph], start: int, pages: Mapping[int, Page]) -> None:
    """The title of an item whose first line stands apart from the others, as hanging text without a tab does: cut as if they were one."""
    paragraph = heading.paragraph
    if not following or following[0].label or following[0].bold or following[0].x0 <= paragraph.x0 or following[0].page != paragraph.page:
        return
    title, rest = title_of(joined(paragraph, following[0]), start, pages)
    if title is not None and rest < len(paragraph.text):
        heading.title, heading.rest = title, rest


def _take_title_behind(heading: Heading, following: Sequence[Paragraph], pages: Mapping[int, Page]) -> None:
    """The title of a reference that stands alone: the next paragraph, with those of its cell that go on in it."""
    cell = heading.paragraph.cell
    following = [p for p in following if cell < 0 or p.cell != cell or p.words.strip()]
    if not following or following[0].page != heading.paragraph.page or (following[0].table not in (heading.paragraph.table, -1)):
        return
    parts = [following[0]]
    for paragraph in following[1:]:
        if paragraph.cell != parts[0].cell or not goes_on(parts[-1], paragraph) or sum(len(p.text) for p in parts) > 200:
            break
        parts.append(paragraph)
    numbered = _reference(parts[0])[0]
    if numbered is not None and not _is_date(numbered["numbers"]):
        return
    whole = parts[0]
    for part in parts[1:]:
        whole = joined(whole, part)
    title, rest = title_of(whole, whole.body, pages)
    if title is None:
        return
    heading.title, heading.title_parts = title, parts
    heading.title_rest = rest - (len(whole.text) - len(parts[-1].text)) if rest < len(whole.text) else 0


def _take_title_above(heading: Heading, above: Sequence[Paragraph]) -> None:
    """The title of an item whose number has slipped down to the first line of its text: the bold line right above, at the text's edge."""
    paragraph = heading.paragraph
    if not above or paragraph.bold or heading.title_parts or paragraph.label is None or not paragraph.words.strip():
        return
    title = above[0]
    stands_free = title.gap is not None and paragraph.gap is not None and title.gap > 2 * max(paragraph.gap, 1.0)
    same = (title.page, title.table, title.label, title.margin) == (paragraph.page, paragraph.table, None, None)
    if same and title.bold and stands_free and abs(title.x0 - paragraph.x0) < 2 and len(title.text) < 100:
        heading.title, heading.rest = title.text.strip(" :"), paragraph.body
        heading.title_parts = [title]


def _look(heading: Heading, prefix: str, numbers: tuple[int, ...], pages: Mapping[int, Page]) -> float:
    """How much a numbered line looks like the heading of an item."""
    paragraph, title = heading.paragraph, heading.title
    bold = paragraph.bold or bool(heading.title_parts and heading.title_parts[0].bold) or opens_bold(paragraph, pages)
    score = 1.0 if bold else 0.0
    if prefix or len(numbers) > 1:
        score += 0.5
    if title is None:
        return score - 1.2
    if listed("standard_headings").match(title):
        score += 0.8
    if len(title.split()) <= 16 and title[:1].isupper():
        score += 0.4
    if paragraph.table >= 0 and heading.title_parts:
        score += 0.3
    if heading.rest < len(paragraph.text) or heading.title_rest:
        score += 0.2
    if not bold and len(title.split()) > 25:
        score -= 1.0
    return score


def _groups(found: Sequence[_Candidate], margins: tuple[float, float]) -> list[tuple[list[_Candidate], bool]]:
    """Candidates of one shape of number and one left edge (on the page, or from the left margin of odd and even pages), in printed order.

    Those in tables and those outside make series of their own, and one together. Lines that are clearly headings make one wherever
    they stand; its numbers may only rise (the flag), for it may hold headings of two levels.
    """
    groups: list[tuple[list[_Candidate], bool]] = []
    shapes: dict[tuple[str, int], list[_Candidate]] = {}
    for candidate in found:
        shapes.setdefault(candidate.shape, []).append(candidate)
    for same in shapes.values():
        for mirrored in (False, True):
            for edge in _edges(same, margins if mirrored else (0.0, 0.0)):
                parts = [[c for c in edge if (c.heading.paragraph.table >= 0) is inside] for inside in (True, False)]
                groups.extend((sorted(part, key=lambda c: c.index), False) for part in (*parts, edge) if part)
        groups.append(([candidate for candidate in same if candidate.score >= CLEAR], True))
    return [group for position, group in enumerate(groups) if group[0] and group not in groups[:position]]


def _edges(same: Sequence[_Candidate], margins: tuple[float, float]) -> list[list[_Candidate]]:
    """Candidates by left edge: those that stand close belong together."""

    def edge_of(candidate: _Candidate) -> float:
        return candidate.heading.paragraph.label_x0 - margins[candidate.heading.paragraph.page % 2]

    edges: list[list[_Candidate]] = []
    for candidate in sorted(same, key=edge_of):
        if edges and edge_of(candidate) - edge_of(edges[-1][-1]) <= SAME_EDGE:
            edges[-1].append(candidate)
        else:
            edges.append([candidate])
    return edges


def _counter(group: Sequence[_Candidate]) -> int:
    """Which of the numbers in a reference counts the items: the one that takes most values."""
    width = len(group[0].numbers)
    return max(range(width), key=lambda at: (len({c.numbers[at] for c in group}), at))


def _best_chain(group: Sequence[_Candidate], scores: Sequence[float], counter: int, rising: bool = False) -> tuple[list[_Candidate], float]:
    """The sequence of candidates, in printed order, that scores best by looks and by running on."""
    totals: list[float] = []
    before: list[int] = []
    for position, candidate in enumerate(group):
        total, link = scores[position], -1
        for earlier in range(position):
            step = _step(group[earlier].numbers, candidate.numbers, counter)
            score = totals[earlier] + scores[position] + (step if step > 0 or not rising else NO_STEP)
            if score > total:
                total, link = score, earlier
        totals.append(total)
        before.append(link)
    at = max(range(len(group)), key=lambda position: totals[position])
    score = totals[at]
    chain: list[_Candidate] = []
    while at >= 0:
        chain.append(group[at])
        at = before[at]
    return chain[::-1], score


def _step(before: tuple[int, ...], after: tuple[int, ...], counter: int) -> float:
    """How well one number follows another: +1 when it is the next, less for gaps, doubles and small steps back; none for a new start."""
    others = [at for at in range(len(before)) if at != counter]
    difference = after[counter] - before[counter]
    if any(before[at] != after[at] for at in others):
        return 1.0 if after[counter] <= 1 else (0.2 if difference == 1 else -2.0)
    if difference == 1:
        return 1.0
    if difference == 2:
        return 0.3
    if difference == 0:
        return -0.6
    if 3 <= difference <= 6:
        return -0.2
    if -3 <= difference < 0:
        return -0.8
    return NO_STEP
