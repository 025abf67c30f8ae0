"""Errors of sign-in."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common.components.texts import clock_time
from thidua.common.errors import DomainError


class LockedOutError(DomainError):
    """Too many wrong passwords or codes; says how long to wait. `data` has `until`, and in `kinds` what is locked."""

    code = "locked_out"
    status = 429

    def __init__(self, until: datetime, now: datetime, kinds: Collection[str] = ()) -> None:
        minutes = max(1, -(-(until - now) // timedelta(minutes=1)))
        wait = ngettext("%(minutes)s phút", "%(minutes)s phút", minutes) % {"minutes": minutes}
        super().__init__(
            _("Đã nhập sai quá nhiều lần nên tạm khóa. Anh/chị thử lại sau {wait}, từ {clock}.").format(
                wait=wait, clock=clock_time(until)
            ),
            until=until,
            kinds=kinds,
        )


class WrongPasswordError(DomainError):
    """Name and password do not fit; says how many tries are left, never which of the two was wrong."""

    code = "wrong_password"

    def __init__(self, left: int) -> None:
        super().__init__(f"{_('Tên đăng nhập hoặc mật khẩu chưa đúng.')} {words_for_left(left)}", left=left)


class WrongCodeError(DomainError):
    """The code of the second factor is wrong, or too old."""

    code = "wrong_code"

    def __init__(self, left: int) -> None:
        super().__init__(
            f"{_('Mã chưa đúng hoặc đã hết hạn. Xem mã mới trên điện thoại rồi nhập lại.')} {words_for_left(left)}",
            left=left,
        )


class UsedCodeError(DomainError):
    """A code opens the door once."""

    code = "used_code"

    def __init__(self) -> None:
        super().__init__(_("Mã này vừa dùng rồi. Chờ điện thoại hiện mã mới, khoảng 30 giây, rồi nhập lại."))


def words_for_left(left: int) -> str:
    """How many tries are left before the lock."""
    return ngettext("Còn %(left)s lần thử trước khi tạm khóa.", "Còn %(left)s lần thử trước khi tạm khóa.", left) % {
        "left": left
    }
