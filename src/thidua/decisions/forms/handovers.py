"""Who hands over to whom, the things on the list, what became of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.components.pages import ConflictRow
from thidua.common.forms.fields import MoneyField, PartialDateField, TextField
from thidua.decisions.enums import ItemKind, ItemState
from thidua.decisions.facts.states import settled_words
from thidua.decisions.models import Handover, HandoverItem
from thidua.decisions.services.handovers import HandoverFacts, ItemFacts, ItemMark
from thidua.meetings.forms.fields import RowField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.queries.choices import Choices
from thidua.organisations.models import Unit

FACTS = ("giver", "giver_representative", "receiver", "receiver_representative", "held_on", "place", "note")


class HandoverForm(VersionedForm):
    """Who, when and where."""

    giver = RowField(
        label=_("Bên giao (Khối trưởng cũ)"),
        required=True,
        empty=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn bên giao.")},
    )
    giver_representative = RowField(label=_("Người đại diện bên giao"), empty=_("Chưa biết"))
    receiver = RowField(
        label=_("Bên nhận (Khối trưởng mới)"),
        required=True,
        empty=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn bên nhận.")},
    )
    receiver_representative = RowField(label=_("Người đại diện bên nhận"), empty=_("Chưa biết"))
    held_on = PartialDateField(label=_("Ngày bàn giao"))
    place = TextField(label=_("Địa điểm"), max_length=250, required=False)
    note = TextField(label=_("Nội dung khác"), required=False, lines=True, max_length=5000)

    def __init__(self, *args: Any, units: list[Unit], people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                field.offer(
                    people if name.endswith("representative") else [("", [(unit, unit.name) for unit in units])]
                )

    @staticmethod
    def values_of(handover: Handover) -> dict[str, Any]:
        """What the fields show of a handover."""
        return {name: getattr(handover, name) for name in (*FACTS, "version")}

    @property
    def facts(self) -> HandoverFacts:
        """What the form says, for the service."""
        return HandoverFacts(**{name: self.cleaned_data[name] for name in FACTS})


class ItemForm(VersionedForm):
    """One thing on the list."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ItemKind.choices, widget=forms.RadioSelect)
    title = TextField(
        label=_("Nội dung bàn giao"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa nhập nội dung bàn giao.")},
    )
    amount = MoneyField(
        label=_("Số tiền"), required=False, highest=10**15, help_text=_("Chỉ cho mục kinh phí. Chưa biết thì để trống.")
    )
    state = forms.ChoiceField(label=_("Tình trạng"), choices=ItemState.choices, widget=forms.RadioSelect)
    note = TextField(label=_("Ghi chú"), max_length=500, required=False)

    @staticmethod
    def values_of(item: HandoverItem) -> dict[str, Any]:
        """What the fields show of an item."""
        return {name: getattr(item, name) for name in ("kind", "title", "amount", "state", "note", "version")}

    @property
    def facts(self) -> ItemFacts:
        """What the form says, for the service."""
        given = self.cleaned_data
        return ItemFacts(
            ItemKind(given["kind"]), given["title"], given["amount"], ItemState(given["state"]), given["note"]
        )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its fields."""

    item: HandoverItem
    state: forms.BoundField
    note: forms.BoundField
    version: forms.BoundField


class SettleForm(forms.Form):
    """What became of every thing on the list, on one page."""

    def __init__(self, *args: Any, items: list[HandoverItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[f"state-{item.pk}"] = forms.ChoiceField(
                label=item.title, choices=ItemState.choices, widget=forms.RadioSelect, initial=item.state
            )
            self.fields[f"note-{item.pk}"] = TextField(
                label=_("Ghi chú"), max_length=500, required=False, initial=item.note
            )
            self.fields[f"version-{item.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, required=False, initial=item.version
            )

    @property
    def rows(self) -> Iterator[ItemRow]:
        """Each item with its fields, for the page."""
        for item in self.items:
            yield ItemRow(item, *(self[f"{part}-{item.pk}"] for part in ("state", "note", "version")))

    @property
    def marks(self) -> list[ItemMark]:
        """What was written, for the service."""
        given = self.cleaned_data
        return [
            ItemMark(
                item.pk,
                given[f"version-{item.pk}"] or 0,
                ItemState(given[f"state-{item.pk}"]),
                given[f"note-{item.pk}"],
            )
            for item in self.items
        ]

    def conflict_rows(self, stored: list[HandoverItem]) -> list[ConflictRow]:
        """The items that somebody else changed meanwhile, in both versions."""
        mine = {mark.item: mark for mark in self.marks}
        return [
            ConflictRow(item.title, settled_words(item.state, item.note), settled_words(mark.state, mark.note))
            for item in stored
            if (mark := mine.get(item.pk)) is not None and mark.version != item.version
        ]

    def fields_for(self, stored: list[HandoverItem]) -> list[tuple[str, str]]:
        """What was posted, with the versions that are stored now."""
        versions = {f"version-{item.pk}": str(item.version) for item in stored}
        posted = [(name, text) for name in self.data for text in self.data.getlist(name)]  # type: ignore[attr-defined]
        return [(name, versions.get(name, text)) for name, text in posted if name != "csrfmiddlewaretoken"]
