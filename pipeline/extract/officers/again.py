"""Officers named again: every further page on which a paper speaks of somebody whom it introduces elsewhere with a post or role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.edges.language import Phrases
from pipeline.extract.material import Material
from pipeline.extract.officers.mentions import Mention
from pipeline.records import OfficerMention, Span

FIRST_AND_LAST = 2


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
    gate = re.compile("|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names), re.I)
    found: list[Mention] = []
    phrases: Phrases | None = None
    for number, page in material.pages.items():
        section = material.section_at(number)
        if (section is not None and section.restricted) or not gate.search(page.text):
            continue
        if all(number in pages_of[name] for name in {_known(match[0], names) for match in gate.finditer(page.text)}):
            continue
        phrases = phrases or Phrases(names)
        for which, start, end in phrases.find(page.text):
            name = names[which]
            if number not in pages_of[name]:
                pages_of[name].add(number)
                found.append(Mention(" ".join(page.text[start:end].split()), None, "mentioned", (Span(number, start, end),), certain=True))
    return found


def _known(words: str, names: Sequence[str]) -> str:
    plain = " ".join(words.split()).lower()
    return next(name for name in names if name.lower() == plain)
