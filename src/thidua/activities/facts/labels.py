"""What the parts of a fact are called, and what their choices are: the same on forms, in lists and in files."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.activities.models import FieldFact
from thidua.common.components.texts import number, short_date
from thidua.common.language import page_language
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.words import words_of
from thidua.core.vietnam.partial_dates import PartialDate

LABELS: dict[str, str | Promise] = {
    "organisation": gettext_lazy("Đơn vị"),
    "covers.headcount": gettext_lazy("Đếm ai"),
    "covers": gettext_lazy("Những túi, vật đứng trên cân"),
    "counting": gettext_lazy("Đếm thế nào"),
    "count": gettext_lazy("Số lượng"),
    "count.headcount": gettext_lazy("Bao nhiêu người"),
    "count.bag": gettext_lazy("Số túi"),
    "count.planting": gettext_lazy("Số cây"),
    "low": gettext_lazy("Ít nhất"),
    "high": gettext_lazy("Nhiều nhất"),
    "minutes": gettext_lazy("Mỗi người ở lại"),
    "person": gettext_lazy("Người"),
    "organisations": gettext_lazy("Đơn vị"),
    "name": gettext_lazy("Tên"),
    "name.zone": gettext_lazy("Tên đoạn"),
    "metres": gettext_lazy("Chiều dài"),
    "is_fixed": gettext_lazy("Đoạn cố định, lần sau đếm lại đúng đoạn này"),
    "size_limit_mm": gettext_lazy("Chỉ đếm mảnh từ cỡ"),
    "point": gettext_lazy("Tọa độ"),
    "zone": gettext_lazy("Đoạn"),
    "party": gettext_lazy("Của bên"),
    "scheme": gettext_lazy("Cách phân loại"),
    "class_code": gettext_lazy("Loại rác"),
    "litres": gettext_lazy("Cỡ túi"),
    "fill": gettext_lazy("Mức đầy"),
    "weight": gettext_lazy("Cân nặng"),
    "weight.bag": gettext_lazy("Cân nặng của tất cả các túi này"),
    "weight.bulky": gettext_lazy("Cân nặng của tất cả"),
    "condition": gettext_lazy("Khô hay ướt"),
    "is_drawn": gettext_lazy("Túi mẫu do hệ thống chọn"),
    "is_natural": gettext_lazy("Củi, rong, lục bình (ghi riêng, không cộng vào rác)"),
    "scope": gettext_lazy("Cân gì"),
    "gross": gettext_lazy("Cân cả bì"),
    "tare": gettext_lazy("Bì"),
    "slip": gettext_lazy("Số ghi trên phiếu"),
    "scale": gettext_lazy("Cân nào"),
    "witness": gettext_lazy("Người chứng kiến"),
    "item": gettext_lazy("Món"),
    "item_list": gettext_lazy("Danh mục"),
    "version": gettext_lazy("Bản"),
    "bag": gettext_lazy("Túi"),
    "receiver": gettext_lazy("Bên nhận rác"),
    "destination": gettext_lazy("Để làm gì"),
    "money": gettext_lazy("Tiền nhận được"),
    "flow": gettext_lazy("Thu hay chi"),
    "amount": gettext_lazy("Số tiền"),
    "is_planned": gettext_lazy("Mới dự kiến, chưa thu chi thật"),
    "source": gettext_lazy("Nguồn"),
    "source.money": gettext_lazy("Từ đâu, cho ai"),
    "species": gettext_lazy("Loài cây"),
    "planted_on": gettext_lazy("Ngày trồng"),
    "planting": gettext_lazy("Đợt trồng"),
    "alive": gettext_lazy("Số cây sống"),
    "checked_on": gettext_lazy("Ngày đếm"),
    "harm": gettext_lazy("Chuyện gì"),
    "count.incident": gettext_lazy("Bao nhiêu người bị"),
    "note": gettext_lazy("Xảy ra thế nào, đã làm gì"),
    "figure": gettext_lazy("Số liệu gì"),
    "text": gettext_lazy("Chữ in nguyên văn"),
    "value": gettext_lazy("Đúng bằng"),
    "url": gettext_lazy("Đường dẫn đến nguồn"),
    "published_on": gettext_lazy("Ngày công bố"),
    "chosen_because": gettext_lazy("Chọn số này vì"),
}
"""Key, or key and kind (`count.bag`) → its name on screen."""

UNITS: dict[str, str | Promise] = {
    "litres": gettext_lazy("lít"),
    "weight": "kg",
    "gross": "kg",
    "tare": "kg",
    "minutes": gettext_lazy("phút"),
    "metres": "m",
    "size_limit_mm": "mm",
    "money": gettext_lazy("đồng"),
    "amount": gettext_lazy("đồng"),
}

CHOICES: dict[str, dict[str, str | Promise]] = {
    "covers.headcount": {
        "WITHOUT_CODE": gettext_lazy("Người không có mã, cộng thêm vào số đã quét"),
        "EVERYONE": gettext_lazy("Tất cả mọi người, gồm cả người đã quét mã"),
    },
    "counting": {
        "COUNTED": gettext_lazy("Đếm tại chỗ, hoặc theo danh sách ký tên"),
        "STATED": gettext_lazy("Có người báo số, không rõ đếm thế nào"),
        "ESTIMATED": gettext_lazy("Ước lượng trong một khoảng"),
    },
    "fill": {"1/4": "¼", "1/2": "½", "3/4": "¾", "1": gettext_lazy("đầy")},
    "condition": {
        "DRY": gettext_lazy("Khô"),
        "DAMP": gettext_lazy("Ẩm"),
        "SOAKED": gettext_lazy("Ngấm nước"),
        "SANDY": gettext_lazy("Lẫn cát"),
    },
    "scope": {
        "WHOLE": gettext_lazy("Toàn bộ rác của hoạt động, hoặc của một loại"),
        "PART": gettext_lazy("Một phần: những túi, vật chọn dưới đây"),
    },
    "destination": {
        "RECYCLED": gettext_lazy("Tái chế"),
        "COMPOSTED": gettext_lazy("Ủ"),
        "LANDFILLED": gettext_lazy("Chôn lấp"),
        "HAZARDOUS": gettext_lazy("Xử lý như chất thải nguy hại"),
    },
    "harm": {
        "CUT": gettext_lazy("Đứt tay, kim đâm"),
        "HEAT": gettext_lazy("Say nắng, mệt"),
        "FALL": gettext_lazy("Ngã, va đập"),
        "WATER": gettext_lazy("Sóng, nước sâu"),
        "LOST": gettext_lazy("Lạc người"),
        "OTHER": gettext_lazy("Chuyện khác"),
    },
    "flow": {"IN": gettext_lazy("Thu"), "OUT": gettext_lazy("Chi")},
}
"""Key → code → its words."""

FLAGS = frozenset({"is_fixed", "is_natural", "is_planned", "is_drawn"})
SILENT = frozenset({"scheme", "item_list", "version"})
"""Told by another part: the class, the item."""


def label_of(key: str, kind: str) -> str:
    """What a part of a fact of this kind is called."""
    return str(LABELS.get(f"{key}.{kind}") or LABELS.get(key, key))


def choices_of(key: str, kind: str) -> list[tuple[str, str | Promise]]:
    """The choices of a part."""
    return list((CHOICES.get(f"{key}.{kind}") or CHOICES[key]).items())


def figure_names() -> dict[str, str]:
    """Figures that somebody may have printed → their names."""
    names: dict[str, str] = words_of(page_language())["figures"]
    return {each.value: names[each.value] for each in FigureKind}


def details_named() -> dict[str, str]:
    """Classes and items → their names."""
    language, own = page_language(), words_of(page_language())["details"]
    from_lists = Knowledge(on=date.max).names()
    return {code: own.get(code, name) if language != "vi" else name for code, name in from_lists.items()}


def parts_of(row: FieldFact, names: dict[str, str], details: dict[str, str]) -> list[tuple[str, str]]:
    """What a fact says, part by part: name and value in words. `names` of organisations and stretches, `details` of
    classes.
    """
    told = []
    for key, value in row.body.items():
        if key in SILENT or value in ("", [], "no"):
            continue
        if key in FLAGS:
            told.append((label_of(key, row.kind), _("có")))
            continue
        told.append((label_of(key, row.kind), _value(row, key, value, names, details)))
    return told


def _value(row: FieldFact, key: str, given: Any, names: dict[str, str], details: dict[str, str]) -> str:
    kind, body = row.kind, row.body
    if isinstance(given, list):
        if key == "point":
            return ", ".join(given)
        return _("%(many)s mục") % {"many": len(given)} if key == "covers" else ", ".join(_named(given, names))
    value = str(given)
    if (choices := CHOICES.get(f"{key}.{kind}") or CHOICES.get(key)) and value in choices:
        return str(choices[value])
    if key == "class_code":
        return details.get(f"{body.get('scheme', 'VN-75')}:{value}", value)
    if key == "item":
        return details.get(f"{body.get('item_list', 'SHORT')}@{body.get('version', '1')}:{value}", value)
    if key == "figure":
        return figure_names().get(value, value)
    if key in ("organisation", "party", "zone"):
        return names.get(value, value)
    if key.endswith("_on"):
        return short_date(PartialDate.parse(value))
    if key in NUMBERS:
        unit = UNITS.get(key, "")
        return f"{number(Fraction(value))} {unit}".strip()
    return value


NUMBERS = frozenset(
    {*UNITS, "count", "low", "high", "value", "fill", "alive"},
)


def _named(codes: list[str], names: dict[str, str]) -> list[str]:
    return [names.get(each, each) for each in codes]
