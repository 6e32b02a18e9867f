"""Watching a folder: what arrives in it is brought into the database when it has come to rest."""

from __future__ import annotations

from pipeline.watch.arrivals import Arrivals, State

__all__ = ["Arrivals", "State"]
