"""Reading accounts."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from thidua.accounts.browsers import describe_browser
from thidua.accounts.models import User
from thidua.common import clock


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A machine on which the user is signed in."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_here: bool


def user_named(name: str) -> User | None:
    """The user of this name, whatever the case."""
    return User.objects.filter(username__iexact=name.strip()).first()


def has_second_factor(user: User) -> bool:
    """Whether sign-in asks `user` for a code after the password."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def open_sessions(user: User, here: str | None) -> list[OpenSession]:
    """Where `user` is signed in, this machine (session key `here`) first, then the newest."""
    rows = UserSession.objects.filter(user=user, session_key__in=_living_keys(user)).order_by("-created_at")
    sessions = [
        OpenSession(row.pk, describe_browser(row.user_agent), row.ip, row.created_at, row.session_key == here)
        for row in rows
    ]
    return sorted(sessions, key=lambda each: not each.is_here)


def _living_keys(user: User) -> list[str]:
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    return list(
        Session.objects.filter(session_key__in=list(keys), expire_date__gt=clock.machine_time()).values_list(
            "session_key", flat=True
        )
    )
