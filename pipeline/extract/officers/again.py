"""Officers named again: every further page on which a paper speaks of somebody whom it introduces elsewhere with a post or role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.edges.language import Phrases
from pipeline.extract.material import Material
from pipeline.extract.officers.mentions import Mention
from pipeline.records import OfficerMention, Page, Span

FIRST_AND_LAST = 2
WORD = re.compile(r"\w+")


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
    openings: dict[str, list[tuple[list[str], str]]] = {}
    for name in names:
        words = WORD.findall(name.lower())
        if words:
            openings.setdefault(words[0], []).append((words, name))
    found: list[Mention] = []
    phrases: Phrases | None = None
    for number, page in material.pages.items():
        section = material.section_at(number)
        if section is not None and section.restricted:
            continue
        if all(number in pages_of[name] for name in _named_on(page, openings)):
            continue
        phrases = phrases or Phrases(names)
        for which, start, end in phrases.find(page.text):
            name = names[which]
            if number not in pages_of[name]:
                pages_of[name].add(number)
                found.append(Mention(" ".join(page.text[start:end].split()), None, "mentioned", (Span(number, start, end),), certain=True))
    return found


def _named_on(page: Page, openings: dict[str, list[tuple[list[str], str]]]) -> set[str]:
    """The names whose words follow each other on a page; `openings` are the names by their first words."""
    text = page.text.lower()
    if not any(opening in text for opening in openings):
        return set()
    words = WORD.findall(text)
    return {
        name
        for place, word in enumerate(words)
        if word in openings
        for parts, name in openings[word]
        if words[place : place + len(parts)] == parts
    }
