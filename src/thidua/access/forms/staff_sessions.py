"""Starting a staff session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.access import policies
from thidua.access.services.staff_sessions import LONGEST
from thidua.common.actor import Actor
from thidua.common.forms.fields import CountField, TextField
from thidua.organisations.models import Agency


class StaffSessionForm(forms.Form):
    """Where, how long, why."""

    agency = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan"),
        queryset=Agency.objects.none(),
        empty_label=gettext_lazy("Chọn một cơ quan"),
        error_messages={"required": gettext_lazy("Anh/chị chưa chọn cơ quan.")},
    )
    minutes = CountField(
        label=gettext_lazy("Thời gian"),
        unit=gettext_lazy("phút"),
        lowest=1,
        highest=LONGEST,
        initial=30,
        error_messages={"required": gettext_lazy("Anh/chị chưa nhập số phút.")},
    )
    reason = TextField(
        label=gettext_lazy("Lý do"),
        lines=True,
        max_length=250,
        help_text=gettext_lazy("Việc gì, ai nhờ. Lý do được ghi vào nhật ký và cơ quan thường trực đọc được."),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi lý do.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = policies.agencies_for_staff_session(actor).order_by("path")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["agency"].initial = agencies[0]
