"""Forms of teams in the field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.models import ActivityParty
from thidua.common.forms.fields import TextField


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
