"""Numbers of papers: one series per agency, year and type; from 1 each year; days go the same way as numbers."""

from datetime import date

import pytest

from tests.cast import Cast
from thidua.common.references import Reference
from thidua.documents.models import IssuedPaper
from thidua.documents.services.numbering import NumberingError, take_number


@pytest.fixture
def take(cast: Cast, at):
    now = at("2026-03-10 09:00")

    def take_one(subject: int, type_code: str = "BC", on: date = date(2026, 3, 10)) -> IssuedPaper:
        return take_number(
            actor=cast.secretary.actor(),
            agency=cast.agency,
            type_code=type_code,
            kind="year_report",
            subject=Reference("cycle", subject),
            about="Báo cáo",
            issued_on=on,
            now=now,
        )

    return take_one


def test_each_type_counts_by_itself_from_one(take) -> None:
    assert [take(1).notation, take(2).notation, take(3, "KH").notation] == ["01/BC-BMH", "02/BC-BMH", "01/KH-BMH"]


def test_an_agency_may_keep_one_series_for_all(cast: Cast, take) -> None:
    cast.agency.one_document_series = True
    cast.agency.save()

    assert [take(1).notation, take(2, "KH").notation] == ["01/BC-BMH", "02/KH-BMH"]


def test_each_year_begins_again(take) -> None:
    take(1)

    assert take(2, on=date(2027, 1, 4)).number == 1


def test_a_paper_keeps_its_number(take) -> None:
    assert take(1).pk == take(1).pk


def test_a_later_number_cannot_have_an_earlier_day(take) -> None:
    take(1)

    with pytest.raises(NumberingError, match="10/03/2026"):
        take(2, on=date(2026, 3, 9))
    assert take(3).number == 2
