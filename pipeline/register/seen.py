"""What is seen of a file from outside: its place, its size, its first bytes; and what people say of files beside them."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

FileType = Literal[
    "pdf", "damaged pdf", "empty", "web page", "office document", "old office document", "picture", "rich text", "text", "unknown"
]

HEAD_BYTES = 1024
_SIGNATURES: list[tuple[bytes, FileType]] = [
    (b"PK\x03\x04", "office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rich text"),
]
_WEB_PAGE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class SeenFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file of the corpus, as the disk gives it.

    `path` is relative to the corpus, with forward slashes. `sha256` is None when the file is no paper and was not read
    further than its first bytes. `trouble` is what the system said when the file could not be read.
    """

    path: str
    bytes: int
    modified_ns: int
    type: FileType
    sha256: str | None = None
    trouble: str | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


class ManifestLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a manifest says of one file: whose it is and where it was published. `file` is relative to the corpus, or a bare name."""

    file: str
    council: str | None = None
    source_url: str | None = None


class FolderSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a `settings.yml` says of its folder and everything below it. `folder` is relative to the corpus, empty for the corpus itself.

    That of the corpus itself may say how pictures are read: in which of tesseract's `ocr_languages`, at how many `ocr_dots_an_inch`.
    """

    folder: str
    council: str | None = None
    ocr_languages: list[str] | None = None
    ocr_dots_an_inch: int | None = None


def is_paper_name(name: str) -> bool:
    """Whether a file says by its name that it is a PDF."""
    return name.lower().endswith(".pdf")


def type_of(head: bytes, size: int) -> FileType:
    """What a file is, by its first kilobyte.

    A PDF may have other bytes before its `%PDF-`. One that has lost its very beginning is told by its numbered objects (`damaged pdf`).
    """
    if size == 0:
        return "empty"
    head = head[:HEAD_BYTES]
    if b"%PDF-" in head:
        return "pdf"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    text = _as_text(head)
    if text is None:
        return "damaged pdf" if _PDF_OBJECT.search(head) else "unknown"
    if _WEB_PAGE.search(text):
        return "web page"
    return "damaged pdf" if _PDF_OBJECT.search(head) else "text"


def _as_text(head: bytes) -> str | None:
    """The bytes as text, or None when they are none; a character cut off at the end is forgiven."""
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\x00" in head:
        return None
    for end in range(4):
        try:
            return head[: len(head) - end].decode(encoding)
        except UnicodeDecodeError:
            continue
    latin = head.decode("cp1252", errors="replace")
    return latin if sum(character < " " and character not in "\t\r\n\f" for character in latin) == 0 else None
