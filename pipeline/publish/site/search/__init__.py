"""The search: from what somebody typed to one ranked list over everything that the papers say.

`phrases` makes a query of the words, `finding` ranks the rows that answer within a bounded time, `results` shows them, `search_page` and
`forms` answer with a page, CSV, JSON or a feed.
"""

from pipeline.publish.site.search.phrases import search_phrase
from pipeline.publish.site.search.search_page import search_routes

__all__ = ["search_phrase", "search_routes"]
