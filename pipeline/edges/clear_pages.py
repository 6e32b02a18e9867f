"""Which pages of which papers may be shown as pictures, and which originals may be handed out, by the database and its public copy.

Careful in one direction only: what is not certain to be clear is not shown. A picture shows everything that is on a page, and nothing in it
can be masked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.edges.published_papers import ShownPaper
from pipeline.publish.clearance import DOUBTS, RISKS, SHOWN, STANDS, UNSURE, listed

_UNCLEAR = f"""
  p.text_source = 'withheld'
  or exists (
    select 1 from sections where document_id = p.document_id and restricted = 1 and p.number between page_start and coalesce(page_end, page_start)
  )
  or exists (
    select 1 from agenda_items
    where document_id = p.document_id and part = 'exempt' and p.number between page_start and coalesce(page_end, page_start)
  )
  or exists (select 1 from withdrawals where document_id = p.document_id and p.number between page and coalesce(page_end, page))
  or exists (select 1 from personal_data where document_id = p.document_id and p.number between page and coalesce(page_end, page))
  or exists (
    select 1 from findings where document_id = p.document_id and {STANDS} and (
      (code in ({listed(DOUBTS)}) and (page is null or page = p.number))
      or (code in ({listed(UNSURE)}) and severity <> 'info' and (page is null or page = p.number))
    )
  )
  or not exists (
    select 1 from copy.pages as c
    where c.id = p.id and c.text is p.text and c.furniture is p.furniture and c.text_source = p.text_source
  )
"""  # noqa: E501
"""Whether a page `p` has to stay in the house: it is exempt or restricted, a part of it was withdrawn, it has something hidden or
personal, it was not read with certainty, or its words are others in the public copy, as something had to be taken out."""

_PAGES = f"""
select p.document_id, p.number, p.text_source, {_UNCLEAR} as unclear
from pages as p join documents as d on d.id = p.document_id
where d.status in ({listed(SHOWN)}) and d.pages > 0
order by p.document_id, p.number
"""
_PAPERS = f"""
select d.id, d.sha256, d.pages, d.status = 'ok'
  and not exists (select 1 from findings where document_id = d.id and code in ({listed((*DOUBTS, *RISKS))}) and {STANDS})
  and not exists (select 1 from withdrawals where document_id = d.id)
  and not exists (select 1 from personal_data where document_id = d.id)
  and not exists (select 1 from sections where document_id = d.id and restricted = 1)
  and not exists (select 1 from agenda_items where document_id = d.id and part = 'exempt') as clear
from documents as d where d.status in ({listed(SHOWN)}) and d.pages > 0
  and exists (select 1 from copy.documents as c where c.id = d.id and c.status = d.status)
"""
_FILES = "select document_id, path from files where document_id is not null and not gone order by path"
_READ = ("native", "ocr")


def clear_papers(source: Path, copy: Path) -> dict[str, ShownPaper]:
    """What may be shown of each paper of which anything may be, by its id.

    `source` is the database of the house, `copy` the public copy made of it. Raises sqlite3.DatabaseError when one cannot be read.
    """
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as house:
        house.execute("attach ? as copy", [f"{copy.resolve().as_uri()}?mode=ro"])
        house.execute("begin")
        clear: dict[str, set[int]] = {}
        seen: dict[str, set[int]] = {}
        counted: dict[str, int] = {}
        unclear: set[str] = set()
        for document_id, number, text_source, shut in house.execute(_PAGES):
            counted[document_id] = counted.get(document_id, 0) + 1
            if shut:
                unclear.add(document_id)
            elif text_source in _READ:
                clear.setdefault(document_id, set()).add(number)
                if text_source == "ocr":
                    seen.setdefault(document_id, set()).add(number)
        paths: dict[str, list[str]] = {}
        for document_id, path in house.execute(_FILES):
            paths.setdefault(document_id, []).append(path)
        papers = {
            document_id: ShownPaper(
                document_id=document_id,
                sha256=sha256,
                pages=pages,
                paths=tuple(paths.get(document_id, ())),
                clear=frozenset(clear.get(document_id, ())),
                seen=frozenset(seen.get(document_id, ())),
                whole=bool(whole) and document_id not in unclear and counted.get(document_id) == pages,
            )
            for document_id, sha256, pages, whole in house.execute(_PAPERS)
        }
    return {name: paper for name, paper in papers.items() if paper.clear or paper.whole}
