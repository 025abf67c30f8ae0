"""A year in a table: grade and titles of a unit's people, as the sheet of the year has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor, person_of
from thidua.common.parents import let_go_of
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import people_of_unit
from thidua.records.enums import EntryKind, Grade, LawCode, RecipientKind
from thidua.records.errors import BookError
from thidua.records.facts.reading import last_told
from thidua.records.facts.rows import BookRows, rows_of_people
from thidua.records.models import FullyTold, RecordBook, ReopenedTelling, UnitAward, YearGrade
from thidua.records.policies.books import may_write_book
from thidua.records.policies.pages import may_write_unit_year
from thidua.records.services import FIRST_YEAR, coarse_code_of
from thidua.records.services.books import told_by_unit
from thidua.records.services.reopening import name_of, reopen_tellings, settle_by, told_of_reopening

TITLES: Final = (
    LawCode.ADVANCED_WORKER,
    LawCode.GRASSROOTS_EMULATION_FIGHTER,
    LawCode.MINISTERIAL_EMULATION_FIGHTER,
    LawCode.NATIONAL_EMULATION_FIGHTER,
)
"""Titles of a year that a person can have, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class YearCells:
    """What a row says of one person's year. `no_title`: told in full, none. Nothing at all: not known."""

    grade: str = ""
    titles: frozenset[str] = frozenset()
    no_title: bool = False

    @property
    def code(self) -> str:
        """The cells as one text, by which a page and the database are compared."""
        return "|".join((self.grade, ",".join(sorted(self.titles)), str(int(self.no_title))))


@dataclass(frozen=True, slots=True)
class TablePaper:
    """The papers that the table was copied from, once for all rows."""

    grade_number: str = ""
    grade_day: PartialDate = field(default_factory=PartialDate)
    title_number: str = ""
    title_day: PartialDate = field(default_factory=PartialDate)
    issuer: str = ""
    titles_told: bool = False
    """Whoever has a title in the table has no other of that year."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it was sent: what the page showed when it was opened, and what it says now."""

    person: int
    shown: str
    cells: YearCells


class TableError(BookError):
    """Rows that cannot be saved: nothing was. `rows`: person → what is wrong."""

    code = "year_table"

    def __init__(self, rows: Mapping[int, str]) -> None:
        super().__init__(_("Chưa lưu gì. Xem lại những dòng có chữ đỏ rồi bấm lưu lần nữa."))
        self.rows = dict(rows)


def words_of_cells(cells: YearCells) -> str:
    """What a row says, in words."""
    grade = str(Grade(cells.grade).label) if cells.grade in Grade.values else _("chưa xếp loại")
    titles = [str(code.label) for code in TITLES if code in cells.titles]
    return ", ".join([grade, *titles, *([_("không có danh hiệu")] if cells.no_title else [])])


def cells_of(rows: BookRows, year: int) -> YearCells:
    """What is on record of a year."""
    grade = next((each.grade for each in rows.grades if each.year == year), "")
    titles = frozenset(str(each.law_code) for each in rows.awards if each.year == year and each.law_code in TITLES)
    told = any(
        each.kind == EntryKind.TITLE and (each.from_year or 0) <= year <= each.to_year for each in rows.told_alone()
    )
    return YearCells(grade, titles, told and not titles)


def _is_told(rows: BookRows, year: int, today: date) -> bool:
    """Whether the titles of a year are told in full, as it is seen today."""
    return any(
        each.kind == EntryKind.TITLE and (each.from_year or 0) <= year <= last_told(each.to_year, each.said_on, today)
        for each in rows.told_alone()
    )


def table_of(unit: Unit, year: int, today: date) -> list[tuple[Person, YearCells]]:
    """The unit's people of that year with what is on record, by name; a constant number of queries."""
    people = list(people_of_unit(unit.pk, min(date(year, 12, 31), today)))
    rows = rows_of_people([each.pk for each in people])
    return [(each, cells_of(rows[each.pk], year)) for each in people]


@transaction.atomic
def save_table(
    *, actor: Actor, unit: Unit, year: int, rows: Sequence[TableRow], paper: TablePaper, now: datetime
) -> int:
    """Write what changed, all or nothing; the number of rows that changed, or whose titles are now told in full.

    Raises `TableError` with the rows that cannot be saved: somebody else wrote there meanwhile, it is the writer's own
    book, a title and “không có” at once, or something on record is changed without a reason.
    """
    require(may_write_unit_year(actor, (unit, year)))
    today = timezone.localtime(now).date()
    if not FIRST_YEAR <= year <= today.year:
        raise BookError(_("Năm này chưa đến, hoặc quá xa."), code="year")
    people = {each.pk: each for each, _cells in table_of(unit, year, today)}
    known = [each for each in rows if each.person in people]
    changed = [each for each in known if each.cells.code != each.shown or (paper.titles_told and each.cells.titles)]
    locked = list(
        RecordBook.objects.select_for_update(of=("self",), no_key=True)
        .filter(person__in=[each.person for each in changed])
        .order_by("pk")
    )
    books = {book.person_id: book for book in locked}
    stored = rows_of_people([each.person for each in changed])
    wrong: dict[int, str] = {}
    for row in changed:
        if problem := _problem(actor, people[row.person], row, cells_of(stored[row.person], year), paper.reason):
            wrong[row.person] = problem
    if wrong:
        raise TableError(wrong)
    changed = [
        each for each in changed if each.cells.code != each.shown or not _is_told(stored[each.person], year, today)
    ]
    before, after = {}, {}
    reopened: list[ReopenedTelling] = []
    for row in changed:
        person = people[row.person]
        book = books.get(person.pk) or RecordBook.objects.create(agency_id=person.agency_id, person=person)
        before[person.full_name] = words_of_cells(cells_of(stored[person.pk], year))
        after[person.full_name] = words_of_cells(row.cells) + (
            _(", đã ghi đủ danh hiệu") if paper.titles_told and row.cells.titles else ""
        )
        reopened += _write(actor, book, unit, year, stored[person.pk], row.cells, paper, now)
    if changed:
        audit.record(
            actor,
            "book.table_saved",
            unit,
            agency=unit.agency_id,
            before={"year": year, "cells": [f"{name}: {said}" for name, said in before.items()]},
            after={"year": year, "cells": [f"{name}: {said}" for name, said in after.items()]}
            | told_of_reopening(reopened),
            reason=normalise(paper.reason)[:250],
        )
    return len(changed)


def _problem(actor: Actor, person: Person, row: TableRow, stored: YearCells, reason: str) -> str:
    if not may_write_book(actor, person):
        return _("Không ai tự ghi sổ của mình. Nhờ cơ quan thường trực ghi dòng này.")
    if stored.code != row.shown:
        return _("Có người vừa ghi dòng này: %(now)s. Lưu lần nữa thì dòng của anh/chị thay bản ấy.") % {
            "now": words_of_cells(stored)
        }
    if row.cells.no_title and row.cells.titles:
        return _("Đã chọn danh hiệu thì bỏ chọn “Không có danh hiệu”.")
    if row.cells.grade and row.cells.grade not in Grade.values:
        return _("Không có mức xếp loại này.")
    if not row.cells.titles <= set(TITLES):
        return _("Không có danh hiệu này.")
    takes_away = (stored.grade and stored.grade != row.cells.grade) or stored.titles - row.cells.titles
    if takes_away and not normalise(reason):
        return _("Dòng này đổi hoặc bỏ điều đã ghi: ghi lý do ở ô phía trên bảng.")
    return ""


def _write(
    actor: Actor,
    book: RecordBook,
    unit: Unit,
    year: int,
    stored: BookRows,
    cells: YearCells,
    paper: TablePaper,
    now: datetime,
) -> list[ReopenedTelling]:
    """What is said of one person in the year; gives the words that it speaks against."""
    _write_grade(actor, book, year, stored, cells, paper, now)
    had = {each.law_code: each for each in stored.awards if each.year == year and each.law_code in TITLES}
    for code, award in had.items():
        if code not in cells.titles:
            let_go_of(actor, UnitAward, [award.pk])
            award.delete()
    assert book.person is not None
    added = []
    for code in TITLES:
        if code in cells.titles and code not in had:
            if (named := told_by_unit(book.person, year, code)) is not None:
                named.person, named.version = book.person, named.version + 1
                named.save()
                added.append(named)
                continue
            award = UnitAward.objects.create(
                agency_id=book.agency_id,
                unit=unit,
                person=book.person,
                recipient_kind=RecipientKind.PERSON,
                recipient=book.person.full_name,
                year=year,
                code=coarse_code_of(code),
                law_code=code,
                name=str(code.label),
                decision_number=normalise(paper.title_number)[:80],
                decided_on=paper.title_day,
                issuer=normalise(paper.issuer)[:250],
                is_told_to_bloc=False,
                recorded_at=now,
            )
            added.append(award)
    is_told_now = cells.no_title or (paper.titles_told and bool(cells.titles))
    reopened = [
        each
        for award in added
        for each in reopen_tellings(book.person, None, award, by=name_of(actor), reason=paper.reason, now=now)
    ]
    told = FullyTold.objects.filter(book=book, kind=EntryKind.TITLE, from_year=year, to_year=year)
    today = timezone.localtime(now).date()
    if is_told_now and (reopened or not _is_told(stored, year, today)):
        told.delete()  # what was said of this year alone is said anew
        anew = FullyTold.objects.create(
            agency_id=book.agency_id,
            book=book,
            kind=EntryKind.TITLE,
            from_year=year,
            to_year=year,
            said_by=actor.name if isinstance(actor, PersonActor) else "",
            said_by_person_id=person_of(actor),
            said_on=today,
        )
        settle_by(anew, ReopenedTelling.objects.filter(person=book.person), now)
    elif not is_told_now and (not cells.titles or cells_of(stored, year).no_title):
        told.delete()
    return reopened


def _write_grade(
    actor: Actor, book: RecordBook, year: int, stored: BookRows, cells: YearCells, paper: TablePaper, now: datetime
) -> None:
    row = next((each for each in stored.grades if each.year == year), None)
    if row is not None and row.grade == cells.grade:
        return
    if not cells.grade:
        if row is not None:
            let_go_of(actor, YearGrade, [row.pk])
            row.delete()
        return
    fresh: dict[str, Any] = {
        "decision_number": normalise(paper.grade_number)[:80],
        "decided_on": paper.grade_day,
        "issuer": normalise(paper.issuer)[:250],
    }
    if row is None:
        row = YearGrade(agency_id=book.agency_id, book=book, year=year, recorded_at=now)
    else:
        row.version += 1
    row.grade = cells.grade
    for name, value in fresh.items():
        if value not in ("", PartialDate()):
            setattr(row, name, value)
    row.save()
