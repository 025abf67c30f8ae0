"""Shares of excellent ratings: both sides of each boundary, unknown grades, few units, the day before the decree."""

from datetime import date

import pytest

from thidua.core.law.citations import say_citations
from thidua.core.law.codes import TaskGrade
from thidua.core.law.quotas import QuotaStand
from thidua.core.law.ratings import Rated, RatingAnswer, answer_employees, answer_units, rating_day

BEFORE, FROM = date(2026, 6, 30), date(2026, 7, 1)
FITS, TOO_MANY, OPEN, NOT_HELD = QuotaStand.FITS, QuotaStand.TOO_MANY, QuotaStand.OPEN, QuotaStand.NOT_HELD


def told(answer: RatingAnswer) -> tuple[tuple[int, int] | None, QuotaStand]:
    return answer.allowed, answer.stand


@pytest.mark.parametrize(
    ("rated", "unit", "allowed", "stand"),
    [
        (Rated(4, 20, 0), TaskGrade.GOOD, (4, 4), FITS),
        (Rated(5, 20, 0), TaskGrade.GOOD, (4, 4), TOO_MANY),
        (Rated(4, 19, 0), TaskGrade.GOOD, (3, 3), TOO_MANY),  # 20 % of 19 is three: “không vượt quá”
        (Rated(5, 20, 0), TaskGrade.EXCELLENT, (4, 5), OPEN),  # within 25 %, if the unit decided so
        (Rated(5, 20, 0), None, (4, 5), OPEN),
        (Rated(6, 20, 0), TaskGrade.EXCELLENT, (4, 5), TOO_MANY),
        (Rated(4, 19, 1), TaskGrade.GOOD, (3, 4), OPEN),
        (Rated(4, 20, 1), TaskGrade.GOOD, (4, 4), OPEN),  # the one without a grade may be excellent too
        (Rated(0, 0, 0), TaskGrade.GOOD, (0, 0), FITS),
    ],
)
def test_employees_of_a_unit(rated: Rated, unit: TaskGrade | None, allowed: tuple[int, int], stand: QuotaStand) -> None:
    assert told(answer_employees(rated, unit, FROM)) == (allowed, stand)
    assert told(answer_employees(rated, unit, BEFORE)) == (None, NOT_HELD)


@pytest.mark.parametrize(
    ("rated", "number", "allowed", "stand"),
    [
        (Rated(1, 3, 0), 4, (1, 1), FITS),
        (Rated(2, 2, 0), 4, (1, 1), TOO_MANY),
        (Rated(1, 2, 1), 4, (1, 1), OPEN),
        (Rated(1, 4, 0), 5, (0, 1), OPEN),  # 20 % of four is none; one by a decision (25 %)
        (Rated(1, 5, 0), 6, (1, 1), FITS),
        (Rated(2, 5, 0), 7, (1, 1), TOO_MANY),
    ],
)
def test_units_under_one_authority(rated: Rated, number: int, allowed: tuple[int, int], stand: QuotaStand) -> None:
    assert told(answer_units(rated, number, FROM)) == (allowed, stand)
    assert told(answer_units(rated, number, BEFORE)) == (None, NOT_HELD)


def test_each_share_is_cited_and_the_ratings_of_a_year_are_given_as_it_ends() -> None:
    usual = answer_employees(Rated(1, 9, 0), TaskGrade.EXCELLENT, FROM)
    assert usual.entry is not None
    assert usual.higher is not None
    assert say_citations(usual.entry.cites) == "điểm a khoản 6 Điều 12 của 233/2026/NĐ-CP"
    assert say_citations(usual.higher.cites) == "điểm b khoản 6 Điều 12 của 233/2026/NĐ-CP"
    assert answer_employees(Rated(1, 9, 0), TaskGrade.GOOD, FROM).higher is None
    few = answer_units(Rated(1, 2, 0), 3, FROM)
    assert few.entry is not None
    assert say_citations(few.entry.cites).startswith("điểm c khoản 7 Điều 7 của 233/2026/NĐ-CP")
    assert [rating_day(year, date(2026, 11, 20)) for year in (2025, 2026)] == [date(2025, 12, 31), date(2026, 11, 20)]
