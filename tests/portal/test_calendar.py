"""The calendar, and the feed that other calendars follow: RFC 5545, octet by octet."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.pages import BLOC, EVENT, publish_event, publish_thing
from tests.pages import words_of
from thidua.portal.icalendar import escaped, folded
from thidua.portal.views import lists
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.services import withdraw

pytestmark = pytest.mark.django_db

NASTY = "Hội nghị; khối, cụm \\ \r\nBEGIN:VEVENT\r\nX\x00\x1b:\u2028 <b>& “ngày hội”"


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


def feed(client: Client) -> str:
    answer = client.get(reverse("calendar_feed"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content.decode()


def unfolded(text: str) -> list[str]:
    """The lines, as a program reads them: joined again, then told apart by CR LF."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_moment_is_told_in_utc_and_a_day_as_a_day(cast: Cast, client: Client, now: datetime) -> None:
    page = publish_event(cast, 1, "Ra quân", date(2026, 12, 18), ends_at="11:00")
    publish_event(cast, 2, "Cả ngày", date(2026, 12, 31), starts_at="")

    lines = unfolded(feed(client))

    assert lines[0] == "BEGIN:VCALENDAR"
    assert [line for line in lines if line.startswith("DT") and not line.startswith("DTSTAMP")] == [
        "DTSTART:20261218T013000Z",
        "DTEND:20261218T040000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
    ]
    assert next(line for line in lines if line.startswith("UID")).startswith(f"UID:{page.slug}@")
    assert len({line for line in lines if line.startswith("UID")}) == 2
    assert [line for line in lines if line.startswith("DTSTAMP")] == ["DTSTAMP:20261205T083000Z"] * 2


def test_the_same_event_published_anew_keeps_its_name_and_counts_up(cast: Cast, client: Client, now: datetime) -> None:
    publish_event(cast, 1, "Ra quân", date(2026, 12, 18))
    before = [line for line in unfolded(feed(client)) if line.startswith(("UID", "SEQUENCE"))]
    publish_event(cast, 1, "Ra quân", date(2026, 12, 19))

    after = [line for line in unfolded(feed(client)) if line.startswith(("UID", "SEQUENCE"))]

    assert (before[0], before[1], after[1]) == (after[0], "SEQUENCE:0", "SEQUENCE:1")


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(cast: Cast, client: Client, now: datetime) -> None:
    title = "Hội nghị tổng kết công tác thi đua, khen thưởng và phương hướng, nhiệm vụ năm tới của toàn Khối số I"
    publish_event(cast, 1, title, date(2026, 12, 18))

    text = feed(client)

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    said = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    assert said == "SUMMARY:" + title.replace(",", "\\,")


def test_nobody_writes_lines_of_his_own_into_the_feed(cast: Cast, client: Client, now: datetime) -> None:
    publish_event(cast, 1, NASTY, date(2026, 12, 18), place=NASTY, message=NASTY, holders=[NASTY])

    lines = unfolded(feed(client))

    assert [line for line in lines if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u2028]", "".join(lines))


def test_values_are_escaped_and_lines_folded() -> None:
    assert escaped("a;b,c\\d\ne\r") == "a\\;b\\,c\\\\d\\ne"
    assert escaped("Hội\u00a0nghị\tnăm\u202f2026") == "Hội nghị năm 2026"
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert [len(each.encode()) for each in folded("ộ" * 60).split("\r\n")] == [75, 73, 34]


@pytest.mark.parametrize("day", ["", "2026", "2026-12", "2026-02-30", "9999-12-31", "chưa rõ", None, 20261218])
def test_a_day_that_is_none_breaks_no_calendar(cast: Cast, client: Client, now: datetime, day: object) -> None:
    """Nobody may publish such a thing; a copy that tells so is in no calendar, and its page says what is not known."""
    odd = publish_thing(cast, SnapshotKind.EVENT, 1, "Ngày lạ", {**EVENT, "day": day}, day=date(2026, 12, 18))
    publish_event(cast, 2, "Ra quân", date(2026, 12, 19), starts_at="8h30", ends_at=None)

    lines = unfolded(feed(client))
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:Ra quân"]
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20261219"]
    for url in (reverse("calendar"), f"{reverse('calendar')}?thang=2026-12", reverse("home")):
        seen = words_of(client.get(url))
        assert ("Ra quân" in seen, "Ngày lạ" in seen) == (True, False), url
    answer = client.get(reverse("snapshot", args=[odd.slug]))
    assert (answer.status_code, "chưa rõ ngày" in words_of(answer)) == (200, True)


def test_an_event_of_which_no_day_is_kept_is_in_no_calendar(cast: Cast, client: Client, now: datetime) -> None:
    page = publish_thing(cast, SnapshotKind.EVENT, 1, "Chưa hẹn", EVENT)

    assert "BEGIN:VEVENT" not in feed(client)
    assert "Chưa hẹn" not in words_of(client.get(reverse("calendar")))
    assert client.get(reverse("snapshot", args=[page.slug])).status_code == 200


def test_what_is_called_off_is_no_longer_in_the_feed(cast: Cast, client: Client, now: datetime) -> None:
    page = publish_event(cast, 1, "Ra quân", date(2026, 12, 18))
    withdraw(actor=cast.standing.actor(), snapshot=page, because="Mưa bão", now=timezone.now())

    assert "BEGIN:VEVENT" not in feed(client)
    assert "Ra quân" not in words_of(client.get(reverse("calendar")))


def test_the_feed_reaches_a_year_back(cast: Cast, client: Client, now: datetime) -> None:
    publish_event(cast, 1, "Mới qua", date(2025, 12, 5))
    publish_event(cast, 2, "Lâu rồi", date(2025, 12, 3))

    assert [line for line in unfolded(feed(client)) if line.startswith("SUMMARY")] == ["SUMMARY:Mới qua"]


def test_a_month_is_shown_also_a_past_one(cast: Cast, client: Client, now: datetime) -> None:
    publish_event(cast, 1, "Tháng trước", date(2026, 11, 30))
    publish_event(cast, 2, "Ra quân cuối năm", date(2026, 12, 31))
    url = reverse("calendar")

    seen = {month: words_of(client.get(f"{url}?thang={month}")) for month in ("2026-11", "2026-12", "2027-01")}

    assert ["Tháng trước" in words for words in seen.values()] == [True, False, False]
    assert ["Ra quân cuối năm" in words for words in seen.values()] == [False, True, False]
    assert "Tháng này chưa có hoạt động nào được báo trước." in seen["2027-01"]


@pytest.mark.parametrize("asked", ["", "thang=2026-12"])
def test_of_very_many_events_none_is_left_out(
    cast: Cast, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(lists, "EVENTS_A_PAGE", 2)
    titles = [f"Ra quân lần {number}" for number in range(1, 6)]
    for number, title in enumerate(titles, start=1):
        publish_event(cast, number, title, date(2026, 12, 10 + number))

    read, url = [], f"?{asked}"
    while url:
        page = client.get(reverse("calendar") + url).text
        read += re.findall(r"Ra quân lần \d(?=</a>)", page.replace("\u00a0", " "))
        after = re.search(r'<a href="([^"]+)" rel="next">Trang sau', page)
        url = unescape(after[1]) if after else ""

    assert read == titles
    assert "Trang 3 trong 3" in words_of(client.get(f"{reverse('calendar')}?{asked}&trang=9"))


def told_to_programs(client: Client, url: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(url).text)
    found: dict[str, Any] = json.loads(text)
    assert found.pop("@context") == "https://schema.org"
    return found


def test_an_event_tells_programs_what_is_known_of_it(cast: Cast, client: Client, now: datetime) -> None:
    url = "http://127.0.0.1:8000"
    known = publish_event(cast, 1, "Ra quân", date(2026, 12, 18), ends_at="11:00", message="Vì biển xanh")
    open_end = publish_event(cast, 2, "Họp", date(2026, 12, 19), ends_at="08:00", place="")
    morning = publish_event(cast, 3, "Cả buổi", date(2026, 12, 20), starts_at="", part="Buổi sáng", place="")

    told = [told_to_programs(client, reverse("snapshot", args=[each.slug])) for each in (known, open_end, morning)]

    holders = [{"@type": "Organization", "name": "Khối Thi đua số I"}]
    assert told == [
        {
            "@type": "Event",
            "name": "Ra quân",
            "url": f"{url}/cong-bo/{known.slug}/",
            "startDate": "2026-12-18T08:30:00+07:00",
            "endDate": "2026-12-18T11:00:00+07:00",
            "organizer": holders,
            "description": "Vì biển xanh",
            "location": {"@type": "Place", "name": "Hội trường A"},
        },
        {
            "@type": "Event",
            "name": "Họp",
            "url": f"{url}/cong-bo/{open_end.slug}/",
            "startDate": "2026-12-19T08:30:00+07:00",
            "organizer": holders,
        },
        {
            "@type": "Event",
            "name": "Cả buổi",
            "url": f"{url}/cong-bo/{morning.slug}/",
            "startDate": "2026-12-20",
            "organizer": holders,
        },
    ]
    assert told_to_programs(client, reverse("calendar")) == {"@graph": told}


def test_nothing_is_told_of_no_event_and_no_text_ends_its_element(cast: Cast, client: Client, now: datetime) -> None:
    assert "ld+json" not in client.get(reverse("calendar")).text

    page = publish_event(cast, 1, NASTY, date(2026, 12, 18), place="</script><script>alert(1)", holders=["<!--"])
    for url in (reverse("calendar"), reverse("snapshot", args=[page.slug])):
        assert told_to_programs(client, url)["location"]["name"] == "</script><script>alert(1)"
        assert "<script>alert" not in client.get(url).text


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "0000-01", "9999-12", "2026-1", "٢٠٢٦-12", "2026-12-05", "%00"]
)
def test_a_month_that_is_none_shows_what_comes(cast: Cast, client: Client, now: datetime, month: str) -> None:
    publish_event(cast, 1, "Ra quân", date(2026, 12, 18))

    answer = client.get(f"{reverse('calendar')}?thang={month}")

    assert (answer.status_code, "Lịch hoạt động sắp tới" in words_of(answer)) == (200, True)
    assert "Ra quân" in words_of(answer)


def test_one_event_is_put_into_the_calendar_of_the_reader_by_itself(cast: Cast, client: Client, now: datetime) -> None:
    page = publish_event(cast, 1, "Ra quân", date(2026, 12, 18))
    publish_event(cast, 2, "Việc khác", date(2026, 12, 19))
    other = publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", BLOC)
    url = reverse("event_file", args=[page.slug])

    assert f'href="{url}"' in client.get(reverse("snapshot", args=[page.slug])).text
    answer = client.get(url)
    lines = unfolded(answer.content.decode())

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:Ra quân"]
    assert [line for line in lines if line.startswith("X-WR")] == []  # no calendar of its own
    assert (lines[0], lines[-1], lines.count("BEGIN:VEVENT")) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 1)
    assert client.get(reverse("event_file", args=[other.slug])).status_code == 404
    assert client.get(reverse("event_file", args=["khong-co"])).status_code == 404
    withdraw(actor=cast.standing.actor(), snapshot=page, because="Hoãn", now=now)
    assert client.get(url).status_code == 410
