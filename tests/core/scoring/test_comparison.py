"""Last year's table against this year's."""

from typing import Any

import pytest

from thidua.core.scoring.comparison import compare_documents
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.shipped import EXAMPLES, example_text

TABLE = example_text("tiengiang-2022")


def document(text: str) -> dict[str, Any]:
    """The plain data of a table."""
    return dict(read_plain(text)[0])


def changes(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    """What an edit of the real table changes: kind, item, what."""
    text = TABLE
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return [(each.kind.value, each.code, each.what) for each in compare_documents(document(TABLE), document(text))]


@pytest.mark.parametrize("name", sorted({each.scheme for each in EXAMPLES.values()}))
def test_a_table_does_not_differ_from_itself(name: str) -> None:
    assert compare_documents(document(example_text(name)), document(example_text(name))) == []


def test_a_name_a_maximum_and_a_cap() -> None:
    assert changes(("name: Kỷ luật\n    max: 1\n", "name: Kỷ luật, kỷ cương\n    max: 1\n    at_least: 0\n")) == [
        ("changed", "2.1", "name"),
        ("changed", "2.1", "at_least"),
    ]


def test_a_rule_is_told_by_its_code() -> None:
    assert changes(("{code: 3.1.2, once: -0.5,", "{code: 3.1.2, once: -1,")) == [("changed", "3.1", "rules.3.1.2")]


def test_an_item_that_came_and_one_that_went() -> None:
    assert changes(('- code: "4.1"', '- code: "4.1a"')) == [("added", "4.1a", ""), ("removed", "4.1", "")]


def test_a_band_that_changed() -> None:
    assert changes(
        ('{code: C1.2, range: "[97%, 98%)", points: 4}', '{code: C1.2, range: "[97%, 98%]", points: 4}')
    ) == [("changed", "C1", "points")]


def test_what_concerns_the_whole_table() -> None:
    plain = {"criteria": [{"code": "1", "max": "10"}], "awards": [{"award": "Cờ", "quota": "10%"}]}
    other = {**plain, "awards": [{"award": "Cờ", "quota": "20%"}], "grades": [{"grade": "Tốt", "range": ">= 8"}]}
    found = compare_documents(plain, {**other, "not_applicable": "spread", "rounding": {"total": "2"}})
    assert {each.what for each in found} == {"awards", "grades", "not_applicable", "rounding"}


def test_a_number_written_otherwise_is_the_same_number() -> None:
    one = {"criteria": [{"code": "1", "max": "3.5", "note": ""}]}
    two = {"criteria": [{"code": "1", "max": "3.50", "note": None}]}
    assert compare_documents(one, two) == []
