"""Beside which version somebody chose what to publish."""

from thidua.publishing.models import Snapshot


def seen_of(last: Snapshot | None) -> str:
    """A mark of the last version and of whether it stands: another mark since is something that was not seen.

    >>> seen_of(None), seen_of(Snapshot(number=2))
    ('0', '2')
    """
    if last is None:
        return "0"
    return str(last.number) if last.stands else f"{last.number}-"
