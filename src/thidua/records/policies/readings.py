"""How texts are read: the standing office of an agency chooses; who is judged by it may know."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.core.law.settings import Setting, shipped_settings
from thidua.organisations.models import Agency
from thidua.organisations.policies import agencies_visible_to
from thidua.records.models import ChosenReading

AgencySetting = tuple[Agency, Setting]


def readings_visible_to(actor: Actor) -> QuerySet[ChosenReading]:
    """What agencies chose in which the actor holds any role."""
    return ChosenReading.objects.filter(agency__in=agencies_visible_to(actor)).select_related("agency")


def find_agency_setting(actor: Actor, pk: int, code: str) -> AgencySetting | None:
    """An agency in which the actor holds a role, and a question that texts leave open."""
    agency, setting = agencies_visible_to(actor).filter(pk=pk).first(), shipped_settings().get(code)
    return (agency, setting) if agency is not None and setting is not None else None


def may_choose_reading(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor chooses how the agency reads a text."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực chọn cách đọc văn bản cho cơ quan."), who=_("Cơ quan thường trực"))


def may_choose_agency_setting(actor: Actor, agency_setting: AgencySetting) -> Answer:
    """The same, of what an address names."""
    return may_choose_reading(actor, agency_setting[0])
