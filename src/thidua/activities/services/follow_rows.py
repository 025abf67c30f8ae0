"""How a row of what follows an activity is written, with its entry. Whoever calls has locked the activity, asked the
policy and opened the transaction.
"""

from typing import TypeVar

from thidua.activities.models import Activity, PlanRow
from thidua.activities.services.plan_rows import facts_of_row, rows_beside, stored_row
from thidua.activities.services.plan_words import RowWords
from thidua.activities.services.rows import next_position, rewriting
from thidua.audit import services as audit
from thidua.common.actor import Actor

Row = TypeVar("Row", bound=PlanRow)


def put_new(actor: Actor, activity: Activity, row: Row, words: RowWords[Row]) -> Row:
    """Write a new row."""
    row.agency_id, row.activity = activity.agency_id, activity
    row.position = next_position(rows_beside(row))
    words.put_on(row)
    row.save()
    after = facts_of_row(row)
    audit.record(actor, f"activity.{words.stem}_added", activity, agency=activity.agency_id, after=after)
    return row


def put_again(actor: Actor, activity: Activity, row: Row, version: int, words: RowWords[Row]) -> Row:
    """Write a row that is there; the second of two writers is asked."""
    stored = stored_row(row)
    stored.activity = activity
    with rewriting(actor, f"activity.{words.stem}_changed", activity, stored, version, facts_of_row):
        words.put_on(stored)
    return stored


def take_out(actor: Actor, activity: Activity, row: PlanRow, stem: str) -> None:
    """Take a row out; one that is gone already is left alone."""
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        return
    before = facts_of_row(stored)
    stored.delete()
    audit.record(actor, f"activity.{stem}_removed", activity, agency=activity.agency_id, before=before)
