"""This year's table against last year's, as an official reads it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories.scorecards import TABLE, document, example_document
from thidua.core.scoring.shipped import EXAMPLES
from thidua.scorecards.facts.changes import _WORDS, told_changes
from thidua.scorecards.views.comparing import _say_way


def told(*edits: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    """What an edit of the table is told as: what, item, before, after."""
    text = TABLE
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    changes = told_changes(document(TABLE), document(text), _say_way)
    return [(each.what, each.item, each.before, each.after) for each in changes]


def test_a_rule_that_takes_twice_as_much() -> None:
    assert told(("per_case: -1}", "per_case: -2}")) == [
        (
            "Đổi quy định 2.2.1",
            "2.2. Chế độ báo cáo",
            "mã 2.2.1, khi báo cáo chậm, mỗi trường hợp -1",
            "mã 2.2.1, khi báo cáo chậm, mỗi trường hợp -2",
        )
    ]


def test_a_grade_and_a_way_of_scoring() -> None:
    grade, way = told(
        ('Hoàn thành xuất sắc, range: ">= 90"', 'Hoàn thành xuất sắc, range: ">= 95"'),
        ("points: {ratio: on_time / dossiers}", "points: achieved"),
    )

    assert grade[:2] == ("Đổi xếp loại", "Cả bảng")
    assert grade[2].startswith("loại Hoàn thành xuất sắc, mức từ 90 trở lên; loại Hoàn thành tốt")
    assert grade[3].startswith("loại Hoàn thành xuất sắc, mức từ 95 trở lên; loại Hoàn thành tốt")
    assert way[:2] == ("Đổi cách chấm", "1.2. Giải quyết hồ sơ đúng hạn")
    assert way[2].endswith(": Số hồ sơ đúng hạn / Số hồ sơ đã nhận")
    assert "ratio" not in way[2]
    assert way[3] == "Đạt hoặc không đạt"


def test_bands_conditions_and_inputs_are_told_by_what_they_are_called() -> None:
    label = ("label: Số hồ sơ đúng hạn", "label: Số hồ sơ trả đúng hạn")
    bands = (
        "points: {ratio: on_time / dossiers}",
        'points: {of: on_time / dossiers, bands: [{range: "> 90%", points: 30}], otherwise: 0}',
    )
    condition = ("per_case: -1}", 'per_case: -1, only_if: {dossiers: "> 10"}}')

    inputs, way, rule = told(label, bands, condition)

    assert way[3] == (
        "Các khoảng của một con số: mức trên 90%, điểm 30; "
        "số liệu Số hồ sơ trả đúng hạn / Số hồ sơ đã nhận; ngoài các mức 0"
    )
    assert rule[3].endswith("mỗi trường hợp -1, chỉ khi Số hồ sơ đã nhận trên 10")
    assert inputs[2:] == ("tên Số hồ sơ đúng hạn, loại số đếm", "tên Số hồ sơ trả đúng hạn, loại số đếm")


def keys_in(value: Any) -> Iterator[str]:
    """Every key of a table but the names that it gives itself."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            names_its_own = key in ("inputs", "only_if", "awards", "ties", "quota") and isinstance(each, dict)
            yield from (inner for one in each.values() for inner in keys_in(one)) if names_its_own else keys_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys_in(each)


@pytest.mark.parametrize("name", sorted({each.scheme for each in EXAMPLES.values()}))
def test_every_key_of_a_shipped_table_has_its_words(name: str) -> None:
    apart = {"format", "id", "criteria", "children", "rules"}
    ways = {"ratio", "choice", "sample", "leader_relative", "parts", "direct", "achieved"}
    assert set(keys_in(example_document(name))) - set(_WORDS) - apart - ways == set()
