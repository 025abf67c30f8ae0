"""Under which conditions a rule applies: a measure and the range it must lie in; all of them must hold."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.common.forms.fields import TextField
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.measures import add_measure, input_choices, measure_text, measure_values

Conditions = Mapping[str, Any]
"""Measure → range, as a table holds them."""


class SpanField(TextField):
    """A range as officials write it, kept as tables hold it."""

    def clean(self, value: Any) -> str:
        """The range; empty stays empty."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_span(text)
        except ValueError:
            raise ValidationError(
                _("“%(text)s” không phải là khoảng. Ví dụ 0, trên 0, từ 95%% trở lên.") % {"text": text},
                code="bad_range",
            ) from None


def add_conditions(form: forms.Form, document: Document, held: Conditions) -> None:
    """Put fields on a form: a set for each condition that the rule has, and one for another."""
    if not input_choices(document):
        return
    for at, (measure, span) in enumerate([*held.items(), ("", "")]):
        key = _key(at)
        if measure:
            form.initial.update(measure_values(key, measure), **{f"{key}_range": say_span(str(span))})
        add_measure(
            form,
            key,
            _("Và chỉ khi") if at else _("Chỉ áp dụng khi"),
            document,
            required=False,
            nothing=_("Không đặt điều kiện") if not at else _("Không thêm điều kiện"),
        )
        form.fields[f"{key}_range"] = SpanField(
            label=_("Nằm trong khoảng"),
            max_length=60,
            required=False,
            help_text=_("Ví dụ 0, trên 0, từ 95% trở lên. Không thuộc khoảng thì quy định không cộng, không trừ."),
        )


def check_conditions(form: forms.Form) -> None:
    """Name what is half filled in, and a measure that stands twice."""
    seen: set[str] = set()
    for key in _keys(form.fields):
        top, span = form.cleaned_data.get(f"{key}_top"), form.cleaned_data.get(f"{key}_range")
        if top and not span and f"{key}_range" not in form.errors:
            form.add_error(f"{key}_range", _("Anh/chị chưa ghi khoảng của điều kiện."))
        if span and not top and f"{key}_top" not in form.errors:
            form.add_error(f"{key}_top", _("Chọn số liệu của điều kiện, hoặc xóa khoảng."))
        measure = measure_text(key, form.cleaned_data)
        if measure and measure in seen:
            form.add_error(f"{key}_top", _("Số liệu này đã có trong một điều kiện khác."))
        seen.add(measure)


def conditions_made(form: forms.Form, held: Conditions) -> dict[str, str]:
    """The conditions as a table holds them; those that the form could not ask for as they stand."""
    keys = _keys(form.fields)
    if not keys:
        return dict(held)
    data = form.cleaned_data
    return {measure_text(key, data): data[f"{key}_range"] for key in keys if data.get(f"{key}_top")}


def _key(at: int) -> str:
    return f"only_{at}"


def _keys(fields: Mapping[str, Any]) -> list[str]:
    return [name.removesuffix("_range") for name in fields if name.startswith("only_") and name.endswith("_range")]
