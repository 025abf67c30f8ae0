"""To whom the papers before an activity go, and who signs them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import DraftKind
from thidua.activities.facts.drafts import ASKED_FOR_LEAVE, Addressee, Sender
from thidua.activities.forms.offering import offer
from thidua.activities.models import ActivityParty, Participant
from thidua.common.forms.fields import DateField, TextField
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import normalise

AT_ONCE = 50
"""Papers of one press: each takes some hundredths of a second."""
LONGEST = 300


class DraftForm(forms.Form):
    """What a paper needs beside the plan. Nothing of it is kept."""

    parties = forms.MultipleChoiceField(label=_("Gửi các bên"), required=False, widget=forms.CheckboxSelectMultiple())
    people = forms.MultipleChoiceField(
        label=_("Mời người trong danh sách"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    others = TextField(
        label=_("Gửi nơi khác"),
        required=False,
        lines=True,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một nơi nhận. Ví dụ Ban quản lý bãi biển."),
    )
    reply_by = DateField(label=_("Đề nghị trả lời trước ngày"), required=False)
    contact = TextField(
        label=_("Người liên hệ"), max_length=200, help_text=_("Tên, và số điện thoại nếu có. In vào văn bản.")
    )
    post = TextField(label=_("Chức vụ người ký"), max_length=120)
    signer = TextField(
        label=_("Họ tên người ký"), required=False, max_length=120, help_text=_("Để trống nếu ghi tay khi ký.")
    )

    def __init__(
        self,
        *args: Any,
        kind: DraftKind,
        parties: Iterable[ActivityParty],
        people: Iterable[Participant],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.known_parties = {str(each.pk): each for each in parties}
        self.known_people = {str(each.pk): each for each in people}
        if kind == DraftKind.NOTICE:
            for name in ("parties", "people", "others", "reply_by"):
                del self.fields[name]
            return
        offer(self, "parties", [(key, each.name) for key, each in self.known_parties.items()])
        invited = self.known_people if kind == DraftKind.INVITATION else {}
        offer(self, "people", [(key, each.name) for key, each in invited.items()])
        if not self.known_parties and not invited:
            self.fields["others"].label = _("Gửi đến")
        asked = [key for key, each in self.known_parties.items() if each.role in ASKED_FOR_LEAVE]
        self.initial.setdefault("parties", asked if kind == DraftKind.PERMISSION else list(self.known_parties))

    def clean_others(self) -> list[str]:
        """The lines, each once."""
        lines = dict.fromkeys(normalise(line) for line in str(self.cleaned_data["others"]).splitlines())
        names = [line for line in lines if line]
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(_("Mỗi nơi nhận viết gọn trong 300 chữ."))
        return names

    def clean(self) -> dict[str, Any]:
        """Somebody at least, and not too many at once."""
        data = super().clean() or {}
        if self.errors or self.kind == DraftKind.NOTICE:
            return data
        number = len(self.addressees())
        if not number:
            self.add_error(None, _("Chọn hoặc ghi ít nhất một nơi nhận."))
        elif number > AT_ONCE:
            self.add_error(
                None, _("Mỗi lần soạn nhiều nhất %(most)s văn bản. Chọn bớt rồi soạn tiếp lần sau.") % {"most": AT_ONCE}
            )
        return data

    def addressees(self) -> list[Addressee]:
        """Those ticked, then those written."""
        data = self.cleaned_data
        return [
            *(Addressee.of_party(self.known_parties[key]) for key in data.get("parties", [])),
            *(Addressee.of_person(self.known_people[key]) for key in data.get("people", [])),
            *(Addressee.of_words(words) for words in data.get("others", [])),
        ]

    def sender(self) -> Sender:
        """Who signs, whom to answer and until when."""
        data = self.cleaned_data
        day = data.get("reply_by")
        return Sender(data["post"], data["signer"], data["contact"], format_date(day) if day else "")
