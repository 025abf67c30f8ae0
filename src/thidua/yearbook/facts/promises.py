"""What the bloc promised: the pledge, its targets with the latest results, the tasks."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from thidua.campaigns.enums import IndicatorKind, Judgement, TargetScope
from thidua.campaigns.models import Cycle, Pledge, PledgeSignature, Target, Task
from thidua.campaigns.models.exact import read_exact
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
    return [told.words for told in told_targets(pledge, None)]


@dataclass(frozen=True, slots=True)
class ToldTarget:
    """A target, and in words its plan and its latest result."""

    pk: int
    words: dict[str, Any]


def told_targets(pledge: Pledge, until: date | None) -> list[ToldTarget]:
    """Each target with its latest result of those that speak of a day up to `until`; one query."""
    by_then = Q(results__as_of__lte=until or date.max)
    rows = Target.objects.filter(pledge=pledge).annotate(told=FilteredRelation("results", condition=by_then))
    latest: dict[int, _Row] = {}
    for row in rows.order_by("position", "pk", "told__as_of", "told__pk").values_list(*OF_TARGET, *OF_RESULT):
        latest[row[0]] = _Row(*row)
    return [ToldTarget(pk, _target(row)) for pk, row in latest.items()]


OF_TARGET = ("pk", "scope", "unit__name", "content", "unit_of_measure", "kind", "plan_exact", "plan_text", "note")
OF_RESULT = ("told__as_of", "told__is_unknown", "told__value_exact", "told__is_done", "told__text", "told__judgement")


class _Row(NamedTuple):
    """A target and one of its results; `as_of` is None where nobody reported one."""

    pk: int
    scope: str
    unit: str | None
    content: str
    unit_of_measure: str
    kind: str
    plan_exact: str
    plan_text: str
    note: str
    as_of: date | None
    is_unknown: bool
    value_exact: str
    is_done: bool | None
    text: str
    judgement: str


def _target(row: _Row) -> dict[str, Any]:
    shared = {TargetScope.EACH_UNIT: EACH_UNIT, TargetScope.WHOLE_BLOC: WHOLE_BLOC}
    return {
        "owner": row.unit or shared[TargetScope(row.scope)],
        "content": row.content,
        "unit_of_measure": row.unit_of_measure or ("định tính" if row.kind == IndicatorKind.QUALITATIVE else ""),
        "plan": figure_words(read_exact(row.plan_exact), "") or row.plan_text or None,
        "result": _result(row),
        "as_of": day_words(row.as_of) if row.as_of else None,
        "note": row.note,
    }


def _result(row: _Row) -> str | None:
    """The result in words; None when nobody reported one or it was reported as unknown."""
    if row.as_of is None or row.is_unknown:
        return None
    if row.value_exact:
        return figure_words(read_exact(row.value_exact), row.unit_of_measure)
    if row.is_done is not None:
        return "có" if row.is_done else "chưa"
    return row.text or (str(Judgement(row.judgement).label) if row.judgement else None)
