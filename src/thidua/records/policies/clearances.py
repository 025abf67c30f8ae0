"""Who says of many at once that nothing stands against them: the standing office alone, for who is excepted tells of
discipline and holds.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Unit
from thidua.records.models import Clearance


def clearances_visible_to(actor: Actor) -> QuerySet[Clearance]:
    """Clearances of agencies whose standing office the actor is."""
    return Clearance.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE)).select_related("agency", "unit")


def agencies_to_clear(actor: Actor) -> QuerySet[Agency]:
    """Agencies for which the actor may speak as a whole."""
    return Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE)).order_by("path")


def units_to_clear(actor: Actor) -> QuerySet[Unit]:
    """Units for which the actor may speak."""
    units = Unit.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE), ended_on=None)
    return units.select_related("agency").order_by("sort_key", "pk")


def may_clear_somewhere(actor: Actor) -> Answer:
    """Whether the actor speaks for an agency at all."""
    return YES if actor.agencies_as(Role.STANDING_OFFICE) else _refuse()


def may_clear(actor: Actor, scope: Unit | Agency) -> Answer:
    """Whether the actor speaks for this unit or agency."""
    agency = scope.pk if isinstance(scope, Agency) else scope.agency_id
    return YES if agency in actor.agencies_as(Role.STANDING_OFFICE) else _refuse()


def may_withdraw_clearance(actor: Actor, clearance: Clearance) -> Answer:
    """Whether the actor takes it back: whoever may say it, whoever said it."""
    if clearance.withdrawn_at is not None:
        return refused(_("Lời xác nhận này đã rút rồi."))
    return may_clear(actor, clearance.scope)


def _refuse() -> Answer:
    return refused(
        _("Chỉ cơ quan thường trực xác nhận chung về kỷ luật và tạm dừng xét."), who=_("Cơ quan thường trực")
    )
