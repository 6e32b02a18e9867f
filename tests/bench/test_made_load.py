"""A made load is what the real ingest takes it for: papers whose stages have run, with the facts that it says it has."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from made_council import COUNCILS, place_name
from made_load import Load, Writer, lasting_stages, make, part
from scaling import held, ingest_load

from pipeline.edges.database import Database
from pipeline.edges.stage_files import StageFiles
from pipeline.records import Facts
from pipeline.running.plan import Limits, our_stages
from pipeline.running.report import Silence
from pipeline.running.run import Ran, Run

SMALL = Load(councils=2, years=3, meetings=4)
NOT_MADE = {"measures", "personal_data"}


def ingest(place: Path) -> Ran:
    return Run(place / "corpus", place / "extracted", our_stages(ocr=False), Silence(), Limits(), 0).ingest()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int], Ran]:
    """The place of a small load, what it says it has, and what an ingest did with it."""
    place = tmp_path_factory.mktemp("load")
    made = dict(list(make(place, SMALL))[-1])
    return place, made, ingest(place)


def test_an_ingest_finds_all_stages_done_and_loads_every_paper(ingested: tuple[Path, dict[str, int], Ran]) -> None:
    _, made, ran = ingested
    assert ran.ran == {} and ran.left == 0 and ran.troubles == []
    assert ran.loaded == ran.documents == made["documents"] > 60


def test_the_database_has_the_counts_that_the_load_says(ingested: tuple[Path, dict[str, int], Ran]) -> None:
    place, made, _ = ingested
    with Database.read(place / "extracted" / "minutebook.db") as database:
        counts = database.counts()
        councils = {row[0] for row in database.rows("select distinct council from documents")}
    assert {name: counts[name] for name in made if name != "findings"} == {
        name: count for name, count in made.items() if name != "findings"
    }
    assert {name for name, count in made.items() if count == 0} == NOT_MADE
    assert len(councils) == SMALL.councils


def test_promises_are_followed_over_papers_and_minutes_are_found_in_packs(ingested: tuple[Path, dict[str, int], Ran]) -> None:
    place, _, _ = ingested
    with Database.read(place / "extracted" / "minutebook.db") as database:
        papers = [
            row[0] for row in database.rows("select count(distinct document_id) from actions where thread_id <> '' group by thread_id")
        ]
        kinds = {row[0] for row in database.rows("select distinct kind from document_links")}
        slipped = database.rows("select count(*) from action_threads where slips > 0")[0][0]
    assert max(papers) >= 4 and sum(papers) / len(papers) > 2
    assert 0 < slipped < len(papers)
    assert {"minutes-of", "agenda-of", "contains"} <= kinds


def test_quotes_stand_on_their_pages(ingested: tuple[Path, dict[str, int], Ran]) -> None:
    place, _, _ = ingested
    files = StageFiles(place / "extracted")
    for name in sorted(files.names("extract"))[:40]:
        texts = {page.number: " ".join(page.text.split()) for page in files.pages(name)}
        facts = files.record("extract", name, Facts)
        assert facts
        for table in facts.__struct_fields__[1:-1]:
            for fact in getattr(facts, table):
                assert " ".join(fact.source.quote.split()) in texts[fact.source.page], (table, fact.id)


def test_the_same_numbers_make_the_same_load(tmp_path: Path) -> None:
    load = Load(councils=1, years=1, meetings=3)
    for name in ("one", "other"):
        list(make(tmp_path / name, load))
    one, other = ({path.relative_to(top): path.read_bytes() for path in top.rglob("*.*")} for top in (tmp_path / "one", tmp_path / "other"))
    assert one == other and len(one) > 10


def test_one_more_meeting_costs_an_ingest_only_its_papers(tmp_path: Path) -> None:
    load = Load(councils=2, years=1, meetings=3)
    list(make(tmp_path, load))
    ingest(tmp_path)
    new = Writer(tmp_path, load).council(0, more=1)
    ran = ingest(tmp_path)
    assert ran.ran == {} and ran.loaded == len(new) and 2 <= len(new) <= 4


def test_councils_apart_have_a_corpus_and_an_output_each(tmp_path: Path) -> None:
    list(make(tmp_path, Load(councils=2, years=1, meetings=2), apart=True))
    homes = sorted(path for path in tmp_path.iterdir())
    assert len(homes) == 2
    for home in homes:
        ran = ingest(home)
        assert ran.ran == {} and ran.loaded == len(list(home.rglob("*.pdf"))) > 0


@pytest.mark.parametrize(("pages", "councils"), [(500, 1), (100_000, 18), (2_000_000, COUNCILS), (9_000_000, COUNCILS)])
def test_a_load_of_so_many_pages_has_more_councils_first(pages: int, councils: int) -> None:
    assert Load.of_pages(pages).councils == councils


def test_a_load_of_so_many_pages_has_about_as_many(tmp_path: Path) -> None:
    made = list(make(tmp_path, Load.of_pages(1500)))[-1]
    assert 1200 < made["pages"] < 1800


def test_every_council_has_a_name_of_its_own() -> None:
    assert len({place_name(number) for number in range(COUNCILS)}) == COUNCILS


def test_a_load_that_is_parted_holds_the_same_council_by_council(tmp_path: Path) -> None:
    list(make(tmp_path / "load", Load(councils=2, years=1, meetings=3), stages=lasting_stages()))
    homes = list(part(tmp_path / "load", tmp_path / "parted"))
    assert [home.name for home in homes] == ["babaford-district-council", "cocobury-borough-council"]
    for home in homes:
        papers = list(home.rglob("*.pdf"))
        figures = {**ingest_load(home), **held(home / "extracted")}
        assert figures["loaded"] == figures["documents"] == len(papers) > 0
        assert {"look", "plan", "link", "load", "wall", "database", "stage_files"} <= figures.keys()
    assert not list((tmp_path / "load").rglob("*.json*"))
