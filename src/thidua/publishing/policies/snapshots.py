"""Who publishes: the standing office, on the word of whoever keeps the record."""

from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of


def may_publish_for(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor says what the public may read of this agency: nobody publishes his own record."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực công bố, để người giữ hồ sơ không tự công bố hồ sơ của mình."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": agency.name},
    )


def may_withdraw_of(actor: Actor, agency: Agency, kind: SnapshotKind, subject: int) -> Answer:
    """Whether the actor may take the page of a thing of an agency back."""
    answer = may_publish_for(actor, agency)
    if not answer:
        return answer
    last = latest_of(kind, subject)
    if last is None or last.withdrawn_on is not None:
        return refused(_("Trang này đang không được công bố."))
    return answer


def may_withdraw(actor: Actor, snapshot: Snapshot) -> Answer:
    """Whether the actor may take a thing out of what the public reads."""
    return may_publish_for(actor, snapshot.agency)
