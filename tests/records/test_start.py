"""A rule file with a fault stops the application at its start, and says which file and line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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


def test_a_fault_in_a_rule_file_stops_the_start(tmp_path: Path) -> None:
    path = copy_with(tmp_path, "figures/base_salary.yaml", ', cites: "161/2026/NĐ-CP:3.2"', "")
    known = {**os.environ, "PYTHONPATH": str(path), "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
    known["THIDUA_VAR"] = str(tmp_path / "var")
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.search(r"core/law/figures/base_salary\.yaml:\d+: ", done.stderr), done.stderr
