"""Datasette in this process, over the small corpus, as `minutebook serve` would run it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.edges.database import Database
from pipeline.load import link_rows, rows_of
from pipeline.publish import metadata
from pipeline.publish.serving import PLUGINS, SETTINGS, TEMPLATES

Get = Callable[..., Any]


def fill(path: Path, corpus: Any) -> None:
    with Database.open(path) as database:
        for paper, pages in corpus.papers:
            database.replace_document(paper.document_id, rows_of(paper, pages, corpus.links))
        database.replace_links(link_rows(corpus.links))


def getter(path: Path) -> Get:
    """A function that gets a page and asks for a status."""
    served = Datasette(
        [str(path)], metadata=metadata(path.stem), plugins_dir=str(PLUGINS), template_dir=str(TEMPLATES), settings=dict(SETTINGS)
    )

    def get(address: str, expect: int = 200, headers: dict[str, str] | None = None, **parameters: str) -> Any:
        response = asyncio.run(served.client.get(address, params=parameters or None, headers=headers))
        assert response.status_code == expect, response.text[:2000]
        return response

    return get


@pytest.fixture
def filled(corpus: Any) -> Callable[[Path], None]:
    """What fills a database with the corpus."""
    return lambda path: fill(path, corpus)


@pytest.fixture(scope="session")
def filled_by() -> Callable[[Path, Any], None]:
    """What fills a database with a corpus."""
    return fill


@pytest.fixture(scope="session")
def site_of() -> Callable[[Path], Get]:
    """What opens a site over a database."""
    return getter


@pytest.fixture(scope="session")
def get(tmp_path_factory: pytest.TempPathFactory, lasting_corpus: Any) -> Get:
    path = tmp_path_factory.mktemp("site") / "minutebook.db"
    fill(path, lasting_corpus)
    return getter(path)


@pytest.fixture(scope="session")
def sample(sample_database: Path) -> Get:
    """A site over the sample papers, whose files are at hand."""
    return getter(sample_database)
