"""The site over several councils put together: for the house, and for everybody."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.edges.federation.served import Council
from pipeline.edges.federation.shape import index_tables
from pipeline.edges.questions import PUBLIC, Answer, Answerers, Bounds, Question
from pipeline.edges.schemas import public_views, queries, views
from pipeline.publish.federation.addresses import Addresses, addresses_below
from pipeline.publish.federation.datasette import FederatedDatasette
from pipeline.publish.federation.pool import Pool, Pooled, PublicPooled
from pipeline.publish.metadata import described_database, described_start, metadata
from pipeline.publish.public.database import PublicDatabase
from pipeline.publish.public.door import Door
from pipeline.publish.public.functions import add_functions
from pipeline.publish.public.site import SETTINGS as PUBLIC_SETTINGS
from pipeline.publish.public.site import PublicSite, addresses
from pipeline.publish.serving import PLUGINS, SETTINGS, TEMPLATES


class HouseSite(NamedTuple):
    """The application, and the Datasette within."""

    app: Any
    datasette: Any


def house_federation(index: Path, councils: Sequence[Council], report_to: str | None = None) -> HouseSite:
    """The site for this machine. The files may change while they are served: every page shows what was last written."""
    datasette = FederatedDatasette([str(index)], councils=_names(councils), **_told(index, councils, False, report_to, SETTINGS))
    pool = Pool()
    datasette.add_shards({council.name: _pooled(Pooled(datasette, str(council.database)), pool) for council in councils})
    return HouseSite(Addresses(datasette.app(), datasette), datasette)


def public_federation(
    index: Path,
    councils: Sequence[Council],
    hosts: Sequence[str] = (),
    https: bool = False,
    workers: int = 2,
    bounds: Bounds = PUBLIC,
    report_to: str | None = None,
) -> PublicSite:
    """The site for everybody, over the public index and the public copies, none of which must change while they are served."""
    answerers = Answerers(index, add_functions, workers, bounds, modules=["pipeline.publish.public.functions"])
    settings = {**PUBLIC_SETTINGS, "num_sql_threads": 4 * workers, "force_https_urls": https}
    datasette = FederatedDatasette(immutables=[str(index)], councils=_names(councils), **_told(index, councils, True, report_to, settings))
    datasette.remove_database(index.stem)
    datasette.add_database(PublicDatabase(datasette, index, answerers, bounds), name=index.stem)
    pool = Pool()
    datasette.add_shards(
        {
            council.name: _pooled(PublicPooled(datasette, council.database, _OfOne(answerers, council.database), bounds), pool)  # type: ignore[arg-type]
            for council in councils
        }
    )
    datasette.nonce_placeholder = f"number-{secrets.token_hex(16)}"
    allowed = [*addresses(index.stem), *addresses_below()]
    app = Addresses(datasette.app(), datasette)
    door = Door(
        app, allowed, hosts, https, _edition([index, *(council.database for council in councils)]), datasette.nonce_placeholder, bounds
    )
    return PublicSite(door, datasette, answerers)


class _OfOne:
    """The processes that answer, asked about one database."""

    def __init__(self, answerers: Answerers, path: Path) -> None:
        self._answerers = answerers
        self._path = str(path)

    def ask(self, question: Question) -> Answer:
        return self._answerers.ask(_about(question, self._path))


def _about(question: Question, path: str) -> Question:
    return Question(
        sql=question.sql, named=question.named, placed=question.placed, seconds=question.seconds, rows=question.rows,
        cells=question.cells, weight=question.weight, path=path,
    )  # fmt: skip


def _names(councils: Sequence[Council]) -> dict[str, str]:
    return {council.name: council.council for council in councils}


def _pooled(database: Any, pool: Pool) -> Any:
    database.pool = pool
    return database


def _told(
    index: Path, councils: Sequence[Council], public: bool, report_to: str | None, settings: Mapping[str, int | bool]
) -> dict[str, Any]:
    """What both Datasettes are told."""
    told = metadata(index.stem, public=public, report_to=report_to)
    own = told["databases"].pop(index.stem)
    described = {**index_tables(public), **(public_views() if public else views())}
    told["databases"] = {
        index.stem: described_database(index.stem, described, _answered(index)),
        **{council.name: {**own, "description_html": described_start(council.name)} for council in councils},
    }
    return {"metadata": told, "plugins_dir": str(PLUGINS), "template_dir": str(TEMPLATES), "settings": dict(settings)}


def _answered(index: Path) -> set[str]:
    """The ready-made questions that the index can answer: it has not everything that the councils' databases have."""
    found = set()
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        add_functions(connection)
        for name, query in queries().items():
            try:
                connection.execute(f"explain {query.sql}", dict.fromkeys(query.parameters))
                found.add(name)
            except sqlite3.OperationalError:
                continue
    return found


def _edition(files: Sequence[Path]) -> str:
    states = [path.stat() for path in files]
    return f"{__version__} " + " ".join(f"{state.st_size}-{state.st_mtime_ns}" for state in states)
