"""What followed the fictitious clean-up, and a fictitious workshop with three proposals: all of it invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from thidua.activities.enums import ActivityKind, ActivityState, FactKind, LessonKind, PartyRole, ProposalState
from thidua.activities.facts.organisations import key_of
from thidua.activities.models import Activity, ActivityParty, FieldFact
from thidua.activities.services import (
    ActivityWords,
    LessonWords,
    Note,
    ProgrammeWords,
    ProposalReport,
    ProposalWords,
    RevisitWords,
    add_lesson,
    add_party,
    add_proposal,
    add_to_plan,
    close_review,
    confirm_party,
    hold_revisit,
    note_fact,
    plan_revisit,
    record_activity,
    report_proposal,
)
from thidua.campaigns.models import Cycle
from thidua.cli.demo.acting import officer_of
from thidua.common.actor import Actor
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Unit


def follow_clean_up(
    actor: Actor, activity: Activity, told: dict[str, Any], partner: ActivityParty, now: datetime
) -> None:
    """The review of it; a fixed stretch that was counted, and counted again when its day has come."""
    stretch = told["stretch"]
    body = {key: stretch[key] for key in ("name", "metres", "size_limit_mm")} | {"is_fixed": "yes"}
    zone = _note(actor, activity, FactKind.ZONE, body, "stretch", now)
    _count(actor, activity, zone, stretch["pieces"], now)
    for each in told["lessons"]:
        who = partner if each["by"] == "partner" else None
        add_lesson(actor=actor, activity=activity, words=LessonWords(LessonKind(each["kind"]), each["text"], who))
    close_review(actor=actor, activity=activity, now=now)
    held = activity.held_on.latest
    assert held is not None
    due_on = held + timedelta(days=told["revisit"]["days"])
    words = RevisitWords(due_on, party_words=told["revisit"]["who"])
    revisit = plan_revisit(actor=actor, activity=activity, words=words)
    if due_on > timezone.localdate(now):
        return
    made = hold_revisit(actor=actor, revisit=revisit, held_on=PartialDate.of(due_on), now=now)
    effort = {
        "organisation": key_of(made.home),
        "count": told["revisit"]["people"],
        "minutes": told["revisit"]["minutes"],
    }
    _note(actor, made, FactKind.HEADCOUNT, effort, "revisit:people", now)
    _count(actor, made, FieldFact.objects.get(activity=made, kind=FactKind.ZONE), told["revisit"]["pieces"], now)


def hold_workshop(
    actor: Actor, cycle: Cycle, units: Mapping[str, Unit], told: dict[str, Any], day: date, now: datetime
) -> None:
    """A workshop of the bloc with its programme, and what became of its proposals by now."""
    if day > timezone.localdate(now):
        return
    words = ActivityWords(
        title=told["title"],
        kind=ActivityKind.WORKSHOP,
        held_on=PartialDate.of(day),
        place=told["place"],
        summary=told["summary"],
    )
    activity = record_activity(
        actor=actor, home=cycle.bloc, words=words, now=now, state=ActivityState.HELD, cycles=[cycle]
    )
    parties = {}
    for key in dict.fromkeys(each["owner"] for each in told["proposals"] if each["owner"]):
        unit = units[key]
        party = add_party(actor=actor, activity=activity, role=PartyRole.PARTNER, party=unit, now=now)
        parties[key] = confirm_party(actor=officer_of(unit), party=party, now=now)
    for line in told["programme"]:
        start, end = (time.fromisoformat(text) for text in line["hours"].split("-"))
        entry = ProgrammeWords(line["topic"], start, end, line["speaker"])
        add_to_plan(actor=actor, activity=activity, words=entry)
    for each in told["proposals"]:
        _propose(actor, activity, each, parties, day, now)


def _propose(
    actor: Actor,
    activity: Activity,
    told: dict[str, Any],
    parties: Mapping[str, ActivityParty],
    day: date,
    now: datetime,
) -> None:
    words = ProposalWords(
        told["text"],
        told["made_by"],
        target_words=told["target"],
        party=parties.get(told["owner"]),
        due_on=day + timedelta(days=told["due_after"]) if told["due_after"] else None,
    )
    proposal = add_proposal(actor=actor, activity=activity, words=words)
    answer = told.get("answer")
    answered = day + timedelta(days=answer["after"]) if answer else None
    if answer and answered and answered <= timezone.localdate(now):
        report = ProposalReport(
            ProposalState(answer["state"]),
            PartialDate.of(day),
            answer["text"],
            answer["number"],
            PartialDate.of(answered),
            answer["issuer"],
        )
    elif told["is_sent"]:
        report = ProposalReport(ProposalState.SENT, PartialDate.of(day))
    else:
        return
    report_proposal(actor=actor, proposal=proposal, version=proposal.version, report=report, now=now)


def _count(actor: Actor, activity: Activity, zone: FieldFact, pieces: dict[str, str], now: datetime) -> None:
    for item, count in pieces.items():
        body = {"item": item, "count": count, "zone": str(zone.code)}
        _note(actor, activity, FactKind.ITEMS, body, f"pieces:{item}", now)


def _note(
    actor: Actor, activity: Activity, kind: FactKind, body: dict[str, str], words: str, now: datetime
) -> FieldFact:
    return note_fact(actor=actor, activity=activity, note=Note(kind, body, _code(activity, words)), now=now).fact


def _code(activity: Activity, words: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"thidua:demo:{activity.title}:{words}")
