"""Parts of a larger activity and reports of the same one: each fact once, merged by both keepers, taken apart again."""

import random
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.pages import words_of
from thidua.activities.doors.impact import due_same
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import reckon
from thidua.activities.facts.selections import of_activity, of_cycle, of_year
from thidua.activities.models import Activity, ActivityCredit, MergeRequest
from thidua.activities.services import (
    Note,
    add_party,
    answer_merge,
    cancel_activity,
    merge_activities,
    note_fact,
    place_activity,
    put_party_on_paper,
    split_activity,
    tell_apart,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.common.due import DueItem, due_items
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


# --- Who asks whether two are one ------------------------------------------------------------------------------------


def asked_of(cast: Cast, member: str) -> list[DueItem]:
    return [each for each in due_items(getattr(cast, member).actor(), date(2026, 12, 6)) if "có phải một" in each.title]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ({}, True),
        ({"place": "Đền Độc Cước, bãi biển Sầm Sơn"}, True),
        ({"place": "Bãi biển Hải Tiến"}, False),
        ({"held_on": PartialDate(2026, 12)}, False),
        ({"state": ActivityState.PLANNED}, True),
    ],
)
def test_the_standing_office_is_asked_where_the_two_keepers_see_only_their_own(
    cast: Cast, now: datetime, words: dict[str, Any], asked: bool
) -> None:
    ours = clean_up(cast, "Dọn bãi biển", home=cast.unit if words else cast.bloc)
    assert asked_of(cast, "standing") == []
    theirs = clean_up(cast, "Ra quân làm sạch biển", home=cast.other_unit, **words)

    found = asked_of(cast, "standing")

    assert len(found) == asked
    if asked:
        assert ours.title in found[0].title
        assert theirs.title in found[0].title
        assert f"{ours.home.name} và {cast.other_unit.name} cùng ghi" in found[0].fact
    assert [asked_of(cast, each) for each in ("officer", "stranger", "secretary", "administrator")] == [[]] * 4


@pytest.mark.parametrize("how", ["merged", "told apart", "declined", "called off"])
def test_once_it_is_answered_nobody_is_asked_again(cast: Cast, now: datetime, how: str, client: Client) -> None:
    ours = clean_up(cast, "Dọn bãi biển", home=cast.unit, state=ActivityState.PLANNED)
    theirs = clean_up(cast, "Ra quân", home=cast.other_unit)
    client.force_login(cast.standing.user)
    url = reverse("activity", args=[theirs.pk])
    assert len(asked_of(cast, "standing")) == 1
    assert "Cùng ngày, cùng nơi" in client.get(url).content.decode()

    if how == "merged":
        merge_activities(actor=cast.standing.actor(), activity=ours, into=theirs, now=now)
    elif how == "told apart":
        for _press in range(2):
            client.post(reverse("tell_apart", args=[theirs.pk, ours.pk]))
        assert AuditEntry.objects.filter(action="activity.merge_declined").count() == 1
    elif how == "declined":
        request = merge_activities(actor=cast.officer.actor(), activity=ours, into=theirs, now=now)
        answer_merge(actor=cast.stranger.actor(), request=request, is_agreed=False, now=now)
    else:
        cancel_activity(actor=cast.officer.actor(), activity=ours, version=ours.version, reason="Bão")

    assert asked_of(cast, "standing") == []
    assert "Cùng ngày, cùng nơi" not in client.get(url).content.decode()


def test_who_keeps_one_of_two_records_does_not_answer_for_both(cast: Cast, now: datetime) -> None:
    ours, theirs = clean_up(cast, "Dọn bãi biển", home=cast.unit), clean_up(cast, "Ra quân", home=cast.other_unit)
    with pytest.raises(RefusedError):
        tell_apart(actor=cast.officer.actor(), activity=ours, other=theirs, now=now)
    merge_activities(actor=cast.officer.actor(), activity=ours, into=theirs, now=now)

    tell_apart(actor=cast.standing.actor(), activity=theirs, other=ours, now=now)

    request = MergeRequest.objects.get()
    assert (request.is_agreed, request.answered_at) == (False, now)


def test_more_records_of_a_day_are_no_more_queries(cast: Cast, now: datetime) -> None:
    counts, actor = [], cast.standing.actor()
    with CaptureQueriesContext(connection) as before:
        due_same(actor, date(2026, 12, 6))
    for number in (1, 3):
        for at in range(number):
            clean_up(cast, f"Của ta {number}-{at}", home=cast.unit)
            clean_up(cast, f"Của họ {number}-{at}", home=cast.other_unit)
        with CaptureQueriesContext(connection) as captured:
            due_same(actor, date(2026, 12, 6))
        counts.append(len(captured))
    assert len(before) == 1
    assert counts[0] == counts[1]


def test_the_writer_is_told_whose_the_other_record_is_and_nothing_of_it(cast: Cast, now: datetime, sign_in) -> None:
    clean_up(cast, "Việc kín", home=cast.other_unit, summary="Nội dung kín")
    client = sign_in(cast.officer.user)
    filled = {
        "home": f"unit:{cast.unit.pk}", "title": "Dọn bãi biển", "kind": "CLEAN_UP", "state": "HELD",
        "held_on": "05/12/2026", "place": "bãi biển sầm sơn",
    }  # fmt: skip

    page = words_of(client.post(reverse("record_activity"), filled, follow=True))

    assert f"Cùng ngày, cùng nơi này còn có hồ sơ của: {cast.other_unit.name}" in page
    assert "kín" not in page
    made = Activity.objects.get(title="Dọn bãi biển")
    words = filled | {"version": made.version, "place": "Hạ Long"}
    assert "Cùng ngày" not in words_of(client.post(reverse("change_activity", args=[made.pk]), words, follow=True))


# --- A part of somebody else's activity ------------------------------------------------------------------------------


def test_a_larger_activity_takes_a_part_in_only_where_its_keeper_agrees(
    cast: Cast, now: datetime, client: Client
) -> None:
    part, larger = clean_up(cast, "Một bãi"), clean_up(cast, "Chiến dịch", home=cast.other_unit)
    weigh(cast, part, 40, now)
    secretary = cast.secretary.actor()
    for _press in range(2):
        part.refresh_from_db()
        place_activity(actor=secretary, activity=part, version=part.version, parent=larger, now=now)
    part.refresh_from_db()
    request = MergeRequest.objects.get()
    assert (part.parent, request.as_part, kilograms(of_activity(larger), now)) == (None, True, None)
    with pytest.raises(RefusedError):
        answer_merge(actor=secretary, request=request, is_agreed=True, now=now)
    client.force_login(cast.stranger.user)
    page = client.get(reverse("activity", args=[larger.pk])).content.decode()
    assert "Đồng ý, nằm trong hoạt động này" in page
    assert "có nằm trong hoạt động của mình" in client.get("/").content.decode()
    assert client.post(reverse("agree_merge", args=[request.pk])).status_code == 302
    part.refresh_from_db()
    assert (part.parent, kilograms(of_activity(larger), now)) == (larger, 40)
    place_activity(actor=secretary, activity=part, version=part.version, parent=None, now=now)
    assert kilograms(of_activity(larger), now) is None
    acts = AuditEntry.objects.filter(action__startswith="activity.plac").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["activity.placing_asked", "activity.placed", "activity.placed"]


def test_a_keeper_who_says_no_and_one_who_is_asked_no_more_leave_the_part_where_it_is(
    cast: Cast, now: datetime
) -> None:
    part, larger = clean_up(cast, "Một bãi"), clean_up(cast, "Chiến dịch", home=cast.other_unit)
    secretary = cast.secretary.actor()

    def ask() -> MergeRequest:
        part.refresh_from_db()
        place_activity(actor=secretary, activity=part, version=part.version, parent=larger, now=now)
        return MergeRequest.objects.get(answered_at=None)

    answer_merge(actor=cast.stranger.actor(), request=ask(), is_agreed=False, now=now)
    asked = ask()
    part.refresh_from_db()
    place_activity(actor=secretary, activity=part, version=part.version, parent=None, now=now)
    with pytest.raises(RefusedError):
        answer_merge(actor=cast.stranger.actor(), request=asked, is_agreed=True, now=now)
    part.refresh_from_db()
    assert (part.parent, AuditEntry.objects.filter(action="activity.placing_declined").count()) == (None, 1)


def test_agreeing_looks_again_whether_it_would_lie_in_itself(cast: Cast, now: datetime) -> None:
    part, larger = clean_up(cast, "Một bãi"), clean_up(cast, "Chiến dịch", home=cast.other_unit)
    place_activity(actor=cast.secretary.actor(), activity=part, version=part.version, parent=larger, now=now)
    place(cast, larger, part, now)
    with pytest.raises(ActivityError, match="nằm trong chính nó"):
        answer_merge(actor=cast.stranger.actor(), request=MergeRequest.objects.get(), is_agreed=True, now=now)


def close(cast: Cast, activity: Activity) -> None:
    """Close the only year that an activity counts for."""
    for link in activity.credits.select_related("cycle"):
        link.cycle.state = CycleState.CLOSED
        link.cycle.save()


def test_a_closed_record_takes_nothing_in(cast: Cast, now: datetime) -> None:
    closed = clean_up(cast, "Đã khóa", home=cast.other_unit, cycles=[make_cycle(cast, bloc=cast.other_bloc)])
    open_one, third = clean_up(cast, "Còn mở"), clean_up(cast, "Còn mở nữa")
    asked = merge_activities(actor=cast.secretary.actor(), activity=open_one, into=closed, now=now)
    close(cast, closed)
    deeds = [
        lambda: merge_activities(actor=cast.standing.actor(), activity=open_one, into=closed, now=now),
        lambda: merge_activities(actor=cast.secretary.actor(), activity=third, into=closed, now=now),
        lambda: answer_merge(actor=cast.stranger.actor(), request=asked, is_agreed=True, now=now),
        lambda: place(cast, third, closed, now),
    ]
    for deed in deeds:
        with pytest.raises(RefusedError):
            deed()
    assert not Activity.objects.exclude(parent=None, merged_into=None).exists()


def test_relations_name_only_records_that_the_reader_sees(cast: Cast, now: datetime, client: Client) -> None:
    beach = clean_up(cast, "Bãi chung")
    names = ("Hoạt động lớn kín", "Phần kín", "Báo cáo kín")
    larger, part, report = (clean_up(cast, name, home=cast.other_unit, place="Nơi khác") for name in names)
    place(cast, part, beach, now)
    beach.refresh_from_db()
    place(cast, beach, larger, now)
    merge_activities(actor=cast.standing.actor(), activity=report, into=beach, now=now)
    url = reverse("activity", args=[beach.pk])
    shown = {}
    for member in ("standing", "secretary"):
        client.force_login(getattr(cast, member).user)
        page = client.get(url).content.decode().replace("\xa0", " ")
        panel = page.partition('id="tds-kin"')[2].partition("</section>")[0]
        shown[member] = [name in panel for name in names]
    assert shown == {"standing": [True] * 3, "secretary": [False] * 3}
