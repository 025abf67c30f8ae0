"""Lists of initiatives and scientific works: a row is one work of one person, with the scope it was recognised in.

A book has the widest scope: a wider one is shown before it is written, a narrower one is put to a person, and so is the
same name in another year, for recognised again is not recognised twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, Text
from thidua.common.tables.plans import Difference, Option, PlanRow, Question, Row, RowPlan, ask, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.law.codes import Scope
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Person
from thidua.records.enums import WorkKind, WorkScope
from thidua.records.models import Work
from thidua.records.services.imports.books import open_books
from thidua.records.services.imports.lists import (
    AS_IN_FILE,
    BOTH,
    PAPER,
    THE_SAME,
    YEAR,
    Decisions,
    Impossible,
    OldLists,
    list_kind,
    paper_columns,
    paper_of,
    paper_out,
    stored_paper,
    where_it_stands,
    wrong_days,
    wrong_years,
    year_column,
)
from thidua.records.services.imports.people import PERSON_COLUMNS, KnownPeople, people_out

KIND, WORK, SCOPE = "Loại", "Tên sáng kiến, đề tài", "Phạm vi được công nhận"
_SHORT_KINDS: Final = {
    "SK": "INITIATIVE",
    "Giải pháp": "INITIATIVE",
    "Đề tài": "SCIENTIFIC_WORK",
    "Đề tài khoa học": "SCIENTIFIC_WORK",
    "Đề án": "SCIENTIFIC_WORK",
    "Đề án khoa học": "SCIENTIFIC_WORK",
    "Công trình khoa học": "SCIENTIFIC_WORK",
    "Công trình khoa học và công nghệ": "SCIENTIFIC_WORK",
}
_SHORT_SCOPES: Final = {
    "Cấp cơ sở": "GRASSROOTS",
    "Cấp Bộ": "MINISTRY",
    "Bộ": "MINISTRY",
    "Cấp tỉnh": "MINISTRY",
    "Tỉnh": "MINISTRY",
    "Cấp Bộ, ban, ngành, tỉnh": "MINISTRY",
    "Cả nước": "NATIONAL",
    "Phạm vi toàn quốc": "NATIONAL",
}
LAYOUT = Layout(
    "sang-kien",
    "SÁNG KIẾN, ĐỀ TÀI ĐÃ ĐƯỢC CÔNG NHẬN",
    (
        *PERSON_COLUMNS,
        Column("kind", KIND, Choice(dict(WorkKind.choices), _SHORT_KINDS), required=True, width=22,
               example="INITIATIVE", spellings=("Loại công trình", "Sáng kiến hay đề tài")),
        Column("work", WORK, Text(500), required=True, width=48, example="Cải tiến cách theo dõi việc đến hạn",
               spellings=("Tên sáng kiến", "Tên đề tài", "Tên", "Nội dung sáng kiến")),
        year_column("Năm công nhận", "Năm được công nhận"),
        Column("scope", SCOPE, Choice(dict(WorkScope.choices), _SHORT_SCOPES), required=True, width=24,
               example="GRASSROOTS", spellings=("Phạm vi", "Phạm vi ảnh hưởng", "Cấp công nhận", "Cấp"),
               hint="Phạm vi rộng nhất mà hiệu quả, ảnh hưởng được công nhận"),
        *paper_columns("Nơi công nhận"),
    ),
)  # fmt: skip


class _Stored(NamedTuple):
    """A work on record, or in an earlier row of the file; `row`: the row that told of it, 0 where none has."""

    pk: int | None
    year: int
    scope: str
    row: int


def plan_works(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code or name; works held against the book and the rows before."""
    people, wrongs = KnownPeople(lists), Impossible(("year", "decided_on"), lambda row: _wrong(row, today))
    of_agency = Work.objects.filter(book__person__agency=lists.agency)
    known: dict[tuple[int, str, str], list[_Stored]] = defaultdict(list)
    told = of_agency.order_by("year", "pk").values_list("pk", "book__person", "kind", "title", "year", "scope")
    for pk, person_id, kind, title, year, scope in told.iterator(20_000):
        known[person_id, kind, fold(title)].append(_Stored(pk, year, scope, 0))
    decisions = Decisions(of_agency, _("sổ thành tích"))

    def plan_row(row: Row) -> RowPlan:
        if findings := wrongs.of(row):
            return wrong(row, row["name"], *findings)
        person = people.whose(row)
        if isinstance(person, RowPlan):
            return person
        if contradictions := list(people.contradicts(row, person, date(row["year"], 12, 31), YEAR)):
            return wrong(row, row["name"], *contradictions)
        alike = known[person.pk, row["kind"], fold(row["work"])]
        return decisions.clash(row, row["name"]) or _plan(row, person, alike)

    return plan_row


def _wrong(row: Row, today: date) -> Iterable[Finding]:
    yield from wrong_years(row, today)
    yield from wrong_days(row, today, row["year"])


def _plan(row: Row, person: Person, alike: list[_Stored]) -> RowPlan:
    """What the row adds to the works of that name, or makes of one of them."""
    title = f"{person.full_name}: {row['work']}"
    here = next((each for each in alike if each.year == row["year"]), None)
    if here is not None and here.row:
        says = _("“%(work)s” năm %(year)s của người này đã có ở dòng %(row)s.")
        told = {"work": row["work"], "year": row["year"], "row": here.row}
        return wrong(row, title, Finding(WORK, says % told, _("Giữ lại một dòng.")))
    if here is not None:
        alike[alike.index(here)] = here._replace(row=row.number)
        return _widen(row, title, here)
    other = alike[0] if alike else None
    if other is not None and row.answers.get("work") not in (THE_SAME, BOTH):
        says = _("%(where)s đã có “%(work)s” của người này, năm %(year)s, phạm vi %(scope)s. Là cùng một công trình?")
        told = {
            "where": where_it_stands(other.row),
            "work": row["work"],
            "year": other.year,
            "scope": WorkScope(other.scope).label,
        }
        same = Option(THE_SAME, _("Cùng một: giữ dòng đang có, không tính hai lần"))
        return ask(row, title, Question("work", says % told, (same, Option(BOTH, _("Hai công trình: ghi cả hai")))))
    if other is not None and row.answers["work"] == THE_SAME:
        return change(row, title, other.pk or 0, ())
    alike.append(_Stored(None, row["year"], row["scope"], row.number))
    about = {"kind": row["kind"], "work": row["work"], "year": row["year"], "scope": row["scope"]}
    return new(row, title, person=person.pk, **about, **paper_of(row))


def _widen(row: Row, title: str, stored: _Stored) -> RowPlan:
    """The scope that the file has, where the book has another."""
    assert stored.pk is not None
    wider, differs = Scope(row["scope"]).reaches(Scope(stored.scope)), row["scope"] != stored.scope
    named = {"file": str(WorkScope(row["scope"]).label), "book": str(WorkScope(stored.scope).label)}
    if differs and not wider:
        if row.answers.get("scope") not in (AS_IN_FILE, THE_SAME):
            says = _("Sổ ghi phạm vi %(book)s, rộng hơn phạm vi %(file)s của dòng này. Giữ phạm vi nào?") % named
            keep = Option(THE_SAME, _("Giữ phạm vi rộng hơn đang có"))
            take = Option(AS_IN_FILE, _("Sổ ghi sai: sửa theo tệp"))
            return ask(row, title, Question("scope", says, (keep, take)))
        differs = row.answers["scope"] == AS_IN_FILE
    differences = [Difference(_("Phạm vi được công nhận"), named["book"], named["file"])] if differs else []
    return change(row, title, stored.pk, differences, stored=stored.pk, scope=row["scope"])


def apply_works(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, write works, change scopes."""
    agency = lists.agency.pk
    added = [plan.values for plan in plans if "stored" not in plan.values]
    books = open_books(agency, "person", {values["person"] for values in added}, ledger)
    ledger.add(
        Work,
        ("book_id", "kind", "title", "year", "scope", *PAPER),
        [
            (books[values["person"]], values["kind"], values["work"], values["year"], values["scope"],
             *stored_paper(values))
            for values in added
        ],
        agency_id=agency,
        recorded_at=now,
    )  # fmt: skip
    changed = {plan.values["stored"]: plan.values["scope"] for plan in plans if "stored" in plan.values}
    for work in Work.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(work, scope=changed[work.pk])


def export_works(lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Works of people on record, a row each."""
    about = people_out(lists.agency)
    works = Work.objects.filter(book__person__agency=lists.agency).select_related("book")
    for work in works.order_by("book__person__sort_key", "book__person", "year", "pk").iterator(2_000):
        told = {"kind": work.kind, "work": work.title, "year": work.year, "scope": work.scope}
        yield {**about[work.book.person_id or 0], **told, **paper_out(work)}


WORKS = list_kind(
    "sang-kien",
    lambda: _("sáng kiến, đề tài đã được công nhận"),
    LAYOUT,
    planner=plan_works,
    apply=apply_works,
    export=export_works,
)
