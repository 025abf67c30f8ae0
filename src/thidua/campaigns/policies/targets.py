"""Who writes targets, who reports on them, who keeps the library of indicators."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.enums import PledgeState, TargetScope
from thidua.campaigns.models import Indicator, Pledge, Target, TargetResult
from thidua.campaigns.policies.cycles import CONTENT_ROLES, may_run_cycle, secretary_of
from thidua.campaigns.policies.pledges import (
    frozen_error,
    is_open_year,
    may_edit_pledge,
    pledges_visible_to,
)
from thidua.campaigns.queries.members import member_units
from thidua.campaigns.queries.pledges import standing_signatures
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Unit
from thidua.organisations.policies import IN_UNIT


def targets_visible_to(actor: Actor) -> QuerySet[Target]:
    """Targets of the pledges the actor sees: members of one year see each other's."""
    return Target.objects.filter(pledge__in=pledges_visible_to(actor)).select_related(
        "pledge__agency", "pledge__cycle__bloc__agency", "unit", "indicator"
    )


def results_visible_to(actor: Actor) -> QuerySet[TargetResult]:
    """Results of the targets the actor sees."""
    return TargetResult.objects.filter(target__in=targets_visible_to(actor)).select_related(
        "target__pledge__agency", "target__pledge__cycle__bloc__agency", "target__unit", "unit"
    )


def may_write_targets_of(actor: Actor, pledge: Pledge, unit: Unit | None, signed: Collection[int]) -> Answer:
    """Whether the actor may add, change or remove targets of `unit` (None: of the bloc).

    `signed` are the units that have signed: their own targets stand still.
    """
    if unit is None:
        return may_edit_pledge(actor, pledge)
    open_year = is_open_year(pledge.cycle)
    if not open_year:
        return open_year
    if unit.pk not in actor.units_as(*IN_UNIT) and not may_run_cycle(actor, pledge.cycle):
        return refused(
            _("Chỉ cán bộ của {unit} và thư ký khối viết chỉ tiêu của đơn vị này.").format(unit=unit.name),
            who=_("Cán bộ thi đua của {unit}").format(unit=unit.name),
        )
    if pledge.state == PledgeState.FROZEN:
        return refused(frozen_error(pledge).message)
    if unit.pk in signed:
        return refused(
            _("{unit} đã ký nên chỉ tiêu của đơn vị không sửa được.").format(unit=unit.name),
            remedy=_("Thư ký đưa giao ước về bản soạn thì sửa được; các đơn vị ký lại."),
            who=secretary_of(pledge.cycle.bloc),
        )
    return YES


def may_edit_target(actor: Actor, target: Target) -> Answer:
    """Whether the actor may change or remove `target`."""
    return may_write_targets_of(actor, target.pledge, target.unit, standing_signatures(target.pledge).keys())


def may_report(actor: Actor, pledge: Pledge, unit: Unit | None) -> Answer:
    """Whether the actor may report results of `unit` (None: of the whole bloc)."""
    open_year = is_open_year(pledge.cycle)
    if not open_year:
        return open_year
    if pledge.state == PledgeState.DRAFT:
        return refused(
            _("Giao ước còn đang soạn. Kết quả nhập được sau khi mở ký."), who=secretary_of(pledge.cycle.bloc)
        )
    if unit is None:
        return may_run_cycle(actor, pledge.cycle)
    if unit.pk in actor.units_as(*IN_UNIT):
        return YES
    if unit.ended_on is not None and may_run_cycle(actor, pledge.cycle):
        return YES  # nobody holds a role in it any more: who keeps the year writes down what it had reached
    return refused(
        _("Chỉ cán bộ của {unit} nhập kết quả của đơn vị này.").format(unit=unit.name),
        who=_("Cán bộ thi đua của {unit}").format(unit=unit.name),
    )


def may_add_unit_target(actor: Actor, part: tuple[Pledge, Unit]) -> Answer:
    """Whether the actor may add a target of one unit."""
    pledge, unit = part
    return may_write_targets_of(actor, pledge, unit, standing_signatures(pledge).keys())


def may_report_for(actor: Actor, part: tuple[Pledge, Unit]) -> Answer:
    """Whether the actor may report results of one unit."""
    return may_report(actor, *part)


def may_state_results(actor: Actor, pledge: Pledge) -> Answer:
    """Whether the actor may state results of the whole bloc."""
    return may_report(actor, pledge, None)


def may_correct_result(actor: Actor, result: TargetResult) -> Answer:
    """Whether the actor may correct a reported result."""
    return may_report(actor, result.target.pledge, result.unit)


def may_attach_to_target(actor: Actor, target: Target) -> Answer:
    """Whether the actor may attach evidence: the secretary, and whoever reports on the target."""
    pledge = target.pledge
    if may_run_cycle(actor, pledge.cycle):
        return is_open_year(pledge.cycle)
    if target.scope != TargetScope.EACH_UNIT:
        return may_report(actor, pledge, target.unit)
    own = actor.units_as(*IN_UNIT)
    reporting = [unit for unit in member_units(pledge.cycle) if unit.pk in own]
    if reporting:
        return may_report(actor, pledge, reporting[0])
    return refused(_("Chỉ cán bộ của các đơn vị trong khối thêm được minh chứng."), who=secretary_of(pledge.cycle.bloc))


def indicators_visible_to(actor: Actor) -> QuerySet[Indicator]:
    """The libraries of the agencies in which the actor works with content."""
    own = {agency for scope in actor.scopes if scope.role in CONTENT_ROLES for agency in scope.agencies}
    return Indicator.objects.filter(agency__in=own)


def may_keep_indicators(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor adds to the library: the standing office, or a secretary of one of the agency's blocs."""
    if agency.pk in _kept_as(actor, Role.STANDING_OFFICE, Role.BLOC_SECRETARY):
        return YES
    return refused(
        _("Chỉ cơ quan thường trực và thư ký khối sửa được danh mục chỉ số."),
        who=_("Cơ quan thường trực của {agency}").format(agency=agency.name),
    )


def indicators_changed_by(actor: Actor) -> QuerySet[Indicator]:
    """Indicators the actor may change: the standing office all, a secretary those no other bloc has targets of."""
    elsewhere = Target.objects.filter(indicator=OuterRef("pk")).exclude(
        pledge__cycle__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)
    )
    mine = Q(agency__in=_kept_as(actor, Role.BLOC_SECRETARY)) & ~Exists(elsewhere)
    return Indicator.objects.filter(Q(agency__in=_kept_as(actor, Role.STANDING_OFFICE)) | mine)


def may_edit_indicator(actor: Actor, indicator: Indicator) -> Answer:
    """Whether the actor may change one indicator: what other blocs use too is the standing office's to change."""
    may_keep = may_keep_indicators(actor, indicator.agency)
    if not may_keep or indicators_changed_by(actor).filter(pk=indicator.pk).exists():
        return may_keep
    return refused(
        _("Khối khác cũng dùng chỉ số này nên chỉ cơ quan thường trực sửa được."),
        who=_("Cơ quan thường trực của {agency}").format(agency=indicator.agency.name),
    )


def _kept_as(actor: Actor, *roles: Role) -> frozenset[int]:
    return frozenset(agency for scope in actor.scopes if scope.role in roles for agency in scope.agencies)
