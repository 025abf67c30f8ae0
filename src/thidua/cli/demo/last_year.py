"""The year before, in the fictitious ministry: walked to its end by the people of the demo, so that adopted minutes,
recognition, handover and a closed year can be seen.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.services.cycles import close_cycle, open_cycle
from thidua.campaigns.services.steps import satisfy_step
from thidua.cli.demo.acting import loader_of
from thidua.cli.demo.ministry import Ministry, quorum_words, read_ministry
from thidua.cli.demo.scores import load_published
from thidua.cli.demo.votes import Session, election, flag, propose, seat_heads, vote_on
from thidua.common.actor import Actor, Role, Scope, SystemActor
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import ItemKind, ItemState, Side
from thidua.decisions.models import Handover
from thidua.decisions.services.handovers import (
    HandoverFacts,
    ItemMark,
    close_handover,
    current_text,
    settle_items,
    sign_handover,
    start_handover,
)
from thidua.decisions.services.recognitions import PaperFacts, Recognised, record_decision
from thidua.meetings.enums import (
    AttendanceRole,
    AttendanceState,
    MeetingKind,
    MinutesSection,
    MotionPurpose,
    StatementKind,
)
from thidua.meetings.models import Attendance, Meeting, Minutes
from thidua.meetings.services.adoption import adopt_minutes, sign_minutes
from thidua.meetings.services.agenda import draft_agenda
from thidua.meetings.services.amendments import accept_amendment, propose_amendment
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.meetings.services.minutes import build_minutes, open_for_amendment
from thidua.meetings.services.roll import AttendeeFacts, RollMark, add_attendee, mark_roll
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc, Person, Unit
from thidua.organisations.services.bloc_leaders import set_leader
from thidua.organisations.services.bloc_members import set_members
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.ranking import ranking_of
from thidua.scorecards.models import Scheme

NOTE = "Số liệu minh hoạ"
CONFERENCE_DAY, EARLIER_DAY = (1, 9), (12, 11)
"""Month and day of the conference: in the year after; in the year itself while the handover would still lie ahead."""
TO_DECISION, TO_HANDOVER = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happens, and in whose name."""

    told: dict[str, Any]
    ministry: Ministry
    bloc: Bloc
    members: list[Unit]
    loader: Actor
    held: date
    now: datetime

    def user(self, username: str) -> Actor:
        """The actor of an account of the demo."""
        return build_actor(User.objects.get(username=username), self.now)

    def person(self, username: str) -> Person:
        """The person of an account."""
        return Person.objects.get(user__username=username)


def load_last_year(ministry: Ministry, now: datetime) -> None:
    """Record the year before of the first bloc from its members to its closing."""
    file = read_ministry()
    year = timezone.localtime(now).year - 1
    scene = Scene(
        told=file["last_year"],
        ministry=ministry,
        bloc=ministry.blocs[0],
        members=[ministry.units[each["code"]] for each in file["blocs"][0]["units"]],
        loader=loader_of(ministry.agency),
        held=_conference_day(year, timezone.localdate(now)),
        now=now,
    )
    cycle = _open(scene, year)
    load_published(ministry, cycle, now)
    meeting = _hold_conference(scene, cycle)
    _adopt(scene, meeting)
    _propose(scene, cycle)
    _recognise(scene, year + 1)
    _hand_over(scene, cycle)
    _close(scene, cycle)


def _conference_day(year: int, today: date) -> date:
    day = date(year + 1, *CONFERENCE_DAY)
    return day if day + TO_HANDOVER <= today else date(year, *EARLIER_DAY)


def _open(scene: Scene, year: int) -> Cycle:
    bloc = scene.bloc
    bloc.refresh_from_db()
    set_members(actor=scene.loader, bloc=bloc, year=year, units=scene.members, version=bloc.version)
    for role, key in ((LeadRole.LEAD, "lead"), (LeadRole.DEPUTY_LEAD, "deputy")):
        bloc.refresh_from_db()
        unit = scene.ministry.units[scene.told[key]]
        set_leader(actor=scene.loader, bloc=bloc, year=year, role=role, unit=unit, version=bloc.version)
    bloc.refresh_from_db()
    cycle = open_cycle(actor=scene.loader, bloc=bloc, year=year, now=scene.now)
    for kind in StepKind:
        if kind not in (StepKind.CONFERENCE, StepKind.RECOGNITION, StepKind.HANDOVER):
            _finish(scene, cycle, kind)
    return cycle


def _finish(scene: Scene, cycle: Cycle, kind: StepKind) -> None:
    step = Step.objects.filter(cycle=cycle, kind=kind).exclude(state=StepState.DONE).first()
    if step is not None:
        satisfy_step(actor=scene.loader, step=step, version=step.version, now=scene.now, note=NOTE, even_so=NOTE)


def _hold_conference(scene: Scene, cycle: Cycle) -> Meeting:
    told, loader, now = scene.told, scene.loader, scene.now
    titles = read_ministry()["conference"]["title"]
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE,
        title=titles.format(year=cycle.year, next=cycle.year + 1),
        held_on=PartialDate.of(scene.held),
        starts_at=time(8, 30),
        place=told["place"],
        chair=scene.ministry.people[told["chair"]],
        secretary=scene.person(told["secretary"]),
        cycle=cycle,
        step=StepKind.CONFERENCE,
        **quorum_words(told["quorum"]),
    )
    meeting = plan_meeting(actor=loader, bloc=scene.bloc, facts=facts, now=now)
    draft_agenda(actor=loader, meeting=meeting)
    meeting.refresh_from_db()
    meeting = record_held(actor=loader, meeting=meeting, now=now)
    lines = Attendance.objects.filter(meeting=meeting)
    mark_roll(
        actor=loader,
        meeting=meeting,
        marks=[RollMark(line.pk, line.version, AttendanceState.PRESENT) for line in lines],
    )
    superior = VoiceFacts(person=scene.person("cap-tren"))
    add_attendee(
        actor=loader,
        meeting=meeting,
        facts=AttendeeFacts(superior, AttendanceRole.SUPERIOR, AttendanceState.PRESENT),
        now=now,
    )
    head = scene.ministry.units[told["lead"]]
    said = [
        (StatementKind.REPORT, StatementFacts(VoiceFacts(unit=head), told["report"])),
        *(
            (StatementKind.OPINION, StatementFacts(VoiceFacts(unit=scene.ministry.units[each["unit"]]), each["text"]))
            for each in told["opinions"]
        ),
        (StatementKind.DIRECTION, StatementFacts(superior, told["direction"]["text"])),
    ]
    for kind, facts_said in said:
        add_statement(actor=loader, meeting=meeting, kind=kind, facts=facts_said, now=now)
    conclusion = ConclusionFacts(told["conclusion"]["text"], lead=scene.ministry.units[told["conclusion"]["lead"]])
    add_conclusion(actor=loader, meeting=meeting, facts=conclusion)
    _vote(scene, cycle, meeting)
    meeting.refresh_from_db()
    return meeting


def _vote(scene: Scene, cycle: Cycle, meeting: Meeting) -> None:
    """Head and deputy of the next year, and who is proposed for the flag: the first two of the ranking stand for it."""
    told, members = scene.told["votes"], scene.members
    moment = timezone.make_aware(datetime.combine(scene.held, time(10, 15)))
    session = Session(scene.loader, meeting, members, moment)
    phones = seat_heads(session, [_head_of(scene, unit) for unit in members])
    for purpose, key in ((MotionPurpose.LEAD, "lead"), (MotionPurpose.DEPUTY_LEAD, "deputy")):
        facts = election(purpose, told[key]["title"], cycle.year + 1, members, told["basis"])
        vote_on(session, phones, facts, told[key]["papers"])
    scheme = Scheme.objects.select_related("cycle").get(cycle=cycle)
    ranked = [place.card.unit for group in ranking_of(scheme, Layer.FINAL) for place in group.places]
    vote_on(session, phones, flag(told["flag"], cycle.year, ranked[:2], told["basis"]), told["flag"]["papers"])


def _propose(scene: Scene, cycle: Cycle) -> None:
    """The secretary sends, the standing office writes down what was decided."""
    decided = scene.held + TO_DECISION
    propose(
        cycle,
        scene.told["votes"]["proposals"],
        secretary=scene.user(scene.told["secretary"]),
        superior=scene.user("thuong-truc"),
        sent=timezone.make_aware(datetime.combine(decided, time(15, 0))),
        decided=PartialDate.of(decided),
    )


def _adopt(scene: Scene, meeting: Meeting) -> None:
    """Draft, one amendment of a member who was there, signed by the secretary, adopted by the chair."""
    secretary, now = scene.user(scene.told["secretary"]), scene.now
    minutes = build_minutes(actor=secretary, meeting=meeting, now=now)
    minutes = open_for_amendment(
        actor=secretary, minutes=minutes, amend_until=None, is_read_back=True, version=minutes.version, now=now
    )
    amendment = propose_amendment(
        actor=scene.user("can-bo"),
        minutes=minutes,
        section=MinutesSection.OPINIONS,
        text=scene.told["amendment"],
        reason="Ý kiến này chưa được ghi.",
        now=now,
    )
    accept_amendment(actor=secretary, amendment=amendment, line_version=None, now=now)
    minutes = Minutes.objects.get(pk=minutes.pk)
    minutes = sign_minutes(actor=secretary, minutes=minutes, version=minutes.version, now=now)
    adopt_minutes(actor=scene.user("thu-truong"), minutes=minutes, version=minutes.version, now=now)


def _recognise(scene: Scene, year: int) -> None:
    told = scene.told["decision"]
    lead, deputy = scene.members[:2]
    signed_on = PartialDate.of(scene.held + TO_DECISION)
    record_decision(
        actor=scene.loader,
        bloc=scene.bloc,
        year=year,
        lead=Recognised(lead, _head_of(scene, lead)),
        deputy=Recognised(deputy, _head_of(scene, deputy)),
        paper=PaperFacts(number=told["number"], signed_on=signed_on, signer=told["signer"]),
        now=scene.now,
    )


def _head_of(scene: Scene, unit: Unit) -> Person:
    (told,) = [each for each in read_ministry()["blocs"][0]["units"] if each["code"] == unit.code]
    return scene.ministry.people[told["head"]]


def _hand_over(scene: Scene, cycle: Cycle) -> None:
    giver, receiver = scene.ministry.units[scene.told["lead"]], scene.members[0]
    facts = HandoverFacts(
        giver=giver,
        receiver=receiver,
        giver_representative=_head_of(scene, giver),
        receiver_representative=_head_of(scene, receiver),
        held_on=PartialDate.of(scene.held + TO_HANDOVER),
        place=scene.told["place"],
    )
    handover = start_handover(actor=scene.loader, cycle=cycle, facts=facts, now=scene.now)
    absent = (ItemKind.SEAL, ItemKind.MONEY)
    marks = [
        ItemMark(item.pk, item.version, ItemState.NONE if item.kind in absent else ItemState.HANDED_OVER)
        for item in handover.items.all()
    ]
    settle_items(actor=scene.loader, handover=handover, marks=marks)
    for side, unit in ((Side.GIVER, giver), (Side.RECEIVER, receiver)):
        handover = Handover.objects.get(pk=handover.pk)
        digest = current_text(handover)[1]
        sign_handover(actor=_signer_of(unit), handover=handover, side=side, digest=digest, now=scene.now)
    close_handover(actor=scene.loader, handover=Handover.objects.get(pk=handover.pk), now=scene.now)


def _signer_of(unit: Unit) -> Actor:
    """Each side's head, under the name of the loader: two different bodies sign."""
    scope = Scope(Role.UNIT_HEAD, frozenset({unit.agency_id}), unit=unit.pk)
    return SystemActor(f"demo: {unit.code}", scopes=frozenset({scope}))


def _close(scene: Scene, cycle: Cycle) -> None:
    for kind in StepKind:
        _finish(scene, cycle, kind)
    cycle.refresh_from_db()
    close_cycle(actor=scene.loader, cycle=cycle, version=cycle.version, now=scene.now)
