"""Answers that are kept until the database is written to, or the day is over."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from pipeline.edges.standing import Standing, standing
from pipeline.publish.site.asking import Haste, haste

MOST = 64

Answer = TypeVar("Answer")

_kept: WeakKeyDictionary[Any, tuple[tuple[Standing, date], OrderedDict[Hashable, Any]]] = WeakKeyDictionary()


async def kept(
    db: Any, question: Hashable, work_out: Callable[[], Awaitable[Answer]], worth: Callable[[Answer], bool] = lambda _: True
) -> Answer:
    """The answer to a question about a database: as it was worked out last time today, if nothing was written since, else anew.

    The MOST questions that were asked last are kept for each database, if their answers are `worth` keeping and nothing had to be left
    out of them for want of time.
    """
    if not db.path:
        return await work_out()
    now = (standing(Path(db.path)), datetime.now(UTC).date())
    known = _kept.get(db)
    if known is None or known[0] != now:
        known = _kept[db] = (now, OrderedDict())
    answers = known[1]
    if question in answers:
        answers.move_to_end(question)
        known_answer: Answer = answers[question]
        return known_answer
    answer, whole = await _worked_out(work_out)
    if whole and worth(answer):
        answers[question] = answer
        while len(answers) > MOST:
            answers.popitem(last=False)
    return answer


async def _worked_out(work_out: Callable[[], Awaitable[Answer]]) -> tuple[Answer, bool]:
    """An answer, and whether it is whole. What is missing in it is missing in whatever it is a part of, too."""
    around, own = haste.get(), Haste()
    mark = haste.set(own)
    try:
        answer = await work_out()
    finally:
        haste.reset(mark)
    if around is not None:
        around.left_out |= own.left_out
    return answer, not own.left_out
