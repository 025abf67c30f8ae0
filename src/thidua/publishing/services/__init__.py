"""Publishing a version of a thing, withdrawing it, leading from it to another thing where it is told."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.errors import PublishingError
from thidua.publishing.facts.seen import seen_of
from thidua.publishing.models import PublishedPicture, PublishedText, Snapshot
from thidua.publishing.policies import may_publish_for, may_withdraw
from thidua.publishing.queries import latest_of
from thidua.publishing.services.copy_words import find_copy, find_no_more
from thidua.publishing.services.pictures import (
    Picture,
    draw_letters,
    let_go,
    mark_of,
    put_on_page,
    stand_all,
    take_file_off,
    take_picture_off,
)
from thidua.publishing.services.texts import Text, let_texts_go, mark_of_text, put_texts_on_page, take_text_off

__all__ = [
    "Content",
    "Picture",
    "Text",
    "digest_of",
    "lead_elsewhere",
    "publish",
    "take_down",
    "take_file_off",
    "take_picture_off",
    "take_text_off",
    "withdraw",
    "withdraw_of",
]


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot holds. `body`: plain JSON by language; “vi” is there. `pictures` and `texts` stand on its page in
    order. `noted`: what history says of it besides.
    """

    kind: SnapshotKind
    subject: int
    title: str
    body: dict[str, Any]
    happened_on: date | None = None
    pictures: Sequence[Picture] = ()
    texts: Sequence[Text] = ()
    noted: Mapping[str, Any] = field(default_factory=dict)


def digest_of(title: str, body: dict[str, Any]) -> str:
    """SHA-256 of title and body, as 64 hexadecimal digits."""
    text = json.dumps({"title": title, "body": body}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def publish(*, actor: Actor, agency: Agency, content: Content, now: datetime, seen: str | None = None) -> Snapshot:
    """The next version of a thing. What says the same as the version that is shown is that version.

    `seen`: what `seen_of` told whoever chose the content. Raises `PublishingError` where somebody published or withdrew
    the thing since.
    """
    require(may_publish_for(actor, agency))
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # two who publish at once come one after the other
    last = Snapshot.objects.filter(kind=content.kind, subject=content.subject).order_by("-number").first()
    marks = {"pictures": [mark_of(each) for each in content.pictures]} if content.pictures else {}
    marks |= {"texts": [mark_of_text(each) for each in content.texts]} if content.texts else {}
    body = content.body | marks
    digest = digest_of(content.title, body)
    if last is not None and last.digest == digest and last.stands and stand_all(last):
        return last
    if seen is not None and seen != seen_of(last):
        raise PublishingError(
            _("Đồng nghiệp vừa công bố hoặc thôi công bố trang này. Mở lại trang, xem bản hiện nay rồi chọn lại."),
            code="replaced",
        )
    snapshot = Snapshot.objects.create(
        agency=agency,
        kind=content.kind,
        subject=content.subject,
        slug=last.slug if last is not None else draw_letters(),
        number=last.number + 1 if last is not None else 1,
        title=content.title,
        body=body,
        digest=digest,
        happened_on=content.happened_on,
        is_illustrative=agency.is_illustrative,
        published_at=now,
        published_by_name=actor.name if isinstance(actor, PersonActor) else "",
    )
    let_go(PublishedPicture.objects.filter(snapshot__slug=snapshot.slug), now)
    let_texts_go(PublishedText.objects.filter(snapshot__slug=snapshot.slug), now)
    put_on_page(snapshot, content.pictures)
    put_texts_on_page(snapshot, content.texts)
    find_no_more(snapshot.slug)
    find_copy(snapshot)
    after = {"number": snapshot.number, "digest": digest, "pictures": len(content.pictures)}
    after |= {"texts": len(content.texts)} if content.texts else {}
    after |= content.noted
    audit.record(actor, "snapshot.published", snapshot, agency=agency.pk, after=after)
    return snapshot


@transaction.atomic
def withdraw(*, actor: Actor, snapshot: Snapshot, because: str, now: datetime) -> Snapshot:
    """Take a thing out of what the public reads: its address says since when, and shows no version.

    Raises `PublishingError` for a version that is not the last and for what was withdrawn before.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=snapshot.agency_id)
    last = Snapshot.objects.filter(slug=snapshot.slug).order_by("-number").first()
    assert last is not None
    last.agency = agency
    require(may_withdraw(actor, last))
    if last.pk != snapshot.pk:
        raise PublishingError(_("Đã có bản công bố mới hơn. Mở lại trang rồi thôi công bố bản ấy."), code="replaced")
    if last.withdrawn_on is not None:
        raise PublishingError(_("Bản này đã thôi công bố."), code="withdrawn")
    return _take_out(actor, last, because, now)


@transaction.atomic
def withdraw_of(*, actor: Actor, kind: SnapshotKind, subject: int, because: str, now: datetime) -> Snapshot:
    """As `withdraw`, of the thing as it is published now."""
    snapshot = latest_of(kind, subject)
    if snapshot is None:
        raise PublishingError(_("Trang này đang không được công bố."), code="unpublished")
    return withdraw(actor=actor, snapshot=snapshot, because=because, now=now)


def take_down(*, actor: Actor, kind: SnapshotKind, subject: int, because: str, now: datetime) -> Snapshot | None:
    """Within the transaction of whoever has asked whether he may: what is told there is true no longer (an event was
    called off). The page that was taken out, if one stood.
    """
    rows = Snapshot.objects.select_for_update(no_key=True)
    last = rows.filter(kind=kind, subject=subject).order_by("-number").first()
    if last is None or last.withdrawn_on is not None:
        return None
    return _take_out(actor, last, because, now)


def _take_out(actor: Actor, last: Snapshot, because: str, now: datetime) -> Snapshot:
    last.withdrawn_on, last.withdrawn_because = timezone.localtime(now).date(), because
    last.save(update_fields=["withdrawn_on", "withdrawn_because"])
    let_go(PublishedPicture.objects.filter(snapshot__slug=last.slug), now)
    let_texts_go(PublishedText.objects.filter(snapshot__slug=last.slug), now)
    find_no_more(last.slug)
    after = {"number": last.number}
    audit.record(actor, "snapshot.withdrawn", last, agency=last.agency_id, after=after, reason=because)
    return last


@transaction.atomic
def lead_elsewhere(*, actor: Actor, kind: SnapshotKind, subject: int, to: int | None, now: datetime) -> Snapshot | None:
    """Within the transaction of whoever has asked whether he may: the thing is told with another one of its kind from
    now on (`to`), or on its own again. Nothing of it is lost meanwhile; what was never published or was withdrawn
    stays so. The version that was led, if any.
    """
    rows = Snapshot.objects.select_for_update(no_key=True)
    last = rows.filter(kind=kind, subject=subject).order_by("-number").first()
    if last is None or last.withdrawn_on is not None or last.led_to == to:
        return None
    before = {"led_to": last.led_to}
    last.led_to = to
    last.led_since = (last.led_since or timezone.localtime(now).date()) if to is not None else None
    last.save(update_fields=["led_to", "led_since"])
    find_no_more(last.slug)
    if to is None:
        find_copy(last)
    deed = "led_elsewhere" if to is not None else "led_back"
    after = {"number": last.number, "led_to": to}
    audit.record(actor, f"snapshot.{deed}", last, agency=last.agency_id, before=before, after=after)
    return last
