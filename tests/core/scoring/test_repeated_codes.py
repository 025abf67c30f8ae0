"""Tables that use a code again under another item: an item is then named by its address."""

from pathlib import Path

import pytest

from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.comparison import compare_documents
from thidua.core.scoring.errors import SchemeError
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.scoring import Result, score

TABLES = Path(__file__).parent / "tables"


def text_of(name: str) -> str:
    return (TABLES / f"{name}.yaml").read_text(encoding="utf-8")


def scored(name: str) -> Result:
    """A table of real life with the cards beside it."""
    scheme = read_scheme(text_of(name))
    return score(scheme, *read_cards(text_of(f"{name}-cards"), scheme))


def test_the_table_of_the_ministry_of_justice_uses_its_codes_again_and_scores() -> None:
    result = scored("botuphap-2022")
    codes = [item.code for item in result.scheme.root.walk() if item.code]
    assert codes == ["I", "I.1", "1.1", "1.2", "VIII", "VIII.1", "3", "a", "b"]
    points = {code: result.cell("Sở Tư pháp tỉnh Đồng Tháp", code).points for code in codes}
    assert (points["I.1"], points["VIII.1"], points["3"]) == (3, 2, 3)
    assert result.units[0].total == 8
    assert result.findings == ()


def test_the_five_provinces_of_the_highlands_score_as_their_form_says() -> None:
    result = scored("taynguyen-2019")
    totals = {each.unit: each.total for each in result.units}
    assert totals == {"Đắk Nông": 34, "Đắk Lắk": 35, "Lâm Đồng": 34, "Gia Lai": 33, "Kon Tum": 34}
    assert [each.standing.rank for each in result.units if each.standing] == [2, 1, 2, 5, 2]
    assert result.findings == ()


def test_a_code_that_one_branch_has_twice_is_a_fault_with_its_line() -> None:
    wrong = text_of("taynguyen-2019").replace("{code: b, name: Qua sự kiện", "{code: a, name: Qua sự kiện")
    with pytest.raises(SchemeError) as error:
        read_scheme(wrong)
    assert [(each.code, each.line) for each in error.value.problems] == [("two_of_one_name", 25)]


def test_an_address_that_another_item_has_for_its_code_is_a_fault() -> None:
    wrong = text_of("taynguyen-2019").replace('- {code: "3", name', '- {code: "2.a", name')
    with pytest.raises(SchemeError) as error:
        read_scheme(wrong)
    assert [(each.code, each.line) for each in error.value.problems] == [("two_of_one_name", 30)]


def test_what_changed_is_told_of_the_right_one_of_two() -> None:
    old = read_plain(text_of("taynguyen-2019"))[0]
    new = read_plain(text_of("taynguyen-2019").replace("Qua sự kiện", "Qua hội nghị"))[0]
    (change,) = compare_documents(old, new)
    assert (change.code, change.what, change.after) == ("2.b", "name", "Qua hội nghị")
