"""The two forms of an import: a file, and a reason for taking it back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import FileField
from thidua.common.tables.workbooks import MOST_BYTES


class WorkbookForm(forms.Form):
    """One workbook."""

    file = FileField(
        label=_("Tệp Excel"),
        kinds=("xlsx",),
        most=MOST_BYTES,
        error_messages={"required": _("Anh/chị chưa chọn tệp."), "empty": _("Tệp này rỗng. Chọn tệp khác.")},
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    because = forms.CharField(
        label=_("Lý do hoàn tác"),
        max_length=250,
        error_messages={"required": _("Anh/chị chưa ghi lý do.")},
    )


class TableForm(forms.Form):
    """One table, as a workbook or as CSV."""

    file = FileField(
        label=_("Tệp Excel hoặc CSV"),
        kinds=("xlsx", "csv"),
        most=MOST_BYTES,
        error_messages={"required": _("Anh/chị chưa chọn tệp."), "empty": _("Tệp này rỗng. Chọn tệp khác.")},
    )
