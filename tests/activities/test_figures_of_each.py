"""Figures of many activities read together are those of each alone; a night makes kept figures those of the day."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, FactKind
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.figures_of_each import figures_of_each
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import Activity, ActivityFigures, FieldFact
from thidua.activities.services import Note, merge_activities, note_fact, place_activity
from thidua.activities.services.figures import keep_figures, refresh_figures
from thidua.cli.main import main
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def weigh(cast: Cast, activity: Activity, kg: int, now: datetime) -> None:
    note = Note(FactKind.BAG, {"weight": str(kg), "condition": "DRY"})
    note_fact(actor=cast.standing.actor(), activity=activity, note=note, now=now)


def clean_up(cast: Cast, title: str, now: datetime) -> Activity:
    day = PartialDate(2026, 12, 5)
    return make_activity(cast, title, kind=ActivityKind.CLEAN_UP, held_on=day, place="Sầm Sơn", now=now)


@pytest.fixture
def kin(cast: Cast, now: datetime) -> list[Activity]:
    """A campaign with a part, a report that was merged into another record, and one in which nothing was noted."""
    campaign, part, report, record, empty = (
        clean_up(cast, title, now)
        for title in ("Chiến dịch cả tỉnh", "Một bãi biển", "Ra quân làm sạch biển", "Dọn bãi biển", "Chưa ghi gì")
    )
    for activity, kg in ((part, 40), (report, 5), (record, 7)):
        weigh(cast, activity, kg, now)
    place_activity(actor=cast.standing.actor(), activity=part, version=part.version, parent=campaign, now=now)
    merge_activities(actor=cast.standing.actor(), activity=report, into=record, now=now)
    made = [campaign, part, report, record, empty]
    for activity in made:
        activity.refresh_from_db()
    return made


def forget(activities: list[Activity]) -> None:
    ActivityFigures.objects.filter(subject__in=[each.pk for each in activities]).delete()


@pytest.mark.parametrize("is_kept", [True, False])
def test_each_has_the_figures_that_it_has_alone(kin: list[Activity], now: datetime, is_kept: bool) -> None:
    *noted, empty = kin
    if not is_kept:
        forget(kin)

    together = figures_of_each(kin, now)

    assert set(together) == {each.pk for each in noted}
    assert empty.pk not in together
    for activity in noted:
        alone, found = figures_now(of_activity(activity), now), together[activity.pk]
        assert alone is not None
        assert found is not None
        assert (found.digest, found.stamp, found.facts) == (alone.digest, alone.stamp, alone.facts)


@pytest.mark.parametrize("is_kept", [True, False])
def test_many_ask_the_database_no_more_often_than_few(
    cast: Cast, kin: list[Activity], now: datetime, is_kept: bool
) -> None:
    more = [clean_up(cast, f"Đợt {number}", now) for number in range(4)]
    for activity in more:
        weigh(cast, activity, 3, now)
    if not is_kept:
        forget([*kin, *more])
    counts = []
    for some in (kin, [*kin, *more]):
        rows = list(Activity.objects.filter(pk__in=[each.pk for each in some]).prefetch_related("parties"))
        with CaptureQueriesContext(connection) as asked:
            figures_of_each(rows, now)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_night_reckons_what_phones_noted_and_what_a_day_changed(
    kin: list[Activity], now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    campaign, part, _report, record, _empty = kin
    forget(kin)
    kept = keep_figures(of_activity(record), now)

    assert refresh_figures(now) == 2
    rows = {row.subject: row for row in ActivityFigures.objects.all()}
    assert set(rows) == {campaign.pk, part.pk, record.pk}
    assert rows[record.pk].stamp == kept.stamp
    assert main(["figures"]) == 0
    assert capsys.readouterr().out == "0 figures reckoned again\n"


def test_a_night_reckons_what_waited_for_a_day(kin: list[Activity], now: datetime) -> None:
    record = kin[3]
    FieldFact.objects.filter(activity=record).update(noted_at=now + timedelta(days=2))
    assert keep_figures(of_activity(record), now).said("vi")["waits"] is True
    refresh_figures(now)

    assert refresh_figures(now + timedelta(days=3)) == 1

    assert ActivityFigures.objects.get(subject=record.pk).data["vi"]["waits"] is False
