"""Which files are papers, whose they are, and why some cannot be read."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.records import PaperFile
from pipeline.register import FolderSettings, ManifestLine, Register, Sayings, SeenFile, register
from pipeline.register.seen import FileType


def seen(path: str, kind: FileType = "pdf", content: str | None = None, size: int = 9) -> SeenFile:
    digest = hashlib.sha256((content or path).encode()).hexdigest()
    return SeenFile(path=path, bytes=size, modified_ns=1, type=kind, sha256=digest)


def paths(found: Register) -> list[str]:
    return [paper.path for paper in found.papers]


def one(*files: SeenFile, **known: object) -> PaperFile:
    return register(files, **known).papers[0]  # type: ignore[arg-type]


def test_papers_by_name_or_by_content_in_the_order_of_their_paths() -> None:
    found = register([seen("b/x.pdf"), seen("a.docx", "office document"), seen("paper"), seen("A.PDF", "text")])
    assert paths(found) == ["A.PDF", "b/x.pdf", "paper"]
    assert [(file.path, file.reason) for file in found.set_aside] == [("a.docx", "not a PDF")]


def test_identity() -> None:
    paper = one(seen("council/Minutes May.pdf", content="same"))
    assert paper.document_id == hashlib.sha256(b"same").hexdigest()[:16]
    assert (paper.filename, paper.error, paper.council, paper.source_url) == ("Minutes May.pdf", None, None, None)


def test_same_bytes_are_one_document() -> None:
    found = register([seen("a.pdf", content="same"), seen("b.pdf", content="same")])
    assert len({paper.document_id for paper in found.papers}) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("empty", "This file is empty"),
        ("web page", "This is a web page saved with the name .pdf, not a PDF. Download the paper again from its page."),
        ("office document", "Word or other Office file"),
        ("old office document", "old Word"),
        ("picture", "a picture"),
        ("rich text", "rich text"),
        ("text", "a text file"),
        ("unknown", "not a PDF"),
    ],
)
def test_what_is_no_pdf_is_said_in_words_that_help(kind: FileType, words: str) -> None:
    assert words in (one(seen("a.pdf", kind)).error or "")


def test_damaged_pdf_may_be_tried() -> None:
    assert one(seen("a.pdf", "damaged pdf")).error is None


def test_damaged_pdf_without_the_name_is_no_paper() -> None:
    assert paths(register([seen("notes", "damaged pdf")])) == []


def test_file_that_could_not_be_read() -> None:
    file = SeenFile(path="a.pdf", bytes=0, modified_ns=0, type="unknown", trouble="permission denied")
    paper = one(file)
    assert "permission denied" in (paper.error or "")
    assert paper.sha256 == ""
    assert len(paper.document_id) == 16
    assert paper.document_id != one(SeenFile(path="b.pdf", bytes=0, modified_ns=0, type="unknown", trouble="permission denied")).document_id


SAMPLE = [seen("sample/one.pdf"), seen("sample/two.pdf"), seen("notes.txt", "text")]


@pytest.mark.parametrize(
    ("own", "sample_folder", "expected", "is_sample", "case"),
    [
        ([], True, ["sample/one.pdf", "sample/two.pdf"], True, "no papers of one's own"),
        ([seen("mine.pdf")], True, ["mine.pdf"], False, "papers of one's own"),
        ([seen("mine.pdf")], False, ["mine.pdf", "sample/one.pdf", "sample/two.pdf"], False, "a folder of another corpus, called sample"),
        ([seen("samples/mine.pdf")], True, ["samples/mine.pdf"], False, "a folder with nearly that name"),
        ([seen("empty.pdf", "empty")], True, ["empty.pdf"], False, "a bad paper is a paper of one's own"),
    ],
)
def test_sample(own: list[SeenFile], sample_folder: bool, expected: list[str], is_sample: bool, case: str) -> None:
    found = register([*SAMPLE, *own], sample_folder=sample_folder)
    assert (paths(found), found.sample) == (expected, is_sample), case


def test_empty_corpus() -> None:
    found = register([], sample_folder=True)
    assert (found.papers, found.set_aside, found.sample) == ([], [], False)


@pytest.mark.parametrize(
    ("path", "council", "case"),
    [
        ("a/b/x.pdf", "B", "the nearest folder"),
        ("a/c/x.pdf", "A", "a folder further up"),
        ("x.pdf", "All", "the corpus itself"),
        ("a/b/named.pdf", "M", "the manifest before any folder"),
        ("ab/x.pdf", "All", "a folder whose name begins alike"),
    ],
)
def test_council(path: str, council: str, case: str) -> None:
    settings = [
        FolderSettings(folder="a", council="A"),
        FolderSettings(folder="a/b", council="B"),
        FolderSettings(folder="", council="All"),
    ]
    manifest = [ManifestLine(file="a/b/named.pdf", council="M", source_url="https://council.example/x")]
    assert one(seen(path), manifest=manifest, settings=settings).council == council, case


def test_manifest_by_bare_name() -> None:
    paper = one(seen("deep/down/x.pdf"), manifest=[ManifestLine(file="x.pdf", source_url="https://council.example/x")])
    assert (paper.source_url, paper.council) == ("https://council.example/x", None)


def test_what_is_said_of_the_files_of_a_folder() -> None:
    """Lines about its own files, lines that have a bare name, and the council of the nearest folder above it."""

    def about(folder: str, *lines: str, council: str | None = None) -> str:
        settings = [FolderSettings(folder="a", council=council)] if council else []
        return Sayings([ManifestLine(file=line, source_url="https://thornmere.example/") for line in lines], settings).about(folder)

    nothing = about("a/b")
    assert about("a/b", "a/x.pdf", "c/x.pdf") == nothing
    assert len({nothing, about("a/b", "a/b/x.pdf"), about("a/b", "x.pdf"), about("a/b", council="Thornmere")}) == 4
    assert about("a/b", council="Thornmere") == about("a", council="Thornmere") != about("", council="Thornmere")
