"""A national load without PDFs: the papers of up to 350 councils over up to 20 years, as the files that the stages leave.

    python bench/made_load.py PLACE [--pages N] [--councils N] [--years N] [--meetings N] [--fullness N] [--seed N] [--apart] [--lasting]

Writes PLACE/corpus, in which a few bytes stand for each paper, and PLACE/extracted with what the stages read, divide and extract would
have made of it. Their stamps are those of this version of the program, so that the ordinary ingest finds these stages done, and links and
loads:

    minutebook ingest PLACE/corpus --out PLACE/extracted --no-ocr

With `--apart` each council has a corpus and an output folder of its own, PLACE/COUNCIL/corpus and PLACE/COUNCIL/extracted. When the code
of those three stages, or a record, has changed since, the stamps fit no more: make the load again. With `--lasting` they never fit the
ordinary ingest, and always that of `bench/scale.py`. The same numbers make the same load.

`--pages` takes as many councils as give about so many pages, and above 350 councils more meetings of each. docs/scale.md says what a
page and a meeting have, and where these figures come from. `--fullness 1` makes pages with as many words as real ones have; the default
is lean, so that two million pages fit on an ordinary disk.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made_council import COUNCILS, KINDS, YEARS, Council, Sitting
from made_document import Document, Records
from made_meetings import papers_of
from made_words import Vocabulary
from msgspec.structs import replace

from pipeline.edges.stage_files import StageFiles
from pipeline.edges.stage_format import Stamp
from pipeline.records import PaperFile
from pipeline.running.plan import Stages, our_stages
from pipeline.running.work import fingerprints

FULLNESS = 0.2
MEETINGS = 10.0
"""How many meetings a council of the average size has in a year: with these, 350 councils and 20 years make two million pages."""
PAGES_A_MEETING = 25.5
STAND_IN = "%PDF-1.7\n% This stands for {path}, which was never printed: what its pages say is in the files of the stages.\n%%EOF\n"


@dataclass(frozen=True)
class Load:
    """How large a load is. `meetings` is the number a year of a council of average size, `fullness` the share of a real page's words."""

    councils: int = COUNCILS
    years: int = YEARS
    meetings: float = MEETINGS
    fullness: float = FULLNESS
    seed: int = 1

    @classmethod
    def of_pages(cls, pages: int, years: int = YEARS, fullness: float = FULLNESS, seed: int = 1) -> Load:
        """A load of about so many pages: of so many councils, or of 350 and more meetings of each."""
        average = sum(share for _, share in KINDS) / len(KINDS)
        councils = max(1, min(COUNCILS, round(pages / (MEETINGS * average * years * PAGES_A_MEETING))))
        return cls(councils, years, cls.meetings_for(pages, councils, years), fullness, seed)

    @classmethod
    def of_one_council(cls, pages: int, years: int = YEARS) -> Load:
        """A load of about so many pages, all of one council."""
        return cls(1, years, cls.meetings_for(pages, 1, years))

    @staticmethod
    def meetings_for(pages: int, councils: int, years: int) -> float:
        """How many meetings a council of the average size must have in a year for so many pages of all of them."""
        sizes = sum(KINDS[number % len(KINDS)][1] for number in range(councils))
        return pages / (sizes * years * PAGES_A_MEETING)


def lasting_stages() -> Stages:
    """The stages of this program, but that read, divide and extract have a version which does not change with their code."""
    ours = our_stages(ocr=False)
    return replace(ours, document=[replace(stage, version="made") for stage in ours.document])


class Writer:
    """Writes made papers below a place: their stand-ins into a corpus, what the given stages give into an output folder."""

    def __init__(self, place: Path, load: Load, apart: bool = False, stages: Stages | None = None) -> None:
        self.place, self.load, self.apart = place, load, apart
        self.words = Vocabulary(random.Random(load.seed), syllables=3)
        self.stages = (stages or our_stages(ocr=False)).document
        self.made: Counter[str] = Counter()

    def council(self, number: int, more: int = 0) -> list[Path]:
        """Write the papers of a council that are not there yet, with those of `more` meetings; the corpus's new files."""
        council = Council(number, self.load.seed, self.words, self.load.fullness)
        home = self.place / council.folder if self.apart else self.place
        corpus = home / "corpus"
        settings = corpus / council.folder / "settings.yml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(f"council: {council.name}\n")
        files = StageFiles(home / "extracted")
        written = []
        for path, records in self._papers(council, more):
            stand_in = STAND_IN.format(path=path).encode()
            paper = _paper_file(path, council.name, stand_in)
            target = corpus / path
            if target.exists():
                continue
            self._write(files, paper, records)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(stand_in)
            written.append(target)
        return written

    def _papers(self, council: Council, more: int) -> Iterator[tuple[str, Records]]:
        before: dict[str, Sitting] = {}
        for sitting in council.sittings(self.load.meetings, self.load.years, more):
            for paper in papers_of(council, sitting, before.get(sitting.body)):
                path = f"{council.folder}/{sitting.day.year}/{paper.name}"
                key = hashlib.sha256(STAND_IN.format(path=path).encode()).hexdigest()[:16]
                document = Document(key, council, paper.kind, paper.title, sitting.day)
                paper.write(document)
                yield path, document.records()
            before[sitting.body] = sitting

    def _write(self, files: StageFiles, paper: PaperFile, records: Records) -> None:
        """Write the files of a paper."""
        marks = fingerprints(self.stages, paper, None)
        pages = len(records.reading.pages)
        for stage, record in zip(self.stages, records, strict=True):
            stamp = Stamp(
                stage=stage.name, version=stage.version, fingerprint=marks[stage.name], pages=pages if stage.name == "read" else 0
            )
            files.write(stamp, paper.document_id, record)
        facts = records.facts
        self.made.update(documents=1, pages=pages, sections=len(records.division.sections))
        self.made.update({name: len(getattr(facts, name)) for name in facts.__struct_fields__[1:]})


def _paper_file(path: str, council: str, stand_in: bytes) -> PaperFile:
    digest = hashlib.sha256(stand_in).hexdigest()
    name = path.rpartition("/")[2]
    return PaperFile(path=path, filename=name, bytes=len(stand_in), modified_ns=0, sha256=digest, document_id=digest[:16], council=council)


def make(place: Path, load: Load, apart: bool = False, stages: Stages | None = None) -> Iterator[Counter[str]]:
    """Make a load; gives what has been made so far, council after council: documents, pages, and facts by table."""
    writer = Writer(place, load, apart, stages)
    for number in range(load.councils):
        writer.council(number)
        yield writer.made


def part(place: Path, homes: Path) -> Iterator[Path]:
    """Give each council of a load a corpus and an output folder of its own below `homes`; these folders, those that have theirs first.

    The load at `place` is used up, council by council as they are asked for. Parting that was broken off can be gone on with.
    """
    yield from sorted(home for home in homes.glob("*") if (home / "corpus" / home.name).exists())
    for folder in sorted((place / "corpus").iterdir()):
        home = homes / folder.name
        old, new = StageFiles(place / "extracted"), StageFiles(home / "extracted")
        for stage in ("read", "divide", "extract"):
            (home / "extracted" / stage).mkdir(parents=True, exist_ok=True)
        for paper in folder.rglob("*.pdf"):
            name = hashlib.sha256(paper.read_bytes()).hexdigest()[:16]
            for stage in ("read", "divide", "extract"):
                if old.path(stage, name).exists():
                    old.path(stage, name).rename(new.path(stage, name))
        (home / "corpus").mkdir(exist_ok=True)
        folder.rename(home / "corpus" / folder.name)
        yield home


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path)
    parser.add_argument("--pages", type=int, help="about so many pages, instead of --councils and --meetings")
    parser.add_argument("--councils", type=int, default=COUNCILS)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--meetings", type=float, default=MEETINGS, help=f"meetings a year of an average council ({MEETINGS})")
    parser.add_argument("--fullness", type=float, default=FULLNESS, help=f"share of the words of a real page ({FULLNESS})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", action="store_true", help="each council in a folder of its own")
    parser.add_argument("--lasting", action="store_true", help="for bench/scale.py, whatever is changed in the stages meanwhile")
    told = parser.parse_args()
    if told.pages:
        load = Load.of_pages(told.pages, told.years, told.fullness, told.seed)
    else:
        load = Load(told.councils, told.years, told.meetings, told.fullness, told.seed)
    begun = time.monotonic()
    made: Counter[str] = Counter()
    for number, made in enumerate(make(told.place, load, told.apart, lasting_stages() if told.lasting else None), start=1):
        print(f"\r{number} of {load.councils} councils, {made['pages']:,} pages", end="", flush=True)
    pages = made["pages"]
    print(f"\n{time.monotonic() - begun:.0f} s. {made['documents']:,} documents. For each page:")
    print(", ".join(f"{name} {count / pages:.2f}" for name, count in made.items() if name != "pages"))


if __name__ == "__main__":
    main()
