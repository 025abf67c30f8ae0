"""The last line of `.ci/run`, with programs that only pretend: pytest's closing line, or the step that failed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("ruff", "djade", "lint-imports", "mypy")
PYTHON = """#!/bin/sh
case "$TEST_DATABASE $*" in
  "sqlite "*"-n 2"*) echo "{sqlite}"; exit {sqlite_exit} ;;
  *"-m pytest"*) echo "3 passed in 1.20s" ;;
  *) echo "nothing to say" ;;
esac
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout in which every step passes."""
    for name in (".ci/run", "tools/test", "Makefile"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name in PROGRAMS:
        _pretend(tmp_path / ".venv/bin" / name, "#!/bin/sh\nexit 0\n")
    _pretend(tmp_path / "tools/bootstrap", "#!/bin/sh\n")
    _pretend_python(tmp_path, "7 passed in 3.40s", 0)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def test_when_all_pass_pytest_has_the_last_word(tree: Path) -> None:
    assert _run(tree) == (0, "3 passed in 1.20s")


def test_when_tests_fail_pytest_has_the_last_word(tree: Path) -> None:
    _pretend_python(tree, "1 failed, 6 passed in 3.40s", 1)

    assert _run(tree) == (2, "1 failed, 6 passed in 3.40s")


def test_when_another_step_fails_the_last_line_names_it(tree: Path) -> None:
    _pretend(tree / ".venv/bin/mypy", "#!/bin/sh\necho 'Found 1 error in 1 file'\nexit 1\n")

    assert _run(tree) == (2, "Failed at the step “Types” (exit status 1).")


def test_when_pytest_cannot_begin_the_last_line_names_the_step(tree: Path) -> None:
    _pretend_python(tree, "ERROR: usage", 4)

    assert _run(tree) == (2, "Failed at the step “Tests on SQLite” (exit status 4).")


def _run(tree: Path) -> tuple[int, str]:
    """Exit status (make's own is 2 on any failure) and last line; as if no make ran these tests."""
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    run = subprocess.run(
        [tree / ".ci/run"],
        check=False,
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return run.returncode, run.stdout.splitlines()[-1]


def _pretend_python(tree: Path, says: str, status: int) -> None:
    _pretend(tree / ".venv/bin/python", PYTHON.format(sqlite=says, sqlite_exit=status))


def _pretend(program: Path, script: str) -> None:
    program.write_text(script)
    program.chmod(0o755)
