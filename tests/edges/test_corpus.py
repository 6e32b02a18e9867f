"""The corpus as it lies on disk: what is looked at, what is not, and what is remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from tiny_papers import put

from pipeline.edges.corpus import Corpus, is_unchanged, look
from pipeline.errors import UsageError


def paths(corpus: Corpus) -> list[str]:
    return sorted(file.path for file in corpus.seen)


def write(folder: Path, path: str, text: str = "") -> Path:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_files_of_the_folder_and_below(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "one")
    put(tmp_path, "deep/er/b.PDF", "two")
    write(tmp_path, "notes.txt", "words")
    corpus = look(tmp_path, {})
    assert paths(corpus) == ["a.pdf", "deep/er/b.PDF", "notes.txt"]
    by_path = {file.path: file for file in corpus.seen}
    assert by_path["a.pdf"].type == "pdf"
    assert len(by_path["a.pdf"].sha256 or "") == 64
    assert by_path["notes.txt"].sha256 is None, "what is no paper is not hashed"
    assert corpus.places["deep/er/b.PDF"] == str(tmp_path / "deep/er/b.PDF")


@pytest.mark.parametrize(
    "path",
    [
        ".hidden.pdf",
        ".git/x.pdf",
        "hand/x.pdf",
        "README.md",
        "sub/readme.txt",
        "manifest.csv",
        "sub/settings.yml",
        "Thumbs.db",
        "out/x.pdf",
    ],
)
def test_what_is_passed_over(tmp_path: Path, path: str) -> None:
    write(tmp_path, path, "council: Thornmere\n" if path.endswith("yml") else "%PDF-1.4")
    assert paths(look(tmp_path, {}, leave_out=tmp_path / "out")) == []


def test_hand_deeper_down_is_a_folder_like_any_other(tmp_path: Path) -> None:
    put(tmp_path, "minutes/hand/x.pdf", "one")
    assert paths(look(tmp_path, {})) == ["minutes/hand/x.pdf"]


def test_links_pipes_and_devices(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    put(tmp_path, "outside.pdf", "secret")
    inside = put(corpus, "inside.pdf", "one")
    (corpus / "in.pdf").symlink_to(inside)
    (corpus / "out.pdf").symlink_to(tmp_path / "outside.pdf")
    (corpus / "folder").symlink_to(tmp_path)
    (corpus / "loop.pdf").symlink_to("loop.pdf")
    (corpus / "nowhere.pdf").symlink_to("not there.pdf")
    (corpus / "zero.pdf").symlink_to("/dev/zero")
    os.mkfifo(corpus / "pipe.pdf")
    found = look(corpus, {})
    assert paths(found) == ["in.pdf", "inside.pdf"]
    assert sorted(found.links) == ["folder", "loop.pdf", "nowhere.pdf", "out.pdf", "zero.pdf"]


def test_folder_that_is_a_link_itself(tmp_path: Path) -> None:
    put(tmp_path / "real", "a.pdf", "one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert paths(look(tmp_path / "link", {})) == ["a.pdf"]


def test_known_files_are_not_read_again(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "one")
    write(tmp_path, "notes.txt", "words")
    first = look(tmp_path, {})
    assert first.read == 2
    long_ago = {path: replace(known, looked_ns=known.looked_ns + 3_000_000_000) for path, known in first.known.items()}
    second = look(tmp_path, long_ago)
    assert (second.read, second.seen) == (0, first.seen)


def test_file_written_just_before_it_was_looked_at_is_read_again(tmp_path: Path) -> None:
    """A second change in the same instant may leave size and time as they were."""
    put(tmp_path, "a.pdf", "one")
    first = look(tmp_path, {})
    assert look(tmp_path, first.known).read == 1


@pytest.mark.parametrize("change", ["content", "size", "time"])
def test_changed_file_is_read_again(tmp_path: Path, change: str) -> None:
    place = put(tmp_path, "a.pdf", "one")
    first = look(tmp_path, {})
    long_ago = {path: replace(known, looked_ns=known.looked_ns + 3_000_000_000) for path, known in first.known.items()}
    status = place.stat()
    if change == "content":
        put(tmp_path, "a.pdf", "two")
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif change == "size":
        put(tmp_path, "a.pdf", "one and more")
    else:
        os.utime(place)
    second = look(tmp_path, long_ago)
    assert second.read == 1
    assert (second.seen[0].sha256 == first.seen[0].sha256) is (change == "time")


def test_look_that_is_broken_off(tmp_path: Path) -> None:
    for name in "abc":
        put(tmp_path, f"{name}.pdf", name)
    corpus = look(tmp_path, {}, go_on=lambda path: path != "b.pdf")
    assert (paths(corpus), corpus.complete) == (["a.pdf"], False)


def test_look_at_files_that_are_known_is_broken_off_too(tmp_path: Path) -> None:
    for number in range(200):
        put(tmp_path, f"{number:03}.pdf", "one")
    known = {path: replace(file, looked_ns=file.changed_ns + 10**10) for path, file in look(tmp_path, {}).known.items()}
    asked: list[str] = []
    corpus = look(tmp_path, known, go_on=lambda path: (asked.append(path), len(asked) < 3)[1])
    assert not corpus.complete
    assert (corpus.read, asked[0], len(asked)) == (0, "000.pdf", 3)
    assert paths(corpus) == [f"{number:03}.pdf" for number in range(int(asked[-1][:3]))]


def test_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.pdf")
    try:
        (tmp_path / name).write_bytes(b"%PDF-1.4")
    except OSError:
        pytest.skip("this file system takes no such names")
    corpus = look(tmp_path, {})
    assert paths(corpus) == ["caf\\xe9.pdf"]
    assert Path(corpus.place("caf\\xe9.pdf")).read_bytes() == b"%PDF-1.4"
    known = {path: replace(file, looked_ns=file.changed_ns + 10**10) for path, file in corpus.known.items()}
    again = look(tmp_path, known)
    assert again.read == 0
    assert Path(again.place("caf\\xe9.pdf")).read_bytes() == b"%PDF-1.4"


def test_place_of_a_file_that_is_known(tmp_path: Path) -> None:
    put(tmp_path, "deep/er/a.pdf", "one")
    known = {path: replace(file, looked_ns=file.changed_ns + 10**10) for path, file in look(tmp_path, {}).known.items()}
    corpus = look(tmp_path, known)
    assert corpus.read == 0
    assert corpus.place("deep/er/a.pdf") == str(tmp_path / "deep/er/a.pdf")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        look(tmp_path / "nowhere", {})


def test_is_unchanged(tmp_path: Path) -> None:
    place = put(tmp_path, "a.pdf", "one")
    status = place.stat()
    assert is_unchanged(place, status.st_size, status.st_mtime_ns)
    assert not is_unchanged(place, status.st_size + 1, status.st_mtime_ns)
    place.unlink()
    assert not is_unchanged(place, status.st_size, status.st_mtime_ns)


# --- manifests and settings -------------------------------------------------------------------------------------------


def test_manifest(tmp_path: Path) -> None:
    text = (
        "\ufeffFile,Council,source_url,pages\r\n"
        "a.pdf,Thornmere,https://thornmere.example/a.pdf,3\r\n"
        "./b.pdf,,javascript:alert(1),\r\n"
        ",nobody,,\r\n"
        "sub\\c.pdf\r\n"
    )
    write(tmp_path, "council/manifest.csv", text)
    lines = look(tmp_path, {}).manifest
    assert [(line.file, line.council, line.source_url) for line in lines] == [
        ("council/a.pdf", "Thornmere", "https://thornmere.example/a.pdf"),
        ("council/b.pdf", None, None),
        ("council/sub/c.pdf", None, None),
    ]


def test_manifest_in_old_encoding(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.CSV").write_bytes("file,council\na.pdf,Môn\n".encode("cp1252"))
    assert look(tmp_path, {}).manifest[0].council == "Môn"


def test_broken_manifest_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "manifest.csv", 'file\n"a.pdf\n')
    with pytest.raises(UsageError, match=r"manifest\.csv"):
        look(tmp_path, {})


def test_settings(tmp_path: Path) -> None:
    write(tmp_path, "settings.yml", "council: Thornmere Borough Council\n")
    write(tmp_path, "a/b/settings.yml", "council:  Eastmere\n")
    write(tmp_path, "c/settings.yml", "# nothing yet\n")
    found = look(tmp_path, {}).settings
    assert sorted((entry.folder, entry.council) for entry in found) == [("", "Thornmere Borough Council"), ("a/b", "Eastmere")]


def test_settings_of_the_corpus_may_say_how_pictures_are_read(tmp_path: Path) -> None:
    write(tmp_path, "settings.yml", "ocr_languages: cym + eng\nocr_dots_an_inch: 200\n")
    (found,) = look(tmp_path, {}).settings
    assert (found.council, found.ocr_languages, found.ocr_dots_an_inch) == (None, ["cym", "eng"], 200)


def test_settings_of_a_folder_say_nothing_of_pictures(tmp_path: Path) -> None:
    write(tmp_path, "a/settings.yml", "ocr_languages: cym\n")
    with pytest.raises(UsageError, match=r"a/settings\.yml may say council"):
        look(tmp_path, {})


@pytest.mark.parametrize(
    "text",
    [
        "council: [a, b]", "councl: Thornmere", "- council", "council: Thornmere\ncolour: red", "a: b: c", "ocr_languages: [eng]",
        "ocr_languages: --help", "ocr_dots_an_inch: many", "ocr_dots_an_inch: 9",
    ],
)  # fmt: skip
def test_settings_that_are_not_understood_stop_the_run(tmp_path: Path, text: str) -> None:
    write(tmp_path, "settings.yml", text)
    with pytest.raises(UsageError, match=r"settings\.yml"):
        look(tmp_path, {})
