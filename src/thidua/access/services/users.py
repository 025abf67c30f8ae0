"""Keeping accounts: whose they are, a first password, stopping, reopening. Chain 0 keeps it all.

They lie here and not in accounts, because they depend on roles and on people.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.errors import UserError
from thidua.access.models import RoleGrant
from thidua.access.queries import person_of
from thidua.access.services.grants import lock_administrators, require_other_administrator
from thidua.accounts.models import User
from thidua.accounts.passwords import make_one_time_password
from thidua.accounts.queries import user_named
from thidua.audit.services import INSTALLATION, record
from thidua.common.account_holds import may_change_account
from thidua.common.actor import Actor, Role
from thidua.common.policy import require
from thidua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class NewPassword:
    """An account with the password to be told its owner once; it is stored nowhere."""

    user: User
    password: str


@transaction.atomic
def create_user(
    *, actor: Actor, username: str, email: str = "", person: Person | None = None, is_illustrative: bool = False
) -> NewPassword:
    """Make an account, of `person` if given, with a password that its owner must change first."""
    require(policies.may_open_accounts(actor))
    username = User.normalize_username(username.strip())
    email = email.strip().lower()
    _require_username(username)
    if email:
        _require_email(email)
    password = make_one_time_password()
    user = User.objects.create_user(
        username, email, password, must_change_password=True, is_illustrative=is_illustrative
    )
    if person is not None:
        _join(user, person)
    after = {"email": email, "person": person.pk if person else None}
    record(actor, "user.created", user, agency=INSTALLATION, after=after)
    return NewPassword(user, password)


@transaction.atomic
def link_person(*, actor: Actor, user: User, person: Person | None) -> User:
    """Say whose account it is; with None, nobody's. Raises `RefusedError` while the person's account is held
    (`common.account_holds`).
    """
    require(policies.may_keep_user(actor, user))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    held = Person.objects.select_for_update(no_key=True).filter(user=user).first()
    before = {"person": held.pk if held else None}
    if held is not None and held != person:
        require(may_change_account(held.pk))
        held.user = None
        held.version += 1
        held.save(update_fields=["user", "version"])
    if person is not None and held != person:
        _join(user, person)
    record(
        actor, "user.linked", user, agency=INSTALLATION, before=before, after={"person": person.pk if person else None}
    )
    return user


@transaction.atomic
def issue_password(*, actor: Actor, user: User) -> NewPassword:
    """A new password for somebody who forgot his; all his sessions end, and he must change it first. Raises
    `RefusedError` while his account is held (`common.account_holds`): who gives out a password knows it.
    """
    require(policies.may_keep_user(actor, user))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _require_active(user)
    require(policies.may_open_account(actor, user))
    password = make_one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    record(actor, "user.password_issued", user, agency=INSTALLATION)
    return NewPassword(user, password)


@transaction.atomic
def turn_off_second_factor(*, actor: Actor, user: User) -> User:
    """For somebody who lost the phone and the spare codes; not while his account is held, as above."""
    require(policies.may_keep_user(actor, user))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require(policies.may_open_account(actor, user))
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise UserError(_("Tài khoản này chưa bật xác thực hai bước."))
    record(actor, "user.second_factor_removed", user, agency=INSTALLATION)
    return user


@transaction.atomic
def deactivate_user(*, actor: Actor, user: User, reason: str) -> User:
    """Stop an account: its sessions end, its roles rest. The last administrator cannot be stopped."""
    require(policies.may_keep_user(actor, user))
    lock_administrators()
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _require_active(user)
    if not reason.strip():
        raise UserError(_("Anh/chị chưa ghi lý do ngừng tài khoản."), field="reason")
    held = list(RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR, ended_at=None))
    for grant in held:
        require_other_administrator(grant.agency_id, without=[each.pk for each in held])
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    record(actor, "user.deactivated", user, agency=INSTALLATION, reason=reason.strip())
    return user


@transaction.atomic
def reactivate_user(*, actor: Actor, user: User) -> NewPassword:
    """Open a stopped account again, with a new first password; not while it is held, as above."""
    require(policies.may_keep_user(actor, user))
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_active:
        raise UserError(_("Tài khoản này đang dùng."))
    require(policies.may_open_account(actor, user))
    password = make_one_time_password()
    user.set_password(password)
    user.is_active = True
    user.must_change_password = True
    user.save(update_fields=["password", "is_active", "must_change_password"])
    record(actor, "user.reactivated", user, agency=INSTALLATION)
    return NewPassword(user, password)


def _join(user: User, person: Person) -> None:
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if person.user_id is not None:
        raise UserError(
            _("{name} đã có tài khoản {username}.").format(name=person.full_name, username=person.user), field="person"
        )
    if person_of(user) is not None:
        raise UserError(_("Tài khoản này đã có chủ."), field="person")
    require(may_change_account(person.pk))
    person.user = user
    person.version += 1
    person.save(update_fields=["user", "version"])


def _end_sessions(user: User) -> None:
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).delete()


def _require_active(user: User) -> None:
    if not user.is_active:
        raise UserError(_("Tài khoản này đã ngừng. Mở lại trước."))


def _require_username(username: str) -> None:
    if not username:
        raise UserError(_("Anh/chị chưa nhập tên đăng nhập."), field="username")
    longest = User._meta.get_field("username").max_length or 60
    if len(username) > longest:
        raise UserError(_("Tên đăng nhập dài nhất {most} ký tự.").format(most=longest), field="username")
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise UserError(
            _("Tên đăng nhập chỉ có chữ, số và các dấu @ . + - _, không có dấu cách."), field="username"
        ) from error
    if user_named(username) is not None:
        raise UserError(_("Đã có tài khoản tên {name}. Chọn tên khác.").format(name=username), field="username")


def _require_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise UserError(_("Địa chỉ thư điện tử chưa đúng. Ví dụ ten@coquan.gov.vn"), field="email") from error
