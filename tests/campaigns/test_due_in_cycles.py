"""What a year puts on the home of each person."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import finish_all_steps, make_cycle
from tests.factories.organisations import make_bloc
from thidua.access.models import RoleGrant
from thidua.campaigns.doors.due import due_in_cycles
from thidua.campaigns.enums import RuleKind, StepKind, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.services.cycles import prepare_cycle
from thidua.campaigns.services.rules import comment_on_rules, draft_rules, open_for_comments
from thidua.common.actor import Role
from thidua.common.due import DueGroup
from thidua.organisations.models import BlocMembership

At = Callable[[str], datetime]
TODAY = date(2026, 3, 3)


@pytest.fixture
def cycle(cast: Cast, at: At) -> Cycle:
    """The year in its step of comments, the members asked until 13 March."""
    now = at("2026-03-02 09:00")
    cycle = make_cycle(cast)
    Step.objects.filter(cycle=cycle, kind=StepKind.PLAN).update(state=StepState.DONE)
    Step.objects.filter(cycle=cycle, kind=StepKind.RULES).update(state=StepState.NOW)
    actor = cast.secretary.actor(now)
    rule = draft_rules(actor=actor, cycle=cycle, kind=RuleKind.CRITERIA, title="Tiêu chí", text="Điều 1")
    open_for_comments(actor=actor, rule=rule, version=rule.version, until=date(2026, 3, 13), now=now)
    return cycle


def titles(cast: Cast, name: str, today: date = TODAY) -> list[tuple[DueGroup, str, date | None]]:
    items = due_in_cycles(cast.everyone()[name].actor(), today)
    return [(item.group, item.title, item.deadline) for item in items]


def test_members_are_asked_to_comment_until_they_have(cast: Cast, cycle: Cycle, at: At) -> None:
    asked = [(DueGroup.MINE, "Góp ý dự thảo Tiêu chí", date(2026, 3, 13))]
    assert [titles(cast, name) for name in ("officer", "head", "other_officer")] == [asked, asked, asked]

    rule = cycle.rule_versions.get()
    comment_on_rules(
        actor=cast.officer.actor(), rule=rule, unit=cast.unit, text="Thống nhất", now=at("2026-03-03 09:00")
    )
    assert [titles(cast, name) for name in ("officer", "head", "other_officer")] == [[], [], asked]


def test_after_the_last_day_nobody_is_asked(cast: Cast, cycle: Cycle) -> None:
    assert titles(cast, "officer", date(2026, 3, 14)) == []


def test_the_secretary_sees_what_blocks_the_step_and_who_helps(cast: Cast, cycle: Cycle) -> None:
    (item,) = due_in_cycles(cast.secretary.actor(), TODAY)

    assert (item.group, item.title) == (
        DueGroup.BLOCKED,
        "Ghi kết quả bước Góp ý quy chế năm 2026 của Khối Thi đua số I",
    )
    assert item.blocked_by == "Còn 6 đơn vị chưa góp ý."
    assert item.who_unblocks == "Cán bộ thi đua của các đơn vị đó"
    assert item.fact == "0/6 đơn vị đã góp ý"
    assert item.agency == cast.agency.pk


def test_nobody_waits_for_the_comment_of_a_unit_that_left(cast: Cast, cycle: Cycle) -> None:
    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).update(left_on=date(2026, 3, 2))

    (item,) = due_in_cycles(cast.secretary.actor(), TODAY)

    assert (item.fact, item.blocked_by) == ("0/5 đơn vị đã góp ý", "Còn 5 đơn vị chưa góp ý.")
    assert titles(cast, "officer") == []
    assert titles(cast, "officer", date(2026, 3, 2)) != []


def test_the_secretary_is_asked_to_answer(cast: Cast, cycle: Cycle, at: At) -> None:
    rule = cycle.rule_versions.get()
    for text in ("Một", "Hai"):
        comment_on_rules(actor=cast.officer.actor(), rule=rule, unit=cast.unit, text=text, now=at("2026-03-03 09:00"))
    assert (DueGroup.MINE, "Trả lời 2 góp ý về Tiêu chí", None) in titles(cast, "secretary")


def test_the_next_step_follows_the_state_of_the_year(cast: Cast, cycle: Cycle) -> None:
    Step.objects.filter(cycle=cycle, kind=StepKind.RULES).update(state=StepState.DONE)
    assert titles(cast, "secretary") == [
        (DueGroup.MINE, "Bắt đầu bước Giao ước năm 2026 của Khối Thi đua số I", date(2026, 3, 31))
    ]
    finish_all_steps(cycle)
    assert titles(cast, "secretary") == [(DueGroup.MINE, "Khép lại năm 2026 của Khối Thi đua số I", None)]


def test_a_prepared_year_is_to_be_looked_over(cast: Cast) -> None:
    prepare_cycle(actor=cast.secretary.actor(), bloc=cast.bloc, year=YEAR)
    assert titles(cast, "secretary") == [
        (DueGroup.MINE, "Xem lại các bước và bắt đầu năm 2026 của Khối Thi đua số I", None)
    ]


@pytest.mark.parametrize("name", ["standing", "observer", "council_member", "reader", "stranger", "administrator"])
def test_nothing_waits_for_who_only_looks_on(cast: Cast, cycle: Cycle, name: str) -> None:
    assert titles(cast, name) == []


def test_a_secretary_of_four_blocs_takes_as_many_queries_as_of_one(cast: Cast, cycle: Cycle, count_queries) -> None:
    def count() -> int:
        actor = cast.secretary.actor()
        return count_queries(lambda: due_in_cycles(actor, TODAY))

    one = count()
    for number in range(3):
        bloc = make_bloc(cast.agency, f"them-{number}", f"Khối thêm {number}", str(number), year=YEAR, units=cast.units)
        grant = RoleGrant.objects.get(user=cast.secretary.user, bloc=cast.bloc)
        RoleGrant.objects.create(
            agency=cast.agency,
            user=cast.secretary.user,
            role=Role.BLOC_SECRETARY,
            bloc=bloc,
            since=grant.since,
            granted_at=grant.granted_at,
        )
        make_cycle(cast, bloc=bloc)
    assert count() == one
