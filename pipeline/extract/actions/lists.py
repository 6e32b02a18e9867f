"""Plans as lists: actions under numbered aims, with their lead and date in the line, behind dashes, in brackets or as `Lead: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.edges.codes import codes
from pipeline.extract.actions.dated import is_date
from pipeline.extract.actions.drafts import Draft
from pipeline.extract.actions.headings import meaning_of
from pipeline.extract.actions.leads import is_lead
from pipeline.extract.actions.people import People
from pipeline.extract.actions.themes import cleaned
from pipeline.extract.material import Material, spans_of
from pipeline.extract.tables.texts import LineEnds
from pipeline.extract.tables.titles import Titles
from pipeline.records import Paragraph, Section, Span

KEY = re.compile(r"(?:\A|(?<=[.;,|(]\s)|(?<=[.;,|(])|(?<=\s[–—-]\s))([A-Z][A-Za-z/&' ]{1,34}?)\s*:\s+")
LINE_KEY = re.compile(r"\s*([A-Z][A-Za-z/&' ]{1,34}?)\s*(?::|\s[–—-])\s+(?=\S)")
"""What a line opens with that says one thing of the action above it (`Lead – Trees Officer`)."""
RUN_ON = re.compile(r"(?<=\w)\s+([A-Z][a-z]+(?: [a-z]+)?)\s[–—-]\s+(?=\S)")
NUMBER = re.compile(r"([A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?=[A-Z])")
MOST_WORDS_ABOVE = 40
OPENING = re.compile(r"\s*([A-Z][a-z]+(?: [a-z]+)?)\s+(\d{1,3}(?:\.\d{1,3})*[a-z]?)\s*(?:[:.]|[–—-](?=\s))\s+(?=\S)")
"""What a numbered action opens with where no label does (`Action 3: `)."""
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{4,90})[)\]]\s*\.?\Z")
DASH = re.compile(r"\s[–—-]\s")
DASHES = re.compile(r"\s+[–—-]\s+")
ROLES = frozenset({"leads", "due", "due_revised", "status", "progress", "next_steps", "measure_of_success"})
LEAST_ALIKE = 2
"""How many items of one form a section must have before they are a list of actions."""
MOST_WORDS = 90


@dataclass(slots=True)
class _Item:
    """An item of a list: where its words stand in its paragraph without what is said of it, and what is said, by role. `label` is what
    it opens with, None where its words may open with a number; `action` are its words where they are known already."""

    paragraph: Paragraph
    begin: int
    end: int
    form: str
    theme: str | None
    label: str | None
    said: dict[str, str] = field(default_factory=dict)
    last: Paragraph | None = None
    action: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the item says who, and when or how far."""
        return "leads" in self.said and bool(self.said.keys() & {"due", "due_revised", "status"})

    def words(self, ends: LineEnds) -> tuple[str | None, str]:
        """Its label or number, and the words of the action."""
        if self.action is not None:
            return self.label, self.action
        text = ends.text_of(spans_of(self.paragraph, self.begin, self.end)).strip(" .;,|–—-(") if self.end > self.begin else ""
        return (self.label, text) if self.label is not None else _numbered(text)


def drafts_in_lists(material: Material, section: Section, people: People, titles: Titles, ends: LineEnds) -> list[Draft]:
    """The items of a section's lists that say who leads and when (or how far it is), in printed order.

    A single such item is no list. Source: delivery plans set as numbered lists under aims.
    """
    items = [item for item in _items(material, section, people, titles, ends) if "leads" in item.said]
    drafts: list[Draft] = []
    for form in ("dashes", "brackets", "keys"):
        alike = [(item, *item.words(ends)) for item in items if item.form == form]
        alike = [one for one in alike if len(one[2].split()) >= 3]
        if sum(item.whole for item, _, _ in alike) >= LEAST_ALIKE:
            drafts.extend(_draft(*one) for one in alike)
    return sorted(drafts, key=lambda draft: (draft.span.page, draft.span.start))


def _items(material: Material, section: Section, people: People, titles: Titles, ends: LineEnds) -> Iterator[_Item]:
    theme: str | None = None
    open_item: _Item | None = None
    above: tuple[Paragraph, str | None] | None = None
    for paragraph in material.paragraphs_of(section):
        if paragraph.table >= 0:
            above = None
            continue
        line = _line_key(paragraph)
        if line is not None and open_item is None and above is not None and line[0] == "leads":
            open_item = _item(above[0], {}, people, above[1])
            theme = above[1]
        above = None
        said = dict(_keys(paragraph.text[paragraph.body :])) or (dict([line]) if line is not None and line[0] in ROLES else {})
        if open_item is not None and line is not None:
            open_item.said.update({role: words for role, words in said.items() if role not in open_item.said})
            open_item.last = paragraph
            continue
        if open_item is not None:
            yield open_item
            open_item = None
        item = _item(paragraph, said, people, theme) if _may_be_item(paragraph) else None
        if item is None and line is None and len(paragraph.text.split()) <= MOST_WORDS_ABOVE:
            above = (paragraph, theme)
            open_item = _cut_at_lead(ends, paragraph, people, theme)
        if titles.is_heading(paragraph) and not (item and item.said) and open_item is None:
            theme = cleaned(paragraph.text)
        else:
            open_item = open_item or item
    if open_item is not None:
        yield open_item


def _line_key(paragraph: Paragraph) -> tuple[str, str] | None:
    """What a line says of the action above it, by its role (`extra` for what has no place of its own); None for any other paragraph."""
    found = LINE_KEY.match(paragraph.text) if paragraph.label is None and _opening(paragraph) is None else None
    roles = _roles(found[1]) if found is not None else ()
    if found is None or not roles or not (roles[0] in ROLES or "extra" in roles):
        return None
    return roles[0], paragraph.text[found.end() :].strip(" .;")


def _cut_at_lead(ends: LineEnds, paragraph: Paragraph, people: People, theme: str | None) -> _Item | None:
    """The item of a paragraph that ends with `Lead – …`, a line of its own run on behind a full one; None without."""
    dashed = DASH.search(paragraph.text) is not None
    found = next((match for match in RUN_ON.finditer(paragraph.text) if _roles(match[1])[:1] == ("leads",)), None) if dashed else None
    if found is None or not is_lead(paragraph.text[found.end() :].strip(" ."), people, names=True):
        return None
    item = _item(paragraph, {}, people, theme)
    number, _ = item.words(ends)
    action = ends.text_of(spans_of(paragraph, paragraph.body, found.start()))
    return replace(item, form="keys", label=number, action=_numbered(action)[1], said={"leads": paragraph.text[found.end() :].strip(" .")})


def _numbered(text: str) -> tuple[str | None, str]:
    """The reference that a text opens with (`A2`, `3.1`), and the rest."""
    found = NUMBER.match(text)
    return (found[1], text[found.end() :]) if found is not None else (None, text)


def _may_be_item(paragraph: Paragraph) -> bool:
    return (paragraph.label is not None or _opening(paragraph) is not None) and len(paragraph.text.split()) <= MOST_WORDS


def _opening(paragraph: Paragraph) -> re.Match[str] | None:
    """Where a paragraph without a label says that it is an action, and its number."""
    found = OPENING.match(paragraph.text) if paragraph.label is None else None
    return found if found is not None and set(_roles(found[1])) & {"action", "aim", "cause"} else None


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """What a text says behind keys (`Lead: Parks Manager`), by the role of each key."""
    if ":" not in text:
        return
    found = [(m, roles[0]) for m in KEY.finditer(text) if (roles := _roles(m[1])) and roles[0] in ROLES]
    for number, (match, role) in enumerate(found):
        end = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        yield role, text[match.end() : end].strip(" .;,|–—-()")


def _roles(key: str) -> tuple[str, ...]:
    meaning = meaning_of(key)
    return meaning.roles if meaning is not None and meaning.cover == 1.0 else ()


def _item(paragraph: Paragraph, said: dict[str, str], people: People, theme: str | None) -> _Item:
    text = paragraph.text
    opening = _opening(paragraph)
    body = opening.end() if opening is not None else paragraph.body
    form, end = "keys", len(text)
    bracket = BRACKETS.search(text) if text.removesuffix(".").rstrip().endswith((")", "]")) else None
    if bracket is not None and (who := _who_and_when(re.split(r"\s*[,;–—]\s*", bracket[1]), people)):
        form, end, said = "brackets", bracket.start(), who
    elif said:
        end = min(m.start() for m in KEY.finditer(text, body) if set(_roles(m[1])) & ROLES)
    elif DASH.search(text, body):
        parts = [part.rstrip(" .") for part in DASHES.split(text[body:])]
        for count in (2, 1):
            if len(parts) > count and (who := _who_and_when(parts[-count:], people)):
                form, said = "dashes", who
                end = list(DASHES.finditer(text, body))[-count].start()
                break
    number = opening[2] if opening is not None else paragraph.label
    return _Item(paragraph, body, end, form, theme, number, dict(said))


def _who_and_when(parts: Sequence[str], people: People) -> dict[str, str]:
    """Leads and a date, where some parts of a line are nothing else; empty where they are anything else."""
    parts = [part.strip() for part in parts]
    dated = any(map(is_date, parts))
    said: dict[str, list[str]] = {}
    for part in reversed(parts):  # the last is the shortest mostly, and tells soonest that they are something else
        words = _part_label().sub("", part)
        if is_date(words):
            said.setdefault("due", []).append(part)
        elif is_lead(words, people, names=dated):
            said.setdefault("leads", []).append(words)
        else:
            return {}
    return {role: ", ".join(reversed(words)) for role, words in said.items()}


def _draft(item: _Item, label: str | None, action: str) -> Draft:
    said = item.said
    first = item.paragraph.spans[0]
    last = (item.last or item.paragraph).spans[-1]
    same = [span for p in (item.paragraph, item.last) if p is not None for span in p.spans if span.page == first.page]
    draft = Draft(
        origin="list",
        span=Span(first.page, first.start, max(span.end for span in same)),
        page_end=last.page,
        theme=item.theme,
        reference=label if label is not None and re.search(r"\d", label) else None,
        action=action,
        due_text=said.get("due_revised") or said.get("due"),
        leads=(said["leads"],),
        leads_text=said["leads"],
        status_text=said.get("status"),
        progress=said.get("progress"),
        next_steps=said.get("next_steps"),
        measure_of_success=said.get("measure_of_success"),
    )
    return replace(draft, extra={"due": said["due"]}) if "due_revised" in said and "due" in said else draft


@cache
def _part_label() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{'|'.join(codes('leads')['part_labels'])})\s*:?\s+(?=\S)", re.IGNORECASE)
