"""“Việc cần làm”: what waits, until when, what blocks it, who can unblock it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.cycles import make_cycle
from tests.factories.organisations import make_bloc, make_person
from tests.pages import words_of
from thidua.accounts.models import User
from thidua.audit.services import record
from thidua.campaigns.models import CompensatoryDay
from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source


@pytest.fixture
def waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch, at) -> list[DueItem]:
    """What waits for everyone on Monday 25/11/2024; a test puts items in."""
    items: list[DueItem] = []

    def source(actor: Actor, today: date) -> list[DueItem]:
        return list(items)

    monkeypatch.setattr("thidua.common.due._sources", [])
    register_due_source(source)
    at("2024-11-25 09:00")
    return items


def mine(title: str, deadline: date | None, **more: object) -> DueItem:
    return DueItem(DueGroup.MINE, title, "/viec/", "Làm", deadline, **more)  # type: ignore[arg-type]


def blocked(title: str, deadline: date | None) -> DueItem:
    return DueItem(
        DueGroup.BLOCKED,
        title,
        "/viec/",
        "Nhắc",
        deadline,
        blocked_by="Hai đơn vị chưa nộp",
        who_unblocks="Thanh tra Bộ",
    )


def home(sign_in, cast: Cast, name: str = "officer") -> str:
    return words_of(sign_in(cast.everyone()[name].user).get(reverse("home")))


def test_the_page_says_how_much_waits_and_how_much_is_stuck(cast: Cast, waiting, sign_in) -> None:
    waiting += [mine("Ký giao ước", date(2024, 11, 26)), mine("Báo cáo", None), blocked("Mở bước", None)]
    words = home(sign_in, cast)

    assert "Thứ Hai, 25/11/2024. Hôm nay có 2 việc chờ anh/chị và 1 việc đang vướng ." in words
    assert words.index("Chờ anh/chị làm 2") < words.index("Đang vướng, cần người khác gỡ 1")
    assert "Vướng ở Hai đơn vị chưa nộp Người gỡ được Thanh tra Bộ" in words


def test_nothing_to_do_is_said(cast: Cast, waiting, sign_in) -> None:
    assert "Hôm nay không có việc nào chờ anh/chị." in home(sign_in, cast)


@pytest.mark.parametrize(
    ("deadline", "says"),
    [
        (date(2024, 11, 26), "Còn 1 ngày làm việc Hạn thứ Ba, 26/11/2024"),
        (date(2024, 11, 29), "Còn 4 ngày làm việc Hạn thứ Sáu, 29/11/2024"),
        (date(2024, 12, 2), "Còn 5 ngày làm việc Hạn thứ Hai, 02/12/2024"),
        (date(2024, 11, 25), "Hạn hôm nay Hạn thứ Hai, 25/11/2024"),
        (date(2024, 11, 24), "Quá hạn 1 ngày làm việc Hạn Chủ nhật, 24/11/2024"),
        (date(2024, 11, 22), "Quá hạn 1 ngày làm việc Hạn thứ Sáu, 22/11/2024"),
        (date(2150, 1, 1), "Đang chờ Hạn thứ Năm, 01/01/2150"),
        (None, "Chưa đặt hạn"),
    ],
)
def test_a_deadline_is_told_in_working_days(cast: Cast, waiting, sign_in, deadline: date | None, says: str) -> None:
    waiting.append(mine("Ký giao ước", deadline))

    assert f"Ký giao ước {says}" in home(sign_in, cast)


def test_a_deadline_that_passed_over_a_weekend_is_late_though_no_working_day_has_passed(
    cast: Cast, waiting, sign_in, at
) -> None:
    at("2024-11-24 09:00")
    waiting.append(mine("Ký giao ước", date(2024, 11, 23)))

    assert "Ký giao ước Quá hạn Hạn thứ Bảy, 23/11/2024" in home(sign_in, cast)


def test_the_agencys_own_days_off_count(cast: Cast, waiting, sign_in) -> None:
    CompensatoryDay.objects.create(
        agency=cast.agency, day=date(2024, 11, 27), name="Ngày truyền thống", is_working=False
    )
    waiting.append(mine("Ký giao ước", date(2024, 11, 29), agency=cast.agency.pk))

    assert "Ký giao ước Còn 3 ngày làm việc" in home(sign_in, cast)


def test_what_begins_on_a_day_says_so(cast: Cast, waiting, sign_in) -> None:
    waiting.append(mine("Mở bước", date(2024, 12, 2), begins=True))

    assert "Bắt đầu thứ Hai, 02/12/2024" in home(sign_in, cast)


def test_one_button_is_the_main_one(cast: Cast, waiting, sign_in) -> None:
    waiting += [mine(f"Việc {number}", date(2024, 12, number)) for number in range(1, 5)]
    waiting += [blocked("Vướng", None), mine("Nhắc", None, posts=True, action_url="/nhac/")]
    answer = sign_in(cast.officer.user).get(reverse("home"))

    assert answer.text.count("tds-btn--primary") == 1
    assert '<form method="post" action="/nhac/"' in answer.text


def test_the_tab_carries_the_count(cast: Cast, waiting, sign_in) -> None:
    waiting += [mine("Ký giao ước", None), mine("Báo cáo", None), blocked("Mở bước", None)]
    browser = sign_in(cast.officer.user)
    on_home = browser.get(reverse("home"))
    elsewhere = browser.get(reverse("blocs"))
    count = browser.get(reverse("home_count"))

    assert 'class="tds-count">2<' in on_home.text
    assert reverse("home_count") not in on_home.text
    assert f'hx-get="{reverse("home_count")}"' in elsewhere.text
    assert 'class="tds-count"' not in elsewhere.text
    assert words_of(count).startswith("2 việc chờ anh/chị")
    waiting.clear()
    assert browser.get(reverse("home_count")).text.strip() == ""


def test_the_present_year_stands_beside(cast: Cast, waiting, sign_in, at) -> None:
    at("2026-01-20 09:00")
    make_cycle(cast)
    answer = sign_in(cast.officer.user).get(reverse("home"))

    assert "Năm thi đua 2026" in words_of(answer)
    assert "tds-steps--upright" in answer.text
    assert "tds-steps--upright" not in sign_in(cast.stranger.user).get(reverse("home")).text


def test_many_years_are_a_line_each(cast: Cast, waiting, sign_in, at, count_queries) -> None:
    at("2026-01-20 09:00")
    browser = sign_in(cast.standing.user)
    blocs = [
        make_bloc(cast.agency, f"khoi-{number}", f"Khối số {number}", str(number), year=2026, units=[])
        for number in range(8)
    ]
    for bloc in blocs[:2]:
        make_cycle(cast, bloc=bloc)
    browser.get(reverse("home"))
    few = count_queries(lambda: browser.get(reverse("home")))
    for bloc in blocs[2:]:
        make_cycle(cast, bloc=bloc)
    many = count_queries(lambda: browser.get(reverse("home")))
    answer = browser.get(reverse("home"))

    assert few == many
    assert "tds-steps--upright" not in answer.text
    assert reverse("cycles") in answer.text
    assert words_of(answer).count("Đang ở bước 1") == 6


def test_what_was_just_done_is_there_and_signing_in_is_not(cast: Cast, waiting, sign_in) -> None:
    for number in range(4):
        record(cast.officer.actor(), "bloc.renamed", cast.bloc, agency=cast.agency.pk, after={"name": f"Tên {number}"})
    record(cast.officer.actor(), "account.signed_in", cast.officer.user, agency=0)
    record(cast.head.actor(), "task.added", cast.unit, agency=cast.agency.pk)
    words = home(sign_in, cast)

    assert words.count("Đổi tên khối: Khối Thi đua số I") == 3
    assert "Đăng nhập" not in words
    assert "Giao nhiệm vụ" not in words
    assert "Xem tất cả việc đã làm" in words


def test_without_a_role_one_is_told_whom_to_ask(cast: Cast, waiting, sign_in) -> None:
    user = User.objects.create_user("moi", password="x")
    make_person(cast.unit, "Trịnh Mới", user=user)
    words = words_of(sign_in(user).get(reverse("home")))

    assert "chưa được giao vai trò nào" in words
    assert "Phạm Văn Thường , cơ quan thường trực Ngô Văn Quản , quản trị hệ thống" in words


def test_an_account_that_is_nobodys_is_told_too(cast: Cast, waiting, sign_in) -> None:
    words = words_of(sign_in(User.objects.create_user("ai", password="x")).get(reverse("home")))

    assert "Anh/chị nhờ cơ quan thường trực Hội đồng Thi đua, Khen thưởng" in words


def test_the_number_of_queries_does_not_grow(cast: Cast, waiting, sign_in, count_queries) -> None:
    browser = sign_in(cast.officer.user)
    waiting.append(mine("Việc", date(2024, 12, 2), agency=cast.agency.pk))
    browser.get(reverse("home"))
    few = count_queries(lambda: browser.get(reverse("home")))
    waiting += [mine(f"Việc {number}", date(2024, 12, 2), agency=cast.agency.pk) for number in range(30)]
    many = count_queries(lambda: browser.get(reverse("home")))

    assert few == many <= 20


def test_the_nearest_tasks_come_first_and_a_link_shows_the_rest(cast: Cast, waiting, sign_in) -> None:
    waiting += [mine(f"Việc thứ {number}.", date(2024, 12, 1 + number)) for number in range(28)]
    browser = sign_in(cast.officer.user)
    first = browser.get(reverse("home")).text

    assert "28 việc chờ anh/chị" in first
    assert ("Việc thứ 24." in first, "Việc thứ 25." in first) == (True, False)
    assert "25 trong 28 mục" in first
    (more,) = re.findall(r'href="(\?mine=\d+)"', first)
    rest = browser.get(reverse("home") + more).text
    assert "Việc thứ 27." in rest
    assert "trong 28 mục" not in rest
