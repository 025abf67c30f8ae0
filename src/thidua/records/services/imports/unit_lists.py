"""Years of old lists of units: a row is one unit in one year, with grade, title and honour as decided.

A unit goes by any name it ever had; what it received before it was founded or after its last day cannot be. Blocs are
told what a unit received, as when it is entered by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.tables.layouts import Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.plans import PlanRow, Row, RowPlan, wrong
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, Subject
from thidua.core.vietnam.names import fold
from thidua.records.enums import AwardCode, LawCode, RecipientKind
from thidua.records.models import UnitAward, YearGrade
from thidua.records.services import coarse_code_of
from thidua.records.services.imports.awards import (
    COLLECTIVE_TITLES,
    KnownAwards,
    add_grades,
    award_columns,
    award_out,
    awards_in,
    change_bases,
    change_grades,
    impossible,
    take_back_published,
)
from thidua.records.services.imports.lists import (
    PAPER,
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
from thidua.records.services.imports.units import UNIT_COLUMN, KnownUnits

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
        UNIT_COLUMN,
        year_column("Năm thành tích", "Năm thi đua", "Năm khen thưởng"),
        *award_columns(
            [code for code in TITLE_CODES if code in COLLECTIVE_TITLES],
            _SHORT_TITLES,
            "EXCELLENT_LABOUR_COLLECTIVE",
            [code for code in HONOUR_CODES if (code, Subject.COLLECTIVE) in shipped_awards()],
        ),
        *paper_columns("Cấp khen"),
    ),
)
_BY_NAME: Final = {fold(str(each.label)): each.value for each in LawCode}


def plan_unit_lists(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """Units by any of their names; awards held against the register and the rows before."""
    units, wrongs = KnownUnits(lists), impossible(today)
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
        unit = units.in_year(row)
        if isinstance(unit, RowPlan):
            return unit
        return decisions.clash(row, unit.name) or awards.plan(row, unit.pk, unit.name, unit=unit.pk)

    return plan_row


def _note_unclear(awards: KnownAwards, rows: Any) -> None:
    """Take up what is on record without the law's own code: by its name; an order of which nobody knows the class may
    be any order.
    """
    within = rows.filter(year__gte=awards.first, year__lte=awards.last, law_code__isnull=True)
    told = within.values_list("pk", "unit", "year", "code", "name", "decision_number", "decided_on", "basis")
    for pk, unit, year, code, name, number, day, basis in told:
        named = _BY_NAME.get(fold(name))
        orders = [each for each in HONOUR_CODES if "_ORDER" in each] if code == AwardCode.ORDER else []
        for each in [named] if named else orders:
            awards.awards[unit, year, each].append((pk, folded(number), code_of(day), basis or "" if named else None))


def apply_unit_lists(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, then write grades and awards; change grades that the file corrects,
    and the basis of awards on record.
    """
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
    change_bases(ledger, rows)


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
