"""What the core says of a wrong day or number is said in English too: in forms, previews of workbooks, calendars."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

import thidua.core.vietnam
from thidua.campaigns.errors.cycles import CalendarYearError
from thidua.campaigns.facts.deadlines import due_on
from thidua.campaigns.facts.holidays import HOLIDAYS, OBSERVED, SWAPPED, holiday_words
from thidua.campaigns.facts.steps import moved_words
from thidua.common.forms.words import BY_CODE
from thidua.common.tables.errors import CellError
from thidua.common.tables.parsers import Circumstances, Day, Number, PartialDay
from thidua.core.vietnam.working_days import Calendar

TODAY = Circumstances(today=date(2026, 6, 15))
UNSEEN = {"endless", "too_large"}
"""Of numbers that the product itself writes, not of what people type."""


def test_every_code_of_the_core_has_its_sentence() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(*thidua.core.vietnam.__path__).glob("*.py")]
    codes = {code for text in sources for code in re.findall(r"(?<!class )\b\w+Error\(\s*\"(\w+)\"", text)}

    assert len(codes) > 12
    assert codes - set(BY_CODE) == UNSEEN


@pytest.mark.parametrize(
    ("column", "cell", "vietnamese", "english"),
    [
        (Day(), "31/02/2026", "chỉ có 28 ngày", "This month has no such day"),
        (PartialDay(), "hôm nào đó", "Chưa hiểu", "Enter the date like"),
        (Number(), "mười", "không phải là số", "Enter a number"),
    ],
)
def test_the_preview_of_a_workbook_says_what_is_wrong_with_a_cell(column, cell, vietnamese, english) -> None:
    said = {}
    for language in ("vi", "en"):
        with override(language), pytest.raises(CellError) as wrong:
            column.parse(cell, TODAY)
        said[language] = wrong.value.message

    assert vietnamese in said["vi"]
    assert english in said["en"]
    assert said["en"].isascii()


def test_a_day_outside_the_calendar() -> None:
    with override("en"), pytest.raises(CalendarYearError) as wrong:
        due_on(date(2190, 1, 1), Calendar())

    assert wrong.value.message == "The calendar of working days does not hold this year. Choose a nearer day."


def test_why_a_deadline_was_moved() -> None:
    with override("en"):
        words = moved_words(date(2026, 9, 2), date(2026, 9, 3), Calendar())

    assert "National Day" in words
    assert words.isascii()


def test_every_holiday_of_the_calendar_has_its_name() -> None:
    calendar = Calendar()
    names = {
        name
        for year in range(2018, 2036)
        for place in range(366)
        if (name := calendar.holiday_name(date.fromordinal(date(year, 1, 1).toordinal() + place)))
    } | {made.name for year in range(2018, 2030) for made in calendar.decisions(year)}

    assert {name.removesuffix(OBSERVED) for name in names if not name.startswith(SWAPPED)} <= HOLIDAYS
    with override("en"):
        assert [name for name in names if not holiday_words(name).isascii()] == []
        assert holiday_words("Ngày truyền thống ngành") == "Ngày truyền thống ngành", "an agency's own day"
