"""What the books still ask a person: of one unit, and of everybody whose books the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.http.asked import asked_number, how_many
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Person, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.organisations.queries import people_of_unit, units_of_people
from thidua.records import policies
from thidua.records.facts.doubts import KINDS, Doubt, DoubtKind, doubts_of_many
from thidua.records.views.sections import book_url, line_url, whose_of

SHOWN = 30
MOST_PEOPLE = 2_000
"""People whose books are read for one page; of more, a unit is chosen first."""


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """One thing to look at: whose book, of which unit, where it is answered, and the records it rests on."""

    doubt: Doubt
    subject: Person | Unit
    where: str
    url: str
    lines: Sequence[tuple[str, str]]


@dataclass(slots=True)
class ShownKind:
    """The doubts of one kind: how many there are, and those of this page."""

    kind: DoubtKind
    label: str
    total: int
    shown: list[ShownDoubt]


def list_doubts(request: ActorRequest, unit: Unit) -> HttpResponse:
    """What is to be looked at in the books of a unit and of its people, as far as the actor sees them."""
    today = clock.today()
    people = people_of_unit(unit.pk, today).filter(pk__in=policies.people_with_books_visible_to(request.actor))
    found = doubts_of_many(list(people), [unit], today)
    context = {
        "unit": unit,
        "books": [(subject, whose_of(subject), doubts) for subject, doubts in found],
        "total": sum(len(doubts) for _subject, doubts in found),
    }
    return render(request, "records/doubts.html", context)


def list_all_doubts(request: ActorRequest) -> HttpResponse:
    """What all books that the actor sees still ask, by kind; `?don-vi=` and `?loai=` narrow it."""
    units = list(policies.units_with_books_visible_to(request.actor).filter(ended_on=None).order_by("sort_key", "pk"))
    chosen = next((each for each in units if each.pk == asked_number(request, "don-vi")), None)
    asked_of = [chosen] if chosen is not None else units
    people = _people_of(asked_of).filter(pk__in=policies.people_with_books_visible_to(request.actor))
    number = people.count()
    too_many = number > MOST_PEOPLE
    shown: list[ShownKind] = []
    if not too_many:
        shown = _by_kind(list(people.order_by("sort_key", "pk")), asked_of)
    kind = request.GET.get("loai", "")
    kept = [each for each in shown if kind in ("", each.kind)] if kind in set(DoubtKind) else shown
    total = sum(each.total for each in kept)
    left = how_many(request, SHOWN)
    for each in kept:
        each.shown, left = each.shown[:left], max(left - len(each.shown), 0)
    context = {
        "units": units,
        "unit": chosen,
        "kinds": [(each.value, label) for each, label in KINDS.items()],
        "kind": kind,
        "groups": [each for each in kept if each.shown],
        "shown": sum(len(each.shown) for each in kept),
        "total": total,
        "all": sum(each.total for each in shown),
        "too_many": too_many,
        "number": number,
        "most": MOST_PEOPLE,
    }
    return render(request, "records/all_doubts.html", context)


def _people_of(units: Sequence[Unit]) -> QuerySet[Person]:
    members = UnitMembership.objects.filter(holding_on(clock.today()), unit__in=[each.pk for each in units])
    return Person.objects.filter(pk__in=members.values("person"))


def _by_kind(people: list[Person], units: Sequence[Unit]) -> list[ShownKind]:
    """Every doubt, in the order of the kinds; of several agencies each is asked for itself."""
    found: dict[DoubtKind, list[ShownDoubt]] = {kind: [] for kind in KINDS}
    where = units_of_people(people, clock.today())
    for agency in sorted({*(each.agency_id for each in people), *(each.agency_id for each in units)}):
        own_people = [each for each in people if each.agency_id == agency]
        own_units = [each for each in units if each.agency_id == agency]
        for subject, doubts in doubts_of_many(own_people, own_units, clock.today()):
            membership = where.get(subject.pk) if isinstance(subject, Person) else None
            unit = membership.unit.name if membership else ""
            for doubt in doubts:
                lines = [(line.said, line_url(line.kind, line.pk)) for line in doubt.lines]
                shown = ShownDoubt(doubt, subject, unit, book_url(subject, "can-xem-lai"), lines)
                found[doubt.kind].append(shown)
    return [ShownKind(kind, str(KINDS[kind]), len(each), each) for kind, each in found.items() if each]
