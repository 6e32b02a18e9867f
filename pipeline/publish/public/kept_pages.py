"""Pages that went out not long ago, for the next one who asks for the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from pipeline.publish.public.leaving import Headers

MOST_BYTES = 32 << 20
LONGEST = 1 << 20


class KeptPage(NamedTuple):
    """A page as it went out whole."""

    headers: Headers
    body: bytes


class KeptPages:
    """Of the pages that went out, those that were asked for last, so many bytes of them at most.

    They are kept under the mark of their request, which is another when another copy is served, and on another day.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()

    def find(self, mark: str) -> KeptPage | None:
        """The page for a request with this mark; None when it is not kept."""
        page = self._pages.get(mark)
        if page is not None:
            self._pages.move_to_end(mark)
        return page

    def keep(self, mark: str, page: KeptPage) -> None:
        """Keep a page, and let go of others where it becomes too much. A very long one is not kept."""
        if len(page.body) > LONGEST or mark in self._pages:
            return
        self._pages[mark] = page
        self._bytes += len(page.body)
        while self._bytes > self._most:
            self._bytes -= len(self._pages.popitem(last=False)[1].body)
