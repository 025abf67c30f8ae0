"""Signs of formality, by the one real cluster whose scores of five units are published."""

from fractions import Fraction

from tests.core.scoring.files import as_yaml
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.formality import formality_of
from thidua.core.scoring.reading import build_scheme
from thidua.core.scoring.scoring import Result, score

ITEMS = {
    "1.1": ("5", [5, 5, 5, 5, 5]),
    "1.2": ("2", [2, 2, 2, 2, 2]),
    "1.3": ("3", [3, 3, 3, 3, 3]),
    "2.1": ("3", [3, 3, 3, 3, 3]),
    "2.2": ("3", [3, 3, 3, 3, 3]),
    "2.3": ("4", [3, 4, 3, 2, 3]),
    "3.1": ("15", [15, 15, 15, 15, 15]),
}
"""Cụm Tây Nguyên 2019, the three items that are published: maximum and the points of five units."""


def tay_nguyen(units: int = 5) -> Result:
    """The published part of the sheet."""
    branches = [
        {
            "code": branch,
            "name": "Mục",
            "max": maximum,
            "children": [
                {"code": code, "name": "Nội dung", "max": ITEMS[code][0]} for code in ITEMS if code[0] == branch
            ],
        }
        for branch, maximum in (("1", "10"), ("2", "10"), ("3", "15"))
    ]
    scheme, problems = build_scheme({"format": "1", "id": "x", "title": "x", "criteria": branches})
    assert problems == []
    assert scheme is not None
    cards = [
        {"unit": f"Đơn vị {at}", "answers": {code: str(points[at]) for code, (_max, points) in ITEMS.items()}}
        for at in range(units)
    ]
    return score(scheme, *read_cards(as_yaml({"cards": cards}), scheme))


def test_eleven_of_fifteen_scores_hold_the_maximum_and_two_points_part_first_from_last() -> None:
    signs = formality_of(tay_nguyen(), items=["1", "2", "3"])
    assert (signs.at_maximum, signs.scores, signs.spread) == (11, 15, Fraction(2))
    assert signs.all_at_maximum == ("1", "3")


def test_items_that_tell_nobody_apart() -> None:
    signs = formality_of(tay_nguyen())
    assert signs.without_difference == ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1")


def test_one_unit_alone_shows_nothing() -> None:
    signs = formality_of(tay_nguyen(units=1))
    assert (signs.spread, signs.scores, signs.all_at_maximum, signs.without_difference) == (None, 0, (), ())
