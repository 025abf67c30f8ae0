"""An activity that is to come is announced to everybody, and called off."""

from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.pages import words_of
from thidua.activities.enums import ActivityState, PartyRole
from thidua.activities.models import Activity
from thidua.activities.services import add_party, cancel_activity, publish_event
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def planned(cast: Cast, now: datetime) -> Activity:
    """A clean-up of bloc I on the 18th; bloc II was named and has not said that it comes."""
    day = PartialDate(2026, 12, 18)
    activity = make_activity(
        cast, "Ra quân", state=ActivityState.PLANNED, held_on=day, place="Sầm Sơn", starts_at=time(8, 30), now=now
    )
    add_party(actor=cast.standing.actor(), activity=activity, role=PartyRole.ORGANISER, party=cast.bloc, now=now)
    add_party(
        actor=cast.secretary.actor(), activity=activity, role=PartyRole.CO_ORGANISER, name="Chưa nhận lời", now=now
    )
    return activity


def test_it_is_in_the_calendar_with_the_parties_that_said_yes(
    cast: Cast, planned: Activity, now: datetime, client: Client
) -> None:
    page = publish_event(actor=cast.standing.actor(), activity=planned, now=now)

    for url in (reverse("calendar"), reverse("snapshot", args=[page.slug])):
        words = words_of(client.get(url))
        assert ("8 giờ 30, thứ Sáu, 18/12/2026" in words, "Sầm Sơn" in words) == (True, True)
        assert (cast.bloc.name in words, "Chưa nhận lời" in words) == (True, False)


def test_calling_it_off_takes_it_out_at_once(cast: Cast, planned: Activity, now: datetime, client: Client) -> None:
    page = publish_event(actor=cast.standing.actor(), activity=planned, now=now)
    planned.refresh_from_db()

    cancel_activity(actor=cast.secretary.actor(), activity=planned, version=planned.version, reason="Bão số 9")

    assert "Ra quân" not in words_of(client.get(reverse("calendar")))
    gone = client.get(reverse("snapshot", args=[page.slug]))
    assert (gone.status_code, "Bão số 9" in gone.text) == (410, False)


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "stranger", "administrator"])
def test_only_the_standing_office_announces(cast: Cast, planned: Activity, now: datetime, who: str) -> None:
    with pytest.raises(RefusedError):
        publish_event(actor=getattr(cast, who).actor(), activity=planned, now=now)


def test_what_was_held_or_has_no_day_is_not_announced(cast: Cast, planned: Activity, now: datetime) -> None:
    Activity.objects.filter(pk=planned.pk).update(held_on="2026-12")
    with pytest.raises(RefusedError, match="Chưa rõ ngày"):
        publish_event(actor=cast.standing.actor(), activity=planned, now=now)
    Activity.objects.filter(pk=planned.pk).update(held_on="2026-12-18", state=ActivityState.HELD)
    with pytest.raises(RefusedError, match="còn dự kiến"):
        publish_event(actor=cast.standing.actor(), activity=planned, now=now)
    assert not Snapshot.objects.exists()


def test_the_page_of_the_record_announces_and_takes_back(
    cast: Cast, planned: Activity, now: datetime, client: Client
) -> None:
    page, announce = reverse("activity", args=[planned.pk]), reverse("publish_event", args=[planned.pk])
    back = reverse("withdraw_event", args=[planned.pk])
    client.force_login(cast.standing.user)
    assert announce in client.get(page).text

    there = client.post(announce).headers["Location"]
    assert back in client.get(page).text
    client.post(back, {"because": "Chưa chắc ngày"})

    assert client.get(there).status_code == 410
