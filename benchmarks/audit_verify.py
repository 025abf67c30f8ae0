"""Recomputing a million entries of history, beside the bare hashing of the same payloads."""

from datetime import UTC, datetime

from benchmarks.figures import Figure, at_most, seconds
from benchmarks.installation import installation

ENTRIES = 1_000_000
LIMIT_SECONDS = 60


def measure() -> list[Figure]:
    """Seconds to verify, and how many times the bare hashing that is."""
    with installation():
        from thidua.audit.chain import next_hash
        from thidua.audit.models import AuditEntry
        from thidua.audit.verification import verify_history

        fill(ENTRIES)
        took = seconds(lambda: _must_hold(verify_history()))
        payloads = list(AuditEntry.objects.values_list("payload", flat=True)[:100_000])
        bare = seconds(lambda: [next_hash("0" * 64, payload) for payload in payloads]) * ENTRIES / len(payloads)
    return [
        at_most("audit verify, 1 million entries", took, "s", LIMIT_SECONDS, f"bare hashing {bare:.1f} s"),
    ]


def fill(count: int) -> None:
    """Write a chain of `count` entries like those that services write."""
    from thidua.audit.chain import GENESIS, canonical, next_hash
    from thidua.audit.models import AuditEntry, ChainHead
    from thidua.audit.services import search_keys

    head = GENESIS
    actor = {"kind": "person", "user": 7, "person": 9, "name": "Nguyễn Thị Cúc"}
    title = "Tỷ lệ hồ sơ giải quyết đúng hạn"
    who_key, what_key = search_keys(actor, title)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for number in range(1, count + 1):
        payload = canonical(
            {
                "chain": 1,
                "number": number,
                "at": at.isoformat(timespec="microseconds"),
                "actor": actor,
                "action": "target.result_recorded",
                "object": {"kind": "campaigns.target", "id": number, "title": title},
                "before": {"value": None},
                "after": {"value": "96.5"},
                "reason": "",
            }
        )
        digest = next_hash(head, payload)
        rows.append(
            AuditEntry(
                agency_id=1,
                number=number,
                at=at,
                user_id=7,
                action="target.result_recorded",
                object_kind="campaigns.target",
                object_id=number,
                who_key=who_key,
                what_key=what_key,
                payload=payload,
                previous_hash=head,
                hash=digest,
            )
        )
        head = digest
        if len(rows) == 5000:
            AuditEntry.objects.bulk_create(rows)
            rows = []
    AuditEntry.objects.bulk_create(rows)
    ChainHead.objects.create(agency_id=1, number=count, hash=head)


def _must_hold(result: object) -> None:
    if not result.holds:  # type: ignore[attr-defined]
        raise AssertionError(result)
