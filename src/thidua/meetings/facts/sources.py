"""Where on the page of the meeting the record of a sentence stands, and what it is called."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.meetings.enums import MinutesSection, StatementKind
from thidua.meetings.models import MinutesLine


@dataclass(frozen=True, slots=True)
class Source:
    """`anchor` on the page of the meeting; `label` in words."""

    anchor: str
    label: str


def source_anchor(line: MinutesLine) -> Source | None:
    """The record that a sentence tells; None when a person added it."""
    if line.source_kind == "meeting":
        return Source("thong-tin", _("thông tin cuộc họp"))
    if line.source_kind == "roll":
        return Source("diem-danh", _("điểm danh"))
    if line.source_kind == "agenda_item":
        return Source(f"noi-dung-{line.source_id}", _("chương trình"))
    if line.source_kind == "statement":
        kind = {
            MinutesSection.REPORTS: StatementKind.REPORT,
            MinutesSection.DIRECTION: StatementKind.DIRECTION,
            MinutesSection.PRAISE: StatementKind.PRAISE,
        }.get(MinutesSection(line.section), StatementKind.OPINION)
        return Source(f"phat-bieu-{line.source_id}", str(kind.label).lower())
    if line.source_kind == "election":
        return Source("bau", _("kết quả bầu"))
    if line.source_kind in ("motion", "ballot"):
        return Source("bo-phieu", _("biểu quyết, bỏ phiếu"))
    if line.source_kind == "conclusion":
        return Source(f"ket-luan-{line.source_id}", _("kết luận"))
    return None
