"""Pages of meetings: who sees what, forms that refuse, two editors, one press, text that stays text."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.meetings import (
    NOW,
    make_cycle,
    make_held_meeting,
    make_meeting,
    make_minutes,
    make_open_minutes,
    make_told_meeting,
)
from tests.factories.organisations import add_members, make_unit
from thidua.meetings.enums import AttendanceState, MeetingState, MinutesState, StatementKind
from thidua.meetings.models import (
    AgendaItem,
    Amendment,
    Attendance,
    Conclusion,
    ElectionRecord,
    Meeting,
    Minutes,
    Statement,
)
from thidua.meetings.services.adoption import sign_minutes
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import LeadRole

SignIn = Callable[[object], Client]
Count = Callable[[Callable[[], object]], int]


@pytest.fixture(autouse=True)
def _in_the_new_year(at: Callable[[str], object]) -> None:
    at(f"{YEAR}-01-20 09:00")


@pytest.fixture
def secretary(cast: Cast, sign_in: SignIn) -> Client:
    """A browser in which Thư has signed in."""
    return sign_in(cast.secretary.user)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.text.replace("\u00a0", " ")


def meeting_form(cast: Cast, **known: object) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": "CONFERENCE",
        "title": "Hội nghị tổng kết năm 2025",
        "held_on": f"10/01/{YEAR}",
        "part_of_day": "MORNING",
        "place": "Hà Nội",
        "quorum_rule": "own",
        "quorum_share": "2/3",
        "quorum_basis": "Điều 8 Quy chế hoạt động của Khối",
        "cycle": str(make_cycle(cast.bloc).pk),
    }
    return values | known


# --- Meetings -------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_comes_and_what_was(cast: Cast, secretary: Client) -> None:
    make_meeting(cast, title="Hội nghị sơ kết")
    make_held_meeting(cast)
    text = page(secretary, "meetings")

    assert text.index("Hội nghị sơ kết") < text.index("Hội nghị tổng kết")
    assert "Sáng 10/01/2026" in text
    assert reverse("plan_meeting", args=[cast.bloc.pk]) in text


def test_an_empty_list_says_what_comes_next(cast: Cast, sign_in: SignIn) -> None:
    assert "Thư ký khối lên lịch" in page(sign_in(cast.reader.user), "meetings")
    assert "các đơn vị thành viên được mời ngay" in page(sign_in(cast.secretary.user), "meetings")


def test_planning_by_form(cast: Cast, secretary: Client) -> None:
    url = reverse("plan_meeting", args=[cast.bloc.pk])
    first = secretary.post(url, meeting_form(cast))
    second = secretary.post(url, meeting_form(cast))

    meeting = Meeting.objects.get()
    assert first.url == second.url == reverse("meeting", args=[meeting.pk])
    assert (meeting.held_on.code, meeting.place) == ("2026-01-10", "Hà Nội")
    assert meeting.attendances.count() == len(cast.units)


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"title": ""}, "Anh/chị chưa nhập tên cuộc họp."),
        ({"held_on": "31/02/2026"}, "không có ngày 31"),
        ({"starts_at": "25 giờ"}, "Nhập giờ theo mẫu 8 giờ 30."),
        ({"starts_at": "10 giờ", "ends_at": "9h30"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"quorum_share": "5/3"}, "không quá 1"),
        ({"quorum_share": "một nửa"}, "ví dụ 2/3"),
        ({"cycle": "", "step": "CONFERENCE"}, "Chọn năm thi đua"),
        ({"cycle": "999999"}, "Chọn lại trong danh sách."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    cast: Cast, secretary: Client, known: dict[str, object], says: str
) -> None:
    answer = secretary.post(reverse("plan_meeting", args=[cast.bloc.pk]), meeting_form(cast, **known))

    assert answer.status_code == 200
    assert says in answer.text
    assert not Meeting.objects.exists()


def test_two_editors_see_both_versions(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    url = reverse("edit_meeting", args=[meeting.pk])
    secretary.post(url, meeting_form(cast, place="Huế", version=str(meeting.version)))
    second = secretary.post(url, meeting_form(cast, place="Vinh", version=str(meeting.version)))

    assert second.status_code == 409
    assert "Huế" in second.text
    assert "Vinh" in second.text
    meeting.refresh_from_db()
    assert meeting.place == "Huế"
    secretary.post(url, meeting_form(cast, place="Vinh", version=str(meeting.version)))
    meeting.refresh_from_db()
    assert meeting.place == "Vinh"


def test_recording_that_it_was_held_says_what_follows(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    url = reverse("hold_meeting", args=[meeting.pk])

    assert "được ghi là chưa biết, không phải là vắng" in secretary.get(url).text
    for _time in range(2):
        assert secretary.post(url).url == reverse("meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_a_day_to_come_is_refused_in_words(cast: Cast, secretary: Client, at: Callable[[str], object]) -> None:
    meeting = make_meeting(cast)
    at(f"{YEAR}-01-02 09:00")
    page = secretary.get(reverse("meeting", args=[meeting.pk])).text
    assert "Ngày họp 10/01/2026 chưa tới. Sửa ngày họp nếu đã họp sớm hơn." in page
    assert reverse("hold_meeting", args=[meeting.pk]) not in page

    answer = secretary.post(reverse("hold_meeting", args=[meeting.pk]), follow=True)

    assert "Ngày họp 10/01/2026 chưa tới" in answer.text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_cancelling_needs_a_reason(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    url = reverse("cancel_meeting", args=[meeting.pk])

    assert "Anh/chị chưa ghi lý do không họp." in secretary.post(url, {"reason": " "}).text
    secretary.post(url, {"reason": "Lồng ghép vào hoạt động"})
    assert "Lồng ghép vào hoạt động" in page(secretary, "meeting", meeting.pk)


@pytest.mark.parametrize("name", ["officer", "observer", "reader", "council_member"])
def test_others_see_no_buttons_of_the_secretary(cast: Cast, sign_in: SignIn, name: str) -> None:
    meeting = make_told_meeting(cast)
    text = page(sign_in(cast.everyone()[name].user), "meeting", meeting.pk)

    assert "Báo cáo tổng kết năm 2025" in text
    for url_name in ("edit_meeting", "mark_roll", "add_conclusion"):
        assert reverse(url_name, args=[meeting.pk]) not in text
    direction = reverse("add_statement", args=[meeting.pk, "chi-dao"])
    assert (direction in text) == (name == "observer")


def test_a_script_stays_text_on_every_page(cast: Cast, secretary: Client) -> None:
    meeting = make_held_meeting(cast, place="<script>alert(1)</script>")
    add_statement(
        actor=cast.secretary.actor(),
        meeting=meeting,
        kind=StatementKind.OPINION,
        facts=StatementFacts(VoiceFacts(words="<img src=x onerror=alert(2)>"), "<script>alert(3)</script>"),
        now=NOW,
    )
    secretary.post(reverse("build_minutes", args=[meeting.pk]))
    minutes = Minutes.objects.get()
    addresses = [
        reverse("meeting", args=[meeting.pk]),
        reverse("minutes", args=[minutes.pk]),
        reverse("edit_minutes", args=[minutes.pk, "y-kien"]),
        reverse("minutes_version", args=[minutes.pk, 1]),
        reverse("meetings"),
    ]
    for address in addresses:
        text = secretary.get(address).text
        assert not re.search(r"<script>alert|<img src=x", text), address
        assert "&lt;" in text, address


# --- Records --------------------------------------------------------------------------------------------------------


def test_the_agenda_is_drafted_with_one_press(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    for _time in range(2):
        secretary.post(reverse("draft_agenda", args=[meeting.pk]))

    items = AgendaItem.objects.filter(meeting=meeting)
    assert items.count() == 6
    text = page(secretary, "meeting", meeting.pk)
    assert "Bầu Khối trưởng, Khối phó năm tới" in text
    assert "20 phút" in text


def test_an_item_is_added_moved_changed_and_taken_out(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    add = reverse("add_agenda_item", args=[meeting.pk])
    for title in ("Khai mạc", "Báo cáo"):
        secretary.post(add, {"title": title, "planned_minutes": "10", "words": "Chủ trì"})
    second = AgendaItem.objects.get(title="Báo cáo")
    secretary.post(reverse("move_agenda_item", args=[second.pk]), {"ve": "len"})
    secretary.post(
        reverse("edit_agenda_item", args=[second.pk]),
        {"title": "Báo cáo tổng kết", "unit": str(cast.units[1].pk), "version": str(second.version)},
    )
    secretary.post(reverse("remove_agenda_item", args=[AgendaItem.objects.get(title="Khai mạc").pk]))

    item = AgendaItem.objects.get()
    assert (item.title, item.words, item.unit) == ("Báo cáo tổng kết", cast.units[1].name, cast.units[1])


def test_saying_more_keeps_the_page(cast: Cast, secretary: Client) -> None:
    meeting = make_held_meeting(cast)
    url = reverse("add_statement", args=[meeting.pk, "y-kien"])
    said = {"unit": str(cast.unit.pk), "content": "Nhất trí.", "more": "1"}

    assert secretary.post(url, said).url == url
    assert secretary.post(url, said | {"more": ""}).url.startswith(url)
    assert [statement.words for statement in Statement.objects.all()] == [cast.unit.name]


def test_a_conclusion_names_who_does_it(cast: Cast, secretary: Client) -> None:
    meeting = make_held_meeting(cast)
    secretary.post(
        reverse("add_conclusion", args=[meeting.pk]),
        {
            "content": "Ký giao ước năm 2026",
            "lead": str(cast.units[0].pk),
            "co_units": [str(cast.units[2].pk), str(cast.units[1].pk)],
            "due_on": "15/03/2026",
        },
    )

    conclusion = Conclusion.objects.get()
    assert (conclusion.lead, conclusion.co_units.count()) == (cast.units[0], 2)
    text = page(secretary, "meeting", meeting.pk)
    assert "15/03/2026" in text
    secretary.post(reverse("make_task", args=[conclusion.pk]), {"cycle": str(make_cycle(cast.bloc, YEAR).pk)})
    conclusion.refresh_from_db()
    assert conclusion.task is not None
    assert conclusion.task.cycle.year == YEAR


def test_an_election_of_which_only_the_unit_is_known(cast: Cast, secretary: Client) -> None:
    meeting = make_held_meeting(cast)
    url = reverse("record_election", args=[meeting.pk, "khoi-truong"])
    blank = page(secretary, "record_election", meeting.pk, "khoi-truong")
    assert not re.search(r'name="unit" value="\d+"[^>]*checked', blank)
    secretary.post(url, {"year": str(YEAR), "unit": str(cast.units[0].pk), "method": ""})

    election = ElectionRecord.objects.get()
    assert (election.role, election.unit, election.method, election.votes_for) == (
        LeadRole.LEAD,
        cast.units[0],
        None,
        None,
    )
    assert page(secretary, "meeting", meeting.pk).count("chưa có số liệu") >= 3
    taken = secretary.post(
        reverse("record_election", args=[meeting.pk, "khoi-pho"]), {"year": str(YEAR), "unit": str(cast.units[0].pk)}
    )
    assert "phải là hai đơn vị" in taken.text
    assert ElectionRecord.objects.count() == 1


# --- The roll -------------------------------------------------------------------------------------------------------


def roll_page(meeting: Meeting, states: dict[int, str]) -> dict[str, str]:
    """What the page of the roll posts."""
    posted = {}
    for line in Attendance.objects.filter(meeting=meeting):
        posted[f"version-{line.pk}"] = str(line.version)
        posted[f"state-{line.pk}"] = states.get(line.unit_id or 0, "")
        posted[f"reason-{line.pk}"] = "đi công tác" if states.get(line.unit_id or 0) == "ABSENT" else ""
    return posted


def test_the_roll_is_marked_on_one_page(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    posted = roll_page(meeting, {cast.units[0].pk: "PRESENT", cast.units[1].pk: "ABSENT"})
    url = reverse("mark_roll", args=[meeting.pk])

    assert secretary.post(url, posted).url == reverse("roll", args=[meeting.pk])
    states = dict(Attendance.objects.filter(meeting=meeting).values_list("unit", "state"))
    assert states[cast.units[0].pk] == AttendanceState.PRESENT
    assert states[cast.units[1].pk] == AttendanceState.ABSENT
    assert states[cast.units[2].pk] == AttendanceState.INVITED
    assert "đi công tác" in page(secretary, "roll", meeting.pk)


def test_all_present_is_only_a_start(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    text = secretary.get(reverse("mark_roll", args=[meeting.pk]) + "?tat-ca=co-mat").text

    assert len(re.findall(r'value="PRESENT"[^>]*checked', text)) == len(cast.units)
    assert set(Attendance.objects.values_list("state", flat=True)) == {AttendanceState.INVITED}


def test_two_rolls_are_put_side_by_side(cast: Cast, secretary: Client) -> None:
    meeting = make_meeting(cast)
    mine = roll_page(meeting, {cast.unit.pk: "ABSENT"})
    theirs = roll_page(meeting, {cast.unit.pk: "PRESENT"})
    url = reverse("mark_roll", args=[meeting.pk])
    secretary.post(url, theirs)
    answer = secretary.post(url, mine)

    assert answer.status_code == 409
    assert cast.unit.name in answer.text
    assert cast.units[0].name not in answer.text
    again = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', answer.text))
    assert secretary.post(url, again).status_code == 302
    assert Attendance.objects.get(meeting=meeting, unit=cast.unit).state == AttendanceState.ABSENT


def test_a_unit_answers_its_invitation(cast: Cast, sign_in: SignIn) -> None:
    meeting = make_meeting(cast)
    line = Attendance.objects.get(meeting=meeting, unit=cast.unit)
    officer = sign_in(cast.officer.user)
    url = reverse("answer_invitation", args=[line.pk])

    assert url in page(officer, "meeting", meeting.pk)
    read = {"version": str(line.version)}
    assert "Anh/chị chưa ghi lý do không dự được." in officer.post(url, {"coming": "no", **read}).text
    officer.post(url, {"coming": "yes", "person": str(cast.head.person.pk), **read})
    line.refresh_from_db()
    assert (line.coming, line.person) == (True, cast.head.person)

    late = officer.post(url, {"coming": "no", "reason": "Đi công tác", **read})  # from a page opened before
    assert late.status_code == 409
    assert "Đi công tác" in late.text
    line.refresh_from_db()
    assert line.coming is True


def test_a_unit_sends_its_own_people_only(cast: Cast, sign_in: SignIn) -> None:
    line = Attendance.objects.get(meeting=make_meeting(cast), unit=cast.unit)
    offered = page(sign_in(cast.officer.user), "answer_invitation", line.pk)

    assert cast.head.person.full_name in offered
    assert cast.standing.person.full_name not in offered


# --- Minutes --------------------------------------------------------------------------------------------------------


def test_the_minutes_from_draft_to_adoption(cast: Cast, sign_in: SignIn) -> None:
    meeting = make_told_meeting(cast)
    secretary = sign_in(cast.secretary.user)
    built = secretary.post(reverse("build_minutes", args=[meeting.pk]))
    minutes = Minutes.objects.get()
    assert built.url == secretary.post(reverse("build_minutes", args=[meeting.pk])).url
    secretary.post(reverse("open_minutes", args=[minutes.pk]), {"is_read_back": "on", "version": str(minutes.version)})
    line = minutes.lines.get(text__contains="gửi tài liệu")
    officer = sign_in(cast.officer.user)
    for _time in range(2):
        officer.post(
            reverse("propose_for_line", args=[line.pk]), {"text": "Gửi tài liệu trước 5 ngày.", "reason": "Nói rõ"}
        )
    amendment = Amendment.objects.get()
    secretary = sign_in(cast.secretary.user)
    assert "Còn 1 đề nghị sửa chưa xem" in page(secretary, "minutes", minutes.pk)
    secretary.post(reverse("accept_amendment", args=[amendment.pk]), {"line_version": str(line.version)})
    minutes.refresh_from_db()
    secretary.post(reverse("sign_minutes", args=[minutes.pk]), {"version": str(minutes.version)})
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED
    chair = sign_in(cast.head.user)
    assert "không sửa được nữa, kể cả bởi quản trị" in page(chair, "adopt_minutes", minutes.pk)
    chair.post(reverse("adopt_minutes", args=[minutes.pk]), {"version": str(minutes.version)})

    minutes.refresh_from_db()
    assert minutes.state == MinutesState.ADOPTED
    text = page(sign_in(cast.reader.user), "minutes", minutes.pk)
    assert minutes.digest in text
    assert "Gửi tài liệu trước 5 ngày." in text


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("other_officer", 403), ("stranger", 404)])
def test_who_was_not_there_is_refused(cast: Cast, sign_in: SignIn, name: str, status: int) -> None:
    minutes = make_open_minutes(cast)
    line = minutes.lines.all()[0]
    answer = sign_in(cast.everyone()[name].user).post(
        reverse("propose_for_line", args=[line.pk]), {"text": "Khác.", "reason": "Khác"}
    )

    assert answer.status_code == status
    assert not Amendment.objects.exists()


def test_the_secretary_cannot_adopt(cast: Cast, secretary: Client) -> None:
    minutes = make_open_minutes(cast)
    minutes = sign_minutes(
        actor=cast.secretary.actor(), minutes=minutes, version=Minutes.objects.get().version, now=NOW
    )
    answer = secretary.post(reverse("adopt_minutes", args=[minutes.pk]), {"version": str(minutes.version)})

    assert answer.status_code == 403
    assert "Chỉ chủ trì" in answer.text
    assert Minutes.objects.get().state == MinutesState.SIGNED


def test_two_writers_of_one_part_see_both_sentences(cast: Cast, secretary: Client) -> None:
    minutes = make_minutes(cast)
    line = minutes.lines.get(slot="meeting.place")
    url = reverse("edit_minutes", args=[minutes.pk, "mo-dau"])

    def posted(text: str) -> dict[str, str]:
        return {f"text-{line.pk}": text, f"version-{line.pk}": str(line.version)}

    first, second = posted("Địa điểm: Huế."), posted("Địa điểm: Vinh.")
    assert secretary.post(url, first).status_code == 302
    answer = secretary.post(url, second)

    assert answer.status_code == 409
    assert "Địa điểm: Huế." in answer.text
    again = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', answer.text))
    assert secretary.post(url, again).status_code == 302
    line.refresh_from_db()
    assert line.text == "Địa điểm: Vinh."


def test_the_chair_gives_the_minutes_back(cast: Cast, sign_in: SignIn) -> None:
    minutes = make_open_minutes(cast)
    minutes = sign_minutes(
        actor=cast.secretary.actor(), minutes=minutes, version=Minutes.objects.get().version, now=NOW
    )
    chair = sign_in(cast.head.user)
    url = reverse("return_minutes", args=[minutes.pk])
    assert "chưa ghi cần sửa chỗ nào" in chair.post(url, {"version": str(minutes.version)}).text
    chair.post(url, {"version": str(minutes.version), "reason": "Thiếu ý kiến của Thanh tra"})

    assert "Thiếu ý kiến của Thanh tra" in page(sign_in(cast.secretary.user), "minutes", minutes.pk)


def test_frozen_minutes_that_were_tampered_with_say_so(cast: Cast, secretary: Client) -> None:
    minutes = make_open_minutes(cast)
    Minutes.objects.filter(pk=minutes.pk).update(state=MinutesState.ADOPTED, text="Khác", digest="0" * 64)

    assert "Văn bản không còn khớp mã băm" in page(secretary, "minutes", minutes.pk)


# --- What it costs --------------------------------------------------------------------------------------------------


def large_bloc(cast: Cast, *, units: int) -> None:
    """Give the year 2025 so many members."""
    more = [make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị {number}") for number in range(units)]
    add_members(cast.bloc, YEAR - 1, more)


@pytest.mark.parametrize(
    "name", ["meeting", "roll", "mark_roll", "edit_meeting", "add_agenda_item", "add_attendee", "add_conclusion"]
)
def test_38_units_cost_as_much_as_6(cast: Cast, secretary: Client, count_queries: Count, name: str) -> None:
    small = make_told_meeting(cast)
    large_bloc(cast, units=32)
    large = make_told_meeting(cast, title="Hội nghị của 38 đơn vị")
    page(secretary, name, small.pk)

    counts = [count_queries(lambda each=each: page(secretary, name, each.pk)) for each in (small, large)]
    assert counts[0] == counts[1] <= 30
    assert Attendance.objects.filter(meeting=large, role="MEMBER").count() == 38


def test_the_list_costs_the_same_for_1_and_3(cast: Cast, secretary: Client, count_queries: Count) -> None:
    make_held_meeting(cast)
    page(secretary, "meetings")
    one = count_queries(lambda: page(secretary, "meetings"))
    for number in range(3):
        make_held_meeting(cast, title=f"Hội nghị {number}")
        make_meeting(cast, title=f"Hội nghị sắp tới {number}")

    assert count_queries(lambda: page(secretary, "meetings")) == one <= 30


def test_minutes_cost_the_same_for_6_and_38(cast: Cast, secretary: Client, count_queries: Count) -> None:
    small = make_open_minutes(cast)
    large_bloc(cast, units=32)
    large = make_open_minutes(cast, title="Hội nghị của 38 đơn vị")
    page(secretary, "minutes", small.pk)

    counts = [count_queries(lambda each=each: page(secretary, "minutes", each.pk)) for each in (small, large)]
    assert counts[0] == counts[1] <= 30
