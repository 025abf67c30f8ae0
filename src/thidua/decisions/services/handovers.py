"""Begin a handover, keep its list, let both sides sign, close it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor, PersonActor, person_of
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import HandoverState, ItemKind, ItemState, Side
from thidua.decisions.errors import HandoverRuleError
from thidua.decisions.facts.handover_text import digest_of, handover_text
from thidua.decisions.models import Handover, HandoverItem, HandoverSignature
from thidua.decisions.policies.handovers import (
    may_change_parties,
    may_close_handover,
    may_edit_handover,
    may_run_handover,
    may_sign_handover,
    may_start_handover,
)
from thidua.decisions.queries.handovers import handover_record, open_tasks_of
from thidua.decisions.queries.recognitions import decision_of
from thidua.decisions.services.steps import credit_handover
from thidua.meetings.policies.people import user_of
from thidua.meetings.services.shared import clean_line, clean_text, local_day, lock, next_position
from thidua.organisations.models import Person, Unit

UNKNOWN_DAY = PartialDate()
USUAL_ITEMS = (
    (ItemKind.PAPERS, "Hồ sơ, sổ sách thi đua của năm"),
    (ItemKind.PAPERS, "Quy chế, bảng tiêu chí và các văn bản của Khối"),
    (ItemKind.SEAL, "Con dấu của Khối"),
    (ItemKind.MONEY, "Kinh phí hoạt động chung"),
    (ItemKind.ACCOUNTS, "Tài khoản và quyền thư ký khối trên hệ thống"),
)
"""What is asked about in every handover; what there is not is recorded as “không có”."""


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """Who hands over to whom, when and where, as far as it is known."""

    giver: Unit
    receiver: Unit
    giver_representative: Person | None = None
    receiver_representative: Person | None = None
    held_on: PartialDate = UNKNOWN_DAY
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One thing on the list. `amount` in đồng; None: not counted."""

    kind: ItemKind
    title: str
    amount: int | None = None
    state: ItemState = ItemState.PENDING
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemMark:
    """What became of an item, with the version of it on the writer's page."""

    item: int
    version: int
    state: ItemState
    note: str = ""


@transaction.atomic
def start_handover(*, actor: Actor, cycle: Cycle, facts: HandoverFacts, now: datetime) -> Handover:
    """Begin the handover of a year with the usual items and every open task. Asked twice, it is one."""
    cycle = lock(cycle)
    require(may_start_handover(actor, cycle))
    existing = Handover.objects.filter(cycle=cycle).first()
    if existing is not None:
        return existing
    handover = Handover(agency_id=cycle.agency_id, bloc_id=cycle.bloc_id, cycle=cycle)
    handover.decision = decision_of(cycle.bloc_id, cycle.year + 1)
    _write(handover, facts, now)
    handover.save()
    listed: list[tuple[ItemKind, str, Task | None]] = [(kind, title, None) for kind, title in USUAL_ITEMS]
    listed += [(ItemKind.TASKS, str(task)[:500], task) for task in open_tasks_of(cycle)]
    HandoverItem.objects.bulk_create(
        HandoverItem(
            agency_id=handover.agency_id, handover=handover, position=position, kind=kind, title=title, task=task
        )
        for position, (kind, title, task) in enumerate(listed, start=1)
    )
    after = {**_told(handover), "items": [title for _kind, title, _task in listed]}
    record(actor, "handover.started", handover, agency=handover.agency_id, after=after)
    return handover


@transaction.atomic
def edit_handover(*, actor: Actor, handover: Handover, facts: HandoverFacts, version: int, now: datetime) -> Handover:
    """Change who, when and where. Signatures that were there fall. Raises `StaleVersionError`."""
    handover = _lock(handover)
    require(may_change_parties(actor, handover))
    require_version(handover, version)
    before = _told(handover)
    _write(handover, facts, now)
    handover.save()
    fallen = _drop_signatures(handover)
    after = _told(handover) | fallen
    record(actor, "handover.edited", handover, agency=handover.agency_id, before=before, after=after)
    return handover


@transaction.atomic
def add_item(*, actor: Actor, handover: Handover, facts: ItemFacts) -> HandoverItem:
    """Put a thing at the end of the list. The same sent twice stands once."""
    handover = _lock(handover)
    require(may_edit_handover(actor, handover))
    item = HandoverItem(agency_id=handover.agency_id, handover=handover)
    _write_item(item, facts)
    same = HandoverItem.objects.filter(handover=handover, kind=item.kind, title=item.title).first()
    if same is not None:
        return same
    item.position = next_position(HandoverItem, handover=handover)
    item.save()
    after = _told_item(item) | _drop_signatures(handover)
    record(actor, "handover_item.added", item, agency=item.agency_id, after=after)
    return item


@transaction.atomic
def edit_item(*, actor: Actor, item: HandoverItem, facts: ItemFacts, version: int) -> HandoverItem:
    """Change a thing on the list. Signatures that were there fall. Raises `StaleVersionError`."""
    item = _lock_item(item)
    require(may_edit_handover(actor, item.handover))
    require_version(item, version)
    before = _told_item(item)
    _write_item(item, facts)
    item.save()
    after = _told_item(item) | _drop_signatures(item.handover)
    record(actor, "handover_item.edited", item, agency=item.agency_id, before=before, after=after)
    return item


@transaction.atomic
def remove_item(*, actor: Actor, item: HandoverItem) -> None:
    """Take a thing off the list; the history keeps it. A second time nothing happens."""
    handover = _lock(item.handover)
    require(may_edit_handover(actor, handover))
    row = HandoverItem.objects.select_for_update(no_key=True).filter(pk=item.pk).first()
    if row is None:
        return
    after = _drop_signatures(handover) or None
    record(actor, "handover_item.removed", row, agency=row.agency_id, before=_told_item(row), after=after)
    row.delete()


@transaction.atomic
def settle_items(*, actor: Actor, handover: Handover, marks: Iterable[ItemMark]) -> int:
    """Write down what became of each thing, a whole page at once; how many changed.

    One that somebody else changed meanwhile to something else raises `StaleVersionError`; then nothing is written.
    """
    handover = _lock(handover)
    require(may_edit_handover(actor, handover))
    items = {
        item.pk: item
        for item in HandoverItem.objects.select_for_update(no_key=True).filter(handover=handover).order_by("pk")
    }
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    changed: list[HandoverItem] = []
    for mark in marks:
        item = items.get(mark.item)
        if item is None:
            raise HandoverRuleError(_("Một mục vừa bị bỏ khỏi danh mục. Tải lại trang rồi ghi tiếp."))
        note = clean_line(mark.note)
        if (item.state, item.note) == (mark.state, note):
            continue
        require_version(item, mark.version)
        before[str(item.pk)] = _told_item(item)
        item.state, item.note = mark.state, note
        _check_item(item)
        after[str(item.pk)] = _told_item(item)
        changed.append(item)
    if changed:
        HandoverItem.objects.bulk_update(changed, ["state", "note", "version"])
        after |= _drop_signatures(handover)
        record(actor, "handover.settled", handover, agency=handover.agency_id, before=before, after=after)
    return len(changed)


@transaction.atomic
def sign_handover(*, actor: Actor, handover: Handover, side: Side, digest: str, now: datetime) -> HandoverSignature:
    """Sign for one side what the signer has read (`digest` of the list on his page). The second signature freezes it.

    Pressing twice signs once. Raises `HandoverRuleError` when the list changed since it was read.
    """
    handover = _lock(handover)
    mine = handover.signatures.filter(side=side).first()
    if mine is not None and mine.user_id is not None and mine.user_id == user_of(actor):
        return mine
    require(may_sign_handover(actor, (handover, side)))
    text, now_says = current_text(handover)
    if digest != now_says:
        raise HandoverRuleError(_("Danh mục vừa thay đổi. Đọc lại rồi ký."), remedy=_("Tải lại trang bàn giao."))
    unit = handover.giver if side == Side.GIVER else handover.receiver
    signature = HandoverSignature.objects.create(
        agency_id=handover.agency_id,
        handover=handover,
        side=side,
        unit=unit,
        person_id=person_of(actor),
        user_id=user_of(actor),
        words=f"{actor.name}, {unit.name}"[:250] if isinstance(actor, PersonActor) else unit.name,
        signed_at=now,
        digest=now_says,
    )
    both = handover.signatures.count() == len(Side)
    if both:
        handover.state = HandoverState.SIGNED
        handover.text, handover.digest = text, now_says
    handover.version += 1
    handover.save()
    after = {"side": str(side), "unit": unit.pk, "digest": now_says, "both": both}
    record(actor, "handover.signed", handover, agency=handover.agency_id, after=after)
    return signature


@transaction.atomic
def close_handover(*, actor: Actor, handover: Handover, now: datetime) -> Handover:
    """Record that the handover is over: the step of the year is satisfied by it. Pressing twice closes once."""
    handover = _lock(handover)
    if handover.state == HandoverState.CLOSED:
        require(may_run_handover(actor, handover))
        return handover
    require(may_close_handover(actor, handover))
    handover.state = HandoverState.CLOSED
    handover.closed_at = now
    handover.closed_by = actor.name if isinstance(actor, PersonActor) else ""
    handover.version += 1
    handover.save()
    record(actor, "handover.closed", handover, agency=handover.agency_id, after={"digest": handover.digest})
    credit_handover(actor=actor, handover=handover, now=now)
    return handover


def current_text(handover: Handover) -> tuple[str, str]:
    """What would be signed now, and its SHA-256."""
    whole = handover_record(handover.pk)
    text = handover_text(whole.handover, whole.items)
    return text, digest_of(text)


def _lock(handover: Handover) -> Handover:
    cycle = lock(handover.cycle)
    handover = lock(handover)
    handover.cycle = cycle
    return handover


def _lock_item(item: HandoverItem) -> HandoverItem:
    handover = _lock(item.handover)
    item = lock(item)
    item.handover = handover
    return item


def _write(handover: Handover, facts: HandoverFacts, now: datetime) -> None:
    if facts.giver == facts.receiver:
        raise HandoverRuleError(
            _("%(unit)s tiếp tục làm Khối trưởng nên không cần bàn giao.") % {"unit": facts.giver},
            field="receiver",
            remedy=_("Ghi bước Bàn giao là không tổ chức riêng, kèm lý do này."),
        )
    for unit, person, field in (
        (facts.giver, facts.giver_representative, "giver_representative"),
        (facts.receiver, facts.receiver_representative, "receiver_representative"),
    ):
        if person is not None and not person.memberships.filter(unit=unit).exists():
            raise HandoverRuleError(
                _("%(person)s không thuộc %(unit)s.") % {"person": person, "unit": unit}, field=field
            )
    first = facts.held_on.earliest
    if first is not None and first > local_day(now):
        raise HandoverRuleError(_("Ngày bàn giao ở sau hôm nay."), field="held_on")
    handover.giver, handover.giver_representative = facts.giver, facts.giver_representative
    handover.receiver, handover.receiver_representative = facts.receiver, facts.receiver_representative
    handover.held_on = facts.held_on
    handover.place = clean_line(facts.place)
    handover.note = clean_text(facts.note)
    check_lengths(handover)


def _write_item(item: HandoverItem, facts: ItemFacts) -> None:
    title = clean_line(facts.title)
    if not title:
        raise HandoverRuleError(_("Anh/chị chưa nhập nội dung bàn giao."), field="title")
    if facts.amount is not None and facts.kind != ItemKind.MONEY:
        raise HandoverRuleError(_("Chỉ mục kinh phí mới ghi số tiền."), field="amount")
    item.kind, item.title, item.amount = facts.kind, title, facts.amount
    item.state, item.note = facts.state, clean_line(facts.note)
    _check_item(item)


def _check_item(item: HandoverItem) -> None:
    if item.state == ItemState.MISSING and not item.note:
        raise HandoverRuleError(
            _("“%(title)s” ghi là thiếu thì cần ghi rõ thiếu gì.") % {"title": item.title}, field="note"
        )
    check_lengths(item)


def _drop_signatures(handover: Handover) -> dict[str, Any]:
    """A changed list is another list: whoever signed it has to sign again."""
    signed = list(handover.signatures.all())
    if not signed:
        return {}
    handover.signatures.all().delete()
    return {"signatures_fallen": [signature.words for signature in signed]}


def _told(handover: Handover) -> dict[str, Any]:
    return {
        "giver": handover.giver_id,
        "receiver": handover.receiver_id,
        "held_on": handover.held_on.code,
        "place": handover.place,
        "note": handover.note,
    }


def _told_item(item: HandoverItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "title": item.title,
        "amount": item.amount,
        "state": item.state,
        "note": item.note,
    }
