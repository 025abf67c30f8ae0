"""Who tries what he may not is refused, and the history of the agency says so: once, and never how anybody voted."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast, Member
from tests.factories.ballots import (
    Hall,
    count,
    entry_of,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    vote,
    vote_all,
)
from tests.factories.meetings import NOW
from tests.meetings.test_pages import roll_page
from tests.meetings.test_vote_pages import counted, give_code, phone_of, read_over, words
from thidua.access.services.staff_sessions import start_staff_session
from thidua.audit import services as history
from thidua.audit.models import REFUSED, AuditEntry
from thidua.audit.verification import verify_history
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.models import SentForm
from thidua.meetings.enums import AttendanceState, BallotMethod
from thidua.meetings.errors import VoteRefusedError
from thidua.meetings.models import Ballot, RollEntry
from thidua.meetings.services.casting import make_ticket
from thidua.meetings.services.motions import OptionFacts, recuse
from thidua.meetings.services.roll import AttendeeFacts, edit_attendee
from thidua.meetings.services.shared import VoiceFacts

UNSEEN = "Không được xem nội dung này."


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


@pytest.fixture
def ballot(cast: Cast, hall: Hall) -> Ballot:
    return make_round(cast, make_motion(cast, hall))


def kept() -> list[AuditEntry]:
    """The refused tries that history keeps, in their order."""
    return list(AuditEntry.objects.filter(action__endswith=REFUSED).order_by("pk"))


def said(entry: AuditEntry) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(entry.payload)
    return told


def tried(client: Client, method: str, name: str, pk: int, **fields: str) -> int:
    """One request; its status."""
    return int(getattr(client, method)(reverse(name, args=[pk]), fields).status_code)


# --- Each in its own words ------------------------------------------------------------------------------------------

Things = Callable[[Hall, Ballot], int]


def meeting_of(hall: Hall, ballot: Ballot) -> int:
    return hall.meeting.pk


def motion_of(hall: Hall, ballot: Ballot) -> int:
    return int(ballot.motion_id)


def round_of(hall: Hall, ballot: Ballot) -> int:
    return int(ballot.pk)


def line_of(hall: Hall, ballot: Ballot) -> int:
    return int(hall.line(1).pk)


def seat_of(hall: Hall, ballot: Ballot) -> int:
    return int(RollEntry.objects.get(ballot=ballot, line=hall.line(1)).pk)


@pytest.mark.parametrize(
    ("who", "asked", "status", "act", "why"),
    [
        ("administrator", ("get", "vote", meeting_of), 404, "ballot.look", UNSEEN),
        ("administrator", ("get", "conduct", meeting_of), 404, "ballot.look", UNSEEN),
        ("administrator", ("get", "motion", motion_of), 404, "ballot.look", UNSEEN),
        ("administrator", ("post", "cast_vote", round_of), 404, "ballot.cast", UNSEEN),
        ("administrator", ("post", "edit_attendee", line_of), 404, "roll.change", UNSEEN),
        ("administrator", ("post", "give_door_code", line_of), 404, "door_code.issue", UNSEEN),
        ("stranger", ("post", "close_round", round_of), 404, "ballot.count", UNSEEN),
        ("observer", ("post", "close_round", round_of), 403, "ballot.count", "Chỉ thư ký khối"),
        ("observer", ("post", "void_round", round_of), 403, "ballot.void", "Chỉ thư ký khối"),
        ("observer", ("get", "published_round", round_of), 404, "ballot.look", "không có danh sách phiếu"),
        ("officer", ("post", "open_round", motion_of), 403, "ballot.open", "Chỉ thư ký khối"),
        ("officer", ("get", "conduct", meeting_of), 403, "ballot.look", "Chỉ thư ký khối"),
        ("reader", ("post", "give_door_code", line_of), 403, "door_code.issue", "Chỉ thư ký khối"),
        ("reader", ("post", "enter_written", seat_of), 403, "ballot.write", "Chỉ thư ký khối"),
        ("secretary", ("post", "enter_written", seat_of), 403, "ballot.write", "có mặt nên tự bỏ phiếu"),
        ("secretary", ("post", "edit_attendee", line_of), 403, "roll.change", "đã chốt"),
        ("secretary", ("post", "remove_attendee", line_of), 403, "roll.change", "đã chốt"),
        ("secretary", ("post", "open_round", motion_of), 403, "ballot.open", "không chờ vòng"),
        ("secretary", ("post", "edit_motion", motion_of), 403, "motion.change", "đã mở bỏ phiếu"),
        ("secretary", ("post", "count_papers", round_of), 403, "ballot.sheet", "không chờ kiểm phiếu giấy"),
    ],
)
def test_a_refused_try_is_in_the_history_of_the_agency(
    cast: Cast, hall: Hall, ballot: Ballot, who: str, asked: tuple[str, str, Things], status: int, act: str, why: str
) -> None:
    method, name, thing = asked
    member, pk = getattr(cast, who), thing(hall, ballot)
    client = phone_of(member)
    assert tried(client, method, name, pk, one="2", step="drop", ticket="x") == status
    (entry,) = kept()
    told = said(entry)
    assert (entry.action, entry.agency_id, entry.user_id) == (f"{act}{REFUSED}", cast.agency.pk, member.user.pk)
    assert (entry.object_id, told["before"], told["after"]) == (pk, None, {"sent": method == "post"})
    assert why in told["reason"]


SESSION = "Phiên quản trị không dùng để"


@pytest.mark.parametrize(
    ("asked", "act"),
    [
        (("post", "give_door_code", line_of), "door_code.issue"),
        (("post", "edit_attendee", line_of), "roll.change"),
        (("post", "remove_attendee", line_of), "roll.change"),
        (("post", "mark_roll", meeting_of), "roll.change"),
        (("post", "add_attendee", meeting_of), "roll.change"),
        (("post", "close_round", round_of), "ballot.count"),
        (("post", "void_round", round_of), "ballot.void"),
        (("post", "enter_written", seat_of), "ballot.write"),
        (("post", "open_round", motion_of), "ballot.open"),
    ],
)
def test_an_administrator_in_a_staff_session_touches_neither_roll_nor_round(
    cast: Cast, hall: Hall, ballot: Ballot, asked: tuple[str, str, Things], act: str
) -> None:
    start_staff_session(
        actor=cast.administrator.actor(), agency=cast.agency, reason="Giúp thư ký khối", minutes=60, now=clock.now()
    )
    method, name, thing = asked
    client = phone_of(cast.administrator)
    assert client.get(reverse("motion", args=[ballot.motion_id])).status_code == 200, "content he may help with"
    assert tried(client, method, name, thing(hall, ballot), one="2", reason="x") == 403
    (entry,) = kept()
    assert (entry.action, entry.user_id) == (f"{act}{REFUSED}", cast.administrator.user.pk)
    assert SESSION in said(entry)["reason"]
    assert "staff_session" in said(entry)["actor"]


def test_nor_does_he_put_himself_into_a_seat_before_the_round_opens(cast: Cast, hall: Hall) -> None:
    start_staff_session(
        actor=cast.administrator.actor(), agency=cast.agency, reason="Giúp thư ký khối", minutes=60, now=clock.now()
    )
    line = hall.line(0)
    facts = AttendeeFacts(VoiceFacts(person=cast.administrator.person, unit=cast.units[0]))
    with pytest.raises(RefusedError, match=SESSION):
        edit_attendee(actor=cast.administrator.actor(), line=line, facts=facts, version=line.version, now=NOW)


def test_who_may_do_it_leaves_no_refusal(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    secretary, voter = phone_of(cast.secretary), phone_of(hall.voters[0])
    for name, pk in (("conduct", hall.meeting.pk), ("close_round", ballot.pk), ("motion", ballot.motion_id)):
        assert tried(secretary, "get", name, pk) == 200
    voter.post(reverse("cast_vote", args=[ballot.pk]), read_over(voter, ballot, one="2"))
    assert RollEntry.objects.filter(ballot=ballot, has_voted=True).count() == 1
    assert kept() == []


# --- What a service refuses under its lock --------------------------------------------------------------------------


def test_a_roll_marked_while_a_round_is_open(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    posted = roll_page(hall.meeting, {cast.units[0].pk: "ABSENT"})
    page = reverse("mark_roll", args=[hall.meeting.pk])
    secretary = phone_of(cast.secretary)
    assert secretary.post(page, posted).status_code == 403
    (entry,) = kept()
    assert (entry.action, entry.object_id) == ("roll.change_refused", hall.meeting.pk)
    assert "đã chốt" in said(entry)["reason"]
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    assert secretary.post(page, roll_page(hall.meeting, {cast.units[0].pk: "ABSENT"})).status_code == 302
    assert len(kept()) == 1


def test_who_voted_is_not_taken_off_the_roll_afterwards(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    vote_all(ballot, hall, "111123")
    count(cast, ballot)
    assert tried(phone_of(cast.secretary), "post", "remove_attendee", hall.line(1).pk) in (200, 302)
    (entry,) = kept()
    assert (entry.action, entry.object_id) == ("roll.change_refused", hall.line(1).pk)
    assert "danh sách của một vòng" in said(entry)["reason"]


def test_a_count_that_would_tell_how_somebody_voted(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    vote_all(ballot, hall, "12")
    page = reverse("close_round", args=[ballot.pk])
    assert "lộ ai bỏ thế nào" in words(phone_of(cast.secretary).post(page, {"reason": "Hết giờ"}))
    (entry,) = kept()
    assert entry.action == "ballot.count_refused"
    assert "lộ ai bỏ thế nào" in said(entry)["reason"]


def test_one_person_who_reads_a_letter_twice(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    ballot = make_round(cast, make_motion(cast, hall))
    seat = RollEntry.objects.get(ballot=ballot, line=hall.line(5))
    client, page = phone_of(cast.secretary), reverse("enter_written", args=[seat.pk])
    client.post(page, {"one": "4"})
    assert kept() == []
    client.post(page, {"one": "4"})
    (entry,) = kept()
    told = said(entry)
    assert (entry.action, told["after"]) == ("ballot.write_refused", {"sent": True})
    assert "Người thứ hai" in told["reason"]


def test_a_sheet_of_somebody_who_is_no_teller(cast: Cast, hall: Hall) -> None:
    tellers = [hall.voters[4], hall.voters[5]]
    ballot = make_round(cast, make_motion(cast, hall), BallotMethod.PAPER, tellers=[each.person for each in tellers])
    page = reverse("count_papers", args=[ballot.pk])
    assert phone_of(tellers[0]).post(page, counted()).status_code == 302
    assert kept() == []
    assert phone_of(cast.secretary).post(page, counted()).status_code == 403
    (entry,) = kept()
    assert entry.action == "ballot.sheet_refused"
    assert said(entry)["after"] == {"sent": True}


def test_a_phone_from_the_door_that_was_shut_out(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    phone = Client()
    phone.post(reverse("vote_door"), {"code": give_code(cast, hall, 1)})
    assert tried(phone, "get", "cast_vote", ballot.pk) == 200
    give_code(cast, hall, 1)
    for _time in range(3):
        assert tried(phone, "get", "cast_vote", ballot.pk) == 404
    (entry,) = kept()
    actor = said(entry)["actor"]
    assert (entry.action, entry.user_id, actor["kind"], actor["name"]) == (
        "ballot.cast_refused", None, "seat", hall.line(1).words,
    )  # fmt: skip


# --- Votes that are not taken ----------------------------------------------------------------------------------------


def why_not() -> list[str]:
    """Why votes were refused, in the order of the history."""
    entries = AuditEntry.objects.filter(action="ballot.refused").order_by("pk")
    return [said(entry)["after"]["why"] for entry in entries]


def test_a_second_vote_a_recused_member_and_one_who_was_taken_off_the_roll(cast: Cast, hall: Hall) -> None:
    voter, recused, taken_off = hall.voters[0], hall.voters[1], hall.voters[5]
    line, nobody = hall.line(5), AttendeeFacts(VoiceFacts(unit=cast.units[5]), state=AttendanceState.PRESENT)
    edit_attendee(actor=cast.secretary.actor(), line=line, facts=nobody, version=line.version, now=NOW)
    motion = make_motion(cast, hall, flag_facts(cast, options=[OptionFacts(cast.units[0])], recused_count=False))
    recuse(actor=cast.secretary.actor(), option=motion.options.get(), line_id=hall.line(1).pk, reason="liên quan")
    ballot = make_round(cast, motion)

    def drop(member: Member, seat: Member) -> int:
        ticket = make_ticket(entry_of(ballot, seat)).signed
        return tried(phone_of(member), "post", "cast_vote", ballot.pk, step="drop", ticket=ticket, **{"mark-1": "+"})

    assert [drop(voter, voter), drop(voter, voter), drop(taken_off, voter)] == [200, 409, 404]
    paper = phone_of(recused).get(reverse("cast_vote", args=[ballot.pk]))
    assert "không biểu quyết nội dung này" in words(paper)
    with pytest.raises(VoteRefusedError, match="có liên quan"):
        vote(ballot, recused, marking("+"))
    refused = AuditEntry.objects.filter(action="ballot.refused").order_by("pk")
    assert [said(entry)["after"]["why"] for entry in refused] == ["voted_before", "recused"]
    assert [entry.action for entry in kept()] == ["ballot.cast_refused"]
    assert RollEntry.objects.filter(ballot=ballot, has_voted=True).count() == 1


# --- No flood -------------------------------------------------------------------------------------------------------


def test_the_same_try_is_kept_once_an_hour(
    cast: Cast, hall: Hall, ballot: Ballot, at: Callable[[str], datetime]
) -> None:
    at(f"{YEAR}-06-15 09:00")
    client = phone_of(cast.administrator)
    for _time in range(3):
        tried(client, "get", "vote", hall.meeting.pk)
    assert len(kept()) == 1
    at(f"{YEAR}-06-15 09:59")
    tried(client, "get", "vote", hall.meeting.pk)
    assert len(kept()) == 1
    at(f"{YEAR}-06-15 10:01")
    tried(client, "get", "vote", hall.meeting.pk)
    assert len(kept()) == 2
    tried(phone_of(cast.stranger), "get", "vote", hall.meeting.pk)
    tried(client, "post", "cast_vote", ballot.pk)
    assert [entry.action for entry in kept()[2:]] == ["ballot.look_refused", "ballot.cast_refused"]


def test_of_one_person_so_many_a_day_and_of_another_still(
    cast: Cast, hall: Hall, ballot: Ballot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_REFUSALS", 3)
    client = phone_of(cast.administrator)
    for name, pk in (("vote", hall.meeting.pk), ("hall", hall.meeting.pk), ("motion", ballot.motion_id)):
        assert tried(client, "get", name, pk) == 404
    for line in range(4):
        assert tried(client, "post", "edit_attendee", hall.line(line).pk) == 404
    assert len(kept()) == 3
    tried(phone_of(cast.stranger), "get", "vote", hall.meeting.pk)
    assert len(kept()) == 4


def test_a_number_that_names_nothing_and_a_visitor_leave_nothing(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    assert tried(phone_of(cast.administrator), "get", "vote", hall.meeting.pk + 1000) == 404
    assert tried(Client(), "get", "vote", hall.meeting.pk) == 302
    assert kept() == []


def test_a_refused_press_may_come_again(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    """It was not carried out: the second time it is refused in the same words, not told that it was saved."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.observer.user)
    page = client.get(reverse("account")).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    for _time in range(2):
        answer = client.post(reverse("close_round", args=[ballot.pk]), {"csrfmiddlewaretoken": token})
        assert answer.status_code == 403
        assert "Chỉ thư ký khối" in words(answer)
    assert not SentForm.objects.exists()
    assert len(kept()) == 1


# --- Who reads it ---------------------------------------------------------------------------------------------------


def test_only_the_history_of_the_agency_tells_it(cast: Cast, hall: Hall, ballot: Ballot) -> None:
    """Else one's own history would say what there is to see, and the page of a meeting could be filled with tries."""
    tried(phone_of(cast.administrator), "get", "vote", hall.meeting.pk)
    (entry,) = kept()
    told = "Thử xem cuộc bỏ phiếu, bị từ chối"

    def read(member: Member, url: str) -> str:
        return words(phone_of(member).get(url))

    assert hall.meeting.title in read(cast.standing, reverse("history"))
    assert told in read(cast.standing, reverse("history_entry", args=[entry.pk]))
    assert hall.meeting.title not in read(cast.administrator, reverse("own_history"))
    assert phone_of(cast.administrator).get(reverse("history_entry", args=[entry.pk])).status_code == 404
    assert told not in read(cast.secretary, reverse("meeting", args=[hall.meeting.pk]))
    assert verify_history().breaks == []
