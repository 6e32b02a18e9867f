"""The pages of our own over Datasette: home, a page of a paper with a fact marked on it, document, meeting and action."""

from pipeline.publish.site.addresses import page_address, row_of
from pipeline.publish.site.routes import routes

__all__ = ["page_address", "routes", "row_of"]
