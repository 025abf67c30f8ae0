"""Whether figures that serve as evidence are still those of the activity."""

from collections.abc import Iterable
from datetime import datetime

from thidua.activities.facts.figures import Reckoning, figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import FrozenFigures


def changed_among(copies: Iterable[FrozenFigures], now: datetime) -> set[int]:
    """Those of these copies from which the figures of their activity differ; while they are being reckoned they may.
    The figures of an activity are looked at once, however many copies there are of them.
    """
    known: dict[int, Reckoning | None] = {}
    changed = set()
    for copy in copies:
        if copy.activity_id not in known:
            known[copy.activity_id] = figures_now(of_activity(copy.activity), now)
        found = known[copy.activity_id]
        if found is None or found.is_old or found.digest != copy.digest:
            changed.add(copy.pk)
    return changed
