"""Rows of a plan are added, changed and taken out: lines of the checklist, equipment, money, risks, zones."""

from datetime import time
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import QuerySet

from thidua.activities.models import Activity, ActivityParty, ByParty, PlanRow
from thidua.activities.policies import may_plan
from thidua.activities.services.activities import lock
from thidua.activities.services.follow_words import LessonWords, ProgrammeWords, ProposalWords, RevisitWords
from thidua.activities.services.plan_facts import body_of, follow_row, forget_row
from thidua.activities.services.plan_words import (
    EquipmentWords,
    ItemWords,
    MoneyWords,
    RiskWords,
    RowWords,
    ZoneWords,
)
from thidua.activities.services.rows import next_position, rewriting
from thidua.audit import services as audit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.partial_dates import PartialDate

Row = TypeVar("Row", bound=PlanRow)
KINDS: tuple[type[RowWords[Any]], ...] = (
    ItemWords,
    EquipmentWords,
    MoneyWords,
    RiskWords,
    ZoneWords,
    ProgrammeWords,
    ProposalWords,
    LessonWords,
    RevisitWords,
)
STEMS = {kind.model: kind.stem for kind in KINDS}
"""How history names a kind of row."""


@transaction.atomic
def add_to_plan(*, actor: Actor, activity: Activity, words: RowWords[Row]) -> Row:
    """Write one more row into the plan. Raises `ActivityError` for what cannot be."""
    activity = lock(activity)
    require(may_plan(actor, activity))
    row = cast("Row", words.model(agency_id=activity.agency_id, activity=activity))
    row.position = next_position(rows_beside(row))
    words.put_on(row)
    row.save()
    audit.record(actor, f"activity.{words.stem}_added", activity, agency=activity.agency_id, after=facts_of_row(row))
    follow_row(actor, activity, row, None, clock.now())
    return row


@transaction.atomic
def change_in_plan(*, actor: Actor, row: Row, version: int, words: RowWords[Row]) -> Row:
    """Change a row; the second of two writers is asked."""
    activity = lock(row.activity)
    require(may_plan(actor, activity))
    row = stored_row(row)
    happened = body_of(row)
    with rewriting(actor, f"activity.{words.stem}_changed", activity, row, version, facts_of_row):
        words.put_on(row)
    follow_row(actor, activity, row, happened, clock.now())
    return row


@transaction.atomic
def remove_from_plan(*, actor: Actor, row: PlanRow) -> None:
    """Take a row out of the plan; history keeps what it said."""
    activity = lock(row.activity)
    require(may_plan(actor, activity))
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        return
    before = facts_of_row(stored)
    forget_row(actor, activity, stored, clock.now())
    stored.delete()
    stem = STEMS[type(row)]
    audit.record(actor, f"activity.{stem}_removed", activity, agency=activity.agency_id, before=before)


def stored_row(row: Row) -> Row:
    """The row as it is now, held until the end of the transaction; the caller has locked the activity."""
    stored = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    stored.activity = row.activity
    return stored


def rows_beside(row: PlanRow) -> QuerySet[Any]:
    """All of its kind in the same activity."""
    return type(row)._default_manager.filter(activity=row.activity_id)


def facts_of_row(row: PlanRow) -> dict[str, Any]:
    """What history keeps; a party by its name, an hour and a day of which only a part is known as text."""
    return {name: _told(getattr(row, name)) for name in row.TOLD}


def _told(value: Any) -> Any:
    if isinstance(value, ActivityParty):
        return value.name
    if isinstance(value, PartialDate):
        return value.code
    return value.isoformat("minutes") if isinstance(value, time) else value


def keep_name_of(party: ActivityParty) -> None:
    """Before a party goes, write its name where rows point at it, so that nobody has to guess whose they were."""
    for kind in STEMS:
        if issubclass(kind, ByParty):
            for row in kind._default_manager.filter(party=party).select_related("party"):
                row.party_words, row.party = row.who[:300], None
                row.version += 1
                row.save(update_fields=["party", "party_words", "version"])
