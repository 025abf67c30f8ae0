"""How much the phones of one team may send on one day: a pass that has got about fills neither base nor disk."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.activities.errors import TooMuchError
from thidua.activities.models import FieldDay
from thidua.common.actor import FieldActor

FACTS_A_DAY = 30_000
"""Two hundred phones with a hundred records each are 20,000."""
PHOTOS_A_DAY = 3_000
OCTETS_A_DAY = 1_500_000_000
"""Bytes of photographs; one of 1,600 pixels has some 400,000."""


@transaction.atomic
def count_fact(sender: FieldActor, agency: int, now: datetime) -> None:
    """Within the transaction that keeps a fact. Raises `TooMuchError`, which takes the fact back."""
    day = _day_of(sender, agency, now)
    if not FieldDay.objects.filter(pk=day.pk, facts__lt=FACTS_A_DAY).update(facts=F("facts") + 1):
        raise _too_much()


def require_room(sender: FieldActor, agency: int, size: int, now: datetime) -> None:
    """Before a photograph of `size` bytes is looked into. Raises `TooMuchError`."""
    today = timezone.localtime(now).date()
    day = FieldDay.objects.filter(agency=agency, field_pass=sender.field_pass, day=today).first() or FieldDay()
    if day.photos >= PHOTOS_A_DAY or day.octets + size > OCTETS_A_DAY:
        raise _too_much()


@transaction.atomic
def count_photo(sender: FieldActor, agency: int, size: int, now: datetime) -> None:
    """Within the transaction that keeps a photograph."""
    day = _day_of(sender, agency, now)
    FieldDay.objects.filter(pk=day.pk).update(photos=F("photos") + 1, octets=F("octets") + size)


def _day_of(sender: FieldActor, agency: int, now: datetime) -> FieldDay:
    today = timezone.localtime(now).date()
    return FieldDay.objects.get_or_create(agency_id=agency, field_pass_id=sender.field_pass, day=today)[0]


def _too_much() -> TooMuchError:
    return TooMuchError(
        _("Hôm nay tổ này đã gửi nhiều hơn mức hệ thống nhận trong một ngày."),
        remedy=_("Không mất gì: bản ghi và ảnh nằm trên máy, sang ngày mai tự gửi tiếp."),
    )
