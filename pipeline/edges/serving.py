"""Running Datasette over the database, until it is stopped."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from pipeline.edges.database import Database
from pipeline.edges.files import write_whole
from pipeline.publish import metadata, serve_command


def serve(database: Path, port: int = 8001, open_browser: bool = False) -> int:
    """The exit code of Datasette, once it ends; Ctrl-C is the usual end, and gives 0.

    Writes the metadata beside the database first. Raises UsageError when there is no database yet.
    """
    Database.read(database).close()
    described = database.with_name("metadata.json")
    write_whole(described, [json.dumps(metadata(database.stem), indent=1, ensure_ascii=False).encode()])
    package = str(Path(__file__).resolve().parents[2])  # so that the plugin finds the schemas from wherever this is run
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.call(
            serve_command(database, described, port, open_browser), env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        )
    except KeyboardInterrupt:
        return 0
