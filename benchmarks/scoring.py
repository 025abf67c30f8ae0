"""Scores: one bloc with every derivation; a country of blocs with totals and findings; growth with the cells.

The heaviest kind of item is taken for all: each compares its unit with the bloc's leader. The peer is the bare
arithmetic: one fraction made and one added for each cell.
"""

import random
import resource
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import lru_cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, growth, median_ms, seconds

if TYPE_CHECKING:
    from thidua.core.scoring.cards import Scorecard
    from thidua.core.scoring.scheme import ScoringScheme

ITEMS = 230
BLOCS = 5_000
PROCESSES = 2


def measure() -> list[Figure]:
    """Milliseconds for a bloc of 38 units; seconds, memory and growth for 5,000 blocs of 10."""
    scheme, cards = table(), bloc(38, seed=1)

    from thidua.core.scoring.scoring import score

    result = score(scheme, cards)
    assert all(unit.total is not None for unit in result.units)
    one = median_ms(lambda: score(scheme, cards))
    doubled = growth(lambda: score(scheme, cards[:19]), lambda: score(scheme, cards))
    bare = median_ms(lambda: bare_arithmetic(38 * ITEMS))
    took = seconds(lambda: score_country(BLOCS))
    share = seconds(lambda: score_country(BLOCS // 10))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        at_most("a bloc of 38 units, 230 items, derivations", one, "ms", 150, f"bare fractions {bare:.0f} ms"),
        at_most("twice the units, times the time", doubled, "×", 2.6, "19 and 38 units"),
        at_most("5,000 blocs of 10, totals and findings", took, "s", 120, f"{PROCESSES} processes"),
        at_most("ten times the blocs, times the time", took / share, "×", 12, f"{BLOCS // 10} and {BLOCS} blocs"),
        at_most("memory of a process", memory, "MB", 1024 / PROCESSES, "1 GiB for all"),
    ]


@lru_cache(maxsize=1)
def table() -> "ScoringScheme":
    """The table of `document`."""
    from thidua.core.scoring.reading import build_scheme

    scheme, problems = build_scheme(document())
    assert scheme is not None, problems
    return scheme


def document() -> dict[str, object]:
    """230 items in ten branches, all compared with the leader, rounded to two decimals."""
    branches = [
        {
            "code": f"{branch}",
            "name": f"Nhóm {branch}",
            "max": str(10 * ITEMS // 10),
            "children": [
                {"code": f"{branch}.{item}", "name": "Chỉ tiêu", "max": "10", "points": "leader_relative"}
                for item in range(ITEMS // 10)
            ],
        }
        for branch in range(10)
    ]
    return {"format": "1", "id": "bench", "title": "Bảng đo", "criteria": branches, "rounding": {"items": "2"}}


def bloc(units: int, seed: int) -> "list[Scorecard]":
    """Cards of one bloc: targets and results around them."""
    from thidua.core.scoring.cards import Scorecard

    chance = random.Random(seed)
    names = list(table().inputs)
    cards = []
    for unit in range(units):
        answers = {name: chance.randint(50, 150) for name in names}
        cards.append(Scorecard(f"Đơn vị {unit}", answers))
    return cards


def score_some(seeds: range) -> tuple[int, int]:
    """Score blocs one after the other, keeping totals and findings: how many of each."""
    from thidua.core.scoring.scoring import score

    totals, findings = [], []
    scheme = table()
    for seed in seeds:
        result = score(scheme, bloc(10, seed))
        totals += [unit.total for unit in result.units]
        findings += result.findings
    return len(totals), len(findings)


def score_country(blocs: int) -> None:
    """All blocs, shared among the processes. The making of the invented cards is counted too."""
    parts = [range(first, blocs, PROCESSES) for first in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        counted = sum(totals for totals, _findings in pool.map(score_some, parts))
    assert counted == 10 * blocs


def bare_arithmetic(cells: int) -> Fraction:
    """One fraction made and one added a cell."""
    total = Fraction(0)
    for cell in range(1, cells + 1):
        total += round(Fraction(10 * cell, 2 * cell + 1) * 100)
    return total
