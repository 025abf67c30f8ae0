"""Days, hours, numbers and money as officials write them; unknown is said, never 0."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from thidua.common.components import texts

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2024, 11, 5), "05/11/2024"),
        (datetime(2024, 11, 4, 18, 30, tzinfo=UTC), "05/11/2024"),
        (None, "chưa biết"),
    ],
)
def test_a_date_has_two_digits_and_is_the_day_in_viet_nam(value, words):
    assert texts.short_date(value) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 11, 25), "thứ Hai, 25/11/2024"),
        (date(2024, 11, 26), "thứ Ba, 26/11/2024"),
        (date(2024, 11, 27), "thứ Tư, 27/11/2024"),
        (date(2024, 11, 28), "thứ Năm, 28/11/2024"),
        (date(2024, 11, 29), "thứ Sáu, 29/11/2024"),
        (date(2024, 11, 30), "thứ Bảy, 30/11/2024"),
        (date(2024, 12, 1), "Chủ nhật, 01/12/2024"),
        (None, "chưa biết"),
    ],
)
def test_a_long_date_names_its_weekday(day, words):
    assert texts.long_date(day) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(10, 45), "10 giờ 45"),
        (time(9, 5), "9 giờ 05"),
        (time(8, 0), "8 giờ"),
        (datetime(2024, 11, 22, 7, 20, tzinfo=UTC), "14 giờ 20"),
        (None, "chưa biết"),
    ],
)
def test_hours_are_read_as_a_clock(value, words):
    assert texts.clock_time(value) == words


def test_a_moment_gives_hour_then_day():
    assert texts.moment(datetime(2024, 11, 22, 7, 20, tzinfo=UTC)) == "14 giờ 20, 22/11/2024"


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (1234567, None, "1.234.567"),
        (Fraction(2469135, 2), None, "1.234.567,5"),
        (Fraction(193, 2), 2, "96,50"),
        (Decimal("-0.5"), 2, "\u22120,50"),
        (0, None, "0"),
        (Decimal("10.00"), None, "10"),
        (100, None, "100"),
        (None, 2, "chưa có số liệu"),
    ],
)
def test_numbers_have_a_dot_for_thousands_a_decimal_comma_and_a_true_minus(value, places, words):
    assert texts.number(value, places) == words


@pytest.mark.parametrize(("value", "words"), [(2_000_000, f"2.000.000{NBSP}đồng"), (None, "chưa có số liệu")])
def test_money_names_the_dong(value, words):
    assert texts.money(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(412_000, f"412{NBSP}kB"), (10, f"1{NBSP}kB"), (24_000_000, f"24{NBSP}MB"), (4_250_000, f"4,3{NBSP}MB")],
)
def test_file_sizes(value, words):
    assert texts.file_size(value) == words


def test_compounds_hold_together_and_long_names_still_break():
    tied = texts.no_break("Văn phòng Thường trực Ủy ban sông Mê Công Việt Nam năm 2024")
    assert tied == f"Văn{NBSP}phòng Thường trực Ủy ban sông Mê{NBSP}Công Việt{NBSP}Nam năm{NBSP}2024"


def test_tying_keeps_what_was_safe_safe_and_what_was_not_not():
    assert isinstance(texts.no_break(mark_safe("<b>Việt Nam</b>")), SafeString)
    assert not isinstance(texts.no_break("<b>Việt Nam</b>"), SafeString)


def test_hours_and_weekdays_in_english():
    with translation.override("en"):
        assert texts.clock_time(time(9, 5)) == "09:05"
        assert texts.long_date(date(2024, 11, 29)) == "Friday, 29/11/2024"
