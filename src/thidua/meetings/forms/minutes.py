"""Writing in minutes, sending them round, amending them, giving them back."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.components.pages import ConflictRow
from thidua.common.forms.fields import DateField, TextField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.models import MinutesLine
from thidua.meetings.services.minutes import LineEdit


class SectionForm(forms.Form):
    """The sentences of one part, and a place for one more."""

    added = TextField(label=_("Thêm đoạn mới vào cuối phần này"), required=False, lines=True, max_length=20_000)

    def __init__(self, *args: Any, lines: list[MinutesLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            self.fields[f"text-{line.pk}"] = TextField(
                label=_("Câu"), lines=True, required=False, max_length=20_000, initial=line.text
            )
            self.fields[f"version-{line.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, required=False, initial=line.version
            )

    @property
    def rows(self) -> Iterator[tuple[MinutesLine, forms.BoundField, forms.BoundField]]:
        """Each sentence with its fields, for the page."""
        for line in self.lines:
            yield line, self[f"text-{line.pk}"], self[f"version-{line.pk}"]

    @property
    def edits(self) -> list[LineEdit]:
        """What was written, for the service. A page that does not hold a sentence leaves it alone."""
        given = self.cleaned_data
        return [
            LineEdit(line.pk, given[f"version-{line.pk}"] or 0, given[f"text-{line.pk}"])
            for line in self.lines
            if self.add_prefix(f"text-{line.pk}") in self.data
        ]

    def conflict_rows(self, stored: list[MinutesLine]) -> list[ConflictRow]:
        """The sentences that somebody else changed meanwhile, in both versions."""
        mine = {edit.line: edit for edit in self.edits}
        return [
            ConflictRow(str(line.get_section_display()), line.text, edit.text)
            for line in stored
            if (edit := mine.get(line.pk)) is not None and edit.version != line.version and edit.text != line.text
        ]

    def fields_for(self, stored: list[MinutesLine]) -> list[tuple[str, str]]:
        """What was posted, with the versions that are stored now."""
        versions = {self.add_prefix(f"version-{line.pk}"): str(line.version) for line in stored}
        posted = [(name, text) for name in self.data for text in self.data.getlist(name)]  # type: ignore[attr-defined]
        return [(name, versions.get(name, text)) for name, text in posted if name != "csrfmiddlewaretoken"]


class OpenForm(VersionedForm):
    """Until when those who attended may propose amendments."""

    amend_until = DateField(
        label=_("Nhận đề nghị sửa đến hết ngày"),
        required=False,
        help_text=_("Ví dụ 17/01/2024. Người dự họp đề nghị sửa được đến hết ngày này."),
    )
    is_read_back = forms.BooleanField(
        label=_("Biên bản đã được đọc lại và nhất trí ngay tại cuộc họp"),
        required=False,
        help_text=_("Khi đó không phải chờ hết hạn mới ký được."),
    )


class AmendmentForm(forms.Form):
    """What a sentence should say, and why."""

    text = TextField(
        label=_("Đề nghị sửa thành"),
        lines=True,
        max_length=20_000,
        error_messages={"required": _("Anh/chị chưa ghi câu muốn sửa thành.")},
    )
    reason = TextField(
        label=_("Lý do"), max_length=500, error_messages={"required": _("Anh/chị chưa ghi lý do đề nghị sửa.")}
    )


class RejectForm(forms.Form):
    """Why an amendment is not taken up."""

    reason = TextField(
        label=_("Lý do không tiếp thu"),
        max_length=500,
        error_messages={"required": _("Anh/chị chưa ghi lý do không tiếp thu.")},
    )


class ReturnForm(VersionedForm):
    """What the chair wants changed."""

    reason = TextField(
        label=_("Cần sửa chỗ nào"),
        lines=True,
        max_length=2000,
        error_messages={"required": _("Anh/chị chưa ghi cần sửa chỗ nào.")},
    )
