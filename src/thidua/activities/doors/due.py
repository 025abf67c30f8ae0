"""What waits around activities: one that is near, one whose day has passed, one whose record is not complete."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, ActivityCredit, ActivityOutput, FieldFact
from thidua.activities.policies import activities_kept_by, waiting_for
from thidua.activities.queries import KIND
from thidua.campaigns.enums import CycleState
from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.documents.queries import has_photos

NEAR = timedelta(days=14)
READ = (
    "title",
    "state",
    "place",
    "held_on",
    "starts_at",
    "ends_at",
    "has_no_photos",
    "agency",
    "bloc__name",
    "unit__name",
)
"""What is read of an activity: a secretary may keep hundreds."""


def open_doors() -> None:
    """Register the source."""
    register_due_source(due_activities)


def due_activities(actor: Actor, today: date) -> list[DueItem]:
    """For whoever keeps the record, and for a party that has not answered: one query, whatever there is."""
    lacking = Q(has_outputs=False) | Q(has_no_photos=False, has_pictures=False)
    asked = waiting_for(actor).filter(activity=OuterRef("pk")).order_by("position", "pk")
    wanted = Q(asked__isnull=False) | Q(kept=True) & (Q(state=ActivityState.PLANNED) | lacking)
    rows = _open(Activity.objects.all()).annotate(
        asked=Subquery(asked.values("name")[:1]), kept=Exists(activities_kept_by(actor).filter(pk=OuterRef("pk")))
    )
    found = list(rows.filter(wanted).select_related("bloc", "unit").only(*READ))
    kept = [activity for activity in found if activity.kept]
    items = [_to_confirm(activity, activity.asked) for activity in found if activity.asked is not None]
    held = [activity for activity in kept if activity.state == ActivityState.HELD]
    of_record = [_of_planned(activity, today) for activity in kept if activity.state == ActivityState.PLANNED]
    words = _held_words()
    of_record += [_of_held(activity, words) for activity in held]
    return items + [item for item in of_record if item is not None]


def _open(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Neither cancelled, nor counted in closed years alone, nor a visit afterwards; with `has_outputs`
    (a result typed, or anything noted that stands) and `has_pictures`.
    """
    counted = ActivityCredit.objects.filter(activity=OuterRef("pk"))
    is_open = ~Exists(counted) | Exists(counted.exclude(cycle__state=CycleState.CLOSED))
    outputs = ActivityOutput.objects.filter(activity=OuterRef("pk"))
    later = FieldFact.objects.filter(activity=OuterRef("activity"), supersedes=OuterRef("code"))
    facts = FieldFact.objects.filter(~Exists(later), activity=OuterRef("pk"), is_void=False)
    return (
        activities.exclude(state=ActivityState.CANCELLED)
        .filter(Q(is_open), revisit_of=None)
        .annotate(has_outputs=Exists(outputs) | Exists(facts), has_pictures=has_photos(KIND))
    )


def _to_confirm(activity: Activity, name: str) -> DueItem:
    return DueItem(
        group=DueGroup.MINE,
        title=_("Trả lời việc cùng tổ chức “%(title)s”") % {"title": activity.title},
        url=f"{address_of('activity', activity.pk)}#cac-ben",
        verb=_("Xem, xác nhận"),
        deadline=None,
        fact=_("%(home)s ghi %(name)s là một bên.") % {"home": activity.home.name, "name": name},
        context=name,
        agency=activity.agency_id,
        icon="users-group",
    )


def _of_planned(activity: Activity, today: date) -> DueItem | None:
    last = activity.held_on.latest
    if last is None or last > today + NEAR:
        return None
    page = address_of("activity", activity.pk)
    if last < today:
        return DueItem(
            group=DueGroup.MINE,
            title=_("Ghi kết quả hoạt động “%(title)s”") % {"title": activity.title},
            url=page,
            verb=_("Ghi đã tổ chức"),
            deadline=last,
            fact=_("Ngày dự kiến đã qua: %(when)s.") % {"when": when_of(activity)},
            context=activity.home.name,
            agency=activity.agency_id,
            action_url=address_of("hold_activity", activity.pk),
            icon="leaf",
        )
    return DueItem(
        group=DueGroup.MINE,
        title=_("Chuẩn bị hoạt động “%(title)s”") % {"title": activity.title},
        url=page,
        verb=_("Xem kế hoạch"),
        deadline=last,
        fact=activity.place and _("Nơi tổ chức: %(place)s.") % {"place": activity.place},
        context=activity.home.name,
        agency=activity.agency_id,
        icon="leaf",
    )


class _HeldWords(NamedTuple):
    """What is said of every record that lacks something: a secretary may have hundreds."""

    title: str
    verb: str
    neither: str
    no_output: str
    no_photo: str


def _held_words() -> _HeldWords:
    return _HeldWords(
        title=_("Bổ sung hồ sơ hoạt động “%(title)s”"),
        verb=_("Bổ sung"),
        neither=_("Chưa ghi kết quả và chưa có ảnh."),
        no_output=_("Chưa ghi kết quả."),
        no_photo=_("Chưa có ảnh."),
    )


def _of_held(activity: Activity, words: _HeldWords) -> DueItem | None:
    has_no_photo = not activity.has_no_photos and not getattr(activity, "has_pictures", True)
    has_no_output = not getattr(activity, "has_outputs", True)
    if not has_no_output and not has_no_photo:
        return None
    one = words.no_output if has_no_output else words.no_photo
    fact = words.neither if has_no_output and has_no_photo else one
    page = address_of("activity", activity.pk)
    return DueItem(
        group=DueGroup.MINE,
        title=words.title % {"title": activity.title},
        url=page,
        verb=words.verb,
        deadline=None,
        fact=fact,
        context=activity.home.name,
        agency=activity.agency_id,
        icon="leaf",
    )
