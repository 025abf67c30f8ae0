"""What votes put into “Việc cần làm”: papers for voters, counts for tellers, what waits for who runs the meeting."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.due import DueGroup, DueItem
from thidua.meetings.enums import BallotMethod, BallotState, MotionState
from thidua.meetings.models import Ballot, Motion, RollEntry
from thidua.meetings.policies.people import person_of


def due_of_votes(actor: Actor) -> list[DueItem]:
    """One query for the rolls, one for the tellers, one for who runs the meeting."""
    return [*_to_vote(actor), *_to_count(actor), *_to_settle(actor)]


def _to_vote(actor: Actor) -> list[DueItem]:
    person = person_of(actor)
    if person is None:
        return []
    rows = RollEntry.objects.filter(
        voter=person,
        has_voted=False,
        is_present=True,
        ballot__state=BallotState.OPEN,
        ballot__method=BallotMethod.SCREEN,
    ).select_related("ballot__motion__meeting__bloc")
    return [
        _item(entry.ballot.motion, _("Bỏ phiếu: %(title)s"), _("Bỏ phiếu"), "cast_vote", entry.ballot_id, entry.words)
        for entry in rows
    ]


def _to_count(actor: Actor) -> list[DueItem]:
    person = person_of(actor)
    if person is None:
        return []
    rows = (
        Ballot.objects.filter(tellers=person, state=BallotState.OPEN, method=BallotMethod.PAPER)
        .exclude(sheets__teller=getattr(actor, "user", None))
        .select_related("motion__meeting__bloc")
    )
    fact = _("Hai người đếm và nhập riêng, kết quả phải khớp.")
    return [
        _item(ballot.motion, _("Đếm phiếu: %(title)s"), _("Nhập kết quả đếm"), "count_papers", ballot.pk, fact)
        for ballot in rows
    ]


def _to_settle(actor: Actor) -> list[DueItem]:
    """A vote that stands still in the middle: another round, or somebody's decision."""
    rows = Motion.objects.filter(
        Q(meeting__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY))
        | Q(meeting__agency__in=actor.agencies_as(Role.STANDING_OFFICE)),
        state__in=(MotionState.BETWEEN, MotionState.UNDECIDED),
    ).select_related("meeting__bloc")
    return [
        _item(
            motion,
            _("Tiếp tục bỏ phiếu: %(title)s"),
            _("Mở trang điều hành"),
            "conduct",
            motion.meeting_id,
            str(motion.get_state_display()),
        )
        for motion in rows
    ]


def _item(motion: Motion, title: str, verb: str, page: str, thing: int, fact: str) -> DueItem:
    url = reverse(page, args=[thing])
    return DueItem(
        DueGroup.MINE,
        title % {"title": motion.title},
        url,
        verb,
        None,
        fact=fact,
        context=motion.meeting.bloc.name,
        agency=motion.agency_id,
        action_url=url,
        icon="checklist",
    )
