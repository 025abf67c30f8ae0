"""Somebody looks again: planned, moved, taken out; the visit gets a record of its own, measured as the first time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState, FactKind, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.plans import day_of
from thidua.activities.models import Activity, ActivityParty, FieldFact, Revisit
from thidua.activities.policies import may_change_revisit, may_hold_revisit, may_plan_revisit
from thidua.activities.queries import is_name_on_record, standing_facts
from thidua.activities.services.activities import lock
from thidua.activities.services.follow_rows import put_again, put_new, take_out
from thidua.activities.services.follow_words import RevisitWords
from thidua.activities.services.noting import Note, note_fact
from thidua.activities.services.parties import add_party
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.partial_dates import PartialDate

LONGEST_TITLE = 300


@transaction.atomic
def plan_revisit(*, actor: Actor, activity: Activity, words: RevisitWords) -> Revisit:
    """Say when somebody looks again. Raises `ActivityError` for a day before the activity, or one that is planned."""
    activity = lock(activity)
    require(may_plan_revisit(actor, activity))
    return put_new(actor, activity, Revisit(), words)


@transaction.atomic
def change_revisit(*, actor: Actor, revisit: Revisit, version: int, words: RevisitWords) -> Revisit:
    """Another day, somebody else."""
    activity = lock(revisit.activity)
    revisit = _stored(revisit, activity)
    require(may_change_revisit(actor, revisit))
    return put_again(actor, activity, revisit, version, words)


@transaction.atomic
def remove_revisit(*, actor: Actor, revisit: Revisit) -> None:
    """Take it out."""
    activity = lock(revisit.activity)
    revisit = _stored(revisit, activity)
    require(may_change_revisit(actor, revisit))
    take_out(actor, activity, revisit, RevisitWords.stem)


@transaction.atomic
def hold_revisit(*, actor: Actor, revisit: Revisit, held_on: PartialDate, now: datetime) -> Activity:
    """Open the record of the visit, with the fixed stretches of the first time: what is counted on them can be
    compared. The record is no part of the first one and counts for no year.

    Raises `ActivityError` for a day that is unknown, to come, or before the activity.
    """
    first = lock(revisit.activity)
    revisit = _stored(revisit, first)
    require(may_hold_revisit(actor, revisit))
    day = held_on.earliest if held_on.earliest == held_on.latest else None
    if day is None or day > timezone.localdate(now):
        raise ActivityError(_("Ghi đúng ngày đã trở lại, không sau hôm nay."), code="no_day", field="held_on")
    before = day_of(first)
    if before is not None and day < before:
        raise ActivityError(_("Ngày trở lại không trước ngày tổ chức."), code="before_the_activity", field="held_on")
    made = Activity(
        agency_id=first.agency_id,
        bloc=first.bloc,
        unit=first.unit,
        kind=first.kind,
        title=(_("Trở lại: %(title)s") % {"title": first.title})[:LONGEST_TITLE],
        state=ActivityState.HELD,
        held_on=held_on,
        place=first.place,
        waste_scheme=first.waste_scheme,
        has_no_photos=True,
        recorded_at=now,
    )
    made.save()
    revisit.made = made
    revisit.version += 1
    revisit.save()
    after = {"title": made.title, "held_on": held_on.code}
    audit.record(actor, "activity.revisit_held", first, agency=first.agency_id, after=after)
    audit.record(
        actor, "activity.recorded", made, agency=made.agency_id, after=after | {"kind": made.kind, "state": made.state}
    )
    add_party(actor=actor, activity=made, role=PartyRole.ORGANISER, party=made.home, now=now)
    _bring_party(actor, revisit.party, made, now)
    for stretch in _fixed_stretches(first):
        note_fact(actor=actor, activity=made, note=Note(FactKind.ZONE, stretch.body), now=now)
    return made


def _bring_party(actor: Actor, party: ActivityParty | None, made: Activity, now: datetime) -> None:
    """Whoever was to go is named as one that takes part; it says itself whether it did."""
    if party is None or party.on_record == made.home:
        return
    if party.on_record is not None:
        add_party(actor=actor, activity=made, role=PartyRole.PARTNER, party=party.on_record, now=now)
    elif not is_name_on_record(made.agency_id, party.name):  # else it has come on record since: it is chosen there
        add_party(actor=actor, activity=made, role=PartyRole.PARTNER, name=party.name, now=now)


def _fixed_stretches(activity: Activity) -> list[FieldFact]:
    rows = standing_facts(activity.pk).filter(kind=FactKind.ZONE).order_by("pk")
    return [row for row in rows if row.body.get("is_fixed") == "yes"]


def _stored(revisit: Revisit, activity: Activity) -> Revisit:
    rows = Revisit.objects.select_for_update(of=("self",), no_key=True)
    stored = rows.select_related("party__bloc", "party__unit", "party__partner_agency").get(pk=revisit.pk)
    stored.activity = activity
    return stored
