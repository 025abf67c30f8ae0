"""Deadlines by cases that an official can read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.campaigns.enums import StepKind
from thidua.campaigns.errors.cycles import CalendarYearError, PatternError
from thidua.campaigns.facts.deadlines import (
    Pattern,
    due_on,
    packaged_patterns,
    planned,
    read_pattern,
    working_days_left,
)
from thidua.campaigns.facts.steps import days_words, moved_words
from thidua.core.vietnam.decided_days import DecidedDay
from thidua.core.vietnam.working_days import Calendar

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    entries = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(entry, id=entry["name"]) for entry in entries]


@pytest.mark.parametrize("case", cases("deadlines"))
def test_a_deadline_falls_and_counts_as_written(case: dict[str, Any]) -> None:
    extra = [DecidedDay(each["day"], each["name"], "", each["is_working"]) for each in case.get("extra", [])]
    calendar = Calendar(extra)

    due = due_on(case["asked"], calendar)
    left = working_days_left(calendar, case["today"], case["falls_on"])

    assert due.falls_on == case["falls_on"]
    assert due.was_moved == (case["asked"] != case["falls_on"])
    assert left == case["left"]
    assert days_words(left, case["falls_on"], case["today"]) == case["says"]
    if "moved" in case:
        assert moved_words(due.asked, due.falls_on, calendar) == case["moved"]


@pytest.mark.parametrize("case", cases("patterns"))
def test_a_pattern_gives_the_days_written(case: dict[str, Any]) -> None:
    patterns = [read_pattern(entry) for entry in case["patterns"]]

    reckoned = planned(patterns, case["year"], Calendar())

    assert {kind.value: due.falls_on for kind, due in reckoned.items()} == case["gives"]


def test_the_packaged_pattern_gives_every_step_a_working_day() -> None:
    calendar = Calendar()
    reckoned = planned(packaged_patterns(), 2026, calendar)

    assert list(reckoned) == list(StepKind)
    assert all(due.falls_on and calendar.is_working_day(due.falls_on) for due in reckoned.values())
    assert [due.falls_on for due in reckoned.values()] == sorted(due.falls_on for due in reckoned.values())


def test_steps_counted_in_a_circle_are_refused_by_name() -> None:
    circle = [
        Pattern(StepKind.PLAN, counted_from=StepKind.RULES, working_days=1),
        Pattern(StepKind.RULES, counted_from=StepKind.PLAN, working_days=1),
    ]

    with pytest.raises(PatternError, match="Kế hoạch – Góp ý quy chế – Kế hoạch"):
        planned(circle, 2024, Calendar())


def test_a_year_outside_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarYearError, match="1999"):
        due_on(date(1999, 1, 4), Calendar())
