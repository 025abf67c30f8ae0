"""A field for a date of which perhaps only the month, only the year, or nothing is known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from thidua.common import clock
from thidua.common.forms.words import words_of
from thidua.core.vietnam.errors import DateError
from thidua.core.vietnam.partial_dates import PartialDate


class PartialDateField(forms.CharField):
    """05/11/2024, 11/2024, 2024, or nothing when nobody knows; the value is a `PartialDate`."""

    reads_back = True

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault(
            "help_text", gettext_lazy("Ví dụ 05/11/2024. Chỉ biết tháng thì nhập 11/2024; chưa biết thì để trống.")
        )
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "tds-short"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The date as far as it is known."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value or ""), today=clock.today())
        except DateError as error:
            raise ValidationError(words_of(error), code=error.code) from error

    def validate(self, value: Any) -> None:
        """What is not known is a value like any other."""

    def run_validators(self, value: Any) -> None:
        """A date has no forbidden signs left once it is read."""

    def prepare_value(self, value: Any) -> Any:
        """As people type it: 05/11/2024, 11/2024, 2024, or empty."""
        if not isinstance(value, PartialDate):
            return value
        return "/".join(reversed(value.code.split("-")))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Two ways to write one date are no change."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def read_back(self, value: PartialDate) -> str:
        """“tháng 5/2023”; nothing when nothing is known, which the empty field says already."""
        return str(value) if value.code else ""
