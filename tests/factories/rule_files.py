"""An agency's own rules, invented."""

from datetime import UTC, datetime

from thidua.organisations.models import Agency
from thidua.records.models import RuleFile

MOMENT = datetime(2026, 6, 1, 2, tzinfo=UTC)
RULES = """agency: Bộ Minh họa
signed_by: Trần Thị Bình
signed_on: 2026-05-20
awards:
- code: ADVANCED_WORKER
  kind: TITLE
  subject: individual
  name: Lao động tiên tiến
  level: GRASSROOTS
  fact_base: LDTT
  decided_by: {who: Thủ trưởng đơn vị, cites: "06/2026/QH16", grade: verified}
  versions:
  - since: 2026-05-01
    cites: "06/2026/QH16"
    grade: verified
    routes:
    - name: Xét hằng năm
      basis: MERIT
      cites: "06/2026/QH16"
      grade: verified
      all_of:
      - criterion: Hoàn thành xuất sắc nhiệm vụ (số liệu minh hoạ)
        cites: "06/2026/QH16"
        grade: verified
        case_grade: EXCELLENT
"""
"""Illustrative: no text says so."""


def make_rule_file(agency: Agency, title: str) -> RuleFile:
    """A file that waits for its signature."""
    return RuleFile.objects.create(
        agency=agency,
        title=title,
        file_name="quy-dinh.yaml",
        text=RULES,
        sha256="0" * 64,
        awards=[["ADVANCED_WORKER", "individual", "2026-05-01"]],
        entered_by="Phạm Văn Thường",
        entered_at=MOMENT,
    )
