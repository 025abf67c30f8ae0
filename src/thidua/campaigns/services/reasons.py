"""Sentences that may not be missing, on one line."""

from django.utils.translation import gettext as _

from thidua.campaigns.errors.pledges import MissingWordsError
from thidua.campaigns.services.words import clean


def required_line(text: str, message: str, *, field: str) -> str:
    """`text` on one line; raises with `message` at `field` when nothing is left."""
    cleaned = clean(text)
    if not cleaned:
        raise MissingWordsError(message, field=field)
    return cleaned


def required_reason(reason: str, *, field: str = "reason") -> str:
    """A reason, which is always in words."""
    return required_line(reason, _("Anh/chị chưa ghi lý do."), field=field)
