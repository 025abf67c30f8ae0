"""Choosing a criterion and a year; the rows of the table; on what, and why something is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.core.law.codes import Subject
from thidua.records.forms.books import NOT_CHOSEN, YearField, attestable_of
from thidua.records.services.attesting import HOLDS, NOTHING, AttestedPerson, AttestRow, Criterion


class CriterionForm(forms.Form):
    """Which criterion, of which year."""

    criterion = forms.ChoiceField(
        label=_("Tiêu chuẩn"),
        error_messages={"required": _("Anh/chị chưa chọn tiêu chuẩn.")},
        widget=forms.Select(attrs={"lang": "vi"}),
    )
    year = YearField(label=_("Cho năm"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NOT_CHOSEN, *attestable_of(Subject.INDIVIDUAL)]

    def chosen(self) -> Criterion:
        """What is confirmed."""
        return Criterion(self.cleaned_data["criterion"], self.cleaned_data["year"])

    def words(self) -> str:
        """The criterion in words."""
        return dict(attestable_of(Subject.INDIVIDUAL))[self.cleaned_data["criterion"]]


class GroundsForm(forms.Form):
    """On what it is confirmed, and why something on record is taken back."""

    note = TextField(label=_("Căn cứ để nói vậy"), required=False, max_length=500)
    reason = TextField(
        label=_("Vì sao bỏ lời xác nhận đã ghi"),
        required=False,
        max_length=250,
        help_text=_("Chỉ cần khi bỏ dấu của người đã được xác nhận."),
    )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page draws it."""

    known: AttestedPerson
    ticked: bool
    is_changeable: bool
    error: str = ""


def read_rows(data: Any, people: Sequence[AttestedPerson]) -> list[AttestRow]:
    """The rows that were posted, of these people; what was not posted is not there."""
    ticked = set(data.getlist("dat"))
    return [
        AttestRow(each.person.pk, data[f"cu_{each.person.pk}"], str(each.person.pk) in ticked)
        for each in people
        if f"cu_{each.person.pk}" in data
    ]


def shown_rows(
    people: Sequence[AttestedPerson], sent: Mapping[int, AttestRow], errors: Mapping[int, str]
) -> list[ShownRow]:
    """The rows to draw: as they were sent, else as they are on record; everybody ticked where it is of nobody."""
    rows = []
    is_first = all(each.code == NOTHING for each in people)
    for each in people:
        is_changeable = each.may and each.code in (NOTHING, HOLDS)
        ticked = (
            sent[each.person.pk].ticked
            if each.person.pk in sent
            else is_changeable and (is_first or each.code == HOLDS)
        )
        rows.append(ShownRow(each, ticked, is_changeable, errors.get(each.person.pk, "")))
    return rows
