"""Fields for words, dates, numbers, money and files, read and printed the Vietnamese way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common import clock
from thidua.common.components.texts import file_size, long_date, number, short_date
from thidua.common.forms.words import BY_CODE, words_of
from thidua.core.vietnam.dates import parse_date
from thidua.core.vietnam.errors import DateError, NumberError
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.numbers import parse_decimal
from thidua.core.vietnam.partial_dates import PartialDate


class TextField(forms.CharField):
    """Words, stored composed (NFC) and without stray spaces; with `lines` a text of several lines."""

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        self.lines = lines
        if lines:
            options.setdefault("widget", forms.Textarea())
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Clean text."""
        read = super().to_python(value)
        return normalise(read, keep_lines=self.lines) if read else read


class DateField(forms.CharField):
    """A day in one text field: 5/11/2024, 05.11.24, 5-11-2024; the day understood is shown back with its weekday."""

    reads_back = True

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Ví dụ 05/11/2024"))
        options.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": "tds-short", "data-tds-date": ""}
            ),
        )
        options.setdefault("error_messages", {"required": gettext_lazy("Anh/chị chưa nhập ngày.")})
        options.setdefault("empty_value", None)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """A `date`, or None when nothing was given."""
        if value is None or isinstance(value, date):
            return value
        if not str(value).strip():
            return None
        try:
            return parse_date(str(value), today=clock.today())
        except DateError as error:
            raise ValidationError(words_of(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """05/11/2024 in the field."""
        return short_date(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Two ways to write one day are no change."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def read_back(self, value: date) -> str:
        """thứ Ba, 05/11/2024"""
        return long_date(value)


class PartialDateField(forms.CharField):
    """A day, or only a month, or only a year; left empty the day is unknown. The value is a `PartialDate`."""

    reads_back = True

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Ví dụ 28/05/2023; chưa rõ ngày thì ghi 05/2023 hoặc 2023"))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "tds-short"}))
        options.setdefault("required", False)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """A `PartialDate`, unknown when nothing was given."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value or ""), today=clock.today())
        except DateError as error:
            raise ValidationError(words_of(error), code=error.code) from error

    def validate(self, value: Any) -> None:
        """When required, at least the year."""
        if self.required and value == PartialDate():
            raise ValidationError(self.error_messages["required"], code="required")

    def prepare_value(self, value: Any) -> Any:
        """28/05/2023, 05/2023 or 2023 in the field."""
        if not isinstance(value, PartialDate):
            return value
        return "/".join(reversed(value.code.split("-"))) if value.code else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Two ways to write one date are no change."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def read_back(self, value: PartialDate) -> str:
        """Chủ nhật, 28/05/2023; tháng 5/2023"""
        return long_date(value) if value.code else ""


class NumberField(forms.CharField):
    """A number in one text field: decimal comma, thousands dot; `unit` stands behind the field.

    The value is an exact `Fraction`. `kind="score"` reads 9.5 as 9,5; `kind="money"` reads 1.500 as one thousand five
    hundred and asks for whole đồng.
    """

    kind: str | None = None

    def __init__(
        self,
        *,
        unit: str | Promise = "",
        lowest: int | Fraction | None = None,
        highest: int | Fraction | None = None,
        kind: str | None = None,
        **options: Any,
    ) -> None:
        self.unit = unit
        self.lowest = lowest
        self.highest = highest
        if kind is not None:
            self.kind = kind
        options.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-tds-number": self.kind or ""}),
        )
        options.setdefault("error_messages", {"required": gettext_lazy("Anh/chị chưa nhập số.")})
        options.setdefault("empty_value", None)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """A `Fraction`, or None when nothing was given."""
        if value is None or isinstance(value, Fraction):
            return value
        if isinstance(value, int | Decimal):
            return Fraction(value)
        if not str(value).strip():
            return None
        try:
            return parse_decimal(str(value), kind=self.kind)  # type: ignore[arg-type]
        except NumberError as error:
            raise ValidationError(self.words_of(error), code=error.code) from error

    def words_of(self, error: NumberError) -> str:
        """The sentence for a number that cannot be."""
        return words_of(error)

    def validate(self, value: Any) -> None:
        """Between `lowest` and `highest`, both included."""
        super().validate(value)
        if value is None:
            return
        given = number(value)
        if self.lowest is not None and self.highest is not None and not self.lowest <= value <= self.highest:
            raise ValidationError(
                _("Số phải từ %(lowest)s đến %(highest)s. Anh/chị đang nhập %(given)s.")
                % {"lowest": number(self.lowest), "highest": number(self.highest), "given": given},
                code="out_of_range",
            )
        if self.lowest is not None and value < self.lowest:
            raise ValidationError(
                _("Số phải từ %(lowest)s trở lên. Anh/chị đang nhập %(given)s.")
                % {"lowest": number(self.lowest), "given": given},
                code="too_small",
            )
        if self.highest is not None and value > self.highest:
            raise ValidationError(
                _("Số không được quá %(highest)s. Anh/chị đang nhập %(given)s.")
                % {"highest": number(self.highest), "given": given},
                code="too_large",
            )

    def prepare_value(self, value: Any) -> Any:
        """1.234,5 in the field."""
        return number(value) if isinstance(value, int | Fraction | Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Two ways to write one number are no change."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class CountField(NumberField):
    """A whole number of things, none below zero; the value is an `int`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("lowest", 0)
        options.setdefault("kind", "money")
        super().__init__(**options)
        self.widget.attrs["inputmode"] = "numeric"

    def words_of(self, error: NumberError) -> str:
        """A count is not an amount of money."""
        return str(BY_CODE["not_whole"]) if error.code == "not_whole" else words_of(error)

    def clean(self, value: Any) -> Any:
        """An `int`, or None when nothing was given."""
        read = super().clean(value)
        return None if read is None else int(read)


class MoneyField(CountField):
    """Whole đồng as `int`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("unit", gettext_lazy("đồng"))
        super().__init__(**options)

    def words_of(self, error: NumberError) -> str:
        """In đồng."""
        return words_of(error)


class FileField(forms.FileField):
    """A file whose kinds and greatest size are said before choosing."""

    def __init__(
        self, *, kinds: Sequence[str] = ("pdf", "docx", "xlsx", "jpg", "png", "heic"), most: int, **options: Any
    ) -> None:
        self.kinds = tuple(kinds)
        self.most = most
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{each}" for each in self.kinds)
        self.widget.attrs["data-tds-most"] = str(most)
        if not self.help_text:
            self.help_text = _file_hint(", ".join(each.upper() for each in self.kinds), most)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse by size before anything looks inside; what is inside is the document service's to judge."""
        given = super().clean(data, initial)
        if given and getattr(given, "size", 0) > self.most:
            raise ValidationError(
                _("Tệp %(size)s, quá mức %(most)s. Hãy nén hoặc tách đôi rồi gửi lại.")
                % {"size": file_size(given.size), "most": file_size(self.most)},
                code="too_large",
            )
        return given


def _file_hint_now(names: str, most: int) -> str:
    return _("Nhận tệp %(names)s; mỗi tệp không quá %(most)s.") % {"names": names, "most": file_size(most)}


_file_hint = lazy(_file_hint_now, str)
