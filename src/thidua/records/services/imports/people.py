"""Whose row it is: people by staff code, or by name with birth and unit; the same for every list about people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.layouts import Column
from thidua.common.tables.parsers import PartialDay, Text
from thidua.common.tables.plans import Option, Question, Row, RowPlan, ask, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency, Person, UnitMembership
from thidua.organisations.services.imports.finders import describe_person
from thidua.records.models import RecordBook
from thidua.records.services.imports.lists import OldLists

NAME: Final = "Họ và tên"
PERSON_COLUMNS: Final = (
    Column("name", NAME, Text(120), required=True, width=28, example="Nguyễn Văn Ví Dụ",
           spellings=("Họ tên", "Họ, tên", "Tên cá nhân")),
    Column("born", "Ngày sinh", PartialDay(), width=14, example=PartialDate(1980, 5, 19),
           spellings=("Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh"),
           hint="Đủ ngày tháng năm, hoặc chỉ năm"),
    Column("staff_code", "Mã cán bộ", Text(40), width=14,
           spellings=("Mã số cán bộ", "Số hiệu công chức", "Mã nhân viên", "Mã CBCC", "Số hiệu")),
    Column("unit", "Đơn vị", Text(250), width=36, example="Vụ Ví dụ",
           spellings=("Tên đơn vị", "Đơn vị công tác", "Cơ quan, đơn vị"),
           hint="Chỉ dùng để phân biệt người cùng tên"),
)  # fmt: skip


class KnownPeople:
    """The people of an agency, looked up once for all rows."""

    def __init__(self, lists: OldLists) -> None:
        agency = lists.agency
        self.writer = lists.writer
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_staff_code: dict[str, Person] = {}
        for person in Person.objects.filter(agency=agency).order_by("pk"):
            self.by_name[person.search_key].append(person)
            if person.staff_code:
                self.by_staff_code[fold(person.staff_code)] = person
        self.units: dict[int, str] = {}
        self.unit_ids: dict[int, int] = {}
        members = UnitMembership.objects.filter(person__agency=agency).order_by("since", "pk")
        for pk, unit, name in members.values_list("person", "unit", "unit__name"):
            self.units[pk], self.unit_ids[pk] = name, unit
        books = RecordBook.objects.filter(person__agency=agency, employed_since__isnull=False)
        self.starts = {pk: day for pk, day in books.values_list("person", "employed_since") if pk and day}
        self.found: dict[tuple[Any, ...], Person] = {}
        """Who is meant beyond doubt, by what the row says of him."""

    def whose(self, row: Row) -> Person | RowPlan:
        """The person of a row, or the plan of a row that cannot go on. Who is found once is found for all his rows."""
        get = row.values.get
        said = get("staff_code"), get("name"), get("born"), get("unit")
        found = self.found.get(said)
        if found is None:
            told = self._look_for(row)
            if isinstance(told, RowPlan) or row.answers:
                return told
            found = self.found[said] = told
        return found

    def contradicts(self, row: Row, person: Person, since: date, column: str) -> Iterator[Finding]:
        """What cannot be of this person: `since`, the last day by which he must have been in service, stands in a
        column.
        """
        if self.writer is not None and person.pk == self.writer:
            yield Finding(
                NAME,
                _("Không ai tự ghi sổ thành tích của mình."),
                _("Bỏ dòng này; nhờ người khác của cơ quan thường trực ghi."),
            )
        start = self.starts.get(person.pk)
        if start is not None and since < start:
            yield self._before_service(row, column, since, start)

    def _before_service(self, row: Row, column: str, since: date, start: date) -> Finding:
        if row["year"] is None:
            says = _("Ngày %(day)s trước ngày vào làm %(start)s của người này.")
            remedy = _("Sửa ngày trong tệp, hoặc sửa ngày vào làm trong sổ.")
            return Finding(column, says % {"day": short_date(since), "start": short_date(start)}, remedy)
        says = _("Năm %(year)s trước ngày vào làm %(day)s của người này.")
        remedy = _("Sửa năm trong tệp, hoặc sửa ngày vào làm trong sổ.")
        return Finding(column, says % {"year": row["year"], "day": short_date(start)}, remedy)

    def _look_for(self, row: Row) -> Person | RowPlan:
        code = row["staff_code"]
        if code and (by_code := self.by_staff_code.get(fold(code))):
            return self._same_person(row, by_code)
        alike = self.by_name.get(fold(row["name"]), [])
        exact = [each for each in alike if each.full_name.casefold() == row["name"].casefold()]
        if exact and not row["name"].isascii():
            alike = exact
        if not alike:
            return wrong(
                row,
                row["name"],
                Finding(
                    NAME,
                    _("Không thấy người tên “%(name)s” trong danh mục.") % {"name": row["name"]},
                    _("Sửa tên trong tệp, hoặc nhập người này vào danh mục người trước."),
                ),
            )
        agree = [each for each in alike if _births_agree(each, row["born"])]
        here = [each for each in agree if row["unit"] and fold(row["unit"]) == fold(self.units.get(each.pk, ""))]
        only = agree if len(agree) == 1 and len(alike) == 1 else _born_so(agree, row["born"])
        sure = here if len(here) == 1 else only
        if len(sure) == 1:
            return sure[0]
        return self._ask_who(row, here or agree or alike, is_birth_other=not agree)

    def _same_person(self, row: Row, person: Person) -> Person | RowPlan:
        """Who has the code: with another name or birth a person must say."""
        if fold(person.full_name) == fold(row["name"]) and _births_agree(person, row["born"]):
            return person
        return self._ask_who(row, [person], is_birth_other=fold(person.full_name) == fold(row["name"]))

    def _ask_who(self, row: Row, people: Sequence[Person], *, is_birth_other: bool) -> Person | RowPlan:
        answer = row.answers.get("person", "")
        for person in people:
            if str(person.pk) == answer:
                return person
        told = {"name": row["name"], "born": row["born"] or _("không ghi ngày sinh")}
        if is_birth_other:
            text = _("Danh mục có %(name)s với ngày sinh khác (%(born)s trong tệp). Có phải là người này?") % told
        else:
            text = _("Có nhiều người tên %(name)s. Dòng này là ai?") % told
        options = tuple(
            Option(str(each.pk), describe_person(each, self.units.get(each.pk, ""))) for each in people[:20]
        )
        return ask(row, row["name"], Question("person", text, options))


def people_out(agency: Agency) -> dict[int, dict[str, Any]]:
    """What a list says of each person, by column key."""
    return {
        person.pk: {
            "name": person.full_name,
            "born": PartialDate.of(person.born_on) if person.born_on else None,
            "staff_code": person.staff_code or None,
        }
        for person in Person.objects.filter(agency=agency)
    }


def _births_agree(person: Person, born: PartialDate | None) -> bool:
    """Whether nothing known speaks against the birth in the file."""
    if born is None or born.year is None:
        return True
    if person.born_on is not None:
        return born.may_be(person.born_on)
    return person.born_year is None or person.born_year == born.year


def _born_so(people: Sequence[Person], born: PartialDate | None) -> list[Person]:
    """Those born on the very day that the file names."""
    if born is None or born.day is None:
        return []
    return [each for each in people if each.born_on is not None and born.may_be(each.born_on)]
