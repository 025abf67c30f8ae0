"""“Tìm”: everything the actor may see and nothing else, with accents and without."""

import unicodedata
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.cycles import make_cycle
from tests.factories.organisations import make_person, make_unit
from tests.pages import words_of
from thidua.campaigns.models import Task

pytestmark = pytest.mark.twice


def found(browser, text: str, **more: str) -> dict[str, list[str]]:
    answer = browser.get(reverse("search"), {"q": text, **more})
    assert answer.status_code == 200
    return {group.kind: [card.title for card in group.cards] for group in answer.context["groups"]}


@pytest.fixture
def browser(cast: Cast, sign_in, at):
    at("2026-06-15 09:00")
    return sign_in(cast.officer.user)


@pytest.mark.parametrize(
    "text", ["thanh tra", "Thanh Tra", "THANH TRA BO", unicodedata.normalize("NFD", "thanh tra bộ")]
)
def test_units_are_found_however_they_are_typed(browser, text: str) -> None:
    assert found(browser, text)["unit"] == ["Thanh tra Bộ"]


def test_people_are_found_with_exact_accents_first(cast: Cast, browser) -> None:
    make_person(cast.units[1], "Dang Van Toan")
    make_person(cast.units[1], "Trần Đăng Khoa")

    assert found(browser, "dang")["person"] == ["Dang Van Toan", "Trần Đăng Khoa", "Đặng Minh Thư"]
    assert found(browser, "đặng")["person"][0] == "Đặng Minh Thư"
    assert found(browser, "đăng")["person"][0] == "Trần Đăng Khoa"


def test_an_old_name_of_a_unit_finds_it(cast: Cast, browser) -> None:
    unit = cast.units[3]
    unit.search_key += "\nban thanh tra cu"
    unit.save()

    assert found(browser, "ban thanh tra cũ")["unit"] == ["Thanh tra Bộ"]


def test_the_years_things_are_found(cast: Cast, browser) -> None:
    cycle = make_cycle(cast)
    Task.objects.create(agency=cast.agency, cycle=cycle, code="7", title="Trồng cây tại Sầm Sơn")

    assert found(browser, "khoi i 2026")["cycle"] == ["Năm thi đua 2026, Khối Thi đua số I"]
    assert found(browser, "sam son")["task"] == ["7. Trồng cây tại Sầm Sơn"]
    assert found(browser, "khối thi đua số")["bloc"] == ["Khối Thi đua số I"]


def test_what_one_may_not_see_is_not_found(cast: Cast, browser, sign_in) -> None:
    cycle = make_cycle(cast)
    Task.objects.create(agency=cast.agency, cycle=cycle, code="7", title="Trồng cây tại Sầm Sơn")

    for name in ("stranger", "administrator"):
        other = sign_in(cast.everyone()[name].user)
        assert found(other, "sam son") == {}
        assert "cycle" not in found(other, "khoi i 2026")
    assert found(other, "thanh tra") == {}


@pytest.mark.parametrize("text", ["", "a", "%", "' OR 1=1", "<script>alert(1)</script>", "\x00", "đ" * 5000, "\\"])
def test_any_text_may_be_typed(browser, text: str) -> None:
    assert found(browser, text) == {}
    assert "<script>alert" not in browser.get(reverse("search"), {"q": text}).text


def test_too_short_and_nothing_found_say_what_to_do(browser) -> None:
    assert "Gõ ít nhất 2 chữ cái." in words_of(browser.get(reverse("search"), {"q": "a"}))
    assert "Không tìm thấy “zzzz”" in words_of(browser.get(reverse("search"), {"q": "zzzz"}))


def test_a_group_is_cut_and_opens_whole(cast: Cast, browser) -> None:
    for number in range(9):
        make_person(cast.units[1], f"Phan Văn {chr(ord('A') + number)}")

    assert len(found(browser, "phan")["person"]) == 6
    assert "?q=phan&amp;nhom=person" in browser.get(reverse("search"), {"q": "phan"}).text
    assert len(found(browser, "phan", nhom="person")["person"]) == 9
    assert found(browser, "phan", nhom="nothing") == {}


def test_the_number_of_queries_does_not_grow(cast: Cast, browser, count_queries) -> None:
    url = f"{reverse('search')}?q={quote('vạn')}"
    make_unit(cast.agency, "don-vi-0", "Đơn vị Vạn Phúc 0")
    make_person(cast.unit, "Vạn Lan", title="Chuyên viên")
    browser.get(url)
    few = count_queries(lambda: browser.get(url))
    for number in range(1, 6):
        make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị Vạn Phúc {number}")
        make_person(cast.unit, f"Vạn Hoa {number}", title="Chuyên viên")
    many = count_queries(lambda: browser.get(url))

    assert few == many <= 30
