"""A year is prepared, begun, closed, reopened."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import finish_all_steps, make_cycle, step_of
from thidua.audit.queries import history_of
from thidua.campaigns.enums import CycleState, StepKind, StepState
from thidua.campaigns.errors.cycles import CycleExistsError, DateOutOfYearError
from thidua.campaigns.errors.pledges import MissingWordsError
from thidua.campaigns.models import Cycle, Step, StepPattern
from thidua.campaigns.services.cycles import (
    begin_cycle,
    close_cycle,
    open_cycle,
    prepare_cycle,
    reopen_cycle,
)
from thidua.common.errors import RefusedError, StaleVersionError

At = Callable[[str], datetime]


def acts(cycle: Cycle) -> list[str]:
    return [entry.action for entry in history_of("campaigns.cycle", cycle.pk)]


def test_a_prepared_year_has_the_usual_steps_and_waits(cast: Cast) -> None:
    cycle = prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)

    steps = list(Step.objects.filter(cycle=cycle))
    assert cycle.state == CycleState.PREPARING
    assert [step.kind for step in steps] == list(StepKind)
    assert {step.state for step in steps} == {StepState.LATER}
    assert step_of(cycle, StepKind.PLEDGE).deadline == cycle.signing_until == date(2026, 3, 31)
    assert acts(cycle) == ["cycle.prepared"]


def test_a_deadline_on_a_day_off_moves_and_the_day_asked_for_is_kept(cast: Cast) -> None:
    cycle = prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)

    conference = step_of(cycle, StepKind.CONFERENCE)
    assert (conference.deadline_given, conference.deadline) == (date(2026, 12, 20), date(2026, 12, 21))
    assert step_of(cycle, StepKind.PLEDGE).deadline_given is None


def test_an_opened_year_begins_with_its_first_step(cast: Cast, at: At) -> None:
    now = at("2026-01-05 09:00")
    cycle = make_cycle(cast, now=now)

    first = step_of(cycle, StepKind.PLAN)
    assert (cycle.state, cycle.opened_on) == (CycleState.OPEN, date(2026, 1, 5))
    assert (first.state, first.starts_on) == (StepState.NOW, date(2026, 1, 5))
    assert acts(cycle) == ["cycle.opened"]


def test_steps_and_deadlines_can_be_given(cast: Cast, at: At) -> None:
    asked = {StepKind.CONFERENCE: date(2026, 12, 18), StepKind.PLEDGE: None}
    cycle = make_cycle(cast, deadlines=asked)

    steps = {step.kind: step.deadline for step in Step.objects.filter(cycle=cycle)}
    assert steps == {StepKind.PLEDGE: None, StepKind.CONFERENCE: date(2026, 12, 18)}
    assert list(steps) == [StepKind.PLEDGE, StepKind.CONFERENCE]
    assert cycle.signing_until is None


def test_the_pattern_of_the_agency_comes_before_the_packaged_one(cast: Cast) -> None:
    StepPattern.objects.create(agency=cast.agency, kind=StepKind.PLAN, position=1, month=2, day=14)
    cycle = prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)

    assert [(step.kind, step.deadline) for step in Step.objects.filter(cycle=cycle)] == [
        (StepKind.PLAN, date(2026, 2, 23))
    ]


def test_a_year_recorded_long_afterwards_does_not_begin_today(cast: Cast, at: At) -> None:
    now = at("2026-11-23 09:00")
    cycle = make_cycle(cast, year=2023, now=now)

    assert cycle.opened_on is None
    assert step_of(cycle, StepKind.PLAN).starts_on is None


def test_the_same_year_twice_is_refused(cast: Cast) -> None:
    make_cycle(cast)
    with pytest.raises(CycleExistsError, match="đã có năm thi đua 2026"):
        make_cycle(cast)
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize("year", [1999, 2099, 20266])
def test_a_year_that_cannot_be_is_refused(cast: Cast, year: int) -> None:
    with pytest.raises(DateOutOfYearError, match="từ 2000 đến 2098"):
        make_cycle(cast, year=year)


@pytest.mark.parametrize(
    "name", ["officer", "head", "observer", "council_member", "reader", "stranger", "administrator"]
)
def test_only_secretary_and_standing_office_open_years(cast: Cast, at: At, name: str) -> None:
    now = at("2026-01-05 09:00")
    with pytest.raises(RefusedError):
        open_cycle(actor=cast.everyone()[name].actor(now), bloc=cast.bloc, year=YEAR, now=now)
    assert not Cycle.objects.exists()


def test_a_prepared_year_is_begun_once(cast: Cast, at: At) -> None:
    now = at("2026-01-12 09:00")
    cycle = prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)
    begun = begin_cycle(actor=cast.secretary.actor(), cycle=cycle, version=cycle.version, now=now)

    assert (begun.state, step_of(cycle, StepKind.PLAN).state) == (CycleState.OPEN, StepState.NOW)
    with pytest.raises(StaleVersionError):
        begin_cycle(actor=cast.secretary.actor(), cycle=cycle, version=cycle.version, now=now)
    with pytest.raises(RefusedError, match="đang thực hiện"):
        begin_cycle(actor=cast.secretary.actor(), cycle=begun, version=begun.version, now=now)


def test_a_year_with_open_steps_is_not_closed(cast: Cast, at: At) -> None:
    now = at("2026-12-30 09:00")
    cycle = make_cycle(cast)
    Step.objects.filter(cycle=cycle).exclude(kind__in=[StepKind.RECOGNITION, StepKind.HANDOVER]).update(
        state=StepState.DONE
    )
    with pytest.raises(RefusedError, match="Còn 2 bước chưa xong: Công nhận, Bàn giao"):
        close_cycle(actor=cast.secretary.actor(now), cycle=cycle, version=cycle.version, now=now)


def test_a_finished_year_is_closed_and_taken_back_with_a_reason(cast: Cast, at: At) -> None:
    now = at("2026-12-30 09:00")
    actor = cast.secretary.actor(now)
    cycle = make_cycle(cast)
    finish_all_steps(cycle)

    closed = close_cycle(actor=actor, cycle=cycle, version=cycle.version, now=now)
    assert (closed.state, closed.closed_on) == (CycleState.CLOSED, date(2026, 12, 30))
    with pytest.raises(MissingWordsError, match="chưa ghi lý do"):
        reopen_cycle(actor=actor, cycle=closed, version=closed.version, reason="  ")
    opened = reopen_cycle(actor=actor, cycle=closed, version=closed.version, reason="Ghi thiếu ngày bàn giao")

    assert (opened.state, opened.closed_on) == (CycleState.OPEN, None)
    assert acts(cycle) == ["cycle.opened", "cycle.closed", "cycle.reopened"]
