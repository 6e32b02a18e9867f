"""Why something on the web was not had; each with words for a person."""

from __future__ import annotations


class NotHad(Exception):
    """An address could not be had. The words say why."""


class NotThere(NotHad):
    """There is nothing at the address, or not any more."""


class NotAllowed(NotHad):
    """The site's robots.txt forbids it, or the address is none that is asked."""


class TooBig(NotHad):
    """There is more than is taken."""


class HostRests(NotHad):
    """The host asked to be left alone for longer than is waited, or fails again and again; nothing more is asked of it in this run."""


class Stopped(Exception):
    """Somebody asked to stop."""
