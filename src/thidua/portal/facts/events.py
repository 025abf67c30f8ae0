"""What is going to happen, read from published copies alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common.components.texts import clock_time, long_date
from thidua.portal.facts.drawn import told_of
from thidua.publishing.models import Snapshot


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Hours that nobody knows are None."""

    page: Snapshot
    told: dict[str, Any]
    day: date
    starts_at: time | None
    ends_at: time | None

    @property
    def when(self) -> str:
        """“8 giờ 30 đến 11 giờ, thứ Sáu, 18/12/2026”, as far as it is known."""
        hours = str(self.told.get("part") or "")
        if self.starts_at is not None:
            hours = clock_time(self.starts_at)
            if self.ends_at is not None:
                hours = _("%(start)s đến %(end)s") % {"start": hours, "end": clock_time(self.ends_at)}
        return f"{hours}, {long_date(self.day)}" if hours else long_date(self.day)

    @property
    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Start and end where the hours are known; an end that is not after the start is not told."""
        if self.starts_at is None:
            return None, None
        start = _moment(self.day, self.starts_at)
        if self.ends_at is None or self.ends_at <= self.starts_at:
            return start, None
        return start, _moment(self.day, self.ends_at)


def event_of(page: Snapshot) -> Event | None:
    """The event that a published copy tells of; None where it tells no day, or what is none. An hour that is none is
    not known.
    """
    told = told_of(page)
    day = _day(told.get("day"))
    return Event(page, told, day, _time(told.get("starts_at")), _time(told.get("ends_at"))) if day else None


def events_of(pages: Iterable[Snapshot]) -> list[Event]:
    """Events in the order of days and hours; those of a day whose hour nobody knows come last, and one without a day is
    in no calendar.
    """
    found = [event for page in pages if (event := event_of(page)) is not None]
    return sorted(found, key=lambda each: (each.day, each.starts_at or time.max, each.page.pk))


def by_month(events: Iterable[Event]) -> list[tuple[date, list[Event]]]:
    """The first day of each month, with its events."""
    found: dict[date, list[Event]] = {}
    for each in events:
        found.setdefault(each.day.replace(day=1), []).append(each)
    return list(found.items())


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour), timezone.get_default_timezone())


def _day(text: Any) -> date | None:
    """A whole day, written “2026-12-18”, that has a day after it: neither a month alone nor 30 February."""
    try:
        found = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day, no moment
    except (TypeError, ValueError):
        return None
    return found if found < date.max else None


def _time(text: Any) -> time | None:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  an hour of a day, no moment
    except (TypeError, ValueError):
        return None
