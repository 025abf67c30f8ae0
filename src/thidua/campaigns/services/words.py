"""Text as it is stored, and the sentences that may not be missing."""

from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from thidua.campaigns.errors.pledges import MissingWordsError, TooLongError
from thidua.core.vietnam.names import normalise


def clean(text: str) -> str:
    """One line: composed letters, single spaces."""
    return normalise(text)


def clean_lines(text: str) -> str:
    """Several lines: composed letters, single spaces within a line."""
    return normalise(text, keep_lines=True)


def required(text: str, message: str, field: str) -> str:
    """`text` cleaned; raises with `message` at `field` when nothing is left."""
    cleaned = clean_lines(text)
    if not cleaned:
        raise MissingWordsError(message, field=field)
    return cleaned


def check_lengths(row: Model) -> None:
    """Raise `TooLongError` for the first text that does not fit its column."""
    for field in row._meta.concrete_fields:
        text = getattr(row, field.attname)
        if not isinstance(field, CharField) or not isinstance(text, str):
            continue
        if field.max_length is not None and len(text) > field.max_length:
            raise TooLongError(
                _("Chỗ này viết được {most} ký tự, anh/chị đang có {length}. Rút ngắn giúp.").format(
                    most=field.max_length, length=len(text)
                ),
                field=field.name,
            )
