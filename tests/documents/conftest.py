"""A parent for evidence and photographs: the bloc itself, kept by its secretary, seen by whoever sees the bloc."""

import pytest

from tests.cast import Cast
from tests.factories.parents import KIND, KIND_OF_BLOC
from thidua.common import parents
from thidua.common.references import Reference


@pytest.fixture(autouse=True)
def _parent_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parents._kinds, KIND, KIND_OF_BLOC)


@pytest.fixture
def parent(cast: Cast) -> Reference:
    """Bloc I as a parent."""
    return Reference(KIND, cast.bloc.pk)


@pytest.fixture
def other_parent(cast: Cast) -> Reference:
    """Bloc II as a parent."""
    return Reference(KIND, cast.other_bloc.pk)
