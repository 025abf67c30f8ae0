"""Meetings for the permission crawl: those of bloc I under our own people, and a like one of bloc II."""

from datetime import UTC, datetime

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from thidua.common import clock
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, MinutesSection, StatementKind
from thidua.meetings.models import (
    AgendaItem,
    Amendment,
    Attendance,
    Conclusion,
    ElectionRecord,
    Meeting,
    Minutes,
    MinutesLine,
    Statement,
)
from thidua.meetings.services.adoption import sign_minutes
from thidua.meetings.services.agenda import AgendaFacts, add_agenda_item
from thidua.meetings.services.amendments import propose_amendment
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.meetings.services.minutes import build_minutes, open_for_amendment
from thidua.meetings.services.news import publish_conference
from thidua.meetings.services.roll import AttendeeFacts, add_attendee
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc

NOW = datetime(YEAR, 6, 15, 2, tzinfo=UTC)
KINDS = {"kind": "y-kien"}


@own_and_other(Meeting)
def meetings(world: World) -> tuple[Meeting, Meeting]:
    """Planned conferences, the standing office having called both; the head of Vụ Kế hoạch would chair ours."""
    ours, theirs = world.both(Bloc)
    return _plan(world, ours, "Hội nghị sơ kết"), _plan(world, theirs, "Hội nghị sơ kết")


@own_and_other(Minutes)
def minutes(world: World) -> tuple[Minutes, Minutes]:
    """Open minutes of held conferences at which our unit and theirs were present."""
    return _open_minutes(world, "Hội nghị tổng kết")


@own_and_other("return_minutes")
def signed_minutes(world: World) -> tuple[Kwargs, Kwargs]:
    """Minutes that were read back and signed, and wait for the chair."""
    ours, theirs = (
        sign_minutes(actor=world.cast.standing.actor(), minutes=each, version=each.version, now=clock.now())
        for each in _open_minutes(world, "Hội nghị chuyên đề", is_read_back=True)
    )
    return {"pk": ours.pk}, {"pk": theirs.pk}


def _open_minutes(world: World, title: str, *, is_read_back: bool = False) -> tuple[Minutes, Minutes]:
    made = []
    for bloc, unit in zip(world.both(Bloc), (world.cast.unit, world.cast.other_unit), strict=True):
        actor = world.cast.standing.actor()
        meeting = record_held(actor=actor, meeting=_plan(world, bloc, title), now=NOW)
        present = AttendeeFacts(
            VoiceFacts(unit=unit, words="Đại diện"), AttendanceRole.DELEGATE, AttendanceState.PRESENT
        )
        add_attendee(actor=actor, meeting=meeting, facts=present, now=NOW)
        draft = build_minutes(actor=actor, meeting=meeting, now=NOW)
        made.append(
            open_for_amendment(
                actor=actor,
                minutes=draft,
                amend_until=None if is_read_back else clock.today(),
                is_read_back=is_read_back,
                version=draft.version,
                now=clock.now(),
            )
        )
    return made[0], made[1]


@own_and_other(AgendaItem)
def agenda_items(world: World) -> tuple[AgendaItem, AgendaItem]:
    """An item of each planned conference."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        add_agenda_item(actor=actor, meeting=meeting, facts=AgendaFacts("Khai mạc"), now=NOW)
        for meeting in world.both(Meeting)
    )
    return ours, theirs


@own_and_other(Attendance)
def attendances(world: World) -> tuple[Attendance, Attendance]:
    """The invitations of Vụ Kế hoạch and of Viện Nghiên cứu."""
    ours, theirs = world.both(Meeting)
    return (
        Attendance.objects.get(meeting=ours, unit=world.cast.unit),
        Attendance.objects.get(meeting=theirs, unit=world.cast.other_unit),
    )


@own_and_other(Statement)
def statements(world: World) -> tuple[Statement, Statement]:
    """A direction of the superior at each planned conference."""
    actor = world.cast.standing.actor()
    facts = StatementFacts(VoiceFacts(words="Đại diện cấp trên"), "Cần chia sẻ cách làm.")
    ours, theirs = (
        add_statement(actor=actor, meeting=meeting, kind=StatementKind.DIRECTION, facts=facts, now=NOW)
        for meeting in world.both(Meeting)
    )
    return ours, theirs


@own_and_other(Conclusion)
def conclusions(world: World) -> tuple[Conclusion, Conclusion]:
    """A conclusion of each held conference."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        add_conclusion(actor=actor, meeting=each.meeting, facts=ConclusionFacts("Ký giao ước"))
        for each in world.both(Minutes)
    )
    return ours, theirs


@own_and_other(ElectionRecord)
def elections(world: World) -> tuple[ElectionRecord, ElectionRecord]:
    """Who was chosen at each held conference."""
    actor = world.cast.standing.actor()
    units = (world.cast.unit, world.cast.other_unit)
    ours, theirs = (
        record_election(actor=actor, meeting=each.meeting, facts=ElectionFacts(YEAR + 1, LeadRole.LEAD, unit))
        for each, unit in zip(world.both(Minutes), units, strict=True)
    )
    return ours, theirs


@own_and_other(MinutesLine)
def lines(world: World) -> tuple[MinutesLine, MinutesLine]:
    """A sentence of each."""
    ours, theirs = (each.lines.all()[0] for each in world.both(Minutes))
    return ours, theirs


@own_and_other(Amendment)
def amendments(world: World) -> tuple[Amendment, Amendment]:
    """Proposed by the officers of the two units."""
    people = (world.cast.officer, world.cast.stranger)
    ours, theirs = (
        propose_amendment(
            actor=person.actor(),
            minutes=each,
            section=MinutesSection.CLOSING,
            text="Hội nghị kết thúc lúc 11 giờ.",
            reason="Còn thiếu",
            now=clock.now(),
        )
        for each, person in zip(world.both(Minutes), people, strict=True)
    )
    return ours, theirs


@own_and_other("add_statement")
def statement_places(world: World) -> tuple[Kwargs, Kwargs]:
    """Opinions, which only who runs the meeting writes down."""
    ours, theirs = world.both(Meeting)
    return {"pk": ours.pk, **KINDS}, {"pk": theirs.pk, **KINDS}


@own_and_other("record_election")
def election_places(world: World) -> tuple[Kwargs, Kwargs]:
    """The head, at the held conferences."""
    ours, theirs = (each.meeting_id for each in world.both(Minutes))
    return {"pk": ours, "role": "khoi-truong"}, {"pk": theirs, "role": "khoi-truong"}


@own_and_other("edit_minutes")
def sections(world: World) -> tuple[Kwargs, Kwargs]:
    """The opening."""
    ours, theirs = world.both(Minutes)
    return {"pk": ours.pk, "section": "mo-dau"}, {"pk": theirs.pk, "section": "mo-dau"}


@own_and_other("propose_addition")
def sections_to_amend(world: World) -> tuple[Kwargs, Kwargs]:
    """The end."""
    ours, theirs = world.both(Minutes)
    return {"pk": ours.pk, "section": "ket-thuc"}, {"pk": theirs.pk, "section": "ket-thuc"}


@own_and_other("minutes_version")
def versions(world: World) -> tuple[Kwargs, Kwargs]:
    """The first version of each."""
    ours, theirs = world.both(Minutes)
    return {"pk": ours.pk, "number": 1}, {"pk": theirs.pk, "number": 1}


def _plan(world: World, bloc: Bloc, title: str) -> Meeting:
    return plan_meeting(
        actor=world.cast.standing.actor(),
        bloc=bloc,
        facts=MeetingFacts(
            kind=MeetingKind.CONFERENCE,
            title=title,
            held_on=PartialDate(YEAR, 6, 10),
            cycle=world.year_of(bloc),
            chair=world.cast.head.person,
        ),
        now=NOW,
    )


@own_and_other("draft_meeting_news")
def held_meetings(world: World) -> tuple[Kwargs, Kwargs]:
    """The conferences whose minutes are open."""
    ours, theirs = ({"pk": each.meeting_id} for each in world.both(Minutes))
    return ours, theirs


@own_and_other("withdraw_conference")
def announced(world: World) -> tuple[Kwargs, Kwargs]:
    """Conferences to come that are announced."""
    found = [_plan(world, bloc, "Hội nghị đã báo trước") for bloc in world.both(Bloc)]
    for each in found:
        publish_conference(actor=world.cast.standing.actor(), meeting=each, now=clock.now())
    return {"pk": found[0].pk}, {"pk": found[1].pk}
