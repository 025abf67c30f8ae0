"""The one way to write history."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models, transaction

from thidua.audit.chain import GENESIS, canonical, next_hash
from thidua.audit.models import INSTALLATION, LONGEST_WHAT, LONGEST_WHO, REFUSED, AuditEntry, ChainHead
from thidua.common import clock, once
from thidua.common.actor import Actor, PersonActor, SeatActor
from thidua.common.refusals import RefusedTry
from thidua.core.vietnam.names import fold

__all__ = ["INSTALLATION", "record"]

SAID_AGAIN = timedelta(hours=1)
"""The same try of the same actor for the same reason is kept once within this time."""
MOST_REFUSALS = 100
"""So many refused tries of one actor are kept within a day: enough to see him, too few to bury others."""


def record(
    actor: Actor,
    action: str,
    thing: models.Model | None,
    *,
    agency: int,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Write the entry of one service call, inside the service's own transaction.

    `agency` is the chain (0 for the installation). `before` and `after` hold what changed, as plain JSON values.
    Raises when called outside a transaction: a change and its record are one. Raises `once.AlreadySentError` when
    the form behind the change was carried out before.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry is written in the transaction of the change it records.")
    once.claim()
    head = _lock_head(agency)
    number = head.number + 1
    at = clock.now().astimezone(UTC)
    kind = thing._meta.label_lower if thing is not None else ""
    described = actor.describe()
    title = str(thing or "")
    payload = canonical(
        {
            "chain": agency,
            "number": number,
            "at": at.isoformat(timespec="microseconds"),
            "actor": described,
            "action": action,
            "object": {"kind": kind, "id": thing.pk if thing is not None else None, "title": title},
            "before": before,
            "after": after,
            "reason": reason,
        }
    )
    digest = next_hash(head.hash, payload)
    who_key, what_key = search_keys(described, title)
    entry = AuditEntry.objects.create(
        agency_id=agency,
        number=number,
        at=at,
        user_id=actor.user if isinstance(actor, PersonActor) else None,
        action=action,
        object_kind=kind,
        object_id=thing.pk if thing is not None else None,
        who_key=who_key,
        what_key=what_key,
        payload=payload,
        previous_hash=head.hash,
        hash=digest,
    )
    ChainHead.objects.filter(pk=head.pk).update(number=number, hash=digest)
    return entry


def search_keys(actor: dict[str, Any], title: str) -> tuple[str, str]:
    """`who_key` and `what_key` of an entry: the actor as described in it and the title of its thing, folded."""
    return fold(str(actor.get("name", "")))[:LONGEST_WHO], fold(title)[:LONGEST_WHAT]


def keep_refusal(*, actor: Actor, refused: RefusedTry) -> AuditEntry | None:
    """Write down what somebody tried in vain: once an hour, and so many a day. None when it is kept already.

    A try at what belongs to no agency goes into the chain of the installation.
    """
    agency = getattr(refused.thing, "agency_id", INSTALLATION)
    if _is_kept(actor, refused):
        return None
    with transaction.atomic(), once.carrying_out(None):  # nothing was carried out: the same press may come again
        _lock_head(agency)
        if _is_kept(actor, refused):
            return None
        return record(
            actor,
            f"{refused.area}.{refused.deed}_refused",
            refused.thing,
            agency=agency,
            after={"sent": refused.was_sent},
            reason=refused.reason,
        )


def _is_kept(actor: Actor, refused: RefusedTry) -> bool:
    """Whether history says so already, or enough of this actor."""
    now = clock.now()
    kept = list(_refusals_of(actor, now - timedelta(days=1)).order_by("-pk")[:MOST_REFUSALS])
    return len(kept) >= MOST_REFUSALS or any(_says(entry, refused, now - SAID_AGAIN) for entry in kept)


def _refusals_of(actor: Actor, since: datetime) -> models.QuerySet[AuditEntry]:
    return _by_actor(AuditEntry.objects.filter(at__gte=since, action__endswith=REFUSED), actor)


def times_of(actor: Actor, action: str, thing: models.Model, after: dict[str, Any]) -> int:
    """How often history says that this account, or this phone from the door, did just this to this one thing."""
    rows = AuditEntry.objects.filter(object_kind=thing._meta.label_lower, object_id=thing.pk, action=action)
    rows = rows.filter(payload__contains=f'"after":{canonical(after)}')
    return _by_actor(rows, actor).count()


def _by_actor(entries: models.QuerySet[AuditEntry], actor: Actor) -> models.QuerySet[AuditEntry]:
    if isinstance(actor, SeatActor):
        return entries.filter(user_id=None, payload__contains=f'"door_code":{actor.door_code},')
    return entries.filter(user_id=actor.user if isinstance(actor, PersonActor) else None)


def _says(entry: AuditEntry, refused: RefusedTry, since: datetime) -> bool:
    thing = refused.thing
    act = (f"{refused.area}.{refused.deed}{REFUSED}", thing._meta.label_lower if thing else "", thing and thing.pk)
    if entry.at < since or (entry.action, entry.object_kind, entry.object_id) != act:
        return False
    said = json.loads(entry.payload)
    return (said["reason"], said["after"]) == (refused.reason, {"sent": refused.was_sent})


def _lock_head(agency: int) -> ChainHead:
    """The end of the chain, held until the transaction ends."""
    head, _created = ChainHead.objects.select_for_update(no_key=True).get_or_create(
        agency_id=agency, defaults={"number": 0, "hash": GENESIS}
    )
    return head
