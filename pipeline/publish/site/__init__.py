"""The pages of our own over Datasette: home, a page of a paper with a fact marked on it, document, meeting and action."""

from pipeline.publish.site.addresses import OWN_PAGES, REGISTER_PAGES, page_address, row_of, tilde_encode
from pipeline.publish.site.feeds.registers import feed_of
from pipeline.publish.site.routes import routes
from pipeline.publish.site.search import search_phrase
from pipeline.publish.site.wording import labelled, pair, spoken_date

__all__ = [
    "OWN_PAGES",
    "REGISTER_PAGES",
    "feed_of",
    "labelled",
    "page_address",
    "pair",
    "routes",
    "row_of",
    "search_phrase",
    "spoken_date",
    "tilde_encode",
]
