"""Who lets the public read a year's ranking: the standing office, once it is final inside the bloc."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.policy import Answer, refused
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.policies import may_publish_for, may_withdraw_of
from thidua.publishing.policies.records import PageOfRecord
from thidua.publishing.queries import latest_of, published_of
from thidua.scorecards.enums import SchemeState
from thidua.scorecards.models import Scheme
from thidua.scorecards.queries.outcomes import has_provisional_ranks


def may_publish_ranking(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor may let everybody read who came where: after the scores were published inside the bloc."""
    answer = may_publish_for(actor, scheme.agency)
    if not answer:
        return answer
    if scheme.state != SchemeState.PUBLISHED:
        return refused(
            _("Điểm chưa công bố trong khối nên thứ hạng chưa chốt."),
            remedy=_("Công bố điểm trong khối trước, ở Bảng điểm."),
            remedy_url=reverse("matrix", args=[scheme.pk]),
        )
    if has_provisional_ranks(scheme):
        return refused(
            _("Còn đơn vị chưa có tổng điểm nên thứ hạng là tạm tính, chưa công bố ra ngoài được."),
            remedy=_("Xem đơn vị nào còn thiếu ở trang Xếp hạng."),
            remedy_url=reverse("ranking", args=[scheme.pk]),
        )
    return answer


def may_withdraw_ranking(actor: Actor, scheme: Scheme) -> Answer:
    """Whether the actor may take it back."""
    return may_withdraw_of(actor, scheme.agency, SnapshotKind.RANKING, scheme.cycle_id)


def page_of_ranking(actor: Actor, scheme: Scheme) -> PageOfRecord | None:
    """The public page as the standing office sees it beside the ranking; None for everybody else, and before anything
    is final or was ever published: nothing is looked up for them.
    """
    if not may_publish_for(actor, scheme.agency).allowed:
        return None
    published = latest_of(SnapshotKind.RANKING, scheme.cycle_id)
    if scheme.state != SchemeState.PUBLISHED and published is None:
        return None
    return PageOfRecord(published, may_publish_ranking(actor, scheme))


def rankings_decided_by(actor: Actor) -> QuerySet[Snapshot]:
    """The rankings that stand in public and are his to publish anew or to withdraw."""
    agencies = actor.agencies_as(Role.STANDING_OFFICE)
    return published_of(SnapshotKind.RANKING).filter(agency__in=agencies) if agencies else Snapshot.objects.none()
