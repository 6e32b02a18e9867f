"""Officers in sentences: a name with its post beside it, or the post alone behind `the`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import cast

from pipeline.edges.codes import codes
from pipeline.extract.material import Material, spans_of
from pipeline.extract.officers.mentions import Mention, Role
from pipeline.extract.officers.names import Name, find_names
from pipeline.extract.officers.posts import Post, find_posts, has_post_word, is_not_officer, may_name_post, names_post
from pipeline.extract.prose import rejoined
from pipeline.records import Paragraph, Section

BETWEEN_NAME_AND_POST = re.compile(
    r"(?:\s*,)?(?:\s+(?:who is|is|was|as|our|then|currently)){0,2}\s*(?:[,(–—-]|\s)\s*(?:the|our|its|an?)?\s*", re.I
)
BETWEEN_POST_AND_NAME = re.compile(r"\s*(?:\((?:[A-Z]{2,6})\))?\s*(?:,|:|[-–—]|\()?\s*")
DETERMINED = re.compile(r"(?:^|[\s(“\"‘'])(?:the|our)\s+$", re.I)
PLANS = ("plan", "plan_update", "appendix", "presentation")


def find_in_prose(material: Material, with_posts: Container[int]) -> list[Mention]:
    """The officers named in running text, in order. In tables of plans only those with a name: their posts lead actions.

    `with_posts` are the pages whose paragraphs have a word for a post.
    """
    found: list[Mention] = []
    for section in material.division.sections:
        if section.restricted:
            continue
        for paragraph in rejoined(material.paragraphs_of(section)):
            spans = paragraph.spans
            if (spans[0].page in with_posts or len(spans) > 1) and has_post_word(paragraph.text):
                found.extend(_in_paragraph(paragraph, section))
    return found


def _in_paragraph(paragraph: Paragraph, section: Section) -> Iterator[Mention]:
    text = paragraph.text
    names = find_names(text)
    if not names and ((paragraph.table >= 0 and section.kind in PLANS) or not may_name_post(text)):
        return
    posts = find_posts(text, [(name.outer, name.end) for name in names])
    taken: set[int] = set()
    for name in names:
        if name.member:
            continue
        pair = _beside(text, name, names, posts)
        if pair is None:
            continue
        start, end, words, used = pair
        taken.update(used)
        yield Mention(text[name.start : name.end], words, _role(text, start, end), tuple(spans_of(paragraph, start, end)), name.titled)
    if paragraph.table >= 0 and section.kind in PLANS:
        return
    for index, post in enumerate(posts):
        said_of_body = _of_a_body().search(text, max(0, post.start - 60), post.start)
        if index not in taken and post.certain and not said_of_body and DETERMINED.search(text[: post.start]):
            for start, end in _each(text, post):
                yield Mention(None, text[start:end], _role(text, start, end), tuple(spans_of(paragraph, start, end)))


def _each(text: str, post: Post) -> list[tuple[int, int]]:
    """Where each of two posts stands that `and` joins and that open with the same word (`City Clerk and City Auditor`); `Town Clerk and
    Responsible Financial Officer` may be one."""
    words = text[post.start : post.end]
    at = words.find(f" and {words.split()[0]} ")
    if at < 0 or not (names_post(words[:at]) and names_post(words[at + len(" and ") :])):
        return [(post.start, post.end)]
    return [(post.start, post.start + at), (post.start + at + len(" and "), post.end)]


def _beside(text: str, name: Name, names: list[Name], posts: list[Post]) -> tuple[int, int, str, set[int]] | None:
    """The post beside a name: where the two start and end, the post's words, and which posts of the text are used up."""
    following = next((other.outer for other in names if other.outer >= name.end), len(text))
    if text[name.end :].lstrip().startswith("("):
        inside = _bracket(text, name.end)
        if inside is not None and names_post(text[inside[0] : inside[1]]):
            words = re.sub(r"^(?:the|our|its)\s+", "", text[inside[0] : inside[1]], flags=re.I)
            return name.start, inside[1], words, {i for i, p in enumerate(posts) if inside[0] <= p.start < inside[1]}
    for index, post in enumerate(posts):
        if name.end <= post.start < following:
            gap = text[name.end : post.start]
            if (BETWEEN_NAME_AND_POST.fullmatch(gap) and (gap.strip() or post.certain)) or _appointed().fullmatch(gap):
                return name.start, post.end, text[post.start : post.end], {index}
            break
    if is_not_officer(text[name.end : name.end + 60].split(".")[0]) and text[name.end : name.end + 1] in (",", " "):
        return None
    for index, post in enumerate(posts):
        if (
            post.end <= name.outer
            and BETWEEN_POST_AND_NAME.fullmatch(text[post.end : name.outer])
            and not _names_another(text, names, post)
        ):
            return post.start, name.end, text[post.start : post.end], {index}
    return None


def _names_another(text: str, names: list[Name], post: Post) -> bool:
    """Whether a post already belongs to the name before it (`Jane Doe, Clerk, John Roe`)."""
    return any(
        other.end <= post.start and BETWEEN_NAME_AND_POST.fullmatch(text[other.end : post.start]) and "," in text[other.end : post.start]
        for other in names
    )


def _bracket(text: str, at: int) -> tuple[int, int] | None:
    start = text.index("(", at) + 1
    depth = 1
    for place in range(start, min(len(text), start + 140)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return start, place
    return None


def _role(text: str, start: int, end: int) -> Role:
    before, after = text[max(0, start - 70) : start], text[end : end + 60]
    before = _title_last().sub("", before)
    for role, pattern in _roles_before():
        if pattern.search(before):
            return role
    for role, pattern in _roles_after():
        if pattern.match(after):
            return role
    return "mentioned"


@cache
def _roles_before() -> list[tuple[Role, re.Pattern[str]]]:
    return [(cast(Role, role), re.compile(rf"{pattern}\s*$", re.I)) for role, pattern in codes("posts")["roles_before"].items()]


@cache
def _roles_after() -> list[tuple[Role, re.Pattern[str]]]:
    return [(cast(Role, role), re.compile(rf"\)?{pattern}", re.I)) for role, pattern in codes("posts")["roles_after"].items()]


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(rf"{codes('posts')['appointed']}\s+(?:the|our|its|an?)?\s*", re.I)


@cache
def _of_a_body() -> re.Pattern[str]:
    return re.compile("|".join(rf"{pattern}\s+$" for pattern in codes("posts")["of_a_body"]), re.I)


@cache
def _title_last() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(codes('names')['short_titles'])})\.?\s*$")
