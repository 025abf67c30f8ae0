"""Forms of teams in the field, and of what their phones photographed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.models import ActivityParty
from thidua.common.forms.fields import TextField
from thidua.documents.enums import PhotoConsent
from thidua.documents.forms.photos import DescribePhotoForm


class TeamForm(forms.Form):
    """One more team, of one party or of several."""

    team = TextField(
        label=_("Tên tổ"), max_length=120, help_text=_("Ví dụ: Tổ 1, từ cổng đền đến kè đá; Tổ cân và bàn giao.")
    )
    party = forms.ChoiceField(
        label=_("Tổ của bên nào"), required=False, help_text=_("Chỉ những bên đã xác nhận tham gia.")
    )

    def __init__(self, *args: Any, parties: Iterable[ActivityParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {str(party.pk): party for party in parties}
        choice = self.fields["party"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Nhiều bên")), *((key, party.name) for key, party in self.parties.items())]

    def party_chosen(self) -> ActivityParty | None:
        """The party; None for a team of several."""
        return self.parties.get(self.cleaned_data["party"])


class ChoosePhotoForm(DescribePhotoForm):
    """What is said of a photograph from the field in the album; the day is that of the phone."""

    field_order = ["consent", "alt_text", "caption", "subjects", "credit"]

    def __init__(self, *args: Any, has_faces: bool | None, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["taken_on"]
        grounds = [PhotoConsent.PUBLIC_EVENT, PhotoConsent.WRITTEN]
        if not has_faces:
            grounds.insert(0, PhotoConsent.NOBODY_SHOWN)
        choice = self.fields["consent"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Chọn một căn cứ")), *((each.value, each.label) for each in grounds)]
        choice.initial = ""
        choice.error_messages["required"] = _("Chưa rõ người trong ảnh có đồng ý hay không thì chưa đưa vào album.")
        choice.help_text = _(
            "Ảnh trong album hiện với mọi người xem được hoạt động. Rút đồng ý thì ảnh không hiện nữa."
        )
