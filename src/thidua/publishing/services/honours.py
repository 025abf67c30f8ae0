"""Awards that the public may read of: published one by one or many at once, withdrawn at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.core.vietnam.mentions import is_named_in
from thidua.core.vietnam.names import fold, normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency
from thidua.publishing.enums import HonouredKind
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import HonouredUnit, HonourTitle, PublishedAward
from thidua.publishing.models.honours import forget_award_words, note_award_words
from thidua.publishing.policies import may_publish_for
from thidua.publishing.queries import settings_of


@dataclass(frozen=True, slots=True)
class AwardContent:
    """What may be read of an award. `source` is its number for the app that owns it; `name` is that of a person or
    collective, not to be read unless `is_named`; `decided_on` as far as the record knows the day.
    """

    source: int
    kind: HonouredKind
    unit: str
    title: str
    year: int
    name: str = ""
    is_named: bool = True
    achievement: str = ""
    decided_on: PartialDate = field(default_factory=PartialDate)


@transaction.atomic
def publish_awards(
    *, actor: Actor, agency: Agency, awards: Sequence[AwardContent], now: datetime
) -> list[PublishedAward]:
    """Let the public read of awards; what was published before is replaced by what is said now.

    A person's name is left out unless the agency has chosen that people are named. Raises `PublishingError` where the
    achievement names a person whose name is left out.
    """
    require(may_publish_for(actor, agency))
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    named = settings_of(agency.pk).names_people
    units = _units(agency, {normalise(each.unit)[:250] for each in awards})
    titles = _titles({normalise(each.title)[:250] for each in awards})
    known = {
        row.source: row for row in PublishedAward.objects.filter(agency=agency, source__in=[a.source for a in awards])
    }
    rows = []
    for each in awards:
        row = known.get(each.source) or PublishedAward(agency=agency, source=each.source)
        is_named = each.is_named and (named or each.kind != HonouredKind.PERSON)
        if not is_named:
            _require_unsaid(each)
        row.kind, row.year, row.decided_on = each.kind, each.year, each.decided_on
        row.name = normalise(each.name)[:250] if is_named else ""
        row.unit, row.title = units[normalise(each.unit)[:250]], titles[normalise(each.title)[:250]]
        row.achievement = normalise(each.achievement)[:500]
        row.is_illustrative = agency.is_illustrative
        row.published_at, row.published_by_name = now, actor.name if isinstance(actor, PersonActor) else ""
        row.withdrawn_at, row.withdrawn_because = None, ""
        row.save()
        rows.append(row)
    note_award_words(rows)
    if len(rows) == 1:
        audit.record(actor, "honour.published", rows[0], agency=agency.pk, after={"source": rows[0].source})
    elif rows:
        audit.record(
            actor, "honour.published", None, agency=agency.pk, after={"sources": sorted(row.source for row in rows)}
        )
    return rows


@transaction.atomic
def withdraw_award(*, actor: Actor, agency: Agency, source: int, because: str, now: datetime) -> PublishedAward:
    """The public reads of the award no more, from this moment on; name and achievement are gone here."""
    require(may_publish_for(actor, agency))
    row = PublishedAward.objects.select_for_update(no_key=True).filter(agency=agency, source=source).first()
    if row is None or row.withdrawn_at is not None:
        raise PublishingError(_("Khen thưởng này không còn công bố."), code="withdrawn")
    because = normalise(because)[:250]
    if not because:
        raise PublishingError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="because")
    take_back(row, because, now)
    audit.record(actor, "honour.withdrawn", row, agency=agency.pk, after={"source": row.source}, reason=because)
    return row


def follow_record(agency: int, content: AwardContent | None, source: int, now: datetime) -> bool:
    """Within the transaction of whoever corrects or removes the record: what is published of it goes, so that nobody
    reads what is known to be wrong. Where the record only came to know the day of the decision, or knows it more
    exactly, that day is read from now on. Whether anything was taken back.
    """
    row = PublishedAward.objects.select_for_update(no_key=True).filter(agency=agency, source=source).first()
    if row is None or row.withdrawn_at is not None:
        return False
    if content is not None and _says(row, content):
        if row.decided_on != content.decided_on:
            PublishedAward.objects.filter(pk=row.pk).update(decided_on=content.decided_on)
        return False
    take_back(row, "Hồ sơ đã sửa hoặc bỏ", now)
    return True


def take_back(row: PublishedAward, because: str, now: datetime) -> None:
    """Within the transaction: nothing of it can be read or found."""
    forget_award_words(row)
    row.name = row.achievement = ""
    row.withdrawn_at, row.withdrawn_because = now, because
    row.save()


def _says(row: PublishedAward, content: AwardContent) -> bool:
    told = (row.kind, row.unit.name, row.title.name, row.year)
    same = told == (content.kind, normalise(content.unit), normalise(content.title), content.year)
    is_day_of_it = content.decided_on.code.startswith(row.decided_on.code)
    is_told = row.name == normalise(content.name) if row.name else not _is_said(row.achievement, content)
    return same and is_day_of_it and is_told


def _require_unsaid(content: AwardContent) -> None:
    if _is_said(content.achievement, content):
        raise PublishingError(
            _("Đoạn này nhắc tên người được khen, mà khen thưởng không đăng tên. Viết lại cho không nhắc tên."),
            code="names_the_person",
            field="achievement",
        )


def _is_said(achievement: str, content: AwardContent) -> bool:
    return content.kind == HonouredKind.PERSON and is_named_in(achievement, content.name)


def _units(agency: Agency, names: set[str]) -> dict[str, HonouredUnit]:
    rows = [HonouredUnit(agency=agency, name=name, search_key=_key(name)) for name in sorted(names)]
    HonouredUnit.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.name: row for row in HonouredUnit.objects.filter(agency=agency, name__in=names)}


def _titles(names: set[str]) -> dict[str, HonourTitle]:
    rows = [HonourTitle(name=name, search_key=_key(name)) for name in sorted(names)]
    HonourTitle.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.name: row for row in HonourTitle.objects.filter(name__in=names)}


def _key(name: str) -> str:
    return f" {fold(name)} "[:300]
