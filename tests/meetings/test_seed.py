"""The conference of the seed, recorded exactly as it was told: what nobody published stays unknown."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tests.factories.organisations import add_members, make_agency, make_person, make_unit
from thidua.access.actors import build_actor
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor, Role
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.quorum import QuorumOutcome
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, PartOfDay, StatementKind
from thidua.meetings.facts.quorum import quorum_of
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import Meeting
from thidua.meetings.queries.records import MeetingRecords, elections_for, records_of
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.meetings.services.minutes import build_minutes
from thidua.meetings.services.roll import AttendeeFacts, RollMark, add_attendee, mark_roll
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import Gender, LeadRole
from thidua.organisations.models import Bloc, Person, Unit

NOW = datetime(2024, 1, 11, 2, tzinfo=UTC)
TITLE = "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 và phương hướng nhiệm vụ năm 2024"
UNITS = {
    "dang-doan-the": "Văn phòng Đảng – Đoàn thể",
    "van-phong-bo": "Văn phòng Bộ",
    "me-cong": "Văn phòng Thường trực Ủy ban sông Mê Công Việt Nam",
    "tru-luong": "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia",
    "thanh-tra": "Thanh tra Bộ",
    "dieu-duong": "Trung tâm Điều dưỡng và Phục hồi chức năng",
}


@dataclass(frozen=True)
class Told:
    """The bloc, its people and the recorded conference."""

    actor: Actor
    bloc: Bloc
    units: dict[str, Unit]
    meeting: Meeting

    @property
    def records(self) -> MeetingRecords:
        return records_of(self.meeting.pk)


@pytest.fixture
def told(db: None) -> Told:
    agency = make_agency("bo-tnmt", "Bộ Tài nguyên và Môi trường")
    units = {code: make_unit(agency, code, name) for code, name in UNITS.items()}
    personnel = make_unit(agency, "to-chuc-can-bo", "Vụ Tổ chức cán bộ")
    bloc = Bloc.objects.create(agency=agency, code="khoi-ii", name="Khối Thi đua số II", number="số II")
    add_members(bloc, 2023, [units["tru-luong"], units["dang-doan-the"], *_others(units)])
    cycle = Cycle.objects.create(agency=agency, bloc=bloc, year=2023, state=CycleState.OPEN)
    actor = _secretary(bloc)
    meeting = plan_meeting(
        actor=actor,
        bloc=bloc,
        facts=MeetingFacts(
            kind=MeetingKind.CONFERENCE,
            title=TITLE,
            held_on=PartialDate(2024, 1, 10),
            part_of_day=PartOfDay.MORNING,
            place="Hà Nội",
            cycle=cycle,
        ),
        now=NOW,
    )
    meeting = record_held(actor=actor, meeting=meeting, now=NOW)
    _record_people(actor, meeting, units, personnel)
    for role, code in ((LeadRole.LEAD, "van-phong-bo"), (LeadRole.DEPUTY_LEAD, "dang-doan-the")):
        record_election(actor=actor, meeting=meeting, facts=ElectionFacts(2024, role, units[code]))
    return Told(actor, bloc, units, meeting)


def _others(units: dict[str, Unit]) -> list[Unit]:
    return [unit for code, unit in units.items() if code not in ("tru-luong", "dang-doan-the")]


def _secretary(bloc: Bloc) -> Actor:
    user = User.objects.create_user("thu-ky", "thu-ky@vi-du.vn", "x")
    RoleGrant.objects.create(
        agency=bloc.agency, user=user, role=Role.BLOC_SECRETARY, bloc=bloc, since=date(2023, 1, 1), granted_at=NOW
    )
    return build_actor(user, NOW)


def _woman(unit: Unit, name: str, title: str) -> Person:
    person = make_person(unit, name, title=title)
    person.gender = Gender.FEMALE
    person.save()
    return person


def _record_people(actor: Actor, meeting: Meeting, units: dict[str, Unit], personnel: Unit) -> None:
    huyen = _woman(personnel, "Nguyễn Thị Huyền", "Phó Vụ trưởng")
    hoai = _woman(units["dang-doan-the"], "Lưu Thị Thu Hoài", "Phó Chánh Văn phòng")
    for facts in (
        AttendeeFacts(VoiceFacts(huyen, personnel), AttendanceRole.SUPERIOR, AttendanceState.PRESENT),
        AttendeeFacts(
            VoiceFacts(words="Lãnh đạo, đại diện các đơn vị thuộc Khối"),
            AttendanceRole.DELEGATE,
            AttendanceState.PRESENT,
        ),
    ):
        add_attendee(actor=actor, meeting=meeting, facts=facts, now=NOW)
    for kind, said in (
        (
            StatementKind.REPORT,
            StatementFacts(VoiceFacts(hoai, units["dang-doan-the"]), title="báo cáo tổng kết năm 2023"),
        ),
        (StatementKind.DIRECTION, StatementFacts(VoiceFacts(huyen), "Các đơn vị cùng nhau học hỏi, chia sẻ.")),
        (
            StatementKind.PRAISE,
            StatementFacts(
                VoiceFacts(words="Các đơn vị trong Khối"),
                title="tổ chức lồng ghép các hoạt động tại Sầm Sơn thay vì tổ chức đơn thuần hội nghị sơ kết",
                about_unit=units["tru-luong"],
            ),
        ),
    ):
        add_statement(actor=actor, meeting=meeting, kind=kind, facts=said, now=NOW)


def test_when_and_where(told: Told) -> None:
    assert when_words(told.meeting) == "Sáng 10/01/2024"
    assert (told.meeting.place, told.meeting.starts_at, told.meeting.chair_words) == ("Hà Nội", None, "")


def test_the_superior_attends_and_directs_without_a_vote(told: Told) -> None:
    superior = next(line for line in told.records.roll if line.role == AttendanceRole.SUPERIOR)

    assert superior.words == "Bà Nguyễn Thị Huyền, Phó Vụ trưởng Vụ Tổ chức cán bộ"
    assert not superior.has_vote
    assert told.records.directions[0].words == superior.words


def test_the_deputy_chief_of_the_deputy_unit_reads_the_report(told: Told) -> None:
    assert told.records.reports[0].words == "Bà Lưu Thị Thu Hoài, Phó Chánh Văn phòng Đảng – Đoàn thể"
    assert told.records.reports[0].unit == told.units["dang-doan-the"]


def test_nobody_counted_who_came(told: Told) -> None:
    quorum = quorum_of(told.meeting, told.records.roll)

    assert {line.head_count for line in told.records.roll} == {None}
    assert (quorum.outcome, quorum.present, quorum.absent, quorum.unknown) == (QuorumOutcome.NO_RULE, 0, 0, 6)


def test_who_leads_2024_and_nothing_of_how(told: Told) -> None:
    chosen = {record.role: record for record in elections_for(told.bloc.pk, 2024)}

    assert chosen[LeadRole.LEAD].unit.name == "Văn phòng Bộ"
    assert chosen[LeadRole.DEPUTY_LEAD].unit.name == "Văn phòng Đảng – Đoàn thể"
    for record in chosen.values():
        assert (record.method, record.votes_for, record.votes_against, record.votes_blank) == (None, None, None, None)
        assert (record.representative, record.candidates.count()) == (None, 0)


def test_the_minutes_say_what_is_unknown(told: Told) -> None:
    minutes = build_minutes(actor=told.actor, meeting=told.meeting, now=NOW)
    texts = set(minutes.lines.values_list("text", flat=True))

    assert "Thời gian: sáng ngày 10 tháng 01 năm 2024." in texts
    assert "Chủ trì: chưa rõ." in texts
    assert (
        "Đại biểu các đơn vị có mặt: Lãnh đạo, đại diện các đơn vị thuộc Khối (số người: chưa có số liệu)."
    ) in texts
    assert (
        "Hội nghị bầu Văn phòng Bộ làm Khối trưởng Khối Thi đua số II năm 2024. "
        "Hình thức: chưa rõ. Kết quả: số phiếu chưa có số liệu."
    ) in texts


def test_the_same_record_twice_is_one_conference(told: Told) -> None:
    before = Meeting.objects.count()
    facts = MeetingFacts(kind=MeetingKind.CONFERENCE, title=TITLE, held_on=PartialDate(2024, 1, 10))
    again = plan_meeting(actor=told.actor, bloc=told.bloc, facts=facts, now=NOW)

    assert (again, Meeting.objects.count()) == (told.meeting, before)


def test_units_known_to_be_there_are_marked(told: Told) -> None:
    """The head's and the deputy's people spoke: two of six are known, four are not."""
    codes = {"tru-luong", "dang-doan-the"}
    lines = [line for line in told.records.roll if line.unit and line.unit.code in codes]
    marks = [RollMark(line.pk, line.version, AttendanceState.PRESENT) for line in lines]
    mark_roll(actor=told.actor, meeting=told.meeting, marks=marks)

    quorum = quorum_of(told.meeting, told.records.roll)
    assert (quorum.outcome, quorum.present, quorum.unknown, quorum.needed) == (QuorumOutcome.NO_RULE, 2, 4, None)
