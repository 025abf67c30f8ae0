"""Forms of grades, of the steps that tell equals apart, of awards."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import TextField
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.choices import item_choices
from thidua.scorecards.forms.lines import LinesField, number_text, words
from thidua.scorecards.forms.measures import add_measure, measure_text


class GradesForm(forms.Form):
    """Grades by total or by share, and what takes a unit out of grading."""

    grades = LinesField(
        label=gettext_lazy("Các mức xếp loại"),
        columns=(words, read_span),
        help_text=gettext_lazy("Mỗi dòng: loại = khoảng điểm. Ví dụ “Xuất sắc = từ 90 trở lên”."),
    )
    grades_by = forms.ChoiceField(
        label=gettext_lazy("Xếp loại theo"),
        choices=[
            ("total", gettext_lazy("tổng điểm")),
            ("share", gettext_lazy("tỷ lệ tổng điểm trên điểm chuẩn của đơn vị")),
        ],
        help_text=gettext_lazy("Theo tỷ lệ thì khoảng ghi theo phần trăm, ví dụ “Xuất sắc = từ 90% trở lên”."),
    )
    disqualifications = LinesField(
        label=gettext_lazy("Không xếp loại"),
        columns=(words, words, words),
        help_text=gettext_lazy(
            "Mỗi dòng: mã = khi nào = hệ quả. Ví dụ “5.2 = không gửi bản tự chấm = Không xếp loại”."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(document: Document) -> dict[str, Any]:
        """Values by field."""
        return {
            "grades_by": document.get("grades_by") or "total",
            "grades": [(each.get("grade"), say_span(str(each.get("range")))) for each in document.get("grades") or []],
            "disqualifications": [
                (each.get("code"), each.get("when"), each.get("effect"))
                for each in document.get("disqualifications") or []
            ],
        }

    def put_into(self, document: Document) -> dict[str, Any]:
        """The document with what was filled in."""
        made = dict(document)
        data = self.cleaned_data
        made["grades"] = [{"grade": grade, "range": span} for grade, span in data["grades"]]
        if data["grades_by"] != "total" or document.get("grades_by"):
            made["grades_by"] = data["grades_by"]
        made["disqualifications"] = [
            {"code": code, "when": when, "effect": effect} for code, when, effect in data["disqualifications"]
        ]
        return {key: value for key, value in made.items() if value != []}


class TieForm(forms.Form):
    """One step that tells equals apart."""

    group = forms.ChoiceField(label=gettext_lazy("Của nhóm"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Xét bằng"),
        choices=[
            ("by", gettext_lazy("một số liệu")),
            ("item", gettext_lazy("điểm của một mục")),
            ("women", gettext_lazy("ưu tiên tập thể có từ 70% nữ")),
            ("vote", gettext_lazy("bỏ phiếu (luôn đứng cuối)")),
        ],
    )
    name = TextField(label=gettext_lazy("Tên bước xét"), max_length=200, required=False)
    item = forms.ChoiceField(label=gettext_lazy("Mục"), required=False)
    better = forms.ChoiceField(
        label=gettext_lazy("Đứng trên khi"),
        choices=[("larger", gettext_lazy("lớn hơn")), ("smaller", gettext_lazy("nhỏ hơn"))],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = [str(each) for each in document.get("groups") or []]
        group, item = self.fields["group"], self.fields["item"]
        assert isinstance(group, forms.ChoiceField)
        assert isinstance(item, forms.ChoiceField)
        group.choices = [(each, each) for each in groups]
        if not groups:
            del self.fields["group"]
        item.choices = [
            ("", _("Chọn mục")),
            *item_choices(document),
        ]
        add_measure(self, "of", gettext_lazy("Số liệu"), document, required=False)
        self.order_fields(["group", "kind", "of_top", "of_plus", "of_whole", "item", "name", "better"])

    def clean(self) -> dict[str, Any]:
        """A step by a figure needs the figure, one by an item the item."""
        data = super().clean() or {}
        if data.get("kind") == "by" and not data.get("of_top"):
            self.add_error("of_top", _("Anh/chị chưa chọn số liệu."))
        if data.get("kind") == "item" and not data.get("item"):
            self.add_error("item", _("Anh/chị chưa chọn mục."))
        return data

    def step(self) -> Any:
        """The step as a table holds it."""
        data = self.cleaned_data
        if data["kind"] in ("women", "vote"):
            return data["kind"]
        made: dict[str, Any] = {"by": measure_text("of", data)} if data["kind"] == "by" else {"item": data["item"]}
        if data["name"]:
            made["name"] = data["name"]
        return {**made, "better": "smaller"} if data["better"] == "smaller" else made


class AwardForm(forms.Form):
    """An award for certain ranks, or for a share of the units."""

    award = TextField(label=gettext_lazy("Hình thức khen thưởng"), max_length=250)
    ranks = TextField(
        label=gettext_lazy("Thứ hạng"), max_length=20, required=False, help_text=gettext_lazy("Ví dụ 1 hoặc 2-3")
    )
    quota = TextField(
        label=gettext_lazy("Không quá"), max_length=20, required=False, help_text=gettext_lazy("Ví dụ 10% số đơn vị")
    )
    quota_by_grade = LinesField(
        label=gettext_lazy("Tỷ lệ theo xếp loại của cơ quan cấp trên"),
        columns=(words, number_text),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Khi chỉ tiêu khen tùy loại của cấp trên. Mỗi dòng: loại = tỷ lệ. Ví dụ Loại 1 = 20%"),
    )
    grades = TextField(
        label=gettext_lazy("Chỉ cho đơn vị xếp loại"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi dòng một loại của bảng. Để trống: mọi loại."),
    )
    cites = TextField(label=gettext_lazy("Căn cứ"), max_length=250, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """One quota or the other."""
        data = super().clean() or {}
        if data.get("quota") and data.get("quota_by_grade"):
            self.add_error("quota", _("Ghi một tỷ lệ chung, hoặc tỷ lệ theo từng loại, không ghi cả hai."))
        return data

    def clean_quota(self) -> str:
        """The share as a table holds it."""
        text = self.cleaned_data["quota"]
        if not text:
            return ""
        try:
            return number_text(text)
        except ValueError as error:
            raise ValidationError(str(error), code="not_a_number") from error

    def made(self) -> dict[str, Any]:
        """The award as a table holds it."""
        data = self.cleaned_data
        made = {key: data[key] for key in ("award", "ranks", "quota", "cites") if data[key]}
        if data["quota_by_grade"]:
            made["quota"] = dict(data["quota_by_grade"])
        grades = [line.strip() for line in data["grades"].splitlines() if line.strip()]
        return {**made, "grades": grades} if grades else made
