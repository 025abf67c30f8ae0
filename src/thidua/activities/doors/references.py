"""An activity as something that a step of the year, or evidence, can point at; and as something sought."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity
from thidua.activities.policies import activities_visible_to
from thidua.activities.queries import KIND, known_first
from thidua.common.actor import Actor
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind
from thidua.common.search import PICKED_FROM, SearchSource, Sought, register_search_source


def open_doors() -> None:
    """Register the kind and the source of search."""
    register_reference_kind(ReferenceKind(KIND, lambda: _("Hoạt động"), describe_activities, candidate_activities))
    register_search_source(SearchSource(KIND, 50, lambda: _("Hoạt động"), search_activities))


def describe_activities(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these activities."""
    return {activity.pk: card_of(activity) for activity in Activity.objects.filter(pk__in=set(ids))}


def candidate_activities(actor: Actor, bloc: int, year: int) -> list[Card]:
    """What counts for that year of the bloc, and what the bloc itself held in it; the cancelled satisfies nothing."""
    wanted = Q(credits__cycle__bloc=bloc, credits__cycle__year=year) | Q(bloc=bloc, held_on__startswith=str(year))
    found = activities_visible_to(actor).filter(wanted).exclude(state=ActivityState.CANCELLED).distinct()
    return [card_of(activity) for activity in known_first(found)]


def search_activities(actor: Actor, sought: Sought) -> list[Card]:
    """Activities by title, message and place."""
    rows = activities_visible_to(actor).order_by("-pk")[:PICKED_FROM]
    found = sought.pick(rows, lambda activity: f"{activity.title} {activity.message} {activity.place}")
    return [card_of(activity) for activity in found]


def card_of(activity: Activity) -> Card:
    """The activity in words."""
    day = activity.held_on
    return Card(
        reference=Reference(KIND, activity.pk),
        kind_label=str(activity.get_kind_display()),
        title=activity.title,
        when=when_of(activity),
        day=day.earliest if day.earliest == day.latest else None,
        url=reverse("activity", args=[activity.pk]),
    )
