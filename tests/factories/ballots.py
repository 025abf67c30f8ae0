"""Votes at the cast's conference: six seats, each with a person who has an account, made through the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.cast import PASSWORD, YEAR, Cast, Member
from tests.factories.meetings import NOW, make_meeting, mark
from tests.factories.organisations import make_person
from tests.worlds import kept_on_top
from thidua.accounts.models import User
from thidua.core.voting.papers import Mark
from thidua.meetings.enums import AttendanceRole, BallotMethod, MotionForm, MotionPurpose
from thidua.meetings.models import Attendance, Ballot, Meeting, Motion, RollEntry
from thidua.meetings.services.casting import Paper, Receipt, cast_vote, make_ticket
from thidua.meetings.services.motions import MotionFacts, OptionFacts, add_motion
from thidua.meetings.services.roll import AttendeeFacts, edit_attendee
from thidua.meetings.services.rounds import close_round, open_round
from thidua.meetings.services.shared import VoiceFacts

VOTERS = ["Nguyễn An", "Trần Bình", "Lê Chi", "Phạm Dung", "Hoàng Giang", "Vũ Hạnh"]


@dataclass(frozen=True, slots=True)
class Hall:
    """A conference with its six seats: `voters[n]` votes for `cast.units[n]`."""

    meeting: Meeting
    voters: list[Member]

    def line(self, place: int) -> Attendance:
        """The member line of a seat as it is stored now."""
        return Attendance.objects.filter(meeting=self.meeting, role=AttendanceRole.MEMBER).order_by("position")[place]


def make_hall(cast: Cast, absent: Sequence[int] = (), **known: object) -> Hall:
    """A conference in session: everybody present but `absent`, each unit's person named on the roll."""
    if known:
        return _make_hall(cast, absent, **known)
    return kept_on_top(("hall", *absent), lambda: _make_hall(cast, absent))


def _make_hall(cast: Cast, absent: Sequence[int], **known: object) -> Hall:
    meeting = make_meeting(cast, chair=cast.head.person, secretary=cast.secretary.person, **known)
    voters = []
    lines = Attendance.objects.filter(meeting=meeting, role=AttendanceRole.MEMBER).order_by("position")
    for place, line in enumerate(lines):
        user = User.objects.create_user(f"cu-tri-{place}", f"cu-tri-{place}@vi-du.vn", PASSWORD, is_illustrative=True)
        person = make_person(line.unit, VOTERS[place], user=user)
        voters.append(Member(user, person))
        facts = AttendeeFacts(VoiceFacts(person=person, unit=line.unit))
        edit_attendee(actor=cast.secretary.actor(), line=line, facts=facts, version=line.version, now=NOW)
    states = {unit.pk: "ABSENT" if place in absent else "PRESENT" for place, unit in enumerate(cast.units)}
    mark(cast, meeting, states)
    return Hall(meeting, voters)


def motion_facts(cast: Cast, **known: object) -> MotionFacts:
    """The election of next year's head among the six units, by a majority of all members, two rounds."""
    facts = MotionFacts(
        title="Bầu Khối trưởng năm 2026",
        purpose=MotionPurpose.LEAD,
        form=MotionForm.CHOOSE,
        options=[OptionFacts(unit) for unit in cast.units],
        seats=1,
        year=YEAR,
        basis="Điều 5 Quy chế hoạt động của Khối",
    )
    return replace(facts, **known)  # type: ignore[arg-type]


def flag_facts(cast: Cast, **known: object) -> MotionFacts:
    """Three units for the flag: agree or not with each, 80 % of all members."""
    facts = MotionFacts(
        title="Đề nghị tặng Cờ thi đua của Bộ",
        purpose=MotionPurpose.AWARD,
        form=MotionForm.APPROVE,
        options=[OptionFacts(unit) for unit in cast.units[:3]],
        year=YEAR - 1,
        award_code="MINISTRY_EMULATION_FLAG",
        award_name="Cờ thi đua của Bộ",
        threshold="eighty_of_members",
        rounds="one",
    )
    return replace(facts, **known)  # type: ignore[arg-type]


def make_motion(cast: Cast, hall: Hall, facts: MotionFacts | None = None) -> Motion:
    """A question, drafted."""
    return add_motion(actor=cast.secretary.actor(), meeting=hall.meeting, facts=facts or motion_facts(cast))


def make_round(cast: Cast, motion: Motion, method: BallotMethod = BallotMethod.SCREEN, **known: object) -> Ballot:
    """The next round of a question, open."""
    motion.refresh_from_db()
    return open_round(
        actor=cast.secretary.actor(), motion=motion, method=method, version=motion.version, now=NOW, **known
    )  # type: ignore[arg-type]


def entry_of(ballot: Ballot, voter: Member) -> RollEntry:
    """The seat of a voter."""
    return RollEntry.objects.get(ballot=ballot, voter=voter.person)


def choosing(*codes: str) -> Paper:
    """A paper that names options."""
    return Paper(chosen=codes)


def marking(marks: str) -> Paper:
    """A paper for a list, one sign for each option in order: `++-`."""
    signs: Mapping[str, Mark] = {str(place): Mark(sign) for place, sign in enumerate(marks, start=1)}
    return Paper(marks=signs)


def vote(ballot: Ballot, voter: Member, paper: Paper) -> Receipt:
    """A paper dropped by a voter who signed in."""
    ticket = make_ticket(entry_of(ballot, voter))
    return cast_vote(actor=voter.actor(), ballot=ballot, ticket=ticket.signed, paper=paper)


def vote_all(ballot: Ballot, hall: Hall, choices: Sequence[str]) -> list[Receipt]:
    """Everybody names one option, in the order of the seats."""
    return [vote(ballot, voter, choosing(*code)) for voter, code in zip(hall.voters, choices, strict=False)]


def count(cast: Cast, ballot: Ballot) -> Ballot:
    """The round counted."""
    return close_round(actor=cast.secretary.actor(), ballot=ballot, now=NOW, reason="Hết giờ bỏ phiếu")
