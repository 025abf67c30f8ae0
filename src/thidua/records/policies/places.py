"""Memberships and posts as lines of a book: seen by who sees the book, their decisions and scans written by who keeps
units and people.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.organisations.models import BlocMembership, Person, Post, Unit, UnitMembership
from thidua.organisations.policies import (
    may_keep_bloc_membership,
    may_write_membership_paper,
    may_write_post_paper,
)
from thidua.records.policies.books import people_with_books_visible_to, units_with_books_visible_to

PlaceRow = UnitMembership | Post | BlocMembership


class Place(StrEnum):
    """What a book tells of where its subject belonged, as addresses name it."""

    UNIT = "don-vi"
    POST = "chuc-vu"
    BLOC = "khoi"


MODELS: Final[dict[Place, type[UnitMembership] | type[Post] | type[BlocMembership]]] = {
    Place.UNIT: UnitMembership,
    Place.POST: Post,
    Place.BLOC: BlocMembership,
}


def places_visible_to(actor: Actor, place: Place) -> QuerySet[Any]:
    """Memberships or posts in the books that the actor sees."""
    if place is Place.BLOC:
        rows = BlocMembership.objects.filter(unit__in=units_with_books_visible_to(actor))
        return rows.select_related("unit__agency", "bloc__agency")
    rows_of_people: QuerySet[Any] = Post.objects.all() if place is Place.POST else UnitMembership.objects.all()
    people = people_with_books_visible_to(actor)
    return rows_of_people.filter(person__in=people).select_related("person__agency", "unit")


def find_place(actor: Actor, place: str, pk: int) -> PlaceRow | None:
    """One of them."""
    if place not in list(Place):
        return None
    found: PlaceRow | None = places_visible_to(actor, Place(place)).filter(pk=pk).first()
    return found


def may_keep_place(actor: Actor, row: PlaceRow) -> Answer:
    """Whether the actor writes its decision and hangs scans on it."""
    match row:
        case UnitMembership():
            return may_write_membership_paper(actor, row)
        case Post():
            return may_write_post_paper(actor, row)
        case BlocMembership():
            return may_keep_bloc_membership(actor, row)


def place_of(row: PlaceRow) -> Place:
    """What it is."""
    return next(place for place, model in MODELS.items() if isinstance(row, model))


def holder_of(row: PlaceRow) -> Person | Unit:
    """In whose book it stands."""
    return row.unit if isinstance(row, BlocMembership) else row.person
