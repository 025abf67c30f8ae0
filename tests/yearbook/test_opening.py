"""“Mở năm sau”: what goes over goes over once, nobody succeeds by himself, and nothing happens unseen."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from thidua.campaigns.enums import CycleState, MovementKind, TaskState
from thidua.campaigns.models import Cycle, CycleMovement, CycleTheme, Pledge, Task
from thidua.campaigns.queries.cycles import cycle_of
from thidua.campaigns.services.cycles import begin_cycle
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.campaigns.services.tasks import TaskContent, add_task, report_progress
from thidua.campaigns.services.themes import add_theme, set_theme
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import MeetingKind
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, BlocMembership
from thidua.organisations.queries import members_of
from thidua.yearbook.facts.opening import plan_opening
from thidua.yearbook.services.opening import PreviewChangedError, open_next_year

NEXT = YEAR + 1


@pytest.fixture
def cycle(cast: Cast, at) -> Cycle:
    at(f"{YEAR}-12-20 09:00")
    return make_cycle(cast)


@pytest.fixture
def open_(cast: Cast, at):
    """`open_(cycle)` previews and opens, as the page does."""

    def opened(cycle: Cycle, digest: str | None = None) -> Cycle:
        now = at(f"{YEAR}-12-20 09:00")
        shown = digest or plan_opening(cycle).digest
        return open_next_year(actor=cast.secretary.actor(now), cycle=cycle, digest=shown, now=now)

    return opened


def elect(cast: Cast, cycle: Cycle, now, *, lead: int, deputy: int) -> None:
    actor = cast.standing.actor(now)
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE, title="Hội nghị tổng kết", held_on=PartialDate(YEAR, 12, 18), cycle=cycle
    )
    meeting = record_held(
        actor=actor, meeting=plan_meeting(actor=actor, bloc=cycle.bloc, facts=facts, now=now), now=now
    )
    for role, index in ((LeadRole.LEAD, lead), (LeadRole.DEPUTY_LEAD, deputy)):
        record_election(actor=actor, meeting=meeting, facts=ElectionFacts(NEXT, role, cast.units[index]))


def test_members_theme_and_steps_go_over(cast: Cast, cycle: Cycle, open_) -> None:
    theme = add_theme(
        actor=cast.standing.actor(), agency=cast.agency, text="Đoàn kết", since_year=YEAR, until_year=None
    )
    set_theme(actor=cast.standing.actor(), cycle=cycle, theme=theme)

    following = open_(cycle)

    assert (following.year, following.state) == (NEXT, CycleState.PREPARING)
    assert members_of(cast.bloc.pk, NEXT) == cast.units
    assert CycleTheme.objects.get(cycle=following).theme == theme
    assert [step.kind for step in following.steps.all()] == [step.kind for step in cycle.steps.all()]


def test_a_theme_that_ends_with_the_year_stays_behind(cast: Cast, cycle: Cycle, open_) -> None:
    theme = add_theme(
        actor=cast.standing.actor(), agency=cast.agency, text="Đoàn kết", since_year=YEAR, until_year=YEAR
    )
    set_theme(actor=cast.standing.actor(), cycle=cycle, theme=theme)

    following = open_(cycle)

    assert not CycleTheme.objects.filter(cycle=following).exists()


def test_who_was_elected_leads_and_nobody_succeeds_by_himself(cast: Cast, cycle: Cycle, open_, at) -> None:
    elect(cast, cycle, at(f"{YEAR}-12-20 09:00"), lead=3, deputy=1)

    open_(cycle)

    led = {row.role: row.unit for row in BlocLeadership.objects.filter(bloc=cast.bloc, year=NEXT)}
    assert led == {LeadRole.LEAD: cast.units[3], LeadRole.DEPUTY_LEAD: cast.units[1]}


def test_without_an_election_there_is_no_head_and_the_preview_says_so(cast: Cast, cycle: Cycle, open_) -> None:
    left = [line.title for line in plan_opening(cycle).lines if not line.carried]

    open_(cycle)

    assert str(LeadRole.LEAD.label) in left
    assert not BlocLeadership.objects.filter(bloc=cast.bloc, year=NEXT).exists()


def test_open_tasks_go_over_and_finished_ones_stay(cast: Cast, cycle: Cycle, open_, at) -> None:
    actor, now = cast.secretary.actor(), at(f"{YEAR}-12-20 09:00")
    going = add_task(actor=actor, cycle=cycle, says=TaskContent("Theo dõi phong trào", code="T1"))
    done = add_task(actor=actor, cycle=cycle, says=TaskContent("Hội thao", code="T2"))
    report_progress(actor=actor, task=done, version=done.version, state=TaskState.DONE, text="Xong", now=now)

    following = open_(cycle)

    assert [task.carried_from for task in Task.objects.filter(cycle=following)] == [going]


def test_regular_movements_go_on_and_ended_ones_do_not(cast: Cast, cycle: Cycle, open_) -> None:
    actor = cast.standing.actor()
    regular = launch_movement(actor=actor, agency=cast.agency, words=MovementWords("Thường xuyên"), cycle=cycle)
    over = MovementWords("Một đợt", kind=MovementKind.THEMATIC, ends_on=PartialDate(YEAR, 10))
    launch_movement(actor=actor, agency=cast.agency, words=over, cycle=cycle)

    following = open_(cycle)

    assert [link.movement for link in CycleMovement.objects.filter(cycle=following)] == [regular]


def test_a_second_press_doubles_nothing(cast: Cast, cycle: Cycle, open_) -> None:
    add_task(actor=cast.secretary.actor(), cycle=cycle, says=TaskContent("Theo dõi phong trào", code="T1"))
    first = open_(cycle)
    second = open_(cycle)

    assert first == second
    assert Cycle.objects.filter(bloc=cast.bloc, year=NEXT).count() == 1
    assert BlocMembership.objects.filter(bloc=cast.bloc, year=NEXT).count() == len(cast.units)
    assert Task.objects.filter(cycle=first).count() == 1
    assert Pledge.objects.filter(cycle=first).count() <= 1


def test_what_changed_since_the_preview_is_shown_again(cast: Cast, cycle: Cycle, open_) -> None:
    shown = plan_opening(cycle).digest
    add_task(actor=cast.secretary.actor(), cycle=cycle, says=TaskContent("Việc mới", code="T1"))

    with pytest.raises(PreviewChangedError):
        open_(cycle, shown)

    assert cycle_of(cast.bloc.pk, NEXT) is None


def test_a_unit_merged_in_mid_year_is_named_and_stays_behind(cast: Cast, cycle: Cycle, open_) -> None:
    cast.units[4].ended_on = date(YEAR, 7, 1)
    cast.units[4].save()

    left = [item for line in plan_opening(cycle).lines if not line.carried for item in line.items]
    open_(cycle)

    assert any(cast.units[4].name in item for item in left)
    assert cast.units[4] not in members_of(cast.bloc.pk, NEXT)


@pytest.mark.parametrize(
    ("name", "status"), [("secretary", 200), ("standing", 200), ("officer", 403), ("stranger", 404)]
)
def test_who_may_open(cast: Cast, cycle: Cycle, sign_in, name: str, status: int) -> None:
    answer = sign_in(cast.everyone()[name].user).get(reverse("open_next_year", args=[cycle.pk]))

    assert answer.status_code == status


def test_a_year_that_has_begun_is_not_opened_again(cast: Cast, cycle: Cycle, open_, sign_in, at) -> None:
    following = open_(cycle)
    now = at(f"{YEAR}-12-20 09:00")
    begin_cycle(actor=cast.secretary.actor(now), cycle=following, version=following.version, now=now)

    answer = sign_in(cast.secretary.user).get(reverse("open_next_year", args=[cycle.pk]))

    assert answer.status_code == 403
