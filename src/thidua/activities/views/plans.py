"""The pages of a plan: checklist, equipment, money, risks, zones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import ActivityState, Flow, Insurance, PlanGroup
from thidua.activities.facts.needs import ZoneGuess, needs_of
from thidua.activities.facts.plans import (
    PlanLine,
    Progress,
    day_of,
    lines_of,
    progress_of,
    term_words,
)
from thidua.activities.facts.questions import asked_about_money
from thidua.activities.facts.sums import Sum, total
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, MoneyLine, PlanZone
from thidua.activities.policies.parties import speaks_for
from thidua.activities.queries import PARTIES
from thidua.activities.queries.plans import (
    equipment_of,
    facts_standing_for,
    items_of,
    money_of,
    plan_of,
    risks_of,
    zones_of,
)
from thidua.campaigns.queries.calendars import calendar_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import Answer

SECTIONS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("plan", lambda: _("Danh sách việc")),
    ("plan_equipment", lambda: _("Dụng cụ")),
    ("plan_money", lambda: _("Kinh phí")),
    ("plan_risks", lambda: _("An toàn")),
    ("plan_zones", lambda: _("Khu vực")),
)
OWN = "minh"
Row = TypeVar("Row", MoneyLine, PlanZone)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with what this person may do about it. `term` says how its day is counted, empty for a day of its own."""

    line: PlanLine
    may_tick: Answer
    term: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The lines of one group: what is still to do, and what is done, which the page folds away."""

    label: str
    slug: str
    open: list[ShownLine]
    done: list[ShownLine]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.open) + len(self.done)


def show_plan(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The checklist by groups, with the terms that follow from the day of the activity; `?xem=minh`: the lines of the
    parties for which the actor speaks, alone.
    """
    actor = request.actor
    page = _page(request, activity, "plan")
    lines = _lines(activity)
    own = {party.pk: party.name for party in activity.parties.all() if speaks_for(actor, party)}
    own_lines = [line for line in lines if line.item.party_id in own]
    is_own = request.GET.get("xem") == OWN and bool(own)
    shown = [_shown(actor, activity, line) for line in (own_lines if is_own else lines)]
    context = page | {
        "groups": [_group(group, list(each)) for group, each in groupby(shown, key=lambda each: each.line.item.group)],
        "progress": progress_of(lines),
        "own": list(own.values()),
        "own_count": len(own_lines),
        "is_own": is_own,
        "day_is_known": day_of(activity) is not None,
        "waits_for_day": any(line.waits_for_day for line in lines),
    }
    return render(request, "activities/plan.html", context)


def show_equipment(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What is taken along: planned, brought, returned, and what is missing."""
    rows = list(equipment_of(activity))
    context = _page(request, activity, "plan_equipment") | {
        "rows": rows,
        "short": [row for row in rows if row.missing],
        "out": [row for row in rows if row.not_returned],
    }
    return render(request, "activities/plan_equipment.html", context)


def show_money(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What comes in and what goes out, planned beside real; what is not known stays so in the sums."""
    rows = list(money_of(activity))
    context = _page(request, activity, "plan_money") | {
        "rows": _with_notes(activity, rows),
        "to_note": _to_note(activity, [row for row in rows if row.real is not None]),
        "sums": [
            (flow.label, _money(rows, flow, "planned"), _money(rows, flow, "real")) for flow in (Flow.IN, Flow.OUT)
        ],
        "asked": asked_about_money(activity, clock.now()) if any(row.fact for row in rows) else [],
    }
    return render(request, "activities/plan_money.html", context)


def show_risks(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What may go wrong, what is done against it, and whether people are insured."""
    plan = plan_of(activity)
    context = _page(request, activity, "plan_risks") | {
        "rows": list(risks_of(activity)),
        "plan": plan,
        "insurance_is_known": plan.insurance != Insurance.UNKNOWN,
    }
    return render(request, "activities/plan_risks.html", context)


def show_zones(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Where people will work, and how many bags and gloves that takes."""
    rows, plan = list(zones_of(activity)), plan_of(activity)
    guesses = [ZoneGuess(row.name, row.bags, row.head_count) for row in rows]
    context = _page(request, activity, "plan_zones") | {
        "rows": _with_notes(activity, rows),
        "to_note": _to_note(activity, [row for row in rows if row.metres is not None]),
        "plan": plan,
        "metres": total(row.metres for row in rows),
        "bags": total(row.bags for row in rows),
        "people": total(row.head_count for row in rows),
        "needs": needs_of(guesses, reserve_percent=plan.reserve_percent, gloves_each=plan.gloves_each),
    }
    return render(request, "activities/plan_zones.html", context)


def progress_of_plan(activity: Activity) -> Progress:
    """How far the plan is, for the page of the activity."""
    return progress_of(_lines(activity))


def _lines(activity: Activity) -> list[PlanLine]:
    items = list(items_of(activity))
    return lines_of(items, activity, calendar_of(activity.agency), clock.today()) if items else []


def _group(group: str, lines: list[ShownLine]) -> ShownGroup:
    done = [each for each in lines if each.line.item.is_done]
    still = [each for each in lines if not each.line.item.is_done]
    return ShownGroup(str(PlanGroup(group).label), group.lower().replace("_", "-"), still, done)


def _shown(actor: Actor, activity: Activity, line: PlanLine) -> ShownLine:
    """The line with its answer; the parties of the activity have been read."""
    item = line.item
    item.activity = activity
    by_key = {party.pk: party for party in activity.parties.all()}
    item.party = by_key.get(item.party_id) if item.party_id is not None else None
    term = term_words(item.offset) if item.offset is not None else ""
    return ShownLine(line, policies.may_tick(actor, item), term)


def _with_notes(activity: Activity, rows: list[Row]) -> list[tuple[Row, str]]:
    """Rows of money or zones with what became of them in the results: `noted`, `taken_back`, or empty."""
    standing = facts_standing_for(activity, [row.fact for row in rows])
    return [(row, "" if row.fact is None else "noted" if row.fact in standing else "taken_back") for row in rows]


def _to_note(activity: Activity, rows: Iterable[MoneyLine | PlanZone]) -> int:
    """How many rows may enter the results now."""
    return sum(row.fact is None for row in rows) if activity.state == ActivityState.HELD else 0


def _page(request: ActorRequest, activity: Activity, section: str) -> dict[str, object]:
    """What every page of the plan shows."""
    prefetch_related_objects([activity], PARTIES)
    for party in activity.parties.all():
        party.activity = activity
    return {
        "activity": activity,
        "when": when_of(activity),
        "section": section,
        "sections": [(name, label()) for name, label in SECTIONS],
        "may_plan": policies.may_plan(request.actor, activity),
    }


def _money(rows: Iterable[MoneyLine], flow: Flow, field: str) -> Sum:
    return total(getattr(row, field) for row in rows if row.flow == flow)
