"""What votes put into “Việc cần làm”: papers for voters, counts for tellers, what waits for who runs the meeting."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role, person_of
from thidua.common.due import DueGroup, DueItem
from thidua.meetings.enums import BallotMethod, BallotState, MeetingState, MinutesState, MotionState
from thidua.meetings.models import Ballot, Motion, RollEntry
from thidua.meetings.policies.people import user_of

STANDS_STILL = (MotionState.BETWEEN, MotionState.UNDECIDED)
"""Another round, or somebody's decision, is needed."""
NOBODY = 0


def votes_under_way(actor: Actor, today: date) -> QuerySet[Motion]:
    """Questions of which somebody votes or counts, or which stand still, while their meeting's records may change."""
    under_way = Motion.objects.filter(state__in=(MotionState.VOTING, *STANDS_STILL))
    under_way = under_way.exclude(meeting__state__in=(MeetingState.CANCELLED, MeetingState.ADOPTED))
    return under_way.exclude(meeting__minutes__state=MinutesState.SIGNED)


def due_of_votes(actor: Actor, today: date) -> list[DueItem]:
    """In every question under way: to vote, to count, to go on. One query."""
    runs = Q(meeting__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(
        meeting__agency__in=actor.agencies_as(Role.STANDING_OFFICE)
    )
    rows = (
        votes_under_way(actor, today)
        .annotate(
            paper=Subquery(_seats(actor).values("ballot")[:1]),
            seat=Subquery(_seats(actor).values("words")[:1]),
            count=Subquery(_sheets_to_enter(actor).values("pk")[:1]),
        )
        .filter(Q(paper__isnull=False) | Q(count__isnull=False) | runs & Q(state__in=STANDS_STILL))
        .select_related("meeting__bloc")
        .order_by("meeting", "position", "pk")
    )
    fact = _("Hai người đếm và nhập riêng, kết quả phải khớp.")
    items: list[DueItem] = []
    for motion in rows:
        if motion.paper is not None:
            items.append(
                _item(motion, _("Bỏ phiếu: %(title)s"), _("Bỏ phiếu"), "cast_vote", motion.paper, motion.seat or "")
            )
        if motion.count is not None:
            items.append(
                _item(motion, _("Đếm phiếu: %(title)s"), _("Nhập kết quả đếm"), "count_papers", motion.count, fact)
            )
        if motion.state in STANDS_STILL:
            state = str(motion.get_state_display())
            title = _("Tiếp tục bỏ phiếu: %(title)s")
            items.append(_item(motion, title, _("Mở trang điều hành"), "conduct", motion.meeting_id, state))
    return items


def _seats(actor: Actor) -> QuerySet[RollEntry]:
    """The actor's seat on the roll of an open round of a question, while he has not voted."""
    return RollEntry.objects.filter(
        ballot__motion=OuterRef("pk"),
        ballot__state=BallotState.OPEN,
        ballot__method=BallotMethod.SCREEN,
        voter=person_of(actor) or NOBODY,
        has_voted=False,
        is_present=True,
    ).order_by("pk")


def _sheets_to_enter(actor: Actor) -> QuerySet[Ballot]:
    """The open round on paper of a question whose papers the actor counts, while he has entered no figures."""
    rounds = Ballot.objects.filter(
        motion=OuterRef("pk"), state=BallotState.OPEN, method=BallotMethod.PAPER, tellers=person_of(actor) or NOBODY
    )
    return rounds.exclude(sheets__teller=user_of(actor)).order_by("pk")


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
