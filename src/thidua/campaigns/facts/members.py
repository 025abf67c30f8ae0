"""The members of a bloc in a year, as the page of the year lists them, with what each part of the work adds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.campaigns.queries.members import memberships_of
from thidua.common.actor import Actor
from thidua.common.http.things import thing_url
from thidua.core.vietnam.dates import format_date
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, BlocMembership, Person, Unit
from thidua.organisations.queries import leadership_of


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: words, perhaps with a badge's word (`submitted`, `ok`) and a link."""

    text: str
    badge: str = ""
    url: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class MemberColumn:
    """A column: `cells(actor, cycle)` gives cells by unit id in a constant number of queries; None hides it."""

    order: int
    heading: Callable[[], str]
    cells: Callable[[Actor, Cycle], dict[int, Cell] | None]
    is_number: bool = False
    missing: Callable[[], Cell] = lambda: Cell(_("chưa có"), is_unknown=True)
    """What stands where `cells` has nothing for a member."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member: its role, who represents it in that role, and the cells of the columns."""

    unit: Unit
    url: str
    role: str
    role_words: str
    representative: Person | None
    columns: tuple[MemberColumn, ...]
    cells: tuple[Cell, ...]
    left: str = ""
    """For a member that left in the year: its last day and why."""

    @property
    def pairs(self) -> list[tuple[MemberColumn, Cell]]:
        """The cells with their columns, for cards on phones."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class MemberTable:
    """The whole table."""

    columns: tuple[MemberColumn, ...]
    lines: tuple[MemberLine, ...]


_columns: list[MemberColumn] = []


def register_member_column(column: MemberColumn) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _columns.append(column)
    _columns.sort(key=lambda each: each.order)


def member_table(actor: Actor, cycle: Cycle) -> MemberTable:
    """The members of the year in the bloc's own order, with their roles and the columns that have something to say."""
    leadership = leadership_of(cycle.bloc_id, cycle.year)
    held = {row.unit_id: row for row in (leadership.deputy, leadership.lead) if row is not None}
    shown = [(column, cells) for column in _columns if (cells := column.cells(actor, cycle)) is not None]
    columns = tuple(column for column, _cells in shown)
    lines = tuple(
        _line(
            row,
            held.get(row.unit_id),
            columns,
            tuple(cells.get(row.unit_id) or column.missing() for column, cells in shown),
        )
        for row in memberships_of(cycle)
    )
    return MemberTable(columns, lines)


def _left(row: BlocMembership) -> str:
    """“Đến hết 30/06/2023. Sáp nhập vào …” for a member that left, or whose unit ended, within the year."""
    days = [day for day in (row.left_on, row.unit.ended_on) if day is not None and day.year <= row.year]
    if not days:
        return ""
    last = _("Đến hết %(day)s.") % {"day": format_date(min(days))}
    return f"{last} {row.left_because}".strip()


def _line(
    row: BlocMembership, role: BlocLeadership | None, columns: tuple[MemberColumn, ...], cells: tuple[Cell, ...]
) -> MemberLine:
    return MemberLine(
        unit=row.unit,
        url=thing_url("organisations.unit", row.unit_id),
        role=role.role.lower() if role else "",
        role_words=str(LeadRole(role.role).label) if role else _("Thành viên"),
        representative=role.representative if role else None,
        columns=columns,
        cells=cells,
        left=_left(row),
    )
