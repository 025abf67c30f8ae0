"""Forms of blocs and clusters."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.core.vietnam.names import fold
from thidua.organisations.enums import BlocKind, LeadRole
from thidua.organisations.forms.fields import (
    BasisField,
    NameField,
    PaperFields,
    PersonField,
    UnitField,
    UnitLinesField,
    VersionField,
)
from thidua.organisations.models import Person, Unit


class BlocForm(forms.Form):
    """A new bloc or cluster."""

    kind = forms.ChoiceField(label=_("Loại"), choices=BlocKind.choices, widget=forms.RadioSelect, initial=BlocKind.BLOC)
    number = forms.CharField(
        label=_("Số"), max_length=20, required=False, help_text=_("Như mọi người viết: số II, VIII, 347")
    )
    name = NameField(label=_("Tên"), max_length=160, help_text=_("Ví dụ Khối Thi đua số II"))
    since = DateField(label=_("Lập từ ngày"), required=False)


class BlocFactsForm(BlocForm):
    """Corrections of a bloc."""

    until = DateField(label=_("Kết thúc ngày"), required=False)
    version = VersionField()


class MembersForm(forms.Form):
    """The members of a year in order."""

    units = UnitLinesField(
        label=_("Thành viên"),
        widget=forms.Textarea(attrs={"class": "tds-tall"}),
        error_messages={"required": _("Anh/chị chưa ghi đơn vị nào.")},
    )
    version = VersionField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["units"].units = units  # type: ignore[attr-defined]


class JoinBlocForm(PaperFields):
    """A unit that joins within the year."""

    field_order = ["unit", "joined_on"]

    unit = UnitField(label=_("Đơn vị"))
    joined_on = DateField(label=_("Vào Khối từ ngày"))
    version = VersionField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class LeaveBlocForm(forms.Form):
    """A unit that leaves within the year."""

    unit = UnitField(label=_("Đơn vị"))
    left_on = DateField(label=_("Ngày cuối trong Khối"))
    because = forms.CharField(
        label=_("Lý do"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")}
    )
    version = VersionField()

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class _WithRepresentative(forms.Form):
    """A unit, and a person of it by name; the person becomes a `Person`, or None when nobody is named."""

    unit = UnitField(label=_("Đơn vị"))
    representative = forms.CharField(
        label=_("Người đại diện"),
        required=False,
        max_length=120,
        help_text=_("Họ tên người của đơn vị; không nhất thiết là thủ trưởng. Chưa biết thì để trống."),
    )

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the person among those who belong or belonged to the unit."""
        data = super().clean() or self.cleaned_data
        name, unit = data.get("representative", ""), data.get("unit")
        data["representative"] = None
        if name and unit is not None:
            found = list(Person.objects.filter(memberships__unit=unit, search_key=fold(name)).distinct())
            if len(found) == 1:
                data["representative"] = found[0]
            elif found:
                self.add_error("representative", gettext("Đơn vị có nhiều người tên này. Chọn trong trang của Khối."))
            else:
                self.add_error(
                    "representative",
                    gettext("{unit} không có người tên “{name}”. Thêm người này trước.").format(
                        unit=unit.name, name=name
                    ),
                )
        return data


class LeaderForm(_WithRepresentative):
    """Which unit holds a role of the year."""

    field_order = ["role", "unit", "representative", "since", "basis"]

    role = forms.ChoiceField(label=_("Vai trò"), choices=LeadRole.choices, widget=forms.RadioSelect)
    since = DateField(
        label=_("Từ ngày"),
        required=False,
        help_text=_("Để trống nếu từ đầu năm. Phải có khi thay đơn vị khác giữa năm."),
    )
    basis = BasisField(help_text=_("Hội nghị bầu, hoặc quyết định công nhận"))
    version = VersionField()


class RepresentativeForm(forms.Form):
    """Another person for the same unit."""

    representative = PersonField(label=_("Người đại diện mới"), required=False)
    since = DateField(label=_("Từ ngày"))
    basis = BasisField()
    version = VersionField()

    def __init__(self, *args: Any, people: "QuerySet[Person]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["representative"].queryset = people  # type: ignore[attr-defined]


class LeadershipForm(_WithRepresentative):
    """Corrections of what was written down."""

    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến hết ngày"), required=False)
    basis = BasisField(help_text=_("Hội nghị bầu, hoặc quyết định công nhận"))
    version = VersionField()
