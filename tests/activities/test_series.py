"""One thing done again and again: each time an activity of its own, the sum each once, the next one planned from it."""

from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_series
from thidua.activities.facts.series import compared_times
from thidua.activities.models import Activity, ActivitySeries
from thidua.activities.services import Note, merge_activities, note_fact, place_activity, plan_next_time, put_in_series
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


def clean_up(cast: Cast, month: int, kg: int, now: datetime, **words: object) -> Activity:
    given = {"kind": ActivityKind.CLEAN_UP, "held_on": PartialDate(2026, month, 5), "now": now} | words
    activity = make_activity(cast, f"Dọn biển tháng {month}", **given)  # type: ignore[arg-type]
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": str(kg), "tare": "0", "slip": str(month)})
    note_fact(actor=cast.standing.actor(), activity=activity, note=note, now=now)
    return activity


def put(cast: Cast, activity: Activity, now: datetime, who: str = "secretary", **where: object) -> Activity:
    activity.refresh_from_db()
    given = {"series": None} | where
    actor = getattr(cast, who).actor()
    return put_in_series(actor=actor, activity=activity, version=activity.version, now=now, **given)  # type: ignore[arg-type]


@pytest.fixture
def series(cast: Cast, now: datetime) -> ActivitySeries:
    found = put(cast, clean_up(cast, 10, 10, now), now, name="Dọn biển tháng").series
    assert found is not None
    return found


def mass(series: ActivitySeries, now: datetime) -> str | None:
    found = figures_now(of_series(series), now)
    assert found is not None
    (line,) = [each for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    best: str | None = line["best"]
    return best


def test_all_times_are_added_each_once_also_when_one_has_parts(
    cast: Cast, series: ActivitySeries, now: datetime
) -> None:
    november, site = clean_up(cast, 11, 20, now), clean_up(cast, 11, 5, now)
    for each in (november, site):
        put(cast, each, now, series=series)
    assert mass(series, now) == "35"
    site.refresh_from_db()
    place_activity(actor=cast.standing.actor(), activity=site, version=site.version, parent=november, now=now)
    assert mass(series, now) == "35"
    assert [time.number for time in compared_times(series, now)] == [1, 2, 3]
    put(cast, site, now)
    assert Activity.objects.get(pk=site.pk).series is None
    assert mass(series, now) == "35"  # it lies in November's
    acts = AuditEntry.objects.filter(action="activity.put_in_series")
    assert acts.count() == 4


def test_a_merged_report_is_the_same_time(cast: Cast, series: ActivitySeries, now: datetime) -> None:
    first = Activity.objects.get(series=series)
    other = clean_up(cast, 10, 3, now)
    put(cast, other, now, series=series)
    merge_activities(actor=cast.standing.actor(), activity=other, into=first, now=now)
    assert len(compared_times(series, now)) == 1
    with pytest.raises(RefusedError, match="đã gộp"):
        put(cast, other, now)


def test_a_series_is_its_homes_and_its_name_is_given_once(cast: Cast, series: ActivitySeries, now: datetime) -> None:
    assert series.home == cast.bloc
    second = clean_up(cast, 11, 1, now)
    with pytest.raises(ActivityError, match="Đã có chuỗi tên ấy"):
        put(cast, second, now, name=" Dọn biển  tháng ")
    theirs = clean_up(cast, 11, 1, now, home=cast.other_unit, cycles=[])
    with pytest.raises(RefusedError):
        put(cast, theirs, now, who="stranger", series=series)
    assert put(cast, theirs, now, who="stranger", name="Dọn biển tháng").series != series
    stale = Activity.objects.get(pk=second.pk)
    with pytest.raises(StaleVersionError):
        put_in_series(actor=cast.secretary.actor(), activity=stale, version=stale.version - 1, series=series, now=now)


def test_the_next_time_is_planned_from_the_last_one(cast: Cast, series: ActivitySeries, now: datetime) -> None:
    Activity.objects.filter(series=series).update(starts_at=time(7, 0), place="Bãi biển", message="Vì đại dương xanh")
    day = PartialDate(2027, 1, 5)
    planned = plan_next_time(actor=cast.secretary.actor(), series=series, held_on=day, now=now)
    assert (planned.state, planned.series, planned.home, planned.place, planned.starts_at) == (
        ActivityState.PLANNED,
        series,
        cast.bloc,
        "Bãi biển",
        time(7, 0),
    )
    assert not planned.parties.exists()
    with pytest.raises(ActivityError, match="vào ngày ấy"):
        plan_next_time(actor=cast.secretary.actor(), series=series, held_on=day, now=now)
    with pytest.raises(RefusedError):
        plan_next_time(actor=cast.stranger.actor(), series=series, held_on=PartialDate(2027, 2), now=now)
    of_a_month = plan_next_time(actor=cast.secretary.actor(), series=series, held_on=PartialDate(2027, 2), now=now)
    assert of_a_month.starts_at is None
    Activity.objects.filter(series=series).update(series=None)
    with pytest.raises(ActivityError, match="chưa có lần nào"):
        plan_next_time(actor=cast.secretary.actor(), series=series, held_on=day, now=now)


def test_in_the_browser(cast: Cast, series: ActivitySeries, now: datetime, client: Client) -> None:
    november = clean_up(cast, 11, 20, now)
    client.force_login(cast.secretary.user)
    form = reverse("put_in_series", args=[november.pk])
    assert "Dọn biển tháng" in client.get(form).text
    client.post(form, {"series": str(series.pk), "name": "", "version": november.version})
    page = client.get(reverse("activity_series", args=[series.pk]))
    told = page.content.decode().replace("\xa0", " ")
    assert ("30 kg" in told, "Rác thu được, từng lần" in told, "Lập lần tiếp theo" in told) == (True, True, True)
    assert reverse("activity_series", args=[series.pk]) in client.get(reverse("activity", args=[november.pk])).text
    answer = client.post(
        reverse("plan_next_time", args=[series.pk]), {"held_on": "05/01/2027", "title": "Dọn biển tháng Giêng"}
    )
    assert answer.status_code == 302
    assert Activity.objects.get(series=series, state="PLANNED").title == "Dọn biển tháng Giêng"
    client.force_login(cast.stranger.user)
    assert client.get(reverse("activity_series", args=[series.pk])).status_code == 404
