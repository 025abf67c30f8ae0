"""The collector rests while any table is at work, and works again afterwards, whatever happened."""

import gc

import pytest

from thidua.common.tables.memory import collector_at_rest


def test_it_rests_until_the_last_table_is_through() -> None:
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_table_that_is_refused_wakes_it_too() -> None:
    with pytest.raises(ValueError, match="sai"), collector_at_rest():
        raise ValueError("sai")

    assert gc.isenabled()
