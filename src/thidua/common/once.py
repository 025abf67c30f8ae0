"""A form that arrives twice is carried out once: a double click, a second press after the line broke, two tabs.

Every page that carries forms carries a token that no other reading of the page has (the masked CSRF token). Person,
address, token and content together name one press of a button. The first service call of a request writes that name
down in its own transaction, through `audit.record`: so the name is there exactly when the deed is.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.models import SentForm

KEPT_FOR = timedelta(days=1)
"""A page read longer ago than this is no longer signed in."""


class AlreadySentError(Exception):
    """The same press of a button was carried out before; nothing was done now. `words` are for the person."""

    @property
    def words(self) -> str:
        """What the person is told."""
        return _("Nội dung này đã được lưu ở lần gửi trước. Lần này hệ thống không lưu thêm.")


@dataclass(slots=True)
class Press:
    """One press of a button, as it is being carried out by one request."""

    key: str
    user: int
    request: str = field(default_factory=lambda: secrets.token_hex(16))
    is_claimed: bool = False


_pressed: ContextVar[Press | None] = ContextVar("pressed", default=None)


@contextmanager
def carrying_out(press: Press | None) -> Iterator[None]:
    """What is recorded within the block belongs to this press, or to the one that `begin` names."""
    before = _pressed.set(press)
    try:
        yield
    finally:
        _pressed.reset(before)


def begin(press: Press) -> None:
    """From here to the end of the block the press is carried out. Raises `AlreadySentError` when it was before."""
    if SentForm.objects.filter(pk=press.key).exists():
        raise AlreadySentError
    _pressed.set(press)


def claim() -> None:
    """Write the press down in the transaction that carries it out, unless another request has: `AlreadySentError`.

    On PostgreSQL the second of two waits here until the first is through; on SQLite it waited before.
    """
    press = _pressed.get()
    if press is None:
        return
    mine = SentForm(key=press.key, request=press.request, user_id=press.user, at=clock.machine_time())
    SentForm.objects.bulk_create([mine], ignore_conflicts=True)
    if not SentForm.objects.filter(pk=press.key, request=press.request).exists():
        raise AlreadySentError
    press.is_claimed = True


def was_carried_out_elsewhere(press: Press) -> bool:
    """Whether another request was quicker with the same press, so that this one was refused for what it found done."""
    return SentForm.objects.filter(pk=press.key).exclude(request=press.request).exists()


def note_answer(press: Press, url: str) -> None:
    """Keep where the press led, for whoever presses again; forget what this person pressed long ago."""
    SentForm.objects.filter(pk=press.key, request=press.request).update(answer=url[:500])
    SentForm.objects.filter(user_id=press.user, at__lt=clock.machine_time() - KEPT_FOR).delete()


def answer_to(key: str) -> str:
    """Where the press led; empty when that was not kept."""
    return SentForm.objects.filter(pk=key).values_list("answer", flat=True).first() or ""
