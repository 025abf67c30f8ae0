"""Who lets the public read what came of an activity."""

from typing import Protocol

from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity
from thidua.activities.policies.impact import AgencyYear
from thidua.activities.queries import subject_of_year
from thidua.campaigns.models import Cycle, Movement
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.core.vietnam.partial_dates import Precision
from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies import may_publish_for, may_withdraw_of, may_write_of


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


def may_draft_news(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may begin an article of it: who writes of its bloc or agency, once it was held."""
    answer = may_write_of(actor, activity.agency, activity.bloc)
    if not answer:
        return answer
    if activity.merged_into_id is not None:
        return refused(_("Hồ sơ này đã gộp: viết tin ở hồ sơ chung."))
    if activity.state != ActivityState.HELD:
        return refused(_("Chỉ viết tin về hoạt động đã tổ chức."))
    return answer


class OfAgency(Protocol):
    """A bloc's year, a movement, a year of an agency, what is published of them."""

    @property
    def agency(self) -> Agency:
        """Whose it is."""


def may_publish_sum(actor: Actor, of: OfAgency) -> Answer:
    """Whether the actor may publish what came of several activities of an agency: the standing office."""
    return may_publish_for(actor, of.agency)


def may_withdraw_cycle(actor: Actor, cycle: Cycle) -> Answer:
    """Whether the actor may take the page of a bloc's year back."""
    return may_withdraw_of(actor, cycle.agency, SnapshotKind.CYCLE, cycle.pk)


def may_withdraw_movement(actor: Actor, movement: Movement) -> Answer:
    """Whether the actor may take the page of a movement back."""
    return may_withdraw_of(actor, movement.agency, SnapshotKind.MOVEMENT, movement.pk)


def may_withdraw_year(actor: Actor, agency_year: AgencyYear) -> Answer:
    """Whether the actor may take the page of a year of an agency back."""
    subject = subject_of_year(agency_year.agency.pk, agency_year.year)
    return may_withdraw_of(actor, agency_year.agency, SnapshotKind.YEAR, subject)


def may_withdraw_impact(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may take it back out of what the public reads."""
    return may_withdraw_of(actor, activity.agency, SnapshotKind.IMPACT, activity.pk)


def may_publish_event(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may announce it to everybody: the standing office, while it is to come and its day is known."""
    answer = may_publish_for(actor, activity.agency)
    if not answer:
        return answer
    if activity.state != ActivityState.PLANNED:
        return refused(_("Chỉ báo trước hoạt động còn dự kiến."))
    if activity.held_on.precision != Precision.DAY:
        return refused(_("Chưa rõ ngày nên chưa đưa vào lịch được."), remedy=_("Ghi ngày rồi công bố."))
    return answer


def may_withdraw_event(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may take the announcement back."""
    return may_withdraw_of(actor, activity.agency, SnapshotKind.EVENT, activity.pk)
