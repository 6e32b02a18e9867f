"""Officers named again: every further page on which a paper speaks of somebody whom it introduces elsewhere with a post or role.

Nearly all names are plain words with white space around them, and are found by a pattern. Where signs touch a name or stand in it
(`O'Neil`, `Ann Field-Hay`), the language library says which words there are; loading it takes more time and memory than many papers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.edges.language import Phrases
from pipeline.extract.material import Material
from pipeline.extract.officers.mentions import Mention
from pipeline.records import OfficerMention, Page, Span

FIRST_AND_LAST = 2
WORD = re.compile(r"\w+")
PLAIN_NAME = re.compile(r"(?:[^\W\d_]+ )+[^\W\d_]{2,}")
CLEAR_BEFORE = " \n\t\u00a0([“‘"
CLEAR_BEHIND = re.compile(r"(?:['’]s)?[.,;:?!)\]”’]*(?=\s|\Z)")

Place = tuple[int, int, int]
"""The number of a name, and where it starts and ends in a text."""


def find_again(material: Material, known: Sequence[OfficerMention]) -> list[Mention]:
    """The first place on each further page where an officer of `known` is named in full; nothing for names of one word.

    A page is looked at word by word only when a cheap search finds the name on it.
    """
    pages_of: dict[str, set[int]] = {}
    for mention in known:
        name = " ".join((mention.name_text or "").split())
        if len(name.split()) >= FIRST_AND_LAST:
            pages_of.setdefault(name, set()).add(mention.source.page)
    if not pages_of or len(material.pages) < 2:
        return []
    names = sorted(pages_of)
    openings: dict[str, list[tuple[list[str], int]]] = {}
    for place, name in enumerate(names):
        words = WORD.findall(name.lower())
        if words:
            openings.setdefault(words[0], []).append((words, place))
    found: list[Mention] = []
    phrases: Phrases | None = None
    for number, page in material.pages.items():
        section = material.section_at(number)
        if section is not None and section.restricted:
            continue
        near = _named_on(page, openings) if any(number not in pages_of[names[which]] for which in _may_be_on(page, openings)) else set()
        if all(number in pages_of[names[which]] for which in near):
            continue
        places = _clear_places(page.text, names, near)
        if places is None:
            phrases = phrases or Phrases(names)
            places = phrases.find(page.text)
        for which, start, end in places:
            name = names[which]
            if number not in pages_of[name]:
                pages_of[name].add(number)
                found.append(Mention(" ".join(page.text[start:end].split()), None, "mentioned", (Span(number, start, end),), certain=True))
    return found


def _may_be_on(page: Page, openings: dict[str, list[tuple[list[str], int]]]) -> Iterator[int]:
    """The names all of whose words stand on a page, perhaps as parts of others: the cheap test in front of `_named_on`."""
    text = page.text.lower()
    for opening, named in openings.items():
        if opening in text:
            yield from (which for parts, which in named if all(part in text for part in parts))


def _named_on(page: Page, openings: dict[str, list[tuple[list[str], int]]]) -> set[int]:
    """The names whose words follow each other on a page, whatever stands between them; `openings` are the names by their first words."""
    words = WORD.findall(page.text.lower())
    return {
        which
        for place, word in enumerate(words)
        if word in openings
        for parts, which in openings[word]
        if words[place : place + len(parts)] == parts
    }


def _clear_places(text: str, names: Sequence[str], near: Iterable[int]) -> list[Place] | None:
    """Where some names stand in a text, in printed order, of overlapping ones the longest; None where that is not clear at a glance."""
    places: list[Place] = []
    for which in near:
        if not PLAIN_NAME.fullmatch(names[which]):
            return None
        for match in re.finditer(r"\s+".join(names[which].split()), text, re.IGNORECASE):
            if (match.start() and text[match.start() - 1] not in CLEAR_BEFORE) or not CLEAR_BEHIND.match(text, match.end()):
                return None
            places.append((which, *match.span()))
    kept: list[Place] = []
    for which, start, end in sorted(places, key=lambda place: (place[1] - place[2], place[1])):
        if not any(start < other_end and other_start < end for _, other_start, other_end in kept):
            kept.append((which, start, end))
    return sorted(kept, key=lambda place: place[1])
