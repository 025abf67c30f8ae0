"""A meeting that was held satisfies the step of the year that it was called for."""

from datetime import datetime

from django.db import transaction

from thidua.campaigns.errors.cycles import StepNotReadyError
from thidua.campaigns.models import Step
from thidua.campaigns.services.steps import satisfy_step
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.meetings.models import Meeting
from thidua.meetings.policies.steps import may_credit_step, step_of
from thidua.meetings.services.shared import lock


@transaction.atomic
def credit_step(*, actor: Actor, meeting: Meeting, now: datetime) -> Step | None:
    """Record the step as done by this meeting, if that can be done now; else leave it, and None.

    A step whose other parts are not ready waits: its own page says what is missing.
    """
    step = step_of(meeting)
    if step is None or not may_credit_step(actor, meeting):
        return None
    try:
        with transaction.atomic():
            return _satisfy(actor, meeting, step, now)
    except StepNotReadyError:
        return None


@transaction.atomic
def record_step(*, actor: Actor, meeting: Meeting, now: datetime) -> Step | None:
    """The same asked for by a person: raises what is in the way."""
    meeting = lock(meeting)
    require(may_credit_step(actor, meeting))
    step = step_of(meeting)
    return _satisfy(actor, meeting, step, now) if step is not None else None


def _satisfy(actor: Actor, meeting: Meeting, step: Step, now: datetime) -> Step:
    return satisfy_step(
        actor=actor, step=step, version=step.version, now=now, reference=Reference("meeting", meeting.pk)
    )
