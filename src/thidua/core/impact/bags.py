"""Bags as they can be used: sizes, fills and weights that cannot be are found, and unknown. Their number and litres."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from thidua.core.impact.amounts import UNKNOWN, Amount, Exact, exact
from thidua.core.impact.desk import Desk
from thidua.core.impact.factors import HEAVIEST
from thidua.core.impact.facts import Bag, Condition
from thidua.core.impact.figure import Basis, Figure, FigureKind, FindingKind, Part, Rule, Step, figure, unknown

ClassKey = tuple[str, str]
"""A version of a scheme and a class of it; an empty class is waste that was not sorted."""

LARGEST_LITRES: Final = 120
"""The largest bag of the table of densities: a bag of unknown size is asked about as if it were this one."""


@dataclass(frozen=True, slots=True)
class UsableBag:
    """A bag without what cannot be."""

    code: str
    key: ClassKey
    condition: Condition | None
    count: int
    litres: Fraction | None
    fill: Fraction | None
    weight: Fraction | None
    is_drawn: bool
    is_natural: bool
    party: str


def usable_bags(desk: Desk) -> list[UsableBag]:
    """All bags; what cannot be is found. A bag that is fewer than one is left out."""
    heaviest = desk.knowledge.value(HEAVIEST)
    densest = heaviest.value / 1000 if heaviest is not None and heaviest.value is not None else None
    known = {ref: scheme.classes for ref, scheme in desk.knowledge.schemes.items()}
    asked: set[ClassKey] = set()
    limits: dict[tuple[Fraction | None, int], Fraction] = {}
    found = []
    for bag in desk.of(Bag):
        key = (bag.scheme, bag.class_code)
        if bag.class_code and key not in asked and bag.class_code not in known.get(bag.scheme, ()):
            asked.add(key)
            desk.find(FindingKind.UNKNOWN_CLASS, bag.code, scheme=bag.scheme, class_code=bag.class_code)
        if bag.count < 1:
            desk.find(FindingKind.NEGATIVE, bag.code, given=bag.count)
            continue
        litres = _above_zero(desk, bag, bag.litres)
        fill = None if bag.fill is None else exact(bag.fill)
        if fill is not None and not 0 < fill.numerator <= fill.denominator:
            desk.find(FindingKind.BAD_FILL, bag.code, given=fill)
            fill = None
        weight = None if bag.weight is None else exact(bag.weight)
        if weight is not None:
            if weight.numerator < 0:
                desk.find(FindingKind.NEGATIVE, bag.code, given=weight)
                weight = None
            elif densest is not None and weight > _heaviest(limits, densest, litres, bag.count):
                desk.find(FindingKind.BAG_TOO_HEAVY, bag.code, kg=weight, litres=litres or LARGEST_LITRES)
        found.append(
            UsableBag(
                bag.code,
                key,
                bag.condition,
                bag.count,
                litres,
                fill,
                weight,
                bag.is_drawn,
                bag.is_natural,
                bag.party,
            )
        )
    return found


def _heaviest(
    limits: dict[tuple[Fraction | None, int], Fraction], densest: Fraction, litres: Fraction | None, count: int
) -> Fraction:
    """What so many bags of a size weigh when they are full of the densest waste; reckoned once for each size."""
    size = (litres, count)
    if size not in limits:
        limits[size] = (litres or LARGEST_LITRES) * densest * count
    return limits[size]


def _above_zero(desk: Desk, bag: Bag, value: Exact | None) -> Fraction | None:
    number = None if value is None else exact(value)
    if number is not None and number.numerator <= 0:
        desk.find(FindingKind.NEGATIVE, bag.code, given=number)
        return None
    return number


def bag_figures(bags: list[UsableBag]) -> list[Figure]:
    """How many bags, in all and by class; how many litres. No bags: no figures."""
    if not bags:
        return []
    by_class: defaultdict[ClassKey, int] = defaultdict(int)
    for bag in bags:
        by_class[bag.key] += bag.count
    found = [_count(sum(by_class.values()))]
    if set(by_class) != {("VN-75", "")}:
        found += [_count(number, class_detail(key)) for key, number in sorted(by_class.items())]
    return [*found, _volume(bags)]


def class_detail(key: ClassKey) -> str:
    """`VN-75:TC`; what was not sorted is `VN-75:`."""
    return ":".join(key)


def _count(number: int, detail: str = "") -> Figure:
    amount = Amount.exactly(number)
    return figure(
        FigureKind.BAGS,
        [Part(Basis.MEASURED, "bag", number, amount)],
        [Step("bags", Rule.ONCE, {"bags": number})],
        detail,
    )


def _volume(bags: list[UsableBag]) -> Figure:
    alike = Counter[tuple[Fraction | None, Fraction | None]]()
    for bag in bags:
        alike[bag.litres, bag.fill] += bag.count
    parts = list(_litres(alike.items()))
    return figure(FigureKind.VOLUME, parts, [Step("litres", Rule.ORDER_OF_TRUTH, {"bags": sum(alike.values())})])


def _litres(alike: Iterable[tuple[tuple[Fraction | None, Fraction | None], int]]) -> Iterable[Part]:
    for (litres, fill), number in alike:
        if litres is None:
            yield Part(Basis.UNKNOWN, "bag", number, UNKNOWN, "size_unknown")
        elif fill is None:
            yield unknown("bag", "fill_unknown", number, litres * number)
        else:
            yield Part(Basis.MEASURED, "bag", number, Amount.exactly(litres * fill * number))
