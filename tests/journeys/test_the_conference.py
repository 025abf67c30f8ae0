"""The year-end conference in the browser: six phones, a conductor and a projector elect the head, settle a tie, propose
the flag, and the pack is built.
"""

import json
import re
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.cast import YEAR, Cast
from tests.factories.ballots import Hall, make_hall
from tests.factories.scorecards import open_scheme, put_all
from tests.journeys.conftest import Walker
from thidua.cli.main import main
from thidua.decisions.models import ProposalList
from thidua.meetings.models import Ballot, ElectionRecord, Motion, RollEntry
from thidua.organisations.models import Unit
from thidua.records.models import UnitAward
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.ranking import ranking_of
from thidua.scorecards.models import Scheme

TIE = "Phân định các đơn vị bằng điểm"
SOON = 8_000
"""What follows by itself is there within this many milliseconds."""


def test_six_phones_a_conductor_and_a_projector(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-01-10 08:30")
    hall = make_hall(stage)
    scheme = open_scheme(stage, hall.meeting.cycle)
    put_all(scheme)
    at(f"{YEAR}-01-10 08:45")

    secretary = walk_as(stage.secretary)
    phones = [walk_as(voter, phone=True) for voter in hall.voters[:5]]
    phones.append(come_through_the_door(secretary, walk_as(None, phone=True), hall, 5))
    projector = walk_as(stage.observer)
    projector.go(f"/hoi-nghi/{hall.meeting.pk}/man-hinh/")
    assert projector.sees("Chưa mở bỏ phiếu")

    elect_the_head(secretary, phones, projector, stage, hall)
    settle_the_tie(secretary, phones, stage, hall)
    assert [place.rank for group in ranking_of(scheme, Layer.FINAL) for place in group.places] == [1, 2, 3, 4, 5, 6]
    propose_the_flag(secretary, phones, walk_as(stage.standing), stage, hall)
    print_the_pack(secretary, hall)


def come_through_the_door(secretary: Walker, phone: Walker, hall: Hall, place: int) -> Walker:
    """A code on paper, typed on a phone without an account."""
    page = secretary.go(f"/hoi-nghi/{hall.meeting.pk}/dieu-hanh/")
    row = page.locator("li").filter(has_text=str(hall.line(place).unit)).last
    with page.expect_navigation():
        row.get_by_role("button", name="Phát mã tại cửa").click()
    secretary.look()
    code = page.locator(".tds-code").inner_text().strip()
    phone.go("/bo-phieu/")
    phone.fill("Mã", code[:-1])
    phone.press("Vào bỏ phiếu", refused="mã phiếu có 12 ký tự")
    phone.fill("Mã", code.lower())
    phone.press("Vào bỏ phiếu")
    assert phone.sees("Chưa có gì để bỏ phiếu")
    return phone


def elect_the_head(secretary: Walker, phones: list[Walker], projector: Walker, stage: Cast, hall: Hall) -> None:
    """Everybody votes; one phone loses its line in mid-vote, and its paper counts once."""
    ask(secretary, hall, "Bầu Khối trưởng")
    secretary.press("Lập nội dung")
    open_round(secretary, hall, f"Bầu Khối trưởng năm {YEAR}")
    projector.page.get_by_text("0 trên 6 đã bỏ phiếu").wait_for(timeout=SOON)
    assert projector.sees(stage.units[5].name)

    unit = stage.units[2].name
    codes = [drop(phone, hall, unit, loses_line=place == 1) for place, phone in enumerate(phones)]
    assert len(set(codes)) == 6
    projector.page.get_by_text("Mọi người có mặt đã bỏ phiếu").wait_for(timeout=SOON)
    projector.look()
    count(secretary, hall)
    projector.page.get_by_text("Kết quả", exact=True).wait_for(timeout=SOON)
    projector.look()
    assert projector.sees(unit)
    assert ElectionRecord.objects.get(meeting=hall.meeting).unit == stage.units[2]
    look_up(phones[0], codes[0])


def drop(phone: Walker, hall: Hall, choice: str, *, loses_line: bool = False) -> str:
    """Open the paper, mark it, read it over, drop it; the code."""
    take_the_paper(phone, hall)
    phone.press("Xem lại trước khi bỏ phiếu", refused="chưa chọn")
    phone.tick(choice)
    phone.press("Xem lại trước khi bỏ phiếu")
    assert phone.sees(choice)
    return send(phone, loses_line=loses_line)


def take_the_paper(phone: Walker, hall: Hall) -> None:
    """The paper comes to the voter's page by itself."""
    if not phone.page.url.endswith(f"/bo-phieu/{hall.meeting.pk}/"):
        phone.go(f"/bo-phieu/{hall.meeting.pk}/")
    phone.page.get_by_role("link", name="Nhận phiếu").wait_for(timeout=SOON)
    phone.press("Nhận phiếu")


def send(phone: Walker, *, loses_line: bool) -> str:
    """Press once; the code is shown from then on. A line that is lost brings the paper to the server and its answer
    nowhere; the phone shows the code without the choice, and sends again.
    """
    page = phone.page
    code = page.locator(".tds-code")
    on_its_way = ""
    assert not code.is_visible()
    if loses_line:
        page.route("**/phieu/", _let_the_answer_go_lost, times=1)
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    if loses_line:
        page.get_by_text("Mất mạng. Đang gửi lại").wait_for(timeout=SOON)
        on_its_way = code.inner_text().strip()
        assert not page.locator(".tds-chosen").is_visible()
    page.get_by_role("heading", name="Phiếu đã vào hòm").wait_for(timeout=SOON)
    if loses_line:
        assert phone.sees("chỉ được tính một lần")
        phone.complaints.clear()  # the browser itself notes the lost answer
    phone.look()
    kept = code.inner_text().strip()
    assert on_its_way in ("", kept)
    phone.press("Xong, quay lại")
    return kept


def _let_the_answer_go_lost(route: Route) -> None:
    route.fetch()
    route.abort("connectionreset")


def settle_the_tie(secretary: Walker, phones: list[Walker], stage: Cast, hall: Hall) -> None:
    """All six have the same total: the first round ties two of them, the second decides; the rest are put in order."""
    first, second = stage.units[0], stage.units[1]
    ask(secretary, hall, TIE)
    secretary.press("Lập nội dung")
    open_round(secretary, hall, TIE)
    for place, phone in enumerate(phones):
        choose(phone, hall, first.name if place < 3 else second.name)
    count(secretary, hall)
    assert secretary.sees("Chờ vòng tiếp theo")
    assert secretary.sees("Bằng phiếu")

    open_round(secretary, hall, TIE, button="Mở vòng tiếp theo")
    assert Ballot.objects.order_by("-pk")[0].options == ["1", "2"]
    for place, phone in enumerate(phones):
        choose(phone, hall, second.name if place < 4 else first.name)
    count(secretary, hall)
    settled = Motion.objects.get(title=TIE)
    assert (settled.state, settled.outcome["chosen"], settled.ballots.count()) == ("SETTLED", ["2"], 2)

    put_the_rest_in_order(secretary, phones, stage.units[2:], hall)
    secretary.go(reverse("ranking", args=[Scheme.objects.get(cycle=hall.meeting.cycle).pk]))
    assert secretary.sees("rồi phân định lại")


def put_the_rest_in_order(secretary: Walker, phones: list[Walker], units: list[Unit], hall: Hall) -> None:
    """Those that the first vote left equal. (The page also links the settled vote by the name of the button.)"""
    secretary.go(f"/hoi-nghi/{hall.meeting.pk}/bo-phieu/them/?viec=TIE_BREAK")
    secretary.fill("Tên nội dung", f"{TIE}, các đơn vị còn lại")
    secretary.tick("Xếp thứ tự cả danh sách")
    secretary.fill("Số được chọn", "")
    secretary.press("Lập nội dung")
    open_round(secretary, hall, f"{TIE}, các đơn vị còn lại")
    for phone in phones:
        take_the_paper(phone, hall)
        for place, unit in enumerate(units, start=1):
            phone.choose(unit.name, str(place))
        phone.press("Xem lại trước khi bỏ phiếu")
        send(phone, loses_line=False)
    count(secretary, hall)
    assert secretary.page.get_by_text("Đã có kết quả").count() == 3


def choose(phone: Walker, hall: Hall, name: str) -> None:
    """A paper with one name."""
    take_the_paper(phone, hall)
    phone.tick(name)
    phone.press("Xem lại trước khi bỏ phiếu")
    send(phone, loses_line=False)


def propose_the_flag(secretary: Walker, phones: list[Walker], standing: Walker, stage: Cast, hall: Hall) -> None:
    """A list of six, 80 % of all members; the chosen go to the superior, whose decision enters the records."""
    ask(secretary, hall, "Chọn đơn vị đề nghị khen thưởng")
    secretary.press("Lập nội dung")
    open_round(secretary, hall, "Chọn đơn vị đề nghị tặng Cờ thi đua")
    for phone in phones:
        take_the_paper(phone, hall)
        for unit in stage.units:
            phone.tick("Đồng ý" if unit == stage.units[0] else "Không đồng ý", within=unit.name)
        phone.press("Xem lại trước khi bỏ phiếu")
        send(phone, loses_line=False)
    count(secretary, hall)
    take_the_file_and_count_again(secretary, hall)

    secretary.go(f"/hoi-nghi/{hall.meeting.pk}/")
    secretary.press("Lập từ bỏ phiếu và xếp hạng")
    assert secretary.sees("6/6")
    secretary.press("Gửi cấp trên")
    secretary.fill("Số, ký hiệu tờ trình", "12/TTr-KTĐI")
    secretary.press("Gửi cấp trên")
    proposals = ProposalList.objects.get()
    standing.go(f"/de-nghi/{proposals.pk}/")
    standing.press("Ghi trả lời")
    standing.tick("Được tặng")
    standing.choose("Loại hình khen thưởng", "Công trạng")
    standing.fill("Số, ký hiệu quyết định", "15/QĐ-BMH")
    standing.fill("Ngày quyết định", f"10/01/{YEAR}")
    standing.press("Ghi trả lời")
    assert UnitAward.objects.get().unit == stage.units[0]


def print_the_pack(secretary: Walker, hall: Hall) -> None:
    """The minutes are drawn up of what was voted; then one button, and the worker writes every paper of the year."""
    secretary.go(f"/hoi-nghi/{hall.meeting.pk}/")
    secretary.press("Ghi nhận đã họp")
    secretary.press("Ghi nhận đã họp")
    secretary.press("Dựng biên bản")
    assert secretary.sees(TIE)
    secretary.go(f"/nam/{hall.meeting.cycle_id}/")
    secretary.press("Xem văn bản, lập bộ hồ sơ")
    secretary.press("Lập bộ hồ sơ")
    call_command("db_worker", batch=True, interval=0)
    secretary.page.reload()
    secretary.look()
    for paper in ("Năm trên một trang", "Biên bản hội nghị", "Biên bản kiểm phiếu", "Tờ trình", "Thông báo kết luận"):
        assert secretary.sees(paper), paper


def ask(secretary: Walker, hall: Hall, purpose: str) -> None:
    """Begin a question from the conductor's page."""
    secretary.go(f"/hoi-nghi/{hall.meeting.pk}/dieu-hanh/")
    secretary.press(purpose)


def open_round(secretary: Walker, hall: Hall, title: str, *, button: str = "Mở bỏ phiếu") -> None:
    """Open the round of the question that waits."""
    secretary.go(f"/hoi-nghi/{hall.meeting.pk}/dieu-hanh/")
    secretary.press(button)
    assert secretary.sees(title)
    secretary.press("Mở bỏ phiếu")
    assert secretary.sees("0 trên 6 đã bỏ phiếu")


def count(secretary: Walker, hall: Hall) -> None:
    """When the page says that everybody has voted, count."""
    secretary.page.get_by_text("Mọi người có mặt đã bỏ phiếu").wait_for(timeout=SOON)
    secretary.press("Kết thúc và kiểm phiếu")
    secretary.press("Kiểm phiếu")
    ballot = Ballot.objects.order_by("-pk")[0]
    assert RollEntry.objects.filter(ballot=ballot, has_voted=True).count() == ballot.papers == 6


def look_up(phone: Walker, code: str) -> None:
    """A member types his code on the page of the result."""
    motion = Motion.objects.order_by("pk")[0]
    phone.go(f"/bo-phieu/noi-dung/{motion.pk}/")
    phone.fill("Mã", code)
    phone.press("Tra mã phiếu")
    assert phone.sees("Phiếu mang mã này nằm trong vòng 1")


def take_the_file_and_count_again(secretary: Walker, hall: Hall) -> None:
    """The published file, counted by the command that knows no system."""
    motion = Motion.objects.order_by("-pk")[0]
    page: Page = secretary.go(f"/bo-phieu/noi-dung/{motion.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp để tự đếm lại").click()
    path = download.value.path()
    assert re.fullmatch(r"bo-phieu-\d+\.json", download.value.suggested_filename)
    assert len(json.loads(Path(path).read_text(encoding="utf-8"))["codes"]) == 6
    assert main(["vote", "recount", str(path)]) == 0
