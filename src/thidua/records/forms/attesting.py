"""Choosing a criterion and a year; the rows of the table; on what, why not, and why something is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.core.law.codes import Subject
from thidua.records.forms.books import NOT_CHOSEN, YearField, attestable_of, is_asked_of_everybody
from thidua.records.services.attesting import DENIED, HOLDS, NOTHING, AttestedPerson, AttestRow, Criterion

CHOICES: Final = ((HOLDS, _("Đạt")), (DENIED, _("Không đạt")), (NOTHING, _("Chưa xét")))


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
    """On what it is confirmed, why it is denied, and why something on record is changed."""

    note = TextField(label=_("Căn cứ để nói là đạt"), required=False, max_length=500)
    because = TextField(
        label=_("Vì sao không đạt"),
        required=False,
        max_length=500,
        help_text=_("Cần khi có người không đạt: lý do được ghi ở sổ của từng người ấy."),
    )
    reason = TextField(
        label=_("Vì sao đổi lời đã ghi"),
        required=False,
        max_length=250,
        help_text=_("Chỉ cần khi đổi hoặc bỏ điều đã ghi của ai."),
    )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page draws it."""

    known: AttestedPerson
    said: str
    error: str = ""

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, word, whether it is chosen."""
        return [(value, str(word), value == self.said) for value, word in CHOICES]


def posted_people(data: Mapping[str, Any]) -> list[int]:
    """The numbers of the people of whom rows were posted, whichever page they now stand on."""
    return [int(name[3:]) for name in data if name.startswith("cu_") and name[3:].isdecimal() and len(name) <= 20]


def read_rows(data: Any, people: Sequence[AttestedPerson]) -> list[AttestRow]:
    """The rows that were posted, of these people; what was not posted is not there."""
    return [
        AttestRow(each.person.pk, data[f"cu_{each.person.pk}"], data.get(f"dat_{each.person.pk}", NOTHING))
        for each in people
        if f"cu_{each.person.pk}" in data
    ]


def shown_rows(
    criterion: Criterion,
    people: Sequence[AttestedPerson],
    sent: Mapping[int, AttestRow],
    errors: Mapping[int, str],
) -> list[ShownRow]:
    """The rows to draw: as they were sent, else as they are on record. Where nothing is yet, everybody meets what a
    yearly title asks of all; nobody anything else.
    """
    rows = []
    is_first = all(each.code == NOTHING for each in people) and is_asked_of_everybody(criterion.code)
    for each in people:
        row = sent.get(each.person.pk)
        said = row.said if row is not None else HOLDS if is_first and each.may else each.code
        rows.append(ShownRow(each, said, errors.get(each.person.pk, "")))
    return rows
