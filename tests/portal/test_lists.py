"""Blocs, movements, activities, exemplars, documents: lists and single pages, from published copies alone."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import make_photo, published_article
from tests.factories.pages import BLOC, DECISION, publish_call, publish_event, publish_thing
from tests.pages import words_of
from tests.portal.test_pages import TOLD
from thidua.publishing.enums import ArticleKind, SnapshotKind
from thidua.publishing.facts.law import listed_texts
from thidua.publishing.models import Snapshot
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db

LISTS = (
    "exemplars",
    "calendar",
    "about",
    "accessibility",
    "privacy",
    "site_map",
    "public_blocs",
    "public_movements",
    "public_activities",
    "public_documents",
)
STRANGE = (
    "?trang=0",
    "?trang=-1",
    "?trang=9999999999999999999999",
    "?trang=hai",
    "?trang=%00",
    "?loai=%00",
    "?thang=x",
)


@pytest.mark.parametrize("name", LISTS)
def test_every_page_is_read_by_anybody_empty_and_with_strange_questions(client: Client, db: None, name: str) -> None:
    for asked in ("", *STRANGE):
        answer = client.get(reverse(name) + asked)
        assert (answer.status_code, list(answer.cookies)) == (200, []), asked


@pytest.mark.parametrize("name", LISTS)
def test_every_page_says_its_name_to_programs(client: Client, db: None, name: str) -> None:
    text = client.get(reverse(name)).text

    for mark in ('<meta name="description"', '<link rel="canonical"', 'property="og:title"', 'property="og:url"'):
        assert text.count(mark) == 1, mark


def pages(cast: Cast) -> dict[str, Snapshot]:
    day = date(2026, 12, 18)
    return {
        "bloc": publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC),
        "call": publish_call(cast, 1, "Phong trào xanh", slogan="Mỗi ngày một việc"),
        "event": publish_event(cast, 1, "Ra quân", day),
        "decision": publish_thing(cast, SnapshotKind.DECISION, 1, "Công nhận Khối trưởng", DECISION, day=day),
    }


def test_each_thing_has_a_page_that_is_gone_once_it_is_withdrawn(cast: Cast, client: Client) -> None:
    for page in pages(cast).values():
        url = reverse("snapshot", args=[page.slug])
        shown = client.get(url)
        assert (shown.status_code, page.title in words_of(shown), page.digest in shown.text) == (200, True, True)

        withdraw(actor=cast.standing.actor(), snapshot=page, because="Sai", now=timezone.now())

        gone = client.get(url)
        assert (gone.status_code, page.title in words_of(gone)) == (410, False)


def test_pages_of_words_have_no_figures_to_download(cast: Cast, client: Client) -> None:
    slugs = [page.slug for page in pages(cast).values()]
    names = ("snapshot_figures", "snapshot_activities", "snapshot_map", "snapshot_pieces")

    assert {client.get(reverse(name, args=[slug])).status_code for slug in slugs for name in names} == {404}


def test_members_nobody_has_named_are_no_zero(cast: Cast, client: Client) -> None:
    bloc = publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", {**BLOC, "members": []})
    listed, told = (
        words_of(client.get(url)) for url in (reverse("public_blocs"), reverse("snapshot", args=[bloc.slug]))
    )

    assert ("chưa có danh sách thành viên" in listed, "chưa có danh sách" in told) == (True, True)
    assert ("0 đơn vị" in listed, "0 đơn vị" in told) == (False, False)


def test_a_bloc_leads_to_the_results_and_movements_that_stand(cast: Cast, client: Client) -> None:
    call = publish_call(cast, 7, "Phong trào xanh")
    year = publish_thing(cast, SnapshotKind.CYCLE, 5, "Kết quả năm 2025", {"counted": []})
    told = {**BLOC, "movements": [[7, "Phong trào xanh"], [8, "Chưa công bố"]], "years": [[5, 2025], [4, 2024]]}
    bloc = publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", told)
    url = reverse("snapshot", args=[bloc.slug])

    text, words = client.get(url).text, words_of(client.get(url))
    assert (call.slug in text, year.slug in text) == (True, True)
    assert ("Chưa công bố" in words, "Năm 2025" in words, "Năm 2024" in words) == (True, True, False)

    withdraw(actor=cast.standing.actor(), snapshot=year, because="Sai", now=timezone.now())

    assert "Cơ quan chưa công bố kết quả năm nào của khối này." in words_of(client.get(url))


def test_lists_are_paged(cast: Cast, client: Client) -> None:
    for number in range(21):
        publish_thing(cast, SnapshotKind.BLOC, number, f"Khối {number:02d}", BLOC)
    url = reverse("public_blocs")

    first, second = words_of(client.get(url)), words_of(client.get(url + "?trang=2"))

    assert ("Khối 00" in first, "Khối 20" in first, "Khối 20" in second) == (True, False, True)
    assert words_of(client.get(url + "?trang=99")) == second


def test_movements_that_ended_are_paged_below_those_that_run(cast: Cast, client: Client) -> None:
    publish_call(cast, 99, "Đang chạy", first_day=f"{timezone.localdate():%Y-01-01}")
    for number in range(21):
        publish_call(cast, number, f"Đã xong {number:02d}", last_day="2020-01-31")
    url = reverse("public_movements")

    first, second = words_of(client.get(url)), words_of(client.get(url + "?trang=2"))

    each = ("Đang chạy", "Đã xong 20", "Đã xong 00")
    assert [[name in words for name in each] for words in (first, second)] == [
        [True, True, False],
        [False, False, True],
    ]


def test_activities_are_listed_with_their_chief_figures(cast: Cast, client: Client) -> None:
    publish_thing(cast, SnapshotKind.IMPACT, 1, "Ra quân ở Sầm Sơn", TOLD, day=date(2026, 12, 5))

    words = words_of(client.get(reverse("public_activities")))

    assert ("Ra quân ở Sầm Sơn" in words, "40 kg" in words) == (True, True)


def test_exemplars_are_apart_from_news(cast: Cast, client: Client, count_queries: Callable[..., int]) -> None:
    def tell(number: int) -> None:
        body = [("picture", {"photo": make_photo(cast.agency, cast.secretary), "caption": ""})]
        given = {"body": body, "kind": ArticleKind.EXEMPLAR}
        published_article(cast, title=f"Tổ số {number}", slug=f"to-{number}", **given)

    published_article(cast, title="Tin thường", slug="tin-thuong")
    published_article(cast, title="Trả lại ví", slug="vi", kind=ArticleKind.GOOD_DEED)
    tell(1)
    url = reverse("exemplars")
    words = words_of(client.get(url))
    assert [each in words for each in ("Tin thường", "Trả lại ví", "Tổ số 1")] == [False, True, True]
    deeds = words_of(client.get(url + "?loai=viec-tot"))
    assert ("Trả lại ví" in deeds, "Tổ số 1" in deeds) == (True, False)

    few = count_queries(lambda: client.get(url))
    tell(2)
    tell(3)
    assert count_queries(lambda: client.get(url)) == few


def test_decisions_are_paged_and_texts_stand_on_every_page(cast: Cast, client: Client) -> None:
    for number in range(21):
        day = date(2026, 1, 1 + number)
        publish_thing(cast, SnapshotKind.DECISION, number, f"Công nhận số {number:02d}", DECISION, day=day)
    url = reverse("public_documents")

    first, second = words_of(client.get(url)), words_of(client.get(url + "?trang=2"))

    assert [("Công nhận số 20" in page, "Công nhận số 00" in page) for page in (first, second)] == [
        *((True, False), (False, True)),
    ]
    assert "Luật 06/2022/QH15" in second


def test_documents_say_how_surely_a_day_is_known(cast: Cast, client: Client, at: Callable[[str], datetime]) -> None:
    at("2026-12-05 09:00")
    publish_thing(cast, SnapshotKind.DECISION, 1, "Công nhận Khối trưởng", DECISION, day=date(2026, 1, 15))

    words = words_of(client.get(reverse("public_documents")))

    for each in ("Luật 06/2022/QH15", "Đang có hiệu lực", "đã đọc lời văn, bản sao", "Công nhận Khối trưởng"):
        assert each in words, each


def test_a_text_is_in_force_from_its_first_to_its_last_day() -> None:
    found = {
        day: next(row.standing for row in listed_texts(day) if row.text.number == "98/2023/NĐ-CP")
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    }

    assert list(found.values()) == ["Chưa có hiệu lực", "Đang có hiệu lực", "Đang có hiệu lực", "Hết hiệu lực"]
