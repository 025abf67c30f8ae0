"""A published file counted again: what agrees, and every way it may disagree with itself."""

import hashlib
import json
import secrets
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from thidua.cli.main import main
from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.outcome import decide
from thidua.core.voting.receipts import make_code
from thidua.core.voting.record import VoteRecord, read_record, write_record
from thidua.core.voting.recount import recount
from thidua.core.voting.tally import count_slips
from thidua.core.voting.thresholds import Basis, Electorate, Threshold

LIST = Motion(MotionKind.APPROVE, ("1", "2"))
SLIPS = ("1+", "2-", "1+", "2+", "1+", "2-", "1-", "2-")


def published() -> VoteRecord:
    """A list of two units for the flag, four of five members voting."""
    threshold = Threshold(Fraction(3, 5), Basis.MEMBERS)
    electorate = Electorate(5, 4)
    tally = count_slips(LIST, SLIPS, 4)
    outcome = decide(LIST, tally, electorate, threshold)
    return VoteRecord(
        meeting="Hội nghị tổng kết Khối A",
        title="Đề nghị tặng Cờ thi đua",
        round=1,
        motion=LIST,
        names={"1": "Viện Hải văn", "2": "Trường Trắc địa"},
        seats=None,
        electorate=electorate,
        threshold=threshold,
        cites="Quy chế khối",
        papers=4,
        codes=tuple(make_code(secrets.token_bytes(16)) for _voter in range(4)),
        slips=SLIPS,
        counts=tally.counts,
        blank=0,
        chosen=outcome.chosen,
        tied=outcome.tied,
    )


def codes_of(record: VoteRecord) -> list[str]:
    return [each.code for each in recount(record).problems]


def test_a_true_file_agrees_and_survives_json() -> None:
    record = published()
    assert record.chosen == ("1",)
    again = read_record(json.loads(json.dumps(write_record(record))))
    assert again == record
    assert codes_of(again) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"slips": ("1-", *SLIPS[1:])}, "count_differs"),
        ({"slips": SLIPS[:-1]}, "count_differs"),
        ({"slips": (*SLIPS, "1+")}, "more_slips_than_papers"),
        ({"slips": (*SLIPS[:-1], "3+")}, "bad_slip"),
        ({"chosen": ("1", "2")}, "outcome_differs"),
        ({"blank": 1}, "blank_differs"),
    ],
)
def test_a_file_that_was_touched(change: dict[str, object], code: str) -> None:
    assert code in codes_of(replace(published(), **change))  # type: ignore[arg-type]


def test_a_missing_slip_and_a_missing_code_are_named() -> None:
    record = published()
    assert "slips_missing" in codes_of(replace(record, slips=SLIPS[:-1]))
    assert codes_of(replace(record, codes=record.codes[:-1])) == ["other_number_of_codes"]
    assert codes_of(replace(record, codes=(*record.codes[:-1], record.codes[0]))) == ["code_twice"]
    assert codes_of(replace(record, codes=(*record.codes[:-1], "AAAA-AAAA-AAAA"))) == ["strange_code"]


def test_more_papers_than_voters() -> None:
    record = published()
    assert "more_papers_than_voters" in codes_of(replace(record, electorate=Electorate(5, 3)))


@pytest.mark.parametrize(
    ("plain", "code"),
    [([], "no_record"), ({"format": "thidua-vote", "version": 9}, "other_version"),
     ({"format": "thidua-vote", "version": 1}, "broken_record")],
)  # fmt: skip
def test_what_is_no_record(plain: object, code: str) -> None:
    with pytest.raises(VoteError) as caught:
        read_record(plain)
    assert caught.value.code == code


def test_the_command_counts_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = published()
    file = tmp_path / "phieu.json"
    file.write_text(json.dumps(write_record(record)))
    assert main(["vote", "recount", str(file), "--code", record.codes[0].lower()]) == 0
    told = capsys.readouterr().out
    assert "Viện Hải văn: đồng ý 3, không đồng ý 1, không có ý kiến 0" in told
    assert "Đếm lại khớp: 4 phiếu, 4 mã phiếu." in told
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told
    assert main(["vote", "recount", str(file), "--code", make_code(bytes(15) + b"x")]) == 1
    assert "Không có phiếu mang mã" in capsys.readouterr().out
    assert main(["vote", "recount", str(file), "--code", "abc"]) == 2
    assert "mã phiếu có 12 ký tự" in capsys.readouterr().err


def test_counting_again_needs_neither_django_nor_a_database(tmp_path: Path) -> None:
    file = tmp_path / "phieu.json"
    file.write_text(json.dumps(write_record(published())))
    code = (
        "import sys; from thidua.cli.main import main; status = main(['vote', 'recount', sys.argv[1]]);"
        "sys.exit(status or bool({'django', 'sqlite3', 'psycopg'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(file)], check=False, capture_output=True, text=True)
    assert (ran.returncode, "Đếm lại khớp" in ran.stdout) == (0, True), ran.stderr


def test_the_command_tells_a_file_that_was_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = write_record(published())
    plain["slips"][0] = "1-"
    file = tmp_path / "phieu.json"
    file.write_text(json.dumps(plain))
    assert main(["vote", "recount", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["holds"]
    assert "count_differs" in [each["code"] for each in told["problems"]]


def test_the_command_refuses_other_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "phieu.json"
    file.write_bytes(b"\x00\xff{")
    assert main(["vote", "recount", str(file)]) == 2
    assert "không phải bản công bố" in capsys.readouterr().err
