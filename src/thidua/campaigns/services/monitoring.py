"""Planning and recording check visits, and following promises up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import FollowUpState, VisitState
from thidua.campaigns.errors.pledges import ImpossibleDateError, MissingWordsError, NotAMemberError, WrongStateError
from thidua.campaigns.models import CheckVisit, Cycle, FollowUp
from thidua.campaigns.policies import monitoring as policies
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.services.words import check_lengths, clean, clean_lines, required
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What a visit is to be."""

    title: str
    units: Collection[Unit]
    planned_on: date | None = None
    content: str = ""
    visitors: str = ""
    visiting_units: Collection[Unit] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What a visited unit promised, by whom and until when, as far as it is known."""

    unit: Unit
    promise: str
    person: str = ""
    due_on: date | None = None


@transaction.atomic
def plan_visit(*, actor: Actor, cycle: Cycle, plan: VisitPlan) -> CheckVisit:
    """Plan a visit to one or more units."""
    require(policies.may_plan_visit(actor, cycle))
    visit = CheckVisit(agency_id=cycle.agency_id, cycle=cycle)
    _write(visit, plan)
    visit.save()
    visit.units.set(plan.units)
    visit.visiting_units.set(plan.visiting_units)
    audit.record(actor, "visit.planned", visit, agency=visit.agency_id, after=describe(visit))
    return visit


@transaction.atomic
def edit_visit(*, actor: Actor, visit: CheckVisit, version: int, plan: VisitPlan) -> CheckVisit:
    """Change the plan of a visit that was not held yet."""
    require(policies.may_edit_visit(actor, visit))
    visit = _locked(visit)
    require(policies.may_edit_visit(actor, visit))
    require_version(visit, version)
    before = describe(visit)
    _write(visit, plan)
    visit.save()
    visit.units.set(plan.units)
    visit.visiting_units.set(plan.visiting_units)
    audit.record(actor, "visit.edited", visit, agency=visit.agency_id, before=before, after=describe(visit))
    return visit


@transaction.atomic
def record_visit(
    *,
    actor: Actor,
    visit: CheckVisit,
    version: int,
    held_on: date | None,
    findings: str,
    visitors: str = "",
    now: datetime,
) -> CheckVisit:
    """Write down what was found, on a day that may be unknown. Recording again corrects the record."""
    require(policies.may_record_visit(actor, visit))
    visit = _locked(visit)
    require(policies.may_record_visit(actor, visit))
    require_version(visit, version)
    before = describe(visit)
    if held_on is not None and held_on > timezone.localtime(now).date():
        raise ImpossibleDateError(_("Ngày kiểm tra không thể ở sau hôm nay."), field="held_on")
    visit.findings = required(findings, _("Anh/chị chưa ghi kết quả kiểm tra."), "findings")
    visit.visitors = clean_lines(visitors) or visit.visitors
    visit.held_on = held_on
    visit.state = VisitState.RECORDED
    visit.save()
    audit.record(actor, "visit.recorded", visit, agency=visit.agency_id, before=before, after=describe(visit))
    return visit


@transaction.atomic
def call_off_visit(*, actor: Actor, visit: CheckVisit, version: int, reason: str) -> CheckVisit:
    """Say that a planned visit will not be held, and why."""
    require(policies.may_edit_visit(actor, visit))
    visit = _locked(visit)
    require(policies.may_edit_visit(actor, visit))
    require_version(visit, version)
    visit.called_off_because = clean(required(reason, _("Anh/chị chưa nêu lý do không tổ chức."), "reason"))[:500]
    visit.state = VisitState.CALLED_OFF
    visit.save()
    audit.record(
        actor,
        "visit.called_off",
        visit,
        agency=visit.agency_id,
        after={"state": visit.state},
        reason=visit.called_off_because,
    )
    return visit


@transaction.atomic
def add_promises(*, actor: Actor, visit: CheckVisit, promises: Sequence[Promise]) -> list[FollowUp]:
    """Write down what visited units promised at a recorded visit."""
    require(policies.may_record_visit(actor, visit))
    visit = _locked(visit)
    require(policies.may_record_visit(actor, visit))
    if visit.state != VisitState.RECORDED:
        raise WrongStateError(_("Ghi kết quả kiểm tra trước, rồi ghi việc đơn vị hứa."))
    visited = {unit.pk for unit in visit.units.all()}
    follow_ups = []
    for promise in promises:
        if promise.unit.pk not in visited:
            raise NotAMemberError(
                _("{unit} không phải đơn vị được kiểm tra lần này.").format(unit=promise.unit.name), field="unit"
            )
        if promise.due_on is not None and visit.held_on is not None and promise.due_on < visit.held_on:
            raise ImpossibleDateError(_("Hạn không thể trước ngày kiểm tra."), field="due_on")
        visited_on = visit.held_on or visit.planned_on
        if promise.due_on is not None and visited_on is not None and promise.due_on.year > visited_on.year + 1:
            raise ImpossibleDateError(
                _("Hạn phải trước hết năm {year}.").format(year=visited_on.year + 1), field="due_on"
            )
        follow_up = FollowUp(
            agency_id=visit.agency_id,
            visit=visit,
            unit=promise.unit,
            promise=clean(required(promise.promise, _("Anh/chị chưa ghi việc đơn vị hứa."), "promise")),
            person=clean(promise.person),
            due_on=promise.due_on,
        )
        check_lengths(follow_up)
        follow_up.save()
        follow_ups.append(follow_up)
    audit.record(
        actor,
        "visit.promises_added",
        visit,
        agency=visit.agency_id,
        after={"promises": [_describe_follow_up(each) for each in follow_ups]},
    )
    return follow_ups


@transaction.atomic
def report_follow_up(*, actor: Actor, follow_up: FollowUp, version: int, report: str, now: datetime) -> FollowUp:
    """The visited unit says what it did; the visiting side will look at it."""
    require(policies.may_report_follow_up(actor, follow_up))
    follow_up = _locked_follow_up(follow_up)
    require(policies.may_report_follow_up(actor, follow_up))
    require_version(follow_up, version)
    before = _describe_follow_up(follow_up)
    follow_up.report = required(report, _("Anh/chị chưa ghi đơn vị đã làm gì."), "report")
    follow_up.reported_by_name = actor.name if isinstance(actor, PersonActor) else ""
    follow_up.reported_at = now
    follow_up.state = FollowUpState.REPORTED
    follow_up.save()
    audit.record(
        actor,
        "follow_up.reported",
        follow_up,
        agency=follow_up.agency_id,
        before=before,
        after=_describe_follow_up(follow_up),
    )
    return follow_up


@transaction.atomic
def close_follow_up(
    *, actor: Actor, follow_up: FollowUp, version: int, is_kept: bool, note: str, now: datetime
) -> FollowUp:
    """The visiting side confirms that a promise was kept, or sends it back; the note says how it saw so."""
    require(policies.may_close_follow_up(actor, follow_up))
    follow_up = _locked_follow_up(follow_up)
    require(policies.may_close_follow_up(actor, follow_up))
    require_version(follow_up, version)
    before = _describe_follow_up(follow_up)
    note = clean_lines(note)
    if not note:
        raise MissingWordsError(_("Anh/chị chưa ghi đã xem xét thế nào."), field="note")
    name = actor.name if isinstance(actor, PersonActor) else ""
    follow_up.closing_note = note
    follow_up.state = FollowUpState.CLOSED if is_kept else FollowUpState.OPEN
    follow_up.closed_by_name = name if is_kept else ""
    follow_up.closed_at = now if is_kept else None
    follow_up.save()
    audit.record(
        actor,
        "follow_up.closed" if is_kept else "follow_up.sent_back",
        follow_up,
        agency=follow_up.agency_id,
        before=before,
        after=_describe_follow_up(follow_up),
    )
    return follow_up


def describe(visit: CheckVisit) -> dict[str, Any]:
    """What the history keeps of a visit."""
    return {
        "title": visit.title,
        "units": sorted(visit.units.values_list("pk", flat=True)),
        "visiting_units": sorted(visit.visiting_units.values_list("pk", flat=True)),
        "visitors": visit.visitors,
        "content": visit.content,
        "planned_on": visit.planned_on,
        "held_on": visit.held_on,
        "state": visit.state,
        "findings": visit.findings,
    }


def _describe_follow_up(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "unit": follow_up.unit_id,
        "promise": follow_up.promise,
        "person": follow_up.person,
        "due_on": follow_up.due_on,
        "state": follow_up.state,
        "report": follow_up.report,
        "closing_note": follow_up.closing_note,
    }


def _locked(visit: CheckVisit) -> CheckVisit:
    rows = CheckVisit.objects.select_for_update(of=("self",), no_key=True).select_related(
        "agency", "cycle__bloc__agency"
    )
    return rows.get(pk=visit.pk)


def _locked_follow_up(follow_up: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related(
        "visit__cycle__bloc__agency", "unit"
    )
    return rows.get(pk=follow_up.pk)


def _write(visit: CheckVisit, plan: VisitPlan) -> None:
    year = visit.cycle.year
    if plan.planned_on is not None and not year <= plan.planned_on.year <= year + 1:
        raise ImpossibleDateError(_("Ngày dự kiến phải trong năm {year}.").format(year=year), field="planned_on")
    if not plan.units:
        raise MissingWordsError(_("Anh/chị chưa chọn đơn vị được kiểm tra."), field="units")
    members = {unit.pk for unit in member_units(visit.cycle)}
    outside = [unit for unit in plan.units if unit.pk not in members]
    if outside:
        raise NotAMemberError(_("{unit} không thuộc khối trong năm này.").format(unit=outside[0].name), field="units")
    visit.title = clean(required(plan.title, _("Anh/chị chưa đặt tên cuộc kiểm tra."), "title"))
    visit.content = clean_lines(plan.content)
    visit.visitors = clean_lines(plan.visitors)
    visit.planned_on = plan.planned_on
    check_lengths(visit)
