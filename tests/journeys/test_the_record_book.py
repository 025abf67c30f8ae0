"""From a title that an officer enters to who meets what: the tree of a person, on paper, and the review of the unit."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command

from tests.cast import Cast
from tests.factories.books import LISTS, grade_years, make_book, put_award, put_work, tell_in_full
from tests.factories.organisations import make_person
from tests.journeys.conftest import Walker
from tests.journeys.paper import read_paper, squeezed
from thidua.common import clock
from thidua.organisations.models import Person
from thidua.records.enums import Grade, HoldKind, LawCode
from thidua.records.models import AwardHold

NAME = "Lương Thị Bích Ngọc"
NUMBER = "218/QĐ-VKH"
TREE = "dieu-kien/GRASSROOTS_EMULATION_FIGHTER/"


@pytest.fixture
def person(stage: Cast) -> Person:
    """An excellent year with an initiative, all lists told in full; whether she is an advanced worker nobody wrote."""
    person = make_person(stage.unit, NAME, title="Chuyên viên")
    book = make_book(person, employed_since=date(2015, 9, 1))
    grade_years(book, {2025: Grade.EXCELLENT})
    put_work(book, 2025)
    tell_in_full(book, *LISTS)
    return person


def test_a_title_entered_is_read_in_the_tree_on_paper_and_in_the_review(
    stage: Cast, person: Person, walk_as: Callable[..., Walker], at: Callable[[str], object]
) -> None:
    at("2026-06-15 09:00")
    book = f"/so-thanh-tich/nguoi/{person.pk}/"
    officer = walk_as(stage.officer)
    officer.go(book + TREE)
    assert verdict(officer) == "Chưa kết luận được"

    officer.go(book)
    officer.press("Ghi danh hiệu")
    officer.choose("Danh hiệu, hình thức", "Lao động tiên tiến")
    officer.fill("Cho năm", "2025")
    officer.fill("Số văn bản", NUMBER)
    officer.fill("Ngày văn bản", "15/01/2026")
    officer.press("Ghi")
    assert officer.sees(f"{NUMBER}, 15/01/2026")

    phone = walk_as(stage.officer, phone=True)
    phone.go(book + TREE)
    assert verdict(phone) == "Do cơ quan thường trực xem"
    officer.go(book + TREE)
    paper = read_paper(officer.page)
    for words in (
        NAME,
        "Chiến sĩ thi đua cơ sở",
        "Đã đạt Lao động tiên tiến năm 2025.",
        "khoản 1 Điều 23 của 06/2022/QH15",
    ):
        assert squeezed(words) in paper, words

    standing = walk_as(stage.standing)
    standing.go("/ra-soat/")
    standing.choose("Rà soát", stage.unit.name)
    standing.fill("Năm xét", "2025")
    standing.press("Rà soát")
    call_command("db_worker", batch=True, interval=0)
    standing.go(standing.page.url.removeprefix(standing.base) + "?danh_hieu=GRASSROOTS_EMULATION_FIGHTER&ket_qua=MET")
    assert standing.sees("Kết quả rà soát, 1 dòng")
    assert standing.sees(NAME)
    with standing.page.expect_download() as exported:
        standing.page.get_by_role("link", name="Tải CSV").click()
    lines = exported.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert f"{stage.unit.name};{NAME}" in lines[1].replace('"', "").replace(",", ";")


@pytest.mark.drill
def test_one_word_for_a_unit_makes_its_people_certain_until_it_is_taken_back(
    stage: Cast, walk_as: Callable[..., Walker], at: Callable[[str], object]
) -> None:
    """Of one nothing is on record; of the other a hold: the word is for the first, and each page says so."""
    at("2026-06-15 09:00")
    clear, held = make_person(stage.unit, NAME), make_person(stage.unit, "Tôn Nữ Hoàng Thị Phương Thảo")
    for each in (clear, held):
        book = make_book(each, employed_since=date(2015, 9, 1))
        grade_years(book, {2025: Grade.EXCELLENT})
        put_award(book, LawCode.ADVANCED_WORKER, 2025)
        put_work(book, 2025)
    AwardHold.objects.create(
        agency=stage.agency, book=book, reason=HoldKind.COMPLAINT, since=date(2026, 5, 4), recorded_at=clock.now()
    )
    tree = f"/so-thanh-tich/nguoi/{clear.pk}/{TREE}"
    standing = walk_as(stage.standing)
    standing.go(tree)
    assert verdict(standing) == "Chưa kết luận được"

    standing.go("/so-thanh-tich/")
    standing.press("Xác nhận chung không kỷ luật, không tạm dừng xét")
    standing.choose("Xác nhận cho", stage.unit.name)
    standing.press("Xem nói thay cho ai")
    assert standing.sees("Sổ có dòng tạm dừng xét")
    standing.fill("Đã xem danh sách, sổ nào", "Sổ theo dõi kỷ luật năm 2026, xem ngày 15/06/2026")
    standing.press("Xác nhận")
    assert standing.sees("Đã ghi lời xác nhận chung.")
    said = standing.page.url.removeprefix(standing.base)

    phone = walk_as(stage.standing, phone=True)
    phone.go(said)
    assert phone.sees("Tôn Nữ Hoàng Thị Phương Thảo")
    phone.go(tree)
    assert verdict(phone) == "Đủ"
    phone.go(f"/so-thanh-tich/nguoi/{held.pk}/{TREE}")
    assert verdict(phone) == "Chưa đủ"

    standing.press("Rút lời xác nhận")
    standing.fill("Vì sao", "Chưa xem sổ của Thanh tra Bộ")
    standing.press("Rút")
    assert standing.sees("Đã rút lời xác nhận chung.")
    standing.go(tree)
    assert verdict(standing) == "Chưa kết luận được"


def verdict(walker: Walker) -> str:
    """The badge of the card of the conclusion."""
    return walker.page.locator("section[aria-labelledby=tds-verdict] .tds-badge").inner_text().strip()
