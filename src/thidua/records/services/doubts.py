"""Deciding about doubts: “đúng như đã ghi” by somebody with a reason; a correction closes those that it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Person, Unit
from thidua.records.enums import DoubtAnswerKind
from thidua.records.errors import BookError
from thidua.records.facts.doubts import Doubt, doubts_of
from thidua.records.models import DoubtAnswer, RecordBook
from thidua.records.policies import may_write_book


@transaction.atomic
def say_as_recorded(*, actor: Actor, subject: Person | Unit, key: str, reason: str, now: datetime) -> DoubtAnswer:
    """Say that what looks doubtful is right as it stands. Raises `BookError` (no_doubt, no_reason)."""
    require(may_write_book(actor, subject))
    reason = normalise(reason)[:250]
    if not reason:
        raise BookError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    found = {each.key: each for each in doubts_of(subject, timezone.localtime(now).date())}
    if key not in found:
        raise BookError(_("Điều này không còn cần xem lại. Có thể đã có người xử lý."), code="no_doubt")
    answer = _answer(actor, subject, found[key], DoubtAnswerKind.AS_RECORDED, reason, now)
    told = {"doubt": answer.said, "answer": answer.answer}
    audit.record(actor, "book.doubt_answered", answer, agency=answer.agency_id, after=told, reason=reason)
    return answer


@contextmanager
def closing_doubts(
    actor: Actor, subject: Person | Unit, reason: str, now: datetime, *, removed: bool = False
) -> Iterator[None]:
    """Around a correction, which tells history itself: the doubts that it ended are answered by it, with its reason."""
    today = timezone.localtime(now).date()
    before = {each.key: each for each in doubts_of(subject, today)}
    yield
    if not before:
        return
    left = {each.key for each in doubts_of(subject, today)}
    kind = DoubtAnswerKind.REMOVED if removed else DoubtAnswerKind.CORRECTED
    for key, doubt in before.items():
        if key not in left:
            _answer(actor, subject, doubt, kind, reason, now)


def _answer(
    actor: Actor, subject: Person | Unit, doubt: Doubt, kind: DoubtAnswerKind, reason: str, now: datetime
) -> DoubtAnswer:
    book = RecordBook.objects.filter(**{"person" if isinstance(subject, Person) else "unit": subject}).first()
    answer, _made = DoubtAnswer.objects.update_or_create(
        agency_id=subject.agency_id,
        key=doubt.key,
        defaults={
            "book": book,
            "kind": doubt.kind.value,
            "said": doubt.said[:500],
            "answer": kind,
            "reason": reason,
            "answered_by": actor.name if isinstance(actor, PersonActor) else "",
            "answered_at": now,
        },
    )
    return answer
