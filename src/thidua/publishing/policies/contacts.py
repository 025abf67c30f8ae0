"""Who says where an agency takes requests about personal data."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency

NAMES_CONTACT = (Role.STANDING_OFFICE, Role.ADMINISTRATOR)


def may_name_contact(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor says it for this agency."""
    if agency.pk in actor.agencies_as(*NAMES_CONTACT):
        return YES
    return refused(
        _("Cơ quan thường trực hoặc người quản trị ghi nơi nhận yêu cầu về dữ liệu cá nhân."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": agency.name},
    )


def agencies_naming_contact(actor: Actor) -> QuerySet[Agency]:
    """The agencies for which the actor says it."""
    return Agency.objects.filter(pk__in=actor.agencies_as(*NAMES_CONTACT))
