"""What a table begins from: nothing, another year, an example, a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import FileField, TextField

LARGEST_FILE = 2_000_000


class StartForm(forms.Form):
    """What a table begins from."""

    title = TextField(
        label=gettext_lazy("Tên bảng tiêu chí"),
        max_length=300,
        error_messages={"required": gettext_lazy("Anh/chị chưa nhập tên bảng tiêu chí.")},
    )
    source = forms.ChoiceField(label=gettext_lazy("Bắt đầu từ"), widget=forms.RadioSelect)
    file = FileField(
        label=gettext_lazy("Tệp bảng tiêu chí"), kinds=("yaml", "yml", "json"), most=LARGEST_FILE, required=False
    )

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = sources
        field.initial = sources[0][0]

    def clean(self) -> dict[str, Any]:
        """A file must be there when it is to begin from one."""
        data = super().clean() or {}
        if data.get("source") == "file" and not data.get("file"):
            self.add_error("file", _("Anh/chị chưa chọn tệp."))
        return data


class ImportForm(forms.Form):
    """A file in place of the draft."""

    file = FileField(label=gettext_lazy("Tệp bảng tiêu chí"), kinds=("yaml", "yml", "json"), most=LARGEST_FILE)
    version = forms.IntegerField(widget=forms.HiddenInput)
