"""Forms of a draft table: what concerns the whole of it, and what is asked of every unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import CountField, DateField, NumberField, TextField
from thidua.core.scoring.answers import InputKind
from thidua.core.scoring.dates import read_day
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.forms.choices import lines_of, text_of_basis
from thidua.scorecards.forms.pieces import number_of, text_of


class HeadForm(forms.Form):
    """What concerns the whole table."""

    title = TextField(label=gettext_lazy("Tên bảng tiêu chí"), max_length=300)
    issuer = TextField(label=gettext_lazy("Nơi ban hành"), max_length=250, required=False)
    since = DateField(label=gettext_lazy("Chấm từ ngày"), required=False)
    until = DateField(label=gettext_lazy("Đến hết ngày"), required=False)
    starts_from = forms.ChoiceField(
        label=gettext_lazy("Cách tính điểm"),
        choices=[
            ("zero", gettext_lazy("Cộng từ 0: làm được đến đâu có điểm đến đó")),
            ("standard", gettext_lazy("Có sẵn điểm chuẩn: cộng, trừ theo quy định")),
        ],
    )
    standard = NumberField(
        label=gettext_lazy("Tổng điểm chuẩn"),
        required=False,
        kind="score",
        help_text=gettext_lazy("Hệ thống báo khi cộng các tiêu chí không ra số này."),
    )
    total_places = CountField(label=gettext_lazy("Số chữ số thập phân của tổng điểm"), required=False, highest=6)
    branch_places = CountField(label=gettext_lazy("Số chữ số thập phân của từng nhóm"), required=False, highest=6)
    item_places = CountField(label=gettext_lazy("Số chữ số thập phân của từng mục"), required=False, highest=6)
    not_applicable = forms.ChoiceField(
        label=gettext_lazy("Mục không áp dụng cho một đơn vị"),
        choices=[
            ("set_aside", gettext_lazy("Bỏ ra: đơn vị được chấm trên tổng nhỏ hơn")),
            ("spread", gettext_lazy("Chia điểm cho các mục khác của nhóm")),
        ],
    )
    bonus_cap = NumberField(label=gettext_lazy("Tổng điểm thưởng không quá"), required=False, kind="score")
    at_most = NumberField(label=gettext_lazy("Tổng điểm không quá"), required=False, kind="score")
    legal_basis = TextField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Mỗi dòng một văn bản. Hệ thống đối chiếu với kho văn bản để báo khi hết hiệu lực."),
    )
    caveats = TextField(
        label=gettext_lazy("Chỗ văn bản chưa rõ"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 3})
    )
    sources = TextField(
        label=gettext_lazy("Nguồn của bảng"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Bảng được chép từ đâu: mỗi dòng một nguồn."),
    )
    groups = TextField(
        label=gettext_lazy("Nhóm xếp hạng"),
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một nhóm, khi các đơn vị được xếp hạng theo nhóm. Để trống: một nhóm."),
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Xếp hạng theo"),
        choices=[
            ("total", gettext_lazy("tổng điểm")),
            ("share", gettext_lazy("tỷ lệ tổng điểm trên điểm chuẩn của đơn vị")),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(document: Document) -> dict[str, Any]:
        """Values by field."""
        rounding = document.get("rounding") or {}
        return {
            "title": document.get("title"),
            "issuer": document.get("issuer"),
            "since": read_day(str(document.get("since") or "")),
            "until": read_day(str(document.get("until") or "")),
            "starts_from": document.get("starts_from") or "zero",
            "standard": number_of(document.get("standard")),
            "total_places": number_of(rounding.get("total")),
            "branch_places": number_of(rounding.get("branches")),
            "item_places": number_of(rounding.get("items")),
            "not_applicable": document.get("not_applicable") or "set_aside",
            "bonus_cap": number_of(document.get("bonus_cap")),
            "at_most": number_of(document.get("at_most")),
            "legal_basis": "\n".join(text_of_basis(each) for each in document.get("legal_basis") or []),
            "caveats": "\n".join(str(each) for each in document.get("caveats") or []),
            "sources": "\n".join(str(each) for each in document.get("sources") or []),
            "groups": "\n".join(str(each) for each in document.get("groups") or []),
            "by": (document.get("ranking") or {}).get("by") or "total",
        }

    def put_into(self, document: Document) -> dict[str, Any]:
        """The document with what was filled in."""
        data = self.cleaned_data
        made = dict(document)
        rounding = dict(document.get("rounding") or {})
        for key, name in (("total_places", "total"), ("branch_places", "branches"), ("item_places", "items")):
            rounding.pop(name, None)
            if data[key] is not None:
                rounding[name] = str(data[key])
        is_stated = data["not_applicable"] != "set_aside" or document.get("not_applicable")
        held = {text_of_basis(each): each for each in document.get("legal_basis") or []}
        values = {
            "title": data["title"],
            "issuer": data["issuer"],
            "since": data["since"].isoformat() if data["since"] else "",
            "until": data["until"].isoformat() if data["until"] else "",
            "starts_from": data["starts_from"],
            "standard": text_of(data["standard"]),
            "rounding": rounding,
            "not_applicable": data["not_applicable"] if is_stated else "",
            "bonus_cap": text_of(data["bonus_cap"]),
            "at_most": text_of(data["at_most"]),
            "legal_basis": [held.get(line, line) for line in lines_of(data["legal_basis"])],
            "caveats": lines_of(data["caveats"]),
            "sources": lines_of(data["sources"]),
            "groups": lines_of(data["groups"]),
            "ranking": {**(document.get("ranking") or {}), "by": data["by"]},
        }
        for key, value in values.items():
            made.pop(key, None)
            if value not in ("", [], {}, None):
                made[key] = value
        return made


class InputForm(forms.Form):
    """Something that is asked of every unit and may serve several items."""

    label = TextField(
        label=gettext_lazy("Số liệu"), max_length=250, help_text=gettext_lazy("Ví dụ Số hồ sơ giải quyết đúng hạn")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[
            (InputKind.COUNT.value, gettext_lazy("Số đếm: người, hồ sơ, lần")),
            (InputKind.NUMBER.value, gettext_lazy("Số đo: ha, km, triệu đồng (đơn vị tính ghi ở tên)")),
            (InputKind.SHARE.value, gettext_lazy("Tỷ lệ từ 0 đến 100%")),
            (InputKind.YES_NO.value, gettext_lazy("Có hoặc không")),
            (InputKind.POINTS.value, gettext_lazy("Điểm")),
            (InputKind.AWARDS.value, gettext_lazy("Danh sách khen thưởng")),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
