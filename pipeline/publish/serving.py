"""How Datasette is run over the database."""

from __future__ import annotations

from pathlib import Path

HOST = "127.0.0.1"
PLUGINS = Path(__file__).parent / "plugins"
TEMPLATES = Path(__file__).parent / "templates"
SETTINGS: dict[str, int | bool] = {
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,  # the schemas say which columns are worth it; trying all columns of wide tables is slow
    "truncate_cells_html": 600,
}


def serve_arguments(database: Path, metadata_file: Path, port: int, open_browser: bool = False) -> list[str]:
    """The arguments of the command `datasette` that serve the database on this machine only.

    The file is served as one that may change: an ingest can go on beside it, and every page shows what was last committed.
    """
    arguments = ["serve", str(database), "--host", HOST, "--port", str(port)]
    arguments += ["--metadata", str(metadata_file), "--plugins-dir", str(PLUGINS), "--template-dir", str(TEMPLATES)]
    for name, value in SETTINGS.items():
        arguments += ["--setting", name, str(int(value))]
    return [*arguments, "--open"] if open_browser else arguments
