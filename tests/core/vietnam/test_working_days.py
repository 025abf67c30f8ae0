from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.vietnam.case_files import load_cases
from thidua.core.vietnam.decided_days import DecidedDay, Grade, packaged_decisions
from thidua.core.vietnam.errors import CalendarError
from thidua.core.vietnam.working_days import Calendar

CASES = load_cases("working_days")
CALENDAR = Calendar()
days = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize("period", CASES["periods"], ids=lambda period: period["name"])
def test_a_proclaimed_period_is_off_and_its_neighbours_are_worked(period):
    length = (period["until"] - period["since"]).days + 1
    assert [CALENDAR.is_working_day(period["since"] + timedelta(days=shift)) for shift in range(length)] == [
        False
    ] * length
    assert CALENDAR.is_working_day(period["before"])
    assert CALENDAR.is_working_day(period["after"])


@pytest.mark.parametrize("day", CASES["made_up"], ids=str)
def test_a_weekend_day_may_be_worked_in_exchange(day):
    assert day.weekday() >= 5
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize("case", CASES["left"], ids=lambda case: case["name"])
def test_working_days_left_are_counted_from_tomorrow_to_the_deadline(case):
    assert CALENDAR.working_days_left(case["today"], case["deadline"]) == case["days"]


@pytest.mark.parametrize("case", CASES["falls_on"], ids=lambda case: case["name"])
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(case):
    assert CALENDAR.deadline_on_or_after(case["day"]) == case["moves_to"]


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: str(case["day"]))
def test_a_holiday_has_a_vietnamese_name(case):
    assert CALENDAR.holiday_name(case["day"]) == case["name"]


def test_the_calendar_says_which_years_are_decided():
    assert {year: CALENDAR.is_decided(year) for year in CASES["decided"]} == CASES["decided"]


@given(days, st.integers(min_value=-600, max_value=600))
def test_adding_and_counting_are_inverse(day, n):
    reached = CALENDAR.add_working_days(day, n)
    assert CALENDAR.working_days_left(day, reached) == n
    assert n == 0 or CALENDAR.is_working_day(reached)


@given(days, days, days)
def test_spans_add_up(one, two, three):
    left = CALENDAR.working_days_left
    assert left(one, two) + left(two, three) == left(one, three)
    assert left(one, two) == -left(two, one)


@given(days, st.integers(min_value=0, max_value=40))
def test_counting_agrees_with_asking_day_by_day(today, length):
    coming = [today + timedelta(days=shift) for shift in range(1, length + 1)]
    assert CALENDAR.working_days_left(today, today + timedelta(days=length)) == sum(
        map(CALENDAR.is_working_day, coming)
    )


@given(days)
def test_a_deadline_moves_to_the_first_working_day_that_is_not_earlier(day):
    deadline = CALENDAR.deadline_on_or_after(day)
    assert CALENDAR.is_working_day(deadline)
    skipped = [day + timedelta(days=shift) for shift in range((deadline - day).days)]
    assert not any(map(CALENDAR.is_working_day, skipped))


@given(days)
def test_no_working_day_has_the_name_of_a_holiday(day):
    if CALENDAR.is_working_day(day):
        assert CALENDAR.holiday_name(day) is None
    elif day.weekday() < 5:
        assert CALENDAR.holiday_name(day)


def test_the_installation_adds_days_and_wins_over_the_package():
    flood, worked = date(2024, 9, 9), date(2024, 5, 4)
    calendar = Calendar(
        [
            DecidedDay(flood, "Nghỉ do bão", "Công điện 1/CĐ"),
            DecidedDay(date(2024, 9, 14), "Làm bù", "Công điện 1/CĐ", is_working=True),
            DecidedDay(worked, "Nghỉ thay", "Quyết định 2"),
            DecidedDay(date(2024, 2, 8), "Trực Tết", "Quyết định 3", is_working=True),
            DecidedDay(date(2027, 2, 11), "Nghỉ Tết", "Thông báo 4"),
        ],
        decided_years=[2027],
    )
    assert (CALENDAR.is_working_day(flood), calendar.is_working_day(flood)) == (True, False)
    assert calendar.holiday_name(flood) == "Nghỉ do bão"
    assert calendar.is_working_day(date(2024, 9, 14))
    assert (CALENDAR.is_working_day(worked), calendar.is_working_day(worked)) == (True, False)
    assert calendar.is_working_day(date(2024, 2, 8))
    assert calendar.holiday_name(date(2024, 2, 8)) is None
    assert calendar.holiday_name(date(2027, 2, 11)) == "Nghỉ Tết"
    assert calendar.is_decided(2027)
    assert CALENDAR.working_days_left(date(2024, 9, 6), date(2024, 9, 16)) == 6
    assert calendar.working_days_left(date(2024, 9, 6), date(2024, 9, 16)) == 6
    assert calendar.working_days_left(date(2024, 9, 6), date(2024, 9, 13)) == 4


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_year_outside_the_calendar_is_an_error_not_a_guess(day):
    for ask in (CALENDAR.is_working_day, CALENDAR.holiday_name, CALENDAR.deadline_on_or_after):
        with pytest.raises(CalendarError) as refused:
            ask(day)
        assert refused.value.message == (
            f"Lịch ngày làm việc chỉ có từ năm 2000 đến năm 2099, không có năm {day.year}."
        )
    with pytest.raises(CalendarError):
        CALENDAR.working_days_left(day, date(2024, 1, 1))
    with pytest.raises(CalendarError):
        CALENDAR.add_working_days(date(2099, 12, 25), 100)


def test_a_moment_is_no_day():
    with pytest.raises(TypeError):
        CALENDAR.is_working_day(datetime(2024, 11, 5, 8, 0))  # noqa: DTZ001 - any moment


def test_what_is_asked_of_one_year_does_not_change_another():
    fresh = Calendar()
    assert fresh.is_working_day(date(2019, 1, 5))
    assert not fresh.is_working_day(date(2018, 12, 31))
    assert fresh.holiday_name(date(2018, 12, 31)) == "Nghỉ hoán đổi, làm bù ngày 05/01/2019"


def test_every_decision_of_the_package_holds_and_names_its_source():
    for year, decisions in packaged_decisions().items():
        assert CALENDAR.decisions(year) == decisions
        for decision in decisions:
            assert decision.cites
            assert decision.source or decision.grade is Grade.LIBRARY
            assert {day.day.year for day in decision.days()} == {year}
            assert [CALENDAR.is_working_day(day.day) for day in decision.days()] == [
                day.is_working for day in decision.days()
            ]
    assert CALENDAR.decisions(2027) == ()
