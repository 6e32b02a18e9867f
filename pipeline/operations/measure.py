"""One evaluation from end to end: gold and database read, compared, held against what is published, written where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.edges.accuracy import Provenance, read_extracted, read_provenance, read_published, write_accuracy, write_published
from pipeline.edges.database import Database, now
from pipeline.edges.gold import SAMPLE, GoldRead, read_gold
from pipeline.errors import UsageError
from pipeline.evaluate import evaluate
from pipeline.evaluate.published import Fall, accuracy_rows, falls, publish
from pipeline.evaluate.records import Evaluation
from pipeline.evaluate.tasks import PROVENANCE

ROOT = Path(__file__).resolve().parents[2]


class Measured(NamedTuple):
    """What was measured in a database: `provenance` is None when it was not asked for; `falls` is what got worse than published."""

    evaluation: Evaluation
    provenance: Provenance | None
    falls: list[Fall]
    notes: list[str]


def checkout() -> Path | None:
    """The repository that this program runs from; None for an installed program."""
    return ROOT if (ROOT / "pyproject.toml").is_file() else None


def measure(path: Path, places: Sequence[str], tasks: Sequence[str], root: Path | None) -> Measured:
    """The database at `path` held against gold in `places` (the sample's, when there are none), and against what `root` publishes.

    Raises UsageError when there is no database or no gold, and when the database has none of the papers.
    """
    with Database.read(path) as database:
        gold = _gold(places, root) if any(task != PROVENANCE for task in tasks) else GoldRead([], [])
        files = [paper.file for group in gold.sets for paper in group.papers]
        extracted, notes = read_extracted(database, files)
        if files and not extracted:
            raise UsageError(
                f"{path} has none of the papers of {', '.join(group.name for group in gold.sets)}. Name a folder with the gold of your "
                "papers (minutebook evaluate FOLDER), or ingest the sample: minutebook ingest corpus/sample --out FOLDER."
            )
        provenance = read_provenance(database) if PROVENANCE in tasks else None
    evaluation = evaluate(gold.sets, extracted, provenance.documents if provenance else {}, tasks)
    fallen = falls(read_published(root), evaluation) if root else []
    return Measured(evaluation, provenance, fallen, [*gold.notes, *notes, *evaluation.notes])


def keep(path: Path, measured: Measured) -> None:
    """Write the figures into the table `accuracy` of the database, in place of those of the last time."""
    assert measured.provenance is not None, "only a whole evaluation is kept"
    write_accuracy(path, accuracy_rows(measured.evaluation, measured.provenance.whole), _today())


def publish_figures(root: Path, measured: Measured) -> list[Path]:
    """Write the figures of the sets that were measured into the repository; gives the paths below `root`."""
    return write_published(root, publish(read_published(root), measured.evaluation, _today(), __version__))


def _gold(places: Sequence[str], root: Path | None) -> GoldRead:
    if not places and root is None:
        raise UsageError("Name a folder with the gold of your papers: minutebook evaluate FOLDER.")
    return read_gold(places or [str(Path(root or ".") / SAMPLE)])


def _today() -> str:
    return now()[:10]
