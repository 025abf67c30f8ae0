"""What came of a bloc's year, a movement, an agency's year, for everybody: each fact once, named by own pages alone."""

import csv
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.files import make_jpeg, upload
from tests.factories.follow_up import make_lesson
from thidua.activities.enums import ActivityKind, FactKind, LessonKind, PartyRole, PeopleShown
from thidua.activities.errors import ActivityError
from thidua.activities.facts.public_sums import SumPage, page_of_cycle, page_of_movement, page_of_year
from thidua.activities.models import Activity, Lesson
from thidua.activities.queries import KIND
from thidua.activities.services import (
    Note,
    PublicPhotoWords,
    add_party,
    choose_public_photo,
    hold_back_lesson,
    note_fact,
    place_activity,
    publish_impact,
    publish_sum,
    release_lesson,
    withdraw_impact,
    withdraw_sum,
)
from thidua.activities.services.figures import keep_figures
from thidua.campaigns.models import Cycle, Movement
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.common.errors import RefusedError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.services import add_photo
from thidua.publishing.enums import PictureRole, SnapshotKind
from thidua.publishing.models import PublishedPicture, Snapshot
from thidua.publishing.queries import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def year(cast: Cast) -> Cycle:
    return make_cycle(cast)


@pytest.fixture
def movement(cast: Cast) -> Movement:
    words = MovementWords("Vì một đại dương xanh")
    return launch_movement(actor=cast.standing.actor(), agency=cast.agency, words=words)


@pytest.fixture
def beach(cast: Cast, year: Cycle, movement: Movement, now: datetime) -> Activity:
    """Bloc I with bloc II: 40 kg, a stretch of known place."""
    activity = make_activity(
        cast,
        "Dọn bãi biển",
        kind=ActivityKind.CLEAN_UP,
        held_on=PartialDate(2026, 12, 5),
        cycles=[year],
        movement=movement,
        now=now,
    )
    for party in (cast.bloc, cast.other_bloc):
        add_party(actor=cast.standing.actor(), activity=activity, role=PartyRole.CO_ORGANISER, party=party, now=now)
    activity.parties.update(state="CONFIRMED", answered_at=now)
    note(cast, activity, FactKind.WEIGHING, {"scope": "WHOLE", "gross": "40", "tare": "0", "slip": "a"}, now)
    note(cast, activity, FactKind.ZONE, {"name": "Nhà ông Tám", "metres": "400", "point": ["19.74", "105.9"]}, now)
    return activity


@pytest.fixture
def river(cast: Cast, year: Cycle, movement: Movement, now: datetime) -> Activity:
    """Bloc I alone: 2 kg, five people."""
    held_on = PartialDate(2026, 11, 5)
    words = {"kind": ActivityKind.CLEAN_UP, "held_on": held_on, "movement": movement}
    activity = make_activity(cast, "Dọn bờ sông", cycles=[year], now=now, **words)  # type: ignore[arg-type]
    note(cast, activity, FactKind.WEIGHING, {"scope": "WHOLE", "gross": "2", "tare": "0", "slip": "b"}, now)
    note(cast, activity, FactKind.HEADCOUNT, {"count": "5"}, now)
    return activity


def note(cast: Cast, activity: Activity, kind: FactKind, body: dict[str, object], now: datetime) -> None:
    note_fact(actor=cast.standing.actor(), activity=activity, note=Note(kind, body), now=now)


def publish(cast: Cast, page: SumPage, now: datetime) -> Snapshot:
    return publish_sum(actor=cast.standing.actor(), page=page, now=now)


def read(client: Client, slug: str, name: str = "snapshot") -> str:
    return client.get(reverse(name, args=[slug])).content.decode().replace("\xa0", " ")


def all_three(cast: Cast, year: Cycle, movement: Movement) -> list[SumPage]:
    return [page_of_cycle(year), page_of_movement(movement), page_of_year(cast.agency, 2026)]


@pytest.mark.usefixtures("beach", "river")
def test_anybody_reads_the_sums_of_a_year_a_movement_and_an_agency(
    cast: Cast, year: Cycle, movement: Movement, now: datetime, client: Client
) -> None:
    for page, kind in zip(all_three(cast, year, movement), ("CYCLE", "MOVEMENT", "YEAR"), strict=True):
        snapshot = publish(cast, page, now)
        told = read(client, snapshot.slug)
        assert snapshot.kind == kind
        assert ("42 kg" in told, snapshot.digest in told, "2 hoạt động khác" in told) == (True, True, True)
        assert ("Dọn bãi biển" in told, "ông Tám" in told + str(snapshot.body)) == (False, False)
        figures = list(csv.DictReader(read(client, snapshot.slug, "snapshot_figures").lstrip("\ufeff").splitlines()))
        assert [each["best"] for each in figures if each["name"] == "Rác thu được"] == ["42"]
    assert published().count() == 3


def test_an_activity_of_two_blocs_counts_once_and_says_so(
    cast: Cast, year: Cycle, movement: Movement, beach: Activity, river: Activity, now: datetime, client: Client
) -> None:
    for activity in (beach, river):
        publish_impact(actor=cast.standing.actor(), activity=activity, now=now)
    snapshot = publish(cast, page_of_cycle(year), now)
    told = read(client, snapshot.slug)
    assert "2 bên cùng tổ chức, không cộng" in told
    assert told.index("Dọn bãi biển") < told.index("Dọn bờ sông")
    assert "Rác thu được, từng hoạt động" in told
    rows = list(csv.DictReader(read(client, snapshot.slug, "snapshot_activities").lstrip("\ufeff").splitlines()))
    assert [(row["title"], row["parties"], row["mass_best"]) for row in rows] == [
        ("Dọn bãi biển", "2", "40"),
        ("Dọn bờ sông", "1", "2"),
    ]


def test_a_part_is_told_inside_the_larger_one_and_added_once(
    cast: Cast, year: Cycle, beach: Activity, river: Activity, now: datetime, client: Client
) -> None:
    river.refresh_from_db()
    place_activity(actor=cast.standing.actor(), activity=river, version=river.version, parent=beach, now=now)
    for activity in (beach, river):
        publish_impact(actor=cast.standing.actor(), activity=Activity.objects.get(pk=activity.pk), now=now)

    told = read(client, publish(cast, page_of_cycle(year), now).slug)

    assert ("42 kg" in told, "84 kg" in told, "nằm trong hoạt động lớn hơn, không cộng thêm" in told) == (
        True,
        False,
        True,
    )


def test_an_activity_whose_own_page_is_withdrawn_is_named_nowhere_at_once(
    cast: Cast, year: Cycle, beach: Activity, river: Activity, now: datetime, client: Client
) -> None:
    own = {each: publish_impact(actor=cast.standing.actor(), activity=each, now=now) for each in (beach, river)}
    snapshot = publish(cast, page_of_cycle(year), now)
    before = read(client, snapshot.slug)
    assert ("Nơi đã làm" in before, reverse("snapshot", args=[own[beach].slug]) in before) == (True, True)

    withdraw_impact(actor=cast.standing.actor(), activity=beach, because="Nêu nhầm tên", now=now)

    told = read(client, snapshot.slug)
    assert ("Dọn bãi biển" in told, "Nơi đã làm" in told, "Dọn bờ sông" in told) == (False, False, True)
    assert ("42 kg" in told, "1 hoạt động khác" in told) == (True, True)
    assert "Dọn bãi biển" not in read(client, snapshot.slug, "snapshot_activities")


def test_pictures_and_released_lines_are_those_of_the_own_pages(
    cast: Cast, year: Cycle, beach: Activity, now: datetime, client: Client
) -> None:
    standing = cast.standing.actor()
    photo = add_photo(
        actor=standing,
        parent=Reference(KIND, beach.pk),
        agency=cast.agency.pk,
        upload=upload(make_jpeg("teal"), "bien.jpg"),
        alt_text="Bãi biển sạch",
        consent=PhotoConsent.NOBODY_SHOWN,
        now=now,
    )
    words = PublicPhotoWords(PictureRole.AFTER, PeopleShown.NO_FACES, "Bãi biển sạch")
    choose_public_photo(actor=standing, photo=photo, activity=beach, words=words)
    lesson = make_lesson(cast, beach, "Thiếu cân treo", LessonKind.FAILED)
    release_lesson(actor=standing, lesson=lesson, version=lesson.version, now=now)
    publish_impact(actor=standing, activity=beach, now=now)
    snapshot = publish(cast, page_of_cycle(year), now)

    told = read(client, snapshot.slug)
    assert ("Bãi biển sạch" in told, "Thiếu cân treo" in told) == (True, True)
    picture = PublishedPicture.objects.get(gone_at=None)
    url = f"http://127.0.0.1:8000{reverse('snapshot_picture', args=[picture.snapshot.slug, picture.key])}"
    assert told.count(f'property="og:image" content="{url}"') == 1
    assert f'property="og:image:width" content="{picture.width}"' in told
    assert 'property="og:image:alt" content="Bãi biển sạch"' in told

    hold_back_lesson(actor=standing, lesson=Lesson.objects.get(), now=now)
    assert "Thiếu cân treo" not in read(client, snapshot.slug)


@pytest.mark.usefixtures("beach")
def test_it_is_withdrawn_at_once_and_published_again(
    cast: Cast, year: Cycle, movement: Movement, now: datetime, client: Client
) -> None:
    for page in all_three(cast, year, movement):
        with pytest.raises(RefusedError, match="đang không được công bố"):
            withdraw_sum(actor=cast.standing.actor(), page=page, because="Sai", now=now)
        first = publish(cast, page, now)
        assert publish(cast, page, now) == first
        withdraw_sum(actor=cast.standing.actor(), page=page, because="Sai", now=now)
        for name in ("snapshot", "snapshot_figures", "snapshot_activities"):
            assert client.get(reverse(name, args=[first.slug])).status_code == 410
        assert publish(cast, page, now).number == 2


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "administrator"])
@pytest.mark.usefixtures("beach")
def test_only_the_standing_office_publishes_sums(cast: Cast, year: Cycle, now: datetime, who: str) -> None:
    with pytest.raises(RefusedError):
        publish_sum(actor=getattr(cast, who).actor(), page=page_of_cycle(year), now=now)
    publish(cast, page_of_cycle(year), now)
    with pytest.raises(RefusedError):
        withdraw_sum(actor=getattr(cast, who).actor(), page=page_of_cycle(year), because="Sai", now=now)


def test_a_year_in_which_nothing_was_held_has_nothing_to_publish(cast: Cast, year: Cycle, now: datetime) -> None:
    with pytest.raises(ActivityError, match="chưa có gì để công bố"):
        publish(cast, page_of_cycle(year), now)


def test_while_figures_are_being_reckoned_nothing_is_published(
    cast: Cast, year: Cycle, beach: Activity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.activities.facts.figures.SMALL", 1)
    page = page_of_cycle(year)
    with pytest.raises(ActivityError, match="đang tính lại"):
        publish(cast, page, now)
    keep_figures(page.selection, now)
    assert publish(cast, page, now).number == 1


@pytest.mark.usefixtures("beach", "river")
class TestInTheBrowser:
    """The card on the pages of sums, and its buttons."""

    def test_each_level_is_published_and_withdrawn(
        self, cast: Cast, year: Cycle, movement: Movement, client: Client
    ) -> None:
        client.force_login(cast.standing.user)
        for level, page in zip(("cycle", "movement", "year"), all_three(cast, year, movement), strict=True):
            inside = reverse(f"{level}_impact", args=page.keys)
            publish_url, withdraw_url = page.urls()
            assert publish_url in client.get(inside).text
            answer = client.post(publish_url)
            snapshot = published().get(kind=page.kind)
            assert answer.headers["Location"] == reverse("snapshot", args=[snapshot.slug])
            assert withdraw_url in client.get(inside).text
            assert client.post(withdraw_url, {"because": " "}).status_code == 200
            client.post(withdraw_url, {"because": "Sai"})
            assert not published().filter(kind=page.kind).exists()
            assert "Đã thôi công bố từ ngày" in client.get(inside).text

    def test_whoever_runs_the_bloc_reads_why_not(self, cast: Cast, year: Cycle, client: Client) -> None:
        client.force_login(cast.secretary.user)
        told = client.get(reverse("cycle_impact", args=[year.pk])).content.decode().replace("\xa0", " ")
        assert "không tự công bố hồ sơ của mình" in told
        assert client.post(reverse("publish_cycle", args=[year.pk])).status_code == 403

    def test_pages_of_one_thing_have_no_list_of_activities(
        self, cast: Cast, beach: Activity, now: datetime, client: Client
    ) -> None:
        own = publish_impact(actor=cast.standing.actor(), activity=beach, now=now)
        assert client.get(reverse("snapshot_activities", args=[own.slug])).status_code == 404

    def test_the_page_asks_as_much_of_many_as_of_few(
        self, cast: Cast, year: Cycle, beach: Activity, river: Activity, now: datetime, client: Client,
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:  # fmt: skip
        for activity in (beach, river):
            publish_impact(actor=cast.standing.actor(), activity=activity, now=now)
        snapshot = publish(cast, page_of_cycle(year), now)
        with django_assert_max_num_queries(7):  # type: ignore[attr-defined]  # one asks whether a kept page holds
            client.get(reverse("snapshot", args=[snapshot.slug]))


def test_a_year_of_a_unit_counts_what_it_keeps_and_takes_part_in_once(
    cast: Cast, beach: Activity, river: Activity, now: datetime, client: Client
) -> None:
    held_on = PartialDate(2026, 10, 1)
    own = make_activity(
        cast, "Trồng cây", kind=ActivityKind.CLEAN_UP, home=cast.unit, cycles=[], held_on=held_on, now=now
    )
    note(cast, own, FactKind.WEIGHING, {"scope": "WHOLE", "gross": "1", "tare": "0", "slip": "c"}, now)
    for party in (cast.unit, cast.other_unit):
        add_party(actor=cast.standing.actor(), activity=beach, role=PartyRole.PARTNER, party=party, now=now)
    beach.parties.filter(unit=cast.unit).update(state="CONFIRMED", answered_at=now)
    beach.parties.filter(unit=cast.other_unit).update(state="NAMED")

    client.force_login(cast.standing.user)
    sums = {}
    for unit in (cast.unit, cast.other_unit):
        told = client.get(reverse("unit_impact", args=[unit.pk, 2026])).content.decode().replace("\xa0", " ")
        sums[unit.pk] = [kg for kg in ("1 kg", "40 kg", "41 kg", "42 kg", "43 kg") if f"{kg}<" in told]
    assert "41 kg" in sums[cast.unit.pk]
    assert not {"41 kg", "42 kg", "43 kg"} & set(sums[cast.other_unit.pk])
    assert (
        f'href="{reverse("unit_impact", args=[cast.unit.pk, 2026])}"'
        in client.get(reverse("unit", args=[cast.unit.pk])).text
    )
    client.force_login(cast.officer.user)
    mine = client.get(reverse("unit_impact", args=[cast.unit.pk, 2026]))
    others = client.get(reverse("unit_impact", args=[cast.other_unit.pk, 2026]))
    assert (mine.status_code, others.status_code) == (200, 404)


def test_sums_of_units_blocs_and_the_agency_come_of_the_same_facts(
    cast: Cast, year: Cycle, movement: Movement, beach: Activity, river: Activity, now: datetime
) -> None:
    from thidua.activities.facts.figures import figures_now

    found = []
    for page in all_three(cast, year, movement):
        figures = figures_now(page.selection, now)
        assert figures is not None
        found += [
            Fraction(each["best"])
            for each in figures.said("vi")["figures"]
            if (each["kind"], each["detail"]) == ("MASS", "")
        ]
    assert found == [42, 42, 42]
    assert {page.kind for page in all_three(cast, year, movement)} == {
        SnapshotKind.CYCLE,
        SnapshotKind.MOVEMENT,
        SnapshotKind.YEAR,
    }
