"""The SQL functions that a question may use, for the processes that answer it."""

from __future__ import annotations

import sqlite3

from pipeline.publish.plugins import minutebook_site


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the site's own questions use."""
    minutebook_site.prepare_connection(connection)
