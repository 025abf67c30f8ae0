"""Rows that an import adds as values are the rows that the models would have made."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.factories.books import make_book, put_award
from thidua.common.tables.ledger import Ledger, fingerprint
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.records.enums import LawCode, RecipientKind
from thidua.records.models import RecordBook, UnitAward

NAMES = ("person_id", "year", "recipient", "law_code", "name", "decided_on")


@pytest.fixture
def same(cast: Cast, at: Any) -> dict[str, Any]:
    """What all rows of these tests have in common."""
    moment: datetime = at("2026-06-15 09:00")
    return {
        "agency_id": cast.agency.pk,
        "recipient_kind": RecipientKind.PERSON,
        "is_told_to_bloc": False,
        "recorded_at": moment,
    }


def row(cast: Cast, year: int) -> tuple[Any, ...]:
    person = cast.officer.person
    assert person is not None
    return person.pk, year, person.full_name, LawCode.ADVANCED_WORKER, "Lao động tiên tiến", f"{year}-05"


def test_they_have_ids_of_their_own_defaults_and_the_fingerprint_of_what_is_stored(
    cast: Cast, same: dict[str, Any]
) -> None:
    book = make_book(cast.officer.person)
    before = put_award(book, LawCode.ADVANCED_WORKER, 2019)
    ledger = Ledger()

    years = [1800 + number % 400 for number in range(700)]  # more than go to the database at once
    ids = ledger.add(UnitAward, NAMES, [row(cast, year) for year in years], **same)

    stored = list(UnitAward.objects.exclude(pk=before.pk).order_by("pk"))
    assert [each.pk for each in stored] == ids
    assert [each.year for each in stored] == years
    last = stored[-1]
    assert (last.decided_on, last.issuer, last.version, last.unit_id, last.basis, last.is_told_to_bloc) == (
        PartialDate(years[-1], 5),
        "",
        1,
        None,
        None,
        False,
    )
    ((label, effects),) = ledger.save()["created"]
    assert (label, effects) == ("records.unitaward", [[each.pk, fingerprint(each)] for each in stored])
    assert put_award(book, LawCode.ADVANCED_WORKER, 2020).pk > ids[-1]


def test_what_the_table_does_not_allow_is_refused_and_nothing_stays(cast: Cast, same: dict[str, Any]) -> None:
    assert cast.officer.person is not None
    books = [(cast.officer.person.pk,)]
    with pytest.raises(TypeError, match="reader"):
        Ledger().add(RecordBook, ("person_id",), books, agency_id=cast.agency.pk, reader=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ledger().add(RecordBook, ("person_id",), [*books, *books], agency_id=cast.agency.pk)

    assert not RecordBook.objects.exists()
    assert Ledger().add(RecordBook, ("person_id",), [], agency_id=cast.agency.pk) == []
    assert len(Ledger().add(RecordBook, ("person_id",), books, agency_id=cast.agency.pk)) == 1
