"""Who keeps the list of proposals, who sends it, who answers. Nobody answers what he sent."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.campaigns.policies import cycles_visible_to, may_plan_cycle
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.decisions.enums import ProposalState
from thidua.decisions.models import ProposalLine, ProposalList
from thidua.meetings.policies.people import user_of


def proposals_visible_to(actor: Actor) -> QuerySet[ProposalList]:
    """Lists of the years the actor sees."""
    return ProposalList.objects.filter(cycle__in=cycles_visible_to(actor).values("pk")).select_related(
        "cycle__bloc__agency"
    )


def lines_visible_to(actor: Actor) -> QuerySet[ProposalLine]:
    """Lines of the lists the actor sees."""
    return ProposalLine.objects.filter(proposals__in=proposals_visible_to(actor)).select_related(
        "proposals__cycle__bloc__agency", "unit"
    )


def may_draft_proposals(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may begin the list of a year: who runs the year, until it is closed."""
    return may_plan_cycle(actor, cycle)


def may_edit_proposals(actor: Actor, proposals: ProposalList) -> Answer:
    """Whether the actor may change or send the list: who runs the year, until it is sent or closed."""
    if not (answer := may_plan_cycle(actor, proposals.cycle)):
        return answer
    if proposals.state != ProposalState.DRAFT:
        return refused(
            _("Danh sách đã gửi cấp trên nên không sửa được."),
            remedy=_("Cần sửa thì đề nghị cấp trên trả lại."),
            who=_superior(proposals),
        )
    return YES


def may_edit_line(actor: Actor, line: ProposalLine) -> Answer:
    """The same for one line."""
    return may_edit_proposals(actor, line.proposals)


def may_return_proposals(actor: Actor, proposals: ProposalList) -> Answer:
    """Whether the actor may give the list back to the bloc: the superior, while nothing is answered."""
    if not (answer := _is_superior(actor, proposals)):
        return answer
    if proposals.state != ProposalState.SENT:
        return refused(_("Chỉ trả lại danh sách đã gửi và chưa trả lời."))
    if proposals.lines.exclude(answer="").exists():
        return refused(_("Đã trả lời một đơn vị nên không trả lại cả danh sách được."))
    return YES


def may_answer_proposals(actor: Actor, proposals: ProposalList) -> Answer:
    """Whether the actor may write answers into the list at all: the superior's office, never who sent it; a list that
    proposes nobody has nothing to answer.
    """
    if not (answer := _is_superior(actor, proposals)):
        return answer
    if proposals.state == ProposalState.DRAFT:
        return refused(_("Danh sách chưa gửi."), who=_("Thư ký %(bloc)s") % {"bloc": proposals.cycle.bloc.name})
    if not proposals.lines.all():
        return refused(
            _("Danh sách không đề nghị đơn vị nào nên không có gì để trả lời. Lý do của khối ghi ở tờ trình."),
            remedy=_("Nếu khối cần đề nghị thì trả lại danh sách để khối bổ sung."),
        )
    return YES


def may_answer_line(actor: Actor, line: ProposalLine) -> Answer:
    """Whether the actor may write down what the superior decided: the superior's office, never who sent the list."""
    if not (answer := may_answer_proposals(actor, line.proposals)):
        return answer
    if line.answer:
        return refused(_("Đề nghị này đã có trả lời."), remedy=_("Ghi sai thì sửa trả lời, kèm lý do."))
    return YES


def may_correct_answer(actor: Actor, line: ProposalLine) -> Answer:
    """Whether the actor may correct an answer that was written down: who may answer."""
    if not (answer := may_answer_proposals(actor, line.proposals)):
        return answer
    if not line.answer:
        return refused(_("Đề nghị này chưa có trả lời."), remedy=_("Ghi trả lời trước."))
    return YES


def _is_superior(actor: Actor, proposals: ProposalList) -> Answer:
    if proposals.agency_id not in actor.agencies_as(Role.STANDING_OFFICE):
        return refused(_("Chỉ cơ quan thường trực ghi được trả lời của cấp trên."), who=_superior(proposals))
    if proposals.sent_by_user is not None and user_of(actor) == proposals.sent_by_user:
        return refused(
            _("Anh/chị đã gửi danh sách này nên người khác của cơ quan thường trực ghi trả lời."),
            who=_superior(proposals),
        )
    return YES


def _superior(proposals: ProposalList) -> str:
    return _("Cơ quan thường trực của %(agency)s") % {"agency": proposals.cycle.bloc.agency}
