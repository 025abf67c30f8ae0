"""The other figures of one activity: metres, items, bulky things, hand-overs, money, trees; each person's part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from thidua.core.impact.amounts import ZERO, Amount, exact
from thidua.core.impact.desk import Desk
from thidua.core.impact.facts import (
    Bulky,
    Counting,
    Flow,
    ItemCount,
    MoneyMoved,
    Planting,
    TreeCheck,
    WasteHandover,
    Zone,
)
from thidua.core.impact.figure import (
    Basis,
    Datum,
    Figure,
    FigureKind,
    FindingKind,
    Part,
    Rule,
    Step,
    figure,
    no_data,
    unknown,
)
from thidua.core.vietnam.names import fold

HUNDRED_METRES = Fraction(100)


def zone_figures(desk: Desk) -> list[Figure]:
    """Metres of the stretches worked on; none noted: no figure. A fixed stretch lies within them, to be counted again:
    its metres are theirs.
    """
    lengths = {zone.code: _length(desk, zone) for zone in desk.of(Zone)}
    worked = [zone for zone in desk.of(Zone) if not zone.is_fixed]
    parts = [_known("zone", lengths[zone.code], "not_measured") for zone in worked]
    steps = [Step("zones", Rule.EFFORT, {"zones": len(worked)})]
    if len(worked) < len(lengths):
        steps.append(Step("fixed_inside", Rule.ONCE, {"zones": len(lengths) - len(worked)}))
    return [figure(FigureKind.METRES, parts, steps)] if parts else []


def _length(desk: Desk, zone: Zone) -> Fraction | None:
    if zone.metres is not None and zone.metres < 0:
        desk.find(FindingKind.NEGATIVE, zone.code, given=exact(zone.metres))
        return None
    return None if zone.metres is None else exact(zone.metres)


def bulky_figures(desk: Desk) -> list[Figure]:
    """How many bulky things."""
    things = desk.of(Bulky)
    parts = [_known("bulky", desk.whole(each, each.count), "not_counted") for each in things]
    return [figure(FigureKind.BULKY, parts, [Step("bulky", Rule.ONCE, {"entries": len(parts)})])] if parts else []


def item_figures(desk: Desk) -> list[Figure]:
    """Pieces by list and version, in all and by item. Two lists are never one sum."""
    by_list: defaultdict[str, list[Part]] = defaultdict(list)
    by_item: defaultdict[str, list[Part]] = defaultdict(list)
    for fact in desk.of(ItemCount):
        known = desk.knowledge.item_lists.get((fact.item_list, fact.version))
        if known is None or fact.item not in known.items:
            desk.find(FindingKind.UNKNOWN_ITEM, fact.code, item=fact.item, item_list=f"{fact.item_list} {fact.version}")
        part = _pieces(desk, fact)
        name = f"{fact.item_list}@{fact.version}"
        by_list[name].append(part)
        by_item[f"{name}:{fact.item}"].append(part)
    return [
        figure(FigureKind.ITEMS, parts, [Step("items", Rule.ONCE, {"list": name})], name)
        for name, parts in (*sorted(by_list.items()), *sorted(by_item.items()))
    ]


def _pieces(desk: Desk, fact: ItemCount) -> Part:
    count, low, high = (desk.whole(fact, each) for each in (fact.count, fact.low, fact.high))
    if fact.counting is not Counting.ESTIMATED:
        basis = Basis.MEASURED if fact.counting is Counting.COUNTED else Basis.STATED
        return _known("item", count, "not_counted", basis)
    if low is None and high is None:
        return unknown("item", "estimate_without_range")
    try:
        return Part(Basis.ESTIMATED, "item", 1, Amount.between(low, count, high))
    except ValueError:
        return unknown("item", "bad_range")


def _known(what: str, number: int | Fraction | None, reason: str, basis: Basis = Basis.MEASURED) -> Part:
    if number is None:
        return unknown(what, reason)
    return Part(basis, what, 1, Amount.exactly(number))


# --- Where it went ---------------------------------------------------------------------------------------------------


def handover_figures(desk: Desk, collected: Figure | None) -> list[Figure]:
    """What was handed over, by destination, and what of the collected waste was not; a slip counts once."""
    given = _once(desk, desk.of(WasteHandover))
    if not given:
        return []
    by_destination: defaultdict[str, list[Part]] = defaultdict(list)
    for fact in given:
        weight = None if fact.weight is None else exact(fact.weight)
        if weight is not None and weight < 0:
            desk.find(FindingKind.NEGATIVE, fact.code, given=weight)
            weight = None
        name = fact.destination.value if fact.destination is not None else "UNKNOWN"
        by_destination[name].append(_known("handover", weight, "not_weighed"))
    steps = [Step("handed_over", Rule.DESTINATION, {"handovers": len(given)})]
    whole = figure(FigureKind.HANDED_OVER, [part for each in by_destination.values() for part in each], steps)
    found = [whole]
    found += [
        figure(FigureKind.HANDED_OVER, parts, steps, destination)
        for destination, parts in sorted(by_destination.items())
    ]
    if collected is None:
        return found
    if whole.amount.is_surely_above(collected.amount):
        desk.find(FindingKind.MORE_HANDED_OVER, handed=whole.amount, collected=collected.amount)
        return found
    left = collected.amount.less(whole.amount)
    step = Step("left_over", Rule.DESTINATION, {"collected": collected.amount, "handed": whole.amount, "left": left})
    basis = _weakest(collected, whole) if left.best is not None else Basis.UNKNOWN
    reason = "" if left.best is not None else "part_unknown"
    parts = (Part(basis, "handover", len(given), left, reason),)
    return [*found, Figure(FigureKind.NOT_HANDED_OVER, "", left, parts, (step,))]


def _once(desk: Desk, handovers: list[WasteHandover]) -> list[WasteHandover]:
    slips: dict[str, str] = {}
    found = []
    for fact in handovers:
        slip = fact.slip.strip().casefold()
        if slip and slip in slips:
            desk.find(FindingKind.SLIP_TWICE, fact.code, slip=fact.slip, other=slips[slip])
            continue
        slips[slip] = fact.code
        found.append(fact)
    return found


class Moved(NamedTuple):
    """Money that really moved: noted apart, or paid for waste."""

    flow: Flow
    code: str
    slip: str
    amount: int | None
    source: str


def money_figures(desk: Desk) -> list[Figure]:
    """Đồng in and out that really moved: money noted apart, and what was paid for waste. A slip counts once; of two
    equal sums of which one has no slip it is asked whether they are one.
    """
    parts: dict[Flow, list[Part]] = {Flow.IN: [], Flow.OUT: []}
    slips: dict[tuple[Flow, str], str] = {}
    counted = []
    moved = [Moved(Flow.IN, each.code, each.slip, each.money, each.receiver) for each in _sold(desk)]
    moved += [
        Moved(each.flow, each.code, each.slip, each.amount, each.source)
        for each in desk.of(MoneyMoved)
        if not each.is_planned
    ]
    for each in moved:
        slip = each.slip.strip().casefold()
        if slip and (each.flow, slip) in slips:
            desk.find(FindingKind.SLIP_TWICE, each.code, slip=each.slip, other=slips[each.flow, slip])
            continue
        if slip:
            slips[each.flow, slip] = each.code
        amount = each.amount
        if amount is not None and amount < 0:
            desk.find(FindingKind.NEGATIVE, each.code, given=amount)
            amount = None
        parts[each.flow].append(_known("money", amount, "amount_unknown"))
        counted.append(each)
    _ask_about_same_money(desk, counted)
    kinds = {Flow.IN: FigureKind.MONEY_IN, Flow.OUT: FigureKind.MONEY_OUT}
    return [
        figure(kinds[flow], each, [Step("money", Rule.ONCE, {"entries": len(each)})])
        for flow, each in parts.items()
        if each
    ]


def _ask_about_same_money(desk: Desk, moved: list[Moved]) -> None:
    """Two sums that agree in way and amount, and in source as far as both name one, may be one that two people noted.
    Two slips tell them apart; what two merged reports noted alike is asked about as every other fact of theirs.
    """
    origins = desk.activity.origins
    earlier: defaultdict[tuple[Flow, int], list[Moved]] = defaultdict(list)
    for each in moved:
        if each.amount is None or each.amount <= 0:
            continue
        alike = earlier[each.flow, each.amount]
        for other in alike:
            has_slips = bool(other.slip.strip() and each.slip.strip())
            if not has_slips and origins.get(other.code) == origins.get(each.code) and _is_one_source(other, each):
                desk.find(FindingKind.POSSIBLY_SAME_MONEY, each.code, other=other.code, dong=each.amount)
                break
        alike.append(each)


def _is_one_source(one: Moved, other: Moved) -> bool:
    """“Tài trợ – Công ty A” and “công ty A” may be one source, and so may one that nobody named."""
    first, second = fold(one.source), fold(other.source)
    return first in second or second in first


def _sold(desk: Desk) -> Iterable[WasteHandover]:
    slips: set[str] = set()
    for fact in desk.of(WasteHandover):
        slip = fact.slip.strip().casefold()
        if fact.money is not None and not (slip and slip in slips):
            yield fact
        slips.add(slip)


# --- Trees -----------------------------------------------------------------------------------------------------------


def tree_figures(desk: Desk) -> list[Figure]:
    """Trees planted, and those that lived when somebody last came to count; never counted is unknown."""
    plantings = desk.of(Planting)
    if not plantings:
        return []
    planted = {each.code: desk.whole(each, each.count) for each in plantings}
    last = _last_checks(desk, planted)
    alive_parts, checked_planted, checked_alive = [], ZERO, ZERO
    for planting in plantings:
        number, check = planted[planting.code], last.get(planting.code)
        alive = None if check is None else desk.whole(check, check.alive)
        if check is not None and alive is not None and number is not None and alive > number:
            desk.find(FindingKind.MORE_ALIVE_THAN_PLANTED, check.code, alive=alive, planted=number)
            alive = None
        if alive is None:
            alive_parts.append(unknown("planting", "not_checked", 1, None if number is None else Fraction(number)))
            continue
        alive_parts.append(Part(Basis.MEASURED, "planting", 1, Amount.exactly(alive)))
        if number is not None:
            checked_planted, checked_alive = checked_planted + number, checked_alive + alive
    parts = [_known("planting", each, "not_counted") for each in planted.values()]
    days = tuple(sorted({each.checked_on.isoformat() for each in last.values() if each.checked_on is not None}))
    found = [
        figure(FigureKind.TREES_PLANTED, parts, [Step("planted", Rule.ONCE, {"plantings": len(parts)})]),
        figure(
            FigureKind.TREES_ALIVE,
            alive_parts,
            [Step("alive", Rule.PERSISTENCE, {"plantings": len(last), "days": days})],
        ),
    ]
    if checked_planted:
        share = Amount.exactly(checked_alive / checked_planted)
        data: dict[str, Datum] = {
            "alive": checked_alive,
            "planted": checked_planted,
            "plantings": len(last),
            "all": len(plantings),
        }
        step = Step("survival", Rule.PERSISTENCE, data)
        found.append(figure(FigureKind.TREE_SURVIVAL, [Part(Basis.MEASURED, "planting", len(last), share)], [step]))
    return found


def _last_checks(desk: Desk, planted: Mapping[str, int | None]) -> dict[str, TreeCheck]:
    """The last count of each planting up to the day of reckoning; a count before the planting is found, not used."""
    planted_on = {each.code: each.planted_on or desk.activity.held_on.earliest for each in desk.of(Planting)}
    last: dict[str, TreeCheck] = {}
    for check in desk.of(TreeCheck):
        if check.planting not in planted:
            desk.find(FindingKind.NOT_ON_RECORD, check.code, codes=(check.planting,))
            continue
        day, first = check.checked_on, planted_on[check.planting]
        if day is not None and first is not None and day < first:
            desk.find(FindingKind.BEFORE_THE_DAY, check.code, day=day.isoformat(), first=first.isoformat())
            continue
        if day is not None and day > desk.knowledge.on:
            desk.find(FindingKind.IN_THE_FUTURE, check.code, day=day.isoformat())
            continue
        before = last.get(check.planting)
        if before is None or (before.checked_on or date.min) <= (day or date.min):
            last[check.planting] = check
    return last


# --- For each person, hour and stretch -------------------------------------------------------------------------------


def ratio_figures(desk: Desk, figures: Mapping[tuple[FigureKind, str], Figure]) -> list[Figure]:
    """Kilograms for each person, person-hour and 100 m, pieces for each 100 m; where both sides were noted."""
    mass, metres = figures.get((FigureKind.MASS, "")), figures.get((FigureKind.METRES, ""))
    wanted = [
        (FigureKind.MASS_PER_PERSON, mass, figures.get((FigureKind.PEOPLE, "")), Fraction(1)),
        (FigureKind.MASS_PER_PERSON_HOUR, mass, figures.get((FigureKind.PERSON_HOURS, "")), Fraction(1)),
        (FigureKind.MASS_PER_100_M, mass, metres, HUNDRED_METRES),
    ]
    found = []
    for kind, over, under, scale in wanted:
        if over is None or under is None or (over.amount.is_unknown and under.amount.is_unknown):
            continue
        found.append(_ratio(kind, "", over, under, scale))
    _ask_about_plausibility(desk, found)
    return found + _pieces_on_stretches(desk)


def _ratio(kind: FigureKind, detail: str, over: Figure, under: Figure, scale: Fraction) -> Figure:
    amount = over.amount.over(under.amount).times(scale)
    basis = _weakest(over, under) if amount.best is not None else Basis.UNKNOWN
    part = Part(basis, "ratio", 1, amount, "" if amount.best is not None else "part_unknown")
    step = Step("ratio", Rule.EFFORT, {"over": over.amount, "under": under.amount, "scale": scale})
    return Figure(kind, detail, amount, (part,), (step,))


def _pieces_on_stretches(desk: Desk) -> list[Figure]:
    """Pieces for each 100 m, by list: only what was counted on a stretch, by the metres of those stretches alone.

    Fixed stretches lie within those worked on: where pieces were counted on both, the fixed ones say it, so that no
    metre is in twice. Stretches on which pieces were counted from unlike sizes make no figure together.
    """
    zones = {zone.code: zone for zone in desk.of(Zone)}
    by_list: defaultdict[str, list[ItemCount]] = defaultdict(list)
    for fact in desk.of(ItemCount):
        by_list[f"{fact.item_list}@{fact.version}"].append(fact)
    found = []
    for name, facts in sorted(by_list.items()):
        counted = {fact.zone: zones[fact.zone] for fact in facts if fact.zone in zones}
        if any(zone.is_fixed for zone in counted.values()):
            counted = {code: zone for code, zone in counted.items() if zone.is_fixed}
        if len({zone.size_limit_mm for zone in counted.values()}) > 1:
            found.append(no_data(FigureKind.ITEMS_PER_100_M, "unlike_stretches", name))
        elif counted:
            pieces = [_pieces(desk, fact) for fact in facts if fact.zone in counted]
            lengths = [_known("zone", _length(desk, zone), "not_measured") for zone in counted.values()]
            over, under = figure(FigureKind.ITEMS, pieces, (), name), figure(FigureKind.METRES, lengths)
            found.append(_ratio(FigureKind.ITEMS_PER_100_M, name, over, under, HUNDRED_METRES))
        elif zones:
            found.append(no_data(FigureKind.ITEMS_PER_100_M, "not_on_a_stretch", name))
    return found


def _ask_about_plausibility(desk: Desk, found: list[Figure]) -> None:
    band = desk.knowledge.value("mass_per_person")
    if band is None or band.low is None or band.high is None:
        return
    for each in found:
        if each.kind is not FigureKind.MASS_PER_PERSON:
            continue
        low = each.amount.low if each.amount.best is None else each.amount.best
        high = each.amount.high if each.amount.best is None else each.amount.best
        if (low is not None and low > band.high) or (high is not None and high < band.low):
            desk.find(FindingKind.IMPLAUSIBLE_MASS, each=each.amount, low=band.low, high=band.high)


def _weakest(*figures: Figure) -> Basis:
    order = list(Basis)
    return max((each.basis for each in figures), key=order.index)
