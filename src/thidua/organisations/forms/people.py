"""Forms of people."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, DateField
from thidua.organisations.enums import Gender
from thidua.organisations.forms.fields import NameField, PaperFields, UnitField, VersionField
from thidua.organisations.models import Unit
from thidua.organisations.services.papers import PAPER

_GENDERS = [("", _("Chưa biết")), *Gender.choices]


class PersonFactsForm(forms.Form):
    """Who the person is."""

    full_name = NameField(label=_("Họ và tên"), max_length=120)
    gender = forms.ChoiceField(label=_("Giới tính"), choices=_GENDERS, required=False, widget=forms.RadioSelect)
    born_on = DateField(label=_("Ngày sinh"), required=False)
    born_year = CountField(
        label=_("Năm sinh"),
        required=False,
        lowest=1850,
        highest=2199,
        kind="score",
        help_text=_("Khi chỉ biết năm sinh."),
    )
    staff_code = forms.CharField(label=_("Mã cán bộ"), required=False, max_length=40)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng. Ví dụ ten@coquan.gov.vn.")},
    )
    version = VersionField(required=False)

    def facts(self) -> dict[str, Any]:
        """What services take."""
        data = self.cleaned_data
        return {
            "full_name": data["full_name"],
            "gender": Gender(data["gender"]) if data["gender"] else None,
            "born_on": data["born_on"],
            "born_year": data["born_year"],
            "staff_code": data["staff_code"],
            "email": data["email"],
        }


class PersonForm(PersonFactsForm, PaperFields):
    """A new person with unit and post, both by one decision."""

    field_order = ["full_name", "title", "heads_unit", "department", "since", *PAPER]

    title = forms.CharField(label=_("Chức vụ"), required=False, max_length=160)
    heads_unit = forms.BooleanField(label=_("Là thủ trưởng đơn vị"), required=False)
    department = forms.CharField(label=_("Phòng, ban"), required=False, max_length=160)
    since = DateField(label=_("Về đơn vị từ ngày"), required=False)
    is_another = forms.BooleanField(
        label=_("Là người khác"),
        required=False,
        help_text=_("Chọn khi đã có người cùng tên và đây là một người khác."),
    )


class _WithUnits(forms.Form):
    unit_field = "unit"

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[self.unit_field].queryset = units  # type: ignore[attr-defined]


class JoinForm(_WithUnits, PaperFields):
    """Another unit beside those he belongs to."""

    field_order = ["unit", "department", "since", "until"]

    unit = UnitField(label=_("Đơn vị"))
    department = forms.CharField(label=_("Phòng, ban"), required=False, max_length=160)
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến hết ngày"), required=False)


class PaperForm(PaperFields):
    """The decision behind a membership or a post that stands already."""

    version = VersionField()


class LeaveForm(forms.Form):
    """When and why he left."""

    until = DateField(label=_("Ngày cuối ở đơn vị"))
    because = forms.CharField(label=_("Lý do"), required=False, max_length=250)


class TransferForm(_WithUnits, PaperFields):
    """To which unit he goes; a new post rests on the same decision."""

    field_order = ["to", "on", "department", "title", "heads_unit", *PAPER]

    unit_field = "to"

    to = UnitField(label=_("Chuyển về"))
    on = DateField(label=_("Từ ngày"))
    department = forms.CharField(label=_("Phòng, ban"), required=False, max_length=160)
    title = forms.CharField(label=_("Chức vụ mới"), required=False, max_length=160)
    heads_unit = forms.BooleanField(label=_("Là thủ trưởng đơn vị"), required=False)
    because = forms.CharField(label=_("Lý do"), required=False, max_length=250)


class PostForm(_WithUnits, PaperFields):
    """A post in a unit."""

    field_order = ["unit", "title", "heads_unit", "since", "until"]

    unit = UnitField(label=_("Đơn vị"))
    title = NameField(label=_("Chức vụ"), max_length=160, help_text=_("Ví dụ Phó Chánh Văn phòng"))
    heads_unit = forms.BooleanField(label=_("Là thủ trưởng đơn vị"), required=False)
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến hết ngày"), required=False)


class EndPostForm(forms.Form):
    """When it ended."""

    until = DateField(label=_("Ngày cuối giữ chức vụ"))
