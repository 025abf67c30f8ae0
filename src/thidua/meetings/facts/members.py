"""Is the roll of a bloc's meeting that of its members? Thresholds over all members are taken of the roll."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.meetings.models import Meeting
from thidua.meetings.queries.seats import Seat, counts_people
from thidua.organisations.queries import members_of


@dataclass(frozen=True, slots=True)
class RollGap:
    """Members of the year who have no seat, and seats of units that are no members of it, by name."""

    year: int
    missing: list[str]
    strangers: list[str]

    def __bool__(self) -> bool:
        return bool(self.missing or self.strangers)


def roll_gap(meeting: Meeting, seats: Iterable[Seat]) -> RollGap | None:
    """What the roll lacks of the bloc's members of the meeting's year, and whom it has too many.

    None where nothing can be compared: a council's session (its members are persons), a meeting whose year nobody
    knows, a year of which no members are written down. Members are those of the day of the meeting, where it is known.
    """
    year = meeting.cycle.year if meeting.cycle else meeting.held_on.year
    if counts_people(meeting) or year is None:
        return None
    members = {unit.pk: unit.name for unit in members_of(meeting.bloc_id, year, meeting.exact_day)}
    if not members:
        return None
    seated = {seat.unit.pk: seat.words for seat in seats if seat.unit is not None}
    return RollGap(
        year,
        missing=[name for pk, name in members.items() if pk not in seated],
        strangers=[words for pk, words in seated.items() if pk not in members],
    )
