"""`thidua demo`: fills an empty installation once, builds what packs are missing, says how to sign in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from thidua.accounts.models import User
from thidua.campaigns.models import Cycle
from thidua.cli.demo.accounts import known_accounts
from thidua.cli.main import main
from thidua.organisations.models import Agency

YEARS = [
    "khoi-ho-so-cai-lay-2022",
    "khoi-minh-hoa-i-2025",
    "khoi-minh-hoa-i-2026",
    "khoi-minh-hoa-ii-2026",
    "khoi-thi-dua-so-ii-2023",
    "khoi-thi-dua-so-ii-2024",
]


@pytest.fixture
def var(settings, tmp_path: Path) -> Path:
    """The installation's own folder."""
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    return settings.VAR


def there_already(var: Path, name: str) -> Path:
    """A pack that an earlier run built."""
    folder = var / "pack" / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    return folder


def test_an_empty_installation_is_filled_and_everyone_can_sign_in(
    db: None, var: Path, at: Callable[[str], datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    at("2026-11-28 09:00")
    folders = [there_already(var, name) for name in YEARS]

    assert main(["demo"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith("pack")] == [f"pack  {folder}" for folder in folders]
    password = (var / "demo-password.txt").read_text(encoding="ascii").strip()
    assert told[-1].split() == ["password", password]
    names = [line.split()[0] for line in told[told.index("Sign in with") + 1 : -1]]
    assert names == [account.username for account in known_accounts()]
    assert all(User.objects.get(username=name).check_password(password) for name in names)


def test_what_is_there_is_kept_and_the_missing_pack_is_built(
    cast: Cast, var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_cycle(cast)
    make_cycle(cast, year=YEAR - 1)
    kept = there_already(var, f"khoi-i-{YEAR - 1}")
    (var / "demo-password.txt").write_text("mat-khau-da-in\n", encoding="ascii")
    users = set(User.objects.values_list("username", flat=True))

    assert main(["demo"]) == 0

    told = capsys.readouterr().out
    assert "mat-khau-da-in" in told
    assert f"pack  {kept}\n" in told
    assert (kept / "manifest.json").read_text() == "{}"
    built = var / "pack" / f"khoi-i-{YEAR}"
    assert f"pack  {built}\n" in told
    assert {path.suffix for path in built.iterdir()} == {".docx", ".pdf", ".json"}
    assert set(User.objects.values_list("username", flat=True)) == users
    assert Agency.objects.get() == cast.agency


def test_an_installation_in_earnest_is_not_touched(
    db: None, var: Path, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = False

    assert main(["demo"]) == 1

    assert capsys.readouterr().err == "This is not a demo installation (THIDUA_DEMO=1).\n"
    assert not Agency.objects.exists()
    assert not Cycle.objects.exists()
    assert list(var.iterdir()) == []
