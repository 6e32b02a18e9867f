"""Three questions of a data desk, answered by DuckDB over a bulk export: what is late, whose advice was not followed, what slipped.

    minutebook publish                                    # or, of many councils: minutebook federate --public ...
    minutebook export bulk --parquet-by council,year
    pip install duckdb
    python examples/three_questions.py bulk --site https://minutes.example.org/

Every row of an answer ends with the address of the page where its words stand, on the site that `minutebook serve` or `serve-public`
opens. Read that page before you print anything. `--as csv` gives the rows to a spreadsheet, `--council` and `--since` narrow them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb


class Question(NamedTuple):
    """A question: what is asked, how to read the answer, and its SQL. `$council` and `$since` are NULL when nobody narrows it."""

    asked: str
    caution: str
    sql: str


QUESTIONS = {
    "overdue": Question(
        asked="Which councils' actions are longest overdue, and as of which paper?",
        caution="Overdue is said as of the last paper here that reports on the action, and that does not call it complete. It may have "
        "been done since, and a later paper may not be here.",
        sql="""
        select o.council, o.council_key, o.days_overdue as days, o.due_text as due, o.action, o.detail,
          coalesce(o.leads, o.leads_text) as led_by,
          coalesce(o.as_of_title, 'an untitled paper') as as_of_paper, o.as_of, o.page_id, o.id as row_id, 'actions' as of_table
        from overdue_actions as o
        where ($council is null or o.council = $council) and ($since is null or o.as_of >= cast($since as date))
        qualify row_number() over (partition by o.council order by o.days_overdue desc, o.id) <= 5
        order by max(o.days_overdue) over (partition by o.council) desc, o.council, o.days_overdue desc, o.id
        """,
    ),
    "advice": Question(
        asked="Where were officers' recommendations not followed?",
        caution="Told by the words: a decision that says the same in other words can stand here. Only decisions whose report is here too.",
        sql="""
        select k.council, k.council_key, k.date, k.committee, r.follows as how, k.text as decided,
          (
            select string_agg(a.text, ' / ' order by a.ordinal) from recommendations as a
            where a.report_id = r.report_id and a.council_key = r.council_key
          ) as advised,
          k.page_id, k.id as row_id, 'resolutions' as of_table
        from resolution_register as k
        join resolutions as r on r.id = k.id and r.council_key = k.council_key
        where r.follows in ('otherwise', 'amended', 'deferred')
          and ($council is null or k.council = $council) and ($since is null or k.date >= cast($since as date))
        order by r.follows = 'otherwise' desc, k.date desc, k.council, k.id
        """,
    ),
    "slipped": Question(
        asked="Which deadlines slipped most?",
        caution="Only actions that stand in two papers or more, and whose date a later paper moved to a later day.",
        sql="""
        select s.council, s.council_key, s.days_slipped as days, s.slips as times, s.first_due_end as first_due,
          s.current_due_end as now_due, s.action, s.detail,
          s.leads as led_by, s.as_of, s.page_id, s.id as row_id, 'actions' as of_table
        from slipped_actions as s
        where ($council is null or s.council = $council) and ($since is null or s.as_of >= cast($since as date))
        order by s.days_slipped desc, s.slips desc, s.council, s.id
        """,
    ),
}
MOST = 20
_LINK = ("page_id", "row_id", "of_table", "council_key")


def answers(folder: Path, council: str | None = None, since: str | None = None, site: str = "") -> dict[str, list[dict[str, Any]]]:
    """The rows that answer each question, each with the address of its page. Only the files that a question needs are read."""
    address = site.rstrip("/") + json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["page_address"]
    with duckdb.connect() as database:
        for table in sorted(path.name for path in folder.iterdir() if path.is_dir()):
            files = str(folder / table / "**" / "*.parquet").replace("'", "''")
            database.execute(f"create view {table} as select * from read_parquet('{files}', hive_partitioning = true)")
        found = {}
        for name, question in QUESTIONS.items():
            result = database.execute(question.sql, {"council": council, "since": since})
            columns = [column[0] for column in result.description]
            found[name] = [_linked(dict(zip(columns, row, strict=True)), address) for row in result.fetchall()]
        return found


def _linked(row: dict[str, Any], address: str) -> dict[str, Any]:
    """The row with the address of its page in the place of what makes it."""
    document_id, _, page = str(row["page_id"]).split("-")
    place = address.format(council_key=row["council_key"], document_id=document_id, page=page, table=row["of_table"], id=row["row_id"])
    return {**{name: value for name, value in row.items() if name not in _LINK}, "page": place}


def written(found: dict[str, list[dict[str, Any]]], most: int = MOST) -> str:
    """The answers for people to read."""
    parts = []
    for name, rows in found.items():
        question = QUESTIONS[name]
        parts += [question.asked, "=" * len(question.asked), question.caution, ""]
        for row in rows[:most]:
            words = {key: " ".join(str(value).split()) for key, value in row.items() if value is not None}
            head = " | ".join(words.pop(key) for key in ("council", "date", "committee") if key in words)
            days = words.pop("days", None)
            parts.append(f"* {head}" + (f" | {days} days" if days else ""))
            parts += [f"    {key.replace('_', ' ')}: {value[:300]}" for key, value in words.items()]
        parts += [f"... and {len(rows) - most:,} more; --most shows them."] if len(rows) > most else []
        parts += ["Nothing in these papers.", ""] if not rows else [""]
    return "\n".join(parts)


def _safe(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer the questions of the command line."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, help="the folder of the bulk export")
    asked.add_argument("--site", default="http://127.0.0.1:8001", help="where the site is whose pages the rows link to")
    asked.add_argument("--council", help="only this council, by its name as the papers have it")
    asked.add_argument("--since", help="only what papers or meetings say from this day on, as 2025-04-01")
    asked.add_argument("--most", type=int, default=MOST, help="how many rows of each answer")
    asked.add_argument("--as", dest="form", choices=["text", "csv"], default="text", help="for people, or for a spreadsheet")
    given = asked.parse_args(arguments)
    if not (given.folder / "manifest.json").is_file():
        asked.error(f"{given.folder} is no bulk export. Make one: minutebook export {given.folder} --parquet-by council,year")
    found = answers(given.folder, given.council, given.since, given.site)
    if given.form == "text":
        print(written(found, given.most))
        return
    out = csv.writer(sys.stdout)
    for name, rows in found.items():
        for place, row in enumerate(rows[: given.most]):
            if place == 0:
                out.writerow(["question", *row])
            out.writerow([name, *(_safe(value) for value in row.values())])


if __name__ == "__main__":
    main()
