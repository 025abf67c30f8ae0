"""Days as files write them: 2022-12-31 or 31/12/2022; a day that cannot be is told, not guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_VIETNAMESE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def read_day(text: str) -> date | None:
    """The day; None when there is no such day."""
    if iso := _ISO.fullmatch(text.strip()):
        year, month, day = iso.groups()
    elif vietnamese := _VIETNAMESE.fullmatch(text.strip()):
        day, month, year = vietnamese.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_possible_day(text: str) -> bool:
    """Whether there is such a day."""
    return read_day(text) is not None


def lies_outside(earliest: date | None, latest: date | None, since: date | None, until: date | None) -> bool:
    """Whether a day known to lie between two days (None: no border known) cannot lie in a span (None: without end)."""
    return bool((since and latest and latest < since) or (until and earliest and earliest > until))
