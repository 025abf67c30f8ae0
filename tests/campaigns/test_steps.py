"""Steps begin, are satisfied by any linked thing, skipped, opened again; their deadlines move."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import finish_all_steps, make_cycle, step_of
from tests.factories.references import make_thing
from thidua.audit.queries import history_of
from thidua.campaigns.enums import CycleState, StepKind, StepState
from thidua.campaigns.enums.cycles import STEP_ARROWS, StepDeed
from thidua.campaigns.errors.cycles import (
    CalendarYearError,
    DateOutOfYearError,
    NotACandidateError,
    StepNotReadyError,
)
from thidua.campaigns.errors.pledges import MissingWordsError, TooLongError
from thidua.campaigns.facts.reports import StepReport, register_step_reporter
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.policies.steps import may_do_with_step
from thidua.campaigns.queries.cycles import reference_of
from thidua.campaigns.services.cycles import prepare_cycle
from thidua.campaigns.services.steps import (
    StepPlan,
    plan_steps,
    reopen_step,
    satisfy_step,
    set_deadline,
    skip_step,
    start_step,
)
from thidua.common.actor import Actor
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.policy import refused
from thidua.common.references import Reference

At = Callable[[str], datetime]
JUNE = "2026-06-15 09:00"


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return make_cycle(cast)


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.secretary.actor()


def put(cycle: Cycle, kind: StepKind, state: StepState) -> Step:
    Step.objects.filter(cycle=cycle, kind=kind).update(state=state)
    return step_of(cycle, kind)


@pytest.mark.parametrize("deed", list(StepDeed))
@pytest.mark.parametrize("state", list(StepState))
def test_only_the_arrows_of_the_table_are_allowed(
    cycle: Cycle, secretary: Actor, deed: StepDeed, state: StepState
) -> None:
    step = put(cycle, StepKind.PLAN, state)

    assert bool(may_do_with_step(secretary, step, deed)) == (state in STEP_ARROWS[deed])


@pytest.mark.parametrize("deed", list(StepDeed))
def test_a_step_waits_for_its_year(cast: Cast, secretary: Actor, deed: StepDeed) -> None:
    prepared = prepare_cycle(actor=secretary, bloc=cast.bloc, year=YEAR)
    answer = may_do_with_step(secretary, step_of(prepared, StepKind.PLAN), deed)
    assert (answer.allowed, answer.reason) == (False, "Năm thi đua 2026 chưa bắt đầu.")

    Cycle.objects.filter(pk=prepared.pk).update(state=CycleState.CLOSED)
    answer = may_do_with_step(secretary, step_of(prepared, StepKind.PLAN), deed)
    assert (answer.allowed, answer.remedy) == (False, "Mở lại năm")


def test_a_step_begins_when_the_earlier_ones_are_finished(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.RULES)
    with pytest.raises(RefusedError, match="Bước Kế hoạch chưa xong"):
        start_step(actor=secretary, step=step, version=step.version, now=now)

    put(cycle, StepKind.PLAN, StepState.SKIPPED)
    started = start_step(actor=secretary, step=step, version=step.version, now=now)
    assert (started.state, started.starts_on) == (StepState.NOW, date(2026, 6, 15))


def test_the_mid_year_review_is_satisfied_by_an_activity(cast: Cast, cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    activity = make_thing(cast.bloc.pk, YEAR, "Thu gom rác tại bãi biển", date(2026, 5, 28))
    step = step_of(cycle, StepKind.MID_YEAR_REVIEW)

    satisfied = satisfy_step(actor=secretary, step=step, version=step.version, now=now, reference=activity)

    assert reference_of(satisfied) == activity
    assert (satisfied.state, satisfied.done_on) == (StepState.DONE, date(2026, 5, 28))


def test_what_happened_on_an_unknown_day_stays_on_an_unknown_day(
    cast: Cast, cycle: Cycle, secretary: Actor, at: At
) -> None:
    now = at(JUNE)
    workshop = make_thing(cast.bloc.pk, YEAR, "Hội thảo", None)
    step = step_of(cycle, StepKind.PLAN)

    satisfied = satisfy_step(actor=secretary, step=step, version=step.version, now=now, reference=workshop)

    assert (satisfied.state, satisfied.done_on) == (StepState.DONE, None)


def test_a_thing_of_another_year_does_not_satisfy(cast: Cast, cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    for wrong in (make_thing(cast.bloc.pk, YEAR - 1, "Năm trước", None), Reference("khong_co", 1)):
        with pytest.raises(NotACandidateError):
            satisfy_step(actor=secretary, step=step, version=step.version, now=now, reference=wrong)
    assert step_of(cycle, StepKind.PLAN).state == StepState.NOW


def test_a_paper_satisfies_and_the_next_step_begins(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at("2026-01-22 09:00")
    step = step_of(cycle, StepKind.PLAN)
    satisfy_step(
        actor=secretary,
        step=step,
        version=step.version,
        now=now,
        paper=" Kế hoạch  số 12/KH-KTĐ ",
        done_on=date(2026, 1, 22),
        start_next=True,
    )

    assert step_of(cycle, StepKind.PLAN).paper == "Kế hoạch số 12/KH-KTĐ"
    assert step_of(cycle, StepKind.RULES).state == StepState.NOW
    assert [entry.action for entry in history_of("campaigns.step", step.pk)] == ["step.satisfied"]


def test_an_out_of_order_step_is_recorded_but_does_not_push_the_year_on(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLEDGE)
    satisfy_step(actor=secretary, step=step, version=step.version, now=now, note="Đã ký", start_next=True)

    assert step_of(cycle, StepKind.PLEDGE).state == StepState.DONE
    assert step_of(cycle, StepKind.MID_YEAR_REVIEW).state == StepState.LATER


def test_nothing_given_satisfies_nothing(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    with pytest.raises(MissingWordsError):
        satisfy_step(actor=secretary, step=step, version=step.version, now=now, paper=" ", note="")
    with pytest.raises(TooLongError):
        satisfy_step(actor=secretary, step=step, version=step.version, now=now, paper="x" * 251)


@pytest.mark.parametrize("day", [date(2026, 6, 16), date(2024, 12, 31), date(2062, 6, 15)])
def test_a_day_that_cannot_be_is_refused(cycle: Cycle, secretary: Actor, at: At, day: date) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    with pytest.raises(DateOutOfYearError):
        satisfy_step(actor=secretary, step=step, version=step.version, now=now, note="Ban hành", done_on=day)


def test_a_step_with_something_missing_needs_a_reason(
    cycle: Cycle, secretary: Actor, at: At, reporter: Callable[[StepKind, StepReport], None]
) -> None:
    now = at(JUNE)
    reporter(StepKind.PLAN, StepReport(note="4/6 đơn vị đã nộp", ready=refused("Còn 2 đơn vị chưa nộp.")))
    step = step_of(cycle, StepKind.PLAN)

    with pytest.raises(StepNotReadyError, match="Còn 2 đơn vị chưa nộp") as caught:
        satisfy_step(actor=secretary, step=step, version=step.version, now=now, note="Ban hành")
    assert caught.value.field == "even_so"
    satisfy_step(
        actor=secretary, step=step, version=step.version, now=now, note="Ban hành", even_so="Hai đơn vị giải thể"
    )

    assert step_of(cycle, StepKind.PLAN).state == StepState.DONE
    assert '"reason":"Hai đơn vị giải thể"' in history_of("campaigns.step", step.pk)[-1].payload


def test_a_skipped_step_says_why(cycle: Cycle, secretary: Actor) -> None:
    step = step_of(cycle, StepKind.MID_YEAR_REVIEW)
    with pytest.raises(MissingWordsError, match="chưa ghi lý do"):
        skip_step(actor=secretary, step=step, version=step.version, reason="")
    skipped = skip_step(actor=secretary, step=step, version=step.version, reason="Lồng ghép hoạt động")

    assert (skipped.state, skipped.note) == (StepState.SKIPPED, "Lồng ghép hoạt động")


def test_a_reopened_step_forgets_its_result_and_history_keeps_it(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    done = satisfy_step(actor=secretary, step=step, version=step.version, now=now, paper="Kế hoạch số 12")
    again = reopen_step(actor=secretary, step=done, version=done.version, reason="Ghi nhầm số")

    assert (again.state, again.paper, again.done_on) == (StepState.NOW, "", None)
    last = history_of("campaigns.step", step.pk)[-1]
    assert "Kế hoạch số 12" in last.payload
    assert "Ghi nhầm số" in last.payload


def test_the_second_of_two_writers_is_told(cycle: Cycle, secretary: Actor, at: At) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    satisfy_step(actor=secretary, step=step, version=step.version, now=now, note="Ban hành")
    with pytest.raises(StaleVersionError):
        skip_step(actor=secretary, step=step, version=step.version, reason="Không cần")


@pytest.mark.parametrize(
    "name", ["officer", "head", "observer", "reader", "council_member", "stranger", "administrator"]
)
def test_members_do_not_move_steps(cast: Cast, cycle: Cycle, at: At, name: str) -> None:
    now = at(JUNE)
    step = step_of(cycle, StepKind.PLAN)
    with pytest.raises(RefusedError):
        satisfy_step(actor=cast.everyone()[name].actor(now), step=step, version=step.version, now=now, note="Ban hành")


def test_a_deadline_on_the_reunification_day_moves_and_says_so(cycle: Cycle, secretary: Actor) -> None:
    step = step_of(cycle, StepKind.PLEDGE)
    kept = set_deadline(actor=secretary, step=step, version=step.version, day=date(2026, 4, 30))

    assert (kept.deadline_given, kept.deadline) == (date(2026, 4, 30), date(2026, 5, 4))
    assert Cycle.objects.get(pk=cycle.pk).signing_until == date(2026, 5, 4)


def test_a_deadline_can_be_cleared(cycle: Cycle, secretary: Actor) -> None:
    step = step_of(cycle, StepKind.PLAN)
    assert set_deadline(actor=secretary, step=step, version=step.version, day=None).deadline is None


def test_a_finished_step_has_no_deadline_to_set(cycle: Cycle, secretary: Actor) -> None:
    step = put(cycle, StepKind.PLAN, StepState.DONE)
    with pytest.raises(RefusedError, match="đã xong nên không đặt hạn"):
        set_deadline(actor=secretary, step=step, version=step.version, day=date(2026, 4, 1))


def test_a_deadline_far_from_the_year_is_refused(cycle: Cycle, secretary: Actor) -> None:
    step = step_of(cycle, StepKind.PLAN)
    with pytest.raises(DateOutOfYearError, match="cách xa năm thi đua 2026"):
        set_deadline(actor=secretary, step=step, version=step.version, day=date(2062, 4, 1))


def test_a_deadline_beyond_the_calendar_is_refused(cast: Cast, at: At) -> None:
    now = at(JUNE)
    late = make_cycle(cast, year=2098, now=now, deadlines={StepKind.PLAN: None})
    assert step_of(late, StepKind.PLAN).deadline is None
    with pytest.raises(CalendarYearError):
        make_cycle(cast, bloc=cast.other_bloc, year=2098, now=now, deadlines={StepKind.PLAN: date(2100, 1, 4)})


def test_the_plan_sets_steps_order_and_deadlines_at_once(cycle: Cycle, secretary: Actor) -> None:
    plan = [
        StepPlan(StepKind.PLAN, date(2026, 2, 2)),
        StepPlan(StepKind.CONFERENCE, date(2026, 12, 19)),
        StepPlan(StepKind.PLEDGE, None),
    ]
    planned = plan_steps(actor=secretary, cycle=cycle, version=cycle.version, plan=plan)

    steps = [(step.kind, step.deadline) for step in Step.objects.filter(cycle=cycle)]
    assert steps == [
        (StepKind.PLAN, date(2026, 2, 2)),
        (StepKind.CONFERENCE, date(2026, 12, 21)),
        (StepKind.PLEDGE, None),
    ]
    assert planned.signing_until is None
    with pytest.raises(StaleVersionError):
        plan_steps(actor=secretary, cycle=cycle, version=cycle.version, plan=plan)


def test_the_plan_keeps_what_has_begun_and_the_deadlines_of_what_is_finished(cycle: Cycle, secretary: Actor) -> None:
    finish_all_steps(cycle)
    before = [(step.kind, step.deadline) for step in Step.objects.filter(cycle=cycle)]
    plan_steps(actor=secretary, cycle=cycle, version=cycle.version, plan=[StepPlan(StepKind.PLAN, date(2026, 10, 1))])
    assert [(step.kind, step.deadline) for step in Step.objects.filter(cycle=cycle)] == before


@pytest.fixture
def reporter():
    """Let a step report what the test says; what reported before is put back."""
    from thidua.campaigns.facts import reports

    before = dict(reports._reporters)

    def report(kind: StepKind, said: StepReport) -> None:
        register_step_reporter(kind, lambda actor, cycles, day: {cycle.pk: said for cycle in cycles})

    yield report
    reports._reporters.clear()
    reports._reporters.update(before)
