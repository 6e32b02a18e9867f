"""Officers wherever a paper names them: front sheets, contact lines, signatures, attendance, slides, tables and sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.extract.material import Material
from pipeline.extract.officers.again import find_again
from pipeline.extract.officers.blocks import find_blocks, find_in_cells
from pipeline.extract.officers.columns import HeadedColumns, find_side_by_side
from pipeline.extract.officers.labelled import find_labelled
from pipeline.extract.officers.mentions import Mention
from pipeline.extract.officers.names import find_name, is_plausible
from pipeline.extract.officers.posts import may_begin_post, names_post
from pipeline.extract.officers.prose import find_in_prose
from pipeline.extract.printed import PrintedWords
from pipeline.extract.reports.rows import find_rows
from pipeline.records import Action, Attendance, Found, OfficerMention, Source

OPEN_WORDS = frozenset({"of", "for", "to", "at", "the", "and", "with", "in", "by", "from"})
"""Words that a post does not end with."""
OUTSIDE = -1
"""What stands outside tables, beside the numbers of tables."""


def find_officer_mentions(material: Material, attendance: Sequence[Attendance], actions: Sequence[Action]) -> Found[OfficerMention]:
    """The places of a document where an officer or a post is named, by page; elected members, residents and other bodies' people
    without a post are none.

    Officers in an attendance list are `attendee`s; whom the list gives in full is not mentioned once more on its page. Leads of actions
    have no mention of their own: they stand with their actions. A post alone is passed over where it leads an action on its page, and
    where it is short for one that the paper gives with its holder (`the Clerk` for `Clerk to the Board`).
    """
    leads = {(action.source.page, lead.post) for action in actions for lead in action.leads if lead.post}
    mentions: list[Mention] = []
    for mention in _mentions(material):
        if _is_plausible(mention, material) and not any(mention.overlaps(other) for other in mentions):
            mentions.append(mention)
    mentions.sort(key=lambda mention: (mention.spans[0].page, mention.spans[0].start))
    found: Found[OfficerMention] = Found()
    for person in attendance:
        if person.capacity == "officer" or (person.capacity == "member" and person.post):
            found.records.append(
                OfficerMention(
                    id=material.next_id("officer_mentions", person.source.page),
                    name_text=person.name,
                    post_text=person.post,
                    role="attendee",
                    source=person.source,
                )
            )
    full = {
        post.lower() for post in [*(m.post for m in mentions if m.name), *(p.post for p in attendance if p.capacity == "officer")] if post
    }
    listed = {(person.source.page, person.name.lower()) for person in attendance if person.post or person.capacity != "officer"}
    told = [person.source for person in attendance if person.post or person.capacity != "officer"]
    for mention in mentions:
        if mention.role == "mentioned" and mention.name and (mention.spans[0].page, mention.name.lower()) in listed:
            continue
        here = [source for source in told if source.page == mention.spans[0].page] if mention.name else []
        if here and _is_inside(material.source_at(mention.spans[0]), here):
            continue
        post = _without_council(mention.post or "", material.division.council)
        if mention.name is None and ((mention.spans[0].page, post) in leads or _is_short_for(post, full)):
            continue
        source = material.source_at(mention.spans[0], mention.spans[-1].page)
        found.records.append(
            OfficerMention(
                id=material.next_id("officer_mentions", source.page),
                name_text=mention.name,
                post_text=" ".join(post.split()) or None,
                role=mention.role,
                source=source,
            )
        )
    for mention in find_again(material, found.records):
        source = material.source_at(mention.spans[0])
        found.records.append(
            OfficerMention(
                id=material.next_id("officer_mentions", source.page),
                name_text=mention.name,
                post_text=None,
                role="mentioned",
                source=source,
            )
        )
    return found


def _mentions(material: Material) -> Iterator[Mention]:
    """Everybody who is named on a page, the surest first, page by page, and then in sentences."""
    columns = HeadedColumns()
    posts = _places_of_posts(material)
    for number, page in material.pages.items():
        section = material.section_at(number)
        if section is not None and section.restricted:
            columns.end()
            continue
        rows = find_rows(page, [line for line in page.lines if line.table < 0])
        yield from find_labelled(page, section, rows)
        yield from columns.find(page)
        yield from find_side_by_side(page, posts.get(number, ()))
        if section is not None:
            yield from find_blocks(page, section, rows, OUTSIDE in posts.get(number, ()))
            yield from find_in_cells(page, section)
    yield from find_in_prose(material, posts)


def _places_of_posts(material: Material) -> Mapping[int, set[int]]:
    """Where each page that has words that make a post has them: the numbers of its tables, and `OUTSIDE`."""
    found: dict[int, set[int]] = defaultdict(set)
    for paragraph in material.paragraphs:
        if may_begin_post(paragraph.text):
            found[paragraph.page].add(paragraph.table)
            for span in paragraph.spans[1:]:
                found[span.page].update(range(OUTSIDE, len(material.pages[span.page].tables)))
    return found


def _is_inside(mention: Source, listed: Iterable[Source]) -> bool:
    """Whether a mention stands in the words that the attendance lists of its page have about somebody."""
    x0, top, x1, bottom = mention.bbox
    boxes = (source.bbox for source in listed)
    return any(x0 < right and left < x1 and top < below - 2 and above < bottom - 2 for left, above, right, below in boxes)


def _is_plausible(mention: Mention, material: Material) -> bool:
    """Whether a mention's name may be one."""
    if mention.name is None or mention.certain:
        return True
    name = find_name(mention.name)
    return name is None or is_plausible(name, mention.name, material.once(PrintedWords).has_small)


def _without_council(post: str, council: str | None) -> str:
    """A post without its council's name where that only stands behind it, as in the lines below a signature."""
    if council is None or not post.lower().endswith(f" {council.lower()}"):
        return post
    words = post[: -len(council)].rstrip()
    return words if words[-1] not in ",&-" and words.split()[-1].lower() not in OPEN_WORDS and names_post(words) else post


def _is_short_for(post: str, full: Iterable[str]) -> bool:
    """Whether a post is the beginning of a longer one."""
    return any(longer.startswith((f"{post.lower()} ", f"{post.lower()},")) for longer in full)
