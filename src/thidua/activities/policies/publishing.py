"""Who lets the public read what came of an activity."""

from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies import may_publish_for
from thidua.publishing.queries import latest_of


def may_publish_impact(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may publish what came of it: the standing office, once it was held."""
    answer = may_publish_for(actor, activity.agency)
    if not answer:
        return answer
    if activity.merged_into_id is not None:
        return refused(_("Hồ sơ này đã gộp: công bố ở hồ sơ chung."))
    if activity.state != ActivityState.HELD:
        return refused(_("Chỉ công bố kết quả của hoạt động đã tổ chức."))
    return answer


def may_withdraw_impact(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may take it back out of what the public reads."""
    answer = may_publish_for(actor, activity.agency)
    if not answer:
        return answer
    last = latest_of(SnapshotKind.IMPACT, activity.pk)
    if last is None or last.withdrawn_on is not None:
        return refused(_("Kết quả hoạt động này đang không được công bố."))
    return answer
