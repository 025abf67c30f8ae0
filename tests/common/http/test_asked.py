"""Numbers in an address: what is not a number was not asked, and no list grows without end."""

import pytest
from django.test import RequestFactory

from thidua.common.http.asked import MOST_SHOWN, asked_number, how_many


@pytest.mark.parametrize(
    ("text", "number"),
    [("2024", 2024), ("0", 0), ("", None), ("-1", None), ("1e3", None), ("٢٠٢٤", None), ("²", None), ("1" * 10, None)],
)
def test_a_number_is_figures_and_not_too_many(text: str, number: int | None) -> None:
    assert asked_number(RequestFactory().get("/", {"nam": text}), "nam") == number


@pytest.mark.parametrize(("text", "rows"), [("", 20), ("5", 20), ("40", 40), ("99999999", MOST_SHOWN), ("x", 20)])
def test_a_list_shows_at_least_its_first_rows_and_never_all_the_world(text: str, rows: int) -> None:
    assert how_many(RequestFactory().get("/", {"show": text}), 20) == rows
