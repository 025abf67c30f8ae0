"""Papers may hang on a step, a movement or a version of rules: who sees and who adds them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from thidua.campaigns.models import Movement, RuleVersion, Step
from thidua.campaigns.policies.cycles import may_plan_cycle, may_run_bloc
from thidua.campaigns.policies.library import may_change_movement, movements_visible_to
from thidua.campaigns.policies.rules import rules_visible_to
from thidua.campaigns.policies.steps import steps_visible_to
from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused

STEP, MOVEMENT, RULE = "step", "movement", "rule"


def open_doors() -> None:
    """Register the three kinds."""
    register_parent_kind(_kind(STEP, _steps, steps_visible_to, _may_attach_to_step, "step"))
    register_parent_kind(_kind(MOVEMENT, _movements, movements_visible_to, _may_attach_to_movement, "movement"))
    register_parent_kind(_kind(RULE, _rules, rules_visible_to, _may_attach_to_rule, "rule"))


def _kind(
    kind: str,
    rows_of: Callable[[set[int]], QuerySet[Any]],
    visible: Callable[[Actor], QuerySet[Any]],
    may: Callable[[Actor, int], Answer],
    url_name: str,
) -> ParentKind:
    def seen(actor: Actor, ids: set[int]) -> set[int]:
        return set(visible(actor).filter(pk__in=ids).values_list("pk", flat=True))

    def url(pk: int) -> str:
        return reverse(url_name, args=[pk])

    def describe(ids: set[int]) -> dict[int, ParentFacts]:
        return {row.pk: ParentFacts(str(row), row.agency_id) for row in rows_of(ids)}

    return ParentKind(kind, seen, may, url, describe)


def _steps(ids: set[int]) -> QuerySet[Step]:
    return Step.objects.filter(pk__in=ids).select_related("cycle__bloc")


def _movements(ids: set[int]) -> QuerySet[Movement]:
    return Movement.objects.filter(pk__in=ids)


def _rules(ids: set[int]) -> QuerySet[RuleVersion]:
    return RuleVersion.objects.filter(pk__in=ids)


def _may_attach_to_step(actor: Actor, pk: int) -> Answer:
    step = Step.objects.select_related("cycle__bloc").filter(pk=pk).first()
    return may_plan_cycle(actor, step.cycle) if step is not None else refused("")


def _may_attach_to_movement(actor: Actor, pk: int) -> Answer:
    movement = Movement.objects.select_related("bloc", "agency").filter(pk=pk).first()
    return may_change_movement(actor, movement) if movement is not None else refused("")


def _may_attach_to_rule(actor: Actor, pk: int) -> Answer:
    rule = RuleVersion.objects.select_related("bloc").filter(pk=pk).first()
    return may_run_bloc(actor, rule.bloc) if rule is not None else refused("")
