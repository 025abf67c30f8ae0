"""Scores: one bloc with every derivation and finding; a country of blocs; growth with the units and with the items.

The heaviest kind of item is taken for all: each compares its unit with the bloc's leader. Every unit has a signed paper
with the points of all items, wrong in each twentieth, so that there is much to find. The peer is the bare arithmetic:
one fraction made and one added for each cell.
"""

import random
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, growth, median_ms, seconds

if TYPE_CHECKING:
    from thidua.core.scoring.cards import Scorecard
    from thidua.core.scoring.scheme import ScoringScheme

ITEMS = 230
BRANCHES = 5
BLOCS = 5_000
PROCESSES = 2
EVERY = 20
"""In each so-manieth item the signed paper says another figure than the table gives."""


def measure() -> list[Figure]:
    """Milliseconds for a bloc of 38 units; seconds, memory and growth for 5,000 blocs of 10."""
    scheme, cards = table(), signed(table(), bloc(table(), 38, seed=1))
    half = table(ITEMS // 2)
    fewer = signed(half, bloc(half, 38, seed=1))

    from thidua.core.scoring.scoring import score

    result = score(scheme, cards)
    assert all(unit.total is not None for unit in result.units)
    found = len(result.findings)
    assert found >= 38 * ITEMS // EVERY, found
    one = median_ms(lambda: score(scheme, cards))
    doubled = growth(lambda: score(scheme, cards[:19]), lambda: score(scheme, cards))
    more_items = growth(lambda: score(half, fewer), lambda: score(scheme, cards))
    bare = median_ms(lambda: bare_arithmetic(38 * ITEMS))
    took = seconds(lambda: score_country(BLOCS))
    share = seconds(lambda: score_country(BLOCS // 10))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        at_most("38 units, 230 items, derivations, findings", one, "ms", 150, f"bare {bare:.0f} ms; {found} findings"),
        at_most("twice the units, times the time", doubled, "×", 2.6, "median of ratios, 19 and 38 units"),
        at_most("twice the items, times the time", more_items, "×", 2.6, f"median of ratios, {ITEMS // 2} and {ITEMS}"),
        at_most("5,000 blocs of 10, totals and findings", took, "s", 120, f"{PROCESSES} processes"),
        at_most("ten times the blocs, times the time", took / share, "×", 12, f"{BLOCS // 10} and {BLOCS} blocs"),
        at_most("memory of a process", memory, "MB", 1024 / PROCESSES, "1 GiB for all"),
    ]


@lru_cache(maxsize=2)
def table(items: int = ITEMS) -> "ScoringScheme":
    """The table of `document`."""
    from thidua.core.scoring.reading import build_scheme

    scheme, problems = build_scheme(document(items))
    assert scheme is not None, problems
    return scheme


def document(items: int) -> dict[str, object]:
    """So many items in five branches, all compared with the leader, rounded to two decimals."""
    each = items // BRANCHES
    branches = [
        {
            "code": f"{branch}",
            "name": f"Nhóm {branch}",
            "max": str(10 * each),
            "children": [
                {"code": f"{branch}.{item}", "name": "Chỉ tiêu", "max": "10", "points": "leader_relative"}
                for item in range(each)
            ],
        }
        for branch in range(BRANCHES)
    ]
    return {"format": "1", "id": "bench", "title": "Bảng đo", "criteria": branches, "rounding": {"items": "2"}}


def bloc(scheme: "ScoringScheme", units: int, seed: int) -> "list[Scorecard]":
    """Cards of one bloc: targets and results around them."""
    from thidua.core.scoring.cards import Scorecard

    chance = random.Random(seed)
    names = list(scheme.inputs)
    cards = []
    for unit in range(units):
        answers = {name: chance.randint(50, 150) for name in names}
        cards.append(Scorecard(f"Đơn vị {unit}", answers))
    return cards


def signed(scheme: "ScoringScheme", cards: "list[Scorecard]") -> "list[Scorecard]":
    """The cards, each with a signed paper: the points of every item and the total, one in `EVERY` half a point off."""
    from thidua.core.scoring.cards import Given
    from thidua.core.scoring.scoring import score

    result = score(scheme, cards)
    leaves = [item.code for item in scheme.root.walk() if not item.parts]
    off = Fraction(1, 2)
    return [
        replace(
            card,
            given=(
                Given(
                    "Biên bản",
                    items={
                        code: (result.cells[code][at].points or Fraction(0)) + (off if place % EVERY == 0 else 0)
                        for place, code in enumerate(leaves)
                    },
                    total=result.units[at].total,
                ),
            ),
        )
        for at, card in enumerate(cards)
    ]


def score_some(seeds: range) -> tuple[int, int]:
    """Score blocs one after the other, keeping totals and findings: how many of each."""
    from thidua.core.scoring.scoring import score

    totals, findings = [], []
    scheme = table()
    for seed in seeds:
        result = score(scheme, with_a_wrong_total(bloc(scheme, 10, seed)))
        totals += [unit.total for unit in result.units]
        findings += result.findings
    return len(totals), len(findings)


def with_a_wrong_total(cards: "list[Scorecard]") -> "list[Scorecard]":
    """The cards, each with a paper whose total nobody can reach: one finding a unit, at the least."""
    from thidua.core.scoring.cards import Given

    wrong = Fraction(10 * ITEMS + 1)
    return [replace(card, given=(Given("Báo cáo", items={"0.0": Fraction(11)}, total=wrong),)) for card in cards]


def score_country(blocs: int) -> None:
    """All blocs, shared among the processes. The making of the invented cards is counted too."""
    parts = [range(first, blocs, PROCESSES) for first in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        counted = list(pool.map(score_some, parts))
    assert sum(totals for totals, _findings in counted) == 10 * blocs
    assert sum(findings for _totals, findings in counted) >= 20 * blocs


def bare_arithmetic(cells: int) -> Fraction:
    """One fraction made and one added a cell."""
    total = Fraction(0)
    for cell in range(1, cells + 1):
        total += round(Fraction(10 * cell, 2 * cell + 1) * 100)
    return total
