"""Whether figures that serve as evidence are still those of the activity."""

from datetime import datetime

from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import FrozenFigures


def has_changed(frozen: FrozenFigures, now: datetime) -> bool:
    """Whether the activity's figures differ from the copy; while they are being reckoned they may."""
    found = figures_now(of_activity(frozen.activity), now)
    return found is None or found.is_old or found.digest != frozen.digest
