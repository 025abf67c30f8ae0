"""Published rankings on the public site: on a page of their own, on that of their bloc, found, and gone at once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.pages import BLOC, RANKING, publish_thing, ranking_with_points
from tests.pages import words_of
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(cast: Cast) -> Snapshot:
    return publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC)


def rank(cast: Cast, year: int, *, with_points: bool = False, bloc: int = 1) -> Snapshot:
    """The ranking of a year of a bloc."""
    told = {"year": year, "bloc_subject": bloc}
    words = ranking_with_points(**told) if with_points else {**RANKING, **told}
    title = f"Kết quả xếp hạng năm {year}: Khối Thi đua số {'I' * bloc}"
    return publish_thing(cast, SnapshotKind.RANKING, bloc * 10_000 + year, title, words)


def url_of(page: Snapshot) -> str:
    return reverse("snapshot", args=[page.slug])


def test_the_order_is_told_without_points(cast: Cast, client: Client, bloc: Snapshot) -> None:
    answer = client.get(url_of(rank(cast, 2025)))

    words = words_of(answer)
    assert "Văn phòng Bộ Hoàn thành xuất sắc 1 Vụ Kế hoạch Hoàn thành tốt 2 Vụ Pháp chế – không xếp hạng" in words
    assert ("Tổng điểm" in words, "<rect" in answer.text, "không công bố điểm" in words) == (False, False, True)
    assert ("công bố trong khối ngày 20/01/2026" in words, "06/2022/QH15" in words) == (True, True)
    assert f'href="{url_of(bloc)}"' in answer.text


def test_points_have_bars_without_a_script_in_the_language_of_the_page(cast: Cast, client: Client) -> None:
    path = url_of(rank(cast, 2025, with_points=True))

    vietnamese, english = client.get(path), client.get(f"/en{path}")

    assert "Văn phòng Bộ 96,50 Hoàn thành xuất sắc 1 Vụ Kế hoạch ≈ 48,25" in words_of(vietnamese)
    assert "Văn phòng Bộ 96.50 Hoàn thành xuất sắc 1 Vụ Kế hoạch ≈ 48.25" in words_of(english)
    assert re.findall(r'<rect x="0" width="(\d+)%"', vietnamese.text) == ["100", "50"]
    assert "<script" not in vietnamese.text + english.text
    assert '<html lang="en"' in english.text


def test_a_page_names_itself_in_both_languages_and_stands_in_the_map(cast: Cast, client: Client) -> None:
    path = url_of(rank(cast, 2025))
    site = "http://127.0.0.1:8000"

    for url in (path, f"/en{path}"):
        text = client.get(url).text
        assert f'<link rel="canonical" href="{site}{url}">' in text
        assert f'hreflang="vi" href="{site}{path}"' in text
        assert f'hreflang="en" href="{site}/en{path}"' in text
        assert f"<loc>{site}{url}</loc>" in client.get(reverse("sitemap")).text
    assert path in client.get(reverse("published")).text


def test_a_bloc_shows_its_last_years_and_leads_to_the_others(cast: Cast, client: Client, bloc: Snapshot) -> None:
    pages = {year: rank(cast, year, with_points=year == 2024) for year in range(2021, 2026)}
    other = rank(cast, 2025, bloc=2)

    text = client.get(url_of(bloc)).text

    assert re.findall(r'id="nam-(\d+)"', text) == ["2025", "2024", "2023"]
    assert text.count('<table class="so-ranking"') == 3
    assert text.count("<rect") == 2
    assert [year for year, page in pages.items() if url_of(page) in text] == list(pages)
    assert url_of(other) not in text
    assert url_of(pages[2021]) in client.get(url_of(pages[2025])).text


def test_a_bloc_with_nothing_published_says_so(client: Client, bloc: Snapshot) -> None:
    words = words_of(client.get(url_of(bloc)))

    assert "Cơ quan chưa công bố kết quả năm nào của khối này." in words
    assert "Xếp hạng" not in words


def test_a_withdrawn_ranking_is_gone_everywhere_at_once(cast: Cast, client: Client, bloc: Snapshot) -> None:
    page = rank(cast, 2025)
    places = (url_of(bloc), reverse("sitemap"), reverse("published"), f"{reverse('search_public')}?tu=xep+hang+2025")
    assert [where for where in places if page.slug not in client.get(where).text] == []

    withdraw(actor=cast.standing.actor(), snapshot=page, because="Sai", now=timezone.now())

    assert [where for where in places if page.slug in client.get(where).text] == []
    assert client.get(url_of(page)).status_code == 410


def test_an_unknown_address_and_a_file_of_a_ranking_are_not_there(cast: Cast, client: Client) -> None:
    page = rank(cast, 2025)

    assert client.get(reverse("snapshot", args=["khong-co"])).status_code == 404
    assert client.get(reverse("snapshot_figures", args=[page.slug])).status_code == 404


@pytest.mark.parametrize(
    "words", ["khoi thi dua so i", "2025", "vu ke hoach", "Vụ Pháp chế", "xuat sac", "bang tieu chi"]
)
def test_it_is_found_by_bloc_year_unit_and_grade(cast: Cast, client: Client, words: str) -> None:
    path = url_of(rank(cast, 2025))

    for search in ("/tim-kiem/", "/en/tim-kiem/"):
        assert path in client.get(search, {"tu": words}).text


def test_points_are_not_found(cast: Cast, client: Client) -> None:
    path = url_of(rank(cast, 2025, with_points=True))

    assert path not in client.get("/tim-kiem/", {"tu": "193"}).text


def test_pages_take_as_many_queries_for_many_years_as_for_one(cast: Cast, client: Client, bloc: Snapshot) -> None:
    page = rank(cast, 2025)
    paths = (url_of(bloc), url_of(page))
    client.cookies["x"] = "1"  # past the pages that are kept
    few = [queries_at(client, path) for path in paths]

    for year in range(2015, 2025):
        rank(cast, year, with_points=True)

    assert [queries_at(client, path) for path in paths] == few


def queries_at(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
