"""Answers that are kept until the database is written to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from pipeline.edges.standing import Standing, standing

MOST = 64

Answer = TypeVar("Answer")

_kept: WeakKeyDictionary[Any, tuple[Standing, OrderedDict[Hashable, Any]]] = WeakKeyDictionary()


async def kept(db: Any, question: Hashable, work_out: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer to a question about a database: as it was worked out last time, if nothing was written since, else worked out anew.

    The MOST questions that were asked last are kept for each database.
    """
    if not db.path:
        return await work_out()
    now = standing(Path(db.path))
    known = _kept.get(db)
    if known is None or known[0] != now:
        known = _kept[db] = (now, OrderedDict())
    answers = known[1]
    if question in answers:
        answers.move_to_end(question)
    else:
        found = await work_out()
        answers[question] = found
        while len(answers) > MOST:
            answers.popitem(last=False)
    answer: Answer = answers[question]
    return answer
