"""The words of a lead cell cut into one lead each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.wordings import (
    OPEN_WORDS,
    all_capitals,
    ends_with_organisation,
    has_starter_inside,
    is_complete,
    is_grade,
    is_group,
    is_member,
    is_organisation,
    is_person,
    is_post,
    is_starter,
    listed,
    stands_alone,
    starts_post,
)

AND = re.compile(r"\s+(?:and|&)\s+")
COMMA = re.compile(r",(?![^()]*\))")
NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s*){1,3}")


def parted(items: Sequence[str], known: AbstractSet[str]) -> list[str]:
    """The words of each lead, in order."""
    parts: list[str] = []
    for item in _rejoined(items):
        for firm in (part for piece in _firm().split(item) for part in at_known(piece, known)):
            for joined in [firm] if firm.lower() in known else _at_joining(firm):
                for comma in _at_commas(joined):
                    parts.extend(_run_together(comma))
    return [_plain(part) for part in parts if part.strip(" ,.:&()")]


def _plain(part: str) -> str:
    """A lead without the signs around it; a bracket that opens or closes nothing is one."""
    if part.count("(") != part.count(")"):
        part = part.strip("() ")
    return part if part.endswith("Ltd.") else part.strip(" ,.:")


def at_line_ends(lines: Sequence[str]) -> list[str]:
    """The printed lines of a cell as leads: a line's end parts two of them only where both sides are whole by themselves."""
    parts: list[str] = []
    above = ""
    for line in lines:
        if parts and not _whole_apart(parts[-1], above, line):
            parts[-1] = f"{parts[-1]}{'' if parts[-1].endswith('-') else ' '}{line}"
        else:
            parts.append(line)
        above = line
    return parts


def _whole_apart(before: str, above: str, after: str) -> bool:
    """Whether a post and a post or organisation below it, or two organisations, are two leads and not the halves of one; `above` is the
    last line of `before`.

    `Assistant Director` over `Housing Services` may be one post, `Housing Association` over `Forum` one body, `Parks and Open` over
    `Spaces Manager` the end of one.
    """
    if before.endswith((",", "&", "/", "-")) or before.split()[-1].lower() in OPEN_WORDS or not after[:1].isupper() or is_begun(before):
        return False
    alone = len(after.split()) > 1 or after.lower() in listed("posts_alone") | listed("organisations_alone")
    if is_post(before) and not is_starter(before) and not is_grade(before):
        begins = starts_post(after.split()) or is_post(above)
        return alone and begins and (is_post(after) or ends_with_organisation(after))
    return alone and ends_with_organisation(before) and ends_with_organisation(after)


def is_begun(text: str) -> bool:
    """Whether words are a post whose own word is still to come (`Chief Fire`, `Principal Planning`)."""
    words = text.split()
    return len(words) > 1 and is_grade(words[0]) and words[-1].lower().strip(".,") not in listed("post_words") | listed("posts_alone")


def at_known(text: str, known: AbstractSet[str]) -> list[str]:
    """A text cut where a post that stands alone elsewhere ends or starts, and the rest is a post too."""
    if not known:
        return [text]
    words = text.split()
    for place in range(2, len(words) - 1):
        left, right = " ".join(words[:place]), " ".join(words[place:])
        if words[place].lower() in OPEN_WORDS | listed("joining"):
            continue
        if left.lower() in known and (is_post(right) or right.lower() in known):
            return [left, *at_known(right, known)]
        if right.lower() in known and is_post(left) and words[place - 1].lower() not in OPEN_WORDS:
            return [*at_known(left, known), right]
    return [text]


@cache
def _firm() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in codes("leads")["joining_phrases"])
    return re.compile(rf"\s*(?:[;|•/]|(?<=\s)\+(?=\s)|\b(?:{phrases})\b)\s*", re.IGNORECASE)


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
    if after.startswith(";"):
        return False
    last = before.split()[-1].lower() if before.split() else ""
    if before.endswith((",", "&", "/", "-", ":")) or last in OPEN_WORDS or after[:1] in "&(,/" or after[:1].islower():
        return True
    if has_starter_inside(after) or not is_complete(after):
        return starts_post(before.split()) or not is_complete(before)
    return (is_starter(before) or not is_complete(before)) and not stands_alone(after)


def _at_joining(text: str) -> list[str]:
    """A text cut at `and` and `&` where both sides are leads."""
    words = text.split()
    joining = listed("joining")
    for place in range(1, len(words) - 1):
        if words[place].lower() not in joining:
            continue
        left, right = " ".join(words[:place]), " ".join(words[place + 1 :])
        near, far = left.split(",")[-1], right.split(",")[0]
        if left.count("(") != left.count(")"):
            continue
        if is_member(near) and NAME.fullmatch(AND.split(far)[0]) and not is_post(far):
            return [left, *_at_joining(f"Cllr {right}")]
        if _apart(near, far):
            return [left, *_at_joining(right)]
    return [text]


def _apart(left: str, right: str) -> bool:
    """Whether both of two wordings that `and` joins are leads, so that it does not stand inside one (`Parks and Leisure Manager`)."""
    right_first = AND.split(right)[0]
    if is_post(left) or stands_alone(left):
        if starts_post(left.split()) and has_starter_inside(right):
            return False
        return is_post(right) or stands_alone(right_first) or is_person(right_first) or is_group(right) or all_capitals(right)
    if is_group(left) or ends_with_organisation(left):
        return (is_group(right) or is_organisation(right) or is_person(right)) and not is_post(right)
    return is_person(left) and is_person(right_first) and not is_post(right)


def _at_commas(text: str) -> list[str]:
    """A text cut at the commas between leads; a comma inside one (`Director, Housing`, `Ann Example, Head of Parks`) is none."""
    if "," not in text:
        return [text.strip()] if text.strip() else []
    pieces = [piece.strip() for piece in COMMA.split(text) if piece.strip()]
    parts: list[str] = []
    for piece in pieces:
        if not parts:
            parts.append(piece)
            continue
        person_then_post = is_person(parts[-1]) and is_post(piece) and not is_person(piece)
        whole = is_post(piece) or stands_alone(piece)
        opened = starts_post(parts[-1].split(",")[-1].split()) or starts_post(parts[-1].split()) or not is_complete(parts[-1])
        inside = not whole and opened and not ends_with_organisation(piece)
        if person_then_post or inside or (whole and not is_complete(parts[-1])):
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
        if _opens(words, place, current) and any(is_complete(" ".join(words[place:end])) for end in range(place + 1, len(words) + 1)):
            parts.append([word])
        else:
            current.append(word)
    return [" ".join(part) for part in parts]


def _opens(words: Sequence[str], place: int, current: Sequence[str]) -> bool:
    """Whether a word may open another lead, behind the words of the one before it."""
    word = words[place]
    if current[-1].lower().rstrip(",:") in OPEN_WORDS:
        return False
    if word[:1].isupper():
        if len(current) == 1 and _shape_of_alone(current[0]):
            return True
        if starts_post(words[place : place + 5]) or (is_grade(word) and place < len(words) - 1):
            before = " ".join(current)
            if is_post(before) and not is_starter(before) and not is_grade(current[-1]):
                return True
    if _shape_of_alone(word):
        before = " ".join(current)
        return (len(current) == 1 or is_post(before)) and is_complete(before)
    return False


def _shape_of_alone(word: str) -> bool:
    """Whether a word is a post by itself, written as a short form (`SENDCo`, `SLT`) or as one word (`Headteacher`)."""
    return word.lower() in listed("posts_alone") and (sum(c.isupper() for c in word) >= 3 or word.lower() == "headteacher")
