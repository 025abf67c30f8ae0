"""Why a light is what it is: both sides of every boundary, and no data is never bad."""

from datetime import date
from fractions import Fraction

import pytest

from thidua.campaigns.enums import IndicatorKind, Judgement, Light
from thidua.campaigns.facts.lights import Standing, share_due, standing_of
from thidua.campaigns.models import Target, TargetResult

YEAR = 2026
MID = date(2026, 7, 2)
"""The 183rd of 365 days: 183/365 of the plan falls due."""
END = date(2026, 12, 31)


def judged(value: object, *, as_of: date = MID, plan: object = 100, kind: str = "NUMBER", **says: object) -> Standing:
    target = Target(content="Chỉ tiêu", kind=kind, **says)
    target.plan = None if plan is None else Fraction(str(plan))
    result = TargetResult(target=target, as_of=as_of)
    result.value = None if value is None else Fraction(str(value))
    return standing_of(target, result, year=YEAR)


def test_the_plan_is_spread_over_the_days_of_the_year() -> None:
    assert share_due(Fraction(365), date(2026, 1, 1), END, YEAR) == 1
    assert share_due(Fraction(365), MID, END, YEAR) == 183
    assert share_due(Fraction(365), END, END, YEAR) == 365
    assert share_due(Fraction(365), date(2025, 12, 31), END, YEAR) == 0


@pytest.mark.parametrize(
    ("value", "as_of", "light"),
    [
        (0, MID, Light.BEHIND),
        ("50.13", MID, Light.BEHIND),
        ("50.14", MID, Light.ON_TRACK),
        (99, MID, Light.ON_TRACK),
        (100, MID, Light.ACHIEVED),
        (99, END, Light.NOT_ACHIEVED),
        (100, END, Light.ACHIEVED),
    ],
)
def test_a_count_is_held_against_the_days_gone(value: object, as_of: date, light: Light) -> None:
    assert judged(value, as_of=as_of).light == light


@pytest.mark.parametrize(
    ("value", "as_of", "light"),
    [
        (50, MID, Light.ON_TRACK),
        (51, MID, Light.BEHIND),
        (100, MID, Light.BEHIND),
        (101, MID, Light.NOT_ACHIEVED),
        (100, END, Light.ACHIEVED),
    ],
)
def test_a_count_that_should_stay_small(value: object, as_of: date, light: Light) -> None:
    assert judged(value, as_of=as_of, bigger_is_better=False).light == light


@pytest.mark.parametrize(
    ("value", "as_of", "light"),
    [
        (95, MID, Light.ON_TRACK),
        ("94.9", MID, Light.BEHIND),
        (95, END, Light.ACHIEVED),
        ("94.9", END, Light.NOT_ACHIEVED),
    ],
)
def test_a_level_is_held_against_the_whole_plan(value: object, as_of: date, light: Light) -> None:
    assert judged(value, as_of=as_of, plan=95, kind="PERCENT", is_cumulative=False).light == light


def test_a_level_that_should_stay_low() -> None:
    assert judged(6, plan=5, is_cumulative=False, bigger_is_better=False).light == Light.BEHIND
    assert judged(5, plan=5, is_cumulative=False, bigger_is_better=False).light == Light.ON_TRACK


def test_a_plan_of_nothing_is_kept_with_nothing() -> None:
    assert judged(0, plan=0, bigger_is_better=False).light == Light.ON_TRACK
    assert judged(0, plan=0, as_of=END, bigger_is_better=False).light == Light.ACHIEVED
    assert judged(1, plan=0, bigger_is_better=False).light == Light.NOT_ACHIEVED


def test_thirds_are_compared_exactly() -> None:
    assert judged("100/3", plan="100/3").light == Light.ACHIEVED


def test_without_a_report_without_a_figure_without_a_plan_there_is_no_judgement() -> None:
    target = Target(content="Chỉ tiêu", kind="NUMBER", plan_exact="4")
    silent = standing_of(target, None, year=YEAR)
    asked = TargetResult(target=target, as_of=MID, is_unknown=True, note="Chờ sở gửi số")
    unknown = standing_of(target, asked, year=YEAR)

    assert (silent.light, silent.tint) == (Light.NO_DATA, "unknown")
    assert (unknown.light, unknown.tint) == (Light.NO_DATA, "unknown")
    assert unknown.why == "Ngày 02/07/2026 báo: chưa có số liệu. Chờ sở gửi số"
    assert judged(5, plan=None).light == Light.NO_PLAN


@pytest.mark.parametrize(
    ("is_done", "as_of", "light"),
    [
        (True, MID, Light.ACHIEVED),
        (False, MID, Light.ON_TRACK),
        (False, date(2026, 9, 29), Light.ON_TRACK),
        (False, date(2026, 9, 30), Light.NOT_ACHIEVED),
    ],
)
def test_yes_or_no_with_a_day(is_done: bool, as_of: date, light: Light) -> None:
    target = Target(content="Ban hành quy chế", kind=IndicatorKind.YES_NO, due_on=date(2026, 9, 30))
    result = TargetResult(target=target, as_of=as_of, is_done=is_done)

    assert standing_of(target, result, year=YEAR).light == light


@pytest.mark.parametrize(
    ("judgement", "light"),
    [
        (Judgement.REACHED, Light.ACHIEVED),
        (Judgement.GOING_WELL, Light.ON_TRACK),
        (Judgement.DIFFICULT, Light.BEHIND),
        (Judgement.NOT_REACHED, Light.NOT_ACHIEVED),
        ("", Light.NO_DATA),
    ],
)
def test_what_is_told_in_words_is_the_units_own_judgement(judgement: str, light: Light) -> None:
    target = Target(content="Nội bộ đoàn kết", kind=IndicatorKind.QUALITATIVE)
    result = TargetResult(target=target, as_of=MID, text="Không có đơn thư.", judgement=judgement)

    assert standing_of(target, result, year=YEAR).light == light


def test_the_reason_names_figures_and_days() -> None:
    assert judged(40).why == "Đến 02/07/2026 mới đạt 40, theo tiến độ cần 50,1; kế hoạch năm 100."
