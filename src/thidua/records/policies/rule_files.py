"""An agency's own rules: its standing office enters them, another person of it signs, and nobody signs his own."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency
from thidua.organisations.policies import agencies_visible_to
from thidua.records.models import RuleFile


def rule_files_visible_to(actor: Actor) -> QuerySet[RuleFile]:
    """Rules of the agencies in which the actor holds any role: who is judged by them may read them."""
    return RuleFile.objects.filter(agency__in=agencies_visible_to(actor)).select_related("agency")


def agencies_with_rules(actor: Actor) -> QuerySet[Agency]:
    """Agencies whose rules the actor may enter."""
    return Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE))


def may_enter_rules_somewhere(actor: Actor) -> Answer:
    """Whether the actor enters rules at all."""
    return YES if actor.agencies_as(Role.STANDING_OFFICE) else _refused()


def may_enter_rules(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor may enter rules of the agency."""
    return YES if agency.pk in actor.agencies_as(Role.STANDING_OFFICE) else _refused()


def may_sign_rules(actor: Actor, file: RuleFile) -> Answer:
    """Whether the actor may sign: of the standing office, and not who entered it."""
    answer = may_enter_rules(actor, file.agency)
    if not answer:
        return answer
    if not isinstance(actor, PersonActor) or actor.user == file.entered_by_user:
        return refused(
            _("Người đưa tệp vào không tự ký. Một người khác của cơ quan thường trực đọc lại và ký."),
            who=_("Người khác của cơ quan thường trực"),
        )
    return YES


def may_withdraw_rules(actor: Actor, file: RuleFile) -> Answer:
    """Whether the actor may withdraw them."""
    return may_enter_rules(actor, file.agency)


def _refused() -> Answer:
    return refused(
        _("Chỉ cơ quan thường trực đưa vào, ký và rút quy định riêng của cơ quan."), who=_("Cơ quan thường trực")
    )
