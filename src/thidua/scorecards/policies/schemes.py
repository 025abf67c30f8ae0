"""Who sees, writes, comments on, opens and publishes the table of a year."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.cycles import cycles_visible_to, may_plan_cycle, secretary_of
from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.queries.members import member_units
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import EDITABLE, HoldEffect, SchemeState, Stage
from thidua.scorecards.models import Assessor, Scheme, SchemeComment, Scorecard
from thidua.scorecards.queries.cards import standing_holds
from thidua.scorecards.queries.schemes import scheme_of
from thidua.scorecards.queries.tables import problems_of, read_to_try


def schemes_visible_to(actor: Actor) -> QuerySet[Scheme]:
    """Tables of the years the actor sees, and those in which one of his units has branches to assess."""
    assessed = Assessor.objects.filter(unit__in=actor.units_as(*IN_UNIT)).values("scheme")
    return Scheme.objects.filter(Q(cycle__in=cycles_visible_to(actor)) | Q(pk__in=assessed)).select_related(
        "agency", "cycle__bloc__agency"
    )


def comments_visible_to(actor: Actor) -> QuerySet[SchemeComment]:
    """Comments on the tables he sees."""
    return SchemeComment.objects.filter(scheme__in=schemes_visible_to(actor)).select_related(
        "scheme__cycle__bloc__agency", "unit", "superior"
    )


def assessors_visible_to(actor: Actor) -> QuerySet[Assessor]:
    """Assessors of the tables he sees."""
    return Assessor.objects.filter(scheme__in=schemes_visible_to(actor)).select_related("scheme__cycle__bloc__agency")


def may_start_scheme(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may begin the table of a year: who runs the bloc, once."""
    answer = may_plan_cycle(actor, cycle)
    if answer and (existing := scheme_of(cycle)):
        return refused(
            _("Năm %(year)s đã có bảng tiêu chí.") % {"year": cycle.year},
            remedy=_("Mở bảng tiêu chí"),
            remedy_url=reverse("scheme", args=[existing.pk]),
        )
    return answer


def may_run_scheme(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor keeps the table's year, and it is open."""
    return may_plan_cycle(actor, scheme.cycle)


def may_edit_scheme(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the table itself may change now: until scoring opens."""
    answer = may_run_scheme(actor, scheme)
    if answer and scheme.state not in EDITABLE:
        return refused(
            _("Bảng tiêu chí đã chốt khi mở chấm điểm nên không sửa được nữa."), who=secretary_of(scheme.cycle.bloc)
        )
    return answer


def may_try_scheme(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the table can be tried out: when it has no faults but sums that do not match yet."""
    table, problems = read_to_try(scheme.document)
    if table is None:
        return refused(
            _("Bảng còn %(count)s chỗ cần sửa nên chưa chấm thử được.") % {"count": len(problems)},
            remedy=_("Xem các chỗ cần sửa"),
            remedy_url=reverse("scheme", args=[scheme.pk]) + "#can-sua",
        )
    return YES


def may_collect_comments(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the draft may be laid before the members."""
    answer = may_edit_scheme(actor, scheme)
    if answer and scheme.state != SchemeState.DRAFT:
        return refused(_("Bảng đang lấy ý kiến rồi."))
    return answer


def may_comment_on_scheme(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor may speak on the draft, for a member unit or the superior, while comments are collected."""
    if not speaks_on(actor, scheme):
        return refused(_("Cán bộ thi đua, thủ trưởng các đơn vị thành viên và đại diện cấp trên góp ý ở đây."))
    if scheme.state != SchemeState.COMMENTING:
        return refused(
            _("Bảng không ở giai đoạn lấy ý kiến."),
            remedy=_("Thư ký khối mở lấy ý kiến rồi các đơn vị góp ý."),
            who=secretary_of(scheme.cycle.bloc),
        )
    return YES


def speaks_on(actor: Actor, scheme: Scheme) -> bool:
    """Whether the actor has a voice on the draft: for a member unit, or for the superior as its observer."""
    return superior_heard(actor, scheme.cycle.bloc) is not None or bool(units_speaking(actor, scheme))


def units_speaking(actor: Actor, scheme: Scheme) -> list[int]:
    """The member units of the year that the actor speaks for."""
    own = actor.units_as(*IN_UNIT)
    return [unit.pk for unit in member_units(scheme.cycle) if unit.pk in own] if own else []


def may_answer_comment(actor: Actor, comment: SchemeComment) -> Answer:
    """Whether the actor answers comments: who runs the bloc."""
    return may_edit_scheme(actor, comment.scheme)


def may_open_scoring(actor: Actor, scheme: Scheme) -> Answer:
    """Whether scoring may open: no faults, and a member to score."""
    answer = may_edit_scheme(actor, scheme)
    if not answer:
        return answer
    if problems_of(scheme.document):
        return refused(
            _("Bảng còn chỗ cần sửa nên chưa mở chấm điểm được."),
            remedy=_("Xem các chỗ cần sửa"),
            remedy_url=reverse("scheme", args=[scheme.pk]) + "#can-sua",
        )
    if not member_units(scheme.cycle):
        return refused(_("Năm này chưa có đơn vị thành viên nào."))
    return YES


def may_name_assessors(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor may say which unit assesses which branches, until publication."""
    answer = may_run_scheme(actor, scheme)
    if answer and scheme.state == SchemeState.PUBLISHED:
        return published_words(scheme)
    return answer


def may_drop_assessor(actor: Actor, assessor: Assessor) -> Answer:
    """The same, of one that was named."""
    return may_name_assessors(actor, assessor.scheme)


def may_set_peers(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor may say who scores whom: in scoring, before any card has left its unit."""
    answer = may_run_scheme(actor, scheme)
    if not answer:
        return answer
    if scheme.state != SchemeState.SCORING:
        return refused(_("Chia người chấm chéo sau khi mở chấm điểm, trước khi công bố."))
    if Scorecard.objects.filter(scheme=scheme).exclude(stage__in=(Stage.SELF, Stage.PEERS)).exists():
        return refused(_("Đã có phiếu sang thẩm định nên không đổi phân công chấm chéo được nữa."))
    return YES


def is_superior(actor: Actor, scheme: Scheme) -> bool:
    """Whether the actor is the standing office of the agency."""
    return scheme.agency_id in actor.agencies_as(Role.STANDING_OFFICE)


def may_publish(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the scores may be published: by the standing office, when every card is settled or stopped."""
    if not is_superior(actor, scheme):
        return refused(_("Cơ quan thường trực công bố điểm sau khi chốt mọi phiếu."))
    if scheme.state == SchemeState.PUBLISHED:
        return published_words(scheme)
    if scheme.state != SchemeState.SCORING:
        return refused(_("Chưa mở chấm điểm."))
    stopped = {
        unit
        for unit, holds in standing_holds(scheme.cycle_id).items()
        if any(hold.effect == HoldEffect.STOPS for hold in holds)
    }
    waiting = [
        card.unit.name
        for card in Scorecard.objects.filter(scheme=scheme).exclude(stage=Stage.SETTLED).select_related("unit")
        if card.unit_id not in stopped
    ]
    if waiting:
        return refused(
            _("Còn %(count)s phiếu chưa chốt: %(names)s.") % {"count": len(waiting), "names": ", ".join(waiting[:5])},
            remedy=_("Xem các phiếu"),
            remedy_url=reverse("matrix", args=[scheme.pk]),
        )
    return YES


def published_words(scheme: Scheme) -> Answer:
    """The refusal of a change after publication."""
    return refused(_("Điểm năm %(year)s đã công bố nên không thay đổi được nữa.") % {"year": scheme.cycle.year})
