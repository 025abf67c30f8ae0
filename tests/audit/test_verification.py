"""`thidua audit verify` finds the first entry that does not hold, whatever was done to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from thidua.audit.services import record
from thidua.audit.verification import Break, verify_history

COLUMNS = "its columns do not say what its content says"
DEEDS = {
    "its content changed": (
        ["UPDATE audit_auditentry SET payload = replace(payload, 'bloc.edited', 'bloc.sold')"],
        1,
        "its content does not have the hash it carries",
    ),
    "another act": (["UPDATE audit_auditentry SET action = 'x' WHERE number = 2"], 2, COLUMNS),
    "on another day": (["UPDATE audit_auditentry SET at = '2020-01-02 03:04:05' WHERE number = 2"], 2, COLUMNS),
    "by another account": (["UPDATE audit_auditentry SET user_id = user_id + 1 WHERE number = 2"], 2, COLUMNS),
    "by no account": (["UPDATE audit_auditentry SET user_id = NULL WHERE number = 3"], 3, COLUMNS),
    "by another name": (["UPDATE audit_auditentry SET who_key = 'nguyen van ai' WHERE number = 2"], 2, COLUMNS),
    "on a thing of another name": (["UPDATE audit_auditentry SET what_key = '' WHERE number = 1"], 1, COLUMNS),
    "an entry in the middle is gone": (
        ["DELETE FROM audit_auditentry WHERE number = 2"],
        3,
        "entry 2 is missing",
    ),
    "the last entry is gone": (
        ["DELETE FROM audit_auditentry WHERE number = 3"],
        3,
        "entries are missing at the end",
    ),
    "all entries are gone": (["DELETE FROM audit_auditentry"], 1, "entries are missing at the end"),
    "the kept head changed": (
        ["UPDATE audit_chainhead SET hash = 'x'"],
        3,
        "the kept head is not the last entry's hash",
    ),
    "the end is gone with the kept head": (
        ["DELETE FROM audit_auditentry WHERE number > 1", "DELETE FROM audit_chainhead"],
        1,
        "the kept head of the chain is gone",
    ),
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


@pytest.mark.twice
@pytest.mark.parametrize("deed", DEEDS)
def test_the_first_break_is_named(three_entries: Cast, deed: str) -> None:
    statements, number, why = DEEDS[deed]
    drop_triggers()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

    assert verify_history().breaks == [Break(three_entries.agency.pk, number, why)]


@pytest.mark.twice
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET action = 'x'",
        "DELETE FROM audit_auditentry",
        "DELETE FROM audit_chainhead",
        "UPDATE audit_chainhead SET number = number - 1",
        "UPDATE audit_chainhead SET hash = 'x'",
        "UPDATE audit_chainhead SET agency_id = agency_id + 1, number = number + 1",
    ],
)
def test_the_database_itself_refuses(three_entries: Cast, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match=r"append-only|only go forward")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert verify_history().entries == {three_entries.agency.pk: 3}
    assert verify_history().holds


def drop_triggers() -> None:
    """What somebody who owns the database can do; the test's transaction brings the triggers back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER audit_entry_no_change ON audit_auditentry")
            cursor.execute("DROP TRIGGER audit_head_no_delete ON audit_chainhead")
            cursor.execute("DROP TRIGGER audit_head_forward ON audit_chainhead")
        else:
            for name in (
                "audit_entry_no_update",
                "audit_entry_no_delete",
                "audit_head_no_delete",
                "audit_head_forward",
            ):
                cursor.execute(f"DROP TRIGGER {name}")
