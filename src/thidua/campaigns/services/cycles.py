"""A year is prepared, begun, closed; a closing may be taken back with a reason."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums.cycles import CycleDeed, CycleState, StepKind, StepState
from thidua.campaigns.errors.cycles import CycleExistsError, DateOutOfYearError
from thidua.campaigns.facts.deadlines import Due, due_on, packaged_patterns, pattern_of, planned
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.policies.cycles import may_do_with_cycle, may_run_bloc
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.queries.cycles import patterns_for
from thidua.campaigns.services.reasons import required_reason
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Agency, Bloc

FIRST_YEAR, LAST_YEAR = 2000, 2098
"""Years for which working days can be reckoned, the year after included."""


@transaction.atomic
def prepare_cycle(
    *, actor: Actor, bloc: Bloc, year: int, deadlines: Mapping[StepKind, date | None] | None = None
) -> Cycle:
    """Set up a year with its steps, to be looked over before it begins.

    Steps and deadlines come from the agency's pattern; `deadlines`, when given, says which steps the year has and
    when each is due (None: not set). Deadlines on days off move to the next working day. Raises `CycleExistsError`.
    """
    require(may_run_bloc(actor, bloc))
    cycle = _set_up(bloc, year, deadlines)
    record(actor, "cycle.prepared", cycle, agency=cycle.agency_id, after=_steps_in_record(cycle))
    return cycle


@transaction.atomic
def open_cycle(
    *,
    actor: Actor,
    bloc: Bloc,
    year: int,
    now: datetime,
    deadlines: Mapping[StepKind, date | None] | None = None,
) -> Cycle:
    """Set up a year and begin it at once: `prepare_cycle` and `begin_cycle` in one."""
    require(may_run_bloc(actor, bloc))
    cycle = _set_up(bloc, year, deadlines)
    _begin(cycle, now)
    record(actor, "cycle.opened", cycle, agency=cycle.agency_id, after=_steps_in_record(cycle))
    return cycle


@transaction.atomic
def begin_cycle(*, actor: Actor, cycle: Cycle, version: int, now: datetime) -> Cycle:
    """Begin a prepared year; its first step is then under way."""
    require(may_do_with_cycle(actor, cycle, CycleDeed.OPEN))
    cycle = lock_cycle(cycle)
    require_version(cycle, version)
    require(may_do_with_cycle(actor, cycle, CycleDeed.OPEN))
    _begin(cycle, now)
    record(actor, "cycle.begun", cycle, agency=cycle.agency_id, before={"state": CycleState.PREPARING})
    return cycle


@transaction.atomic
def close_cycle(*, actor: Actor, cycle: Cycle, version: int, now: datetime) -> Cycle:
    """Close a year whose every step is done or skipped.

    What was planned, promised, reported, checked, shared, drafted and proposed in it stands still from then on. What
    comes after a year by its nature goes on: minutes, answers of the superior, recognition, handover, promises made at
    a check, numbers of papers.
    """
    require(may_do_with_cycle(actor, cycle, CycleDeed.CLOSE))
    cycle = lock_cycle(cycle)
    require_version(cycle, version)
    require(may_do_with_cycle(actor, cycle, CycleDeed.CLOSE))
    cycle.state = CycleState.CLOSED
    cycle.closed_on = timezone.localtime(now).date()
    cycle.save()
    record(actor, "cycle.closed", cycle, agency=cycle.agency_id, before={"state": CycleState.OPEN})
    return cycle


@transaction.atomic
def reopen_cycle(*, actor: Actor, cycle: Cycle, version: int, reason: str) -> Cycle:
    """Take back the closing of a year, for a reason that is kept."""
    require(may_do_with_cycle(actor, cycle, CycleDeed.REOPEN))
    reason = required_reason(reason)
    cycle = lock_cycle(cycle)
    require_version(cycle, version)
    require(may_do_with_cycle(actor, cycle, CycleDeed.REOPEN))
    before = {"state": CycleState.CLOSED, "closed_on": str(cycle.closed_on or "")}
    cycle.state = CycleState.OPEN
    cycle.closed_on = None
    cycle.save()
    record(actor, "cycle.reopened", cycle, agency=cycle.agency_id, before=before, reason=reason)
    return cycle


def lock_cycle(cycle: Cycle) -> Cycle:
    """The year as stored now, locked until the transaction ends."""
    return Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("bloc", "agency").get(pk=cycle.pk)


def day_within(cycle: Cycle, day: date) -> date | None:
    """The day, or unknown for a year that is recorded long afterwards: it did not begin on the day of typing."""
    return day if cycle.year - 1 <= day.year <= cycle.year + 1 else None


def year_deadlines(agency: Agency, year: int) -> dict[StepKind, Due]:
    """The steps and deadlines that a new year of one of the agency's blocs would get."""
    rows = patterns_for(agency)
    patterns = [pattern_of(row) for row in rows] if rows else list(packaged_patterns())
    return planned(patterns, year, calendar_of(agency))


def _set_up(bloc: Bloc, year: int, deadlines: Mapping[StepKind, date | None] | None) -> Cycle:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateOutOfYearError(
            _("Năm thi đua phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}, field="year"
        )
    bloc = Bloc.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=bloc.pk)
    if Cycle.objects.filter(bloc=bloc, year=year).exists():
        raise CycleExistsError(
            _("%(bloc)s đã có năm thi đua %(year)s.") % {"bloc": bloc.name, "year": year}, field="year"
        )
    if deadlines is None:
        plan = year_deadlines(bloc.agency, year)
    else:
        calendar = calendar_of(bloc.agency)
        plan = {kind: due_on(day, calendar) for kind, day in deadlines.items()}
    cycle = Cycle.objects.create(agency=bloc.agency, bloc=bloc, year=year)
    if StepKind.PLEDGE in plan:
        cycle.signing_until = plan[StepKind.PLEDGE].falls_on
        cycle.save()
    in_order = [kind for kind in StepKind if kind in plan] if deadlines is not None else list(plan)
    Step.objects.bulk_create(
        Step(
            agency=bloc.agency,
            cycle=cycle,
            kind=kind,
            position=position,
            deadline=plan[kind].falls_on,
            deadline_given=plan[kind].asked if plan[kind].was_moved else None,
        )
        for position, kind in enumerate(in_order, start=1)
    )
    return cycle


def _begin(cycle: Cycle, now: datetime) -> None:
    day = day_within(cycle, timezone.localtime(now).date())
    cycle.state = CycleState.OPEN
    cycle.opened_on = day
    cycle.save()
    first = Step.objects.filter(cycle=cycle).order_by("position").first()
    if first is not None and first.state == StepState.LATER:
        first.state = StepState.NOW
        first.starts_on = first.starts_on or day
        first.version += 1
        first.save()


def _steps_in_record(cycle: Cycle) -> dict[str, object]:
    steps = Step.objects.filter(cycle=cycle)
    return {
        "year": cycle.year,
        "state": str(cycle.state),
        "steps": {step.kind: str(step.deadline or "") for step in steps},
    }
