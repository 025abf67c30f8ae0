"""Forms of results: one report, and all of a unit's at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.enums import IndicatorKind, Judgement
from thidua.campaigns.facts.boards import Line
from thidua.campaigns.models import Target, TargetResult
from thidua.campaigns.services.results import Report
from thidua.common.forms.fields import DateField, NumberField

DONE = [("yes", gettext_lazy("Đã thực hiện")), ("no", gettext_lazy("Chưa thực hiện"))]


class ReportForm(forms.Form):
    """What is said of one target; its kind decides which fields there are. All empty: nothing is said."""

    value = NumberField(label=gettext_lazy("Kết quả"), required=False)
    is_done = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=DONE, required=False, widget=forms.RadioSelect)
    judgement = forms.ChoiceField(
        label=gettext_lazy("Mức tự nhận"),
        choices=[(each.value, each.label) for each in Judgement],
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Kết quả bằng lời"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_unknown = forms.BooleanField(label=gettext_lazy("Chưa có số liệu"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: Any, target: Target, **options: Any) -> None:
        super().__init__(*args, **options)
        self.target = target
        kind = IndicatorKind(target.kind)
        unwanted = {"value", "is_done", "judgement", "text"}
        if kind.has_figure:
            unwanted -= {"value"}
            field = self.fields["value"]
            assert isinstance(field, NumberField)
            field.unit = target.unit_of_measure
            if kind == IndicatorKind.MONEY:
                field.kind = "money"
        elif kind == IndicatorKind.YES_NO:
            unwanted -= {"is_done", "text"}
        else:
            unwanted -= {"judgement", "text"}
        for name in unwanted:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A figure and “unknown” exclude each other."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_unknown") and self._speaks(given):
            self.add_error("is_unknown", _("Đã có kết quả thì bỏ chọn “Chưa có số liệu”."))
        return given

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said."""
        given = self.cleaned_data
        return not given.get("is_unknown") and not self._speaks(given) and not given.get("note")

    @property
    def report(self) -> Report:
        """The report as the services take it."""
        given = self.cleaned_data
        is_done = given.get("is_done")
        judgement = given.get("judgement")
        return Report(
            self.target,
            is_unknown=given["is_unknown"],
            value=given.get("value"),
            is_done=is_done == "yes" if is_done else None,
            text=given.get("text", ""),
            judgement=Judgement(judgement) if judgement else None,
            note=given["note"],
        )

    @staticmethod
    def values_of(result: TargetResult) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "value": result.value,
            "is_done": "" if result.is_done is None else "yes" if result.is_done else "no",
            "judgement": result.judgement,
            "text": result.text,
            "is_unknown": result.is_unknown,
            "note": result.note,
        }

    @staticmethod
    def _speaks(given: Mapping[str, Any]) -> bool:
        return given.get("value") is not None or any(given.get(name) for name in ("is_done", "judgement", "text"))


class CorrectResultForm(ReportForm):
    """A reported result, corrected."""

    as_of = DateField(label=gettext_lazy("Số liệu đến ngày"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["as_of", "value", "is_done", "judgement", "text", "is_unknown", "note"]


class AsOfForm(forms.Form):
    """The day of a report."""

    as_of = DateField(
        label=gettext_lazy("Số liệu đến ngày"),
        help_text=gettext_lazy("Thường là ngày cuối quý. Ví dụ 30/06/2024."),
    )


class ResultsForm:
    """The day and one part for each target of a unit, posted together."""

    def __init__(self, data: Mapping[str, Any] | None, lines: Sequence[Line], *, as_of: date) -> None:
        self.day = AsOfForm(data, initial={"as_of": as_of})
        self.parts = [(line, ReportForm(data, target=line.target, prefix=f"t{line.target.pk}")) for line in lines]

    def is_valid(self) -> bool:
        """Whether the day and every part can be read; all are asked, so that all errors show at once."""
        return all([self.day.is_valid(), *(part.is_valid() for _line, part in self.parts)])

    @property
    def reports(self) -> list[Report]:
        """What is said; targets of which nothing was said are left out."""
        return [part.report for _line, part in self.parts if not part.is_silent]

    def part_of(self, target_id: int | None) -> forms.Form:
        """The part where an error of the services belongs; the day's when it belongs to no target."""
        for _line, part in self.parts:
            if part.target.pk == target_id:
                return part
        return self.day

    @property
    def errors(self) -> list[tuple[str, str]]:
        """All errors with the ids of their fields, for the summary."""
        return [
            (str(text), form[name].auto_id if name in form.fields else "")
            for form in [self.day, *(part for _line, part in self.parts)]
            for name, texts in form.errors.items()
            for text in texts
        ]
