"""Pledges and what hangs on them for the permission crawl: one of each on bloc I, one on bloc II."""

from datetime import date

from tests.cast import Cast, Member
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.organisations import make_person
from tests.factories.pledges import make_indicator, make_practice, make_task, make_visit, moment
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.campaigns.enums import PledgeState, TargetScope
from thidua.campaigns.models import (
    Adoption,
    CheckVisit,
    Cycle,
    FollowUp,
    Indicator,
    Pledge,
    Practice,
    Target,
    TargetResult,
    Task,
)
from thidua.common.actor import Role

WHEN = moment("2026-06-15 10:00")


@own_and_other(Pledge)
def pledges(world: World) -> tuple[Pledge, Pledge]:
    """Open for signing, nobody has signed."""
    made = [
        Pledge.objects.create(
            agency=cycle.agency, cycle=cycle, title=f"Giao ước {cycle}", text="Lời", state=PledgeState.OPEN
        )
        for cycle in world.both(Cycle)
    ]
    return made[0], made[1]


@own_and_other(Target)
def targets(world: World) -> tuple[Target, Target]:
    """Of the officer's unit, and of the stranger's."""
    units = (world.cast.unit, world.cast.other_unit)
    made = [
        Target.objects.create(
            agency=pledge.agency,
            pledge=pledge,
            scope=TargetScope.OF_UNIT,
            unit=unit,
            content="Số tin bài",
            kind="NUMBER",
            plan_exact="10",
        )
        for pledge, unit in zip(world.both(Pledge), units, strict=True)
    ]
    return made[0], made[1]


@own_and_other(TargetResult)
def results(world: World) -> tuple[TargetResult, TargetResult]:
    """One report on each target."""
    made = [
        TargetResult.objects.create(
            agency=target.agency,
            target=target,
            unit=target.unit,
            as_of=date(2026, 3, 31),
            value_exact="2",
            reported_at=WHEN,
        )
        for target in world.both(Target)
    ]
    return made[0], made[1]


@own_and_other(Indicator)
def indicators(world: World) -> tuple[Indicator, Indicator]:
    """Both in the ministry's one library: whoever belongs to the ministry reads it."""
    return make_indicator(world.cast, "Số tin bài"), make_indicator(world.cast, "Số buổi tập huấn")


@own_and_other(Task)
def tasks(world: World) -> tuple[Task, Task]:
    """Of the officer's unit, and of the stranger's."""
    ours, theirs = world.both(Cycle)
    actor = secretary_of_the_other(world.cast).actor()
    return (
        make_task(world.cast, ours, owner=world.cast.unit),
        make_task(world.cast, theirs, owner=world.cast.other_unit, actor=actor),
    )


@own_and_other(CheckVisit)
def visits(world: World) -> tuple[CheckVisit, CheckVisit]:
    """Planned visits to the officer's unit and to the stranger's."""
    ours, theirs = world.both(Cycle)
    actor = secretary_of_the_other(world.cast).actor()
    return make_visit(world.cast, ours), make_visit(world.cast, theirs, units=[world.cast.other_unit], actor=actor)


@own_and_other(FollowUp)
def follow_ups(world: World) -> tuple[FollowUp, FollowUp]:
    """One open promise at each visit."""
    made = [
        FollowUp.objects.create(agency=visit.agency, visit=visit, unit=unit, promise="Bổ sung minh chứng")
        for visit, unit in zip(world.both(CheckVisit), (world.cast.unit, world.cast.other_unit), strict=True)
    ]
    return made[0], made[1]


@own_and_other(Practice)
def practices(world: World) -> tuple[Practice, Practice]:
    """Of the officer's unit, and of the stranger's."""
    ours, theirs = world.both(Cycle)
    return (
        make_practice(world.cast, ours),
        make_practice(world.cast, theirs, unit=world.cast.other_unit, actor=world.cast.stranger.actor()),
    )


@own_and_other(Adoption)
def adoptions(world: World) -> tuple[Adoption, Adoption]:
    """Taken up by the officer's own unit from another of bloc I; and within bloc II."""
    ours, theirs = world.both(Cycle)
    from_another = make_practice(world.cast, ours, unit=world.cast.units[3], actor=world.cast.other_officer.actor())
    ours_made = Adoption.objects.create(agency=ours.agency, practice=from_another, unit=world.cast.unit, told_at=WHEN)
    theirs_made = Adoption.objects.create(
        agency=theirs.agency, practice=world.other(Practice), unit=world.cast.other_unit, told_at=WHEN
    )
    return ours_made, theirs_made


def parts(world: World) -> tuple[Kwargs, Kwargs]:
    """The officer's unit in our pledge, the stranger's in the other."""
    ours, theirs = world.both(Pledge)
    return (
        {"pk": ours.pk, "unit_pk": world.cast.unit.pk},
        {"pk": theirs.pk, "unit_pk": world.cast.other_unit.pk},
    )


for name in ("pledge_unit", "sign_pledge", "add_unit_target", "report_results"):
    own_and_other(name)(parts)


def secretary_of_the_other(cast: Cast) -> Member:
    """Bloc II's secretary: nobody of the cast."""
    user = User.objects.filter(username="thu-ky-ii").first()
    if user is None:
        user = User.objects.create_user("thu-ky-ii", "thu-ky-ii@vi-du.vn", "khong-dung-den-2026", is_illustrative=True)
        make_person(cast.other_unit, "Phan Thị Hai", user=user)
        RoleGrant.objects.create(
            agency=cast.agency, user=user, role=Role.BLOC_SECRETARY, bloc=cast.other_bloc, since=date(2020, 1, 1),
            granted_at=WHEN,
        )  # fmt: skip
    return Member(user, user.person)
