"""Reads of rule versions and the comments on them."""

from collections.abc import Iterable

from thidua.campaigns.enums.rules import RuleState
from thidua.campaigns.models import Cycle, RuleComment, RuleVersion


def rules_in_force(bloc_id: int) -> list[RuleVersion]:
    """The adopted version of each kind."""
    return list(RuleVersion.objects.filter(bloc_id=bloc_id, state=RuleState.ADOPTED).order_by("kind"))


def drafts_open(cycles: Iterable[Cycle]) -> dict[int, list[RuleVersion]]:
    """Versions on which the members are being asked, by year; one query."""
    found: dict[int, list[RuleVersion]] = {cycle.pk: [] for cycle in cycles}
    rows = RuleVersion.objects.filter(cycle__in=list(found), state=RuleState.COMMENTING)
    for rule in rows.select_related("bloc", "cycle"):
        found[rule.cycle_id].append(rule)
    return found


def commenting_units(rules: Iterable[RuleVersion]) -> dict[int, set[int]]:
    """The units that have commented, by version; one query."""
    found: dict[int, set[int]] = {rule.pk: set() for rule in rules}
    for rule, unit in RuleComment.objects.filter(rule__in=list(found)).values_list("rule_id", "unit_id"):
        found[rule].add(unit)
    return found


def comments_on(rule: RuleVersion) -> list[RuleComment]:
    """Everything said on a version, in the order in which it was said."""
    return list(rule.comments.select_related("unit", "made_by", "answered_by"))


def previous_version(rule: RuleVersion) -> RuleVersion | None:
    """The version before this one, of the same kind."""
    return (
        RuleVersion.objects.filter(bloc_id=rule.bloc_id, kind=rule.kind, number__lt=rule.number)
        .order_by("-number")
        .first()
    )
