"""`/`: the front page for strangers, one's own home for whoever has signed in."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import make_photo, published_article
from tests.factories.honours import honoured, name_people
from tests.factories.pages import BLOC, publish_call, publish_event, publish_thing
from tests.pages import words_of
from tests.portal.test_pages import put
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.enums import YEARS, ArticleKind, SnapshotKind
from thidua.publishing.models import PublishedAward, Snapshot
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db

CALLS = (
    *("Đã hết", "Mai bắt đầu", "Hôm nay là ngày cuối", "Hôm nay bắt đầu"),
    *("Không ai biết ngày nào", "Chỉ biết ngày cuối", "Bắt đầu từ đầu năm", "Bắt đầu từ năm trước"),
)
YEAR = {
    "chief": [
        {"name": "Người tham gia", "amount": "86 người", "is_unknown": False},
        {"name": "Rác thu được", "amount": "chưa có số liệu", "is_unknown": True},
    ],
    "chart": {
        "title": "Rác thu được theo loại",
        "kind": "ranges",
        "labels": ["Chưa phân loại", "Tái chế", "Nguy hại"],
        "series": [
            {"name": "ít nhất", "values": ["80", "9", None], "tone": "red"},
            {"name": "gần đúng nhất", "values": ["100", None, None], "tone": "red"},
            {"name": "nhiều nhất", "values": ["120", None, None], "tone": "red"},
        ],
        "label_heading": "Loại rác",
        "unit": "kg",
        "note": "",
        "missing": "",
        "places": 1,
    },
}


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


def test_an_empty_site_says_what_would_be_there(client: Client, db: None) -> None:
    words = words_of(client.get("/"))

    assert "Chưa có bài nào được đăng" in words
    assert "Chưa có hoạt động nào được báo trước." in words
    assert "Chưa có phong trào nào được công bố là đang diễn ra." in words


def test_a_stranger_reads_the_front_page_and_an_officer_his_tasks(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    answer = client.get("/")
    assert (answer.status_code, list(answer.cookies), article.title in answer.text) == (200, [], True)

    client.force_login(cast.officer.user)

    assert (article.title in client.get("/").text, "Việc cần làm" in client.get("/").text) == (False, True)


def test_news_with_a_photograph_lead(cast: Cast, client: Client) -> None:
    body = [("picture", {"photo": make_photo(cast.agency, cast.secretary), "caption": ""})]
    published_article(cast, title="Có ảnh", slug="co-anh", told_on=date(2026, 5, 1), body=body)
    published_article(cast, title="Không ảnh", slug="khong-anh", told_on=date(2026, 5, 3))
    published_article(cast, title="Gương", slug="guong", told_on=date(2026, 5, 4), kind=ArticleKind.EXEMPLAR, body=body)

    text = client.get("/").text

    lead = text[text.index('class="so-lead"') : text.index('class="so-columns"')]
    assert [title in lead for title in ("Có ảnh", "Không ảnh", "Gương")] == [True, False, False]


def test_movements_that_run_are_there_and_those_that_ended_are_not(cast: Cast, client: Client, now: datetime) -> None:
    publish_call(cast, 1, "Đã hết", first_day="2026-01-01", last_day="2026-12-04")
    publish_call(cast, 2, "Mai bắt đầu", first_day="2026-12-06")
    publish_call(cast, 3, "Hôm nay là ngày cuối", first_day="2026-01-01", last_day="2026-12-05")
    publish_call(cast, 4, "Hôm nay bắt đầu", first_day="2026-12-05")
    publish_call(cast, 5, "Không ai biết ngày nào")
    publish_call(cast, 6, "Chỉ biết ngày cuối", last_day="2026-12-31")
    publish_call(cast, 7, "Bắt đầu từ đầu năm", first_day="2026-01-01")
    publish_call(cast, 8, "Bắt đầu từ năm trước", first_day="2025-12-31")

    page = words_of(client.get(reverse("public_movements")))
    parts = [page[page.index(each) :] for each in ("Đang diễn ra", "Sắp bắt đầu hoặc đã kết thúc", "Chưa rõ ngày Chưa")]
    running, others, undated = (
        {name for name in CALLS if name in part.removesuffix(later)}
        for part, later in zip(parts, [*parts[1:], ""], strict=True)
    )

    assert running == {"Hôm nay là ngày cuối", "Hôm nay bắt đầu", "Bắt đầu từ đầu năm"}
    assert others == {"Đã hết", "Mai bắt đầu"}
    assert undated == {"Không ai biết ngày nào", "Chỉ biết ngày cuối", "Bắt đầu từ năm trước"}
    front = words_of(client.get("/"))
    assert {name for name in CALLS if name in front} == running


@pytest.mark.twice
def test_of_many_movements_those_that_end_first_are_told_and_no_other_is_read(
    cast: Cast, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = {"first_day": "2026-01-15"}
    publish_call(cast, 1, "Không có hạn", **begun)
    for number in range(2, 12):
        publish_call(cast, number, f"Hết ngày {number + 10}", **begun, last_day=f"2026-12-{number + 10}")
    publish_call(cast, 12, "Đã hết", last_day="2026-12-04")
    read: list[str] = []
    whole = Snapshot.from_db.__func__  # type: ignore[attr-defined]

    def note(model: type[Snapshot], db: str, names: list[str], values: list[object]) -> Snapshot:
        found: Snapshot = whole(model, db, names, values)
        read.append(found.title)
        return found

    monkeypatch.setattr(Snapshot, "from_db", classmethod(note))
    client.get("/")

    assert read == [f"Hết ngày {number}" for number in range(12, 18)]
    words = words_of(client.get("/cong-bo/phong-trao/"))
    places = [words.index(each) for each in ("Hết ngày 12", "Hết ngày 21", "Không có hạn", "Đã hết")]
    assert places == sorted(places)


def test_what_comes_is_in_the_order_of_days_and_what_is_past_is_gone(cast: Cast, client: Client, now: datetime) -> None:
    publish_event(cast, 1, "Hôm qua", date(2026, 12, 4))
    publish_event(cast, 2, "Tuần sau", date(2026, 12, 12))
    publish_event(cast, 3, "Hôm nay", date(2026, 12, 5))

    words = words_of(client.get("/"))

    assert ("Hôm qua" in words, words.index("Hôm nay") < words.index("Tuần sau")) == (False, True)
    assert "8 giờ 30, thứ Bảy, 05/12/2026" in words


def test_what_is_withdrawn_is_gone_at_once(cast: Cast, client: Client) -> None:
    page = publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC)
    assert page.slug in client.get("/").text

    withdraw(actor=cast.standing.actor(), snapshot=page, because="Đổi thành viên", now=timezone.now())

    assert page.slug not in client.get("/").text


def test_the_year_is_told_in_figures_and_bars_and_unknown_is_no_zero(cast: Cast, client: Client) -> None:
    publish_thing(cast, SnapshotKind.YEAR, 1, "Kết quả hoạt động năm 2026: Bộ Minh họa", YEAR)

    answer = client.get("/")

    words = words_of(answer)
    for said in ("86 người", "100,0 kg, từ 80,0 đến 120,0", "ít nhất 9,0 kg"):
        assert said in words
    assert re.findall(r'<rect class="so-range" x="(\d+)%" width="(\d+)%"', answer.text) == [("66", "34")]
    assert re.findall(r'(?:<circle cx|so-least" x)="(\d+)%"', answer.text) == ["83", "7"]
    assert "chưa có số liệu" in words


def test_the_latest_year_stands_there_whatever_was_published_last(cast: Cast, client: Client) -> None:
    first = cast.agency.pk * YEARS
    for year in (2026, 2024):
        publish_thing(cast, SnapshotKind.YEAR, first + year, f"Kết quả năm {year}", YEAR)
    other = publish_thing(cast, SnapshotKind.YEAR, first + YEARS + 2026, "Kết quả của nơi khác", YEAR)

    answer = client.get("/")

    words = words_of(answer)
    assert ("Kết quả của nơi khác" in words, "Kết quả năm 2024" in words) == (True, False)
    assert "Cơ quan khác cũng công bố năm này:" in words
    withdraw(actor=cast.standing.actor(), snapshot=other, because="Nhầm", now=timezone.now())
    words = words_of(client.get("/"))
    assert ("Kết quả năm 2026" in words, "Cơ quan khác" in words) == (True, False)


def test_months_are_compared_by_what_has_a_page_now(cast: Cast, client: Client) -> None:
    days = ("05/03/2026", "28/03/2026", "11/2026", "2026")
    pages = [put(cast, number, timezone.now()) for number in range(len(days))]
    counted = [
        {"slug": page.slug, "day": day, "numbers": {}, "zones": []} for page, day in zip(pages, days, strict=True)
    ]
    publish_thing(cast, SnapshotKind.YEAR, YEARS + 2026, "Kết quả năm 2026", YEAR | {"counted": counted, "chart": None})

    words = words_of(client.get("/"))
    assert "Tháng 3 2 hoạt động Tháng 11 1 hoạt động Chưa rõ tháng 1 hoạt động" in words
    english = words_of(client.get("/en/"))
    assert [each in english for each in ("2 activities", "1 activity", "1 activities")] == [True, True, False]

    withdraw(actor=cast.standing.actor(), snapshot=pages[2], because="Nhầm", now=timezone.now())
    assert "theo tháng" not in words_of(client.get("/"))


def test_honours_of_the_month_go_by_the_day_of_the_decision(cast: Cast, client: Client, now: datetime) -> None:
    """Whenever they were published: what is published of old books is no news."""
    name_people(cast)
    days = ("2026-12-04", "2026-12", "2026-12-05", "2026-11-30", "2026-12-06", "2026", "2025-12-05", "")
    for number, day in enumerate(days):
        honoured(cast, f"Lê Văn {number}", decided_on=PartialDate.parse(day))

    words = words_of(client.get("/")).partition("Vinh danh trong tháng")[2]

    assert [f"Lê Văn {number}" in words for number in range(len(days))] == [True, True, True, *[False] * 5]
    assert words.index("Lê Văn 2") < words.index("Lê Văn 0") < words.index("Lê Văn 1")
    assert "Quyết định ngày 05/12/2026" in words
    assert "Quyết định tháng 12/2026" in words


def test_an_award_of_no_known_day_is_of_no_month_and_the_page_says_so(
    cast: Cast, client: Client, now: datetime
) -> None:
    name_people(cast)
    said = "Tháng này còn công bố khen thưởng chưa rõ ngày quyết định, chưa xếp vào tháng nào."
    honoured(cast, "Lê Văn Cũ", decided_on=PartialDate(2026, 11, 30))
    assert "Vinh danh trong tháng" not in words_of(client.get("/"))

    later = honoured(cast, "Trần Thị Mới")
    rows = PublishedAward.objects.filter(pk=later.pk)
    rows.update(published_at="2026-11-30T17:00:00Z")
    words = words_of(client.get("/"))
    assert ("Trần Thị Mới" in words, said in words) == (False, True)
    assert "Chưa công bố khen thưởng nào có ngày quyết định trong tháng này." in words
    assert "Chưa rõ ngày quyết định" in words_of(client.get(reverse("honours")))

    rows.update(published_at="2026-11-30T16:59:00Z")
    assert said not in words_of(client.get("/"))


def test_honours_of_the_month_are_found_by_one_index(cast: Cast, client: Client, now: datetime) -> None:
    honoured(cast)
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    asked = [each["sql"] for each in captured if '"publishing_publishedaward"."decided_on"' in each["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for each in asked:
            cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + each)
            assert "honours_decided_last" in str(cursor.fetchall()), each
    assert len(asked) == 2


def test_no_more_queries_for_many_than_for_one(cast: Cast, client: Client, count_queries: Callable[..., int]) -> None:
    def fill(number: int) -> None:
        photo = make_photo(cast.agency, cast.secretary)
        body = [("picture", {"photo": photo, "caption": ""})]
        published_article(cast, title=f"Tin {number}", slug=f"tin-{number}", body=body)
        published_article(cast, title=f"Gương {number}", slug=f"guong-{number}", kind=ArticleKind.EXEMPLAR, body=body)
        publish_call(cast, number, f"Phong trào {number}", first_day="2026-01-01", last_day="2099-12-31")
        publish_event(cast, number, f"Sự kiện {number}", date(2099, 1, number))
        publish_thing(cast, SnapshotKind.BLOC, number, f"Khối {number}", BLOC)

    fill(1)
    client.get("/")
    few = count_queries(lambda: client.get("/"))
    fill(2)
    fill(3)

    assert count_queries(lambda: client.get("/")) == few
