"""Who tells a practice, and who says that his unit took one up."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Adoption, Cycle, Practice
from thidua.campaigns.policies.cycles import cycles_visible_to, may_run_cycle, secretary_of
from thidua.campaigns.policies.pledges import is_open_year
from thidua.campaigns.policies.tasks import units_acted_for
from thidua.campaigns.queries.members import member_units
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Unit
from thidua.organisations.policies import IN_UNIT


def practices_visible_to(actor: Actor) -> QuerySet[Practice]:
    """Practices of the years the actor sees."""
    return Practice.objects.filter(cycle__in=cycles_visible_to(actor)).select_related(
        "agency", "cycle__bloc__agency", "unit", "target", "movement"
    )


def adoptions_visible_to(actor: Actor) -> QuerySet[Adoption]:
    """Adoptions of the practices the actor sees."""
    return Adoption.objects.filter(practice__in=practices_visible_to(actor)).select_related(
        "practice__cycle__bloc__agency", "practice__unit", "unit"
    )


def may_share_practice(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may tell some practice of the year: officers of its members, the secretary for any."""
    open_year = is_open_year(cycle)
    if not open_year:
        return open_year
    if may_run_cycle(actor, cycle) or units_acted_for(actor, cycle):
        return YES
    return refused(
        _("Chỉ cán bộ các đơn vị trong khối và thư ký khối chia sẻ được kinh nghiệm."), who=secretary_of(cycle.bloc)
    )


def may_speak_for(actor: Actor, cycle: Cycle, unit: Unit) -> Answer:
    """Whether the actor may tell or take up a practice in the name of `unit`."""
    if unit.pk in actor.units_as(*IN_UNIT) or may_run_cycle(actor, cycle):
        return YES
    return refused(
        _("Chỉ cán bộ của {unit} ghi được phần của đơn vị này.").format(unit=unit.name),
        who=_("Cán bộ thi đua của {unit}").format(unit=unit.name),
    )


def may_edit_practice(actor: Actor, practice: Practice) -> Answer:
    """Whether the actor may change the telling of a practice."""
    open_year = is_open_year(practice.cycle)
    return may_speak_for(actor, practice.cycle, practice.unit) if open_year else open_year


def may_adopt(actor: Actor, practice: Practice) -> Answer:
    """Whether the actor may say that some unit took the practice up that has not said so yet."""
    open_year = is_open_year(practice.cycle)
    if not open_year:
        return open_year
    have = {practice.unit_id, *practice.adoptions.values_list("unit_id", flat=True)}
    runs = may_run_cycle(actor, practice.cycle)
    units = member_units(practice.cycle) if runs else units_acted_for(actor, practice.cycle)
    if any(unit.pk not in have for unit in units):
        return YES
    if practice.unit_id in actor.units_as(*IN_UNIT):
        return refused(_("Đây là kinh nghiệm của chính đơn vị anh/chị."))
    if units:
        return refused(_("Đã ghi đơn vị học theo kinh nghiệm này rồi."))
    return refused(_("Chỉ cán bộ các đơn vị trong khối ghi được việc học theo."), who=secretary_of(practice.cycle.bloc))


def may_edit_adoption(actor: Actor, adoption: Adoption) -> Answer:
    """Whether the actor may change what was said of an adoption."""
    open_year = is_open_year(adoption.practice.cycle)
    return may_speak_for(actor, adoption.practice.cycle, adoption.unit) if open_year else open_year
