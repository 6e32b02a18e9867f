"""The error family: what was found, where, what to do next; each kind with its own exit code."""

from __future__ import annotations

from pipeline.records import Failure


class MinutebookError(Exception):
    """Something that stops the command. The message is for the person who ran it."""

    exit_code = 1


class UsageError(MinutebookError):
    """The command was asked for something that makes no sense."""

    exit_code = 2


class WrongCorpus(MinutebookError):
    """The database belongs to another corpus folder."""

    exit_code = 3


class Busy(MinutebookError):
    """Another ingest works on the same output folder."""

    exit_code = 4


class MissingCodes(MinutebookError):
    """A list of spellings that ships with the program is not there."""

    exit_code = 5


class SchemaTooNew(MinutebookError):
    """The database was written by a later version."""

    exit_code = 6


class Unreadable(MinutebookError):
    """A PDF that cannot be opened; the message is what the clerk will read as the document's error, `failure` says it in a word."""

    exit_code = 7

    def __init__(self, message: str, failure: Failure = "corrupt") -> None:
        super().__init__(message)
        self.failure: Failure = failure


class PageLost(MinutebookError):
    """A page took too long or too much memory, and is given up. It costs that page, not the paper."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure: Failure = failure


class NotWritten(MinutebookError):
    """The system would not write: the disk is full or broken, or a right is missing. What was written before is whole."""

    exit_code = 9


class Damaged(MinutebookError):
    """A file of the pipeline's own has not the bytes that were written. The run makes it anew."""

    exit_code = 10


class DamagedDatabase(UsageError):
    """The database cannot be read as one. The run sets it aside and makes a new one."""


class TooMuch(MinutebookError):
    """What a stage makes of a paper is more than is read again; the paper is not a council's."""


class AccuracyFell(MinutebookError):
    """What was measured is worse than what the repository publishes."""

    exit_code = 8


class NotFetched(MinutebookError):
    """Something on a council's website could not be had. What was had before is kept."""

    exit_code = 12


class NotPublished(MinutebookError):
    """A check of the new public copy failed. The copy that was there stays as it was."""

    exit_code = 11
