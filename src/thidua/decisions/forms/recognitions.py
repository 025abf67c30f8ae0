"""The decision that recognises head and deputy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, PartialDateField, TextField
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.services.recognitions import PaperFacts, Recognised
from thidua.meetings.forms.fields import RowField
from thidua.meetings.forms.meetings import VersionedForm
from thidua.meetings.queries.choices import Choices
from thidua.organisations.models import Unit

PAPER_FIELDS = ("number", "signed_on", "signer", "signer_title", "issuer", "effective_on", "is_historical", "note")


class PaperForm(VersionedForm):
    """What is known of the paper."""

    number = TextField(
        label=_("Số, ký hiệu quyết định"),
        max_length=80,
        error_messages={"required": _("Anh/chị chưa nhập số quyết định.")},
    )
    signed_on = PartialDateField(
        label=_("Ngày ký"),
        required=True,
        error_messages={"required": _("Anh/chị chưa nhập đủ ngày ký quyết định.")},
    )
    signer = TextField(label=_("Người ký"), max_length=120, required=False)
    signer_title = TextField(
        label=_("Chức vụ người ký"), max_length=160, required=False, help_text=_("Ví dụ: Bộ trưởng.")
    )
    issuer = TextField(
        label=_("Nơi ban hành"), max_length=250, required=False, help_text=_("Để trống thì là cơ quan của khối.")
    )
    effective_on = DateField(label=_("Có hiệu lực từ"), required=False)
    is_historical = forms.BooleanField(
        label=_("Là hồ sơ cũ, không rõ số hoặc ngày"),
        required=False,
        help_text=_("Chỉ cho năm đã qua. Quyết định mới cần đủ số và ngày ký."),
    )
    note = TextField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "is_historical" in self.data:
            for name in ("number", "signed_on"):
                self.fields[name].required = False

    @staticmethod
    def values_of(decision: RecognitionDecision) -> dict[str, Any]:
        """What the fields show of a decision."""
        return {name: getattr(decision, name) for name in (*PAPER_FIELDS, "version")}

    @property
    def paper(self) -> PaperFacts:
        """What the form says of the paper, for the service."""
        return PaperFacts(**{name: self.cleaned_data[name] for name in PAPER_FIELDS})


class DecisionForm(PaperForm):
    """The paper, and whom it recognises."""

    lead = RowField(
        label=_("Khối trưởng"),
        required=True,
        empty=_("Chọn đơn vị"),
        error_messages={"required": _("Anh/chị chưa chọn Khối trưởng.")},
    )
    lead_representative = RowField(label=_("Người đại diện Khối trưởng"), empty=_("Chưa biết"))
    deputy = RowField(label=_("Khối phó"), empty=_("Quyết định không nêu"))
    deputy_representative = RowField(label=_("Người đại diện Khối phó"), empty=_("Chưa biết"))
    differs_because = TextField(label=_("Lý do, nếu khác kết quả bầu"), max_length=500, required=False, lines=True)

    field_order = [
        "lead",
        "lead_representative",
        "deputy",
        "deputy_representative",
        "differs_because",
        *PAPER_FIELDS,
    ]

    def __init__(self, *args: Any, units: list[Unit], people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                field.offer(
                    people if name.endswith("representative") else [("", [(unit, unit.name) for unit in units])]
                )

    @property
    def lead_facts(self) -> Recognised:
        """The head."""
        return Recognised(self.cleaned_data["lead"], self.cleaned_data["lead_representative"])

    @property
    def deputy_facts(self) -> Recognised | None:
        """The deputy, if the decision names one."""
        unit = self.cleaned_data["deputy"]
        return Recognised(unit, self.cleaned_data["deputy_representative"]) if unit is not None else None
