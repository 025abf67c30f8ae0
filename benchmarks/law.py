"""Titles and honours for many: arrays against the explain loop, all awards for 1,000,000 people and 100,000 units.

The same synthetic histories go to both interpreters; on a sample their verdicts are compared one by one. One in twenty
was disciplined, is on hold, led a department or has a route put forward that only people judge: nothing is skipped for
want of anybody it concerns. Memory is what a process of its own had in use at most.
"""

import random
import resource
import subprocess
import sys
from datetime import date
from fractions import Fraction
from functools import cache
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, growth, seconds, times

if TYPE_CHECKING:
    from thidua.core.law.codes import Subject
    from thidua.core.law.columns import Columns
    from thidua.core.law.facts import Attestation, DisciplineRecord, Facts, HoldRecord

PEOPLE = 1_000_000
SAMPLE = 1_000
PAIRS = 9
"""Runs with half of the people and with all of them, one just after the other."""
YEAR = 2025
LAW_ON = date(2025, 12, 1)
YEARS = 20
UNITS = 5_000
COLLECTIVES = 100_000
"""Units of which every award of units is asked."""
SELDOM = 0.05
"""Discipline, holds, leading posts, routes put forward, units dissolved: how many have each."""
EIGHT = (
    "ADVANCED_WORKER",
    "GRASSROOTS_EMULATION_FIGHTER",
    "MINISTERIAL_EMULATION_FIGHTER",
    "NATIONAL_EMULATION_FIGHTER",
    "MINISTRY_CERTIFICATE_OF_MERIT",
    "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "LABOUR_ORDER_THIRD_CLASS",
    "LABOUR_ORDER_SECOND_CLASS",
)
"""The rules of the measure that a peer can be held against."""


def measure() -> list[Figure]:
    """Milliseconds for one, seconds and MiB for a million, how many times the loop, growth, differences."""
    from thidua.core.law.bulk import answer, quota
    from thidua.core.law.explain import assess_all

    most = memory()  # before this process grows: a child's figure starts from its parent's
    people = [history(seed) for seed in range(SAMPLE)]
    some = columns_of_facts(people)
    loop = times(lambda: [assess_all(each, year=YEAR, law_on=LAW_ON) for each in people], runs=3).processor
    bulk_small = times(lambda: answer(some, law_on=LAW_ON, has_trace=False), runs=5).processor
    one = loop / SAMPLE * 1000
    many = spread(some, PEOPLE)
    half = spread(some, PEOPLE // 2)
    all_awards = times(lambda: answer(many, law_on=LAW_ON, has_trace=False), runs=3)
    doubled = growth(
        lambda: answer(half, law_on=LAW_ON, has_trace=False),
        lambda: answer(many, law_on=LAW_ON, has_trace=False),
        PAIRS,
        process_time,
    )
    traced = times(lambda: answer(many, law_on=LAW_ON), runs=1)
    eight = times(lambda: answer(many, law_on=LAW_ON, has_trace=False, codes=EIGHT), runs=3)
    found = {each.award.code: each.verdicts for each in answer(many, law_on=LAW_ON, has_trace=False, codes=EIGHT)}
    base, eligible = found["ADVANCED_WORKER"] == 2, found["GRASSROOTS_EMULATION_FIGHTER"] == 2
    units, order = units_and_order(PEOPLE)
    rest = times(lambda: quota(eligible, base, units, Fraction(15, 100), order), runs=3)
    offices = [unit_history(seed) for seed in range(SAMPLE)]
    some_units = columns_of_facts(offices)
    many_units = spread(some_units, COLLECTIVES)
    of_units = times(lambda: answer(many_units, law_on=LAW_ON, has_trace=False), runs=3)
    part = share(all_awards.processor, loop)
    loop_says = f"the loop is {1 / part:,.0f} times as long: {loop / SAMPLE * PEOPLE:,.0f} s"
    bulk_says = f"{bulk_small / SAMPLE * 1e6:.1f} µs a person in so small a table"
    different = differences(people, some)
    return [
        at_most("law: one person, every award, explained", one, "ms", 5),
        at_most(f"law: {PEOPLE:,} people, every award, in arrays", all_awards.wall, "s", 2),
        at_most("… as a part of the explain loop", part * 100, "%", 5, loop_says),
        at_most("… with the verdict of every criterion", traced.wall, "s", 6),
        at_most("… eight rules", eight.wall, "s", 2),
        at_most("… and a quota by unit and rank", rest.wall, "s", 2, f"{UNITS:,} units"),
        at_most("… twice the people, times the time", doubled, "×", 2.2, f"of a processor, median of {PAIRS} pairs"),
        at_most(f"… and {COLLECTIVES:,} units, every award of units", of_units.wall, "s", 2),
        at_most("… most memory, columns among it", most, "MiB", 1024),
        at_most(f"law: verdicts of {SAMPLE:,} people that differ from the explanation", different, "", 0, bulk_says),
        at_most(f"… and of {SAMPLE:,} units", differences(offices, some_units), "", 0),
    ]  # fmt: skip


def share(bulk: float, loop: float) -> float:
    """The time of the arrays as a part of the time of the loop, for as many people."""
    return (bulk / PEOPLE) / (loop / SAMPLE)


def history(seed: int) -> "Facts":
    """An invented record of a person over twenty years."""
    from thidua.core.law.codes import CommendationBasis, LeadingPost, Scope, Sex, Subject, TaskGrade
    from thidua.core.law.facts import Attestation, Facts, HonourRecord, PostRecord, WorkRecord

    chance = random.Random(seed)
    years = range(YEAR - YEARS + 1, YEAR + 1)
    grades = {year: chance.choices(list(TaskGrade), [40, 45, 12, 3])[0] for year in years if chance.random() < 0.98}
    titles = {
        year: tuple(
            code
            for code, likely in (("ADVANCED_WORKER", 0.8), ("GRASSROOTS_EMULATION_FIGHTER", 0.6),
                                 ("MINISTERIAL_EMULATION_FIGHTER", 0.1))
            if chance.random() < likely
        )
        for year in years if chance.random() < 0.98
    }  # fmt: skip
    codes = ("MINISTRY_CERTIFICATE_OF_MERIT", "PRIME_MINISTER_CERTIFICATE_OF_MERIT", "LABOUR_ORDER_THIRD_CLASS")
    honours = tuple(
        HonourRecord(code, date(chance.choice(years), 6, 1), CommendationBasis.MERIT)
        for code in codes
        if chance.random() < 0.4
    )
    works = tuple(WorkRecord(chance.choice(years), chance.choice(list(Scope))) for _ in range(chance.randint(0, 4)))
    said = (Attestation("ADVANCED_WORKER.SPIRIT", YEAR, "—", LAW_ON),) if chance.random() < 0.9 else ()
    lists = ("honours", "initiatives", "discipline", "holds", *(f"titles.{year}" for year in titles))
    in_part = frozenset(each for each in lists if chance.random() < 0.02)
    led = date(YEAR - chance.randint(2, 18), 1, 1)
    posts = (PostRecord(chance.choice(list(LeadingPost)), led, None),) if chance.random() < SELDOM else ()
    return Facts(
        Subject.INDIVIDUAL, sex=chance.choice(list(Sex)), employed_since=date(2005, 3, 1), grades=grades, titles=titles,
        honours=honours, initiatives=works, scientific_works=(), discipline=disciplined(chance), holds=held(chance),
        attested=(*said, *put_forward(chance, Subject.INDIVIDUAL)), posts=posts,
        retires_on=date(YEAR, 12, 31) if posts else None, incomplete=in_part,
    )  # fmt: skip


def unit_history(seed: int) -> "Facts":
    """An invented record of a unit over twenty years."""
    from thidua.core.law.codes import CommendationBasis, Measure, Organiser, Subject, TaskGrade
    from thidua.core.law.facts import Attestation, Facts, HonourRecord, PeopleRecord, RankRecord

    chance = random.Random(seed)
    years = range(YEAR - YEARS + 1, YEAR + 1)
    likely = (("ADVANCED_LABOUR_COLLECTIVE", 0.8), ("EXCELLENT_LABOUR_COLLECTIVE", 0.6),
              ("MINISTRY_EMULATION_FLAG", 0.2), ("GOVERNMENT_EMULATION_FLAG", 0.05))  # fmt: skip
    titles = {year: tuple(code for code, part in likely if chance.random() < part) for year in years}
    codes = ("MINISTRY_CERTIFICATE_OF_MERIT", "PRIME_MINISTER_CERTIFICATE_OF_MERIT", "LABOUR_ORDER_THIRD_CLASS")
    total = chance.randint(3, 60)
    people = PeopleRecord(
        total,
        grades={TaskGrade.GOOD: total - chance.randint(0, 2)},
        titles={"ADVANCED_WORKER": chance.randint(total // 2, total), "GRASSROOTS_EMULATION_FIGHTER": total // 7},
        disciplined={Measure.WARNING: 1} if chance.random() < SELDOM else {},
    )
    said = [code for code in attested_of(Subject.COLLECTIVE, waits=False) if chance.random() < 0.8]
    return Facts(
        Subject.COLLECTIVE,
        established_on=date(YEAR - chance.randint(1, 60), 5, 1),
        dissolved_on=date(YEAR, 11, 1) if chance.random() < SELDOM else None,
        grades={year: chance.choices(list(TaskGrade), [50, 40, 8, 2])[0] for year in years if chance.random() < 0.98},
        titles=titles,
        honours=tuple(
            HonourRecord(code, date(chance.choice(years), 6, 1), CommendationBasis.MERIT)
            for code in codes
            if chance.random() < 0.4
        ),
        discipline=disciplined(chance),
        holds=held(chance),
        attested=(*(Attestation(code, YEAR, "—", LAW_ON) for code in said), *put_forward(chance, Subject.COLLECTIVE)),
        people={YEAR: people} if chance.random() < 0.9 else {},
        ranks=tuple(RankRecord(year, chance.randint(1, 8), Organiser.MINISTRY) for year in years),
        incomplete=frozenset(each for each in ("honours", "ranks", "discipline") if chance.random() < 0.02),
    )


def disciplined(chance: random.Random) -> "tuple[DisciplineRecord, ...]":
    """A measure of some year for one in twenty."""
    from thidua.core.law.codes import Measure
    from thidua.core.law.facts import DisciplineRecord

    since = date(YEAR - chance.randint(0, YEARS - 1), 4, 1)
    measure = DisciplineRecord(chance.choice(list(Measure)), since, since.replace(year=since.year + 1))
    return (measure,) if chance.random() < SELDOM else ()


def held(chance: random.Random) -> "tuple[HoldRecord, ...]":
    """A hold that lasts for one in twenty."""
    from thidua.core.law.codes import HoldReason
    from thidua.core.law.facts import HoldRecord

    hold = HoldRecord(chance.choice(list(HoldReason)), date(YEAR, 10, 1), None)
    return (hold,) if chance.random() < SELDOM else ()


def put_forward(chance: random.Random, subject: "Subject") -> "tuple[Attestation, ...]":
    """For one in twenty the confirmation of a route that waits for somebody to put it forward."""
    from thidua.core.law.facts import Attestation

    code = chance.choice(attested_of(subject, waits=True))
    said = Attestation(code, YEAR, "—", LAW_ON, holds=chance.random() < 0.9)
    return (said,) if chance.random() < SELDOM else ()


@cache
def attested_of(subject: "Subject", *, waits: bool) -> tuple[str, ...]:
    """What people confirm for the awards of a subject: in routes that wait, or in those judged for everybody."""
    from thidua.core.law.awards import shipped_awards

    versions = [each.on(LAW_ON) for each in shipped_awards().values() if each.subject is subject]
    routes = [route for version in versions if version is not None for route in version.routes if route.waits is waits]
    return tuple(sorted({code for route in routes for code in route.attestations}))


def columns_of_facts(subjects: "list[Facts]") -> "Columns":
    """The columns of people, or of units."""
    from thidua.core.law.columns import columns_of
    from thidua.core.law.general import general_on
    from thidua.core.law.settings import chosen

    general, subject = general_on(LAW_ON), subjects[0].subject
    return columns_of(subjects, year=YEAR, as_of=LAW_ON, general=general, settings=chosen({}), subject=subject)


def spread(columns: "Columns", size: int) -> "Columns":
    """The same histories over and over, in an order of chance, up to a size."""
    import numpy as np

    rows = np.random.default_rng(1).integers(0, columns.size, size)
    return columns.taken(rows)


def units_and_order(size: int):
    """A unit and a rank for everybody."""
    import numpy as np

    chance = np.random.default_rng(2)
    return chance.integers(0, UNITS, size), chance.permutation(size)


def differences(people: "list[Facts]", columns: "Columns") -> int:
    """Verdicts on which the two interpreters do not agree."""
    from thidua.core.law.bulk import answer
    from thidua.core.law.explain import assess_all

    many = answer(columns, law_on=LAW_ON)
    return sum(
        int(outcome.verdict != answers.verdicts[at])
        for at, each in enumerate(people)
        for outcome, answers in zip(assess_all(each, year=YEAR, law_on=LAW_ON), many, strict=True)
    )


def memory() -> float:
    """MiB that a process of its own had in use at most while it answered everything for everybody."""
    run = subprocess.run([sys.executable, "-m", "benchmarks.law"], check=True, stdout=subprocess.PIPE, text=True)
    return float(run.stdout.split()[-1])


if __name__ == "__main__":
    from thidua.core.law.bulk import answer as ask

    everybody = spread(columns_of_facts([history(seed) for seed in range(SAMPLE)]), PEOPLE)
    took = seconds(lambda: ask(everybody, law_on=LAW_ON, has_trace=False))
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
