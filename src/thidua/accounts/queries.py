"""Reading accounts."""

from allauth.mfa.models import Authenticator

from thidua.accounts.models import User


def has_second_factor(user: User) -> bool:
    """Whether sign-in asks `user` for a code after the password."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
