"""Scores one can defend, walked in the browser: from self-score to the printed matrix; a table built by forms."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cast import YEAR, Cast, Member
from tests.factories.cycles import make_cycle
from tests.factories.scorecards import card_of, document, example_document, open_scheme, submitted
from thidua.core.scoring.comparison import compare_documents
from thidua.core.scoring.reading import build_scheme
from thidua.scorecards.enums import SchemeState, Stage
from thidua.scorecards.models import Scheme, Scorecard


def test_a_unit_scores_itself_is_lowered_explains_and_the_matrix_is_printed(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-11-20 09:00")
    scheme = open_scheme(stage, make_cycle(stage))
    card = card_of(scheme, stage.unit)

    officer = walk_as(stage.officer)
    officer.go("/")
    officer.press("Tự chấm")
    page = officer.go(f"/cham-diem/phieu/{card.pk}/?muc=1.1")
    officer.press("Chấm mục này")
    labels = page.locator("main form label").all_inner_texts()
    assert any("Hoàn thành chương trình công tác năm" in each for each in labels)
    page.locator("#id_answer_0").fill("95")
    page.locator("#id_answer_1").fill("100")
    officer.fill("Giải trình", "Hoàn thành 19/20 nhiệm vụ của chương trình công tác.")
    officer.press("Lưu, sang mục tiếp")
    page.locator("#id_answer_0").fill("190")
    page.locator("#id_answer_1").fill("1.234,5")
    officer.press("Lưu, sang mục tiếp", refused="số nguyên")
    page.locator("#id_answer_1").fill("200")
    officer.press("Lưu, sang mục tiếp")
    page.locator("#id_answer_0").fill("19,5")
    officer.press("Lưu, sang mục tiếp")
    officer.go(f"/cham-diem/phieu/{card.pk}/")
    officer.press("Các trường hợp cộng, trừ chưa ghi đều không xảy ra")
    assert officer.sees("Đã trả lời mọi câu")

    head = walk_as(stage.head, phone=True)
    head.go(f"/cham-diem/phieu/{card.pk}/")
    head.press("Nộp bản tự chấm")
    head.press("Nộp bản tự chấm")
    assert head.sees("Chờ thẩm định")

    secretary = walk_as(stage.secretary)
    page = secretary.go(f"/cham-diem/phieu/{card.pk}/?muc=2.1")
    secretary.press("Đổi số liệu, điểm")
    page.locator("#id_answer_0").fill("15")
    secretary.press("Lưu", refused="lý do")
    assert page.locator("#id_answer_0").input_value() == "15", "nothing is lost when a form fails"
    secretary.fill("Lý do thay đổi", "Giao ước thiếu một chữ ký")
    secretary.press("Lưu")
    secretary.press("Xác nhận đã thẩm định: Khối trưởng, Khối phó")

    page = officer.go(f"/cham-diem/phieu/{card.pk}/?muc=2.1")
    assert officer.sees("Lý do: Giao ước thiếu một chữ ký")
    officer.press("Giải trình mục này")
    officer.fill("Giải trình của đơn vị", "Chữ ký nằm ở phụ lục 2.")
    officer.press("Lưu giải trình")
    officer.press("Gửi giải trình")
    assert officer.sees("Xem xét lại")

    secretary.go(f"/cham-diem/phieu/{card.pk}/?muc=2.1")
    assert secretary.sees("Chữ ký nằm ở phụ lục 2.")
    secretary.press("Xác nhận đã thẩm định: Khối trưởng, Khối phó")

    standing = walk_as(stage.standing)
    page = standing.go(f"/cham-diem/phieu/{card.pk}/?muc=2.1")
    standing.press("Đổi số liệu, điểm")
    page.locator("#id_answer_0").fill("18,5")
    standing.fill("Lý do thay đổi", "Theo phụ lục 2 đã đối chiếu")
    standing.press("Lưu")
    standing.press("Chốt phiếu")
    standing.press("Chốt phiếu")
    assert Scorecard.objects.get(pk=card.pk).stage == Stage.SETTLED

    page = standing.go(f"/cham-diem/bang/{scheme.pk}/bang-diem/")
    cell = page.locator(".tds-matrix tbody a", has_text="18,5").first
    cell.click()
    page.get_by_role("heading", name="Vì sao 18,5 điểm?").wait_for()
    assert standing.sees("Theo phụ lục 2 đã đối chiếu")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("18,5")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('td') !== null")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()
    assert download.value.suggested_filename == f"bang-diem-khoi-i-{YEAR}.xlsx"

    hand = walk_as(stage.standing, phone=True)
    page = hand.go(f"/cham-diem/bang/{scheme.pk}/bang-diem/?don-vi={stage.unit.pk}")
    heads = page.locator(".tds-matrix thead th:visible")
    shown = [words.split("\n")[0].replace("\u00a0", " ") for words in heads.all_inner_texts()]
    assert shown == ["Mục chấm điểm", stage.unit.name]
    assert page.locator(".tds-matrix tbody a:visible").count() == page.locator(".tds-matrix tbody tr").count()
    assert "18,5" in page.locator(".tds-matrix").inner_text()
    other = stage.units[0]
    page.get_by_label("Đơn vị", exact=True).select_option(other.name)
    assert heads.last.inner_text().replace("\u00a0", " ").startswith(other.name)
    assert f"don-vi={other.pk}" in page.url
    assert "18,5" not in page.locator(".tds-matrix").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.drill
def test_one_unit_is_asked_to_score_another_and_whoever_verifies_reads_what_it_gave(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-11-20 09:00")
    scheme = open_scheme(stage, make_cycle(stage), has_peers=True)
    card = submitted(stage.head, card_of(scheme, stage.unit))
    scorer = stage.units[3]

    standing = walk_as(stage.standing)
    page = standing.go(f"/cham-diem/bang/{scheme.pk}/cham-cheo/")
    own = page.get_by_role("group", name=f"Phiếu của {stage.unit.name} do các đơn vị sau chấm")
    offered = [words.strip().replace("\u00a0", " ") for words in own.locator("label").all_inner_texts()]
    assert offered == [unit.name for unit in stage.units if unit != stage.unit], "never its own card"
    for unit in stage.units:
        if unit not in (stage.unit, scorer):
            own.get_by_label(unit.name, exact=True).uncheck()
    standing.press("Lưu phân công")
    assert [pair.scorer for pair in card.peers.all()] == [scorer]

    peer = walk_as(stage.other_officer, phone=True)
    peer.go("/")
    peer.press("Chấm chéo")
    assert peer.sees("không cộng vào tổng điểm")
    for label, points in (("1.1", "20"), ("1.2", "25"), ("2.1", "10,5")):
        peer.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\. ")).fill(points)
    peer.fill("Nhận xét mục 2.1", "Chưa thấy chữ ký của hai đơn vị")
    peer.press("Lưu điểm chấm chéo")
    peer.page.get_by_label(re.compile(r"^\s*2\.2\. ")).fill("21")
    peer.tick("Đã chấm xong mọi mục")
    peer.press("Lưu điểm chấm chéo", refused="từ 0 đến 20")
    peer.page.get_by_label(re.compile(r"^\s*2\.2\. ")).fill("19")
    peer.press("Lưu điểm chấm chéo")
    card.refresh_from_db()
    assert card.stage == Stage.VERIFICATION, "the only peer that was asked has sent"

    secretary = walk_as(stage.secretary)
    secretary.go(f"/cham-diem/phieu/{card.pk}/?muc=2.1")
    assert secretary.sees(f"{scorer.name} 10,5")
    page = secretary.go(f"/cham-diem/bang/{scheme.pk}/bang-diem/?lop=PEERS")
    page.locator(".tds-matrix tbody a", has_text="10,5").first.click()
    page.get_by_role("heading", name="Vì sao chấm chéo 10,5 điểm?").wait_for()
    assert secretary.sees("Chưa thấy chữ ký của hai đơn vị")
    assert "74,50" in page.locator(".tds-matrix tfoot").inner_text()
    assert {result.total for result in card.results.all()} == {Decimal("80.5")}, "advice, in no total"


HEALTH = "Sở Y tế (Chi cục Dân số - Xã hội)"
COUNT, YES_NO, SHARE = "Số đếm: người, hồ sơ, lần", "Có hoặc không", "Tỷ lệ từ 0 đến 100%"
PLAN = "Có kế hoạch và minh chứng tuyên truyền"
UNDERSTOOD = "Số người xác nhận hiểu trong mẫu 50 người"
TOTAL = "Tổng người hưởng"
OPENED = "Người mở mới tài khoản, ví hoặc cung cấp số tài khoản"
ATM = "Người được phát hành thẻ mới hoặc có thẻ và cung cấp tài khoản"
CASHLESS = "Người nhận không dùng tiền mặt (gồm người được ủy quyền)"
ALL_OPEN = "100% mở mới trong thời gian thi đua, hoặc đã đạt 100% từ trước khi ban hành kế hoạch"
DB_FULL = "100% dữ liệu rà soát, cập nhật và lập danh sách chi trả trên hệ thống"
TRANSFERS = "Số lượng chuyển tiền trợ cấp hằng tháng qua tài khoản"
UPDATED = "Tỷ lệ cập nhật dữ liệu vào hệ thống"


def test_the_table_of_can_tho_is_built_by_forms_from_an_empty_one(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-02-10 09:00")
    cycle, shipped = make_cycle(stage), example_document("cantho-2025")
    secretary = walk_as(stage.secretary)
    page = secretary.go(f"/cham-diem/nam/{cycle.pk}/lap-bang/")
    secretary.fill("Tên bảng tiêu chí", shipped["title"])
    secretary.tick("Bảng trống")
    secretary.press("Lập bảng")
    scheme = Scheme.objects.get(cycle=cycle)
    home = f"/cham-diem/bang/{scheme.pk}/"

    secretary.press("Sửa thông tin chung")
    secretary.fill("Nơi ban hành", shipped["issuer"])
    secretary.fill("Tổng điểm chuẩn", "100")
    secretary.fill("Căn cứ", "Kế hoạch số 157/KH-UBND ngày 18/11/2025 (Phụ lục)")
    secretary.fill("Chỗ văn bản chưa rõ", "\n".join(shipped["caveats"]))
    secretary.fill("Nguồn của bảng", "\n".join(shipped["sources"]))
    secretary.fill("Nhóm xếp hạng", "xã phường\ntổ chức dịch vụ chi trả")
    secretary.press("Lưu")

    for label, kind in (
        (PLAN, YES_NO),
        (UNDERSTOOD, COUNT),
        (TOTAL, COUNT),
        (OPENED, COUNT),
        (ATM, COUNT),
        (CASHLESS, COUNT),
        (ALL_OPEN, YES_NO),
        (DB_FULL, YES_NO),
        (TRANSFERS, COUNT),
        (UPDATED, SHARE),
    ):
        page.goto(f"{secretary.base}{home}so-lieu/moi/")
        page.locator("#id_label").fill(label)
        page.locator("#id_kind").select_option(label=kind)
        secretary.press("Lưu")

    def item(code: str, name: str, most: str, way: str, where: str = "", **more: str) -> None:
        page.goto(f"{secretary.base}{home}muc/moi/{where}")
        secretary.fill("Mã", code)
        secretary.fill("Nội dung", name)
        secretary.fill("Điểm tối đa", most)
        page.locator("#id_way").select_option(way)
        for key, value in more.items():
            page.locator(f"#id_{key}").fill(value)
        secretary.press("Lưu")

    def pick(field: str, label: str) -> None:
        page.locator(f"#id_{field}").select_option(label=label)

    item(
        "1",
        "Tuyên truyền (người chưa có tài khoản)",
        "20",
        "sample",
        gate="kế hoạch và minh chứng tuyên truyền",
        assessor=HEALTH,
    )
    secretary.fill("Số người của mẫu", "50")
    secretary.fill("Điểm cho mỗi người đạt", "0,4")
    pick("counting", UNDERSTOOD)
    secretary.press("Lưu")
    page.goto(f"{secretary.base}{home}muc/0/sua/")
    pick("gate_input", PLAN)
    secretary.press("Lưu")
    for code, name, most, part, whole in (
        ("2", "Mở mới tài khoản, ví hoặc cung cấp số tài khoản", "40", OPENED, TOTAL),
        ("3", "Phát hành thẻ ATM", "20", ATM, OPENED),
        ("4", "Nhận tiền không dùng tiền mặt", "20", CASHLESS, TOTAL),
    ):
        item(code, name, most, "ratio", assessor=HEALTH)
        pick("of_top", part)
        pick("of_whole", whole)
        secretary.press("Lưu")
    item("5", "Điểm cộng", "15", "branch", assessor=HEALTH)
    page.goto(f"{secretary.base}{home}muc/4/sua/")
    secretary.tick("Đây là điểm thưởng")
    secretary.press("Lưu")
    item("5.1", "100% mở mới trong thời gian thi đua", "5", "achieved", "?trong=4")
    pick("counting", ALL_OPEN)
    secretary.press("Lưu")
    item("5.2", "Tỷ lệ nhận không dùng tiền mặt", "5", "bands", "?trong=4")
    pick("of_top", CASHLESS)
    pick("of_whole", TOTAL)
    secretary.fill(
        "Các khoảng",
        "từ 88% đến dưới 90% = 2\ntừ 90% đến dưới 95%\t3\ntừ 95% đến dưới 100% = 4\n100% = 5",
    )
    secretary.fill("Điểm khi ở ngoài mọi khoảng", "0")
    secretary.press("Lưu")
    item("5.3", "100% dữ liệu được cập nhật", "5", "achieved", "?trong=4")
    pick("counting", DB_FULL)
    secretary.press("Lưu")
    for group, part, plus, name in (
        ("xã phường", OPENED, ATM, "số lượng mở tài khoản và thẻ ATM mới"),
        ("xã phường", TRANSFERS, "", "số lượng chuyển tiền trợ cấp hằng tháng qua tài khoản"),
        ("xã phường", UPDATED, "", "tỷ lệ cập nhật dữ liệu vào hệ thống"),
        ("xã phường", "", "", ""),
        ("tổ chức dịch vụ chi trả", OPENED, "", "số lượng mở mới tài khoản"),
        ("tổ chức dịch vụ chi trả", ATM, "", "số thẻ ATM phát hành"),
        ("tổ chức dịch vụ chi trả", CASHLESS, "", "số người nhận tiền qua tài khoản"),
        ("tổ chức dịch vụ chi trả", "", "", ""),
    ):
        page.goto(f"{secretary.base}{home}bang-diem-nhau/moi/")
        pick("group", group)
        page.locator("#id_kind").select_option("by" if part else "vote")
        if part:
            pick("of_top", part)
            page.locator("#id_name").fill(name)
        if plus:
            pick("of_plus", plus)
        secretary.press("Lưu")
    page.goto(f"{secretary.base}{home}khen-thuong/moi/")
    secretary.fill("Hình thức khen thưởng", "Bằng khen của Chủ tịch UBND thành phố")
    secretary.fill("Không quá", "10%")
    page.locator("#id_cites").fill("điểm a khoản 2 Điều 9 Quyết định 10/2024/QĐ-UBND")
    secretary.press("Lưu")

    page = secretary.go(home)
    assert not secretary.sees("chỗ cần sửa")
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất tệp").click()
    made = document(Path(download.value.path()).read_text(encoding="utf-8"))
    _is_the_shipped_table(made, shipped)
    _tries(secretary, home)
    secretary.go(home)
    secretary.press("Lấy ý kiến các đơn vị")
    _comments(walk_as, stage.officer, home)
    secretary.go(f"{home}nhom/")
    for unit in stage.units:
        secretary.choose(unit.name, "xã phường")
    secretary.press("Lưu nhóm")
    secretary.press("Chốt bảng, mở chấm điểm")
    secretary.press("Chốt bảng, mở chấm điểm")
    scheme.refresh_from_db()
    assert scheme.state == SchemeState.SCORING
    assert scheme.cards.count() == len(stage.units)


def _is_the_shipped_table(made: dict[str, Any], shipped: dict[str, Any]) -> None:
    """The whole table: head, inputs, items with gates, formulas and bands, chains for equals, quota.

    Two kinds of name differ of necessity and are put in place of the shipped ones first: the id of a table is given by
    the program from the bloc and the year, and an input is named by the program from its label (officials never see
    either), while the shipped file has names chosen by hand. An input whose kind the file leaves to the default has it
    written out by the form. Nothing else may differ.
    """
    by_label = {each.label: name for name, each in build_scheme(made)[0].inputs.items()}  # type: ignore[union-attr]
    names = {name: by_label[each.label] for name, each in build_scheme(shipped)[0].inputs.items()}  # type: ignore[union-attr]
    expected = {**_renamed(shipped, names), "id": made["id"]}
    expected["inputs"] = {
        name: each if isinstance(each, dict) else {"label": each, "kind": "number"}
        for name, each in expected["inputs"].items()
    }

    assert compare_documents(expected, made) == []
    assert build_scheme(made) == build_scheme(expected)


def _renamed(value: Any, names: dict[str, str], key: str = "") -> Any:
    """A piece of a table with its inputs named otherwise."""
    if isinstance(value, dict):
        keys = {each: names[each] if key == "inputs" else each for each in value}
        own = {each: "" if each == "by" and "ties" in value else each for each in value}
        return {keys[each]: _renamed(value[each], names, own[each]) for each in value}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if key in ("input", "counting", "ratio", "of", "achieved", "by"):
        return re.sub(r"\w+", lambda found: names.get(found.group(), found.group()), value)
    return value


def _tries(secretary, home: str) -> None:  # type: ignore[no-untyped-def]
    """The worked example of the plan, on the first invented unit: 94 points, live."""
    page = secretary.go(f"{home}cham-thu/")
    answers = ("yes", "45", "850", "1000", "680", "900", "no", "yes")
    labels = (PLAN, UNDERSTOOD, OPENED, TOTAL, ATM, CASHLESS, ALL_OPEN, DB_FULL)
    for label, value in zip(labels, answers, strict=True):
        for field in page.get_by_label(f"{label}, Đơn vị thử A", exact=True).all():
            if value in ("yes", "no"):
                field.select_option(value)
            else:
                field.fill(value)
                field.blur()
    page.locator("#tds-trial tfoot td", has_text="94").wait_for()
    secretary.look()


def _comments(walk_as, officer: Member, home: str) -> None:  # type: ignore[no-untyped-def]
    walker = walk_as(officer)
    walker.go(home)
    walker.press("Góp ý bảng tiêu chí")
    walker.page.locator("#id_item").select_option("5.2")
    walker.fill("Góp ý", "Mốc 90% nên thuộc mức trên.")
    walker.press("Gửi góp ý")
    assert walker.sees("Mốc 90% nên thuộc mức trên.")
