"""The field card on a phone: a bag in five touches, no network, two tabs, a killed tab, a lost pass."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.cast import Cast
from tests.factories.files import make_heic
from tests.journeys.phones import DESK, FieldPhone, make_beach, make_phone, watch
from thidua.activities.enums import ActivityState, FactKind
from thidua.activities.facts.samples import is_drawn
from thidua.activities.models import Activity, FieldFact
from thidua.activities.models import FieldPhone as FieldPhoneRow
from thidua.activities.models import FieldPhoto as FieldPhotoRow
from thidua.activities.services import (
    NewPass,
    Note,
    block_phone,
    cancel_activity,
    issue_pass,
    limits,
    note_fact,
    revoke_pass,
)

FULL_FOR_PHOTOS = """() => {
  window.full = true;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (window.full && this.name === "bytes") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  };
}"""
"""A phone that has room for a record and none for a picture."""
SCREENS = (
    "bag",
    "items",
    "bulky",
    "weighing",
    "handover",
    "people",
    "zone",
    "picture",
    "incident",
    "records",
    "ready",
    "files",
    "pass",
)


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 08:30")


@pytest.fixture
def beach(stage: Cast, now: datetime) -> Activity:
    return make_beach(stage)


@pytest.fixture
def team(stage: Cast, beach: Activity, now: datetime) -> NewPass:
    return issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ 1, khu đền", now=now)


@pytest.fixture
def new_phone(browser: Browser, live_server) -> Iterator[Callable[..., FieldPhone]]:
    """`new_phone()` gives a phone that nobody has used, `new_phone(DESK)` a wide window."""
    made: list[FieldPhone] = []

    def make(size: dict | None = None) -> FieldPhone:
        made.append(make_phone(browser, live_server.url, size))
        return made[-1]

    yield make
    for each in made:
        each.context.close()


@pytest.fixture
def phone(new_phone: Callable[..., FieldPhone]) -> FieldPhone:
    return new_phone()


def bodies(kind: str) -> list[dict]:
    return [fact.body for fact in FieldFact.objects.filter(kind=kind).order_by("noted_at", "pk")]


# --- The card --------------------------------------------------------------------------------------------------------


def test_a_bag_takes_five_touches_at_most(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    assert phone.page.url.endswith("/hien-truong/#/"), "the secret stands in the address"
    phone.look()
    phone.note_bag()
    assert phone.taps == 5
    phone.look()
    phone.note_bag("Chưa phân loại", "120", "½")
    assert phone.taps == 9, "the next bag needs no way back"
    phone.wait_for_counts(0, 2)
    assert bodies("bag") == [
        {"litres": "60", "fill": "1", "scheme": "VN-75", "class_code": "KH"},
        {"litres": "120", "fill": "0.5"},
    ]


@pytest.mark.drill
def test_condition_and_size_of_the_last_bag_stay_so_that_a_weighed_one_with_its_picture_takes_five_touches(
    phone: FieldPhone, team: NewPass, tmp_path: Path
) -> None:
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "tui.jpg")
    phone.open(team.secret)
    phone.tap("Túi")
    phone.choose("lẫn cát")
    phone.note_bag()
    phone.page.wait_for_function("() => document.querySelectorAll('input:checked').length === 3")  # and a photo's faces
    before = phone.taps
    phone.choose("Củi, rong, lục bình")
    phone.choose("½")
    phone.page.get_by_label(re.compile("^Số cân")).fill("3,5")
    phone.page.locator("input[type=file]").set_input_files(str(tmp_path / "tui.jpg"))
    expect(phone.page.get_by_text("Đã chụp 1 ảnh")).to_be_visible()
    phone.tap("Ghi")
    assert phone.taps - before + 2 == 5, "with the field of the weight and the camera"
    phone.wait_for_counts(0, 3)
    first, second = bodies("bag")
    assert (first["condition"], second["condition"], second["is_natural"]) == ("SANDY", "SANDY", "yes")
    assert (second["litres"], second["fill"], second["weight"]) == ("60", "0.5", "3.5")
    assert FieldPhotoRow.objects.get().of_fact == FieldFact.objects.get(body__weight="3.5").code


@pytest.mark.drill
def test_a_bag_that_chance_drew_asks_to_be_weighed_and_stays_drawn(
    phone: FieldPhone, team: NewPass, beach: Activity
) -> None:
    beach.sample_one_in = 1
    beach.save()
    phone.open(team.secret)
    phone.tap("Túi")
    expect(phone.page.get_by_text("Cân túi này.")).to_be_visible()
    phone.look()
    code = phone.page.evaluate(READ_DRAFT)
    phone.go("")
    phone.tap("Túi")
    expect(phone.page.get_by_text("Cân túi này.")).to_be_visible()
    for each in ("Tái sử dụng, tái chế", "30", "¼"):
        phone.choose(each)
    phone.tap("Ghi")
    expect(phone.page.get_by_text("Ghi số cân; không cân được thì bấm Ghi lần nữa.")).to_be_visible()
    phone.page.get_by_label("Số cân túi này").fill("6,4")
    phone.tap("Ghi")
    phone.wait_for_counts(0, 1)
    (fact,) = FieldFact.objects.all()
    assert (str(fact.code), fact.body["weight"], fact.body["is_drawn"]) == (code, "6.4", "yes")


READ_DRAFT = """async () => {
  const open = indexedDB.open("thidua-field");
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const ask = db.transaction("settings").objectStore("settings").get("draft:bag");
  const found = await new Promise((done) => { ask.onsuccess = () => done(ask.result); });
  db.close();
  return found;
}"""


def test_the_phone_draws_the_same_bags_as_the_server(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    drawn = phone.page.evaluate(
        """async () => {
          const { isDrawn } = await import("/static/activities/field/samples.js");
          const codes = Array.from({ length: 200 }, () => crypto.randomUUID());
          return Promise.all(codes.map(async (code) => [code, await isDrawn(code, 5)]));
        }"""
    )
    assert drawn == [[code, is_drawn(code, 5)] for code, _drawn in drawn]
    assert 10 < sum(is_it for _code, is_it in drawn) < 80


@pytest.mark.drill
def test_everything_else_that_is_noted(phone: FieldPhone, team: NewPass, stage: Cast) -> None:
    phone.open(team.secret)
    page = phone.page
    phone.note_bag()
    phone.go("items")
    for _time in range(3):
        page.locator(".f-item__more", has_text="Chai nhựa").first.click()
    page.locator(".f-item__more", has_text="Nắp chai").first.click()
    page.get_by_role("button", name="Bớt một: Nắp chai").click()
    expect(page.locator(".f-item__more", has_text="Nắp chai").first).to_contain_text("0")  # it is on the disk
    page.reload()
    phone.settle()
    expect(page.locator(".f-item__more", has_text="Chai nhựa").first).to_contain_text("3")
    phone.tap("Ghi")
    expect(page.get_by_text("Đã ghi trên máy: 3 món.")).to_be_visible()
    phone.go("bulky")
    phone.tap("Lốp xe")
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("Lốp xe × 1")
    phone.go("weighing")
    phone.choose("Một số túi")
    page.locator(".f-choices--list label").last.click()
    page.get_by_label("Tổng cả bì").fill("7,5")
    page.get_by_label("Bì", exact=False).last.fill("9")
    phone.tap("Ghi")
    expect(page.get_by_text("Bì nặng hơn tổng.")).to_be_visible()
    page.get_by_label("Bì", exact=False).last.fill("0,5")
    expect(page.get_by_text("Còn lại 7 kg")).to_be_visible()
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("Một số túi")
    phone.go("handover")
    page.get_by_label("Giao cho ai").fill("Vựa ve chai")
    phone.choose("Tái chế")
    page.get_by_label("Tiền thu được").fill("12.000")
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("Vựa ve chai")
    phone.go("zone")
    page.get_by_label("Chiều dài đã làm").fill("400")
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("400 m")
    phone.go("incident")
    phone.tap("Ghi")
    expect(page.get_by_text("Anh/chị chưa cho biết: Chuyện gì.")).to_be_visible()
    phone.choose("Đứt tay, kim đâm")
    page.get_by_label("Bao nhiêu người bị").fill("1")
    page.get_by_label("Xảy ra thế nào, đã làm gì").fill("Đạp mảnh kính, băng tại chỗ")
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("Đứt tay, kim đâm · 1 người · Đạp mảnh kính")
    phone.go("people")
    for name in ("+5", "+1", "+1"):
        page.get_by_role("button", name=f"{name} {stage.bloc}").click()
        page.wait_for_timeout(150)
    page.get_by_role("button", name=f"Hoàn tác lần bấm cuối: {stage.bloc}").click()
    expect(page.locator(".f-people", has_text=str(stage.bloc)).locator("output")).to_have_text("6")
    phone.wait_for_counts(0, 11)
    bag = FieldFact.objects.get(kind="bag")
    assert bodies("items") == [{"item": "BOTTLES", "item_list": "SHORT", "version": "1", "count": "3"}]
    assert bodies("bulky") == [{"name": "Lốp xe", "count": "1"}]
    assert bodies("weighing") == [{"scope": "PART", "gross": "7.5", "tare": "0.5", "covers": [str(bag.code)]}]
    assert bodies("handover") == [{"receiver": "Vựa ve chai", "destination": "RECYCLED", "money": "12000"}]
    assert bodies("zone") == [{"metres": "400"}]
    assert bodies("incident") == [{"harm": "CUT", "count": "1", "note": "Đạp mảnh kính, băng tại chỗ"}]
    assert [body["count"] for body in bodies("headcount")] == ["5", "1", "1", "1"]
    assert FieldFact.objects.filter(is_void=True).count() == 1


@pytest.mark.drill
def test_a_stretch_takes_its_place_along_where_the_holder_of_the_phone_agreed(
    phone: FieldPhone, team: NewPass, live_server
) -> None:
    phone.context.grant_permissions(["geolocation"], origin=live_server.url)
    phone.context.set_geolocation({"latitude": 19.741234, "longitude": 105.903999})
    phone.open(team.secret)
    metres = phone.page.get_by_label("Chiều dài đã làm")
    for length, agrees in (("300", False), ("400", True)):
        phone.go("ready")
        phone.page.get_by_label("100 m").set_checked(agrees)
        phone.go("zone")
        metres.fill(length)
        phone.tap("Ghi")
        expect(phone.page.locator(".f-message--good")).to_contain_text(f"{length} m")
    phone.wait_for_counts(0, 2)
    phone.go("records")
    phone.page.get_by_role("link", name="Sửa").first.click()
    metres.fill("450")
    phone.tap("Ghi")
    phone.wait_for_counts(0, 3)
    here = ["19.741", "105.904"]
    assert bodies("zone") == [{"metres": "300"}, {"metres": "400", "point": here}, {"metres": "450", "point": here}]


@pytest.mark.drill
def test_pieces_are_counted_stretch_by_stretch_on_those_of_the_phone_and_of_the_server(
    phone: FieldPhone, team: NewPass, beach: Activity, stage: Cast, now: datetime
) -> None:
    known = {"name": "Đoạn B", "metres": "200"}
    actor = stage.secretary.actor()
    desk = note_fact(actor=actor, activity=beach, note=Note(FactKind.ZONE, known), now=now).fact
    phone.open(team.secret)
    phone.take_along()
    page = phone.page
    phone.context.set_offline(True)
    phone.go("zone")
    page.get_by_label("Tên đoạn").fill("Đoạn mẫu")
    page.get_by_label("Chiều dài đã làm").fill("50")
    expect(page.get_by_label("Chỉ đếm mảnh từ cỡ")).to_be_hidden()
    phone.choose("Có")
    page.get_by_label("Chỉ đếm mảnh từ cỡ").fill("25")
    phone.look()
    phone.tap("Ghi")
    expect(page.locator(".f-message--good")).to_contain_text("Đoạn mẫu · 50 m · đoạn cố định")
    phone.go("items")
    bottles = page.locator(".f-item__more", has_text="Chai nhựa").first
    bottles.click()
    expect(bottles).to_contain_text("1")
    phone.choose("Đoạn mẫu · 50 m · đoạn cố định")
    expect(bottles).to_contain_text("0")
    for pieces in ("1", "2", "3"):
        bottles.click()
        expect(bottles).to_contain_text(pieces)
    page.reload()
    phone.settle()
    expect(bottles).to_contain_text("3")
    phone.look()
    phone.choose("Đoạn B · 200 m")
    bottles.click()
    expect(bottles).to_contain_text("1")
    phone.tap("Ghi")
    expect(page.get_by_text("Đã ghi trên máy: 5 món.")).to_be_visible()
    phone.go("records")
    expect(page.get_by_text("Chai nhựa × 3 · Đoạn mẫu · 50 m · đoạn cố định")).to_be_visible()
    phone.context.set_offline(False)
    phone.wait_for_counts(0, 4)
    zone = FieldFact.objects.get(body__name="Đoạn mẫu")
    assert zone.body == {"name": "Đoạn mẫu", "metres": "50", "is_fixed": "yes", "size_limit_mm": "25"}
    counted = {body.get("zone", ""): body["count"] for body in bodies("items")}
    assert counted == {"": "1", str(zone.code): "3", str(desk.code): "1"}
    assert not phone.complaints


@pytest.mark.parametrize("size", [pytest.param(None, id="390"), pytest.param(DESK, id="1440", marks=pytest.mark.drill)])
def test_every_screen_is_fit_for_eyes_fingers_and_gloves(
    new_phone: Callable[..., FieldPhone], team: NewPass, size: dict | None
) -> None:
    phone = new_phone(size)
    phone.open()
    phone.look()
    phone.open(team.secret)
    phone.take_along()
    phone.look()
    phone.note_bag()
    for screen in SCREENS:
        phone.go(screen)
        phone.look()
    phone.go("")
    phone.tap("English")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.look()


# --- Without a network -----------------------------------------------------------------------------------------------


def test_what_is_noted_without_a_network_is_sent_once_there_is_one(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.page.reload()
    phone.settle()
    for _bag in range(3):
        phone.note_bag()
    expect(phone.page.get_by_text("Chưa gửi được. Bản ghi nằm trên máy")).to_be_visible()
    phone.look()
    phone.page.reload()
    phone.settle()
    phone.wait_for_counts(3, 0)
    assert not FieldFact.objects.exists()
    phone.go("records")
    phone.page.evaluate("window.strip = [...document.querySelectorAll('.f-states svg')]")
    expect(phone.page.locator(".f-badge--kept")).to_have_count(3)
    assert phone.page.locator(".f-badge--received").count() == 0
    phone.context.set_offline(False)
    phone.wait_for_counts(0, 3)
    expect(phone.page.locator(".f-badge--received")).to_have_count(3)
    assert FieldFact.objects.count() == 3
    assert phone.page.evaluate("window.strip.length === 3 && window.strip.every((each) => each.isConnected)"), (
        "pictures that are drawn anew with every record fill the phone's memory"
    )
    assert not phone.complaints


@pytest.mark.drill
def test_both_languages_are_there_without_a_network(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.tap("English")
    expect(phone.page.get_by_role("link", name="Bag", exact=True)).to_be_visible()
    phone.page.reload()
    phone.settle()
    expect(phone.page.get_by_text("Needles, gas bottles")).to_be_visible()


@pytest.mark.drill
def test_two_tabs_send_everything_once(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.take_along()
    sent: list[str] = []
    phone.context.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    phone.context.set_offline(True)
    first, second = phone.page, phone.context.new_page()
    watch(phone, second)
    for tab in (first, second):
        phone.page = tab
        tab.goto(f"{phone.base}/hien-truong/#/bag")
        phone.settle()
    for tab in (first, second, first):  # both cards were opened with the code of one draft
        phone.page = tab
        phone.note_bag()
    phone.context.set_offline(False)
    for tab in (first, second):
        phone.page = tab
        phone.wait_for_counts(0, 3)
    assert FieldFact.objects.count() == 3
    assert len({url for url in sent if "phieu" in url}) == 3


def test_a_tab_that_is_killed_while_it_sends_loses_nothing(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    for _bag in range(4):
        phone.note_bag()
    hung: list[str] = []
    phone.context.route("**/hien-truong/phieu/**", lambda route: hung.append(route.request.url))
    phone.context.set_offline(False)
    for _time in range(100):
        phone.page.wait_for_timeout(50)
        if hung:
            break
    assert hung, "nothing was on its way"
    phone.page.close()
    phone.context.unroute("**/hien-truong/phieu/**")
    phone.page = phone.context.new_page()
    phone.open()
    phone.wait_for_counts(0, 4)
    assert FieldFact.objects.count() == 4


def test_a_gate_that_answers_in_the_place_of_the_server_is_not_believed(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.context.route(
        "**/hien-truong/phieu/**",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi: sign in</h1>"),
    )
    phone.note_bag()
    expect(phone.page.get_by_text("Chưa gửi được.")).to_be_visible()
    assert phone.counts() == (1, 0, 0)
    phone.context.unroute("**/hien-truong/phieu/**")
    phone.go("")
    phone.tap("Gửi ngay")
    phone.wait_for_counts(0, 1)


# --- The server says no ----------------------------------------------------------------------------------------------


def test_when_the_pass_is_gone_noting_goes_on_and_a_new_secret_sends_all(
    phone: FieldPhone, team: NewPass, beach: Activity, stage: Cast, now: datetime
) -> None:
    phone.open(team.secret)
    phone.note_bag()
    phone.wait_for_counts(0, 1)
    revoke_pass(actor=stage.secretary.actor(), field_pass=team.field_pass, now=now)
    phone.note_bag()
    expect(phone.page.get_by_text("Mã của tổ “Tổ 1, khu đền” đã được thu hồi.")).to_be_visible()
    phone.note_bag()
    phone.look()
    assert phone.counts() == (2, 1, 0)
    phone.tap("Nhập mã mới")
    phone.page.get_by_label("Mã", exact=True).fill("sai mã")
    phone.tap("Dùng mã này")
    expect(phone.page.get_by_text("Mã thiếu hoặc sai ký tự.")).to_be_visible()
    again = issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ 1, khu đền", now=now)
    phone.page.get_by_label("Mã", exact=True).fill(f"{phone.base}/hien-truong/#{again.secret}")
    phone.tap("Dùng mã này")
    phone.wait_for_counts(0, 3)
    assert FieldFact.objects.count() == 3


@pytest.mark.drill
def test_a_phone_that_is_shut_out_says_so_keeps_its_records_and_sends_them_with_a_new_pass(
    phone: FieldPhone, team: NewPass, stage: Cast, beach: Activity, now: datetime
) -> None:
    phone.open(team.secret)
    phone.note_bag()
    phone.wait_for_counts(0, 1)
    block_phone(actor=stage.secretary.actor(), phone=FieldPhoneRow.objects.get(), now=now)
    phone.note_bag()
    expect(phone.page.get_by_text("Máy này đã bị khóa")).to_be_visible()
    expect(phone.page.get_by_text(f"xin mã mới ở người giữ hồ sơ: {beach.home.name}")).to_be_visible()
    assert phone.counts() == (1, 1, 0)
    again = issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ 1", now=now)
    phone.tap("Nhập mã mới")
    phone.page.get_by_label("Mã", exact=True).fill(again.secret)
    phone.tap("Dùng mã này")
    phone.wait_for_counts(0, 2)


@pytest.mark.drill
def test_what_is_above_the_share_of_a_day_stays_on_the_phone_and_says_so(
    phone: FieldPhone, team: NewPass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FACTS_A_DAY", 1)
    phone.open(team.secret)
    phone.note_bag()
    phone.wait_for_counts(0, 1)
    phone.note_bag()
    expect(phone.page.get_by_text("sang ngày mai tự gửi tiếp").first).to_be_visible()
    assert phone.counts() == (1, 1, 0)


@pytest.mark.drill
def test_a_pass_of_another_activity_takes_none_of_the_records(
    phone: FieldPhone, team: NewPass, stage: Cast, now: datetime
) -> None:
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.note_bag()
    revoke_pass(actor=stage.secretary.actor(), field_pass=team.field_pass, now=now)
    other = issue_pass(actor=stage.secretary.actor(), activity=make_beach(stage), team="Tổ khác", now=now)
    phone.context.set_offline(False)
    phone.open(other.secret)
    phone.note_bag()
    phone.wait_for_counts(1, 1)
    assert {fact.activity_id for fact in FieldFact.objects.all()} == {other.field_pass.activity_id}


def test_what_the_server_refuses_stays_with_the_reason_until_somebody_sets_it_right(
    phone: FieldPhone, team: NewPass
) -> None:
    phone.open(team.secret)
    refused = {"code": "bad_fact", "says": "Số cân này không đọc được.", "remedy": "Xem lại số cân."}
    phone.context.route(
        "**/hien-truong/phieu/**",
        lambda route: route.fulfill(status=400, json=refused, content_type="application/json"),
    )
    for _bag in range(2):
        phone.note_bag()
    phone.wait_for_counts(0, 0, 2)
    phone.context.unroute("**/hien-truong/phieu/**")
    phone.go("records")
    expect(phone.page.get_by_text("Số cân này không đọc được.")).to_have_count(2)
    phone.look()
    first = phone.page.locator(".f-record").first
    first.get_by_role("link", name="Sửa").click()
    expect(phone.page.locator("h1")).to_have_text("Sửa túi")
    phone.page.get_by_label("Số cân").fill("4,6")
    phone.tap("Ghi")
    phone.wait_for_counts(0, 1, 1)
    expect(phone.page.get_by_text("đã sửa thành bản khác")).to_be_visible()
    phone.page.get_by_role("button", name="Gửi lại").click()
    phone.wait_for_counts(0, 2, 0)
    assert {body.get("weight") for body in bodies("bag")} == {"4.6", None}
    assert not FieldFact.objects.exclude(supersedes=None).exists()


@pytest.mark.drill
def test_only_two_presses_remove_what_the_server_never_had(phone: FieldPhone, stage: Cast, now: datetime) -> None:
    planned = make_beach(stage, state=ActivityState.PLANNED)
    team = issue_pass(actor=stage.secretary.actor(), activity=planned, team="Tổ 2", now=now)
    phone.open(team.secret)
    cancel_activity(actor=stage.secretary.actor(), activity=planned, version=planned.version, reason="Bão")
    phone.note_bag()
    phone.wait_for_counts(0, 0, 1)
    phone.go("records")
    expect(phone.page.get_by_text("Hoạt động đã hủy nên không ghi số liệu được.")).to_be_visible()
    phone.page.get_by_role("button", name="Bỏ khỏi máy").click()
    phone.look()
    assert phone.counts() == (0, 0, 1)
    with phone.page.expect_download() as started:
        phone.page.get_by_role("button", name="Xuất tất cả ra tệp").click()
    assert len(json.loads(Path(started.value.path()).read_text())["records"]) == 1
    phone.page.get_by_role("button", name="Bỏ hẳn bản này").click()
    phone.wait_for_counts(0, 0, 0)


def test_a_record_is_corrected_and_taken_back_by_later_ones(phone: FieldPhone, team: NewPass) -> None:
    phone.open(team.secret)
    phone.note_bag()
    phone.wait_for_counts(0, 1)
    phone.go("records")
    phone.page.get_by_role("link", name="Sửa").click()
    phone.choose("30")
    phone.tap("Ghi")
    phone.wait_for_counts(0, 2)
    phone.page.get_by_role("button", name="Rút lại").click()
    phone.wait_for_counts(0, 3)
    expect(phone.page.get_by_role("button", name="Rút lại")).to_have_count(0)
    first, second, third = FieldFact.objects.order_by("pk")
    assert (second.supersedes, second.body["litres"], second.is_void) == (first.code, "30", False)
    assert (third.supersedes, third.is_void) == (second.code, True)


# --- What a phone takes along and gives away -------------------------------------------------------------------------


@pytest.mark.drill
def test_a_phone_says_whether_it_is_ready(phone: FieldPhone, team: NewPass, at: Callable[[str], datetime]) -> None:
    phone.open(team.secret)
    phone.take_along()
    ours = datetime.now().astimezone()
    at(f"{ours + timedelta(hours=7) - ours.utcoffset():%Y-%m-%d %H:%M:%S}")
    phone.go("ready")
    expect(phone.page.locator(".f-check")).to_have_count(6)
    good = phone.page.locator(".f-check--good h2").all_inner_texts()
    assert set(good) >= {"Ứng dụng", "Nhiệm vụ", "Chỗ trống", "Ghi thử"}
    phone.look()


@pytest.mark.drill
def test_a_file_carries_everything_to_another_phone(
    new_phone: Callable[..., FieldPhone], phone: FieldPhone, team: NewPass, tmp_path: Path
) -> None:
    picture = tmp_path / "bai-bien.jpg"
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(picture, exif=with_place())
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.tap("Túi")
    phone.page.locator("input[type=file]").set_input_files(str(picture))
    expect(phone.page.get_by_text("Đã chụp 1 ảnh")).to_be_visible()
    phone.choose("Không")
    phone.note_bag()
    assert phone.counts() == (2, 0, 0)
    phone.go("files")
    with phone.page.expect_download() as started:
        phone.tap("Xuất tất cả ra tệp")
    carried = tmp_path / "carried.json"
    started.value.save_as(carried)
    plain = json.loads(carried.read_text())
    assert team.secret not in carried.read_text()
    assert [len(plain[each]) for each in ("records", "photos")] == [1, 1]

    other = new_phone()
    other.open(team.secret)
    other.take_along()
    other.go("files")
    other.page.locator("#take-in").set_input_files(str(carried))
    expect(other.page.get_by_text("Đã nhập 2 bản ghi và ảnh.")).to_be_visible()
    other.wait_for_counts(0, 2)
    (fact,), (photo,) = FieldFact.objects.all(), FieldPhotoRow.objects.all()
    assert (photo.of_fact, photo.has_faces) == (fact.code, False)
    assert photo.sha256 == plain["photos"][0]["sha256"]


@pytest.mark.drill
@pytest.mark.parametrize(
    "row",
    [
        {},
        {"body": None},
        {"code": "../../../trang-khac/"},
        {"kind": "<img src=x onerror=alert(1)>"},
        {"state": "sent"},
        {"body": {"litres": {"a": 1}}},
        {"noted_at": "hôm qua"},
    ],
    ids=lambda row: next(iter(row), "nothing but a code"),
)
def test_a_file_with_something_else_in_it_is_refused_whole(
    phone: FieldPhone, team: NewPass, tmp_path: Path, row: dict
) -> None:
    good = {
        "kind": "bag",
        "body": {"litres": "60", "fill": "1"},
        "noted_at": "2026-12-05T01:00:00.000Z",
        "supersedes": None,
        "is_void": False,
        "state": "received",
        "activity": None,
        "tries": 0,
    }
    records = [{**good, "code": str(uuid4())}, {**(good if row else {}), "code": str(uuid4()), **row}]
    carried = tmp_path / "odd.json"
    carried.write_text(json.dumps({"format": "thidua-field-1", "records": records, "photos": []}))
    phone.open(team.secret)
    phone.go("files")
    phone.page.locator("#take-in").set_input_files(str(carried))
    expect(phone.page.get_by_text("Tệp này không phải tệp xuất từ phiếu hiện trường.")).to_be_visible()
    assert phone.counts() == (0, 0, 0)
    carried.write_text(json.dumps({"format": "thidua-field-1", "records": records[:1], "photos": []}))
    phone.page.locator("#take-in").set_input_files(str(carried))
    expect(phone.page.get_by_text("Đã nhập 1 bản ghi và ảnh.")).to_be_visible()
    phone.go("records")
    assert phone.counts() == (0, 1, 0)


@pytest.mark.drill
def test_a_picture_for_which_there_is_no_room_stays_in_hand(phone: FieldPhone, team: NewPass, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "tui.jpg")
    phone.open(team.secret)
    phone.page.evaluate(FULL_FOR_PHOTOS)
    phone.tap("Túi")
    phone.page.locator("input[type=file]").set_input_files(str(tmp_path / "tui.jpg"))
    expect(phone.page.get_by_text("Đã chụp 1 ảnh")).to_be_visible()
    for each in ("Tái sử dụng, tái chế", "60", "½"):
        phone.choose(each)
    phone.tap("Ghi")
    expect(phone.page.get_by_text("Ảnh CHƯA giữ được vì máy hết chỗ.")).to_be_visible()
    expect(phone.page.get_by_text("1 ảnh CHƯA giữ được")).to_be_visible()
    phone.wait_for_counts(0, 1)
    phone.tap("Giữ ảnh lần nữa")
    expect(phone.page.get_by_text("1 ảnh CHƯA giữ được")).to_be_visible()
    phone.look()
    phone.page.evaluate("() => { window.full = false }")
    phone.tap("Giữ ảnh lần nữa")
    phone.wait_for_counts(0, 2)
    expect(phone.page.get_by_text("1 ảnh CHƯA giữ được")).to_have_count(0)
    assert FieldPhotoRow.objects.count() == 1


@pytest.mark.drill
def test_a_picture_of_the_place_needs_no_bag(phone: FieldPhone, team: NewPass, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "bai.jpg")
    phone.open(team.secret)
    phone.take_along()
    phone.context.set_offline(True)
    phone.tap("Ảnh hiện trường")
    phone.tap("Ghi")
    expect(phone.page.get_by_text("Chưa có ảnh nào để ghi.")).to_be_visible()
    phone.page.locator("input[type=file]").set_input_files(str(tmp_path / "bai.jpg"))
    expect(phone.page.get_by_text("Đã chụp 1 ảnh")).to_be_visible()
    phone.choose("Không")
    phone.look()
    phone.tap("Ghi")
    expect(phone.page.get_by_text("Đã ghi trên máy: 1 ảnh.")).to_be_visible()
    phone.wait_for_counts(1, 0)
    phone.context.set_offline(False)
    phone.wait_for_counts(0, 1)
    kept = FieldPhotoRow.objects.get()
    assert (kept.of_fact, kept.has_faces) == (None, False)
    assert not FieldFact.objects.exists()


@pytest.mark.drill
def test_a_heic_picture_is_refused_in_words_one_of_forty_megabytes_made_small_and_the_bag_is_kept(
    phone: FieldPhone, team: NewPass, tmp_path: Path
) -> None:
    heic, large = tmp_path / "tui.heic", tmp_path / "lon.jpg"
    heic.write_bytes(make_heic())
    Image.effect_noise((5600, 4200), 90).convert("RGB").save(large, quality=100, subsampling=0)
    assert 35_000_000 < large.stat().st_size < 50_000_000  # a file that a browser is handed by Playwright, at most
    phone.open(team.secret)
    phone.tap("Túi")
    phone.page.locator("input[type=file]").set_input_files(str(heic))
    expect(phone.page.get_by_text("Máy này không mở được ảnh HEIC")).to_be_visible()
    phone.look()
    phone.page.locator("input[type=file]").set_input_files(str(large))
    expect(phone.page.get_by_text("Đã chụp 1 ảnh")).to_be_visible(timeout=60_000)
    phone.note_bag()
    phone.wait_for_counts(0, 2)
    kept = FieldPhotoRow.objects.get()
    assert kept.of_fact == FieldFact.objects.get().code
    assert kept.photo is not None
    assert (kept.photo.file.width, kept.photo.file.height) == (1600, 1200)


def with_place() -> Image.Exif:
    """What a camera writes: among others, where it was."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    return exif
