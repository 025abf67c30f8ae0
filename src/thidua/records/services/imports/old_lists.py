"""Years of old lists into record books: a row is one person in one year, with grade, title and honour as decided.

Nothing is guessed: who is meant, whether an award is the same as one on record, and which of two birth days or decision
days is right are put to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.tables.layouts import Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.plans import PlanRow, Row, RowPlan, wrong
from thidua.core.law.codes import TITLE_CODES
from thidua.organisations.models import Person
from thidua.records.enums import LawCode, RecipientKind
from thidua.records.models import UnitAward, YearGrade
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
    YEAR,
    Decisions,
    OldLists,
    list_kind,
    paper_columns,
    paper_out,
    stored_paper,
    year_column,
)
from thidua.records.services.imports.people import PERSON_COLUMNS, KnownPeople, people_out

_SHORT_TITLES: Final = {
    "LĐTT": "ADVANCED_WORKER",
    "Lao động tiên tiến": "ADVANCED_WORKER",
    "Chiến sĩ tiên tiến": "ADVANCED_WORKER",
    "CSTĐCS": "GRASSROOTS_EMULATION_FIGHTER",
    "CSTĐ cơ sở": "GRASSROOTS_EMULATION_FIGHTER",
    "CSTĐ cấp Bộ": "MINISTERIAL_EMULATION_FIGHTER",
    "Chiến sĩ thi đua cấp Bộ": "MINISTERIAL_EMULATION_FIGHTER",
    "Chiến sĩ thi đua cấp tỉnh": "MINISTERIAL_EMULATION_FIGHTER",
    "CSTĐTQ": "NATIONAL_EMULATION_FIGHTER",
    "CSTĐ toàn quốc": "NATIONAL_EMULATION_FIGHTER",
}
LAYOUT = Layout(
    "so-thanh-tich",
    "XẾP LOẠI, DANH HIỆU, HÌNH THỨC KHEN THƯỞNG QUA CÁC NĂM",
    (
        *PERSON_COLUMNS,
        year_column("Năm thành tích", "Năm thi đua", "Năm khen thưởng"),
        *award_columns(
            [code for code in TITLE_CODES if code not in COLLECTIVE_TITLES],
            _SHORT_TITLES,
            "GRASSROOTS_EMULATION_FIGHTER",
        ),
        *paper_columns("Cấp khen"),
    ),
)


def plan_lists(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code, or by name with birth and unit; awards held against the book and the rows before."""
    people, wrongs = KnownPeople(lists), impossible(today)
    grades = YearGrade.objects.filter(book__person__agency=lists.agency)
    awards = KnownAwards(grades, "book__person", rows)
    awards.note(UnitAward.objects.filter(agency=lists.agency, person__isnull=False), "person")
    decisions = Decisions(UnitAward.objects.filter(agency=lists.agency), _("sổ khen thưởng"))

    def plan_row(row: Row) -> RowPlan:
        if findings := wrongs.of(row):
            return wrong(row, row["name"], *findings)
        person = people.whose(row)
        if isinstance(person, RowPlan):
            return person
        if contradictions := list(people.contradicts(row, person, date(row["year"], 12, 31), YEAR)):
            return wrong(row, row["name"], *contradictions)
        told = {"person": person.pk, "unit": people.unit_ids.get(person.pk)}
        return decisions.clash(row, row["name"]) or awards.plan(row, person.pk, person.full_name, **told)

    return plan_row


def apply_lists(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, then write grades and awards; change grades that the file corrects,
    and the basis of awards on record.
    """
    agency = lists.agency.pk
    rows = [plan.values for plan in plans]
    add_grades(ledger, agency, rows, "person", now)
    names = {code.value: str(code.label) for code in LawCode}
    people = dict(Person.objects.filter(agency=agency).values_list("pk", "full_name"))
    ledger.add(
        UnitAward,
        ("person_id", "unit_id", "year", "recipient", "law_code", "name", "basis", *PAPER),
        [
            (values["person"], values["unit"], values["year"], people[values["person"]], code, names[code], basis,
             *stored_paper(values))
            for values, code, basis in awards_in(rows)
        ],
        agency_id=agency,
        recipient_kind=RecipientKind.PERSON,
        is_told_to_bloc=False,
        recorded_at=now,
    )  # fmt: skip
    change_grades(ledger, rows)
    change_bases(ledger, rows)


def export_lists(lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Grades, titles and honours on record, a row each."""
    about = people_out(lists.agency)
    grades = YearGrade.objects.filter(book__person__agency=lists.agency).select_related("book")
    for grade in grades.order_by("book__person__sort_key", "year").iterator(2_000):
        yield {**about[grade.book.person_id or 0], "year": grade.year, "grade": grade.grade, **paper_out(grade)}
    awards = UnitAward.objects.filter(agency=lists.agency, person__isnull=False, law_code__isnull=False)
    for award in awards.order_by("person__sort_key", "year", "pk").iterator(2_000):
        if award.person_id in about:
            yield {**about[award.person_id or 0], **award_out(award), **paper_out(award)}


OLD_LISTS = list_kind(
    "so-thanh-tich",
    lambda: _("xếp loại, danh hiệu, khen thưởng qua các năm"),
    LAYOUT,
    planner=plan_lists,
    apply=apply_lists,
    export=export_lists,
    undone=take_back_published,
)
