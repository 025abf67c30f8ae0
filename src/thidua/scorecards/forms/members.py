"""Forms of what members do with a table: comments and replies, who assesses, groups, who scores whom."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.forms.voices import SpeakerField
from thidua.common.forms.fields import TextField
from thidua.organisations.models import Agency, Unit
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.forms.choices import item_choices


class CommentForm(forms.Form):
    """What a member, or the superior, says on the draft."""

    unit = SpeakerField(label=gettext_lazy("Góp ý thay mặt"))
    item = forms.ChoiceField(label=gettext_lazy("Về mục"), required=False)
    text = TextField(
        label=gettext_lazy("Góp ý"),
        lines=True,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Anh/chị chưa viết góp ý.")},
    )

    def __init__(
        self, *args: Any, units: Iterable[Unit], superior: Agency | None, document: Document, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        speaker, item = self.fields["unit"], self.fields["item"]
        assert isinstance(speaker, SpeakerField)
        assert isinstance(item, forms.ChoiceField)
        speaker.offer(units, superior)
        item.choices = [
            ("", _("Cả bảng")),
            *item_choices(document),
        ]


class ReplyForm(forms.Form):
    """What a member is told."""

    answer = TextField(
        label=gettext_lazy("Trả lời"),
        lines=True,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Anh/chị chưa viết trả lời.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AssessorForm(forms.Form):
    """Which unit assesses the branches of a name in the table."""

    name = forms.ChoiceField(label=gettext_lazy("Người chấm ghi trong bảng"))
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Iterable[str], units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.pk): unit for unit in units}
        name, unit = self.fields["name"], self.fields["unit"]
        assert isinstance(name, forms.ChoiceField)
        assert isinstance(unit, forms.ChoiceField)
        name.choices = [(each, each) for each in names]
        unit.choices = [("", _("Chọn đơn vị")), *((key, each.name) for key, each in self.units.items())]

    def unit_chosen(self) -> Unit:
        """Who."""
        return self.units[self.cleaned_data["unit"]]


class GroupsForm(forms.Form):
    """The group of each unit."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Iterable[Unit], groups: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Chưa chọn")), *((each, each) for each in groups)]
        self.units = list(units)
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = forms.ChoiceField(label=unit.name, choices=choices, required=False)

    def chosen(self) -> dict[int, str]:
        """Unit → group."""
        return {unit.pk: self.cleaned_data[f"unit_{unit.pk}"] for unit in self.units}


class PeersForm(forms.Form):
    """Who scores whom: for each card the units that score it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cards: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.cards = list(cards)
        for card in self.cards:
            others = [(str(each.unit_id), each.unit.name) for each in self.cards if each.pk != card.pk]
            self.fields[f"card_{card.pk}"] = forms.MultipleChoiceField(
                label=_("Phiếu của %(unit)s do các đơn vị sau chấm") % {"unit": card.unit.name},
                choices=others,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def scorers(self) -> dict[int, list[int]]:
        """Card → units."""
        return {card.pk: [int(unit) for unit in self.cleaned_data[f"card_{card.pk}"]] for card in self.cards}


class OpenForm(forms.Form):
    """How scoring opens."""

    has_peers = forms.BooleanField(
        label=gettext_lazy("Các đơn vị chấm chéo nhau trước khi thẩm định"),
        required=False,
        help_text=gettext_lazy("Ban đầu đơn vị nào cũng chấm mọi đơn vị khác; phân công lại được."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
