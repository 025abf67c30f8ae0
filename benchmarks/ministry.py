"""Invented ministries of two sizes for the page benchmark: a bloc of 6 units in 2 years, and of 38 units in 5 years.

Rows are made in bulk: what is measured is reading them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

FIRST_NAMES = (
    "Anh",
    "Bình",
    "Cường",
    "Dung",
    "Đạt",
    "Giang",
    "Hà",
    "Khánh",
    "Lan",
    "Minh",
    "Nga",
    "Oanh",
    "Phúc",
    "Yến",
)


@dataclass(frozen=True, slots=True)
class Ministry:
    """What a page needs to be asked for."""

    user: object
    bloc: int
    unit: int
    cycle: int
    pledge: int
    task: int


def make_ministry(code: str, units: int, years: int, people_per_unit: int) -> Ministry:
    """Fill one ministry; its bloc's secretary is `user`."""
    from tests.factories.organisations import add_members, make_agency, make_bloc, make_person, make_unit

    from thidua.access.models import RoleGrant
    from thidua.accounts.models import User
    from thidua.campaigns.enums import StepKind, StepState
    from thidua.campaigns.models import Cycle, Pledge, Step, Target, TargetResult, Task
    from thidua.common.actor import Role

    this_year = date.today().year  # noqa: DTZ011  only picks the year of invented rows
    agency = make_agency(code, f"Bộ Đo thử {units} đơn vị", symbol="BDT", is_illustrative=True)
    members = [make_unit(agency, f"{code}-{n}", f"Văn phòng Thường trực đo thử số {n}") for n in range(units)]
    for unit in members:
        for n in range(people_per_unit):
            make_person(unit, f"Nguyễn Thị Minh {FIRST_NAMES[n % len(FIRST_NAMES)]}", title="Chuyên viên")
    bloc = make_bloc(agency, f"{code}-khoi", "Khối Thi đua đo thử", "số I", year=this_year, units=members)
    user = User.objects.create_user(f"{code}-thu", None, "khong-dung-den")
    make_person(members[0], "Đặng Minh Thư", user=user)
    RoleGrant.objects.create(
        agency=agency,
        user=user,
        role=Role.BLOC_SECRETARY,
        bloc=bloc,
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    for year in range(this_year - years + 1, this_year + 1):
        if year != this_year:
            add_members(bloc, year, members)
        cycle = Cycle.objects.create(agency=agency, bloc=bloc, year=year, state="OPEN")
        Step.objects.bulk_create(
            Step(agency=agency, cycle=cycle, kind=kind, position=n, state=StepState.NOW if n == 3 else StepState.LATER)
            for n, kind in enumerate(StepKind)
        )
        pledge = Pledge.objects.create(agency=agency, cycle=cycle, title=f"Giao ước năm {year}", state="OPEN")
        targets = Target.objects.bulk_create(
            Target(
                agency=agency,
                pledge=pledge,
                scope="OF_UNIT",
                unit=unit,
                position=n,
                content=f"Tỷ lệ hồ sơ giải quyết đúng hạn, nhóm {n}",
                unit_of_measure="%",
                kind="PERCENT",
                plan_exact="95",
            )
            for unit in members
            for n in range(3)
        )
        TargetResult.objects.bulk_create(
            TargetResult(
                agency=agency,
                target=target,
                unit_id=target.unit_id,
                as_of=date(year, 6, 30),
                value_exact="96",
                reported_at=datetime(year, 7, 1, tzinfo=UTC),
            )
            for target in targets
        )
        tasks = Task.objects.bulk_create(
            Task(
                agency=agency,
                cycle=cycle,
                code=f"T{n}",
                position=n,
                title=f"Nhiệm vụ đo thử thứ {n} của khối trong năm",
                owner=members[n % units],
                due_on=date(year, 11, 30),
            )
            for n in range(1, units + 1)
        )
    return Ministry(user, bloc.pk, members[0].pk, cycle.pk, pledge.pk, tasks[0].pk)
