"""What one request may take, however many questions it asks of the database."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Allowance:
    """What is left to a request: processor time of the database in seconds, and the weight of an answer in bytes.

    `strict` is whether an error ends the request, as the kind of its answer (CSV) has no place to say it. `begun` is whether a part of
    the answer has gone out already: then an error can only cut it short, so that whoever gets it sees that it is not whole.
    `hurried` is whether a question was not let finish: what is made of the others may be less than there is.
    """

    seconds: float
    weight: int
    strict: bool = False
    begun: bool = False
    hurried: bool = False


class CutShort(BaseException):
    """An answer that cannot go on. Not an Exception: Datasette would write its words among the rows, as if all was well."""


current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)
