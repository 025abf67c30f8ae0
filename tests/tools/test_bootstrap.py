"""The environment is made by one named version of its installer, with programs that only pretend and tell what they
were asked for.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TELLS = '#!/bin/sh\necho "$(basename "$0") $*" >>"$ASKED"\n'
FROM_THE_SYSTEM = ("chromium", "soffice")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout whose environment exists and is empty."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools/bootstrap", tmp_path / "tools/bootstrap")
    (tmp_path / "uv.lock").write_text("version = 1\n")
    for name in ("python", "uv"):
        _pretend(tmp_path / ".venv/bin" / name)
    for name in FROM_THE_SYSTEM:
        _pretend(tmp_path / "system" / name)
    return tmp_path


def test_the_installer_is_asked_for_by_its_version(tree: Path) -> None:
    installer, lock, *rest = _run(tree)

    assert re.fullmatch(r"python -m pip install .*\buv==\d+\.\d+\.\d+", installer)
    assert lock == "uv sync --frozen --quiet --inexact"
    assert rest == ["python tools/assets.py", "python tools/messages.py compile"]


def test_an_installation_that_has_the_lock_asks_for_nothing(tree: Path) -> None:
    _run(tree)

    assert _run(tree) == ["python tools/assets.py", "python tools/messages.py compile"]


def test_another_lock_is_installed_by_the_same_version_whatever_was_there(tree: Path) -> None:
    first = _run(tree)
    (tree / "uv.lock").write_text("version = 1\nrevision = 5\n")

    assert _run(tree) == first


def _run(tree: Path) -> list[str]:
    """What was asked of the programs of the environment, in order."""
    asked = tree / "asked"
    asked.write_text("")
    environment = os.environ | {"PATH": f"{tree / 'system'}:{os.environ['PATH']}", "ASKED": str(asked)}
    subprocess.run([tree / "tools/bootstrap"], check=True, cwd=tree, env=environment, capture_output=True)
    return asked.read_text().splitlines()


def _pretend(program: Path) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(TELLS)
    program.chmod(0o755)
