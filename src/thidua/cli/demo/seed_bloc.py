"""Loads `seed.yaml`: one bloc's two years as one published news item tells them. Nothing here invents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.activities.enums import ActivityKind, ActivityState, PartyRole
from thidua.activities.services.activities import ActivityWords, record_activity
from thidua.activities.services.answers import put_party_on_paper
from thidua.activities.services.outputs import OutputWords, add_output
from thidua.activities.services.parties import add_party
from thidua.activities.services.sampling import set_sampling
from thidua.campaigns.enums import LegalTextKind, MovementKind, MovementLevel, StepKind
from thidua.campaigns.models import Cycle, Movement, Step
from thidua.campaigns.services.cycles import open_cycle
from thidua.campaigns.services.legal_texts import TextWords, add_legal_text
from thidua.campaigns.services.movements import MovementWords, inherit_movement, launch_movement
from thidua.campaigns.services.steps import satisfy_step
from thidua.campaigns.services.tasks import TaskContent, add_task
from thidua.campaigns.services.themes import add_theme, set_theme
from thidua.cli.demo.acting import loader_of
from thidua.cli.demo.pictures import draw_desk, draw_hall
from thidua.cli.demo.told import read_told
from thidua.common.actor import Actor, SystemActor
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.services.photos import add_photo
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, PartOfDay, StatementKind
from thidua.meetings.models import Meeting
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.meetings.services.roll import AttendeeFacts, add_attendee
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import BlocKind, Gender, LeadRole
from thidua.organisations.models import Agency, Bloc, Person, Unit
from thidua.organisations.services.agencies import create_agency
from thidua.organisations.services.bloc_leaders import set_leader
from thidua.organisations.services.bloc_members import set_members
from thidua.organisations.services.blocs import create_bloc
from thidua.organisations.services.people import create_person
from thidua.organisations.services.units import create_unit
from thidua.records.services import AwardWords, record_award

ARTICLE = "Báo Tài nguyên và Môi trường, 10/01/2024"
"""What tells of the parties; none of them was asked."""
YEARS = (2023, 2024)
STEPS = {
    2023: (StepKind.MID_YEAR_REVIEW, StepKind.CONFERENCE, StepKind.RECOGNITION, StepKind.HANDOVER),
    2024: (StepKind.PLEDGE, StepKind.MID_YEAR_REVIEW, StepKind.CONFERENCE, StepKind.RECOGNITION, StepKind.HANDOVER),
}
"""The steps of which the source says something or that follow from it; none has a known deadline. Of a pledge it speaks
for 2024 alone."""


@dataclass(slots=True)
class Seed:
    """What was loaded, by the keys of the file."""

    agency: Agency
    bloc: Bloc
    partner_bloc: Bloc
    units: dict[str, Unit]
    people: dict[str, Person]
    movements: dict[str, Movement]
    cycles: dict[int, Cycle]


def read_seed() -> dict[str, Any]:
    """The file."""
    return read_told("seed.yaml")


def load_seed(now: datetime) -> Seed:
    """Record everything that `seed.yaml` tells."""
    told = read_seed()
    agency = create_agency(actor=SystemActor("demo"), parent=None, **told["agency"])
    actor = loader_of(agency)
    units = {each["code"]: _unit(actor, agency, each) for each in told["units"] + told["outside_units"]}
    people = {each["key"]: _person(actor, agency, units, each) for each in told["people"]}
    blocs = {
        key: create_bloc(actor=actor, agency=agency, **{**each, "kind": BlocKind(each["kind"])})
        for key, each in told["blocs"].items()
    }
    seed = Seed(agency, blocs["seed"], blocs["partner"], units, people, {}, {})
    _load_membership(actor, seed, told)
    _load_years(actor, seed, told, now)
    for each in told["activities"]:
        _load_activity(actor, seed, each, now)
    _load_conference(actor, seed, told["conference"], now)
    for award in told["awards"]:
        record_award(actor=actor, owner=seed.bloc, year=2023, words=AwardWords(name=award["honour"]), now=now)
    for task in told["tasks_2024"]:
        add_task(actor=actor, cycle=seed.cycles[2024], says=TaskContent(is_qualitative=True, **task))
    return seed


def _unit(actor: Actor, agency: Agency, told: dict[str, Any]) -> Unit:
    return create_unit(
        actor=actor,
        agency=agency,
        name=told["name"],
        short_name=told["short_name"],
        aliases=told.get("aliases", []),
        code=told["code"],
    )


def _person(actor: Actor, agency: Agency, units: dict[str, Unit], told: dict[str, Any]) -> Person:
    return create_person(
        actor=actor,
        agency=agency,
        full_name=told["name"],
        gender=Gender(told["gender"]),
        unit=units[told["unit"]],
        title=told["post"],
        heads_unit=told["heads_unit"],
    )


def _load_membership(actor: Actor, seed: Seed, told: dict[str, Any]) -> None:
    members = [seed.units[each["code"]] for each in told["units"]]
    for year in YEARS:
        seed.bloc.refresh_from_db()
        set_members(actor=actor, bloc=seed.bloc, year=year, units=members, version=seed.bloc.version)
        for role, leader in told["leadership"][year].items():
            seed.bloc.refresh_from_db()
            set_leader(
                actor=actor,
                bloc=seed.bloc,
                year=year,
                role=LeadRole(role),
                unit=seed.units[leader["unit"]],
                representative=seed.people.get(leader["person"]),
                version=seed.bloc.version,
            )
    seed.bloc.refresh_from_db()


def _load_years(actor: Actor, seed: Seed, told: dict[str, Any], now: datetime) -> None:
    theme = add_theme(actor=actor, agency=seed.agency, basis="", **told["theme"])
    for text in told["legal_texts"]:
        says = {**text, "kind": LegalTextKind(text["kind"]), "issued_on": PartialDate.parse(text["issued_on"])}
        add_legal_text(actor=actor, agency=seed.agency, words=TextWords(**says))
    for year in YEARS:
        deadlines = dict.fromkeys(STEPS[year])
        cycle = open_cycle(actor=actor, bloc=seed.bloc, year=year, now=now, deadlines=deadlines)
        seed.cycles[year] = set_theme(actor=actor, cycle=cycle, theme=theme)
    for each in told["movements"]:
        words = MovementWords(
            name=each["name"],
            kind=MovementKind(each["kind"]),
            level=MovementLevel(each["level"]),
            content=each.get("content", ""),
        )
        movement = launch_movement(actor=actor, agency=seed.agency, words=words)
        seed.movements[each["key"]] = movement
        for year in each["years"]:
            inherit_movement(actor=actor, cycle=seed.cycles[year], movement=movement)


def _load_activity(actor: Actor, seed: Seed, told: dict[str, Any], now: datetime) -> None:
    cycle = seed.cycles[2023]
    words = ActivityWords(
        title=told["title"],
        kind=ActivityKind(told["kind"]),
        message=told["message"],
        movement=seed.movements.get(told["movement"]),
        held_on=PartialDate.parse(told["when"]),
        place=told["place"],
        summary=told["summary"],
    )
    home = seed.units[told["owner_unit"]] if "owner_unit" in told else seed.bloc
    activity = record_activity(actor=actor, home=home, words=words, now=now, state=ActivityState.HELD, cycles=[cycle])
    if "sorted_by" in told:
        scheme, version = told["sorted_by"], activity.version
        set_sampling(actor=actor, activity=activity, version=version, waste_scheme=scheme, sample_one_in=None)
    blocs = {"seed": seed.bloc, "partner": seed.partner_bloc}
    for each in told["parties"]:
        party = blocs.get(each.get("bloc", "")) or seed.units.get(each.get("unit", ""))
        role, name = PartyRole(each["role"]), each.get("text", "")
        added = add_party(actor=actor, activity=activity, role=role, party=party, name=name, now=now)
        if not added.counts:
            put_party_on_paper(actor=actor, party=added, paper=ARTICLE, now=now)
    for each in told["unknown_outputs"]:
        add_output(actor=actor, activity=activity, words=OutputWords(**each))
    if "satisfies" in told:
        satisfied(actor, cycle, StepKind(told["satisfies"]), Reference("activity", activity.pk), now)


def _load_conference(actor: Actor, seed: Seed, told: dict[str, Any], now: datetime) -> None:
    cycle = seed.cycles[2023]
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE,
        title=told["title"],
        held_on=PartialDate.parse(told["when"]),
        part_of_day=PartOfDay(told["part_of_day"]),
        place=told["place"],
        cycle=cycle,
        step=StepKind.CONFERENCE,
    )
    meeting = plan_meeting(actor=actor, bloc=seed.bloc, facts=facts, now=now)
    _load_roll(actor, seed, meeting, told, now)
    for kind, key in (
        (StatementKind.REPORT, "reports"),
        (StatementKind.OPINION, "opinions"),
        (StatementKind.DIRECTION, "directions"),
    ):
        for each in told[key]:
            voice = VoiceFacts(person=seed.people[each["person"]])
            says = StatementFacts(voice, "\n".join(each["content"]), each.get("title", ""))
            add_statement(actor=actor, meeting=meeting, kind=kind, facts=says, now=now)
    for each in told["praises"]:
        voice = VoiceFacts(person=seed.people.get(each.get("person", "")), words=each.get("words", ""))
        says = StatementFacts(voice, title=each["title"], about_words=each["about"])
        add_statement(actor=actor, meeting=meeting, kind=StatementKind.PRAISE, facts=says, now=now)
    meeting.refresh_from_db()
    record_held(actor=actor, meeting=meeting, now=now)
    for each in told["elections"]:
        choice = ElectionFacts(year=2024, role=LeadRole(each["role"]), unit=seed.units[each["unit"]])
        record_election(actor=actor, meeting=meeting, facts=choice)
    _load_photos(actor, seed, meeting, told, now)


def _load_roll(actor: Actor, seed: Seed, meeting: Meeting, told: dict[str, Any], now: datetime) -> None:
    for each in told["attendance"]:
        voice = VoiceFacts(
            person=seed.people.get(each.get("person", "")),
            unit=seed.units.get(each.get("unit", "")),
            words=each.get("words", ""),
        )
        facts = AttendeeFacts(voice, AttendanceRole(each["role"]), AttendanceState(each["state"]))
        add_attendee(actor=actor, meeting=meeting, facts=facts, now=now)


def _load_photos(actor: Actor, seed: Seed, meeting: Meeting, told: dict[str, Any], now: datetime) -> None:
    """The order and the captions are the source's; the pictures are our own and show nobody."""
    for number, each in enumerate(told["photos"]):
        name = f"anh-{each['file']}.jpg"
        is_hall = each["caption"].startswith("Quang cảnh")
        add_photo(
            actor=actor,
            parent=Reference("meeting", meeting.pk),
            agency=seed.agency.pk,
            upload=draw_hall(name) if is_hall else draw_desk(name, number * 37),
            alt_text="Hình vẽ minh hoạ: hội trường có các dãy bàn"
            if is_hall
            else "Hình vẽ minh hoạ: bục phát biểu để trống",
            caption=each["caption"],
            consent=PhotoConsent.NOBODY_SHOWN,
            credit="Hình vẽ, số liệu minh hoạ",
            taken_on=None,
            subjects=[],
            now=now,
        )


def satisfied(actor: Actor, cycle: Cycle, kind: StepKind, by: Reference, now: datetime) -> None:
    """Say what satisfied a step of a year long past."""
    step = Step.objects.get(cycle=cycle, kind=kind)
    satisfy_step(actor=actor, step=step, version=step.version, now=now, reference=by)
