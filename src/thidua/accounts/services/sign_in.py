"""What happens to one's own account: signing in, the password, the second factor. All of it goes into chain 0."""

import hashlib
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from thidua.accounts.errors import UsedCodeError
from thidua.accounts.models import User
from thidua.audit.services import INSTALLATION, record
from thidua.common.actor import PersonActor

CODE_LIVES = timedelta(seconds=120)
"""A code is good for its half minute and the ones beside it; after this long it cannot come again by being copied."""


def own_actor(user: User) -> PersonActor:
    """The user as actor over his own account, whatever his roles."""
    return PersonActor(user=user.pk, person=None, name=user.username)


@transaction.atomic
def record_sign_in(*, user: User, with_code: bool) -> None:
    """Somebody has signed in."""
    record(own_actor(user), "account.signed_in", user, agency=INSTALLATION, after={"second_factor": with_code})


@transaction.atomic
def change_own_password(*, user: User, password: str) -> None:
    """Set the password that its owner chose; the one given out by an administrator is then gone."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(own_actor(user), "account.password_changed", user, agency=INSTALLATION)


@transaction.atomic
def end_other_sessions(*, user: User, here: str | None) -> int:
    """Sign the user out everywhere but here (the session of this key). How many sessions ended."""
    keys = list(UserSession.objects.filter(user=user).exclude(session_key=here).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    record(own_actor(user), "account.sessions_ended", user, agency=INSTALLATION, after={"sessions": len(keys)})
    return len(keys)


@transaction.atomic
def record_second_factor(*, user: User, change: str) -> None:
    """The second factor was turned `on` or `off`, or its spare codes were made anew (`codes_renewed`)."""
    record(own_actor(user), f"account.second_factor_{change}", user, agency=INSTALLATION)


@transaction.atomic
def use_code_once(*, factor: Authenticator, code: str, now: datetime) -> None:
    """Remember a code that was right. Raises `UsedCodeError` when it was used before, in whatever process."""
    factor = Authenticator.objects.select_for_update(no_key=True).get(pk=factor.pk)
    if is_code_used(factor, code, now):
        raise UsedCodeError
    used = {each: until for each, until in factor.data.get("used", {}).items() if until > now.timestamp()}
    factor.data["used"] = {**used, _mark(code): (now + CODE_LIVES).timestamp()}
    factor.save(update_fields=["data"])


def is_code_used(factor: Authenticator, code: str, now: datetime) -> bool:
    """Whether the code opened the door a moment ago."""
    return bool(factor.data.get("used", {}).get(_mark(code), 0) > now.timestamp())


def _mark(code: str) -> str:
    return hashlib.sha256("".join(code.split()).encode()).hexdigest()
