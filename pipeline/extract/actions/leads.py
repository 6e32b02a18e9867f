"""Who leads an action: a cell's words parted into posts, persons, groups and organisations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.edges.codes import codes
from pipeline.extract.actions.parting import at_known, parted
from pipeline.extract.actions.passages import subject_of
from pipeline.extract.actions.people import People, looks_like_initials, without_titles
from pipeline.extract.actions.wordings import BRACKETS, is_group, is_member, is_organisation, is_person, is_post, listed
from pipeline.records import Lead

ARTICLE = re.compile(r"\Athe\s+(?=\S)", re.IGNORECASE)
EMPTY = re.compile(r"[\s.\-–—_/?]*\Z")
MOST_WORDS = 60
"""Words of a cell at most that holds nothing but leads."""
PARTED = "; "
"""What stands for a label between the leads of a list: it parts them."""
TORN = re.compile(r"(?<=[A-Za-z]) (?=[a-z]{2})")
"""Where a narrow cell may have torn a name (`He` over `ather Ash`)."""
MOST_KEPT = 2000
"""Answers about leads that are kept of a paper."""
LIST_LABEL = re.compile(r"(?:^|(?<=\s))(?:\(?[a-z0-9]{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Leads:
    """The leads of an action in printed order, and the initials among them that nothing explains."""

    leads: tuple[Lead, ...] = ()
    unresolved: tuple[str, ...] = ()


def parse_leads(items: Sequence[str], people: People) -> Leads:
    """The leads that a cell's items name; empty for `None`, `TBC` and the like.

    `Director Housing Director Education` is two posts, `Director, Parks & Leisure` one; initials are looked up among the people
    of the document. Source: lead columns of service plans, trackers and minutes.
    """
    leads: list[Lead] = []
    unresolved: list[str] = []
    said = [item for item in items if item.lower().strip(" .") not in listed("nobody")]
    parts = parted([LIST_LABEL.sub(PARTED, item).strip() for item in said], people.posts)
    for part in (key for whole in parts for key in _initials_apart(whole, people)):
        if part.lower().rstrip(".") in listed("nobody") or EMPTY.match(part):
            continue
        lead, key = _lead(part, people)
        if key is not None:
            unresolved.append(key)
        if lead not in leads:
            leads.append(lead)
    return Leads(tuple(leads), tuple(unresolved))


def _initials_apart(text: str, people: People) -> list[str]:
    """Several initials with only spaces between them as one each, where the paper explains some of them (`BA GP`)."""
    words = text.split()
    apart = len(words) > 1 and all(map(looks_like_initials, words)) and any(people.with_initials(word) for word in words)
    return words if apart else [text]


def is_lead(text: str, people: People, names: bool = False) -> bool:
    """Whether some words are nothing but leads: initials, known persons, posts, `All`; with `names` also persons nobody else names."""
    asked = text, names, len(people.posts)
    known = people.leads.get(asked)
    if known is None:
        if len(people.leads) >= MOST_KEPT:
            people.leads.clear()
        known = people.leads[asked] = _are_leads(text, people, names)
    return known


def _are_leads(text: str, people: People, names: bool) -> bool:
    if len(text.split()) > MOST_WORDS:
        return False
    parts = parted([LIST_LABEL.sub(PARTED, text).strip()], people.posts)
    return bool(parts) and all(_is_whole(part, people) or (names and is_person(part.strip("()"))) for part in parts)


def _is_whole(part: str, people: People) -> bool:
    plain = ARTICLE.sub("", BRACKETS.sub("", part).strip())
    if subject_of(plain) is not None or " to be " in plain:
        return False
    if plain.lower() in listed("groups_alone") or people.named(plain) is not None or is_member(plain):
        return True
    if " " not in plain and (looks_like_initials(plain) or people.with_initials(plain) is not None):
        return True
    return len(plain.split()) <= 8 and is_post(plain) and plain[:1].isupper() and not plain.endswith((".", "?"))


def learn_posts(cells: Sequence[Sequence[str]], people: People) -> None:
    """Keeps the posts that stand alone in some lead cells: they tell where one post ends that is followed by another without a sign."""
    whole = {" ".join(items) for items in cells}
    known = {text.lower() for text in whole if is_post(text) and 2 <= len(text.split()) <= 8 and len(parted([text], frozenset())) == 1}
    people.posts |= {post for post in known if not any(len(at_known(post, {other})) > 1 for other in known - {post})}


def _lead(part: str, people: People) -> tuple[Lead, str | None]:
    """One lead, and its initials when nothing explains them."""
    part = ARTICLE.sub("", part)
    plain = BRACKETS.sub("", part).strip()
    if plain.lower() in listed("groups_alone"):
        return Lead(name=plain, kind="group"), None
    person = people.named(plain) or (people.named(TORN.sub("", plain)) if TORN.search(plain) else None)
    if person is not None:
        return person.lead, None
    if " " not in plain and not is_post(plain):
        known = people.with_initials(plain)
        if known is not None:
            return known.lead, None
        if looks_like_initials(plain):
            return Lead(name=plain, kind="unknown"), plain
        surname = people.with_surname(plain)
        if surname is not None:
            return surname.lead, None
    if is_member(plain):
        name = without_titles(plain)
        found = people.named(name) or (people.with_surname(name) if " " not in name else None)
        return Lead(name=found.name if found else name, kind="member"), None
    name, _, post = (piece.strip() for piece in part.partition(","))
    if post and is_person(name) and is_post(post):
        return Lead(name=without_titles(name), post=post, kind="officer"), None
    if is_post(plain):
        member = any(plain.lower().startswith(post) for post in codes("leads")["member_posts"])
        return Lead(post=part, kind="member" if member else "officer"), None
    if is_person(plain):
        return Lead(name=without_titles(plain), kind="unknown"), None
    if is_group(plain):
        return Lead(name=part, kind="group"), None
    return Lead(name=part, kind="organisation" if is_organisation(plain) else "unknown"), None
