"""Who sees, drafts, comments on and adopts a bloc's rules."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums.cycles import CycleState
from thidua.campaigns.enums.rules import RULE_ARROWS, RuleDeed, RuleState
from thidua.campaigns.models import Cycle, RuleComment, RuleVersion
from thidua.campaigns.policies.cycles import blocs_run_by, closed_words, cycles_visible_to, may_plan_cycle, may_run_bloc
from thidua.campaigns.policies.observers import superior_heard
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import BlocMembership, Unit
from thidua.organisations.policies import IN_UNIT


def rules_visible_to(actor: Actor) -> QuerySet[RuleVersion]:
    """Drafts for those who keep the bloc; what members are asked about or have adopted, for all who see its year."""
    cycles = cycles_visible_to(actor)
    shown = Q(cycle__in=cycles) | Q(state=RuleState.ADOPTED, bloc__in=cycles.values("bloc"))
    return RuleVersion.objects.filter(
        (shown & ~Q(state=RuleState.DRAFT)) | Q(bloc__in=blocs_run_by(actor))
    ).select_related("bloc", "cycle__agency", "cycle__bloc", "agency")


def comments_visible_to(actor: Actor) -> QuerySet[RuleComment]:
    """What was said on the versions the actor sees: members see one another's comments."""
    return RuleComment.objects.filter(rule__in=rules_visible_to(actor)).select_related(
        "rule__bloc", "rule__cycle__bloc", "unit", "superior"
    )


def may_draft_rules(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may write a new version in that year."""
    return may_plan_cycle(actor, cycle)


def may_change_draft(actor: Actor, rule: RuleVersion) -> Answer:
    """Whether the actor may change the text: only while it is a draft."""
    answer = may_plan_cycle(actor, rule.cycle)
    if not answer or rule.state == RuleState.DRAFT:
        return answer
    if rule.state == RuleState.COMMENTING:
        return refused(
            _("Bản này đang lấy ý kiến nên giữ nguyên lời văn."),
            remedy=_("Rút về soạn tiếp"),
            remedy_url=reverse("rule", args=[rule.pk]),
        )
    return refused(
        _("Bản đã thông qua thì giữ nguyên."),
        remedy=_("Soạn bản mới"),
        remedy_url=reverse("draft_rules", args=[rule.cycle_id]),
    )


def may_do_with_rules(actor: Actor, rule: RuleVersion, deed: RuleDeed) -> Answer:
    """Whether the actor may ask for comments, take the draft back, or record its adoption: while its year is open."""
    answer = may_plan_cycle(actor, rule.cycle)
    if not answer:
        return answer
    if RuleState(rule.state) not in RULE_ARROWS[deed]:
        return refused(_("Bản này: %(state)s.") % {"state": str(RuleState(rule.state).label).lower()})
    if deed == RuleDeed.TAKE_BACK and rule.comments.exists():
        return refused(
            _("Đã có góp ý nên không rút lại bản này."),
            remedy=_("Soạn bản mới tiếp thu góp ý"),
            remedy_url=reverse("draft_rules", args=[rule.cycle_id]),
        )
    return YES


def may_open_for_comments(actor: Actor, rule: RuleVersion) -> Answer:
    """Whether the actor may ask the members, or give them more time."""
    return may_do_with_rules(actor, rule, RuleDeed.OPEN_FOR_COMMENTS)


def may_take_back(actor: Actor, rule: RuleVersion) -> Answer:
    """Whether the actor may take the draft back: before anybody has commented."""
    return may_do_with_rules(actor, rule, RuleDeed.TAKE_BACK)


def may_adopt(actor: Actor, rule: RuleVersion) -> Answer:
    """Whether the actor may record that the members adopted the version."""
    return may_do_with_rules(actor, rule, RuleDeed.ADOPT)


def units_commenting_for(actor: Actor, rule: RuleVersion) -> QuerySet[Unit]:
    """The member units for which the actor may speak on the version; one that has left has no voice any more."""
    members = BlocMembership.objects.filter(
        bloc=rule.bloc_id, year=F("bloc__cycles__year"), bloc__cycles=rule.cycle_id, left_on=None
    )
    return Unit.objects.filter(pk__in=actor.units_as(*IN_UNIT)).filter(pk__in=members.values("unit"))


def speaks_on(actor: Actor, rule: RuleVersion) -> bool:
    """Whether the actor has a voice on the version: for a member unit, or for the superior as its observer."""
    return superior_heard(actor, rule.bloc) is not None or units_commenting_for(actor, rule).exists()


def may_comment(actor: Actor, rule: RuleVersion, day: date | None = None) -> Answer:
    """Whether the actor may comment on `day` (default: today)."""
    if not speaks_on(actor, rule):
        return refused(_("Chỉ cán bộ thi đua, thủ trưởng của đơn vị thành viên và đại diện cấp trên góp ý."))
    if rule.cycle.state == CycleState.CLOSED:
        return closed_words(rule.cycle)
    if rule.state != RuleState.COMMENTING:
        return refused(_("Bản này: %(state)s.") % {"state": str(RuleState(rule.state).label).lower()})
    if rule.comments_until is not None and rule.comments_until < (day or clock.today()):
        return refused(
            _("Đã hết hạn góp ý ngày %(day)s.") % {"day": short_date(rule.comments_until)},
            remedy=_("Đề nghị thư ký khối gia hạn."),
        )
    return YES


def may_answer_comment(actor: Actor, comment: RuleComment) -> Answer:
    """Whether the actor may answer: who keeps the bloc, as long as the version is not adopted."""
    answer = may_plan_cycle(actor, comment.rule.cycle)
    if answer and comment.rule.state not in (RuleState.COMMENTING, RuleState.DRAFT):
        return refused(_("Bản này: %(state)s.") % {"state": str(RuleState(comment.rule.state).label).lower()})
    return answer


def find_pair(actor: Actor, *, pk: int, other: int) -> tuple[RuleVersion, RuleVersion] | None:
    """Two versions that the actor sees, the older first; None if one of them is not for him."""
    found = rules_visible_to(actor).in_bulk([pk, other])
    if pk == other or len(found) < 2:
        return None
    older, newer = sorted(found.values(), key=lambda rule: (rule.number, rule.pk))
    return older, newer


def may_keep_rules(actor: Actor, rule: RuleVersion) -> Answer:
    """Whether the actor keeps the rules of the bloc: what they cite may be corrected in any state."""
    return may_run_bloc(actor, rule.bloc)
