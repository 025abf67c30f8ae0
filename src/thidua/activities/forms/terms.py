"""The part of a form that says until when something is to be done, counted from the day of the activity or not."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import CountField, DateField

NEVER, BEFORE, ON, AFTER, DAY = "never", "before", "on", "after", "day"
FROM_ACTIVITY = [
    (NEVER, gettext_lazy("Chưa đặt hạn")),
    (BEFORE, gettext_lazy("Trước ngày tổ chức")),
    (ON, gettext_lazy("Đúng ngày tổ chức")),
    (AFTER, gettext_lazy("Sau ngày tổ chức")),
]
"""Terms that move with the day of the activity."""
ANY = [*FROM_ACTIVITY, (DAY, gettext_lazy("Vào một ngày nhất định"))]


class OffsetForm(forms.Form):
    """So many working days before or after the day of the activity, or on it, or no term."""

    when = forms.ChoiceField(label=gettext_lazy("Hạn"), choices=FROM_ACTIVITY, initial=NEVER)
    days = CountField(
        label=gettext_lazy("Số ngày làm việc"),
        required=False,
        highest=500,
        help_text=gettext_lazy("Điền khi hạn là trước hoặc sau ngày tổ chức. Ngày tổ chức đổi thì hạn đổi theo."),
    )

    def clean(self) -> dict[str, Any]:
        """A number of days where one is needed."""
        data = super().clean() or self.cleaned_data
        if data.get("when") in (BEFORE, AFTER) and not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Nhập số ngày làm việc, từ 1 trở lên."))
        return data

    def offset(self) -> int | None:
        """Working days from the day of the activity, before it below 0; None: no such term."""
        when, days = self.cleaned_data["when"], self.cleaned_data["days"]
        return {BEFORE: -(days or 0), ON: 0, AFTER: days or 0}.get(when)

    @staticmethod
    def values_of_offset(offset: int | None) -> dict[str, Any]:
        """What the fields show."""
        if offset is None:
            return {"when": NEVER, "days": None}
        when = ON if offset == 0 else BEFORE if offset < 0 else AFTER
        return {"when": when, "days": abs(offset) or None}


class TermForm(OffsetForm):
    """The same, or a day of its own."""

    due_on = DateField(label=gettext_lazy("Ngày nhất định"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        when = self.fields["when"]
        assert isinstance(when, forms.ChoiceField)
        when.choices = ANY

    def clean(self) -> dict[str, Any]:
        """A day where one is needed."""
        data = super().clean()
        if data.get("when") == DAY and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Anh/chị chưa nhập ngày."))
        return data

    def day(self) -> date | None:
        """The day of its own, if that was chosen."""
        chosen: date | None = self.cleaned_data["due_on"] if self.cleaned_data["when"] == DAY else None
        return chosen

    @classmethod
    def values_of_term(cls, offset: int | None, due_on: date | None) -> dict[str, Any]:
        """What the fields show."""
        values = cls.values_of_offset(offset) | {"due_on": due_on}
        return values | {"when": DAY} if due_on is not None else values
