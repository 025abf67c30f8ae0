"""Planning a meeting, what is known of it, that it was held."""

from datetime import date, time
from fractions import Fraction

import pytest

from tests.cast import YEAR, Cast
from tests.factories.meetings import NOW, TITLE, change_meeting, make_cycle, make_held_meeting, make_meeting
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import AttendanceState, MeetingKind, MeetingState, PartOfDay
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.policies.meetings import meetings_visible_to
from thidua.meetings.services.meetings import cancel_meeting, record_held
from thidua.organisations.services.successions import merge_units

NEXT_YEAR = PartialDate(YEAR + 1, 1, 10)


def test_planning_invites_the_members_of_the_year(cast: Cast) -> None:
    meeting = make_meeting(cast)

    lines = Attendance.objects.filter(meeting=meeting)
    assert [line.words for line in lines] == [unit.name for unit in cast.units]
    assert {line.state for line in lines} == {AttendanceState.INVITED}
    assert {line.head_count for line in lines} == {None}
    assert AuditEntry.objects.get().action == "meeting.planned"


def test_a_unit_merged_before_the_day_is_not_invited_and_counts_in_no_quorum(cast: Cast) -> None:
    merged, successor = cast.units[4], cast.units[3]
    merge_units(actor=cast.standing.actor(), units=[merged], into=successor, effective_on=date(YEAR, 7, 1))
    this_year = make_cycle(cast.bloc, YEAR)

    before = make_meeting(cast, cycle=this_year, title="Sơ kết", held_on=PartialDate(YEAR, 6, 30))
    after = make_meeting(cast, cycle=this_year, title="Tổng kết", held_on=PartialDate(YEAR, 12, 20))

    assert [line.unit for line in before.attendances.order_by("position")] == cast.units
    assert [line.unit for line in after.attendances.order_by("position")] == [
        unit for unit in cast.units if unit != merged
    ]


def test_the_same_call_twice_is_one_meeting(cast: Cast) -> None:
    first, second = make_meeting(cast), make_meeting(cast)

    assert first == second
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, f"Sáng 10/01/{YEAR}"),
        ({"starts_at": time(8, 30)}, f"8 giờ 30, 10/01/{YEAR}"),
        ({"part_of_day": None}, f"10/01/{YEAR}"),
        ({"held_on": PartialDate(YEAR, 1), "part_of_day": None}, f"tháng 1/{YEAR}"),
        ({"held_on": PartialDate(), "part_of_day": None}, "chưa biết ngày"),
    ],
)
def test_as_much_of_the_time_as_is_known(cast: Cast, known: dict[str, object], words: str) -> None:
    assert when_words(make_meeting(cast, **known)) == words


@pytest.mark.parametrize("name", ["secretary", "standing"])
def test_secretary_and_standing_office_plan(cast: Cast, name: str) -> None:
    assert make_meeting(cast, by=cast.everyone()[name]).title == TITLE


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader", "council_member", "stranger"])
def test_nobody_else_plans(cast: Cast, name: str) -> None:
    with pytest.raises(RefusedError):
        make_meeting(cast, by=cast.everyone()[name])

    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"title": "  "}, "title"),
        ({"cycle": None, "step": "CONFERENCE"}, "cycle"),
        ({"starts_at": time(11), "ends_at": time(10)}, "ends_at"),
        ({"quorum_share": Fraction(3, 2)}, "quorum_share"),
        ({"quorum_share": None}, "quorum_share"),
        ({"quorum_basis": " "}, "quorum_basis"),
        ({"quorum_rule": ""}, "quorum_rule"),
        ({"quorum_rule": "half"}, "quorum_rule"),
    ],
)
def test_facts_that_cannot_be(cast: Cast, known: dict[str, object], field: str) -> None:
    with pytest.raises(MeetingRuleError) as refusal:
        make_meeting(cast, **known)

    assert refusal.value.field == field


def test_chair_and_secretary_are_two_people(cast: Cast) -> None:
    with pytest.raises(MeetingRuleError, match="hai người khác nhau"):
        make_meeting(cast, chair=cast.head.person, secretary=cast.head.person)


def test_a_year_of_another_bloc_is_refused(cast: Cast) -> None:
    with pytest.raises(MeetingRuleError, match="khối khác"):
        make_meeting(cast, cycle=make_cycle(cast.other_bloc))


def test_the_chair_is_printed_with_the_post_of_that_day(cast: Cast) -> None:
    meeting = make_meeting(cast, chair=cast.head.person)

    assert meeting.chair_words == "Trần Quốc Hùng, Vụ trưởng Vụ Kế hoạch – Tài chính và Hợp tác quốc tế"


def test_held_leaves_who_was_not_seen_unknown(cast: Cast) -> None:
    meeting = record_held(actor=cast.secretary.actor(), meeting=make_meeting(cast), now=NOW)

    assert meeting.state == MeetingState.HELD
    assert set(Attendance.objects.values_list("state", flat=True)) == {AttendanceState.UNKNOWN}


def test_a_day_that_has_not_come_cannot_have_been_held(cast: Cast) -> None:
    meeting = make_meeting(cast, held_on=NEXT_YEAR)

    with pytest.raises(RefusedError, match="chưa tới"):
        record_held(actor=cast.secretary.actor(), meeting=meeting, now=NOW)
    assert Meeting.objects.get().state == MeetingState.PLANNED


def test_a_meeting_on_an_unknown_day_may_have_been_held(cast: Cast) -> None:
    meeting = make_meeting(cast, held_on=PartialDate(), part_of_day=None)

    assert record_held(actor=cast.secretary.actor(), meeting=meeting, now=NOW).state == MeetingState.HELD


def test_cancelling_says_why_and_freezes(cast: Cast) -> None:
    meeting = make_meeting(cast)
    with pytest.raises(MeetingRuleError, match="lý do"):
        cancel_meeting(actor=cast.secretary.actor(), meeting=meeting, reason=" ")

    meeting = cancel_meeting(actor=cast.secretary.actor(), meeting=meeting, reason="Lồng ghép vào hoạt động")

    assert meeting.state == MeetingState.CANCELLED
    with pytest.raises(RefusedError):
        change_meeting(cast, meeting, place="Huế")


def test_a_held_meeting_cannot_be_cancelled(cast: Cast) -> None:
    meeting = make_held_meeting(cast)

    with pytest.raises(RefusedError):
        cancel_meeting(actor=cast.secretary.actor(), meeting=meeting, reason="Nhầm")


def test_the_second_editor_is_asked(cast: Cast) -> None:
    meeting = make_meeting(cast)
    as_read = meeting.version
    changed = change_meeting(cast, meeting, place="Sầm Sơn")

    assert (changed.place, changed.version) == ("Sầm Sơn", as_read + 1)
    stale = Meeting.objects.get()
    stale.version = as_read
    stale.refresh_from_db = lambda: None  # type: ignore[method-assign]
    with pytest.raises(StaleVersionError):
        change_meeting(cast, stale, place="Huế")
    assert Meeting.objects.get().place == "Sầm Sơn"


def test_a_council_session_invites_nobody_by_itself(cast: Cast) -> None:
    meeting = make_meeting(cast, kind=MeetingKind.COUNCIL_SESSION, part_of_day=PartOfDay.AFTERNOON)

    assert not Attendance.objects.filter(meeting=meeting).exists()


@pytest.mark.parametrize(
    "name",
    ["secretary", "officer", "head", "other_officer", "standing", "observer", "council_member", "reader"],
)
def test_people_of_the_bloc_see_it(cast: Cast, name: str) -> None:
    meeting = make_meeting(cast)

    assert list(meetings_visible_to(cast.everyone()[name].actor())) == [meeting]


@pytest.mark.parametrize("name", ["stranger", "administrator"])
def test_for_others_it_is_not_there(cast: Cast, name: str) -> None:
    make_meeting(cast)

    assert not meetings_visible_to(cast.everyone()[name].actor()).exists()


def test_whoever_is_invited_sees_it(cast: Cast) -> None:
    make_meeting(cast, chair=cast.stranger.person)

    assert meetings_visible_to(cast.stranger.actor()).count() == 1
