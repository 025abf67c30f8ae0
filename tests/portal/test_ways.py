"""Ways between pages: an article, the bloc, the movement and the events that it tells of lead to one another."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.articles import published_article, take_down
from tests.factories.pages import BLOC, DECISION, publish_call, publish_event, publish_thing
from tests.pages import words_of
from thidua.publishing.enums import SnapshotKind, SourceKind
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db
ACTIVITY, MOVEMENT = 41, 7


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at(f"{YEAR}-12-05 15:30")


@pytest.fixture
def bloc(cast: Cast, now: datetime) -> Snapshot:
    told = {**BLOC, "year": YEAR, "movements": [[MOVEMENT, "Phong trào xanh"]]}
    return publish_thing(cast, SnapshotKind.BLOC, cast.bloc.pk, "Khối Thi đua số I", told)


def address(page: Snapshot) -> str:
    return reverse("snapshot", args=[page.slug])


def written_of(source: int, kind: SourceKind = SourceKind.ACTIVITY, **article: object) -> None:
    Article.objects.filter(**article).update(source_kind=kind, source=source)


def leads_to(client: Client, url: str, wanted: str) -> bool:
    answer = client.get(url)
    assert answer.status_code == 200
    return f'href="{wanted}"' in answer.text


def test_an_article_and_its_bloc_lead_to_one_another(cast: Cast, client: Client, bloc: Snapshot, now: datetime) -> None:
    article = published_article(cast)
    other = published_article(cast, title="Của khối khác", slug="khac", bloc=cast.other_bloc)

    assert leads_to(client, article.get_absolute_url(), address(bloc))
    assert leads_to(client, address(bloc), article.get_absolute_url())
    assert not leads_to(client, other.get_absolute_url(), address(bloc))
    assert not leads_to(client, address(bloc), other.get_absolute_url())


def test_what_is_withdrawn_or_taken_down_is_no_way(cast: Cast, client: Client, bloc: Snapshot, now: datetime) -> None:
    kept = published_article(cast)
    gone = published_article(cast, title="Sẽ gỡ", slug="se-go")
    take_down(gone, cast.standing)
    assert not leads_to(client, address(bloc), gone.get_absolute_url())
    assert leads_to(client, address(bloc), kept.get_absolute_url())

    withdraw(actor=cast.standing.actor(), snapshot=bloc, because="Nhầm", now=now)

    assert not leads_to(client, kept.get_absolute_url(), address(bloc))
    assert cast.bloc.name in words_of(client.get(kept.get_absolute_url()))


def test_a_movement_its_events_its_blocs_and_what_is_written_lead_to_one_another(
    cast: Cast, client: Client, bloc: Snapshot, now: datetime
) -> None:
    call = publish_call(cast, MOVEMENT, "Phong trào xanh", first_day=f"{YEAR}-01-01")
    told = {"movement": "Phong trào xanh", "movement_subject": MOVEMENT, "blocs": [[cast.bloc.pk, cast.bloc.name]]}
    event = publish_event(cast, ACTIVITY, "Ra quân", date(YEAR, 12, 18), **told)
    stranger = publish_event(cast, ACTIVITY + 1, "Việc khác", date(YEAR, 12, 19))
    article = published_article(cast)
    written_of(ACTIVITY, pk=article.pk)

    ways = {(call, event), (call, bloc), (event, call), (event, bloc), (bloc, event), (bloc, call)}
    pages = (call, event, bloc)
    found = {(here, there) for here in pages for there in pages if leads_to(client, address(here), address(there))}
    assert found == ways
    assert [leads_to(client, address(each), article.get_absolute_url()) for each in pages] == [True] * 3
    assert leads_to(client, article.get_absolute_url(), address(event))
    assert [leads_to(client, address(each), address(stranger)) for each in pages] == [False] * 3
    assert [leads_to(client, address(stranger), address(each)) for each in pages] == [False] * 3


def test_an_article_leads_to_the_decision_of_which_it_tells_and_back(cast: Cast, client: Client, now: datetime) -> None:
    decision = publish_thing(cast, SnapshotKind.DECISION, 12, "Công nhận Khối trưởng", DECISION)
    event = publish_event(cast, 12, "Cùng số, khác việc", date(YEAR, 12, 18))
    article = published_article(cast)
    written_of(12, SourceKind.DECISION, pk=article.pk)

    assert leads_to(client, article.get_absolute_url(), address(decision))
    assert leads_to(client, address(decision), article.get_absolute_url())
    assert not leads_to(client, article.get_absolute_url(), address(event))
    assert not leads_to(client, address(event), article.get_absolute_url())


def test_copies_of_before_there_were_ways_are_read_as_they_are(cast: Cast, client: Client, now: datetime) -> None:
    event = publish_event(cast, 1, "Ra quân", date(YEAR, 12, 18), movement="Phong trào xanh")

    assert "Phong trào xanh" in words_of(client.get(address(event)))


def test_many_ways_ask_no_more_than_few(
    cast: Cast, client: Client, bloc: Snapshot, now: datetime, count_queries: Callable[..., int]
) -> None:
    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            published_article(cast, title=f"Tin {number}", slug=f"tin-{number}")
            named = {"blocs": [[cast.bloc.pk, cast.bloc.name]], "movement_subject": MOVEMENT}
            publish_event(cast, number, f"Việc {number}", date(YEAR, 12, 18), **named)

    call = publish_call(cast, MOVEMENT, "Phong trào xanh")
    grow(1, 2)
    urls = [address(bloc), address(call)]
    one = [count_queries(lambda url=url: client.get(url)) for url in urls]
    grow(2, 5)

    assert [count_queries(lambda url=url: client.get(url)) for url in urls] == one
