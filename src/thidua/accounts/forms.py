"""The forms of sign-in: allauth's, with our labels and our count of wrong tries."""

from datetime import datetime
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.accounts.adapters import AccountAdapter
from thidua.accounts.errors import UsedCodeError
from thidua.accounts.models import User
from thidua.accounts.services.sign_in import is_code_used, use_code_once
from thidua.accounts.services.tries import fail_try, give_back, keys_for_code, take_try
from thidua.common import clock
from thidua.common.errors import DomainError


def _dress(field: forms.Field, label: str, *, required: str, hint: str = "", **attributes: str) -> None:
    field.label = label
    field.help_text = hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class LoginForm(account_forms.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["login"],
            _("Tên đăng nhập"),
            required=_("Anh/chị chưa nhập tên đăng nhập."),
            autocomplete="username",
            autocapitalize="none",
            spellcheck="false",
        )
        _dress(self.fields["password"], _("Mật khẩu"), required=_("Anh/chị chưa nhập mật khẩu."))


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["password"], _("Mật khẩu"), required=_("Anh/chị chưa nhập mật khẩu."))


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The old password and the new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["oldpassword"], _("Mật khẩu đang dùng"), required=_("Anh/chị chưa nhập mật khẩu đang dùng."))
        _dress(
            self.fields["password1"],
            _("Mật khẩu mới"),
            required=_("Anh/chị chưa nhập mật khẩu mới."),
            hint=" ".join(filter(None, password_validators_help_texts())),
        )
        _dress(self.fields["password2"], _("Nhập lại mật khẩu mới"), required=_("Anh/chị chưa nhập lại mật khẩu mới."))

    def clean_oldpassword(self) -> str:
        """Guesses at the old password count like those at sign-in."""
        password: str = self.cleaned_data["oldpassword"]
        if self.user is not None:
            AccountAdapter().check_password(self.user, password)
        return password

    def clean(self) -> dict[str, Any] | None:
        """Both new passwords are the same."""
        cleaned: dict[str, Any] | None = forms.Form.clean(self)
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới khác nhau. Nhập lại lần thứ hai."))
        return cleaned


class _CodeForm(forms.Form):
    """Counts wrong codes, and takes a right one once."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["code"],
            _("Mã 6 số trên điện thoại"),
            required=_("Anh/chị chưa nhập mã."),
            hint=_("Mất điện thoại thì nhập một mã dự phòng 8 số."),
            autocomplete="one-time-code",
            inputmode="numeric",
        )

    def clean_code(self) -> str:
        """The code of one of the user's factors, or the error that says what is wrong."""
        code: str = self.cleaned_data["code"]
        now = clock.machine_time()
        try:
            taken = take_try(keys_for_code(self.user), now=now)
            factor = self._find(code, now)
            if factor is None:
                fail_try(taken, user=self.user, now=now)
            give_back(taken)
        except DomainError as error:
            raise ValidationError(error.message, code=error.code) from error
        self.authenticator = factor
        return code

    def _find(self, code: str, now: datetime) -> Authenticator | None:
        factors: list[Authenticator] = list(Authenticator.objects.filter(user=self.user))
        for factor in factors:
            is_totp = factor.type == Authenticator.Type.TOTP
            if is_totp and is_code_used(factor, code, now):
                raise UsedCodeError
            if factor.wrap().validate_code(code):  # type: ignore[no-untyped-call]
                if is_totp:
                    use_code_once(factor=factor, code=code, now=now)
                factor.user = self.user
                return factor
        return None


class AuthenticateForm(_CodeForm, code_forms.AuthenticateForm):
    """The code at sign-in."""


class ReauthenticateCodeForm(_CodeForm, code_forms.ReauthenticateForm):
    """The code once more, before something weighty."""


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code, which proves that the phone has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["code"],
            _("Mã 6 số trên điện thoại"),
            required=_("Anh/chị chưa nhập mã."),
            autocomplete="one-time-code",
            inputmode="numeric",
        )
