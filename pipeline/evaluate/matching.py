"""When a row of the database is the row that gold means: a rule for each task.

A rule gives None when the two are not the same row, else how alike they are, and what decides between rows that are equally alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.evaluate.records import Row
from pipeline.evaluate.words import (
    ALMOST,
    alike,
    containment,
    is_whole_body,
    likeness,
    posts_alike,
    text_of,
    words_of,
    words_of_body,
    words_of_name,
)


class Match(NamedTuple):
    """How alike two rows are, 0 to 1, and the ties: what is compared in this order when others are as alike; more is better."""

    likeness: float
    ties: tuple[float, ...] = ()


Rule = Callable[[Row, Row], Match | None]

TEXT = 0.85
TITLE = 0.8
DATE_TEXT = 0.5


def same_text(column: str, label: str | None = None) -> Rule:
    """Rows whose text is alike; the same label decides."""

    def rule(gold: Row, found: Row) -> Match | None:
        return _at_least(TEXT, alike(gold.value(column), found.value(column)), *([_same_words(gold, found, label)] if label else []))

    return rule


def same_numbered_title(number: str, tie: str | None = None) -> Rule:
    """Rows with the same number or reference whose titles are alike; an equal column decides."""

    def rule(gold: Row, found: Row) -> Match | None:
        if not _same_words(gold, found, number):
            return None
        return _at_least(TITLE, alike(gold.value("title"), found.value("title")), *([_same(gold, found, tie)] if tie else []))

    return rule


def same_section(gold: Row, found: Row) -> Match | None:
    """Sections of the same kind over the same pages."""
    return Match(1.0) if all(_same(gold, found, column) for column in ("kind", "page_start", "page_end")) else None


def same_meeting(gold: Row, found: Row) -> Match | None:
    """Meetings of a committee on a day; the whole council goes by any of its names."""
    if not _same(gold, found, "date"):
        return None
    ours, theirs = gold.value("committee"), found.value("committee")
    both_whole = is_whole_body(ours) and is_whole_body(theirs)
    return _at_least(TITLE, 1.0 if both_whole else likeness(words_of_body(ours), words_of_body(theirs)), _same(gold, found, "start_time"))


def same_person_there(gold: Row, found: Row) -> Match | None:
    """Persons of one name who were both there, sent apologies, or were absent."""
    if not _same_name(gold, found) or not _same(gold, found, "status"):
        return None
    return Match(1.0, (_same(gold, found, "meeting_date"), _same(gold, found, "capacity")))


def same_resolution(gold: Row, found: Row) -> Match | None:
    """Resolutions whose text is alike; first the reference, then the label decides."""
    return _at_least(
        TEXT,
        alike(gold.value("text"), found.value("text")),
        _same_words(gold, found, "reference"),
        _same_words(gold, found, "label"),
    )


def same_action(gold: Row, found: Row) -> Match | None:
    """Actions that are alike with their detail, or by themselves when they have words enough; the detail is a field then.

    An action of minutes may be the sentence or the paragraph that it stands in: one that contains the other will do.
    """
    ours, theirs = _action_with_detail(gold, gold), _action_with_detail(found, gold)
    whole = alike(ours, theirs)
    found_to_be = whole
    if len(words_of(gold.value("action"))) >= 4 and alike(gold.value("action"), found.value("action")) >= TEXT:
        found_to_be = max(found_to_be, TEXT)
    if gold.text("origin") == "minute" and containment(ours, theirs) >= 0.95:
        found_to_be = max(found_to_be, 0.9)
    same_due = all(_same(gold, found, column) for column in ("due_start", "due_end"))
    return _at_least(
        TEXT,
        found_to_be,
        whole,
        alike(gold.value("due_text"), found.value("due_text")),
        same_due,
        alike(gold.value("theme"), found.value("theme")),
    )


def same_measure(gold: Row, found: Row) -> Match | None:
    """Measures that are alike with what is reported of them; the theme decides."""
    ours, theirs = (f"{row.text('measure')} {row.text('reported')}" for row in (gold, found))
    return _at_least(TITLE, alike(ours, theirs), alike(gold.value("theme"), found.value("theme")))


def same_officer(gold: Row, found: Row) -> Match | None:
    """Officers of one name, if gold has one, and alike posts, in any spelling that the paper or gold has."""
    named = bool(gold.text("name"))
    if named and words_of_name(gold.value("name")) not in [words_of_name(name) for name in found.items("names")]:
        return None
    posts = [post for post in (gold.value("post"), *gold.items("alt_posts")) if text_of(post)]
    theirs = found.items("posts") or [""]
    nearest = max((posts_alike(post, other) for post in posts for other in theirs), default=1.0)
    return _at_least(TITLE, nearest, named, gold.text("role") in found.items("roles"))


def same_date(gold: Row, found: Row) -> Match | None:
    """Date expressions of the same days in words that are alike."""
    if not found.text("start") or not (_same(gold, found, "start") and _same(gold, found, "end")):
        return None
    return _at_least(DATE_TEXT, alike(gold.value("text"), found.value("text")))


def same_finding(gold: Row, found: Row) -> Match | None:
    """Findings of one code; the words decide."""
    return Match(1.0, (alike(gold.value("quote"), found.value("quote")),)) if _same(gold, found, "code") else None


def same_vote(gold: Row, found: Row) -> Match | None:
    """Votes of one person to the same side on a resolution whose text is alike, as far as gold tells; the reference decides."""
    if not _same_name(gold, found) or not _same(gold, found, "vote"):
        return None
    text = alike(gold.value("text"), found.value("text")) if gold.gives("text") else 1.0
    if not gold.gives("text") and gold.gives("reference") and not _same_words(gold, found, "reference"):
        return None
    return _at_least(TEXT, text, _same_words(gold, found, "reference"))


def same_declaration(gold: Row, found: Row) -> Match | None:
    """Interests that one person declared; the item, the kind and the day decide."""
    if not _same_name(gold, found):
        return None
    item = alike(gold.value("item"), found.value("item"))
    return Match(1.0, (item, _same(gold, found, "kind"), _same(gold, found, "meeting_date")))


def _at_least(threshold: float, found_to_be: float, *ties: float) -> Match | None:
    return Match(found_to_be, tuple(float(tie) for tie in ties)) if found_to_be >= threshold - ALMOST else None


def _same(gold: Row, found: Row, column: str) -> bool:
    return gold.text(column) == found.text(column)


def _same_words(gold: Row, found: Row, column: str) -> bool:
    return words_of(gold.value(column)) == words_of(found.value(column))


def _same_name(gold: Row, found: Row) -> bool:
    """Whether both name one person, as printed or in another of gold's forms (`alt_name`)."""
    forms = [gold.value("name"), *gold.items("alt_name")]
    return words_of_name(found.value("name")) in [words_of_name(form) for form in forms]


def _action_with_detail(row: Row, gold: Row) -> str:
    """The action with its detail, or with its progress where gold has no detail; only with what gold speaks of."""
    more = next((column for column in ("detail", "progress") if gold.text(column)), None)
    return f"{row.text('action')} {row.text(more) if more else ''}"
