"""What a process has taken of the machine."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from pipeline.edges.processor import expect_many, loading_for_good

FRESH = """
from pipeline.edges.processor import most_memory
before = most_memory()
held = bytearray(b"x") * (64 << 20)
after = most_memory()
del held
print(before, after, most_memory())
"""


def test_the_most_memory_grows_with_what_is_taken_and_stays() -> None:
    """In a process of its own, which has not taken more before."""
    done = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)
    before, after, later = map(float, done.stdout.split())
    assert before + 60 < after < before + 200
    assert abs(later - after) < 1  # the system counts in gusts


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts a parent's memory as a child's")
def test_what_the_parent_has_taken_does_not_count() -> None:
    held = bytearray(200 << 20)
    held[:: 1 << 12] = b"x" * (len(held) >> 12)
    code = "from pipeline.edges.processor import most_memory; print(most_memory())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 0 < float(done.stdout) < 100


def test_circles_are_looked_for_seldom_where_many_values_stay() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)  # as it is when Python starts; a test before this one may have brought in papers
        expect_many()
        assert gc.get_threshold()[0] > 100 * 700
    finally:
        gc.set_threshold(*before)


def test_what_is_loaded_for_good_is_not_looked_through() -> None:
    before = gc.get_freeze_count()
    try:
        with loading_for_good():
            assert not gc.isenabled()
            loaded = [[number] for number in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(loaded)
        assert not any(value is loaded for value in gc.get_objects())
    finally:
        gc.unfreeze()
