"""An ingest of tiny papers in a process of its own, for tests that kill it: `tiny_ingest.py CORPUS OUT`.

Without arguments it is a nursery: it has everything loaded, and forks a process for each ingest that it reads of on its standard input,
which saves most of the time. Such an ingest does without worker processes: what it leaves on disk is the same.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import tiny_mutants

import pipeline.edges.database
import pipeline.link
import pipeline.load  # noqa: F401 (loaded before the fork)
from pipeline.edges import steps, transactions
from pipeline.errors import MinutebookError
from pipeline.running.plan import Limits, Stages
from pipeline.running.report import Silence
from pipeline.running.run import Run
from pipeline.running.work import Stage

transactions.MOST_TOGETHER = 30  # so that some of the tiny documents share a transaction, and not all of them
STAGES = Stages(
    open_pdf="tiny_mutants:open_pdf",
    document=[Stage(name, "1", f"tiny_mutants:{name}") for name in ("read", "divide", "extract")],
    link=Stage("link", "1", "tiny_mutants:link"),
    load_version="1",
)


def main(corpus: Path, out: Path, workers: int = 1) -> int:
    """The exit code: 0 when all papers have a verdict, 1 when some are left, else that of the error."""
    tiny_mutants.apply()
    try:
        did = Run(corpus, out, STAGES, Silence(), Limits(), workers).ingest()
    except MinutebookError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for line in (*did.notes, *(trouble.partition("\n")[0] for trouble in did.troubles)):
        print(line, file=sys.stderr)
    return 1 if did.troubles or did.left else 0


def nursery() -> None:
    """For each line of the standard input an ingest, and on the standard output a line with its exit code, negative for a signal."""
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            _born(asked)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _born(asked: dict[str, Any]) -> None:
    """The ingest that was asked for, in the forked process, which ends here."""
    os.setsid()
    said = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    code = 70
    try:
        os.environ[tiny_mutants.CHOSEN] = asked["mutant"]
        steps.arm(asked["log"], asked["fault"])
        if asked["most_bytes"]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["most_bytes"], asked["most_bytes"]))
        code = main(Path(asked["corpus"]), Path(asked["out"]), workers=0)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    nursery()
