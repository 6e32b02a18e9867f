"""Dates that the grammar could not take."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import DateContext, find_dates

SPRING = DateContext(document_date="2024-03-15")


@pytest.mark.parametrize(
    ("text", "found", "note"),
    [
        ("3 Feburary 2023", ("3 Feburary 2023", "2023-02-03", "2023-02-03"), "letters that changed places"),
        ("14th of Ocotber 2022", ("14th of Ocotber 2022", "2022-10-14", "2022-10-14"), "with an ordinal"),
        ("by Septmber 2024", ("Septmber 2024", "2024-09-01", "2024-09-30"), "a letter left out, without a day"),
        ("19 décembre 2023", ("19 décembre 2023", "2023-12-19", "2023-12-19"), "another language"),
        ("12 Wards 2023", ("2023", "2023-01-01", "2023-12-31"), "no month"),
        ("Strategy 2024", ("2024", "2024-01-01", "2024-12-31"), "no month"),
        ("3 year 2024", ("2024", "2024-01-01", "2024-12-31"), "not counted from today"),
    ],
)
def test_strange_month(text: str, found: tuple[str, str, str], note: str) -> None:
    assert [(one.text, one.start, one.end) for one in find_dates(text, SPRING)] == [found], note


def test_misspelt_impossible_day() -> None:
    (found,) = find_dates("31 Feburary 2023", SPRING)
    assert found.impossible
