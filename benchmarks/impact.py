"""Figures of joint activities: one of 10,000 records, a year of 1,000 activities that eight organisations hold; growth.

The peer is the bare arithmetic: as many fractions made and added. The page itself reads a snapshot of these figures.
"""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, growth, times

if TYPE_CHECKING:
    from thidua.core.impact.desk import Knowledge
    from thidua.core.impact.facts import ActivityFacts
    from thidua.core.impact.register import Register
    from thidua.core.impact.reports import Report

RECORDS = 10_000
ACTIVITIES = 1_000
ORGANISATIONS = 8


def measure() -> list[Figure]:
    """Milliseconds on a processor for 10,000 records, seconds for a year, growth; whether a kilogram is there twice."""
    from thidua.core.impact.figure import FigureKind
    from thidua.core.impact.plain import plain_report

    large, half = registered([activity("a", RECORDS, 1)]), registered([activity("a", RECORDS // 2, 1)])
    one = times(lambda: figures_of(large), runs=20).processor * 1000
    doubled = growth(lambda: figures_of(half), lambda: figures_of(large))
    found = figures_of(large)
    words = times(lambda: plain_report(found, "vi"), runs=20).processor * 1000
    bare = times(lambda: bare_arithmetic(RECORDS), runs=20).processor * 1000
    of_a_year = [activity(f"a{at}", 60, at) for at in range(ACTIVITIES)]
    year: list[Report] = []
    took = times(lambda: year.append(figures_of(registered(of_a_year))), runs=1).processor
    truth = sum(each.weight for some in of_a_year for each in some.facts if getattr(each, "weight", None) is not None)
    blocs = registered(of_a_year)
    united = frozenset().union(*(blocs.bloc_year(f"Khối {at}", "2026") for at in range(ORGANISATIONS)))
    again = figures_of(blocs, united).figure(FigureKind.MASS).amount
    twice = 0 if year[0].figure(FigureKind.MASS).amount == again and again.low >= truth else 1
    return [
        at_most(f"figures of an activity of {RECORDS:,} records", one, "ms", 150, f"bare fractions {bare:.0f} ms"),
        at_most("… and every figure, step and finding in words", words, "ms", 50),
        at_most("twice the records, times the time", doubled, "×", 2.6, f"{RECORDS // 2:,} and {RECORDS:,} records"),
        at_most(f"a year of {ACTIVITIES:,} activities, 60 records each", took, "s", 5, "merging and parents among it"),
        at_most(f"sums over {ORGANISATIONS} co-organisers that count a fact twice", twice, "", 0),
    ]


def registered(activities: "list[ActivityFacts]") -> "Register":
    """The register of the activities."""
    from thidua.core.impact.register import build_register

    return build_register(activities)


def knowledge() -> "Knowledge":
    """What is known on the day of the bench."""
    from thidua.core.impact.desk import Knowledge

    return Knowledge(date(2026, 11, 28))


def figures_of(register: "Register", codes: frozenset[str] | None = None) -> "Report":
    """The report of a selection, or of everything."""
    from thidua.core.impact.reports import report

    return report(register, register.everything() if codes is None else codes, knowledge())


def activity(code: str, records: int, seed: int) -> "ActivityFacts":
    """An invented clean-up: of ten records six are bags, half of them weighed, two people, two lines of pieces."""
    from thidua.core.impact.facts import ActivityFacts, Bag, Condition, Credit, Fact, ItemCount, Kind, Party, Presence

    chance = random.Random(seed)
    organisations = [f"Khối {at}" for at in range(ORGANISATIONS)]
    facts: list[Fact] = []
    for at in range(records):
        name = f"{code}-{at}"
        if at % 10 < 6:
            weight = Decimal(chance.randint(10, 120)) / 10 if at % 2 else None
            facts.append(
                Bag(
                    code=name,
                    party=chance.choice(organisations),
                    class_code=chance.choice(["", "TC", "KH"]),
                    litres=60,
                    fill=Fraction(chance.randint(1, 4), 4),
                    weight=weight,
                    condition=chance.choice(list(Condition)),
                )
            )
        elif at % 10 < 8:
            facts.append(Presence(code=name, person=name, organisations=(chance.choice(organisations),), minutes=120))
        else:
            facts.append(
                ItemCount(code=name, item=chance.choice(["BUTTS", "BOTTLES", "CAPS"]), count=chance.randint(1, 99))
            )
    return ActivityFacts(
        code=code,
        kind=Kind.CLEAN_UP,
        home=organisations[0],
        parties=tuple(Party(each, "", is_confirmed=True) for each in organisations),
        credits=tuple(Credit(each, "2026") for each in organisations),
        facts=tuple(facts),
    )


def bare_arithmetic(records: int) -> Fraction:
    """One fraction made and one added a record."""
    whole = Fraction(0)
    for record in range(1, records + 1):
        whole += Fraction(record, 10)
    return whole
