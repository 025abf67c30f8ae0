"""Lists of disciplinary measures: a row is one measure against one person, or one unit.

As in the book itself only the standing office writes them, and the list, its preview and its table are for it alone
(`lists.may_import_lists`); in books they are seen by whoever sees discipline there.
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
from thidua.records.enums import MeasureKind
from thidua.records.models import DisciplinaryMeasure
from thidua.records.services.imports.books import open_books
from thidua.records.services.imports.lists import (
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

MEASURE, SINCE, UNTIL = "Hình thức kỷ luật", "Ngày bắt đầu", "Hết thời hạn"
ONE_OR_TWO: Final = "disciplinary_measure"
"""The question whether a row tells of a measure on record."""
_SHORT_MEASURES: Final = {
    "Hạ lương": "SALARY_REDUCTION",
    "Hạ bậc": "SALARY_REDUCTION",
    "Thôi việc": "FORCED_RESIGNATION",
}
_OF_MEASURES: Final = (
    Column("measure", MEASURE, Choice(dict(MeasureKind.choices), _SHORT_MEASURES), required=True, width=22,
           example="REPRIMAND", spellings=("Kỷ luật", "Hình thức", "Hình thức xử lý")),
    Column("since", SINCE, Day(), required=True, width=14, example=date(2022, 5, 1),
           spellings=("Từ ngày", "Ngày có hiệu lực", "Ngày hiệu lực"),
           hint="Phải đủ ngày, tháng, năm: năm xét lại sau kỷ luật tính từ thời hạn này"),
    Column("until", UNTIL, Day(), width=14, example=date(2023, 4, 30),
           spellings=("Đến ngày", "Ngày hết hạn", "Ngày hết thời hạn", "Ngày hết hiệu lực"),
           hint="Ngày cuối của thời hạn; chưa có thì để trống"),
    *paper_columns("Cấp ra quyết định"),
)  # fmt: skip
LAYOUT = Layout("ky-luat", "KỶ LUẬT", (*PEOPLE.columns, *_OF_MEASURES))
UNIT_LAYOUT = Layout("ky-luat-don-vi", "KỶ LUẬT ĐƠN VỊ", (*UNITS.columns, *_OF_MEASURES))


class _Stored(NamedTuple):
    """A measure on record, or in an earlier row of the file; `row`: the row that told of it, 0 where none has."""

    pk: int | None
    measure: str
    since: date
    until: date | None
    number: str
    row: int


def plan_discipline(owners: Owners, lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code or name, units by any name; measures held against the book and the rows before."""
    of_agency = DisciplinaryMeasure.objects.filter(**owners.of_agency(lists.agency))
    known: dict[int, list[_Stored]] = defaultdict(list)
    told = of_agency.order_by("since", "pk")
    for pk, owner, measure, since, until, number in told.values_list(
        "pk", f"book__{owners.whose}", "measure", "since", "until", "decision_number"
    ):
        known[owner].append(_Stored(pk, measure, since, until, folded(number), 0))
    wrongs = Impossible(("since", "until", "decided_on"), lambda row: _wrong(row, today))
    return owners.plan_lines(
        lists, of_agency, wrongs, SINCE, lambda row, owner: _plan(row, owner, str(owner), known[owner.pk])
    )


def _wrong(row: Row, today: date) -> Iterable[Finding]:
    since, until = row["since"], row["until"]
    yield from wrong_start(row, SINCE, today)
    if until is not None and until < since:
        yield Finding(UNTIL, _("Ngày hết hạn phải sau ngày bắt đầu."), _("Xem lại hai ngày."))
    yield from wrong_days(row, today)


def _plan(row: Row, owner: Person | Unit, title: str, before: list[_Stored]) -> RowPlan:
    """What the row adds, or makes of a measure on record."""
    number = folded(row["number"] or "")
    measure, since, until = row["measure"], row["since"], row["until"]
    for at, each in enumerate(before):
        if (each.measure, each.since) != (measure, since):
            continue
        before[at] = each._replace(row=row.number)
        if each.row:
            says = _("“%(measure)s” từ ngày %(day)s của “%(whose)s” đã có ở dòng %(row)s.")
            told = {"measure": MeasureKind(measure).label, "day": short_date(since), "whose": title, "row": each.row}
            return wrong(row, title, Finding(MEASURE, says % told, _("Giữ lại một dòng.")))
        return _change_end(row, title, each)
    near = next((each for each in before if number and each.number == number), None) or next(
        (each for each in before if each.since == since), None
    )
    if near is not None and row.answers.get(ONE_OR_TWO) not in (THE_SAME, BOTH):
        says = _("%(where)s đã có “%(measure)s” từ ngày %(day)s của “%(whose)s”. Là cùng một lần kỷ luật?")
        told = {
            "where": where_it_stands(near.row),
            "measure": MeasureKind(near.measure).label,
            "day": short_date(near.since),
            "whose": title,
        }
        same = Option(THE_SAME, _("Cùng một lần: giữ dòng đang có"))
        return ask(row, title, Question(ONE_OR_TWO, says % told, (same, Option(BOTH, _("Hai lần: ghi cả hai")))))
    if near is not None and row.answers[ONE_OR_TWO] == THE_SAME:
        return change(row, title, 0, ()) if near.pk is None else _change_end(row, title, near)
    before.append(_Stored(None, measure, since, until, number, row.number))
    return new(row, title, owner=owner.pk, measure=measure, since=since, until=until, **paper_of(row))


def _change_end(row: Row, title: str, stored: _Stored) -> RowPlan:
    """The end of the term that the file has. An empty cell takes nothing away."""
    assert stored.pk is not None
    until = row["until"]
    if until is not None and until < stored.since:
        says = _("Ngày hết hạn trước ngày bắt đầu mà sổ ghi: %(day)s.") % {"day": short_date(stored.since)}
        return wrong(row, title, Finding(UNTIL, says, _("Xem lại hai ngày.")))
    differences = []
    if until is not None and until != stored.until:
        before = short_date(stored.until) if stored.until else ""
        differences.append(Difference(_("Hết thời hạn"), before, short_date(until)))
    return change(row, title, stored.pk, differences, stored=stored.pk, until=until)


def apply_discipline(owners: Owners, lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, write measures, change the ends of terms."""
    agency = lists.agency.pk
    added = [plan.values for plan in plans if "stored" not in plan.values]
    books = open_books(agency, owners.whose, {values["owner"] for values in added}, ledger)
    ledger.add(
        DisciplinaryMeasure,
        ("book_id", "measure", "since", "until", *PAPER),
        [
            (books[values["owner"]], values["measure"], values["since"], values["until"], *stored_paper(values))
            for values in added
        ],
        agency_id=agency,
        recorded_at=now,
    )
    changed = {plan.values["stored"]: plan.values["until"] for plan in plans if "stored" in plan.values}
    for measure in DisciplinaryMeasure.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(measure, until=changed[measure.pk])


def export_discipline(owners: Owners, lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Measures on record, a row each."""
    measures = DisciplinaryMeasure.objects.filter(**owners.of_agency(lists.agency))
    for each, about in owners.out_of(lists, measures, "since"):
        yield {**about, "measure": each.measure, "since": each.since, "until": each.until, **paper_out(each)}


def _kind(name: str, label: Callable[[], str], layout: Layout, owners: Owners) -> ImportKind:
    return list_kind(
        name,
        label,
        layout,
        planner=partial(plan_discipline, owners),
        apply=partial(apply_discipline, owners),
        export=partial(export_discipline, owners),
    )


DISCIPLINE = _kind("ky-luat", lambda: _("kỷ luật"), LAYOUT, PEOPLE)
UNIT_DISCIPLINE = _kind("ky-luat-don-vi", lambda: _("kỷ luật của đơn vị"), UNIT_LAYOUT, UNITS)
