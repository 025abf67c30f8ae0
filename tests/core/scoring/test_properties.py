"""What must hold of every bloc, whatever its figures."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scoring.formulas.leader_relative import LeaderRelative
from thidua.core.scoring.numbers import exact_sum, read_number, round_half_up, write_number
from thidua.core.scoring.ranges import Range, gaps

FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=60)
FIGURES = st.one_of(st.integers(0, 12), st.fractions(min_value=0, max_value=12, max_denominator=6))
BLOC = st.lists(st.tuples(st.none() | FIGURES, st.none() | FIGURES), min_size=1, max_size=8)
MAXIMUM = Fraction(10)


def points(bloc: list[tuple[object, object]], *, smaller: bool = False) -> list[Fraction | None]:
    """The points of a bloc's (achieved, target) pairs."""
    rule = LeaderRelative("a", "t", smaller, ())
    units = [str(at) for at in range(len(bloc))]
    return [each.points for each in rule.score(MAXIMUM, [{"a": a, "t": t} for a, t in bloc], units)]  # type: ignore[dict-item]


def by_the_formula(bloc: list[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """The formula as it is written, a unit at a time, larger being better."""
    excess = [(a - t) / Fraction(t) for a, t in bloc if t and a > t]
    bare = [a for a, t in bloc if not t]
    given = []
    for a, t in bloc:
        if not t:
            given.append(MAXIMUM * a / max(bare) if a else Fraction(0))
        elif a < t:
            given.append(MAXIMUM / 2 * a / t)
        elif a == t:
            given.append(MAXIMUM / 2)
        else:
            given.append(MAXIMUM / 2 + (a - t) / Fraction(t) / max(excess) * MAXIMUM / 2)
    return given


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=8))
def test_the_quick_way_gives_what_the_formula_says(bloc: list[tuple[Fraction, Fraction]]) -> None:
    assert points(bloc) == by_the_formula(bloc)


@given(BLOC, st.booleans())
def test_nobody_gets_less_than_nothing_or_more_than_the_maximum(
    bloc: list[tuple[object, object]], smaller: bool
) -> None:
    assert all(each is None or 0 <= each <= MAXIMUM for each in points(bloc, smaller=smaller))


@given(BLOC, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(bloc: list[tuple[object, object]], smaller: bool, chance) -> None:
    order = list(range(len(bloc)))
    chance.shuffle(order)
    shuffled = points([bloc[at] for at in order], smaller=smaller)
    assert [shuffled[order.index(at)] for at in range(len(bloc))] == points(bloc, smaller=smaller)


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=2, max_size=6), st.data())
def test_what_is_known_while_a_figure_is_missing_stays_so(bloc: list[tuple[Fraction, Fraction]], data) -> None:
    """Points told early are never taken back when the missing figure comes."""
    at = data.draw(st.integers(0, len(bloc) - 1))
    side = data.draw(st.integers(0, 1))
    partial: list[tuple[object, object]] = list(bloc)
    partial[at] = (None, bloc[at][1]) if side == 0 else (bloc[at][0], None)
    for early, late in zip(points(partial), points(bloc), strict=True):
        assert early is None or early == late


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=6), st.integers(2, 9))
def test_the_unit_of_measure_changes_nothing(bloc: list[tuple[Fraction, Fraction]], factor: int) -> None:
    assert points([(a * factor, t * factor) for a, t in bloc]) == points(bloc)


@given(st.lists(FRACTIONS, max_size=30))
def test_a_sum_is_exact(values: list[Fraction]) -> None:
    assert exact_sum(values) == sum(values)


@given(FRACTIONS, st.integers(0, 4))
def test_rounding_moves_by_half_a_unit_at_most_and_mirrors(value: Fraction, places: int) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert round_half_up(-value, places) == -rounded
    assert (rounded * 10**places).denominator == 1


@given(FRACTIONS)
def test_a_number_written_is_the_number_read(value: Fraction) -> None:
    assert read_number(write_number(value)) == value


BORDERS = st.integers(0, 6)
RANGES = st.builds(
    lambda low, width, opens, closes: f"{opens}{low}, {low + width}{closes}",
    BORDERS,
    st.integers(1, 4),
    st.sampled_from("[("),
    st.sampled_from("])"),
)
PROBES = [Fraction(each, 2) for each in range(-1, 24)]


@given(st.lists(RANGES, min_size=1, max_size=4))
def test_gaps_and_overlaps_are_those_that_numbers_fall_into(texts: list[str]) -> None:
    ranges = [Range.parse(each) for each in texts]
    low = min(each.low for each in ranges if each.low is not None)
    high = max(each.high for each in ranges if each.high is not None)
    empty = [Range.parse(each) for each in gaps(ranges)]
    for probe in PROBES:
        held = any(each.holds(probe) for each in ranges)
        if low < probe < high:
            assert held != any(each.holds(probe) for each in empty)
    for one in ranges:
        for two in ranges:
            assert one.overlaps(two) == any(one.holds(probe) and two.holds(probe) for probe in PROBES)
