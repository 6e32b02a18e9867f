"""A corpus at a far place, such as s3://bucket/papers. A folder here stands for it, with its manifests, settings and judgments.

Papers are looked into where they lie, each once, as long as the place says that it is the same file; to be read they are fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path, PurePosixPath

from pipeline.edges.corpus import BLOCK, Corpus, Told, Unknown
from pipeline.edges.folders import HAND, is_about_papers
from pipeline.edges.known_files import KnownFile
from pipeline.edges.places import FarFile, FarFolder
from pipeline.edges.said import MANIFEST, SETTINGS, read_manifest, read_settings
from pipeline.edges.stand_ins import ADDRESS, address_of
from pipeline.edges.whole_files import write_checked, write_whole
from pipeline.errors import UsageError, WrongCorpus
from pipeline.register.seen import HEAD_BYTES, SeenFile, is_paper_name, type_of
from pipeline.register.unfinished import is_temporary_name

STAND_IN = "corpus"
_AT_ONCE = 16
_ABOUT_PAPERS = (MANIFEST, SETTINGS)


def stand_in(out: Path, address: str) -> Path:
    """The folder in an output folder that stands for a corpus at a far place.

    Raises WrongCorpus when it stands for another one, UsageError when there is no such kind of place.
    """
    folder = out / STAND_IN
    known = address_of(folder)
    if known and known != address.rstrip("/"):
        raise WrongCorpus(f"{out} holds the papers of {known}, not of {address}. Choose another folder with --out.")
    far = FarFolder(address)
    if not known:
        write_checked(folder / ADDRESS, far.address)
    return folder


def look_far(
    root: Path, known: Mapping[str, KnownFile], go_on: Callable[[str], bool], growing: Container[str], told: Mapping[str, Told]
) -> Corpus:
    """The corpus that the folder `root` stands for, as `look` has it; what is said beside the papers is fetched into that folder."""
    far = _far(root)
    corpus = Corpus(root=root)
    files = {path: file for path, file in far.files().items() if not _is_left_out(path)}
    if known and not files:
        raise UsageError(f"There is nothing at {far.address} any more. Put the papers back; if they are to go, take a new --out.")
    _fetch_what_is_said(far, root, files, corpus)
    papers = [path for path in files if not _is_said(path)]
    new = {path: None for path in papers if path not in growing and not _is_known(known.get(path), files[path])}
    held = {path: told[path].seen for path in new if path in told and told[path].mark == files[path].mark}
    looked = _look_into_all(far, files, [path for path in new if path not in held])
    for path in papers:
        if not go_on(path):
            corpus.complete = False
            break
        if path in new:
            seen = held[path] if path in held else next(looked)
            corpus.read += seen.trouble is None
            if seen.trouble is None:
                corpus.known[path] = KnownFile(seen.bytes, 0, 0, 0, seen, files[path].mark)
        elif path in known:
            seen = known[path].seen
            corpus.known[path] = known[path]
        else:
            continue
        corpus.seen.append(seen)
        corpus.places[path] = f"{far.address}/{path}"
    return corpus


def unknown_far_files(root: Path, known: Mapping[str, KnownFile]) -> list[Unknown]:
    """The files of the corpus that `root` stands for which have to be looked into."""
    far = _far(root)
    return [
        Unknown(path, f"{far.address}/{path}", file.bytes, file.mark)
        for path, file in far.files().items()
        if not _is_left_out(path) and not _is_said(path) and not _is_known(known.get(path), file)
    ]


def look_into_far(file: Unknown) -> Told | None:
    """What is in a file at a far place; None when it cannot be read."""
    far = FarFolder(file.place.removesuffix(f"/{file.path}"))
    seen = _look_into(far, file.path, FarFile(file.bytes, file.mark))
    return Told(seen, file.mark) if seen.trouble is None else None


def _far(root: Path) -> FarFolder:
    address = address_of(root)
    if address is None:
        raise UsageError(f"{root} stands for no far corpus.")
    return FarFolder(address)


def _is_left_out(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(is_temporary_name(part) for part in parts) or is_about_papers(parts[-1].lower())


def _is_said(path: str) -> bool:
    """Whether a file says something of the papers, and is none."""
    return path.startswith(f"{HAND}/") or path.rpartition("/")[2].lower() in _ABOUT_PAPERS


def _is_known(known: KnownFile | None, file: FarFile) -> bool:
    return known is not None and known.mark == file.mark


def _fetch_what_is_said(far: FarFolder, root: Path, files: dict[str, FarFile], corpus: Corpus) -> None:
    """Fetch manifests, settings and judgments into the folder that stands for the corpus, and take away those that are gone.

    The list of what was withdrawn stays: it is written here.
    """
    told = [path for path in files if _is_said(path)]
    for path in told:
        content = far.read(path) or b""
        place = root / path
        if not place.is_file() or place.read_bytes() != content:
            write_whole(place, [content])
        folder, name = path.rpartition("/")[0::2]
        if name.lower() == MANIFEST and not path.startswith(f"{HAND}/"):
            corpus.manifest += read_manifest(place, f"{folder}/" if folder else "")
        elif name.lower() == SETTINGS and not path.startswith(f"{HAND}/"):
            corpus.settings += read_settings(place, f"{folder}/" if folder else "")
    for place in (root / HAND).glob("*.yml"):
        if f"{HAND}/{place.name}" not in files:
            place.unlink()


def _look_into_all(far: FarFolder, files: dict[str, FarFile], paths: list[str]) -> Iterator[SeenFile]:
    """The files of these paths, in that order, some of them looked into at a time."""
    waiting = iter(paths)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        try:
            begun = [threads.submit(_look_into, far, path, files[path]) for path in islice(waiting, 2 * _AT_ONCE)]
            while begun:
                yield begun.pop(0).result()
                begun += [threads.submit(_look_into, far, path, files[path]) for path in islice(waiting, 1)]
        finally:
            threads.shutdown(cancel_futures=True)


def _look_into(far: FarFolder, path: str, file: FarFile) -> SeenFile:
    """A file by its first bytes, and hashed if it may be a paper."""
    try:
        with far.opened(path) as content:
            block = content.read(BLOCK)
            kind = type_of(block[:HEAD_BYTES], len(block))
            digest, size = None, file.bytes
            if kind == "pdf" or is_paper_name(path.rpartition("/")[2]):
                hashed, size = hashlib.sha256(block), len(block)
                while block := content.read(BLOCK):
                    hashed.update(block)
                    size += len(block)
                digest = hashed.hexdigest()
    except OSError as error:
        return SeenFile(path=path, bytes=0, modified_ns=0, type="unknown", trouble=(error.strerror or type(error).__name__).lower())
    return SeenFile(path=path, bytes=size, modified_ns=0, type=kind, sha256=digest)
