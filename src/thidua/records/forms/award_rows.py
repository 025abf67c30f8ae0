"""Many awards as a form: the decision that rows share above, a row per award below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import PartialDateField, TextField
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import Subject as LawSubject
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardBasis, LawCode
from thidua.records.forms.books import NOT_CHOSEN, UNKNOWN, YearField
from thidua.records.services import AwardWords
from thidua.records.services.award_rows import AwardLine

ROWS: Final = 10
Subject = Person | Unit
Holders = Mapping[str, Subject]
"""Whose books rows may write, by what the choice of a row sends."""


class SharedPaperForm(forms.Form):
    """The decision of every row that names no number, day or issuer of its own."""

    decision_number = TextField(label=_("Số quyết định chung"), required=False, max_length=80)
    decided_on = PartialDateField(label=_("Ngày quyết định chung"))
    issuer = TextField(label=_("Nơi ban hành chung"), required=False, max_length=250)


class AwardRowForm(forms.Form):
    """One award. With one holder there is nothing to choose."""

    who = forms.ChoiceField(label=_("Của ai"), error_messages={"required": _("Anh/chị chưa chọn của ai.")})
    law_code = forms.ChoiceField(
        label=_("Danh hiệu, hình thức"),
        error_messages={"required": _("Anh/chị chưa chọn danh hiệu hoặc hình thức khen thưởng.")},
    )
    year = YearField(label=_("Cho năm"))
    basis = forms.ChoiceField(label=_("Loại hình khen thưởng"), required=False, choices=[UNKNOWN, *AwardBasis.choices])
    decision_number = TextField(label=_("Số quyết định"), required=False, max_length=80)
    decided_on = PartialDateField(label=_("Ngày quyết định"))
    issuer = TextField(label=_("Nơi ban hành"), required=False, max_length=250)

    def __init__(self, data: Any, *, row: int, holders: Holders) -> None:
        super().__init__(data, prefix=f"d{row}")
        self.row, self.holders = row, holders
        kinds = {_law_subject(each) for each in holders.values()}
        if len(holders) == 1:
            del self.fields["who"]
        else:
            _choices(self, "who", [NOT_CHOSEN, *((key, str(each)) for key, each in holders.items())])
        codes = dict.fromkeys(code for code, whose in shipped_awards() if whose in kinds)
        _choices(self, "law_code", [NOT_CHOSEN, *((code, LawCode(code).label) for code in codes)])
        for field in self.fields.values():
            attrs = field.widget.attrs
            attrs["class"] = f"tds-input {attrs.get('class', '')}".strip()
            attrs["aria-label"] = _("%(column)s, dòng %(row)s") % {"column": field.label, "row": row}

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written in the row."""
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)

    @property
    def problems(self) -> list[str]:
        """What is wrong, each with its column; what the service found last."""
        return [
            f"{self.fields[name].label}: {said}" if name in self.fields else str(said)
            for name, found in self.errors.items()
            for said in found
        ]

    def clean(self) -> dict[str, Any]:
        """The award is one that its holder can have."""
        given = super().clean() or {}
        code, holder = given.get("law_code"), self._holder(given)
        if code and holder is not None and (code, _law_subject(holder)) not in shipped_awards():
            self.add_error("law_code", _("Danh hiệu, hình thức này không dành cho người hoặc đơn vị đã chọn."))
        return given

    def line(self, shared: Mapping[str, Any]) -> AwardLine:
        """What the service takes; number, day and issuer that are empty are those of `shared`."""
        data = self.cleaned_data
        holder = self._holder(data)
        assert holder is not None
        words = AwardWords(
            name="",
            law_code=LawCode(data["law_code"]),
            basis=AwardBasis(data["basis"]) if data["basis"] else None,
            decision_number=data["decision_number"] or shared["decision_number"],
            decided_on=data["decided_on"] if data["decided_on"].code else shared["decided_on"],
            issuer=data["issuer"] or shared["issuer"],
        )
        return AwardLine(holder, data["year"], words)

    def _holder(self, given: Mapping[str, Any]) -> Subject | None:
        return next(iter(self.holders.values())) if len(self.holders) == 1 else self.holders.get(given.get("who", ""))


def _law_subject(holder: Subject) -> LawSubject:
    return LawSubject.INDIVIDUAL if isinstance(holder, Person) else LawSubject.COLLECTIVE


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
