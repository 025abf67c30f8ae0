"""Pages of a plan: what each shows to whom, how a form ends; and what of it is among the tasks."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.plans import begin_with, make_plan_item, make_template
from tests.pages import words_of
from thidua.activities.doors.due_plans import due_plan_items
from thidua.activities.enums import ActivityState, PartyRole
from thidua.activities.models import Activity, ActivityParty, MoneyLine, PlanItem, PlanTemplate
from thidua.activities.services import add_party, confirm_party, decline_party, hold_activity, tick_plan_item
from thidua.core.vietnam.partial_dates import PartialDate

TODAY = date(2026, 6, 15)
SECTIONS = ["plan", "plan_equipment", "plan_money", "plan_risks", "plan_zones"]


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def clean_up(cast: Cast, now: datetime) -> Activity:
    """Planned by bloc I for Sunday 28 June."""
    return make_activity(cast, "Dọn bãi biển", state=ActivityState.PLANNED, held_on=PartialDate(2026, 6, 28))


@pytest.fixture
def unit_party(cast: Cast, clean_up: Activity, now: datetime) -> ActivityParty:
    named = add_party(
        actor=cast.secretary.actor(), activity=clean_up, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now
    )
    return confirm_party(actor=cast.officer.actor(), party=named, now=now)


def url(name: str, thing: object) -> str:
    return reverse(name, args=[thing.pk])


@pytest.mark.parametrize("name", SECTIONS)
def test_an_empty_part_says_what_would_be_there_and_a_stranger_finds_nothing(
    cast: Cast, clean_up: Activity, sign_in, name: str
) -> None:
    for member in (cast.secretary, cast.reader):
        assert "Chưa" in words_of(sign_in(member.user).get(url(name, clean_up)))

    assert sign_in(cast.stranger.user).get(url(name, clean_up)).status_code == 404


def test_a_plan_begins_with_the_template_that_fits(cast: Cast, clean_up: Activity, sign_in) -> None:
    browser: Client = sign_in(cast.secretary.user)
    assert "Bắt đầu từ mẫu" in browser.get(url("plan", clean_up)).text
    Activity.objects.update(kind="CLEAN_UP")
    offered = browser.get(url("apply_plan_template", clean_up)).text
    assert 'value="co-san:don-bien"' in offered

    answer = browser.post(url("apply_plan_template", clean_up), {"template": "co-san:don-bien"}, follow=True)
    page = words_of(answer)
    assert "Đã thêm 37 việc." in page
    assert "0/37 việc xong" in page
    again = browser.post(url("apply_plan_template", clean_up), {"template": "co-san:don-bien"}, follow=True)
    assert "37 việc đã có sẵn nên để nguyên." in words_of(again)
    missing = browser.post(url("apply_plan_template", clean_up), {"template": ""})
    assert "Anh/chị chưa chọn mẫu." in missing.text


def test_terms_follow_the_day_and_say_so_while_it_is_unknown(cast: Cast, clean_up: Activity, sign_in) -> None:
    make_plan_item(cast, clean_up, "Xem bảng thủy triều", offset=-5)
    browser: Client = sign_in(cast.secretary.user)
    page = words_of(browser.get(url("plan", clean_up)))
    assert "Hạn thứ Hai, 22/06/2026, 5 ngày làm việc trước ngày tổ chức" in page

    Activity.objects.update(held_on="2026-06")
    page = words_of(browser.get(url("plan", clean_up)))
    assert "Hạn 5 ngày làm việc trước ngày tổ chức; chưa biết ngày tổ chức" in page
    assert "Ghi ngày tổ chức" in page


def test_a_party_sees_the_plan_and_ticks_its_own_line_by_a_button(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, sign_in
) -> None:
    own = make_plan_item(cast, clean_up, "Mời báo chí", party=unit_party, offset=-1)
    other = make_plan_item(cast, clean_up, "Xin phép phường", words="chị Thư")
    browser: Client = sign_in(cast.officer.user)

    page = browser.get(url("plan", clean_up)).text
    assert url("tick_plan_item", own) in page
    assert url("tick_plan_item", other) not in page
    assert f"Anh/chị đánh dấu được việc của {cast.unit.name}." in words_of(browser.get(url("plan", clean_up)))

    answer = browser.post(url("tick_plan_item", own), {"version": own.version})
    assert answer.url == f"{url('plan', clean_up)}#viec-{own.pk}"
    assert "1/2 việc xong" in words_of(browser.get(url("plan", clean_up)))
    refused = browser.post(url("tick_plan_item", other), {"version": other.version})
    assert refused.status_code == 403

    stale = browser.post(url("untick_plan_item", own), {"version": 1}, follow=True)
    assert "vừa được người khác thay đổi" in words_of(stale)
    browser.post(url("prove_plan_item", own), {"version": 2, "proof": "Công văn 45/UBND"})
    assert "Công văn 45/UBND" in words_of(browser.get(url("plan", clean_up)))
    browser.post(url("untick_plan_item", own), {"version": 3})
    assert not PlanItem.objects.get(pk=own.pk).is_done


def test_a_party_may_look_at_its_own_lines_alone(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, sign_in
) -> None:
    make_plan_item(cast, clean_up, "Mời báo chí", party=unit_party)
    make_plan_item(cast, clean_up, "Xin phép phường")
    own = {"xem": "minh"}

    page = words_of(sign_in(cast.officer.user).get(url("plan", clean_up), own))
    assert "Việc giao cho chúng tôi (1)" in page
    assert ("Mời báo chí" in page, "Xin phép phường" in page, "0/2 việc xong" in page) == (True, False, True)
    of_reader = words_of(sign_in(cast.reader.user).get(url("plan", clean_up), own))
    assert ("Việc giao cho chúng tôi" in of_reader, "Xin phép phường" in of_reader) == (False, True)


def test_a_line_due_on_a_day_off_ahead_is_not_said_to_be_due_today(cast: Cast, clean_up: Activity, sign_in, at) -> None:
    make_plan_item(cast, clean_up, "Chụp ảnh trước khi dọn", offset=0)
    browser: Client = sign_in(cast.reader.user)

    said = {}
    for day in (27, 28, 29):  # Saturday, the Sunday of the activity, Monday
        at(f"2026-06-{day} 09:00")
        page = words_of(browser.get(url("plan", clean_up)))
        said[day] = [words for words in ("Sắp đến hạn", "Hạn hôm nay", "Quá hạn") if words in page]
    assert said == {27: ["Sắp đến hạn"], 28: ["Hạn hôm nay"], 29: ["Quá hạn"]}


def test_the_page_of_the_activity_says_how_far_the_plan_is(cast: Cast, clean_up: Activity, sign_in) -> None:
    done = make_plan_item(cast, clean_up, "Xin phép phường", offset=-10)
    make_plan_item(cast, clean_up, "Xem bãi", due_on=date(2026, 6, 12))
    tick_plan_item(
        actor=cast.secretary.actor(), item=done, version=1, now=datetime.fromisoformat("2026-06-10T09:00+07:00")
    )

    page = words_of(sign_in(cast.reader.user).get(url("activity", clean_up)))

    assert "1/2 việc xong, 1 việc quá hạn" in page
    assert "Mở kế hoạch chung" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Anh/chị chưa nhập việc cần làm."),
        ({"when": "before"}, "Nhập số ngày làm việc, từ 1 trở lên."),
        ({"when": "day"}, "Anh/chị chưa nhập ngày."),
        ({"text": "Xin phép phường"}, "đã có trong kế hoạch"),
    ],
)
def test_the_form_of_a_line_says_what_is_wrong(
    cast: Cast, clean_up: Activity, sign_in, fields: dict[str, str], words: str
) -> None:
    make_plan_item(cast, clean_up, "Xin phép phường")
    given = {"text": "Mời báo chí", "group": "MEDIA", "when": "never"}

    answer = sign_in(cast.secretary.user).post(url("add_plan_item", clean_up), given | fields)

    assert answer.status_code == 200
    assert words in words_of(answer)


def test_a_line_is_written_changed_and_taken_out_by_forms(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, sign_in
) -> None:
    browser: Client = sign_in(cast.secretary.user)
    given = {"text": "Mời báo chí", "group": "MEDIA", "when": "before", "days": "3", "party": unit_party.pk}
    answer = browser.post(url("add_plan_item", clean_up), given | {"again": "1"})
    item = PlanItem.objects.get()
    assert answer.url == url("add_plan_item", clean_up)
    assert (item.offset, item.party) == (-3, unit_party)

    change = url("change_plan_item", item)
    words = given | {"when": "day", "due_on": "20/6/2026", "version": "1"}
    assert browser.post(change, words).status_code == 302
    item.refresh_from_db()
    assert (item.offset, item.due_on) == (None, date(2026, 6, 20))
    assert browser.post(change, words | {"text": "Mời đài"}).status_code == 409

    browser.post(url("remove_plan_item", item))
    assert PlanItem.objects.count() == 0


def test_equipment_money_risks_zones_by_forms(cast: Cast, clean_up: Activity, sign_in) -> None:
    browser: Client = sign_in(cast.secretary.user)
    for name, given in (
        ("add_equipment", {"name": "Cân treo", "planned": "3", "brought": "2", "returned": "1", "party_words": "Chợ"}),
        ("add_money", {"name": "Mua bao", "flow": "OUT", "planned": "1.500.000"}),
        ("add_money", {"name": "Nước uống", "flow": "OUT", "real": "200.000"}),
        ("add_risk", {"risk": "TIDE", "measures": "Xem bảng thủy triều"}),
        ("add_zone", {"name": "Khu A", "metres": "250,5", "bags": "40", "head_count": "25"}),
        ("add_zone", {"name": "Khu B", "bags": "10"}),
        ("say_insurance", {"insurance": "YES", "version": "0"}),
        ("set_reserve", {"reserve_percent": "10", "version": "1"}),
    ):
        assert browser.post(url(name, clean_up), given).status_code == 302, name

    pages = {name: words_of(browser.get(url(name, clean_up))) for name in SECTIONS}
    assert "Cân treo: thiếu 1" in pages["plan_equipment"]
    assert "Cân treo: còn 1 (Chợ)" in pages["plan_equipment"]
    assert "ít nhất 1.500.000 đồng 1 dòng chưa có số" in pages["plan_money"]
    assert "chưa ghi chứng từ" in pages["plan_money"]
    assert "Xem bảng thủy triều" in pages["plan_risks"]
    assert "Bao đựng rác 55 bao" in pages["plan_zones"]
    assert "Găng tay chưa tính được" in pages["plan_zones"]
    assert "Găng: ghi số người dự kiến của Khu B. Nhập mỗi người mấy đôi găng." in pages["plan_zones"]
    assert "Dự phòng thêm 10 % cho cả bao và găng" in pages["plan_zones"]
    line = MoneyLine.objects.get(name="Mua bao")
    stale = browser.post(url("change_money", line), {"name": "Mua bao", "flow": "OUT", "version": "0"})
    assert stale.status_code == 409
    no_reason = browser.post(url("say_insurance", clean_up), {"insurance": "NOT_NEEDED", "version": "2"})
    assert "vì sao không cần bảo hiểm" in words_of(no_reason)


def test_templates_are_kept_read_and_changed_by_forms(cast: Cast, clean_up: Activity, sign_in) -> None:
    make_plan_item(cast, clean_up, "Xin phép phường", offset=-20)
    browser: Client = sign_in(cast.secretary.user)
    save = url("save_plan_template", clean_up)
    assert "Anh/chị chưa đặt tên mẫu." in words_of(browser.post(save, {"name": ""}))
    browser.post(save, {"name": "Dọn biển của Khối"})
    template = PlanTemplate.objects.get()

    assert "Dọn biển của Khối" in words_of(browser.get(reverse("plan_templates")))
    assert "20 ngày làm việc trước ngày tổ chức" in words_of(browser.get(url("plan_template", template)))
    browser.post(url("add_template_line", template), {"text": "Mời báo chí", "group": "MEDIA", "when": "on"})
    make_plan_item(cast, clean_up, "Xem bãi")
    told = browser.post(save, {"template": template.pk, "name": ""}, follow=True)
    assert "Đã thêm 1 việc. 1 việc đã có sẵn nên để nguyên." in words_of(told)
    line = template.lines.get(text="Mời báo chí")
    browser.post(
        url("change_template_line", line), {"text": "Mời đài", "group": "MEDIA", "when": "never", "version": "1"}
    )
    version = PlanTemplate.objects.get().version
    browser.post(url("rename_plan_template", template), {"name": "Dọn biển", "version": version})
    assert "Mời đài" in words_of(browser.get(url("plan_template", template)))
    assert PlanTemplate.objects.get().name == "Dọn biển"
    browser.post(url("remove_template_line", line))
    assert template.lines.count() == 2
    assert "Khi bấm" in words_of(browser.get(url("remove_plan_template", template)))
    browser.post(url("remove_plan_template", template))
    assert PlanTemplate.objects.count() == 0
    shipped = words_of(browser.get(reverse("shipped_plan_template", args=["trong-cay"])))
    assert "Trồng cây" in shipped


@pytest.mark.parametrize("name", ["plan", "plan_equipment", "activity", "plan_templates"])
def test_pages_take_as_many_queries_for_many_rows_as_for_few(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, sign_in, count_queries, name: str
) -> None:
    make_template(cast, clean_up)
    make_plan_item(cast, clean_up, "Mời báo chí", party=unit_party, offset=-1)
    browser: Client = sign_in(cast.secretary.user)
    page = reverse(name) if name == "plan_templates" else url(name, clean_up)
    browser.get(page)
    few = count_queries(lambda: browser.get(page))
    begin_with(cast, clean_up)
    make_template(cast, clean_up, "Mẫu khác")

    assert count_queries(lambda: browser.get(page)) == few <= 30


# --- among the tasks -------------------------------------------------------------------------------------------------


def test_late_and_near_lines_are_among_the_tasks_of_whoever_answers_for_the_party(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty
) -> None:
    make_plan_item(cast, clean_up, "Xin phép phường", party=unit_party, due_on=date(2026, 6, 12))
    make_plan_item(cast, clean_up, "Xem bảng thủy triều", party=unit_party, offset=-5)
    make_plan_item(cast, clean_up, "Trả dụng cụ", party=unit_party, offset=3)
    make_plan_item(cast, clean_up, "In phiếu", offset=-8)

    for member in (cast.officer, cast.head):
        (entry,) = due_plan_items(member.actor(), TODAY)
        assert (entry.title, entry.deadline) == ("Làm việc trong kế hoạch “Dọn bãi biển”", date(2026, 6, 12))
        assert entry.fact == "“Xin phép phường” và 1 việc khác đã đến hạn."
    (of_home,) = due_plan_items(cast.secretary.actor(), TODAY)
    assert of_home.fact == "“In phiếu”."
    for member in (cast.other_officer, cast.standing, cast.reader, cast.stranger, cast.administrator):
        assert due_plan_items(member.actor(), TODAY) == []


def test_what_is_done_not_due_or_has_no_day_asks_nobody(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    done = make_plan_item(cast, clean_up, "Xin phép phường", party=unit_party, due_on=date(2026, 6, 12))
    make_plan_item(cast, clean_up, "Không hạn", party=unit_party)
    make_plan_item(cast, clean_up, "Theo ngày", party=unit_party, offset=-5)
    assert len(due_plan_items(cast.officer.actor(), TODAY)) == 1

    tick_plan_item(actor=cast.officer.actor(), item=done, version=1, now=now)
    Activity.objects.update(held_on="2026-06")
    assert due_plan_items(cast.officer.actor(), TODAY) == []


def test_the_lines_of_whoever_cannot_answer_here_are_asked_of_whoever_keeps_the_record(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    ward = add_party(
        actor=cast.secretary.actor(), activity=clean_up, role=PartyRole.LOCAL_AUTHORITY, name="Phường", now=now
    )
    make_plan_item(cast, clean_up, "Trả lời công văn", party=ward, due_on=TODAY)
    own = make_plan_item(cast, clean_up, "Mời báo chí", party=unit_party, due_on=TODAY)
    (entry,) = due_plan_items(cast.secretary.actor(), TODAY)
    assert entry.fact == "“Trả lời công văn”."

    decline_party(actor=cast.officer.actor(), party=unit_party, reason="Trùng lịch", now=now)
    assert due_plan_items(cast.officer.actor(), TODAY) == []
    (entry,) = due_plan_items(cast.secretary.actor(), TODAY)
    assert own.text in entry.fact or "1 việc khác" in entry.fact


def test_once_it_was_held_only_what_comes_afterwards_is_asked(cast: Cast, clean_up: Activity, at) -> None:
    make_plan_item(cast, clean_up, "Xin phép phường", due_on=date(2026, 6, 12))
    make_plan_item(cast, clean_up, "In phiếu", offset=-2)
    make_plan_item(cast, clean_up, "Gửi thư cảm ơn", offset=2)
    held = at("2026-06-30 09:00")
    hold_activity(
        actor=cast.secretary.actor(),
        activity=clean_up,
        version=1,
        held_on=PartialDate(2026, 6, 28),
        now=held,
    )

    (entry,) = due_plan_items(cast.secretary.actor(), date(2026, 6, 30))
    assert entry.fact == "“Gửi thư cảm ơn”."


def test_the_tasks_take_as_many_queries_for_many_lines_as_for_one(
    cast: Cast, clean_up: Activity, count_queries
) -> None:
    make_plan_item(cast, clean_up, due_on=TODAY)
    actor = cast.secretary.actor()
    one = count_queries(lambda: due_plan_items(actor, TODAY))
    begin_with(cast, clean_up)
    other = make_activity(cast, "Trồng cây", state=ActivityState.PLANNED, held_on=PartialDate(2026, 6, 20))
    begin_with(cast, other, "trong-cay")

    assert count_queries(lambda: due_plan_items(actor, TODAY)) == one <= 3
    assert len(due_plan_items(actor, TODAY)) == 2
