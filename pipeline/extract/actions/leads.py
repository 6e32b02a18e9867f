"""Who leads an action: a cell's words parted into posts, persons, groups and organisations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.edges.codes import codes
from pipeline.extract.actions.people import People, looks_like_initials, without_titles
from pipeline.records import Lead

BRACKETS = re.compile(r"\s*\([^()]*\)")
EMPTY = re.compile(r"[\s.\-–—_/?]*\Z")
PERSON = re.compile(r"[A-Z][\w’'-]*\.?(?:[ \t]+(?:(?:de|van|von|der|la|le|du)\b[ \t]*)*[A-Z][\w’'-]+\.?){1,2}\Z")
OPEN_WORDS = frozenset({"and", "&", "of", "to", "for", "the", "with", "deputy", "assistant", "interim", "acting", "-"})
"""Words that no lead ends with."""
LIST_LABEL = re.compile(r"(?:^|(?<=\s))(?:\(?[a-z0-9]{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Leads:
    """The leads of an action in printed order, and the initials among them that nothing explains."""

    leads: tuple[Lead, ...] = ()
    unresolved: tuple[str, ...] = ()


def parse_leads(items: Sequence[str], people: People) -> Leads:
    """The leads that a cell's items name; empty for `None`, `TBC` and the like.

    `Director Housing Director Education` is two posts, `Director, Adult & Community Services` one; initials are looked up among the people
    of the document. Source: lead columns of service plans, trackers and minutes.
    """
    leads: list[Lead] = []
    unresolved: list[str] = []
    for part in _parts([LIST_LABEL.sub(" ", item).strip() for item in items], people.posts):
        if part.lower().rstrip(".") in _set("nobody") or EMPTY.match(part):
            continue
        lead, key = _lead(part, people)
        if key is not None:
            unresolved.append(key)
        if lead not in leads:
            leads.append(lead)
    return Leads(tuple(leads), tuple(unresolved))


def is_lead(text: str, people: People, names: bool = False) -> bool:
    """Whether some words are nothing but leads: initials, known persons, posts, `All`; with `names` also persons nobody else names."""
    parts = _parts([LIST_LABEL.sub(" ", text).strip()], people.posts)
    return bool(parts) and all(_is_whole(part, people) or (names and _is_person(part.strip("()"))) for part in parts)


def _is_whole(part: str, people: People) -> bool:
    plain = BRACKETS.sub("", part).strip()
    if plain.lower() in _set("groups_alone") or people.named(plain) is not None or _is_member(plain):
        return True
    if " " not in plain and (looks_like_initials(plain) or people.with_initials(plain) is not None):
        return True
    return len(plain.split()) <= 8 and is_post(plain) and plain[:1].isupper() and not plain.endswith((".", "?"))


# --- parting ------------------------------------------------------------------------------------------------------------


def learn_posts(cells: Sequence[Sequence[str]], people: People) -> None:
    """Keeps the posts that stand alone in some lead cells: they tell where one post ends that is followed by another without a sign."""
    whole = {" ".join(items) for items in cells}
    known = {text.lower() for text in whole if is_post(text) and 2 <= len(text.split()) <= 8 and len(_parts([text], frozenset())) == 1}
    people.posts |= {post for post in known if not any(len(_at_known(post, {other})) > 1 for other in known - {post})}


def _parts(items: Sequence[str], known: AbstractSet[str]) -> list[str]:
    """The words of each lead, in order."""
    parts: list[str] = []
    for item in _rejoined(items):
        for firm in (part for piece in _firm().split(item) for part in _at_known(piece, known)):
            for joined in [firm] if firm.lower() in known else _at_joining(firm):
                for comma in _at_commas(joined):
                    parts.extend(_run_together(comma))
    return [part.strip(" ,.:") if not part.endswith("Ltd.") else part for part in parts if part.strip(" ,.:&")]


def _at_known(text: str, known: AbstractSet[str]) -> list[str]:
    """A text cut where a post that stands alone elsewhere ends or starts, and the rest is a post too."""
    words = text.split()
    for place in range(2, len(words) - 1):
        left, right = " ".join(words[:place]), " ".join(words[place:])
        if words[place].lower() in OPEN_WORDS | _set("joining"):
            continue
        if left.lower() in known and (is_post(right) or right.lower() in known):
            return [left, *_at_known(right, known)]
        if right.lower() in known and is_post(left) and words[place - 1].lower() not in OPEN_WORDS:
            return [*_at_known(left, known), right]
    return [text]


@cache
def _firm() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in codes("leads")["joining_phrases"])
    return re.compile(rf"\s*(?:[;|•/]|\b(?:{phrases})\b)\s*", re.IGNORECASE)


def _rejoined(items: Sequence[str]) -> list[str]:
    """Items that a cell's narrow lines tore apart put together again: one that is no lead alone belongs to its neighbour."""
    whole: list[str] = []
    for item in items:
        if whole and _torn(whole[-1], item):
            whole[-1] = f"{whole[-1]} {item}"
        else:
            whole.append(item)
    return whole


def _torn(before: str, after: str) -> bool:
    last = before.split()[-1].lower() if before.split() else ""
    if before.endswith((",", "&", "/", "-", ":")) or last in OPEN_WORDS or after[:1] in "&(,/" or after[:1].islower():
        return True
    if _has_starter_inside(after) or not _complete(after):
        return _starts_post(before.split()) or not _complete(before)
    return (_is_starter(before) or not _complete(before)) and not _stands_alone(after)


def _at_joining(text: str) -> list[str]:
    """A text cut at `and` and `&` where both sides are leads."""
    words = text.split()
    for place in range(1, len(words) - 1):
        if words[place].lower() not in _set("joining"):
            continue
        left, right = " ".join(words[:place]), " ".join(words[place + 1 :])
        near, far = left.split(",")[-1], right.split(",")[0]
        if left.count("(") != left.count(")"):
            continue
        if _is_member(near) and re.fullmatch(r"(?:[A-Z][\w’'.-]*\s*){1,3}", re.split(r"\s+(?:and|&)\s+", far)[0]) and not is_post(far):
            return [left, *_at_joining(f"Cllr {right}")]
        if _apart(near, far):
            return [left, *_at_joining(right)]
    return [text]


def _apart(left: str, right: str) -> bool:
    """Whether both of two wordings that `and` joins are leads, so that it does not stand inside one (`Parks and Leisure Manager`)."""
    right_first = re.split(r"\s+(?:and|&)\s+", right)[0]
    if is_post(left) or _stands_alone(left):
        if _starts_post(left.split()) and _has_starter_inside(right):
            return False
        return is_post(right) or _stands_alone(right_first) or _is_person(right_first) or _is_group(right) or _capitals(right)
    if _is_group(left) or _ends_with_organisation(left):
        return (_is_group(right) or _is_organisation(right)) and not is_post(right)
    return _is_person(left) and _is_person(right_first) and not is_post(right)


def _has_starter_inside(text: str) -> bool:
    """Whether a post starts in the middle of some words (`Environment Head of Property`): what stands before it belongs to the one before."""
    words = text.split()
    starts = [place for place in range(1, len(words)) if words[place][:1].isupper() and (_starts_post(words[place:]) or _is_grade(words[place]))]
    return not _starts_post(words) and any(words[place - 1].lower() not in OPEN_WORDS for place in starts)


def _is_grade(word: str) -> bool:
    return word.lower() in _set("grades")


def _at_commas(text: str) -> list[str]:
    """A text cut at the commas between leads; a comma inside one (`Director, Housing`, `Ann Example, Head of Parks`) is none."""
    pieces = [piece.strip() for piece in re.split(r",(?![^()]*\))", text) if piece.strip()]
    parts: list[str] = []
    for piece in pieces:
        if not parts:
            parts.append(piece)
            continue
        person_then_post = _is_person(parts[-1]) and is_post(piece) and not _is_person(piece)
        whole = is_post(piece) or _stands_alone(piece)
        opened = _starts_post(parts[-1].split(",")[-1].split()) or _starts_post(parts[-1].split()) or not _complete(parts[-1])
        inside = not whole and opened and not _ends_with_organisation(piece)
        if person_then_post or inside or (whole and not _complete(parts[-1])):
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts


def _run_together(text: str) -> list[str]:
    """Posts that follow each other without any sign: cut before a word that starts one, and around posts that stand alone."""
    words = text.split()
    parts: list[list[str]] = []
    for place, word in enumerate(words):
        current = parts[-1] if parts else None
        if current is None:
            parts.append([word])
            continue
        before = " ".join(current)
        opens = _starts_post(words[place:]) or (_is_grade(word) and place < len(words) - 1)
        starts = word[:1].isupper() and opens and is_post(before) and not _is_starter(before) and not _is_grade(current[-1])
        inside = current[-1].lower().rstrip(",:") in OPEN_WORDS
        alone = _shape_of_alone(word) and (is_post(before) or len(current) == 1) and _complete(before)
        after_alone = len(current) == 1 and _shape_of_alone(current[0]) and word[:1].isupper()
        whole = any(_complete(" ".join(words[place:end])) for end in range(place + 1, len(words) + 1))
        if (starts or alone or after_alone) and not inside and whole:
            parts.append([word])
        else:
            current.append(word)
    return [" ".join(part) for part in parts]


def _shape_of_alone(word: str) -> bool:
    """Whether a word is a post by itself, written as a short form (`SENDCo`, `SLT`) or as one word (`Headteacher`)."""
    return word.lower() in _set("posts_alone") and (sum(c.isupper() for c in word) >= 3 or word.lower() == "headteacher")


# --- judging ------------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Words without what stands in brackets; `Lead- Strategy` as `Lead - Strategy`."""
    parted = re.sub(r"(?<=\w)- ", " - ", BRACKETS.sub("", text)).strip().rstrip(".")
    return re.sub(r"\b(\w+)-(?=[A-Z])", lambda m: f"{m[1]} - " if m[1].lower() in _set("post_words") else m[0], parted)


def is_post(text: str) -> bool:
    """Whether words name a post: they start as one, or end with a word for one (brackets apart)."""
    plain = _plain(text)
    words = plain.replace(":", " ").split()
    if not words:
        return False
    return _starts_post(words) or words[-1].lower() in _set("post_words") or plain.lower() in _set("posts_alone") or any(
        word.lower() in _set("post_words") and following.lower() in ("of", "for", "on", "in", "from", "-", "–")
        for word, following in pairwise(words)
    )


def _ends_with_organisation(text: str) -> bool:
    return bool(text.split()) and text.split()[-1].lower().strip(".") in _set("organisation_words")


def _capitals(text: str) -> bool:
    return all(word.isupper() and len(word) > 1 for word in text.split())


def _starts_post(words: Sequence[str]) -> bool:
    lowered = [word.lower().rstrip(",:") for word in words[:5]]
    return any(" ".join(lowered[:count]) in _set("post_starters") for count in range(1, len(lowered) + 1))


def _is_starter(text: str) -> bool:
    """Whether words are only the beginning of a post (`Director`, `Head of`)."""
    return text.lower().rstrip(",:") in _set("post_starters")


def _complete(text: str) -> bool:
    plain = _plain(text)
    if not plain:
        return False
    return is_post(plain) or _stands_alone(plain) or _is_person(plain) or _is_group(plain) or _is_organisation(plain)


def _stands_alone(text: str) -> bool:
    plain = BRACKETS.sub("", text).strip().rstrip(".")
    if plain.lower() in _set("groups_alone") | _set("nobody") | _set("posts_alone") or _is_member(plain):
        return True
    words = plain.split()
    return len(words) == 1 and (plain.isupper() or looks_like_initials(plain)) and len(plain) > 1


def _is_member(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and words[0].lower().rstrip(".") in _set("member_titles") and words[1][:1].isupper()


def _is_person(text: str) -> bool:
    plain = without_titles(_plain(text))
    titled = plain != _plain(text)
    words = {word.lower() for word in re.split(r"[\s-]+", plain)}
    if words & (_set("post_words") | _set("group_words") | _set("organisation_words") | _set("posts_alone")):
        return False
    shape = PERSON.match(plain) is not None and not any(word.isupper() and len(word) > 2 for word in plain.split())
    return shape or (titled and bool(plain))


def _is_group(text: str) -> bool:
    words = text.lower().split()
    return bool(words) and words[-1] in _set("group_words")


def _is_organisation(text: str) -> bool:
    return bool({word.strip("().,").lower() for word in text.split()} & _set("organisation_words"))


def _lead(part: str, people: People) -> tuple[Lead, str | None]:
    """One lead, and its initials when nothing explains them."""
    plain = BRACKETS.sub("", part).strip()
    if plain.lower() in _set("groups_alone"):
        return Lead(name=plain, kind="group"), None
    person = people.named(plain)
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
    if _is_member(plain):
        name = without_titles(plain)
        found = people.named(name) or (people.with_surname(name) if " " not in name else None)
        return Lead(name=found.name if found else name, kind="member"), None
    name, _, post = (piece.strip() for piece in part.partition(","))
    if post and _is_person(name) and is_post(post):
        return Lead(name=without_titles(name), post=post, kind="officer"), None
    if is_post(plain):
        member = any(plain.lower().startswith(post) for post in codes("leads")["member_posts"])
        return Lead(post=part, kind="member" if member else "officer"), None
    if _is_person(plain):
        return Lead(name=without_titles(plain), kind="unknown"), None
    if _is_group(plain):
        return Lead(name=part, kind="group"), None
    return Lead(name=part, kind="organisation" if _is_organisation(plain) else "unknown"), None


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(str(word).lower() for word in codes("leads")[name])
