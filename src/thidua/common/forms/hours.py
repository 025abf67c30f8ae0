"""A field for a time of day."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_CLOCK = re.compile(r"(\d{1,2})(?:\s*(?:giờ|h|:|g)\s*(?:(\d{1,2})\s*(?:phút|p|'|’)?)?)?", re.IGNORECASE | re.ASCII)
_LAST_HOUR = 23
_LAST_MINUTE = 59


class ClockField(forms.CharField):
    """A time of day: 8 giờ 30, 8h30, 8:30, 8; nothing when nobody knows."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("help_text", gettext_lazy("Ví dụ 8 giờ 30. Chưa biết thì để trống."))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "tds-short"}))
        options.setdefault("empty_value", None)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """A `time`, or None."""
        if value is None or isinstance(value, time):
            return value
        if not (text := str(value).strip()):
            return None
        found = _CLOCK.fullmatch(text)
        if found is None or int(found[1]) > _LAST_HOUR or int(found[2] or 0) > _LAST_MINUTE:
            raise ValidationError(_("Nhập giờ theo mẫu 8 giờ 30."), code="not_a_time")
        return time(int(found[1]), int(found[2] or 0))

    def run_validators(self, value: Any) -> None:
        """A time has no forbidden signs left once it is read."""

    def prepare_value(self, value: Any) -> Any:
        """8:30 in the field."""
        return f"{value.hour}:{value.minute:02d}" if isinstance(value, time) else value
