"""Whose row it is: a unit by any name it ever had, which must have stood at the time that the row is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.layouts import Column
from thidua.common.tables.parsers import Text
from thidua.common.tables.plans import Option, Question, Row, RowPlan, ask, wrong
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency, Unit
from thidua.organisations.services.imports.finders import UnitFinder, describe_unit
from thidua.records.models import RecordBook
from thidua.records.services.imports.lists import YEAR, OldLists

UNIT: Final = "Đơn vị"
UNIT_COLUMN: Final = Column(
    "unit", UNIT, Text(250), required=True, width=36, example="Vụ Ví dụ",
    spellings=("Tên đơn vị", "Tập thể", "Tên tập thể", "Cơ quan, đơn vị"),
    hint="Tên hiện nay, tên cũ, tên viết tắt hay tên gọi khác đã ghi ở danh mục đơn vị",
)  # fmt: skip


class KnownUnits:
    """The units of an agency with their names of all times and the days between which they exist."""

    def __init__(self, lists: OldLists) -> None:
        units = Unit.objects.filter(agency=lists.agency).select_related("parent").order_by("pk")
        self.finder = UnitFinder(units)
        books = RecordBook.objects.filter(unit__agency=lists.agency, established_on__isnull=False)
        self.starts = {pk: day for pk, day in books.values_list("unit", "established_on") if pk and day}

    def in_year(self, row: Row) -> Unit | RowPlan:
        """The unit of a row about a year: of several with that name, the one that stood in it."""
        year: int = row["year"]
        named = self._named(row)
        stood = [unit for unit in named if not self._against(unit, date(year, 1, 1), date(year, 12, 31), year)]
        if named and not stood:
            (says, *_others) = (self._against(unit, date(year, 1, 1), date(year, 12, 31), year) for unit in named)
            return wrong(row, row["unit"], Finding(YEAR, says, _("Sửa năm hoặc tên đơn vị trong tệp.")))
        question = _("Có %(count)s đơn vị gọi là “%(name)s” trong năm %(year)s. Là đơn vị nào?")
        return self._one_of(row, stood, question % {"count": len(stood), "name": row["unit"], "year": year})

    def whose(self, row: Row) -> Unit | RowPlan:
        """The unit of a row that begins on a day (`since`): of several with that name, the one that stood then."""
        day: date = row["since"]
        named = self._named(row)
        stood = [unit for unit in named if not self._against(unit, day, day)] or named
        question = _("Có %(count)s đơn vị gọi là “%(name)s” ngày %(day)s. Là đơn vị nào?")
        told = {"count": len(stood), "name": row["unit"], "day": short_date(day)}
        return self._one_of(row, stood, question % told)

    def contradicts(self, row: Row, unit: Unit, since: date, column: str) -> Iterator[Finding]:
        """What cannot be of this unit: a day on which it did not stand yet, or no longer."""
        if says := self._against(unit, since, since):
            yield Finding(column, says, _("Sửa ngày hoặc tên đơn vị trong tệp."))

    def _named(self, row: Row) -> list[Unit]:
        return self.finder.by_name.get(fold(row["unit"]), [])

    def _one_of(self, row: Row, units: list[Unit], question: str) -> Unit | RowPlan:
        text: str = row["unit"]
        if len(units) == 1:
            return units[0]
        if not units:
            return self.finder.find(row, UNIT, text, text)
        for unit in units:
            if str(unit.pk) == row.answers.get("unit", ""):
                return unit
        options = tuple(Option(str(unit.pk), describe_unit(unit)) for unit in units)
        return ask(row, text, Question("unit", question, options))

    def _against(self, unit: Unit, first: date, last: date, year: int | None = None) -> str:
        """Why a unit received nothing between two days, those of a year perhaps; empty where nothing speaks against
        it.
        """
        start, end = self.starts.get(unit.pk), unit.ended_on
        told: dict[str, Any] = {"unit": unit.name, "year": year, "at": short_date(first)}
        if start is not None and last < start:
            says = (
                _("Năm %(year)s trước ngày thành lập %(day)s của “%(unit)s”.")
                if year
                else _("Ngày %(at)s trước ngày thành lập %(day)s của “%(unit)s”.")
            )
            return says % {**told, "day": short_date(start)}
        if end is not None and first > end:
            says = (
                _("“%(unit)s” đã kết thúc ngày %(day)s, trước năm %(year)s.")
                if year
                else _("“%(unit)s” đã kết thúc ngày %(day)s, trước ngày %(at)s.")
            )
            return says % {**told, "day": short_date(end)}
        return ""


def units_out(agency: Agency) -> dict[int, dict[str, Any]]:
    """What a list says of each unit, by column key."""
    return {unit.pk: {"unit": unit.name} for unit in Unit.objects.filter(agency=agency)}
