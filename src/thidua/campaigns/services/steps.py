"""Steps begin, are satisfied, skipped, opened again; their deadlines are set."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums.cycles import STEP_ARROWS, StepDeed, StepKind, StepState
from thidua.campaigns.errors.cycles import DateOutOfYearError, NotACandidateError, StepNotReadyError
from thidua.campaigns.errors.pledges import MissingWordsError
from thidua.campaigns.facts.deadlines import due_on
from thidua.campaigns.facts.reports import NOTHING_TO_REPORT, reports_on
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.policies.cycles import may_plan_cycle
from thidua.campaigns.policies.steps import may_do_with_step, may_set_deadline
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.services.cycles import day_within, lock_cycle
from thidua.campaigns.services.reasons import required_reason
from thidua.campaigns.services.words import check_lengths, clean
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.references import Card, Reference, candidates
from thidua.common.versions import require_version
from thidua.core.vietnam.working_days import Calendar


@transaction.atomic
def start_step(*, actor: Actor, step: Step, version: int, now: datetime) -> Step:
    """Begin a step, when every earlier one is done or skipped."""
    step = _lock_for(actor, step, version, StepDeed.START)
    step.state = StepState.NOW
    step.starts_on = step.starts_on or day_within(step.cycle, timezone.localtime(now).date())
    step.save()
    record(actor, "step.started", step, agency=step.agency_id, before={"state": StepState.LATER})
    return step


@transaction.atomic
def satisfy_step(
    *,
    actor: Actor,
    step: Step,
    version: int,
    now: datetime,
    reference: Reference | None = None,
    paper: str = "",
    done_on: date | None = None,
    note: str = "",
    even_so: str = "",
    start_next: bool = False,
) -> Step:
    """Say what satisfied the step: a linked thing, a paper in words, or a note of how it was done.

    `done_on` None takes the day of the linked thing, and stays unknown when that is unknown too. A step whose part of
    the work reports something missing is recorded only with the reason `even_so`. With `start_next` the next step
    begins in the same deed. Raises `StepNotReadyError`, `NotACandidateError`, `MissingWordsError`,
    `DateOutOfYearError`.
    """
    step = _lock_for(actor, step, version, StepDeed.SATISFY)
    today = timezone.localtime(now).date()
    paper, note, even_so = clean(paper), clean(note), clean(even_so)
    card = _candidate(actor, step, reference) if reference is not None else None
    if card is None and not paper and not note:
        raise MissingWordsError(
            _("Chọn một hoạt động, cuộc họp, ghi văn bản, hoặc ghi cách đã thực hiện."), field="paper"
        )
    day = done_on or (card.day if card else None)
    _require_day_of_year(step.cycle, day, today, field="done_on")
    ready = reports_on(actor, [step], today).get(step.pk, NOTHING_TO_REPORT).ready
    if not ready and not even_so:
        raise StepNotReadyError(ready.reason, field="even_so", remedy=ready.remedy)
    before = {"state": str(step.state)}
    step.state = STEP_ARROWS[StepDeed.SATISFY][StepState(step.state)]
    step.done_on, step.paper, step.note = day, paper, note
    step.satisfied_by_kind = reference.kind if reference else ""
    step.satisfied_by_id = reference.id if reference else None
    check_lengths(step)
    step.save()
    after: dict[str, object] = {
        "done_on": str(day or ""),
        "paper": paper,
        "note": note,
        "by": f"{reference.kind} {reference.id}" if reference else "",
    }
    if start_next and (following := _start_following(step, today)) is not None:
        after["started"] = following.kind
    record(actor, "step.satisfied", step, agency=step.agency_id, before=before, after=after, reason=even_so)
    return step


@transaction.atomic
def skip_step(*, actor: Actor, step: Step, version: int, reason: str) -> Step:
    """Say that the step is not held by itself, and why (“Lồng ghép vào hoạt động tại Sầm Sơn”)."""
    reason = required_reason(reason)
    step = _lock_for(actor, step, version, StepDeed.SKIP)
    before = {"state": str(step.state)}
    step.state = StepState.SKIPPED
    step.note = reason
    check_lengths(step)
    step.save()
    record(actor, "step.skipped", step, agency=step.agency_id, before=before, reason=reason)
    return step


@transaction.atomic
def reopen_step(*, actor: Actor, step: Step, version: int, reason: str) -> Step:
    """Open a finished step again, for a reason that is kept; what had satisfied it stays in the history."""
    reason = required_reason(reason)
    step = _lock_for(actor, step, version, StepDeed.REOPEN)
    before = {
        "state": str(step.state),
        "done_on": str(step.done_on or ""),
        "paper": step.paper,
        "note": step.note,
        "by": f"{step.satisfied_by_kind} {step.satisfied_by_id or ''}".strip(),
    }
    step.state = StepState.NOW
    step.done_on, step.paper, step.note = None, "", ""
    step.satisfied_by_kind, step.satisfied_by_id = "", None
    step.save()
    record(actor, "step.reopened", step, agency=step.agency_id, before=before, reason=reason)
    return step


@transaction.atomic
def set_deadline(*, actor: Actor, step: Step, version: int, day: date | None, reason: str = "") -> Step:
    """Set or clear the deadline of a step. A day off moves to the next working day, and the step keeps both days."""
    require(may_set_deadline(actor, step))
    cycle = lock_cycle(step.cycle)
    step = _lock(step, cycle)
    require_version(step, version)
    require(may_set_deadline(actor, step))
    before = {"deadline": str(step.deadline or "")}
    _put_deadline(step, day, calendar_of(cycle.agency))
    step.save()
    if step.kind == StepKind.PLEDGE:
        _follow_signing_day(cycle, step)
    record(
        actor,
        "step.deadline_set",
        step,
        agency=step.agency_id,
        before=before,
        after={"deadline": str(step.deadline or ""), "asked": str(day or "")},
        reason=clean(reason),
    )
    return step


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One row of the plan of a year: a step it has, in this order, and the day asked for."""

    kind: StepKind
    deadline: date | None


@transaction.atomic
def plan_steps(*, actor: Actor, cycle: Cycle, version: int, plan: list[StepPlan]) -> Cycle:
    """Set which steps the year has, in which order, and when each is due.

    A step that is under way, done or skipped stays whether it is in `plan` or not, and keeps its deadline once it is
    finished.
    """
    require(may_plan_cycle(actor, cycle))
    cycle = lock_cycle(cycle)
    require_version(cycle, version)
    require(may_plan_cycle(actor, cycle))
    steps = {StepKind(step.kind): step for step in Step.objects.select_for_update(no_key=True).filter(cycle=cycle)}
    before: dict[str, object] = {kind: str(step.deadline or "") for kind, step in steps.items()}
    wanted = {row.kind: row for row in plan}
    calendar = calendar_of(cycle.agency)
    for kind, step in list(steps.items()):
        if kind not in wanted and step.state == StepState.LATER:
            step.delete()
            del steps[kind]
    in_order = [*wanted, *(kind for kind in steps if kind not in wanted)]
    for position, kind in enumerate(in_order, start=1):
        step = steps.get(kind) or Step(agency=cycle.agency, cycle=cycle, kind=kind, version=0)
        step.cycle = cycle
        step.position = position
        if kind in wanted and step.state in (StepState.LATER, StepState.NOW):
            _put_deadline(step, wanted[kind].deadline, calendar)
        step.version += 1
        step.save()
        if kind == StepKind.PLEDGE:
            cycle.signing_until = step.deadline
    cycle.save()
    after: dict[str, object] = {step.kind: str(step.deadline or "") for step in Step.objects.filter(cycle=cycle)}
    record(actor, "cycle.planned", cycle, agency=cycle.agency_id, before=before, after=after)
    return cycle


def _lock_for(actor: Actor, step: Step, version: int, deed: StepDeed) -> Step:
    """The step, locked with its year, if the actor may do `deed` with it as both are stored now."""
    require(may_do_with_step(actor, step, deed))
    cycle = lock_cycle(step.cycle)
    step = _lock(step, cycle)
    require_version(step, version)
    require(may_do_with_step(actor, step, deed))
    return step


def _lock(step: Step, cycle: Cycle) -> Step:
    locked = Step.objects.select_for_update(no_key=True).get(pk=step.pk)
    locked.cycle = cycle
    return locked


def _candidate(actor: Actor, step: Step, reference: Reference) -> Card:
    cycle = step.cycle
    for card in candidates(actor, bloc=cycle.bloc_id, year=cycle.year):
        if card.reference == reference:
            return card
    raise NotACandidateError(
        _("Không tìm thấy nội dung đã chọn trong năm %(year)s của khối. Chọn lại trong danh sách.")
        % {"year": cycle.year},
        field="reference",
    )


def _require_day_of_year(cycle: Cycle, day: date | None, today: date, *, field: str) -> None:
    if day is None:
        return
    if day > today:
        raise DateOutOfYearError(
            _("Ngày %(day)s chưa đến. Ghi kết quả khi việc đã xong.") % {"day": short_date(day)}, field=field
        )
    _require_near_year(cycle, day, field=field)


def _require_near_year(cycle: Cycle, day: date, *, field: str) -> None:
    """A plan may be issued in the December before, a handover come a year after; not further away."""
    if not cycle.year - 1 <= day.year <= cycle.year + 1:
        raise DateOutOfYearError(
            _("Ngày %(day)s cách xa năm thi đua %(year)s. Xem lại năm.") % {"day": short_date(day), "year": cycle.year},
            field=field,
        )


def _put_deadline(step: Step, day: date | None, calendar: Calendar) -> None:
    if day is not None:
        _require_near_year(step.cycle, day, field="deadline")
    if day is not None and day == step.deadline:
        return
    due = due_on(day, calendar)
    step.deadline = due.falls_on
    step.deadline_given = due.asked if due.was_moved else None


def _follow_signing_day(cycle: Cycle, step: Step) -> None:
    """The signing day of the year is the deadline of its pledge step."""
    cycle.signing_until = step.deadline
    cycle.version += 1
    cycle.save()


def _start_following(step: Step, today: date) -> Step | None:
    following = (
        Step.objects.select_for_update(no_key=True)
        .filter(cycle=step.cycle_id, position__gt=step.position, state__in=(StepState.LATER, StepState.NOW))
        .order_by("position")
        .first()
    )
    earlier_open = Step.objects.filter(
        cycle=step.cycle_id, position__lt=step.position, state__in=(StepState.LATER, StepState.NOW)
    ).exists()
    if following is None or following.state != StepState.LATER or earlier_open:
        return None
    following.state = StepState.NOW
    following.starts_on = following.starts_on or day_within(step.cycle, today)
    following.version += 1
    following.save()
    return following
