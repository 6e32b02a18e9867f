"""Which council a paper is of, by the names printed in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pipeline.divide.council_names import council_names
from pipeline.edges.codes import codes
from pipeline.records import Page

OFTEN = 4
"""How many times a municipality must be named whose paper names no council."""
HEAD = 3
"""How many lines from the start of a paper make its head."""
TOP = 12
"""How many lines from the start of a paper are its letterhead, title and the lines about them, where its own council stands."""
OPENING = 3
"""How much more a name counts that the first line of a paper opens with."""
LARGE = 13.0
"""Letters of more points than these are a heading's."""
CAPITALS = re.compile(r"\b[A-Z][A-Z'’&-]+(?:\s+(?:ST\.|[A-Z][A-Z'’&-]+))*\b")
MOST_LINES = 70
"""How many lines of a page are looked at."""
HOST = re.compile(r"(?:@|\bwww\.)([\w.-]+\w)")
"""Where letters and pages of the paper's own body go."""
LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 5
"""Letters of a name that an address must have."""
LONGEST, MOST_WORDS = 60, 4
"""Characters and words of a municipality's name behind its kind that are looked at."""
WEB = re.compile(r"\b(?:[\w-]+\.)*([a-z-]+)\.gov\.(?:uk|wales|scot)\b", re.I)


def find_council(pages: Sequence[Page]) -> str | None:
    """The council whose paper it is; None when no name says so.

    That is the name that stands most often, the first page counting most, of those that stand at the top of the first page, in a heading
    there, in a running header or as a web address. Where no name does, a council that only the running text names has the paper if
    it is one in `schemas/codes/councils.yml` and is alone, or stands on the first page or more than once: reports speak of others too.
    Another body (a school, a panel of several councils) has the paper where its head is that body's name and no council's, or where it
    is a form that has the body behind a label.
    """
    headed = _body_at_the_head(pages)
    if headed is not None:
        return headed
    known, names_of = codes("councils"), council_names()
    votes: Counter[str] = Counter()
    owning: set[str] = set()
    seen: Counter[str] = Counter()
    for index, page in enumerate(pages[:12]):
        first = index == 0
        shown = [(item.text, 2, True, False) for item in page.furniture]
        for place in _lines_with_signs(page):
            line = page.lines[place]
            heading = line.bold or line.size > LARGE
            owns = first and (heading or place < TOP)
            words = page.text[line.start : line.end]
            if place and words.startswith(".gov."):  # an address that its line's end cut
                before = page.lines[place - 1]
                words = page.text[before.start : before.end].rpartition(" ")[2] + words
            shown.append((words, 4 if heading else 1, owns, first and place == 0))
        for text, weight, owns, at_head in shown:
            small = text.lower()
            if not any(sign in small for sign in names_of.signs):
                continue
            for match in names_of.council.finditer(CAPITALS.sub(_titled, text)):
                name = _trimmed(match[0], known["not_names"])
                if name:
                    votes[name] += weight * (4 if first else 1) * (OPENING if at_head and not match.start() else 1)
                    seen[name] += 2 if first or weight > 1 else 1
                    if owns:
                        owning.add(name)
            for match in WEB.finditer(text):
                name = known["domains"].get(match[1].lower())
                if name:
                    votes[name] += 3
                    owning.add(name)
    names = [name for name in votes if any(_same(name, other) for other in owning)]
    if not names:
        listed = [name for name in votes if name in known["domains"].values()]
        names = [name for name in listed if seen[name] > 1 or len(listed) == 1]
    if not names:
        return _body_in_a_field(pages) or _place_named_most(pages) or _with_an_address(pages, votes)
    full = {name: sum(count for other, count in votes.items() if _same(name, other)) for name in names}
    return max(names, key=lambda name: (full[name], len(name.split()) > 1, votes[name]))


def _body_in_a_field(pages: Sequence[Page]) -> str | None:
    """The body that stands behind a label for it (`School name`), as forms have it."""
    labels, body = codes("councils")["name_labels"], council_names().body
    for page in pages[:HEAD]:
        lines = [page.text[line.start : line.end].strip() for line in page.lines]
        for words, following in zip(lines, [*lines[1:], ""], strict=False):
            label = next((label for label in labels if words.lower().startswith(label)), None)
            if label is None:
                continue
            named = body.fullmatch(words[len(label) :].strip(" :")) or (body.fullmatch(following) if len(words) <= len(label) + 1 else None)
            if named is not None and not _is_generic(named["name"]):
                return named["name"]
    return None


def _place_named_most(pages: Sequence[Page]) -> str | None:
    """The municipality (`City of Ashby`) that a paper without a council's name often speaks of, and of no other half as often."""
    names = council_names()
    texts = [text for page in pages[:12] for text in (page.text, *(item.text for item in page.furniture))]
    speaking = (text for text in texts if " of " in text and names.place_kind.search(text))
    named = Counter(match["name"] for text in speaking for match in names.place.finditer(text))
    first, second = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] >= OFTEN and first[1] >= 2 * second[1] else None


def _with_an_address(pages: Sequence[Page], named: Iterable[str]) -> str | None:
    """The municipality, else the council of some that a paper has `named`, whose name is in an address of the paper
    (`clerk@northash.gov`)."""
    names, ends = council_names(), frozenset(codes("councils")["address_ends"])
    texts = [text for page in pages[:12] for text in (page.text, *(item.text for item in page.furniture))]
    hosts = {label for text in texts if "@" in text or "www." in text for host in HOST.findall(text.lower()) for label in host.split(".")}
    if not hosts:
        return None
    for text in (" ".join(text.split()) for text in texts):
        for kind in names.place_kind.finditer(text):
            words = text[kind.end() : kind.end() + LONGEST].split()
            for count in range(1, min(len(words), MOST_WORDS) + 1):
                if _is_host("".join(words[:count]), hosts, ends):
                    return f"{kind[0]}{' '.join(words[:count])}".rstrip(".,;:")
    return next((name for name in named if _is_host("".join(w for w in name.split() if w.lower() not in names.alike), hosts, ends)), None)


def _is_host(name: str, hosts: Iterable[str], ends: Container[str]) -> bool:
    """Whether a name, written in one word, is a part of an address, by itself or with what stands behind it there (`northashpc`)."""
    plain = "".join(LETTERS.findall(name.lower()))
    return len(plain) >= SHORTEST and any(host.startswith(plain) and host[len(plain) :] in ends for host in hosts)


def _lines_with_signs(page: Page) -> Sequence[int]:
    """The first lines of a page that have a sign of a council in them, by their places."""
    lines = page.lines[:MOST_LINES]
    lowered = page.text[: lines[-1].end if lines else 0].lower()
    if len(lowered) != (lines[-1].end if lines else 0):  # a letter that is two when small
        return range(len(lines))
    starts = [line.start for line in lines]
    return sorted({bisect_right(starts, match.start()) - 1 for match in council_names().sign.finditer(lowered)})


def _body_at_the_head(pages: Sequence[Page]) -> str | None:
    """The body whose name is a line by itself at the head of a paper; None when it has none, or a council's above it."""
    if not pages:
        return None
    names = council_names()
    above = ""
    for line in pages[0].lines[:HEAD]:
        words = pages[0].text[line.start : line.end].strip()
        words = CAPITALS.sub(_titled, words) if words.isupper() else words
        if names.council.search(words):
            return None
        place = names.place.fullmatch(words)
        if place is not None:
            return place["name"]
        for printed in (words, f"{above} {words}"):
            body = names.body.fullmatch(printed)
            if body is not None and not re.search(r" of (?!England)", body["name"]) and not _is_generic(body["name"]):
                return body["name"]
        above = words
    return None


def _is_generic(name: str) -> bool:
    """Whether a body's name only says what it is (`Primary School`)."""
    return all(word in codes("councils")["kinds_of_bodies"] for word in name.split())


def _titled(match: re.Match[str]) -> str:
    """Words in capitals as a name is written: `BURTON-ON-LEA PARISH COUNCIL` gives `Burton-on-Lea Parish Council`."""
    small = council_names().small
    parts = re.split(r"([\s-]+)", match[0].lower())
    return "".join(part if at and part in small else part[:1].upper() + part[1:] for at, part in enumerate(parts))


def _trimmed(name: str, not_names: Sequence[str]) -> str | None:
    """The name without words that only stand in front of it (`The`, `Minutes of`); None when nothing of a name is left."""
    words, names = name.split(), council_names()
    while words and (words[0] in not_names or words[0].lower() in names.before):
        words.pop(0)
    if len(words) < 2 or all(word.lower() in names.generic for word in words) or len(words) > 7:
        return None
    return " ".join(words)


def _same(name: str, other: str) -> bool:
    """Whether two names are those of one council, with and without words such as `Borough`."""
    alike = council_names().alike
    return {word.lower() for word in name.split()} - alike == {word.lower() for word in other.split()} - alike
