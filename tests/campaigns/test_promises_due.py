"""What waits around pledges, figures, tasks and promises: whose move it is, until when, what is in the way."""

from datetime import date
from fractions import Fraction

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_unit
from tests.factories.pledges import (
    heads_of,
    make_frozen_pledge,
    make_open_pledge,
    make_target,
    make_task,
    make_visit,
    make_year,
    moment,
    sign,
)
from thidua.campaigns.doors.pledge_due import pledges_due, promises_due, tasks_due, visits_due
from thidua.campaigns.enums import CycleState, TaskState
from thidua.campaigns.models import Target
from thidua.campaigns.services.monitoring import Promise, add_promises, report_follow_up
from thidua.campaigns.services.results import Report, report_results
from thidua.campaigns.services.tasks import report_progress
from thidua.common.due import DueItem
from thidua.organisations.models import BlocMembership

NOW = moment("2026-03-12 09:00")
JULY = moment("2026-07-02 09:00")


def short(items: list[DueItem]) -> list[tuple[str, str, date | None]]:
    return [(str(item.group), item.title, item.deadline) for item in items]


def test_signing_is_the_heads_move_and_the_officer_waits(cast: Cast) -> None:
    make_open_pledge(cast)
    day, until = date(2026, 3, 12), date(2026, 3, 15)

    head = pledges_due(cast.head.actor(NOW), day)
    officer = pledges_due(cast.officer.actor(NOW), day)
    secretary = pledges_due(cast.secretary.actor(NOW), day)

    assert short(head) == [("MINE", "Ký giao ước thi đua năm 2026", until)]
    assert "/ky/" in head[0].action_url
    assert short(officer) == [("WAITING", "Chờ thủ trưởng ký giao ước năm 2026", until)]
    assert short(secretary) == [("BLOCKED", "Lấy đủ chữ ký giao ước năm 2026", until)]
    assert secretary[0].blocked_by.startswith("Chưa ký: Văn phòng Bộ; Văn phòng Đảng – Đoàn thể;")
    assert secretary[0].blocked_by.endswith("và 3 đơn vị khác")
    assert secretary[0].who_unblocks == "Thủ trưởng các đơn vị này"


def test_after_the_day_the_head_is_blocked_and_the_secretary_moves(cast: Cast) -> None:
    make_open_pledge(cast)
    late = moment("2026-03-16 08:00")

    (head,) = pledges_due(cast.head.actor(late), date(2026, 3, 16))
    (secretary,) = pledges_due(cast.secretary.actor(late), date(2026, 3, 16))

    assert (head.group, head.blocked_by) == ("BLOCKED", "Hạn ký Chủ nhật, 15/03/2026 đã qua")
    assert head.who_unblocks == "Thư ký Khối Thi đua số I"
    assert (secretary.group, secretary.verb) == ("MINE", "Lùi hạn, ghi bản giấy hoặc chốt")


def test_who_has_signed_has_nothing_to_sign(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    sign((cast.unit, cast.head), pledge)

    assert pledges_due(cast.head.actor(NOW), date(2026, 3, 12)) == []
    assert pledges_due(cast.stranger.actor(NOW), date(2026, 3, 12)) == []
    assert pledges_due(cast.reader.actor(NOW), date(2026, 3, 12)) == []


def test_figures_of_a_quarter_are_due_ten_days_after_it(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    common, own = Target.objects.order_by("pk")
    assert pledges_due(cast.officer.actor(NOW), date(2026, 3, 30)) == []

    before = pledges_due(cast.officer.actor(NOW), date(2026, 3, 31))
    assert short(before) == [("MINE", "Nhập kết quả chỉ tiêu quý I/2026", date(2026, 4, 10))]
    assert before[0].fact == "2 chỉ tiêu chưa có báo cáo."

    report_results(
        actor=cast.officer.actor(JULY),
        pledge=pledge,
        unit=cast.unit,
        as_of=date(2026, 6, 30),
        reports=[Report(common, value=Fraction(2))],
        now=JULY,
    )
    (after,) = pledges_due(cast.officer.actor(JULY), date(2026, 7, 2))
    assert (after.title, after.fact) == ("Nhập kết quả chỉ tiêu quý II/2026", "1 chỉ tiêu chưa có báo cáo.")
    report_results(
        actor=cast.officer.actor(JULY),
        pledge=pledge,
        unit=cast.unit,
        as_of=date(2026, 6, 30),
        reports=[Report(own, is_unknown=True)],
        now=JULY,
    )
    assert pledges_due(cast.officer.actor(JULY), date(2026, 7, 2)) == []


def test_the_secretary_sees_whose_figures_are_missing(cast: Cast) -> None:
    make_frozen_pledge(cast)

    (item,) = pledges_due(cast.secretary.actor(JULY), date(2026, 7, 2))

    assert item.group == "WAITING"
    assert item.fact.startswith("Chưa báo cáo: Văn phòng Bộ;")


def test_a_closed_year_waits_for_nothing(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    make_task(cast, pledge.cycle, owner=cast.unit, due_on=date(2026, 5, 1))
    pledge.cycle.state = CycleState.CLOSED
    pledge.cycle.save()

    assert pledges_due(cast.officer.actor(JULY), date(2026, 7, 2)) == []
    assert tasks_due(cast.officer.actor(JULY), date(2026, 7, 2)) == []


def test_tasks_that_are_near_late_or_stuck(cast: Cast) -> None:
    cycle = make_year(cast.bloc)
    make_task(cast, cycle, "Đã quá hạn", owner=cast.unit, due_on=date(2026, 6, 1))
    make_task(cast, cycle, "Còn lâu", owner=cast.unit, due_on=date(2026, 12, 1))
    stuck = make_task(cast, cycle, "Đang vướng", owner=cast.unit)
    make_task(cast, cycle, "Của đơn vị khác", owner=cast.units[3], due_on=date(2026, 7, 3))
    make_task(cast, cycle, "Của cả khối", due_on=date(2026, 7, 3))
    report_progress(
        actor=cast.officer.actor(JULY),
        task=stuck,
        version=1,
        state=TaskState.DOING,
        text="Chờ",
        blocked_by="Chưa có kinh phí",
        who_unblocks="Văn phòng Bộ",
        now=JULY,
    )

    officer = tasks_due(cast.officer.actor(JULY), date(2026, 7, 2))
    secretary = tasks_due(cast.secretary.actor(JULY), date(2026, 7, 2))

    assert [(str(item.group), item.title) for item in officer] == [
        ("MINE", "Làm nhiệm vụ T1. Đã quá hạn"),
        ("BLOCKED", "Làm nhiệm vụ T3. Đang vướng"),
    ]
    assert (officer[1].blocked_by, officer[1].who_unblocks) == ("Chưa có kinh phí", "Văn phòng Bộ")
    assert [item.title for item in secretary] == ["Làm nhiệm vụ T5. Của cả khối"]


def test_promises_move_between_the_unit_and_the_visiting_side(cast: Cast) -> None:
    visit = make_visit(cast, make_year(cast.bloc), recorded=True)
    (promise,) = add_promises(
        actor=cast.secretary.actor(JULY),
        visit=visit,
        promises=[Promise(cast.unit, "Bổ sung", due_on=date(2026, 7, 30))],
    )
    day = date(2026, 7, 2)
    assert short(promises_due(cast.officer.actor(JULY), day)) == [
        ("MINE", "Làm việc đã hứa: Bổ sung", date(2026, 7, 30))
    ]
    assert promises_due(cast.secretary.actor(JULY), day) == []

    report_follow_up(actor=cast.officer.actor(JULY), follow_up=promise, version=1, report="Đã làm", now=JULY)

    assert [str(item.group) for item in promises_due(cast.officer.actor(JULY), day)] == ["WAITING"]
    assert short(promises_due(cast.secretary.actor(JULY), day)) == [
        ("MINE", "Xác nhận việc đã hứa: Bổ sung", date(2026, 7, 30))
    ]
    assert promises_due(cast.other_officer.actor(JULY), day) == []


def test_a_planned_visit_whose_day_has_come_is_recorded_by_the_secretary(cast: Cast) -> None:
    make_visit(cast, make_year(cast.bloc))

    assert visits_due(cast.secretary.actor(JULY), date(2026, 4, 9)) == []
    assert short(visits_due(cast.secretary.actor(JULY), date(2026, 4, 10))) == [
        ("MINE", "Ghi kết quả Kiểm tra quý I", date(2026, 4, 10))
    ]
    assert visits_due(cast.officer.actor(JULY), date(2026, 4, 10)) == []


def test_as_many_queries_for_thirty_eight_units(cast: Cast, count_queries) -> None:
    pledge = make_open_pledge(cast)
    for head in heads_of(cast)[3:]:
        sign(head, pledge)
    actor = cast.secretary.actor(JULY)

    def ask() -> None:
        for source in (pledges_due, tasks_due, promises_due, visits_due):
            source(actor, date(2026, 7, 2))

    visit = make_visit(cast, pledge.cycle, recorded=True)
    add_promises(actor=actor, visit=visit, promises=[Promise(cast.unit, "Một")])
    few = count_queries(ask)
    for number in range(32):
        unit = make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị minh họa {number}")
        BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=YEAR, unit=unit, position=10 + number)
        make_target(cast, pledge, f"Chỉ tiêu {number}", unit=unit)
        make_task(cast, pledge.cycle, due_on=date(2026, 7, 3))
    add_promises(actor=actor, visit=visit, promises=[Promise(cast.unit, "Hai")])

    assert count_queries(ask) == few
