"""Pledges, tasks, visits and practices as something that a step of the year, or an item of an agenda, can point at."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import VisitState
from thidua.campaigns.models import CheckVisit, Pledge, Practice, Target, Task
from thidua.campaigns.policies.monitoring import visits_visible_to
from thidua.campaigns.policies.pledges import pledges_visible_to
from thidua.campaigns.policies.practices import practices_visible_to
from thidua.campaigns.policies.tasks import tasks_visible_to
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind


def open_doors() -> None:
    """Register the kinds."""
    register_reference_kind(
        _kind("pledge", lambda: _("Giao ước"), Pledge.objects.select_related("cycle"), pledges_visible_to, pledge_card)
    )
    register_reference_kind(
        _kind(
            "visit",
            lambda: _("Cuộc kiểm tra"),
            CheckVisit.objects.select_related("cycle"),
            lambda actor: visits_visible_to(actor).exclude(state=VisitState.CALLED_OFF),
            visit_card,
        )
    )
    register_reference_kind(
        _kind("task", lambda: _("Nhiệm vụ"), Task.objects.select_related("cycle"), tasks_visible_to, task_card)
    )
    register_reference_kind(
        _kind(
            "practice",
            lambda: _("Kinh nghiệm"),
            Practice.objects.select_related("cycle"),
            practices_visible_to,
            practice_card,
        )
    )
    register_reference_kind(ReferenceKind("target", lambda: _("Chỉ tiêu"), describe_targets, _none_to_satisfy_a_step))


def describe_targets(ids: Iterable[int]) -> dict[int, Card]:
    """Targets in words. Evidence points at them; no step of a year is satisfied by one, so none is offered there."""
    rows = Target.objects.filter(pk__in=set(ids)).select_related("pledge__cycle")
    return {target.pk: target_card(target) for target in rows}


def _none_to_satisfy_a_step(actor: Actor, bloc: int, year: int) -> list[Card]:
    return []


def target_card(target: Target) -> Card:
    """A target in words."""
    year = target.pledge.cycle.year
    return _card("target", target, _("Chỉ tiêu"), target.content, _("năm {year}").format(year=year), None)


def pledge_card(pledge: Pledge) -> Card:
    """A pledge in words."""
    day = pledge.frozen_at.date() if pledge.frozen_at else None
    when = _("chốt ngày {day}").format(day=short_date(day)) if day else str(pledge.get_state_display())
    return _card("pledge", pledge, _("Giao ước"), pledge.title, when, day)


def visit_card(visit: CheckVisit) -> Card:
    """A check visit in words."""
    if visit.held_on is not None:
        return _card("visit", visit, _("Cuộc kiểm tra"), visit.title, short_date(visit.held_on), visit.held_on)
    planned = _("dự kiến {day}").format(day=short_date(visit.planned_on)) if visit.planned_on else _("chưa rõ ngày")
    return _card("visit", visit, _("Cuộc kiểm tra"), visit.title, planned, None)


def task_card(task: Task) -> Card:
    """A task in words."""
    when = _("hạn {day}").format(day=short_date(task.due_on)) if task.due_on else _("chưa đặt hạn")
    return _card("task", task, _("Nhiệm vụ"), str(task), when, task.due_on)


def practice_card(practice: Practice) -> Card:
    """A practice in words."""
    day = practice.told_at.date()
    return _card("practice", practice, _("Kinh nghiệm"), practice.title, short_date(day), day)


def _card(kind: str, thing: Any, label: str, title: str, when: str, day: date | None) -> Card:
    return Card(Reference(kind, thing.pk), label, title, when, day, reverse(kind, args=[thing.pk]))


def _kind(
    name: str,
    label: Callable[[], str],
    rows: QuerySet[Any],
    visible_to: Callable[[Actor], QuerySet[Any]],
    card: Callable[[Any], Card],
) -> ReferenceKind:
    def describe(ids: Iterable[int]) -> dict[int, Card]:
        return {thing.pk: card(thing) for thing in rows.filter(pk__in=set(ids))}

    def candidates(actor: Actor, bloc: int, year: int) -> list[Card]:
        return [card(thing) for thing in visible_to(actor).filter(cycle__bloc=bloc, cycle__year=year)]

    return ReferenceKind(name, label, describe, candidates)
