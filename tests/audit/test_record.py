"""History: one entry per service call, chained, in the transaction of the change, and never changed."""

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast, make_cast
from thidua.audit.chain import GENESIS, next_hash
from thidua.audit.models import AuditEntry
from thidua.audit.queries import chain_head
from thidua.audit.services import record


def test_entries_of_one_agency_are_numbered_and_chained(cast: Cast) -> None:
    actor = cast.secretary.actor()
    first = record(actor, "bloc.renamed", cast.bloc, agency=cast.agency.pk, before={"name": "a"}, after={"name": "b"})
    second = record(actor, "bloc.renamed", cast.bloc, agency=cast.agency.pk)

    assert (first.number, second.number) == (1, 2)
    assert first.previous_hash == GENESIS
    assert second.previous_hash == first.hash == next_hash(GENESIS, first.payload)
    assert chain_head(cast.agency.pk).hash == second.hash
    assert first.user_id == cast.secretary.user.pk


@pytest.mark.twice
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_history(cast: Cast, change: str) -> None:
    entry = record(cast.secretary.actor(), "bloc.renamed", cast.bloc, agency=cast.agency.pk)

    rows = AuditEntry.objects.filter(pk=entry.pk)
    tamper = {"update": lambda: rows.update(action="something.else"), "delete": rows.delete}[change]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper()

    assert AuditEntry.objects.get().action == "bloc.renamed"


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused() -> None:
    cast = make_cast()
    with pytest.raises(RuntimeError):
        record(cast.secretary.actor(), "bloc.renamed", cast.bloc, agency=cast.agency.pk)
