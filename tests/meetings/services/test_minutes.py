"""Minutes: built from records, kept in step, written in, amended by those who were there, finished by two people."""

from datetime import timedelta

import pytest

from tests.cast import Cast, Member
from tests.factories.meetings import (
    NOW,
    change_meeting,
    make_held_meeting,
    make_meeting,
    make_minutes,
    make_open_minutes,
    make_told_meeting,
    mark,
)
from thidua.audit.models import AuditEntry
from thidua.audit.queries import chain_head
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.meetings.enums import (
    AmendmentState,
    MeetingState,
    MinutesSection,
    MinutesState,
    StatementKind,
    VersionCause,
)
from thidua.meetings.errors import MinutesRuleError
from thidua.meetings.facts.minutes_paper import digest_of, is_intact
from thidua.meetings.models import Amendment, Meeting, Minutes, MinutesLine, MinutesVersion, Statement
from thidua.meetings.policies.minutes import minutes_visible_to
from thidua.meetings.services.adoption import adopt_minutes, return_minutes, sign_minutes
from thidua.meetings.services.amendments import (
    accept_amendment,
    propose_amendment,
    reject_amendment,
    withdraw_amendment,
)
from thidua.meetings.services.minutes import (
    LineEdit,
    build_minutes,
    edit_minutes,
    open_for_amendment,
    refresh_minutes,
)
from thidua.meetings.services.parts import remove_part
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement

TODAY = NOW.date()


def line_with(minutes: Minutes, words: str) -> MinutesLine:
    return minutes.lines.get(text__contains=words)


def edit(cast: Cast, line: MinutesLine, text: str, *, by: Member | None = None) -> Minutes:
    return edit_minutes(
        actor=(by or cast.secretary).actor(),
        minutes=line.minutes,
        edits=[LineEdit(line.pk, line.version, text)],
        now=NOW,
    )


def propose(
    cast: Cast, minutes: Minutes, *, by: Member | None = None, text: str = "Đề nghị gửi tài liệu trước 5 ngày."
) -> Amendment:
    return propose_amendment(
        actor=(by or cast.officer).actor(),
        minutes=minutes,
        section=MinutesSection.OPINIONS,
        line=line_with(minutes, "gửi tài liệu"),
        text=text,
        reason="Nói rõ số ngày",
        now=NOW,
    )


def sign(cast: Cast, minutes: Minutes, *, by: Member | None = None) -> Minutes:
    minutes = Minutes.objects.get(pk=minutes.pk)
    return sign_minutes(actor=(by or cast.secretary).actor(), minutes=minutes, version=minutes.version, now=NOW)


def adopt(cast: Cast, minutes: Minutes, *, by: Member | None = None) -> Minutes:
    minutes = Minutes.objects.get(pk=minutes.pk)
    return adopt_minutes(actor=(by or cast.head).actor(), minutes=minutes, version=minutes.version, now=NOW)


# --- Built from the records -----------------------------------------------------------------------------------------


def test_every_sentence_knows_its_record(cast: Cast) -> None:
    minutes = make_minutes(cast)

    told = {(line.section, line.source_kind) for line in minutes.lines.all()}
    assert told == {
        (MinutesSection.OPENING, "meeting"),
        (MinutesSection.ATTENDANCE, "roll"),
        (MinutesSection.AGENDA, "agenda_item"),
        (MinutesSection.REPORTS, "statement"),
        (MinutesSection.OPINIONS, "statement"),
        (MinutesSection.DIRECTION, "statement"),
        (MinutesSection.PRAISE, "statement"),
        (MinutesSection.CONCLUSIONS, "conclusion"),
    }
    assert minutes.meeting.state == MeetingState.MINUTES_DRAFT
    assert not any(line.is_edited for line in minutes.lines.all())


def test_the_sentences(cast: Cast) -> None:
    texts = list(make_minutes(cast).lines.values_list("text", flat=True))

    unknown = "; ".join(unit.name for unit in (cast.units[1], cast.units[3], cast.units[5]))
    assert texts == [
        "Thời gian: sáng ngày 10 tháng 01 năm 2026.",
        "Địa điểm: Hà Nội.",
        "Chủ trì: Trần Quốc Hùng, Vụ trưởng Vụ Kế hoạch – Tài chính và Hợp tác quốc tế.",
        "Thư ký: Đặng Minh Thư, Chuyên viên Văn phòng Bộ.",
        "Đại diện cấp trên dự và chỉ đạo: Hoàng Văn Giám, Phó Vụ trưởng Viện Nghiên cứu Minh họa.",
        f"Thành viên có mặt: {cast.units[0]}; {cast.unit}.",
        f"Vắng: {cast.units[4]} (lý do: đi công tác).",
        f"Chưa có ghi nhận về sự có mặt của: {unknown}.",
        (
            "Ghi nhận có mặt 2/6 đơn vị thành viên, chưa rõ 3; cần ít nhất 4/6: chưa kết luận được là đủ thành phần "
            "hay chưa. Mức cần có: ít nhất 2/3 thành viên, theo Điều 8 Quy chế hoạt động của Khối."
        ),
        "1. Báo cáo tổng kết năm 2025.",
        "Đặng Minh Thư, Chuyên viên Văn phòng Bộ trình bày Báo cáo tổng kết năm 2025. Các đơn vị đều đạt mục tiêu.",
        "Thanh tra Bộ: Đề nghị gửi tài liệu sớm hơn.",
        "Hoàng Văn Giám, Phó Vụ trưởng Viện Nghiên cứu Minh họa phát biểu chỉ đạo: Cần chia sẻ cách làm.",
        (
            "Các đơn vị trong Khối đánh giá cao Văn phòng Bộ về lồng ghép sơ kết vào hoạt động thu gom rác. "
            "Đây là điểm nổi bật của năm."
        ),
        "1. Ký giao ước năm 2026. Chủ trì: Văn phòng Bộ.",
    ]


def test_there_are_no_minutes_before_the_meeting(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="chưa diễn ra"):
        build_minutes(actor=cast.secretary.actor(), meeting=make_meeting(cast), now=NOW)


def test_minutes_are_built_once(cast: Cast) -> None:
    minutes = make_minutes(cast)

    with pytest.raises(RefusedError, match="đã có"):
        build_minutes(actor=cast.secretary.actor(), meeting=minutes.meeting, now=NOW)
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader"])
def test_only_who_runs_the_meeting_builds(cast: Cast, name: str) -> None:
    with pytest.raises(RefusedError):
        build_minutes(actor=cast.everyone()[name].actor(), meeting=make_told_meeting(cast), now=NOW)


def test_records_that_changed_are_taken_over_and_own_words_kept(cast: Cast) -> None:
    minutes = make_minutes(cast)
    own = line_with(minutes, "Địa điểm")
    edit(cast, own, "Địa điểm: hội trường tầng 2, Hà Nội.")
    change_meeting(cast, minutes.meeting, place="Hà Nội, 10 Tôn Thất Thuyết")
    mark(cast, minutes.meeting, {cast.units[1].pk: "PRESENT", cast.units[3].pk: "PRESENT"})
    remove_part(actor=cast.secretary.actor(), part=Statement.objects.get(kind=StatementKind.PRAISE))
    add_statement(
        actor=cast.secretary.actor(),
        meeting=minutes.meeting,
        kind=StatementKind.OPINION,
        facts=StatementFacts(VoiceFacts(unit=cast.unit), "Nhất trí."),
        now=NOW,
    )

    refresh_minutes(actor=cast.secretary.actor(), minutes=minutes, now=NOW)

    own.refresh_from_db()
    assert own.text == "Địa điểm: hội trường tầng 2, Hà Nội."
    assert own.built_text == "Địa điểm: Hà Nội, 10 Tôn Thất Thuyết."
    assert line_with(minutes, "đủ thành phần để họp").text.startswith("Có mặt 4/6")
    assert not minutes.lines.filter(section=MinutesSection.PRAISE).exists()
    opinions = list(minutes.lines.filter(section=MinutesSection.OPINIONS).values_list("text", flat=True))
    assert opinions == ["Thanh tra Bộ: Đề nghị gửi tài liệu sớm hơn.", f"{cast.unit}: Nhất trí."]
    positions = list(minutes.lines.values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_refreshing_what_is_up_to_date_leaves_no_trace(cast: Cast) -> None:
    minutes = make_minutes(cast)
    before = AuditEntry.objects.count(), MinutesVersion.objects.count()

    refresh_minutes(actor=cast.secretary.actor(), minutes=minutes, now=NOW)

    assert (AuditEntry.objects.count(), MinutesVersion.objects.count()) == before


def test_a_sentence_left_out_stays_out(cast: Cast) -> None:
    minutes = make_minutes(cast)
    line = line_with(minutes, "Chưa có ghi nhận")
    edit(cast, line, "")

    refresh_minutes(actor=cast.secretary.actor(), minutes=minutes, now=NOW)

    line.refresh_from_db()
    assert (line.text, line.is_edited) == ("", True)
    assert "Chưa có ghi nhận" not in MinutesVersion.objects.all()[0].text


# --- Written in -----------------------------------------------------------------------------------------------------


def test_each_change_keeps_the_whole_text(cast: Cast) -> None:
    minutes = make_minutes(cast)
    edit(cast, line_with(minutes, "Địa điểm"), "Địa điểm: Sầm Sơn.")

    newest, first = MinutesVersion.objects.filter(minutes=minutes)
    assert (first.number, first.cause, newest.number, newest.cause) == (1, VersionCause.BUILT, 2, VersionCause.EDITED)
    assert "Địa điểm: Hà Nội." in first.text
    assert "Địa điểm: Sầm Sơn." in newest.text
    assert newest.digest == digest_of(newest.text)
    assert newest.made_by == "Đặng Minh Thư"


def test_sentences_are_added_and_taken_out(cast: Cast) -> None:
    minutes = make_minutes(cast)
    added = [(MinutesSection.CLOSING, "Hội nghị bế mạc trong không khí đoàn kết.")]
    for _time in range(2):
        edit_minutes(actor=cast.secretary.actor(), minutes=minutes, edits=[], added=added, now=NOW)

    line = line_with(minutes, "bế mạc")
    assert (line.section, line.slot, line.is_edited) == (MinutesSection.CLOSING, "", True)
    edit(cast, line, "")
    assert not minutes.lines.filter(pk=line.pk).exists()


def test_two_editors_of_one_sentence_are_asked(cast: Cast) -> None:
    minutes = make_minutes(cast)
    line = line_with(minutes, "Địa điểm")
    edit(cast, line, "Địa điểm: Sầm Sơn.")

    with pytest.raises(StaleVersionError) as conflict:
        edit(cast, line, "Địa điểm: Huế.", by=cast.standing)

    assert conflict.value.data["row"].text == "Địa điểm: Sầm Sơn."
    line.refresh_from_db()
    assert line.text == "Địa điểm: Sầm Sơn."


def test_two_editors_of_different_sentences_are_not(cast: Cast) -> None:
    minutes = make_minutes(cast)
    place, chair = line_with(minutes, "Địa điểm"), line_with(minutes, "Chủ trì: Trần")
    edit(cast, place, "Địa điểm: Sầm Sơn.")
    edit(cast, chair, "Chủ trì: ông Hùng.", by=cast.standing)

    assert line_with(minutes, "Sầm Sơn")
    assert line_with(minutes, "ông Hùng")


# --- Amended --------------------------------------------------------------------------------------------------------


def test_a_draft_is_for_its_writers_and_the_chair(cast: Cast) -> None:
    minutes = make_minutes(cast)

    def who_sees() -> set[str]:
        return {name for name, member in cast.everyone().items() if minutes_visible_to(member.actor()).exists()}

    assert who_sees() == {"secretary", "standing", "head"}
    open_for_amendment(
        actor=cast.secretary.actor(),
        minutes=minutes,
        amend_until=TODAY,
        version=minutes.version,
        now=NOW,
    )
    assert who_sees() == set(cast.everyone()) - {"stranger", "administrator"}


@pytest.mark.parametrize("name", ["officer", "head", "observer", "secretary"])
def test_who_was_there_proposes(cast: Cast, name: str) -> None:
    """Unit head and officer of a unit that was present; the observer and the secretary themselves.

    Thư's unit was present, but Thư is no officer of it: so she is put on the roll.
    """
    minutes = make_open_minutes(cast)
    if name == "secretary":
        put_on_roll(cast, minutes.meeting, cast.secretary)

    amendment = propose(cast, minutes, by=cast.everyone()[name])

    assert (amendment.state, amendment.line_text) == (
        AmendmentState.PROPOSED,
        "Thanh tra Bộ: Đề nghị gửi tài liệu sớm hơn.",
    )
    assert amendment.proposed_by == cast.everyone()[name].person


@pytest.mark.parametrize("name", ["other_officer", "reader", "council_member", "standing"])
def test_who_was_not_there_does_not(cast: Cast, name: str) -> None:
    """The other officer's unit is recorded as unknown, not as present."""
    with pytest.raises(RefusedError, match="có mặt"):
        propose(cast, make_open_minutes(cast), by=cast.everyone()[name])


def put_on_roll(cast: Cast, meeting: Meeting, member: Member) -> None:
    from thidua.meetings.enums import AttendanceRole, AttendanceState
    from thidua.meetings.services.roll import AttendeeFacts, add_attendee

    add_attendee(
        actor=cast.secretary.actor(),
        meeting=meeting,
        facts=AttendeeFacts(
            VoiceFacts(person=member.person), role=AttendanceRole.DELEGATE, state=AttendanceState.PRESENT
        ),
        now=NOW,
    )


def test_nobody_proposes_before_the_draft_is_sent_or_after_the_day(cast: Cast) -> None:
    minutes = make_minutes(cast)
    with pytest.raises(RefusedError, match="chưa gửi"):
        propose(cast, minutes)
    open_for_amendment(
        actor=cast.secretary.actor(), minutes=minutes, amend_until=TODAY, version=minutes.version, now=NOW
    )
    minutes.refresh_from_db()
    assert propose(cast, minutes).state == AmendmentState.PROPOSED

    with pytest.raises(RefusedError, match="đã qua"):
        propose_amendment(
            actor=cast.head.actor(),
            minutes=minutes,
            section=MinutesSection.CLOSING,
            text="Thêm một câu.",
            reason="Thiếu",
            now=NOW + timedelta(days=1),
        )


def test_sent_twice_it_is_proposed_once(cast: Cast) -> None:
    minutes = make_open_minutes(cast)

    assert propose(cast, minutes) == propose(cast, minutes)
    assert Amendment.objects.count() == 1


def test_accepting_puts_the_text_in(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    amendment = propose(cast, minutes)
    accept_amendment(actor=cast.secretary.actor(), amendment=amendment, line_version=amendment.line.version, now=NOW)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.decided_by) == (AmendmentState.ACCEPTED, "Đặng Minh Thư")
    assert amendment.line.text == "Đề nghị gửi tài liệu trước 5 ngày."
    assert MinutesVersion.objects.filter(minutes=minutes)[0].cause == VersionCause.AMENDED


def test_accepting_an_addition(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    amendment = propose_amendment(
        actor=cast.officer.actor(),
        minutes=minutes,
        section=MinutesSection.OPINIONS,
        text="Vụ Kế hoạch đề nghị gửi tài liệu trước.",
        reason="Còn thiếu ý kiến này",
        now=NOW,
    )
    accept_amendment(actor=cast.secretary.actor(), amendment=amendment, line_version=None, now=NOW)

    texts = list(minutes.lines.filter(section=MinutesSection.OPINIONS).values_list("text", flat=True))
    assert texts[-1] == "Vụ Kế hoạch đề nghị gửi tài liệu trước."


def test_a_sentence_that_changed_since_is_read_again(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    amendment = propose(cast, minutes)
    as_read = amendment.line.version
    edit(cast, amendment.line, "Thanh tra Bộ đề nghị gửi tài liệu sớm.")

    with pytest.raises(StaleVersionError):
        accept_amendment(actor=cast.secretary.actor(), amendment=amendment, line_version=as_read, now=NOW)
    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.PROPOSED


def test_rejecting_says_why(cast: Cast) -> None:
    amendment = propose(cast, make_open_minutes(cast))
    with pytest.raises(MinutesRuleError, match="lý do"):
        reject_amendment(actor=cast.secretary.actor(), amendment=amendment, reason=" ", now=NOW)
    reject_amendment(actor=cast.secretary.actor(), amendment=amendment, reason="Hội nghị không nêu số ngày", now=NOW)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.decision_reason) == (AmendmentState.REJECTED, "Hội nghị không nêu số ngày")


def test_nobody_decides_his_own_proposal(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    put_on_roll(cast, minutes.meeting, cast.secretary)
    amendment = propose(cast, minutes, by=cast.secretary)

    with pytest.raises(RefusedError, match="chính anh/chị"):
        accept_amendment(
            actor=cast.secretary.actor(), amendment=amendment, line_version=amendment.line.version, now=NOW
        )
    accept_amendment(actor=cast.standing.actor(), amendment=amendment, line_version=amendment.line.version, now=NOW)
    amendment.refresh_from_db()
    assert amendment.decided_by == "Phạm Văn Thường"


def test_an_amendment_is_decided_once(cast: Cast) -> None:
    amendment = propose(cast, make_open_minutes(cast))
    reject_amendment(actor=cast.secretary.actor(), amendment=amendment, reason="Không nêu", now=NOW)

    with pytest.raises(RefusedError, match="đã xong"):
        accept_amendment(actor=cast.standing.actor(), amendment=amendment, line_version=amendment.line.version, now=NOW)


def test_one_takes_back_ones_own(cast: Cast) -> None:
    amendment = propose(cast, make_open_minutes(cast))
    with pytest.raises(RefusedError):
        withdraw_amendment(actor=cast.head.actor(), amendment=amendment, now=NOW)
    withdraw_amendment(actor=cast.officer.actor(), amendment=amendment, now=NOW)

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.WITHDRAWN


# --- Signed, adopted, frozen ----------------------------------------------------------------------------------------


def test_two_people_finish_the_minutes(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    sign(cast, minutes)
    head = chain_head(cast.agency.pk)
    minutes = adopt(cast, minutes)

    assert (minutes.state, minutes.meeting.state) == (MinutesState.ADOPTED, MeetingState.ADOPTED)
    assert (minutes.signed_by, minutes.adopted_by) == (cast.secretary.person, cast.head.person)
    assert (minutes.chain_number, minutes.chain_hash) == (head.number, head.hash)
    assert head.hash in minutes.text
    assert minutes.digest == digest_of(minutes.text)
    assert MinutesVersion.objects.filter(minutes=minutes)[0].text == minutes.text
    assert is_intact(minutes)


def test_a_changed_text_is_noticed(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    sign(cast, minutes)
    minutes = adopt(cast, minutes)
    Minutes.objects.filter(pk=minutes.pk).update(text=minutes.text.replace("Hà Nội", "Huế"))

    assert not is_intact(Minutes.objects.get())


def test_the_secretary_cannot_adopt_alone(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    sign(cast, minutes)

    with pytest.raises(RefusedError, match="Chỉ chủ trì"):
        adopt(cast, minutes, by=cast.secretary)
    assert Minutes.objects.get().state == MinutesState.SIGNED


def test_a_chair_who_runs_the_bloc_cannot_sign_as_secretary(cast: Cast) -> None:
    minutes = make_open_minutes(cast, chair=cast.secretary.person, secretary=cast.standing.person)

    with pytest.raises(RefusedError, match="hai người"):
        sign(cast, minutes)
    sign(cast, minutes, by=cast.standing)
    assert adopt(cast, minutes, by=cast.secretary).state == MinutesState.ADOPTED


def test_who_signed_and_then_became_chair_cannot_adopt(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    sign(cast, minutes)
    Meeting.objects.update(chair=cast.secretary.person, secretary=None)

    with pytest.raises(RefusedError, match="người khác"):
        adopt(cast, minutes, by=cast.secretary)


@pytest.mark.parametrize("name", ["officer", "observer", "standing", "reader", "council_member"])
def test_only_the_chair_adopts(cast: Cast, name: str) -> None:
    minutes = make_open_minutes(cast)
    sign(cast, minutes)

    with pytest.raises(RefusedError, match="Chỉ chủ trì"):
        adopt(cast, minutes, by=cast.everyone()[name])
    assert adopt(cast, minutes).state == MinutesState.ADOPTED


def test_nothing_is_signed_while_an_amendment_waits(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    amendment = propose(cast, minutes)
    with pytest.raises(RefusedError, match="Còn 1 đề nghị"):
        sign(cast, minutes)
    withdraw_amendment(actor=cast.officer.actor(), amendment=amendment, now=NOW)

    assert sign(cast, minutes).state == MinutesState.SIGNED


def test_attendees_keep_their_days(cast: Cast) -> None:
    minutes = make_minutes(cast)
    with pytest.raises(RefusedError, match="chưa được xem"):
        sign(cast, minutes)
    open_for_amendment(
        actor=cast.secretary.actor(), minutes=minutes, amend_until=TODAY, version=minutes.version, now=NOW
    )
    with pytest.raises(RefusedError, match="còn được đề nghị"):
        sign(cast, minutes)

    minutes.refresh_from_db()
    later = sign_minutes(
        actor=cast.secretary.actor(), minutes=minutes, version=minutes.version, now=NOW + timedelta(days=1)
    )
    assert later.state == MinutesState.SIGNED


@pytest.mark.parametrize(("days", "read_back"), [(-1, False), (None, False)])
def test_the_day_for_amendments_is_today_or_later(cast: Cast, days: int | None, read_back: bool) -> None:
    minutes = make_minutes(cast)
    with pytest.raises(MinutesRuleError):
        open_for_amendment(
            actor=cast.secretary.actor(),
            minutes=minutes,
            amend_until=None if days is None else TODAY + timedelta(days=days),
            is_read_back=read_back,
            version=minutes.version,
            now=NOW,
        )


def test_no_chair_no_signature(cast: Cast) -> None:
    minutes = make_open_minutes(cast, chair=None)

    with pytest.raises(RefusedError, match="Chưa ghi ai chủ trì"):
        sign(cast, minutes)
    change_meeting(cast, minutes.meeting, chair=cast.head.person)
    assert sign(cast, minutes).state == MinutesState.SIGNED


def test_the_chair_gives_them_back(cast: Cast) -> None:
    minutes = sign(cast, make_open_minutes(cast))
    with pytest.raises(MinutesRuleError, match="sửa chỗ nào"):
        return_minutes(actor=cast.head.actor(), minutes=minutes, reason="", version=minutes.version)
    minutes = return_minutes(
        actor=cast.head.actor(), minutes=minutes, reason="Thiếu ý kiến Thanh tra", version=minutes.version
    )

    assert (minutes.state, minutes.signed_by, minutes.returned_because) == (
        MinutesState.OPEN,
        None,
        "Thiếu ý kiến Thanh tra",
    )
    edit(cast, line_with(minutes, "Địa điểm"), "Địa điểm: Huế.")


@pytest.mark.parametrize("is_adopted", [False, True])
def test_signed_and_adopted_minutes_lock_text_and_records(cast: Cast, is_adopted: bool) -> None:
    minutes = sign(cast, make_open_minutes(cast))
    if is_adopted:
        minutes = adopt(cast, minutes)

    with pytest.raises(RefusedError):
        edit(cast, line_with(minutes, "Địa điểm"), "Địa điểm: Huế.")
    with pytest.raises(RefusedError):
        change_meeting(cast, minutes.meeting, place="Huế")
    with pytest.raises(RefusedError):
        mark(cast, minutes.meeting, {cast.units[1].pk: "PRESENT"})
    with pytest.raises(RefusedError):
        remove_part(actor=cast.secretary.actor(), part=Statement.objects.all()[0])
    with pytest.raises(RefusedError):
        propose(cast, minutes)


def test_pressing_twice_signs_and_adopts_once(cast: Cast) -> None:
    minutes = make_open_minutes(cast)
    for _time in range(2):
        sign(cast, minutes)
    for _time in range(2):
        adopt(cast, minutes)

    actions = list(AuditEntry.objects.filter(action__in=["minutes.signed", "minutes.adopted"]).values_list("action"))
    assert actions == [("minutes.signed",), ("minutes.adopted",)]


def test_minutes_that_changed_since_the_chair_read_them_are_not_adopted(cast: Cast) -> None:
    minutes = sign(cast, make_open_minutes(cast))
    as_read = minutes.version
    minutes = return_minutes(actor=cast.head.actor(), minutes=minutes, reason="Sửa", version=as_read)
    edit(cast, line_with(minutes, "Địa điểm"), "Địa điểm: Huế.")
    sign(cast, minutes)

    with pytest.raises(StaleVersionError):
        adopt_minutes(actor=cast.head.actor(), minutes=Minutes.objects.get(), version=as_read, now=NOW)
    assert adopt(cast, minutes).state == MinutesState.ADOPTED


def test_a_script_is_text(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    script = "<script>alert(1)</script>"
    add_statement(
        actor=cast.secretary.actor(),
        meeting=meeting,
        kind=StatementKind.OPINION,
        facts=StatementFacts(VoiceFacts(words="Ai đó"), script),
        now=NOW,
    )
    minutes = build_minutes(actor=cast.secretary.actor(), meeting=meeting, now=NOW)

    assert line_with(minutes, "<script>").text == f"Ai đó: {script}."
