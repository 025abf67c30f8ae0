"""Wrong files: every fault is named, with its line, and nothing is guessed."""

import re

import pytest

from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.derivation import FaultKind
from thidua.core.scoring.errors import CardsError, SchemeError
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.remarks import remarks_on
from thidua.core.scoring.scoring import score
from thidua.core.scoring.words import words_of

GOOD = """\
format: 1
id: thu
title: Bảng thử
since: 2024-01-01
until: 2024-12-31
standard: 15
inputs:
  a: Tổng
  b: Phần
criteria:
- code: "1"
  name: Nhiệm vụ
  max: 10
  points: {ratio: b / a}
- code: "2"
  name: Phong trào
  max: 5
"""


def faults(text: str) -> list[tuple[str, int | None]]:
    """Code and line of each fault."""
    with pytest.raises(SchemeError) as error:
        read_scheme(text)
    return [(each.code, each.line) for each in error.value.problems]


def test_the_good_table_is_good() -> None:
    assert read_scheme(GOOD).root.standard == 15


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line"),
    [
        ("standard: 15", "standard: 16", "total_mismatch", 6),
        ("  max: 10", "  max: mười", "not_a_number", 13),
        ("{ratio: b / a}", "{tyle: b / a}", "unknown_kind", 14),
        ("{ratio: b / a}", "{ratio: b / c}", "unknown_input", 11),
        ("{ratio: b / a}", "{ratio: b - a}", "bad_measure", 14),
        ('- code: "2"', '- code: "1"', "two_of_one_code", 15),
        ("  max: 5", "  diem: 5", "unknown_key", 17),
        ("since: 2024-01-01", "since: 2024-02-30", "impossible_date", 4),
        ("format: 1", "format: 9", "unknown_format", 1),
        ("  max: 5", "  max: -5", "negative", 17),
        ("  max: 5", "  max: 5\n  bonus_cap: -1", "negative_cap", 18),
        ("  max: 5", "  max: 5\n  penalty_cap: -1", "negative_cap", 18),
        ("  max: 5", "  max: 5\n  rules: [{per_case: -1, cap: -1}]", "negative_cap", 18),
        ("  max: 5", "  max: 5\n  at_least: 3\n  at_most: 2", "floor_above_ceiling", 18),
    ],
)
def test_a_fault_is_named_with_its_line(right: str, wrong: str, code: str, line: int) -> None:
    assert right in GOOD
    assert faults(GOOD.replace(right, wrong, 1)) == [(code, line)]


def test_bands_that_overlap_are_a_fault_and_their_gaps_a_remark() -> None:
    bands = '{of: b, bands: [{range: "[0, 5]", points: 1}, {range: "[5, 9)", points: 2}]}'
    assert faults(GOOD.replace("{ratio: b / a}", bands)) == [("overlapping_bands", 14)]


@pytest.mark.parametrize(
    ("bands", "vi", "en"),
    [
        ("[97%, 98%)|> 98%", "giá trị 98% không thuộc mức nào.", "98% lies in no band."),
        (
            "[0.9, 0.97]|>= 0.98",
            "giá trị trên 97% đến dưới 98% không thuộc mức nào.",
            "above 97% to below 98% lies in no band.",
        ),
    ],
)
def test_gaps_of_a_share_are_said_in_per_cent_however_the_table_writes_them(bands: str, vi: str, en: str) -> None:
    ranges = "".join(f'    - {{range: "{each}", points: 1}}\n' for each in bands.split("|"))
    text = (
        "format: 1\nid: t\ntitle: T\ninputs: {early: Trước hạn, received: Tiếp nhận}\ncriteria:\n"
        f'- code: "1"\n  max: 1\n  points:\n    of: early / received\n    bands:\n{ranges}'
    )

    gap = next(remark for remark in remarks_on(read_scheme(text)) if remark.code == "band_gap")

    assert (gap.say(), gap.say("en")) == (f"Mục 1: {vi}", f"Item 1: {en}")


def test_what_is_left_open_is_named_with_the_place_where_it_stands() -> None:
    points = '{of: b, bands: [{range: "[0, 5)", points: 1}, {range: "[6, 9)", points: 2}]}'
    text = GOOD.replace("{ratio: b / a}", points)
    _data, lines, _problems = read_plain(text)

    told = [(each.code, lines.of(each.path)) for each in remarks_on(read_scheme(text))]

    assert told[:2] == [("band_gap", 14), ("below_lowest", 14)]


def test_grades_that_go_by_share_are_written_in_percent() -> None:
    grades = 'grades_by: share\ngrades:\n- {grade: Tốt, range: ">= 90"}\n'
    assert faults(GOOD + grades) == [("grade_no_share", 20)]
    assert read_scheme(GOOD + grades.replace("90", "90%")).grades_by_share


def test_names_that_would_not_fit_are_refused_where_they_stand() -> None:
    assert faults(GOOD.replace('- code: "2"', f'- code: "{"2" * 41}"')) == [("long_address", 15)]
    assert read_scheme(GOOD.replace('- code: "2"', f'- code: "{"2" * 40}"')).root.standard == 15
    name = "b" * 121
    found = faults(GOOD.replace("b:", f"{name}:").replace("{ratio: b / a}", f"{{ratio: {name} / a}}"))
    assert [code for code, _line in found] == ["long_words"]


def test_what_an_item_is_called_counts_with_the_codes_above_it() -> None:
    """Each code is short, but both are used twice, so the items are called by all that stand over them."""
    branch = """- code: "{0}"
  max: 5
  children:
  - {{code: "{1}", name: x, max: 5}}
"""
    table = "format: 1\nid: x\ntitle: X\ncriteria:\n" + branch.format("1" * 30, "a" * 10) + branch.format("2", "a" * 10)
    assert faults(table) == [("long_address", 8)]


def test_no_sentence_about_a_table_names_a_key_of_the_file() -> None:
    keys = re.compile(r"“(max|inputs|grades|groups|ranking|criteria|rules)”")
    for language in ("vi", "en"):
        assert not [says for says in words_of(language)["problems"].values() if keys.search(says)]


def test_a_branch_that_is_not_the_sum_of_its_parts() -> None:
    parts = '  children:\n  - {code: "1.1", name: x, max: 4}\n  - {code: "1.2", name: y, max: 5}\n'
    assert faults(GOOD.replace("  points: {ratio: b / a}\n", parts)) == [("sum_mismatch", 13)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("a: [1", "not_yaml"),
        ("a: &x [1]\nb: *x", "alias"),
        ("a: &x [*x]", "alias"),
        ("a: 1\na: 2\nformat: 1", "key_twice"),
        ("[" * 400_000, "too_deep"),
        ("- " * 200_000, "too_deep"),
        ("x" * 500_001, "too_large"),
        ("- 1\n- 2", "not_a_mapping"),
    ],
)
def test_a_file_that_is_no_table(text: str, code: str) -> None:
    assert code in {found for found, _line in faults(text)}


RULES = """\
  rules:
  - {code: x, per_case: -1, when: chậm}
  - {code: x, per_case: -2, when: sai}
"""


def test_two_rules_of_one_code_are_named_where_the_second_stands() -> None:
    assert faults(GOOD + RULES) == [("two_rules_of_one_code", 20)]
    elsewhere = GOOD.replace('- code: "2"', '  rules: [{code: x, per_case: -1, when: chậm}]\n- code: "2"')
    assert faults(elsewhere + "  rules: [{code: x, per_step: 1, size: 1, above: 5, of: a}]\n") == [
        ("two_rules_of_one_code", 19)
    ]


def test_a_rule_of_no_known_kind_is_named() -> None:
    assert faults(GOOD + "  rules: [{code: x, moi_lan: -1}]\n") == [("no_adjustment", 18)]


def test_what_is_wrong_is_said_in_either_language() -> None:
    with pytest.raises(SchemeError) as error:
        read_scheme(GOOD.replace("standard: 15", "standard: 16"))
    (problem,) = error.value.problems
    assert problem.place("vi") == "dòng 6: Tổng điểm chuẩn ghi 16, cộng các tiêu chí được 15."
    assert problem.place("en") == "line 6: The standard total says 16, its items add up to 15."


def cards(text: str) -> list[tuple[str, str, str]]:
    """What is found in cards of the good table: kind, unit, name."""
    scheme = read_scheme(GOOD)
    result = score(scheme, *read_cards(text, scheme))
    return [(each.kind.value, each.unit, each.rule or each.item) for each in result.findings]


def test_cards_with_strange_units_and_without() -> None:
    text = "units: [A, B]\ncards:\n- {unit: A, answers: {a: 2, b: 1, '2': 5}}\n- {unit: C}\n- {unit: A}\n"
    assert cards(text) == [("unknown_unit", "C", ""), ("no_card", "B", ""), ("two_cards", "A", "")]


def test_answers_that_cannot_be_used_are_unknown_and_told() -> None:
    text = "cards:\n- {unit: A, answers: {a: '#N/A', b: '1.234,5', c: 1, '2': mười}}\n"
    assert cards(text) == [("bad_answer", "A", "a"), ("unknown_input", "A", "c"), ("bad_answer", "A", "2")]


def test_a_day_that_cannot_be_or_lies_outside_the_year() -> None:
    papers = "[{item: '1', name: QĐ 1, dated: 31/02/2024}, {item: '1', name: QĐ 2, dated: 2025-01-01}]"
    text = f"cards:\n- {{unit: A, answers: {{a: 2, b: 1, '2': 5}}, papers: {papers}}}\n"
    assert cards(text) == [("impossible_date", "A", "QĐ 1"), ("impossible_date", "A", "QĐ 2")]


def test_cards_of_another_table_are_refused() -> None:
    with pytest.raises(CardsError, match="dòng 1: Phiếu này của bảng “khac”, không phải “thu”"):
        read_cards("scheme: khac\ncards: []", read_scheme(GOOD))


def test_an_item_does_not_apply_without_a_reason() -> None:
    with pytest.raises(CardsError, match="dòng 2: Mục “2” không áp dụng mà chưa ghi lý do"):
        read_cards("cards:\n- {unit: A, not_applicable: {'2': ''}}", read_scheme(GOOD))


def test_without_a_total_there_is_no_exact_one_either() -> None:
    text = GOOD + "rounding: {total: 2}\ndisqualifications: [{code: k, when: kỷ luật, effect: không xếp loại}]\n"
    scheme = read_scheme(text)
    (unit,) = score(scheme, *read_cards("cards:\n- {unit: A, answers: {a: 3, b: 1, '2': 5}}", scheme)).units
    assert (unit.total, unit.exact) == (None, None)


def test_a_blank_is_not_zero_and_a_zero_counts() -> None:
    scheme = read_scheme(GOOD)
    text = "cards:\n- {unit: A, answers: {a: 2, b: 0, '2': 0}}\n- {unit: B, answers: {a: 2, b: 0, '2': }}\n"
    result = score(scheme, *read_cards(text, scheme))
    assert [each.total for each in result.units] == [0, None]
    assert [each.standing.rank for each in result.units if each.standing] == [1, None]
    assert all(each.standing.is_provisional for each in result.units if each.standing)


def test_a_sum_that_does_not_add_up() -> None:
    given = "[{by: Phiếu giấy, total: 14, items: {'1': 5, '2': 5}}]"
    text = f"cards:\n- {{unit: A, answers: {{a: 2, b: 1, '2': 5}}, given: {given}}}\n"
    scheme = read_scheme(GOOD)
    result = score(scheme, *read_cards(text, scheme))
    assert [each.kind for each in result.findings] == [FaultKind.SUM_MISMATCH, FaultKind.DIFFERS]
    assert [(each.given, each.allowed) for each in result.findings] == [(14, 10), (14, 10)]


def test_signed_points_may_be_below_zero() -> None:
    """Two people with a warning: an item of 1 point stands at −3 on the paper, as the table gives."""
    text = GOOD.replace("standard: 15", "standard: 15\nstarts_from: standard")
    text = text.replace("  max: 5\n", "  max: 5\n  rules:\n  - {code: x, per_case: -4, when: cảnh cáo}\n")
    scheme = read_scheme(text)
    given = "[{by: Biên bản, items: {'2': -3}}]"
    card = f"cards:\n- {{unit: A, answers: {{a: 2, b: 1, x: 2}}, given: {given}}}\n"
    assert score(scheme, *read_cards(card, scheme)).findings == ()
