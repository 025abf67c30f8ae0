"""Which person an actor is, and whether he was there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.meetings.enums import AttendanceRole, AttendanceState
from thidua.meetings.models import Attendance, Meeting

OF_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


def user_of(actor: Actor) -> int | None:
    """The account an actor uses."""
    return actor.user if isinstance(actor, PersonActor) else None


def acts_for_the_body(actor: Actor) -> Answer:
    """Whether the actor may touch a roll, a round or a code at the door: never by way of a staff session, in which an
    administrator helps with content. Who votes, and when, is no content.
    """
    if isinstance(actor, PersonActor) and actor.staff_session is not None:
        return refused(
            _("Phiên quản trị không dùng để điểm danh, phát mã hay điều hành bỏ phiếu."),
            remedy=_("Kết thúc phiên quản trị; thư ký khối hoặc cơ quan thường trực làm việc này."),
        )
    return YES


def attended_as(actor: Actor) -> QuerySet[Attendance]:
    """The lines of rolls by which the actor attended: himself present, or his unit recorded present."""
    mine = Q(unit__in=actor.units_as(*OF_UNIT), role__in=(AttendanceRole.MEMBER, AttendanceRole.DELEGATE))
    if (person := person_of(actor)) is not None:
        mine |= Q(person=person)
    return Attendance.objects.filter(mine, state=AttendanceState.PRESENT)


def is_chair(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor himself chaired the meeting: nobody chairs by delegation."""
    return meeting.chair_id is not None and person_of(actor) == meeting.chair_id
