"""Targets, tasks, visits and practices in “Tìm”."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.doors.pledge_references import practice_card, task_card, visit_card
from thidua.campaigns.models import Target
from thidua.campaigns.policies.monitoring import visits_visible_to
from thidua.campaigns.policies.practices import practices_visible_to
from thidua.campaigns.policies.targets import targets_visible_to
from thidua.campaigns.policies.tasks import tasks_visible_to
from thidua.common.actor import Actor
from thidua.common.references import Card, Reference
from thidua.common.search import PICKED_FROM, SearchSource, Sought, register_search_source


def open_doors() -> None:
    """Register the sources."""
    register_search_source(SearchSource("target", 32, lambda: _("Chỉ tiêu"), search_targets))
    register_search_source(SearchSource("task", 34, lambda: _("Nhiệm vụ"), search_tasks))
    register_search_source(SearchSource("visit", 36, lambda: _("Cuộc kiểm tra"), search_visits))
    register_search_source(SearchSource("practice", 38, lambda: _("Kinh nghiệm"), search_practices))


def search_targets(actor: Actor, sought: Sought) -> list[Card]:
    """Targets by content, with their unit and year."""
    return [target_card(target) for target in sought.pick_rows(targets_visible_to(actor), "content")]


def search_tasks(actor: Actor, sought: Sought) -> list[Card]:
    """Tasks by code and title."""
    return [task_card(task) for task in sought.pick_rows(tasks_visible_to(actor), "code", "title")]


def search_visits(actor: Actor, sought: Sought) -> list[Card]:
    """Check visits by title."""
    return [visit_card(visit) for visit in sought.pick(_newest(visits_visible_to(actor)), lambda visit: visit.title)]


def search_practices(actor: Actor, sought: Sought) -> list[Card]:
    """Practices by title."""
    found = sought.pick(_newest(practices_visible_to(actor)), lambda practice: practice.title)
    return [practice_card(practice) for practice in found]


def target_card(target: Target) -> Card:
    """A target in words."""
    who = target.unit.name if target.unit else target.pledge.cycle.bloc.name
    when = _("{who}, năm {year}").format(who=who, year=target.pledge.cycle.year)
    address = reverse("target", args=[target.pk])
    return Card(Reference("target", target.pk), _("Chỉ tiêu"), target.content, when, None, address)


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("-pk")[:PICKED_FROM]
