"""Rows that hang on an activity: written again with their entry in history, put behind the others of their kind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db.models import Max, QuerySet

from thidua.activities.models import Activity
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.versions import Versioned, require_version

Row = TypeVar("Row", bound=Versioned)


def next_position(rows: QuerySet[Any]) -> int:
    """After the last of these; the first is 0."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


@contextmanager
def rewriting(
    actor: Actor, deed: str, activity: Activity, row: Row, version: int, facts: Callable[[Row], dict[str, Any]]
) -> Iterator[None]:
    """Within: put the new words on `row`. It is saved at the end, and history keeps what `facts` said of it before and
    says now; whoever breaks off leaves both as they were.

    The caller has opened the transaction, locked the activity and asked the policy. Raises `StaleVersionError` for the
    second of two writers.
    """
    require_version(row, version)
    before = facts(row)
    yield
    row.save()
    audit.record(actor, deed, activity, agency=activity.agency_id, before=before, after=facts(row))
