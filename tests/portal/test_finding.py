"""Search as anybody uses it: over honours, and over all."""

import html
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from tests.cast import Cast
from tests.factories.articles import decide, make_photo, published_article, rewrite, submit, take_down, write_article
from tests.factories.awards import make_award
from tests.factories.honours import honoured, name_people
from tests.factories.pages import CALL, DECISION, publish_thing
from tests.pages import words_of
from tests.portal.test_pages import LINE, put
from thidua.publishing.enums import Consent, HonouredKind, SnapshotKind
from thidua.publishing.facts.found import FIELDS
from thidua.publishing.models import Article, HonourWord, KnownWord, PublicSettings, PublicWord, PublishedAward
from thidua.publishing.queries import awards, finding
from thidua.publishing.services import Content, lead_elsewhere, publish, withdraw
from thidua.publishing.services.honours import withdraw_award
from thidua.publishing.services.photographs import take_photo_back
from thidua.publishing.services.words import write_all_words
from thidua.yearbook.kinds import BLANK

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


def listed(answer: HttpResponse) -> str:
    """The list on a page of results."""
    (found,) = re.findall(r'<ol class="tin-found">.*?</ol>', answer.content.decode(), re.DOTALL)
    return str(found)


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


def test_awards_are_found_by_unit_and_title_and_by_all_together(cast: Cast, client: Client) -> None:
    name_people(cast)
    honoured(cast, "Đặng Thị Hoài Thu", unit="Sở Y tế tỉnh Điện Biên", title="Huân chương Lao động hạng Ba")
    honoured(cast, "Lê Văn Khác", unit="Phòng Tổ chức", title="Giấy khen")

    for words in (
        "dien bien",
        "Y tế Điện Biên",
        "huan chuong",
        "lao động hạng ba",
        "hoai thu huan chuong",
        "Hoài Thu Điện Biên",
        "huan chuong so y te",
        "Điện Biên Hoài Huân chương",
        "huan chuo",
        "so y te dien bie",
        "dien bien huan chuong hoa",
    ):
        seen = words_of(client.get(reverse("search_public"), {"tu": words, "loai": "khen-thuong"}))
        assert "Đặng Thị Hoài Thu" in seen, words
        assert "Lê Văn Khác" not in seen, words
    for words in ("dien bien giay khen", "hoai khac", "huan chuong khongco", "thu to chuc"):
        assert "Không tìm thấy" in find(client, words, loai="khen-thuong"), words
    text = find(client, "điện biên huân chương")
    assert "tỉnh <mark>Điện</mark> <mark>Biên</mark>" in text.replace("\xa0", " ")
    assert "<mark>Huân</mark> <mark>chương</mark> Lao động hạng Ba, 2025" in text


@pytest.mark.parametrize("common_from", [1, 2, 4, 5000])
def test_the_same_is_found_whichever_way_is_walked(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, common_from: int
) -> None:
    """Along a word of the names, along the awards of units and titles: by what few have. What counts as few decides
    how long it takes and nothing else.
    """
    name_people(cast)
    for number, (name, unit, title) in enumerate(AWARDED):
        honoured(cast, name, unit=unit, title=title, year=2020 + number)
    monkeypatch.setattr(finding, "COMMON_FROM", common_from)
    monkeypatch.setattr(awards, "COMMON_FROM", common_from)

    def names(words: str) -> list[str]:
        found = re.findall(r"<h3[^>]*>(.*?)</h3>", find(client, words, loai="khen-thuong"))
        return [re.sub(r"<[^>]*>", "", each).replace("\xa0", " ") for each in found]

    assert names("nguyen dien bien") == ["Nguyễn Văn Ân", "Nguyễn Thị Hoa", "Nguyễn Văn An"]
    assert names("văn an điện biên") == ["Nguyễn Văn An", "Nguyễn Văn Ân"]
    assert names("van an dien bien huan chuong") == ["Nguyễn Văn Ân", "Nguyễn Văn An"]
    assert names("huan chuong dien bien ngu") == ["Nguyễn Văn Ân", "Nguyễn Văn An"]
    assert names("hoa huân chương") == ["Lê Thị Hòa"]
    assert names("hòa khongco huân chương") == []


AWARDED = (
    ("Nguyễn Văn An", "Sở Y tế tỉnh Điện Biên", "Huân chương Lao động"),
    ("Nguyễn Thị Hoa", "Sở Y tế tỉnh Điện Biên", "Giấy khen"),
    ("Lê Thị Hòa", "Sở Y tế tỉnh Hà Giang", "Huân chương Lao động"),
    ("Nguyễn Văn Ân", "Chi cục Thuế Điện Biên", "Huân chương Lao động"),
)


def test_the_link_of_an_award_leads_to_the_list_with_the_award(cast: Cast, client: Client) -> None:
    name_people(cast)
    honoured(cast, "Đặng Thị Hoài Thu", unit="Sở Y tế tỉnh Điện Biên", title="Huân chương Lao động", year=2024)
    for year in (2023, 2025):
        honoured(cast, "Lê Văn Khác", unit="Sở Y tế tỉnh Điện Biên", year=year)

    for words in ("hoai thu", "huan chuong", "hoài điện biên"):
        text = html.unescape(find(client, words, loai="khen-thuong"))
        links = [each for each in re.findall(r'<h3[^>]*><a href="([^"]+)"', text) if "vinh-danh" in each]
        assert len(links) == 1, words
        seen = words_of(client.get(links[0]))
        assert "Đặng Thị Hoài Thu" in seen, words
        assert "Lê Văn Khác" not in seen, words


def test_units_and_titles_written_as_typed_stand_first_and_names_before_them(cast: Cast, client: Client) -> None:
    name_people(cast)
    honoured(cast, "Vũ Thị Ở", unit="Phòng Diễn Biển", year=2026)
    honoured(cast, "Vũ Thị Kia", unit="Phòng Điện Biên", year=2001)
    honoured(cast, "Lò Điện Biên", unit="Phòng Khác", year=1999)

    def names(words: str) -> list[str]:
        found = re.findall(r"<h3[^>]*>(.*?)</h3>", find(client, words, loai="khen-thuong"))
        return [re.sub(r"<[^>]*>", "", each) for each in found]

    assert names("Điện Biên") == ["Lò Điện Biên", "Vũ Thị Kia", "Vũ Thị Ở"]
    assert names("dien bien") == ["Lò Điện Biên", "Vũ Thị Ở", "Vũ Thị Kia"]
    assert names("vu thi phong dien bien") == ["Vũ Thị Ở", "Vũ Thị Kia"]


def test_an_award_is_found_once_and_page_by_page(cast: Cast, client: Client) -> None:
    """A collective called as its unit is found by its name, and not again by its unit."""
    name_people(cast)
    for number in range(23):
        honoured(cast, f"Tổ Suối {number}", kind=HonouredKind.COLLECTIVE, unit="Trạm Suối", title="Cờ Suối")
    for number in range(19):
        honoured(cast, f"Vũ Thị {number}", unit="Trạm Suối", title="Cờ Suối")

    pages = [find(client, "suoi", loai="khen-thuong", trang=str(page)) for page in (1, 2, 3)]

    found = [re.findall(r"<h3[^>]*>(.*?)</h3>", each) for each in pages]
    assert [len(each) for each in found] == [20, 20, 2]
    assert len({name for page in found for name in page}) == 42
    assert all("Suối" in each for each in found[0] + found[1][:3])
    assert ">42</span>" in pages[0]


def test_nobody_is_found_by_a_name_that_is_being_erased(cast: Cast, client: Client) -> None:
    name_people(cast)
    honoured(cast, "Đặng Thị Hoài Thu", unit="Sở Y tế tỉnh Điện Biên", title="Huân chương Lao động")
    PublicSettings.objects.filter(agency=cast.agency).update(names_people=False, is_unnaming=True)

    for words in ("hoai thu", "hoai thu huan chuong", "hoài điện biên"):
        assert "Không tìm thấy" in find(client, words, loai="khen-thuong"), words
    for words in ("huan chuong", "dien bien"):
        seen = find(client, words, loai="khen-thuong")
        assert "Lao động, 2025" in seen, words
        assert "Hoài" not in seen


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


def test_a_page_beyond_the_end_is_the_last_one_with_the_way_back(cast: Cast, client: Client) -> None:
    name_people(cast)
    for number in range(23):
        honoured(cast, f"Vũ Thị Lụa {number}")
    lists = (
        (reverse("honours"), {}),
        (reverse("honours"), {"ten": "lua"}),
        (reverse("search_public"), {"tu": "lua", "loai": "khen-thuong"}),
    )

    for url, asked in lists:
        last, beyond = (client.get(url, {**asked, "trang": page}) for page in ("2", "40"))
        assert listed(beyond) == listed(last), asked
        assert "Trang 2 trong 2" in words_of(beyond)
        assert listed(beyond).count("<li") == 3
        assert "trang=1" in beyond.text
        assert not [
            each for each in ("Chưa có khen thưởng", "Không có khen thưởng", "Không tìm thấy") if each in beyond.text
        ]


def test_beyond_the_end_of_a_single_page_stands_that_page(cast: Cast, client: Client) -> None:
    name_people(cast)
    honoured(cast, "Vũ Thị Lụa")

    for asked in ({"trang": "40"}, {"trang": "40", "ten": "lua"}):
        text = words_of(client.get(reverse("honours"), asked))
        assert ("Vũ Thị Lụa" in text, "Chưa có khen thưởng nào" in text) == (True, False)
    assert "Không tìm thấy" in find(client, "khongco", loai="khen-thuong", trang="40")


def test_beyond_the_end_as_often_is_asked_for_many_as_for_one(
    cast: Cast, client: Client, count_queries: Callable
) -> None:
    name_people(cast)
    asked = [
        lambda: client.get(reverse("honours"), {"trang": "40"}),
        lambda: client.get(reverse("search_public"), {"tu": "lua", "loai": "khen-thuong", "trang": "40"}),
    ]
    honoured(cast, "Vũ Thị Lụa")
    one = [count_queries(each) for each in asked]
    for number in range(3):
        honoured(cast, f"Vũ Thị Lụa {number}", unit=f"Đơn vị {number}", title=f"Danh hiệu {number}")

    assert [count_queries(each) for each in asked] == one


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


@pytest.mark.parametrize("words", ["vụ kế hoạch", "danh hieu", "danh hieu vu ke hoach", "vụ kế hoạch nguyễn hòa"])
def test_neither_do_those_for_awards_by_unit_and_title(
    cast: Cast, client: Client, count_queries: Callable, words: str
) -> None:
    name_people(cast)
    honoured(cast, unit="Vụ Kế hoạch", title="Danh hiệu")
    one = count_queries(lambda: find(client, words))
    for number in range(3):
        honoured(cast, unit=f"Vụ Kế hoạch {number}", title=f"Danh hiệu {number}")

    assert find(client, words, loai="khen-thuong").count("<h3") == 4
    assert count_queries(lambda: find(client, words)) == one


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


def test_a_copy_is_found_by_what_its_page_says_in_the_language_of_the_reader(cast: Cast, client: Client) -> None:
    body = {"vi": {**CALL, "aim": "Giữ sạch bãi"}, "en": {**CALL, "aim": "Keep the beach clean"}}
    content = Content(SnapshotKind.CALL, 1, "Biển xanh", body)
    page = publish(actor=cast.standing.actor(), agency=cast.agency, content=content, now=timezone.now())
    address = reverse("snapshot", args=[page.slug])

    def found() -> set[str]:
        return {
            f"{url} {words}"
            for words in ("bien xanh", "giu sach", "beach clean", "clea")
            for url in ("/tim-kiem/", "/en/tim-kiem/")
            if address in client.get(url, {"tu": words}).text
        }

    told = {"/tim-kiem/ bien xanh", "/tim-kiem/ giu sach"}
    told |= {f"/en/tim-kiem/ {words}" for words in ("bien xanh", "beach clean", "clea")}
    assert found() == told
    text = client.get("/en/tim-kiem/", {"tu": "beach"}).text
    assert '<p lang="en">' in text.partition(address)[2].partition("</li>")[0]
    write_all_words(timezone.now())
    assert found() == told
    withdraw(actor=cast.standing.actor(), snapshot=page, because="Nhầm", now=timezone.now())
    assert found() == set()


def test_an_activity_is_found_by_those_who_took_part_in_it(cast: Cast, client: Client) -> None:
    roles = [{"name": "Phối hợp tổ chức", "parties": ["Hội Nữ trí thức", "Đoàn phường Quảng Cư"]}]
    page = put(cast, 1, timezone.now(), roles=roles)

    text = find(client, "quảng cư nữ trí thức")
    assert reverse("snapshot", args=[page.slug]) in text
    assert "<mark>Quảng</mark> <mark>Cư</mark>" in text
    withdraw(actor=cast.standing.actor(), snapshot=page, because="Nhầm", now=timezone.now())
    assert reverse("snapshot", args=[page.slug]) not in find(client, "quang cu")


def test_texts_of_the_register_are_found_by_number_and_title(cast: Cast, client: Client) -> None:
    for words in ("06/2022/QH15", "luat thi dua", "LUẬT 06 2022"):
        assert "/cong-bo/van-ban/#06-2022-qh15" in find(client, words), words
    assert 'id="06-2022-qh15"' in client.get(reverse("public_documents")).text
    assert "#06-2022-qh15" not in find(client, "06/2022 khongco")
    assert "/cong-bo/van-ban/#" not in find(client, "luat thi dua", loai="bai-viet")


def test_of_texts_those_written_as_typed_stand_first(cast: Cast, client: Client) -> None:
    """Of 28/2025/TT-BTC the title says “quản”, of 151/2018/TT-BQP, further down in the register, “quân”."""
    documents = reverse("public_documents")

    def places(words: str) -> list[list[int]]:
        seen = [find(client, words, loai="van-ban"), client.get(documents, {"tim": words}).text]
        marks = (("#28-2025-tt-btc", "#151-2018-tt-bqp"), ('id="28-2025-tt-btc"', 'id="151-2018-tt-bqp"'))
        return [[text.index(each) for each in its] for text, its in zip(seen, marks, strict=True)]

    for words in ("quan", "quản"):
        assert all(one < other for one, other in places(words)), words
    assert all(one > other for one, other in places("quân"))


def test_a_text_that_has_the_number_stands_before_one_whose_title_names_it(cast: Cast, client: Client) -> None:
    """The title of 15/2025/TT-BNV, which stands first in the register, says that it guides decree 152/2025."""
    seen = [
        find(client, "152/2025/NĐ-CP", loai="van-ban"),
        find(client, "152/2025/nd-cp"),
        client.get(reverse("public_documents"), {"tim": "152/2025/NĐ-CP"}).text,
    ]

    for text, mark in zip(seen, ("#{}", "#{}", 'id="{}"'), strict=True):
        own, other = (text.index(mark.format(each)) for each in ("152-2025-nd-cp", "15-2025-tt-bnv"))
        assert own < other


def test_the_page_of_documents_shows_what_answers_and_marks_it(cast: Cast, client: Client) -> None:
    url = reverse("public_documents")
    told = {**DECISION, "paper": "Quyết định công nhận"}
    for number, title in enumerate(("Công nhận Khối trưởng", "Khen người Mường")):
        publish_thing(cast, SnapshotKind.DECISION, number, title, told, day=date(2026, 1, 1))

    text = client.get(url, {"tim": "Mường"}).text
    assert "Khen người <mark>Mường</mark>" in text
    assert ("Công nhận Khối trưởng" in text, 'id="06-2022-qh15"' in text) == (False, False)
    text = client.get(url, {"tim": "06/2022/QH15"}).text.replace("\xa0", " ")
    assert ('id="06-2022-qh15"' in text, 'id="161-2026-nd-cp"' in text) == (True, False)
    assert "<mark>06</mark>/<mark>2022</mark>/<mark>QH15</mark>" in text
    assert "Không tìm thấy" in client.get(url, {"tim": "khongcogica"}).text
    assert "Không tìm thấy" in client.get(url, {"tim": "%"}).text
    assert "<mark>" not in client.get(url).text


def test_blank_forms_are_found_and_open(cast: Cast, client: Client) -> None:
    """Each is a Word document in which no field of a template is left."""
    forms = re.findall(r'href="(/cong-bo/van-ban/mau/[a-z-]+/)"', client.get(reverse("public_documents")).text)
    assert len(set(forms)) == len(BLANK)
    for url in forms:
        answer = client.get(url)
        assert (answer.status_code, list(answer.cookies)) == (200, [])
        assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        assert answer["Content-Disposition"] == f'attachment; filename="mau-{url.split("/")[-2]}.docx"'
        document = Document(io.BytesIO(answer.content))
        text = document.element.xml
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert [each for each in ("{{", "{%", "băm", "chưa có số liệu") if each in text] == [], url

    form = "/cong-bo/van-ban/mau/ban-giao-uoc-thi-dua/"
    for words in ("giao ước", "mau giao uoc", "biểu mẫu giao ước"):
        assert f'href="{form}"' in find(client, words), words
    assert f'href="/en{form}"' in client.get("/en/tim-kiem/", {"tu": "emulation pledge"}).text
    assert client.get("/cong-bo/van-ban/mau/khong-co/").status_code == 404


def test_from_page_to_page_nothing_goes_along_but_what_is_asked(cast: Cast, client: Client) -> None:
    name_people(cast)
    for _number in range(21):
        honoured(cast)

    text = client.get(reverse("honours"), {"ten": "hoa", "utm_source": "x", "nam": ""}).text

    assert 'href="?ten=hoa&amp;trang=2"' in text
    assert "utm_source" not in text


COUNTED = {
    "slug": "khuatdiachi",
    "day": "05/12/2026",
    "home": "Vụ Kín Đáo",
    "parties": 1,
    "is_inside": False,
    "zones": [{"number": 1, "name": "Bãi Lặng Thinh", "metres": "300 m", "point": "19,7361; 105,9058"}],
    "numbers": {"MASS": {"amount": "77 kg", "low": "77", "best": "77", "high": "77"}},
}
CHART = {"title": "Biểu đồ lạ", "kind": "ranges", "series": [{"name": "Cột", "tone": "red", "values": ["1"]}]}


def test_a_sum_is_found_by_what_its_page_tells_and_not_by_the_activities_in_it(cast: Cast, client: Client) -> None:
    """An activity that is withdrawn is named nowhere: its unit, place and coordinates lie in the copy of the sum."""
    told = {"chief": [LINE], "lines": [LINE], "chart": CHART, "counted": [COUNTED], "others": 0, "joint": 0}
    content = Content(SnapshotKind.CYCLE, 1, "Tổng kết 2026", {"vi": told, "en": told})
    publish(actor=cast.standing.actor(), agency=cast.agency, content=content, now=timezone.now())

    assert "Tổng kết 2026" in find(client, "khoi luong can")
    for words in ("kin dao", "lang thinh", "khuatdiachi", "ranges", "red", "77", "mass", "7361", "105", "bieu do"):
        assert "Tổng kết 2026" not in find(client, words), words
    text = find(client, "khoi luong can")
    assert [each for each in ("Kín Đáo", "Lặng Thinh", "khuatdiachi", "ranges", "77 kg", "7361") if each in text] == []


def test_each_kind_of_copy_says_which_of_its_words_are_found() -> None:
    assert set(FIELDS) == set(SnapshotKind)


@pytest.mark.parametrize("where", ["search_public", "news"])
def test_captions_of_a_photograph_that_is_taken_back_are_found_no_more(cast: Cast, client: Client, where: str) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    body = [("paragraph", "<p>Ra quân sáng nay.</p>"), ("picture", {"photo": photo, "caption": "Bà Hoa Mận dẫn đầu"})]
    article = published_article(cast, body=body, summary="Tin ngắn.")

    def told(words: str) -> str:
        return client.get(reverse(where), {"tu": words, "tim": words}).text

    for words in ("hoa man", "nguoi nhat rac"):
        assert article.get_absolute_url() in told(words), words
    take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn ngày 30/11", now=timezone.now())

    for words in ("hoa man", "nguoi nhat rac", "anh da rut"):
        assert article.get_absolute_url() not in told(words), words
    assert article.get_absolute_url() in told("ra quan sang")
    assert "Hoa Mận" not in told("ra quan sang").replace("<mark>", "").replace("</mark>", "")
    write_all_words(timezone.now())
    assert article.get_absolute_url() not in told("hoa man")


def test_captions_of_a_photograph_without_a_ground_are_not_found(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    article = published_article(cast, body=[("picture", {"photo": photo, "caption": "Bà Hoa Mận dẫn đầu"})])
    assert article.get_absolute_url() in find(client, "hoa man")

    type(photo).objects.filter(pk=photo.pk).update(consent=Consent.UNKNOWN)
    write_all_words(timezone.now())

    assert article.get_absolute_url() not in find(client, "hoa man")


@pytest.mark.parametrize("where", ["search_public", "news"])
def test_an_article_is_found_by_what_stands_below_its_photographs_and_for_them(
    cast: Cast, client: Client, where: str
) -> None:
    """As they are published: a caption of the article's own stands instead of the photograph's."""
    mine = make_photo(cast.agency, cast.secretary, description="Ca nô kéo lưới", caption="Cảng Lạch Bạng")
    its = make_photo(cast.agency, cast.secretary, description="Cờ đuôi nheo", caption="Đền Độc Cước")
    body = [("picture", {"photo": mine, "caption": "Hòn Trống Mái"}), ("picture", {"photo": its, "caption": ""})]
    article = published_article(cast, body=body, title="Tin tháng Năm", summary="Tin ngắn.")

    def told(words: str) -> str:
        return client.get(reverse(where), {"tu": words, "tim": words}).text.replace("\xa0", " ")

    marks = {
        "hon trong mai": "<mark>Hòn</mark> <mark>Trống</mark> <mark>Mái</mark>. Ca nô kéo lưới.",
        "Ca nô kéo": "<mark>Ca</mark> <mark>nô</mark> <mark>kéo</mark> lưới",
        "doc cuo": "Đền <mark>Độc</mark> <mark>Cước</mark>",
        "đuôi nheo": "Cờ <mark>đuôi</mark> <mark>nheo</mark>",
    }
    for words, marked in marks.items():
        assert (article.get_absolute_url() in told(words), marked in told(words)) == (True, True), words
    assert article.get_absolute_url() not in told("lach bang")
    PublicWord.objects.all().delete()
    write_all_words(timezone.now())
    assert article.get_absolute_url() in told("hon trong mai ca no")


def test_of_captions_those_written_as_typed_stand_first(cast: Cast, client: Client) -> None:
    for slug, caption, year in (("sau", "Hỏn Tróng Mại", 2026), ("dung", "Hòn Trống Mái", 2020)):
        photo = make_photo(cast.agency, cast.secretary, caption=caption)
        body = [("picture", {"photo": photo, "caption": ""})]
        published_article(cast, body=body, title="Tin", slug=slug, told_on=date(year, 1, 1))

    def places(words: str) -> list[int]:
        text = find(client, words)
        return [text.index(f"/tin/{slug}/") for slug in ("dung", "sau")]

    assert places("hòn trống mái") == sorted(places("hòn trống mái"))
    assert places("hon trong mai") != sorted(places("hon trong mai"))


def test_a_caption_that_is_changed_is_found_once_it_is_approved(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    article = published_article(cast, body=[("picture", {"photo": photo, "caption": "Hòn Trống Mái"})])

    def found() -> list[bool]:
        return [article.get_absolute_url() in find(client, words) for words in ("trong mai", "doc cuoc")]

    rewrite(article, cast.secretary, body=[("picture", {"photo": photo, "caption": "Đền Độc Cước"})])
    assert found() == [True, False]
    submit(article, cast.secretary)
    decide(article, cast.standing)
    assert found() == [False, True]
    take_down(article, cast.standing)
    assert found() == [False, False]


@pytest.mark.parametrize("where", ["search_public", "news"])
def test_photographs_of_what_is_found_are_asked_for_together(
    cast: Cast, client: Client, count_queries: Callable, where: str
) -> None:
    def publish_one(slug: str) -> None:
        photo = make_photo(cast.agency, cast.secretary, caption="Hòn Trống Mái")
        published_article(cast, body=[("picture", {"photo": photo, "caption": ""})], title="Tin", slug=slug)

    publish_one("mot")
    asked = lambda: client.get(reverse(where), {"tu": "trong mai", "tim": "trong mai"})  # noqa: E731
    one = count_queries(asked)
    for number in range(3):
        publish_one(f"tin-{number}")

    assert count_queries(asked) == one
