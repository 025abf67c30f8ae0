"""How many may be rated “hoàn thành xuất sắc nhiệm vụ”: a share of those rated “hoàn thành tốt nhiệm vụ”, of employees
of one public service unit (khoản 6 Điều 12 NĐ 233/2026/NĐ-CP) and of such units under one authority (khoản 7 Điều 7).

Ratings are facts here, given before anybody is put forward: what is too much is told, no verdict changes. Whoever has
no grade may have any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from thidua.core.law.codes import TaskGrade
from thidua.core.law.figures import FigureValue, shipped_figures
from thidua.core.law.quotas import QuotaStand, Tally, share_on, stand_of

EMPLOYEES: Final = "quota_excellent_grade_public_employees"
EMPLOYEES_OF_EXCELLENT: Final = "quota_excellent_grade_public_employees_in_excellent_unit"
UNITS: Final = "quota_excellent_grade_service_units"
UNITS_BY_DECISION: Final = "quota_excellent_grade_service_units_decided"
FEW: Final = "few_service_units"
OF_FEW: Final = "excellent_service_units_of_few"


class Rated(NamedTuple):
    """How many are rated excellent, rated good, and of how many no grade is on record."""

    excellent: int
    good: int
    unknown: int


@dataclass(frozen=True, slots=True)
class RatingAnswer:
    """One group. `allowed`: at least and at most how many excellent grades; None where no text that we hold sets a
    share. `higher`: the share that somebody may decide on instead of the usual one (`entry`).
    """

    rated: Rated
    entry: FigureValue | None
    higher: FigureValue | None
    allowed: tuple[int, int] | None
    stand: QuotaStand


def rating_day(year: int, law_on: date) -> date:
    """The law day of the ratings of a year: they are given as it ends, whenever they are looked at (Điều 15)."""
    return min(law_on, date(year, 12, 31))


def answer_employees(rated: Rated, unit_grade: TaskGrade | None, day: date) -> RatingAnswer:
    """Employees of one unit, as if all were of one group of similar tasks. The higher share is for a unit that is
    itself rated excellent, and decides on it.
    """
    may_decide = unit_grade in (None, TaskGrade.EXCELLENT)
    return _answer(rated, EMPLOYEES, EMPLOYEES_OF_EXCELLENT if may_decide else EMPLOYEES, day)


def answer_units(rated: Rated, number: int, day: date) -> RatingAnswer:
    """Units under one authority, `number` of them in all; of few, so many whatever the share is."""
    figures = shipped_figures()
    few, of_few = figures[FEW].entry(day), figures[OF_FEW].entry(day)
    if few is None or of_few is None or few.value is None or of_few.value is None or number >= few.value:
        return _answer(rated, UNITS, UNITS_BY_DECISION, day)
    allowed = (int(of_few.value), int(of_few.value))
    return RatingAnswer(rated, of_few, None, allowed, stand_of(of_few, _tally(rated), allowed))


def _answer(rated: Rated, usual: str, higher: str, day: date) -> RatingAnswer:
    figures = shipped_figures()
    entry, share, most = figures[usual].entry(day), share_on(figures[usual], day), share_on(figures[higher], day)
    decided = figures[higher].entry(day) if higher != usual else None
    if share is None or most is None:
        return RatingAnswer(rated, entry, decided, None, stand_of(entry, _tally(rated), None))
    allowed = (int(share * rated.good), int(most * (rated.good + rated.unknown)))
    return RatingAnswer(rated, entry, decided, allowed, stand_of(entry, _tally(rated), allowed))


def _tally(rated: Rated) -> Tally:
    return Tally(rated.excellent, rated.unknown)
