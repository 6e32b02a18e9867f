"""Papers of our own making as records, for what is found between papers: each is a few words, and every fact is said by the test."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from msgspec.structs import replace

from pipeline.divide.sketches import sketch_of
from pipeline.records import (
    Action,
    DateExpression,
    Division,
    Facts,
    Lead,
    Meeting,
    Page,
    Paper,
    PaperFile,
    PaperKind,
    Resolution,
    Section,
    Source,
)

COUNCIL = "Wexcombe District Council"
MONTHS = {
    "01": "31",
    "02": "28",
    "03": "31",
    "04": "30",
    "05": "31",
    "06": "30",
    "07": "31",
    "08": "31",
    "09": "30",
    "10": "31",
    "11": "30",
}


def source(page: int = 1, quote: str = "as printed") -> Source:
    return Source(page=page, quote=quote, bbox=(72.0, 72.0, 300.0, 84.0))


def action(
    words: str | None, due: str | None = None, *, page: int = 1, lead: str | None = None, origin: str = "table", **more: Any
) -> Action:
    """An action; `due` is a month (`2025-06`) or a day, and the action is due by its end. Its id is given by `paper`."""
    end = f"{due}-{MONTHS.get(due[5:], '31')}" if due and len(due) == 7 else due
    return Action(
        id="",
        section=1,
        origin=origin,  # type: ignore[arg-type]
        action=words,
        source=source(page, words or "as printed"),
        due_text=due,
        due_end=end,
        leads_text=lead,
        leads=[Lead(post=lead)] if lead else [],
        **more,
    )


def meeting(committee: str, day: str, role: str = "recorded") -> Meeting:
    return Meeting(id="", committee=committee, date=day, source=source(), role=role, section=1)  # type: ignore[arg-type]


def date(text: str, start: str, end: str, precision: str) -> DateExpression:
    return DateExpression(id=text, text=text, start=start, end=end, precision=precision, role=None, source=source())  # type: ignore[arg-type]


def resolution(text: str, reference: str | None = None, label: str | None = None) -> Resolution:
    return Resolution(id="", meeting_id=None, minute_id=None, ordinal=1, text=text, source=source(), reference=reference, label=label)


def paper(
    name: str, *, kind: PaperKind = "report", title: str | None = None, day: str | None = None, council: str | None = COUNCIL,
    actions: Sequence[Action] = (), meetings: Sequence[Meeting] = (), resolutions: Sequence[Resolution] = (), text: str = "",
    texts: Sequence[str] = (), path: str | None = None, address: str | None = None, pages_ocr: int = 0,
    dates: Sequence[DateExpression] = (),
) -> Paper:  # fmt: skip
    """A paper that speaks as of `day`; its id comes from its name. `text` is that of its one section, `texts` those of several."""
    document_id = blake2b(name.encode(), digest_size=8).hexdigest()
    pages = [Page(number=number, width=595, height=842, text=words) for number, words in enumerate(texts or [text], start=1)]
    section_kind: Any = "other" if kind in ("agenda_pack", "other") else kind
    sections = [
        Section(
            ordinal=page.number,
            kind=section_kind,
            title=title,
            page_start=page.number,
            page_end=page.number,
            sketch=sketch_of([page]),
        )
        for page in pages
    ]
    file = PaperFile(
        path=path or f"{name}.pdf", filename=(path or f"{name}.pdf").rsplit("/", 1)[-1], bytes=1, modified_ns=0, sha256=document_id * 4,
        document_id=document_id, source_url=address,
    )  # fmt: skip
    held = [_with_id(each, f"{document_id}-meetings-p1-{place}") for place, each in enumerate(meetings, start=1)]
    decided = [
        _with_id(each, f"{document_id}-resolutions-p1-{place}", meeting_id=held[0].id if held else None)
        for place, each in enumerate(resolutions, start=1)
    ]
    promised = [_with_id(each, f"{document_id}-actions-p{each.source.page}-{place}") for place, each in enumerate(actions, start=1)]
    return Paper(
        files=[file],
        status="ok",
        division=Division(document_id=document_id, kind=kind, title=title, council=council, published_on=day, sections=sections),
        facts=Facts(document_id=document_id, meetings=held, resolutions=decided, actions=promised, dates=list(dates)),
        pages=len(pages),
        pages_ocr=pages_ocr,
    )


def minutes(name: str, day: str, actions: Sequence[Action], committee: str = "Parish Council", **more: Any) -> Paper:
    """The minutes of a meeting, with what stands in its action log."""
    return paper(name, kind="minutes", title="Minutes", actions=actions, meetings=[meeting(committee, day)], **more)


def _with_id(record: Any, key: str, **more: Any) -> Any:
    return replace(record, id=key, **more)
