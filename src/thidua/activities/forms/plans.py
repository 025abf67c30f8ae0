"""Forms of the rows of a plan, and of what is said once for the whole plan."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import Flow, Insurance, PartyRole, PlanGroup, RiskKind
from thidua.activities.forms.points import PointField
from thidua.activities.forms.terms import TermForm
from thidua.activities.models import (
    ActivityParty,
    ActivityPlan,
    Equipment,
    MoneyLine,
    PlanItem,
    PlanRow,
    PlanZone,
    Risk,
)
from thidua.activities.services import EquipmentWords, ItemWords, MoneyWords, RiskWords, RowWords, ZoneWords
from thidua.common.forms.fields import CountField, MoneyField, NumberField, TextField

Row = TypeVar("Row", bound=PlanRow)
UNKNOWN = _("Chưa biết thì để trống.")


class RowForm(forms.Form, Generic[Row]):
    """A row of a plan; `parties` are those to whom it can be given."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parties: Iterable[ActivityParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {str(party.pk): party for party in parties}
        choice = self.fields.get("party")
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", self.nobody), *((key, party.name) for key, party in self.parties.items())]

    nobody: Any = _("Chưa giao cho bên nào")

    @property
    def read(self) -> int:
        """The version that the writer had seen."""
        return self.cleaned_data.get("version") or 0

    def party_chosen(self) -> ActivityParty | None:
        """The party that was chosen."""
        return self.parties.get(self.cleaned_data["party"])

    @abstractmethod
    def words(self) -> RowWords[Row]:
        """What was filled in, for the service."""

    @staticmethod
    @abstractmethod
    def values_of(row: Any) -> dict[str, Any]:
        """What is stored, by field."""


class ItemForm(RowForm[PlanItem], TermForm):
    """One line of the checklist."""

    text = TextField(
        label=_("Việc cần làm"),
        max_length=300,
        help_text=_("Bắt đầu bằng động từ. Ví dụ Gửi công văn xin phép phường."),
        error_messages={"required": _("Anh/chị chưa nhập việc cần làm.")},
    )
    group = forms.ChoiceField(label=_("Nhóm"), choices=PlanGroup.choices, initial=PlanGroup.REST)
    party = forms.ChoiceField(label=_("Bên phụ trách"), required=False)
    party_words = TextField(
        label=_("Người phụ trách"),
        required=False,
        max_length=300,
        help_text=_("Họ tên, chức vụ; hoặc tên nơi không có trong danh sách các bên."),
    )
    usual_role = forms.ChoiceField(widget=forms.HiddenInput, required=False, choices=[("", ""), *PartyRole.choices])

    field_order = ["text", "group", "party", "party_words", "when", "days", "due_on"]

    def words(self) -> ItemWords:
        """See `RowForm`."""
        data = self.cleaned_data
        role = data["usual_role"]
        return ItemWords(
            data["text"],
            PlanGroup(data["group"]),
            self.party_chosen(),
            data["party_words"],
            PartyRole(role) if role else None,
            self.day(),
            self.offset(),
        )

    @staticmethod
    def values_of(row: PlanItem) -> dict[str, Any]:
        """See `RowForm`."""
        return TermForm.values_of_term(row.offset, row.due_on) | {
            "text": row.text,
            "group": row.group,
            "party": row.party_id or "",
            "party_words": row.party_words,
            "usual_role": row.usual_role,
            "version": row.version,
        }


class EquipmentForm(RowForm[Equipment]):
    """One kind of thing."""

    nobody = _("Không mượn của bên nào")
    name = TextField(
        label=_("Dụng cụ"),
        max_length=200,
        help_text=_("Ví dụ Găng tay vải, Cân treo 50 kg"),
        error_messages={"required": _("Anh/chị chưa nhập tên dụng cụ.")},
    )
    unit_of_measure = TextField(label=_("Đơn vị tính"), required=False, max_length=60, help_text=_("Ví dụ đôi, chiếc"))
    planned = CountField(label=_("Số dự kiến"), required=False, help_text=UNKNOWN)
    brought = CountField(label=_("Số đã mang đến"), required=False, help_text=UNKNOWN)
    returned = CountField(
        label=_("Số đã trả"), required=False, help_text=_("Đồ dùng một lần thì để trống và ghi ở ghi chú.")
    )
    party = forms.ChoiceField(label=_("Bên cho mượn, cấp"), required=False)
    party_words = TextField(label=_("Hoặc nơi khác, người cho mượn"), required=False, max_length=300)
    note = TextField(label=_("Ghi chú"), required=False, max_length=300)

    def words(self) -> EquipmentWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return EquipmentWords(
            data["name"],
            data["unit_of_measure"],
            data["planned"],
            data["brought"],
            data["returned"],
            self.party_chosen(),
            data["party_words"],
            data["note"],
        )

    @staticmethod
    def values_of(row: Equipment) -> dict[str, Any]:
        """See `RowForm`."""
        names = ("name", "unit_of_measure", "planned", "brought", "returned", "party_words", "note", "version")
        return {name: getattr(row, name) for name in names} | {"party": row.party_id or ""}


class MoneyForm(RowForm[MoneyLine]):
    """One line of money."""

    name = TextField(
        label=_("Nội dung"),
        max_length=200,
        help_text=_("Ví dụ Mua bao đựng rác, Tài trợ nước uống"),
        error_messages={"required": _("Anh/chị chưa nhập nội dung thu, chi.")},
    )
    flow = forms.ChoiceField(label=_("Thu hay chi"), choices=Flow.choices, widget=forms.RadioSelect, initial=Flow.OUT)
    planned = MoneyField(label=_("Dự kiến"), required=False, help_text=UNKNOWN)
    real = MoneyField(
        label=_("Thực tế"), required=False, help_text=_("Điền khi đã thu, đã chi. Chưa biết thì để trống.")
    )
    source = TextField(label=_("Nguồn"), required=False, max_length=200, help_text=_("Kinh phí của ai, ai tài trợ."))
    slip = TextField(
        label=_("Phiếu, chứng từ"), required=False, max_length=200, help_text=_("Ví dụ Phiếu chi số 12 ngày 20/5/2026")
    )

    def words(self) -> MoneyWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return MoneyWords(data["name"], Flow(data["flow"]), data["planned"], data["real"], data["source"], data["slip"])

    @staticmethod
    def values_of(row: MoneyLine) -> dict[str, Any]:
        """See `RowForm`."""
        names = ("name", "flow", "planned", "real", "source", "slip", "version")
        return {name: getattr(row, name) for name in names}


class RiskForm(RowForm[Risk]):
    """What may go wrong."""

    nobody = _("Chưa giao cho bên nào")
    risk = forms.ChoiceField(label=_("Rủi ro"), choices=RiskKind.choices)
    name = TextField(
        label=_("Cụ thể là gì"), required=False, max_length=200, help_text=_("Cần ghi khi chọn “Rủi ro khác”.")
    )
    measures = TextField(label=_("Biện pháp"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 4}))
    party = forms.ChoiceField(label=_("Bên phụ trách"), required=False)
    party_words = TextField(label=_("Người phụ trách"), required=False, max_length=300)

    def words(self) -> RiskWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return RiskWords(
            RiskKind(data["risk"]), data["name"], data["measures"], self.party_chosen(), data["party_words"]
        )

    @staticmethod
    def values_of(row: Risk) -> dict[str, Any]:
        """See `RowForm`."""
        names = ("risk", "name", "measures", "party_words", "version")
        return {name: getattr(row, name) for name in names} | {"party": row.party_id or ""}


class ZoneForm(RowForm[PlanZone]):
    """A stretch of work."""

    name = TextField(
        label=_("Khu vực"),
        max_length=200,
        help_text=_("Ví dụ Từ cột cờ đến kè đá"),
        error_messages={"required": _("Anh/chị chưa nhập tên khu vực.")},
    )
    metres = NumberField(label=_("Chiều dài"), unit=_("m"), required=False, help_text=UNKNOWN)
    bags = CountField(
        label=_("Số bao ước"),
        required=False,
        help_text=_("Người đi xem bãi ước chừng sẽ đầy bao nhiêu bao. Chưa đi xem thì để trống."),
    )
    head_count = CountField(label=_("Số người dự kiến"), required=False, help_text=UNKNOWN)
    point = PointField(
        label=_("Tọa độ giữa khu vực"),
        required=False,
        help_text=_("Chép từ bản đồ trên điện thoại, ví dụ 19.7412, 105.9043. Trang công khai làm tròn khoảng 100 m."),
    )
    is_name_public = forms.BooleanField(
        label=_("Tên khu vực đã rà, đăng công khai được"),
        required=False,
        help_text=_("Không có tên người, số nhà; tên biển, đảo viết đúng. Không chọn thì trang công khai chỉ đánh số."),
    )

    def words(self) -> ZoneWords:
        """See `RowForm`."""
        data = self.cleaned_data
        return ZoneWords(
            data["name"],
            data["metres"],
            data["bags"],
            data["head_count"],
            data["point"],
            is_name_public=data["is_name_public"],
        )

    @staticmethod
    def values_of(row: PlanZone) -> dict[str, Any]:
        """See `RowForm`."""
        names = ("name", "metres", "bags", "head_count", "is_name_public", "version")
        return {name: getattr(row, name) for name in names} | {"point": row.point_text}


class ProofForm(forms.Form):
    """By what it can be told that a line is done."""

    proof = TextField(
        label=_("Cho biết đã xong bằng gì"),
        max_length=300,
        help_text=_("Số, ngày của giấy tờ; ai xác nhận; để ở đâu. Ví dụ Công văn 45/UBND ngày 12/5/2026."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(row: PlanItem) -> dict[str, Any]:
        """What is stored, by field."""
        return {"proof": row.proof, "version": row.version}


class InsuranceForm(forms.Form):
    """Whether people are insured."""

    insurance = forms.ChoiceField(
        label=_("Bảo hiểm cho người tham gia"), choices=Insurance.choices, widget=forms.RadioSelect
    )
    insurance_reason = TextField(
        label=_("Lý do, hoặc loại bảo hiểm"),
        required=False,
        max_length=250,
        help_text=_("Phải ghi lý do khi chọn “Không cần”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(plan: ActivityPlan) -> dict[str, Any]:
        """What is stored, by field."""
        names = ("insurance", "insurance_reason", "version")
        return {name: getattr(plan, name) for name in names}


class ReserveForm(forms.Form):
    """The numbers behind bags and gloves."""

    reserve_percent = CountField(
        label=_("Dự phòng thêm"),
        unit="%",
        required=False,
        highest=500,
        help_text=_("Tính cho cả bao và găng. Không dự phòng thì nhập 0."),
    )
    gloves_each = CountField(
        label=_("Mỗi người mấy đôi găng"),
        unit=_("đôi"),
        required=False,
        highest=50,
        help_text=_("Ví dụ 1, hoặc 2 để thay."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(plan: ActivityPlan) -> dict[str, Any]:
        """What is stored, by field."""
        names = ("reserve_percent", "gloves_each", "version")
        return {name: getattr(plan, name) for name in names}
