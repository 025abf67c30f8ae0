"""The demo's two tables of the first bloc: last year's is a table of its own, and the two can be compared."""

from typing import Any

import pytest

from thidua.cli.demo.scores import read_scores, table_of_last_year
from thidua.core.scoring.comparison import ChangeKind, compare_documents
from thidua.core.scoring.reading import build_scheme
from thidua.scorecards.queries.questions import asked_items, names_of


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return read_scores()


def test_last_year_differs_as_tables_do_from_year_to_year(told: dict[str, Any]) -> None:
    changes = compare_documents(table_of_last_year(told), told["table"])

    assert {(each.kind, each.code, each.what) for each in changes} >= {
        (ChangeKind.REMOVED, "5.3", ""),
        (ChangeKind.CHANGED, "2.1", "max"),
        (ChangeKind.CHANGED, "2.2", "penalty_cap"),
        (ChangeKind.CHANGED, "2.2", "rules.2.2.a"),
        (ChangeKind.CHANGED, "III", "assessor"),
        (ChangeKind.CHANGED, "3.2", "points"),
    }


@pytest.mark.parametrize("is_last_year", [False, True])
def test_every_question_of_both_years_is_answered_for_every_unit(told: dict[str, Any], is_last_year: bool) -> None:
    table, problems = build_scheme(table_of_last_year(told) if is_last_year else told["table"])
    figures = told["first_bloc"] | (told["last_year"]["figures"] if is_last_year else {})

    assert (table is not None, problems) == (True, [])
    assert {name for item in asked_items(table) for name in names_of(table, item)} == set(figures)  # type: ignore[arg-type]
    assert {len(values) for values in figures.values()} == {6}


def test_the_table_itself_is_left_as_it_is(told: dict[str, Any]) -> None:
    before = repr(told["table"])

    table_of_last_year(told)

    assert repr(told["table"]) == before
