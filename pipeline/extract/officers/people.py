"""People and posts in the words behind a label, in a cell or in a block: `Name, Post`, `Post – Name`, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.edges.codes import codes
from pipeline.extract.material import spans_of
from pipeline.extract.officers.names import Name, find_name, find_names, has_given_name, without_suffixes
from pipeline.extract.officers.posts import is_not_officer, names_post
from pipeline.records import Paragraph, Span

MOST_LABELS = 4
"""How many labels may stand one behind the other in front of a number (`Tel No: T:`)."""
APART = re.compile(r"\s*(?:[,:;|]|[-–—]+(?=\s)|\(|/)\s*|\s+")
MARKS = re.compile(r"[;|•●▪]|\s/\s|(?<=\w)/(?=[A-Z])")
LIST_MARK = re.compile(r"\s*(?:[,;/&]|\band\b|\|)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as printed: a name, a post, or both, and the stretch of the text that says so."""

    name: str | None
    post: str | None
    start: int
    end: int
    member: bool = False
    titled: bool = False


def find_people(words: Paragraph) -> list[Person]:
    """The people and posts that a value names, in order. Contact details are passed over; elected members are marked as such.

    A line that opens with a name opens a new entry; what follows the name is the post, when it is one, else nothing is said of it.
    """
    breaks = _line_starts(words)
    people: list[Person] = []
    for start, end in _entries(words.text, breaks):
        found = _person(words.text, start, end)
        if found is None:
            continue
        before = people[-1] if people else None
        if found.name is None and before is not None and before.post is None and before.name and not before.member:
            people[-1] = replace(before, post=found.post, end=found.end)
        elif found.post is None and before is not None and before.name is None:
            people[-1] = replace(found, post=before.post, start=before.start)
        else:
            people.append(found)
    return people


def only_names(text: str) -> bool:
    """Whether a text is one person's name or a list of names, and nothing else."""
    names = find_names(text)
    rest = text
    for name in reversed(names):
        rest = rest[: name.outer] + rest[name.end :]
    return bool(names) and not LIST_MARK.sub("", rest).strip()


def spans_in(words: Paragraph, person: Person) -> list[Span]:
    """Where a person stands on the page."""
    return spans_of(words, person.start, person.end)


@cache
def contact_details() -> re.Pattern[str]:
    """Telephone numbers, e-mail addresses and their labels: they end what stands before."""
    printed = codes("contacts")
    return re.compile(rf"(?:{printed['labels']}){{0,{MOST_LABELS}}}(?:{printed['details']})|{printed['alone']}", re.I)


@cache
def _labels_within() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(codes('contacts')['within'])})s?\s*:", re.I)


@cache
def _address_line() -> re.Pattern[str]:
    """A line that is part of an address: a house number, a street or building by its name, a postcode."""
    named = rf"(?:[\w’'.&-]+ ){{1,4}}(?:{'|'.join(codes('contacts')['places'])})\b(?:,|$|.*\b[A-Z]{{1,2}}\d)"
    return re.compile(rf"\d+[A-Za-z]?,? [A-Z]|{named}|.*\b[A-Z]{{1,2}}\d{{1,2}}[A-Z]? ?\d[A-Z]{{2}}\b", re.I)


def _line_starts(words: Paragraph) -> list[int]:
    starts, at = [], 0
    for span in words.spans:
        starts.append(at)
        at += span.end - span.start + 1
    return starts


def _entries(text: str, breaks: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of the text that hold one person each: cut at contact details, semicolons, bullets, and before names that open a line or
    follow a comma or `and` with a post of their own."""
    cuts = {0, len(text)}
    gaps: list[tuple[int, int]] = []
    for pattern in (contact_details(), MARKS, _labels_within()):
        gaps.extend(match.span() for match in pattern.finditer(text))
    names = find_names(text)
    for name in names:
        if name.outer in breaks:
            cuts.add(name.outer)
            continue
        before = text[: name.outer].rstrip()
        listed = re.search(r"(?:,|&|\band|\()$", before)
        if (listed and _own_post(text, name, names) and not _of_a_post(before)) or (
            listed and listed[0] in ("&", "and") and _follows_name(text, listed.start(), names)
        ):
            cuts.add(name.outer)
            gaps.append((listed.start(), name.outer))
    for start in breaks:
        line = _line(text, breaks, start)
        if start and _address_line().match(line) and not re.search(r"(?:&|\band|,|\bof)\s*$", text[:start]):
            gaps.append((start, start + len(line)))
        if start and _ends_person(text, breaks, start):
            cuts.add(start)
    for low, high in gaps:
        cuts.update((low, high))
    marks = sorted(cuts)
    return [
        (low, high)
        for low, high in pairwise(marks)
        if text[low:high].strip() and not any(start <= low and high <= end for start, end in gaps)
    ]


def _follows_name(text: str, at: int, names: Sequence[Name]) -> bool:
    return any(other.end <= at and not text[other.end : at].strip(" ,") for other in names)


def _own_post(text: str, name: Name, names: Sequence[Name]) -> bool:
    """Whether a post follows a name directly (`Jane Doe, Clerk`), or another name in a list."""
    following = min((other.outer for other in names if other.outer > name.end), default=len(text))
    rest = text[name.end : following]
    return bool(re.match(r"\s*[,(–—-]", rest)) and names_post(re.split(r";|\)\s", rest.strip(" ,(–—-"))[0].strip(" ,).") or "")


def _of_a_post(before: str) -> bool:
    return bool(re.search(r"\b(?:of|for)(?:\s+\S+){0,2},$", before))


def _line(text: str, breaks: Sequence[int], start: int) -> str:
    following = min((b for b in breaks if b > start), default=len(text) + 1)
    return text[start : following - 1]


def _ends_person(text: str, breaks: Sequence[int], start: int) -> bool:
    """Whether the line before one ends with a name behind a post (`Head of Finance, Jane Doe`), so that the line opens another entry."""
    before = max((b for b in breaks if b < start), default=0)
    line = text[before : start - 1].strip()
    names = find_names(line)
    return bool(names) and names[-1].end >= len(line) and names[0].outer > 0 and (names_post(line) or is_not_officer(line))


def _person(text: str, start: int, end: int) -> Person | None:
    chunk = text[start:end]
    lead = len(chunk) - len(chunk.lstrip(" ,;:-–—•|()"))
    start += lead
    chunk = chunk[lead:].rstrip(" ,;:-–—|/")
    if chunk.count("(") < chunk.count(")"):
        chunk = chunk.rstrip(")")
    if not chunk:
        return None
    end = start + len(chunk)
    name = find_name(chunk)
    if name is not None:
        return _named(chunk, name, start, end)
    names = reversed(find_names(chunk))
    last = next((n for n in names if not without_suffixes(chunk[n.end :]).strip(" .)")), None)
    if last is not None:
        post = chunk[: last.outer].rstrip(" ,:-–—(")
        if names_post(post):
            return Person(chunk[last.start : last.end], post, start, end, last.member, last.titled)
    if names_post(chunk) and not find_names(chunk):
        return Person(None, chunk, start, end)
    return None


def _named(chunk: str, name: Name, start: int, end: int) -> Person | None:
    rest = without_suffixes(chunk[name.end :])
    gap = APART.match(rest) if rest and not rest[0].isalnum() else None
    bracketed = rest.startswith("(")
    post = (rest[gap.end() :] if gap else rest).strip(" ,;:-–—")
    if bracketed and ")" in post:
        post = _inside(post)
        end = start + chunk.index(post, name.end) + len(post)
    post = post.removesuffix(".")
    printed = chunk[name.start : name.end]
    member = name.member or is_not_officer(post)
    others = (other for other in find_names(post) if other.outer > 0)
    inner = next((other for other in others if other.titled or has_given_name(post[other.start : other.end])), None)
    if inner is not None:
        post = post[: inner.outer].rstrip(" ,;:-–—(&")
    post = re.sub(r"[\s,]+(?:on|at|by|via|or|and|from|in)$", "", _without_initials(post))
    if post and names_post(post):
        return Person(printed, re.sub(r"^(?:the|our)\s+", "", post), start + name.start, end, member, name.titled)
    return Person(printed, None, start + name.start, start + name.end, member, name.titled)


def _without_initials(post: str) -> str:
    """A post without the abbreviations that a list puts before or behind it (`JD, Secretary`)."""
    parts = post.split(",")
    while len(parts) > 1 and re.fullmatch(r"\s*[A-Z]{2,5}\s*", parts[0]) and any(names_post(part.strip()) for part in parts[1:]):
        parts.pop(0)
    while len(parts) > 1 and re.fullmatch(r"\s*[A-Z]{2,5}\s*", parts[-1]) and names_post(",".join(parts[:-1])):
        parts.pop()
    return ",".join(parts).strip()


def _inside(text: str) -> str:
    """A text up to the bracket that closes the one opened before it."""
    depth = 1
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[:at]
    return text
