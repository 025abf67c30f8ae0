"""Choosing whose lists of which kinds are complete up to which day; saying it, but for some by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, TextField
from thidua.core.vietnam.names import normalise
from thidua.records.enums import SHARED_KINDS_OF_PEOPLE, SHARED_KINDS_OF_UNITS, EntryKind
from thidua.records.facts.clearing import PERSON, UNIT
from thidua.records.forms.books import YearField
from thidua.records.forms.clearances import Scope, offer_scopes
from thidua.records.services.tellings import WhatIsTold

KINDS = tuple(kind for kind in EntryKind if kind in {*SHARED_KINDS_OF_PEOPLE, *SHARED_KINDS_OF_UNITS})


class TellingForm(forms.Form):
    """Whose books, which lists, which years, up to which day."""

    scope = forms.ChoiceField(
        label=_("Xác nhận cho"), error_messages={"required": _("Anh/chị chưa chọn đơn vị hoặc cả cơ quan.")}
    )
    whose = forms.ChoiceField(
        label=_("Sổ của ai"),
        choices=[(PERSON, _("Sổ của từng người")), (UNIT, _("Sổ của đơn vị"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn sổ của ai.")},
    )
    kinds = forms.TypedMultipleChoiceField(
        label=_("Danh sách nào đã ghi đủ"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        coerce=EntryKind,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chức vụ, sáng kiến, đề tài chỉ có ở sổ của người; xếp hạng chỉ có ở sổ của đơn vị."),
        error_messages={"required": _("Anh/chị chưa chọn danh sách nào.")},
    )
    from_year = YearField(label=_("Từ năm"), required=False, help_text=_("Để trống: từ trước đến nay."))
    as_of = DateField(
        label=_("Tính đến hết ngày"),
        help_text=_("Năm của ngày này chỉ được tính đến ngày này; những năm trước đó được tính cả năm."),
    )

    def __init__(self, *args: Any, scopes: Iterable[Scope], **options: Any) -> None:
        super().__init__(*args, **options)
        self.scopes = offer_scopes(self.fields["scope"], scopes)

    def scope_chosen(self) -> Scope:
        """Whom."""
        return self.scopes[self.cleaned_data["scope"]]

    def told(self) -> WhatIsTold:
        """What is said of them."""
        data = self.cleaned_data
        return WhatIsTold(data["whose"], frozenset(data["kinds"]), data["from_year"], data["as_of"])


class SayTellingForm(forms.Form):
    """What was looked at, who is left out, and the mark of what was shown."""

    source = TextField(
        label=_("Đã xem danh sách, sổ nào"),
        max_length=500,
        help_text=_("Ví dụ: Sổ khen thưởng các năm của Vụ Tổ chức cán bộ, xem ngày 15/06/2026."),
        error_messages={"required": _("Anh/chị chưa ghi đã xem danh sách hay sổ nào.")},
    )
    left_out = TextField(
        label=_("Trừ những người này"),
        lines=True,
        required=False,
        help_text=_("Mỗi dòng một họ tên hoặc mã cán bộ. Trùng họ tên thì trừ tất cả những người ấy."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names_people: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not names_people:
            del self.fields["left_out"]

    def names_left_out(self) -> list[str]:
        """Who is left out, as typed."""
        return [name for line in self.cleaned_data.get("left_out", "").splitlines() if (name := normalise(line))]
