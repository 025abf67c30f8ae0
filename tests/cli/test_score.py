"""`thidua score` and `thidua scheme check`: no database, no Django; faults with their line, a clear exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli.main import main

TABLE = """\
format: 1
id: thu
title: Bảng thử
standard: 10
criteria:
- {code: "1", name: Nhiệm vụ, max: 10}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "bang.yaml"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "phieu.json"
    file.write_text(json.dumps({"cards": [{"unit": "A", "answers": {"1": "7,5"}}, {"unit": "B"}]}), encoding="utf-8")
    return file


def test_a_good_table_is_said_to_be_good(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scheme", "check", str(table)]) == 0
    assert "Bảng thử: 1 tiêu chí, 10 điểm chuẩn." in capsys.readouterr().out


def test_what_a_table_leaves_open_is_told_with_its_line(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TABLE + 'grades: [{grade: Tốt, range: ">= 8"}]\nnot_applicable: spread\n'
    table.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("grades:")].count("\n")

    assert main(["scheme", "check", str(table)]) == 0

    says = "lưu ý: Xếp loại: tổng điểm thấp hơn mức “từ 8 trở lên” chưa có loại."
    assert f"{table}:{line}: {says}\n" in capsys.readouterr().out


def test_a_fault_is_told_with_file_and_line(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text(TABLE.replace("standard: 10", "standard: 11"), encoding="utf-8")
    assert main(["scheme", "check", str(table)]) == 1
    assert capsys.readouterr().out == f"{table}:4: Tổng điểm chuẩn ghi 11, cộng các tiêu chí được 10.\n"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00binary"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "khong-doc-duoc.yaml"
    if content is not None:
        file.write_bytes(content)
    assert main(["scheme", "check", str(file)]) == 2
    assert "Không đọc được tệp" in capsys.readouterr().err


def test_a_bloc_is_scored(table: Path, cards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(table), str(cards), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["units"]
    assert (first["total"], first["exact"], first["rank"], first["provisional"]) == ("7.5", "15/2", 1, True)
    assert (second["total"], second["exact"], second["rank"]) == (None, None, None)
    assert second["items"][0]["steps"] == ["Chưa có số liệu “Nhiệm vụ”"]


def test_cards_of_another_table_are_refused(table: Path, cards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards.write_text("scheme: khac\ncards: []\n", encoding="utf-8")
    assert main(["score", str(table), str(cards)]) == 1
    assert capsys.readouterr().err == f"{cards}:1: Phiếu này của bảng “khac”, không phải “thu”.\n"


def test_without_files_the_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score"]) == 2
    assert "--example NAME" in capsys.readouterr().err


def test_the_examples_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--examples"]) == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "cailay-2022",
        "cantho-2025",
        "tiengiang-2022",
        "tphcm-form4",
    ]


def test_the_real_case_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--example", "cailay-2022", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "1. Phòng TN&MT thị xã Cai Lậy: 115.7" in said
    assert "Item d2 says 11; the cap of d2.3 allows 9. [Biên bản thẩm định 09/12/2022]" in said


def test_scoring_needs_no_django() -> None:
    code = (
        "import sys; from thidua.cli.main import main; main(['score', '--example', 'cantho-2025']);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL).returncode == 0
