"""Who was chosen for one post."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, TextField
from thidua.meetings.enums import ElectionMethod
from thidua.meetings.forms.fields import RowField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.models import ElectionRecord
from thidua.meetings.queries.choices import Choices
from thidua.meetings.services.elections import Candidate, ElectionFacts
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Unit


class ElectionForm(VersionedForm):
    """The choice for head or deputy. Nothing is chosen beforehand: nobody succeeds by himself."""

    year = forms.IntegerField(
        label=_("Bầu cho năm"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "tds-short", "autocomplete": "off"}),
        error_messages={"invalid": _("Nhập năm bằng bốn chữ số."), "required": _("Anh/chị chưa nhập năm.")},
    )
    unit = RowField(
        label=_("Đơn vị được bầu"),
        empty=None,
        required=True,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn đơn vị được bầu.")},
    )
    representative = RowField(
        label=_("Người đại diện"),
        empty=_("Chưa biết"),
        help_text=_("Người thay mặt đơn vị giữ nhiệm vụ này; không nhất thiết là thủ trưởng."),
    )
    method = forms.ChoiceField(
        label=_("Hình thức"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*ElectionMethod.choices, ("", _("Chưa biết"))],
    )
    votes_for = CountField(label=_("Đồng ý"), required=False, highest=100_000)
    votes_against = CountField(label=_("Không đồng ý"), required=False, highest=100_000)
    votes_blank = CountField(
        label=_("Phiếu trắng"),
        required=False,
        highest=100_000,
        help_text=_("Chưa có số liệu thì để trống, không ghi 0."),
    )
    note = TextField(label=_("Ghi chú"), max_length=250, required=False)

    def __init__(self, *args: Any, role: LeadRole, units: list[Unit], people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.role = role
        self.units = units
        chosen, representative = self.fields["unit"], self.fields["representative"]
        assert isinstance(chosen, RowField)
        assert isinstance(representative, RowField)
        chosen.offer([("", [(unit, unit.name) for unit in units])])
        representative.offer(people)
        for unit in units:
            self.fields[f"stood-{unit.pk}"] = forms.BooleanField(label=_("Được giới thiệu"), required=False)
            self.fields[f"votes-{unit.pk}"] = CountField(label=_("Số phiếu"), required=False, highest=100_000)

    @property
    def candidate_rows(self) -> Iterator[tuple[Unit, forms.BoundField, forms.BoundField]]:
        """Each unit with the box and the count of its candidacy, for the page."""
        for unit in self.units:
            yield unit, self[f"stood-{unit.pk}"], self[f"votes-{unit.pk}"]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that are not a row of the table of candidates."""
        return [self[name] for name in self.fields if not name.startswith(("stood-", "votes-", "version"))]

    @staticmethod
    def values_of(election: ElectionRecord) -> Mapping[str, Any]:
        """What the fields show of a record."""
        values: dict[str, Any] = {
            "year": election.year,
            "unit": election.unit,
            "representative": election.representative,
            "method": election.method or "",
            "votes_for": election.votes_for,
            "votes_against": election.votes_against,
            "votes_blank": election.votes_blank,
            "note": election.note,
            "version": election.version,
        }
        for candidate in election.candidates.all():
            values[f"stood-{candidate.unit_id}"] = True
            values[f"votes-{candidate.unit_id}"] = candidate.votes
        return values

    @property
    def facts(self) -> ElectionFacts:
        """What the form says, for the service. A unit with votes stood."""
        given = self.cleaned_data
        candidates = [
            Candidate(unit, given[f"votes-{unit.pk}"])
            for unit in self.units
            if given[f"stood-{unit.pk}"] or given[f"votes-{unit.pk}"] is not None
        ]
        return ElectionFacts(
            year=given["year"],
            role=self.role,
            unit=given["unit"],
            representative=given["representative"],
            method=ElectionMethod(given["method"]) if given["method"] else None,
            votes_for=given["votes_for"],
            votes_against=given["votes_against"],
            votes_blank=given["votes_blank"],
            candidates=candidates,
            note=given["note"],
        )
