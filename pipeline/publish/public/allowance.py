"""What one request may take, however many questions it asks of the database."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Allowance:
    """What is left to a request: processor time of the database in seconds, and the weight of an answer in bytes.

    `strict` is whether an error ends the request, as the kind of its answer (CSV) has no place to say it.
    """

    seconds: float
    weight: int
    strict: bool = False


current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)
