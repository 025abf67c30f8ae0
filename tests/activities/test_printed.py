"""What is printed for the field: one page of notice, one sheet of card; nothing is kept."""

import io
import re
from datetime import datetime, time
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import Cast
from thidua.activities.enums import FactKind
from thidua.activities.facts.sheets import read_number
from thidua.activities.models import Activity
from thidua.activities.services import Note, note_fact

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> tuple[int, str]:
    pages = PdfReader(io.BytesIO(content)).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_notice_says_who_takes_pictures_and_whom_to_tell(
    cast: Cast, beach: Activity, sign_in: Any, now: datetime
) -> None:
    client, page = sign_in(cast.secretary.user), reverse("photo_notice", args=[beach.pk])
    assert cast.bloc.name in client.get(page).content.decode()
    told = {"taken_by": "Tổ truyền thông", "purpose": "đưa tin nội bộ", "contact": "chị Lan, 0900 000 000"}
    answer = client.post(page, told)
    assert answer.headers["Content-Type"] == "application/pdf"
    pages, words = text_of(answer.content)
    assert pages == 1
    for each in ("Tại đây có chụp ảnh, quay phim", beach.title, *told.values(), "91/2025/QH15", cast.bloc.name):
        assert each in words, each
    assert "Anh/chị" not in words
    empty = client.post(page, {"taken_by": "", "purpose": "", "contact": ""})
    assert empty.headers["Content-Type"].startswith("text/html")


def test_the_poster_invites_and_says_how_to_sign_up(cast: Cast, beach: Activity, sign_in: Any) -> None:
    beach.message, beach.starts_at = "Vì một đại dương xanh", time(7, 30)
    beach.save()
    client, page = sign_in(cast.secretary.user), reverse("poster", args=[beach.pk])
    assert cast.bloc.name in client.get(page).content.decode()
    told = {"bring": "giày kín mũi, mũ", "contact": "anh Sơn, 0900 000 000"}
    answer = client.post(page, told)
    assert answer.headers["Content-Type"] == "application/pdf"
    pages, words = text_of(answer.content)
    assert pages == 1
    for each in (beach.title, beach.message, "7 giờ 30", cast.other_unit.name, *told.values(), "Đăng ký"):
        assert each in words, each
    _pages, without = text_of(client.post(page, {"bring": "", "contact": "anh Sơn"}).content)
    assert "Mang theo" not in without
    assert client.post(page, {"contact": ""}).headers["Content-Type"].startswith("text/html")


def test_a_poster_with_much_to_say_stays_on_one_page(cast: Cast, beach: Activity, sign_in: Any) -> None:
    beach.title, beach.place, beach.message = "Ra quân thu gom rác " * 8, "Phường Trường Sơn, " * 10, "Biển xanh " * 15
    beach.save()
    answer = sign_in(cast.secretary.user).post(
        reverse("poster", args=[beach.pk]), {"bring": "giày, mũ, " * 19, "contact": "Văn phòng Khối, " * 12}
    )
    assert text_of(answer.content)[0] == 1


def test_a_name_that_looks_like_markup_is_printed_as_it_is(cast: Cast, beach: Activity, sign_in: Any) -> None:
    beach.title = "#import <x> *đậm* $a$ [b]"
    beach.save()
    told = {"taken_by": "#sys.inputs", "purpose": "x", "contact": "x"}
    answer = sign_in(cast.secretary.user).post(reverse("photo_notice", args=[beach.pk]), told)
    _pages, words = text_of(answer.content)
    assert beach.title in words
    assert "#sys.inputs" in words


def test_the_card_on_paper_has_two_sides_and_asks_what_the_phone_asks(
    cast: Cast, beach: Activity, sign_in: Any, now: datetime
) -> None:
    stretch = Note(FactKind.ZONE, {"name": "Đoạn mẫu", "metres": "50"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=stretch, now=now)
    answer = sign_in(cast.secretary.user).get(reverse("paper_card", args=[beach.pk]))
    pages, words = text_of(answer.content)
    assert pages == 2
    assert re.search(r"Tờ [2-9A-Z]{5}-[2-9A-Z]{2}\b", words)
    for each in (
        beach.title,
        "Tái sử dụng, tái chế",
        "Đầu lọc thuốc lá",
        "Tổng cả bì",
        "Bàn giao",
        cast.other_unit.name,
        "Kim tiêm, bình gas, hoá chất, đạn: không nhặt.",
        "Đếm trên đoạn: 1 (ghi ở mục đoạn) 2 (ghi ở mục đoạn) Đoạn mẫu; 50 m không theo đoạn nào",
    ):
        assert each in words, each


def test_each_sheet_has_a_number_of_its_own(cast: Cast, beach: Activity, sign_in: Any) -> None:
    answer = sign_in(cast.secretary.user).get(reverse("paper_card", args=[beach.pk]), {"to": "3"})
    pages, words = text_of(answer.content)
    assert pages == 6
    numbers = re.findall(r"Tờ ([2-9A-Z]{5}-[2-9A-Z]{2})\b", words)
    assert len(numbers) == 6  # on both sides
    assert len(set(numbers)) == 3
    assert {read_number(beach.pk, number) for number in numbers} == set(numbers)


@pytest.mark.parametrize("name", ["photo_notice", "poster", "paper_card"])
def test_only_who_notes_facts_there_prints_for_it(cast: Cast, beach: Activity, sign_in: Any, name: str) -> None:
    page = reverse(name, args=[beach.pk])
    assert sign_in(cast.stranger.user).get(page).status_code == 200
    assert sign_in(cast.officer.user).get(page).status_code == 404
