import doctest
from importlib import import_module

import pytest

MODULES = ["dates", "legacy_text", "names", "numbers", "partial_dates", "working_days"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    result = doctest.testmod(import_module(f"thidua.core.vietnam.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
