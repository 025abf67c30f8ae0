"""Lists of what makes cases wait (tạm dừng xét): a row is one case about one person, or one unit, with what it ended
with.

As with discipline only the standing office writes them, and the list, its preview and its table are for it alone. A
case without a conclusion waits on, so that a conclusion which would let it go on is never taken from a file in silence:
one that differs from the book is put to a person, and so is a case that may be one on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.kinds import ImportKind
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day
from thidua.common.tables.plans import Difference, Option, PlanRow, Question, Row, RowPlan, ask, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.organisations.models import Person, Unit
from thidua.records.enums import HoldConclusion, HoldKind
from thidua.records.models import AwardHold
from thidua.records.services.imports.books import open_books
from thidua.records.services.imports.lists import (
    AS_IN_FILE,
    BOTH,
    PAPER,
    THE_SAME,
    Impossible,
    OldLists,
    folded,
    list_kind,
    paper_columns,
    paper_of,
    paper_out,
    stored_paper,
    where_it_stands,
    wrong_days,
    wrong_start,
)
from thidua.records.services.imports.owners import PEOPLE, UNITS, Owners

REASON, SINCE, CONCLUSION, CONCLUDED = "Lý do tạm dừng xét", "Từ ngày", "Kết luận", "Ngày kết luận"
ONE_OR_TWO: Final = "hold"
"""The question whether a row tells of a case on record."""
WHICH_CONCLUSION: Final = "conclusion"
"""The question which of two conclusions is right."""
_SHORT_REASONS: Final = {
    "Xem xét kỷ luật": "DISCIPLINE_UNDER_CONSIDERATION",
    "Đang xem xét xử lý kỷ luật": "DISCIPLINE_UNDER_CONSIDERATION",
    "Điều tra": "INVESTIGATION",
    "Thanh tra": "INSPECTION",
    "Kiểm tra": "INSPECTION",
    "Kiểm toán": "AUDIT",
    "Khiếu nại": "COMPLAINT",
    "Tố cáo": "DENUNCIATION",
    "Báo chí": "PRESS_REPORT",
    "Báo chí phản ánh": "PRESS_REPORT",
}
_SHORT_CONCLUSIONS: Final = {"Không vi phạm": "NO_VIOLATION", "Vi phạm": "VIOLATION"}
_OF_HOLDS: Final = (
    Column("reason", REASON, Choice(dict(HoldKind.choices), _SHORT_REASONS), required=True, width=30,
           example="COMPLAINT", spellings=("Lý do", "Tạm dừng xét", "Lý do tạm dừng")),
    Column("since", SINCE, Day(), required=True, width=14, example=date(2025, 10, 1),
           spellings=("Ngày bắt đầu", "Tạm dừng từ ngày"),
           hint="Phải đủ ngày, tháng, năm: từ ngày này chưa xét"),
    Column("conclusion", CONCLUSION, Choice(dict(HoldConclusion.choices), _SHORT_CONCLUSIONS), width=20,
           spellings=("Kết quả xác minh", "Kết luận xác minh"),
           hint="Chưa kết luận thì để trống cả hai ô: vẫn còn tạm dừng"),
    Column("concluded_on", CONCLUDED, Day(), width=14, spellings=("Ngày có kết luận",)),
    *paper_columns("Cơ quan kết luận"),
)  # fmt: skip
LAYOUT = Layout("tam-dung", "TẠM DỪNG XÉT", (*PEOPLE.columns, *_OF_HOLDS))
UNIT_LAYOUT = Layout("tam-dung-don-vi", "TẠM DỪNG XÉT ĐƠN VỊ", (*UNITS.columns, *_OF_HOLDS))


class _Stored(NamedTuple):
    """A case on record, or in an earlier row of the file; `row`: the row that told of it, 0 where none has."""

    pk: int | None
    reason: str
    since: date
    conclusion: str | None
    concluded_on: date | None
    number: str
    row: int

    def distance_of(self, row: Row) -> tuple[bool, bool]:
        """How far the row is from this case, of those it may be: one paper is nearest, then one first day."""
        return not self.number or self.number != folded(row["number"] or ""), self.since != row["since"]

    def may_be(self, row: Row) -> bool:
        """Whether a row may tell of this case though it says another reason or another first day: they begin on one
        day, they rest on one paper, or one of the same reason had not ended when the other began.
        """
        number = folded(row["number"] or "")
        if self.since == row["since"] or (number and self.number == number):
            return True
        first, then = sorted(
            [(self.since, self.concluded_on), (row["since"], row["concluded_on"])], key=lambda at: at[0]
        )
        return self.reason == row["reason"] and (first[1] is None or first[1] >= then[0])


def plan_holds(owners: Owners, lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code or name, units by any name; cases held against the book and the rows before."""
    of_agency = AwardHold.objects.filter(**owners.of_agency(lists.agency))
    known: dict[int, list[_Stored]] = defaultdict(list)
    told = of_agency.order_by("since", "pk").values_list(
        "pk", f"book__{owners.whose}", "reason", "since", "conclusion", "concluded_on", "decision_number"
    )
    for pk, owner, reason, since, conclusion, concluded, number in told:
        known[owner].append(_Stored(pk, reason, since, conclusion, concluded, folded(number), 0))
    wrongs = Impossible(("since", "conclusion", "concluded_on", "decided_on"), lambda row: _wrong(row, today))
    return owners.plan_lines(
        lists, of_agency, wrongs, SINCE, lambda row, owner: _plan(row, owner, str(owner), known[owner.pk])
    )


def _wrong(row: Row, today: date) -> Iterable[Finding]:
    conclusion, concluded = row["conclusion"], row["concluded_on"]
    yield from wrong_start(row, SINCE, today)
    if (conclusion is None) != (concluded is None):
        says = _("Kết luận và ngày kết luận phải có cả hai, hoặc để trống cả hai.")
        yield Finding(CONCLUDED, says, _("Điền ô còn thiếu, hoặc xóa ô kia."))
    if concluded is not None and concluded > today:
        yield Finding(CONCLUDED, _("Ngày kết luận còn ở phía trước."), _("Sửa ngày trong tệp."))
    elif concluded is not None and concluded < row["since"]:
        yield Finding(CONCLUDED, _("Ngày kết luận phải sau ngày bắt đầu."), _("Xem lại hai ngày."))
    yield from wrong_days(row, today)


def _plan(row: Row, owner: Person | Unit, title: str, before: list[_Stored]) -> RowPlan:
    """What the row adds, or makes of a case on record."""
    reason, since = row["reason"], row["since"]
    for at, each in enumerate(before):
        if (each.reason, each.since) != (reason, since):
            continue
        before[at] = each._replace(row=row.number)
        if each.row:
            says = _("“%(hold)s” từ ngày %(day)s của “%(whose)s” đã có ở dòng %(row)s.")
            told = {"hold": HoldKind(reason).label, "day": short_date(since), "whose": title, "row": each.row}
            return wrong(row, title, Finding(REASON, says % told, _("Giữ lại một dòng.")))
        return _conclude(row, title, each)
    near = min((each for each in before if each.may_be(row)), key=lambda each: each.distance_of(row), default=None)
    if near is not None and row.answers.get(ONE_OR_TWO) not in (THE_SAME, BOTH):
        says = _("%(where)s đã có “%(hold)s” từ ngày %(day)s của “%(whose)s”. Là cùng một vụ việc?")
        told = {
            "where": where_it_stands(near.row),
            "hold": HoldKind(near.reason).label,
            "day": short_date(near.since),
            "whose": title,
        }
        same = Option(THE_SAME, _("Cùng một vụ việc: giữ dòng đang có"))
        return ask(row, title, Question(ONE_OR_TWO, says % told, (same, Option(BOTH, _("Hai vụ việc: ghi cả hai")))))
    if near is not None and row.answers[ONE_OR_TWO] == THE_SAME:
        return _conclude(row, title, near)
    ended = {"conclusion": row["conclusion"], "concluded_on": row["concluded_on"]}
    before.append(_Stored(None, reason, since, **ended, number=folded(row["number"] or ""), row=row.number))
    return new(row, title, owner=owner.pk, reason=reason, since=since, **ended, **paper_of(row))


def _conclude(row: Row, title: str, stored: _Stored) -> RowPlan:
    """What the file has of the end of a case. An empty cell takes nothing away; another conclusion than that on record
    is put to a person.
    """
    conclusion, concluded = row["conclusion"], row["concluded_on"]
    if conclusion is None or (conclusion, concluded) == (stored.conclusion, stored.concluded_on):
        return change(row, title, stored.pk or 0, ())
    if stored.pk is None:
        says = _("Dòng %(row)s của cùng vụ việc không ghi kết luận như dòng này.") % {"row": stored.row}
        return wrong(row, title, Finding(CONCLUSION, says, _("Ghi kết luận ở một dòng, bỏ dòng kia.")))
    if concluded < stored.since:
        says = _("Ngày kết luận trước ngày bắt đầu mà sổ ghi: %(day)s.") % {"day": short_date(stored.since)}
        return wrong(row, title, Finding(CONCLUDED, says, _("Xem lại hai ngày.")))
    if stored.conclusion not in (None, conclusion):
        if row.answers.get(WHICH_CONCLUSION) not in (AS_IN_FILE, THE_SAME):
            told = {"book": _said(stored.conclusion, stored.concluded_on), "file": _said(conclusion, concluded)}
            says = _("Sổ ghi kết luận “%(book)s”, dòng này ghi “%(file)s”. Giữ kết luận nào?") % told
            keep = Option(THE_SAME, _("Giữ kết luận đang có"))
            take = Option(AS_IN_FILE, _("Sổ ghi sai: sửa theo tệp"))
            return ask(row, title, Question(WHICH_CONCLUSION, says, (keep, take)))
        if row.answers[WHICH_CONCLUSION] == THE_SAME:
            return change(row, title, stored.pk, ())
    before, after = _said(stored.conclusion, stored.concluded_on), _said(conclusion, concluded)
    differences = [] if before == after else [Difference(CONCLUSION, before, after)]
    return change(row, title, stored.pk, differences, stored=stored.pk, conclusion=conclusion, concluded_on=concluded)


def _said(conclusion: str | None, day: date | None) -> str:
    """“Không có vi phạm, 12/03/2026”; empty where there is none."""
    if conclusion is None or day is None:
        return ""
    return f"{HoldConclusion(conclusion).label}, {short_date(day)}"


def apply_holds(owners: Owners, lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, write cases, add conclusions."""
    agency = lists.agency.pk
    added = [plan.values for plan in plans if "stored" not in plan.values]
    books = open_books(agency, owners.whose, {values["owner"] for values in added}, ledger)
    own = ("reason", "since", "conclusion", "concluded_on")
    ledger.add(
        AwardHold,
        ("book_id", *own, *PAPER),
        [(books[values["owner"]], *(values[name] for name in own), *stored_paper(values)) for values in added],
        agency_id=agency,
        recorded_at=now,
    )
    changed = {plan.values["stored"]: plan.values for plan in plans if "stored" in plan.values}
    for hold in AwardHold.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        told = changed[hold.pk]
        ledger.change(hold, conclusion=told["conclusion"], concluded_on=told["concluded_on"])


def export_holds(owners: Owners, lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Cases on record, a row each."""
    holds = AwardHold.objects.filter(**owners.of_agency(lists.agency))
    for each, about in owners.out_of(lists, holds, "since"):
        told = {name: getattr(each, name) for name in ("reason", "since", "conclusion", "concluded_on")}
        yield {**about, **told, **paper_out(each)}


def _kind(name: str, label: Callable[[], str], layout: Layout, owners: Owners) -> ImportKind:
    return list_kind(
        name,
        label,
        layout,
        planner=partial(plan_holds, owners),
        apply=partial(apply_holds, owners),
        export=partial(export_holds, owners),
    )


HOLDS = _kind("tam-dung", lambda: _("tạm dừng xét"), LAYOUT, PEOPLE)
UNIT_HOLDS = _kind("tam-dung-don-vi", lambda: _("tạm dừng xét của đơn vị"), UNIT_LAYOUT, UNITS)
