"""What a worker has started ends with the worker, and the workers end with the run, however these end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")

CHILD = """
import subprocess, sys, time
from pipeline.edges.lifelines import end_with_parent
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], preexec_fn=end_with_parent)
print(child.pid, flush=True)
time.sleep(60)
"""
RUN = """
import os, sys
import tiny_tasks
from pipeline.edges.workers import Task, Workers
if __name__ == "__main__":
    with Workers(tiny_tasks.run, 1, ["tiny_tasks"], 4 << 30) as workers:
        for ended in workers.run([Task("a", "name", 30), Task("b", "hang", 60)]):
            print(ended.result, flush=True)
"""


def is_gone(process: int) -> bool:
    """Whether a process has ended, soon."""
    for _ in range(100):
        with suppress(FileNotFoundError):
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.1)
                continue
        return True
    return False


def started(code: str, folder: Path) -> tuple[subprocess.Popen[str], int]:
    """A program, and the number of the process that it names."""
    file = folder / "program.py"
    file.write_text(code)
    variables = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    program = subprocess.Popen([sys.executable, str(file)], env=variables, stdout=subprocess.PIPE, text=True)
    assert program.stdout
    return program, int(program.stdout.readline())


@pytest.mark.parametrize("code", [CHILD, RUN], ids=["a program of a worker", "a worker that hangs"])
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, code: str) -> None:
    program, child = started(code, tmp_path)
    assert Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert is_gone(child)


def test_the_processor_is_limited() -> None:
    code = "from pipeline.edges.lifelines import limit_processor\nlimit_processor(0.0)\nwhile True: len(str())\n"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=60)
    assert done.returncode == -signal.SIGXCPU
