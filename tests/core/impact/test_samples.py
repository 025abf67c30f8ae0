"""What a sample says: the table of Student's points is right, the plan agrees with the study, the interval holds."""

import math
import random
from fractions import Fraction

import pytest

from thidua.core.impact.samples import LARGE, NORMAL, STUDENT, rest_of, root_above, share_of_error, student


def inside(point: float, degrees: int, steps: int = 4000) -> float:
    """The share of Student's distribution within ±point, by Simpson's rule over the angle: t = √ν·tan θ."""
    top = math.atan(point / math.sqrt(degrees))
    width = top / steps
    values = [math.cos(at * width) ** (degrees - 1) for at in range(steps + 1)]
    area = width / 3 * (values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2]))
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(math.pi)
    return 2 * scale * area


@pytest.mark.parametrize(
    ("degrees", "point"), [*enumerate(STUDENT, start=1), *LARGE], ids=lambda each: str(float(each))
)
def test_the_table_holds_95_percent(degrees: int, point: Fraction) -> None:
    low, high = float(point) - 0.0006, float(point) + 0.0006
    assert inside(low, degrees) < 0.95 < inside(high, degrees)


def test_between_rows_the_interval_is_never_too_narrow() -> None:
    points = [student(each) for each in range(1, 500)]

    assert points == sorted(points, reverse=True)
    assert points[-1] > NORMAL
    with pytest.raises(ValueError):
        student(0)


@pytest.mark.parametrize(
    ("of", "n", "variation", "percent"),
    [
        (100, 10, "0.4", 24),
        (100, 10, "0.6", 35),
        (100, 20, "0.4", 16),
        (100, 20, "0.6", 24),
        (100, 30, "0.4", 12),
        (100, 30, "0.6", 18),
        (300, 30, "0.4", 14),
        (300, 30, "0.6", 20),
    ],
)
def test_the_plan_agrees_with_the_study(of: int, n: int, variation: str, percent: int) -> None:
    assert round(share_of_error(n, of, Fraction(variation)) * 100) == percent


def test_a_root_is_never_below() -> None:
    for square in (Fraction(0), Fraction(2), Fraction(1, 3), Fraction(144), Fraction(10**9, 7)):
        root = root_above(square)
        assert root**2 >= square
        assert (root - Fraction(1, 10**6)) ** 2 < square or not square


def test_a_fifth_of_the_bags_gives_the_truth_nineteen_times_in_twenty() -> None:
    """F10: bags of 2 to 8 kg drawn by chance; 20 % of 100 weighed; the truth lies in the interval, within a quarter."""
    chance = random.Random(20230528)
    held = near = 0
    for _ in range(300):
        bags = [Fraction(chance.randint(20, 80), 10) for _ in range(100)]
        chance.shuffle(bags)
        found = rest_of(bags[:20], 80)
        truth = sum(bags[20:])
        assert found.low is not None
        assert found.best is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
        near += abs(found.best - truth) <= truth / 4
    assert held >= 275
    assert near >= 270
