"""A bloc and a movement become pages for everybody: by the standing office, as copies, and withdrawn again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.campaigns.models import Movement
from thidua.campaigns.services.movements import MovementWords, inherit_movement, launch_movement
from thidua.campaigns.services.publishing import publish_bloc, publish_call
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Bloc
from thidua.organisations.queries import years_of
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of

pytestmark = pytest.mark.django_db
OTHERS = ["secretary", "officer", "head", "observer", "council_member", "stranger", "administrator"]


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at(f"{YEAR}-06-05 15:30")


@pytest.fixture
def movement(cast: Cast) -> Movement:
    words = MovementWords(
        "Giảm rác thải nhựa",
        slogan="Mỗi người một bình nước",
        content="Không dùng chai nhựa.",
        starts_on=PartialDate(YEAR, 3),
        ends_on=PartialDate(YEAR, 11),
    )
    return launch_movement(actor=cast.standing.actor(), agency=cast.agency, words=words)


def read(client: Client, page: Snapshot) -> str:
    return words_of(client.get(reverse("snapshot", args=[page.slug])))


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_standing_office_publishes(cast: Cast, movement: Movement, now: datetime, who: str) -> None:
    actor = getattr(cast, who).actor()

    with pytest.raises(RefusedError):
        publish_bloc(actor=actor, bloc=cast.bloc, now=now)
    with pytest.raises(RefusedError):
        publish_call(actor=actor, movement=movement, now=now)
    assert not Snapshot.objects.exists()


def test_a_bloc_is_told_by_its_units_and_by_nobody_s_name(
    cast: Cast, movement: Movement, now: datetime, client: Client
) -> None:
    cycle = make_cycle(cast)
    inherit_movement(actor=cast.standing.actor(), cycle=cycle, movement=movement)

    page = publish_bloc(actor=cast.standing.actor(), bloc=cast.bloc, now=now)

    words = read(client, page)
    for unit in cast.units:
        assert unit.name in words
    assert ("Giảm rác thải nhựa" in words, str(YEAR) in words) == (True, True)
    names = [member.person.full_name for member in cast.everyone().values()]
    assert [name for name in names if name in words] == []


def test_a_bloc_of_which_this_year_tells_nothing_is_told_as_in_the_latest_year_that_does(
    cast: Cast, now: datetime, client: Client, at: Callable[[str], datetime]
) -> None:
    page = publish_bloc(actor=cast.standing.actor(), bloc=cast.bloc, now=now)
    words = read(client, page)
    assert (f"năm {YEAR}" in words, "năm gần nhất có trong hồ sơ" in words) == (True, False)

    later = at(f"{YEAR + 3}-06-05 15:30")
    page = publish_bloc(actor=cast.standing.actor(), bloc=cast.bloc, now=later)

    assert page.number == 1  # it says the same
    Bloc.objects.filter(pk=cast.bloc.pk).update(name="Khối đổi tên")
    cast.bloc.refresh_from_db()
    page = publish_bloc(actor=cast.standing.actor(), bloc=cast.bloc, now=later)
    words = read(client, page)
    assert (page.number, f"năm {YEAR} (năm gần nhất có trong hồ sơ)" in words) == (2, True)
    assert [each.name in words for each in cast.units] == [True] * len(cast.units)


def test_of_a_year_to_come_nothing_is_told_yet(cast: Cast, at: Callable[[str], datetime]) -> None:
    """The head of the next year is written down before that begins."""
    before = at(f"{YEAR - 1}-12-20 15:30")

    page = publish_bloc(actor=cast.standing.actor(), bloc=cast.bloc, now=before)

    assert page.body["vi"]["year"] == YEAR - 1
    assert years_of(cast.bloc.pk)[0] == YEAR


def test_a_movement_is_told_with_the_days_that_are_known(
    cast: Cast, movement: Movement, now: datetime, client: Client
) -> None:
    page = publish_call(actor=cast.standing.actor(), movement=movement, now=now)

    words = read(client, page)
    for each in ("Mỗi người một bình nước", "Không dùng chai nhựa.", f"tháng 3/{YEAR}", "chưa biết"):
        assert each in words, each
    told = page.body["vi"]
    assert (told["first_day"], told["last_day"]) == (f"{YEAR}-03-01", f"{YEAR}-11-30")


def test_the_copy_does_not_follow_the_record(cast: Cast, movement: Movement, now: datetime, client: Client) -> None:
    page = publish_call(actor=cast.standing.actor(), movement=movement, now=now)
    Movement.objects.filter(pk=movement.pk).update(slogan="Khẩu hiệu khác")
    assert "Khẩu hiệu khác" not in read(client, page)
    assert publish_call(actor=cast.standing.actor(), movement=movement, now=now).number == 1

    movement.refresh_from_db()
    again = publish_call(actor=cast.standing.actor(), movement=movement, now=now)

    assert (again.number, again.slug, "Khẩu hiệu khác" in read(client, page)) == (2, page.slug, True)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (SnapshotKind.BLOC, ("publish_bloc", "withdraw_bloc", "bloc")),
        (SnapshotKind.CALL, ("publish_call", "withdraw_call", "movement")),
    ],
)
def test_the_page_of_the_record_publishes_and_withdraws(
    cast: Cast, movement: Movement, now: datetime, client: Client, kind: SnapshotKind, names: tuple[str, ...]
) -> None:
    pk = cast.bloc.pk if kind == SnapshotKind.BLOC else movement.pk
    keys = ("publish", "withdraw", "page")
    urls = {key: reverse(name, args=[pk]) for key, name in zip(keys, names, strict=True)}
    client.force_login(cast.secretary.user)
    assert urls["publish"] not in client.get(urls["page"]).text
    assert client.post(urls["publish"]).status_code == 403
    client.force_login(cast.standing.user)
    assert urls["publish"] in client.get(urls["page"]).text

    published = latest_after(client.post(urls["publish"]), kind, pk)
    assert urls["withdraw"] in client.get(urls["page"]).text
    assert client.get(urls["withdraw"]).status_code == 200
    empty = client.post(urls["withdraw"], {"because": " "})
    assert (empty.status_code, published.stands) == (200, True)

    client.post(urls["withdraw"], {"because": "Đổi thành viên"})

    assert client.get(reverse("snapshot", args=[published.slug])).status_code == 410
    assert client.post(urls["withdraw"], {"because": "Lần nữa"}).status_code == 403
    assert AuditEntry.objects.filter(action="snapshot.withdrawn").count() == 1


def latest_after(answer: Any, kind: SnapshotKind, pk: int) -> Snapshot:
    """The version that the press has published."""
    found = latest_of(kind, pk)
    assert found is not None
    assert answer.headers["Location"] == reverse("snapshot", args=[found.slug])
    return found
