"""What may be chosen in the law library: days of the law, kinds of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.core.law.texts import Held, RegisteredText, TextKind
from thidua.records.facts.law_words import HELD, TEXT_KINDS


class LawDaysForm(forms.Form):
    """A law day, and another to hold it against."""

    ngay = DateField(label=_("Theo luật ngày"), required=False)

    def __init__(self, *args: Any, compares: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if compares:
            self.fields["so-voi"] = DateField(label=_("So với ngày"), required=False)

    def day(self, today: date) -> date:
        """The law day; today where none, or none that can be read, is asked for."""
        return self._asked("ngay") or today

    def other_day(self) -> date | None:
        """The day to hold it against."""
        return self._asked("so-voi")

    def _asked(self, name: str) -> date | None:
        if not self.is_bound:
            return None
        self.full_clean()
        found: date | None = self.cleaned_data.get(name)
        return found


@dataclass(frozen=True, slots=True)
class ChosenTexts:
    """Which texts are wanted."""

    kind: str = ""
    held: str = ""
    on: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.held or self.on)

    def takes(self, text: RegisteredText) -> bool:
        """Whether a text is wanted."""
        return (
            self.kind in ("", text.kind)
            and self.held in ("", text.held)
            and (self.on is None or text.is_in_force(self.on))
        )


class TextsForm(forms.Form):
    """Which texts of the register are shown."""

    loai = forms.ChoiceField(
        label=_("Loại văn bản"),
        choices=[("", _("Mọi loại")), *((each.value, TEXT_KINDS[each]) for each in TextKind)],
        required=False,
    )
    loi_van = forms.ChoiceField(
        label=_("Lời văn"),
        choices=[("", _("Có hay chưa đều được")), *((each.value, HELD[each].label) for each in Held)],
        required=False,
    )
    hieu_luc = DateField(label=_("Có hiệu lực ngày"), required=False)

    def chosen(self) -> ChosenTexts:
        """What was chosen; what cannot be read was not."""
        if not self.is_bound:
            return ChosenTexts()
        self.full_clean()
        data = self.cleaned_data
        return ChosenTexts(data.get("loai", ""), data.get("loi_van", ""), data.get("hieu_luc"))
