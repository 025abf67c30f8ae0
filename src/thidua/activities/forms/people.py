"""Forms of the list of people."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import ParticipantState
from thidua.activities.facts.namesakes import Answers, Namesake, NamesOnList, words_of_row
from thidua.activities.models import ActivityParty
from thidua.activities.services import Guest
from thidua.common.forms.fields import TextField
from thidua.organisations.models import Person

ASKED = (ParticipantState.SIGNED_UP, ParticipantState.INVITED, ParticipantState.BOOKED)
SOMEBODY_ELSE = "khac"


class ListingForm(forms.Form):
    """People of one party. For each whose name is on the list already it asks whether that is he."""

    def __init__(self, *args: Any, parties: Iterable[ActivityParty], listed: NamesOnList, **options: Any) -> None:
        super().__init__(*args, **options)
        self.listed = listed
        self.parties = {str(party.pk): party for party in parties}
        self.said: dict[str, int | None] = {}
        self._offer("party", self.parties, [party.name for party in self.parties.values()])

    def _offer(self, name: str, keys: Iterable[str], words: Iterable[str]) -> None:
        choice = self.fields[name]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(zip(keys, words, strict=True))

    def clean(self) -> dict[str, Any]:
        """Each question has its answer."""
        data = super().clean() or {}
        if not self.errors:
            for asked in {each.key: each for each in self._questions() if each is not None}.values():
                self._ask(asked)
        return data

    def _questions(self) -> Iterable[Namesake | None]:
        """About whom the form asks, None for each whose name is new: each form knows whom it lists."""
        return ()

    def _ask(self, asked: Namesake) -> None:
        name = f"same_{hashlib.sha256(asked.key.encode()).hexdigest()[:16]}"
        choices = [
            (str(row.pk), gettext("Cùng một người: %(person)s") % {"person": words_of_row(row)}) for row in asked.rows
        ]
        choices.append((SOMEBODY_ELSE, gettext("Người khác, trùng tên")))
        label = gettext("“%(name)s” đã có trong danh sách. Có phải cùng một người?") % {"name": asked.name}
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        said = self.data.get(self.add_prefix(name), "")
        if said not in dict(choices):
            self.add_error(name, gettext("Trong danh sách đã có người tên này: chọn cùng một người, hoặc người khác."))
            return
        self.said[asked.key] = None if said == SOMEBODY_ELSE else int(said)

    def party_chosen(self) -> ActivityParty:
        """For whom they come."""
        return self.parties[self.cleaned_data["party"]]

    def answers(self) -> Answers:
        """Who is whom."""
        return self.said


class PeopleForm(ListingForm):
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

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person in people}
        self._offer("people", self.known, [person.full_name for person in self.known.values()])
        if not self.known:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        """Somebody at least."""
        data = super().clean() or {}
        if not self.errors and not data.get("people") and not data.get("names"):
            self.add_error("names", _("Chọn hoặc ghi ít nhất một người."))
        return data

    def _questions(self) -> Iterable[Namesake | None]:
        party = self.party_chosen().pk
        for person in self.people_chosen():
            yield self.listed.about_person(person)
        for guest in self.guests():
            yield self.listed.about_guest(guest.name, guest.post, party)

    def people_chosen(self) -> list[Person]:
        """Those ticked."""
        return [self.known[key] for key in self.cleaned_data.get("people", [])]

    def guests(self) -> list[Guest]:
        """Those written."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        parts = [line.partition(",") for line in lines if line]
        return [Guest(name.strip(), post.strip()) for name, _comma, post in parts]


class ChildForm(ListingForm):
    """A child, who comes with somebody grown up."""

    party = forms.ChoiceField(label=_("Đi với bên nào"))
    name = TextField(label=_("Họ tên"), max_length=120)
    guardian = TextField(label=_("Người lớn đi kèm"), max_length=160, help_text=_("Họ tên, quan hệ với trẻ."))

    def _questions(self) -> Iterable[Namesake | None]:
        return [self.listed.about_guest(self.cleaned_data["name"], "", self.party_chosen().pk)]

    def guest(self) -> Guest:
        """The child."""
        data = self.cleaned_data
        return Guest(data["name"], is_child=True, guardian=data["guardian"])
