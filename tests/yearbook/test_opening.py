"""“Mở năm sau”: what goes over goes over once, nobody succeeds by himself, and nothing happens unseen."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.pledges import make_pledge, make_target, make_visit
from thidua.campaigns.enums import CycleState, MovementKind, RuleKind, TaskState
from thidua.campaigns.models import CheckVisit, Cycle, CycleMovement, CycleTheme, Pledge, Task
from thidua.campaigns.queries.cycles import cycle_of
from thidua.campaigns.queries.rules import rules_shown_in
from thidua.campaigns.services.calendars import decide_day
from thidua.campaigns.services.cycles import begin_cycle, year_deadlines
from thidua.campaigns.services.monitoring import Promise, add_promises
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.campaigns.services.pledges import edit_pledge
from thidua.campaigns.services.rules import adopt_rules, draft_rules, open_for_comments
from thidua.campaigns.services.targets import TargetContent, edit_target
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


def edit_text(cast: Cast, cycle: Cycle, now) -> None:
    pledge = cycle.pledges.get()
    edit_pledge(
        actor=cast.secretary.actor(now), pledge=pledge, version=pledge.version, title=pledge.title, text="Lời khác",
        movements=[],
    )  # fmt: skip


def edit_blocs_target(cast: Cast, cycle: Cycle, now) -> None:
    target = cycle.pledges.get().targets.get()
    says = TargetContent(content=target.content, plan=Fraction(9), unit_of_measure=target.unit_of_measure)
    edit_target(actor=cast.secretary.actor(now), target=target, version=target.version, says=says)


def name_representative(cast: Cast, cycle: Cycle, now) -> None:
    row = BlocLeadership.objects.get(year=NEXT, role=LeadRole.LEAD)
    BlocLeadership.objects.filter(pk=row.pk).update(representative=cast.head.person)


def decide_working_day(cast: Cast, cycle: Cycle, now) -> None:
    """The first deadline of next year falls on a day off: it moves."""
    day = next(due.falls_on for due in year_deadlines(cycle.agency, NEXT).values() if due.falls_on)
    decide_day(actor=cast.standing.actor(now), agency=cast.agency, day=day, is_working=False, name="Nghỉ bù")


def adopt_other_rules(cast: Cast, cycle: Cycle, now) -> None:
    actor = cast.secretary.actor(now)
    rule = draft_rules(actor=actor, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1")
    rule = open_for_comments(actor=actor, rule=rule, version=rule.version, until=date(YEAR, 12, 30), now=now)
    adopt_rules(actor=actor, rule=rule, version=rule.version, now=now)


def promise_more(cast: Cast, cycle: Cycle, now) -> None:
    visit = CheckVisit.objects.get(cycle=cycle)
    promises = [Promise(cast.unit, "Lập sổ theo dõi")]
    add_promises(actor=cast.secretary.actor(now), visit=visit, promises=promises)


@pytest.mark.parametrize(
    "change",
    [edit_text, edit_blocs_target, name_representative, decide_working_day, adopt_other_rules, promise_more],
)
def test_whatever_of_the_preview_changes_is_shown_again(cast: Cast, cycle: Cycle, open_, at, change) -> None:
    now = at(f"{YEAR}-12-20 09:00")
    make_target(cast, make_pledge(cast, cycle))
    make_visit(cast, cycle, recorded=True)
    leader = {"agency": cast.agency, "bloc": cast.bloc, "year": NEXT, "role": LeadRole.LEAD}
    BlocLeadership.objects.create(**leader, unit=cast.unit)
    shown = plan_opening(cycle).digest
    assert plan_opening(cycle).digest == shown

    change(cast, cycle, now)

    with pytest.raises(PreviewChangedError):
        open_(cycle, shown)
    assert cycle_of(cast.bloc.pk, NEXT) is None
    assert open_(cycle).year == NEXT


def test_rules_in_force_and_open_promises_go_on(cast: Cast, cycle: Cycle, open_, at) -> None:
    now = at(f"{YEAR}-12-20 09:00")
    make_visit(cast, cycle, recorded=True)
    adopt_other_rules(cast, cycle, now)
    promise_more(cast, cycle, now)
    lines = {line.title: line for line in plan_opening(cycle).lines}
    following = open_(cycle)

    assert lines["Quy chế"].carried
    assert lines["Quy chế"].items == tuple(str(rule) for rule in rules_shown_in(following))
    assert lines["Sau kiểm tra"].items == (f"{cast.unit.name}: Lập sổ theo dõi",)
    assert lines["Sau kiểm tra"].carried


@pytest.mark.parametrize("since", [None, date(NEXT, 1, 1)])
def test_who_leads_next_year_is_whoever_took_over_last(cast: Cast, cycle: Cycle, since: date | None) -> None:
    """A head since before anyone remembers comes before the one who followed, on either database."""
    leader = {"agency": cast.agency, "bloc": cast.bloc, "year": NEXT, "role": LeadRole.LEAD}
    BlocLeadership.objects.create(**leader, unit=cast.units[3], since=date(NEXT, 6, 1))
    BlocLeadership.objects.create(**leader, unit=cast.unit, since=since, until=date(NEXT, 5, 31))

    assert [each.unit for each in plan_opening(cycle).leaders] == [cast.units[3]]


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
