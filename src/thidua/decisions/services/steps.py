"""Sent proposals, a decision and a closed handover satisfy their steps of the year."""

from datetime import datetime

from django.db import transaction

from thidua.campaigns.enums import StepKind
from thidua.campaigns.errors.cycles import StepNotReadyError
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.policies.steps import may_satisfy_step
from thidua.campaigns.services.steps import satisfy_step
from thidua.common.actor import Actor
from thidua.common.references import Reference
from thidua.decisions.models import Handover, RecognitionDecision


def credit_recognition(*, actor: Actor, decision: RecognitionDecision, now: datetime) -> Step | None:
    """The step of the year before, in which the next leaders were chosen, if it is open."""
    step = _step(decision.bloc_id, decision.year - 1, StepKind.RECOGNITION)
    return _credit(actor, step, Reference("decision", decision.pk), now)


def credit_handover(*, actor: Actor, handover: Handover, now: datetime) -> Step | None:
    """The step of the year that is handed over, if it is open."""
    step = _step(handover.bloc_id, handover.cycle.year, StepKind.HANDOVER)
    return _credit(actor, step, Reference("handover", handover.pk), now)


def credit_step_of(*, actor: Actor, cycle: Cycle, kind: StepKind, by: Reference, now: datetime) -> Step | None:
    """The step of this kind of a year, if it is open."""
    return _credit(actor, _step(cycle.bloc_id, cycle.year, kind), by, now)


def _step(bloc_id: int, year: int, kind: StepKind) -> Step | None:
    return (
        Step.objects.filter(cycle__bloc=bloc_id, cycle__year=year, kind=kind)
        .select_related("cycle__bloc", "cycle__agency")
        .first()
    )


def _credit(actor: Actor, step: Step | None, by: Reference, now: datetime) -> Step | None:
    """Done by the thing, if that can be said now; a step whose other parts are not ready waits."""
    if step is None or not may_satisfy_step(actor, step):
        return None
    try:
        with transaction.atomic():
            return satisfy_step(actor=actor, step=step, version=step.version, now=now, reference=by)
    except StepNotReadyError:
        return None
