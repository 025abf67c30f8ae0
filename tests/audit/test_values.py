"""What changed, in words: names instead of row numbers, words instead of codes, days as officials write them."""

import pytest

from tests.cast import Cast
from tests.factories.cycles import make_cycle, step_of
from thidua.audit.facts.changes import changes_of
from thidua.audit.facts.entries import read_entries
from thidua.audit.facts.values import Names, label_of, words_of_value
from thidua.audit.services import record
from thidua.campaigns.enums import StepKind


def words(kind: str, key: str, value: object) -> str:
    names = Names()
    names.gather(kind, {key: value})
    names.look_up()
    return words_of_value(kind, key, value, names)


@pytest.mark.twice
@pytest.mark.parametrize(
    ("kind", "key", "value", "said"),
    [
        ("campaigns.cycle", "state", "OPEN", "Đang thực hiện"),
        ("campaigns.step", "done_on", "2026-03-05", "05/03/2026"),
        ("campaigns.step", "done_on", "", "chưa có"),
        ("campaigns.movement", "starts_on", "2023-05", "tháng 5/2023"),
        ("campaigns.movement", "starts_on", "2023", "2023"),
        ("campaigns.target", "plan", "3/2", "1,5"),
        ("campaigns.target", "plan", None, "chưa có"),
        ("campaigns.target", "bigger_is_better", False, "không"),
        ("campaigns.cycle", "year", 2026, "2026"),
        ("common.importrun", "counts", {"created": 1200}, "1.200"),
        ("campaigns.step", "started", "PLEDGE", str(StepKind.PLEDGE.label)),
        ("", "note", "Đặng", "Đặng"),
        ("no.such", "state", "OPEN", "OPEN"),
    ],
)
def test_plain_values(db, kind: str, key: str, value: object, said: str) -> None:
    assert words(kind, key, value).endswith(said)


def test_rows_are_named(cast: Cast) -> None:
    unit, other = cast.units[0], cast.units[1]

    assert words("campaigns.task", "owner", unit.pk) == unit.name
    assert words("campaigns.task", "co_units", [unit.pk, other.pk]) == f"{unit.name}; {other.name}"
    assert words("campaigns.ruleversion", "unit", unit.code) == unit.name
    assert words("campaigns.task", "owner", 987654) == "không còn trong hệ thống"
    assert words("documents.evidence", "parent", ["nothing", 1]) == "không còn trong hệ thống"


def test_steps_are_called_by_their_names(cast: Cast, at) -> None:
    at("2026-06-15 09:00")
    make_cycle(cast)

    assert label_of("campaigns.cycle", "PLEDGE") == StepKind.PLEDGE.label
    assert str(StepKind.PLEDGE.label) in words("campaigns.cycle", "steps", {"PLEDGE": "2026-03-31"})


def test_what_stayed_the_same_is_left_out() -> None:
    changes = changes_of("", {"name": "A", "note": "x"}, {"name": "B", "note": "x"}, Names())

    assert [(change.label, change.before, change.after) for change in changes] == [("Tên", "A", "B")]


def test_of_a_long_text_only_the_changed_lines_are_shown() -> None:
    lines = [f"Điều {number}. Nội dung của điều này." for number in range(1, 9)]
    (change,) = changes_of("", {"text": "\n".join(lines)}, {"text": "\n".join([*lines[:7], "Điều 8 mới."])}, Names())

    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        ("kept", ""),
        ("gone", lines[7]),
        ("new", "Điều 8 mới."),
    ]
    assert change.pieces[0].lines == 7


def test_names_are_fetched_together(cast: Cast, at, count_queries) -> None:
    at("2026-06-15 09:00")
    step = step_of(make_cycle(cast), StepKind.PLEDGE)
    entries = [
        record(cast.secretary.actor(), "task.edited", step, agency=cast.agency.pk, after={"unit": unit.pk})
        for unit in cast.units
    ]

    assert count_queries(lambda: read_entries(entries[:1])) == count_queries(lambda: read_entries(entries)) == 1
