"""Check visits and promises: planned, recorded, followed up; closed by those who visited, never by the visited."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories.pledges import make_visit, make_year, moment
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState, FollowUpState, VisitState
from thidua.campaigns.errors.pledges import ImpossibleDateError, MissingWordsError, NotAMemberError, WrongStateError
from thidua.campaigns.models import CheckVisit, FollowUp
from thidua.campaigns.queries.monitoring import open_follow_ups
from thidua.campaigns.services.monitoring import (
    Promise,
    VisitPlan,
    add_promises,
    call_off_visit,
    close_follow_up,
    edit_visit,
    record_visit,
    report_follow_up,
)
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.models import Unit

NOW = moment("2026-05-05 09:00")


def promised(cast: Cast, unit: Unit | None = None, **plan: object) -> FollowUp:
    unit = unit or cast.unit
    visit = make_visit(cast, make_year(cast.bloc), units=[unit], recorded=True, **plan)
    return add_promises(
        actor=cast.secretary.actor(NOW),
        visit=visit,
        promises=[Promise(unit, "Bổ sung minh chứng hai chỉ tiêu", person="Vụ phó", due_on=date(2026, 5, 30))],
    )[0]


def say_done(cast: Cast, follow_up: FollowUp, who: str = "officer") -> FollowUp:
    return report_follow_up(
        actor=cast.everyone()[who].actor(NOW),
        follow_up=follow_up,
        version=follow_up.version,
        report="Đã bổ sung",
        now=NOW,
    )


def close(cast: Cast, follow_up: FollowUp, who: str = "secretary", *, is_kept: bool = True) -> FollowUp:
    return close_follow_up(
        actor=cast.everyone()[who].actor(NOW),
        follow_up=follow_up,
        version=follow_up.version,
        is_kept=is_kept,
        note="Đã xem hồ sơ tại đơn vị",
        now=NOW,
    )


def test_a_promise_from_the_visit_to_its_closing(cast: Cast) -> None:
    follow_up = promised(cast)
    follow_up = say_done(cast, follow_up)
    assert (follow_up.state, follow_up.reported_by_name) == (FollowUpState.REPORTED, "Nguyễn Thị Cúc")

    follow_up = close(cast, follow_up)

    assert (follow_up.state, follow_up.closed_by_name) == (FollowUpState.CLOSED, "Đặng Minh Thư")
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "visit.planned",
        "visit.recorded",
        "visit.promises_added",
        "follow_up.reported",
        "follow_up.closed",
    ]


def test_a_report_may_be_sent_back(cast: Cast) -> None:
    follow_up = close(cast, say_done(cast, promised(cast)), is_kept=False)

    assert (follow_up.state, follow_up.closed_at) == (FollowUpState.OPEN, None)
    assert say_done(cast, follow_up).state == FollowUpState.REPORTED


@pytest.mark.parametrize("who", ["officer", "head", "other_officer", "observer", "reader", "stranger"])
def test_the_visited_unit_and_bystanders_do_not_close(cast: Cast, who: str) -> None:
    follow_up = say_done(cast, promised(cast))

    with pytest.raises(RefusedError):
        close(cast, follow_up, who)

    assert FollowUp.objects.get().state == FollowUpState.REPORTED


def test_the_secretary_does_not_close_the_promise_of_his_own_unit(cast: Cast) -> None:
    follow_up = promised(cast, cast.units[0])

    with pytest.raises(RefusedError, match="thuộc đơn vị được kiểm tra"):
        close(cast, follow_up, "secretary")
    assert close(cast, follow_up, "standing").state == FollowUpState.CLOSED


def test_a_unit_that_went_along_closes(cast: Cast) -> None:
    follow_up = promised(cast, visiting_units=[cast.units[3]])

    assert close(cast, follow_up, "other_officer").state == FollowUpState.CLOSED


def test_only_the_unit_reports_on_its_promise(cast: Cast) -> None:
    follow_up = promised(cast)

    with pytest.raises(RefusedError):
        say_done(cast, follow_up, "other_officer")
    with pytest.raises(RefusedError):
        say_done(cast, follow_up, "secretary")


def test_a_closed_promise_stays_closed(cast: Cast) -> None:
    follow_up = close(cast, promised(cast))

    with pytest.raises(RefusedError):
        say_done(cast, follow_up)
    with pytest.raises(RefusedError):
        close(cast, follow_up)


def test_a_promise_outlives_its_year(cast: Cast) -> None:
    follow_up = promised(cast)
    cycle = follow_up.visit.cycle
    cycle.state = CycleState.CLOSED
    cycle.save()

    assert open_follow_ups(cast.bloc.pk) == [follow_up]
    close(cast, say_done(cast, follow_up))
    assert open_follow_ups(cast.bloc.pk) == []


def test_promises_need_a_recorded_visit_and_a_visited_unit(cast: Cast) -> None:
    visit = make_visit(cast, make_year(cast.bloc))
    secretary = cast.secretary.actor(NOW)

    with pytest.raises(WrongStateError):
        add_promises(actor=secretary, visit=visit, promises=[Promise(cast.unit, "Bổ sung")])
    visit = record_visit(
        actor=secretary, visit=visit, version=visit.version, held_on=date(2026, 4, 12), findings="Tốt", now=NOW
    )
    with pytest.raises(NotAMemberError):
        add_promises(actor=secretary, visit=visit, promises=[Promise(cast.units[1], "Bổ sung")])
    with pytest.raises(ImpossibleDateError):
        add_promises(actor=secretary, visit=visit, promises=[Promise(cast.unit, "Bổ sung", due_on=date(2026, 4, 11))])
    with pytest.raises(ImpossibleDateError, match="trước hết năm 2027"):
        add_promises(actor=secretary, visit=visit, promises=[Promise(cast.unit, "Bổ sung", due_on=date(2150, 12, 31))])
    with pytest.raises(MissingWordsError):
        add_promises(actor=secretary, visit=visit, promises=[Promise(cast.unit, "Một"), Promise(cast.unit, " ")])

    assert not FollowUp.objects.exists()


def test_a_visit_may_have_been_on_a_day_nobody_wrote_down_but_not_tomorrow(cast: Cast) -> None:
    visit = make_visit(cast, make_year(cast.bloc))

    def record(held_on: date | None) -> CheckVisit:
        return record_visit(
            actor=cast.secretary.actor(NOW), visit=visit, version=1, held_on=held_on, findings="Tốt", now=NOW
        )

    with pytest.raises(ImpossibleDateError):
        record(date(2026, 5, 6))
    assert record(None).held_on is None


def test_a_visit_is_called_off_with_the_reason(cast: Cast) -> None:
    visit = make_visit(cast, make_year(cast.bloc))
    secretary = cast.secretary.actor(NOW)

    with pytest.raises(MissingWordsError):
        call_off_visit(actor=secretary, visit=visit, version=1, reason="")
    visit = call_off_visit(actor=secretary, visit=visit, version=1, reason="Gộp với kiểm tra quý II")

    assert visit.state == VisitState.CALLED_OFF
    with pytest.raises(RefusedError, match="không tổ chức"):
        record_visit(actor=secretary, visit=visit, version=2, held_on=None, findings="Tốt", now=NOW)


def test_a_plan_names_units_of_the_bloc_and_a_day_of_the_year(cast: Cast) -> None:
    cycle = make_year(cast.bloc)

    with pytest.raises(MissingWordsError):
        make_visit(cast, cycle, units=[])
    with pytest.raises(NotAMemberError):
        make_visit(cast, cycle, units=[cast.other_unit])
    with pytest.raises(RefusedError):
        make_visit(cast, cycle, actor=cast.officer.actor(NOW))

    assert not CheckVisit.objects.exists()


def test_the_second_of_two_editors_is_asked(cast: Cast) -> None:
    visit = make_visit(cast, make_year(cast.bloc))

    def edit(title: str) -> None:
        edit_visit(
            actor=cast.secretary.actor(NOW), visit=visit, version=1, plan=VisitPlan(title=title, units=[cast.unit])
        )

    edit("Bản một")
    with pytest.raises(StaleVersionError):
        edit("Bản hai")
