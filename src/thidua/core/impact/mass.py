"""Kilograms, in the order of truth: a weighing of the whole, a sample, a standing factor with its range, or none.

A kilogram belongs to one bag, bulky thing or weighing. A weighing of the whole replaces what bags give and never adds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from thidua.core.impact.amounts import UNKNOWN, Amount, added, exact, total
from thidua.core.impact.bags import ClassKey, UsableBag, class_detail
from thidua.core.impact.desk import Desk, Knowledge
from thidua.core.impact.factors import BAG_MIXED_DRY, DENSITIES
from thidua.core.impact.facts import Bulky, Condition, Scope, Weighing
from thidua.core.impact.figure import Basis, Datum, Figure, FigureKind, FindingKind, Part, Rule, Step, figure, unknown
from thidua.core.impact.samples import rest_of

BAG_OF_FACTOR = 60
"""The standing factors are for a full bag of 60 litres; other sizes and fills in proportion, as densities are."""


class Net(NamedTuple):
    """A weighing with what it gives."""

    weighing: Weighing
    amount: Amount


@dataclass(slots=True)
class Pile:
    """What lies in one class: parts known already, and the bags nobody weighed, by condition."""

    parts: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    weighed: list[Fraction] = field(default_factory=list)
    bags_weighed: int = 0
    drawn: defaultdict[Condition | None, list[Fraction]] = field(default_factory=lambda: defaultdict(list))
    rest: defaultdict[Condition | None, list[UsableBag]] = field(default_factory=lambda: defaultdict(list))


def mass_figures(desk: Desk, bags: list[UsableBag]) -> list[Figure]:
    """Kilograms of waste, in all and by class, and of natural debris apart. Nothing noted: no figures."""
    waste = _mass(desk, [each for each in bags if not each.is_natural], FigureKind.MASS)
    return [*waste, *_mass(desk, [each for each in bags if each.is_natural], FigureKind.NATURAL_MASS)]


def _mass(desk: Desk, bags: list[UsableBag], kind: FigureKind) -> list[Figure]:
    is_natural = kind is FigureKind.NATURAL_MASS
    bulky = [each for each in desk.of(Bulky) if each.is_natural is is_natural]
    nets = list(_nets(desk, [each for each in desk.of(Weighing) if each.is_natural is is_natural]))
    if not (bags or bulky or nets):
        return []
    piles: defaultdict[ClassKey, Pile] = defaultdict(Pile)
    weights = _take_part_weighings(
        desk, piles, bags, bulky, [each for each in nets if each.weighing.scope is Scope.PART]
    )
    _take_bags(desk, piles, bags, weights)
    loose = _bulky_parts(desk, bulky, weights)
    by_class = {key: _class_figure(desk.knowledge, kind, key, pile) for key, pile in piles.items()}
    wholes = [each for each in nets if each.weighing.scope is Scope.WHOLE]
    _ask_about_doubles(desk, wholes)
    for key in sorted(
        {(each.weighing.scheme, each.weighing.class_code) for each in wholes if each.weighing.class_code}
    ):
        of_class = [each for each in wholes if (each.weighing.scheme, each.weighing.class_code) == key]
        by_class[key] = _whole(desk, kind, of_class, by_class.get(key), class_detail(key))
    composed = figure(
        kind,
        [*(part for each in by_class.values() for part in each.parts), *loose],
        [step for _key, each in sorted(by_class.items()) for step in each.steps] + _bulky_steps(loose),
    )
    of_all = [each for each in wholes if not each.weighing.class_code]
    everything = _whole(desk, kind, of_all, composed, "") if of_all else composed
    is_sorted = any(class_code for _scheme, class_code in by_class)
    return [everything, *(by_class[key] for key in sorted(by_class) if is_sorted)]


def _nets(desk: Desk, weighings: list[Weighing]) -> Iterable[Net]:
    """Each weighing once, a slip once; what cannot be weighs nothing known."""
    slips: dict[str, Weighing] = {}
    for weighing in weighings:
        slip = weighing.slip.strip().casefold()
        if slip and slip in slips:
            desk.find(FindingKind.SLIP_TWICE, weighing.code, slip=weighing.slip, other=slips[slip].code)
            continue
        if slip:
            slips[slip] = weighing
        yield Net(weighing, _net(desk, weighing))


def _net(desk: Desk, weighing: Weighing) -> Amount:
    gross, tare = (None if each is None else exact(each) for each in (weighing.gross, weighing.tare))
    for each in (gross, tare):
        if each is not None and each < 0:
            desk.find(FindingKind.NEGATIVE, weighing.code, given=each)
            return UNKNOWN
    if gross is None:
        return UNKNOWN
    if tare is None:
        desk.find(FindingKind.TARE_MISSING, weighing.code, gross=gross)
        return Amount(None, None, gross)
    if tare > gross:
        desk.find(FindingKind.TARE_ABOVE_GROSS, weighing.code, gross=gross, tare=tare)
        return UNKNOWN
    return Amount.exactly(gross - tare)


def _ask_about_doubles(desk: Desk, wholes: list[Net]) -> None:
    """Two lorries of one weight, of which one has no slip, may be one lorry that two people noted."""
    seen: dict[tuple[Fraction, str, str], Weighing] = {}
    for weighing, amount in wholes:
        if amount.best is None:
            continue
        alike = (amount.best, weighing.scheme, weighing.class_code)
        other = seen.setdefault(alike, weighing)
        origins = desk.activity.origins
        same_report = origins.get(other.code) == origins.get(weighing.code)
        if other is not weighing and same_report and not (other.slip and weighing.slip):
            desk.find(FindingKind.POSSIBLY_SAME_WEIGHING, weighing.code, other=other.code, kg=amount.best)


def _take_part_weighings(
    desk: Desk, piles: defaultdict[ClassKey, Pile], bags: list[UsableBag], bulky: list[Bulky], nets: list[Net]
) -> dict[str, Fraction | None]:
    """Things that stood on a scale: code → its own weight, or None where its kilograms lie with the weighing."""
    if not nets:
        return {}
    by_code: dict[str, UsableBag | Bulky] = {each.code: each for each in bags}
    by_code.update({each.code: each for each in bulky})
    weights: dict[str, Fraction | None] = {}
    for weighing, amount in nets:
        if amount.best is None:
            if not any(each in by_code for each in weighing.covers):
                part = unknown("weighing", "weighing_unusable", 1, amount.high)
                piles[_class_of(weighing, [])].parts.append(part)
            continue
        missing = [each for each in weighing.covers if each not in by_code]
        if missing:
            desk.find(FindingKind.NOT_ON_RECORD, weighing.code, codes=tuple(missing))
        twice = [each for each in weighing.covers if each in weights]
        if twice:
            desk.find(FindingKind.WEIGHED_TWICE, weighing.code, codes=tuple(twice))
            continue
        covered = [by_code[each] for each in dict.fromkeys(weighing.covers) if each in by_code]
        own = [None if each.weight is None else exact(each.weight) for each in covered]
        if (
            covered
            and not missing
            and None not in own
            and total(each for each in own if each is not None) != amount.best
        ):
            parts_weigh = total(each for each in own if each is not None)
            desk.find(FindingKind.SUM_MISMATCH, weighing.code, whole=amount, parts=Amount.exactly(parts_weigh))
        if len(covered) == 1 and not missing:
            weights[covered[0].code] = amount.best
            continue
        weights.update({each.code: None for each in covered})
        pile = piles[_class_of(weighing, covered)]
        pile.parts.append(Part(Basis.MEASURED, "weighing", 1, amount))
        pile.steps.append(_weighing_step(weighing, amount))
    return weights


def _class_of(weighing: Weighing, covered: list[UsableBag | Bulky]) -> ClassKey:
    """The class that the weighing names, or that of all it covers; not sorted where they differ."""
    if weighing.class_code:
        return weighing.scheme, weighing.class_code
    keys = {each.key if isinstance(each, UsableBag) else (weighing.scheme, "") for each in covered}
    return keys.pop() if len(keys) == 1 else (weighing.scheme, "")


def _weighing_step(weighing: Weighing, amount: Amount) -> Step:
    gross = None if weighing.gross is None else exact(weighing.gross)
    tare = None if weighing.tare is None else exact(weighing.tare)
    kind = "slip" if weighing.slip else "scale"
    return Step(kind, Rule.ONCE, {"gross": gross, "tare": tare, "kg": amount, "slip": weighing.slip})


def _take_bags(
    desk: Desk, piles: defaultdict[ClassKey, Pile], bags: list[UsableBag], weights: Mapping[str, Fraction | None]
) -> None:
    not_weighed: defaultdict[ClassKey, int] = defaultdict(int)
    for bag in bags:
        weight = bag.weight
        if bag.code in weights:
            weight = weights[bag.code]
            if weight is None:
                continue
        pile = piles[bag.key]
        if weight is None:
            pile.rest[bag.condition].append(bag)
            not_weighed[bag.key] += bag.is_drawn
            continue
        pile.weighed.append(weight)
        pile.bags_weighed += bag.count
        if bag.is_drawn and bag.count == 1:
            pile.drawn[bag.condition].append(weight)
    for key, number in not_weighed.items():
        if number:
            desk.find(FindingKind.SAMPLE_INCOMPLETE, bags=number, class_code=class_detail(key))
    for key, pile in piles.items():
        for condition, rest in pile.rest.items():
            if len(pile.drawn[condition]) == 1 and rest:
                desk.find(FindingKind.SAMPLE_TOO_SMALL, class_code=class_detail(key), condition=condition)


def _class_figure(knowledge: Knowledge, kind: FigureKind, key: ClassKey, pile: Pile) -> Figure:
    parts, steps = list(pile.parts), list(pile.steps)
    if pile.weighed:
        amount = Amount.exactly(total(pile.weighed))
        parts.append(Part(Basis.MEASURED, "bag", pile.bags_weighed, amount))
        steps.append(Step("weighed_bags", Rule.ONCE, {"bags": pile.bags_weighed, "kg": amount}))
    for condition, rest in pile.rest.items():
        if not rest:
            continue
        drawn = pile.drawn[condition]
        if len(drawn) > 1:
            number = sum(each.count for each in rest)
            amount = rest_of(drawn, number)
            parts.append(Part(Basis.SAMPLED, "bag", number, amount))
            data: dict[str, Datum] = {
                "weighed": len(drawn),
                "bags": number,
                "kg": amount,
                "mean": total(drawn) / len(drawn),
            }
            steps.append(Step("sample", Rule.ORDER_OF_TRUTH, data))
            continue
        found = _by_factor(knowledge, kind, key, condition, rest)
        parts += [part for part, _step in found]
        steps += [step for _part, step in found]
    return figure(kind, parts, steps, class_detail(key))


def _by_factor(
    knowledge: Knowledge, kind: FigureKind, key: ClassKey, condition: Condition | None, bags: list[UsableBag]
) -> list[tuple[Part, Step]]:
    name = f"bag_{key[0]}_{key[1]}_dry" if key[1] else BAG_MIXED_DRY
    factor = knowledge.value(name) if name in knowledge.factors else None
    reason = ""
    if kind is FigureKind.NATURAL_MASS:
        reason = "natural_without_factor"
    elif name not in knowledge.factors or (factor is not None and not factor.has_range):
        reason = "class_without_factor"
    elif condition is None:
        reason = "condition_unknown"
    elif condition is not Condition.DRY:
        reason = "wet_or_sandy"
    elif factor is None:
        reason = "no_factor_in_force"
    if reason or factor is None:
        return [_without(knowledge, kind, key, bags, reason)]
    sized = [each for each in bags if each.litres is not None and each.fill is not None]
    alike = Counter[tuple[Fraction | None, Fraction | None]]()
    for each in sized:
        alike[each.litres, each.fill] += each.count
    litres = total((size or 0) * (fill or 0) * number for (size, fill), number in alike.items())
    found = []
    if sized:
        number, amount = sum(alike.values()), factor.amount.times(litres / BAG_OF_FACTOR)
        step = Step(
            "factor",
            Rule.ORDER_OF_TRUTH,
            {
                "bags": number,
                "litres": litres,
                "per_bag": factor.amount,
                "kg": amount,
                "cites": factor.cites,
                "grade": factor.grade.value,
                "since": factor.since.isoformat(),
            },
        )
        found.append((Part(Basis.ESTIMATED, "bag", number, amount), step))
    if len(sized) < len(bags):
        rest = [each for each in bags if each.litres is None or each.fill is None]
        found.append(_without(knowledge, kind, key, rest, "size_unknown"))
    return found


def _without(
    knowledge: Knowledge, kind: FigureKind, key: ClassKey, bags: list[UsableBag], reason: str
) -> tuple[Part, Step]:
    """Bags of which no kilogram can be told; the nearest density stands beside them as a comparison only."""
    number = sum(each.count for each in bags)
    part = unknown("bag", reason, number)
    density = knowledge.value(DENSITIES[key]) if kind is FigureKind.MASS and key in DENSITIES else None
    if reason != "class_without_factor" or density is None or density.value is None:
        return part, Step("no_kilogram", Rule.MISSING, {"bags": number, "reason": reason})
    data: dict[str, Datum] = {"bags": number, "reason": reason, "density": density.value, "cites": density.cites}
    return part, Step("no_kilogram_but_density", Rule.MISSING, data)


def _bulky_parts(desk: Desk, bulky: list[Bulky], weights: Mapping[str, Fraction | None]) -> list[Part]:
    parts = []
    for thing in bulky:
        weight = None if thing.weight is None else exact(thing.weight)
        if weight is not None and weight < 0:
            desk.find(FindingKind.NEGATIVE, thing.code, given=weight)
            weight = None
        if thing.code in weights:
            weight = weights[thing.code]
            if weight is None:
                continue
        if weight is None:
            parts.append(unknown("bulky", "bulky_not_weighed", thing.count or 1))
        else:
            parts.append(Part(Basis.MEASURED, "bulky", thing.count or 1, Amount.exactly(weight)))
    return parts


def _bulky_steps(parts: list[Part]) -> list[Step]:
    weighed = [each for each in parts if each.basis is Basis.MEASURED]
    found = []
    if weighed:
        kg = added(each.amount for each in weighed)
        found.append(Step("weighed_bulky", Rule.ONCE, {"things": sum(each.facts for each in weighed), "kg": kg}))
    if len(weighed) < len(parts):
        rest = sum(each.facts for each in parts if each.basis is Basis.UNKNOWN)
        found.append(Step("bulky_not_weighed", Rule.MISSING, {"things": rest}))
    return found


def _whole(desk: Desk, kind: FigureKind, wholes: list[Net], composed: Figure | None, detail: str) -> Figure:
    """What weighings of the whole give; the estimate that they replace stays in the steps."""
    known = [each for each in wholes if each.amount.best is not None]
    replaced = composed if composed is not None and composed.parts else None
    if not known and replaced is not None:
        data: dict[str, Datum] = {"weighings": len(wholes), "kg": replaced.amount}
        return figure(
            kind, replaced.parts, [Step("whole_unusable", Rule.WHOLE_REPLACES, data), *replaced.steps], detail
        )
    parts, told = _by_reports(desk, wholes)
    found = figure(kind, parts, [*(_weighing_step(*each) for each in known), *told], detail)
    if replaced is None:
        return found
    if replaced.amount.is_surely_above(found.amount):
        desk.find(FindingKind.PARTS_ABOVE_WHOLE, whole=found.amount, parts=replaced.amount, figure=kind.value)
    elif found.amount.is_surely_above(replaced.amount):
        desk.find(FindingKind.SUM_MISMATCH, whole=found.amount, parts=replaced.amount, figure=kind.value)
    step = Step("whole_replaces", Rule.WHOLE_REPLACES, {"kg": found.amount, "replaced": replaced.amount})
    return Figure(kind, detail, found.amount, found.parts, (*replaced.steps, *found.steps, step))


def _by_reports(desk: Desk, wholes: list[Net]) -> tuple[list[Part], list[Step]]:
    """Lorries of one report are added up. Two reports that were merged each weighed the same whole: it counts once."""
    by_report: defaultdict[str, list[Part]] = defaultdict(list)
    for weighing, amount in wholes:
        part = Part(Basis.MEASURED, "weighing", 1, amount)
        if amount.best is None:
            part = unknown("weighing", "weighing_unusable", 1, amount.high)
        by_report[desk.activity.origins.get(weighing.code, "")].append(part)
    sums = [added(each.amount for each in parts) for parts in by_report.values()]
    first = next(iter(by_report.values()))
    if len(sums) == 1:
        return first, []
    step = Step("whole_of_reports", Rule.ONCE, {"reports": len(sums), "kg": sums[0]})
    if len(set(sums)) == 1:
        return first, [step]
    desk.find(FindingKind.WHOLES_DIFFER, weighings=len(wholes), low=_least(sums), high=_most(sums))
    hull = sums[0]
    for each in sums[1:]:
        hull = hull.hull(each)
    return [Part(Basis.UNKNOWN, "weighing", len(wholes), Amount(hull.low, None, hull.high), "wholes_differ")], [step]


def _least(sums: list[Amount]) -> Fraction | None:
    return min((each.low for each in sums if each.low is not None), default=None)


def _most(sums: list[Amount]) -> Fraction | None:
    return max((each.high for each in sums if each.high is not None), default=None)
