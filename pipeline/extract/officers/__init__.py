"""Officers wherever a paper names them: front sheets, contact lines, signatures, attendance, slides, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.material import Material
from pipeline.extract.officers.blocks import find_blocks
from pipeline.extract.officers.columns import find_in_columns
from pipeline.extract.officers.labelled import find_labelled
from pipeline.extract.officers.mentions import Mention
from pipeline.extract.officers.prose import find_in_prose
from pipeline.records import Action, Attendance, Found, OfficerMention


def find_officer_mentions(material: Material, attendance: Sequence[Attendance], actions: Sequence[Action]) -> Found[OfficerMention]:
    """The places of a document where an officer or a post is named, by page; elected members, residents and other bodies' people
    without a post are none.

    Officers in an attendance list are `attendee`s. Leads of actions have no mention of their own: they stand with their actions, and
    a post that leads an action on the same words is passed over.
    """
    leads = {(action.source.page, lead.post) for action in actions for lead in action.leads if lead.post}
    mentions: list[Mention] = []
    for further in (find_labelled(material), find_in_columns(material), find_blocks(material), find_in_prose(material)):
        mentions.extend(m for m in further if not any(m.overlaps(other) for other in mentions))
    mentions.sort(key=lambda mention: (mention.spans[0].page, mention.spans[0].start))
    found: Found[OfficerMention] = Found()
    for person in attendance:
        if person.capacity == "officer":
            found.records.append(
                OfficerMention(
                    id=material.next_id("officer_mentions", person.source.page),
                    name_text=person.name,
                    post_text=person.post,
                    role="attendee",
                    source=person.source,
                )
            )
    for mention in mentions:
        if mention.name is None and (mention.spans[0].page, mention.post) in leads:
            continue
        source = material.source_at(mention.spans[0], mention.spans[-1].page)
        found.records.append(
            OfficerMention(
                id=material.next_id("officer_mentions", source.page),
                name_text=mention.name,
                post_text=" ".join(mention.post.split()) if mention.post else None,
                role=mention.role,
                source=source,
            )
        )
    return found
