"""Where sign-in differs from allauth's: no sign-up, wrong tries counted in the database, everything in history.

allauth calls these hooks; what has no hook (the second factor turned on or off) comes through its signals, joined in
`apps.py`.
"""

import base64
import hashlib
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.accounts.queries import has_second_factor, user_named
from thidua.accounts.services.sign_in import change_own_password, record_sign_in
from thidua.accounts.services.tries import Try, fail_try, give_back, keys_for_password, take_try
from thidua.common import clock
from thidua.common.errors import DomainError

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, counted tries, recorded sign-ins."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng. Anh/chị liên hệ quản trị hệ thống."),
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
    }
    _try: Try | None = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by an administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Take a try, or say how long to wait."""
        address = self.get_client_ip(request)
        try:
            self._try = take_try(
                keys_for_password(str(credentials.get("username", "")), address), now=clock.machine_time()
            )
        except DomainError as error:
            raise ValidationError(error.message, code=error.code) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Only checks. A right password gives the try back."""
        user = super().authenticate(request, **credentials)
        if user is not None and self._try is not None:
            give_back(self._try)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it, and say how many tries are left."""
        if self._try is None:
            return
        try:
            fail_try(self._try, user=user_named(str(credentials.get("username", ""))), now=clock.machine_time())
        except DomainError as error:
            raise ValidationError(error.message, code=error.code) from error

    def check_password(self, user: AbstractBaseUser, password: str) -> None:
        """The user's own password once more; a wrong one is counted like at sign-in and raises `ValidationError`."""
        if self.authenticate(context.request, username=user.get_username(), password=password) != user:
            raise self.validation_error("enter_current_password")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The sign-in is complete, the second factor included: record it."""
        super().login(request, user)
        record_sign_in(user=_ours(user), with_code=has_second_factor(_ours(user)))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """allauth's way to the service."""
        change_own_password(user=_ours(user), password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail about one's own account: history keeps it, and the page has said it."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor encrypted with the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã chưa đúng hoặc đã hết hạn. Xem mã mới trên điện thoại rồi nhập lại."),
        "cannot_generate_recovery_codes": _("Bật xác thực hai bước trước, rồi mới có mã dự phòng."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the phone shows beside the code."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """With the key of today."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the key of today or an older one. Under a lost key no code fits any more: an administrator turns the
        second factor off, the user turns it on again."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was kept under another SECRET_KEY and cannot be read.")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _ours(user: AbstractBaseUser) -> User:
    if not isinstance(user, User):
        raise TypeError(f"{type(user).__name__} is no account of ours.")
    return user


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(("thidua.second-factor:" + key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
