"""Values, classes, lists and facts as files have them: nothing uncited, doubled or unknown is read."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from thidua.core.impact.classes import in_law, read_schemes, shipped_schemes
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.factors import Grade, read_factor, shipped_factors
from thidua.core.impact.facts import Bag, Kind
from thidua.core.impact.figure import FigureKind, FindingKind
from thidua.core.impact.items import read_item_lists, shipped_item_lists
from thidua.core.impact.reading import FACTS, read_activities
from thidua.core.impact.words import words_of

FIGURE = """
description: Một giá trị
unit: kg
reviewed_on: 2026-11-23
values:
  2026-11-23: {low: 2, value: 5, high: 10, grade: derived, cites: Nguồn}
"""


def test_every_shipped_value_has_its_day_its_source_and_its_grade() -> None:
    factors = shipped_factors()

    assert len(factors) == 15
    for factor in factors.values():
        assert factor.description
        assert all(each.cites and each.since <= factor.reviewed_on for each in factor.history)
    assert {name for name, each in factors.items() if each.history[-1].grade is Grade.ASSUMED} == {"bag_variation"}


def test_a_value_holds_from_its_day_until_the_next() -> None:
    factor = read_factor("x", FIGURE + "  2027-01-01: {low: 3, value: 4, high: 6, grade: read, cites: Đo}\n")

    assert factor.on(date(2026, 12, 31)).value == 5
    assert factor.on(date(2027, 1, 1)).value == 4
    with pytest.raises(ImpactError) as silent:
        factor.on(date(2026, 11, 22))
    assert silent.value.code == "no_value_in_force"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("cites: Nguồn", "cites: ''"), "no_source"),
        ((", cites: Nguồn", ""), "no_source"),
        (("unit: kg", "unit: kg\ncolour: red"), "unknown_key"),
        (("unit: kg\n", ""), "missing_key"),
        (("low: 2", "low: 2, lowest: 1"), "unknown_key"),
        (("grade: derived", "grade: sure"), "bad_grade"),
        (("grade: derived, ", ""), "missing_key"),
        (("low: 2", "low: 6"), "not_a_range"),
        (("low: 2", "low: -2"), "not_a_range"),
        (("low: 2", "low: two"), "bad_number"),
        (("low: 2, value: 5, high: 10, ", ""), "not_a_range"),
        (("  2026-11-23: {", "  2026-11-31: {"), "bad_day"),
        (("reviewed_on: 2026-11-23", "reviewed_on: hôm nay"), "bad_day"),
        (
            ("  2026-11-23: {low", "  2026-11-23: {grade: read, value: 1, cites: A}\n  2026-11-23: {low"),
            "duplicate_key",
        ),
        (("  2026-11-23: {low", "  20261123: {grade: read, value: 1, cites: A}\n  2026-11-23: {low"), "duplicate_key"),
        (("Một giá trị", "&a Một\nunit: *a"), "alias"),
        (("values:", "values: {}\nmore:"), "unknown_key"),
        (("description: ", "description: ["), "not_yaml"),
    ],
)
def test_a_file_that_hides_something_is_refused(change: tuple[str, str], code: str) -> None:
    assert read_factor("x", FIGURE).unit == "kg"
    with pytest.raises(ImpactError) as refused:
        read_factor("x", FIGURE.replace(*change))
    assert refused.value.code == code
    assert "{" not in refused.value.say("vi") + refused.value.say("en")


def test_no_values_at_all_are_refused() -> None:
    with pytest.raises(ImpactError) as refused:
        read_factor("x", FIGURE[: FIGURE.index("values:")] + "values: {}\n")
    assert refused.value.code == "no_values"


def test_classes_are_cited_and_convert_only_where_they_are_the_same() -> None:
    schemes = shipped_schemes()

    assert set(schemes) == {"VN-75", "HC-VC-TC", "HC-VC", "38-2015"}
    assert [in_law(schemes, "VN-75", each) for each in ("TC", "TP", "KH")] == ["TC", "TP", "KH"]
    assert {
        (ref, each): in_law(schemes, ref, each)
        for ref in ("HC-VC-TC", "HC-VC", "38-2015")
        for each in schemes[ref].classes
    } == dict.fromkeys(
        [
            ("HC-VC-TC", "HC"),
            ("HC-VC-TC", "VC"),
            ("HC-VC-TC", "TC"),
            ("HC-VC", "HC"),
            ("HC-VC", "VC"),
            ("38-2015", "HC"),
            ("38-2015", "TC"),
            ("38-2015", "CL"),
        ]
    )


def test_an_installation_can_add_a_scheme_that_converts() -> None:
    text = (
        "reviewed_on: 2026-11-23\nschemes:\n  TINH:\n    name: Của tỉnh\n    version: '1'\n"
        "    cites: Quyết định của tỉnh\n"
        "    grade: read\n    classes: {R: Tái chế}\n    maps: {R: {to: TC, quality: exact}}\n"
    )

    both = {**shipped_schemes(), **read_schemes(text)}
    assert in_law(both, "TINH", "R") == "TC"
    for change, code in (
        (("to: TC", "to: TC KH"), "bad_mapping"),
        (("maps: {R:", "maps: {X:"), "bad_mapping"),
        (("    cites: Quyết định của tỉnh\n", ""), "no_source"),
        (("    grade: read\n", ""), "missing_key"),
        (("    grade: read\n", "    grade: read\n    color: x\n"), "unknown_key"),
        (("version: '1'", "version: '2'"), "bad_version"),
        (("TINH:", "TINH@2:"), "bad_version"),
        (("version: '1'", "version: mới"), "bad_version"),
    ):
        with pytest.raises(ImpactError) as refused:
            read_schemes(text.replace(*change))
        assert refused.value.code == code


def test_item_lists_have_versions_and_sources() -> None:
    lists = shipped_item_lists()

    assert {key: len(each.items) for key, each in lists.items()} == {("SHORT", "1"): 13, ("ICC", "1"): 48}
    text = "lists:\n  X: {version: '1', cites: Nguồn, grade: read, items: {A: a}}\n"
    assert read_item_lists(text)["X", "1"].items == {"A": "a"}
    for change, code in ((("cites: Nguồn, ", ""), "no_source"), (("grade: read, ", ""), "missing_key")):
        with pytest.raises(ImpactError) as refused:
            read_item_lists(text.replace(*change))
        assert refused.value.code == code


def test_details_have_names() -> None:
    names = Knowledge(date(2026, 11, 28)).names()

    assert (names["SHORT@1:BUTTS"], names["VN-75:TP"]) == ("Đầu lọc thuốc lá", "Chất thải thực phẩm")


# --- Facts -----------------------------------------------------------------------------------------------------------

ACTIVITY = """
- activity: a
  kind: CLEAN_UP
  held_on: 28/5/2023
  starts_at: "07:00"
  point: [19.75, 105.9]
  parties: [{organisation: Phường, is_confirmed: yes}]
  credits: [{bloc: Khối I, cycle: "2023"}]
  facts:
  - {bag: b1, weight: 4.5, litres: 60, fill: 1/4, condition: DRY, noted_at: "2023-05-28T08:00"}
"""


def test_facts_are_read_exactly() -> None:
    (found,) = read_activities(ACTIVITY)

    assert (found.kind, str(found.held_on), found.confirmed) == (Kind.CLEAN_UP, "28/05/2023", frozenset({"Phường"}))
    (bag,) = found.facts
    assert isinstance(bag, Bag)
    assert (bag.weight, bag.fill, bag.litres) == (Fraction(9, 2), Fraction(1, 4), 60)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("weight: 4.5", "weight: 4,5 kg"), "unknown_key"),
        (("weight: 4.5", "weight: '4,5'"), "bad_number"),
        (("weight: 4.5", "weight: 1e400"), "bad_number"),
        (("weight: 4.5", "weight: 1/0"), "bad_number"),
        (("weight: 4.5", "weight: nan"), "bad_number"),
        (("weight: 4.5", "kilos: 4.5"), "unknown_key"),
        (("bag: b1", "sack: b1"), "unknown_fact"),
        (("condition: DRY", "condition: dry"), "bad_choice"),
        (("kind: CLEAN_UP", "kind: PARTY"), "bad_choice"),
        (("  kind: CLEAN_UP\n", ""), "missing_key"),
        (("28/5/2023", "31/2/2023"), "bad_day"),
        (("2023-05-28T08:00", "2023-05-28T25:00"), "bad_day"),
        (('"07:00"', '"7 giờ"'), "bad_text"),
        (("[19.75, 105.9]", "[91, 105.9]"), "bad_text"),
        (("is_confirmed: yes", "is_confirmed: maybe"), "bad_choice"),
        (("- activity: a", "- name: a"), "missing_key"),
        (("- activity: a", "- activity: [a]"), "bad_text"),
        (("bag: b1", "bag: ''"), "missing_key"),
        (("  facts:\n  - ", "  facts: "), "bad_text"),
    ],
)
def test_a_file_of_facts_that_cannot_be_read_says_where(change: tuple[str, str], code: str) -> None:
    assert read_activities(ACTIVITY)
    with pytest.raises(ImpactError) as refused:
        read_activities(ACTIVITY.replace(*change))
    assert refused.value.code == code
    assert "{" not in refused.value.say("vi").replace("{'", "") + refused.value.say("en").replace("{'", "")


def test_binary_fractions_are_refused() -> None:
    with pytest.raises(TypeError):
        Bag(code="b", weight=4.5)  # type: ignore[arg-type]


# --- Words -----------------------------------------------------------------------------------------------------------


def test_both_languages_have_the_same_words() -> None:
    vi, en = words_of("vi"), words_of("en")

    def holes(words: Any) -> Any:
        if isinstance(words, dict):
            return {key: holes(value) for key, value in words.items()}
        return sorted(part.split("}")[0] for part in words.split("{")[1:])

    skip = ("language", "numbers")
    assert holes({key: each for key, each in vi.items() if key not in skip}) == holes(
        {key: each for key, each in en.items() if key not in skip}
    )
    assert set(vi["findings"]) == {each.value for each in FindingKind}
    assert set(vi["figures"]) == set(vi["units"]) == {each.value for each in FigureKind}
    assert len(FACTS) == 13
