"""The votes of a conference in the fictitious ministry: each head comes in with a code from the door and drops a paper;
what is chosen goes on to the superior.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor, SeatActor
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.papers import Mark
from thidua.decisions.enums import ProposalAnswer
from thidua.decisions.models import ProposalLine
from thidua.decisions.services.proposals import (
    AnswerFacts,
    LetterFacts,
    answer_line,
    draft_proposals,
    send_proposals,
)
from thidua.meetings.enums import AttendanceRole, BallotMethod, MotionForm, MotionPurpose, MotionState
from thidua.meetings.models import Attendance, Meeting, Motion
from thidua.meetings.policies.ballots import entry_of
from thidua.meetings.services.casting import Paper, cast_vote, make_ticket
from thidua.meetings.services.doors import admit, issue_code
from thidua.meetings.services.motions import MotionFacts, OptionFacts, add_motion
from thidua.meetings.services.roll import AttendeeFacts, edit_attendee
from thidua.meetings.services.rounds import close_round, open_round
from thidua.meetings.services.shared import VoiceFacts
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardBasis

LETTERS = {"+": Mark.AGREE, "-": Mark.DISAGREE, "/": Mark.ABSTAIN}


@dataclass(frozen=True, slots=True)
class Session:
    """A conference in session: who conducts, the units in the order of the roll, and when it is."""

    conductor: Actor
    meeting: Meeting
    units: Sequence[Unit]
    now: datetime


def seat_heads(session: Session, heads: Sequence[Person]) -> list[SeatActor]:
    """Name who votes for each unit, give out the codes, let the phones in."""
    actor, now = session.conductor, session.now
    phones = []
    for unit, head in zip(session.units, heads, strict=True):
        line = Attendance.objects.get(meeting=session.meeting, unit=unit, role=AttendanceRole.MEMBER)
        facts = AttendeeFacts(VoiceFacts(person=head, unit=unit), AttendanceRole.MEMBER, line.state)  # type: ignore[arg-type]
        line = edit_attendee(actor=actor, line=line, facts=facts, version=line.version, now=now)
        code = issue_code(actor=actor, line=line, now=now)
        let_in = admit(typed=code, phone=str(line.pk), address="demo", now=now)
        phones.append(SeatActor(door_code=let_in.code, phone=let_in.phone, name=let_in.name))
    return phones


def vote_on(session: Session, phones: Sequence[SeatActor], facts: MotionFacts, papers: Sequence[str]) -> Motion:
    """Put it to the vote, drop every paper, count. A paper is the number of a unit, or a sign for each (`++-`)."""
    actor, now = session.conductor, session.now
    motion = add_motion(actor=actor, meeting=session.meeting, facts=facts)
    motion = Motion.objects.get(pk=motion.pk)
    ballot = open_round(actor=actor, motion=motion, method=BallotMethod.SCREEN, version=motion.version, now=now)
    for phone, text in zip(phones, papers, strict=True):
        entry = entry_of(phone, ballot)
        assert entry is not None
        cast_vote(actor=phone, ballot=ballot, ticket=make_ticket(entry).signed, paper=_paper(facts.form, text))
    close_round(actor=actor, ballot=ballot, now=now)
    motion.refresh_from_db()
    assert motion.state == MotionState.SETTLED, motion
    return motion


def _paper(form: MotionForm, text: str) -> Paper:
    if form == MotionForm.APPROVE:
        return Paper(marks={str(place): LETTERS[sign] for place, sign in enumerate(text, start=1)})
    return Paper(chosen=[text])


def election(purpose: MotionPurpose, title: str, year: int, units: Sequence[Unit], basis: str) -> MotionFacts:
    """A post of next year, by a majority of all members, two rounds."""
    return MotionFacts(
        title=title.format(year=year),
        purpose=purpose,
        form=MotionForm.CHOOSE,
        options=[OptionFacts(unit) for unit in units],
        seats=1,
        year=year,
        basis=basis,
    )


def flag(told: dict[str, Any], year: int, units: Sequence[Unit], basis: str) -> MotionFacts:
    """Which of these units is proposed for the flag: each for or against, 80 % of all members."""
    return MotionFacts(
        title=told["title"],
        purpose=MotionPurpose.AWARD,
        form=MotionForm.APPROVE,
        options=[OptionFacts(unit) for unit in units],
        seats=1,
        year=year,
        award_code="MINISTRY_EMULATION_FLAG",
        award_name=told["award"],
        threshold="eighty_of_members",
        rounds="one",
        basis=basis,
    )


def propose(
    cycle: Cycle, told: dict[str, Any], *, secretary: Actor, superior: Actor, sent: datetime, decided: PartialDate
) -> None:
    """The list goes to the superior, who decides on each line: the first ones are granted, the others are not."""
    proposals = draft_proposals(actor=secretary, cycle=cycle)
    letter = LetterFacts(told["letter"], sent.date())
    proposals = send_proposals(actor=secretary, proposals=proposals, letter=letter, version=proposals.version, now=sent)
    lines = ProposalLine.objects.filter(proposals=proposals).select_related("unit", "proposals__cycle")
    for place, line in enumerate(lines, start=1):
        granted = place <= told["granted"]
        facts = (
            AnswerFacts(ProposalAnswer.APPROVED, told["decision"], decided, basis=AwardBasis.MERIT)
            if granted
            else AnswerFacts(ProposalAnswer.NOT_APPROVED, reason=told["refusal"])
        )
        answer_line(actor=superior, line=line, facts=facts, version=line.version, now=sent)
