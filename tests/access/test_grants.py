"""Giving and ending roles: who may, over what, from when to when; nobody for himself; somebody must remain."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import Cast
from tests.factories.organisations import make_agency, make_bloc, make_unit
from thidua.access.actors import build_actor
from thidua.access.errors import (
    AlreadyHeldError,
    LastAdministratorError,
    WrongDatesError,
    WrongScopeError,
)
from thidua.access.models import Delegation, RoleGrant
from thidua.access.services.grants import end_grant, grant_role
from thidua.audit.models import AuditEntry
from thidua.common.actor import Actor, Role, SystemActor, Visitor
from thidua.common.errors import RefusedError, StaleVersionError

NOW_TEXT = "2026-06-15 09:00"
TODAY = date(2026, 6, 15)
ALL_ROLES = list(Role)


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at(NOW_TEXT)


def give(cast: Cast, actor: Actor, now: datetime, **changes: object) -> RoleGrant:
    values = {
        "user": cast.reader.user,
        "role": Role.UNIT_OFFICER,
        "agency": cast.agency,
        "unit": cast.unit,
        "since": TODAY,
        "now": now,
    }
    return grant_role(actor=actor, **{**values, **changes})  # type: ignore[arg-type]


def grant_of(cast: Cast, name: str) -> RoleGrant:
    return RoleGrant.objects.get(user=cast.everyone()[name].user)


def end(cast: Cast, actor: Actor, name: str, now: datetime, **changes: object) -> RoleGrant:
    grant = grant_of(cast, name)
    values = {"grant": grant, "last_day": None, "reason": "Chuyển công tác", "version": grant.version, "now": now}
    return end_grant(actor=actor, **{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("giver", ["standing", "administrator"])
def test_whoever_keeps_the_agency_gives_roles_in_it(cast: Cast, now: datetime, giver: str) -> None:
    grant = give(cast, cast.everyone()[giver].actor(now), now, until=date(2026, 12, 31), basis="Công văn số 12")

    assert cast.unit.pk in build_actor(cast.reader.user, now).units_as(Role.UNIT_OFFICER)
    entry = AuditEntry.objects.get(action="role.granted")
    told = json.loads(entry.payload)["after"]
    assert entry.agency_id == cast.agency.pk
    assert told == {
        "user": cast.reader.user.pk,
        "role": "UNIT_OFFICER",
        "unit": cast.unit.pk,
        "bloc": None,
        "since": "2026-06-15",
        "until": "2026-12-31",
        "ended_at": None,
        "basis": "Công văn số 12",
    }
    assert grant.granted_at == now


@pytest.mark.parametrize(
    "giver",
    ["secretary", "officer", "head", "other_officer", "observer", "council_member", "reader", "stranger"],
)
def test_nobody_else_gives_roles(cast: Cast, now: datetime, giver: str) -> None:
    with pytest.raises(RefusedError):
        give(cast, cast.everyone()[giver].actor(now), now)
    assert not RoleGrant.objects.filter(user=cast.reader.user, role=Role.UNIT_OFFICER).exists()


def test_a_visitor_gives_nothing(cast: Cast, now: datetime) -> None:
    with pytest.raises(RefusedError):
        give(cast, Visitor(), now)


@pytest.mark.parametrize("name", ["standing", "administrator"])
def test_nobody_gives_himself_a_role(cast: Cast, now: datetime, name: str) -> None:
    member = cast.everyone()[name]
    with pytest.raises(RefusedError, match="Không ai tự cấp quyền cho mình"):
        give(cast, member.actor(now), now, user=member.user)


def test_the_standing_office_makes_no_administrators(cast: Cast, now: datetime) -> None:
    wanted = {"role": Role.ADMINISTRATOR, "unit": None}
    with pytest.raises(RefusedError, match="Chỉ quản trị hệ thống") as refusal:
        give(cast, cast.standing.actor(now), now, **wanted)

    assert refusal.value.data["who"] == "Ngô Văn Quản (Quản trị hệ thống)"
    assert give(cast, cast.administrator.actor(now), now, **wanted).role == Role.ADMINISTRATOR


def test_the_standing_office_gives_roles_below_but_not_elsewhere(cast: Cast, now: datetime) -> None:
    below = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="cuc", sort_key="cuc")
    elsewhere = make_agency("bo-khac", "Bộ Khác")
    actor = cast.standing.actor(now)

    assert give(cast, actor, now, agency=below, unit=make_unit(below, "p", "Phòng")).agency == below
    with pytest.raises(RefusedError, match="Anh/chị không cấp quyền ở Bộ Khác"):
        give(cast, actor, now, agency=elsewhere, unit=make_unit(elsewhere, "p", "Phòng"))


def test_a_role_held_for_another_gives_no_roles(cast: Cast, now: datetime) -> None:
    Delegation.objects.create(
        agency=cast.agency,
        grant=grant_of(cast, "standing"),
        delegate=cast.officer.user,
        since=TODAY,
        until=TODAY,
        reason="Nghỉ phép",
        made_at=now,
    )
    actor = cast.officer.actor(now)
    assert actor.holds(Role.STANDING_OFFICE)

    with pytest.raises(RefusedError):
        give(cast, actor, now)


def test_the_installation_itself_may_begin(cast: Cast, now: datetime) -> None:
    grant = give(cast, SystemActor("first administrator"), now, role=Role.ADMINISTRATOR, unit=None)

    assert grant.role == Role.ADMINISTRATOR


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_role_is_held_over_what_fits_it(cast: Cast, now: datetime, role: Role) -> None:
    fits = {
        Role.ADMINISTRATOR: {"agency"},
        Role.STANDING_OFFICE: {"agency"},
        Role.BLOC_SECRETARY: {"bloc"},
        Role.UNIT_OFFICER: {"unit"},
        Role.UNIT_HEAD: {"unit"},
        Role.COUNCIL_MEMBER: {"agency", "bloc"},
        Role.OBSERVER: {"agency", "bloc"},
        Role.READER: {"agency", "bloc"},
    }[role]
    overs = {
        "agency": {"unit": None, "bloc": None},
        "unit": {"unit": cast.unit, "bloc": None},
        "bloc": {"unit": None, "bloc": cast.other_bloc},
    }
    given = set()
    for name, over in overs.items():
        try:
            give(cast, cast.administrator.actor(now), now, role=role, **over)
        except WrongScopeError:
            continue
        given.add(name)

    assert given == fits


def test_a_scope_of_another_agency_is_refused(cast: Cast, now: datetime) -> None:
    other = make_agency("bo-khac", "Bộ Khác")
    unit = make_unit(other, "p", "Phòng Khác")
    bloc = make_bloc(other, "k", "Khối Khác", "1", year=2026, units=[unit])
    actor = cast.standing.actor(now)

    with pytest.raises(WrongScopeError, match="Phòng Khác không thuộc Bộ Minh họa"):
        give(cast, actor, now, unit=unit)
    with pytest.raises(WrongScopeError):
        give(cast, actor, now, role=Role.BLOC_SECRETARY, unit=None, bloc=bloc)
    with pytest.raises(WrongScopeError, match="không chọn cả hai"):
        give(cast, actor, now, bloc=cast.bloc)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((TODAY, None), (date(2027, 1, 1), None), False),
        ((TODAY, date(2026, 6, 30)), (date(2026, 6, 30), None), False),
        ((TODAY, date(2026, 6, 30)), (date(2026, 7, 1), None), True),
        ((date(2026, 7, 1), None), (TODAY, date(2026, 6, 30)), True),
        ((date(2026, 7, 1), None), (TODAY, date(2026, 7, 1)), False),
    ],
)
def test_the_same_role_is_not_given_twice_for_one_day(
    cast: Cast, now: datetime, first: tuple[date, date | None], second: tuple[date, date | None], fits: bool
) -> None:
    actor = cast.standing.actor(now)
    give(cast, actor, now, since=first[0], until=first[1])

    if fits:
        give(cast, actor, now, since=second[0], until=second[1])
    else:
        with pytest.raises(AlreadyHeldError):
            give(cast, actor, now, since=second[0], until=second[1])


def test_dates_that_cannot_be_are_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(WrongDatesError) as error:
        give(cast, cast.standing.actor(now), now, until=date(2026, 6, 14))

    assert error.value.field == "until"


def test_a_stopped_account_gets_no_role(cast: Cast, now: datetime) -> None:
    cast.reader.user.is_active = False
    cast.reader.user.save()

    with pytest.raises(RefusedError, match="đã ngừng"):
        give(cast, cast.standing.actor(now), now)


# --- ending ----------------------------------------------------------------------------------------------------------


def test_a_role_ends_at_once_and_its_delegations_with_it(cast: Cast, now: datetime) -> None:
    made = Delegation.objects.create(
        agency=cast.agency,
        grant=grant_of(cast, "head"),
        delegate=cast.officer.user,
        since=TODAY,
        until=date(2026, 6, 30),
        reason="Nghỉ phép",
        made_at=now,
    )
    end(cast, cast.standing.actor(now), "head", now)

    made.refresh_from_db()
    assert made.ended_at == now
    assert not cast.head.actor(now).holds(Role.UNIT_HEAD)
    assert not cast.officer.actor(now).holds(Role.UNIT_HEAD)
    assert json.loads(AuditEntry.objects.get(action="role.ended").payload)["reason"] == "Chuyển công tác"


def test_a_role_ends_after_a_day(cast: Cast, now: datetime) -> None:
    end(cast, cast.standing.actor(now), "head", now, last_day=date(2026, 6, 30))

    grant = grant_of(cast, "head")
    assert grant.holds_on(date(2026, 6, 30))
    assert not grant.holds_on(date(2026, 7, 1))


@pytest.mark.parametrize(
    ("changes", "field"), [({"last_day": date(2026, 6, 14)}, "last_day"), ({"reason": "  "}, "reason")]
)
def test_an_end_needs_a_coming_day_and_a_reason(
    cast: Cast, now: datetime, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(WrongDatesError) as error:
        end(cast, cast.standing.actor(now), "head", now, **changes)

    assert error.value.field == field
    assert grant_of(cast, "head").ended_at is None


def test_of_two_who_end_it_the_second_is_told(cast: Cast, now: datetime) -> None:
    end(cast, cast.standing.actor(now), "head", now, last_day=date(2026, 12, 31))
    with pytest.raises(StaleVersionError):
        end(cast, cast.administrator.actor(now), "head", now, version=1)


def test_the_standing_office_does_not_end_an_administrator(cast: Cast, now: datetime) -> None:
    with pytest.raises(RefusedError):
        end(cast, cast.standing.actor(now), "administrator", now)


@pytest.mark.parametrize("last_day", [None, date(2026, 12, 31)])
def test_the_last_administrator_stays(cast: Cast, now: datetime, last_day: date | None) -> None:
    with pytest.raises(LastAdministratorError):
        end(cast, cast.administrator.actor(now), "administrator", now, last_day=last_day)

    assert grant_of(cast, "administrator").until is None


@pytest.mark.parametrize(
    ("second", "may_go"),
    [
        ({}, True),
        ({"until": date(2026, 12, 31)}, False),
        ({"agency": "below"}, False),
        ({"stopped": True}, False),
    ],
)
def test_an_administrator_goes_when_another_remains_for_good(
    cast: Cast, now: datetime, second: dict[str, object], may_go: bool
) -> None:
    below = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="cuc", sort_key="cuc")
    give(
        cast,
        cast.administrator.actor(now),
        now,
        role=Role.ADMINISTRATOR,
        unit=None,
        agency=below if "agency" in second else cast.agency,
        until=second.get("until"),
    )
    if "stopped" in second:
        cast.reader.user.is_active = False
        cast.reader.user.save()

    if may_go:
        end(cast, cast.administrator.actor(now), "administrator", now)
        assert not cast.administrator.actor(now).holds(Role.ADMINISTRATOR)
    else:
        with pytest.raises(LastAdministratorError):
            end(cast, cast.administrator.actor(now), "administrator", now)
