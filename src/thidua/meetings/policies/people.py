"""Which person an actor is, and whether he was there."""

from django.db.models import Q, QuerySet

from thidua.common.actor import Actor, PersonActor, Role
from thidua.meetings.enums import AttendanceRole, AttendanceState
from thidua.meetings.models import Attendance, Meeting

OF_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


def person_of(actor: Actor) -> int | None:
    """The person an actor is, if he is one that the installation knows."""
    return actor.person if isinstance(actor, PersonActor) else None


def user_of(actor: Actor) -> int | None:
    """The account an actor uses."""
    return actor.user if isinstance(actor, PersonActor) else None


def attended_as(actor: Actor) -> QuerySet[Attendance]:
    """The lines of rolls by which the actor attended: himself present, or his unit recorded present."""
    mine = Q(unit__in=actor.units_as(*OF_UNIT), role__in=(AttendanceRole.MEMBER, AttendanceRole.DELEGATE))
    if (person := person_of(actor)) is not None:
        mine |= Q(person=person)
    return Attendance.objects.filter(mine, state=AttendanceState.PRESENT)


def is_chair(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor himself chaired the meeting: nobody chairs by delegation."""
    return meeting.chair_id is not None and person_of(actor) == meeting.chair_id
