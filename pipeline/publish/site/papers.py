"""The papers themselves, as far as they may be seen: the house has their files, a public copy has what was cleared and lies beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.edges.page_pictures import PagePicture, Shelf
from pipeline.edges.published_papers import PublishedPapers, Refusal
from pipeline.publish.clearance import STANDS, UNSURE, listed
from pipeline.publish.masking import INSTEAD
from pipeline.publish.site.clearance import original_is_shut, picture_is_shut

T = TypeVar("T")

NO_FILE = "There is no picture of this page: its file is not at hand here, has changed since it was read, or cannot be painted."
MASKED = "Something about private people was taken out of the words of this page, so its picture is not shown."
NOT_READ = "Nothing could be read on this page, so nobody has looked whether its picture may be shown."
NOT_SURE = "Not everything on this page could be read with certainty, so its picture is not shown."
NOT_CLEARED = (
    "There is no picture of this page: it was not cleared to be shown, or pictures of this paper were not made. Its words stand beside."
)
REFUSED: dict[Refusal, str] = {
    "pictures": "There is a picture on this page whose words nobody has read, so the page is not shown as it is printed.",
    "broken": "This page cannot be painted, so there is no picture of it.",
    "time": "This page takes too long to paint, so there is no picture of it.",
}
_UNSURE = f"""
select exists (
  select 1 from findings
  where document_id = :document and page = :number and code in ({listed(UNSURE)}) and severity <> 'info' and {STANDS}
) as unsure
"""


class Papers(Protocol):
    """What may be seen of the papers of a database. `public` says that it is a public copy."""

    public: bool

    async def picture(self, document: Any, number: int) -> PagePicture | None:
        """The picture of a page of a document that is there; None when it may not be shown, or there is none."""

    async def why_no_picture(self, document: Any, page: Any) -> str:
        """Why a page has no picture, in a sentence."""

    async def offers_original(self, document: Any) -> bool:
        """Whether the file may be handed out, as far as can be said without looking for it."""

    async def original(self, document: Any) -> Path | None:
        """The file of a document, when it may be handed out and is there."""


async def papers_of(db: Any) -> Papers:
    """The papers of a database that is served."""
    found = (await db.execute("select value from settings where name = 'corpus'")).first()
    if found is None or db.path is None:
        return PublicPapers(db)
    folder = Path(db.path).resolve().parent
    return HousePapers(db, Shelf(folder / found["value"], folder / "cache"))


class HousePapers:
    """The papers of the house: painted when somebody asks, from the files themselves."""

    public = False

    def __init__(self, db: Any, shelf: Shelf) -> None:
        self._db = db
        self._shelf = shelf

    async def picture(self, document: Any, number: int) -> PagePicture | None:
        """The picture of a page; None when it may not be shown or cannot be painted."""
        key = document["id"]
        if await picture_is_shut(self._db, document, number):
            await _aside(lambda: self._shelf.forget(key, number))
            return None
        paths = await self._paths(key)
        return await _aside(lambda: self._shelf.picture(key, paths, document["sha256"], number, document["pages"]))

    async def why_no_picture(self, document: Any, page: Any) -> str:
        """Why a page has no picture, in a sentence."""
        return await picture_is_shut(self._db, document, page["number"]) or NO_FILE

    async def offers_original(self, document: Any) -> bool:
        """Whether nothing in the file has to stay in the house."""
        return not await original_is_shut(self._db, document)

    async def original(self, document: Any) -> Path | None:
        """The file of a document, when it may be handed out and has not changed."""
        if await original_is_shut(self._db, document):
            return None
        paths = await self._paths(document["id"])
        return await _aside(lambda: self._shelf.original(paths, document["sha256"]))

    async def _paths(self, document_id: str) -> list[str]:
        found = await self._db.execute("select path from files where document_id = ? and not gone order by path", [document_id])
        return [row["path"] for row in found.rows]


class PublicPapers:
    """The papers of a public copy: what was cleared and laid beside it when it was published, and nothing else."""

    public = True

    def __init__(self, db: Any) -> None:
        self._db = db
        self._beside = PublishedPapers(Path(db.path)) if db.path is not None else None

    async def picture(self, document: Any, number: int) -> PagePicture | None:
        """The picture of a page; None when there is none, or the copy itself has something against it."""
        beside = self._beside
        if beside is None or await picture_is_shut(self._db, document, number):
            return None
        return await _aside(lambda: beside.picture(document["id"], number))

    async def why_no_picture(self, document: Any, page: Any) -> str:
        """Why a page has no picture, in a sentence that tells nothing which the copy does not tell."""
        shut = await picture_is_shut(self._db, document, page["number"])
        if shut:
            return shut
        if any(words in (page["text"] or "") + (page["furniture"] or "") for words in INSTEAD.values()):
            return MASKED
        if page["text_source"] == "none":
            return NOT_READ
        found = (await self._db.execute(_UNSURE, {"document": document["id"], "number": page["number"]})).first()
        if found["unsure"]:
            return NOT_SURE
        beside = self._beside
        why = await _aside(lambda: beside.refusal(document["id"], page["number"])) if beside is not None else None
        return REFUSED[why] if why else NOT_CLEARED

    async def offers_original(self, document: Any) -> bool:
        """Whether the file is handed out."""
        return await self.original(document) is not None

    async def original(self, document: Any) -> Path | None:
        """The file of a document that is handed out."""
        beside = self._beside
        if beside is None or await original_is_shut(self._db, document):
            return None
        return await _aside(lambda: beside.original(document["id"]))


async def _aside(function: Callable[[], T]) -> T:
    """The result of a function that may take its time, without holding up the others who ask."""
    return await asyncio.get_running_loop().run_in_executor(None, function)
