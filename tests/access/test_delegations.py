"""Handing one's own role on: by its holder, to a colleague, for some days, with a reason, once."""

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import Cast
from tests.factories.organisations import make_agency, make_person, make_unit
from thidua.access.errors import AlreadyHeldError, DelegationError, WrongDatesError
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import colleagues_for
from thidua.access.services.delegations import delegate, end_delegation
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.common.actor import Actor, Role
from thidua.common.errors import RefusedError

TODAY = date(2026, 6, 15)


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-06-15 09:00")


def grant_of(cast: Cast, name: str) -> RoleGrant:
    return RoleGrant.objects.get(user=cast.everyone()[name].user)


def hand_on(cast: Cast, now: datetime, actor: Actor | None = None, **changes: object) -> Delegation:
    values = {
        "grant": grant_of(cast, "head"),
        "to": cast.officer.user,
        "since": TODAY,
        "until": date(2026, 6, 20),
        "reason": "Đi công tác nước ngoài",
        "now": now,
    }
    return delegate(actor=actor or cast.head.actor(now), **{**values, **changes})  # type: ignore[arg-type]


def test_a_colleague_acts_for_the_holder_and_history_says_so(cast: Cast, now: datetime) -> None:
    made = hand_on(cast, now)

    assert cast.unit.pk in cast.officer.actor(now).units_as(Role.UNIT_HEAD)
    assert cast.unit.pk in cast.head.actor(now).units_as(Role.UNIT_HEAD)
    payload = json.loads(AuditEntry.objects.get(action="role.delegated").payload)
    assert payload["after"] == {
        "grant": made.grant_id,
        "delegate": cast.officer.user.pk,
        "since": "2026-06-15",
        "until": "2026-06-20",
    }
    assert payload["reason"] == "Đi công tác nước ngoài"


@pytest.mark.parametrize("name", ["officer", "standing", "administrator"])
def test_only_its_holder_hands_a_role_on(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(RefusedError, match="Chỉ người giữ quyền"):
        hand_on(cast, now, cast.everyone()[name].actor(now))


def test_what_was_handed_on_is_not_handed_on_again(cast: Cast, now: datetime) -> None:
    hand_on(cast, now)
    third = User.objects.create_user("ba", "", None)
    make_person(cast.unit, "Lý Thị Ba", user=third)

    with pytest.raises(RefusedError):
        hand_on(cast, now, cast.officer.actor(now), to=third)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("standing", True),
        ("secretary", True),
        ("officer", True),
        ("head", True),
        ("observer", True),
        ("council_member", False),
        ("reader", False),
        ("administrator", False),
    ],
)
def test_a_vote_an_administration_and_a_right_to_read_are_not_handed_on(
    cast: Cast, now: datetime, name: str, may: bool
) -> None:
    grant = grant_of(cast, name)
    colleague = colleagues_for(grant, TODAY).exclude(pk=cast.everyone()[name].user.pk).first()
    assert colleague is not None
    actor = cast.everyone()[name].actor(now)

    if may:
        assert hand_on(cast, now, actor, grant=grant, to=colleague).grant == grant
    else:
        with pytest.raises(RefusedError, match="không ủy được"):
            hand_on(cast, now, actor, grant=grant, to=colleague)


def test_colleagues_are_of_the_unit_the_bloc_or_the_agency(cast: Cast) -> None:
    elsewhere = User.objects.create_user("khac", "", None)
    make_person(make_unit(make_agency("bo-khac", "Bộ Khác"), "p", "Phòng"), "Trịnh Văn Khác", user=elsewhere)

    def names(name: str) -> set[str]:
        return set(colleagues_for(grant_of(cast, name), TODAY).values_list("username", flat=True))

    assert names("head") == {"cuc"}
    assert names("secretary") == {"cuc", "hung", "oanh", "doc"}
    assert names("standing") == {"thu", "cuc", "hung", "oanh", "giam", "uy", "doc", "la", "quan"}


@pytest.mark.parametrize("who", ["himself", "elsewhere", "stopped"])
def test_it_goes_to_a_colleague_in_use(cast: Cast, now: datetime, who: str) -> None:
    to = {"himself": cast.head.user, "elsewhere": cast.stranger.user, "stopped": cast.officer.user}[who]
    if who == "stopped":
        to.is_active = False
        to.save()

    with pytest.raises(DelegationError) as error:
        hand_on(cast, now, to=to)
    assert error.value.field == "to"


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2026, 6, 14), date(2026, 6, 20), "since"),
        (date(2026, 6, 20), date(2026, 6, 19), "until"),
        (TODAY, date(2026, 7, 1), "until"),
    ],
)
def test_its_days_lie_ahead_and_within_the_role(
    cast: Cast, now: datetime, since: date, until: date, field: str
) -> None:
    RoleGrant.objects.filter(user=cast.head.user).update(until=date(2026, 6, 30))

    with pytest.raises(WrongDatesError) as error:
        hand_on(cast, now, since=since, until=until)
    assert error.value.field == field


def test_it_has_a_reason_and_is_not_made_twice(cast: Cast, now: datetime) -> None:
    with pytest.raises(DelegationError) as error:
        hand_on(cast, now, reason=" ")
    assert error.value.field == "reason"

    hand_on(cast, now)
    with pytest.raises(AlreadyHeldError):
        hand_on(cast, now, since=date(2026, 6, 20), until=date(2026, 6, 25))
    assert hand_on(cast, now, since=date(2026, 6, 21), until=date(2026, 6, 25)).pk


@pytest.mark.parametrize("name", ["head", "officer", "standing", "administrator"])
def test_giver_receiver_and_keepers_end_it(cast: Cast, now: datetime, name: str) -> None:
    made = hand_on(cast, now)
    actor = cast.everyone()[name].actor(now)

    end_delegation(actor=actor, delegation=made, now=now)

    assert not cast.officer.actor(now).holds(Role.UNIT_HEAD)
    assert AuditEntry.objects.filter(action="role.delegation_ended").count() == 1
    made.refresh_from_db()
    with pytest.raises(RefusedError, match="đã kết thúc"):
        end_delegation(actor=actor, delegation=made, now=now)


@pytest.mark.parametrize("name", ["other_officer", "stranger", "secretary"])
def test_nobody_else_ends_it(cast: Cast, now: datetime, name: str) -> None:
    made = hand_on(cast, now)
    with pytest.raises(RefusedError):
        end_delegation(actor=cast.everyone()[name].actor(now), delegation=made, now=now)
