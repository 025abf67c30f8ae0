"""The tally sheet of each counted secret round, in the pack and from the page of the vote; the notice on votes."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from tests.cast import YEAR, Cast, make_cast
from tests.factories.ballots import (
    Hall,
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
from tests.factories.meetings import NOW
from tests.pages import words_of
from tests.standing import World, built_once
from thidua.audit.models import AuditEntry
from thidua.campaigns.models import Cycle
from thidua.core.voting.tally import OptionCount, Tally
from thidua.decisions.services.proposals import LetterFacts, draft_proposals, send_proposals
from thidua.documents.models import IssuedPaper
from thidua.meetings.enums import BallotMethod, MotionForm, MotionPurpose
from thidua.meetings.models import Ballot, Motion, TellerSheet
from thidua.meetings.queries.ballots import motion_with_parts, rounds_of
from thidua.meetings.services.meetings import record_held
from thidua.meetings.services.minutes import build_minutes
from thidua.meetings.services.motions import recuse, void_round
from thidua.meetings.services.rounds import record_hands
from thidua.meetings.services.tellers import enter_sheet
from thidua.yearbook.building import build_pack, draw_tally_sheet
from thidua.yearbook.jobs import build_pack_job, pack_folder
from thidua.yearbook.services.packs import ask_pack

pytestmark = pytest.mark.once


Sitting = tuple[Cast, Hall]


@pytest.fixture(scope="module")
def sat(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World[Sitting]]:
    def sit_down() -> Sitting:
        cast = make_cast()
        return cast, make_hall(cast)

    with built_once(django_db_blocker, tmp_path_factory.mktemp("hall"), sit_down) as world:
        yield world


@pytest.fixture
def sitting(sat: World[Sitting], db: None, tmp_path: Path) -> Sitting:
    return sat.copied(tmp_path)


@pytest.fixture
def cast(sitting: Sitting) -> Cast:
    return sitting[0]


@pytest.fixture
def hall(sitting: Sitting) -> Hall:
    return sitting[1]


def cycle_of(hall: Hall) -> Cycle:
    assert hall.meeting.cycle is not None
    return hall.meeting.cycle


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + rows)


def sheet_of(hall: Hall, ballot: Ballot) -> str:
    """The sheet as its reader sees it."""
    motion = motion_with_parts(ballot.motion_id)
    counted = next(each for each in rounds_of(motion) if each.pk == ballot.pk)
    return text_of(draw_tally_sheet(cycle_of(hall), counted))


def elect(cast: Cast, hall: Hall, choices: str, **known: object) -> Ballot:
    ballot = make_round(cast, make_motion(cast, hall, motion_facts(cast, **known)))
    vote_all(ballot, hall, choices)
    return count(cast, ballot)


def vote_on_the_flag(cast: Cast, hall: Hall) -> Motion:
    motion = make_motion(cast, hall, flag_facts(cast))
    ballot = make_round(cast, motion)
    for voter in hall.voters:
        vote(ballot, voter, marking("++/"))
    count(cast, ballot)
    return motion


def pack_of(hall: Hall, folder: Path) -> dict[str, object]:
    build_pack(cycle_of(hall), folder, with_pdf=False)
    made: dict[str, object] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return made


def notice_of(hall: Hall, folder: Path) -> str:
    pack_of(hall, folder)
    (paper,) = folder.glob("*conclusion-notice.docx")
    return text_of(paper.read_bytes())


def test_a_round_on_screen(cast: Cast, hall: Hall) -> None:
    ballot = elect(cast, hall, "111123")

    text = sheet_of(hall, ballot)

    one, two = cast.units[0].name, cast.units[1].name
    for words in (
        "BIÊN BẢN KIỂM PHIẾU",
        "Bầu Khối trưởng năm 2026 (vòng 1)",
        "- Ngày họp: Sáng 10/01/2026.",
        "- Địa điểm: Hà Nội.",
        "- Hình thức: bỏ phiếu kín trên điện thoại, máy tính.",
        "- Mở bỏ phiếu lúc 9 giờ 00, 20/01/2026; kiểm phiếu lúc 9 giờ 00, 20/01/2026.",
        "- Hệ thống kiểm phiếu; người điều hành mở vòng: Đặng Minh Thư; người điều hành bấm kiểm phiếu: Đặng Minh Thư.",
        "- Tổng số đơn vị thành viên: 6.",
        "- Số được bỏ phiếu trên màn hình: 6.",
        "- Số phiếu trong hòm phiếu: 6.",
        "- Số phiếu hợp lệ có ý kiến: 6; phiếu trắng: 0; phiếu không hợp lệ: 0.",
        f"1 | {one} | 4 | Được chọn (4 trên 6, cần 4)",
        f"2 | {two} | 1 | Không được chọn (1 trên 6, cần 4)",
        "Tỷ lệ đạt | Quá nửa tổng số thành viên | Điều 5 Quy chế hoạt động của Khối",
        f"Được chọn: {one}.",
        f"Mã băm SHA-256 của kết quả công bố: {ballot.digest}.",
    ):
        assert words in text, words
    assert "THƯ KÝ" not in text
    assert text.count("Trần Quốc Hùng") == 2, "who chaired, and where he signs"


def test_a_list_with_recusals_and_a_text_no_longer_in_force(cast: Cast, hall: Hall) -> None:
    motion = make_motion(cast, hall, flag_facts(cast, recused_count=True))
    option = motion.options.get(code="2")
    recuse(actor=cast.secretary.actor(), option=option, line_id=hall.line(1).pk, reason="là đơn vị được đề nghị")
    ballot = make_round(cast, motion)
    for place, voter in enumerate(hall.voters):
        paper = marking("++-")
        if place == 1:
            del paper.marks["2"]  # type: ignore[attr-defined]
        vote(ballot, voter, paper)
    count(cast, ballot)

    text = sheet_of(hall, ballot)

    two = cast.units[1].name
    assert f"- {two} không biểu quyết về {two} (lý do: là đơn vị được đề nghị)." in text
    assert f"2 | {two} | 5 | 0 | 0 | Đạt (5 trên 6, cần 5)" in text
    source = "khoản 7 Điều 30 của 98/2023/NĐ-CP (đã đọc điều khoản, đối chiếu ngày 23/11/2026)"
    assert f"Tỷ lệ đạt | Ít nhất 80% tổng số thành viên | {source}" in text
    assert "Lưu ý về căn cứ của tỷ lệ đạt: hết hiệu lực sau ngày 30/06/2025" in text
    assert f"Đạt: {cast.units[0].name}; {two}." in text


def test_papers_and_their_tellers_and_what_nobody_wrote_down(cast: Cast, hall: Hall) -> None:
    tellers = hall.voters[:2]
    ballot = make_round(cast, make_motion(cast, hall), BallotMethod.PAPER, tellers=[each.person for each in tellers])
    counts = tuple(OptionCount(str(place), 2 if place < 3 else 0) for place in range(1, 7))
    for each in tellers:
        enter_sheet(actor=each.actor(), ballot=ballot, issued=6, tally=Tally(6, counts, 1, 1), now=NOW)

    text = sheet_of(hall, ballot)
    assert "- Số phiếu phát ra: 6." in text
    assert "- Số phiếu gửi của người vắng: 0." in text
    assert "- Số phiếu thu về: 6." in text
    assert "không thu về" not in text
    assert "- Số phiếu hợp lệ có ý kiến: 4; phiếu trắng: 1; phiếu không hợp lệ: 1." in text
    assert "1 | Nguyễn An | " in text
    assert "2 | Trần Bình | " in text
    everybody = "; ".join(unit.name for unit in cast.units)
    assert f"Không ai đạt. Bỏ phiếu tiếp vòng sau giữa: {everybody}." in text
    assert "Mã băm" not in text
    TellerSheet.objects.all().delete()
    assert "- Số phiếu phát ra: chưa có số liệu." in sheet_of(hall, ballot)


def test_a_ranking(cast: Cast, hall: Hall) -> None:
    facts = motion_facts(
        cast, title="Thứ tự", purpose=MotionPurpose.OTHER, form=MotionForm.RANK, seats=None, threshold="most_votes"
    )
    motion = make_motion(cast, hall, facts)
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[each.person for each in hall.voters[:2]])
    counts = tuple(
        OptionCount(str(place), 3 if place == 1 else 0, places=tuple(3 if place == at else 0 for at in range(1, 7)))
        for place in range(1, 7)
    )
    for each in hall.voters[:2]:
        enter_sheet(actor=each.actor(), ballot=ballot, issued=6, tally=Tally(3, counts), now=NOW)

    text = sheet_of(hall, ballot)
    assert f"1 | {cast.units[0].name} | 3" in text
    assert f"6 | {cast.units[5].name} | 18" in text
    assert f"Thứ tự: 1. {cast.units[0].name}; 2. {cast.units[1].name};" in text


def test_unanimity_prints_no_figures_where_the_question_asks_so(cast: Cast, hall: Hall) -> None:
    ballot = elect(cast, hall, "111111", hides_figures=True)

    text = sheet_of(hall, ballot)

    assert f"1 | {cast.units[0].name} | không nêu | Được chọn" in text
    assert "trên 6" not in text
    assert "Theo quy tắc của nội dung này, biên bản không nêu số phiếu." in text
    assert "Mã băm" not in text


def test_a_sheet_holds_no_code_and_no_voter(cast: Cast, hall: Hall) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    receipts = vote_all(ballot, hall, "111123")
    count(cast, ballot)

    text = sheet_of(hall, ballot)

    assert not any(receipt.code in text or receipt.code.replace("-", "") in text for receipt in receipts)
    assert not any(str(voter.person) in text for voter in hall.voters)


def test_who_voted_for_whom_changes_no_word_of_a_sheet(cast: Cast, hall: Hall) -> None:
    """The same counts in another distribution over the voters give the same sheet but for the digest."""
    one = elect(cast, hall, "111123", title="Bầu", purpose=MotionPurpose.OTHER)
    two = elect(cast, hall, "321111", title="Bầu", purpose=MotionPurpose.OTHER)

    assert sheet_of(hall, one).replace(one.digest, "") == sheet_of(hall, two).replace(two.digest, "")


def test_a_title_that_looks_like_markup_is_printed_as_it_was_written(cast: Cast, hall: Hall) -> None:
    title = """</w:t><script>alert("1")</script> {{ 7*7 }} 'x' & "Khối trưởng\""""
    ballot = elect(cast, hall, "111123", title=title)
    sheet = sheet_of(hall, ballot)
    assert title in sheet.replace("\u00a0", " ")


def test_the_pack_has_a_sheet_of_each_counted_secret_round_and_who_was_elected(
    cast: Cast, hall: Hall, tmp_path: Path
) -> None:
    elect(cast, hall, "111123")
    deputy = motion_facts(cast, title="Bầu Khối phó", purpose=MotionPurpose.DEPUTY_LEAD)
    motion = make_motion(cast, hall, deputy)
    spoiled = make_round(cast, motion)
    void_round(actor=cast.secretary.actor(), ballot=spoiled, reason="Mất điện")
    again = make_round(cast, motion)
    vote_all(again, hall, "222234")
    count(cast, again)
    hands = make_motion(cast, hall, motion_facts(cast, title="Quy chế", purpose=MotionPurpose.OTHER))
    counts = tuple(OptionCount(str(place), 6 if place == 1 else 0) for place in range(1, 7))
    record_hands(actor=cast.secretary.actor(), motion=hands, tally=Tally(6, counts), version=hands.version, now=NOW)

    made = pack_of(hall, tmp_path / "goi")

    assert made["election"] == {"lead": cast.units[0].name, "deputy": cast.units[1].name}
    sheets = [each for each in made["documents"] if each["kind"] == "tally_sheet"]  # type: ignore[attr-defined]
    assert sheets == [
        {"kind": "tally_sheet", "file": "tally-sheet-01.docx"},
        {"kind": "tally_sheet", "file": "tally-sheet-02.docx"},
    ]
    assert f"Được chọn: {cast.units[1].name}." in text_of((tmp_path / "goi" / "tally-sheet-02.docx").read_bytes())


def test_the_page_of_a_pack_tells_sheets_apart_and_its_manifest_does_not(
    cast: Cast, hall: Hall, sign_in, settings, tmp_path: Path
) -> None:
    elect(cast, hall, "111123")
    settings.VAR = tmp_path
    job = ask_pack(actor=cast.secretary.actor(), cycle=cycle_of(hall), now=NOW)
    build_pack_job.func(job.pk)

    page = words_of(sign_in(cast.secretary.user).get(reverse("pack", args=[job.pk])))
    made = json.loads((pack_folder(job.pk) / "manifest.json").read_text(encoding="utf-8"))

    assert page.count("Biên bản kiểm phiếu: Bầu Khối trưởng năm 2026 (vòng 1)") == 2, "as DOCX and as PDF"
    assert set(made) == {"bloc", "year", "ranking", "election", "documents"}
    assert {tuple(each) for each in made["documents"]} == {("kind", "file")}


def test_the_notice_tells_who_was_elected_and_who_is_proposed(cast: Cast, hall: Hall, tmp_path: Path) -> None:
    elect(cast, hall, "111123")
    vote_on_the_flag(cast, hall)
    elect(cast, hall, "222333", title="Bầu Khối phó", purpose=MotionPurpose.DEPUTY_LEAD, rounds="one")

    text = notice_of(hall, tmp_path / "goi")
    one, two = cast.units[0].name, cast.units[1].name
    assert f"- Khối trưởng năm {YEAR}: {one}. Hình thức: Bỏ phiếu kín; kết quả: 4 trên 6 phiếu." in text
    assert (
        f"- Đề nghị tặng Cờ thi đua của Bộ. Kết quả đề nghị tặng Cờ thi đua của Bộ năm {YEAR - 1}: {one}; {two}."
    ) in text
    assert "- Bầu Khối phó. Đã hết số vòng mà chưa phân định được; chờ cấp có thẩm quyền quyết định." in text
    assert "Bầu Khối trưởng năm 2026. Kết quả" not in text, "the elections tell it"


def test_the_notice_names_the_proposals_once_they_are_sent(cast: Cast, hall: Hall, tmp_path: Path) -> None:
    vote_on_the_flag(cast, hall)
    actor = cast.secretary.actor()
    proposals = draft_proposals(actor=actor, cycle=cycle_of(hall))
    heading = "ĐỀ NGHỊ KHEN THƯỞNG"
    told = f"- {cast.units[1].name}: Cờ thi đua của Bộ."

    assert heading not in notice_of(hall, tmp_path / "mot")
    letter = LetterFacts("12/TTr-KTĐI")
    send_proposals(actor=actor, proposals=proposals, letter=letter, version=proposals.version, now=NOW)
    text = notice_of(hall, tmp_path / "hai")
    assert heading in text
    assert told in text


def test_the_minutes_of_the_pack_leave_out_what_the_secretary_left_out(cast: Cast, hall: Hall, tmp_path: Path) -> None:
    elect(cast, hall, "111123")
    meeting = record_held(actor=cast.secretary.actor(), meeting=hall.meeting, now=NOW)
    minutes = build_minutes(actor=cast.secretary.actor(), meeting=meeting, now=NOW)
    minutes.lines.filter(section="ELECTION").update(text="")

    pack_of(hall, tmp_path / "goi")

    (paper,) = (tmp_path / "goi").glob("*minutes.docx")
    text = text_of(paper.read_bytes())
    assert "Kết quả biểu quyết, bỏ phiếu" in text
    assert "Kết quả bầu Khối trưởng, Khối phó" not in text


# --- From the page of the vote --------------------------------------------------------------------------------------


def page_of(client: Client, ballot: Ballot) -> HttpResponse:
    return client.get(reverse("motion", args=[ballot.motion_id]))


def test_the_secretary_downloads_the_sheet_from_the_page_of_the_vote(cast: Cast, hall: Hall, sign_in) -> None:
    ballot = elect(cast, hall, "111123")
    client = sign_in(cast.secretary.user)
    link = reverse("tally_sheet", args=[ballot.pk])
    assert link in page_of(client, ballot).content.decode()
    assert "Biên bản kiểm phiếu vòng 1" in words_of(page_of(client, ballot))

    answer = client.get(link)

    assert f'filename="bien-ban-kiem-phieu-{ballot.motion_id}-vong-1.docx"' in answer["Content-Disposition"]
    with override("en"):
        assert text_of(answer.content) == sheet_of(hall, ballot), "a Vietnamese paper, whoever asks"


def test_each_sheet_has_a_number_of_its_own(cast: Cast, hall: Hall, sign_in, at, tmp_path: Path) -> None:
    first = elect(cast, hall, "111123")
    second = elect(cast, hall, "222234", title="Bầu Khối phó", purpose=MotionPurpose.DEPUTY_LEAD)
    at(f"{YEAR}-02-03 09:00")
    client = sign_in(cast.secretary.user)
    assert "Số:         /BB-BMH" in sheet_of(hall, first)
    assert "chưa cấp số" in words_of(page_of(client, first))

    page = reverse("number_tally_sheet", args=[first.pk])
    for day, says in ((f"19/1/{YEAR}", f"kiểm phiếu ngày 20/01/{YEAR}"), (f"4/2/{YEAR}", "chưa tới")):
        assert says in words_of(client.post(page, {"issued_on": day}))
    for ballot, number in ((first, "01/BB-BMH"), (second, "02/BB-BMH"), (first, "01/BB-BMH")):
        link = reverse("number_tally_sheet", args=[ballot.pk])
        answer = client.post(link, {"issued_on": f"3/2/{YEAR}"}, follow=True)
        assert f"Đã cấp số {number}." in words_of(answer)

    assert f"Số 01/BB-BMH, ngày 03/02/{YEAR}" in words_of(page_of(client, first))
    assert "Số: 01/BB-BMH" in sheet_of(hall, first)
    assert f"ngày 03 tháng 02 năm {YEAR}" in sheet_of(hall, first)
    pack_of(hall, tmp_path / "goi")
    assert "Số: 02/BB-BMH" in text_of((tmp_path / "goi" / "tally-sheet-02.docx").read_bytes())
    assert AuditEntry.objects.filter(action="paper.numbered").count() == 3


@pytest.mark.parametrize("name", ["officer", "head", "observer"])
def test_others_give_no_number(cast: Cast, hall: Hall, sign_in, name: str) -> None:
    page = reverse("number_tally_sheet", args=[elect(cast, hall, "111123").pk])
    assert sign_in(cast.everyone()[name].user).post(page, {"issued_on": f"20/1/{YEAR}"}).status_code == 403
    assert not IssuedPaper.objects.exists()


@pytest.mark.parametrize("name", ["officer", "head", "observer"])
def test_others_see_the_vote_without_its_sheet(cast: Cast, hall: Hall, sign_in, name: str) -> None:
    ballot = elect(cast, hall, "111123")
    client = sign_in(cast.everyone()[name].user)
    link = reverse("tally_sheet", args=[ballot.pk])

    assert link not in page_of(client, ballot).content.decode()
    assert client.get(link).status_code == 403


def test_an_open_round_has_no_sheet(cast: Cast, hall: Hall, sign_in) -> None:
    ballot = make_round(cast, make_motion(cast, hall))
    client = sign_in(cast.secretary.user)

    assert "Biên bản kiểm phiếu" not in words_of(page_of(client, ballot))
    assert client.get(reverse("tally_sheet", args=[ballot.pk])).status_code == 404
