"""Pages of tasks, check visits, practices and the library of indicators, as people walk them."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_unit
from tests.factories.pledges import (
    make_frozen_pledge,
    make_practice,
    make_task,
    make_visit,
    make_year,
    moment,
)
from tests.pages import words_of
from thidua.campaigns.models import Adoption, CheckVisit, FollowUp, Indicator, Practice, Task, TaskNote
from thidua.campaigns.services.monitoring import Promise, add_promises
from thidua.campaigns.services.practices import adopt_practice
from thidua.organisations.models import BlocMembership, MassOrganisation

MAY = moment("2026-05-05 09:00")


def test_tasks_are_filtered_by_owner_and_state(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    make_task(cast, cycle, "Việc của Vụ", owner=cast.unit, due_on=date(YEAR, 4, 30))
    make_task(cast, cycle, "Việc chung")
    client = sign_in(cast.reader.user)
    address = reverse("tasks", args=[cycle.pk])

    everything = words_of(client.get(address))
    own = words_of(client.get(address, {"don-vi": cast.unit.pk}))
    common = words_of(client.get(address, {"don-vi": "khoi"}))
    none = words_of(client.get(address, {"tinh-trang": "DONE"}))
    nonsense = client.get(address, {"don-vi": "1 OR 1", "tinh-trang": "?", "show": "-1"})

    assert ("Việc của Vụ" in everything, "Việc chung" in everything, "Quá hạn" in everything) == (True, True, True)
    assert ("Việc của Vụ" in own, "Việc chung" in own) == (True, False)
    assert ("Việc của Vụ" in common, "Việc chung" in common) == (False, True)
    assert "Không có nhiệm vụ nào khớp bộ lọc" in none
    assert nonsense.status_code == 200


def test_the_empty_lists_say_what_would_be_there(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    client = sign_in(cast.reader.user)

    assert "Chưa có nhiệm vụ năm 2026" in words_of(client.get(reverse("tasks", args=[cycle.pk])))
    assert "Chưa có cuộc kiểm tra nào" in words_of(client.get(reverse("visits", args=[cycle.pk])))
    assert "Chưa có kinh nghiệm nào được chia sẻ" in words_of(client.get(reverse("practices", args=[cycle.pk])))
    assert "Chưa có chỉ số nào" in words_of(client.get(reverse("indicators")))


def test_a_task_is_added_and_its_progress_told(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    body = MassOrganisation.objects.create(
        agency=cast.agency, unit=cast.units[1], kind="TRADE_UNION", name="Công đoàn cơ quan Bộ"
    )
    client = sign_in(cast.officer.user)
    added = client.post(
        reverse("add_task", args=[cycle.pk]),
        {
            "title": "Phối hợp với đoàn thể",
            "owner": cast.unit.pk,
            "co_units": [cast.units[3].pk],
            "co_organisations": [body.pk],
            "due_on": "30/9/2026",
            "measure": "Ba buổi",
        },
    )
    task = Task.objects.get()
    client.post(
        reverse("report_progress", args=[task.pk]),
        {"state": "DOING", "text": "Đã họp một buổi", "blocked_by": "Chưa có phòng", "version": "1"},
    )
    page = words_of(client.get(reverse("task", args=[task.pk])))

    assert added.status_code == 302
    assert (task.code, task.owner, task.due_on) == ("T1", cast.unit, date(2026, 9, 30))
    assert TaskNote.objects.get().text == "Đã họp một buổi"
    for words in ("Chưa có phòng", "Công đoàn cơ quan Bộ", "Thanh tra Bộ", "thứ Tư, 30/09/2026", "Đã họp một buổi"):
        assert words in page


def test_an_officer_is_not_offered_other_units_or_dropping(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    task = make_task(cast, cycle, owner=cast.unit)
    client = sign_in(cast.officer.user)

    forged = client.post(reverse("add_task", args=[cycle.pk]), {"title": "Việc", "owner": cast.units[3].pk})
    dropped = client.post(
        reverse("report_progress", args=[task.pk]), {"state": "DROPPED", "text": "Không làm", "version": "1"}
    )

    assert (forged.status_code, dropped.status_code) == (200, 200)
    assert Task.objects.get().state == "NOT_STARTED"


def test_the_second_writer_of_a_task_sees_both(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    task = make_task(cast, make_year(cast.bloc), "Bản gốc", owner=cast.unit)
    client = sign_in(cast.officer.user)
    data = {"code": "T1", "owner": cast.unit.pk, "version": "1"}
    client.post(reverse("edit_task", args=[task.pk]), data | {"title": "Bản một"})
    conflict = client.post(reverse("edit_task", args=[task.pk]), data | {"title": "Bản hai"})

    assert conflict.status_code == 409
    assert "Bản một" in words_of(conflict)
    assert "Bản hai" in words_of(conflict)


def test_a_visit_from_plan_to_the_last_promise(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    client = sign_in(cast.secretary.user)
    client.post(
        reverse("plan_visit", args=[cycle.pk]),
        {"title": "Kiểm tra quý I", "units": [cast.unit.pk], "planned_on": "10/04/2026"},
    )
    visit = CheckVisit.objects.get()
    client.post(
        reverse("record_visit", args=[visit.pk]), {"held_on": "12/04/2026", "findings": "Tốt", "version": visit.version}
    )
    client.post(
        reverse("add_promise", args=[visit.pk]), {"unit": cast.unit.pk, "promise": "Bổ sung", "due_on": "30/05/2026"}
    )
    promise = FollowUp.objects.get()
    officer = sign_in(cast.officer.user)
    officer.post(reverse("report_follow_up", args=[promise.pk]), {"report": "Đã bổ sung", "version": "1"})
    refused = officer.post(
        reverse("close_follow_up", args=[promise.pk]), {"is_kept": "yes", "note": "Xong", "version": "2"}
    )
    assert refused.status_code == 403

    secretary = sign_in(cast.secretary.user)
    waiting = words_of(secretary.get(reverse("visits", args=[cycle.pk])))
    secretary.post(
        reverse("close_follow_up", args=[promise.pk]), {"is_kept": "yes", "note": "Đã xem hồ sơ", "version": "2"}
    )
    page = words_of(secretary.get(reverse("visit", args=[visit.pk])))

    assert "Chờ xác nhận" in waiting
    for words in ("Đã kiểm tra", "Đã bổ sung", "Đã xem hồ sơ", "Bên kiểm tra xác nhận"):
        assert words in page


def test_a_visit_called_off_keeps_its_reason(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    visit = make_visit(cast, make_year(cast.bloc))
    client = sign_in(cast.secretary.user)
    client.post(reverse("call_off_visit", args=[visit.pk]), {"reason": "Gộp với quý II", "version": "1"})

    assert "Gộp với quý II" in words_of(client.get(reverse("visit", args=[visit.pk])))


def test_a_practice_is_told_and_taken_up(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    cycle = make_year(cast.bloc)
    sign_in(cast.officer.user).post(
        reverse("share_practice", args=[cycle.pk]),
        {"unit": cast.unit.pk, "title": "Họp đứng", "what_worked": "Nhanh hơn"},
    )
    practice = Practice.objects.get()
    client = sign_in(cast.other_officer.user)
    client.post(reverse("adopt_practice", args=[practice.pk]), {"unit": cast.units[3].pk, "how": "Cũng đứng"})
    adoption = Adoption.objects.get()
    client.post(
        reverse("edit_adoption", args=[adoption.pk]), {"since": "01/04/2026", "result": "Ngắn hơn", "version": "1"}
    )
    page = words_of(client.get(reverse("practice", args=[practice.pk])))

    for words in ("Nhanh hơn", "từ 01/04/2026", "Ngắn hơn", "Đã ghi đơn vị học theo kinh nghiệm này rồi."):
        assert words in page


def test_the_library_is_kept_by_the_standing_office(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    client = sign_in(cast.standing.user)
    client.post(
        reverse("add_indicator", args=[cast.agency.pk]),
        {"name": "Số sáng kiến", "kind": "NUMBER", "direction": "up", "counting": "sum"},
    )
    twice = client.post(
        reverse("add_indicator", args=[cast.agency.pk]),
        {"name": "SỐ SÁNG KIẾN", "kind": "NUMBER", "direction": "up", "counting": "sum"},
    )
    indicator = Indicator.objects.get()
    client.post(
        reverse("edit_indicator", args=[indicator.pk]),
        {
            "name": "Số sáng kiến",
            "kind": "NUMBER",
            "direction": "up",
            "counting": "sum",
            "is_retired": "on",
            "version": "1",
        },
    )

    assert "Danh mục đã có chỉ số" in words_of(twice)
    assert "Thôi dùng" in words_of(client.get(reverse("indicators")))
    assert sign_in(cast.officer.user).get(reverse("edit_indicator", args=[indicator.pk])).status_code == 403


def test_the_page_of_the_year_shows_pledge_tasks_and_visits(cast: Cast, sign_in, at) -> None:
    at("2026-05-05 09:00")
    pledge = make_frozen_pledge(cast)
    make_task(cast, pledge.cycle, due_on=date(YEAR, 4, 30))
    visit = make_visit(cast, pledge.cycle, recorded=True)
    add_promises(actor=cast.secretary.actor(MAY), visit=visit, promises=[Promise(cast.unit, "Bổ sung")])

    page = words_of(sign_in(cast.reader.user).get(reverse("cycle", args=[pledge.cycle_id])))

    for words in ("6 trong 6 đơn vị đã ký", "1 nhiệm vụ quá hạn", "Việc hứa đang làm 1", "Đã ký 10/03"):
        assert words in page


@pytest.mark.parametrize("name", ["tasks", "visits", "practices", "visit", "task", "practice", "cycle"])
def test_as_many_queries_for_many_rows_as_for_few(cast: Cast, sign_in, at, count_queries, name: str) -> None:
    at("2026-05-05 09:00")
    pledge = make_frozen_pledge(cast)
    cycle = pledge.cycle
    secretary = cast.secretary.actor(MAY)
    visit = make_visit(cast, cycle, recorded=True)
    practice = make_practice(cast, cycle)
    task = make_task(cast, cycle, owner=cast.unit, co_units=[cast.units[3]])
    things = {"visit": visit, "task": task, "practice": practice}
    address = reverse(name, args=[things.get(name, cycle).pk])
    client = sign_in(cast.other_officer.user)

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            unit = make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị minh họa {number}")
            BlocMembership.objects.create(
                agency=cast.agency, bloc=cast.bloc, year=YEAR, unit=unit, position=10 + number
            )
            make_task(cast, cycle, owner=unit, co_units=[cast.unit], actor=secretary)
            make_visit(cast, cycle, units=[unit, cast.unit], actor=secretary)
            make_practice(cast, cycle, unit=unit, actor=secretary)
            add_promises(actor=secretary, visit=visit, promises=[Promise(cast.unit, f"Việc {number}")])
            adopt_practice(actor=secretary, practice=practice, unit=unit, now=MAY)

    def look() -> None:
        assert client.get(address).status_code == 200

    grow(0, 2)
    look()
    few = count_queries(look)
    grow(2, 8)

    assert count_queries(look) == few
    assert few <= 30
