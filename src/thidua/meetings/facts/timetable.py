"""When each item of an agenda begins, as far as that follows from the start and the lengths."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from thidua.meetings.models import AgendaItem

_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  (only the clock time counts)


@dataclass(frozen=True, slots=True)
class Slot:
    """An item and when it begins; None once the length of an earlier one is unknown."""

    item: AgendaItem
    begins_at: time | None


def timetable(starts_at: time | None, items: Iterable[AgendaItem]) -> list[Slot]:
    """The agenda with its clock times; past midnight nothing more is said."""
    slots = []
    at = datetime.combine(_ANY_DAY, starts_at) if starts_at is not None else None
    for item in items:
        slots.append(Slot(item, at.time() if at is not None else None))
        if at is not None:
            at = at + timedelta(minutes=item.planned_minutes) if item.planned_minutes else None
        if at is not None and at.date() != _ANY_DAY.date():
            at = None
    return slots
