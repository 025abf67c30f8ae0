"""Lists of disciplinary measures: a row is one measure against one person.

As in the book itself only the standing office writes them, and the list, its preview and its table are for it alone
(`lists.may_import_lists`); in books they are seen by whoever sees discipline there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Day
from thidua.common.tables.plans import Difference, Option, PlanRow, Question, Row, RowPlan, ask, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.organisations.models import Person
from thidua.records.enums import MeasureKind
from thidua.records.models import DisciplinaryMeasure
from thidua.records.services.imports.books import open_books
from thidua.records.services.imports.lists import (
    BOTH,
    FIRST_YEAR,
    PAPER,
    THE_SAME,
    Decisions,
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
)
from thidua.records.services.imports.people import PERSON_COLUMNS, KnownPeople, people_out

MEASURE, SINCE, UNTIL = "Hình thức kỷ luật", "Ngày bắt đầu", "Hết thời hạn"
ONE_OR_TWO: Final = "disciplinary_measure"
"""The question whether a row tells of a measure on record."""
_SHORT_MEASURES: Final = {
    "Hạ lương": "SALARY_REDUCTION",
    "Hạ bậc": "SALARY_REDUCTION",
    "Thôi việc": "FORCED_RESIGNATION",
}
LAYOUT = Layout(
    "ky-luat",
    "KỶ LUẬT",
    (
        *PERSON_COLUMNS,
        Column("measure", MEASURE, Choice(dict(MeasureKind.choices), _SHORT_MEASURES), required=True, width=22,
               example="REPRIMAND", spellings=("Kỷ luật", "Hình thức", "Hình thức xử lý")),
        Column("since", SINCE, Day(), required=True, width=14, example=date(2022, 5, 1),
               spellings=("Từ ngày", "Ngày có hiệu lực", "Ngày hiệu lực"),
               hint="Phải đủ ngày, tháng, năm: năm xét lại sau kỷ luật tính từ thời hạn này"),
        Column("until", UNTIL, Day(), width=14, example=date(2023, 4, 30),
               spellings=("Đến ngày", "Ngày hết hạn", "Ngày hết thời hạn", "Ngày hết hiệu lực"),
               hint="Ngày cuối của thời hạn; chưa có thì để trống"),
        *paper_columns("Cấp ra quyết định"),
    ),
)  # fmt: skip


class _Stored(NamedTuple):
    """A measure on record, or in an earlier row of the file; `row`: the row that told of it, 0 where none has."""

    pk: int | None
    measure: str
    since: date
    until: date | None
    number: str
    row: int


def plan_discipline(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code or name; measures held against the book and the rows before."""
    people = KnownPeople(lists)
    wrongs = Impossible(("since", "until", "decided_on"), lambda row: _wrong(row, today))
    of_agency = DisciplinaryMeasure.objects.filter(book__person__agency=lists.agency)
    known: dict[int, list[_Stored]] = defaultdict(list)
    told = of_agency.order_by("since", "pk")
    for pk, person_id, measure, since, until, number in told.values_list(
        "pk", "book__person", "measure", "since", "until", "decision_number"
    ):
        if person_id is not None:
            known[person_id].append(_Stored(pk, measure, since, until, folded(number), 0))
    decisions = Decisions(of_agency, _("sổ thành tích"))

    def plan_row(row: Row) -> RowPlan:
        if findings := wrongs.of(row):
            return wrong(row, row["name"], *findings)
        person = people.whose(row)
        if isinstance(person, RowPlan):
            return person
        if contradictions := list(people.contradicts(row, person, row["since"], SINCE)):
            return wrong(row, row["name"], *contradictions)
        return decisions.clash(row, row["name"]) or _plan(row, person, known[person.pk])

    return plan_row


def _wrong(row: Row, today: date) -> Iterable[Finding]:
    since, until = row["since"], row["until"]
    if since > today:
        yield Finding(SINCE, _("Ngày bắt đầu còn ở phía trước."), _("Sửa ngày trong tệp."))
    elif since.year < FIRST_YEAR:
        says = _("Ngày bắt đầu trước năm %(first)s.") % {"first": FIRST_YEAR}
        yield Finding(SINCE, says, _("Sửa ngày trong tệp."))
    if until is not None and until < since:
        yield Finding(UNTIL, _("Ngày hết hạn phải sau ngày bắt đầu."), _("Xem lại hai ngày."))
    yield from wrong_days(row, today)


def _plan(row: Row, person: Person, before: list[_Stored]) -> RowPlan:
    """What the row adds, or makes of a measure on record."""
    title, number = person.full_name, folded(row["number"] or "")
    measure, since, until = row["measure"], row["since"], row["until"]
    for at, each in enumerate(before):
        if (each.measure, each.since) != (measure, since):
            continue
        before[at] = each._replace(row=row.number)
        if each.row:
            says = _("“%(measure)s” từ ngày %(day)s của người này đã có ở dòng %(row)s.")
            told = {"measure": MeasureKind(measure).label, "day": short_date(since), "row": each.row}
            return wrong(row, title, Finding(MEASURE, says % told, _("Giữ lại một dòng.")))
        return _change_end(row, title, each)
    near = next((each for each in before if each.since == since or (number and each.number == number)), None)
    if near is not None and row.answers.get(ONE_OR_TWO) not in (THE_SAME, BOTH):
        says = _("%(where)s đã có “%(measure)s” từ ngày %(day)s của người này. Là cùng một lần kỷ luật?")
        told = {
            "where": where_it_stands(near.row),
            "measure": MeasureKind(near.measure).label,
            "day": short_date(near.since),
        }
        same = Option(THE_SAME, _("Cùng một lần: giữ dòng đang có"))
        return ask(row, title, Question(ONE_OR_TWO, says % told, (same, Option(BOTH, _("Hai lần: ghi cả hai")))))
    if near is not None and row.answers[ONE_OR_TWO] == THE_SAME:
        return change(row, title, near.pk or 0, ())
    before.append(_Stored(None, measure, since, until, number, row.number))
    return new(row, title, person=person.pk, measure=measure, since=since, until=until, **paper_of(row))


def _change_end(row: Row, title: str, stored: _Stored) -> RowPlan:
    """The end of the term that the file has. An empty cell takes nothing away."""
    assert stored.pk is not None
    until = row["until"]
    differences = []
    if until is not None and until != stored.until:
        before = short_date(stored.until) if stored.until else ""
        differences.append(Difference(_("Hết thời hạn"), before, short_date(until)))
    return change(row, title, stored.pk, differences, stored=stored.pk, until=until)


def apply_discipline(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, write measures, change the ends of terms."""
    agency = lists.agency.pk
    added = [plan.values for plan in plans if "stored" not in plan.values]
    books = open_books(agency, "person", {values["person"] for values in added}, ledger)
    ledger.add(
        DisciplinaryMeasure,
        ("book_id", "measure", "since", "until", *PAPER),
        [
            (books[values["person"]], values["measure"], values["since"], values["until"], *stored_paper(values))
            for values in added
        ],
        agency_id=agency,
        recorded_at=now,
    )
    changed = {plan.values["stored"]: plan.values["until"] for plan in plans if "stored" in plan.values}
    for measure in DisciplinaryMeasure.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(measure, until=changed[measure.pk])


def export_discipline(lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Measures on record, a row each."""
    about = people_out(lists.agency)
    measures = DisciplinaryMeasure.objects.filter(book__person__agency=lists.agency).select_related("book")
    for each in measures.order_by("book__person__sort_key", "book__person", "since", "pk").iterator(2_000):
        told = {"measure": each.measure, "since": each.since, "until": each.until}
        yield {**about[each.book.person_id or 0], **told, **paper_out(each)}


DISCIPLINE = list_kind(
    "ky-luat",
    lambda: _("kỷ luật"),
    LAYOUT,
    planner=plan_discipline,
    apply=apply_discipline,
    export=export_discipline,
)
