"""Who may read history: the standing office its agencies' chains, everyone his own acts.

An administrator reads a chain only inside a staff session, in which he holds the standing office's role.
"""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import REFUSED, AuditEntry
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import YES, Answer, refused


def chain_visible_to(actor: Actor) -> QuerySet[AuditEntry]:
    """Entries of the agencies whose history the actor keeps."""
    return AuditEntry.objects.filter(agency_id__in=actor.agencies_as(Role.STANDING_OFFICE))


def own_entries(actor: Actor) -> QuerySet[AuditEntry]:
    """What the actor himself did. What he tried in vain is not shown: its title would tell what is there to see."""
    return AuditEntry.objects.filter(_own(actor)) if isinstance(actor, PersonActor) else AuditEntry.objects.none()


def entries_visible_to(actor: Actor) -> QuerySet[AuditEntry]:
    """Every entry the actor may open."""
    seen = Q(agency_id__in=actor.agencies_as(Role.STANDING_OFFICE))
    if isinstance(actor, PersonActor):
        seen |= _own(actor)
    return AuditEntry.objects.filter(seen)


def _own(actor: PersonActor) -> Q:
    return Q(user_id=actor.user) & ~Q(action__endswith=REFUSED)


def may_read_history(actor: Actor) -> Answer:
    """Whether the actor reads the history of an agency."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ cơ quan thường trực xem được nhật ký của cả cơ quan."),
        remedy=_("Xem các việc anh/chị đã làm"),
        remedy_url=reverse("own_history"),
    )
