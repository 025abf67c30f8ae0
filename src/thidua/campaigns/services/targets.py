"""Writing targets, and the library of indicators they come from."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.enums import IndicatorKind, TargetScope
from thidua.campaigns.errors.pledges import ImpossibleDateError, ImpossibleFigureError, NotAMemberError
from thidua.campaigns.models import Indicator, Pledge, Target
from thidua.campaigns.policies import targets as policies
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.queries.pledges import standing_signatures
from thidua.campaigns.services.pledges import locked
from thidua.campaigns.services.words import check_lengths, clean, required
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Unit

GREATEST = 10**15
"""Figures beyond this are slips of the hand."""


@dataclass(frozen=True, slots=True)
class TargetContent:
    """What a target says. With `indicator`, unit of measure, kind and direction come from the library."""

    content: str
    kind: IndicatorKind = IndicatorKind.NUMBER
    indicator: Indicator | None = None
    unit_of_measure: str = ""
    bigger_is_better: bool = True
    is_cumulative: bool = True
    plan: Fraction | None = None
    plan_text: str = ""
    note: str = ""
    due_on: date | None = None


@transaction.atomic
def add_target(
    *, actor: Actor, pledge: Pledge, scope: TargetScope, unit: Unit | None = None, says: TargetContent
) -> Target:
    """Add a target: of `unit` when the scope is OF_UNIT, else of the bloc."""
    unit = unit if scope == TargetScope.OF_UNIT else None
    require(policies.may_write_targets_of(actor, pledge, unit, standing_signatures(pledge).keys()))
    pledge = locked(pledge)
    require(policies.may_write_targets_of(actor, pledge, unit, standing_signatures(pledge).keys()))
    if scope == TargetScope.OF_UNIT and (
        unit is None or unit.pk not in {each.pk for each in member_units(pledge.cycle)}
    ):
        raise NotAMemberError(_("Chọn một đơn vị trong khối cho chỉ tiêu này."), field="unit")
    last = Target.objects.filter(pledge=pledge, unit=unit).order_by("-position").first()
    target = Target(
        agency_id=pledge.agency_id, pledge=pledge, scope=scope, unit=unit, position=last.position + 1 if last else 1
    )
    write(target, says, year=pledge.cycle.year)
    target.save()
    audit.record(actor, "target.added", target, agency=target.agency_id, after=describe(target))
    return target


@transaction.atomic
def edit_target(*, actor: Actor, target: Target, version: int, says: TargetContent) -> Target:
    """Change a target that nobody has signed yet."""
    require(policies.may_edit_target(actor, target))
    target = _locked(target)
    require(policies.may_edit_target(actor, target))
    require_version(target, version)
    before = describe(target)
    write(target, says, year=target.pledge.cycle.year)
    target.save()
    audit.record(actor, "target.edited", target, agency=target.agency_id, before=before, after=describe(target))
    return target


@transaction.atomic
def remove_target(*, actor: Actor, target: Target, version: int) -> None:
    """Take a target out that nobody has signed yet; the history keeps what it said."""
    require(policies.may_edit_target(actor, target))
    target = _locked(target)
    require(policies.may_edit_target(actor, target))
    require_version(target, version)
    if target.results.exists() or target.practices.exists():
        raise ImpossibleFigureError(_("Chỉ tiêu đã có kết quả hoặc kinh nghiệm gắn vào nên không bỏ được."))
    audit.record(actor, "target.removed", target, agency=target.agency_id, before=describe(target))
    target.delete()


def write(target: Target, says: TargetContent, *, year: int) -> None:
    """Put `says` into `target` by the rules of its kind."""
    indicator = says.indicator
    target.indicator = indicator
    target.content = required(
        says.content or (indicator.name if indicator else ""), _("Anh/chị chưa nhập nội dung chỉ tiêu."), "content"
    )
    target.kind = IndicatorKind(indicator.kind) if indicator else says.kind
    target.unit_of_measure = indicator.unit_of_measure if indicator else clean(says.unit_of_measure)
    target.bigger_is_better = indicator.bigger_is_better if indicator else says.bigger_is_better
    target.is_cumulative = indicator.is_cumulative if indicator else says.is_cumulative
    target.plan = check_figure(says.plan, IndicatorKind(target.kind), field="plan") if target.has_figure else None
    target.plan_text = clean(says.plan_text)
    target.note = clean(says.note)
    if says.due_on is not None and says.due_on.year != year:
        raise ImpossibleDateError(_("Hạn của chỉ tiêu phải trong năm {year}.").format(year=year), field="due_on")
    target.due_on = says.due_on
    check_lengths(target)


def check_figure(value: Fraction | None, kind: IndicatorKind, *, field: str) -> Fraction | None:
    """`value` if it can be a figure of that kind."""
    if value is None:
        return None
    if value < 0:
        raise ImpossibleFigureError(_("Số không được nhỏ hơn 0."), field=field)
    if value > GREATEST:
        raise ImpossibleFigureError(_("Số này quá lớn. Xem lại đơn vị tính."), field=field)
    if kind == IndicatorKind.MONEY and value.denominator != 1:
        raise ImpossibleFigureError(_("Số tiền là số nguyên đồng."), field=field)
    return value


def describe(target: Target) -> dict[str, Any]:
    """What the history keeps of a target."""
    return {
        "scope": target.scope,
        "unit": target.unit_id,
        "indicator": target.indicator_id,
        "content": target.content,
        "unit_of_measure": target.unit_of_measure,
        "kind": target.kind,
        "bigger_is_better": target.bigger_is_better,
        "is_cumulative": target.is_cumulative,
        "plan": target.plan_exact or None,
        "plan_text": target.plan_text,
        "note": target.note,
        "due_on": target.due_on,
    }


def _locked(target: Target) -> Target:
    locked(target.pledge)
    rows = Target.objects.select_for_update(of=("self",), no_key=True).select_related(
        "pledge__agency", "pledge__cycle__bloc__agency", "unit", "indicator"
    )
    return rows.get(pk=target.pk)
