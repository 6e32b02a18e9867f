"""Stage 1, register: the files of a corpus become papers, each with its identity and, where it cannot be read at all, the reason."""

from __future__ import annotations

from pipeline.register.papers import Register, Sayings, SetAside, register
from pipeline.register.seen import FolderSettings, ManifestLine, SeenFile

VERSION = 1

__all__ = ["VERSION", "FolderSettings", "ManifestLine", "Register", "Sayings", "SeenFile", "SetAside", "register"]
