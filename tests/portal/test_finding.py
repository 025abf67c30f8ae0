"""Search as anybody uses it: over honours, and over all."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import decide, published_article, rewrite, submit, take_down, write_article
from tests.factories.awards import make_award
from tests.factories.honours import honoured, name_people
from tests.portal.test_pages import put
from thidua.publishing.models import Article, HonourWord, KnownWord, PublicWord, PublishedAward
from thidua.publishing.services import lead_elsewhere, withdraw
from thidua.publishing.services.honours import withdraw_award
from thidua.publishing.services.words import write_all_words

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


def find(client: Client, words: str, **other: str) -> str:
    answer = client.get(reverse("search_public"), {"tu": words, **other})
    assert (answer.status_code, list(answer.cookies)) == (200, [])
    return answer.text


def test_words_of_title_and_body_are_found_and_marked(cast: Cast, client: Client) -> None:
    body = [("paragraph", "<p>Đoàn đến tỉnh Điện Biên, thăm các hộ dân.</p>")]
    article = published_article(cast, body=body, title="Chuyến đi cuối năm")

    for words in ("dien bien", "Điện Biên", "DIEN BIEN", "bien chuyen"):
        assert article.get_absolute_url() in find(client, words), words
    assert "<mark>Điện</mark> <mark>Biên</mark>" in find(client, "dien bien")
    assert article.get_absolute_url() not in find(client, "dien bien khongco")
    assert article.get_absolute_url() not in find(client, "bi")
    assert article.get_absolute_url() not in find(client, "die bien")


def test_what_is_written_as_typed_stands_first(cast: Cast, client: Client) -> None:
    later = published_article(cast, title="Họp ở Diễn Biển", slug="dien-bien-khac", told_on=date(2026, 6, 1))
    exact = published_article(cast, title="Họp ở Điện Biên", slug="dien-bien", told_on=date(2020, 1, 1))

    text = find(client, "Điện Biên")
    assert text.index(exact.get_absolute_url()) < text.index(later.get_absolute_url())
    text = find(client, "dien bien")
    assert text.index(later.get_absolute_url()) < text.index(exact.get_absolute_url())


def test_the_last_word_may_be_the_beginning_of_one(cast: Cast, client: Client) -> None:
    day, short = date(2026, 6, 1), "Tin ngắn."
    later = published_article(cast, title="Khen thưởng cuối năm", slug="khen-thuong", summary=short, told_on=day)
    day = date(2020, 1, 1)
    whole = published_article(cast, title="Khen thư gửi về", slug="khen-thu", summary=short, told_on=day)

    for words in ("khen thư", "KHEN THU", "gui khen thu"):
        assert whole.get_absolute_url() in find(client, words), words
    text = find(client, "khen thu")
    assert "<mark>Khen</mark> <mark>thưởng</mark> cuối năm" in text
    assert text.index(whole.get_absolute_url()) < text.index(later.get_absolute_url())
    assert later.get_absolute_url() in find(client, "khen thuo")
    assert later.get_absolute_url() not in find(client, "thu khe gui")
    assert later.get_absolute_url() in client.get(reverse("news"), {"tim": "khen thuo"}).text


def test_of_beginnings_those_written_as_typed_stand_first(cast: Cast, client: Client) -> None:
    later = published_article(cast, title="Họp ở Diễn Biển", slug="dien-bien-khac", told_on=date(2026, 6, 1))
    exact = published_article(cast, title="Họp ở Điện Biên", slug="dien-bien", told_on=date(2020, 1, 1))

    text = find(client, "họp điê")
    assert text.index(exact.get_absolute_url()) < text.index(later.get_absolute_url())
    text = find(client, "hop die")
    assert text.index(later.get_absolute_url()) < text.index(exact.get_absolute_url())


def test_words_that_nothing_has_any_more_are_forgotten(cast: Cast) -> None:
    first = published_article(cast, title="Chuyện mùa xanh", slug="xanh")
    published_article(cast, title="Chuyện khác", slug="khac")
    known = KnownWord.objects.filter(kind="ARTICLE", word__in=["chuyen", "xanh", "mua"])
    assert sorted(known.values_list("word", flat=True)) == ["chuyen", "xanh"]

    take_down(first, cast.standing)
    assert list(known.values_list("word", flat=True)) == ["chuyen"]


def test_drafts_and_what_was_taken_down_are_not_found(cast: Cast, client: Client) -> None:
    article = published_article(cast, title="Mùa cây xanh")
    rewrite(article, cast.secretary, title="Mùa chữ chưa duyệt")
    write_article(cast, cast.secretary, "Mùa nháp", slug="nhap")
    assert "chưa duyệt" not in find(client, "mua")
    assert "nháp" not in find(client, "mua")

    submit(article, cast.secretary)
    decide(article, cast.standing)
    assert article.get_absolute_url() not in find(client, "xanh")
    assert article.get_absolute_url() in find(client, "duyet")

    take_down(article, cast.standing)
    assert "Không tìm thấy" in find(client, "mua")


def test_an_article_past_its_day_is_not_found(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert article.get_absolute_url() not in find(client, "bai bien")


def test_published_versions_are_found_while_they_stand(cast: Cast, client: Client) -> None:
    now, actor = timezone.now(), cast.standing.actor()
    page = put(cast, 1, now, place="Sầm Sơn")
    assert reverse("snapshot", args=[page.slug]) in find(client, "sam son")

    page = put(cast, 1, now, place="Cửa Lò")
    assert reverse("snapshot", args=[page.slug]) not in find(client, "sam son")
    assert reverse("snapshot", args=[page.slug]) in find(client, "cua lo")
    lead_elsewhere(actor=actor, kind=page.kind, subject=1, to=2, now=now)
    assert reverse("snapshot", args=[page.slug]) not in find(client, "cua lo")
    lead_elsewhere(actor=actor, kind=page.kind, subject=1, to=None, now=now)
    assert reverse("snapshot", args=[page.slug]) in find(client, "cua lo")
    page.refresh_from_db()
    withdraw(actor=actor, snapshot=page, because="Nhầm", now=now)
    assert reverse("snapshot", args=[page.slug]) not in find(client, "cua lo")


def test_awards_are_found_among_all(cast: Cast, client: Client) -> None:
    name_people(cast)
    award = honoured(cast, "Đặng Thị Hoài Thu")

    text = find(client, "hoai thu")
    assert "Khen thưởng" in text
    assert "Đặng Thị <mark>Hoài</mark> <mark>Thu</mark>" in text
    withdraw_award(
        actor=cast.standing.actor(), agency=cast.agency, source=award.source, because="Đơn", now=timezone.now()
    )
    assert "Hoài" not in find(client, "hoai thu")


def test_one_kind_is_shown_page_by_page(cast: Cast, client: Client) -> None:
    name_people(cast)
    for number in range(23):
        honoured(cast, f"Vũ Thị Lụa {number}")

    first, second = (find(client, "lua", loai="khen-thuong", trang=str(page)) for page in (1, 2))

    assert [text.count("<mark>Lụa</mark>") for text in (first, second)] == [20, 3]
    assert find(client, "lua").count("<mark>Lụa</mark>") == 5
    assert "Xem thêm: Khen thưởng" in find(client, "lua")


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\0",
        "%",
        "_",
        "'",
        '"><script>alert(1)</script>',
        "\u200b",
        "x" * 5000,
        "a " * 500,
        "(a OR b)",
        "\\",
        "x" * 1_000_000,
        "___",
        "b__",
        "%%%",
        "bai b%",
    ],
)
def test_what_is_no_word_finds_nothing_and_breaks_nothing(cast: Cast, client: Client, words: str) -> None:
    article = published_article(cast)

    for url, name in (
        (reverse("search_public"), "tu"),
        (reverse("news"), "tim"),
        (reverse("honours"), "ten"),
        (reverse("honours"), "don-vi"),
    ):
        answer = client.get(url, {name: words})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    assert article.get_absolute_url() not in find(client, words)


@pytest.mark.parametrize("number", ["0", "-1", "9" * 25, "999", "abc", "\0"])
def test_pages_beyond_the_end_are_there(cast: Cast, client: Client, number: str) -> None:
    honoured(cast)

    for url, asked in ((reverse("search_public"), {"tu": "x", "loai": "bai-viet"}), (reverse("honours"), {})):
        assert client.get(url, {**asked, "trang": number}).status_code == 200


def test_honours_are_searched_by_name_unit_title_and_year(cast: Cast, client: Client) -> None:
    name_people(cast)
    award = honoured(cast, "Đặng Thị Hoài Thu", unit="Sở Y tế tỉnh Điện Biên", achievement="Ba năm bám bản")
    honoured(cast, "Lê Văn Khác", year=2020, title="Bằng khen")

    for asked in (
        {"ten": "hoai thu"},
        {"don-vi": "dien bien"},
        {"nam": "2025"},
        {"danh-hieu": str(award.title_id)},
    ):
        text = client.get(reverse("honours"), asked).text
        assert "Ba năm bám bản" in text, asked
        assert "Khác" not in text, asked
    both = client.get(reverse("honours")).text
    assert "Lê Văn Khác" in both
    assert "Không có khen thưởng nào" in client.get(reverse("honours"), {"ten": "hoai", "nam": "2020"}).text


def test_queries_do_not_grow_with_what_is_found(cast: Cast, client: Client, count_queries: Callable) -> None:
    name_people(cast)
    asked = [
        lambda: client.get(reverse("honours"), {"ten": "hòa"}),
        lambda: find(client, "hòa"),
        lambda: client.get(reverse("honours")),
    ]
    honoured(cast)
    published_article(cast, title="Hòa bình")
    one = [count_queries(each) for each in asked]
    for number in range(3):
        honoured(cast, unit=f"Đơn vị {number}", title=f"Danh hiệu {number}")
        published_article(cast, title="Hòa bình", slug=f"hoa-binh-{number}")

    assert [count_queries(each) for each in asked] == one


def test_the_standing_office_publishes_from_the_record_and_from_the_list(cast: Cast, client: Client) -> None:
    award, other = make_award(cast), make_award(cast, owner=cast.units[1])
    client.force_login(cast.standing.user)
    page = reverse("award", args=[award.pk])
    assert "Chưa công bố" in client.get(page).text
    many = reverse("publish_awards")
    assert client.get(many).text.count('name="awards"') == 2

    client.post(reverse("publish_award", args=[award.pk]), {"with_name": "on", "achievement": "Giữ biển sạch"})
    assert "Đang công bố từ ngày" in client.get(page).text
    assert "Giữ biển sạch" in client.get(reverse("honours")).text
    assert client.get(many).text.count('name="awards"') == 1
    client.post(many, {"awards": [str(other.pk)]})
    assert client.post(many, {"awards": [str(award.pk), "999999"]}).status_code == 200
    assert PublishedAward.objects.filter(withdrawn_at=None).count() == 2

    client.post(reverse("withdraw_award", args=[award.pk]), {"because": "Ghi nhầm"})
    assert "Giữ biển sạch" not in client.get(reverse("honours")).text
    client.force_login(cast.officer.user)
    assert client.get(page).status_code == 200
    assert client.get(reverse("publish_award", args=[award.pk])).status_code == 403
    assert client.get(many).status_code == 403


def test_all_words_may_be_written_anew(cast: Cast, client: Client) -> None:
    name_people(cast)
    article = published_article(cast)
    honoured(cast, "Đặng Thị Hoài Thu")
    put(cast, 1, timezone.now(), place="Sầm Sơn")
    write_article(cast, cast.secretary, "Nháp", slug="nhap")
    PublicWord.objects.all().delete()
    HonourWord.objects.all().delete()
    assert article.get_absolute_url() not in find(client, "bai bien")

    assert (write_all_words(timezone.now()), write_all_words(timezone.now())) == (3, 3)

    assert article.get_absolute_url() in find(client, "bai bien")
    assert "<mark>Hoài</mark>" in find(client, "hoai")
    assert "Hoạt động thứ 1" in find(client, "sam son").replace("<mark>", "").replace("</mark>", "")


def test_texts_of_the_register_are_found_by_number_and_title(cast: Cast, client: Client) -> None:
    for words in ("06/2022/QH15", "luat thi dua", "LUẬT 06 2022"):
        assert "/cong-bo/van-ban/#06-2022-qh15" in find(client, words), words
    assert 'id="06-2022-qh15"' in client.get(reverse("public_documents")).text
    assert "#06-2022-qh15" not in find(client, "06/2022 khongco")
    assert "/cong-bo/van-ban/#" not in find(client, "luat thi dua", loai="bai-viet")


def test_from_page_to_page_nothing_goes_along_but_what_is_asked(cast: Cast, client: Client) -> None:
    name_people(cast)
    for _number in range(21):
        honoured(cast)

    text = client.get(reverse("honours"), {"ten": "hoa", "utm_source": "x", "nam": ""}).text

    assert 'href="?ten=hoa&amp;trang=2"' in text
    assert "utm_source" not in text
