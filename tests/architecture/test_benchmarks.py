"""Whatever `make bench` calls can measure."""

import importlib

import pytest
from benchmarks import law_review
from benchmarks.__main__ import benchmark_names

from thidua.organisations.models import UnitMembership
from thidua.records.models import RecordBook


@pytest.mark.parametrize("name", benchmark_names())
def test_a_benchmark_measures(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").measure)


@pytest.mark.twice
@pytest.mark.django_db
def test_books_written_by_the_database_itself_fit_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that adds a column would stop this benchmark, and nobody would notice until it is asked for."""
    monkeypatch.setattr(law_review, "UNITS", 3)

    agency, _actor = law_review.ministry(20)

    assert RecordBook.objects.filter(person__agency=agency).count() == UnitMembership.objects.count() == 20
