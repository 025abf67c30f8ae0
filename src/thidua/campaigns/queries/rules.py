"""Reads of rule versions and the comments on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from thidua.campaigns.enums.rules import RuleState
from thidua.campaigns.models import Cycle, RuleComment, RuleVersion


def rules_in_force(bloc_id: int) -> list[RuleVersion]:
    """The adopted version of each kind."""
    return list(RuleVersion.objects.filter(bloc_id=bloc_id, state=RuleState.ADOPTED).order_by("kind"))


def rules_shown_in(cycle: Cycle) -> list[RuleVersion]:
    """What the page of a year shows: versions on which its members are being asked, then what holds in the bloc."""
    shown = Q(cycle=cycle, state=RuleState.COMMENTING) | Q(bloc_id=cycle.bloc_id, state=RuleState.ADOPTED)
    rules = RuleVersion.objects.filter(shown).order_by("kind", "number")
    return sorted(rules, key=lambda rule: rule.state == RuleState.ADOPTED)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A version on which the members are being asked, and the units that have spoken."""

    rule: int
    title: str
    until: date | None
    spoken: frozenset[int]


def open_drafts(cycles: Sequence[Cycle]) -> dict[int, OpenDraft]:
    """The oldest version on which the members are being asked, by year; one query.

    The answer stays with each year's object, so that the parts of one page ask once.
    """
    asked = [cycle for cycle in cycles if _KEPT not in cycle.__dict__]
    if asked:
        found = _drafts(asked)
        for cycle in asked:
            cycle.__dict__[_KEPT] = found.get(cycle.pk)
    kept = {cycle.pk: cycle.__dict__[_KEPT] for cycle in cycles}
    return {pk: draft for pk, draft in kept.items() if draft is not None}


_KEPT = "_open_draft"


def _drafts(cycles: Sequence[Cycle]) -> dict[int, OpenDraft]:
    rows = RuleVersion.objects.filter(cycle__in=[cycle.pk for cycle in cycles], state=RuleState.COMMENTING)
    found: dict[int, OpenDraft] = {}
    for cycle, rule, title, until, unit in rows.order_by("pk").values_list(
        "cycle_id", "pk", "title", "comments_until", "comments__unit"
    ):
        known = found.setdefault(cycle, OpenDraft(rule, title, until, frozenset()))
        if known.rule == rule and unit is not None:
            found[cycle] = replace(known, spoken=known.spoken | {unit})
    return found


def commenting_units(rules: Iterable[RuleVersion]) -> dict[int, set[int]]:
    """The units that have commented, by version; one query."""
    found: dict[int, set[int]] = {rule.pk: set() for rule in rules}
    for rule, unit in (
        RuleComment.objects.filter(rule__in=list(found)).exclude(unit=None).values_list("rule_id", "unit_id")
    ):
        found[rule].add(unit)
    return found


def comments_on(rule: RuleVersion) -> list[RuleComment]:
    """Everything said on a version, in the order in which it was said."""
    return list(rule.comments.select_related("unit", "superior", "made_by", "answered_by"))


def previous_version(rule: RuleVersion) -> RuleVersion | None:
    """The version before this one, of the same kind."""
    return (
        RuleVersion.objects.filter(bloc_id=rule.bloc_id, kind=rule.kind, number__lt=rule.number)
        .order_by("-number")
        .first()
    )
