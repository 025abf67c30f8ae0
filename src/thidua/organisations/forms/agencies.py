"""Forms of agencies."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.forms.fields import AgencyField, BasisField, NameField, VersionField
from thidua.organisations.models import Agency


class AgencyFactsForm(forms.Form):
    """What has no history of its own."""

    symbol = forms.CharField(
        label=_("Ký hiệu trong số văn bản"), required=False, max_length=30, help_text=_("Ví dụ BTNMT")
    )
    place = forms.CharField(label=_("Nơi ký văn bản"), required=False, max_length=80, help_text=_("Ví dụ Hà Nội"))
    council_name = forms.CharField(
        label=_("Hội đồng tổ chức khối, cụm"),
        required=False,
        max_length=250,
        help_text=_("Ví dụ Hội đồng Thi đua, Khen thưởng của Bộ"),
    )
    one_document_series = forms.BooleanField(
        label=_("Đánh số chung cho mọi loại văn bản"),
        required=False,
        help_text=_("Không chọn: mỗi loại văn bản một dãy số."),
    )
    version = VersionField()


class AgencyForm(AgencyFactsForm):
    """A new agency."""

    field_order = ["name", "short_name", "since", "basis"]

    name = NameField()
    short_name = forms.CharField(label=_("Tên ngắn"), required=False, max_length=60)
    since = DateField(label=_("Có tên này từ ngày"), required=False)
    basis = BasisField()
    version = VersionField(required=False)


class NewNameForm(forms.Form):
    """A name from a day on; without a day a correction of the name in force."""

    name = NameField(label=_("Tên mới"))
    short_name = forms.CharField(label=_("Tên ngắn"), required=False, max_length=60)
    since = DateField(
        label=_("Từ ngày"),
        required=False,
        help_text=_("Để trống nếu chỉ sửa lỗi gõ của tên hiện nay."),
    )
    basis = BasisField()
    version = VersionField()


class PastNameForm(forms.Form):
    """A name that it bore before."""

    name = NameField(label=_("Tên cũ"))
    short_name = forms.CharField(label=_("Tên ngắn"), required=False, max_length=60)
    since = DateField(label=_("Từ ngày"), required=False, help_text=_("Để trống nếu không rõ."))
    until = DateField(label=_("Đến hết ngày"))
    basis = BasisField()
    version = VersionField()


class AliasForm(forms.Form):
    """Another way people write the name."""

    text = forms.CharField(
        label=_("Tên gọi khác"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa nhập tên.")},
        help_text=_("Tên mà mọi người quen viết, để tìm và nhập Excel nhận ra."),
    )


class MoveAgencyForm(forms.Form):
    """Another place in the tree."""

    parent = AgencyField(label=_("Trực thuộc"))
    since = DateField(label=_("Từ ngày"))
    basis = BasisField()
    version = VersionField()

    def __init__(self, *args: Any, agencies: "QuerySet[Agency]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].queryset = agencies  # type: ignore[attr-defined]


class EndAgencyForm(forms.Form):
    """Merged, split or dissolved."""

    kind = forms.ChoiceField(label=_("Việc gì"), choices=SuccessionKind.choices, widget=forms.RadioSelect)
    successors = forms.ModelMultipleChoiceField(
        label=_("Cơ quan kế thừa"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Giải thể thì không chọn."),
    )
    effective_on = DateField(label=_("Có hiệu lực từ ngày"))
    basis = BasisField()
    version = VersionField()

    def __init__(self, *args: Any, agencies: "QuerySet[Agency]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successors"].queryset = agencies  # type: ignore[attr-defined]
