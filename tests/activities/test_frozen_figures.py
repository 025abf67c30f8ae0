"""Figures as evidence: a copy that stays, and that says so when the figures have changed since."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, FrozenFigures
from thidua.activities.services import Note, freeze_figures, note_fact
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    return make_activity(cast, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now)


def weigh(cast: Cast, activity: Activity, kg: str, now: datetime) -> None:
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": kg, "tare": "0", "slip": kg})
    note_fact(actor=cast.secretary.actor(), activity=activity, note=note, now=now)


def test_a_copy_stays_and_a_later_fact_is_told_beside_it(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    weigh(cast, beach, "40", now)
    frozen = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    again = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    (evidence,) = Evidence.objects.all()
    assert (again.pk, frozen.number, evidence.about_id) == (frozen.pk, 1, frozen.pk)
    client.force_login(cast.secretary.user)
    pages = [
        reverse("frozen_figures", args=[frozen.pk]),
        reverse("evidence", args=[evidence.pk]),
        reverse("activity_impact", args=[beach.pk]),
    ]
    changed = "ố liệu đã thay đổi"
    assert [changed in client.get(page).content.decode() for page in pages] == [False, False, False]
    weigh(cast, beach, "2", now)
    assert [changed in client.get(page).content.decode() for page in pages] == [True, True, True]
    kept = client.get(pages[0]).content.decode().replace("\xa0", " ")
    assert ("40 kg" in kept, "42 kg" in kept) == (True, False)
    second = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    assert (second.number, second.digest != frozen.digest) == (2, True)
    assert AuditEntry.objects.filter(action="activity.figures_frozen").count() == 2


def test_only_who_keeps_the_record_freezes_what_was_held(cast: Cast, beach: Activity, now: datetime) -> None:
    with pytest.raises(RefusedError):
        freeze_figures(actor=cast.stranger.actor(), activity=beach, now=now)
    planned = make_activity(cast, state=ActivityState.PLANNED, now=now)
    with pytest.raises(ActivityError, match="đã tổ chức"):
        freeze_figures(actor=cast.secretary.actor(), activity=planned, now=now)
    assert not FrozenFigures.objects.exists()
