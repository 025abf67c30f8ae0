"""Days, hours, numbers and money as officials write them; compounds that stay on one line."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.vietnam.dates import format_date, format_time
from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.numbers import format_number
from thidua.core.vietnam.partial_dates import PartialDate, Precision

NO_BREAK = "\u00a0"

# Words that must not be parted at a line's end. Long names are left to break between their parts.
COMPOUNDS = (
    "Mê Công",
    "Việt Nam",
    "Hội đồng",
    "hội đồng",
    "Hội nghị",
    "hội nghị",
    "giao ước",
    "Giao ước",
    "thi đua",
    "Thi đua",
    "khen thưởng",
    "minh chứng",
    "Minh chứng",
    "thẩm định",
    "Thẩm định",
    "sơ kết",
    "tổng kết",
    "đơn vị",
    "Văn phòng",
    "Thanh tra",
    "Khối trưởng",
    "Khối phó",
    "tự chấm",
    "quốc gia",
    "Đoàn thể",
    "Đảng –",
    "sáng kiến",
    "chỉ tiêu",
    "nhiệm vụ",
    "phong trào",
    "ngày làm việc",
    "chuyển đổi số",
    "cải cách",
    "Cải cách",
    "Phục hồi",
    "Điều dưỡng",
)
_compound = re.compile("|".join(re.escape(each) for each in sorted(COMPOUNDS, key=len, reverse=True)))
# A number stays with what it counts or numbers: "mục 2.3", "năm 2024", "4 ngày", "Điều 26".
_numbered = re.compile(r"\b(mục|Mục|năm|Năm|tháng|ngày|Điều|điều|khoản|điểm|số|quý|bước|Hạng|hạng) (?=[0-9IVX])")
_counted = re.compile(r"(?<=[0-9]) (?=(?:ngày|đơn vị|điểm|đồng|giờ|phút|kg|MB|kB|mục|việc|người)\b)")
_space = re.compile(r"[^\S\r\n]")


def no_break(text: object) -> str | SafeString:
    """Tie the compounds of the house list with no-break spaces."""
    given = str(text)
    tied = _compound.sub(lambda match: match.group().replace(" ", NO_BREAK), given)
    tied = _counted.sub(NO_BREAK, _numbered.sub(rf"\1{NO_BREAK}", tied))
    # Only spaces were changed, so what was safe stays safe.
    return mark_safe(tied) if isinstance(text, SafeString) else tied  # noqa: S308


def plain_spaces(text: str) -> str:
    """The text with an ordinary space for whatever keeps words together or apart but ends no line: for feeds.

    >>> plain_spaces("Hội\u00a0nghị\tnăm")
    'Hội nghị năm'
    """
    return _space.sub(" ", text)


def _in_english() -> bool:
    return page_language() == "en"


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def short_date(value: date | datetime | PartialDate | None) -> str:
    """05/11/2024; “tháng 5/2023” or “năm 2023” when no more is known; None says that the day is not known."""
    if value is None:
        return _("chưa biết")
    if isinstance(value, PartialDate):
        return _partial_date(value)
    return format_date(_day(value))


def _partial_date(value: PartialDate) -> str:
    if value.precision is Precision.MONTH:
        return _("tháng %(month)s/%(year)s") % {"month": value.month, "year": value.year}
    if value.precision is Precision.YEAR:
        return _("năm %(year)s") % {"year": value.year}
    return _("chưa rõ ngày") if value.precision is Precision.UNKNOWN else str(value)


def long_date(value: date | datetime | PartialDate | None) -> str:
    """thứ Ba, 05/11/2024; None says that the day is not known."""
    if value is None:
        return _("chưa biết")
    if isinstance(value, PartialDate):
        if value.precision is not Precision.DAY or value.earliest is None:
            return _partial_date(value)
        value = value.earliest
    day = _day(value)
    weekdays = [
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    ]
    return f"{weekdays[day.weekday()]}, {format_date(day)}"


def clock_time(value: time | datetime | None) -> str:
    """10 giờ 45 (in English 10:45); None says that the hour is not known."""
    if value is None:
        return _("chưa biết")
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}" if _in_english() else format_time(value)


def moment(value: datetime | None) -> str:
    """14 giờ 20, 22/11/2024."""
    if value is None:
        return _("chưa biết")
    return f"{clock_time(value)}, {short_date(value)}"


def number(value: int | Decimal | Fraction | float | None, places: int | str | None = None) -> str:
    """1.234.567,5 with a true minus; `places` fixes the decimals; None prints “chưa có số liệu”, never 0.

    Without `places` a number is printed exactly; one without an end (1/3) with two decimals.
    """
    if value is None:
        return _("chưa có số liệu")
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    if places is not None and places != "":
        return format_number(exact, int(places))
    try:
        return format_number(exact)
    except NumberError:
        return format_number(exact, 2)


def money(value: int | None) -> str:
    """2.000.000 đồng; None prints “chưa có số liệu”."""
    if value is None:
        return _("chưa có số liệu")
    return f"{format_number(value)}{NO_BREAK}{_('đồng')}"


def file_size(value: int | None) -> str:
    """412 kB, 24 MB."""
    if value is None:
        return _("chưa biết")
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))}{NO_BREAK}kB"
    return f"{format_number(Fraction(value, 1_000_000), 1).removesuffix(',0')}{NO_BREAK}MB"
