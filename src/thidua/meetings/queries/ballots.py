"""Motions, rounds and rolls, read with what their pages show."""

from django.db.models import Prefetch, QuerySet

from thidua.meetings.enums import BallotState
from thidua.meetings.models import Ballot, Motion, MotionOption, Recusal, RollEntry


def motions_of(meeting_id: int) -> list[Motion]:
    """The questions of a meeting in order, with options, who takes no part, and rounds."""
    return list(_with_parts(Motion.objects.filter(meeting=meeting_id)))


def motion_with_parts(motion_id: int) -> Motion:
    """One question with everything its page shows."""
    return _with_parts(Motion.objects.filter(pk=motion_id)).get()


def _with_parts(motions: QuerySet[Motion]) -> QuerySet[Motion]:
    recusals = Prefetch("recusals", queryset=Recusal.objects.select_related("line__unit"))
    options = Prefetch("options", queryset=MotionOption.objects.select_related("unit").prefetch_related(recusals))
    return motions.select_related("meeting__bloc", "meeting__cycle").prefetch_related(options, "ballots")


def rounds_of(motion: Motion) -> list[Ballot]:
    """The rounds of a question in order, void ones among them; each knows its question."""
    rounds = sorted(motion.ballots.all(), key=lambda each: each.number)
    for each in rounds:
        each.motion = motion
    return rounds


def open_rounds_of(meeting_id: int) -> list[Ballot]:
    """The rounds that are being voted now."""
    options = Prefetch("motion__options", queryset=MotionOption.objects.select_related("unit"))
    return list(
        Ballot.objects.filter(motion__meeting=meeting_id, state=BallotState.OPEN)
        .select_related("motion__meeting__bloc")
        .prefetch_related(options)
        .order_by("motion__position", "pk")
    )


def roll_of_round(ballot_id: int) -> list[RollEntry]:
    """The roll of a round in its order."""
    return list(RollEntry.objects.filter(ballot=ballot_id).select_related("unit", "voter"))
