"""Invented ministries of two sizes for the page benchmark: a bloc of 6 units in 2 years, and of 38 units in 5 years.

Every kind of record that a year holds is there, as many times as there are units. Rows are made in bulk: what is
measured is reading them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

GIVEN_NAMES = (
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
    """Who looks at it: an account for each role, by its name in the demo."""

    users: dict[str, Any]


def make_ministry(code: str, units: int, years: int, people_per_unit: int, *, scored: bool = True) -> Ministry:
    """Fill one ministry with a bloc of `units` units in the last `years` years, `scored` or not."""
    from tests.factories.organisations import add_members, make_agency, make_bloc, make_person, make_unit

    from benchmarks.ministry.conferences import hold_conference
    from benchmarks.ministry.scores import score_year
    from benchmarks.ministry.votes import propose_awards
    from benchmarks.ministry.years import fill_year
    from thidua.activities.services.figures import refresh_figures
    from thidua.common import clock

    this_year = date.today().year  # noqa: DTZ011  only picks the year of invented rows
    agency = make_agency(code, f"Bộ Đo thử {units} đơn vị", symbol="BDT", is_illustrative=True)
    members = [make_unit(agency, f"{code}-{n}", f"Văn phòng Thường trực đo thử số {n}") for n in range(units)]
    heads = [make_person(unit, "Lê Quang Trưởng", title="Chánh Văn phòng", heads_unit=True) for unit in members]
    for unit in members:
        for n in range(people_per_unit):
            make_person(unit, f"Nguyễn Thị Minh {GIVEN_NAMES[n % len(GIVEN_NAMES)]}", title="Chuyên viên")
    bloc = make_bloc(agency, f"{code}-khoi", "Khối Thi đua đo thử", "số I", year=this_year, units=members)
    for year in range(this_year - years + 1, this_year + 1):
        if year != this_year:
            add_members(bloc, year, members)
        is_over = year != this_year
        cycle = fill_year(bloc, year, members, is_over=is_over)
        hold_conference(cycle, members, heads, is_over=is_over)
        if scored:
            score_year(cycle, members, is_over=is_over)
        propose_awards(cycle, members, is_over=is_over)
    refresh_figures(clock.now())  # as every night
    return Ministry(_make_users(code, bloc, members[0], heads[0]))


def _make_users(code: str, bloc: Any, unit: Any, head: Any) -> dict[str, Any]:
    """One account per role that reads or signs most pages, by the demo's names; `head` is the unit's head."""
    from tests.factories.organisations import make_person

    from thidua.access.models import RoleGrant
    from thidua.accounts.models import User
    from thidua.common.actor import Role

    roles: dict[str, tuple[Role, dict[str, Any]]] = {
        "thu-ky": (Role.BLOC_SECRETARY, {"bloc": bloc}),
        "thuong-truc": (Role.STANDING_OFFICE, {}),
        "can-bo": (Role.UNIT_OFFICER, {"unit": unit}),
        "thu-truong": (Role.UNIT_HEAD, {"unit": unit}),
        "quan-tri": (Role.ADMINISTRATOR, {}),
    }
    users = {}
    for name, (role, scope) in roles.items():
        user = User.objects.create_user(f"{code}-{name}", None, "khong-dung-den")
        if role == Role.UNIT_HEAD:
            head.user = user
            head.save()
        else:
            make_person(unit, "Đặng Minh Thư", user=user)
        granted = datetime(2020, 1, 1, tzinfo=UTC)
        since = date(2020, 1, 1)
        RoleGrant.objects.create(agency=bloc.agency, user=user, role=role, since=since, granted_at=granted, **scope)
        users[name] = user
    return users
