"""What must hold of all activities, whatever their facts: each fact once, nothing below zero, nothing unknown as 0."""

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.impact.case_files import NOW
from thidua.core.impact.amounts import UNKNOWN, Amount, added, total
from thidua.core.impact.facts import (
    ActivityFacts,
    Bag,
    Bulky,
    Claim,
    Condition,
    Counting,
    Covers,
    Credit,
    Fact,
    Flow,
    Headcount,
    ItemCount,
    Kind,
    MoneyMoved,
    Party,
    Presence,
    Scope,
    WasteHandover,
    Weighing,
    Zone,
)
from thidua.core.impact.figure import RATIOS, Basis, FigureKind
from thidua.core.impact.plain import plain_report
from thidua.core.impact.register import Register, build_register
from thidua.core.impact.reports import report
from thidua.core.impact.shares import shares

FEWER = settings(max_examples=40, deadline=None)
"""What is drawn is large: whole trees of activities."""

KG = st.decimals(min_value=0, max_value=40, places=1) | st.fractions(min_value=0, max_value=40, max_denominator=8)
ORGANISATIONS = [f"Đơn vị {number}" for number in range(8)]
ORGANISATION = st.sampled_from(ORGANISATIONS)
AMOUNTS = st.lists(st.none() | st.integers(0, 50), min_size=3, max_size=3).map(
    lambda three: Amount.between(*_sorted(three))
)


def _sorted(three: list[int | None]) -> list[int | None]:
    """The same places unknown, the known ones in order."""
    known = iter(sorted(each for each in three if each is not None))
    return [None if each is None else next(known) for each in three]


def bags(prefix: str) -> st.SearchStrategy[list[Fact]]:
    one = st.builds(
        Bag,
        code=st.just(""),
        party=ORGANISATION | st.just(""),
        class_code=st.sampled_from(["", "TC", "KH"]),
        litres=st.none() | st.sampled_from([60, 120]),
        fill=st.none() | st.sampled_from([Fraction(1, 4), Fraction(1, 2), 1]),
        weight=st.none() | KG,
        condition=st.none() | st.sampled_from(Condition),
        is_drawn=st.booleans(),
        count=st.integers(1, 3),
    )
    return st.lists(one, max_size=5).map(lambda found: coded(found, f"{prefix}b"))


def others(prefix: str) -> st.SearchStrategy[list[Fact]]:
    count = st.none() | st.integers(0, 60)
    return st.lists(
        st.one_of(
            st.builds(
                Presence,
                code=st.just(""),
                person=st.sampled_from([f"Người {number}" for number in range(6)]),
                organisations=st.lists(ORGANISATION, max_size=3).map(tuple),
                minutes=st.none() | st.integers(0, 200),
            ),
            st.builds(
                Headcount,
                code=st.just(""),
                organisation=ORGANISATION | st.just(""),
                covers=st.sampled_from(Covers),
                count=count,
                low=count,
                high=count,
                counting=st.sampled_from(Counting),
                minutes=count,
            ),
            st.builds(
                Weighing, code=st.just(""), scope=st.sampled_from(Scope), gross=st.none() | KG, tare=st.none() | KG
            ),
            st.builds(Bulky, code=st.just(""), name=st.just("Nệm"), weight=st.none() | KG),
            st.builds(WasteHandover, code=st.just(""), receiver=st.just("X"), weight=st.none() | KG),
            st.builds(
                Claim,
                code=st.just(""),
                figure=st.sampled_from(["PEOPLE", "ATTENDANCES", "MASS", "ACTIVITIES", "TREES_PLANTED"]),
                text=st.just("nhiều"),
                low=count,
                value=count,
                high=count,
            ),
            st.builds(Zone, code=st.just(""), metres=st.none() | KG, is_fixed=st.booleans()),
        ),
        max_size=6,
    ).map(lambda found: coded(found, f"{prefix}o"))


def coded(facts: list[Fact], prefix: str) -> list[Fact]:
    return [replace(each, code=f"{prefix}{at}") for at, each in enumerate(facts)]


@st.composite
def anything(draw: st.DrawFn) -> list[ActivityFacts]:
    """Up to four activities with any facts, children of one another and merged into one another."""
    found: list[ActivityFacts] = []
    for at in range(draw(st.integers(1, 4))):
        earlier = [each.code for each in found]
        parent = draw(st.sampled_from(["", *earlier]))
        found.append(
            ActivityFacts(
                code=f"a{at}",
                kind=draw(st.sampled_from([Kind.CLEAN_UP, Kind.WORKSHOP])),
                home=draw(ORGANISATION),
                parties=tuple(Party(each, "", draw(st.booleans())) for each in draw(st.sets(ORGANISATION))),
                credits=tuple(Credit(each, "2026") for each in draw(st.sets(ORGANISATION))),
                parent=parent,
                merged_into="" if parent else draw(st.sampled_from(["", *earlier])),
                facts=(*draw(bags(f"a{at}")), *draw(others(f"a{at}"))),
            )
        )
    return found


@st.composite
def weighed_bags(draw: st.DrawFn) -> tuple[list[ActivityFacts], Fraction]:
    """Two to eight organisations hold activities of three levels; every bag is weighed, so that the truth is known."""
    number = draw(st.integers(2, 8))
    organisers = ORGANISATIONS[:number]
    found: list[ActivityFacts] = []
    truth = []
    levels: list[list[str]] = [[], [], []]
    for at in range(draw(st.integers(1, 7))):
        level = draw(st.integers(0, 2))
        parent = draw(st.sampled_from(levels[level - 1])) if level and levels[level - 1] else ""
        weights = draw(st.lists(KG, max_size=3))
        truth += weights
        facts = [Bag(code=f"{at}-{bag}", weight=weight, party=draw(ORGANISATION)) for bag, weight in enumerate(weights)]
        resent = [*facts, *(each for each in facts if draw(st.booleans()))]
        merged_into = ""
        if not parent and found:
            merged_into = draw(st.sampled_from(["", *[each.code for each in found]]))
        found.append(
            ActivityFacts(
                code=f"a{at}",
                kind=Kind.CLEAN_UP,
                home=draw(st.sampled_from(organisers)),
                parties=tuple(Party(each, is_confirmed=True) for each in organisers),
                credits=tuple(Credit(each, "2026") for each in draw(st.sets(st.sampled_from(organisers), min_size=1))),
                parent=parent,
                merged_into=merged_into,
                facts=tuple(resent),
            )
        )
        if not merged_into:
            levels[0 if not parent else level].append(f"a{at}")
    return found, total(truth)


def known(register: Register, codes: frozenset[str]) -> Fraction:
    """The kilograms that are known of a selection."""
    return report(register, codes, NOW).figure(FigureKind.MASS).amount.low or Fraction(0)


@FEWER
@given(weighed_bags(), st.randoms(use_true_random=False))
def test_every_fact_counts_exactly_once_however_many_hold_the_activity(
    drawn: tuple[list[ActivityFacts], Fraction], chance
) -> None:
    """F8: two to eight organisers, parents, children, merged reports, records sent again."""
    activities, truth = drawn
    register = build_register(activities)
    everything = known(register, register.everything())
    by_blocs = [register.bloc_year(each, "2026") for each in ORGANISATIONS]
    united: frozenset[str] = frozenset().union(*by_blocs)
    shuffled = list(activities)
    chance.shuffle(shuffled)
    again = build_register(shuffled)

    assert everything == truth
    assert known(register, united) == truth
    assert known(again, again.everything()) == truth
    assert all(known(register, each) <= truth for each in by_blocs)
    assert sum(known(register, each) for each in by_blocs) >= truth


@dataclass
class Truth:
    """What really happened, added up while it was made up."""

    people: Counter[str] = field(default_factory=Counter)
    """Turns, by the record that they end in."""
    persons: set[str] = field(default_factory=set)
    kg: Fraction = Fraction(0)
    metres: Fraction = Fraction(0)
    money_in: int = 0
    money_out: int = 0


@st.composite
def held_together(draw: st.DrawFn, *, with_headcounts: bool) -> tuple[list[ActivityFacts], Truth]:
    """Two to eight organisations hold activities of three levels; all that happened at them is known exactly: people
    with a ticket, who come for several of them and to several activities, people counted, stretches, money, bags.
    """
    organisers = ORGANISATIONS[: draw(st.integers(2, 8))]
    truth, found = Truth(), []
    levels: list[list[str]] = [[], [], []]
    homes: dict[str, set[str]] = {}
    for at in range(draw(st.integers(1, 7))):
        code, level = f"a{at}", draw(st.integers(0, 2))
        parent = draw(st.sampled_from(levels[level - 1])) if level and levels[level - 1] else ""
        roots = [each for each in homes if not parent]
        merged_into = draw(st.sampled_from(["", *roots]))
        home = merged_into or code
        scanned = draw(st.sets(st.sampled_from([f"Người {number}" for number in range(6)])))
        counted = draw(st.lists(st.integers(0, 60), max_size=3)) if with_headcounts else []
        stretches, notes = draw(st.lists(KG, max_size=3)), draw(st.lists(st.integers(0, 10**9), max_size=4))
        weights = draw(st.lists(KG, max_size=2))
        seen = homes.setdefault(home, set())
        truth.people[home] += len(scanned - seen) + sum(counted)
        seen |= scanned
        truth.persons |= scanned
        truth.kg += total(weights)
        truth.metres += total(stretches)
        truth.money_in += sum(notes[::2])
        truth.money_out += sum(notes[1::2])
        facts: list[Fact] = [
            *(
                Presence(code="", person=each, organisations=tuple(draw(st.sets(st.sampled_from(organisers)))))
                for each in sorted(scanned)
            ),
            *(Headcount(code="", organisation=draw(st.sampled_from(organisers)), count=each) for each in counted),
            *(Zone(code="", metres=each) for each in stretches),
            *(
                MoneyMoved(code="", flow=(Flow.IN, Flow.OUT)[place % 2], amount=each)
                for place, each in enumerate(notes)
            ),
            *(Bag(code="", weight=each) for each in weights),
        ]
        facts = coded(facts, f"{code}-")
        found.append(
            ActivityFacts(
                code=code,
                kind=Kind.CLEAN_UP,
                home=draw(st.sampled_from(organisers)),
                parties=tuple(Party(each, is_confirmed=True) for each in organisers),
                credits=tuple(Credit(each, "2026") for each in draw(st.sets(st.sampled_from(organisers), min_size=1))),
                parent=parent,
                merged_into=merged_into,
                facts=(*facts, *(each for each in facts if draw(st.booleans()))),
            )
        )
        if not merged_into:
            levels[0 if not parent else level].append(code)
    return found, truth


def least(register: Register, codes: frozenset[str], kind: FigureKind) -> Fraction:
    """What is sure of a figure of a selection; nothing noted is nothing."""
    return report(register, codes, NOW).figure(kind).amount.low or Fraction(0)


def turns(register: Register, codes: frozenset[str]) -> Fraction:
    """People added over activities; of one activity they are its people."""
    found = report(register, codes, NOW).figures
    figure = found.get((FigureKind.ATTENDANCES, "")) or found.get((FigureKind.PEOPLE, ""))
    return (figure.amount.low if figure is not None else None) or Fraction(0)


@FEWER
@given(held_together(with_headcounts=True))
def test_people_metres_and_money_count_exactly_once_however_many_hold_the_activity(
    drawn: tuple[list[ActivityFacts], Truth],
) -> None:
    """F8 for all that is added: eight organisers, three levels, merged reports, records sent again."""
    activities, truth = drawn
    register = build_register(activities)
    by_blocs = [register.bloc_year(each, "2026") for each in ORGANISATIONS]
    united: frozenset[str] = frozenset().union(*by_blocs)

    for codes in (register.everything(), united):
        assert turns(register, codes) == truth.people.total()
        assert least(register, codes, FigureKind.METRES) == truth.metres
        assert least(register, codes, FigureKind.MONEY_IN) == truth.money_in
        assert least(register, codes, FigureKind.MONEY_OUT) == truth.money_out
        assert least(register, codes, FigureKind.MASS) == truth.kg
    for kind, whole in (
        (FigureKind.METRES, truth.metres),
        (FigureKind.MONEY_IN, Fraction(truth.money_in)),
        (FigureKind.MONEY_OUT, Fraction(truth.money_out)),
    ):
        each_bloc = [least(register, codes, kind) for codes in by_blocs]
        assert max(each_bloc) <= whole <= sum(each_bloc)


@FEWER
@given(held_together(with_headcounts=False))
def test_a_person_is_one_however_often_and_for_whomever_he_came(drawn: tuple[list[ActivityFacts], Truth]) -> None:
    activities, truth = drawn
    register = build_register(activities)
    amount = report(register, register.everything(), NOW).figure(FigureKind.PEOPLE).amount

    assert amount.low == (len(truth.persons) or None)
    if all(truth.people.values()):  # where nobody was noted at one of them, there may have been more
        assert amount.best == amount.high == len(truth.persons)


@FEWER
@given(anything())
def test_no_facts_make_a_figure_that_cannot_be(activities: list[ActivityFacts]) -> None:
    """F7: every part of every figure says how it is known, and an estimate never stands without its range."""
    register = build_register(activities)
    found = report(register, register.everything(), NOW)
    for each in found.figures.values():
        if each.kind not in RATIOS:
            assert added(part.amount for part in each.parts) == each.amount
        assert each.parts
        for part in each.parts:
            assert (part.basis is Basis.UNKNOWN) == bool(part.reason)
            assert part.amount.best is None or part.basis is not Basis.UNKNOWN
            if part.basis in (Basis.ESTIMATED, Basis.SAMPLED):
                assert part.amount.low is not None or part.amount.high is not None
    assert plain_report(found, "vi") == plain_report(report(register, register.everything(), NOW), "vi")
    assert plain_report(found, "en")["figures"]


@st.composite
def counted_stretches(draw: st.DrawFn) -> list[Fact]:
    """Stretches worked on and fixed ones within them, all measured; pieces counted on them, and elsewhere."""
    zones = [
        Zone(code=f"z{at}", metres=draw(st.integers(1, 900)), is_fixed=draw(st.booleans()))
        for at in range(draw(st.integers(1, 5)))
    ]
    places = st.sampled_from(["", *(each.code for each in zones)])
    pieces = draw(st.lists(st.tuples(places, st.integers(0, 90)), max_size=6))
    return [
        *zones,
        *(ItemCount(code=f"i{at}", item="BUTTS", zone=zone, count=count) for at, (zone, count) in enumerate(pieces)),
    ]


@FEWER
@given(counted_stretches())
def test_each_metre_and_each_piece_on_it_is_in_once(facts: list[Fact]) -> None:
    """Fixed stretches add no metre; what lies on 100 m is what was counted there, over those metres alone."""
    register = build_register([ActivityFacts(code="a", kind=Kind.CLEAN_UP, facts=tuple(facts))])
    found = report(register, register.everything(), NOW)
    zones = [each for each in facts if isinstance(each, Zone)]
    pieces = [each for each in facts if isinstance(each, ItemCount)]
    fixed = {each.code for each in zones if each.is_fixed}
    worked = total(each.metres for each in zones if each.metres is not None and not each.is_fixed)
    on_fixed = {each.zone for each in pieces} & fixed
    counted = on_fixed or {each.zone for each in pieces if each.zone}
    lying = total(each.count for each in pieces if each.count is not None and each.zone in counted)
    metres = total(each.metres for each in zones if each.metres is not None and each.code in counted)
    per_100_m = found.figure(FigureKind.ITEMS_PER_100_M, "SHORT@1").amount

    assert found.figure(FigureKind.METRES).amount.best == (worked or None)
    assert per_100_m.best == (lying * 100 / metres if metres else None)


@FEWER
@given(anything(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_amount(activities: list[ActivityFacts], chance) -> None:
    def shuffled(each: ActivityFacts) -> ActivityFacts:
        facts = list(each.facts)
        chance.shuffle(facts)
        return replace(each, facts=tuple(facts))

    one = build_register(activities)
    other = build_register([shuffled(each) for each in activities])
    amounts = [
        {key: each.amount for key, each in report(its, its.everything(), NOW).figures.items()} for its in (one, other)
    ]

    assert amounts[0] == amounts[1]


@FEWER
@given(anything(), st.sampled_from(FigureKind))
def test_shares_never_come_to_more_than_the_whole(activities: list[ActivityFacts], kind: FigureKind) -> None:
    register = build_register(activities)
    found = shares(register, register.everything(), kind, NOW)
    together = total(found.own.values())

    assert all(each > 0 for each in found.own.values())
    assert not together or (found.whole.amount.low is not None and together <= found.whole.amount.low)
    if found.whole.amount.best is not None and found.own:
        assert found.joint.best == found.whole.amount.best - together


@FEWER
@given(anything(), st.data())
def test_a_weight_told_later_never_lowers_what_was_sure(activities: list[ActivityFacts], data: st.DataObject) -> None:
    """Of bags by themselves: “ít nhất” stays true when the missing weight comes."""
    facts = [each for each in activities[0].facts if isinstance(each, Bag)]
    facts = [replace(each, is_drawn=False, condition=Condition.DAMP) for each in facts]
    missing = [at for at, each in enumerate(facts) if each.weight is None]
    if not missing:
        return
    at = data.draw(st.sampled_from(missing))
    later = [*facts[:at], replace(facts[at], weight=data.draw(KG)), *facts[at + 1 :]]
    early, late = (
        build_register([ActivityFacts(code="a", kind=Kind.CLEAN_UP, facts=tuple(each))]) for each in (facts, later)
    )

    assert known(early, early.everything()) <= known(late, late.everything())


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_sums_of_amounts_hold_what_is_unknown(amounts: list[Amount], chance) -> None:
    shuffled = list(amounts)
    chance.shuffle(shuffled)
    found = added(amounts)

    assert added(shuffled) == found
    assert (found.best is None) == any(each.best is None for each in amounts)
    assert (found.high is None) == any(each.high is None for each in amounts)
    assert (found.low is None) == all(each.low is None for each in amounts)


@given(AMOUNTS, AMOUNTS)
def test_arithmetic_of_amounts_gives_amounts(one: Amount, other: Amount) -> None:
    for found in (one + other, one.less(other), one.by(other), one.over(other), one.hull(other), one.raised(0)):
        assert found.low is None or found.high is None or found.low <= found.high
    assert added([]) == UNKNOWN


@given(st.lists(KG | st.integers(0, 9)))
def test_a_sum_is_exact(values: list[Decimal | Fraction | int]) -> None:
    assert total(values) == sum((Fraction(each) for each in values), Fraction(0))
