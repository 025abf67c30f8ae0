"""A place on earth, as it is copied from a map."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.facts.points import point_text, read_point
from thidua.common.forms.fields import TextField


class PointField(TextField):
    """Latitude and longitude in degrees, “19.7412, 105.9043”; None where nobody knows it."""

    default_error_messages = {
        "no_point": _("Nhập vĩ độ rồi kinh độ, ví dụ 19.7412, 105.9043. Chưa biết thì để trống."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def to_python(self, value: Any) -> Any:
        """A point, or None."""
        text = super().to_python(value)
        if not text:
            return None
        point = read_point(str(text))
        if point is None:
            raise forms.ValidationError(self.error_messages["no_point"], code="no_point")
        return point

    def prepare_value(self, value: Any) -> Any:
        """A point as text; what was typed stays as it was."""
        return point_text(value) if isinstance(value, tuple) else value
