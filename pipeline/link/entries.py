"""An action that one paper prints twice: in the log that it opens with, and in the list that it ends with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.link.likeness import Printing, Weights, likeness
from pipeline.records import Action

SAME_REFERENCE, SAME_WORDS = 0.60, 0.88
"""How like the words of two rows must be, with one lasting reference and without, for them to be one action."""
TELLING = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An action of a list, by its rows in printed order: mostly one."""

    printings: Sequence[Printing]

    @property
    def rows(self) -> list[Action]:
        return [printing.row for printing in self.printings]

    @property
    def last(self) -> Printing:
        return self.printings[-1]

    @property
    def counted(self) -> Action:
        """The row that the registers count: of those that say most of how the action stands, the last."""
        _, row = max(enumerate(self.rows), key=lambda pair: (pair[1].status is not None, pair[1].progress is not None, pair[0]))
        return row


def entries_of(printings: Sequence[Printing], weights: Weights) -> list[Entry]:
    """The actions of a list, each once, in the order in which they are first printed.

    Two rows are one action when they stand in different tables (or parts) of the paper, in the same words or with the same lasting
    reference, and nothing that is printed beside them speaks against it.
    """
    ordered = sorted(printings, key=lambda printing: printing.row.source.page)
    grouped: list[list[Printing]] = []
    known: dict[object, list[int]] = defaultdict(list)
    for printing in ordered:
        keys = _keys(printing, weights)
        near = sorted({place for key in keys for place in known[key]})
        fits = [(score, -place) for place in near if (score := _fits(grouped[place], printing, weights))]
        if fits:
            place = -max(fits)[1]
            grouped[place].append(printing)
        else:
            place = len(grouped)
            grouped.append([printing])
        for key in keys:
            if place not in known[key][-1:]:
                known[key].append(place)
    return [Entry(tuple(rows)) for rows in grouped]


def _keys(printing: Printing, weights: Weights) -> list[object]:
    """By what the rows that may be the same are found: the reference, and the rarest words."""
    rarest = weights.rarest(printing.whole.words, TELLING)
    return [*rarest, printing.reference] if printing.lasting else [*rarest]


def _fits(group: Sequence[Printing], printing: Printing, weights: Weights) -> float:
    """How well a row goes with those of an entry; 0 when it does not."""
    if any(not _can_be_one(other, printing) for other in group):
        return 0.0
    alike = max(likeness(other, printing, weights) for other in group)
    same_reference = any(other.lasting and other.reference == printing.reference for other in group)
    return alike if alike >= (SAME_REFERENCE if same_reference else SAME_WORDS) else 0.0


def _can_be_one(one: Printing, other: Printing) -> bool:
    """Whether nothing but the words could keep two rows apart: not in one table, no other reference, lead or due date."""
    first, second = one.row, other.row
    together = (first.origin, one.theme, first.section) == (second.origin, other.theme, second.section)
    if together and (first.source.page == second.source.page or one.reference != other.reference or not one.lasting):
        return False
    if first.origin == "milestone" or second.origin == "milestone":
        return False
    if one.own_reference and other.own_reference and one.reference != other.reference:
        return False
    if first.due_end and second.due_end and first.due_end != second.due_end:
        return False
    return not (one.leads and other.leads and one.leads.isdisjoint(other.leads))
