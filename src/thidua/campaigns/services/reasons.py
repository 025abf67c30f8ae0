"""What services check of the words they are given."""

from django.utils.translation import gettext as _

from thidua.campaigns.errors.cycles import NothingGivenError
from thidua.core.vietnam.names import normalise


def require_text(text: str, message: str, *, field: str) -> str:
    """The text, tidied. Raises `NothingGivenError` when there is none."""
    tidied = normalise(text)
    if not tidied:
        raise NothingGivenError(message, field=field)
    return tidied


def require_reason(reason: str, *, field: str = "reason") -> str:
    """A reason, which is always in words. Raises `NothingGivenError` when there is none."""
    return require_text(reason, _("Anh/chị chưa ghi lý do."), field=field)
