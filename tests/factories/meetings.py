"""Meetings of the cast's bloc, made through the services that people use."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.cast import YEAR, Cast, Member
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import (
    AttendanceRole,
    AttendanceState,
    MeetingKind,
    PartOfDay,
    StatementKind,
)
from thidua.meetings.models import Attendance, Meeting, Minutes
from thidua.meetings.services.agenda import AgendaFacts, add_agenda_item
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion
from thidua.meetings.services.meetings import MeetingFacts, edit_meeting, plan_meeting, record_held
from thidua.meetings.services.minutes import build_minutes, open_for_amendment
from thidua.meetings.services.roll import AttendeeFacts, RollMark, add_attendee, mark_roll
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.models import Bloc

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 và phương hướng, nhiệm vụ năm 2026"
QUORUM_BASIS = "Điều 8 Quy chế hoạt động của Khối"
NOW = datetime(YEAR, 1, 20, 9, tzinfo=VIET_NAM)
"""When most things of these tests happen: after the conference of 10/01."""


def make_cycle(bloc: Bloc, year: int = YEAR - 1) -> Cycle:
    """A year of the bloc."""
    cycle, _created = Cycle.objects.get_or_create(
        agency=bloc.agency, bloc=bloc, year=year, defaults={"state": CycleState.OPEN}
    )
    return cycle


def meeting_facts(bloc: Bloc, **known: object) -> MeetingFacts:
    """The year-end conference of 2025, on the morning of 10/01/2026."""
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE,
        title=TITLE,
        held_on=PartialDate(YEAR, 1, 10),
        part_of_day=PartOfDay.MORNING,
        place="Hà Nội",
        cycle=make_cycle(bloc),
        quorum_rule="own",
        quorum_share=Fraction(2, 3),
        quorum_basis=QUORUM_BASIS,
    )
    return replace(facts, **known)  # type: ignore[arg-type]


def make_meeting(cast: Cast, *, by: Member | None = None, **known: object) -> Meeting:
    """A planned conference, its member units invited."""
    return plan_meeting(
        actor=(by or cast.secretary).actor(), bloc=cast.bloc, facts=meeting_facts(cast.bloc, **known), now=NOW
    )


def make_held_meeting(cast: Cast, **known: object) -> Meeting:
    """A conference that was held: the head's unit and the lead unit present, one absent, the others unknown.

    The head (Hùng) chaired, Thư kept the record, Giám came for the superior.
    """
    known = {"chair": cast.head.person, "secretary": cast.secretary.person, **known}
    meeting = make_meeting(cast, **known)
    actor = cast.secretary.actor()
    meeting = record_held(actor=actor, meeting=meeting, now=NOW)
    mark(cast, meeting, {cast.units[0].pk: "PRESENT", cast.unit.pk: "PRESENT", cast.units[4].pk: "ABSENT"})
    add_attendee(
        actor=actor,
        meeting=meeting,
        facts=AttendeeFacts(
            VoiceFacts(person=cast.observer.person), role=AttendanceRole.SUPERIOR, state=AttendanceState.PRESENT
        ),
        now=NOW,
    )
    return meeting


def mark(cast: Cast, meeting: Meeting, states: dict[int, str]) -> None:
    """Mark the member lines of these units."""
    lines = Attendance.objects.filter(meeting=meeting, unit__in=states, role=AttendanceRole.MEMBER)
    mark_roll(
        actor=cast.secretary.actor(),
        meeting=meeting,
        marks=[
            RollMark(
                line.pk,
                line.version,
                AttendanceState(states[line.unit_id]),
                "đi công tác" if states[line.unit_id] == "ABSENT" else "",
            )
            for line in lines
        ],
    )


def make_told_meeting(cast: Cast, **known: object) -> Meeting:
    """A held conference with an item, a report, an opinion, a direction, praise and a conclusion."""
    meeting = make_held_meeting(cast, **known)
    actor = cast.secretary.actor()
    add_agenda_item(actor=actor, meeting=meeting, facts=AgendaFacts("Báo cáo tổng kết năm 2025"), now=NOW)
    for kind, facts in {
        StatementKind.REPORT: StatementFacts(
            VoiceFacts(person=cast.secretary.person), "Các đơn vị đều đạt mục tiêu.", "Báo cáo tổng kết năm 2025"
        ),
        StatementKind.OPINION: StatementFacts(VoiceFacts(unit=cast.units[3]), "Đề nghị gửi tài liệu sớm hơn"),
        StatementKind.DIRECTION: StatementFacts(VoiceFacts(person=cast.observer.person), "Cần chia sẻ cách làm."),
        StatementKind.PRAISE: StatementFacts(
            VoiceFacts(words="Các đơn vị trong Khối"),
            "Đây là điểm nổi bật của năm.",
            "lồng ghép sơ kết vào hoạt động thu gom rác",
            cast.units[0],
        ),
    }.items():
        add_statement(actor=actor, meeting=meeting, kind=kind, facts=facts, now=NOW)
    add_conclusion(actor=actor, meeting=meeting, facts=ConclusionFacts("Ký giao ước năm 2026", lead=cast.units[0]))
    return meeting


def make_minutes(cast: Cast, **known: object) -> Minutes:
    """The secretary's draft."""
    return build_minutes(actor=cast.secretary.actor(), meeting=make_told_meeting(cast, **known), now=NOW)


def make_open_minutes(cast: Cast, **known: object) -> Minutes:
    """Minutes sent to those who attended, read back at the conference."""
    minutes = make_minutes(cast, **known)
    return open_for_amendment(
        actor=cast.secretary.actor(),
        minutes=minutes,
        amend_until=None,
        is_read_back=True,
        version=minutes.version,
        now=NOW,
    )


def change_meeting(cast: Cast, meeting: Meeting, **known: object) -> Meeting:
    """Edit what is known of a meeting, as the secretary."""
    meeting.refresh_from_db()
    facts = MeetingFacts(
        kind=MeetingKind(meeting.kind),
        title=meeting.title,
        held_on=meeting.held_on,
        part_of_day=PartOfDay(meeting.part_of_day) if meeting.part_of_day else None,
        place=meeting.place,
        chair=meeting.chair,
        secretary=meeting.secretary,
        cycle=meeting.cycle,
        step=meeting.step,
        quorum_rule=meeting.quorum_rule,
        quorum_share=meeting.quorum_share if meeting.quorum_rule == "own" else None,
        quorum_basis=meeting.quorum_basis,
    )
    return edit_meeting(
        actor=cast.secretary.actor(),
        meeting=meeting,
        facts=replace(facts, **known),  # type: ignore[arg-type]
        version=meeting.version,
        now=NOW,
    )
