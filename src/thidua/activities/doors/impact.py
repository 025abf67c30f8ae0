"""What pages show of what came of activities, and of records that belong together."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.facts.kinship import asked_about, possibly_same, same_pairs
from thidua.activities.facts.selections import chosen_in, of_movement
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, MergeRequest
from thidua.activities.policies import (
    TwoRecords,
    activities_visible_to,
    may_answer_merge,
    may_ask_merge,
    may_place_activity,
    may_put_in_series,
    may_split,
    may_tell_apart,
    merge_requests_visible_to,
    merges_waiting_for,
    movements_summed_for,
)
from thidua.activities.queries import KIND
from thidua.campaigns.models import Movement
from thidua.common.actor import Actor, Role
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.common.panels import Panel, register_panel


def open_doors() -> None:
    """Register the panels."""
    register_panel(Panel(KIND, 10, "activities/_kin_panel.html", of_kin))
    register_due_source(due_merges, lambda actor, today: merges_waiting_for(actor))
    register_due_source(due_same, recorded_twice)
    register_panel(Panel("movement", 40, "activities/_sum_panel.html", of_a_movement))


def of_kin(actor: Actor, activity: Activity) -> dict[str, Any] | None:
    """What the activity is a part of, its parts, other reports of it, and whether there may be one more: of those that
    the actor sees. A question about two records is shown to who sees both, and to who is to answer it.
    """
    near = {each for each in (activity.parent_id, activity.merged_into_id) if each is not None}
    rows = Activity.objects.filter(Q(parent=activity) | Q(merged_into=activity) | Q(pk__in=near))
    kin = list(rows.select_related("bloc", "unit").order_by("held_on", "pk"))
    asked = [
        (each, may_answer_merge(actor, each))
        for each in merge_requests_visible_to(actor)
        .filter(Q(activity=activity) | Q(into=activity), answered_at__isnull=True)
        .order_by("pk")
    ]
    named = {pk for each, _may in asked for pk in (each.activity_id, each.into_id)}
    same = [each for each in possibly_same(activity) if each.pk not in named]
    others = {each.pk for each in [*kin, *same]} | named - {activity.pk}
    seen = _seen_among(actor, others) | {activity.pk}
    kin = [each for each in kin if each.pk in seen]
    return {
        "activity": activity,
        "series": activity.series,
        "may_series": may_put_in_series(actor, activity),
        "parent": next((each for each in kin if each.pk == activity.parent_id), None),
        "children": [each for each in kin if each.parent_id == activity.pk],
        "reports": [each for each in kin if each.merged_into_id == activity.pk],
        "is_merged": activity.merged_into_id is not None,
        "merged_into": next((each for each in kin if each.pk == activity.merged_into_id), None),
        "asked": [(each, may) for each, may in asked if may or {each.activity_id, each.into_id} <= seen],
        "same": [(each, may_tell_apart(actor, TwoRecords(activity, each))) for each in same if each.pk in seen],
        "may_place": may_place_activity(actor, activity),
        "may_merge": may_ask_merge(actor, activity),
        "may_split": may_split(actor, activity),
    }


def _seen_among(actor: Actor, pks: set[int]) -> set[int]:
    """Those of these activities that the actor sees."""
    if not pks:
        return set()
    return set(activities_visible_to(actor).filter(pk__in=pks).values_list("pk", flat=True))


def due_merges(actor: Actor, today: date) -> list[DueItem]:
    """Requests to merge that wait for the actor."""
    return [
        DueItem(
            group=DueGroup.MINE,
            title=_asks(each) % {"title": each.activity.title},
            url=address_of("activity", each.into_id),
            verb=_("Xem, trả lời"),
            deadline=None,
            fact=_wish(each) % {"name": each.asked_by_name, "title": each.into.title},
            context=each.into.title,
            agency=each.agency_id,
            icon="git-merge",
        )
        for each in merges_waiting_for(actor)
    ]


READ = ("title", "held_on", "starts_at", "ends_at", "place", "agency", "parent", "bloc__name", "unit__name")
LATELY = timedelta(days=400)
"""As old a day is still asked about among the tasks; on its page it is asked about whenever it was."""
MOST_ASKED = 20


def recorded_twice(actor: Actor, today: date) -> QuerySet[Activity]:
    """Activities of the standing office's agencies that have another keeper's record of the same day beside them."""
    offices = actor.agencies_as(Role.STANDING_OFFICE)
    if not offices:
        return Activity.objects.none()
    rows = asked_about(Activity.objects.filter(agency__in=offices, held_on__gte=(today - LATELY).isoformat()))
    beside = asked_about(Activity.objects.filter(agency=OuterRef("agency"), held_on=OuterRef("held_on")))
    others = beside.annotate(of_bloc=Coalesce("bloc", 0), of_unit=Coalesce("unit", 0)).exclude(
        of_bloc=Coalesce(OuterRef("bloc"), 0), of_unit=Coalesce(OuterRef("unit"), 0)
    )
    return rows.filter(Exists(others))


def due_same(actor: Actor, today: date) -> list[DueItem]:
    """For the standing office: two organisations entered one day and place; perhaps neither sees the other's record."""
    pairs = same_pairs(recorded_twice(actor, today).select_related("bloc", "unit").only(*READ))
    return [
        DueItem(
            group=DueGroup.MINE,
            title=_("Trả lời: “%(one)s” và “%(other)s” có phải một hoạt động?")
            % {"one": one.title, "other": other.title},
            url=f"{address_of('activity', one.pk)}#tds-kin",
            verb=_("Xem, trả lời"),
            deadline=None,
            fact=_("%(one)s và %(other)s cùng ghi, %(when)s, %(place)s.")
            % {"one": one.home.name, "other": other.home.name, "when": when_of(one), "place": one.place or other.place},
            context=one.title,
            agency=one.agency_id,
            icon="git-merge",
        )
        for one, other in pairs[-MOST_ASKED:]
    ]


def _asks(asked: MergeRequest) -> str:
    if asked.as_part:
        return _("Trả lời: “%(title)s” có nằm trong hoạt động của mình?")
    return _("Trả lời: “%(title)s” có phải cùng một hoạt động?")


def _wish(asked: MergeRequest) -> str:
    if asked.as_part:
        return _("%(name)s đề nghị đưa vào hoạt động “%(title)s”.")
    return _("%(name)s đề nghị gộp với hồ sơ “%(title)s”.")


def of_a_movement(actor: Actor, movement: Movement) -> dict[str, Any] | None:
    """Where the sums of a movement are, for those who see all of the agency."""
    if not movements_summed_for(actor).filter(pk=movement.pk).exists() or not chosen_in(of_movement(movement)):
        return None
    return {
        "url": reverse("movement_impact", args=[movement.pk]),
        "sums_url": reverse("movement_sums", args=[movement.pk]),
    }
