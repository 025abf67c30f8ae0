"""`thidua audit verify` finds the first entry that does not hold, whatever was done to it."""

import pytest
from django.db import connection

from tests.cast import Cast
from thidua.audit.services import record
from thidua.audit.verification import Break, verify_history

DEEDS = {
    "its content changed": (
        "UPDATE audit_auditentry SET payload = replace(payload, 'bloc.edited', 'bloc.sold')",
        1,
        "hash",
    ),
    "a column changed": ("UPDATE audit_auditentry SET action = 'x' WHERE number = 2", 2, "columns"),
    "an entry in the middle is gone": ("DELETE FROM audit_auditentry WHERE number = 2", 3, "entry 2 is missing"),
    "the last entry is gone": ("DELETE FROM audit_auditentry WHERE number = 3", 3, "missing at the end"),
    "all entries are gone": ("DELETE FROM audit_auditentry", 1, "missing at the end"),
    "the kept head changed": ("UPDATE audit_chainhead SET hash = 'x'", 3, "kept head"),
}


@pytest.fixture
def three_entries(cast: Cast) -> Cast:
    for _ in range(3):
        record(cast.secretary.actor(), "bloc.edited", cast.bloc, agency=cast.agency.pk, reason="Đọc")
    return cast


def test_untouched_history_holds(three_entries: Cast) -> None:
    result = verify_history()

    assert result.holds
    assert result.entries == {three_entries.agency.pk: 3}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_first_break_is_named(three_entries: Cast, deed: str) -> None:
    statement, number, why = DEEDS[deed]
    drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute(statement)

    (found,) = verify_history().breaks

    assert isinstance(found, Break)
    assert (found.agency, found.number) == (three_entries.agency.pk, number)
    assert why in found.why


def drop_triggers() -> None:
    """What somebody who owns the database can do; the test's transaction brings the triggers back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER audit_entry_no_change ON audit_auditentry")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("DROP TRIGGER audit_entry_no_delete")
