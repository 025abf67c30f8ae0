"""Forms of parties, speakers and outputs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import PartyRole
from thidua.activities.models import ActivityOutput
from thidua.activities.services import OutputWords
from thidua.common.forms.fields import NumberField, TextField
from thidua.organisations.models import Agency, Bloc, Person, Unit

Party = Bloc | Unit | Agency


class PartyForm(forms.Form):
    """One more party: chosen from the record, or named in words."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=PartyRole.choices, initial=PartyRole.CO_ORGANISER)
    party = forms.ChoiceField(label=_("Khối, đơn vị, cơ quan trong hệ thống"), required=False)
    name = TextField(
        label=_("Hoặc tên bên ngoài"),
        required=False,
        max_length=300,
        help_text=_("Viết đúng tên người ta dùng. Ví dụ Đoàn Thanh niên của trường, chính quyền phường."),
    )
    note = TextField(label=_("Ghi chú"), required=False, max_length=250)

    def __init__(self, *args: Any, groups: Iterable[tuple[str, Iterable[Party]]], **options: Any) -> None:
        super().__init__(*args, **options)
        kept = [(heading, list(parties)) for heading, parties in groups]
        self.parties = {key_of(party): party for _heading, parties in kept for party in parties}
        choice = self.fields["party"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", _("Không có trong danh sách")),
            *((heading, [(key_of(each), each.name) for each in parties]) for heading, parties in kept if parties),
        ]

    def party_chosen(self) -> Party | None:
        """What was chosen from the record."""
        return self.parties.get(self.cleaned_data["party"])


class DeclineForm(forms.Form):
    """Why a party does not take part."""

    reason = TextField(label=_("Lý do"), max_length=250)


class PaperForm(forms.Form):
    """The paper by which a party took part."""

    paper = TextField(
        label=_("Giấy tờ"),
        max_length=250,
        help_text=_("Loại, số, ngày. Ví dụ Công văn số 12/STNMT-VP ngày 20/5/2023, Kế hoạch phối hợp, bài báo."),
    )


class SpeakerForm(forms.Form):
    """Who spoke and what was said."""

    person = forms.ModelChoiceField(
        label=_("Người trong hệ thống"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Không có trong danh sách"),
    )
    name = TextField(label=_("Hoặc họ và tên"), required=False, max_length=120)
    post = TextField(label=_("Chức vụ"), required=False, max_length=250, help_text=_("Như in trên giấy tờ lúc đó."))
    said = TextField(
        label=_("Nội dung phát biểu"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["person"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = people


class OutputForm(forms.Form):
    """One result; the figure may be unknown."""

    indicator = TextField(
        label=_("Kết quả"),
        max_length=200,
        help_text=_("Ví dụ Khối lượng rác thu gom, Số người tham gia"),
        error_messages={"required": _("Anh/chị chưa nhập tên kết quả.")},
    )
    value = NumberField(
        label=_("Số liệu"), required=False, lowest=0, help_text=_("Để trống thì in “chưa có số liệu”, không in số 0.")
    )
    unit_of_measure = TextField(label=_("Đơn vị tính"), required=False, max_length=60, help_text=_("Ví dụ kg, người"))
    note = TextField(label=_("Cách đếm, hoặc vì sao chưa có số"), required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def values_of(output: ActivityOutput) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "indicator": output.indicator,
            "value": output.value,
            "unit_of_measure": output.unit_of_measure,
            "note": output.note,
            "version": output.version,
        }

    def words(self) -> OutputWords:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return OutputWords(data["indicator"], data["value"], data["unit_of_measure"], data["note"])


def key_of(party: Party) -> str:
    """How a form names something on record."""
    return f"{type(party).__name__.lower()}:{party.pk}"
