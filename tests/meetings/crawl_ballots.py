"""Votes for the permission crawl: at a conference of bloc I with our unit present, and at one of bloc II."""

from dataclasses import replace
from fractions import Fraction

from django.db import transaction

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.ballots import flag_facts, motion_facts
from tests.meetings.crawl import NOW
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.tally import OptionCount, Tally, count_slips
from thidua.meetings.enums import AttendanceRole, AttendanceState, BallotMethod, MeetingKind, MotionPurpose
from thidua.meetings.facts.ballots import question_of
from thidua.meetings.models import Attendance, Ballot, Meeting, Motion, MotionOption, Recusal, RollEntry
from thidua.meetings.queries.ballots import motion_with_parts
from thidua.meetings.services.letters import note_letter
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting
from thidua.meetings.services.motions import MotionFacts, OptionFacts, add_motion, recuse
from thidua.meetings.services.roll import AttendeeFacts, RollMark, add_attendee, mark_roll
from thidua.meetings.services.rounds import finish_round, open_round, record_hands
from thidua.meetings.services.shared import VoiceFacts
from thidua.organisations.models import Bloc, Unit

ELECTION = "Hội nghị bầu Khối trưởng"


def halls(world: World) -> tuple[Meeting, Meeting]:
    """Two conferences in session, each with seats that are present and one that is absent."""
    if "halls" not in world.made:
        cast = world.cast
        made = (
            _call(world, bloc, unit, absent)
            for bloc, unit, absent in zip(
                world.both(Bloc), (cast.unit, cast.other_unit), (cast.units[4], cast.units[5]), strict=True
            )
        )
        world.made["halls"] = tuple(made)  # type: ignore[assignment]
    return world.made["halls"]


def _call(world: World, bloc: Bloc, unit: Unit, absent: Unit) -> Meeting:
    actor = world.cast.standing.actor()
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE,
        title=ELECTION,
        held_on=PartialDate(YEAR, 6, 12),
        cycle=world.year_of(bloc),
        quorum_rule="own",
        quorum_share=Fraction(1, 6),
        quorum_basis="Điều 8 Quy chế hoạt động của Khối",
    )
    meeting = plan_meeting(actor=actor, bloc=bloc, facts=facts, now=NOW)
    for each, state in ((unit, AttendanceState.PRESENT), (absent, AttendanceState.ABSENT)):
        line = Attendance.objects.filter(meeting=meeting, unit=each).first()
        if line is None:
            voice = VoiceFacts(unit=each)
            add_attendee(
                actor=actor, meeting=meeting, facts=AttendeeFacts(voice, AttendanceRole.MEMBER, state), now=NOW
            )
        else:
            reason = "đi công tác" if state == AttendanceState.ABSENT else ""
            mark_roll(actor=actor, meeting=meeting, marks=[RollMark(line.pk, line.version, state, reason)])
    return meeting


def _ask(world: World, title: str, facts: MotionFacts) -> tuple[Motion, Motion]:
    """The same question twice; in the other bloc only its one member can be elected."""
    is_election = facts.purpose in (MotionPurpose.LEAD, MotionPurpose.DEPUTY_LEAD)
    of_theirs = [OptionFacts(world.cast.other_unit)] if is_election else facts.options
    ours, theirs = (
        add_motion(
            actor=world.cast.standing.actor(), meeting=hall, facts=replace(facts, title=title, options=list(options))
        )
        for hall, options in zip(halls(world), (facts.options, of_theirs), strict=True)
    )
    return ours, theirs


def _open(world: World, motions: tuple[Motion, Motion], method: BallotMethod) -> tuple[Ballot, Ballot]:
    cast = world.cast
    tellers = ((cast.head, cast.officer), (cast.stranger, cast.standing))
    ours, theirs = (
        open_round(
            actor=world.cast.standing.actor(),
            motion=motion,
            method=method,
            version=motion.version,
            now=NOW,
            tellers=[each.person for each in counting if each.person] if method == BallotMethod.PAPER else (),
        )
        for motion, counting in zip(motions, tellers, strict=True)
    )
    return ours, theirs


@own_and_other(Motion)
def motions(world: World) -> tuple[Motion, Motion]:
    """Drafts."""
    return _ask(world, "Đề nghị tặng Cờ thi đua", flag_facts(world.cast, recused_count=True))


@own_and_other(MotionOption)
def options(world: World) -> tuple[MotionOption, MotionOption]:
    """The second unit of each list."""
    ours, theirs = (motion.options.get(code="2") for motion in world.both(Motion))
    return ours, theirs


@own_and_other(Recusal)
def recusals(world: World) -> tuple[Recusal, Recusal]:
    """Somebody takes no part in the first unit of each list."""
    made = []
    for motion, hall in zip(world.both(Motion), halls(world), strict=True):
        line = Attendance.objects.filter(meeting=hall, state=AttendanceState.PRESENT).first()
        assert line is not None
        option = motion.options.get(code="1")
        actor = world.cast.standing.actor()
        made.append(recuse(actor=actor, option=option, line_id=line.pk, reason="Chính đơn vị được xét"))
    return made[0], made[1]


@own_and_other("decide_motion")
def undecided(world: World) -> tuple[Kwargs, Kwargs]:
    """Elections whose only round chose nobody: hands, all blank."""
    asked = _ask(world, "Bầu Khối trưởng", motion_facts(world.cast, rounds="one"))
    for motion in asked:
        counts = tuple(OptionCount(option.code, 0) for option in motion.options.all())
        actor = world.cast.standing.actor()
        record_hands(actor=actor, motion=motion, tally=Tally(1, counts, blank=1), version=motion.version, now=NOW)
    return {"pk": asked[0].pk}, {"pk": asked[1].pk}


@own_and_other(Ballot)
def ballots(world: World) -> tuple[Ballot, Ballot]:
    """Rounds on screen, open."""
    asked = _ask(world, "Chọn đơn vị báo cáo điển hình", motion_facts(world.cast, purpose=MotionPurpose.OTHER))
    return _open(world, asked, BallotMethod.SCREEN)


@own_and_other("count_papers")
def paper_rounds(world: World) -> tuple[Kwargs, Kwargs]:
    """Rounds on paper, whose tellers are the head and the officer of our unit."""
    ours, theirs = _open(world, _ask(world, "Bỏ phiếu giấy", flag_facts(world.cast)), BallotMethod.PAPER)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("note_letter")
def letters(world: World) -> tuple[Kwargs, Kwargs]:
    """Absent seats of rounds on paper, whose letters have not come."""
    return _letters(world, "Phiếu gửi")


@own_and_other("take_back_letter")
def noted_letters(world: World) -> tuple[Kwargs, Kwargs]:
    """The same, noted."""
    made = _letters(world, "Phiếu gửi đã ghi nhận")
    for each in made:
        note_letter(actor=world.cast.standing.actor(), entry=RollEntry.objects.get(pk=each["pk"]))
    return made


def _letters(world: World, title: str) -> tuple[Kwargs, Kwargs]:
    ours, theirs = (
        RollEntry.objects.filter(ballot=ballot, is_present=False).order_by("pk")[0]
        for ballot in _open(world, _ask(world, title, flag_facts(world.cast)), BallotMethod.PAPER)
    )
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("published_round")
def counted_rounds(world: World) -> tuple[Kwargs, Kwargs]:
    """Rounds that were counted and published."""
    made = []
    for ballot in _open(world, _ask(world, "Đã kiểm phiếu", flag_facts(world.cast)), BallotMethod.SCREEN):
        ballot.motion = motion_with_parts(ballot.motion_id)
        slips = ["1+", "2+", "3-"]
        tally = count_slips(question_of(ballot), slips, 1)
        ballot.box.delete()
        actor = world.cast.standing.actor()
        with transaction.atomic():  # the walk through every page makes its world outside one
            made.append(finish_round(actor, ballot, tally, NOW, slips=slips, codes=["K7M3-QX9P-2VDH"]))
    return {"pk": made[0].pk}, {"pk": made[1].pk}


@own_and_other(RollEntry)
def absent_seats(world: World) -> tuple[RollEntry, RollEntry]:
    """Seats whose members are away and may write."""
    ours, theirs = (
        RollEntry.objects.filter(ballot=ballot, is_present=False).order_by("pk")[0] for ballot in world.both(Ballot)
    )
    return ours, theirs


@own_and_other("vote")
def voting(world: World) -> tuple[Kwargs, Kwargs]:
    """What is open at each conference."""
    ours, theirs = halls(world)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("vote_live")
def voting_live(world: World) -> tuple[Kwargs, Kwargs]:
    """The same, as it follows."""
    return voting(world)


@own_and_other("cast_vote")
def papers(world: World) -> tuple[Kwargs, Kwargs]:
    """The papers of the open rounds."""
    ours, theirs = world.both(Ballot)
    return {"pk": ours.pk}, {"pk": theirs.pk}


@own_and_other("motion")
def questions(world: World) -> tuple[Kwargs, Kwargs]:
    """The drafts."""
    ours, theirs = world.both(Motion)
    return {"pk": ours.pk}, {"pk": theirs.pk}
