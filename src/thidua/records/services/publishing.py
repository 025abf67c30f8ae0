"""What the public reads of awards that units received."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.organisations.models import Agency
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models import PublishedAward
from thidua.publishing.services import honours
from thidua.publishing.services.honours import AwardContent
from thidua.records.errors import AwardError
from thidua.records.models import UnitAward
from thidua.records.policies import may_publish_award


def content_of(award: UnitAward, *, with_name: bool = True, achievement: str = "") -> AwardContent:
    """What may be read of an award of a unit that is known."""
    return AwardContent(
        source=award.pk,
        kind=HonouredKind(award.recipient_kind),
        unit=award.unit.name if award.unit is not None else "",
        title=award.name,
        year=award.year,
        name=award.recipient,
        is_named=with_name,
        achievement=achievement,
        decided_on=award.decided_on,
    )


@transaction.atomic
def publish_award(
    *, actor: Actor, award: UnitAward, with_name: bool, achievement: str, now: datetime
) -> PublishedAward:
    """Let the public read of one award."""
    (award,) = _locked([award])
    require(may_publish_award(actor, award))
    content = content_of(award, with_name=with_name, achievement=achievement)
    return honours.publish_awards(actor=actor, agency=award.agency, awards=[content], now=now)[0]


@transaction.atomic
def publish_many(*, actor: Actor, awards: Sequence[UnitAward], now: datetime) -> int:
    """Let the public read of many awards. How many there are."""
    by_agency: dict[Agency, list[AwardContent]] = {}
    for award in _locked(awards):
        require(may_publish_award(actor, award))
        by_agency.setdefault(award.agency, []).append(content_of(award))
    for agency in sorted(by_agency, key=lambda each: each.pk):
        honours.publish_awards(actor=actor, agency=agency, awards=by_agency[agency], now=now)
    return len(awards)


def _locked(awards: Sequence[UnitAward]) -> list[UnitAward]:
    """As they stand now, in order: none is corrected or taken out until the public reads what it says. Raises
    `AwardError` where one is gone.
    """
    ids = {each.pk for each in awards}
    rows = UnitAward.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "unit")
    found = list(rows.filter(pk__in=ids).order_by("pk"))
    if len(found) < len(ids):
        raise AwardError(_("Có khen thưởng vừa bị bỏ khỏi sổ. Xem lại rồi công bố."), code="gone")
    return found


@transaction.atomic
def withdraw_award(*, actor: Actor, award: UnitAward, because: str, now: datetime) -> PublishedAward:
    """The public reads of the award no more."""
    require(may_publish_award(actor, award))
    return honours.withdraw_award(actor=actor, agency=award.agency, source=award.pk, because=because, now=now)


def take_back_unless_true(award: UnitAward, now: datetime, *, is_removed: bool = False) -> bool:
    """Within the transaction that corrects or removes the record: what is published goes if it says otherwise."""
    content = None if is_removed or award.unit is None else content_of(award)
    return honours.follow_record(award.agency_id, content, award.pk, now)


def take_back_without_records(agency: Agency, now: datetime) -> int:
    """Within the transaction that undid an import: what is published of records that are gone is read no more. How
    many.
    """
    records = UnitAward.objects.filter(pk=OuterRef("source"), agency=OuterRef("agency"))
    rows = PublishedAward.objects.filter(~Exists(records), agency=agency, withdrawn_at=None)
    sources = list(rows.order_by("source").values_list("source", flat=True))
    return sum(honours.follow_record(agency.pk, None, source, now) for source in sources)
