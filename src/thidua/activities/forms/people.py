"""Forms of the list of people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import ParticipantState
from thidua.activities.models import ActivityParty
from thidua.activities.services import Guest
from thidua.common.forms.fields import TextField
from thidua.organisations.models import Person

ASKED = (ParticipantState.SIGNED_UP, ParticipantState.INVITED, ParticipantState.BOOKED)


class PeopleForm(forms.Form):
    """People of one party: ticked on its own list, or written, a line each."""

    party = forms.ChoiceField(label=_("Đi với bên nào"))
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[(each.value, each.label) for each in ASKED], initial=ParticipantState.SIGNED_UP
    )
    people = forms.MultipleChoiceField(
        label=_("Người của đơn vị"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    names = TextField(
        label=_("Người khác, mỗi dòng một người"),
        lines=True,
        required=False,
        max_length=20_000,
        help_text=_("Họ tên, rồi dấu phẩy và chức danh nếu có. Ví dụ: Lê Văn Ba, đoàn viên."),
    )

    def __init__(self, *args: Any, parties: Iterable[ActivityParty], people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {str(party.pk): party for party in parties}
        self.known = {str(person.pk): person for person in people}
        self._offer("party", self.parties, [party.name for party in self.parties.values()])
        self._offer("people", self.known, [person.full_name for person in self.known.values()])
        if not self.known:
            del self.fields["people"]

    def _offer(self, name: str, keys: Iterable[str], words: Iterable[str]) -> None:
        choice = self.fields[name]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(zip(keys, words, strict=True))

    def clean(self) -> dict[str, Any]:
        """Somebody at least."""
        data = super().clean() or {}
        if not self.errors and not data.get("people") and not data.get("names"):
            self.add_error("names", _("Chọn hoặc ghi ít nhất một người."))
        return data

    def party_chosen(self) -> ActivityParty:
        """For whom they come."""
        return self.parties[self.cleaned_data["party"]]

    def people_chosen(self) -> list[Person]:
        """Those ticked."""
        return [self.known[key] for key in self.cleaned_data.get("people", [])]

    def guests(self) -> list[Guest]:
        """Those written."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        parts = [line.partition(",") for line in lines if line]
        return [Guest(name.strip(), post.strip()) for name, _comma, post in parts]


class ChildForm(forms.Form):
    """A child, who comes with somebody grown up."""

    party = forms.ChoiceField(label=_("Đi với bên nào"))
    name = TextField(label=_("Họ tên"), max_length=120)
    guardian = TextField(label=_("Người lớn đi kèm"), max_length=160, help_text=_("Họ tên, quan hệ với trẻ."))

    def __init__(self, *args: Any, parties: Iterable[ActivityParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {str(party.pk): party for party in parties}
        choice = self.fields["party"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, party.name) for key, party in self.parties.items()]

    def party_chosen(self) -> ActivityParty:
        """For whom it comes."""
        return self.parties[self.cleaned_data["party"]]

    def guest(self) -> Guest:
        """The child."""
        data = self.cleaned_data
        return Guest(data["name"], is_child=True, guardian=data["guardian"])
