"""Who may do what with a step of a year, and what is in the way."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums.cycles import STEP_ARROWS, CycleState, StepDeed, StepState
from thidua.campaigns.models import Step
from thidua.campaigns.policies.cycles import closed_words, cycles_visible_to, may_run_cycle
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused


def steps_visible_to(actor: Actor) -> QuerySet[Step]:
    """The steps of the years the actor sees."""
    return Step.objects.filter(cycle__in=cycles_visible_to(actor)).select_related("cycle__bloc", "cycle__agency")


def may_do_with_step(actor: Actor, step: Step, deed: StepDeed) -> Answer:
    """Whether the actor may do that with the step now."""
    return may_start_step(actor, step) if deed == StepDeed.START else _may_in_state(actor, step, deed)


def _may_in_state(actor: Actor, step: Step, deed: StepDeed) -> Answer:
    """Whether person, year and state allow it, whatever the earlier steps are."""
    answer = may_run_cycle(actor, step.cycle)
    if not answer:
        return answer
    if step.cycle.state == CycleState.CLOSED:
        return closed_words(step.cycle)
    if step.cycle.state == CycleState.PREPARING:
        return refused(
            _("Năm thi đua %(year)s chưa bắt đầu.") % {"year": step.cycle.year},
            remedy=_("Mở trang của năm"),
            remedy_url=reverse("cycle", args=[step.cycle_id]),
        )
    if StepState(step.state) not in STEP_ARROWS[deed]:
        return refused(
            _("Bước %(step)s: %(state)s.")
            % {"step": step.get_kind_display(), "state": str(StepState(step.state).label).lower()}
        )
    return YES


def may_start_step(actor: Actor, step: Step, *, is_next: bool = False) -> Answer:
    """Whether the actor may begin the step: when every earlier one is done or skipped (`is_next`: known already)."""
    answer = _may_in_state(actor, step, StepDeed.START)
    return answer if is_next or not answer else _earlier_steps_finished(step)


def may_satisfy_step(actor: Actor, step: Step) -> Answer:
    """Whether the actor may say what satisfied the step."""
    return may_do_with_step(actor, step, StepDeed.SATISFY)


def may_skip_step(actor: Actor, step: Step) -> Answer:
    """Whether the actor may say that the step is not held by itself."""
    return may_do_with_step(actor, step, StepDeed.SKIP)


def may_reopen_step(actor: Actor, step: Step) -> Answer:
    """Whether the actor may open a finished step again."""
    return may_do_with_step(actor, step, StepDeed.REOPEN)


def may_set_deadline(actor: Actor, step: Step) -> Answer:
    """Whether the actor may set the deadline of the step: while something still has to happen in it."""
    answer = may_run_cycle(actor, step.cycle)
    if not answer:
        return answer
    if step.cycle.state == CycleState.CLOSED:
        return closed_words(step.cycle)
    if step.state in (StepState.DONE, StepState.SKIPPED):
        return refused(
            _("Bước %(step)s đã xong nên không đặt hạn nữa.") % {"step": step.get_kind_display()},
            remedy=_("Mở lại bước này"),
            remedy_url=reverse("reopen_step", args=[step.pk]),
        )
    return YES


def _earlier_steps_finished(step: Step) -> Answer:
    earlier = Step.objects.filter(
        cycle=step.cycle_id, position__lt=step.position, state__in=(StepState.LATER, StepState.NOW)
    ).first()
    if earlier is None:
        return YES
    return refused(
        _("Bước %(earlier)s chưa xong.") % {"earlier": earlier.get_kind_display()},
        remedy=_("Ghi kết quả, hoặc ghi lý do không tổ chức riêng"),
        remedy_url=reverse("step", args=[earlier.pk]),
    )
