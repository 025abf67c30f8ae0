"""Fields for shares, and for somebody out of a list that was read already."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SHARE = re.compile(r"(\d{1,3})\s*(?:/\s*(\d{1,3})|%)", re.ASCII)

Group = tuple[str, Sequence[tuple[Model, str]]]
"""A heading with its rows and what each is called; without a heading the rows stand by themselves."""


class ShareField(forms.CharField):
    """A share of a whole: 2/3, 80 %."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Ví dụ 2/3 hoặc 80 %"))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "tds-short"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """An exact `Fraction` above 0 and at most 1; None where nothing was written and nothing must be."""
        if value in self.empty_values and not self.required:
            return None
        if isinstance(value, Fraction):
            return value
        found = _SHARE.fullmatch(str(value or "").strip())
        if found is None or int(found[2] or 100) == 0:
            raise ValidationError(_("Nhập mức cần có, ví dụ 2/3 hoặc 80 %."), code="not_a_share")
        share = Fraction(int(found[1]), int(found[2] or 100))
        if not 0 < share <= 1:
            raise ValidationError(_("Mức cần có phải lớn hơn 0 và không quá 1."), code="not_a_share")
        return share

    def run_validators(self, value: Any) -> None:
        """A share has no forbidden signs left once it is read."""

    def prepare_value(self, value: Any) -> Any:
        """2/3 in the field."""
        return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


class RowField(forms.ChoiceField):
    """One row out of `groups`, which the view has read; its value is the row itself, or None."""

    def __init__(self, groups: Iterable[Group] = (), *, empty: Any = "", **options: Any) -> None:
        self.empty = empty
        self.rows: Mapping[str, Model] = {}
        options.setdefault("required", False)
        options["error_messages"] = {"invalid_choice": gettext_lazy("Chọn lại trong danh sách.")} | dict(
            options.get("error_messages", {})
        )
        super().__init__(**options)
        self.offer(groups)

    def offer(self, groups: Iterable[Group]) -> None:
        """Let these rows be chosen."""
        kept = [(heading, list(rows)) for heading, rows in groups]
        self.rows = {str(row.pk): row for _heading, rows in kept for row, _label in rows}
        choices: list[Any] = [] if self.empty is None else [("", self.empty or _("Chưa chọn"))]
        for heading, rows in kept:
            options = [(str(row.pk), label) for row, label in rows]
            choices += [(heading, options)] if heading else options
        self.choices = choices

    def prepare_value(self, value: Any) -> Any:
        """The key of a row."""
        return str(value.pk) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        """The row, or None."""
        return self.rows.get(str(super().clean(value)))


class RowsField(forms.MultipleChoiceField):
    """Several rows out of a list that the view has read; its value is the list of them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, rows: Sequence[tuple[Model, str]] = (), **options: Any) -> None:
        self.rows: Mapping[str, Model] = {}
        options.setdefault("required", False)
        options.setdefault("error_messages", {"invalid_choice": gettext_lazy("Chọn lại trong danh sách.")})
        super().__init__(**options)
        self.offer(rows)

    def offer(self, rows: Sequence[tuple[Model, str]]) -> None:
        """Let these rows be chosen."""
        self.rows = {str(row.pk): row for row, _label in rows}
        self.choices = [(str(row.pk), label) for row, label in rows]

    def prepare_value(self, value: Any) -> Any:
        """The keys of the rows."""
        return [str(each.pk) if isinstance(each, Model) else each for each in value or []]

    def clean(self, value: Any) -> Any:
        """The rows, in the order of the list."""
        chosen = set(super().clean(value))
        return [row for key, row in self.rows.items() if key in chosen]
