"""Which papers of councils have the same words as papers whose council is not known, so that these can be linked with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.edges.whole_files import remove
from pipeline.link.series import UNKNOWN
from pipeline.records import Division

TEXTS = Path("load", "texts.db")


def papers_beside(out: Path, councils: Mapping[str, Mapping[str, str]], division_of: Callable[[str], Division | None]) -> list[str]:
    """The papers of councils to be looked at beside those of no known one, by id; whichever papers came first, they are the same.

    `councils` has the papers of each council, each with a digest of what its facts are made from; only the parts of a paper that changed
    since the last time are asked for. What is known of their words is kept in the folder `out` as long as some council is not known.
    """
    if not councils.get(UNKNOWN):
        if (out / TEXTS).exists():
            remove(out / TEXTS)
        return []
    from pipeline.edges.texts import Texts, numbers_of
    from pipeline.link.documents import FEWEST_WORDS, INSIDE
    from pipeline.link.faces import COMMON, FEWEST_SHARED

    now = {name: (key != UNKNOWN, f"{key != UNKNOWN:d} {stamp}") for key, papers in councils.items() for name, stamp in papers.items()}
    with Texts.open(out / TEXTS) as texts:
        before = texts.stamps()
        for name in sorted(before.keys() - now.keys()):
            texts.remove(name)
        for name, (known, stamp) in now.items():
            if before.get(name) != stamp:
                division = division_of(name)
                sketches = [section.sketch for section in division.sections if section.sketch] if division else []
                enough = sum(sketch.words for sketch in sketches) >= FEWEST_WORDS
                shingles = {number for sketch in sketches for number in sketch.shingles}
                digests = [sketch.digest for sketch in sketches]
                texts.replace(name, stamp, known, numbers_of(shingles, digests) if enough else frozenset())
        return sorted(texts.beside(COMMON, FEWEST_SHARED, INSIDE))
