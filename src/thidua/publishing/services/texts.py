"""Texts of public pages that may be taken back: the words go at once, the row stays."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.publishing.enums import SnapshotKind, TextRole
from thidua.publishing.models import PublishedText, Snapshot
from thidua.publishing.services.copy_words import find_copy


@dataclass(frozen=True, slots=True)
class Text:
    """A text for a public page, and the row of the owning app that it comes from."""

    source: int
    role: TextRole
    text: str


def mark_of_text(text: Text) -> str:
    """SHA-256 of a text: the body of a version holds this and not the words, which may have to go."""
    told = [text.source, text.role, text.text]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def put_texts_on_page(snapshot: Snapshot, texts: Sequence[Text]) -> None:
    """Write the texts of a new version."""
    PublishedText.objects.bulk_create(
        PublishedText(
            agency_id=snapshot.agency_id,
            snapshot=snapshot,
            source=each.source,
            position=position,
            role=each.role,
            text=each.text,
        )
        for position, each in enumerate(texts)
    )


def let_texts_go(texts: QuerySet[PublishedText], now: datetime) -> list[int]:
    """Within the transaction: the words of those that stand are gone. Which they were."""
    rows = list(texts.filter(gone_at__isnull=True).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        row.gone_at, row.text = now, ""
    PublishedText.objects.bulk_update(rows, ["gone_at", "text"])
    return [row.pk for row in rows]


def take_text_off(actor: Actor, kind: SnapshotKind, subject: int, source: int, now: datetime) -> int:
    """Within the transaction of whoever has asked whether he may: take what came from one row off the page of a thing.
    How many there were.
    """
    rows = PublishedText.objects.filter(snapshot__kind=kind, snapshot__subject=subject, source=source)
    gone = let_texts_go(rows, now)
    for text in PublishedText.objects.filter(pk__in=gone).select_related("snapshot"):
        snapshot = text.snapshot
        if snapshot.stands:
            find_copy(snapshot)
        after = {"number": snapshot.number, "texts": 1}
        audit.record(actor, "snapshot.text_taken_off", snapshot, agency=snapshot.agency_id, after=after)
    return len(gone)
