"""The demo's bloc is what the article tells, and loses nobody on the way through the services."""

import pytest

from thidua.cli.demo.seed_bloc import load_seed, read_seed
from thidua.common import clock
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind
from thidua.meetings.models import Attendance, Meeting

pytestmark = pytest.mark.django_db


def test_everyone_the_article_saw_at_the_conference_is_on_its_roll() -> None:
    seed = load_seed(clock.now())
    told = read_seed()["conference"]["attendance"]

    roll = Attendance.objects.filter(meeting=Meeting.objects.get(kind=MeetingKind.CONFERENCE))

    present = {line.person for line in roll.filter(state=AttendanceState.PRESENT) if line.person}
    assert present == {seed.people[each["person"]] for each in told if each.get("person")}
    members = roll.filter(role=AttendanceRole.MEMBER)
    assert sorted(members.values_list("state", flat=True)) == ["PRESENT"] * 2 + ["UNKNOWN"] * 4
