"""Who sits where, and against which task the death of a worker is held."""

from __future__ import annotations

from pipeline.edges.cluster.seating import Seating


def seated(seats: dict[str, int], *tasks: str) -> Seating:
    """Workers with so many seats, and the tasks sat down one after the other."""
    seating = Seating()
    for worker, count in seats.items():
        seating.arrive(worker, count)
    for task in tasks:
        worker = seating.place_for(task)
        assert worker, "there is a seat"
        seating.sit_down(task, worker)
    return seating


def test_tasks_are_spread_over_the_workers_until_all_seats_are_taken() -> None:
    seating = seated({"north": 2, "south": 2}, "a", "b", "c", "d")
    assert (seating.seats, seating.place_for("e")) == (4, None)
    assert len(seating.leave("north", died=False)) == 2
    seating.stand_up("a")
    seating.stand_up("b")
    assert (seating.seats, seating.place_for("e")) == (2, "south")


def test_no_worker_no_seat() -> None:
    assert Seating().place_for("a") is None


def test_one_worker_is_a_mishap_and_two_are_the_tasks_own_doing() -> None:
    seating = seated({"north": 1}, "killer")
    assert seating.leave("north", died=True) == {"killer"}
    assert not seating.is_given_up("killer")
    seating.arrive("south", 1)
    seating.sit_down("killer", "south")
    seating.leave("south", died=True)
    assert seating.is_given_up("killer")


def test_a_worker_that_was_asked_to_leave_is_held_against_nobody() -> None:
    seating = seated({"north": 1}, "a")
    for worker in ("north", "south"):
        seating.leave(worker, died=False)
        seating.arrive("south", 1)
        seating.sit_down("a", "south")
    assert not seating.is_given_up("a")


def test_what_has_cost_a_worker_sits_alone_so_that_no_other_is_blamed() -> None:
    seating = seated({"north": 2}, "killer", "innocent")
    assert seating.leave("north", died=True) == {"killer", "innocent"}
    seating.arrive("south", 2)
    seating.sit_down("killer", "south")
    assert seating.place_for("innocent") is None, "it has been on a dead worker too, and waits for one of its own"
    assert seating.place_for("new") is None, "nobody is put beside it"
    seating.leave("south", died=True)
    assert (seating.is_given_up("killer"), seating.is_given_up("innocent")) == (True, False)
    seating.arrive("east", 2)
    seating.sit_down("innocent", "east")
    seating.stand_up("innocent")
    assert not seating.is_given_up("innocent")


def test_a_busy_worker_is_kept_free_for_what_has_to_sit_alone() -> None:
    seating = seated({"north": 1}, "killer")
    seating.leave("north", died=True)
    seating.arrive("east", 2)
    seating.sit_down("slow", "east")
    assert seating.place_for("killer") is None
    assert seating.place_for("quick") is None, "the other seat stays empty until the worker is"
    seating.stand_up("slow")
    assert seating.place_for("killer") == "east"
