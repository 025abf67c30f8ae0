"""The whole year 2023 of the seed's bloc, walked in the browser by the people who do it, until 2024 is open.

Six units, head and deputy, theme, the beach at Sầm Sơn, the conference of 10/01/2024 and its election are the
article's. The people who press the buttons are the cast, and every figure they enter is invented.
"""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from tests.cast import Cast, make_cast
from tests.factories.files import make_jpeg, make_pdf
from tests.factories.pledges import make_head
from tests.journeys.conftest import Walker

COUNCIL_OFFICE = "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia"
PARTY_OFFICE = "Văn phòng Đảng – Đoàn thể"
MINISTRY_OFFICE = "Văn phòng Bộ"
MEKONG_OFFICE = "Văn phòng Thường trực Ủy ban sông Mê Công Việt Nam"
UNITS = [
    ("vp-hoi-dong-tru-luong", COUNCIL_OFFICE),
    ("vp-dang-doan-the", PARTY_OFFICE),
    ("vp-uy-ban-song-me-cong", MEKONG_OFFICE),
    ("thanh-tra-bo", "Thanh tra Bộ"),
    ("tt-dieu-duong-phcn", "Trung tâm Điều dưỡng và Phục hồi chức năng"),
    ("van-phong-bo", MINISTRY_OFFICE),
]
THEME = "Đoàn kết, kỷ cương, đổi mới, sáng tạo, chuyển đổi số, chuyển đổi xanh"
MOVEMENT = "Phong trào thi đua do Bộ Tài nguyên và Môi trường phát động"
CONFERENCE = "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 và phương hướng nhiệm vụ năm 2024"
TASK = "Ứng dụng công nghệ thông tin trong quản lý hồ sơ thi đua"
AMENDMENT = "Văn phòng Thường trực đề nghị năm 2024 tiếp tục lồng ghép."
CLEAN_UP = "Thu gom rác thải tại khu vực đền Độc Cước, bãi biển Sầm Sơn"


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    """The cast as the six units of the seed's bloc: Cúc and Hùng are of the Mekong office."""
    return make_cast(UNITS, bloc_numbers=("II", "I"))


def test_the_seeds_year_from_its_members_to_its_minutes_and_its_next_year(
    stage: Cast, walk_as: Callable[..., Walker], at: Callable[[str], object], tmp_path: Path
) -> None:
    at("2023-01-05 08:30")
    standing, secretary, officer = walk_as(stage.standing), walk_as(stage.secretary), walk_as(stage.officer)
    head = walk_as(stage.head, phone=True)
    name_members_and_leaders(standing, stage)
    launch_theme_and_movement(standing)
    begin_year(secretary)

    at("2023-02-10 09:00")
    agree_on_rules(secretary, officer, at)
    draft_pledge(secretary, officer)
    sign_pledge(secretary, head, at)
    give_task(secretary)
    clean_the_beach(secretary, at, tmp_path)
    report_results(officer, at, tmp_path)
    check_on_a_unit(secretary, officer, at)
    share_and_receive(officer)

    plan_conference(secretary, officer, at)
    hold_conference(secretary, walk_as(stage.observer), at)
    adopt_minutes(secretary, officer, head, at)
    recognise(standing)
    hand_over(secretary, *(walk_as(make_head(stage, unit)) for unit in (stage.units[0], stage.units[-1])))
    build_pack(secretary, tmp_path)
    open_2024(secretary)
    read_only(walk_as(stage.reader, phone=True))


def name_members_and_leaders(standing: Walker, stage: Cast) -> None:
    """The standing office writes down the six members, the head and the deputy of 2023."""
    standing.go(f"/khoi/{stage.bloc.pk}/?nam=2023")
    standing.press("Ghi danh sách thành viên")
    standing.fill("Thành viên", "\n".join(name for _code, name in UNITS))
    standing.press("Lưu danh sách")
    for role, unit in (("Khối trưởng", COUNCIL_OFFICE), ("Khối phó", PARTY_OFFICE)):
        standing.press("Ghi Khối trưởng, Khối phó")
        standing.tick(role)
        standing.choose("Đơn vị", unit)
        standing.press("Ghi vai trò")
    assert standing.sees(COUNCIL_OFFICE)


def launch_theme_and_movement(standing: Walker) -> None:
    """The ministry's theme of two years, and the movement it launched."""
    standing.go("/chu-de/moi/")
    standing.fill("Chủ đề", THEME)
    standing.fill("Từ năm", "2023")
    standing.fill("Đến năm", "2024")
    standing.press("Lưu chủ đề")
    standing.go("/phong-trao/moi/")
    standing.fill("Tên phong trào", MOVEMENT)
    standing.tick("Thường xuyên")
    standing.choose("Phạm vi phát động", "Bộ, ngành, tỉnh")
    standing.press("Lưu phong trào")


def begin_year(secretary: Walker) -> None:
    """The secretary prepares the year: steps, theme, movement; then it begins."""
    secretary.go("/nam/")
    secretary.press("Chuẩn bị năm mới")
    secretary.fill("Năm", "2023")
    secretary.press("Chuẩn bị năm")
    secretary.fill("Hạn bước Giao ước", "31/03/2023")
    secretary.press("Lưu các bước và hạn")
    secretary.press("Chọn chủ đề")
    secretary.tick(THEME)
    secretary.press("Lưu chủ đề")
    secretary.press("Xem, thêm phong trào")
    secretary.press("Nhận vào năm")
    to_year(secretary)
    secretary.press("Bắt đầu năm 2023")
    secretary.press("Ghi kết quả bước Kế hoạch")
    secretary.fill("Văn bản", "Kế hoạch thi đua năm 2023")
    secretary.tick("Bắt đầu luôn bước tiếp theo")
    secretary.press("Ghi kết quả")


def to_year(walker: Walker) -> None:
    """To the page of the year, by its list."""
    walker.go("/nam/")
    if walker.page.get_by_role("link", name="Năm 2023", exact=True).count():
        walker.press("Năm 2023")


def agree_on_rules(secretary: Walker, officer: Walker, at: Callable[[str], object]) -> None:
    """Draft, comments of a member, answer, adopted."""
    to_year(secretary)
    secretary.press("Soạn bản mới")
    secretary.tick("Quy chế hoạt động")
    secretary.fill("Tên", "Quy chế hoạt động của Khối Thi đua số II")
    secretary.fill("Nội dung", "Điều 1. Khối họp mỗi năm hai lần.\nĐiều 2. Khối trưởng làm theo năm.")
    secretary.press("Lưu bản soạn")
    secretary.press("Lấy ý kiến các đơn vị")
    secretary.fill("Góp ý đến hết ngày", "20/02/2023")
    secretary.press("Gửi lấy ý kiến")

    officer.go("/")
    officer.press("Đọc và góp ý")
    officer.press("Góp ý")
    officer.fill("Về điều, khoản nào", "Điều 1")
    officer.fill("Nội dung góp ý", "Cho phép lồng ghép sơ kết vào một hoạt động chung.")
    officer.press("Gửi góp ý")

    at("2023-02-21 09:00")
    secretary.go("/")
    secretary.press("Trả lời")  # from “Việc cần làm” to the version
    secretary.press(f"Trả lời {MEKONG_OFFICE}")
    secretary.tick("Tiếp thu")
    secretary.fill("Trả lời", "Đã thêm vào Điều 1.")
    secretary.press("Lưu trả lời")
    secretary.press("Ghi đã thông qua")
    secretary.fill("Ngày thông qua", "21/02/2023")
    secretary.press("Ghi đã thông qua")
    assert secretary.sees("Đang áp dụng")


def draft_pledge(secretary: Walker, officer: Walker) -> None:
    """The words and a target of all by the secretary, one more by a unit."""
    to_year(secretary)
    secretary.press("Ghi kết quả bước Góp ý quy chế")
    secretary.fill("Văn bản", "Quy chế hoạt động của Khối Thi đua số II")
    secretary.tick("Bắt đầu luôn bước tiếp theo")
    secretary.press("Ghi kết quả")
    secretary.press("Soạn giao ước")
    secretary.fill("Lời giao ước", "Các đơn vị trong Khối thi đua hoàn thành nhiệm vụ năm 2023.")
    secretary.press("Lưu bản soạn")
    secretary.press("Thêm chỉ tiêu chung")
    secretary.fill("Nội dung", "Tỷ lệ hồ sơ giải quyết đúng hạn")
    secretary.fill("Đơn vị tính", "%")
    secretary.fill("Kế hoạch", "98")
    secretary.press("Lưu chỉ tiêu")

    to_year(officer)
    officer.press("Xem giao ước")
    officer.press(MEKONG_OFFICE)
    officer.press("Thêm chỉ tiêu")
    officer.fill("Nội dung", "Số sáng kiến được công nhận")
    officer.fill("Đơn vị tính", "sáng kiến")
    officer.fill("Kế hoạch", "3")
    officer.press("Lưu chỉ tiêu")
    assert officer.sees("Số sáng kiến được công nhận")


def sign_pledge(secretary: Walker, head: Walker, at: Callable[[str], object]) -> None:
    """Too late first: refused with the reason; then within the new deadline, on a phone, once."""
    to_year(secretary)
    secretary.press("Xem giao ước")
    secretary.press("Mở ký")
    secretary.press("Mở ký")
    for _code, unit in UNITS:
        if unit != MEKONG_OFFICE:
            secretary.press("Ghi bản ký giấy")
            secretary.choose("Đơn vị đã ký", unit)
            secretary.fill("Ngày ký", "09/02/2023")
            secretary.press("Ghi chữ ký")

    at("2023-04-03 09:00")
    to_year(head)
    head.press("Xem giao ước")
    head.press(MEKONG_OFFICE)
    assert head.sees("Hạn ký là thứ Sáu, 31/03/2023, nay đã qua.")

    to_year(secretary)
    secretary.press("Giao ước")
    secretary.press("Đặt hạn")
    secretary.fill("Hạn", "07/04/2023")
    secretary.fill("Lý do đổi hạn", "Một đơn vị đi công tác.")
    secretary.press("Lưu hạn")

    head.go("/")
    head.press("Ký giao ước")
    head.press("Ký giao ước")
    assert head.sees("Còn nguyên")


def give_task(secretary: Walker) -> None:
    """One task of the year, for the Mekong office and another."""
    to_year(secretary)
    secretary.press("Xem nhiệm vụ")
    secretary.press("Thêm nhiệm vụ")
    secretary.fill("Nội dung nhiệm vụ", TASK)
    secretary.choose("Đơn vị chủ trì", MEKONG_OFFICE)
    secretary.tick("Thanh tra Bộ")
    secretary.fill("Hạn", "14/07/2023")
    secretary.tick("Định tính")
    secretary.press("Lưu nhiệm vụ")
    assert secretary.sees(MEKONG_OFFICE)


def clean_the_beach(secretary: Walker, at: Callable[[str], object], tmp_path: Path) -> None:
    """28/5: recorded once, with its partners and a photograph, and it stands for the mid-year review."""
    at("2023-05-29 08:30")
    secretary.press("Hoạt động")
    secretary.press("Ghi hoạt động")
    secretary.tick("Đã tổ chức")
    secretary.fill("Tên hoạt động", CLEAN_UP)
    secretary.choose("Loại hoạt động", "Thu gom rác, làm sạch môi trường")
    secretary.fill("Thông điệp", "Vì một đại dương xanh")
    secretary.choose("Hưởng ứng phong trào", MOVEMENT)
    secretary.fill("Ngày", "28/05/2023")
    secretary.fill("Nơi tổ chức", "Phường Trường Sơn, Sầm Sơn, Thanh Hóa")
    secretary.tick("Khối Thi đua số II 2023")
    secretary.press("Ghi hoạt động")
    secretary.press("Thêm, bỏ bên tham gia")
    secretary.choose("Vai trò", "Phối hợp tổ chức")
    secretary.fill("Hoặc tên bên ngoài", "Sở Tài nguyên và Môi trường tỉnh Thanh Hóa")
    secretary.press("Thêm bên tham gia")
    secretary.press(CLEAN_UP)

    picture = tmp_path / "bai-bien.jpg"
    picture.write_bytes(make_jpeg(size=(1200, 800)))
    secretary.press("Thêm và sắp xếp ảnh")
    secretary.upload("Ảnh", picture)
    secretary.fill("Tả ảnh", "Nhiều người nhặt rác trên bãi cát")
    secretary.fill("Chú thích", "Thu gom rác tại bãi biển Sầm Sơn")
    secretary.choose("Sự đồng ý của người trong ảnh", "Sự kiện công khai, đã báo có chụp ảnh")
    secretary.press("Thêm ảnh")
    assert secretary.sees("Thu gom rác tại bãi biển Sầm Sơn")

    to_year(secretary)
    secretary.press("Ghi kết quả bước Giao ước")
    secretary.tick("Giao ước thi đua năm 2023")
    secretary.tick("Bắt đầu luôn bước tiếp theo")
    secretary.press("Ghi kết quả")
    to_year(secretary)
    secretary.press("Ghi kết quả bước Sơ kết")
    secretary.tick(CLEAN_UP)
    secretary.fill("Ngày thực hiện", "28/05/2023")
    secretary.press("Ghi kết quả")
    assert secretary.sees(CLEAN_UP)


def report_results(officer: Walker, at: Callable[[str], object], tmp_path: Path) -> None:
    """Figures of the half-year, one of them unknown; the paper that shows them."""
    at("2023-07-03 09:00")
    officer.go("/")
    officer.press("Nhập kết quả")
    officer.fill("Kết quả", "98,9", within="Tỷ lệ hồ sơ giải quyết đúng hạn")
    officer.tick("Chưa có số liệu", within="Số sáng kiến được công nhận")
    officer.press("Ghi kết quả")
    assert officer.sees("98,9")
    assert officer.sees("Đã đạt")

    paper = tmp_path / "bao-cao.pdf"
    paper.write_bytes(make_pdf("Báo cáo sáu tháng"))
    officer.press("Tỷ lệ hồ sơ giải quyết đúng hạn")
    officer.press("Thêm minh chứng")
    officer.fill("Tên minh chứng", "Báo cáo giải quyết hồ sơ sáu tháng")
    officer.upload("Tệp", paper)
    officer.fill("Số, ký hiệu", "12/BC-VP")
    officer.press("Thêm minh chứng")
    assert officer.sees("Báo cáo giải quyết hồ sơ sáu tháng")

    officer.go("/")
    officer.press("Ghi tiến độ")
    officer.tick("Đang làm")
    officer.fill("Tiến độ", "Đã chọn phần mềm.")
    officer.press("Lưu tiến độ")


def check_on_a_unit(secretary: Walker, officer: Walker, at: Callable[[str], object]) -> None:
    """A visit, a promise, the unit's report, the secretary's confirmation."""
    to_year(secretary)
    secretary.press("Xem các cuộc kiểm tra")
    secretary.press("Lên kế hoạch kiểm tra")
    secretary.fill("Tên cuộc kiểm tra", "Kiểm tra việc tổ chức phong trào thi đua")
    secretary.tick(MEKONG_OFFICE, within="Đơn vị được kiểm tra")
    secretary.fill("Ngày dự kiến", "10/07/2023")
    secretary.press("Lưu kế hoạch")
    secretary.press("Kiểm tra việc tổ chức phong trào thi đua")
    at("2023-07-11 09:00")
    secretary.press("Ghi kết quả kiểm tra")
    secretary.fill("Ngày kiểm tra", "10/07/2023")
    secretary.fill("Kết quả kiểm tra", "Hồ sơ minh chứng còn thiếu.")
    secretary.press("Lưu kết quả")
    secretary.press("Ghi việc đơn vị hứa")
    secretary.choose("Đơn vị hứa", MEKONG_OFFICE)
    secretary.fill("Việc đã hứa", "Bổ sung minh chứng quý II")
    secretary.fill("Hạn", "31/07/2023")
    secretary.press("Lưu việc đã hứa")

    officer.go("/")
    officer.press("Báo cáo đã làm")
    officer.fill("Đơn vị đã làm gì", "Đã gửi đủ minh chứng.")
    officer.press("Gửi báo cáo")

    secretary.go("/")
    secretary.press("Xác nhận")
    secretary.tick("Đã xong")
    secretary.fill("Đã xem xét thế nào", "Đã mở từng tệp ngày 11/07.")
    secretary.press("Ghi kết luận")
    assert secretary.sees("Đã gửi đủ minh chứng.")


def share_and_receive(officer: Walker) -> None:
    """What worked, and what the unit received."""
    to_year(officer)
    officer.press("Xem kinh nghiệm")
    officer.press("Chia sẻ kinh nghiệm")
    officer.choose("Đơn vị", MEKONG_OFFICE)
    officer.fill("Tên kinh nghiệm", "Một bảng theo dõi dùng chung")
    officer.fill("Điều đã làm tốt", "Mọi người thấy cùng một con số.")
    officer.press("Lưu kinh nghiệm")
    to_year(officer)
    officer.press("Ghi khen thưởng")
    officer.fill("Cho năm", "2023")
    officer.tick("Đơn vị", within="Khen")
    officer.fill("Tên đầy đủ, như in trên quyết định", "Bằng khen của Bộ trưởng")
    officer.press("Ghi khen thưởng")
    assert officer.sees("Bằng khen của Bộ trưởng")


def plan_conference(secretary: Walker, officer: Walker, at: Callable[[str], object]) -> None:
    """No scores this year, said with the reason; the conference is planned, its agenda drafted, the units invited."""
    at("2023-12-20 09:00")
    for step in ("Tự chấm", "Thẩm định"):
        skip(secretary, step, "Năm nay khối chưa chấm điểm.")
    to_year(secretary)
    secretary.press("Lên lịch cuộc họp")
    secretary.tick("Hội nghị", within="Loại cuộc họp")
    secretary.fill("Tên cuộc họp", CONFERENCE)
    secretary.choose("Thuộc năm thi đua", "Năm 2023")
    secretary.choose("Là bước nào của năm", "Hội nghị")
    secretary.fill("Ngày họp", "10/01/2024")
    secretary.choose("Buổi", "Sáng")
    secretary.fill("Địa điểm", "Hà Nội")
    secretary.choose("Chủ trì", "Trần Quốc Hùng")
    secretary.choose("Thư ký", "Đặng Minh Thư")
    secretary.press("Lên lịch cuộc họp")
    secretary.press("Soạn từ mẫu")
    assert secretary.sees("Bầu Khối trưởng, Khối phó năm tới")

    officer.go("/")
    officer.press("Trả lời lời mời")
    officer.tick("Có dự")
    officer.choose("Người dự thay mặt đơn vị", "Nguyễn Thị Cúc")
    officer.press("Gửi trả lời")

    secretary.press("Xem danh sách")
    secretary.press("Thêm người dự")
    secretary.choose("Người", "Hoàng Văn Giám")
    secretary.tick("Đại diện cấp trên")
    secretary.tick("Đã mời")
    secretary.press("Thêm vào danh sách")


def skip(secretary: Walker, step: str, reason: str) -> None:
    """A step that is not held by itself, with the reason."""
    to_year(secretary)
    secretary.press(step)
    secretary.press("Không tổ chức riêng")
    secretary.fill("Lý do", reason)
    secretary.press("Ghi không tổ chức riêng")


def to_conference(walker: Walker) -> None:
    """To the page of the conference, by the list of meetings."""
    walker.go("/hoi-nghi/")
    walker.press(CONFERENCE)


def hold_conference(secretary: Walker, observer: Walker, at: Callable[[str], object]) -> None:
    """Roll, opinions, conclusions and election by the secretary; the superior writes down his own direction."""
    at("2024-01-10 12:00")
    to_conference(secretary)
    secretary.press("Ghi nhận đã họp")
    secretary.press("Ghi nhận đã họp")
    secretary.press("Điểm danh")
    for words in (*(name for _code, name in UNITS), "Hoàng Văn Giám"):
        secretary.tick("Có mặt", within=words)
    secretary.press("Lưu điểm danh")
    assert secretary.sees("6 trong 6 đơn vị")

    secretary.press(CONFERENCE)
    secretary.press("Ghi báo cáo")
    secretary.choose("Đơn vị", PARTY_OFFICE)
    secretary.fill("Nội dung", "Các đơn vị trong Khối đều đạt mục tiêu đề ra.")
    secretary.press("Ghi lại")
    secretary.press("Ghi ý kiến")
    secretary.choose("Đơn vị", "Thanh tra Bộ")
    secretary.fill("Nội dung", "Hoạt động tại Sầm Sơn là điểm nổi bật trong năm.")
    secretary.press("Ghi lại")
    secretary.press("Ghi kết luận")
    secretary.fill("Nội dung kết luận", "Tiếp tục tổ chức hoạt động chung gắn với bảo vệ môi trường.")
    secretary.choose("Đơn vị chủ trì", MINISTRY_OFFICE)
    secretary.fill("Hạn", "28/06/2024")
    secretary.press("Ghi lại")
    for post, unit in (("Khối trưởng", MINISTRY_OFFICE), ("Khối phó", PARTY_OFFICE)):
        secretary.press(f"Ghi kết quả bầu {post}")
        secretary.tick(unit, within="Đơn vị được bầu")
        secretary.tick("Chưa biết", within="Hình thức")
        secretary.press("Ghi kết quả bầu")

    to_conference(observer)
    observer.press("Ghi chỉ đạo")
    observer.choose("Người", "Hoàng Văn Giám")
    observer.fill("Nội dung", "Đánh giá cao kết quả năm 2023 và vai trò dẫn dắt của Khối trưởng.")
    observer.press("Ghi lại")


def adopt_minutes(secretary: Walker, officer: Walker, head: Walker, at: Callable[[str], object]) -> None:
    """Draft, an amendment of one who was there, taken in; signed by the secretary, adopted by the chair: frozen."""
    to_conference(secretary)
    secretary.press("Dựng biên bản")
    secretary.press("Gửi lấy ý kiến")
    secretary.fill("Nhận đề nghị sửa đến hết ngày", "17/01/2024")
    secretary.press("Gửi dự thảo")

    officer.go("/")
    officer.press("Đọc, đề nghị sửa")
    officer.press("Đề nghị thêm Ý kiến phát biểu")
    officer.fill("Đề nghị sửa thành", AMENDMENT)
    officer.fill("Lý do", "Ý kiến này chưa được ghi.")
    officer.press("Gửi đề nghị")

    at("2024-01-18 09:00")
    secretary.go("/")
    secretary.press("Xem đề nghị sửa")
    secretary.press(f"Nguyễn Thị Cúc, {MEKONG_OFFICE}")
    secretary.press("Tiếp thu vào biên bản")
    secretary.press("Biên bản")
    secretary.press("Ký biên bản")
    secretary.press("Ký biên bản")

    head.go("/")
    head.press("Đọc và thông qua")
    head.press("Thông qua biên bản")
    assert head.sees(AMENDMENT)
    assert head.sees("Mốc nhật ký")

    secretary.page.reload()
    secretary.look()
    assert not [words for words in secretary.offers() if words.startswith(("Sửa", "Ký", "Gửi"))]


def recognise(standing: Walker) -> None:
    """The Minister's decision, written down by the standing office: as elected."""
    standing.go("/")
    standing.press("Ghi quyết định")
    standing.fill("Số, ký hiệu quyết định", "100/QĐ-BMH")
    standing.fill("Ngày ký", "18/01/2024")
    standing.press("Ghi quyết định")
    assert standing.sees(MINISTRY_OFFICE)


def hand_over(secretary: Walker, giver: Walker, receiver: Walker) -> None:
    """The list is settled, both heads sign, the secretary closes it; every step of the year is through."""
    skip(secretary, "Đề nghị", "Hồ sơ đề nghị làm ở từng đơn vị.")
    to_year(secretary)
    secretary.press("Lập bàn giao")
    secretary.fill("Ngày bàn giao", "18/01/2024")
    secretary.press("Lập bàn giao")
    secretary.press("Ghi tình trạng các mục")
    for row in secretary.page.locator("main tbody tr").all():
        is_absent = any(words in row.inner_text() for words in ("Con dấu", "Kinh phí"))
        row.get_by_label("Không có" if is_absent else "Đã giao", exact=True).check()
    secretary.press("Lưu tình trạng")
    for side in (giver, receiver):
        side.go("/")
        side.press("Đọc và ký")
        side.press("Ký bàn giao")
    secretary.go("/")
    secretary.press("Khép bàn giao")
    secretary.press("Khép bàn giao")


def build_pack(secretary: Walker, tmp_path: Path) -> None:
    """One button, the worker, every paper; the minutes as Word hold the amendment."""
    to_year(secretary)
    secretary.press("Xem văn bản, lập bộ hồ sơ")
    secretary.press("Lập bộ hồ sơ")
    call_command("db_worker", batch=True, interval=0)
    secretary.page.reload()
    secretary.look()
    assert secretary.sees("Năm trên một trang")
    with secretary.page.expect_download() as waiting:
        secretary.page.get_by_role("link", name="Biên bản hội nghị Word").click()
    saved = tmp_path / "bien-ban.docx"
    waiting.value.save_as(saved)
    assert AMENDMENT in "\n".join(paragraph.text for paragraph in docx.Document(str(saved)).paragraphs)


def open_2024(secretary: Walker) -> None:
    """Preview, then 2024 with its new head, the theme and the task that is still open; 2023 is closed."""
    to_year(secretary)
    secretary.press("Mở năm 2024")
    assert secretary.sees("Chuyển 1 nhiệm vụ còn mở.")
    secretary.press("Mở năm 2024")
    assert secretary.sees(THEME)
    secretary.press("Bắt đầu năm 2024")
    secretary.press("Xem nhiệm vụ")
    assert secretary.sees(TASK)
    to_year(secretary)
    secretary.press("Khép lại năm 2023")
    secretary.press("Khép lại năm 2023")
    assert secretary.sees("Đã khép lại")


def read_only(reader: Walker) -> None:
    """Who may only read sees the year and its minutes, and is offered nothing that changes them."""
    to_year(reader)
    assert reader.sees(CLEAN_UP)
    assert not reader.page.locator("main form[method=post]").count()
    to_conference(reader)
    reader.press("Đọc biên bản")
    assert reader.sees(AMENDMENT)
    assert not reader.page.locator("main form[method=post]").count()
