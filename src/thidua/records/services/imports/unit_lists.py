"""Years of old lists of units: a row is one unit in one year, with grade, title and honour as decided.

A unit goes by any name it ever had; what it received before it was founded or after its last day cannot be. Blocs are
told what a unit received, as when it is entered by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Text
from thidua.common.tables.plans import Option, PlanRow, Question, Row, RowPlan, ask, wrong
from thidua.common.tables.reading import Finding
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, Subject
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Unit
from thidua.organisations.services.imports.finders import UnitFinder, describe_unit
from thidua.records.enums import AwardCode, LawCode, RecipientKind
from thidua.records.models import RecordBook, UnitAward, YearGrade
from thidua.records.services import coarse_code_of
from thidua.records.services.imports.awards import (
    COLLECTIVE_TITLES,
    KnownAwards,
    add_grades,
    award_columns,
    award_out,
    awards_in,
    change_grades,
    impossible,
    take_back_published,
)
from thidua.records.services.imports.lists import (
    PAPER,
    YEAR,
    Decisions,
    OldLists,
    code_of,
    folded,
    list_kind,
    paper_columns,
    paper_out,
    stored_paper,
    year_column,
)

UNIT: Final = "Đơn vị"
_SHORT_TITLES: Final = {
    "TTLĐTT": "ADVANCED_LABOUR_COLLECTIVE",
    "Tập thể LĐTT": "ADVANCED_LABOUR_COLLECTIVE",
    "Đơn vị tiên tiến": "ADVANCED_LABOUR_COLLECTIVE",
    "TTLĐXS": "EXCELLENT_LABOUR_COLLECTIVE",
    "Tập thể LĐXS": "EXCELLENT_LABOUR_COLLECTIVE",
    "Cờ thi đua của Bộ": "MINISTRY_EMULATION_FLAG",
    "Cờ thi đua cấp Bộ": "MINISTRY_EMULATION_FLAG",
    "Cờ thi đua của UBND tỉnh": "MINISTRY_EMULATION_FLAG",
    "Cờ thi đua Chính phủ": "GOVERNMENT_EMULATION_FLAG",
    "CTĐCP": "GOVERNMENT_EMULATION_FLAG",
}
LAYOUT = Layout(
    "so-thanh-tich-don-vi",
    "XẾP LOẠI, DANH HIỆU, HÌNH THỨC KHEN THƯỞNG CỦA ĐƠN VỊ QUA CÁC NĂM",
    (
        Column("unit", UNIT, Text(250), required=True, width=36, example="Vụ Ví dụ",
               spellings=("Tên đơn vị", "Tập thể", "Tên tập thể", "Cơ quan, đơn vị"),
               hint="Tên hiện nay, tên cũ, tên viết tắt hay tên gọi khác đã ghi ở danh mục đơn vị"),
        year_column("Năm thành tích", "Năm thi đua", "Năm khen thưởng"),
        *award_columns(
            [code for code in TITLE_CODES if code in COLLECTIVE_TITLES],
            _SHORT_TITLES,
            "EXCELLENT_LABOUR_COLLECTIVE",
            [code for code in HONOUR_CODES if (code, Subject.COLLECTIVE) in shipped_awards()],
        ),
        *paper_columns("Cấp khen"),
    ),
)  # fmt: skip
_BY_NAME: Final = {fold(str(each.label)): each.value for each in LawCode}


class _KnownUnits:
    """The units of an agency with their names of all times and the days between which they exist."""

    def __init__(self, lists: OldLists) -> None:
        units = Unit.objects.filter(agency=lists.agency).select_related("parent").order_by("pk")
        self.finder = UnitFinder(units)
        books = RecordBook.objects.filter(unit__agency=lists.agency, established_on__isnull=False)
        self.starts = {pk: day for pk, day in books.values_list("unit", "established_on") if pk and day}

    def whose(self, row: Row) -> Unit | RowPlan:
        """The unit of a row: of several with that name, the one that stood in the year."""
        text: str = row["unit"]
        named = self.finder.by_name.get(fold(text), [])
        stood = [unit for unit in named if not self._against(unit, row["year"])]
        if len(stood) == 1:
            return stood[0]
        if not named:
            return self.finder.find(row, UNIT, text, text)
        if not stood:
            (says, *_others) = (self._against(unit, row["year"]) for unit in named)
            return wrong(row, text, Finding(YEAR, says, _("Sửa năm hoặc tên đơn vị trong tệp.")))
        for unit in stood:
            if str(unit.pk) == row.answers.get("unit", ""):
                return unit
        question = _("Có %(count)s đơn vị gọi là “%(name)s” trong năm %(year)s. Là đơn vị nào?")
        told = {"count": len(stood), "name": text, "year": row["year"]}
        options = tuple(Option(str(unit.pk), describe_unit(unit)) for unit in stood)
        return ask(row, text, Question("unit", question % told, options))

    def _against(self, unit: Unit, year: int) -> str:
        """Why a unit received nothing for a year; empty where nothing speaks against it."""
        start = self.starts.get(unit.pk)
        if start is not None and year < start.year:
            says = _("Năm %(year)s trước ngày thành lập %(day)s của “%(unit)s”.")
            return says % {"year": year, "day": short_date(start), "unit": unit.name}
        if unit.ended_on is not None and year > unit.ended_on.year:
            says = _("“%(unit)s” đã kết thúc ngày %(day)s, trước năm %(year)s.")
            return says % {"year": year, "day": short_date(unit.ended_on), "unit": unit.name}
        return ""


def plan_unit_lists(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """Units by any of their names; awards held against the register and the rows before."""
    units, wrongs = _KnownUnits(lists), impossible(today)
    awards = KnownAwards(YearGrade.objects.filter(book__unit__agency=lists.agency), "book__unit", rows)
    of_units = UnitAward.objects.filter(
        agency=lists.agency, unit__isnull=False, recipient_kind=RecipientKind.UNIT, person__isnull=True
    )
    awards.note(of_units, "unit")
    _note_unclear(awards, of_units)
    decisions = Decisions(UnitAward.objects.filter(agency=lists.agency), _("sổ khen thưởng"))

    def plan_row(row: Row) -> RowPlan:
        if findings := wrongs.of(row):
            return wrong(row, row["unit"], *findings)
        unit = units.whose(row)
        if isinstance(unit, RowPlan):
            return unit
        return decisions.clash(row, unit.name) or awards.plan(row, unit.pk, unit.name, unit=unit.pk)

    return plan_row


def _note_unclear(awards: KnownAwards, rows: Any) -> None:
    """Take up what is on record without the law's own code: by its name; an order of which nobody knows the class may
    be any order.
    """
    within = rows.filter(year__gte=awards.first, year__lte=awards.last, law_code__isnull=True)
    told = within.values_list("pk", "unit", "year", "code", "name", "decision_number", "decided_on")
    for pk, unit, year, code, name, number, day in told:
        named = _BY_NAME.get(fold(name))
        orders = [each for each in HONOUR_CODES if "_ORDER" in each] if code == AwardCode.ORDER else []
        for each in [named] if named else orders:
            awards.awards[unit, year, each].append((pk, folded(number), code_of(day)))


def apply_unit_lists(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, then write grades and awards; change grades that the file corrects."""
    agency = lists.agency.pk
    rows = [plan.values for plan in plans]
    add_grades(ledger, agency, rows, "unit", now)
    names = {code.value: str(code.label) for code in LawCode}
    counted = {code.value: coarse_code_of(code) for code in LawCode}
    ledger.add(
        UnitAward,
        ("unit_id", "year", "law_code", "code", "name", "basis", *PAPER),
        [
            (values["unit"], values["year"], code, counted[code], names[code], basis, *stored_paper(values))
            for values, code, basis in awards_in(rows)
        ],
        agency_id=agency,
        recipient_kind=RecipientKind.UNIT,
        is_told_to_bloc=True,
        recorded_at=now,
    )
    change_grades(ledger, rows)


def export_unit_lists(lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Grades, titles and honours on record, a row each."""
    grades = YearGrade.objects.filter(book__unit__agency=lists.agency).select_related("book__unit")
    for grade in grades.order_by("book__unit__sort_key", "book__unit", "year").iterator(2_000):
        yield {"unit": str(grade.book.unit), "year": grade.year, "grade": grade.grade, **paper_out(grade)}
    awards = UnitAward.objects.filter(
        agency=lists.agency, unit__isnull=False, recipient_kind=RecipientKind.UNIT, law_code__isnull=False
    ).select_related("unit")
    for award in awards.order_by("unit__sort_key", "unit", "year", "pk").iterator(2_000):
        yield {"unit": str(award.unit), **award_out(award), **paper_out(award)}


UNIT_LISTS = list_kind(
    "so-thanh-tich-don-vi",
    lambda: _("xếp loại, danh hiệu, khen thưởng của đơn vị qua các năm"),
    LAYOUT,
    planner=plan_unit_lists,
    apply=apply_unit_lists,
    export=export_unit_lists,
    undone=take_back_published,
)
