"""What came of an activity, for everybody to read: by the standing office, as a copy, and withdrawn again."""

import csv
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, PartyRole
from thidua.activities.models import Activity
from thidua.activities.services import (
    Guest,
    Note,
    add_party,
    list_people,
    merge_activities,
    note_fact,
    publish_impact,
    split_activity,
    tick_off,
    withdraw_impact,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import published
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    activity = make_activity(cast, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now)
    weigh(cast, activity, "40", now)
    return activity


@pytest.fixture
def page(cast: Cast, beach: Activity, now: datetime) -> Snapshot:
    return publish_impact(actor=cast.standing.actor(), activity=beach, now=now)


def weigh(cast: Cast, activity: Activity, kg: str, now: datetime) -> None:
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": kg, "tare": "0", "slip": kg})
    note_fact(actor=cast.secretary.actor(), activity=activity, note=note, now=now)


def words(client: Client, name: str, slug: str) -> str:
    return client.get(reverse(name, args=[slug])).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "council_member", "administrator"])
def test_only_the_standing_office_publishes(cast: Cast, beach: Activity, now: datetime, who: str) -> None:
    with pytest.raises(RefusedError):
        publish_impact(actor=getattr(cast, who).actor(), activity=beach, now=now)
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("state", [ActivityState.PLANNED, ActivityState.CANCELLED])
def test_what_was_not_held_is_not_published(cast: Cast, beach: Activity, now: datetime, state: ActivityState) -> None:
    Activity.objects.filter(pk=beach.pk).update(state=state)

    with pytest.raises(RefusedError, match="đã tổ chức"):
        publish_impact(actor=cast.standing.actor(), activity=beach, now=now)


def test_anybody_reads_the_copy_and_it_does_not_follow_the_record(
    cast: Cast, beach: Activity, page: Snapshot, now: datetime, client: Client
) -> None:
    weigh(cast, beach, "2", now)

    read = words(client, "snapshot", page.slug)
    assert ("40 kg" in read, "42 kg" in read) == (True, False)
    assert page.digest in read
    assert page.title in client.get(reverse("published")).content.decode().replace("\xa0", " ")


def test_a_new_version_takes_its_place_and_the_same_is_no_new_one(
    cast: Cast, beach: Activity, page: Snapshot, now: datetime, client: Client
) -> None:
    again = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)
    weigh(cast, beach, "2", now)
    second = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)

    assert (again.pk, second.slug, second.number) == (page.pk, page.slug, 2)
    assert list(published()) == [second]
    assert "42 kg" in words(client, "snapshot", page.slug)
    acts = AuditEntry.objects.filter(action="snapshot.published")
    assert [entry.object_id for entry in acts] == [page.pk, second.pk]


def test_what_was_withdrawn_is_gone_for_everybody_and_says_since_when(
    cast: Cast, beach: Activity, page: Snapshot, now: datetime, client: Client
) -> None:
    withdraw_impact(actor=cast.standing.actor(), activity=beach, because="Số cân sai", now=now)

    client.force_login(cast.standing.user)
    answer = client.get(reverse("snapshot", args=[page.slug]))
    said = answer.content.decode()
    assert (answer.status_code, "05/12/2026" in said) == (410, True)
    assert ("Số cân sai" in said, "40\xa0kg" in said, page.title in said) == (False, False, False)
    assert client.get(reverse("snapshot_figures", args=[page.slug])).status_code == 410
    assert not published().exists()
    (entry,) = AuditEntry.objects.filter(action="snapshot.withdrawn")
    assert "Số cân sai" in entry.payload


def test_it_is_withdrawn_once_and_may_be_published_again(
    cast: Cast, beach: Activity, page: Snapshot, now: datetime, client: Client
) -> None:
    standing = cast.standing.actor()
    withdraw(actor=standing, snapshot=page, because="Nhầm", now=now)
    with pytest.raises(PublishingError, match="đã thôi công bố"):
        withdraw(actor=standing, snapshot=page, because="Nhầm", now=now)
    with pytest.raises(RefusedError, match="đang không được công bố"):
        withdraw_impact(actor=standing, activity=beach, because="Nhầm", now=now)

    second = publish_impact(actor=standing, activity=beach, now=now)

    assert (second.number, second.slug, list(published())) == (2, page.slug, [second])
    with pytest.raises(PublishingError, match="mới hơn"):
        withdraw(actor=standing, snapshot=page, because="Nhầm", now=now)
    assert "40 kg" in words(client, "snapshot", page.slug)


def test_an_address_that_never_was_is_not_found(client: Client, db: None) -> None:
    for name in ("snapshot", "snapshot_figures"):
        assert client.get(reverse(name, args=["khong-co"])).status_code == 404


def test_parties_that_have_not_answered_and_whoever_was_there_stay_inside(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    secretary = cast.secretary.actor()
    home = add_party(actor=secretary, activity=beach, role=PartyRole.ORGANISER, party=cast.bloc, now=now)
    beach.parties.create(agency=cast.agency, role="PARTNER", name="Chi đoàn chưa trả lời", state="NAMED", position=90)
    list_people(actor=secretary, activity=beach, party=home, guests=[Guest("Phạm Cường")], now=now)
    tick_off(actor=secretary, participant=beach.participants.get(), now=now)

    page = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)

    read = words(client, "snapshot", page.slug) + str(page.body)
    assert ("Chi đoàn chưa trả lời" in read, "Phạm Cường" in read, "1 người" in read) == (False, False, True)


SECRET = "Nhà bà Tám, 0912 345 678"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FactKind.ZONE, {"name": SECRET, "metres": "40"}),
        (FactKind.BULKY, {"name": SECRET, "count": "1", "zone": SECRET, "party": SECRET}),
        (FactKind.BAG, {"class_code": SECRET, "zone": SECRET, "count": "1"}),
        (FactKind.WEIGHING, {"scope": "PART", "gross": "3", "covers": SECRET, "scale": SECRET, "slip": SECRET}),
        (FactKind.HANDOVER, {"receiver": SECRET, "slip": SECRET}),
        (FactKind.MONEY, {"flow": "IN", "amount": "1", "source": SECRET}),
        (FactKind.PLANTING, {"species": SECRET, "count": "1"}),
        (FactKind.HEADCOUNT, {"organisation": SECRET, "count": "1"}),
        (FactKind.ITEMS, {"item": SECRET, "count": "1"}),
    ],
)
def test_what_somebody_typed_of_a_fact_is_not_published(
    cast: Cast, beach: Activity, now: datetime, kind: FactKind, body: dict[str, object]
) -> None:
    note_fact(actor=cast.standing.actor(), activity=beach, note=Note(kind, body), now=now)

    page = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)

    assert "bà Tám" not in str(page.body)


ASKED = "Còn câu hỏi chưa trả lời về số này."


def test_that_something_is_asked_about_a_figure_stands_beside_it_and_not_what(
    cast: Cast, client: Client, now: datetime
) -> None:
    activity = make_activity(cast, "Dọn bãi", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now)
    for kind, body in (
        (FactKind.BAG, {"litres": "60", "fill": "1", "condition": "DRY", "weight": "900"}),
        (FactKind.ZONE, {"name": "Bãi A", "metres": "400"}),
    ):
        note_fact(actor=cast.secretary.actor(), activity=activity, note=Note(kind, body), now=now)

    page = publish_impact(actor=cast.standing.actor(), activity=activity, now=now)

    asked = {line["name"] for line in page.body["vi"]["lines"] if line["is_asked"]}
    assert asked == {"Rác thu được", "Rác trên 100 m"}
    read = words(client, "snapshot", page.slug)
    assert read.count(ASKED) == 3  # in the sum above, and in two lines of the table
    assert "đã cân, đếm" in read
    assert "mật độ" not in str(page.body)
    rows = list(csv.DictReader(words(client, "snapshot_figures", page.slug).lstrip("\ufeff").splitlines()))
    marked = {row["name"] for row in rows if row["open_question"] == "yes"}
    assert marked == {"Rác thu được", "Rác trên 100 m"}


def test_what_was_settled_is_not_asked_outside(cast: Cast, beach: Activity, now: datetime, client: Client) -> None:
    beach.parties.create(agency=cast.agency, role="PARTNER", name="Chi đoàn chưa trả lời", state="NAMED", position=90)

    page = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)

    assert not [line for line in page.body["vi"]["lines"] if line["is_asked"]]
    assert ASKED not in words(client, "snapshot", page.slug)


def test_a_number_that_cannot_be_is_asked_of_the_figures_that_it_is_in(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    note = Note(FactKind.HEADCOUNT, {"count": "5"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now)
    note = Note(FactKind.HEADCOUNT, {"count": "-3"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now)

    page = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)

    asked = {line["name"] for line in page.body["vi"]["lines"] if line["is_asked"]}
    assert "Người tham gia" in asked
    assert "Rác thu được" not in asked


class TestInTheBrowser:
    """The card on the page of results."""

    def test_the_standing_office_publishes_and_withdraws(self, cast: Cast, beach: Activity, client: Client) -> None:
        client.force_login(cast.standing.user)
        answer = client.post(reverse("publish_impact", args=[beach.pk]))
        page = published().get()
        assert answer.headers["Location"] == reverse("snapshot", args=[page.slug])
        assert reverse("snapshot", args=[page.slug]) in client.get(reverse("activity_impact", args=[beach.pk])).text

        without_reason = client.post(reverse("withdraw_impact", args=[beach.pk]), {"because": " "})
        assert (without_reason.status_code, published().count()) == (200, 1)
        client.post(reverse("withdraw_impact", args=[beach.pk]), {"because": "Số cân sai"})
        assert not published().exists()
        assert "Đã thôi công bố" in client.get(reverse("activity_impact", args=[beach.pk])).text

    def test_whoever_keeps_the_record_reads_why_not(self, cast: Cast, beach: Activity, client: Client) -> None:
        client.force_login(cast.secretary.user)
        told = client.get(reverse("activity_impact", args=[beach.pk])).content.decode().replace("\xa0", " ")
        assert "không tự công bố hồ sơ của mình" in told
        assert client.post(reverse("publish_impact", args=[beach.pk])).status_code == 403


class TestMerged:
    """The public page of a record that was merged into another leads there, and comes back when they are apart."""

    @pytest.fixture
    def other(self, cast: Cast, now: datetime) -> Activity:
        words = {"kind": ActivityKind.CLEAN_UP, "held_on": PartialDate(2026, 12, 5), "now": now}
        return make_activity(cast, "Dọn biển cùng khối bạn", **words)  # type: ignore[arg-type]

    def merge(self, cast: Cast, beach: Activity, other: Activity, now: datetime) -> None:
        merge_activities(actor=cast.standing.actor(), activity=beach, into=other, now=now)

    def test_it_leads_to_the_common_page_once_that_is_published(
        self, cast: Cast, beach: Activity, page: Snapshot, other: Activity, now: datetime, client: Client
    ) -> None:
        self.merge(cast, beach, other, now)

        answer = client.get(reverse("snapshot", args=[page.slug]))
        said = answer.content.decode().replace("\xa0", " ")
        assert (answer.status_code, "đã gộp làm một" in said, "05/12/2026" in said) == (410, True, True)
        assert ("40 kg" in said, page.title in said, "Trang chung chưa được công bố" in said) == (False, False, True)
        assert client.get(reverse("snapshot_figures", args=[page.slug])).status_code == 410
        assert not published().exists()

        common = publish_impact(actor=cast.standing.actor(), activity=other, now=now)
        said = words(client, "snapshot", page.slug)
        assert reverse("snapshot", args=[common.slug]) in said
        assert "40 kg" in words(client, "snapshot", common.slug)
        assert list(published()) == [common]

    def test_it_comes_back_as_it_was_when_they_are_taken_apart(
        self, cast: Cast, beach: Activity, page: Snapshot, other: Activity, now: datetime, client: Client
    ) -> None:
        self.merge(cast, beach, other, now)
        with pytest.raises(RefusedError, match="đã gộp"):
            publish_impact(actor=cast.standing.actor(), activity=beach, now=now)
        beach.refresh_from_db()
        split_activity(actor=cast.standing.actor(), activity=beach, now=now)

        assert list(published()) == [page]
        assert "40 kg" in words(client, "snapshot", page.slug)
        assert publish_impact(actor=cast.standing.actor(), activity=beach, now=now) == page
        acts = AuditEntry.objects.filter(action__startswith="snapshot.led_").values_list("action", flat=True)
        assert list(acts) == ["snapshot.led_elsewhere", "snapshot.led_back"]

    def test_what_was_withdrawn_meanwhile_stays_withdrawn(
        self, cast: Cast, beach: Activity, page: Snapshot, other: Activity, now: datetime, client: Client
    ) -> None:
        self.merge(cast, beach, other, now)
        withdraw_impact(actor=cast.standing.actor(), activity=beach, because="Số cân sai", now=now)
        beach.refresh_from_db()
        split_activity(actor=cast.standing.actor(), activity=beach, now=now)

        answer = client.get(reverse("snapshot", args=[page.slug]))
        assert (answer.status_code, "thôi công bố trang này" in answer.text) == (410, True)
        assert not published().exists()

    def test_reports_of_reports_lead_to_the_last_record(
        self, cast: Cast, beach: Activity, page: Snapshot, other: Activity, now: datetime, client: Client
    ) -> None:
        self.merge(cast, beach, other, now)
        third = make_activity(cast, "Hồ sơ thứ ba", held_on=PartialDate(2026, 12, 5), now=now)
        other.refresh_from_db()
        self.merge(cast, other, third, now)
        common = publish_impact(actor=cast.standing.actor(), activity=third, now=now)

        assert reverse("snapshot", args=[common.slug]) in words(client, "snapshot", page.slug)
        other.refresh_from_db()
        split_activity(actor=cast.standing.actor(), activity=other, now=now)
        assert Snapshot.objects.get(pk=page.pk).led_to == other.pk
