"""Pledges, targets, tasks, visits and practices for the permission crawl: one of each of bloc I, one of bloc II."""

from datetime import UTC, date, datetime

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
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
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Unit

THEN = datetime(YEAR, 3, 2, 2, tzinfo=UTC)


def _units(world: World) -> tuple[Unit, Unit]:
    return world.cast.unit, world.cast.other_unit


def _pledge(cycle: Cycle) -> Pledge:
    return Pledge.objects.create(
        agency=cycle.agency, cycle=cycle, title=f"Giao ước {cycle}", text="Lời giao ước", state="OPEN", opened_at=THEN
    )


@own_and_other(Pledge)
def pledges(world: World) -> tuple[Pledge, Pledge]:
    """The pledge of each bloc, open for signing."""
    ours, theirs = world.both(Cycle)
    return _pledge(ours), _pledge(theirs)


def _part(world: World) -> tuple[Kwargs, Kwargs]:
    (ours, theirs), (unit, other) = world.both(Pledge), _units(world)
    return {"pk": ours.pk, "unit_pk": unit.pk}, {"pk": theirs.pk, "unit_pk": other.pk}


for _name in ("pledge_unit", "sign_pledge", "add_unit_target", "report_results"):
    own_and_other(_name)(_part)


def _target(pledge: Pledge, unit: Unit) -> Target:
    return Target.objects.create(
        agency=pledge.agency, pledge=pledge, scope="OF_UNIT", unit=unit, content="Số sáng kiến", kind="NUMBER"
    )


@own_and_other(Target)
def targets(world: World) -> tuple[Target, Target]:
    """A target of the officer's unit and one of the stranger's."""
    (ours, theirs), (unit, other) = world.both(Pledge), _units(world)
    return _target(ours, unit), _target(theirs, other)


def _result(target: Target) -> TargetResult:
    return TargetResult.objects.create(
        agency=target.agency,
        target=target,
        unit=target.unit,
        as_of=date(YEAR, 3, 31),
        value_exact="2",
        reported_at=THEN,
    )


@own_and_other(TargetResult)
def results(world: World) -> tuple[TargetResult, TargetResult]:
    """What was reported on each target."""
    ours, theirs = world.both(Target)
    return _result(ours), _result(theirs)


@own_and_other(Indicator)
def indicators(world: World) -> tuple[Indicator, Indicator]:
    """The library is the ministry's, so both are its own."""
    names = ("Số sáng kiến", "Tỷ lệ đúng hạn")
    agency = world.cast.agency
    first, second = (Indicator.objects.create(agency=agency, name=name, name_key=fold(name)) for name in names)
    return first, second


@own_and_other(Task)
def tasks(world: World) -> tuple[Task, Task]:
    """A task of the officer's unit and one of the stranger's."""
    (ours, theirs), (unit, other) = world.both(Cycle), _units(world)
    made = [
        Task.objects.create(agency=cycle.agency, cycle=cycle, code="T9", title="Theo dõi", owner=owner)
        for cycle, owner in ((ours, unit), (theirs, other))
    ]
    return made[0], made[1]


@own_and_other(CheckVisit)
def visits(world: World) -> tuple[CheckVisit, CheckVisit]:
    """A visit to the officer's unit and one to the stranger's."""
    (ours, theirs), (unit, other) = world.both(Cycle), _units(world)
    made = []
    for cycle, visited in ((ours, unit), (theirs, other)):
        visit = CheckVisit.objects.create(agency=cycle.agency, cycle=cycle, title="Kiểm tra")
        visit.units.add(visited)
        made.append(visit)
    return made[0], made[1]


@own_and_other(FollowUp)
def follow_ups(world: World) -> tuple[FollowUp, FollowUp]:
    """A promise made at each visit."""
    (ours, theirs), (unit, other) = world.both(CheckVisit), _units(world)
    made = [
        FollowUp.objects.create(agency=visit.agency, visit=visit, unit=who, promise="Nộp bổ sung")
        for visit, who in ((ours, unit), (theirs, other))
    ]
    return made[0], made[1]


@own_and_other(Practice)
def practices(world: World) -> tuple[Practice, Practice]:
    """A practice of the officer's unit and one of the stranger's."""
    (ours, theirs), (unit, other) = world.both(Cycle), _units(world)
    made = [
        Practice.objects.create(
            agency=cycle.agency, cycle=cycle, unit=who, title="Sổ chung", what_worked="Đúng hạn", told_at=THEN
        )
        for cycle, who in ((ours, unit), (theirs, other))
    ]
    return made[0], made[1]


@own_and_other(Adoption)
def adoptions(world: World) -> tuple[Adoption, Adoption]:
    """Somebody who took each up."""
    ours, theirs = world.both(Practice)
    made = [
        Adoption.objects.create(agency=practice.agency, practice=practice, unit=who, told_at=THEN)
        for practice, who in ((ours, world.cast.units[3]), (theirs, world.cast.other_unit))
    ]
    return made[0], made[1]
