"""What minutes tell of votes: question, rules with their sources, each round, what came of it, and no voter's vote."""

import itertools

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    flag_facts,
    make_hall,
    make_motion,
    make_round,
    marking,
    motion_facts,
    vote,
    vote_all,
)
from tests.factories.meetings import NOW, change_meeting
from tests.pages import words_of
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.core.voting.tally import OptionCount, Tally
from thidua.meetings.enums import BallotMethod, MinutesSection, MotionPurpose
from thidua.meetings.facts.minutes_paper import is_intact, paper_text
from thidua.meetings.facts.minutes_text import build_lines
from thidua.meetings.facts.sources import Source, source_anchor
from thidua.meetings.models import Ballot, Minutes, MinutesLine, Motion
from thidua.meetings.queries.minutes import lines_of
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.adoption import adopt_minutes, sign_minutes
from thidua.meetings.services.agenda import AgendaFacts, add_agenda_item
from thidua.meetings.services.conclusions import ConclusionFacts, add_conclusion
from thidua.meetings.services.meetings import record_held
from thidua.meetings.services.minutes import build_minutes, open_for_amendment, refresh_minutes
from thidua.meetings.services.motions import recuse, void_motion, void_round
from thidua.meetings.services.results import decide_motion
from thidua.meetings.services.rounds import record_hands
from thidua.meetings.services.tellers import enter_sheet
from thidua.meetings.services.written import enter_written


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast)


def told(hall: Hall, section: MinutesSection = MinutesSection.VOTES) -> list[str]:
    return [line.text for line in build_lines(records_of(hall.meeting.pk)) if line.section == section]


def elect(cast: Cast, hall: Hall, choices: str, motion: Motion | None = None) -> Ballot:
    motion = motion or make_motion(cast, hall)
    ballot = make_round(cast, motion)
    vote_all(ballot, hall, choices)
    return count(cast, ballot)


def minutes_of(cast: Cast, hall: Hall) -> Minutes:
    meeting = record_held(actor=cast.secretary.actor(), meeting=hall.meeting, now=NOW)
    return build_minutes(actor=cast.secretary.actor(), meeting=meeting, now=NOW)


def test_an_election_in_one_round(cast: Cast, hall: Hall) -> None:
    ballot = elect(cast, hall, "111123")

    names = [unit.name for unit in cast.units]
    assert told(hall) == [
        (
            "1. Bầu Khối trưởng năm 2026. Cách đánh phiếu: chọn trong danh sách, mỗi phiếu nhiều nhất 1 tên. "
            f"Số được chọn: 1. Danh sách: {'; '.join(names)}."
        ),
        (
            "Quy tắc: đủ người họp: ít nhất 2/3 thành viên, theo Điều 8 Quy chế hoạt động của Khối; "
            "tỷ lệ đạt: quá nửa tổng số thành viên, theo Điều 5 Quy chế hoạt động của Khối; "
            "số vòng: nhiều nhất 2 vòng, rồi cấp có thẩm quyền quyết định, theo Điều 5 Quy chế hoạt động của Khối."
        ),
        (
            "Vòng 1, bỏ phiếu kín trên điện thoại, máy tính: tổng số 6 đơn vị thành viên, có mặt 6, đã bỏ phiếu 6. "
            "Mở lúc 9 giờ 00, 20/01/2026; kiểm phiếu lúc 9 giờ 00, 20/01/2026."
        ),
        (
            f"Kết quả vòng 1: {names[0]}: 4 phiếu, được chọn (4 trên 6, cần 4); "
            f"{names[1]}: 1 phiếu, không được chọn (1 trên 6, cần 4); "
            f"{names[2]}: 1 phiếu, không được chọn (1 trên 6, cần 4); "
            f"{names[3]}: 0 phiếu, không được chọn (0 trên 6, cần 4); "
            f"{names[4]}: 0 phiếu, không được chọn (0 trên 6, cần 4); "
            f"{names[5]}: 0 phiếu, không được chọn (0 trên 6, cần 4). Phiếu trắng 0, phiếu không hợp lệ 0."
        ),
        f"Mã băm SHA-256 của kết quả công bố vòng 1: {ballot.digest}.",
        f"Kết quả: {names[0]}.",
    ]


def test_a_count_that_did_not_wait_says_why(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, "11112")
    [roll] = [text for text in told(hall) if text.startswith("Vòng 1,")]
    assert roll.endswith("Kết thúc khi còn thành viên có mặt chưa bỏ phiếu, lý do: Hết giờ bỏ phiếu.")


def test_who_was_elected_is_told_once_and_by_how_many_where_the_vote_is_told(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, "111123")

    assert told(hall, MinutesSection.ELECTION) == [
        (
            f"Hội nghị bầu {cast.units[0].name} làm Khối trưởng {cast.bloc.name} năm {YEAR}. Hình thức: bỏ phiếu kín. "
            "Kết quả từng vòng ghi ở phần biểu quyết, bỏ phiếu."
        )
    ]


def test_the_page_of_the_meeting_leads_to_the_vote_instead_of_figures_it_does_not_have(
    cast: Cast, hall: Hall, sign_in
) -> None:
    ballot = elect(cast, hall, "111123")

    page = sign_in(cast.officer.user).get(reverse("meeting", args=[hall.meeting.pk]))

    election = page.content.decode().partition('id="bau"')[2].partition("</section>")[0]
    assert reverse("motion", args=[ballot.motion_id]) in election
    assert "Không đồng ý" not in election


def test_what_others_decided_after_the_last_round(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    elect(cast, hall, "111222", motion)
    assert told(hall)[-1] == "Chưa có kết quả cuối cùng."
    elect(cast, hall, "111222", motion)
    assert told(hall)[-1] == "Đã hết số vòng mà chưa phân định được; chờ cấp có thẩm quyền quyết định."
    motion.refresh_from_db()
    decide_motion(
        actor=cast.secretary.actor(),
        motion=motion,
        chosen=["2"],
        words="Hội đồng chọn theo thành tích",
        version=motion.version,
        now=NOW,
    )

    second = cast.units[1].name
    assert told(hall)[-1] == (
        f"Kết quả: {second}. Sau vòng cuối chưa phân định được nên cấp có thẩm quyền quyết định: "
        "Hội đồng chọn theo thành tích."
    )
    (elected,) = told(hall, MinutesSection.ELECTION)
    assert elected.startswith(f"{second} làm Khối trưởng {cast.bloc.name} năm {YEAR} theo quyết định sau vòng cuối.")


def test_a_list_with_its_threshold_its_recusal_and_a_text_that_is_no_longer_in_force(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=False))
    option = motion.options.get(code="2")
    recuse(actor=cast.secretary.actor(), option=option, line_id=hall.line(1).pk, reason="là đơn vị được đề nghị")
    ballot = make_round(cast, motion)
    paper = marking("+++")
    del paper.marks["2"]  # type: ignore[attr-defined]
    vote(ballot, hall.voters[1], paper)
    for voter in (hall.voters[0], *hall.voters[2:]):
        vote(ballot, voter, marking("++/"))
    count(cast, ballot)

    one, two, three = (unit.name for unit in cast.units[:3])
    texts = told(hall)
    assert (
        "tỷ lệ đạt: ít nhất 80% tổng số thành viên, theo khoản 7 Điều 30 của 98/2023/NĐ-CP "
        "(đã đọc điều khoản, đối chiếu ngày 23/11/2026)"
    ) in texts[1]
    assert "Lưu ý về căn cứ của tỷ lệ đạt: hết hiệu lực sau ngày 30/06/2025" in texts[1]
    assert texts[2] == (
        f"Không biểu quyết vì có liên quan: {two} không biểu quyết về {two} (lý do: là đơn vị được đề nghị). "
        "Những thành viên này không tính vào tổng số của mục đó."
    )
    assert texts[4] == (
        f"Kết quả vòng 1: {one}: đồng ý 6, không đồng ý 0, không có ý kiến 0, đạt (6 trên 6, cần 5); "
        f"{two}: đồng ý 5, không đồng ý 0, không có ý kiến 0, đạt (5 trên 5, cần 4); "
        f"{three}: đồng ý 1, không đồng ý 0, không có ý kiến 5, không đạt (1 trên 6, cần 5). "
        "Phiếu trắng 0, phiếu không hợp lệ 0."
    )
    assert texts[-1] == f"Kết quả đề nghị tặng Cờ thi đua của Bộ năm {YEAR - 1}: {one}; {two}."


def test_the_day_of_the_meeting_says_whether_a_text_was_in_force(cast: Cast) -> None:
    """Counted and written down later, the vote was held while the decree was in force."""
    hall = make_hall(cast, held_on=PartialDate(YEAR - 1, 6, 30))
    motion = make_motion(cast, hall, flag_facts(cast))
    counts = tuple(OptionCount(code, 6) for code in "123")
    record_hands(actor=cast.secretary.actor(), motion=motion, tally=Tally(6, counts), version=motion.version, now=NOW)

    assert "Lưu ý" not in " ".join(told(hall))


def test_unanimity_is_told_without_figures_where_the_question_asks_so(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, motion_facts(cast, hides_figures=True))
    elect(cast, hall, "111111", motion)

    (result,) = [text for text in told(hall) if text.startswith("Kết quả vòng")]
    assert result == (
        f"Kết quả vòng 1: {cast.units[0].name}: được chọn; "
        + "; ".join(f"{unit.name}: không được chọn" for unit in cast.units[1:])
        + " (không nêu số phiếu, theo quy tắc của nội dung này)."
    )
    assert not any("Mã băm" in text for text in told(hall))
    (elected,) = told(hall, MinutesSection.ELECTION)
    assert "chưa có số liệu" not in elected


def test_papers_counted_by_two_tellers(cast: Cast, hall: Hall) -> None:
    tellers = [hall.voters[0], hall.voters[1]]
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[each.person for each in tellers])
    counts = tuple(OptionCount(str(place), 4 if place == 1 else 0) for place in range(1, 7))
    for each in tellers:
        enter_sheet(actor=each.actor(), ballot=ballot, issued=6, tally=Tally(6, counts, 1, 1), now=NOW)

    texts = told(hall)
    assert texts[2] == (
        "Vòng 1, bỏ phiếu kín bằng phiếu giấy: tổng số 6 đơn vị thành viên, có mặt 6, phát ra 6 phiếu, thu về 6 phiếu. "
        "Mở lúc 9 giờ 00, 20/01/2026; kiểm phiếu lúc 9 giờ 00, 20/01/2026."
    )
    assert texts[3] == "Tổ kiểm phiếu: Nguyễn An; Trần Bình."
    assert texts[4].endswith("Phiếu trắng 1, phiếu không hợp lệ 1.")


def test_hands_absent_members_and_written_votes(cast: Cast) -> None:
    hall = make_hall(cast, absent=[4, 5])
    motion = make_motion(cast, hall, motion_facts(cast, threshold="most_votes"))
    ballot = make_round(cast, motion)
    entry = ballot.roll.get(line=hall.line(4))
    for reader in (cast.secretary, cast.standing):
        enter_written(actor=reader.actor(), entry=entry, paper=choosing("1"))
    vote_all(ballot, hall, "1112")
    count(cast, ballot)
    other = make_motion(cast, hall, motion_facts(cast, title="Thông qua quy chế", purpose=MotionPurpose.OTHER))
    counts = tuple(OptionCount(str(place), 3 if place == 1 else 0) for place in range(1, 7))
    record_hands(actor=cast.secretary.actor(), motion=other, tally=Tally(4, counts, 1), version=other.version, now=NOW)

    rolls = [text for text in told(hall) if text.startswith("Vòng 1,")]
    five, six = cast.units[4].name, cast.units[5].name
    assert rolls[0].startswith(
        "Vòng 1, bỏ phiếu kín trên điện thoại, máy tính: tổng số 6 đơn vị thành viên, có mặt 4, gửi phiếu viết 1, "
        f"đã bỏ phiếu 5. Không có mặt khi mở vòng: {six}."
    )
    assert rolls[1] == (
        "Vòng 1, giơ tay biểu quyết: tổng số 6 đơn vị thành viên, có mặt 4, biểu quyết 4. "
        f"Không có mặt khi mở vòng: {five}; {six}."
    )
    assert [text for text in told(hall) if text.startswith("Kết quả vòng")][1].endswith("Không chọn ai: 1.")


def test_void_rounds_and_void_questions_say_why(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    void_round(actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    unopened = make_motion(cast, hall, flag_facts(cast))
    void_motion(actor=cast.secretary.actor(), motion=unopened, reason="Danh sách sai")

    texts = told(hall)
    assert "Vòng 1, bỏ phiếu kín trên điện thoại, máy tính: đã hủy, không kiểm phiếu. Lý do: Mất điện." in texts
    assert texts[-2].startswith("2. Đề nghị tặng Cờ thi đua của Bộ.")
    assert texts[-1] == "Nội dung này đã hủy. Lý do: Danh sách sai."


def test_nothing_partial_and_no_draft_is_told(cast: Cast, hall: Hall) -> None:
    make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, make_motion(cast, hall))
    vote_all(ballot, hall, "1112")

    assert told(hall) == []


def test_each_sentence_leads_to_the_votes_of_the_meeting(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, "111123")

    lines = [line for line in minutes_of(cast, hall).lines.all() if line.section == MinutesSection.VOTES]

    assert {line.source_kind for line in lines} == {"motion", "ballot"}
    assert {source_anchor(line) for line in lines} == {Source("bo-phieu", "biểu quyết, bỏ phiếu")}
    assert len({line.slot for line in lines}) == len(lines) == 6


def test_the_secretary_reads_the_sentences_of_votes_with_their_source_and_writes_in_them(
    cast: Cast, hall: Hall, sign_in
) -> None:
    elect(cast, hall, "111123")
    minutes = minutes_of(cast, hall)
    client = sign_in(cast.secretary.user)

    page = words_of(client.get(reverse("minutes", args=[minutes.pk])))
    section = client.get(reverse("edit_minutes", args=[minutes.pk, "bieu-quyet"]))

    assert page.count("Từ biểu quyết, bỏ phiếu") == 6
    assert "Kết quả vòng 1" in words_of(section)


def test_minutes_of_a_vote_hold_no_code_and_no_voter_beside_a_vote(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion)
    receipts = vote_all(ballot, hall, "111123")
    count(cast, ballot)
    minutes = minutes_of(cast, hall)

    text = paper_text(minutes, lines_of(minutes.pk))
    assert not any(receipt.code in text or receipt.code.replace("-", "") in text for receipt in receipts)
    votes = "\n".join(told(hall))
    assert votes in text
    assert not any(str(voter.person) in votes for voter in hall.voters)


def test_the_published_record_names_options_and_no_member(cast: Cast, hall: Hall, sign_in) -> None:
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    receipts = [vote(ballot, voter, marking("++-")) for voter in hall.voters]
    count(cast, ballot)

    published = sign_in(cast.officer.user).get(reverse("published_round", args=[ballot.pk])).content.decode()

    assert all(receipt.code in published for receipt in receipts)
    assert all(unit.name in published for unit in cast.units[:3])
    assert not any(unit.name in published for unit in cast.units[3:])
    assert not any(str(voter.person) in published for voter in hall.voters)


def test_who_voted_for_whom_changes_no_word(cast: Cast, hall: Hall) -> None:
    """The same counts in another distribution over the voters give the same sentences."""
    elect(cast, hall, "111123")
    elect(cast, hall, "321111", make_motion(cast, hall, motion_facts(cast, year=YEAR + 1)))

    first, second = (text for text in told(hall) if text.startswith("Kết quả vòng 1"))
    assert first == second


def test_votes_come_after_the_election_and_before_the_conclusions(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, "111123")
    add_agenda_item(actor=cast.secretary.actor(), meeting=hall.meeting, facts=AgendaFacts("Bầu"), now=NOW)
    add_conclusion(actor=cast.secretary.actor(), meeting=hall.meeting, facts=ConclusionFacts("Ký giao ước"))

    sections = [line.section for line in minutes_of(cast, hall).lines.all()]
    assert [section for section, _lines in itertools.groupby(sections)][-3:] == ["ELECTION", "VOTES", "CONCLUSIONS"]


def test_minutes_that_have_every_section_print_every_section(cast: Cast) -> None:
    minutes = Minutes(meeting=make_hall(cast).meeting)
    lines = [_line(section) for section in MinutesSection]

    text = paper_text(minutes, lines)

    assert [section for section in MinutesSection if f"{section.label}\nCâu của {section}." not in text] == []


def _line(section: MinutesSection) -> MinutesLine:
    return MinutesLine(section=section, text=f"Câu của {section}.")


def test_adopted_minutes_stay_as_they_are(cast: Cast, hall: Hall) -> None:
    elect(cast, hall, "111123")
    minutes = minutes_of(cast, hall)
    change_meeting(cast, hall.meeting, place="Hà Nội, tầng 2")
    refresh_minutes(actor=cast.secretary.actor(), minutes=minutes, now=NOW)
    minutes.refresh_from_db()
    open_for_amendment(
        actor=cast.secretary.actor(),
        minutes=minutes,
        amend_until=None,
        is_read_back=True,
        version=minutes.version,
        now=NOW,
    )
    for deed, member in ((sign_minutes, cast.secretary), (adopt_minutes, cast.head)):
        minutes = Minutes.objects.get(pk=minutes.pk)
        deed(actor=member.actor(), minutes=minutes, version=minutes.version, now=NOW)
    minutes = Minutes.objects.get(pk=minutes.pk)
    text = minutes.text
    assert "Kết quả biểu quyết, bỏ phiếu" in text
    Motion.objects.update(title="Đổi sau lưng")

    with pytest.raises(RefusedError):
        refresh_minutes(actor=cast.secretary.actor(), minutes=minutes, now=NOW)
    minutes.refresh_from_db()
    assert (minutes.text, is_intact(minutes)) == (text, True)
    assert "Đổi sau lưng" not in paper_text(minutes, lines_of(minutes.pk))
