"""Dates as Vietnamese offices write them: read and printed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

from thidua.core.vietnam.errors import DateError
from thidua.core.vietnam.names import normalise

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
EXAMPLE: Final = "Ví dụ 05/11/2024."
WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_YEARS_AHEAD: Final = 20
_LONGEST: Final = 60
_SEPARATOR: Final = r"\s*[-/.\u2010-\u2015\u2212]\s*"
_MIDNIGHT: Final = r"(?:[t ]0{1,2}:00(?::00(?:\.0+)?)?z?)?"
_WEEKDAY: Final = re.compile(r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*", re.ASCII)
_WHOLE_DATES: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:ngày )?(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}(?P<year>\d+){_MIDNIGHT}",
        rf"(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}(?P<day>\d{{1,2}}){_MIDNIGHT}",
        r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? (?:năm )?(?P<year>\d+)",
    )
)
_WITHOUT_DAY: Final = re.compile(
    rf"(?:tháng )?\d{{1,2}}(?:{_SEPARATOR}|,? (?:năm )?)\d{{4}}|\d{{4}}-\d{{1,2}}", re.ASCII
)
_WITHOUT_YEAR: Final = re.compile(rf"(?:ngày )?\d{{1,2}}(?:{_SEPARATOR}| tháng )\d{{1,2}}", re.ASCII)


def parse_date(text: str, *, today: date | None = None) -> date:
    """The day that a person typed: 05/11/2024, 5.11.24, 5-11-2024, 2024-11-05, “ngày 5 tháng 11 năm 2024”.

    The day comes before the month. A weekday in front, as `long_date` prints it, must agree. A year of two digits
    is the latest one at most 20 years after `today`; without `today`, 00 to 69 are 2000 to 2069.
    Raises `DateError`: empty, not_a_date, missing_day, missing_year, bad_year, bad_month, bad_day, wrong_weekday.

    >>> parse_date("5/11/2024")
    datetime.date(2024, 11, 5)
    """
    cleaned = clean(text)
    if not cleaned:
        raise DateError("empty", f"Anh/chị chưa nhập ngày. {EXAMPLE}")
    weekday = _WEEKDAY.match(cleaned)
    rest = cleaned[weekday.end() :] if weekday else cleaned
    for pattern in _WHOLE_DATES:
        if found := pattern.fullmatch(rest):
            day = _to_date(found["day"], found["month"], found["year"], today)
            if weekday and weekday["weekday"] != weekday_name(day).lower():
                raise DateError(
                    "wrong_weekday", f"Ngày {format_date(day)} là {weekday_name(day)}. Xem lại ngày hoặc thứ.", day=day
                )
            return day
    if _WITHOUT_DAY.fullmatch(rest):
        raise DateError("missing_day", f"Còn thiếu ngày. Nhập đủ ngày, tháng, năm. {EXAMPLE}", text=text)
    if _WITHOUT_YEAR.fullmatch(rest):
        raise DateError("missing_year", f"Còn thiếu năm. Nhập đủ ngày, tháng, năm. {EXAMPLE}", text=text)
    raise not_a_date(text)


def date_from_serial(serial: int, *, since_1904: bool = False) -> date:
    """The day that a workbook keeps as a number; `since_1904` for workbooks with that setting.

    Raises `DateError` (bad_serial) for numbers that are no day: 60 is 29/02/1900, which never was.

    >>> date_from_serial(45601)
    datetime.date(2024, 11, 5)
    """
    if since_1904:
        first, number = date(1904, 1, 1), serial
    else:
        first, number = date(1899, 12, 31), serial if serial < 60 else serial - 1
    last = date(LAST_YEAR, 12, 31)
    if serial < (0 if since_1904 else 1) or number > (last - first).days or (serial == 60 and not since_1904):
        raise DateError("bad_serial", f"Số {serial} không phải là một ngày của bảng tính. {EXAMPLE}", serial=serial)
    return first + timedelta(days=number)


def format_date(day: date) -> str:
    """05/11/2024"""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_name(day: date) -> str:
    """thứ Ba"""
    return WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """thứ Ba, 05/11/2024"""
    return f"{weekday_name(day)}, {format_date(day)}"


def document_date(day: date) -> str:
    """ngày 05 tháng 11 năm 2024: days under 10 and months 1 and 2 take a zero (30/2020/NĐ-CP, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def format_month(day: date) -> str:
    """tháng 5/2023"""
    return f"tháng {day.month}/{day.year}"


def format_time(moment: time | datetime) -> str:
    """14 giờ 20; on the hour, 14 giờ. A `datetime` is printed in its own time zone."""
    return f"{moment.hour} giờ {moment.minute:02d}" if moment.minute else f"{moment.hour} giờ"


def clean(text: str) -> str:
    """The text in small letters with plain digits and single spaces, or a text too long to be a date as it is."""
    if len(text) > _LONGEST:
        raise not_a_date(text)
    return normalise(unicodedata.normalize("NFKC", text)).lower().strip(" .,;")


def not_a_date(text: str) -> DateError:
    """The error for a text that is no date at all."""
    shown = normalise(text[:_LONGEST])
    return DateError("not_a_date", f"Chưa hiểu “{shown}” là ngày nào. Nhập ngày theo mẫu 05/11/2024.", text=text)


def check_year(digits: str, today: date | None) -> int:
    """The year of two or four digits. Raises `DateError` (bad_year)."""
    year = int(digits)
    if len(digits) == 2:
        last = today.year + _YEARS_AHEAD if today else 2069
        return last - (last - year) % 100
    if len(digits) != 4:
        raise DateError("bad_year", f"Năm cần bốn chữ số, anh/chị đang nhập {digits}. {EXAMPLE}", year=digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            "bad_year", f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}, anh/chị đang nhập {year}. {EXAMPLE}", year=digits
        )
    return year


def check_month(month: int) -> int:
    """The month itself. Raises `DateError` (bad_month)."""
    if not 1 <= month <= 12:
        raise DateError("bad_month", f"Không có tháng {month}. Nhập ngày trước, tháng sau. {EXAMPLE}", month=month)
    return month


def _to_date(day_digits: str, month_digits: str, year_digits: str, today: date | None) -> date:
    year = check_year(year_digits, today)
    day, month = int(day_digits), int(month_digits)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        example = f"Ví dụ {month:02d}/{day:02d}/{year}."
        raise DateError("bad_month", f"Không có tháng {month}. Nhập ngày trước, tháng sau. {example}", month=month)
    check_month(month)
    last = monthrange(year, month)[1]
    if day < 1 or day > 31:
        raise DateError("bad_day", f"Không có ngày {day}. {EXAMPLE}", day=day)
    if day > last:
        raise DateError(
            "bad_day",
            f"Tháng {month} năm {year} chỉ có {last} ngày, không có ngày {day}. {EXAMPLE}",
            day=day,
            last=last,
        )
    return date(year, month, day)
