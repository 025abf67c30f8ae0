"""The papers of a year: every `.paper` file of `papers/`, in the order in which the year needs them."""

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop

from thidua.activities.facts.drafts import draft_kinds
from thidua.activities.facts.letters import letter_kinds
from thidua.documents.papers.blank import draw_blank
from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.source import PaperSource, parse_source

FOLDER = Path(__file__).resolve().parent / "papers"
ORDER = (
    "plan",
    "pledge",
    "mid_year_report",
    "invitation",
    "agenda",
    "roll",
    "year_report",
    "minutes",
    "conclusion_notice",
    "proposal_letter",
    "handover",
)
"""A paper that is not named here comes after these, by its name."""
BLANK = (
    *("plan", "pledge", "self_score", "invitation", "agenda", "roll", "proposal_letter", "handover"),
    *("activity_invitation", "activity_notice"),
)
"""Papers that somebody can also fill in by hand: anybody may take them along as blank forms. Reports and minutes, which
are all made of what is kept, are none.
"""
TITLES = frozenset(
    {
        gettext_noop("Kế hoạch năm"),
        gettext_noop("Bản giao ước thi đua"),
        gettext_noop("Báo cáo sơ kết"),
        gettext_noop("Giấy mời họp"),
        gettext_noop("Chương trình hội nghị"),
        gettext_noop("Danh sách điểm danh"),
        gettext_noop("Báo cáo tổng kết"),
        gettext_noop("Biên bản hội nghị"),
        gettext_noop("Thông báo kết luận"),
        gettext_noop("Tờ trình đề nghị khen thưởng"),
        gettext_noop("Biên bản bàn giao"),
        gettext_noop("Biên bản kiểm phiếu"),
        gettext_noop("Phiếu tự chấm điểm"),
        gettext_noop("Báo cáo giải trình điểm"),
        gettext_noop("Công văn xin phép tổ chức hoạt động"),
        gettext_noop("Giấy mời tham gia hoạt động"),
        gettext_noop("Thông báo tổ chức hoạt động"),
        gettext_noop("Giấy xác nhận tham gia hoạt động"),
        gettext_noop("Thư cảm ơn đã tham gia hoạt động"),
    }
)
"""What the papers are called on screen, to be put into the reader's language."""


@cache
def paper_kinds() -> dict[str, PaperSource]:
    """The sources by kind, in order."""
    sources = [parse_source(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.paper")]
    place = {kind: index for index, kind in enumerate(ORDER)}
    ordered = sorted(sources, key=lambda source: (place.get(source.kind, len(ORDER)), source.kind))
    return {source.kind: source for source in ordered}


@cache
def unit_paper_kinds() -> dict[str, PaperSource]:
    """The papers that each unit has of its own once a year is scored, by kind."""
    sources = [parse_source(path.read_text(encoding="utf-8")) for path in (FOLDER / "of_each_unit").glob("*.paper")]
    return {source.kind: source for source in sorted(sources, key=lambda each: each.kind, reverse=True)}


@cache
def round_paper_kinds() -> dict[str, PaperSource]:
    """The papers of each counted secret round, by kind."""
    sources = [parse_source(path.read_text(encoding="utf-8")) for path in (FOLDER / "of_each_round").glob("*.paper")]
    return {source.kind: source for source in sorted(sources, key=lambda each: each.kind)}


def every_kind() -> dict[str, PaperSource]:
    """All, with the papers before and after activities, for agencies that bring their own Word templates."""
    return {**paper_kinds(), **round_paper_kinds(), **unit_paper_kinds(), **draft_kinds(), **letter_kinds()}


@cache
def own_template(kind: str) -> bytes:
    """The Word template that comes with the product."""
    return draw_template(every_kind()[kind])


def blank_papers() -> list[PaperSource]:
    """The papers that are offered as blank forms, in order."""
    return [every_kind()[kind] for kind in BLANK]


@cache
def blank_paper(kind: str) -> bytes:
    """The blank form of the product's own template; never that of an agency."""
    return draw_blank(every_kind()[kind])
