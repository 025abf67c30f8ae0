"""Whether a meeting may be recorded as what satisfied its step of the year."""

from django.utils.translation import gettext as _

from thidua.campaigns.models import Step
from thidua.campaigns.policies.steps import may_satisfy_step
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.meetings.enums import MeetingState
from thidua.meetings.models import Meeting

WAS_HELD = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.ADOPTED)


def step_of(meeting: Meeting) -> Step | None:
    """The step of the year that the meeting was called for, if its year has that step."""
    if not meeting.step or meeting.cycle_id is None:
        return None
    return (
        Step.objects.filter(cycle=meeting.cycle_id, kind=meeting.step)
        .select_related("cycle__bloc", "cycle__agency")
        .first()
    )


def may_credit_step(actor: Actor, meeting: Meeting, step: Step | None = None) -> Answer:
    """Whether the actor may say that the meeting satisfied its step: after it was held, while the step is open.

    `step`: the meeting's, where it was read already.
    """
    step = step or step_of(meeting)
    if step is None:
        return refused(_("Cuộc họp này không gắn với bước nào của năm."))
    if meeting.state not in WAS_HELD:
        return refused(_("Cuộc họp chưa diễn ra."), remedy=_("Ghi nhận đã họp trước."))
    return may_satisfy_step(actor, step)
