"""The schemas agree with themselves, with the records, with the promise to users and with what is generated from them."""

from __future__ import annotations

import re
import typing
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from pipeline import records
from pipeline.edges.codes import codes
from pipeline.edges.generated import generate, stale
from pipeline.edges.schemas import closed_list, queries, tables, views
from pipeline.records import Facts

ROOT = Path(__file__).parents[1]
EVERY = {**tables(), **views()}

PROMISED = {
    "files": "path document_id filename bytes first_seen last_seen gone",
    "documents": "council filename path sha256 bytes title kind published_on source_url pages pages_ocr producer status error ingested_at",
    "pages": "document_id number printed_label text furniture text_source",
    "sections": "document_id ordinal kind title page_start page_end agenda_item_id restricted",
    "meetings": "document_id council committee date start_time end_time venue canonical_id",
    "agenda_items": "meeting_id document_id ordinal number title part exempt_reason page_start page_end",
    "attendance": "meeting_id document_id name capacity role post status note",
    "minutes": "meeting_id document_id ordinal reference title text confirmed",
    "resolutions": "meeting_id document_id minute_id reference ordinal label verb text outcome mover seconder votes_for votes_against "
    "votes_abstained kind agenda_item_id report_id",
    "reports": "document_id section_id report_number title decision_maker meeting_date decision_type wards purpose",
    "recommendations": "report_id document_id ordinal number addressee text",
    "actions": "document_id section_id origin theme reference action detail measure_of_success due_text due_start due_end due_precision "
    "recurring leads_text status_text status progress next_steps extra thread_id page_end",
    "action_leads": "action_id officer_id",
    "measures": "document_id theme measure reported",
    "officers": "council name post kind",
    "officer_mentions": "officer_id document_id name_text post_text role",
    "dates": "document_id text start end precision role",
    "tables": "document_id section_id ordinal page_end heading header_rows rows",
    "votes": "resolution_id document_id name vote",
    "declarations": "meeting_id document_id name kind item text",
    "action_threads": "council title first_document_id last_document_id first_due_end current_due_end slips status state last_seen_on",
    "document_links": "from_document_id to_document_id kind",
    "corrections": "table_name row_id field machine_value value reason",
    "changes": "seq at table_name row_id kind",
    "accuracy": "task field scope precision recall f1 rows measured_on",
    "runs": "started_at finished_at version documents ok failed findings",
    "findings": "document_id page code severity message table_name row_id",
}
PROMISED_VIEWS = ["action_tracker", "overdue_actions", "slipped_actions", "resolution_register", "meeting_register", "attendance_register"]


@pytest.mark.parametrize("name", list(PROMISED))
def test_promised_tables_have_their_columns(name: str) -> None:
    assert not set(PROMISED[name].split()) - set(tables()[name].columns)
    if name != "changes":
        assert "id" in tables()[name].columns


def test_promised_views_are_there() -> None:
    assert list(views()) == PROMISED_VIEWS


@pytest.mark.parametrize("name", list(Facts.__struct_fields__))
def test_a_fact_says_where_it_stands(name: str) -> None:
    if name not in ("document_id", "findings"):
        assert {"document_id", "page", "quote", "bbox"} <= set(tables()[name].columns)


@pytest.mark.parametrize("name", list(EVERY))
def test_what_a_schema_names_is_there(name: str) -> None:
    table = EVERY[name]
    for column in table.columns.values():
        assert column.references is None or column.references in tables()
        assert column.values is None or closed_list(column.values)
    named = [*table.search, table.label_column, table.sort, table.sort_descending, *(part for unique in table.unique for part in unique)]
    assert {part for part in named if part} <= set(table.columns)
    assert table.search_of is None or tables()[table.search_of].search
    assert table.view or table.key in table.columns


@pytest.mark.parametrize("name", list(EVERY))
def test_every_column_is_explained_in_a_sentence(name: str) -> None:
    texts = [EVERY[name].description, *(column.description for column in EVERY[name].columns.values())]
    texts += [note for note in [EVERY[name].note, *(column.note for column in EVERY[name].columns.values())] if note]
    for text in texts:
        assert re.fullmatch(r"[A-Z1].*\.", text, re.S), text


def _literals() -> dict[tuple[str, str], set[str]]:
    """The values that the records allow, by table and column."""
    found = {}
    by_table: dict[str, Any] = {name: get_args(kind)[0] for name, kind in typing.get_type_hints(Facts).items() if get_args(kind)}
    by_table.update({"sections": records.Section, "documents": records.Division, "pages": records.Page, "officers": records.Officer})
    for table, record in by_table.items():
        for field, kind in typing.get_type_hints(record).items():
            literal = next((part for part in [kind, *get_args(kind)] if get_origin(part) is Literal), None)
            if literal is not None and field in tables()[table].columns:
                found[table, field] = set(get_args(literal))
    found["documents", "status"] = set(get_args(typing.get_type_hints(records.Paper)["status"]))
    return found


@pytest.mark.parametrize(
    ("place", "allowed"), list(_literals().items()), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_closed_lists_are_those_of_the_records(place: tuple[str, str], allowed: set[str]) -> None:
    table, column = place
    values = tables()[table].columns[column].values
    assert values is not None, f"{table}.{column} has no closed list"
    assert set(closed_list(values)) == allowed


def test_enough_closed_lists_were_compared() -> None:
    assert len(_literals()) >= 20


def test_every_closed_list_is_used() -> None:
    used = {column.values for table in EVERY.values() for column in table.columns.values()}
    assert set(codes("closed_lists")) <= used


def test_every_finding_code_has_its_sentence() -> None:
    for code, sentence in codes("findings").items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert re.fullmatch(r"[A-Z].*\.", sentence)


def test_questions_are_not_named_like_tables() -> None:
    assert not set(queries()) & set(EVERY)


# --- what is generated ------------------------------------------------------------------------------------------------


def test_nothing_generated_is_out_of_date() -> None:
    assert stale(ROOT) == [], "Run `minutebook generate`."


def test_generating_writes_what_is_missing_and_removes_what_is_left_over(tmp_path: Path) -> None:
    written = generate(tmp_path)
    assert {path.name for path in written} >= {"Paper.json", "Links.json", "data-dictionary.md"}
    assert stale(tmp_path) == []
    left_over, changed = tmp_path / "schemas" / "json" / "Gone.json", tmp_path / "docs" / "data-dictionary.md"
    left_over.write_text("{}")
    changed.write_text(changed.read_text().replace("Nothing is invented", "Much is invented"))
    assert set(stale(tmp_path)) == {left_over, changed}
    assert set(generate(tmp_path)) == {left_over, changed}
    assert stale(tmp_path) == []
    assert not left_over.exists()


def test_the_dictionary_explains_every_column_and_value() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for table in EVERY.values():
        assert f"### {table.name}\n" in page
        for name, column in table.columns.items():
            assert f"| `{name}` |" in page
            for value in closed_list(column.values) if column.values else ():
                assert f"| `{value}` |" in page
