"""The public site put together: Datasette over the public copy, the processes that answer, and the door before them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from datasette.app import Datasette

from pipeline import __version__
from pipeline.edges.questions import PUBLIC, Answerers, Bounds
from pipeline.publish.metadata import metadata
from pipeline.publish.public.database import PublicDatabase
from pipeline.publish.public.door import Door
from pipeline.publish.public.functions import add_functions
from pipeline.publish.serving import PLUGINS, TEMPLATES
from pipeline.publish.site.routes import routes

MOST_ROWS = 1000
SETTINGS: dict[str, int | bool] = {
    "default_page_size": 50,
    "max_returned_rows": MOST_ROWS,
    "sql_time_limit_ms": 700,
    "facet_time_limit_ms": 300,
    "suggest_facets": False,
    "default_facet_size": 30,
    "max_csv_mb": 100,
    "truncate_cells_html": 600,
    "allow_download": True,
    "default_allow_sql": True,
    "template_debug": False,
    "trace_debug": False,
}
"""Datasette's settings. The file may be downloaded, as it is the public copy, from which everything private was left out."""


class PublicSite(NamedTuple):
    """The application, the Datasette within, and the processes that answer, which are closed at the end."""

    app: Any
    datasette: Any
    answerers: Answerers

    def close(self) -> None:
        """End the processes, and let go of the file."""
        self.answerers.close()
        self.datasette.executor.shutdown(wait=False)
        for database in self.datasette.databases.values():
            database.close()


def public_site(
    path: Path, hosts: Sequence[str] = (), https: bool = False, workers: int = 2, bounds: Bounds = PUBLIC, report_to: str | None = None
) -> PublicSite:
    """The site over the public copy at `path`, which must not change while it is served.

    `hosts` are the names that it goes by (none: any), `https` says that readers reach it so. `workers` questions are answered at a time.
    `report_to` is where readers tell of mistakes.
    """
    name = path.stem
    answerers = Answerers(path, add_functions, workers, bounds, modules=["pipeline.publish.public.functions"])
    datasette = Datasette(
        immutables=[str(path)],
        metadata=metadata(name, public=True, report_to=report_to),
        plugins_dir=str(PLUGINS),
        template_dir=str(TEMPLATES),
        settings={**SETTINGS, "num_sql_threads": 4 * workers, "force_https_urls": https},
    )
    datasette.remove_database(name)
    datasette.add_database(PublicDatabase(datasette, path, answerers, bounds), name=name)
    datasette.nonce_placeholder = f"number-{secrets.token_hex(16)}"
    state = path.stat()
    edition = f"{__version__} {state.st_size} {state.st_mtime_ns}"
    app = Door(datasette.app(), addresses(name), hosts, https, edition, datasette.nonce_placeholder, bounds)
    return PublicSite(app, datasette, answerers)


def addresses(database: str) -> list[re.Pattern[str]]:
    """The addresses that there are, as patterns: our own pages, the data, and what pages need. Nothing that tells of the machine."""
    own = [pattern for pattern, _ in routes()]
    needed = [r"^/-/static/[A-Za-z0-9._-]+$", r"^/favicon\.ico$", r"^/robots\.txt$"]
    data = [rf"^/{re.escape(database)}(?:\.[a-z]+)?/?$", rf"^/{re.escape(database)}/."]
    return [re.compile(pattern) for pattern in (*own, *needed, *data)]
