"""Who sees and who adds the photographs and papers of an activity, and what phones send from the field."""

from django.urls import reverse

from thidua.activities.models import Activity
from thidua.activities.policies import (
    activities_noted_by,
    activities_visible_to,
    may_keep_activity,
    may_record_for,
    may_send_photos,
)
from thidua.activities.queries import FIELD, KIND
from thidua.activities.services.public_photos import photo_has_changed
from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused


def open_doors() -> None:
    """Register the kind."""
    album = ParentKind(KIND, visible, may_attach, url_of, describe, may_withdraw, photo_has_changed)
    field = ParentKind(FIELD, visible_in_field, may_send, url_of, describe, may_withdraw, photo_has_changed)
    register_parent_kind(album)
    register_parent_kind(field)


def visible(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these activities that the actor sees."""
    return set(activities_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach(actor: Actor, pk: int) -> Answer:
    """Who keeps the record adds its photographs and papers."""
    activity = Activity.objects.select_related("bloc", "unit").filter(pk=pk).first()
    return may_keep_activity(actor, activity) if activity is not None else refused("")


def visible_in_field(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these activities whose photographs from the field the actor sees: where he may note facts."""
    return set(activities_noted_by(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_send(actor: Actor, pk: int) -> Answer:
    """A phone of a team sends photographs; who keeps the record describes them and takes them away."""
    activity = Activity.objects.select_related("bloc", "unit").filter(pk=pk).first()
    return may_send_photos(actor, activity) if activity is not None else refused("")


def may_withdraw(actor: Actor, pk: int) -> Answer:
    """Who keeps the record takes photographs out of sight when somebody in them asks, closed years or not."""
    activity = Activity.objects.select_related("bloc", "unit").filter(pk=pk).first()
    return may_record_for(actor, activity.home) if activity is not None else refused("")


def url_of(pk: int) -> str:
    """The page of the activity."""
    return reverse("activity", args=[pk])


def describe(ids: set[int]) -> dict[int, ParentFacts]:
    """Titles and agencies."""
    rows = Activity.objects.filter(pk__in=ids).values_list("pk", "title", "agency_id")
    return {pk: ParentFacts(title, agency) for pk, title, agency in rows}
