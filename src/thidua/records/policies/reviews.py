"""Who reviews whom: the standing office its agency, the head of a unit his own.

A verdict tells of discipline and holds, so it is for those who see these.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Bloc, Unit
from thidua.records.models import EligibilityReview


def reviews_visible_to(actor: Actor) -> QuerySet[EligibilityReview]:
    """Reviews of agencies whose standing office the actor is, and of units that he heads."""
    return EligibilityReview.objects.filter(
        Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(unit__in=actor.units_as(Role.UNIT_HEAD))
    )


def units_to_review(actor: Actor) -> QuerySet[Unit]:
    """Units that the actor may review."""
    return Unit.objects.filter(
        Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE)) | Q(pk__in=actor.units_as(Role.UNIT_HEAD))
    )


def blocs_to_review(actor: Actor) -> QuerySet[Bloc]:
    """Blocs that the actor may review."""
    return Bloc.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE))


def agencies_to_review(actor: Actor) -> QuerySet[Agency]:
    """Agencies that the actor may review as a whole."""
    return Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE))


def may_review_somewhere(actor: Actor) -> Answer:
    """Whether the actor reviews at all."""
    if actor.agencies_as(Role.STANDING_OFFICE) or actor.units_as(Role.UNIT_HEAD):
        return YES
    return refused(
        _("Rà soát cho biết cả kỷ luật, tạm dừng xét: chỉ thủ trưởng đơn vị và cơ quan thường trực làm được."),
        who=_("Thủ trưởng đơn vị"),
    )


def may_review(actor: Actor, scope: Unit | Bloc | Agency) -> Answer:
    """Whether the actor reviews this unit, bloc or agency."""
    agency = scope.pk if isinstance(scope, Agency) else scope.agency_id
    if agency in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    if isinstance(scope, Unit) and scope.pk in actor.units_as(Role.UNIT_HEAD):
        return YES
    return refused(_("Chỉ thủ trưởng của đơn vị ấy và cơ quan thường trực rà soát được."), who=_("Cơ quan thường trực"))


def may_stop_review(actor: Actor, review: EligibilityReview) -> Answer:
    """Who may ask for it may stop it, and may ask again."""
    return may_review(actor, review.unit or review.bloc or review.agency)
