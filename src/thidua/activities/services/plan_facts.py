"""What a plan says that really happened becomes facts: money that moved at once, stretches when somebody says so.

A row knows the code of its fact. When the row is changed afterwards, a correction is noted; facts stay append-only.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState, FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.points import read_point
from thidua.activities.models import Activity, MoneyLine, PlanRow, PlanZone
from thidua.activities.policies import may_plan
from thidua.activities.queries import corrections_of, standing_with_codes
from thidua.activities.services.activities import lock
from thidua.activities.services.noting import Note, note_fact
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.impact.amounts import Amount
from thidua.core.impact.plain import plain_amount


def body_of(row: PlanRow) -> dict[str, Any] | None:
    """What the row says that happened, as facts write it; None while it says nothing of the kind."""
    if isinstance(row, MoneyLine) and row.real is not None:
        source = " – ".join(part for part in (row.name, row.source) if part)
        return {"flow": row.flow, "amount": str(row.real), "source": source, "slip": row.slip}
    if isinstance(row, PlanZone) and row.metres is not None:
        body: dict[str, Any] = {"name": row.name, "metres": plain_amount(Amount.exactly(row.metres))["best"]}
        point = row.point_text.split(", ") if read_point(row.point_text) is not None else []
        return body | ({"point": point} if point else {})
    return None


def follow_row(actor: Actor, activity: Activity, row: PlanRow, before: dict[str, Any] | None, now: datetime) -> None:
    """Within the transaction in which a row was written, after it: `before` is what it said of what happened.

    Money that moved is noted; of a stretch only what was noted already is corrected. What was taken back at a desk
    stays so until the row says something else.
    """
    if not isinstance(row, MoneyLine | PlanZone):
        return
    body = body_of(row)
    if body == before:
        return
    if isinstance(row, PlanZone) and (row.fact is None or body is None):
        return  # a stretch whose length nobody knows any more was still worked on
    _note(actor, activity, row, body, now)


def forget_row(actor: Actor, activity: Activity, row: PlanRow, now: datetime) -> None:
    """Within the transaction in which a line of money goes: what was noted of it is taken back with it."""
    if isinstance(row, MoneyLine) and row.fact is not None:
        _note(actor, activity, row, None, now)


@transaction.atomic
def note_plan_rows(*, actor: Actor, activity: Activity, kind: type[MoneyLine] | type[PlanZone], now: datetime) -> int:
    """Note what the rows of one kind say that happened and nobody has noted yet; how many that were.

    Raises `ActivityError` while the activity was not held, and where there is nothing to note.
    """
    activity = lock(activity)
    require(may_plan(actor, activity))
    if activity.state != ActivityState.HELD:
        raise ActivityError(_("Ghi hoạt động là đã tổ chức trước, rồi đưa vào kết quả."), code="not_held")
    rows: Iterable[MoneyLine | PlanZone] = kind._default_manager.select_for_update(no_key=True).filter(
        activity=activity, fact=None
    )
    noted = 0
    for row in rows:
        if (body := body_of(row)) is not None:
            _note(actor, activity, row, body, now)
            noted += 1
    if not noted:
        raise ActivityError(_("Không còn dòng nào để đưa vào kết quả."), code="nothing_to_note")
    audit.record(
        actor, "activity.plan_noted", activity, agency=activity.agency_id, after={"kind": kind.__name__, "noted": noted}
    )
    return noted


def _note(
    actor: Actor, activity: Activity, row: MoneyLine | PlanZone, body: dict[str, Any] | None, now: datetime
) -> None:
    standing = None
    if row.fact is not None:
        code = corrections_of(activity.pk).get(str(row.fact), str(row.fact))
        standing = next(iter(standing_with_codes(activity.pk, [UUID(code)])), None)
    if body is None and standing is None:
        return
    kind = FactKind.MONEY if isinstance(row, MoneyLine) else FactKind.ZONE
    earlier: dict[str, Any] = standing.body if standing is not None else {}
    kept = {key: earlier[key] for key in ("is_fixed", "size_limit_mm") if key in earlier}
    told = earlier if body is None else kept | {key: value for key, value in body.items() if value}
    if isinstance(row, MoneyLine) and body is not None and _shares_slip(row):
        told["slip"] = f"{row.slip} ({row.name})"
    supersedes = standing.code if standing is not None else None
    note = Note(kind, told, noted_at=now, supersedes=supersedes, is_void=body is None)
    fact = note_fact(actor=actor, activity=activity, note=note, now=now).fact
    if body is not None:
        row.fact = fact.code
        row.save(update_fields=["fact"])


def _shares_slip(row: MoneyLine) -> bool:
    """Whether a line that was noted before has the same slip: two lines of one invoice are two sums, where figures
    would take two facts with one slip for one.
    """
    others = MoneyLine.objects.filter(activity=row.activity_id, flow=row.flow, fact__isnull=False).exclude(pk=row.pk)
    return bool(row.slip) and any(
        each.casefold() == row.slip.casefold() for each in others.values_list("slip", flat=True)
    )
