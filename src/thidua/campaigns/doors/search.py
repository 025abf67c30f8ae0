"""Years, movements, themes, tasks and rules in “Tìm”."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle, RuleVersion, Task
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.campaigns.policies.library import movements_visible_to, themes_visible_to
from thidua.campaigns.policies.rules import rules_visible_to
from thidua.campaigns.policies.tasks import tasks_visible_to
from thidua.common.actor import Actor
from thidua.common.http.things import thing_url
from thidua.common.references import Card, Reference
from thidua.common.search import PICKED_FROM, SearchSource, Sought, register_search_source

Row = TypeVar("Row", bound=Model)


def open_doors() -> None:
    """Join the search."""
    register_search_source(SearchSource("cycle", 40, lambda: _("Năm thi đua"), find_cycles))
    register_search_source(SearchSource("task", 50, lambda: _("Nhiệm vụ"), find_tasks))
    register_search_source(SearchSource("movement", 60, lambda: _("Phong trào"), find_movements))
    register_search_source(SearchSource("theme", 61, lambda: _("Chủ đề"), find_themes))
    register_search_source(SearchSource("rule", 70, lambda: _("Quy chế"), find_rules))


def find_cycles(actor: Actor, sought: Sought) -> list[Card]:
    """Years by bloc and number: “khối I 2026”."""
    rows = cycles_visible_to(actor).select_related("bloc").order_by("-year", "pk")[:PICKED_FROM]
    found = sought.pick(rows, _title_of_cycle)
    return _cards(found, _title_of_cycle, lambda cycle: cycle.get_state_display())


def find_tasks(actor: Actor, sought: Sought) -> list[Card]:
    """Tasks by what is to be done or by code."""
    rows = tasks_visible_to(actor).select_related("cycle__bloc", "owner").order_by("-cycle__year", "pk")[:PICKED_FROM]
    return _cards(sought.pick(rows, _title_of_task), _title_of_task, _place_of_task)


def find_movements(actor: Actor, sought: Sought) -> list[Card]:
    """Movements by name or slogan."""
    rows = movements_visible_to(actor).select_related("agency").order_by("-pk")[:PICKED_FROM]
    found = sought.pick(rows, lambda movement: f"{movement.name} {movement.slogan}")
    return _cards(found, lambda movement: movement.name, lambda movement: movement.agency.name)


def find_themes(actor: Actor, sought: Sought) -> list[Card]:
    """Themes by their words."""
    rows = themes_visible_to(actor).select_related("agency").order_by("-pk")[:PICKED_FROM]
    return _cards(
        sought.pick(rows, lambda theme: theme.text), lambda theme: theme.text, lambda theme: theme.agency.name
    )


def find_rules(actor: Actor, sought: Sought) -> list[Card]:
    """Versions of rules by title."""
    rows = rules_visible_to(actor).select_related("bloc").order_by("-pk").defer("text")[:PICKED_FROM]
    return _cards(sought.pick(rows, lambda rule: rule.title), lambda rule: rule.title, _place_of_rule)


def _cards(rows: list[Row], title: Callable[[Row], str], place: Callable[[Row], str]) -> list[Card]:
    cards = []
    for row in rows:
        kind = row._meta.label_lower
        cards.append(Card(Reference(kind, row.pk), "", title(row), place(row), None, thing_url(kind, row.pk)))
    return cards


def _title_of_cycle(cycle: Cycle) -> str:
    return _("%(bloc)s, năm %(year)s") % {"bloc": cycle.bloc.name, "year": cycle.year}


def _title_of_task(task: Task) -> str:
    return f"{task.code} {task.title}".strip()


def _place_of_task(task: Task) -> str:
    owner = task.owner.name if task.owner else ""
    return " · ".join(part for part in (_title_of_cycle(task.cycle), owner) if part)


def _place_of_rule(rule: RuleVersion) -> str:
    return _("%(bloc)s, bản thứ %(number)s") % {"bloc": rule.bloc.name, "number": rule.number}
