"""The one way to write history."""

from datetime import UTC
from typing import Any

from django.db import models, transaction

from thidua.audit.chain import GENESIS, canonical, next_hash
from thidua.audit.models import INSTALLATION, LONGEST_WHAT, LONGEST_WHO, AuditEntry, ChainHead
from thidua.common import clock, once
from thidua.common.actor import Actor, PersonActor
from thidua.core.vietnam.names import fold

__all__ = ["INSTALLATION", "record"]


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
    head, _created = ChainHead.objects.select_for_update(no_key=True).get_or_create(
        agency_id=agency, defaults={"number": 0, "hash": GENESIS}
    )
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
    entry = AuditEntry.objects.create(
        agency_id=agency,
        number=number,
        at=at,
        user_id=actor.user if isinstance(actor, PersonActor) else None,
        action=action,
        object_kind=kind,
        object_id=thing.pk if thing is not None else None,
        who_key=fold(str(described.get("name", "")))[:LONGEST_WHO],
        what_key=fold(title)[:LONGEST_WHAT],
        payload=payload,
        previous_hash=head.hash,
        hash=digest,
    )
    ChainHead.objects.filter(pk=head.pk).update(number=number, hash=digest)
    return entry
