"""A conference of as many seats as asked: half of them vote by their account, half by a code from the door.

Rows are made in bulk; the question, its rounds, tickets and sessions are made by the product's own services.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seat:
    """One voter: the cookie of his phone."""

    line: int
    person: int | None
    session: str


@dataclass(frozen=True, slots=True)
class BigHall:
    """A conference in session with its secretary."""

    cast: Any
    meeting: Any
    seats: list[Seat]


def make_big_hall(count: int, *, doors: bool = True, cast: Any = None) -> BigHall:
    """Everybody present. Without `doors` every seat votes by its account. `cast`: the people who are there already."""
    from tests.cast import make_cast
    from tests.factories.meetings import make_meeting

    from thidua.meetings.models import Attendance
    from thidua.organisations.models import Person, Unit

    cast = cast or make_cast()
    title = f"Hội nghị của {count} đơn vị"
    meeting = make_meeting(cast, title=title, chair=cast.head.person, secretary=cast.secretary.person)
    Attendance.objects.filter(meeting=meeting).delete()
    agency, numbers = cast.agency, range(count)
    units = Unit.objects.bulk_create(
        Unit(
            agency=agency,
            code=f"ghe-{count}-{n}",
            name=f"Đơn vị số {n}",
            search_key=f"don vi so {n}",
            sort_key=f"{n:06}",
        )
        for n in numbers
    )
    by_account = [n for n in numbers if not doors or n % 2 == 0]
    users = _users(by_account, count)
    people = Person.objects.bulk_create(
        Person(agency=agency, full_name=f"Cử tri {n}", search_key=f"cu tri {n}", sort_key=f"{n:06}", user=user)
        for n, user in users.items()
    )
    person_of = dict(zip(by_account, people, strict=True))
    lines = Attendance.objects.bulk_create(
        Attendance(
            agency=agency,
            meeting=meeting,
            unit=units[n],
            person=person_of.get(n),
            words=units[n].name,
            role="MEMBER",
            state="PRESENT",
            position=n + 1,
        )
        for n in numbers
    )
    by_door = [lines[n] for n in numbers if n not in person_of]
    sessions = _doors(meeting, by_door) | {lines[n].pk: session_of(users[n]) for n in by_account}
    seats = [Seat(line.pk, line.person_id, sessions[line.pk]) for line in lines]
    return BigHall(cast, meeting, seats)


def open_question(hall: BigHall, title: str) -> Any:
    """A list of three units, for or against each: its first round, open."""
    from tests.factories.ballots import flag_facts
    from tests.factories.meetings import NOW

    from thidua.meetings.enums import BallotMethod
    from thidua.meetings.services.motions import add_motion
    from thidua.meetings.services.rounds import open_round

    actor = hall.cast.secretary.actor()
    motion = add_motion(actor=actor, meeting=hall.meeting, facts=flag_facts(hall.cast, title=title))
    return open_round(actor=actor, motion=motion, method=BallotMethod.SCREEN, version=motion.version, now=NOW)


def tickets_of(ballot: Any) -> dict[int, tuple[str, str]]:
    """For each line of the roll the code of its paper and the ticket, as its page would carry them."""
    from thidua.meetings.models import RollEntry
    from thidua.meetings.services.casting import make_ticket

    made = {entry.line_id: make_ticket(entry) for entry in RollEntry.objects.filter(ballot=ballot)}
    return {line: (ticket.code, ticket.signed) for line, ticket in made.items()}


def _users(numbers: list[int], count: int) -> dict[int, Any]:
    from thidua.accounts.models import User

    made = User.objects.bulk_create(
        User(username=f"cu-tri-{count}-{n}", email="", password="!khong-dung", is_illustrative=True) for n in numbers
    )
    return dict(zip(numbers, made, strict=True))


def session_of(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.cookies["sessionid"].value)


def _doors(meeting: Any, lines: list[Any]) -> dict[int, str]:
    """A used code and the session of the phone that used it, for each line."""
    from django.contrib.sessions.backends.db import SessionStore

    from thidua.access.middleware import SEAT
    from thidua.common import clock
    from thidua.meetings.models import DoorCode
    from thidua.meetings.services.sealing import seal_words

    codes = DoorCode.objects.bulk_create(
        DoorCode(
            agency=meeting.agency,
            meeting=meeting,
            line=line,
            code_hash=seal_words("door", str(line.pk)),
            phone=seal_words("phone", str(line.pk)),
            issued_at=clock.now(),
            used_at=clock.now(),
        )
        for line in lines
    )
    sessions = {}
    for code in codes:
        session = SessionStore()
        session[SEAT] = (code.pk, code.phone, code.line.words)
        session.create()
        sessions[code.line_id] = str(session.session_key)
    return sessions
