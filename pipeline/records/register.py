"""1 register: the files of the corpus."""

from __future__ import annotations

from pipeline.records.base import Failure, Record


class PaperFile(Record, frozen=True, kw_only=True):
    """A file of the corpus that is a paper, by its name or by its first bytes.

    `path` is relative to the corpus, with forward slashes. `document_id` is the first 16 hex digits of `sha256`.
    `error` says, in a clerk's words, why the file cannot be read at all (empty, not a PDF), and `failure` says it in a word; None when it
    may be tried.
    """

    path: str
    filename: str
    bytes: int
    modified_ns: int
    sha256: str
    document_id: str
    council: str | None = None
    source_url: str | None = None
    error: str | None = None
    failure: Failure | None = None
