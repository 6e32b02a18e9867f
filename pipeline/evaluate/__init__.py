"""How right the database is: held against what people read in the same papers, task by task, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.evaluate.records import Evaluation, Extracted, Gold, GoldSet, PaperScore, Quotes
from pipeline.evaluate.scoring import lacks_pages, score_paper
from pipeline.evaluate.summary import scopes_of


def evaluate(sets: Sequence[GoldSet], extracted: Mapping[str, Extracted], quotes: Mapping[str, Quotes], tasks: Sequence[str]) -> Evaluation:
    """How the database fares in `tasks` with the papers of `sets`.

    `extracted` has what the database holds, by the file that gold names, and `quotes` how well its rows stand on their pages, by
    document. A paper that it does not have counts with all its rows as missed, and has a note.
    """
    papers, notes = [], []
    for group in sets:
        for gold in group.papers:
            found = extracted.get(gold.file)
            notes += _notes(gold, found, tasks)
            papers.append(
                PaperScore(
                    file=gold.file,
                    scope=group.name,
                    council=gold.council or (found.council if found else None),
                    tasks=score_paper(gold, found, tasks),
                    quotes=quotes.get(found.document_id, Quotes()) if found else None,
                )
            )
    return Evaluation(papers, scopes_of(papers), notes)


def _notes(gold: Gold, found: Extracted | None, tasks: Sequence[str]) -> list[str]:
    notes = []
    if found is None:
        notes.append(f"{gold.file} is not in the database: all its rows count as missed.")
    if "sections" in tasks and lacks_pages(gold):
        notes.append(f"The gold of {gold.file} does not give the pages of its sections: they are not scored.")
    return notes
