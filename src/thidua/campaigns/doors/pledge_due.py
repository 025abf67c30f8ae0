"""What waits around pledges, results, tasks and promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.enums import CycleState, FollowUpState, PledgeState, TargetScope, TaskState, VisitState
from thidua.campaigns.facts.quarters import Quarter, last_ended
from thidua.campaigns.models import CheckVisit, FollowUp, Pledge, Target, Task
from thidua.campaigns.policies.cycles import secretary_of
from thidua.campaigns.policies.monitoring import follow_ups_visible_to, may_close_follow_up, own_units_of
from thidua.campaigns.policies.pledges import head_of, pledges_visible_to
from thidua.campaigns.policies.tasks import tasks_visible_to
from thidua.campaigns.queries.pledges import Signing, signings_of
from thidua.common.actor import Actor, Role
from thidua.common.components.texts import long_date
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.organisations.models import Unit
from thidua.organisations.policies import IN_UNIT

TASKS_AHEAD = timedelta(days=30)
"""Tasks due within this time are on the list."""
NAMED = 3
"""So many units are named; of more, the number is told."""


def open_doors() -> None:
    """Register the sources."""
    register_due_source(pledges_due)
    register_due_source(tasks_due, _pressing_tasks)
    register_due_source(promises_due, _open_promises)
    register_due_source(visits_due)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one actor is to one pledge."""

    actor: Actor
    pledge: Pledge
    signing: Signing
    day: date

    @property
    def url(self) -> str:
        return reverse("pledge", args=[self.pledge.pk])

    @property
    def context(self) -> str:
        return str(self.pledge.cycle.bloc.name)

    @property
    def until(self) -> date | None:
        return self.pledge.cycle.signing_until

    @property
    def is_late(self) -> bool:
        return self.until is not None and self.day > self.until

    @property
    def is_secretarys(self) -> bool:
        return self.pledge.cycle.bloc_id in self.actor.blocs_as(Role.BLOC_SECRETARY)

    @property
    def signed_words(self) -> str:
        return _("{n} trong {m} đơn vị đã ký.").format(n=len(self.signing.signed), m=len(self.signing.units))


def pledges_due(actor: Actor, today: date) -> list[DueItem]:
    """Sign, wait for signatures, enter the figures of a quarter. Four queries."""
    if not actor.units_as(*IN_UNIT) and not actor.holds(Role.BLOC_SECRETARY):
        return []
    rows = pledges_visible_to(actor).filter(state__in=[PledgeState.OPEN, PledgeState.FROZEN])
    pledges = list(rows.exclude(cycle__state=CycleState.CLOSED))
    if not pledges:
        return []
    signings = signings_of(pledges, today)
    parts = [_Part(actor, pledge, signings[pledge.pk], today) for pledge in pledges]
    signing = [item for part in parts if part.pledge.state == PledgeState.OPEN for item in _to_sign(part)]
    return signing + _to_report(parts, today)


def _to_sign(part: _Part) -> list[DueItem]:
    heads, officers = part.actor.units_as(Role.UNIT_HEAD), part.actor.units_as(Role.UNIT_OFFICER)
    items = []
    for unit in part.signing.missing:
        if unit.pk in heads:
            items.append(_sign(part, unit))
        elif unit.pk in officers:
            items.append(_wait_for_head(part, unit))
    if part.is_secretarys and part.signing.missing:
        items.append(_collect_signatures(part))
    return items


def _sign(part: _Part, unit: Unit) -> DueItem:
    year = part.pledge.cycle.year
    late = _("Hạn ký {day} đã qua").format(day=long_date(part.until)) if part.is_late else ""
    return DueItem(
        DueGroup.BLOCKED if part.is_late else DueGroup.MINE,
        _("Ký giao ước thi đua năm {year}").format(year=year),
        part.url,
        _("Xem giao ước") if part.is_late else _("Ký giao ước"),
        part.until,
        fact=part.signed_words,
        context=unit.name,
        blocked_by=late,
        who_unblocks=secretary_of(part.pledge.cycle.bloc) if part.is_late else "",
        agency=part.pledge.agency_id,
        action_url="" if part.is_late else reverse("sign_pledge", args=[part.pledge.pk, unit.pk]),
        icon="signature",
    )


def _wait_for_head(part: _Part, unit: Unit) -> DueItem:
    return DueItem(
        DueGroup.WAITING,
        _("Chờ thủ trưởng ký giao ước năm {year}").format(year=part.pledge.cycle.year),
        part.url,
        _("Xem giao ước"),
        part.until,
        fact=_("{who} chưa ký.").format(who=head_of(unit)),
        context=unit.name,
        agency=part.pledge.agency_id,
        icon="signature",
    )


def _collect_signatures(part: _Part) -> DueItem:
    missing = _("Chưa ký: {units}").format(units=_names(part.signing.missing))
    title = _("Lấy đủ chữ ký giao ước năm {year}").format(year=part.pledge.cycle.year)
    if part.is_late:
        verb = _("Lùi hạn, ghi bản giấy hoặc chốt")
        return DueItem(
            DueGroup.MINE, title, part.url, verb, part.until, missing, part.context, agency=part.pledge.agency_id,
            icon="signature",
        )  # fmt: skip
    return DueItem(
        DueGroup.BLOCKED,
        title,
        part.url,
        _("Xem giao ước"),
        part.until,
        fact=part.signed_words,
        context=part.context,
        blocked_by=missing,
        who_unblocks=_("Thủ trưởng các đơn vị này"),
        agency=part.pledge.agency_id,
        icon="signature",
    )


def _to_report(parts: list[_Part], today: date) -> list[DueItem]:
    """Figures of the last ended quarter that nobody has reported. One query."""
    quarters = {part.pledge.pk: last_ended(part.pledge.cycle.year, today) for part in parts}
    due = [part for part in parts if quarters[part.pledge.pk] is not None]
    if not due:
        return []
    targets: dict[int, list[_Asked]] = {}
    reported: dict[tuple[int, int | None], date] = {}
    since = min(quarter.starts_on for quarter in quarters.values() if quarter is not None)
    asked = Target.objects.filter(pledge__in=[part.pledge.pk for part in due]).annotate(
        lately=FilteredRelation("results", condition=Q(results__as_of__gte=since))
    )
    last = None
    for pledge, pk, scope, unit, of_unit, as_of in asked.order_by("pk", "lately__as_of").values_list(
        "pledge_id", "pk", "scope", "unit_id", "lately__unit", "lately__as_of"
    ):
        if pk != last:  # a target comes once for each of its late figures, and once when it has none
            targets.setdefault(pledge, []).append(_Asked(pk, scope, unit))
            last = pk
        if as_of is not None:
            reported[pk, of_unit] = as_of
    items = []
    for part in due:
        quarter = quarters[part.pledge.pk]
        assert quarter is not None
        items += _to_report_in(part, quarter, targets.get(part.pledge.pk, []), reported)
    return items


class _Asked(NamedTuple):
    """Of a target what is needed to ask for its figure; there may be hundreds."""

    pk: int
    scope: str
    unit_id: int | None


def _to_report_in(
    part: _Part, quarter: Quarter, targets: list[_Asked], reported: dict[tuple[int, int | None], date]
) -> list[DueItem]:
    asked: dict[int | None, list[_Asked]] = {}  # by unit; None: what the bloc reports as one
    for target in targets:
        asked.setdefault(target.unit_id, []).append(target)
    common = [target for target in asked.get(None, []) if target.scope == TargetScope.EACH_UNIT]
    whole = [target for target in asked.get(None, []) if target.scope == TargetScope.WHOLE_BLOC]

    def silent(unit: Unit | None) -> int:
        of_unit = whole if unit is None else [*common, *asked.get(unit.pk, [])]
        who = unit.pk if unit else None
        return sum(reported.get((target.pk, who), date.min) < quarter.starts_on for target in of_unit)

    own = part.actor.units_as(*IN_UNIT)
    items = [
        _report(part, quarter, unit.name, count, reverse("report_results", args=[part.pledge.pk, unit.pk]))
        for unit in part.signing.units
        if unit.pk in own and (count := silent(unit))
    ]
    if part.is_secretarys:
        if count := silent(None):
            items.append(_report(part, quarter, part.context, count, reverse("state_results", args=[part.pledge.pk])))
        late = [unit for unit in part.signing.units if unit.pk not in own and silent(unit)]
        if late:
            items.append(_wait_for_results(part, quarter, late))
    return items


def _report(part: _Part, quarter: Quarter, who: str, count: int, address: str) -> DueItem:
    title = _("Nhập kết quả chỉ tiêu quý {quarter}/{year}").format(quarter=quarter.roman, year=quarter.year)
    fact = ngettext("{count} chỉ tiêu chưa có báo cáo.", "{count} chỉ tiêu chưa có báo cáo.", count).format(count=count)
    return DueItem(
        DueGroup.MINE,
        title,
        part.url,
        _("Nhập kết quả"),
        quarter.report_until,
        fact,
        who,
        agency=part.pledge.agency_id,
        action_url=address,
        icon="report",
    )


def _wait_for_results(part: _Part, quarter: Quarter, late: list[Unit]) -> DueItem:
    title = _("Chờ kết quả chỉ tiêu quý {quarter}/{year}").format(quarter=quarter.roman, year=quarter.year)
    return DueItem(
        DueGroup.WAITING,
        title,
        part.url,
        _("Xem giao ước"),
        quarter.report_until,
        fact=_("Chưa báo cáo: {units}.").format(units=_names(late)),
        context=part.context,
        agency=part.pledge.agency_id,
        icon="report",
    )


def _pressing_tasks(actor: Actor, today: date) -> QuerySet[Task]:
    mine = Q(owner__in=actor.units_as(*IN_UNIT)) | Q(owner=None, cycle__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY))
    pressing = Q(due_on__lte=today + TASKS_AHEAD) | ~Q(blocked_by="")
    open_states = [state for state in TaskState if state.is_open]
    tasks = tasks_visible_to(actor).filter(mine, pressing, state__in=open_states)
    return tasks.exclude(cycle__state=CycleState.CLOSED)


def tasks_due(actor: Actor, today: date) -> list[DueItem]:
    """Tasks of the actor's units (and, for a secretary, of the whole bloc) that are near, late or stuck. One query."""
    return [_task(task) for task in _pressing_tasks(actor, today)]


def _task(task: Task) -> DueItem:
    return DueItem(
        DueGroup.BLOCKED if task.blocked_by else DueGroup.MINE,
        _("Làm nhiệm vụ {task}").format(task=task),
        reverse("task", args=[task.pk]),
        _("Ghi tiến độ"),
        task.due_on,
        fact=str(TaskState(task.state).label),
        context=task.owner.name if task.owner else task.cycle.bloc.name,
        blocked_by=task.blocked_by,
        who_unblocks=task.who_unblocks,
        agency=task.agency_id,
        action_url=reverse("report_progress", args=[task.pk]),
        icon="clipboard-list",
    )


def _open_promises(actor: Actor, _today: date) -> QuerySet[FollowUp]:
    mine = Q(unit__in=actor.units_as(*IN_UNIT)) | Q(state=FollowUpState.REPORTED)
    return follow_ups_visible_to(actor).exclude(state=FollowUpState.CLOSED).filter(mine)


def promises_due(actor: Actor, today: date) -> list[DueItem]:
    """Promises to keep, to confirm, or waiting to be confirmed. At most three queries."""
    follow_ups = list(_open_promises(actor, today))
    reported = [row for row in follow_ups if row.state == FollowUpState.REPORTED]
    prefetch_related_objects(reported, "visit__visiting_units")
    own = own_units_of(actor) if reported else frozenset()
    items = []
    for follow_up in follow_ups:
        if follow_up.unit_id in actor.units_as(*IN_UNIT):
            items.append(
                _keep(follow_up) if follow_up.state == FollowUpState.OPEN else _wait_for_confirmation(follow_up)
            )
        elif follow_up.state == FollowUpState.REPORTED and may_close_follow_up(actor, follow_up, own_units=own):
            items.append(_confirm(follow_up))
    return items


def _keep(follow_up: FollowUp) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Làm việc đã hứa: {promise}").format(promise=follow_up.promise),
        reverse("visit", args=[follow_up.visit_id]),
        _("Báo cáo đã làm"),
        follow_up.due_on,
        fact=follow_up.visit.title,
        context=follow_up.unit.name,
        agency=follow_up.agency_id,
        action_url=reverse("report_follow_up", args=[follow_up.pk]),
        icon="heart-handshake",
    )


def _wait_for_confirmation(follow_up: FollowUp) -> DueItem:
    return DueItem(
        DueGroup.WAITING,
        _("Chờ xác nhận việc đã hứa: {promise}").format(promise=follow_up.promise),
        reverse("visit", args=[follow_up.visit_id]),
        _("Xem"),
        follow_up.due_on,
        fact=_("Bên kiểm tra xem rồi xác nhận."),
        context=follow_up.unit.name,
        agency=follow_up.agency_id,
        icon="heart-handshake",
    )


def _confirm(follow_up: FollowUp) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Xác nhận việc đã hứa: {promise}").format(promise=follow_up.promise),
        reverse("visit", args=[follow_up.visit_id]),
        _("Xác nhận"),
        follow_up.due_on,
        fact=_("{unit} báo cáo đã làm.").format(unit=follow_up.unit.name),
        context=follow_up.visit.cycle.bloc.name,
        agency=follow_up.agency_id,
        action_url=reverse("close_follow_up", args=[follow_up.pk]),
        icon="heart-handshake",
    )


def visits_due(actor: Actor, today: date) -> list[DueItem]:
    """Planned visits whose day has come, for the bloc's secretary. One query."""
    blocs = actor.blocs_as(Role.BLOC_SECRETARY)
    if not blocs:
        return []
    rows = CheckVisit.objects.filter(cycle__bloc__in=blocs, state=VisitState.PLANNED, planned_on__lte=today)
    return [
        DueItem(
            DueGroup.MINE,
            _("Ghi kết quả {visit}").format(visit=visit.title),
            reverse("visit", args=[visit.pk]),
            _("Ghi kết quả"),
            visit.planned_on,
            fact=_("Cuộc kiểm tra dự kiến hôm nay hoặc đã qua."),
            context=visit.cycle.bloc.name,
            agency=visit.agency_id,
            action_url=reverse("record_visit", args=[visit.pk]),
            icon="clipboard-check",
        )
        for visit in rows.exclude(cycle__state=CycleState.CLOSED).select_related("cycle__bloc")
    ]


def _names(units: Iterable[Unit]) -> str:
    names = [unit.name for unit in units]
    if len(names) <= NAMED:
        return "; ".join(names)
    rest = len(names) - NAMED
    return _("{names} và {count} đơn vị khác").format(names="; ".join(names[:NAMED]), count=rest)
