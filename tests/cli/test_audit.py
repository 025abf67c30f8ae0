"""`thidua audit verify` for scripts: exit status 1 and the first broken entry of each chain, or 0."""

import json

import pytest
from django.db import connection

from tests.audit.test_verification import drop_triggers
from tests.cast import Cast
from thidua.audit.queries import chain_head
from thidua.audit.services import record
from thidua.cli.main import main


@pytest.fixture
def chain(cast: Cast) -> int:
    """The ministry's history: three entries."""
    for _time in range(3):
        record(cast.secretary.actor(), "bloc.edited", cast.bloc, agency=cast.agency.pk, reason="Đọc")
    return cast.agency.pk


def break_entries_from(number: int) -> None:
    """Somebody with the database in his hands rewrites that entry and those after it."""
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_auditentry SET payload = replace(payload, 'bloc.edited', 'bloc.sold') WHERE number >= %s",
            [number],
        )


def test_whole_history_is_said_to_hold(chain: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == f"chain {chain}: 3 entries, head {chain_head(chain).hash}\n"


def test_the_first_broken_entry_is_named_and_the_status_is_one(chain: int, capsys: pytest.CaptureFixture[str]) -> None:
    break_entries_from(2)

    assert main(["audit", "verify"]) == 1

    broken = [line for line in capsys.readouterr().out.splitlines() if line.startswith("BROKEN")]
    assert broken == [f"BROKEN chain {chain}, entry 2: its content does not have the hash it carries"]


@pytest.mark.parametrize("is_broken", [False, True])
def test_the_same_for_machines(chain: int, capsys: pytest.CaptureFixture[str], is_broken: bool) -> None:
    if is_broken:
        break_entries_from(3)

    status = main(["audit", "verify", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (status, told["holds"]) == ((1, False) if is_broken else (0, True))
    assert told["entries"] == {str(chain): 3}
    why = "its content does not have the hash it carries"
    assert told["breaks"] == ([{"chain": chain, "entry": 3, "why": why}] if is_broken else [])
