"""Keeping accounts: one-time passwords, owners, stopping; no administrator takes over somebody above him."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from tests.factories.organisations import make_person
from thidua.access.errors import LastAdministratorError, UserError
from thidua.access.facts import first_free, suggest_username
from thidua.access.models import RoleGrant
from thidua.access.queries import person_of
from thidua.access.services import users
from thidua.accounts.models import User
from thidua.audit.models import INSTALLATION, AuditEntry
from thidua.common.actor import Role
from thidua.common.errors import RefusedError


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-06-15 09:00")


def test_a_new_account_gets_a_password_once_and_must_change_it(cast: Cast, now: datetime, client: Client) -> None:
    person = make_person(cast.unit, "Lý Thị Mới")
    made = users.create_user(actor=cast.administrator.actor(now), username="moilt", email="Moi@Vi-Du.VN", person=person)

    user = User.objects.get(username="moilt")
    assert (user.email, user.must_change_password, person_of(user)) == ("moi@vi-du.vn", True, person)
    entry = AuditEntry.objects.get(action="user.created")
    assert entry.agency_id == INSTALLATION
    assert made.password not in entry.payload
    signed_in = client.post(reverse("account_login"), {"login": "moilt", "password": made.password})
    assert signed_in.status_code == 302
    assert client.get("/").url.startswith(reverse("account_change_password"))


@pytest.mark.parametrize("name", ["standing", "secretary", "officer", "reader"])
def test_only_administrators_open_accounts(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(RefusedError, match="Chỉ quản trị hệ thống"):
        users.create_user(actor=cast.everyone()[name].actor(now), username="moi")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "hai từ"}, "username"),
        ({"username": "CUC"}, "username"),
        ({"username": "x" * 61}, "username"),
        ({"username": "moi", "email": "không phải"}, "email"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast: Cast, now: datetime, values: dict[str, str], field: str) -> None:
    with pytest.raises(UserError) as error:
        users.create_user(actor=cast.administrator.actor(now), **values)
    assert error.value.field == field


def test_a_person_has_one_account_and_an_account_one_person(cast: Cast, now: datetime) -> None:
    actor = cast.administrator.actor(now)
    with pytest.raises(UserError, match="đã có tài khoản cuc"):
        users.create_user(actor=actor, username="khac", person=cast.officer.person)

    new = make_person(cast.unit, "Lý Thị Mới")
    users.link_person(actor=actor, user=cast.officer.user, person=new)
    assert person_of(User.objects.get(username="cuc")) == new
    cast.officer.person.refresh_from_db()
    assert cast.officer.person.user is None

    users.link_person(actor=actor, user=cast.officer.user, person=None)
    assert person_of(User.objects.get(username="cuc")) is None


def test_a_new_password_ends_the_old_one_and_all_sessions(cast: Cast, now: datetime) -> None:
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})
    assert elsewhere.get("/hoat-dong/").status_code == 200

    made = users.issue_password(actor=cast.administrator.actor(now), user=cast.officer.user)

    cast.officer.user.refresh_from_db()
    assert not cast.officer.user.check_password(PASSWORD)
    assert cast.officer.user.check_password(made.password)
    assert cast.officer.user.must_change_password
    assert elsewhere.get("/hoat-dong/").status_code == 302


def test_a_stopped_account_is_out_at_once_and_comes_back_with_a_new_password(cast: Cast, now: datetime) -> None:
    actor = cast.administrator.actor(now)
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "cuc", "password": PASSWORD})

    users.deactivate_user(actor=actor, user=cast.officer.user, reason="Nghỉ hưu")
    assert elsewhere.get("/hoat-dong/").status_code == 302
    with pytest.raises(UserError):
        users.deactivate_user(actor=actor, user=cast.officer.user, reason="Nghỉ hưu")

    made = users.reactivate_user(actor=actor, user=cast.officer.user)
    cast.officer.user.refresh_from_db()
    assert cast.officer.user.is_active
    assert cast.officer.user.check_password(made.password)


def test_the_last_administrator_is_not_stopped(cast: Cast, now: datetime) -> None:
    second = User.objects.create_user("quan2", "", None)
    grant = RoleGrant.objects.create(
        agency=cast.agency, user=second, role=Role.ADMINISTRATOR, since=date(2026, 1, 1), granted_at=now
    )
    RoleGrant.objects.filter(pk=grant.pk).update(until=date(2026, 12, 31))
    with pytest.raises(LastAdministratorError):
        users.deactivate_user(actor=_administrator(second, now), user=cast.administrator.user, reason="Chuyển công tác")

    RoleGrant.objects.filter(pk=grant.pk).update(until=None)
    users.deactivate_user(actor=_administrator(second, now), user=cast.administrator.user, reason="Chuyển công tác")


def _administrator(user: User, now: datetime):
    from thidua.access.actors import build_actor

    return build_actor(user, now)


@pytest.mark.parametrize(
    "deed",
    [
        lambda actor, user: users.issue_password(actor=actor, user=user),
        lambda actor, user: users.deactivate_user(actor=actor, user=user, reason="Nghỉ"),
        lambda actor, user: users.turn_off_second_factor(actor=actor, user=user),
        lambda actor, user: users.link_person(actor=actor, user=user, person=None),
    ],
    ids=["password", "stop", "second factor", "owner"],
)
def test_an_administrator_below_does_not_take_over_somebody_above(
    cast: Cast, now: datetime, deed: Callable[..., object]
) -> None:
    below = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="cuc", sort_key="cuc")
    user = User.objects.create_user("quan-cuc", "", None)
    RoleGrant.objects.create(agency=below, user=user, role=Role.ADMINISTRATOR, since=date(2026, 1, 1), granted_at=now)
    actor = _administrator(user, now)

    with pytest.raises(RefusedError, match="có quyền ở cơ quan khác"):
        deed(actor, cast.administrator.user)
    with pytest.raises(RefusedError, match="một quản trị hệ thống khác"):
        deed(actor, user)


def test_turning_off_a_second_factor_that_is_not_on_says_so(cast: Cast, now: datetime) -> None:
    with pytest.raises(UserError, match="chưa bật"):
        users.turn_off_second_factor(actor=cast.administrator.actor(now), user=cast.officer.user)


@pytest.mark.parametrize(
    ("name", "suggested"),
    [("Nguyễn Thị Cúc", "cucnt"), ("Đặng Minh Thư", "thudm"), ("Y Blô Êban", "ebanyb"), ("Hương", "huong")],
)
def test_a_name_for_the_account_is_suggested_as_offices_write_it(name: str, suggested: str) -> None:
    assert suggest_username(name) == suggested


def test_a_taken_name_gets_a_number() -> None:
    assert first_free("cucnt", {"cucnt", "cucnt2"}) == "cucnt3"
