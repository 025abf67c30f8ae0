"""The law library: every text, award, figure and rule opens, in the words of its source and with how sure we are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from thidua.core.law.awards import shipped_awards
from thidua.core.law.library import slug_of
from thidua.core.law.texts import shipped_texts
from thidua.records.facts.law_library import award_url


@pytest.fixture
def reader(client: Client, cast: Cast, at) -> Client:
    at("2026-11-20 09:00")
    client.force_login(cast.reader.user)
    return client


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def test_the_register_says_what_is_not_held_and_what_ends(reader: Client) -> None:
    page = text_of(reader, reverse("law_library"))

    assert "06/2026/QH16 đang có hiệu lực từ 01/10/2026 nhưng chưa có lời văn." in page
    assert "152/2025/NĐ-CP sắp hết hiệu lực: 01/07/2025 – 01/03/2027." in page
    for number in shipped_texts():
        assert number in page


def test_filters_leave_what_was_asked_for(reader: Client) -> None:
    page = text_of(reader, reverse("law_library") + "?loai=LAW&hieu_luc=15/11/2025")

    assert page.count("Có một phần") + page.count("Có lời văn") >= 1
    assert "Luật Thi đua, khen thưởng 2022" in page
    assert "Mức lương cơ sở từ 01/07/2024" not in page
    assert "Không có văn bản nào như đã lọc" in text_of(
        reader, reverse("law_library") + "?loai=LETTER&hieu_luc=01/01/1999"
    )
    assert "Nhập ngày" in text_of(reader, reverse("law_library") + "?hieu_luc=abc")


@pytest.mark.parametrize("number", shipped_texts())
def test_every_text_has_its_page(reader: Client, number: str) -> None:
    assert number in text_of(reader, reverse("law_text", args=[slug_of(number)]))


@pytest.mark.parametrize("key", shipped_awards(), ids=lambda key: f"{key[0]}-{key[1]}")
def test_every_criterion_of_an_award_stands_on_its_page(reader: Client, key) -> None:
    award = shipped_awards()[key]
    page = text_of(reader, award_url(award) + "?ngay=15/11/2025")
    for route in award.on(award.versions[-1].since).routes:
        for criterion in route.criteria:
            assert criterion.name in page


def test_a_route_that_was_read_for_labourers_only_says_so(reader: Client) -> None:
    award = award_url(next(each for each in shipped_awards().values() if each.fact_base == "HCLD3_CN"))
    note = "Khoản 2 Điều 44 đã đọc là trường hợp của người lao động"
    assert text_of(reader, f"{award}?ngay=01/12/2025").count(note) == 2
    assert note not in text_of(reader, f"{award}?ngay=01/12/2020")


def test_two_days_are_held_against_each_other(reader: Client) -> None:
    award = award_url(next(each for each in shipped_awards().values() if each.code == "GRASSROOTS_EMULATION_FIGHTER"))
    page = text_of(reader, f"{award}?ngay=15/11/2025&so-voi=31/12/2023")

    assert "Ngày 15/11/2025 khác ngày 31/12/2023 chỗ nào" in page
    assert "Tiêu chuẩn của hai ngày như nhau." in text_of(reader, f"{award}?ngay=15/11/2025&so-voi=01/02/2024")
    assert "Ngày này chưa có văn bản" in text_of(reader, f"{award}?ngay=01/01/2010")


def test_figures_and_rules(reader: Client) -> None:
    assert "2.530.000" in text_of(reader, reverse("law_figures"))
    assert "Không thuộc trường hợp tạm dừng xét" in text_of(reader, reverse("law_rules"))
    assert "Chỗ kém chắc nhất" in text_of(reader, reverse("law_awards") + "?ngay=01/10/2026")


@pytest.mark.parametrize(
    "url",
    ["/phap-luat/van-ban/khong-co/", "/phap-luat/tieu-chuan/khong-co/individual/",
     "/phap-luat/tieu-chuan/advanced-worker/nguoi/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(reader: Client, url: str) -> None:
    assert reader.get(url).status_code == 404


def test_visitors_are_sent_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get(reverse("law_library")).status_code == 302
