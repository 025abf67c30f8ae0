"""What the bloc promised: the pledge, its targets with the latest results, the tasks."""

from datetime import date
from typing import Any

from django.utils import timezone

from thidua.campaigns.enums import IndicatorKind, TargetScope
from thidua.campaigns.models import Cycle, Pledge, PledgeSignature, Target, TargetResult, Task
from thidua.campaigns.queries.pledges import Signing, signing_of
from thidua.organisations.models import Unit
from thidua.yearbook.facts.wording import day_words, due_words, figure_words, listing
from thidua.yearbook.facts.year import last_day

WHOLE_BLOC = "Cả khối"
EACH_UNIT = "Mỗi đơn vị"


def promise_facts(cycle: Cycle) -> dict[str, Any]:
    """Pledge, targets and tasks; `pledge` is None when there is none."""
    pledge = Pledge.objects.filter(cycle=cycle).first()
    return {
        "pledge": _pledge(pledge) if pledge else None,
        "targets": targets_of(pledge) if pledge else [],
        "tasks": tasks_of(cycle),
    }


def tasks_of(cycle: Cycle) -> list[dict[str, Any]]:
    """The tasks of a year in their order."""
    tasks = Task.objects.filter(cycle=cycle).select_related("owner").prefetch_related("co_units", "co_organisations")
    return [_task(task) for task in tasks]


def _task(task: Task) -> dict[str, Any]:
    together = [unit.name for unit in task.co_units.all()] + [body.name for body in task.co_organisations.all()]
    owner = task.owner.name if task.owner else WHOLE_BLOC
    return {
        "code": task.code,
        "title": task.title,
        "owner": f"{owner}; phối hợp: {listing(together)}" if together else owner,
        "due": due_words(task.due_on),
        "measure": task.measure or ("định tính" if task.is_qualitative else None),
        "state": str(task.get_state_display()),
        "is_done": task.state == "DONE",
    }


def _pledge(pledge: Pledge) -> dict[str, Any]:
    signatures = PledgeSignature.objects.filter(pledge=pledge, withdrawn_at=None)
    return {
        "title": pledge.title,
        "text": pledge.text,
        "state": str(pledge.get_state_display()),
        "hash": pledge.content_hash or None,
        "asked": len(asked_to_sign(pledge)),
        "signatures": [
            {
                "unit": row.unit_name,
                "person": row.signed_by_name or None,
                "post": row.post_title or None,
                "when": day_words(row.signed_on),
            }
            for row in signatures
        ],
    }


def asked_to_sign(pledge: Pledge) -> list[Unit]:
    """Who had to sign."""
    return signing_asked_for(pledge, None).units


def signing_asked_for(pledge: Pledge, until: date | None) -> Signing:
    """Who had to sign: who signed, and who was a member on the day it froze, else on `until` or the year's last."""
    frozen_on = timezone.localtime(pledge.frozen_at).date() if pledge.frozen_at else None
    return signing_of(pledge, frozen_on or last_day(pledge.cycle, until))


def targets_of(pledge: Pledge) -> list[dict[str, Any]]:
    """Each target with its plan and its latest result, as papers read it."""
    return [told for _target, told in told_targets(pledge, None)]


def told_targets(pledge: Pledge, until: date | None) -> list[tuple[Target, dict[str, Any]]]:
    """Each target, and in words its plan and its latest result of those that speak of a day up to `until`."""
    latest: dict[int, TargetResult] = {}
    results = TargetResult.objects.filter(target__pledge=pledge).order_by("as_of", "pk")
    for result in results if until is None else results.filter(as_of__lte=until):
        latest[result.target_id] = result
    targets = Target.objects.filter(pledge=pledge).select_related("unit")
    return [(target, _target(target, latest.get(target.pk))) for target in targets]


def _target(target: Target, result: TargetResult | None) -> dict[str, Any]:
    shared = {TargetScope.EACH_UNIT: EACH_UNIT, TargetScope.WHOLE_BLOC: WHOLE_BLOC}
    return {
        "owner": target.unit.name if target.unit else shared[TargetScope(target.scope)],
        "content": target.content,
        "unit_of_measure": target.unit_of_measure or ("định tính" if target.kind == IndicatorKind.QUALITATIVE else ""),
        "plan": figure_words(target.plan, "") or target.plan_text or None,
        "result": _result(target, result),
        "as_of": day_words(result.as_of) if result else None,
        "note": target.note,
    }


def _result(target: Target, result: TargetResult | None) -> str | None:
    """The result in words; None when nobody reported one or it was reported as unknown."""
    if result is None or result.is_unknown:
        return None
    if result.value is not None:
        return figure_words(result.value, target.unit_of_measure)
    if result.is_done is not None:
        return "có" if result.is_done else "chưa"
    return result.text or (str(result.get_judgement_display()) if result.judgement else None)
