"""What a meeting does for the bloc's year: it satisfies a step, its conclusions become tasks."""

from datetime import date

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle, step_of
from tests.factories.meetings import NOW, make_held_meeting, make_meeting
from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.models import Cycle, Step, Task
from thidua.common.errors import RefusedError
from thidua.common.references import Reference, candidates, describe
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion, make_task
from thidua.meetings.services.meetings import cancel_meeting, record_held
from thidua.meetings.services.parts import remove_part
from thidua.meetings.services.steps import record_step


@pytest.fixture
def year(cast: Cast) -> Cycle:
    """The open year 2026, before the year 2025 of the factories."""
    return make_cycle(cast, year=YEAR)


@pytest.mark.parametrize("kind", [StepKind.CONFERENCE, StepKind.MID_YEAR_REVIEW])
def test_a_held_meeting_satisfies_its_step(cast: Cast, year: Cycle, kind: StepKind) -> None:
    meeting = make_meeting(cast, cycle=year, step=kind)
    record_held(actor=cast.secretary.actor(), meeting=meeting, now=NOW)

    step = step_of(year, kind)
    assert (step.state, step.done_on) == (StepState.DONE, date(YEAR, 1, 10))
    assert (step.satisfied_by_kind, step.satisfied_by_id) == ("meeting", meeting.pk)
    assert describe([Reference("meeting", meeting.pk)])[Reference("meeting", meeting.pk)].when == "Sáng 10/01/2026"


def test_on_an_unknown_day_the_step_is_done_on_an_unknown_day(cast: Cast, year: Cycle) -> None:
    meeting = make_meeting(cast, cycle=year, step=StepKind.CONFERENCE, held_on=PartialDate(YEAR, 1), part_of_day=None)
    record_held(actor=cast.secretary.actor(), meeting=meeting, now=NOW)

    step = step_of(year, StepKind.CONFERENCE)
    assert (step.state, step.done_on) == (StepState.DONE, None)


def test_a_step_that_is_done_already_stays_as_it_is(cast: Cast, year: Cycle) -> None:
    Step.objects.filter(cycle=year, kind=StepKind.CONFERENCE).update(state=StepState.DONE, paper="Biên bản giấy")
    meeting = make_meeting(cast, cycle=year, step=StepKind.CONFERENCE)
    record_held(actor=cast.secretary.actor(), meeting=meeting, now=NOW)
    assert step_of(year, StepKind.CONFERENCE).satisfied_by_id is None

    with pytest.raises(RefusedError, match="đã xong"):
        record_step(actor=cast.secretary.actor(), meeting=meeting, now=NOW)
    Step.objects.filter(cycle=year, kind=StepKind.CONFERENCE).update(state=StepState.NOW)
    record_step(actor=cast.secretary.actor(), meeting=meeting, now=NOW)

    assert step_of(year, StepKind.CONFERENCE).satisfied_by_id == meeting.pk


def test_a_cancelled_meeting_is_no_candidate(cast: Cast, year: Cycle) -> None:
    meeting = make_meeting(cast, cycle=year)
    other = make_meeting(cast, cycle=None, title="Họp trù bị", held_on=PartialDate(YEAR, 1))

    def found() -> set[int]:
        actor = cast.secretary.actor()
        return {
            card.reference.id
            for card in candidates(actor, bloc=cast.bloc.pk, year=YEAR)
            if card.reference.kind == "meeting"
        }

    assert found() == {meeting.pk, other.pk}
    cancel_meeting(actor=cast.secretary.actor(), meeting=meeting, reason="Hoãn")
    assert found() == {other.pk}


def test_a_conclusion_becomes_one_task(cast: Cast, year: Cycle) -> None:
    conclusion = add_conclusion(
        actor=cast.secretary.actor(),
        meeting=make_held_meeting(cast),
        facts=ConclusionFacts(
            "Ký giao ước năm 2026", lead=cast.units[1], co_units=[cast.units[0]], due_on=date(YEAR, 3, 15)
        ),
    )
    first = make_task(actor=cast.secretary.actor(), conclusion=conclusion, cycle=year)
    second = make_task(actor=cast.secretary.actor(), conclusion=conclusion, cycle=year)

    assert first == second == Task.objects.get()
    assert (first.title, first.due_on, first.owner) == ("Ký giao ước năm 2026", date(YEAR, 3, 15), cast.units[1])
    assert list(first.co_units.all()) == [cast.units[0]]
    with pytest.raises(MeetingRuleError, match="đã thành nhiệm vụ"):
        remove_part(actor=cast.secretary.actor(), part=conclusion)


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader"])
def test_only_who_runs_the_meeting_makes_tasks(cast: Cast, year: Cycle, name: str) -> None:
    conclusion = add_conclusion(
        actor=cast.secretary.actor(), meeting=make_held_meeting(cast), facts=ConclusionFacts("Ký giao ước")
    )

    with pytest.raises(RefusedError):
        make_task(actor=cast.everyone()[name].actor(), conclusion=conclusion, cycle=year)
