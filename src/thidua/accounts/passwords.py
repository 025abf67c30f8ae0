"""What a password must be, in our words: long; not one that many use; not made of the account's own name."""

import secrets

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.accounts.models import User

SYLLABLES = (
    "ba",
    "bo",
    "ca",
    "co",
    "da",
    "do",
    "ga",
    "go",
    "ha",
    "ho",
    "la",
    "lo",
    "ma",
    "mo",
    "na",
    "no",
    "ta",
    "to",
    "va",
    "vo",
)


class LengthValidator(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Too short."""
        return _("Mật khẩu còn ngắn. Cần ít nhất {number} ký tự; một câu dài là dễ nhớ nhất.").format(
            number=self.min_length
        )

    def get_help_text(self) -> str:
        """Before it is typed."""
        return _("Ít nhất {number} ký tự; một câu dài là dễ nhớ nhất.").format(number=self.min_length)


class CommonValidator(password_validation.CommonPasswordValidator):
    """Not one of the twenty thousand that everybody tries first, and no bare number."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for what is guessed first."""
        super().validate(password)
        if password.isdigit():
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        """Too common."""
        return _("Mật khẩu này dễ bị đoán. Chọn mật khẩu khác, có cả chữ.")

    def get_help_text(self) -> str:
        """Said when it happens."""
        return ""


class OwnNameValidator(password_validation.UserAttributeSimilarityValidator):
    """Not the account's name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "email"), max_similarity=0.7)

    def get_error_message(self) -> str:
        """Too like the name."""
        return _("Mật khẩu gần giống tên đăng nhập hoặc thư điện tử. Chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        """Said when it happens."""
        return ""


def make_one_time_password() -> str:
    """Easy to read out on the phone, hard to guess: five groups of two syllables and a figure (about 60 bits)."""
    groups = (f"{secrets.choice(SYLLABLES)}{secrets.choice(SYLLABLES)}{secrets.randbelow(10)}" for _place in range(5))
    return "-".join(groups)
