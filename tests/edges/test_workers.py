"""Worker processes: results, and every way in which one can be lost."""

from __future__ import annotations

from pipeline.edges.workers import Ended, Task, Workers, worker_count


def ends(*tasks: Task, count: int = 2) -> dict[str, Ended]:
    import tiny_tasks

    with Workers(tiny_tasks.run, count, ["tiny_tasks"], 4 << 30) as workers:
        return {ended.name: ended for ended in workers.run(tasks)}


def test_every_task_ends_in_its_own_way() -> None:
    found = ends(
        Task("a", "3", 30),
        Task("hangs", "hang", 1),
        Task("b", "4", 30),
        Task("dies", "die", 30),
        Task("raises", "raise", 30),
        Task("c", "5", 30),
    )
    assert [found[name].result for name in "abc"] == [9, 16, 25]
    assert (found["hangs"].trouble, found["hangs"].detail) == ("time", "1")
    assert (found["dies"].trouble, found["dies"].detail) == ("crash", "70")
    assert (found["raises"].trouble, found["raises"].detail) == ("error", "ValueError: asked for")


def test_stop_begins_nothing_new_and_waits_for_what_was_begun() -> None:
    import tiny_tasks

    seen: list[str] = []
    with Workers(tiny_tasks.run, 2, [], 4 << 30) as workers:
        for ended in workers.run([Task(str(number), str(number), 30) for number in range(20)], stop=lambda: len(seen) >= 3):
            assert ended.trouble is None
            seen.append(ended.name)
    assert 3 <= len(seen) <= 5


def test_memory_is_limited() -> None:
    import tiny_tasks

    with Workers(tiny_tasks.run, 1, [], 1 << 30) as workers:
        assert [ended.trouble for ended in workers.run([Task("a", "gigabytes", 30)])] == ["memory"]


def test_worker_count() -> None:
    assert worker_count(3) == 3
    assert worker_count(None) >= 1
