"""Taking what was withdrawn out of the files that the stages have left, without reading the paper again."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.edges.stage_files import StageFiles
from pipeline.records import Division, Facts, PaperFile, Withdrawal
from pipeline.running.plan import Stages, wanted_of
from pipeline.withdraw import redact


def redact_files(stages: Stages, files: StageFiles, papers: list[PaperFile], withdrawn: Sequence[Withdrawal]) -> bool:
    """Whether the files of a document were redacted: they were made from what they would be made from now, but for the last withdrawals.

    Otherwise they are left as they are, and the document has to be read again. Raises Damaged when one is not as it was written.
    """
    name = papers[0].document_id
    stamps = {stage: files.stamp(stage, name) for stage in stages.names}
    wanted = wanted_of(stages, papers, files, withdrawn)
    for known in range(len(withdrawn) - 1, -1, -1):
        before = wanted_of(stages, papers, files, withdrawn[:known])
        if all(stamp and not stamp.error and stamp.fingerprint == before[stage] for stage, stamp in stamps.items()):
            break
    else:
        return False
    reading, division, facts = files.reading(name), files.record("divide", name, Division), files.record("extract", name, Facts)
    if reading is None:
        return False
    made = dict(zip(("read", "divide", "extract"), redact(reading, division, facts, withdrawn), strict=True))
    for stage, stamp in stamps.items():
        if stamp is not None:
            files.write(replace(stamp, fingerprint=wanted[stage]), name, made[stage])
    return True
