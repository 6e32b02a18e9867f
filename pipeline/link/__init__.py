"""Stage 5, link: what the facts of all documents say about each other. It sees facts, never PDFs, and redoes what changed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.corrections import Corrected
from pipeline.records import Links, Paper

VERSION = 1


def link(papers: Sequence[Paper], judged: Corrected | None = None, beside: Sequence[Paper] = ()) -> Links:
    """The officers, threads, the rows that the registers count, and the relations of papers; the order of the papers does not matter.

    They are all papers of one council, or all whose council is not known. `judged` is what people have put right in the papers (they are
    given with it applied), and which officers they say are one. `beside` papers of no known council are those of councils that may have
    their words: then what both say is counted there, and of those only their relations with `papers` are told.
    """
    from pipeline.link.across import link_across  # not loaded by an ingest that finds nothing to link

    return link_across(papers, judged or Corrected([]), beside)
