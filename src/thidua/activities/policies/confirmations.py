"""Who draws up the papers before an activity; who issues, withdraws and sees thanks and confirmations."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity, Confirmation
from thidua.activities.policies.activities import may_keep_activity, may_record_for
from thidua.activities.policies.field import activities_noted_by
from thidua.activities.policies.plans import may_plan
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused


def confirmations_visible_to(actor: Actor) -> QuerySet[Confirmation]:
    """Papers of the activities whose list of people the actor sees: they name the same people."""
    rows = Confirmation.objects.filter(activity__in=activities_noted_by(actor))
    return rows.select_related("activity__bloc", "activity__unit", "paper").defer("content")


def may_issue_confirmations(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may issue papers: who keeps the record, once the activity was held."""
    answer = may_keep_activity(actor, activity)
    if answer and activity.state != ActivityState.HELD:
        return refused(
            _("Chỉ cấp thư cảm ơn, giấy xác nhận cho hoạt động đã tổ chức."),
            remedy=_("Ghi hoạt động đã tổ chức trước."),
        )
    return answer


def may_draft_papers(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may draw up what is sent before an activity: who writes its plan, until it was held."""
    answer = may_plan(actor, activity)
    if answer and activity.state != ActivityState.PLANNED:
        return refused(
            _("Hoạt động đã tổ chức nên không còn xin phép, mời, thông báo."),
            remedy=_("Giấy tờ đã gửi thì đính vào mục Giấy tờ, minh chứng."),
        )
    return answer


def may_withdraw_confirmation(actor: Actor, confirmation: Confirmation) -> Answer:
    """Whether the actor may withdraw this paper: who keeps the record, also after its years are closed, because a paper
    that is wrong must not stay valid.
    """
    answer = may_record_for(actor, confirmation.activity.home)
    return refused(_("Giấy này đã thu hồi.")) if answer and not confirmation.is_valid else answer
