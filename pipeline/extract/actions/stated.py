"""Actions one below the other under a line that says how far each is (`Partially complete`), behind a heading that speaks of actions."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import simple
from pipeline.extract.actions.status import code_of, is_status
from pipeline.extract.actions.themes import cleaned
from pipeline.extract.material import Material
from pipeline.extract.tables.texts import LineEnds
from pipeline.extract.tables.titles import Titles
from pipeline.records import Paragraph, Section, Span

FEWEST = 3
"""Such lines that make a list."""
MOST_WORDS = 3
"""Words of a line that says how far something is."""
LONGEST = 30
"""Characters of one, which are looked at first."""
COLOURS = ("green", "amber", "red", "blue")
"""States that say how well a measure does as often as how far an action is."""
LEAST_WORDS = 3
MOST_WORDS_OF_TITLE = 40
APART = 12
"""Paragraphs at most from the heading to the first action, and from one action to the next."""
REACH = 60
"""The same with the cells of a table between."""


def drafts_under_states(
    material: Material, section: Section, titles: Titles, ends: LineEnds, taken: Container[tuple[int, int]] = frozenset()
) -> list[Draft]:
    """The actions of a section's lists under states, in printed order; `theme` is the heading that some of them stand under. What is
    `taken` (page, start) has been read with a table.

    A title in bold is the action and what follows it its progress; without one all words are the action's.
    Source: mitigations of corporate risks in quarterly reports.
    """
    paragraphs = material.paragraphs_of(section)
    following = [*paragraphs[1:], None]
    states = [place for place, paragraph in enumerate(paragraphs) if _is_state(paragraph) and _stands_over(paragraph, following[place])]
    states = [place for place in states if (paragraphs[place].page, paragraphs[place].spans[0].start) not in taken]
    if len(states) < FEWEST:
        return []
    first = next((place for place in states if _is_headed(paragraphs[max(0, place - REACH) : place], titles)), None)
    if first is None:
        return []
    run = [first]
    for place in states[states.index(first) + 1 :]:
        if place - run[-1] > APART:
            break
        run.append(place)
    return list(_drafts(paragraphs, run, titles, ends)) if len(run) >= FEWEST else []


def _is_state(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > LONGEST or paragraph.label is not None or not text[:1].isupper() or len(text.split()) > MOST_WORDS:
        return False
    return is_status(text) and not any(c.isdigit() for c in text) and code_of(text) not in COLOURS


def _stands_over(state: Paragraph, following: Paragraph | None) -> bool:
    """Whether a state stands over what follows it: outside tables, or in the same cell; a cell by itself is of a column of states."""
    return following is not None and (state.table, state.cell if state.table >= 0 else -1) == (following.table, following.cell)


def _is_headed(before: Sequence[Paragraph], titles: Titles) -> bool:
    """Whether one of the last of some paragraphs, tables aside, is a heading that speaks of actions."""
    near = [p for p in before if p.table < 0][-APART:]
    return any({"action", "actions"} & set(simple(p.text)) and titles.is_heading(p) for p in near)


def _drafts(paragraphs: Sequence[Paragraph], states: Sequence[int], titles: Titles, ends: LineEnds) -> Iterator[Draft]:
    theme = _theme(paragraphs[: states[0]], titles)
    for state, following in zip(states, [*states[1:], states[-1] + APART], strict=True):
        said = list(paragraphs[state + 1 : following])
        titled = bool(said) and said[0].bold and len(said[0].text.split()) <= MOST_WORDS_OF_TITLE
        heads = (place for place, p in enumerate(said) if place and (titles.is_heading(p) or p.label is not None))
        end = next(heads, len(said))
        own, rest = said[:end], said[end:]
        action = ends.text_of([span for p in own[: 1 if titled else None] for span in p.spans])
        if len(action.split()) >= LEAST_WORDS:
            yield Draft(
                origin="list",
                span=Span(own[0].page, own[0].spans[0].start, _end_on(own, own[0].page)),
                page_end=own[-1].spans[-1].page,
                theme=theme,
                action=action,
                status_text=paragraphs[state].text,
                progress=ends.text_of([span for p in own[1:] for span in p.spans]) or None if titled else None,
            )
        theme = _theme(rest, titles) or theme


def _end_on(paragraphs: Sequence[Paragraph], page: int) -> int:
    return max(span.end for paragraph in paragraphs for span in paragraph.spans if span.page == page)


def _theme(before: Sequence[Paragraph], titles: Titles) -> str | None:
    """The heading that is nearest to what comes, the cells of one that is taken for a table's row together; None without any."""
    last = next((place for place in reversed(range(len(before))) if before[place].bold and titles.is_heading(before[place])), None)
    if last is None:
        return None
    words = [before[last].text]
    for paragraph in reversed(before[:last]):
        if paragraph.table < 0 or paragraph.table != before[last].table or not paragraph.bold:
            break
        words.insert(0, paragraph.text)
    return cleaned(" ".join(words))
