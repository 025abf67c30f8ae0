"""The roll held against the bloc's members of the year: who is missing, who is a stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import make_motion
from tests.factories.meetings import NOW, make_cycle, make_meeting, mark
from tests.pages import words_of
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import MeetingKind
from thidua.meetings.facts.members import RollGap, roll_gap
from thidua.meetings.models import Meeting
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import seats_of
from thidua.meetings.services.parts import remove_part
from thidua.meetings.services.roll import AttendeeFacts, add_attendee
from thidua.meetings.services.shared import VoiceFacts
from thidua.organisations.models import BlocMembership


def gap_of(meeting: Meeting) -> RollGap | None:
    return roll_gap(meeting, seats_of(meeting, roll_of(meeting.pk)))


def upset(cast: Cast, meeting: Meeting) -> None:
    """The last member is taken off the roll, another bloc's unit is put on it."""
    last = meeting.attendances.get(unit=cast.units[5])
    remove_part(actor=cast.secretary.actor(), part=last)
    facts = AttendeeFacts(VoiceFacts(unit=cast.other_unit))
    add_attendee(actor=cast.secretary.actor(), meeting=meeting, facts=facts, now=NOW)


def test_the_members_of_the_year_are_the_roll(cast: Cast) -> None:
    meeting = make_meeting(cast)
    assert gap_of(meeting) == RollGap(YEAR - 1, [], [])
    assert not gap_of(meeting)
    upset(cast, meeting)
    assert gap_of(meeting) == RollGap(YEAR - 1, [cast.units[5].name], [cast.other_unit.name])


def test_who_left_before_the_meeting_is_not_missing(cast: Cast) -> None:
    meeting = make_meeting(cast)
    upset(cast, meeting)
    BlocMembership.objects.filter(bloc=cast.bloc, year=YEAR - 1, unit=cast.units[5]).update(left_on=f"{YEAR - 1}-06-30")
    assert gap_of(meeting) == RollGap(YEAR - 1, [], [cast.other_unit.name])


@pytest.mark.parametrize(
    "known",
    [
        {"kind": MeetingKind.COUNCIL_SESSION},
        {"cycle": None, "held_on": PartialDate()},
        {"cycle": None, "held_on": PartialDate(1990, 1, 10)},
    ],
)
def test_where_there_is_nothing_to_compare_nothing_is_said(cast: Cast, known: dict[str, object]) -> None:
    assert gap_of(make_meeting(cast, **known)) is None


def test_the_conductor_is_warned_before_opening_with_names(cast: Cast) -> None:
    meeting = make_meeting(cast, cycle=make_cycle(cast.bloc), quorum_rule="", quorum_share=None, quorum_basis="")
    mark(cast, meeting, {cast.units[0].pk: "PRESENT"})
    motion = make_motion(cast, type("Hall", (), {"meeting": meeting})())
    client = Client()
    client.force_login(cast.secretary.user)
    pages = [reverse("conduct", args=[meeting.pk]), reverse("open_round", args=[motion.pk])]
    warning = "Danh sách khác với thành viên của khối"
    assert [warning in words_of(client.get(page)) for page in pages] == [False, False]
    upset(cast, meeting)
    for page in pages:
        text = words_of(client.get(page))
        assert f"không có trong danh sách: {cast.units[5].name}." in text
        assert f"không phải thành viên năm {YEAR - 1}: {cast.other_unit.name}." in text
