"""The actor of a request: what is in force today, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_agency, make_unit
from thidua.access.actors import build_actor
from thidua.access.models import Delegation, RoleGrant, StaffSession
from thidua.access.queries import users_holding
from thidua.common.actor import PersonActor, Role, Visitor
from thidua.organisations.models import Agency
from thidua.organisations.services.successions import dissolve_unit

NOON = datetime(YEAR, 6, 15, 5, tzinfo=UTC)
TODAY = date(YEAR, 6, 15)
DAY = timedelta(days=1)


def grant_of(cast: Cast, name: str) -> RoleGrant:
    return RoleGrant.objects.get(user=cast.everyone()[name].user)


def delegate(cast: Cast, since: date, until: date, **fields: object) -> Delegation:
    return Delegation.objects.create(
        agency=cast.agency,
        grant=grant_of(cast, "head"),
        delegate=cast.reader.user,
        since=since,
        until=until,
        reason="Đi công tác",
        made_at=NOON,
        **fields,
    )


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, TODAY, True),
        (TODAY, None, True),
        (TODAY - DAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast, since: date, until: date | None, holds: bool) -> None:
    RoleGrant.objects.filter(user=cast.head.user).update(since=since, until=until)

    assert cast.head.actor(NOON).holds(Role.UNIT_HEAD) is holds


def test_a_role_and_what_was_delegated_from_it_end_with_the_unit(cast: Cast) -> None:
    delegate(cast, TODAY - DAY, TODAY + DAY * 5)
    dissolve_unit(actor=cast.standing.actor(NOON), unit=cast.unit, effective_on=TODAY + DAY)

    for moment, holds in ((NOON, True), (NOON + DAY, False)):
        day = TODAY if holds else TODAY + DAY
        assert [cast.everyone()[name].actor(moment).holds(Role.UNIT_HEAD) for name in ("head", "reader")] == [holds] * 2
        assert cast.officer.actor(moment).holds(Role.UNIT_OFFICER) is holds
        assert grant_of(cast, "head").holds_on(day) is holds
        holders = users_holding(Role.UNIT_HEAD, day=day, unit=cast.unit.pk)
        assert [holder.user for holder in holders] == ([cast.head.user.pk, cast.reader.user.pk] if holds else [])
    assert cast.other_officer.actor(NOON + DAY).holds(Role.UNIT_OFFICER)


def test_the_day_is_the_day_in_viet_nam(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.head.user).update(until=TODAY - DAY)
    last_minute = datetime(YEAR, 6, 14, 16, 59, tzinfo=UTC)

    assert cast.head.actor(last_minute).holds(Role.UNIT_HEAD)
    assert not cast.head.actor(last_minute + timedelta(minutes=1)).holds(Role.UNIT_HEAD)


def test_a_role_ended_at_once_holds_no_more(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.head.user).update(ended_at=NOON)

    assert cast.head.actor(NOON).scopes == frozenset()


def test_a_stopped_account_is_nobody(cast: Cast) -> None:
    cast.head.user.is_active = False

    assert build_actor(cast.head.user, NOON) == Visitor()


def test_a_role_over_an_agency_reaches_below_but_not_beside(cast: Cast) -> None:
    child = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="cuc", sort_key="cuc")
    beside = make_agency("bo-khac", "Bộ Khác")

    agencies = cast.standing.actor(NOON).agencies_as(Role.STANDING_OFFICE)

    assert agencies == {cast.agency.pk, child.pk}
    assert beside.pk not in agencies


def test_a_role_over_a_unit_says_nothing_of_the_agency(cast: Cast) -> None:
    actor = cast.head.actor(NOON)

    assert actor.units_as(Role.UNIT_HEAD) == {cast.unit.pk}
    assert actor.agencies_as(Role.UNIT_HEAD) == frozenset()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(TODAY, TODAY, True), (TODAY + DAY, TODAY + DAY, False), (TODAY - DAY, TODAY - DAY, False)],
)
def test_a_delegated_role_holds_in_its_days_and_names_its_giver(
    cast: Cast, since: date, until: date, holds: bool
) -> None:
    made = delegate(cast, since, until)
    actor = cast.reader.actor(NOON)

    assert (cast.unit.pk in actor.units_as(Role.UNIT_HEAD)) is holds
    if holds:
        (scope,) = [scope for scope in actor.scopes if scope.role == Role.UNIT_HEAD]
        assert (scope.on_behalf_of, scope.delegation) == (cast.head.person.pk, made.pk)
        assert actor.own(Role.UNIT_HEAD) == []
        assert actor.describe()["delegations"] == [made.pk]


@pytest.mark.parametrize("how", ["delegation ended", "grant ended", "grant over", "giver stopped"])
def test_a_delegation_ends_with_what_it_came_from(cast: Cast, how: str) -> None:
    made = delegate(cast, TODAY, TODAY + DAY)
    assert cast.reader.actor(NOON).holds(Role.UNIT_HEAD)

    if how == "delegation ended":
        Delegation.objects.filter(pk=made.pk).update(ended_at=NOON)
    elif how == "grant ended":
        RoleGrant.objects.filter(pk=made.grant_id).update(ended_at=NOON)
    elif how == "grant over":
        RoleGrant.objects.filter(pk=made.grant_id).update(until=TODAY - DAY)
    else:
        cast.head.user.is_active = False
        cast.head.user.save()

    assert not cast.reader.actor(NOON).holds(Role.UNIT_HEAD)


def session(cast: Cast, minutes: int, **fields: object) -> StaffSession:
    return StaffSession.objects.create(
        agency=cast.agency,
        user=cast.administrator.user,
        reason="Sửa giúp thư ký khối",
        started_at=NOON,
        ends_at=NOON + timedelta(minutes=minutes),
        **fields,
    )


def test_in_a_staff_session_an_administrator_acts_as_the_standing_office(cast: Cast) -> None:
    assert not cast.administrator.actor(NOON).holds(Role.STANDING_OFFICE)
    made = session(cast, 30)

    actor = cast.administrator.actor(NOON + timedelta(minutes=29))
    assert isinstance(actor, PersonActor)
    assert actor.agencies_as(Role.STANDING_OFFICE) == {cast.agency.pk}
    assert actor.describe()["staff_session"] == made.pk
    assert not cast.administrator.actor(NOON + timedelta(minutes=30)).holds(Role.STANDING_OFFICE)


def test_a_session_dies_with_the_administrators_role(cast: Cast) -> None:
    session(cast, 30)
    RoleGrant.objects.filter(user=cast.administrator.user).update(ended_at=NOON)

    assert not cast.administrator.actor(NOON).holds(Role.STANDING_OFFICE)


def test_queries_do_not_grow_with_roles(cast: Cast, count_queries) -> None:
    few = count_queries(lambda: build_actor(cast.officer.user, NOON))
    for number in range(3):
        RoleGrant.objects.create(
            agency=cast.agency,
            user=cast.officer.user,
            role=Role.UNIT_OFFICER,
            unit=make_unit(cast.agency, f"them-{number}", f"Phòng {number}"),
            since=TODAY,
            granted_at=NOON,
        )
    assert count_queries(lambda: build_actor(cast.officer.user, NOON)) == few <= 3

    one = count_queries(lambda: build_actor(cast.standing.user, NOON))
    for number in range(3):
        root: Agency = make_agency(f"bo-{number}", f"Bộ {number}")
        RoleGrant.objects.create(agency=root, user=cast.standing.user, role=Role.READER, since=TODAY, granted_at=NOON)
    assert count_queries(lambda: build_actor(cast.standing.user, NOON)) == one <= 4
