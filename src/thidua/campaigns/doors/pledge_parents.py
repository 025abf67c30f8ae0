"""Who sees and who adds evidence of targets, tasks, visits and practices, and the scanned paper of a pledge."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from thidua.campaigns.models import CheckVisit, Pledge, Practice, Target, Task
from thidua.campaigns.policies import monitoring, pledges, practices, targets, tasks
from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused


def open_doors() -> None:
    """Register the kinds."""
    register_parent_kind(_kind("pledge", Pledge, pledges.pledges_visible_to, pledges.may_attach_to_pledge, "title"))
    register_parent_kind(_kind("target", Target, targets.targets_visible_to, targets.may_attach_to_target, "content"))
    register_parent_kind(_kind("task", Task, tasks.tasks_visible_to, tasks.may_note_task, "title"))
    register_parent_kind(
        _kind("visit", CheckVisit, monitoring.visits_visible_to, monitoring.may_attach_to_visit, "title")
    )
    register_parent_kind(
        _kind("practice", Practice, practices.practices_visible_to, practices.may_edit_practice, "title")
    )


def _kind(
    name: str,
    model: type[Model],
    visible_to: Callable[[Actor], QuerySet[Any]],
    may_attach_to: Callable[[Actor, Any], Answer],
    title: str,
) -> ParentKind:
    def visible(actor: Actor, ids: set[int]) -> set[int]:
        return set(visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))

    def may_attach(actor: Actor, pk: int) -> Answer:
        thing = visible_to(actor).filter(pk=pk).first()
        return may_attach_to(actor, thing) if thing is not None else refused("")

    def url(pk: int) -> str:
        return reverse(name, args=[pk])

    def describe(ids: set[int]) -> dict[int, ParentFacts]:
        rows = model._default_manager.filter(pk__in=ids).values_list("pk", title, "agency_id")
        return {pk: ParentFacts(words, agency) for pk, words, agency in rows}

    return ParentKind(name, visible, may_attach, url, describe)
