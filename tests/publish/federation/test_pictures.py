"""Pictures of pages on a site over several councils: each council shows what lies beside its own copy, and nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from tiny_papers import put

from pipeline.cli import main
from pipeline.edges.federation.served import served_by
from pipeline.operations.federating import index_of
from pipeline.publish.federation import public_federation

Get = Callable[..., Any]
COUNCILS = ("wexcombe", "thornley")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("region")
    for name in COUNCILS:
        opening = f"Minutes of the {name.title()} Parish Council\nheld on Tuesday 5 March 2024 at 7.00 pm"
        put(place / name / "papers", "minutes.pdf", f"{opening}\n1. Hedges\nRESOLVED that the hedge be cut.")
        run("ingest", str(place / name / "papers"), "--no-ocr", "--out", str(place / name / "out"))
        run("publish", "--out", str(place / name / "out"))
    run("federate", *[f"{name}={place / name / 'out'}" for name in COUNCILS], "--out", str(place / "region"), "--public")
    return place


@pytest.fixture(scope="module")
def get(region: Path) -> Iterator[Get]:
    served = served_by(index_of(region / "region", True), True)
    site = public_federation(served.path, served.councils)

    async def asked(address: str) -> Any:
        await site.datasette.invoke_startup()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app), base_url="http://localhost") as client:
            return await client.get(address)

    def get(address: str, expect: int = 200) -> Any:
        answer = asyncio.run(asked(address))
        assert answer.status_code == expect, (address, answer.text[:600])
        return answer

    yield get
    site.close()


def run(*arguments: str) -> None:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output


def paper_of(region: Path, council: str) -> str:
    with closing(sqlite3.connect(region / council / "out/public/minutebook.db")) as copy:
        return str(copy.execute("select id from documents").fetchone()[0])


@pytest.mark.parametrize("council", COUNCILS)
def test_a_council_shows_its_own_pages(region: Path, get: Get, council: str) -> None:
    key = paper_of(region, council)
    page = get(f"/{council}/-/page/{key}/1?row=resolutions/{key}-resolutions-p1-1").text
    assert f'<img src="/{council}/-/page/{key}/1.png"' in page and 'class="mark"' in page
    picture = get(f"/{council}/-/page/{key}/1.png").content
    assert picture == (region / council / f"out/public/minutebook-papers/{key}/1.png").read_bytes()
    assert get(f"/{council}/-/original/{key}.pdf").content == (region / council / "papers/minutes.pdf").read_bytes()


def test_nothing_of_another_council_is_below_its_name(region: Path, get: Get) -> None:
    key = paper_of(region, "thornley")
    get(f"/wexcombe/-/page/{key}/1.png", expect=404)
    get(f"/wexcombe/-/original/{key}.pdf", expect=404)
