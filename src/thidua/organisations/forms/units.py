"""Forms of units."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.organisations.enums import MassOrganisationKind, UnitKind
from thidua.organisations.forms.fields import BasisField, NameField, NamesField, UnitField, UnitLinesField, VersionField
from thidua.organisations.models import Unit


class UnitForm(forms.Form):
    """A new unit."""

    name = NameField(label=_("Tên đầy đủ của đơn vị"))
    short_name = forms.CharField(
        label=_("Tên ngắn"), required=False, max_length=120, help_text=_("Tên mà đơn vị tự dùng khi nói ngắn")
    )
    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=UnitKind.choices)
    parent = UnitField(label=_("Đơn vị cấp trên"), required=False, empty_label=_("Trực thuộc thẳng cơ quan"))
    aliases = NamesField(label=_("Tên gọi khác"), required=False, help_text=_("Nhiều tên cách nhau bằng dấu chấm phẩy"))
    since = DateField(label=_("Có tên này từ ngày"), required=False)
    basis = BasisField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class UnitKindForm(forms.Form):
    """What kind of unit it is."""

    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=UnitKind.choices, widget=forms.RadioSelect)
    version = VersionField()


class MoveUnitForm(forms.Form):
    """Another unit above it."""

    parent = UnitField(label=_("Đơn vị cấp trên"), required=False, empty_label=_("Trực thuộc thẳng cơ quan"))
    since = DateField(label=_("Từ ngày"))
    basis = BasisField()
    version = VersionField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Into which unit it goes over."""

    into = UnitField(label=_("Sáp nhập vào"))
    effective_on = DateField(label=_("Có hiệu lực từ ngày"))
    joins_blocs = forms.BooleanField(
        label=_("Đơn vị kế thừa vào Khối thay"),
        required=False,
        initial=True,
        help_text=_("Giữ chỗ trong danh sách; Khối trưởng, Khối phó thì chọn lại."),
    )
    moves_people = forms.BooleanField(label=_("Chuyển mọi người sang đơn vị kế thừa"), required=False, initial=True)
    basis = BasisField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = units  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """Into which units it is divided."""

    into = UnitLinesField(
        label=_("Chia, tách thành"),
        help_text=_("Mỗi dòng một đơn vị. Thêm đơn vị mới trước, rồi ghi tên ở đây."),
        error_messages={"required": _("Anh/chị chưa ghi đơn vị nào.")},
    )
    effective_on = DateField(label=_("Có hiệu lực từ ngày"))
    goes_on = forms.BooleanField(label=_("Đơn vị cũ vẫn hoạt động"), required=False)
    joins_blocs = forms.BooleanField(label=_("Các đơn vị mới vào Khối"), required=False)
    basis = BasisField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].units = units  # type: ignore[attr-defined]


class DissolveForm(forms.Form):
    """From which day it exists no more."""

    effective_on = DateField(label=_("Không còn hoạt động từ ngày"))
    basis = BasisField()


class MassOrganisationForm(forms.Form):
    """A union, youth or Party body."""

    kind = forms.ChoiceField(label=_("Loại tổ chức"), choices=MassOrganisationKind.choices)
    name = NameField(label=_("Tên tổ chức"))
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Ghi khi tổ chức không còn."))
    version = VersionField(required=False)
