"""Events as an iCalendar feed (RFC 5545): moments in UTC, days as days, lines of at most 75 octets."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.components.texts import plain_spaces
from thidua.portal.facts.events import Event
from thidua.portal.linked import absolute

LONGEST = 75
"""Octets of a line, without its end."""
TYPE = "text/calendar; charset=utf-8"
ESCAPED = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n", ord("\r"): None}


def calendar_of(events: Iterable[Event]) -> str:
    """The whole feed, each line ended by CR LF."""
    name = [f"X-WR-CALNAME:{escaped(_('Lịch hoạt động – Thi Đua Số'))}", "X-WR-TIMEZONE:Asia/Ho_Chi_Minh"]
    return _calendar([*name, *(line for event in events for line in _event(event))])


def calendar_of_one(event: Event) -> str:
    """One event, without a calendar of its own: it is put into that of the reader."""
    return _calendar(_event(event))


def _calendar(told: Iterable[str]) -> str:
    head = ["VERSION:2.0", "PRODID:-//Thi Dua So//Lich su kien//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines = ["BEGIN:VCALENDAR", *head, *told, "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a value, without control characters.

    >>> escaped("Hội nghị; tổng kết, năm")
    'Hội nghị\\\\; tổng kết\\\\, năm'
    """
    kept = "".join(each for each in plain_spaces(text) if each.isprintable() or each == "\n")
    return kept.translate(ESCAPED)


def folded(line: str) -> str:
    """The line, broken after at most 75 octets, never within a letter; each part but the first begins with a blank."""
    parts, room, held = [], LONGEST, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(held)
            held, room = " ", LONGEST - 1
        held += letter
        room -= size
    return "\r\n".join([*parts, held])


def _event(event: Event) -> Iterator[str]:
    page = event.page
    url = absolute(reverse("snapshot", args=[page.slug]))
    told = [_("Tổ chức: %(who)s") % {"who": ", ".join(event.told["holders"])}]
    told += [event.told["message"]] if event.told["message"] else []
    yield "BEGIN:VEVENT"
    yield f"UID:{page.slug}@{_host()}"
    yield f"DTSTAMP:{_moment(page.published_at)}"
    yield f"SEQUENCE:{page.number - 1}"
    yield from _times(event)
    yield f"SUMMARY:{escaped(page.title)}"
    if event.told["place"]:
        yield f"LOCATION:{escaped(event.told['place'])}"
    description = "\n".join(told)
    yield f"DESCRIPTION:{escaped(description)}"
    yield f"URL:{url}"
    yield "STATUS:CONFIRMED"
    yield "END:VEVENT"


def _times(event: Event) -> Iterator[str]:
    """The hour where it is known, else the whole day."""
    start, end = event.moments
    if start is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{_moment(start)}"
    if end is not None:
        yield f"DTEND:{_moment(end)}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _host() -> str:
    return str(settings.SITE_URL).split("://")[-1].split("/")[0].split(":")[0]
