"""A rule file with a fault stops the application at its start, and says which file and line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thidua"


def copy_with(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """The package with another wording in one file of the law; all else is the package itself."""
    copy = tmp_path / "thidua"
    (copy / "core").mkdir(parents=True)
    for each in SOURCE.iterdir():
        if each.name != "core":
            (copy / each.name).symlink_to(each)
    for each in (SOURCE / "core").iterdir():
        if each.name != "law":
            (copy / "core" / each.name).symlink_to(each)
    shutil.copytree(SOURCE / "core" / "law", copy / "core" / "law")
    told = copy / "core" / "law" / file
    text = told.read_text(encoding="utf-8")
    assert old in text
    told.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


SAYS = {"uncited": "Thiếu dẫn chiếu", "date_gap": "Ngày không nối tiếp", "cycle": "Tiêu chuẩn đi vòng"}
START = "import django; django.setup()"
READ = "from thidua.core.law.start import read_everything; read_everything()"
"""The part of the start that reads the law: quicker, and the same."""
WORKER, FIGHTER = "awards/titles/advanced_worker.yaml", "awards/titles/grassroots_emulation_fighter.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault", "place", "work"),
    [
        ("figures/base_salary.yaml", ', cites: "161/2026/NĐ-CP:3.2"', "", "uncited", "2530000", START),
        (WORKER, '      cites: "01/2024/TT-BNV"\n', "", "uncited", "Không phải người mới tuyển dụng dưới 06", READ),
        (WORKER, "until: 2024-04-14", "until: 2024-04-13", "date_gap", "- since: 2024-04-15", READ),
        (FIGHTER, "meets: ADVANCED_WORKER", "meets: GRASSROOTS_EMULATION_FIGHTER", "cycle", "code: GRASSROOTS", READ),
        ("regimes.yaml", "until: 2025-08-04", "until: 2025-08-03", "date_gap", "code: R4", READ),
    ],
    ids=["an uncited figure", "an uncited condition", "a day without a version", "a circle", "a day without a regime"],
)
def test_a_fault_in_a_rule_file_stops_the_start(
    tmp_path: Path, file: str, old: str, new: str, fault: str, place: str, work: str
) -> None:
    path = copy_with(tmp_path, file, old, new)
    text = (path / "thidua" / "core" / "law" / file).read_text(encoding="utf-8")
    line = text[: text.index(place)].count("\n") + 1

    assert refusal(path, work).startswith(f"core/law/{file}:{line}: {SAYS[fault]}")


def test_a_circle_over_two_rule_files_stops_the_start(tmp_path: Path) -> None:
    path = copy_with(tmp_path, WORKER, "case_grade: GOOD", "meets: GRASSROOTS_EMULATION_FIGHTER")

    assert refusal(path, READ) == (
        f"core/law/{FIGHTER}:1: Tiêu chuẩn đi vòng: ADVANCED_WORKER → GRASSROOTS_EMULATION_FIGHTER → ADVANCED_WORKER."
    )


def refusal(path: Path, work: str) -> str:
    """What the start says of the law under a path when it stops."""
    known = {**os.environ, "PYTHONPATH": str(path), "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    known["THIDUA_VAR"] = str(path / "var")
    done = subprocess.run([sys.executable, "-c", work], env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (said,) = [each for each in done.stderr.splitlines() if "LawError: " in each]
    return said.split("LawError: ", 1)[1]
