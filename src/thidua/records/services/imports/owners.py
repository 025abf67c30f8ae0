"""Whose books a list is about, of people or of units: discipline and holds stand in the books of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.tables.layouts import Column
from thidua.common.tables.plans import PlanRow, Row, RowPlan, wrong
from thidua.common.tables.reading import Finding
from thidua.organisations.models import Agency, Person, Unit
from thidua.records.services.imports.lists import Decisions, Impossible, OldLists
from thidua.records.services.imports.people import PERSON_COLUMNS, KnownPeople, people_out
from thidua.records.services.imports.units import UNIT_COLUMN, KnownUnits, units_out

Plan = Callable[[Row, Person | Unit], RowPlan]
"""What a row adds to the lines of its owner."""


class Known(Protocol):
    """The people, or the units, of an agency, looked up once for all rows."""

    def whose(self, row: Row) -> Any:
        """The person or unit of a row, or the plan of a row that cannot go on."""

    def contradicts(self, row: Row, subject: Any, since: date, column: str) -> Iterator[Finding]:
        """What cannot be of the subject: `since` is the day on which it begins, told in a column."""


@dataclass(frozen=True, slots=True)
class Owners:
    """`whose`: the field of a book that names its owner; `key`: the column that names him in a table."""

    whose: str
    key: str
    columns: tuple[Column, ...]
    known: Callable[[OldLists], Known]
    out: Callable[[Agency], Mapping[int, Mapping[str, Any]]]

    def of_agency(self, agency: Agency) -> dict[str, Agency]:
        """What narrows lines of books to those of the owners of an agency."""
        return {f"book__{self.whose}__agency": agency}

    def out_of(self, lists: OldLists, lines: QuerySet[Any], *order: str) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        """Lines on record by their owners, each with what a list says of the owner."""
        about = self.out(lists.agency)
        whose = f"book__{self.whose}"
        rows = lines.select_related("book").order_by(f"{whose}__sort_key", whose, *order, "pk")
        for each in rows.iterator(2_000):
            yield each, about[getattr(each.book, f"{self.whose}_id")]

    def title(self, row: Row) -> str:
        """Whom the row names."""
        return str(row[self.key])

    def plan_lines(self, lists: OldLists, lines: QuerySet[Any], wrongs: Impossible, since: str, plan: Plan) -> PlanRow:
        """The function that plans a row: what cannot be, whose it is, what cannot be of him, one number of a decision
        with two days, and at last what it adds to the `lines` on record. `since`: the column of its first day.
        """
        known, decisions = self.known(lists), Decisions(lines, _("sổ thành tích"))

        def plan_row(row: Row) -> RowPlan:
            if findings := wrongs.of(row):
                return wrong(row, self.title(row), *findings)
            owner = known.whose(row)
            if isinstance(owner, RowPlan):
                return owner
            if contradictions := list(known.contradicts(row, owner, row["since"], since)):
                return wrong(row, self.title(row), *contradictions)
            return decisions.clash(row, self.title(row)) or plan(row, owner)

        return plan_row


PEOPLE: Final = Owners("person", "name", PERSON_COLUMNS, KnownPeople, people_out)
UNITS: Final = Owners("unit", "unit", (UNIT_COLUMN,), KnownUnits, units_out)
