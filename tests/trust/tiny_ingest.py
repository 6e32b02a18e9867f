"""An ingest of tiny papers in a process of its own, for tests that kill it: `tiny_ingest.py CORPUS OUT`."""

from __future__ import annotations

import sys
from pathlib import Path

import tiny_mutants

from pipeline.errors import MinutebookError
from pipeline.plan import Limits, Stages
from pipeline.report import Silence
from pipeline.run import Run
from pipeline.work import Stage

STAGES = Stages(
    open_pdf="tiny_mutants:open_pdf",
    document=[Stage(name, "1", f"tiny_mutants:{name}") for name in ("read", "divide", "extract")],
    link=Stage("link", "1", "tiny_mutants:link"),
    load_version="1",
)


def main(corpus: Path, out: Path) -> int:
    """The exit code: 0 when all papers have a verdict, 1 when some are left, else that of the error."""
    tiny_mutants.apply()
    try:
        did = Run(corpus, out, STAGES, Silence(), Limits(), workers=1).ingest()
    except MinutebookError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for trouble in did.troubles:
        print(trouble.partition("\n")[0], file=sys.stderr)
    return 1 if did.troubles or did.left else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
