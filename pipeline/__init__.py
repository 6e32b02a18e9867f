"""Minutebook: council agendas, minutes and plans as rows, each one click from the words on its page."""

from pipeline.edges.compiled import use_compiled

__version__ = "0.1.0"

use_compiled()
