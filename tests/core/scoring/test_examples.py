"""The tables that come with the program, and the one real case held."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from thidua.cli.commands.score import as_plain
from thidua.core import scoring
from thidua.core.scoring import examples
from thidua.core.scoring.answers import InputKind
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.derivation import FaultKind
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.remarks import remarks_on
from thidua.core.scoring.scheme import TieBreakKind
from thidua.core.scoring.scoring import Result, score
from thidua.core.scoring.shipped import EXAMPLES, example_text, tables
from thidua.core.scoring.wording import say_finding
from thidua.core.scoring.words import words_of

REPORT = "Báo cáo tự chấm 403/BC-PTNMT"
MINUTES = "Biên bản thẩm định 09/12/2022"


def example(name: str) -> Result:
    """An example through its table."""
    scheme = read_scheme(example_text(EXAMPLES[name].scheme))
    return score(scheme, *read_cards(example_text(EXAMPLES[name].cards), scheme))


def found(result: Result, where: str) -> set[tuple[str, str, str, str, str]]:
    """What was found on one paper: kind, item, rule, given, allowed."""
    return {
        (each.kind.value, each.item, each.rule, write_number(each.given), write_number(each.allowed))  # type: ignore[arg-type]
        for each in result.findings
        if each.detail == where
    }


def test_cai_lay_by_the_table_alone() -> None:
    (unit,) = example("cailay-2022").units
    assert (unit.total, unit.bonus, unit.penalty) == (Fraction("115.7"), Fraction("15.7"), 0)


def test_what_the_committee_of_eight_overlooked() -> None:
    assert found(example("cailay-2022"), MINUTES) == {
        ("cap_exceeded", "C2", "C2.4", "5.7", "5.5"),
        ("cap_exceeded", "d2", "d2.3", "11", "9"),
        ("bonus_without_rule", "C4", "", "0.5", "0"),
        ("above_maximum", "C4", "", "4.5", "4"),
        ("differs", "", "", "118.4", "115.7"),
    }


def test_what_the_unit_claimed_is_judged_by_its_own_claims() -> None:
    """With 8 solutions and 6 petitions, as claimed, the table gives 119.7 and not 124.4."""
    assert ("differs", "", "", "124.4", "119.7") in found(example("cailay-2022"), REPORT)


def test_the_readme_prints_derivations_as_the_program_does() -> None:
    items = {each["item"]: each for each in as_plain(example("cailay-2022"), "en")["units"][0]["items"]}
    printed = [
        line
        for code in ("C2", "d2")
        for line in (f"{code} = {items[code]['points']}", *(f"  {step}" for step in items[code]["steps"]))
    ]
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert "```text\n" + "\n".join(printed) + "\n```" in readme


def test_two_papers_say_two_self_totals() -> None:
    (disagreement,) = [each for each in example("cailay-2022").findings if each.kind is FaultKind.TOTALS_DISAGREE]
    assert (disagreement.given, disagreement.allowed) == (Fraction("118.4"), Fraction("124.4"))


def test_the_published_sums_of_cai_lay_hold() -> None:
    assert not [each for each in example("cailay-2022").findings if each.kind is FaultKind.SUM_MISMATCH]


def test_can_tho_worked_by_hand() -> None:
    result = example("cantho-2025")
    points = {code: result.cell("Đơn vị minh hoạ A", code).points for code in ("1", "2", "3", "4", "5.1", "5.2", "5.3")}
    assert points == {"1": 18, "2": 34, "3": 16, "4": 18, "5.1": 0, "5.2": 3, "5.3": 5}
    assert result.units[0].total == 94


def test_without_a_plan_no_point_for_telling_people() -> None:
    cell = example("cantho-2025").cell("Đơn vị minh hoạ B", "1")
    assert (cell.points, [step.kind for step in cell.steps]) == (0, ["sample", "gate"])


def test_a_flag_already_won_adds_ten_and_ranks_stay_within_the_cluster() -> None:
    result = example("tphcm-form4")
    ranks = {each.unit: (each.total, each.standing.rank) for each in result.units if each.standing}
    assert ranks == {"Quận minh hoạ A": (107, 1), "Quận minh hoạ B": (97, 2), "Huyện minh hoạ C": (107, 1)}


def test_every_table_that_is_shipped_can_be_run_by_its_name() -> None:
    folder = Path(examples.__file__).parent
    shipped = {path.stem for path in folder.glob("*.yaml") if "criteria:" in path.read_text(encoding="utf-8")}
    cards = {path.stem for path in folder.glob("*.yaml")} - shipped

    assert set(tables()) == shipped
    assert {each.cards for each in EXAMPLES.values()} == cards


def test_invented_units_through_the_table_of_tien_giang() -> None:
    """A: 100 − 0.5 (a4) − 1 (C1) + 0.4 (C2) + 1.5 (3.3); C stands at 98%, for which the table has no points.

    D and E are A without 3 points (d1): none of 20 inspections done, no plan of inspections.
    """
    result = example("tiengiang-2022")
    assert [each.total for each in result.units] == [
        Fraction("100.4"),
        Fraction("85.5"),
        None,
        Fraction("97.4"),
        Fraction("97.4"),
    ]
    (gap,) = [each for each in result.findings if each.kind is FaultKind.BAND_GAP]
    assert gap.unit == "Phòng minh hoạ C"
    assert say_finding(gap).startswith("Mục C1: giá trị 98% không thuộc mức nào của bảng.")


def test_without_a_plan_of_inspections_or_with_none_done_d1_gives_nothing() -> None:
    result = example("tiengiang-2022")
    done, planless = result.cell("Phòng minh hoạ D", "d1"), result.cell("Phòng minh hoạ E", "d1")
    assert (done.points, [step.kind for step in done.steps]) == (0, ["standard", "band_rule"])
    assert (planless.points, [step.kind for step in planless.steps]) == (0, ["standard", "gate"])


@pytest.mark.parametrize("name", sorted(tables()))
def test_what_a_table_asks_as_a_rate_is_asked_as_a_share(name: str) -> None:
    scheme = read_scheme(example_text(name))
    rates = {field.name: field.kind for field in scheme.inputs.values() if field.label.startswith("Tỷ lệ")}
    assert set(rates.values()) <= {InputKind.SHARE}, rates


def test_what_tien_giang_leaves_open_is_told() -> None:
    remarks = [each.say() for each in remarks_on(read_scheme(example_text("tiengiang-2022")))]
    assert "Mục C1: giá trị 98% không thuộc mức nào." in remarks
    assert "Mục C2: giá trị 90% không thuộc mức nào." in remarks


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_can_be_told_in_words(name: str, language: str) -> None:
    plain = as_plain(example(name), language)
    assert json.loads(json.dumps(plain)) == plain
    assert all(item["steps"] or item["not_applicable"] for unit in plain["units"] for item in unit["items"])
    assert "{" not in json.dumps([each["says"] for each in plain["findings"]])


def test_every_language_says_everything() -> None:
    vietnamese, english = words_of("vi"), words_of("en")
    assert vietnamese.keys() == english.keys()
    for part in vietnamese.keys() - {"language"}:
        assert {key: blanks(words) for key, words in vietnamese[part].items()} == {
            key: blanks(words) for key, words in english[part].items()
        }
    assert {kind.value for kind in FaultKind} == set(vietnamese["findings"])
    assert {kind.value for kind in TieBreakKind} == set(vietnamese["ties"])


def blanks(sentence: str) -> set[str]:
    """What a sentence is filled with."""
    return set(re.findall(r"(?<!\{)\{(\w+)\}", sentence))


@pytest.mark.parametrize(
    ("part", "call"),
    [
        ("problems", r'(?:problem|Problem|Fault)\(\s*"(\w+)"'),
        ("answers", r'AnswerError\("(\w+)"|: "(ambiguous_number|bad_groups)"'),
        ("remarks", r'Remark\("(\w+)"'),
    ],
)
def test_every_code_has_its_sentence_and_every_sentence_its_code(part: str, call: str) -> None:
    folder = Path(scoring.__file__).parent
    used = {
        code
        for path in (*folder.rglob("*.py"), folder.parent / "plain.py")
        for found in re.finditer(call, path.read_text())
        for code in found.groups()
        if code
    }
    assert used == set(words_of("vi")[part])
