"""Reads of plans."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from thidua.activities.enums import PartyState
from thidua.activities.models import (
    Activity,
    ActivityParty,
    ActivityPlan,
    Equipment,
    FieldFact,
    Lesson,
    MoneyLine,
    PlanItem,
    PlanTemplate,
    PlanZone,
    Risk,
)
from thidua.activities.queries.activities import corrections_of, standing_with_codes


def items_of(activity: Activity) -> QuerySet[PlanItem]:
    """The checklist with its owners, in order."""
    return PlanItem.objects.filter(activity=activity).select_related("party")


def equipment_of(activity: Activity) -> QuerySet[Equipment]:
    """What is taken along, with its lenders."""
    return Equipment.objects.filter(activity=activity).select_related("party")


def money_of(activity: Activity) -> QuerySet[MoneyLine]:
    """What comes in, then what goes out."""
    return MoneyLine.objects.filter(activity=activity).order_by("flow", "position", "pk")


def risks_of(activity: Activity) -> QuerySet[Risk]:
    """What may go wrong, with who sees to it."""
    return Risk.objects.filter(activity=activity).select_related("party")


def zones_of(activity: Activity) -> QuerySet[PlanZone]:
    """Where people will work."""
    return PlanZone.objects.filter(activity=activity)


def facts_standing_for(activity: Activity, codes: Iterable[UUID | None]) -> dict[UUID, FieldFact]:
    """Codes that rows of a plan were noted under → the fact that stands for each now; left out where it was taken
    back.
    """
    wanted = [code for code in codes if code is not None]
    if not wanted:
        return {}
    heirs = corrections_of(activity.pk)
    now = {code: UUID(heirs.get(str(code), str(code))) for code in wanted}
    rows = {row.code: row for row in standing_with_codes(activity.pk, now.values())}
    return {code: rows[heir] for code, heir in now.items() if heir in rows}


def plan_of(activity: Activity) -> ActivityPlan:
    """What is said of the plan as a whole; a row of version 0, not stored, while nobody said anything."""
    stored = ActivityPlan.objects.filter(activity=activity).first()
    return stored or ActivityPlan(agency_id=activity.agency_id, activity=activity, version=0)


def parties_to_ask(activity: Activity, also: Iterable[int | None] = ()) -> list[ActivityParty]:
    """Those to whom something can be given: not one that declined, but for those that have it already (`also`)."""
    kept = {pk for pk in also if pk is not None}
    return [each for each in activity.parties.all() if each.state != PartyState.DECLINED or each.pk in kept]


def template_that_learned(agency_id: int, kind: str) -> int | None:
    """The agency's template into which a review of an activity of this kind was taken last."""
    taken = Lesson.objects.filter(activity__agency=agency_id, activity__kind=kind, taken_into__isnull=False)
    return taken.order_by("-pk").values_list("taken_into", flat=True).first()


def templates_of(agency_id: int) -> QuerySet[PlanTemplate]:
    """The templates of an agency with their lines."""
    return PlanTemplate.objects.filter(agency=agency_id).prefetch_related("lines")
