"""Forms of letters of thanks and confirmations: who gets one, why one is withdrawn, the code that somebody checks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.forms.offering import offer
from thidua.activities.models import ActivityParty, Participant
from thidua.activities.services import Signer
from thidua.common.forms.fields import TextField


class IssueForm(forms.Form):
    """Who gets a paper, and who signs. Only those are offered who may get one and have none."""

    people = forms.MultipleChoiceField(
        label=_("Người đã được ghi có mặt"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    parties = forms.MultipleChoiceField(label=_("Bên tham gia"), required=False, widget=forms.CheckboxSelectMultiple())
    post = TextField(label=_("Chức vụ người ký"), max_length=120)
    signer = TextField(
        label=_("Họ tên người ký"), required=False, max_length=120, help_text=_("Để trống nếu ghi tay khi ký.")
    )

    def __init__(
        self, *args: Any, people: Iterable[Participant], parties: Iterable[ActivityParty], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.known_people = {str(each.pk): each for each in people}
        self.known_parties = {str(each.pk): each for each in parties}
        offer(self, "people", [(key, each.name) for key, each in self.known_people.items()])
        offer(self, "parties", [(key, each.name) for key, each in self.known_parties.items()])

    def clean(self) -> dict[str, Any]:
        """Somebody at least."""
        data = super().clean() or {}
        if not self.errors and not data.get("people") and not data.get("parties"):
            self.add_error(None, _("Chọn ít nhất một người hoặc một bên."))
        return data

    def people_chosen(self) -> list[Participant]:
        """Those ticked."""
        return [self.known_people[key] for key in self.cleaned_data.get("people", [])]

    def parties_chosen(self) -> list[ActivityParty]:
        """Those ticked."""
        return [self.known_parties[key] for key in self.cleaned_data.get("parties", [])]

    def signer_written(self) -> Signer:
        """Who signs."""
        return Signer(self.cleaned_data["post"], self.cleaned_data["signer"])


class WithdrawForm(forms.Form):
    """Why a paper is withdrawn."""

    reason = TextField(
        label=_("Lý do thu hồi"),
        max_length=250,
        help_text=_("Ví dụ: ghi nhầm người, người này không có mặt. Trang kiểm tra công khai không nêu lý do."),
        error_messages={"required": _("Anh/chị chưa ghi lý do.")},
    )


class CodeForm(forms.Form):
    """The code printed on a paper."""

    code = TextField(
        label=_("Mã kiểm tra"),
        max_length=40,
        help_text=_("16 chữ và số in cuối giấy. Chữ hoa hay chữ thường, có gạch nối hay không đều được."),
        error_messages={"required": _("Bạn chưa nhập mã.")},
    )
