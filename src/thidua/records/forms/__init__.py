"""Forms to record an award, to correct it and to take it out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import PartialDateField, TextField
from thidua.organisations.models import Bloc, Unit
from thidua.records.enums import AwardBasis, AwardCode, LawCode, RecipientKind
from thidua.records.models import UnitAward
from thidua.records.services import AwardWords

Owner = Unit | Bloc


class AwardForm(forms.Form):
    """What is recorded of an award."""

    recipient_kind = forms.ChoiceField(
        label=_("Khen"), widget=forms.RadioSelect, choices=RecipientKind.choices, initial=RecipientKind.UNIT
    )
    recipient = TextField(
        label=_("Tên tập thể hoặc cá nhân"),
        required=False,
        max_length=250,
        help_text=_("Khen đơn vị thì để trống. Chưa biết tên cũng để trống."),
    )
    code = forms.ChoiceField(
        label=_("Danh hiệu, hình thức"),
        required=False,
        choices=[("", _("Loại khác, hoặc chưa biết")), *AwardCode.choices],
    )
    law_code = forms.ChoiceField(
        label=_("Theo luật là"),
        required=False,
        choices=[("", _("Chưa rõ, hoặc không có trong luật")), *LawCode.choices],
        help_text=_("Huân chương thì chọn đúng loại và hạng. Để trống thì lấy theo ô trên nếu ô trên đã rõ."),
    )
    basis = forms.ChoiceField(
        label=_("Loại hình khen thưởng"), required=False, choices=[("", _("Chưa biết")), *AwardBasis.choices]
    )
    name = TextField(
        label=_("Tên đầy đủ, như in trên quyết định"),
        required=False,
        max_length=250,
        help_text=_("Để trống thì lấy tên ở ô trên."),
    )
    decision_number = TextField(label=_("Số quyết định"), required=False, max_length=80)
    decided_on = PartialDateField(label=_("Ngày quyết định"), required=False)
    issuer = TextField(label=_("Cấp khen"), required=False, max_length=250)
    note = TextField(label=_("Ghi chú"), required=False, max_length=500)

    def words(self) -> AwardWords:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return AwardWords(
            name=data["name"],
            recipient_kind=RecipientKind(data["recipient_kind"]),
            recipient=data["recipient"],
            code=AwardCode(data["code"]) if data["code"] else None,
            law_code=LawCode(data["law_code"]) if data["law_code"] else None,
            basis=AwardBasis(data["basis"]) if data["basis"] else None,
            decision_number=data["decision_number"],
            decided_on=data["decided_on"],
            issuer=data["issuer"],
            note=data["note"],
        )


class RecordAwardForm(AwardForm):
    """A new award: whose, for which year."""

    owner = forms.ChoiceField(label=_("Đơn vị nhận"))
    year = forms.IntegerField(
        label=_("Cho năm"),
        help_text=_("Ví dụ 2024"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "tds-short"}),
        error_messages={
            "required": _("Anh/chị chưa nhập năm."),
            "invalid": _("Nhập năm bằng bốn chữ số. Ví dụ 2024."),
        },
    )

    field_order = ["owner", "year"]

    def __init__(self, *args: Any, units: Iterable[Unit], blocs: Iterable[Bloc], **options: Any) -> None:
        super().__init__(*args, **options)
        named: list[tuple[str, str, Owner]] = [(key_of(unit), unit.name, unit) for unit in units]
        unnamed: list[tuple[str, str, Owner]] = [
            (key_of(bloc), str(_("Một đơn vị của %(bloc)s, chưa rõ đơn vị nào") % {"bloc": bloc.name}), bloc)
            for bloc in blocs
        ]
        self.owners: dict[str, Owner] = {key: owner for key, _label, owner in [*named, *unnamed]}
        choice = self.fields["owner"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, label) for key, label, _owner in [*named, *unnamed]]

    def owner_chosen(self) -> Owner:
        """Who received it."""
        return self.owners[self.cleaned_data["owner"]]


class CorrectAwardForm(AwardForm):
    """The same again, with the reason and the version that was read."""

    reason = TextField(label=_("Vì sao sửa"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(award: UnitAward) -> dict[str, Any]:
        """What is stored, by field."""
        return {name: getattr(award, name) for name in AwardForm.base_fields} | {
            "code": award.code or "",
            "law_code": award.law_code or "",
            "basis": award.basis or "",
            "version": award.version,
        }


class RemoveAwardForm(forms.Form):
    """Why it is taken out."""

    reason = TextField(label=_("Vì sao bỏ"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
    version = forms.IntegerField(widget=forms.HiddenInput)


def key_of(owner: Owner) -> str:
    """How a form names a unit or a bloc."""
    return f"{'bloc' if isinstance(owner, Bloc) else 'unit'}:{owner.pk}"
