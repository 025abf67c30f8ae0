"""Asking for a review, and choosing what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common import clock
from thidua.common.forms.fields import DateField
from thidua.core.law.codes import Subject
from thidua.organisations.models import Agency, Bloc, Unit
from thidua.records.facts.review_pages import AskedAward, Narrowed

Scope = Unit | Bloc | Agency


def key_of(scope: Scope) -> str:
    """The value of a choice: “unit-12”."""
    return f"{type(scope).__name__.lower()}-{scope.pk}"


class AskReviewForm(forms.Form):
    """Whom, for which year, by the law of which day."""

    scope = forms.ChoiceField(label=_("Rà soát"), error_messages={"required": _("Anh/chị chưa chọn đơn vị hoặc khối.")})
    year = forms.IntegerField(label=_("Năm xét"), error_messages={"required": _("Anh/chị chưa nhập năm.")})
    law_on = DateField(label=_("Theo luật ngày"))
    as_of = DateField(
        label=_("Tính đến ngày"),
        required=False,
        help_text=_("Ngày xem kỷ luật, tạm dừng xét, ai thuộc đơn vị; để trống: ngày áp dụng luật"),
    )
    held_against = DateField(
        label=_("So với luật ngày"), required=False, help_text=_("Để trống, hoặc ghi một ngày để thấy ai đổi kết quả")
    )

    def __init__(self, *args: Any, scopes: Iterable[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scopes = {key_of(each): each for each in scopes}
        groups: dict[str, list[tuple[str, str]]] = {}
        names = {Agency: _("Cả cơ quan"), Bloc: _("Khối, cụm"), Unit: _("Đơn vị")}
        for key, each in self.scopes.items():
            groups.setdefault(str(names[type(each)]), []).append((key, each.name))
        choices = [("", _("Chọn đơn vị, khối hoặc cả cơ quan")), *groups.items()]
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def scope_chosen(self) -> Scope:
        """Whom."""
        return self.scopes[self.cleaned_data["scope"]]

    def days(self) -> dict[str, Any]:
        """Year and days, as the service takes them."""
        data = self.cleaned_data
        law_on: date = data["law_on"]
        return {
            "year": data["year"],
            "law_on": law_on,
            "as_of": data["as_of"] or law_on,
            "held_against": data["held_against"],
        }

    @classmethod
    def initial_days(cls, asked: Mapping[str, str]) -> dict[str, Any]:
        """This year, today; the days of the law that the address asks for, as they are written there."""
        today = clock.today()
        days = {"law_on": asked.get("luat") or today, "held_against": asked.get("so-voi", "")}
        return {"year": today.year, **days}


class NarrowForm(forms.Form):
    """Which rows of a review are shown."""

    doi_tuong = forms.ChoiceField(
        label=_("Của"),
        choices=[(Subject.INDIVIDUAL.value, _("Cá nhân")), (Subject.COLLECTIVE.value, _("Tập thể"))],
        required=False,
    )
    danh_hieu = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    ket_qua = forms.ChoiceField(label=_("Kết quả"), required=False)
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, empty_value=None, required=False)
    nhom = forms.ChoiceField(
        label=_("Nhóm"),
        choices=[
            ("", _("Mọi người")),
            ("nu", _("Nữ")),
            ("lanh-dao", _("Lãnh đạo")),
            ("truc-tiep", _("Lao động trực tiếp")),
        ],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        awards: Sequence[AskedAward],
        units: Sequence[tuple[int, str]],
        is_compared: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        stands = [
            ("", _("Mọi kết quả")), ("MET", _("Đủ")), ("NEAR1", _("Thiếu 1 năm (lần)")),
            ("NEAR2", _("Thiếu không quá 2 năm (lần)")), ("NEAR3", _("Thiếu không quá 3 năm (lần)")),
            ("NOT_MET", _("Chưa đủ")), ("UNKNOWN", _("Chưa kết luận được")),
        ]  # fmt: skip
        if is_compared:
            stands.append(("CHANGED", _("Đổi kết quả giữa hai ngày luật")))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "danh_hieu": [("", _("Mọi danh hiệu, hình thức")), *((each.code, each.name) for each in awards)],
            "ket_qua": list(stands),
            "don_vi": [("", _("Mọi đơn vị")), *units],
        }
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values

    def wanted(self, subject: Subject) -> Narrowed:
        """What is asked for; what cannot be read is not."""
        if not self.is_bound:
            return Narrowed(subject)
        self.full_clean()
        data = self.cleaned_data
        return Narrowed(
            subject, data.get("danh_hieu", ""), data.get("ket_qua", ""), data.get("don_vi"), data.get("nhom", "")
        )
