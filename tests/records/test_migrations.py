"""What is on record before a migration is on record after it."""

from datetime import UTC, datetime
from importlib import import_module
from itertools import count

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.honours import honoured
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models import PublishedAward
from thidua.records.enums import AwardCode, LawCode, RecipientKind
from thidua.records.models import UnitAward

MIGRATION = import_module("thidua.records.migrations.0003_law_codes_of_awards")
NAMING = import_module("thidua.records.migrations.0008_achievements_that_name")
DAYS = import_module("thidua.records.migrations.0006_days_of_published_awards")


@pytest.mark.twice
@pytest.mark.parametrize(
    ("code", "law_code"),
    [
        (AwardCode.ADVANCED_WORKER, LawCode.ADVANCED_WORKER),
        (AwardCode.CERTIFICATE_OF_MERIT, LawCode.MINISTRY_CERTIFICATE_OF_MERIT),
        (AwardCode.PRIME_MINISTER_CERTIFICATE, LawCode.PRIME_MINISTER_CERTIFICATE_OF_MERIT),
        (AwardCode.ORDER, None),
        (None, None),
    ],
)
def test_an_award_gets_the_code_of_the_law_where_it_is_certain(
    cast: Cast, code: AwardCode | None, law_code: LawCode | None
) -> None:
    award = UnitAward.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        year=2025,
        code=code,
        name="Như in trên quyết định",
        recorded_at=datetime(2026, 1, 5, tzinfo=UTC),
    )

    MIGRATION.name_awards_of_the_law(apps, None)

    after = UnitAward.objects.get(pk=award.pk)
    assert (after.law_code, after.code, after.name, after.basis) == (law_code, code, "Như in trên quyết định", None)


def test_every_coarse_code_is_thought_of() -> None:
    assert {*MIGRATION.SAME, *MIGRATION.OTHER_NAMES, AwardCode.ORDER.value} == set(AwardCode.values)


@pytest.mark.django_db
def test_a_published_award_gets_the_day_of_its_record_and_no_other(cast: Cast) -> None:
    day = PartialDate(2026, 1, 20)
    records = [make_award(cast, "Giấy khen", decided_on=day), make_award(cast)]
    sources = [each.pk for each in records] + [records[1].pk + 1000]
    rows = [honoured(cast, "", source=source, kind=HonouredKind.UNIT) for source in sources]

    DAYS.fill_decision_days(apps, None)

    after = [PublishedAward.objects.get(pk=row.pk).decided_on for row in rows]
    assert after == [day, PartialDate(), PartialDate()]


@pytest.mark.django_db
def test_an_award_without_a_name_loses_the_achievement_that_says_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NAMING, "AT_ONCE", 2)
    told, years = "Ông NGUYỄN VĂN HOÀ hiến đất, vận động cả xóm hòa giải", count(2000)

    def left_of(recipient: str, achievement: str, **as_published: object) -> PublishedAward:
        record = make_award(cast, year=next(years), recipient=recipient, recipient_kind=RecipientKind.PERSON)
        row = honoured(cast, "Đặng Thị Lụa", source=record.pk)
        PublishedAward.objects.filter(pk=row.pk).update(achievement=achievement, **{"name": "", **as_published})
        return row

    cases = [
        (left_of("Nguyễn Văn Hòa", told), ""),
        (left_of("Nguyễn Văn Hoàng", told), told),
        (left_of("Hòa", told), told),
        (left_of("Nguyễn Văn Hòa", "Hiến đất"), "Hiến đất"),
        (left_of("Nguyễn Văn Hòa", told, name="Nguyễn Văn Hòa"), told),
        (left_of("Nguyễn Văn Hòa", told, kind=HonouredKind.COLLECTIVE), told),
        (left_of("Vận Động", told), ""),
    ]

    NAMING.take_off(apps, None)

    assert [PublishedAward.objects.get(pk=row.pk).achievement for row, _left in cases] == [left for _row, left in cases]
