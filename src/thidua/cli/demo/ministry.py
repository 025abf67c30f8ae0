"""Loads `ministry.yaml`: a fictitious ministry in the middle of its year, so that every page has something to show."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from thidua.activities.enums import ActivityKind, ActivityState, LessonKind, PartyRole, PeopleShown
from thidua.activities.facts.public_sums import page_of_cycle, page_of_year
from thidua.activities.models import Lesson
from thidua.activities.services.activities import ActivityWords, record_activity
from thidua.activities.services.answers import put_party_on_paper
from thidua.activities.services.lessons import release_lesson
from thidua.activities.services.outputs import OutputWords, add_output
from thidua.activities.services.parties import add_party
from thidua.activities.services.public_photos import PublicPhotoWords, choose_public_photo
from thidua.activities.services.public_sums import publish_sum
from thidua.activities.services.publishing import publish_impact
from thidua.campaigns.enums import (
    CommentOutcome,
    IndicatorKind,
    MovementKind,
    MovementLevel,
    RuleKind,
    StepKind,
    TargetScope,
    TaskState,
)
from thidua.campaigns.models import Cycle, Movement, Pledge, Step, Target
from thidua.campaigns.services.cycles import open_cycle
from thidua.campaigns.services.monitoring import Promise, VisitPlan, add_promises, plan_visit, record_visit
from thidua.campaigns.services.movements import MovementWords, inherit_movement, launch_movement
from thidua.campaigns.services.pledges import draft_pledge, open_signing
from thidua.campaigns.services.practices import PracticeContent, adopt_practice, share_practice
from thidua.campaigns.services.results import Report, report_results
from thidua.campaigns.services.rules import answer_comment, comment_on_rules, draft_rules, open_for_comments
from thidua.campaigns.services.signing import record_paper_signature
from thidua.campaigns.services.steps import satisfy_step
from thidua.campaigns.services.targets import TargetContent, add_target
from thidua.campaigns.services.tasks import TaskContent, add_task, report_progress
from thidua.campaigns.services.themes import add_theme, set_theme
from thidua.cli.demo.acting import loader_of, officer_of
from thidua.cli.demo.clean_up import note_clean_up, plan_next
from thidua.cli.demo.follow_up import follow_clean_up, hold_workshop
from thidua.cli.demo.pictures import draw_beach
from thidua.cli.demo.told import read_told
from thidua.cli.demo.votes import election
from thidua.common.actor import Actor, SystemActor
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.services.photos import add_photo
from thidua.meetings.enums import MeetingKind, MotionPurpose
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting
from thidua.meetings.services.motions import add_motion
from thidua.organisations.enums import BlocKind, LeadRole, UnitKind
from thidua.organisations.models import Agency, Bloc, Person, Unit
from thidua.organisations.queries import members_of
from thidua.organisations.services.agencies import create_agency
from thidua.organisations.services.bloc_leaders import set_leader
from thidua.organisations.services.bloc_members import set_members
from thidua.organisations.services.blocs import create_bloc
from thidua.organisations.services.people import create_person
from thidua.organisations.services.units import create_unit
from thidua.publishing.enums import PictureRole
from thidua.records.services import AwardWords, record_award

REPORT_DAYS = ((3, 31), (6, 30), (9, 30))
SCORED_STEPS = (
    StepKind.PLAN,
    StepKind.RULES,
    StepKind.PLEDGE,
    StepKind.MID_YEAR_REVIEW,
    StepKind.SELF_SCORE,
    StepKind.VERIFICATION,
)


@dataclass(slots=True)
class Ministry:
    """What was loaded, by the keys of the file."""

    agency: Agency
    blocs: list[Bloc]
    units: dict[str, Unit]
    people: dict[str, Person]


def read_ministry() -> dict[str, Any]:
    """The file."""
    return read_told("ministry.yaml")


def load_ministry(now: datetime) -> Ministry:
    """Record everything that `ministry.yaml` invents, with this year as its year."""
    told = read_ministry()
    year = timezone.localtime(now).year
    agency = create_agency(actor=SystemActor("demo"), parent=None, **told["agency"])
    actor = loader_of(agency)
    ministry = Ministry(agency, [], {}, {})
    cycles = [_load_bloc(actor, ministry, each, year, now) for each in told["blocs"]]
    theme = add_theme(actor=actor, agency=agency, since_year=year, until_year=None, basis="", **told["theme"])
    for cycle in cycles:
        set_theme(actor=actor, cycle=cycle, theme=theme)
    cycle = cycles[0]
    for each in told["movements"]:
        words = {**each, "kind": MovementKind(each["kind"]), "level": MovementLevel(each["level"])}
        words |= {name: PartialDate.of(_day(cycle, each[name])) for name in ("starts_on", "ends_on")}
        movement = launch_movement(actor=actor, agency=agency, words=MovementWords(**words))
        inherit_movement(actor=actor, cycle=cycle, movement=movement)
    _load_pledge(actor, ministry, cycle, told, now)
    _load_tasks(actor, ministry, cycle, told["tasks"], now)
    _load_visit(actor, ministry, cycle, told["visit"], now)
    _load_practice(actor, ministry, cycle, told["practice"], now)
    _load_rules(actor, ministry, cycle, told["rules"], now)
    _load_activity(actor, ministry, cycle, told["activity"], now)
    workshop = told["workshop"]
    hold_workshop(actor, cycle, ministry.units, workshop, _day(cycle, workshop["held"]), now)
    for each in told["awards"]:
        award = AwardWords(each["name"], decision_number=each["number"], note="Số liệu minh hoạ")
        record_award(actor=actor, owner=ministry.units[each["unit"]], year=cycle.year, words=award, now=now)
    _plan_conference(actor, cycle, told["conference"], now)
    return ministry


def _load_bloc(actor: Actor, ministry: Ministry, told: dict[str, Any], year: int, now: datetime) -> Cycle:
    members = []
    for each in told["units"]:
        kind = UnitKind(each.get("kind", UnitKind.STATE_BODY))
        unit = create_unit(actor=actor, agency=ministry.agency, name=each["name"], kind=kind, code=each["code"])
        head = create_person(
            actor=actor,
            agency=ministry.agency,
            full_name=each["head"],
            unit=unit,
            title=each["post"],
            heads_unit=True,
            is_illustrative=True,
        )
        ministry.units[unit.code] = unit
        ministry.people[head.full_name] = head
        members.append(unit)
    bloc = create_bloc(
        actor=actor,
        agency=ministry.agency,
        kind=BlocKind.BLOC,
        number=told["number"],
        name=told["name"],
        code=told["code"],
    )
    set_members(actor=actor, bloc=bloc, year=year, units=members, version=bloc.version)
    for role, unit, leader in zip(LeadRole, members, told["units"], strict=False):
        bloc.refresh_from_db()
        set_leader(
            actor=actor,
            bloc=bloc,
            year=year,
            role=role,
            unit=unit,
            representative=ministry.people[leader["head"]],
            version=bloc.version,
        )
    bloc.refresh_from_db()
    ministry.blocs.append(bloc)
    return open_cycle(actor=actor, bloc=bloc, year=year, now=now)


def _load_pledge(actor: Actor, ministry: Ministry, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    pledge = draft_pledge(
        actor=actor,
        cycle=cycle,
        title=f"Giao ước thi đua năm {cycle.year}",
        text="Các đơn vị trong khối giao ước hoàn thành các chỉ tiêu dưới đây (số liệu minh hoạ).",
    )
    targets = [(_add_target(actor, pledge, each), each) for each in told["targets"]]
    pledge = open_signing(actor=actor, pledge=pledge, version=pledge.version, now=now)
    members = [ministry.units[each["code"]] for each in told["blocs"][0]["units"]]
    for unit, each in zip(members, told["blocs"][0]["units"], strict=True):
        record_paper_signature(
            actor=actor,
            pledge=pledge,
            unit=unit,
            signed_on=min(date(cycle.year, 3, 12), timezone.localdate(now)),
            signed_by_name=each["head"],
            post_title=each["post"],
            now=now,
        )
    for index, (month, day) in enumerate(REPORT_DAYS):
        as_of = date(cycle.year, month, day)
        if as_of > timezone.localdate(now):
            break
        for unit in members[:-1]:  # the last one has not reported: “chưa có số liệu”
            reports = [
                Report(target, value=Fraction(each["results"][index])) for target, each in targets if each["results"]
            ]
            report_results(actor=officer_of(unit), pledge=pledge, unit=unit, as_of=as_of, reports=reports, now=now)
    for kind in (StepKind.PLAN, StepKind.RULES, StepKind.PLEDGE, StepKind.MID_YEAR_REVIEW):
        _finish(actor, cycle, kind, now)


def _add_target(actor: Actor, pledge: Pledge, told: dict[str, Any]) -> Target:
    says = TargetContent(
        told["content"],
        kind=IndicatorKind(told["kind"]),
        unit_of_measure=told["unit_of_measure"],
        plan=Fraction(told["plan"]) if told["plan"] else None,
        plan_text="" if told["plan"] else "Không có đơn thư vượt cấp",
        is_cumulative=told["kind"] == IndicatorKind.NUMBER,
    )
    return add_target(actor=actor, pledge=pledge, scope=TargetScope.EACH_UNIT, says=says)


def finish_scored(cycle: Cycle, now: datetime) -> None:
    """The steps of a year whose scores are published: all up to their verification, some perhaps before their day."""
    for kind in SCORED_STEPS:
        _satisfy(loader_of(cycle.agency), cycle, kind, now)


def _finish(actor: Actor, cycle: Cycle, kind: StepKind, now: datetime) -> None:
    deadline = Step.objects.get(cycle=cycle, kind=kind).deadline
    if deadline is None or deadline <= timezone.localdate(now):
        _satisfy(actor, cycle, kind, now)


def _satisfy(actor: Actor, cycle: Cycle, kind: StepKind, now: datetime) -> None:
    step, today = Step.objects.get(cycle=cycle, kind=kind), timezone.localdate(now)
    satisfy_step(
        actor=actor,
        step=step,
        version=step.version,
        now=now,
        note="Số liệu minh hoạ",
        done_on=min(step.deadline, today) if step.deadline else None,
        even_so="Số liệu minh hoạ",
        start_next=True,
    )


def _load_tasks(actor: Actor, ministry: Ministry, cycle: Cycle, told: list[dict[str, Any]], now: datetime) -> None:
    for each in told:
        says = TaskContent(
            title=each["title"], code=each["code"], owner=ministry.units[each["owner"]], due_on=_day(cycle, each["due"])
        )
        task = add_task(actor=actor, cycle=cycle, says=says)
        if each["state"] != TaskState.NOT_STARTED:
            report_progress(
                actor=actor,
                task=task,
                version=task.version,
                state=TaskState(each["state"]),
                text=each["note"] or "Đã thực hiện",
                now=now,
            )


def _load_visit(actor: Actor, ministry: Ministry, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    unit, held = ministry.units[told["unit"]], _day(cycle, told["held"])
    visit = plan_visit(actor=actor, cycle=cycle, plan=VisitPlan(told["title"], [unit], planned_on=held))
    if held > timezone.localdate(now):
        return
    visit = record_visit(
        actor=actor, visit=visit, version=visit.version, held_on=held, findings=told["findings"], visitors="", now=now
    )
    promise = Promise(unit, told["promise"], due_on=_day(cycle, told["promise_due"]))
    add_promises(actor=actor, visit=visit, promises=[promise])


def _load_practice(actor: Actor, ministry: Ministry, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    says = PracticeContent(told["title"], told["what_worked"])
    teller, follower = ministry.units[told["unit"]], ministry.units[told["adopted_by"]]
    practice = share_practice(actor=officer_of(teller), cycle=cycle, unit=teller, says=says, now=now)
    adopt_practice(
        actor=officer_of(follower),
        practice=practice,
        unit=follower,
        since=None,
        how="Dùng chung một bảng trên mạng nội bộ",
        result="",
        now=now,
    )


def _load_rules(actor: Actor, ministry: Ministry, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    """Draft rules on which the members are being asked: two have spoken, one of them was answered."""
    rule = draft_rules(
        actor=actor, cycle=cycle, kind=RuleKind.WORKING_REGULATION, title=told["title"], text=told["text"]
    )
    until = timezone.localdate(now) + timedelta(days=5)
    rule = open_for_comments(actor=actor, rule=rule, version=rule.version, until=until, now=now)
    comments = [
        comment_on_rules(
            actor=officer_of(ministry.units[each["unit"]]),
            rule=rule,
            unit=ministry.units[each["unit"]],
            text=each["text"],
            place=each["place"],
            now=now,
        )
        for each in told["comments"]
    ]
    answer_comment(
        actor=actor,
        comment=comments[0],
        version=comments[0].version,
        outcome=CommentOutcome.ACCEPTED,
        answer="Đã thêm vào Điều 1.",
        now=now,
    )


def _load_activity(actor: Actor, ministry: Ministry, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    held = _day(cycle, told["held"])
    if held > timezone.localdate(now):
        return
    words = ActivityWords(
        title=told["title"],
        kind=ActivityKind.CLEAN_UP,
        message=told["message"],
        movement=Movement.objects.filter(agency=ministry.agency, kind=MovementKind.THEMATIC).first(),
        held_on=PartialDate.of(held),
        place=told["place"],
        summary=told["summary"],
    )
    activity = record_activity(
        actor=actor, home=cycle.bloc, words=words, now=now, state=ActivityState.HELD, cycles=[cycle]
    )
    add_party(actor=actor, activity=activity, role=PartyRole.CO_ORGANISER, party=ministry.blocs[1], now=now)
    partner = add_party(actor=actor, activity=activity, role=PartyRole.PARTNER, name=told["partner"], now=now)
    put_party_on_paper(actor=actor, party=partner, paper=told["partner_paper"], now=now)
    for each in told["outputs"]:
        value = Fraction(each["value"]) if each["value"] else None
        output = OutputWords(each["indicator"], value=value, unit_of_measure=each["unit_of_measure"])
        add_output(actor=actor, activity=activity, words=output)
    note_clean_up(actor, activity, told["noted"], partner, now)
    follow_clean_up(actor, activity, told["followed"], partner, now)
    plan_next(actor, cycle, told["next"], timezone.localdate(now) + timedelta(days=told["next"]["days_ahead"]), now)
    for number, each in enumerate(told["photos"], start=1):
        photo = add_photo(
            actor=actor,
            parent=Reference("activity", activity.pk),
            agency=ministry.agency.pk,
            upload=draw_beach(f"ra-quan-{number}.jpg", each["bags"]),
            alt_text="Hình vẽ minh hoạ: bãi cát có các túi rác xếp thành hàng",
            caption=each["caption"],
            consent=PhotoConsent.NOBODY_SHOWN,
            credit="Hình vẽ, số liệu minh hoạ",
            taken_on=None,
            subjects=[],
            now=now,
        )
        role = PictureRole.AFTER if number == len(told["photos"]) else PictureRole.DURING
        shown = PublicPhotoWords(role, PeopleShown.NO_FACES, photo.alt_text, caption=photo.caption)
        choose_public_photo(actor=actor, photo=photo, activity=activity, words=shown)
    for lesson in Lesson.objects.filter(activity=activity, kind=LessonKind.FAILED):
        release_lesson(actor=actor, lesson=lesson, version=lesson.version, now=now)
    publish_impact(actor=actor, activity=activity, now=now)
    for page in (page_of_cycle(cycle), page_of_year(ministry.agency, cycle.year)):
        publish_sum(actor=actor, page=page, now=now)


def quorum_words(told: dict[str, Any]) -> dict[str, Any]:
    """The bloc's own rule of how many must be present, for the facts of a meeting."""
    return {"quorum_rule": "own", "quorum_share": Fraction(told["share"]), "quorum_basis": told["basis"]}


def _plan_conference(actor: Actor, cycle: Cycle, told: dict[str, Any], now: datetime) -> None:
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE,
        title=told["title"].format(year=cycle.year, next=cycle.year + 1),
        held_on=PartialDate(cycle.year, 12, 18),
        starts_at=time(8, 30),
        place=told["place"],
        cycle=cycle,
        step=StepKind.CONFERENCE,
        **quorum_words(read_ministry()["last_year"]["quorum"]),
    )
    meeting = plan_meeting(actor=actor, bloc=cycle.bloc, facts=facts, now=now)
    votes, units = read_ministry()["last_year"]["votes"], members_of(cycle.bloc_id, cycle.year)
    for purpose, key in ((MotionPurpose.LEAD, "lead"), (MotionPurpose.DEPUTY_LEAD, "deputy")):
        question = election(purpose, votes[key]["title"], cycle.year + 1, units, votes["basis"])
        add_motion(actor=actor, meeting=meeting, facts=question)


def _day(cycle: Cycle, text: str) -> date:
    month, day = str(text).split("-")
    return date(cycle.year, int(month), int(day))
