"""First days: since when each person is in service, since when each unit exists; a row is one person, or one unit.

Time of service and the years before which there can be nothing are reckoned from this day, so only a whole day is kept.
A day of which the file knows less never takes the place of one on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.kinds import ImportKind
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import PartialDay
from thidua.common.tables.plans import Difference, PlanRow, Row, RowPlan, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.organisations.models import Person, Unit
from thidua.records.facts.births import is_before_birth
from thidua.records.models import RecordBook
from thidua.records.services.imports.lists import FIRST_YEAR, OldLists, list_kind
from thidua.records.services.imports.owners import PEOPLE, UNITS, Owners
from thidua.records.services.imports.people import NAME

EMPLOYED, ESTABLISHED = "Ngày vào làm", "Ngày thành lập"
_WHOLE_DAY: Final = "Phải đủ ngày, tháng, năm"


@dataclass(frozen=True, slots=True)
class FirstDays:
    """Whose first days they are; `field`: where a book holds them; `column`: what a table calls them."""

    owners: Owners
    field: str
    column: str

    @property
    def books(self) -> str:
        """What narrows books to those of owners of an agency."""
        return f"{self.owners.whose}__agency"


OF_PEOPLE: Final = FirstDays(PEOPLE, "employed_since", EMPLOYED)
OF_UNITS: Final = FirstDays(UNITS, "established_on", ESTABLISHED)
LAYOUT = Layout(
    "ngay-vao-lam",
    "NGÀY VÀO LÀM",
    (
        *PEOPLE.columns,
        Column("since", EMPLOYED, PartialDay(), required=True, width=14, example=PartialDate(2012, 3, 1),
               spellings=("Ngày vào ngành", "Ngày tuyển dụng", "Ngày vào cơ quan", "Ngày bắt đầu làm việc"),
               hint=_WHOLE_DAY),
    ),
)  # fmt: skip
UNIT_LAYOUT = Layout(
    "ngay-thanh-lap",
    "NGÀY THÀNH LẬP ĐƠN VỊ",
    (
        *UNITS.columns,
        Column("since", ESTABLISHED, PartialDay(), required=True, width=14, example=PartialDate(2003, 4, 1),
               spellings=("Ngày thành lập đơn vị", "Thành lập ngày", "Ngày bắt đầu hoạt động"), hint=_WHOLE_DAY),
    ),
)  # fmt: skip


def plan_first_days(days: FirstDays, lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code or name, units by any name; days held against the books and the rows before."""
    known = days.owners.known(lists)
    books = RecordBook.objects.filter(**{days.books: lists.agency})
    stored = {owner: (pk, day) for owner, pk, day in books.values_list(days.owners.whose, "pk", days.field)}
    told: dict[int, tuple[int, PartialDate]] = {}
    """Owner → the row that told of his day, and the day."""

    def plan_row(row: Row) -> RowPlan:
        title, since = days.owners.title(row), row["since"]
        if findings := list(_wrong(days, since, today)):
            return wrong(row, title, *findings)
        owner = known.whose(replace(row, values={**row.values, "since": since.earliest}))
        if isinstance(owner, RowPlan):
            return owner
        if findings := list(_against(days, lists, owner, since)):
            return wrong(row, title, *findings)
        line, before = told.setdefault(owner.pk, (row.number, since))
        if line != row.number and before != since:
            says = _("Dòng %(row)s đã ghi %(day)s.") % {"row": line, "day": before}
            return wrong(row, title, Finding(days.column, says, _("Giữ lại một dòng.")))
        book, day = stored.get(owner.pk, (None, None))
        if line != row.number:
            return change(row, title, book or 0, ())
        return _plan(days, row, owner, since, book, day)

    return plan_row


def _plan(
    days: FirstDays, row: Row, owner: Person | Unit, since: PartialDate, book: int | None, day: date | None
) -> RowPlan:
    """What the row makes of a book, or that it opens one."""
    title = days.owners.title(row)
    if since.precision is not Precision.DAY:
        if day is not None and since.may_be(day):
            return change(row, title, book or 0, ())
        says = _("Chỉ có %(known)s, còn thiếu ngày.") % {"known": since}
        if day is not None:
            says = _("Sổ đã ghi %(day)s; tệp chỉ có %(known)s.") % {"day": short_date(day), "known": since}
        return wrong(row, title, Finding(days.column, says, _("Nhập đủ ngày, tháng, năm, hoặc bỏ dòng này.")))
    if book is None:
        return new(row, title, owner=owner.pk, since=since.earliest)
    differences = []
    if since.earliest != day:
        before = short_date(day) if day else ""
        differences.append(Difference(days.column, before, short_date(since.earliest)))
    return change(row, title, book, differences, book=book, since=since.earliest)


def _wrong(days: FirstDays, since: PartialDate, today: date) -> Iterable[Finding]:
    """What can be nobody's first day."""
    if since.earliest is None or since.latest is None:
        yield Finding(days.column, _("Chưa ghi ngày."), _("Nhập đủ ngày, tháng, năm, hoặc bỏ dòng này."))
    elif since.earliest > today:
        yield Finding(days.column, _("Ngày %(day)s còn ở phía trước.") % {"day": since}, _("Sửa ngày trong tệp."))
    elif since.latest.year < FIRST_YEAR and days is OF_PEOPLE:
        says = _("Ngày bắt đầu trước năm %(first)s.") % {"first": FIRST_YEAR}
        yield Finding(days.column, says, _("Sửa ngày trong tệp."))


def _against(days: FirstDays, lists: OldLists, owner: Person | Unit, since: PartialDate) -> Iterator[Finding]:
    """What cannot be of this person, or of this unit."""
    first, last = since.earliest, since.latest
    assert first is not None
    assert last is not None
    if isinstance(owner, Unit):
        if owner.ended_on is not None and first > owner.ended_on:
            says = _("“%(unit)s” đã kết thúc ngày %(day)s.")
            told = {"unit": owner.name, "day": short_date(owner.ended_on)}
            yield Finding(days.column, says % told, _("Sửa ngày hoặc tên đơn vị trong tệp."))
        return
    if owner.pk == lists.writer:
        yield Finding(
            NAME,
            _("Không ai tự ghi sổ thành tích của mình."),
            _("Bỏ dòng này; nhờ người khác của cơ quan thường trực ghi."),
        )
    if is_before_birth(owner, last):
        yield Finding(
            days.column, _("Ngày %(day)s trước ngày sinh của người này.") % {"day": since}, _("Xem lại hai ngày.")
        )


def apply_first_days(days: FirstDays, lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet with their days, and change the days of others."""
    opened = [(plan.values["owner"], plan.values["since"]) for plan in plans if "book" not in plan.values]
    ledger.add(RecordBook, (f"{days.owners.whose}_id", days.field), opened, agency_id=lists.agency.pk)
    changed = {plan.values["book"]: plan.values["since"] for plan in plans if "book" in plan.values}
    if not changed:
        return
    books = RecordBook.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=changed)
    for book in books.order_by("pk"):
        ledger.change(book, **{days.field: changed[book.pk]})


def export_first_days(days: FirstDays, lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Days on record, a row each."""
    about = days.owners.out(lists.agency)
    books = RecordBook.objects.filter(**{days.books: lists.agency, f"{days.field}__isnull": False})
    whose = days.owners.whose
    for owner, day in books.order_by(f"{whose}__sort_key", whose).values_list(whose, days.field).iterator(2_000):
        yield {**about[owner], "since": PartialDate.of(day)}


def _kind(name: str, label: Callable[[], str], layout: Layout, days: FirstDays) -> ImportKind:
    return list_kind(
        name,
        label,
        layout,
        planner=partial(plan_first_days, days),
        apply=partial(apply_first_days, days),
        export=partial(export_first_days, days),
    )


FIRST_DAYS = _kind("ngay-vao-lam", lambda: _("ngày vào làm"), LAYOUT, OF_PEOPLE)
FOUNDING_DAYS = _kind("ngay-thanh-lap", lambda: _("ngày thành lập đơn vị"), UNIT_LAYOUT, OF_UNITS)
