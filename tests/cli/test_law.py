"""`thidua law …` as its contract has it: names of keys, exit statuses, faults with lines; no database, no Django."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from tests.core.law.own_rules import rules_of
from tests.core.law.test_facts import CONTRACT, HEAD, ROW
from tests.core.law.test_quotas import OWN
from thidua.cli.commands import law
from thidua.cli.law.tables import read_table
from thidua.cli.main import main
from thidua.core.law.codes import Subject
from thidua.core.law.facts_file import read_facts
from thidua.core.law.rows import read_rows

FIGHTER = """\
subject: individual
employed_since: 2012-03-01
grades: {2025: EXCELLENT}
titles: {2025: [ADVANCED_WORKER]}
discipline: []
holds: []
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day that nobody told."""
    day = date(2026, 11, 29)
    monkeypatch.setattr(law, "_today", lambda: day)
    return day


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "ho-so.yaml"
    file.write_text(FIGHTER, encoding="utf-8")
    return file


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["law", *(str(each) for each in arguments)])
    told = capsys.readouterr()
    return status, told.out, told.err


def told(capsys: pytest.CaptureFixture[str], *arguments: object):
    status, out, err = said(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_titles_and_honours_are_listed_with_their_criteria(capsys: pytest.CaptureFixture[str]) -> None:
    plain = told(capsys, "titles", "--on", "2025-12-01")

    assert {each["kind"] for each in plain} == {"TITLE", "HONOUR"}
    assert {"code", "kind", "name", "subject", "grade", "criteria"} <= set(plain[0])
    assert {"name", "cites"} <= set(plain[0]["criteria"][0])
    fighter = next(each for each in plain if each["code"] == "GRASSROOTS_EMULATION_FIGHTER")
    assert (fighter["kind"], fighter["subject"], fighter["grade"]) == ("TITLE", "individual", "verified")
    assert "khoản 1 Điều 23 của 06/2022/QH15" in [each["cites"] for each in fighter["criteria"]]
    assert all(each["cites"] for award in plain for each in award["criteria"])
    assert {each["stamp"] for each in plain} == {""}
    later = told(capsys, "titles", "--on", "2026-10-01")
    assert "chưa đối chiếu Luật 06/2026/QH16" in {each["stamp"] for each in later}
    status, out, _err = said(capsys, "titles", "--on", "2025-12-01")
    assert status == 0
    assert "GRASSROOTS_EMULATION_FIGHTER · Chiến sĩ thi đua cơ sở" in out


def test_a_case_is_explained(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("assess", "GRASSROOTS_EMULATION_FIGHTER", facts, "--year", 2025, "--law-on", "2025-11-15")
    plain = told(capsys, *asked)

    assert {"code", "year", "law_on", "regime", "verdict", "routes", "under_held_text", "notes"} <= set(plain)
    assert (plain["verdict"], plain["regime"], plain["under_held_text"]) == ("MET", "R4", None)
    (route,) = plain["routes"]
    assert {"name", "verdict", "findings"} <= set(route)
    assert all({"criterion", "verdict", "because", "cites", "grade"} <= set(each) for each in route["findings"])
    status, out, _err = said(capsys, *asked)
    assert status == 0
    assert out.startswith("Chiến sĩ thi đua cơ sở, năm 2025")
    assert "đủ" in out.splitlines()[0]


def test_a_list_that_may_lack_lines_leaves_open_what_is_not_in_it(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("assess", "GRASSROOTS_EMULATION_FIGHTER", facts, "--year", 2025, "--law-on", "2025-11-15")
    facts.write_text(f"{FIGHTER}incomplete: [titles.2025, holds]\n", encoding="utf-8")
    plain = told(capsys, *asked)
    found = {each["criterion"]: each["verdict"] for each in plain["routes"][0]["findings"]}
    assert (plain["verdict"], found["Đạt tiêu chuẩn Lao động tiên tiến"]) == ("UNKNOWN", "MET")
    assert "Danh sách tạm dừng xét mới ghi một phần: chưa ai xác nhận là đã ghi đủ." in said(capsys, *asked)[1]

    facts.write_text(f"{FIGHTER}incomplete: [hold]\n", encoding="utf-8")
    status, _out, err = said(capsys, *asked)
    assert (status, err.startswith(f"{facts}:7: ")) == (1, True)


def test_a_text_that_is_not_held_leaves_the_headline_open(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("assess", "GRASSROOTS_EMULATION_FIGHTER", facts, "--year", 2025, "--law-on")
    assert told(capsys, *asked, "2026-09-30")["verdict"] == "MET"
    plain = told(capsys, *asked, "2026-10-01")

    assert (plain["verdict"], plain["under_held_text"], plain["regime"]) == ("UNKNOWN", "MET", "R5")
    assert "chưa đối chiếu Luật 06/2026/QH16" in plain["notes"]
    _status, out, _err = said(capsys, *asked, "2026-10-01")
    assert "Theo văn bản đang giữ: đủ (chưa đối chiếu Luật 06/2026/QH16)" in out
    received = told(capsys, *asked, "2026-10-01", "--received-on", "2026-09-30")
    assert (received["verdict"], received["under_held_text"]) == ("MET", None)


def test_a_reading_may_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hai-lan.yaml"
    file.write_text(
        "{subject: individual, grades: {2024: GOOD, 2025: GOOD}, titles: {2024: [GRASSROOTS_EMULATION_FIGHTER],"
        " 2025: [GRASSROOTS_EMULATION_FIGHTER]}, initiatives: [], scientific_works: [], discipline: [], holds: []}",
        encoding="utf-8",
    )
    asked = ("assess", "MINISTRY_CERTIFICATE_OF_MERIT", file, "--year", 2025, "--law-on", "2025-12-01")

    assert told(capsys, *asked)["verdict"] == "UNKNOWN"
    assert told(capsys, *asked, "--setting", "INITIATIVES_OF_MINISTRY_CERTIFICATE=ONLY_GRADES")["verdict"] == "MET"
    assert told(capsys, *asked, "--setting", "INITIATIVES_OF_MINISTRY_CERTIFICATE=BOTH")["verdict"] == "NOT_MET"
    status, out, err = said(capsys, *asked, "--setting", "COLOUR=RED")
    assert (status, out) == (1, "")
    assert "COLOUR" in err


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ("grades: {2025: TOP}", "ADVANCED_WORKER", "ho-so.yaml:3: “grades.2025”: không có giá trị “TOP”"),
        ("grades: {2027: GOOD}", "ADVANCED_WORKER", "ho-so.yaml:3: “grades.2027”: 2027 chưa đến"),
        ("{", "ADVANCED_WORKER", "ho-so.yaml:4: Tệp không đúng dạng YAML"),
        ("grades: {}", "ADVANCED", "không có danh hiệu, hình thức mã “ADVANCED”"),
        ("grades: {}", "EXCELLENT_LABOUR_COLLECTIVE", "không dành cho đối tượng “individual”"),
    ],
)
def test_what_cannot_be_answered_says_why(
    facts: Path, capsys: pytest.CaptureFixture[str], change: str, code: str, says: str
) -> None:
    facts.write_text(FIGHTER.replace("grades: {2025: EXCELLENT}", change), encoding="utf-8")
    asked = ("assess", code, facts, "--year", 2025, "--law-on", "2025-11-15", "--today", "2026-11-29")
    status, out, err = said(capsys, *asked)

    assert (status, out) == (1, "")
    assert says in err


@pytest.mark.parametrize(
    ("deed", "rest"),
    [
        ("assess", ("ADVANCED_WORKER", "FILE", "--year", 2025, "--law-on", "2025-11-15")),
        ("path", ("FILE", "--from-year", 2026)),
    ],
)
def test_a_record_of_a_day_to_come_is_named_though_nobody_told_the_day(
    facts: Path, capsys: pytest.CaptureFixture[str], deed: str, rest: tuple[object, ...]
) -> None:
    asked = (deed, *(facts if each == "FILE" else each for each in rest))
    facts.write_text(FIGHTER.replace("2012-03-01", "2026-11-30"), encoding="utf-8")
    status, out, err = said(capsys, *asked)
    assert (status, out) == (1, "")
    assert "ho-so.yaml:2: “employed_since”: 2026-11-30 chưa đến." in err
    assert "employed_since" not in said(capsys, *asked, "--today", "2026-11-30")[2]


def test_a_row_of_a_day_to_come_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("id,employed_since\nCB01,2026-11-29\nCB02,2026-11-30\n", encoding="utf-8")
    asked = ("review", table, "--year", 2026, "--law-on", "2026-11-29", "--out", tmp_path / "ra.csv")
    status, _out, err = said(capsys, *asked)
    assert status == 1
    assert f"{table}:3: " in err
    assert "2026-11-30 chưa đến" in err
    assert f"{table}:2: " not in err


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("assess", "ADVANCED_WORKER", "FILE", "--year", 99999, "--law-on", "2025-11-15"), "“--year”: “99999”"),
        (("assess", "ADVANCED_WORKER", "FILE", "--year", -1, "--law-on", "2025-11-15"), "“--year”: “-1”"),
        (("path", "FILE", "--from-year", 99999), "“--from-year”: “99999”"),
        (("path", "FILE", "--from-year", 9999, "--law-on", "2025-11-15"), "“--from-year”: “9999”"),
        (("review", "FILE", "--year", 99999, "--law-on", "2025-11-15", "--out", "ra.csv"), "“--year”: “99999”"),
        (("assess", "ADVANCED_WORKER", "FILE", "--year", 2025, "--law-on", "2025-11-15", "--as-of", "9999-12-31"),
         "“--as-of”: “9999-12-31”"),
        (("titles", "--on", "9999-12-31"), "“--on”: “9999-12-31”"),
    ],
)  # fmt: skip
def test_a_year_that_is_none_is_named(
    facts: Path, capsys: pytest.CaptureFixture[str], asked: tuple[object, ...], says: str
) -> None:
    status, out, err = said(capsys, *(facts if each == "FILE" else each for each in asked))
    assert (status, out) == (1, "")
    assert says in err


@pytest.mark.parametrize("year", [1945, 2200])
def test_the_first_and_the_last_year_are_answered(facts: Path, capsys: pytest.CaptureFixture[str], year: int) -> None:
    assert said(capsys, "assess", "ADVANCED_WORKER", facts, "--year", year, "--law-on", "2025-11-15")[0] == 0
    assert said(capsys, "path", facts, "--from-year", year)[0] == 0


def test_a_file_that_is_not_there_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("assess", "ADVANCED_WORKER", tmp_path / "x.yaml", "--year", 2025, "--law-on", "2025-11-15")
    status, _out, err = said(capsys, *asked)
    assert status == 2
    assert "Không mở được tệp" in err


def test_own_rules_and_the_text_held_are_both_shown(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rieng.yaml"
    rules.write_text(rules_of("2026-10-01", "06/2026/QH16:1"), encoding="utf-8")
    facts.write_text(FIGHTER + "initiatives: []\n", encoding="utf-8")
    asked = ("assess", "GRASSROOTS_EMULATION_FIGHTER", facts, "--year", 2025, "--law-on", "2026-11-15")
    plain = told(capsys, *asked, "--rules", rules)

    before = told(capsys, *asked[:-1], "2026-09-30", "--rules", rules)
    assert (plain["verdict"], plain["under_held_text"]) == ("NOT_MET", "MET")
    assert (before["verdict"], before["under_held_text"]) == ("MET", None)
    assert "Xét theo quy định riêng do Trần Thị Bình nhập và ký." in plain["notes"]
    rules.write_text(rules.read_text(encoding="utf-8").replace('cites: "06/2026/QH16:1", ', ""), encoding="utf-8")
    status, _out, err = said(capsys, *asked, "--rules", rules)
    assert status == 1
    assert f"{rules}:22: Thiếu dẫn chiếu" in err


def test_a_mistyped_attestation_is_named(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said_so = "attested: [{criterion: ADVANCED_WORKER.SPIRITS, year: 2025, by: Bình, on: 2025-11-01}]\n"
    facts.write_text(FIGHTER + said_so, encoding="utf-8")
    plain = told(capsys, "assess", "ADVANCED_WORKER", facts, "--year", 2025, "--law-on", "2025-11-15")

    assert plain["verdict"] == "UNKNOWN"
    assert "Không tiêu chuẩn nào mang mã ADVANCED_WORKER.SPIRITS: xem lại mã đã xác nhận." in plain["notes"]


def test_money_is_told_with_how_it_came_about(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("prize", "GRASSROOTS_EMULATION_FIGHTER", "--subject", "individual", "--decided-on", "2026-11-20")
    plain = told(capsys, *asked)
    assert {"amount", "coefficient", "base_salary", "rounded_from", "cites"} <= set(plain)
    assert (plain["amount"], plain["coefficient"], plain["base_salary"]) == (2_530_000, 1, 2_530_000)
    both = told(capsys, "prize", "ADVANCED_WORKER", *asked[1:])
    assert (both["total"], [each["code"] for each in both["not_paid"]]) == (2_530_000, ["ADVANCED_WORKER"])
    _status, out, _err = said(capsys, *asked)
    assert out.startswith("Chiến sĩ thi đua cơ sở: 2.530.000 đồng = 1 × 2.530.000")
    status, out, err = said(capsys, "prize", "ADVANCED_WORKER", "--subject", "collective", "--decided-on", "2026-11-20")
    assert (status, out) == (1, "")
    assert "không dành cho đối tượng" in err


def test_each_amount_is_told_that_which_is_not_paid_the_sum_and_a_ceiling(capsys: pytest.CaptureFixture[str]) -> None:
    def lines(*codes: str, day: str = "2026-11-20") -> list[str]:
        return said(capsys, "prize", *codes, "--subject", "individual", "--decided-on", day)[1].splitlines()

    certificate, fighter, worker, total = lines(
        "ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER", "MINISTRY_CERTIFICATE_OF_MERIT"
    )
    assert certificate.startswith("Bằng khen của bộ, ban, ngành, tỉnh: 3.800.000 đồng = 1,5 × 2.530.000")
    assert fighter.startswith("Chiến sĩ thi đua cơ sở: 2.530.000 đồng")
    assert worker.startswith(
        "Không trả, vì danh hiệu cùng thời gian tính thành tích chỉ trả mức cao nhất (khoản 5, 6, 7"
    )
    assert "Lao động tiên tiến: 760.000 đồng = 0,3 × 2.530.000 = 759.000" in worker
    assert total == "Tổng cộng: 6.330.000 đồng"
    medal, other, open_total = lines("COMMEMORATIVE_MEDAL", "ADVANCED_WORKER")
    assert medal.startswith("Kỷ niệm chương của bộ, ban, ngành, tỉnh: nhiều nhất 1.520.000 đồng = 0,6 × 2.530.000 =")
    assert other.startswith("Lao động tiên tiến: 760.000 đồng")
    assert open_total == "Tổng cộng: chưa xác định được, còn khoản chưa rõ số tiền."
    assert len(lines("COMMEMORATIVE_MEDAL")) == 1
    (late,) = lines("COMMEMORATIVE_MEDAL", day="2027-03-01")
    assert "chưa xác định được số tiền; nếu đúng như ghi thì là 1.520.000 đồng" in late
    assert "152/2025/NĐ-CP hết hiệu lực ngày 01/03/2027" in late


@pytest.mark.parametrize(
    ("law_on", "says"),
    [
        ("2026-09-30", "Không tính quy định riêng của cơ quan: "),
        ("2026-10-01", "Theo văn bản đang giữ: "),
    ],
)
def test_what_stands_beside_own_rules_is_said_without_empty_brackets(
    law_on: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, rules = tmp_path / "ho-so.yaml", tmp_path / "rieng.yaml"
    facts.write_text(FIGHTER, encoding="utf-8")
    rules.write_text(rules_of("2025-03-01", "25/2025/TT-BKHCN", ""), encoding="utf-8")
    code = "GRASSROOTS_EMULATION_FIGHTER"
    asked = ("assess", code, facts, "--year", 2025, "--law-on", law_on, "--rules", rules)
    _status, out, _err = said(capsys, *asked)
    assert out.splitlines()[1].startswith(says)
    assert "()" not in out


def test_the_way_ahead_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ho-so.yaml"
    file.write_text(CONTRACT, encoding="utf-8")
    plain = told(capsys, "path", file, "--from-year", 2026)

    assert plain["from_year"] == 2026
    assert {each["code"]: each["earliest_year"] for each in plain["reachable"]}["MINISTERIAL_EMULATION_FIGHTER"] == 2028
    assert plain["assumptions"]
    status, out, _err = said(capsys, "path", file, "--from-year", 2026)
    assert status == 0
    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh: sớm nhất năm 2028" in out


def test_the_way_ahead_says_what_is_needed_in_which_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ho-so.yaml"
    file.write_text(CONTRACT, encoding="utf-8")
    _status, out, _err = said(capsys, "path", file, "--from-year", 2026)
    lines = out.splitlines()
    start = lines.index("Chiến sĩ thi đua bộ, ban, ngành, tỉnh: sớm nhất năm 2028")
    spirit = "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua"
    assert lines[start + 1 : start + 4] == [
        "  2026: Hoàn thành xuất sắc nhiệm vụ",
        f"  2026: Người có trách nhiệm xác nhận: {spirit}",
        "  2026: Chiến sĩ thi đua cơ sở",
    ]
    initiative = "Có sáng kiến đã được áp dụng hiệu quả và có khả năng nhân rộng trong bộ, ban, ngành, tỉnh"
    missing = "(thêm 1, phạm vi bộ, ban, ngành, tỉnh, công nhận trong 2026–2028)"
    assert any(each.startswith(f"  2028: {initiative} {missing}; hoặc thay bằng: ") for each in lines)


def test_a_table_is_reviewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "bang.csv", tmp_path / "ket-qua.csv"
    row = [each.replace("COMPLAINT 2025-10-01", "-") for each in ROW]
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, row, ["CB02", "=HYPERLINK(1)"]])
    plain = told(capsys, "review", table, "--year", 2024, "--law-on", "2025-07-15", "--out", out)

    assert (plain["rows"], plain["refused"], plain["regime"]) == (2, [], "R3")
    assert plain["counts"]["ADVANCED_WORKER"] == {"NOT_MET": 0, "UNKNOWN": 1, "MET": 1}
    (quota,) = plain["quotas"]
    assert (quota["award"], quota["stands"]) == ("GRASSROOTS_EMULATION_FIGHTER", "NO_QUOTA")
    assert quota["base"] == {"met": 1, "unknown": 1}
    status, says, _err = said(capsys, "review", table, "--year", 2024, "--law-on", "2023-12-31", "--out", out)
    assert status == 0
    assert (
        "Chiến sĩ thi đua cơ sở, nhiều nhất 15% số đạt Lao động tiên tiến (khoản 3 Điều 9 của 91/2017/NĐ-CP; "
        "đã đọc điều khoản (bản sao)): Được nhiều nhất 0"
    ) in says
    told(capsys, "review", table, "--year", 2024, "--law-on", "2025-07-15", "--out", out)
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    at = rows[0].index("ADVANCED_WORKER")
    assert rows[0][:3] == ["id", "name", "unit"]
    assert [each[at] for each in rows[1:]] == ["MET", "UNKNOWN"]
    assert rows[2][1] == "'=HYPERLINK(1)"


def test_an_agency_s_own_share_is_told_beside_the_law_s(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, rules = tmp_path / "bang.csv", tmp_path / "rieng.yaml"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, ROW])
    rules.write_text(OWN.replace("SINCE", "2024-02-01"), encoding="utf-8")
    asked = ("review", table, "--year", 2024, "--law-on", "2025-07-15", "--out", tmp_path / "ra.csv", "--rules", rules)
    quotas = told(capsys, *asked)["quotas"]

    assert [(each["award"], each["percent"], each["signed_by"]) for each in quotas] == [
        ("GRASSROOTS_EMULATION_FIGHTER", None, ""), ("GRASSROOTS_EMULATION_FIGHTER", 15, "Trần Thị Bình"),
    ]  # fmt: skip
    assert "(khoản 2 Điều 6 của 7/2024/TT-BTN, quy định riêng, người ký: Trần Thị Bình;" in said(capsys, *asked)[1]


def test_a_share_of_each_unit_is_told_unit_by_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two fighters of five in Phòng A, one of whom is a woman; one of twenty in Phòng B; 15 % is none, and three."""
    table, rules, out = tmp_path / "bang.csv", tmp_path / "rieng.yaml", tmp_path / "ra.csv"
    head = [
        "id", "unit", "sex", "employed_since", "grade_2025", "titles_2025", "initiatives", "scientific_works",
        "discipline", "holds", "attested",
    ]  # fmt: skip
    denied = '!GRASSROOTS_EMULATION_FIGHTER.COMBAT 2025 2025-12-01 "Lê An"'
    told_of = ["2012-03-01", "GOOD", "ADVANCED_WORKER"]
    people = [("Phòng A", "female", 1), ("Phòng A", "male", 1), *[("Phòng A", "male", 0)] * 3]
    people += [("Phòng B", "female", 1), *[("Phòng B", "male", 0)] * 19]
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(head)
        for at, (unit, sex, works) in enumerate(people):
            rows.writerow([f"CB{at}", unit, sex, *told_of, "2025 GRASSROOTS" if works else "-", "-", "-", "-", denied])
    rules.write_text(
        OWN.replace("SINCE", "2024-02-01").replace("  values:", "  per: UNIT\n  values:"), encoding="utf-8"
    )
    asked = ("review", table, "--year", 2025, "--law-on", "2025-12-15", "--out", out, "--rules", rules)

    _law, own = told(capsys, *asked)["quotas"]
    assert (own["per"], own["stands"], own["preferred"]) == ("UNIT", "TOO_MANY", 2)
    assert [(each["unit"], each["allowed"]["most"], each["stands"], each["preferred"]) for each in own["units"]] == [
        ("Phòng A", 0, "TOO_MANY", 1), ("Phòng B", 3, "FITS", 1),
    ]  # fmt: skip
    says = said(capsys, *asked)[1]
    assert (
        "  Phòng A: Được nhiều nhất 0 mà có 2 đủ điều kiện: Hội đồng xếp thứ tự và chọn. Khi thành tích ngang nhau"
        in says
    )
    assert "  1 đơn vị khác trong tỷ lệ." in says
    first, *others = csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
    at = first.index("OWN_QUOTA.GRASSROOTS_EMULATION_FIGHTER")
    assert [row[at] for row in others[:6]] == ["TOO_MANY (PREFERRED)", "TOO_MANY", "", "", "", "FITS"]
    assert "QUOTA.GRASSROOTS_EMULATION_FIGHTER" not in first  # the law of the day sets no share


def test_a_row_of_a_table_may_be_known_in_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "bang.csv", tmp_path / "ket-qua.csv"
    row = [each.replace("COMPLAINT 2025-10-01", "-") for each in ROW]
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = [[*row, "honours titles.2024"], ["CB02", *row[1:], "holds"]]
        csv.writer(stream).writerows([[*HEAD, "incomplete"], *rows])
    plain = told(capsys, "review", table, "--year", 2024, "--law-on", "2025-07-15", "--out", out)

    assert plain["refused"] == []
    assert plain["counts"]["ADVANCED_WORKER"] == {"NOT_MET": 0, "UNKNOWN": 1, "MET": 1}


def test_a_workbook_is_reviewed_and_wrong_rows_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "bang.xlsx", tmp_path / "ket-qua.xlsx"
    book = xlsxwriter.Workbook(str(table))
    sheet = book.add_worksheet()
    for at, row in enumerate([HEAD, ROW, ["CB02", "Lê Thị Chi", "F"], ["CB03"]]):
        sheet.write_row(at, 0, row)
    book.close()
    status, told_out, err = said(capsys, "review", table, "--year", 2024, "--law-on", "2026-11-15", "--out", out)

    assert status == 1
    assert "Đã xét 2 dòng" in told_out
    assert f"{table}:3: “sex”: không có giá trị “F”" in err
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    at = rows[0].index("GRASSROOTS_EMULATION_FIGHTER")
    assert [each[0] for each in rows[1:]] == ["CB01", "CB03"]
    assert rows[2][at] == "UNKNOWN (UNKNOWN)"


def test_parquet_is_read_and_written_with_days_as_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "bang.parquet", tmp_path / "ket-qua.parquet"
    at = HEAD.index("employed_since")
    row = [each.replace("COMPLAINT 2025-10-01", "-") for each in ROW]
    columns = [[date.fromisoformat(row[at]), None] if at == each else [row[each], ""] for each in range(len(HEAD))]
    columns[HEAD.index("id")] = [row[HEAD.index("id")], "CB02"]
    parquet.write_table(pa.table(columns, names=HEAD), table)
    plain = told(capsys, "review", table, "--year", 2024, "--law-on", "2025-07-15", "--out", out)

    assert (plain["rows"], plain["refused"]) == (2, [])
    found = parquet.read_table(out).to_pylist()
    assert [(each["id"], each["ADVANCED_WORKER"]) for each in found] == [("CB01", "MET"), ("CB02", "UNKNOWN")]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_files_of_facts_become_a_table_that_is_judged_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    table, out = tmp_path / f"bang.{kind}", tmp_path / f"ket-qua.{kind}"
    files = [tmp_path / "CB01.yaml", tmp_path / "CB02.yaml"]
    files[0].write_text(CONTRACT + "posts: []\nhigher_retirement_age: false\n", encoding="utf-8")
    files[1].write_text("{subject: individual, maternity_leave: [2023], retires_on: 2027-01-01}", encoding="utf-8")
    plain = told(capsys, "table", *files, "--out", table)
    asked = told(capsys, "review", table, "--year", 2023, "--law-on", "2025-07-15", "--out", out)
    head, rows = read_table(table)
    found = read_rows(head, rows, str(table), subject=Subject.INDIVIDUAL)

    assert (plain["rows"], asked["rows"], asked["refused"]) == (2, 2, [])
    assert head[:3] == ["id", "name", "unit"]
    assert found.ids == ("CB01", "CB02")
    assert found.facts == tuple(read_facts(each.read_text(encoding="utf-8")) for each in files)


def test_a_workbook_says_yes_as_it_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "bang.xlsx"
    book = xlsxwriter.Workbook(str(table))
    sheet = book.add_worksheet()
    for at, row in enumerate([["id", "higher_retirement_age", "maternity_leave"], ["CB01", True, 2023]]):
        sheet.write_row(at, 0, row)
    book.close()
    found = read_rows(*read_table(table), str(table), subject=Subject.INDIVIDUAL)

    assert found.problems == ()
    assert [(each.higher_retirement_age, each.maternity_leave) for each in found.facts] == [(True, (2023,))]


def test_a_table_is_of_one_subject_and_every_file_at_fault_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "bang.csv"
    files = [tmp_path / "CB01.yaml", tmp_path / "DV1.yaml", tmp_path / "CB02.yaml"]
    for file, text in zip(files, ("{subject: individual}", "{subject: collective}", "{sex: male}"), strict=True):
        file.write_text(text, encoding="utf-8")
    status, _out, err = said(capsys, "table", *files, files[0], "--out", table)

    assert (status, table.exists()) == (1, False)
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        f"{files[1]}:1", f"{files[2]}:1", f"{files[0]}:1",
    ]  # fmt: skip


def test_without_its_extra_parquet_is_refused_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "thidua.cli.law.parquet", None)
    asked = (
        "review",
        tmp_path / "bang.parquet",
        "--year",
        2024,
        "--law-on",
        "2025-12-01",
        "--out",
        tmp_path / "ra.csv",
    )
    status, _out, err = said(capsys, *asked)
    assert status == 1
    assert "pip install 'thidua[parquet]'" in err


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [("bang.csv", "", "Tệp không có dòng nào"), ("bang.csv", "name\nAn\n", "Thiếu cột “id”"),
     ("bang.ods", "x", "Chỉ nhận tệp .csv, .xlsx hoặc .parquet"), ("bang.xlsx", "x", "Không đọc được tệp"),
     ("bang.parquet", "x", "Không đọc được tệp")],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, says: str
) -> None:
    table = tmp_path / name
    table.write_text(text, encoding="utf-8")
    asked = ("review", table, "--year", 2024, "--law-on", "2025-12-01", "--out", tmp_path / "ra.csv")
    status, _out, err = said(capsys, *asked)
    assert status == 1
    assert says in err


def test_what_should_be_read_again_is_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = told(capsys, "stale", "--on", "2026-11-29")
    assert plain["figures"] == []
    assert [each["number"] for each in plain["ending"]] == ["152/2025/NĐ-CP", "15/2025/TT-BNV"]
    assert "06/2026/QH16" in plain["not_held"]
    assert len(told(capsys, "stale", "--on", "2027-12-01")["figures"]) > 60
    _status, out, _err = said(capsys, "stale", "--on", "2026-11-29")
    assert "152/2025/NĐ-CP sắp hết hiệu lực: 01/03/2027" in out
    monkeypatch.undo()
    assert said(capsys, "stale")[0] == 0


def test_the_law_imports_no_django() -> None:
    code = (
        "import sys, thidua.cli.main; thidua.cli.main.build_parser();"
        " print([each for each in sys.modules if each.startswith('django')])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True)
    assert run.stdout.strip() == "[]"
