"""Forms of an item of a draft: its words and points, its limits, what every rule has."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import NumberField, TextField
from thidua.core.scoring.answers import InputKind
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.forms.choices import lines_of
from thidua.scorecards.forms.pieces import number_of, text_of

BRANCH = "branch"
"""The choice that an item has parts instead of a way of its own."""


class ItemForm(forms.Form):
    """One item: what it is called, what it is worth, who assesses it, how it gets its points."""

    code = TextField(label=gettext_lazy("Mã"), max_length=40, help_text=gettext_lazy("Như trong văn bản: 1, a, C2.5"))
    name = TextField(label=gettext_lazy("Nội dung"), max_length=500)
    maximum = NumberField(label=gettext_lazy("Điểm tối đa"), required=False, kind="score", lowest=0)
    way = forms.ChoiceField(label=gettext_lazy("Cách chấm"))
    assessor = TextField(
        label=gettext_lazy("Người chấm"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Như văn bản ghi. Để trống: theo nhóm trên, hoặc Khối trưởng và Khối phó."),
    )
    is_bonus = forms.BooleanField(label=gettext_lazy("Đây là điểm thưởng, không tính vào điểm chuẩn"), required=False)
    gate = TextField(
        label=gettext_lazy("Điều kiện phải có, không có thì 0 điểm"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Ví dụ có kế hoạch và minh chứng tuyên truyền"),
    )
    gate_input = forms.ChoiceField(label=gettext_lazy("Điều kiện căn cứ vào"), required=False)
    note = TextField(label=gettext_lazy("Ghi chú của bảng"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, document: Document, ways: Iterable[tuple[str, Any]], has_parts: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.document = document
        way, gate = self.fields["way"], self.fields["gate_input"]
        assert isinstance(way, forms.ChoiceField)
        assert isinstance(gate, forms.ChoiceField)
        branch = (BRANCH, _("Có mục con: điểm do các mục con cộng lại"))
        way.choices = [branch] if has_parts else [*ways, branch]
        yes_no = [
            (name, each.get("label") or name)
            for name, each in (document.get("inputs") or {}).items()
            if isinstance(each, Mapping) and each.get("kind") == InputKind.YES_NO.value
        ]
        gate.choices = [("", _("Câu hỏi riêng của mục này")), *yes_no]

    @staticmethod
    def values_of(data: Mapping[str, Any], keyword: str) -> dict[str, Any]:
        """Values by field."""
        gate = data.get("gate") or {}
        return {
            "code": data.get("code"),
            "name": data.get("name"),
            "maximum": number_of(data.get("max")),
            "way": keyword,
            "assessor": data.get("assessor"),
            "is_bonus": data.get("is_bonus") is True,
            "gate": gate.get("when"),
            "gate_input": gate.get("input") or "",
            "note": data.get("note"),
        }

    def put_into(self, found: dict[str, Any]) -> None:
        """What was filled in, on an item's data; the way itself is put by the page of the way."""
        data = self.cleaned_data
        gate = dict(found.get("gate") or {})
        if data["gate"]:
            gate["when"] = data["gate"]
            gate.pop("input", None)
            if data["gate_input"]:
                gate["input"] = data["gate_input"]
        else:
            gate = {}
        values = {
            "code": data["code"],
            "name": data["name"],
            "max": text_of(data["maximum"]),
            "assessor": data["assessor"],
            "is_bonus": data["is_bonus"] or "",
            "gate": gate,
            "note": data["note"],
        }
        rest = {key: value for key, value in found.items() if key not in values}
        found.clear()
        found.update({key: value for key, value in values.items() if value not in ("", {}, None)})
        found.update(rest)


class LimitsForm(forms.Form):
    """Caps and bounds of an item, or of the whole table."""

    bonus_cap = NumberField(label=gettext_lazy("Tổng điểm thưởng không quá"), required=False, kind="score", lowest=0)
    penalty_cap = NumberField(label=gettext_lazy("Tổng điểm trừ không quá"), required=False, kind="score", lowest=0)
    at_least = NumberField(label=gettext_lazy("Điểm của mục không dưới"), required=False, kind="score")
    at_most = NumberField(label=gettext_lazy("Điểm của mục không quá"), required=False, kind="score")
    bonus_needs_full_standard = forms.BooleanField(
        label=gettext_lazy("Chỉ thưởng khi đạt trọn điểm chuẩn"), required=False
    )
    exclusive = TextField(
        label=gettext_lazy("Các quy định chỉ tính một"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi dòng một nhóm mã quy định, cách nhau bằng dấu phẩy."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    NUMBERS = ("bonus_cap", "penalty_cap", "at_least", "at_most")

    @classmethod
    def values_of(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Values by field."""
        groups = [", ".join(str(code) for code in group) for group in data.get("exclusive") or []]
        return {key: number_of(data.get(key)) for key in cls.NUMBERS} | {
            "bonus_needs_full_standard": data.get("bonus_needs_full_standard") is True,
            "exclusive": "\n".join(groups),
        }

    def put_into(self, found: dict[str, Any]) -> None:
        """What was filled in, on an item's data."""
        data = self.cleaned_data
        values: dict[str, Any] = {key: text_of(data[key]) for key in self.NUMBERS}
        values["bonus_needs_full_standard"] = data["bonus_needs_full_standard"] or ""
        values["exclusive"] = [
            [code.strip() for code in line.split(",") if code.strip()] for line in lines_of(data["exclusive"])
        ]
        for key, value in values.items():
            found.pop(key, None)
            if value not in ("", [], None):
                found[key] = value


class RuleForm(forms.Form):
    """What every rule has: its code, when it applies, its own cap, what it needs to be so."""

    code = TextField(label=gettext_lazy("Mã quy định"), max_length=40, required=False)
    when = TextField(label=gettext_lazy("Khi nào"), max_length=300, help_text=gettext_lazy("Ví dụ báo cáo nộp chậm"))
    cap = NumberField(label=gettext_lazy("Quy định này không quá"), required=False, kind="score", lowest=0)
    exception = TextField(
        label=gettext_lazy("Trừ trường hợp"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Ngoại lệ văn bản ghi, để người chấm biết; hệ thống không tự áp dụng."),
    )
    note = TextField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)
