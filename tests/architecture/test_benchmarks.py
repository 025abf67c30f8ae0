"""Whatever `make bench` calls can measure."""

import importlib

import pytest
from benchmarks.__main__ import benchmark_names


@pytest.mark.parametrize("name", benchmark_names())
def test_a_benchmark_measures(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").measure)
