"""The pages of a vote as people use them: conductor, phone, hall, door; what a phone learns when the line breaks."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from benchmarks.voting.crowd import CODE
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast, Member
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    entry_of,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    motion_facts,
    vote,
    vote_all,
)
from tests.factories.meetings import make_meeting
from thidua.accounts.services.tries import LIMITS, Kind
from thidua.audit.models import INSTALLATION, AuditEntry
from thidua.common.http.routes import ROUTES
from thidua.core.voting.receipts import read_code
from thidua.core.voting.record import read_record
from thidua.core.voting.recount import recount
from thidua.meetings.enums import BallotMethod, MotionState
from thidua.meetings.facts.phones import pause_for
from thidua.meetings.models import Ballot, BallotBox, DoorCode, Motion, RollEntry
from thidua.meetings.policies.ballots import find_voter_place
from thidua.meetings.queries.records import lines_about
from thidua.meetings.services import doors
from thidua.meetings.services.motions import OptionFacts, void_round

pytestmark = pytest.mark.twice


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


def phone_of(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def words(answer: Any) -> str:
    """What stands on the page, its hard spaces as plain ones."""
    return str(answer.content.decode()).replace("\u00a0", " ")


def code_on(page: str) -> str:
    """The code that a page shows."""
    found = re.search(r'class="tds-code"[^>]*>([^<]+)<', page)
    assert found is not None, page
    return found[1].strip()


def read_over(client: Client, ballot: Ballot, **marks: str) -> dict[str, str]:
    """Mark the paper and read it over; what the phone would send next."""
    answer = client.post(reverse("cast_vote", args=[ballot.pk]), {"step": "read", **marks})
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', words(answer)))
    fields.pop("csrfmiddlewaretoken", None)
    assert fields["ticket"], words(answer)
    return fields


def test_the_secretary_prepares_opens_and_counts_in_the_browser(cast: Cast, hall: Hall) -> None:
    client = phone_of(cast.secretary)
    page = client.get(reverse("add_motion", args=[hall.meeting.pk]), {"viec": "LEAD"})
    assert "Bầu Khối trưởng năm 2026" in words(page)
    made = client.post(
        reverse("add_motion", args=[hall.meeting.pk]),
        {
            "purpose": "LEAD", "title": "Bầu Khối trưởng năm 2026", "year": "2026", "form": "CHOOSE",
            "units": [unit.pk for unit in cast.units], "others": "", "most": "1", "seats": "1",
            "threshold": "majority_of_members", "attendance": "", "rounds": "two", "basis": "Điều 5 Quy chế",
            "recused_count": "", "award_name": "", "award_code": "",
        },
    )  # fmt: skip
    motion = Motion.objects.get()
    assert made.headers["Location"] == reverse("motion", args=[motion.pk])
    assert client.get(reverse("open_round", args=[motion.pk])).status_code == 200
    client.post(reverse("open_round", args=[motion.pk]), {"method": "SCREEN", "version": motion.version})
    ballot = Ballot.objects.get()
    assert "0 trên 6 đã bỏ phiếu" in words(client.get(reverse("conduct", args=[hall.meeting.pk])))
    vote_all(ballot, hall, "11112")
    asks = words(client.get(reverse("close_round", args=[ballot.pk])))
    assert "Còn thành viên có mặt chưa bỏ phiếu" in asks
    assert cast.units[5].name in asks
    refused = words(client.post(reverse("close_round", args=[ballot.pk]), {"reason": ""}))
    assert "chưa ghi lý do" in refused
    assert BallotBox.objects.filter(ballot=ballot).exists()
    client.post(reverse("close_round", args=[ballot.pk]), {"reason": "Đơn vị thứ sáu xin về sớm"})
    motion.refresh_from_db()
    assert motion.state == MotionState.SETTLED
    told = words(client.get(reverse("motion", args=[motion.pk])))
    assert "4 trên 6, cần 4" in told
    assert cast.units[0].name in words(client.get(reverse("meeting", args=[hall.meeting.pk])))


def test_a_voter_marks_reads_over_drops_and_keeps_his_code(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    phone = phone_of(hall.voters[0])
    assert "Nhận phiếu" in words(phone.get(reverse("vote", args=[hall.meeting.pk])))
    empty = phone.post(reverse("cast_vote", args=[ballot.pk]), {"step": "read"})
    assert "Muốn bỏ phiếu trắng thì chọn dòng cuối" in words(empty)
    fields = read_over(phone, ballot, one="2")
    first = phone.post(reverse("cast_vote", args=[ballot.pk]), fields)
    assert "Phiếu đã vào hòm" in words(first)
    again = phone.post(reverse("cast_vote", args=[ballot.pk]), fields)
    assert "chỉ được tính một lần" in words(again)
    code = code_on(words(first))
    assert code in words(again)
    assert read_code(code) == code
    assert CODE.findall(first.content.decode()) == [code], "the benchmark and the drill read receipts so"
    assert RollEntry.objects.filter(ballot=ballot, has_voted=True).count() == 1


def test_the_code_is_not_shown_before_the_paper_is_sent(cast: Cast, hall: Hall) -> None:
    """The page that reads the paper over carries the code for the phone to keep; shown it is from the sending on."""
    ballot = make_round(cast, make_motion(cast, hall))
    phone = phone_of(hall.voters[0])
    read = words(phone.post(reverse("cast_vote", args=[ballot.pk]), {"step": "read", "one": "2"}))
    (code,) = re.findall(r'data-tds-code="([^"]+)"', read)
    assert code not in re.sub(r"<[^>]*>", "", read)
    assert "<div data-tds-on-its-way hidden>" in read
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', read))
    receipt = words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))
    assert code_on(receipt) == code
    assert cast.units[1].name not in receipt.split("</header>")[-1]


def test_a_phone_that_lost_the_answer_is_told_after_it_reloads(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    phone = phone_of(hall.voters[0])
    phone.post(reverse("cast_vote", args=[ballot.pk]), read_over(phone, ballot, one="2"))
    told = words(phone.get(reverse("cast_vote", args=[ballot.pk])))
    assert "Vòng này đã có phiếu của chỗ này" in told
    assert "Đã bỏ phiếu" in words(phone.get(reverse("vote", args=[hall.meeting.pk])))


LATE = "Vòng bỏ phiếu đã kết thúc, không có phiếu của chỗ này"


def test_after_the_count_the_paper_says_whether_it_was_counted(cast: Cast, hall: Hall) -> None:
    """Who opens it again is not told that his vote does not count when it does; who came too late is told so."""
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "11112")
    count(cast, ballot)
    page, result = reverse("cast_vote", args=[ballot.pk]), reverse("motion", args=[ballot.motion_id])
    told = words(phone_of(hall.voters[0]).get(page))
    assert "Vòng này đã có phiếu của chỗ này" in told
    assert f'href="{result}">Đã kiểm phiếu. Mở kết quả để tra mã phiếu' in told
    assert "không được tính" not in re.sub(r"<p data-tds-kept-code.*?</p>", "", told)
    late = words(phone_of(hall.voters[5]).get(page))
    assert LATE in late
    assert "không tới hòm trước khi kết thúc" in late, "beside the code that the phone may have kept"
    assert "Vòng này đã có phiếu" not in late


def test_of_a_void_round_nobody_is_told_that_his_paper_lies_in_the_box(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "1")
    void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    for voter in hall.voters[:2]:
        told = words(phone_of(voter).get(reverse("cast_vote", args=[ballot.pk])))
        assert "Vòng này đã hủy, không kiểm phiếu" in told
        assert "đã có phiếu của chỗ này" not in told
        assert LATE not in told


def test_a_second_phone_is_told_that_its_paper_does_not_count(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    one, two = phone_of(hall.voters[0]), phone_of(hall.voters[0])
    late = read_over(two, ballot, one="3")
    one.post(reverse("cast_vote", args=[ballot.pk]), read_over(one, ballot, one="2"))
    answer = two.post(reverse("cast_vote", args=[ballot.pk]), late)
    assert answer.status_code == 409
    assert "từ máy khác" in words(answer)


def test_a_list_and_a_ranking_are_marked_on_the_phone(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall, flag_facts(cast)))
    phone = phone_of(hall.voters[0])
    fields = read_over(phone, ballot, **{"mark-1": "+", "mark-2": "-", "mark-3": "/"})
    assert "Phiếu đã vào hòm" in words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))
    ranking = flag_facts(
        cast, title="Xếp thứ tự", purpose="OTHER", form="RANK", threshold="most_votes", award_name="", award_code=""
    )
    ballot = make_round(cast, make_motion(cast, hall, ranking))
    wrong = phone.post(
        reverse("cast_vote", args=[ballot.pk]), {"step": "read", "place-1": "1", "place-2": "1", "place-3": ""}
    )
    assert "Hạng 1 đã cho tên khác" in words(wrong)
    fields = read_over(phone, ballot, **{"place-1": "2", "place-2": "1", "place-3": "3"})
    assert "Phiếu đã vào hòm" in words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))


def test_several_names_are_marked_on_the_phone(cast: Cast, hall: Hall) -> None:
    """Up to two of six: three are too many, a name beside “nobody” is asked about, two are a paper, so is nobody."""
    facts = motion_facts(cast, title="Chọn hai đơn vị", purpose="OTHER", most=2, seats=2, year=None)
    ballot = make_round(cast, make_motion(cast, hall, facts))
    page = reverse("cast_vote", args=[ballot.pk])

    def marked(voter: Member, *names: str) -> str:
        return words(phone_of(voter).post(page, {"step": "read", "several": names}))

    assert "Đã chọn 3, nhiều nhất được chọn 2" in marked(hall.voters[0], "1", "2", "3")
    assert "Đã chọn tên mà lại chọn phiếu trắng" in marked(hall.voters[0], "1", "none")
    for voter, names in ((hall.voters[0], ("4", "2")), (hall.voters[1], ("none",)), (hall.voters[2], ("2",))):
        read = marked(voter, *names)
        (ticket,) = re.findall(r'name="ticket" value="([^"]+)"', read)
        assert re.findall(r'name="several" value="([^"]+)"', read) == list(names)
        receipt = phone_of(voter).post(page, {"step": "drop", "several": names, "ticket": ticket})
        assert "Phiếu đã vào hòm" in words(receipt)
    counted = count(cast, ballot)
    assert sorted(counted.slips) == ["", "2", "2,4"]


def test_a_paper_is_read_in_english(cast: Cast, hall: Hall) -> None:
    ballot = make_round(
        cast,
        make_motion(cast, hall, motion_facts(cast, title="Two units", purpose="OTHER", most=2, seats=2, year=None)),
    )
    phone = phone_of(hall.voters[0])
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    paper = words(phone.get(reverse("cast_vote", args=[ballot.pk])))

    assert "Choose at most 2, or none" in paper
    assert "Chọn" not in paper


def test_the_hall_names_whom_every_open_round_awaits(cast: Cast, hall: Hall) -> None:
    """Two questions are voted at once: the later one stands large, the other below it; of neither how anybody voted."""
    first = make_round(cast, make_motion(cast, hall, flag_facts(cast)))
    second = make_round(cast, make_motion(cast, hall, motion_facts(cast, purpose="OTHER", title="Việc thứ hai")))
    for voter in hall.voters[:5]:
        vote(first, voter, marking("++-"))
    vote_all(second, hall, "123456")
    told = words(phone_of(cast.observer).get(reverse("hall", args=[hall.meeting.pk])))
    shown = re.sub(r"<[^>]*>", "", told)
    assert '<h2 class="tds-hall__title">Việc thứ hai</h2>' in told
    assert f"Đề nghị tặng Cờ thi đua của Bộ: 5 trên 6 đã bỏ phiếu. Đang chờ: {cast.units[5].name}" in shown
    assert cast.units[4].name not in shown


def test_an_observer_and_an_administrator_watch_and_do_not_vote(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    observer = phone_of(cast.observer)
    told = words(observer.get(reverse("vote", args=[hall.meeting.pk])))
    assert "không có tên trong danh sách" in told
    fields = {"step": "drop", "one": "1", "ticket": "x"}
    refused = observer.post(reverse("cast_vote", args=[ballot.pk]), fields)
    assert refused.status_code == 409
    assert AuditEntry.objects.filter(action="ballot.refused").count() == 1
    assert observer.get(reverse("hall", args=[hall.meeting.pk])).status_code == 200
    assert observer.get(reverse("conduct", args=[hall.meeting.pk])).status_code == 403
    administrator = phone_of(cast.administrator)
    assert administrator.get(reverse("vote", args=[hall.meeting.pk])).status_code == 404
    assert administrator.post(reverse("cast_vote", args=[ballot.pk]), fields).status_code == 404


def test_nobody_sees_anything_partial(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    receipts = vote_all(ballot, hall, "44444")
    for member in (cast.secretary, cast.standing, cast.observer, hall.voters[5]):
        client = phone_of(member)
        here = hall.meeting.pk
        for name, pk in (("motion", ballot.motion_id), ("hall", here), ("meeting", here), ("vote", here)):
            told = words(client.get(reverse(name, args=[pk])))
            assert not any(receipt.code in told for receipt in receipts)
            assert "Kết quả vòng" not in told
        assert client.get(reverse("published_round", args=[ballot.pk])).status_code == 404


def test_after_the_count_a_member_finds_his_code_and_takes_the_file(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    receipts = [vote(ballot, voter, marking("++-")) for voter in hall.voters]
    count(cast, ballot)
    client = phone_of(hall.voters[3])
    found = client.post(reverse("motion", args=[motion.pk]), {"code": receipts[3].code.lower()})
    assert "Phiếu mang mã này nằm trong vòng 1" in words(found)
    wrong = client.post(reverse("motion", args=[motion.pk]), {"code": receipts[3].code[:-1]})
    assert "mã phiếu có 12 ký tự" in words(wrong)
    file = client.get(reverse("published_round", args=[ballot.pk]))
    assert recount(read_record(json.loads(file.content))).problems == ()


def test_the_pages_that_follow_answer_only_when_something_changed(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    followers = ((cast.secretary, "conduct"), (cast.observer, "hall"), (hall.voters[0], "vote"))
    for member, page in followers:
        live = f"{page}_live"
        client = phone_of(member)
        whole = words(client.get(reverse(page, args=[hall.meeting.pk])))
        seen = re.search(r"da-xem=([0-9a-f.-]+)", whole)
        assert seen is not None
        same = client.get(reverse(live, args=[hall.meeting.pk]), {"da-xem": seen[1]})
        assert same.status_code == 204
        other = client.get(reverse(live, args=[hall.meeting.pk]), {"da-xem": "x"})
        assert (other.status_code, b"tds-live" in other.content) == (200, True)
    vote(ballot, hall.voters[0], choosing("1"))
    assert "1 trên 6" in words(phone_of(cast.observer).get(reverse("hall_live", args=[hall.meeting.pk])))


def test_a_vote_does_not_draw_the_seats_of_the_conductors_page_again(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    client, here = phone_of(cast.secretary), [hall.meeting.pk]

    def seen_of(page: str) -> str:
        found = re.search(r"da-xem=([0-9a-f-]+)", page)
        assert found is not None
        return found[1]

    whole = words(client.get(reverse("conduct", args=here)))
    assert whole.count('id="tds-seats"') == 1
    assert 'hx-trigger="every 1s"' in whole
    vote(ballot, hall.voters[0], choosing("1"))
    after_vote = words(client.get(reverse("conduct_live", args=here), {"da-xem": seen_of(whole)}))
    assert "1 trên 6" in after_vote
    assert "tds-seats" not in after_vote
    give_code(cast, hall, 1)
    after_code = words(client.get(reverse("conduct_live", args=here), {"da-xem": seen_of(after_vote)}))
    assert 'id="tds-seats" class="tds-stack" hx-swap-oob="true"' in after_code
    assert "đã phát mã, chưa dùng" in after_code


@pytest.mark.parametrize(("seats", "pause"), [(1, 2), (38, 2), (51, 3), (2000, 80)])
def test_phones_of_a_large_hall_ask_less_often(seats: int, pause: int) -> None:
    assert pause_for(seats) == pause


def test_the_conductor_is_told_how_late_phones_may_be(cast: Cast, hall: Hall) -> None:
    """The pages say the pause by which the phones of this hall ask: of six seats two seconds."""
    motion = make_motion(cast, hall)
    secretary = phone_of(cast.secretary)
    here = hall.meeting.pk
    assert 'hx-trigger="every 2s"' in words(phone_of(hall.voters[0]).get(reverse("vote", args=[here])))
    assert "biết muộn đến 2 giây" in words(secretary.get(reverse("conduct", args=[here])))
    assert "thấy phiếu sau nhiều nhất 2 giây" in words(secretary.get(reverse("open_round", args=[motion.pk])))
    ballot = make_round(cast, motion)
    assert "trên điện thoại sau nhiều nhất 2 giây" in words(secretary.get(reverse("close_round", args=[ballot.pk])))


def test_a_voter_asks_for_his_own_lines_of_the_roll_only(cast: Cast, hall: Hall) -> None:
    delegate = hall.voters[0]
    assert delegate.person is not None
    place = find_voter_place(delegate.actor(), hall.meeting.pk)
    assert place is not None
    assert place.line == hall.line(0).pk
    assert {line.unit_id for line in lines_about(hall.meeting.pk, delegate.person.pk)} == {cast.units[0].pk}
    watcher = find_voter_place(cast.observer.actor(), hall.meeting.pk)
    assert watcher is not None
    assert watcher.line is None


# --- The door -------------------------------------------------------------------------------------------------------


def test_who_signed_in_before_the_round_opens_is_led_to_the_page_that_waits(
    cast: Cast, hall: Hall, at: Callable[[str], datetime]
) -> None:
    """On the day of the meeting, who sits for a member; the page of the door itself follows nothing."""
    at(f"{YEAR}-01-10 08:00")
    link = f'href="{reverse("vote", args=[hall.meeting.pk])}"'
    door = reverse("vote_door")
    waits = words(phone_of(hall.voters[0]).get(door))
    assert link in waits
    assert "Chờ bỏ phiếu ở hội nghị này" in waits
    assert link not in words(phone_of(cast.observer).get(door))
    make_round(cast, make_motion(cast, hall))
    opened = words(phone_of(hall.voters[0]).get(door))
    assert opened.count(link) == 1
    assert "Chờ bỏ phiếu ở hội nghị này" not in opened


def test_on_another_day_nobody_is_led_to_a_meeting_without_a_round(
    cast: Cast, hall: Hall, at: Callable[[str], datetime]
) -> None:
    at(f"{YEAR}-01-11 08:00")
    told = words(phone_of(hall.voters[0]).get(reverse("vote_door")))
    assert "Chưa có cuộc bỏ phiếu nào đang mở" in told
    assert "Chờ bỏ phiếu ở hội nghị này" not in told


def give_code(cast: Cast, hall: Hall, place: int) -> str:
    answer = phone_of(cast.secretary).post(reverse("give_door_code", args=[hall.line(place).pk]))
    return code_on(words(answer))


def test_a_code_from_the_door_lets_one_phone_in_for_one_seat(cast: Cast, hall: Hall) -> None:
    code = give_code(cast, hall, 1)
    ballot = make_round(cast, make_motion(cast, hall))
    phone = Client()
    came = phone.post(reverse("vote_door"), {"code": code.lower().replace("-", " ")})
    assert came.headers["Location"] == reverse("vote", args=[hall.meeting.pk])
    assert cast.units[1].name in words(phone.get(reverse("vote", args=[hall.meeting.pk])))
    fields = read_over(phone, ballot, one="2")
    assert "Phiếu đã vào hòm" in words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))
    assert RollEntry.objects.get(ballot=ballot, has_voted=True).unit == cast.units[1]
    other = Client().post(reverse("vote_door"), {"code": code})
    assert "đã mở trên một điện thoại khác" in words(other)
    copied = AuditEntry.objects.get(action="door_code.refused")
    assert (copied.agency_id, json.loads(copied.payload)["after"]["seat"]) == (cast.agency.pk, hall.line(1).words)
    voted = AuditEntry.objects.get(action="ballot.voted")
    assert json.loads(voted.payload)["actor"]["kind"] == "seat"


def test_a_phone_from_the_door_sees_nothing_but_its_votes(cast: Cast, hall: Hall) -> None:
    phone = Client()
    phone.post(reverse("vote_door"), {"code": give_code(cast, hall, 1)})
    for name, pk in (("meeting", hall.meeting.pk), ("conduct", hall.meeting.pk), ("hall", hall.meeting.pk)):
        answer = phone.get(reverse(name, args=[pk]))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))
    assert phone.get("/hoat-dong/").status_code == 302


def test_a_new_code_shuts_the_old_phone_out(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    phone = Client()
    phone.post(reverse("vote_door"), {"code": give_code(cast, hall, 1)})
    assert phone.get(reverse("cast_vote", args=[ballot.pk])).status_code == 200
    give_code(cast, hall, 1)
    assert phone.get(reverse("cast_vote", args=[ballot.pk])).status_code == 404


@pytest.mark.parametrize("typed", ["K7M3-QX9P-2VDH", "abc", "", "0000-0000-0000"])
def test_a_guessed_code_opens_nothing(cast: Cast, hall: Hall, typed: str) -> None:
    give_code(cast, hall, 1)
    answer = Client().post(reverse("vote_door"), {"code": typed})
    assert answer.status_code == 200
    assert "tds-error" in words(answer) or "Anh/chị chưa nhập mã" in words(answer)
    assert not DoorCode.objects.exclude(phone="").exists()
    noted = AuditEntry.objects.filter(action="door_code.refused")
    assert [entry.agency_id for entry in noted] == ([INSTALLATION] if typed else [])
    assert not typed or typed not in noted.get().payload


def let_in(phone: Client, code: str) -> bool:
    """Whether a phone comes in with a code."""
    answer = phone.post(reverse("vote_door"), {"code": code})
    return answer.status_code == 302 and answer.headers["Location"] != reverse("vote_door")


def test_guessing_is_stopped_on_one_phone_and_the_hall_goes_on(cast: Cast, hall: Hall) -> None:
    """All phones of a hall have one address: the phone that guesses is locked, the phones beside it are not."""
    code = give_code(cast, hall, 1)
    guesser, door = Client(), reverse("vote_door")
    for _guess in range(LIMITS[Kind.DOOR_PHONE]):
        assert guesser.post(door, {"code": "2222-2222-2222"}).status_code == 200
    for _again in range(200):
        answer = guesser.post(door, {"code": code})
    assert answer.status_code == 429
    assert "Chỉ máy này bị khóa" in words(answer)
    assert not DoorCode.objects.exclude(phone="").exists()
    assert let_in(Client(), code)


def test_a_machine_that_sheds_its_cookies_locks_its_address_and_a_way_round_is_told(
    cast: Cast, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, Kind.DOOR, 20)
    code = give_code(cast, hall, 1)
    for _guess in range(LIMITS[Kind.DOOR]):
        assert not let_in(Client(), "2222-2222-2222")
    answer = Client().post(reverse("vote_door"), {"code": code})
    assert answer.status_code == 429
    assert "Chuyển điện thoại sang mạng di động" in words(answer)
    assert let_in(Client(REMOTE_ADDR="198.51.100.7"), code)


def test_each_of_two_thousand_may_slip_once() -> None:
    assert LIMITS[Kind.DOOR] > 2000


def test_very_many_guesses_do_not_fill_the_history(cast: Cast, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "NOTED_SINGLY", 4)
    code = give_code(cast, hall, 1)
    for _guess in range(9):
        assert not let_in(Client(), "2222-2222-2222")
    noted = AuditEntry.objects.filter(action="door_code.refused").order_by("number")
    assert [json.loads(each.payload)["after"]["failures"] for each in noted] == [1, 2, 3, 4, 8]
    assert let_in(Client(), code)
    assert not let_in(Client(), code)
    assert "seat" in json.loads(noted.last().payload)["after"], (
        "a code that was given out is told however many came before"
    )
    for _copy in range(15):
        assert not let_in(Client(), code)
    assert noted.filter(agency_id=cast.agency.pk).count() == doors.NOTED_OF_A_CODE


def test_a_phone_that_lost_the_answer_at_the_door_comes_in_again(cast: Cast, hall: Hall) -> None:
    """The code was taken, the answer with the session never came: the phone knows only what the page gave it."""
    code = give_code(cast, hall, 1)
    phone = Client()
    phone.get(reverse("vote_door"))
    before = {name: morsel.value for name, morsel in phone.cookies.items()}
    assert let_in(phone, code)
    ballot = make_round(cast, make_motion(cast, hall))
    other, same = Client(), Client()
    same.cookies.load(before)
    assert not let_in(other, code)
    assert let_in(same, code)
    same.post(reverse("cast_vote", args=[ballot.pk]), read_over(same, ballot, one="2"))
    assert RollEntry.objects.get(ballot=ballot, has_voted=True).unit == cast.units[1]
    assert AuditEntry.objects.filter(action="door_code.used").count() == 1


def test_a_phone_that_left_comes_in_no_more_with_the_code(cast: Cast, hall: Hall) -> None:
    code = give_code(cast, hall, 1)
    phone = Client()
    assert let_in(phone, code)
    phone.post(reverse("leave_seat"))
    assert not let_in(phone, code)


def test_two_seats_on_one_phone_are_not_known_by_it(cast: Cast, hall: Hall) -> None:
    """What is stored of the phone is another hash for each code."""
    phone = Client()
    phone.get(reverse("vote_door"))
    named = phone.cookies["phone"].value
    for place in (1, 2):
        one = Client()
        one.cookies["phone"] = named
        assert let_in(one, give_code(cast, hall, place))
    assert DoorCode.objects.exclude(phone="").values("phone").distinct().count() == 2


# --- Paper and letters ----------------------------------------------------------------------------------------------


def counted(issued: str = "6", **figures: str) -> dict[str, str]:
    fields = {f"agree-{code}": "0" for code in "123456"}
    return {
        "issued": issued,
        "papers": "6",
        "invalid": "0",
        "blank": "1",
        **fields,
        "agree-1": "4",
        "agree-2": "1",
        **figures,
    }


def test_two_tellers_enter_apart_and_must_agree(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    tellers = [hall.voters[4], hall.voters[5]]
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[each.person for each in tellers])
    page = reverse("count_papers", args=[ballot.pk])
    assert phone_of(hall.voters[0]).get(page).status_code == 403
    assert phone_of(cast.secretary).get(page).status_code == 403
    one, two = (phone_of(each) for each in tellers)
    assert "nhiều hơn 6 thành viên" in words(one.post(page, counted(issued="7")))
    one.post(page, counted())
    assert "chờ người thứ hai" in words(one.get(page))
    shown = words(two.get(page))
    assert 'value="4"' not in shown
    told = words(two.post(page, counted(**{"agree-1": "3", "agree-3": "1"}), follow=True))
    assert "Hai người đếm khác nhau" in told
    assert cast.units[0].name in told
    motion.refresh_from_db()
    assert motion.state == MotionState.VOTING
    two.post(page, counted())
    motion.refresh_from_db()
    assert motion.state == MotionState.VOTING, "both count again"
    one.post(page, counted())
    motion.refresh_from_db()
    assert (motion.state, motion.outcome["chosen"]) == (MotionState.SETTLED, ["1"])
    entries = AuditEntry.objects.filter(action="ballot.sheet_entered").order_by("pk")
    kept = [json.loads(entry.payload)["after"] for entry in entries]
    assert kept == [{"round": 1}, {"round": 1, "agree": False}, {"round": 1}, {"round": 1, "agree": True}]


def test_letters_are_noted_by_the_conductor_and_counted_by_the_tellers(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    ballot = make_round(
        cast, make_motion(cast, hall), BallotMethod.PAPER, tellers=[each.person for each in hall.voters[:2]]
    )
    entry = RollEntry.objects.get(ballot=ballot, line=hall.line(5))
    conductor, conducting = phone_of(cast.secretary), reverse("conduct", args=[hall.meeting.pk])
    assert "Ghi đã nhận phiếu gửi" in words(conductor.get(conducting))
    assert phone_of(cast.officer).post(reverse("note_letter", args=[entry.pk])).status_code == 403
    assert AuditEntry.objects.filter(action="ballot.write_refused").count() == 1
    assert "Đã nhận phiếu gửi" in words(conductor.post(reverse("note_letter", args=[entry.pk]), follow=True))
    page = reverse("count_papers", args=[ballot.pk])
    one, two = (phone_of(each) for each in hall.voters[:2])
    assert f"Thư ký ghi nhận 1 phiếu gửi: {entry.words}." in words(one.get(page))
    assert "thư ký ghi nhận 1" in words(one.post(page, counted(issued="5", letters="0")))
    for teller in (one, two):
        teller.post(page, counted(issued="5", letters="1"))
    ballot.refresh_from_db()
    assert (ballot.state, ballot.present, ballot.papers) == ("CLOSED", 6, 6)


def test_slips_are_printed_for_every_member(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[hall.voters[4].person, hall.voters[5].person])
    page = words(phone_of(cast.secretary).get(reverse("ballot_slips", args=[ballot.pk])))
    assert page.count("PHIẾU BẦU, BIỂU QUYẾT") == 6


def test_the_letter_of_an_absent_member_is_entered_by_two_people(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    entry = RollEntry.objects.get(ballot=ballot, line=hall.line(5))
    page = reverse("enter_written", args=[entry.pk])
    first, second = phone_of(cast.secretary), phone_of(cast.standing)
    first.post(page, {"one": "1"})
    assert "Người thứ hai đọc phiếu" in words(first.post(page, {"one": "1"}))
    assert "khác nhau" in words(second.post(page, {"one": "2"}))
    differed = AuditEntry.objects.get(action="ballot.written_differed")
    assert json.loads(differed.payload)["after"] == {"seat": entry.words}
    assert not RollEntry.objects.get(pk=entry.pk).has_voted
    done = words(second.post(page, {"one": "1"}))
    assert "Phiếu viết đã vào hòm" in done
    vote_all(ballot, hall, "11122")
    ballot = count(cast, ballot)
    assert (ballot.papers, ballot.present, ballot.counts["chosen"]) == (6, 6, ["1"])
    late = second.post(page, {"one": "1"})
    assert late.status_code == 403


def test_a_show_of_hands_is_entered_with_its_figures(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    client = phone_of(cast.secretary)
    fields = {f"agree-{code}": "0" for code in "123456"} | {
        "agree-1": "5",
        "blank": "1",
        "papers": "6",
        "version": str(motion.version),
    }
    client.post(reverse("record_hands", args=[motion.pk]), fields)
    motion.refresh_from_db()
    assert motion.outcome["chosen"] == ["1"]


def test_a_page_of_a_vote_asks_the_same_for_one_question_and_for_three(
    cast: Cast, hall: Hall, django_assert_max_num_queries: object
) -> None:
    client = phone_of(cast.secretary)
    make_round(cast, make_motion(cast, hall))
    page = reverse("conduct", args=[hall.meeting.pk])
    client.get(page)
    with django_assert_max_num_queries(60) as few:  # type: ignore[operator]
        client.get(page)
    for number in range(2):
        make_round(cast, make_motion(cast, hall, flag_facts(cast, title=f"Cờ {number}")))
    with django_assert_max_num_queries(60) as more:  # type: ignore[operator]
        client.get(page)
    assert len(more) == len(few), [query["sql"] for query in more]


def test_an_entry_for_the_roll(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    assert entry_of(ballot, hall.voters[0]).words == cast.units[0].name


def test_a_phone_from_the_door_reads_the_result_and_looks_its_code_up(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    phone = Client()
    phone.post(reverse("vote_door"), {"code": give_code(cast, hall, 0)})
    done = words(phone.post(reverse("cast_vote", args=[ballot.pk]), read_over(phone, ballot, one="2")))
    code = code_on(done)
    vote_all(ballot, Hall(hall.meeting, hall.voters[1:]), "22222")
    count(cast, ballot)
    page = reverse("motion", args=[ballot.motion_id])
    assert page in words(phone.get(reverse("vote", args=[hall.meeting.pk])))
    assert "Phiếu mang mã này nằm trong vòng 1" in words(phone.post(page, {"code": code}))
    assert phone.get(reverse("published_round", args=[ballot.pk])).status_code == 200
    other = make_hall_of_another_meeting(cast)
    assert phone.get(reverse("motion", args=[other.pk])).status_code == 404


def make_hall_of_another_meeting(cast: Cast) -> Motion:
    meeting = make_meeting(cast, title="Hội nghị khác")
    return make_motion(cast, Hall(meeting, []))


def test_a_phone_from_the_door_reaches_few_pages_and_what_is_public() -> None:
    assert {name for name, route in ROUTES.items() if route.policy.is_for_seats} == {
        "vote", "vote_live", "cast_vote", "motion", "published_round",
    }  # fmt: skip
    assert {name for name, route in ROUTES.items() if route.policy.is_public} >= {"vote_door", "leave_seat"}


# --- “Việc cần làm” -------------------------------------------------------------------------------------------------


def test_home_leads_a_voter_to_his_paper_until_he_has_voted(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    phone = phone_of(hall.voters[0])
    assert reverse("cast_vote", args=[ballot.pk]) in words(phone.get("/"))
    vote(ballot, hall.voters[0], choosing("1"))
    assert reverse("cast_vote", args=[ballot.pk]) not in words(phone.get("/"))


def test_home_leads_tellers_to_their_count_and_the_secretary_to_a_vote_that_stands_still(
    cast: Cast, hall: Hall
) -> None:
    tellers = [hall.voters[4], hall.voters[5]]
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[each.person for each in tellers])
    page = reverse("count_papers", args=[ballot.pk])
    assert page in words(phone_of(tellers[0]).get("/"))
    phone_of(tellers[0]).post(page, counted())
    assert page not in words(phone_of(tellers[0]).get("/"))
    other = make_motion(cast, hall, motion_facts(cast, title="Bầu lại", threshold="most_votes", year=2027))
    again = make_round(cast, other)
    vote_all(again, hall, "112234")
    count(cast, again)
    assert "Tiếp tục bỏ phiếu: Bầu lại" in words(phone_of(cast.secretary).get("/"))


def test_an_order_is_told_by_its_sums_and_no_bar_contradicts_them(cast: Cast, hall: Hall) -> None:
    """Of an order the least sum is the best: a bar of first places beside it would say something else."""
    facts = motion_facts(
        cast,
        title="Thứ tự phát biểu",
        purpose="OTHER",
        form="RANK",
        options=[OptionFacts(unit) for unit in cast.units[:3]],
        threshold="most_votes",
        seats=None,
        year=None,
    )
    ballot = make_round(cast, make_motion(cast, hall, facts))
    for voter, order in zip(hall.voters, ("123", "123", "213", "231", "213", "321"), strict=True):
        vote(ballot, voter, choosing(*order))
    count(cast, ballot)
    page = phone_of(cast.observer).get(reverse("hall", args=[hall.meeting.pk])).content.decode()
    assert "Tổng thứ hạng 12" in page
    assert "<meter" not in page
