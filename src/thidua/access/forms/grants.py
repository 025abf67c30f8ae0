"""Giving and ending a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.access import policies
from thidua.access.enums import HELD_OVER, OVER_LABELS, Over
from thidua.common.actor import Actor, Role
from thidua.common.forms.fields import DateField, TextField
from thidua.organisations.models import Agency, Bloc, Unit

Scope = tuple[Agency, Unit | None, Bloc | None]


class GrantForm(forms.Form):
    """Over what, and from when to when. The role is chosen before."""

    over = forms.ChoiceField(
        label=gettext_lazy("Phạm vi"), error_messages={"required": gettext_lazy("Anh/chị chưa chọn phạm vi.")}
    )
    since = DateField(
        label=gettext_lazy("Từ ngày"), error_messages={"required": gettext_lazy("Anh/chị chưa nhập ngày bắt đầu.")}
    )
    until = DateField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa định ngày thôi. Ví dụ 31/12/2026"),
    )
    basis = TextField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Ví dụ: Công văn số 12/VP-TĐKT ngày 05/01/2026"),
    )

    def __init__(self, *args: Any, actor: Actor, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Scope] = {}
        groups: list[Any] = [("", _("Chọn một phạm vi"))]
        for over in HELD_OVER[role]:
            choices = [self._choice(over, thing) for thing in _things(actor, over)]
            if len(HELD_OVER[role]) == 1:
                groups += choices
            else:
                groups.append((str(OVER_LABELS[over]), choices))
        self.fields["over"].choices = groups  # type: ignore[attr-defined]

    def scope(self) -> Scope:
        """Agency, and its unit or bloc if one was chosen."""
        return self.things[self.cleaned_data["over"]]

    def _choice(self, over: Over, thing: Agency | Unit | Bloc) -> tuple[str, str]:
        key = f"{over.lower()}-{thing.pk}"
        if isinstance(thing, Agency):
            self.things[key] = (thing, None, None)
            return key, str(thing)
        is_unit = isinstance(thing, Unit)
        self.things[key] = (thing.agency, thing if isinstance(thing, Unit) else None, None if is_unit else thing)  # type: ignore[assignment]
        return key, f"{thing}, {thing.agency}"


def _things(actor: Actor, over: Over) -> list[Any]:
    if over == Over.UNIT:
        return list(policies.units_to_grant_in(actor).select_related("agency"))
    if over == Over.BLOC:
        return list(policies.blocs_to_grant_in(actor).select_related("agency"))
    return list(policies.agencies_to_grant_in(actor).order_by("path"))


class EndGrantForm(forms.Form):
    """When, and why."""

    last_day = DateField(
        label=gettext_lazy("Ngày cuối cùng còn quyền"),
        required=False,
        help_text=gettext_lazy("Để trống thì thôi ngay bây giờ. Ví dụ 31/12/2026"),
    )
    reason = TextField(
        label=gettext_lazy("Lý do"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ: chuyển công tác từ 01/07/2026"),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi lý do kết thúc.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
