"""The environment is made by one named version of its installer, with programs that only pretend and tell what they
were asked for.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TELLS = '#!/bin/sh\necho "$(basename "$0") $*" >>"$ASKED"\n'
FROM_THE_SYSTEM = ("chromium-headless-shell", "soffice")
WANTED = "chromium-headless-shell libreoffice-writer-nogui"


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
    _looked, installer, lock, *rest = _run(tree)

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


def test_what_the_system_lacks_is_installed_in_one_go_by_root(tree: Path) -> None:
    path = _bare_system(tree, user="0")
    ended = _bootstrap(tree, path)

    assert ended.returncode == 0, ended.stderr
    asked = (tree / "asked").read_text().splitlines()
    assert f"apt-get install -y -qq --no-install-recommends {WANTED}" in asked
    assert sum(each.startswith("apt-get") for each in asked) == 2  # once to look, once to install


def test_a_package_that_cannot_be_installed_stops_it(tree: Path) -> None:
    path = _bare_system(tree, user="0")
    (tree / "bare/apt-get").write_text("#!/bin/sh\necho no such package; exit 100\n")
    ended = _bootstrap(tree, path)

    assert ended.returncode == 1
    assert f"no such package\napt-get could not install: {WANTED}." in ended.stderr


def test_who_is_not_root_is_told_all_that_is_missing_and_how_to_get_it(tree: Path) -> None:
    ended = _bootstrap(tree, _bare_system(tree, user="1000"))

    assert ended.returncode == 1
    assert f"apt-get install --no-install-recommends {WANTED}\n" in ended.stderr
    assert not (tree / "asked").exists()


def test_an_environment_that_was_left_half_made_is_made_again(tree: Path) -> None:
    (tree / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n")
    _interpreter(tree, "python3")

    asked = _run(tree)
    assert asked[-1] == "python tools/messages.py compile"


def test_the_first_interpreter_that_is_new_enough_and_can_makes_the_environment(tree: Path) -> None:
    (tree / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n")
    _interpreter(tree, "old", refuses="version_info")
    _interpreter(tree, "bare", refuses="ensurepip")
    _interpreter(tree, "own")
    _interpreter(tree, "another")

    _run(tree, PYTHON="old bare missing own another")
    assert (tree / "made_by").read_text() == "own\n"


def test_without_an_interpreter_that_is_new_enough_it_says_so(tree: Path) -> None:
    _interpreter(tree, "old", refuses="version_info")

    ended = _bootstrap(tree, f"{tree / 'system'}:{os.environ['PATH']}", PYTHON="old missing")
    assert (ended.returncode, ended.stderr) == (1, "Python 3.11 or newer is needed.\n")


def _interpreter(tree: Path, name: str, refuses: str = "nothing at all") -> None:
    """One that makes environments, unless it is asked for something that `refuses` names."""
    _pretend(tree / "made")
    program = tree / "system" / name
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *"{refuses}"*) exit 1 ;; "-m venv .venv") ;; *) exit 0 ;; esac\n'
        f"mkdir -p .venv/bin; cp {tree}/made .venv/bin/python; cp {tree}/made .venv/bin/uv\n"
        f"echo {name} >{tree}/made_by\n"
    )
    program.chmod(0o755)


def _bare_system(tree: Path, user: str) -> str:
    """A system with what every Debian has, and neither browser nor office."""
    bare = tree / "bare"
    _pretend(bare / "apt-get")
    for name in ("bash", "sh", "dirname", "basename", "mkdir", "cmp", "cp", "rm", "tail"):
        (bare / name).symlink_to(shutil.which(name) or name)
    (bare / "python3").symlink_to(os.path.realpath(sys.executable))
    (bare / "id").write_text(f"#!/bin/sh\necho {user}\n")
    (bare / "id").chmod(0o755)
    return str(bare)


def _bootstrap(tree: Path, path: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": path, "PYTHON": "python3", "ASKED": str(tree / "asked")} | more
    return subprocess.run(
        [tree / "tools/bootstrap"], check=False, cwd=tree, env=environment, capture_output=True, text=True
    )


def _run(tree: Path, **more: str) -> list[str]:
    """What was asked of the programs of the environment, in order."""
    asked = tree / "asked"
    asked.write_text("")
    ended = _bootstrap(tree, f"{tree / 'system'}:{os.environ['PATH']}", **more)
    assert ended.returncode == 0, ended.stderr
    return asked.read_text().splitlines()


def _pretend(program: Path) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(TELLS)
    program.chmod(0o755)
