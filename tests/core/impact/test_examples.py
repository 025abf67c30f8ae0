"""The examples in the documentation strings, and the one in docs/impact.md."""

import doctest
import re
from importlib import import_module

import pytest

from tests.architecture.source import ROOT
from tests.core.impact.case_files import NOW
from thidua.core.impact.reading import read_activities
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import report
from thidua.core.impact.wording import say_figure


@pytest.mark.parametrize("name", ["amounts", "samples", "wording"])
def test_examples(name: str) -> None:
    result = doctest.testmod(import_module(f"thidua.core.impact.{name}"))

    assert result.attempted
    assert not result.failed


def test_the_example_of_the_page_gives_what_the_page_says() -> None:
    page = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", page, re.S)[0]
    said = re.findall(r"figures\):\n\n```\n(.*?)```", page, re.S)[0].splitlines()
    register = build_register(read_activities(example))
    found = report(register, register.everything(), NOW)

    assert [say_figure(each) for each in found.figures.values()] == said
