"""Parts of a larger activity and reports of the same one: each fact once, merged by both keepers, taken apart again."""

import random
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from thidua.activities.enums import ActivityKind, FactKind, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import reckon
from thidua.activities.facts.selections import of_activity, of_cycle, of_year
from thidua.activities.models import Activity, ActivityCredit, MergeRequest
from thidua.activities.services import (
    Note,
    add_party,
    answer_merge,
    merge_activities,
    note_fact,
    place_activity,
    put_party_on_paper,
    split_activity,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

DAY = PartialDate(2026, 12, 5)


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


def clean_up(cast: Cast, title: str, **words: object) -> Activity:
    words = {"kind": ActivityKind.CLEAN_UP, "held_on": DAY, "place": "Bãi biển Sầm Sơn"} | words
    return make_activity(cast, title, **words)  # type: ignore[arg-type]


def weigh(cast: Cast, activity: Activity, kg: int, now: datetime) -> None:
    note = Note(FactKind.BAG, {"weight": str(kg), "condition": "DRY"})
    note_fact(actor=cast.standing.actor(), activity=activity, note=note, now=now)


def kilograms(selection: object, now: datetime) -> Fraction | None:
    said = reckon(selection, now).said("vi")  # type: ignore[arg-type]
    found = [each["low"] for each in said["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    return Fraction(found[0]) if found and found[0] is not None else None


def place(cast: Cast, child: Activity, parent: Activity | None, now: datetime) -> Activity:
    child.refresh_from_db()
    return place_activity(actor=cast.standing.actor(), activity=child, version=child.version, parent=parent, now=now)


def test_a_parent_holds_its_parts_and_cannot_lie_in_itself(cast: Cast, now: datetime) -> None:
    campaign, province, beach = (clean_up(cast, title) for title in ("Chiến dịch", "Cả tỉnh", "Một bãi"))
    place(cast, province, campaign, now)
    place(cast, beach, province, now)
    for activity, kg in ((campaign, 1), (province, 10), (beach, 100)):
        weigh(cast, activity, kg, now)
    found = [kilograms(of_activity(each), now) for each in (campaign, province, beach)]
    assert found == [111, 110, 100]
    with pytest.raises(ActivityError, match="nằm trong chính nó") as caught:
        place(cast, campaign, beach, now)
    assert caught.value.field == "parent"
    with pytest.raises(ActivityError):
        place(cast, beach, beach, now)
    stale = Activity.objects.get(pk=beach.pk)
    with pytest.raises(StaleVersionError):
        place_activity(actor=cast.standing.actor(), activity=stale, version=stale.version - 1, parent=None, now=now)
    with pytest.raises(RefusedError):
        place_activity(actor=cast.stranger.actor(), activity=stale, version=stale.version, parent=None, now=now)


def test_two_records_of_one_day_and_place_are_asked_about_and_merged_by_both_keepers(
    cast: Cast, now: datetime, client: Client
) -> None:
    years = [make_cycle(cast), make_cycle(cast, bloc=cast.other_bloc)]
    ours = clean_up(cast, "Dọn bãi biển", cycles=years[:1])
    theirs = clean_up(cast, "Ra quân làm sạch biển", home=cast.other_unit, cycles=years[1:])
    weigh(cast, ours, 40, now)
    weigh(cast, theirs, 7, now)
    client.force_login(cast.standing.user)
    assert "Có phải một hoạt động?" in client.get(reverse("activity", args=[ours.pk])).content.decode()
    request = merge_activities(actor=cast.secretary.actor(), activity=ours, into=theirs, now=now)
    again = merge_activities(actor=cast.secretary.actor(), activity=ours, into=theirs, now=now)
    ours.refresh_from_db()
    assert (again.pk, request.answered_at, ours.merged_into) == (request.pk, None, None)
    with pytest.raises(RefusedError):
        answer_merge(actor=cast.secretary.actor(), request=request, is_agreed=True, now=now)
    client.force_login(cast.stranger.user)
    assert "Phải, gộp hai hồ sơ" in client.get(reverse("activity", args=[theirs.pk])).content.decode()
    assert "có phải cùng một hoạt động" in client.get("/").content.decode()
    assert client.post(reverse("agree_merge", args=[request.pk])).status_code == 302
    ours.refresh_from_db()
    assert ours.merged_into == theirs
    assert [kilograms(of_activity(each), now) for each in (ours, theirs)] == [47, 47]
    assert [kilograms(of_cycle(each), now) for each in years] == [47, 47]
    assert kilograms(of_year(cast.agency, 2026), now) == 47
    split_activity(actor=cast.secretary.actor(), activity=ours, now=now)
    ours.refresh_from_db()
    assert [kilograms(of_activity(each), now) for each in (ours, theirs)] == [40, 7]
    acts = AuditEntry.objects.filter(action__startswith="activity.").order_by("pk").values_list("action", flat=True)
    assert [each for each in acts if "merge" in each or "split" in each] == [
        "activity.merge_asked",
        "activity.merged",
        "activity.split",
    ]


def test_whoever_keeps_both_records_merges_at_once_and_a_refusal_leaves_both(cast: Cast, now: datetime) -> None:
    one, other = clean_up(cast, "Một"), clean_up(cast, "Hai", home=cast.other_unit)
    request = merge_activities(actor=cast.secretary.actor(), activity=one, into=other, now=now)
    answer_merge(actor=cast.stranger.actor(), request=request, is_agreed=False, now=now)
    one.refresh_from_db()
    assert (one.merged_into, MergeRequest.objects.get().is_agreed) == (None, False)
    merge_activities(actor=cast.standing.actor(), activity=one, into=other, now=now)
    one.refresh_from_db()
    assert one.merged_into == other
    with pytest.raises(RefusedError):
        merge_activities(actor=cast.standing.actor(), activity=one, into=other, now=now)
    with pytest.raises(ActivityError):
        merge_activities(actor=cast.standing.actor(), activity=other, into=one, now=now)


@pytest.mark.parametrize("seed", range(7))
def test_a_sum_counts_each_fact_once_whoever_holds_it_together(cast: Cast, now: datetime, seed: int) -> None:
    """Two to eight organisations, three levels, merged reports: the ministry's sum is that of the distinct facts."""
    chance = random.Random(seed)
    years = [make_cycle(cast), make_cycle(cast, bloc=cast.other_bloc)]
    activities = [
        clean_up(
            cast,
            f"Hoạt động {at}",
            home=chance.choice([cast.bloc, cast.other_bloc, cast.unit]),
        )
        for at in range(6)
    ]
    for activity in activities:
        for year in chance.choice([years, years[:1], years[1:], []]):
            ActivityCredit.objects.create(agency=cast.agency, activity=activity, cycle=year, credited_at=now)
        for at in range(seed % 7 + 1):
            party = add_party(
                actor=cast.standing.actor(),
                activity=activity,
                role=PartyRole.CO_ORGANISER,
                name=f"Đơn vị {at}",
                now=now,
            )
            put_party_on_paper(actor=cast.standing.actor(), party=party, paper="Kế hoạch số 1", now=now)
    place(cast, activities[1], activities[0], now)
    place(cast, activities[2], chance.choice(activities[:2]), now)
    if chance.random() < 0.6:
        merge_activities(actor=cast.standing.actor(), activity=activities[3], into=activities[4], now=now)
    truth = 0
    for activity in activities:
        for _each in range(chance.randint(0, 4)):
            kg = chance.randint(1, 50)
            truth += kg
            weigh(cast, activity, kg, now)
    assert kilograms(of_year(cast.agency, 2026), now) == (truth or None)
    parts = [kilograms(of_cycle(each), now) or 0 for each in years]
    assert max(parts) <= truth
