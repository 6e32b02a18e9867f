"""Minutebook: council agendas, minutes and plans as rows, each one click from the words on its page."""

__version__ = "0.1.0"
