"""`thidua demo` again and on other days: what is there is kept, missing packs are built, nobody is reminded twice."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from thidua.accounts.models import User
from thidua.campaigns.models import Cycle
from thidua.cli.demo.loader import load_demo
from thidua.cli.main import main
from thidua.common import clock
from thidua.organisations.models import Agency, Person
from thidua.records.facts import facts_of
from thidua.records.models import Clearance, FullyTold, SharedTelling

pytestmark = pytest.mark.once


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


@pytest.mark.once
def test_books_of_the_demo_are_told_in_full_on_every_day_on_which_it_is_made(db: None, var: Path, at) -> None:
    load_demo(at("2026-06-15 09:00"))
    person = Person.objects.get(full_name="Cao Thị Hạnh")

    def holds(day: date) -> object:
        return facts_of(person, year=2025, as_of=day).holds

    told = FullyTold.objects.count()
    load_demo(at("2026-06-15 15:00"))
    assert (FullyTold.objects.count(), Clearance.objects.count(), SharedTelling.objects.count()) == (told, 1, 1)
    assert (holds(date(2026, 6, 15)), holds(date(2026, 6, 18))) == ((), None)
    load_demo(at("2026-06-18 09:00"))
    assert (holds(date(2026, 6, 18)), holds(date(2026, 6, 19))) == ((), None)
    assert FullyTold.objects.count() > told  # of him whom the word for all leaves out
    assert list(Clearance.objects.values_list("as_of", flat=True)) == [date(2026, 6, 18), date(2026, 6, 15)]


@pytest.mark.once
def test_the_demo_reminds_once_however_often_it_is_made(
    db: None, var: Path, at, client: Client, capsys, mailoutbox
) -> None:
    """On a day of the year when hardly anything is due, and last year's handover would still lie ahead; in a year that
    is still to come, as whoever tries the demo may live in.
    """
    load_demo(at(f"{clock.today().year + 1}-01-20 09:00"))
    for cycle in Cycle.objects.select_related("bloc"):
        there_already(var, f"{cycle.bloc.code}-{cycle.year}")

    assert main(["demo"]) == 0
    assert main(["demo"]) == 0

    first, second = [line for line in capsys.readouterr().out.splitlines() if line.startswith("mail ")]
    reminded = [each.to for each in mailoutbox]  # how many there are hangs on the weekdays of that year
    assert first.endswith(f": {len(reminded)} new reminders in {len(reminded)} e-mails")
    assert second.endswith(": 0 new reminders in 0 e-mails")
    assert ["can-bo@vi-du.vn"] in reminded
    assert ["thu-truong@vi-du.vn"] in reminded
    client.force_login(User.objects.get(username="can-bo"))
    assert "Góp ý dự thảo" in client.get(reverse("reminders")).text
