"""Which entries of the history are wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.audit.queries import Wanted
from thidua.audit.words import GROUPS, acts_chosen
from thidua.common.forms.fields import DateField, TextField


def _choices() -> list[tuple[str, Any]]:
    groups = [
        (
            str(group.heading),
            [(group.slug, _("Mọi việc về: %(group)s") % {"group": group.heading}), *group.acts.items()],
        )
        for group in GROUPS
    ]
    return [("", _("Mọi việc")), *groups]


class HistoryFilterForm(forms.Form):
    """Every field may stay empty."""

    since = DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = DateField(label=gettext_lazy("Đến ngày"), required=False)
    who = TextField(label=gettext_lazy("Người làm"), required=False, max_length=120)
    act = forms.ChoiceField(label=gettext_lazy("Việc"), required=False, choices=_choices)
    what = TextField(label=gettext_lazy("Tên nội dung"), required=False, max_length=200)
    thing = forms.RegexField(regex=r"^[a-z_]+\.[a-z_]+:[0-9]{1,18}$", required=False, widget=forms.HiddenInput())

    def wanted(self) -> Wanted:
        """What the valid part of the form asks for."""
        said = getattr(self, "cleaned_data", {})
        kind, _colon, number = said.get("thing", "").partition(":")
        return Wanted(
            since=said.get("since"),
            until=said.get("until"),
            who=said.get("who", ""),
            what=said.get("what", ""),
            actions=tuple(acts_chosen(said["act"])) if said.get("act") else None,
            kind=kind,
            thing=int(number) if number else None,
        )


class OwnHistoryFilterForm(HistoryFilterForm):
    """The same for one's own acts."""

    who = None  # type: ignore[assignment]
    thing = None  # type: ignore[assignment]
