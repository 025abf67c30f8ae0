"""Motions, rounds and rolls, read with what their pages show."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import AttendanceRole, BallotState, MeetingState
from thidua.meetings.models import Attendance, Ballot, ElectionRecord, Meeting, Motion, MotionOption, Recusal, RollEntry
from thidua.organisations.enums import LeadRole


def motions_of(meeting_id: int, *, with_rounds: bool = True) -> list[Motion]:
    """The questions of a meeting in order, with options, who takes no part, and rounds; else only with their names."""
    motions = Motion.objects.filter(meeting=meeting_id)
    if with_rounds:
        return list(_with_parts(motions))
    return list(motions.select_related("meeting__bloc", "meeting__cycle").prefetch_related("options", "ballots"))


def motion_with_parts(motion_id: int) -> Motion:
    """One question with everything its page shows."""
    return _with_parts(Motion.objects.filter(pk=motion_id)).get()


def _with_parts(motions: QuerySet[Motion]) -> QuerySet[Motion]:
    rounds = Prefetch("ballots", queryset=Ballot.objects.prefetch_related("tellers", "sheets"))
    recusals = Prefetch("recusals", queryset=Recusal.objects.select_related("line__unit"))
    options = Prefetch("options", queryset=MotionOption.objects.select_related("unit").prefetch_related(recusals))
    return motions.select_related("meeting__bloc", "meeting__cycle").prefetch_related(options, rounds)


def names_of(motion_id: int) -> dict[str, str]:
    """The words of each line of a list, by its code."""
    return dict(MotionOption.objects.filter(motion=motion_id).values_list("code", "words"))


def rounds_of(motion: Motion) -> list[Ballot]:
    """The rounds of a question in order, void ones among them; each knows its question."""
    rounds = sorted(motion.ballots.all(), key=lambda each: each.number)
    for each in rounds:
        each.motion = motion
    return rounds


def latest_election(bloc_id: int, year: int, role: str) -> ElectionRecord | None:
    """Who was chosen last for one post of a year, at whichever meeting of the bloc."""
    chosen = ElectionRecord.objects.filter(bloc=bloc_id, year=year, role=role).select_related("unit", "meeting")
    return chosen.order_by("-meeting__held_on", "-pk").first()


def holder_of_the_other_post(motion: Motion) -> int | None:
    """The unit chosen last for the other post of the year, head or deputy, at whichever meeting of the bloc."""
    other = LeadRole.DEPUTY_LEAD if motion.purpose == LeadRole.LEAD else LeadRole.LEAD
    latest = latest_election(motion.meeting.bloc_id, motion.year or 0, other)
    return latest.unit_id if latest is not None else None


def elected_elsewhere(motion: Motion) -> ElectionRecord | None:
    """Who was chosen for the post that is put to the vote at another meeting of the bloc; none for other questions."""
    if motion.purpose not in LeadRole.values:
        return None
    latest = latest_election(motion.meeting.bloc_id, motion.year or 0, motion.purpose)
    return latest if latest is not None and latest.meeting_id != motion.meeting_id else None


def open_rounds_of(meeting_id: int) -> list[Ballot]:
    """The rounds that are being voted now."""
    standing = Ballot.objects.filter(motion__meeting=meeting_id, state=BallotState.OPEN)
    return list(standing.select_related("motion__meeting__bloc").order_by("motion__position", "pk"))


def rolls_of_open_rounds(meeting_id: int) -> dict[int, list[RollEntry]]:
    """The rolls of all open rounds of a meeting, by round, each in its order."""
    rolls: dict[int, list[RollEntry]] = {}
    standing = RollEntry.objects.filter(ballot__motion__meeting=meeting_id, ballot__state=BallotState.OPEN)
    for entry in standing:
        rolls.setdefault(entry.ballot_id, []).append(entry)
    return rolls


def awaited_of(ballot: Ballot) -> list[RollEntry]:
    """Who is present, takes part and has not voted."""
    waiting = RollEntry.objects.filter(ballot=ballot, is_present=True, has_voted=False).select_related("unit", "voter")
    return [entry for entry in waiting if not set(entry.recused) >= set(ballot.options)]


def motions_counted_at(meeting_id: int) -> list[Motion]:
    """The questions of a meeting of which some round was counted."""
    return list(Motion.objects.filter(meeting=meeting_id, ballots__state=BallotState.CLOSED).distinct())


def rolls_of_meeting(meeting_id: int) -> dict[int, list[RollEntry]]:
    """The rolls of all rounds of a meeting that are over, by round, each in its order."""
    rolls: dict[int, list[RollEntry]] = {}
    for entry in RollEntry.objects.filter(ballot__motion__meeting=meeting_id).exclude(ballot__state=BallotState.OPEN):
        rolls.setdefault(entry.ballot_id, []).append(entry)
    return rolls


def roll_of_round(ballot_id: int) -> list[RollEntry]:
    """The roll of a round in its order."""
    return list(RollEntry.objects.filter(ballot=ballot_id).select_related("unit", "voter"))


def meetings_of_the_day(person: int, day: date) -> list[Meeting]:
    """Meetings of that day, neither called off nor with adopted minutes, at which the person sits for a member."""
    seats = Attendance.objects.filter(person=person, role__in=(AttendanceRole.MEMBER, AttendanceRole.DELEGATE))
    meetings = Meeting.objects.filter(pk__in=seats.values("meeting"), held_on=PartialDate.of(day).code).exclude(
        state__in=(MeetingState.CANCELLED, MeetingState.ADOPTED)
    )
    return list(meetings.select_related("bloc"))


def meetings_voted_by(person: int) -> list[Meeting]:
    """Meetings that have an open round on whose roll the person stands."""
    return list(
        Meeting.objects.filter(motions__ballots__state=BallotState.OPEN, motions__ballots__roll__voter=person)
        .select_related("bloc")
        .distinct()
    )
