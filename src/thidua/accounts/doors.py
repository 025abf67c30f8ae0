"""What allauth tells by signal alone: the second factor turned on or off. Everything else comes through its hooks."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from thidua.accounts.models import User
from thidua.accounts.services.sign_in import record_second_factor


def open_doors() -> None:
    """Called once, when the app is ready."""
    authenticator_added.connect(_added, dispatch_uid="thidua.accounts")
    authenticator_removed.connect(_removed, dispatch_uid="thidua.accounts")
    authenticator_reset.connect(_reset, dispatch_uid="thidua.accounts")


def _added(*, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record_second_factor(user=user, change="on")


def _removed(*, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record_second_factor(user=user, change="off")


def _reset(*, user: User, **kwargs: object) -> None:
    record_second_factor(user=user, change="codes_renewed")
