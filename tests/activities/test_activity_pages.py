"""Pages of activities: what each shows, how a form ends."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity, make_clean_up
from tests.factories.cycles import make_cycle
from tests.factories.files import make_jpeg, upload
from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity, ActivityOutput
from thidua.common import clock
from thidua.common.components.texts import no_break
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.services import add_photo


@pytest.fixture(autouse=True)
def _clock(at) -> None:
    at("2026-06-15 09:00")


def page_of(activity: Activity) -> str:
    return reverse("activity", args=[activity.pk])


def test_the_page_says_what_is_known_and_names_what_is_not(cast: Cast, sign_in) -> None:
    activity = make_clean_up(cast)
    add_photo(
        actor=cast.secretary.actor(),
        parent=Reference("activity", activity.pk),
        agency=activity.agency_id,
        upload=upload(make_jpeg(), "a.jpg"),
        alt_text="Nhiều người nhặt rác trên bãi biển",
        caption="Quang cảnh buổi thu gom",
        now=clock.now(),
    )
    page = sign_in(cast.reader.user).get(page_of(activity)).text

    for words in (
        "Vì một đại dương xanh",
        "Chủ nhật, 28/05/2023",
        "Đoàn Thanh niên, Phân hiệu Trường Đại học TN&amp;MT Hà Nội tại tỉnh Thanh Hóa",
        "chưa có số liệu",
        "Nhiều người nhặt rác trên bãi biển",
        "Quang cảnh buổi thu gom",
        "Chỉ thư ký khối và cơ quan thường trực làm được việc này.",
    ):
        assert str(no_break(words)) in page or words in page


def test_one_form_plans_and_credits(cast: Cast, sign_in) -> None:
    cycle = make_cycle(cast)
    answer = sign_in(cast.secretary.user).post(
        reverse("record_activity"),
        {
            "home": f"bloc:{cast.bloc.pk}",
            "state": "PLANNED",
            "title": "Trồng cây đầu hạ",
            "kind": "TREE_PLANTING",
            "held_on": "20/6/2026",
            "starts_at": "8h30",
            "ends_at": "10",
            "cycles": [cycle.pk],
        },
    )

    activity = Activity.objects.get()
    assert answer.url == page_of(activity)
    assert (activity.bloc, activity.starts_at, activity.ends_at) == (cast.bloc, time(8, 30), time(10))
    assert [link.cycle for link in activity.credits.all()] == [cycle]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Anh/chị chưa nhập tên hoạt động."),
        ({"held_on": "16/6/2026"}, "còn ở phía trước"),
        ({"starts_at": "25 giờ"}, "Nhập giờ theo mẫu 8 giờ 30."),
        ({"held_on": "", "starts_at": "8"}, "chưa có ngày"),
        ({"home": "bloc:999"}, "home"),
    ],
)
def test_a_form_says_what_is_wrong(cast: Cast, sign_in, fields: dict[str, str], words: str) -> None:
    given = {
        "home": f"unit:{cast.unit.pk}",
        "state": "HELD",
        "title": "Hội thảo",
        "kind": "WORKSHOP",
        "held_on": "15/6/2026",
    }
    answer = sign_in(cast.officer.user).post(reverse("record_activity"), given | fields)

    assert answer.status_code == 200
    assert words in answer.text
    assert Activity.objects.count() == 0


def test_two_editors_and_the_second_sees_both_texts(cast: Cast, sign_in) -> None:
    activity = make_activity(cast)
    url = reverse("change_activity", args=[activity.pk])
    browser: Client = sign_in(cast.secretary.user)
    words = {"title": "Trồng cây đầu hạ", "kind": "OTHER", "version": "1"}
    assert browser.post(url, words).status_code == 302

    answer = browser.post(url, words | {"title": "Trồng cây mùa hạ"})
    assert answer.status_code == 409
    assert "Trồng cây đầu hạ" in answer.text
    assert "Trồng cây mùa hạ" in answer.text


def test_planned_held_and_completed_by_forms(cast: Cast, sign_in) -> None:
    activity = make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2026, 6, 10))
    browser: Client = sign_in(cast.secretary.user)
    assert "Ghi đã tổ chức" in browser.get(page_of(activity)).text

    hold = reverse("hold_activity", args=[activity.pk])
    answer = browser.post(hold, {"held_on": "1/7/2026", "summary": "", "version": "1"})
    assert "còn ở phía trước" in answer.text
    browser.post(hold, {"held_on": "10/6/2026", "summary": "Trồng 120 cây", "version": "1"})
    browser.post(reverse("add_output", args=[activity.pk]), {"indicator": "Số cây", "value": "1.234,5"})
    browser.post(reverse("add_party", args=[activity.pk]), {"role": "PARTNER", "party": f"unit:{cast.other_unit.pk}"})
    browser.post(
        reverse("name_speaker", args=[activity.pk]), {"person": cast.head.person.pk, "said": "Cảm ơn mọi người."}
    )

    page = browser.get(page_of(activity)).text
    for words in ("Đã tổ chức", "Trồng 120 cây", "1.234,5", "Viện Nghiên cứu Minh họa", "Trần Quốc Hùng", "Cảm ơn"):
        assert words in page
    output = ActivityOutput.objects.get()
    browser.post(
        reverse("change_output", args=[output.pk]), {"indicator": "Số cây", "value": "", "version": output.version}
    )
    assert "chưa có số liệu" in browser.get(page_of(activity)).text


def test_an_activity_that_is_over_is_not_held_again(cast: Cast, sign_in) -> None:
    activity = make_activity(cast)
    answer = sign_in(cast.secretary.user).get(reverse("hold_activity", args=[activity.pk]))

    assert answer.status_code == 403
    assert "đã tổ chức" in answer.text


def test_buttons_credit_and_withdraw(cast: Cast, sign_in) -> None:
    cycle = make_cycle(cast)
    activity = make_activity(cast)
    browser: Client = sign_in(cast.secretary.user)
    page = browser.get(page_of(activity)).text
    assert reverse("credit_activity", args=[activity.pk, cycle.pk]) in page

    browser.post(reverse("credit_activity", args=[activity.pk, cycle.pk]))
    assert activity.credits.count() == 1
    browser.post(reverse("uncredit_activity", args=[activity.pk, cycle.pk]))
    assert activity.credits.count() == 0


def test_the_list_of_a_year_and_a_bloc(cast: Cast, sign_in) -> None:
    make_cycle(cast)
    make_activity(cast, "Trồng cây", held_on=PartialDate(2026, 3))
    make_activity(cast, "Năm ngoái", held_on=PartialDate(2025, 3))
    make_activity(cast, "Khối khác", home=cast.other_bloc, held_on=PartialDate(2026, 3))
    browser: Client = sign_in(cast.standing.user)

    def titles(**query: object) -> set[str]:
        page = browser.get(reverse("activities"), query).text
        return {title for title in ("Trồng cây", "Năm ngoái", "Khối khác") if title in page}

    assert titles(nam=2026) == {"Trồng cây", "Khối khác"}
    assert titles(nam=2026, khoi=cast.bloc.pk) == {"Trồng cây"}
    assert titles(nam=2025) == {"Năm ngoái"}
    assert titles(nam="hai nghìn", khoi="x") == {"Trồng cây", "Khối khác"}


@pytest.mark.parametrize("name", ["list", "page"])
def test_pages_take_as_many_queries_for_three_as_for_one(cast: Cast, sign_in, count_queries, name: str) -> None:
    cycle = make_cycle(cast)
    activity = make_clean_up(cast, cycles=[])
    browser: Client = sign_in(cast.secretary.user)
    url = page_of(activity) if name == "page" else reverse("activities")

    def add(colour: str) -> None:
        make_activity(cast, colour, cycles=[cycle])
        add_photo(
            actor=cast.secretary.actor(),
            parent=Reference("activity", activity.pk),
            agency=activity.agency_id,
            upload=upload(make_jpeg(colour), "a.jpg"),
            alt_text=colour,
            now=clock.now(),
        )

    add("red")
    browser.get(url)
    one = count_queries(lambda: browser.get(url))
    add("green")
    add("blue")

    assert count_queries(lambda: browser.get(url)) == one
    assert one <= 30
