"""What follows from a plan: terms, progress, sums that keep what is unknown, bags and gloves."""

from datetime import date
from fractions import Fraction

import pytest

from thidua.activities.enums import Flow, PlanGroup
from thidua.activities.facts.needs import Need, ZoneGuess, needs_of
from thidua.activities.facts.plans import Progress, due_day, line_of, progress_of, term_words
from thidua.activities.facts.sums import total
from thidua.activities.models import PlanItem
from thidua.core.impact import facts as impact
from thidua.core.vietnam.working_days import Calendar

CALENDAR = Calendar()
SUNDAY = date(2026, 6, 7)
"""The day of the activity: two days after a Friday."""
TODAY = date(2026, 6, 1)


def item(**fields: object) -> PlanItem:
    return PlanItem(text="Việc", group=PlanGroup.REST, **fields)


@pytest.mark.parametrize(
    ("offset", "due"),
    [
        (0, SUNDAY),
        (-1, date(2026, 6, 5)),
        (-5, date(2026, 6, 1)),
        (1, date(2026, 6, 8)),
        (3, date(2026, 6, 10)),
    ],
)
def test_terms_are_counted_in_working_days_from_the_day_of_the_activity(offset: int, due: date) -> None:
    assert due_day(item(offset=offset), SUNDAY, CALENDAR) == due


def test_without_the_day_a_term_counted_from_it_is_unknown_and_a_day_of_its_own_stands() -> None:
    counted = line_of(item(offset=-5), None, CALENDAR, TODAY)
    fixed = line_of(item(due_on=date(2026, 5, 29)), None, CALENDAR, TODAY)

    assert (counted.due_on, counted.is_overdue, counted.waits_for_day) == (None, False, True)
    assert (fixed.due_on, fixed.is_overdue, fixed.waits_for_day) == (date(2026, 5, 29), True, False)


def test_a_day_that_no_calendar_reaches_gives_no_term() -> None:
    assert line_of(item(offset=1), date(1998, 5, 28), CALENDAR, TODAY).due_on is None


@pytest.mark.parametrize(
    ("due", "overdue", "near"),
    [
        (date(2026, 5, 29), True, False),
        (date(2026, 5, 31), True, False),  # a Sunday: no working day has passed since, and yet it is past
        (date(2026, 6, 1), False, True),
        (date(2026, 6, 8), False, True),
        (date(2026, 6, 9), False, False),
    ],
)
def test_late_is_after_the_term_and_near_is_within_five_working_days(due: date, overdue: bool, near: bool) -> None:
    line = line_of(item(due_on=due), None, CALENDAR, TODAY)

    assert (line.is_overdue, line.is_near) == (overdue, near)


def test_what_is_done_is_never_late(at) -> None:
    done = line_of(item(due_on=date(2026, 5, 1), done_at=at("2026-05-20 08:00")), None, CALENDAR, TODAY)
    late = line_of(item(due_on=date(2026, 5, 1)), None, CALENDAR, TODAY)

    assert progress_of([done, late, late]) == Progress(total=3, done=1, overdue=2)
    assert progress_of([done, late, late]).words == "1/3 việc xong, 2 việc quá hạn"
    assert progress_of([done]).words == "1/1 việc xong"
    assert progress_of([]).words == "Chưa có việc nào trong kế hoạch"


def test_terms_in_words() -> None:
    assert [term_words(offset) for offset in (-5, 0, 2)] == [
        "5 ngày làm việc trước ngày tổ chức",
        "đúng ngày tổ chức",
        "2 ngày làm việc sau ngày tổ chức",
    ]


def test_a_sum_with_something_unknown_is_no_sum() -> None:
    partial = total([1_000_000, None])

    assert (partial.value, partial.known, partial.is_partial) == (None, 1_000_000, True)
    assert total([1, Fraction(1, 2)]).value == Fraction(3, 2)
    assert total([0]).value == 0
    assert (total([None]).value, total([None]).is_partial) == (None, False)
    assert total([]).value is None


def test_bags_and_gloves_follow_from_typed_numbers_alone() -> None:
    zones = [ZoneGuess("Khu A", bags=40, people=25), ZoneGuess("Khu B", bags=33, people=12)]

    needs = needs_of(zones, reserve_percent=15, gloves_each=2)

    assert needs.bags == Need(84)  # 73 × 1,15 = 83,95
    assert needs.gloves == Need(86)  # 37 × 2 × 1,15 = 85,1
    exact = needs_of(zones, reserve_percent=0, gloves_each=1)
    assert (exact.bags.count, exact.gloves.count) == (73, 37)


def test_what_is_missing_is_asked_for_and_nothing_is_presumed() -> None:
    zones = [ZoneGuess("Khu A", bags=40), ZoneGuess("Khu B", people=12)]

    needs = needs_of(zones, reserve_percent=None, gloves_each=None)

    assert needs.bags == Need(None, ("Khu B",), lacks_reserve=True)
    assert needs.gloves == Need(None, ("Khu A",), lacks_reserve=True, lacks_each=True)
    assert needs_of([], reserve_percent=10, gloves_each=1).bags == Need(None)


def test_the_ways_of_money_are_those_of_the_core() -> None:
    assert [flow.value for flow in Flow] == [flow.value for flow in impact.Flow]
