"""Who acted, as the rows keep it; texts as they are stored; the lock under which a bloc is scored."""

from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor
from thidua.core.vietnam.names import normalise
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.models import Scheme

LONGEST = 500


def user_of(actor: Actor) -> int | None:
    """The account, if a person acts."""
    return actor.user if isinstance(actor, PersonActor) else None


def name_of(actor: Actor) -> str:
    """His name, or that the system acts."""
    return actor.name if isinstance(actor, PersonActor) else _("Hệ thống")


def required(text: str, message: str, field: str) -> str:
    """One line; raises with `message` at `field` when nothing is left, or when it is too long."""
    cleaned = normalise(text)
    if not cleaned:
        raise ScoreError(message, code="no_words", field=field)
    return fitting(cleaned, field)


def fitting(text: str, field: str, most: int = LONGEST) -> str:
    """The text, if it fits."""
    if len(text) > most:
        raise ScoreError(
            _("Chỗ này viết được %(most)s ký tự, anh/chị đang có %(length)s. Rút ngắn giúp.")
            % {"most": most, "length": len(text)},
            code="too_long",
            field=field,
        )
    return text


def lock(scheme_id: int) -> Scheme:
    """The scheme as stored now, held until the end: whoever writes on any of its cards waits here."""
    return (
        Scheme.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "cycle__bloc__agency")
        .get(pk=scheme_id)
    )
