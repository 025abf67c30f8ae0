"""The only place that asks what time it is.

A demo or test installation may set another clock (`THIDUA_CLOCK_FILE` holds one ISO moment): a year can then be walked
in a minute. An installation that is neither has no way to do so.
"""

import os
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware."""
    if settings.DEMO and (path := os.environ.get("THIDUA_CLOCK_FILE")):
        text = Path(path).read_text(encoding="ascii").strip()
        if text:
            moment = datetime.fromisoformat(text)
            return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return timezone.now()


def machine_time() -> datetime:
    """The machine's own moment, which no demo clock moves: for sessions and lock-outs, not for the work."""
    return timezone.now()


def today() -> date:
    """The day in Viet Nam."""
    return timezone.localtime(now()).date()
